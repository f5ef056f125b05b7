"""Figures put into the texts of an issue: its note and names of sections, and the reports that it prints."""

from __future__ import annotations

from dataclasses import replace

from generator.compile.figures.fill import fill_html, fill_text, unclosed_findings, unknown_findings
from generator.compile.figures.names import Aliases
from generator.diagnostics import Diagnostic
from generator.model.content import LoadedIssue, LoadedReport
from generator.model.report import Photo, Report
from generator.model.statistics import Statistics

_OPENING = ("{{", "｛｛")


class _Filler:
    """Fills texts and gathers the names in them that are none."""

    def __init__(self, statistics: Statistics | None, aliases: Aliases, *, report: bool) -> None:
        self._statistics, self._aliases, self._report = statistics, aliases, report
        self.unknown: list[str] = []

    def html(self, html: str) -> str:
        filled, unknown = fill_html(html, self._statistics, self._aliases, report=self._report)
        self.unknown += unknown
        return filled

    def text(self, text: str) -> str:
        filled, unknown = fill_text(text, self._statistics, self._aliases, report=self._report)
        self.unknown += unknown
        return filled


def fill_report(
    report: LoadedReport, statistics: Statistics | None, aliases: Aliases
) -> tuple[LoadedReport, list[Diagnostic]]:
    """The report with its figures; what is no figure's name is told where it stands."""
    if not _has_braces(report.front.lines):
        return report, []
    filler = _Filler(statistics, aliases, report=True)
    front = report.front.record
    update = {
        "title": filler.text(front.title),
        "subtitle": filler.text(front.subtitle),
        "photos": tuple(_photo(photo, filler) for photo in front.photos),
    }
    record: Report = front.model_copy(update=update)
    body = replace(report.body, html=filler.html(report.body.html))
    findings = unknown_findings(filler.unknown, report.front, statistics, aliases, report=True)
    findings += unclosed_findings(report.front, report=True)
    return replace(report, front=replace(report.front, record=record), body=body), findings


def fill_issue(
    issue: LoadedIssue, statistics: Statistics | None, aliases: Aliases
) -> tuple[LoadedIssue, list[Diagnostic]]:
    """The issue with figures in its note and in the names of its sections."""
    if not _has_braces(issue.front.lines):
        return issue, []
    filler = _Filler(statistics, aliases, report=False)
    record = issue.front.record
    sections = tuple(
        section.model_copy(update={"name": filler.text(section.name)}) for section in record.sections
    )
    front = replace(issue.front, record=record.model_copy(update={"sections": sections}))
    note = replace(issue.note, html=filler.html(issue.note.html))
    findings = unknown_findings(filler.unknown, issue.front, statistics, aliases)
    findings += unclosed_findings(issue.front)
    return replace(issue, front=front, note=note), findings


def _photo(photo: Photo, filler: _Filler) -> Photo:
    return photo.model_copy(update={"caption": filler.text(photo.caption)})


def _has_braces(lines: tuple[str, ...]) -> bool:
    return any(mark in line for line in lines for mark in _OPENING)
