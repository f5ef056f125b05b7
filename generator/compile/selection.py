"""Which reports an issue prints: by hand (文章) and by rule (选取).

A rule takes the reports whose 日期 lies in the period, by 日期 and then path. All conditions that it
names must hold; of several 标签 a report needs one. It leaves out what the publication used in earlier
issues (by 签发日期, then file name), what this issue places by hand anywhere, and what an earlier section
of this issue has taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from generator.compile.again import families, what_of
from generator.compile.finding import at
from generator.compile.numbering import in_order
from generator.compile.numbers import CORRECTION
from generator.compile.periods import period_of, period_text
from generator.diagnostics import Diagnostic, has_errors
from generator.load.paths import clean
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.dates import Period
from generator.model.issue import Section, Selection
from generator.model.kinds import COUNTED_KINDS

Chosen = tuple[tuple[str, ...], ...]
"""Paths of reports, one tuple for each section of the issue."""


def select_reports(
    issues: Iterable[LoadedIssue], content: Content
) -> tuple[dict[str, Chosen], frozenset[str], list[Diagnostic]]:
    """What each issue of one publication prints, the issues that are stopped, and what is to be told.

    Of two issues that use one report the later is stopped; the earlier may long be printed. A reissue may use
    what the first has used, and takes by rule what the first might have taken.
    """
    origins = _origins(content)
    dated = sorted(
        content.reports.values(),
        key=lambda report: (report.front.record.date, origins.get(report.path, report.path)),
    )
    used: dict[str, str] = {}
    chosen: dict[str, Chosen] = {}
    stopped: set[str] = set()
    findings: list[Diagnostic] = []
    ordered = in_order(issues)
    by_hand = {
        path for issue in ordered for section in issue.front.record.sections for path in _by_hand(section)
    }
    family = families(ordered)
    newest = next((issue for issue in reversed(ordered) if issue.key not in family), None)
    revised = {new for issue in content.issues for new in _revisions(issue).values()}
    by_hand |= revised
    reserved = revised - origins.keys()
    for issue in ordered:
        if what_of(issue) == CORRECTION:
            chosen[issue.key] = ()
            continue
        others = _by_others(issue.key, used, family)
        own, told = _choose(issue, content, dated, others, reserved)
        told += _used_before(issue, others)
        unread = _may_belong_unread(issue, content, by_hand)
        stopping = _may_select_unreadable(issue, unread, newest=issue is newest)
        # What is empty now may be what the unread report is for.
        follows = {"selection-empty" if unread else "", "issue-without-articles" if stopping else ""}
        told = [one for one in told if one.code not in follows] + stopping
        chosen[issue.key] = own
        findings += told
        if has_errors(told):
            stopped.add(issue.key)
        for path in (path for paths in own for path in paths):
            used.setdefault(path, issue.key)
    return chosen, frozenset(stopped), findings


def _by_others(key: str, used: Mapping[str, str], family: Mapping[str, str]) -> Mapping[str, str]:
    """What issues of other numbers have used: a reissue prints again what the first has printed."""
    root = family.get(key, key)
    if key == root and root not in family.values():
        return used
    return {path: other for path, other in used.items() if family.get(other, other) != root}


def unused_reports(content: Content, chosen: Iterable[Chosen]) -> list[Diagnostic]:
    """A warning at each report that no issue uses.

    Nothing is said while an issue could not be read: it may be the one that uses them.
    """
    if any(path.startswith("issues/") for path in content.broken):
        return []
    used = {path for own in chosen for paths in own for path in paths}
    return [
        at(report.front, "report-unused", title=report.front.record.title)
        for path, report in sorted(content.reports.items())
        if path not in used
    ]


def _choose(
    issue: LoadedIssue,
    content: Content,
    dated: Sequence[LoadedReport],
    used: Mapping[str, str],
    reserved: Set[str],
) -> tuple[Chosen, list[Diagnostic]]:
    """The reports of each section; those that could not be loaded are told and left out. No rule takes
    what is `reserved`: it stands for another report in a reissue."""
    sections: tuple[Section, ...] = issue.front.record.sections
    period, findings = _period(issue, content)
    findings += _unreadable(issue, content)
    outline = content.outlines.get(content.site.record.publications[issue.publication].kind)
    outlined = {section.name for section in outline.front.record.sections} if outline else set()
    taken = {*used, *reserved, *(path for section in sections for path in _named(issue, section, content))}
    chosen: list[tuple[str, ...]] = []
    placed: set[str] = set()
    for index, section in enumerate(sections):
        named = (path for path in dict.fromkeys(_named(issue, section, content)) if path not in placed)
        paths = [path for path in named if path in content.reports]
        placed.update(paths)
        if section.select and period:
            by_rule = _matching(section.select, period, content, dated, taken)
            taken.update(by_rule)
            paths += by_rule
            if not by_rule:
                words = {"section": section.name, "period": period_text(period)}
                findings.append(at(issue.front, "selection-empty", "sections", index, "select", **words))
        elif not section.has_content and section.name not in outlined:
            findings.append(at(issue.front, "section-empty", "sections", index, section=section.name))
        chosen.append(tuple(paths))
    chosen, found = _revised(issue, chosen)
    findings += found
    composed = content.site.record.publications[issue.publication].kind in COUNTED_KINDS
    figures = composed or any(section.has_blocks for section in sections)
    if not figures and not any(chosen) and not has_errors(findings):
        findings.append(at(issue.front, "issue-without-articles", "sections"))
    return tuple(chosen), findings


def _revisions(issue: LoadedIssue) -> dict[str, str]:
    """改稿: the report that is printed in the place of each, by paths under which they were loaded."""
    return {clean(one.report): clean(one.revised) for one in issue.front.record.revisions}


def _origins(content: Content) -> dict[str, str]:
    """By its path, what a revised report stands for where that is not in the site at all: in the package of
    an archived reissue. There it is taken itself."""
    return {
        new: old
        for issue in content.issues
        for old, new in _revisions(issue).items()
        if old not in content.reports and old not in content.broken
    }


def _named(issue: LoadedIssue, section: Section, content: Content) -> tuple[str, ...]:
    """The reports that a section names, or what stands for them where they are not in the site."""
    revisions = _revisions(issue)
    if not revisions:
        return _by_hand(section)
    known = {*content.reports, *content.broken}
    return tuple(path if path in known else revisions.get(path, path) for path in _by_hand(section))


def _revised(
    issue: LoadedIssue, chosen: Sequence[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], list[Diagnostic]]:
    """What is chosen, with revised reports in their places."""
    revisions = _revisions(issue)
    printed = {path for paths in chosen for path in paths}
    unused = [
        at(issue.front, "revision-unused", "revisions", index, "report", path=one.report)
        for index, one in enumerate(issue.front.record.revisions)
        if printed.isdisjoint((clean(one.report), clean(one.revised)))
    ]
    return [tuple(revisions.get(path, path) for path in paths) for paths in chosen], unused


def _matching(
    rule: Selection,
    period: Period,
    content: Content,
    dated: Sequence[LoadedReport],
    taken: Set[str],
) -> list[str]:
    found = [
        report.path
        for report in dated
        if report.front.record.date in period and report.path not in taken and _holds(rule, report, content)
    ]
    return found[: rule.limit]


def _by_hand(section: Section) -> tuple[str, ...]:
    """The reports that a section names, by the paths under which they were loaded."""
    return tuple(clean(path) for path in section.reports)


def _holds(rule: Selection, report: LoadedReport, content: Content) -> bool:
    front = report.front.record
    unit = content.units.find(front.unit)
    return (
        (not rule.section or rule.section == front.section)
        and (not rule.tags or not set(rule.tags).isdisjoint(front.tags))
        and (not rule.unit_class or (unit is not None and rule.unit_class == unit.unit_class))
    )


def _period(issue: LoadedIssue, content: Content) -> tuple[Period | None, list[Diagnostic]]:
    """报道期间 as written, else the one before 签发日期 by 频次; none where no rule asks for it."""
    if not any(section.select for section in issue.front.record.sections):
        return None, []
    return period_of(issue, content.site.record, "period-needed", "sections")


def _unreadable(issue: LoadedIssue, content: Content) -> list[Diagnostic]:
    """Reports that the issue names and that could not be loaded."""
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("sections", index, "reports", position), path)
        for index, section in enumerate(issue.front.record.sections)
        for position, path in enumerate(_named(issue, section, content))
    ]
    named += [
        (("revisions", index, "revised"), clean(one.revised))
        for index, one in enumerate(issue.front.record.revisions)
    ]
    return [
        at(issue.front, "report-broken", *place, path=path)
        for place, path in named
        if path not in content.reports
    ]


def _may_belong_unread(
    issue: LoadedIssue, content: Content, by_hand: Set[str]
) -> list[tuple[str, date | None]]:
    """Reports that could not be loaded and that a rule of this issue might take, with their dates: those of
    its period, and those whose date cannot be told."""
    period, _ = _period(issue, content)
    if period is None:
        return []
    unread = (path for path in sorted(content.broken) if path.startswith("reports/") and path not in by_hand)
    dated = [(path, content.broken_dates.get(path)) for path in unread]
    return [(path, day) for path, day in dated if day is None or day in period]


def _may_select_unreadable(
    issue: LoadedIssue, unread: Iterable[tuple[str, date | None]], *, newest: bool
) -> list[Diagnostic]:
    """A finding for each report that could not be loaded and that a rule of this issue might have taken.

    Such a report's date decides; one whose date cannot be told is most likely meant for the newest issue.
    Without this, an issue would be printed anew with an article less.
    """
    index = next((i for i, section in enumerate(issue.front.record.sections) if section.select), 0)
    return [
        at(issue.front, "report-broken-selected", "sections", index, "select", path=path)
        for path, day in unread
        if newest or day is not None
    ]


def _used_before(issue: LoadedIssue, used: Mapping[str, str]) -> list[Diagnostic]:
    return [
        at(
            issue.front,
            "report-used-twice",
            *("sections", index, "reports", position),
            report=path,
            first=used[path],
            second=issue.key,
        )
        for index, section in enumerate(issue.front.record.sections)
        for position, path in enumerate(_by_hand(section))
        if path in used
    ]
