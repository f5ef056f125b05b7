"""The adoption of every 采用通报: counted now, or as it was when the issue became final."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.compile.adoption import Counted, count_adoption, counted_of, is_source, may_count
from generator.compile.adoption_differences import differences
from generator.compile.adoption_open import circulars_to_withdraw, open_adoption, secret_now
from generator.compile.adoption_spans import Spans, spans_of
from generator.compile.figures.frozen import TOLD, Keeping, settle_kept
from generator.compile.finding import at
from generator.compile.foot import class_members
from generator.compile.periods import period_of, period_text
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic, has_errors
from generator.load.finals import final_file
from generator.load.records import Records, adoption_file
from generator.model.adoption import Adoption
from generator.model.content import Content, LoadedIssue
from generator.model.dates import chinese_date
from generator.model.issue import DRAFT, FINAL
from generator.model.kinds import ADOPTION_KIND

_SHOWN = 3
"""Names that one message tells."""


@dataclass(frozen=True)
class Adoptions:
    """`counted` by issue key; `to_record` are final issues that have no record yet, `stopped` those of which
    nothing can be told. `opened` are the counted ones as a public edition may tell them."""

    counted: Mapping[str, Adoption] = field(default_factory=dict)
    to_record: tuple[str, ...] = ()
    stopped: frozenset[str] = frozenset()
    opened: Mapping[str, Adoption] = field(default_factory=dict)


def compile_adoptions(
    content: Content, plan: Plan, records: Records, only: Collection[str] = ()
) -> tuple[Adoptions, list[Diagnostic]]:
    """What each 采用通报 prints. `only` are keys of issues, all of them when empty."""
    specs = content.site.record.publications
    issues = [
        issue
        for issue in content.issues
        if specs[issue.publication].kind == ADOPTION_KIND
        and issue.key not in plan.stopped
        and (not only or issue.key in only)
        # A correction prints what was wrong, and no figures.
        and not issue.front.record.corrects
    ]
    if not issues:
        return Adoptions(), []
    counted = counted_of(content, plan)
    computed: dict[str, Adoption] = {}
    findings: list[Diagnostic] = []
    scopes = {name: units_asked(name, content) for name in dict.fromkeys(one.publication for one in issues)}
    findings += [finding for _, found in scopes.values() for finding in found]
    for issue in issues:
        asked, faults = scopes[issue.publication]
        made, found = _count(issue, counted, content, plan, asked)
        on_record = issue.front.record.state == FINAL and issue.key in records.adoptions
        # What was sent stays as it was, whatever is wrong with the site today.
        findings += [] if on_record else found
        if on_record and not (counted.sent or counted.issues):
            # The package of an archived issue holds this one alone: there is nothing to compare with.
            continue
        if made is not None and not has_errors([*faults, *found]):
            computed[issue.key] = made
    kept, gone = records.adoptions, _without_issue(records, content)
    used, to_record, found = settle_kept(computed, kept, records.broken_adoptions, issues, gone, _KEEPING)
    untold = circulars_to_withdraw(used, content, {})
    found = _without_void(found, [issue for issue in issues if issue.key in untold])
    for issue in issues:
        found += _secret(issue, used[issue.key], content) if issue.key in untold else []
    # An outline that could not be read has been told.
    unread = ADOPTION_KIND not in content.outlines
    stopped = untold | {issue.key for issue in issues if unread or issue.key not in used}
    opened = {
        issue.key: open_adoption(used[issue.key], content, plan)
        for issue in issues
        if specs[issue.publication].public and issue.key not in stopped
    }
    return Adoptions(used, to_record, stopped, opened), [*findings, *found]


def _without_void(findings: Iterable[Diagnostic], untold: Iterable[LoadedIssue]) -> list[Diagnostic]:
    """The findings; what is not printed any more is not held against what would be counted now."""
    files = {issue.front.file for issue in untold}
    differs = "adoption-differs"
    return [one for one in findings if one.code != differs or not one.place or one.place.file not in files]


def units_asked(publication: str, content: Content) -> tuple[frozenset[str], list[Diagnostic]]:
    """The full names of the units that a publication's 通报范围 names, of all units without it; an error for
    each name that is neither a unit nor a class."""
    publications = content.site.record.publications
    written = publications[publication].reporting if publication in publications else None
    if written is None:
        return frozenset(unit.name for unit in content.units.all), []
    names: set[str] = set()
    findings: list[Diagnostic] = []
    for place, entry in enumerate(written):
        unit = content.units.find(entry)
        members = (unit,) if unit is not None else class_members(entry, content)
        if members is None:
            path = ("publications", publication, "reporting", place)
            findings.append(at(content.site, "adoption-scope-unknown", *path, name=entry))
        names.update(one.name for one in members or ())
    return frozenset(names), findings


def doubts(spans: Spans, content: Content, plan: Plan) -> list[Diagnostic]:
    """What keeps the adoption of a period from being right, without a place: an error for what cannot be
    read, a warning for what may still be signed."""
    findings: list[Diagnostic] = []
    period = spans.period
    if broken := _unread(_earliest(spans), period.last, content, plan):
        findings.append(Diagnostic("adoption-incomplete", None, {"files": _shown(broken)}))
    drafts = [
        issue.front.file
        for issue in content.issues
        if issue.front.record.state == DRAFT
        and issue.front.record.date in period
        and may_count(issue, content)
    ]
    if drafts:
        words = {"period": period_text(period), "count": len(drafts), "files": _shown(drafts)}
        findings.append(Diagnostic("adoption-drafts", None, words))
    return findings


def _unread(first: date, last: date, content: Content, plan: Plan) -> list[str]:
    """Files that count, or may count, between these days, and cannot be made out: of an issue that cannot be
    read nobody knows the day."""
    specs = content.site.record.publications
    sources = {name for name, spec in specs.items() if is_source(spec)}
    files = []
    for path in sorted(content.broken):
        top, _, rest = path.partition("/")
        day = content.broken_dates.get(path)
        is_issue = top == "issues" and rest.partition("/")[0] in sources
        is_report = top == "reports" and (day is None or first <= day <= last)
        files += [f"content/{path}"] if is_issue or is_report else []
    for issue in content.issues:
        record = issue.front.record
        counts = record.state == FINAL and may_count(issue, content)
        if counts and issue.key in plan.stopped and first <= record.date <= last:
            files.append(issue.front.file)
    return list(dict.fromkeys(files))


def _shown(names: Iterable[str]) -> str:
    """The first of several names, and how many they are."""
    every = list(names)
    return "、".join(every[:_SHOWN]) + (f" 等 {len(every)} 个" if len(every) > _SHOWN else "")


def _count(
    issue: LoadedIssue, counted: Counted, content: Content, plan: Plan, asked: frozenset[str]
) -> tuple[Adoption | None, list[Diagnostic]]:
    site = content.site.record
    period, findings = period_of(issue, site, "adoption-period-needed", "date")
    if period is None:
        return None, findings
    spans = spans_of(period, site.publications[issue.publication].cadence, site)
    place = issue.front.place("period")
    for doubt in doubts(spans, content, plan):
        findings.append(replace(doubt, place=place, excerpt=issue.front.excerpt(place)))
    signed = issue.front.record.date
    if signed <= period.last:
        words = {"period": period_text(period), "day": chinese_date(signed)}
        findings.append(at(issue.front, "adoption-early", "date", **words))
    return count_adoption(counted, content, plan, spans, asked), findings


def _earliest(spans: Spans) -> date:
    every = (spans.year, spans.before, spans.year_ago, *(period for _, period in spans.months))
    return min(period.first for period in every)


def _without_issue(records: Records, content: Content) -> dict[str, Adoption]:
    """The records whose issue is no more, neither sound nor broken."""
    broken = {path.removeprefix("issues/").rpartition(".")[0] for path in content.broken}
    known = {*broken, *(issue.key for issue in content.issues)}
    return {key: sent for key, sent in records.adoptions.items() if key not in known}


def _told(issue: LoadedIssue, sent: Adoption, now: Adoption) -> list[Diagnostic]:
    """That what is counted now is not what was sent, which stays."""
    found = list(differences(sent, now))
    if not found:
        return []
    told = "；".join(_difference(*one) for one in found[:TOLD])
    more = f"；还有 {len(found) - TOLD} 个" if len(found) > TOLD else ""
    data = {"count": len(found), "differences": f"{told}{more}", **_files(issue)}
    return [at(issue.front, "adoption-differs", **data)]


def _secret(issue: LoadedIssue, sent: Adoption, content: Content) -> list[Diagnostic]:
    """That what was sent tells of a publication that nobody may hear of now."""
    names = "".join(f"《{name}》" for name in secret_now(sent, content))
    return [at(issue.front, "adoption-secret", names=names, **_files(issue))] if names else []


def _files(issue: LoadedIssue) -> dict[str, str]:
    """What has to be deleted to count anew."""
    return {"file": adoption_file(issue.key), "lock": final_file(issue.key)}


def _difference(name: str, one: str, other: str) -> str:
    return f"{name}定稿时{one}，现在{other}"


_KEEPING: Keeping[Adoption] = Keeping(
    adoption_file, lambda one: (one.first, one.last), _told, "adoption-of-draft"
)
