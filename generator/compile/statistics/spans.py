"""The days of an issue, those that it is compared with, and the instants as of which the ledger is read.

环比 compares with the period right before, 同比 with the same dates a year ago. A base is read as of the
same time after its own end as the issue, so that an issue closed on Monday at nine is compared with bases
that were closed on a Monday at nine.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from generator.compile.finding import at
from generator.compile.periods import period_before, period_of, period_text
from generator.diagnostics import Diagnostic
from generator.model.content import LoadedIssue
from generator.model.dates import Period
from generator.model.record import Sourced
from generator.model.site import Site
from generator.model.statistics import Span

_DAY = timedelta(days=1)
_MIDNIGHT = time()
_PARTS_OF_MONTHS = ("旬", "半月")


def span_of(issue: LoadedIssue, site: Sourced[Site]) -> tuple[Span | None, list[Diagnostic]]:
    """报道期间 as written, else the one before 签发日期 by 频次; as of 截止时间, else of the midnight that
    ends it. None, with an error, where there is no period or nothing of it lies before 截止时间."""
    period, findings = period_of(issue, site.record, "figures-period-needed", "date")
    if period is None:
        return None, findings
    as_of = issue.front.record.as_of
    if as_of is None:
        return Span(period.first, period.last, ends_at(period.last)), findings
    words = {"as_of": _told(as_of), "period": period_text(period), "day": f"{as_of.month}月{as_of.day}日"}
    if as_of <= starts_at(period.first):
        return None, [*findings, at(issue.front, "as-of-before-period", "as_of", **words)]
    if as_of < ends_at(period.last) and as_of.time() == _MIDNIGHT:
        findings.append(at(issue.front, "as-of-day-left-out", "as_of", **words))
    return Span(period.first, period.last, as_of), findings


def base_spans(span: Span, cadence: str, site: Site) -> tuple[Span, Span]:
    """The spans of 环比 and 同比. `cadence`, the publication's 频次, tells a 旬 from any ten days."""
    period = Period(span.first, span.last)
    before = with_as_of(previous_period(period, cadence, site), span)
    return before, with_as_of(year_before(period, cadence, site), span)


def with_as_of(period: Period, span: Span) -> Span:
    """`period` read as long after (or before) its end as `span` is."""
    return Span(period.first, period.last, ends_at(period.last) + (span.as_of - ends_at(span.last)))


def earlier_periods(span: Span, cadence: str, site: Site, count: int) -> list[Span]:
    """So many periods of the same kind before `span`, the nearest first."""
    found: list[Span] = []
    period = Period(span.first, span.last)
    for _ in range(count):
        period = previous_period(period, cadence, site)
        found.append(with_as_of(period, span))
    return found


def previous_period(period: Period, cadence: str, site: Site) -> Period:
    """Whole months → as many months; a 旬 or half-month of such a publication → the one before; else the
    same number of days."""
    months = whole_months(period, site)
    if months:
        count, calendar = months
        return Period(_months_back(period.first, count, calendar), period.first - _DAY)
    if _is_part_of_month(period, cadence, site):
        return period_before(period.first, cadence, site) or period
    return Period(period.first - timedelta(days=period.days), period.first - _DAY)


def year_before(period: Period, cadence: str, site: Site) -> Period:
    """The same dates a year before, 28 February for the 29th. Months, 旬 and half-months that end with a
    month end with it then too."""
    months = whole_months(period, site)
    if months:
        after = _months_back(period.last + _DAY, 12, months[1])
        return Period(_months_back(period.first, 12, months[1]), after - _DAY)
    if _is_part_of_month(period, cadence, site) and (period.last + _DAY).day == 1:
        return Period(_year_back(period.first), _year_back(period.last + _DAY) - _DAY)
    return Period(_year_back(period.first), _year_back(period.last))


def whole_months(period: Period, site: Site) -> tuple[int, Site] | None:
    """How many whole months, and the site whose 月截止日 makes them so: the office's own, or without one
    those of the calendar. None where the period is no whole months."""
    for calendar in (site, site.model_copy(update={"month_cutoff": None})):
        after = period.last + _DAY
        if _begins_month(period.first, calendar) and _begins_month(after, calendar):
            count = 0
            while after > period.first:
                after = _months_back(after, 1, calendar)
                count += 1
            return count, calendar
    return None


def starts_at(day: date) -> datetime:
    return datetime.combine(day, _MIDNIGHT)


def ends_at(day: date) -> datetime:
    """The midnight that ends the day."""
    return starts_at(day + _DAY)


def last_day_before(moment: datetime) -> date:
    """The day that `moment` ends or falls in: midnight belongs to the day before."""
    return (moment - timedelta.resolution).date()


def _begins_month(day: date, site: Site) -> bool:
    before = period_before(day, "月", site)
    return before is not None and before.last == day - _DAY


def _months_back(day: date, count: int, site: Site) -> date:
    """The first day of the month that is `count` months before the one that begins on `day`."""
    for _ in range(count):
        before = period_before(day, "月", site)
        assert before is not None
        day = before.first
    return day


def _is_part_of_month(period: Period, cadence: str, site: Site) -> bool:
    """Whether it is a whole 旬 or half-month of a publication that appears so."""
    if cadence not in _PARTS_OF_MONTHS:
        return False
    # The period before the day after this one is this one, if it is of the cadence at all.
    return period_before(period.last + _DAY, cadence, site) == period


def _year_back(day: date) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year - 1, day.month, last)


def _told(moment: datetime) -> str:
    if moment.time() == _MIDNIGHT:
        day = moment.date() - _DAY
        return f"{day.year}年{day.month}月{day.day}日24时"
    return f"{moment.year}年{moment.month}月{moment.day}日{moment:%H:%M}"
