"""What editors wrote, checked for what must never be printed: identifiers, citizens, forbidden words.

A finding never shows the whole of what it found, nor does the line beside it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from generator.check.guard import MARKS, Guard, guard_of, officials_of
from generator.check.output import page_text
from generator.check.passages import BODY, Passage, issue_passages, report_passages, values_of
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.load.kept import Kept
from generator.load.source import read_source
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.kinds import LEDGER_KINDS
from generator.model.ledger import Ledger
from generator.model.record import Record, Sourced
from generator.privacy.found import Found
from generator.privacy.masking import hidden, partial
from generator.privacy.normal import bare, plain

UNITS = "content/units.yaml"
_MAY_HIDE = re.compile(r"&[#\w]|\]\(|\[\^|\]\[")
"""What may make other characters of the text than stand in the file."""
_REFUSED = frozenset({"", "否", "无", "no", "false"})
_FILE_NAME = "文件名"


def check_content(
    content: Content, ledger: Ledger | None, kept: Kept | None = None
) -> tuple[Content | None, list[Diagnostic]]:
    """The content without what must not be printed, and the findings.

    A report or issue with an error is moved to `broken`, so that the issues that use it stop and the
    others go on; an error in a list or an outline stops the issues that may print it. None where one
    stands in site.yaml or units.yaml, which all issues print. `kept` has what was looked through before.
    """
    kept = kept or Kept()
    guard = kept.same("guard", guard_of(content, ledger, kept))
    findings = [*guard.check(_of_site(content)), *_check_units(content, guard)]
    if has_errors(findings):
        return None, findings
    reports, broken_reports, found = _check_reports(content, guard, kept)
    findings += found
    issues, broken_issues, found = _check_issues(content, guard, kept)
    findings += found
    stopped, broken_lists, found = _stopped_by_lists(content, guard)
    findings += found
    broken_issues += [issue for issue in issues if issue.key in stopped]
    dates = {report.path: report.front.record.date for report in broken_reports}
    checked = replace(
        content,
        reports={report.path: report for report in reports},
        issues=tuple(issue for issue in issues if issue.key not in stopped),
        broken=content.broken
        | {report.path for report in broken_reports}
        | {file.removeprefix("content/") for file in broken_lists}
        | {issue.front.file.removeprefix("content/") for issue in broken_issues},
        broken_dates={**content.broken_dates, **dates},
    )
    return checked, findings


def guarded_names(content: Content, ledger: Ledger | None, kept: Kept | None = None) -> frozenset[str]:
    """The names of citizens that no page may hold: those of the ledger, without officials and bylines that
    have the same name, and without what site.yaml allows."""
    return ledger.names - officials_of(content, kept) if ledger else frozenset()


def _of_site(content: Content) -> Iterator[Passage]:
    site = content.site
    return values_of(Sourced[Record](site.record, site.file, site.places, site.lines))


def _check_units(content: Content, guard: Guard) -> list[Diagnostic]:
    """Names of units; 联系人 are officials, 邮箱 is never printed. The file is read again for its places."""
    written = [
        (where, text)
        for unit in content.units.all
        for where, text in (
            ("名称", unit.name),
            ("简称", unit.short_name),
            *(("曾用名", name) for name in unit.former_names),
        )
        if text
    ]
    passages = [Passage(where, text, Place(UNITS), where) for where, text in written]
    if not guard.check(passages):
        return []
    source, _ = read_source(content.root / UNITS, content.root)
    lines = source.lines if source else ()
    return guard.check(replace(passage, lines=lines) for passage in passages)


def _check_reports(
    content: Content, guard: Guard, kept: Kept
) -> tuple[list[LoadedReport], list[LoadedReport], list[Diagnostic]]:
    sound: list[LoadedReport] = []
    broken: list[LoadedReport] = []
    findings: list[Diagnostic] = []
    for report in content.reports.values():
        look = functools.partial(check_report, report, guard)
        found = kept.again(f"checked {report.path}", (), (report, guard), look)
        findings += found
        (broken if has_errors(found) else sound).append(report)
    return sound, broken, findings


def check_report(report: LoadedReport, guard: Guard) -> list[Diagnostic]:
    """Everything that is wrong with the words of a report."""
    consent = report.front.record.named_with_consent.strip().lower() not in _REFUSED
    passages = list(report_passages(report))
    found = guard.check(passages, consent=consent)
    found = _named_apart(found, report.front.file, guard)
    for path in (*(photo.file for photo in report.front.record.photos), *report.body.images):
        found += _file_name(path, guard, "图片的文件名", report.front.place("photos"))
    source = next((passage.text for passage in passages if passage.where == BODY), "")
    return found + _check_html(report.body.html, source, report.front.place("title"), BODY, guard)


def _check_issues(
    content: Content, guard: Guard, kept: Kept
) -> tuple[list[LoadedIssue], list[LoadedIssue], list[Diagnostic]]:
    sound: list[LoadedIssue] = []
    broken: list[LoadedIssue] = []
    findings: list[Diagnostic] = []
    for issue in content.issues:
        look = functools.partial(check_issue, issue, guard)
        found = kept.again(f"checked {issue.key}", (), (issue, guard), look)
        findings += found
        (broken if has_errors(found) else sound).append(issue)
    return sound, broken, findings


def check_issue(issue: LoadedIssue, guard: Guard) -> list[Diagnostic]:
    """Everything that is wrong with the words of an issue."""
    passages = list(issue_passages(issue))
    found = _named_apart(guard.check(passages), issue.front.file, guard)
    source = "\n".join(passage.text for passage in passages)
    for html in (issue.note.html, *(body.html for body in issue.texts.values())):
        found += _check_html(html, source, issue.front.place("note"), "文字", guard)
    return found


def _stopped_by_lists(content: Content, guard: Guard) -> tuple[set[str], set[str], list[Diagnostic]]:
    """The issues that may print a list or an outline with an error, the files of these, and the findings."""
    kinds = {name: publication.kind for name, publication in content.site.record.publications.items()}
    stopped: set[str] = set()
    files: set[str] = set()
    findings: list[Diagnostic] = []

    def look(sourced: Sourced[Record], uses: Callable[[LoadedIssue], bool]) -> None:
        found = guard.check(values_of(sourced))
        findings.extend(found)
        if has_errors(found):
            files.add(sourced.file)
            stopped.update(issue.key for issue in content.issues if uses(issue))

    for name, listing in content.listings.items():

        def prints(issue: LoadedIssue, name: str = name) -> bool:
            named = any(section.listing == name for section in issue.front.record.sections)
            return named or kinds.get(issue.publication) in LEDGER_KINDS

        look(Sourced[Record](listing.record, listing.file, listing.places, listing.lines), prints)
    for kind, outline in content.outlines.items():
        front = outline.front

        def composed(issue: LoadedIssue, kind: str = kind) -> bool:
            return kinds.get(issue.publication) == kind

        look(Sourced[Record](front.record, front.file, front.places, front.lines), composed)
    return stopped, files, findings


def _check_html(html: str, source: str, place: Place, where: str, guard: Guard) -> list[Diagnostic]:
    """What the page says and the file does not: numbers that entities, links or notes put together."""
    if not _MAY_HIDE.search(source):
        return []
    text = page_text(html)
    written = {_bare(source, one) for one in guard.find(source, markdown=True)}
    return [
        Diagnostic(
            "identifier-written", place, {"where": where, "kind": one.kind, "partial": partial(text, one)}
        )
        for one in guard.find(text)
        if _bare(text, one) not in written
    ]


def _named_apart(findings: list[Diagnostic], file: str, guard: Guard) -> list[Diagnostic]:
    """The findings of a file, with those about its name; where these are, no place shows the name."""
    found = _file_name(file, guard, _FILE_NAME, Place(_hidden_name(file, guard)))
    if not found:
        return findings
    place = found[0].place
    assert place is not None
    moved = [
        replace(one, place=replace(one.place, file=place.file)) if one.place else one for one in findings
    ]
    return moved + found


def _file_name(path: str, guard: Guard, where: str, place: Place) -> list[Diagnostic]:
    name = PurePosixPath(path).with_suffix("").as_posix()
    words = [
        {"where": where, "kind": one.kind, "partial": partial(name, one)} for one in guard.everything(name)
    ]
    return [Diagnostic("identifier-in-file-name", place, data) for data in words]


def _hidden_name(path: str, guard: Guard) -> str:
    pure = PurePosixPath(path)
    name = pure.with_suffix("").as_posix()
    return hidden(name, guard.everything(name)) + pure.suffix


def _bare(text: str, found: Found) -> str:
    return bare(plain(text[found.start : found.end]).translate(MARKS))[0]
