"""A change of a report or an issue taken over into a site that was gathered before.

Most saves change a sentence. Where a changed file is as sound as it was and says the same of all that other
files depend on, nothing else can have changed, and the rest of the site need not be looked at.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from generator.check.guard import Guard, words_of
from generator.check.privacy import check_issue, check_report
from generator.compile.issue_figures import needs_figures, wants
from generator.diagnostics import Diagnostic
from generator.gather import Gathered
from generator.load.issues import issue_again
from generator.load.kept import Kept
from generator.load.markdown import Converter
from generator.load.reports import report_again
from generator.load.source import site_name
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.issue import Issue
from generator.model.report import Report


def refresh(
    site: Path, gathered: Gathered, paths: Collection[Path], findings: Collection[Diagnostic], kept: Kept
) -> tuple[Gathered, tuple[str, ...]] | None:
    """The site with the files at `paths` read again, and the keys of the issues that they are part of.

    `findings` are all that were told of the site as it was gathered. None where the change may concern more
    than these issues: then the whole site has to be gathered.
    """
    content = gathered.content
    reports, issues = dict(content.reports), {issue.front.file: issue for issue in content.issues}
    told = {finding.place.file for finding in findings if finding.place is not None}
    changed: set[str] = set()
    for path in paths:
        name = site_name(path.absolute(), site.absolute())
        old = issues.get(name) or reports.get(name.removeprefix("content/"))
        new = _read(site, old, content, kept) if old is not None and name not in told else None
        if old is None or new is None or not _is_clean(old, new, gathered, kept):
            return None
        if new == old:
            # Saved as it was; what others keep of it is still right.
            continue
        changed.add(name)
        if isinstance(new, LoadedReport):
            reports[new.path] = new
        else:
            issues[name] = new
    refreshed = replace(content, reports=reports, issues=tuple(issues.values()))
    keys = _users(gathered, changed)
    if not _same_figures(gathered, refreshed, keys):
        return None
    return replace(gathered, content=refreshed), keys


def _read(
    site: Path, old: LoadedReport | LoadedIssue, content: Content, kept: Kept
) -> LoadedReport | LoadedIssue | None:
    """The file of `old` as it is now, if it is sound and says the same to the rest of the site."""
    path, converter = site / old.front.file, Converter(site)
    if isinstance(old, LoadedReport):
        report, found = report_again(path, site, content.units, converter, kept)
        return report if report is not None and not found and _same_report(old, report) else None
    issue, found = issue_again(path, site, old.key, content.site.record, content.reports, converter, kept)
    return issue if issue is not None and not found and _same_issue(old, issue) else None


def _same_report(old: LoadedReport, new: LoadedReport) -> bool:
    """Whether the front matter says the same of what chooses and names a report."""
    return _chooses(old.front.record) == _chooses(new.front.record)


def _chooses(report: Report) -> Report:
    return report.model_copy(update={"title": "", "subtitle": "", "photos": ()})


def _same_issue(old: LoadedIssue, new: LoadedIssue) -> bool:
    """Whether the issue says the same but for words that are only printed."""
    return _plans(old.front.record) == _plans(new.front.record)


def _plans(issue: Issue) -> Issue:
    # That a section has words at all may keep it from being told as empty.
    sections = tuple(
        section.model_copy(update={"text": "…" if section.text else ""}) for section in issue.sections
    )
    return issue.model_copy(update={"note": "", "sections": sections})


def _users(gathered: Gathered, files: Collection[str]) -> tuple[str, ...]:
    """The issues that a file of `files` is or is printed in, in the order of the site."""
    chosen = gathered.plan.chosen
    return tuple(
        issue.key
        for issue in gathered.content.issues
        if issue.front.file in files
        or any(f"content/{path}" in files for section in chosen.get(issue.key, ()) for path in section)
    )


def _is_clean(
    old: LoadedReport | LoadedIssue, new: LoadedReport | LoadedIssue, gathered: Gathered, kept: Kept
) -> bool:
    """Whether nothing in the new words must not be printed, by what is looked for in the whole site."""
    guard: Guard | None = kept.known("guard")
    before, now = words_of(old.front, keys=True), words_of(new.front, keys=True)
    if guard is None or now.officials != before.officials:
        # Names of officials may be printed everywhere: who took a photo is one.
        return False
    if gathered.ledger is not None:
        # Of all keys and not of the new ones alone: the guard is that of the last whole look at the site.
        guard = replace(guard, values=guard.values | gathered.ledger.private_values(now.keys))
    found = check_report(new, guard) if isinstance(new, LoadedReport) else check_issue(new, guard)
    return not found


def _same_figures(gathered: Gathered, content: Content, keys: Collection[str]) -> bool:
    """Whether the issues want the figures that they wanted before."""
    plan = gathered.plan
    before = {issue.key: issue for issue in gathered.content.issues if issue.key in keys}
    return all(
        needs_figures(issue, content, plan) == needs_figures(before[issue.key], gathered.content, plan)
        and wants(issue, content, plan) == wants(before[issue.key], gathered.content, plan)
        for issue in content.issues
        if issue.key in keys
    )
