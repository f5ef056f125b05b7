"""Which units sent reports, and which of these were printed (采用), counted for a span of days.

A report is sent on its own 日期. It is used on the 签发日期 of the first final issue of a 简报 that prints
it: once, however many issues and publications print it. Secret publications are neither counted nor named; a
correction or a reissue prints what was printed before, and is no issue of its own here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain

from generator.compile.adoption_spans import Spans
from generator.compile.figures.braces import BRACES
from generator.compile.plan import Plan
from generator.load.paths import clean
from generator.model.adoption import Adoption, Base, MonthTally, PublicationTally, Tally, UnitTally, Use
from generator.model.content import Content, LoadedIssue
from generator.model.dates import Period
from generator.model.issue import FINAL
from generator.model.kinds import REPORTS_KIND
from generator.model.report import Report
from generator.model.site import Publication
from generator.model.unit import Unit

_BREAK = re.compile(r"\s*\\+\s*")


@dataclass(frozen=True, slots=True)
class Placement:
    """A report in a final issue, on the day on which that was signed; `first` where none had it before."""

    day: date
    issue: str
    publication: str
    path: str
    first: bool


@dataclass(frozen=True)
class Counted:
    """All that counts on a site, in the order of the days: `sent` are the paths of reports, `issues` those
    that were signed, with their days."""

    days_sent: tuple[date, ...]
    sent: tuple[str, ...]
    issues: tuple[tuple[date, str], ...]
    placements: tuple[Placement, ...]
    days_placed: tuple[date, ...]

    def sent_in(self, period: Period) -> Sequence[str]:
        first, last = _within(self.days_sent, period)
        return self.sent[first:last]

    def placed_in(self, period: Period) -> Sequence[Placement]:
        first, last = _within(self.days_placed, period)
        return self.placements[first:last]

    def used_in(self, period: Period) -> list[str]:
        return [one.path for one in self.placed_in(period) if one.first]

    def tally(self, period: Period) -> Tally:
        return Tally(len(self.sent_in(period)), len(self.used_in(period)))


def is_source(publication: Publication) -> bool:
    """Whether what a publication prints is counted."""
    return publication.kind == REPORTS_KIND and not publication.secrecy


def may_count(issue: LoadedIssue, content: Content) -> bool:
    """Whether the reports of an issue are used ones once it is final."""
    return is_source(content.site.record.publications[issue.publication]) and not issue.front.record.again


def counts(issue: LoadedIssue, content: Content) -> bool:
    """Whether the reports of an issue are used ones."""
    return may_count(issue, content) and issue.front.record.state == FINAL


def counted_of(content: Content, plan: Plan) -> Counted:
    """What counts on the site, whenever it was. Of issues signed on one day the publication that the site
    lists first is the earlier."""
    again = _revised(content)
    sent = (one for one in content.reports.values() if one.path not in again)
    reports = sorted(sent, key=lambda one: (one.front.record.date, one.path))
    issues = {issue.key: issue for issue in content.issues if counts(issue, content)}
    keys = chain.from_iterable(plan.order.get(name, ()) for name in content.site.record.publications)
    signed = sorted((issues[key] for key in keys if key in issues), key=lambda one: one.front.record.date)
    placements: list[Placement] = []
    seen: set[str] = set()
    for issue in signed:
        for path in chain.from_iterable(plan.chosen.get(issue.key, ())):
            day = issue.front.record.date
            placements.append(Placement(day, issue.key, issue.publication, path, path not in seen))
            seen.add(path)
    return Counted(
        tuple(one.front.record.date for one in reports),
        tuple(one.path for one in reports),
        tuple((issue.front.record.date, issue.publication) for issue in signed),
        tuple(placements),
        tuple(one.day for one in placements),
    )


def count_adoption(counted: Counted, content: Content, plan: Plan, spans: Spans, asked: Set[str]) -> Adoption:
    """The adoption of a period. `asked` are the names of the units that are expected to send."""
    period = spans.period
    now, year = (_by_unit(counted, days, content) for days in (period, spans.year))
    units = tuple(
        UnitTally(
            unit.short_name or unit.name,
            unit.unit_class,
            now(unit.name),
            year(unit.name),
            unit.name in asked,
        )
        for unit in content.units.all
    )
    specs = content.site.record.publications
    issued = Counter(name for day, name in counted.issues if day in period)
    return Adoption(
        first=period.first,
        last=period.last,
        year_first=spans.year.first,
        name=spans.name,
        label=spans.label,
        year_label=spans.year_label,
        units=units,
        classes=_classes(units, content),
        publications=tuple(
            PublicationTally(name, spec.name, issued[name]) for name, spec in specs.items() if issued[name]
        ),
        uses=tuple(_use(one, content, plan) for one in counted.placed_in(period)),
        before=_base(counted, spans.before),
        year_ago=_base(counted, spans.year_ago),
        months=_months(counted, spans),
    )


def plain_title(report: Report) -> str:
    """A title in one line. Figures filled in are those of the issue that printed it, and no title's own."""
    return BRACES.sub("……", _BREAK.sub("", report.title).strip())


def _revised(content: Content) -> frozenset[str]:
    """Reports that stand in a reissue for others of the site (改稿): the unit sent one, not two."""
    revisions = (one for issue in content.issues for one in issue.front.record.revisions)
    return frozenset(clean(one.revised) for one in revisions if clean(one.report) in content.reports)


def _within(days: Sequence[date], period: Period) -> tuple[int, int]:
    return bisect_left(days, period.first), bisect_right(days, period.last)


def _by_unit(counted: Counted, days: Period, content: Content) -> Callable[[str], Tally]:
    """The tally of each unit by its full name."""

    def units(paths: Iterable[str]) -> Counter[str]:
        found = (content.units.find(content.reports[path].front.record.unit) for path in paths)
        return Counter(unit.name for unit in found if unit is not None)

    sent, used = units(counted.sent_in(days)), units(counted.used_in(days))
    return lambda name: Tally(sent[name], used[name])


def _classes(units: Iterable[UnitTally], content: Content) -> tuple[str, ...]:
    known = content.site.record.vocabularies.unit_classes
    others = [unit.unit_class for unit in units if unit.unit_class not in known]
    # Units without a class stand behind those of any.
    return tuple(sorted(dict.fromkeys((*known, *others)), key=lambda name: not name))


def _use(placement: Placement, content: Content, plan: Plan) -> Use:
    report = content.reports[placement.path].front.record
    unit: Unit | None = content.units.find(report.unit)
    return Use(
        placement.publication,
        plan.numbers[placement.issue].label,
        plain_title(report),
        (unit.short_name or unit.name) if unit else report.unit,
        placement.first,
        report.internal,
    )


def _base(counted: Counted, period: Period) -> Base:
    return Base(period.first, period.last, counted.tally(period))


def _months(counted: Counted, spans: Spans) -> tuple[MonthTally, ...]:
    """The months from the first that has anything."""
    months = [MonthTally(label, counted.tally(period)) for label, period in spans.months]
    first = next((place for place, one in enumerate(months) if one.tally), len(months))
    return tuple(months[first:])
