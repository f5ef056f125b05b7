"""A change of a report or an issue taken over into a site that was gathered before.

Most saves change a sentence. Where a changed file is as sound as it was and says the same of all that other
files depend on, nothing else can have changed, and the rest of the site need not be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
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
from generator.model.kinds import ADOPTION_KIND
from generator.model.ledger import Ledger
from generator.model.report import Report


def refresh(
    site: Path, gathered: Gathered, paths: Collection[Path], findings: Collection[Diagnostic], kept: Kept
) -> tuple[Gathered, tuple[str, ...]] | None:
    """The site with the files at `paths` read again, and the keys of the issues that they are part of.

    `findings` are all that were told of the site as it was gathered. None where the change may concern more
    than these issues: then the whole site has to be gathered.
    """
    content = gathered.content
    files = _files_of(gathered, kept)
    reports: dict[str, LoadedReport] = {}
    issues: dict[str, LoadedIssue] = {}
    told = {finding.place.file for finding in findings if finding.place is not None}
    for path in paths:
        name = site_name(path.absolute(), site.absolute())
        old = files.issues.get(name) or content.reports.get(name.removeprefix("content/"))
        new = _read(site, old, content, kept) if old is not None and name not in told else None
        if old is None or new is None or not _is_clean(old, new, gathered, kept):
            return None
        if _is_listed(old, new, content):
            return None
        if new == old:
            # Saved as it was; what others keep of it is still right.
            continue
        if isinstance(new, LoadedReport):
            reports[new.path] = new
        else:
            issues[name] = new
    changed = {*issues, *(f"content/{path}" for path in reports)}
    users = {issue for name in changed for issue in files.users.get(name, ())}
    keys = tuple(sorted(users, key=files.order.__getitem__))
    refreshed = replace(content, reports={**content.reports, **reports})
    if issues:
        # Where none was changed, they stay the same object, and what is known of their files is still right.
        renewed = tuple(issues.get(issue.front.file, issue) for issue in content.issues)
        refreshed = replace(refreshed, issues=renewed)
    if not _same_figures(gathered, refreshed, keys, files, issues):
        return None
    return replace(gathered, content=refreshed), keys


@dataclass(frozen=True, slots=True)
class _Files:
    """The issues by their file, and by the file of each issue and report the keys of the issues that it is or
    is printed in; `order` is the place of a key in the site, `own` the file of its issue."""

    issues: Mapping[str, LoadedIssue]
    users: Mapping[str, tuple[str, ...]]
    order: Mapping[str, int]
    own: Mapping[str, str]


def _files_of(gathered: Gathered, kept: Kept) -> _Files:
    """What is known of the files, found out once as long as issues and plan are the same objects."""
    issues, chosen = gathered.content.issues, gathered.plan.chosen

    def find() -> _Files:
        users: dict[str, list[str]] = {}
        for issue in issues:
            paths = {path for section in chosen.get(issue.key, ()) for path in section}
            for file in (issue.front.file, *(f"content/{path}" for path in paths)):
                users.setdefault(file, []).append(issue.key)
        return _Files(
            {issue.front.file: issue for issue in issues},
            {file: tuple(keys) for file, keys in users.items()},
            {issue.key: place for place, issue in enumerate(issues)},
            {issue.key: issue.front.file for issue in issues},
        )

    return kept.again("files of issues", (), (issues, gathered.plan), find)


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


def _is_listed(old: LoadedReport | LoadedIssue, new: LoadedReport | LoadedIssue, content: Content) -> bool:
    """Whether a report has another title, which a 采用通报 may tell beside the issues that print it."""
    if not isinstance(old, LoadedReport) or not isinstance(new, LoadedReport):
        return False
    kinds = {publication.kind for publication in content.site.record.publications.values()}
    return ADOPTION_KIND in kinds and old.front.record.title != new.front.record.title


def _same_issue(old: LoadedIssue, new: LoadedIssue) -> bool:
    """Whether the issue says the same but for words that are only printed."""
    return _plans(old.front.record) == _plans(new.front.record)


def _plans(issue: Issue) -> Issue:
    # That a section has words at all may keep it from being told as empty.
    sections = tuple(
        section.model_copy(update={"text": "…" if section.text else ""}) for section in issue.sections
    )
    return issue.model_copy(update={"note": "", "sections": sections})


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
        guard = replace(guard, values=guard.values | _private_values(now.keys, old, gathered.ledger, kept))
    found = check_report(new, guard) if isinstance(new, LoadedReport) else check_issue(new, guard)
    return not found


def _private_values(
    keys: frozenset[str], old: LoadedReport | LoadedIssue, ledger: Ledger, kept: Kept
) -> frozenset[str]:
    """The ledger's private values under these keys, and under those that the file had before: of all keys and
    not of the new ones alone, since the guard is that of the last whole look at the site."""
    name = f"private values {old.front.file}"
    known: tuple[frozenset[str], frozenset[str]] | None = kept.known(name, (ledger,))
    if known is None or not keys <= known[0]:
        known = kept.keep(name, (keys, ledger.private_values(keys)), {}, (ledger,))
    return known[1]


def _same_figures(
    gathered: Gathered,
    content: Content,
    keys: Collection[str],
    files: _Files,
    renewed: Mapping[str, LoadedIssue],
) -> bool:
    """Whether the issues want the figures that they wanted before; `renewed` are changed ones by file."""
    plan, former = gathered.plan, gathered.content
    pairs = [
        (files.issues[files.own[key]], renewed.get(files.own[key], files.issues[files.own[key]]))
        for key in keys
    ]
    return all(
        needs_figures(now, content, plan) == needs_figures(before, former, plan)
        and wants(now, content, plan) == wants(before, former, plan)
        for before, now in pairs
    )
