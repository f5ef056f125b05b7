"""The period that an issue reports on, when the editor leaves it out.

It is the last whole period of the publication's cadence before the one that holds 签发日期: a weekly
signed on any day of a week reports on the week before.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from generator.compile.finding import at
from generator.diagnostics import Diagnostic
from generator.model.content import LoadedIssue
from generator.model.dates import DateError, Period, chinese_date, month_of, parse_period, week_of
from generator.model.site import Site


def period_before(day: date, cadence: str, site: Site) -> Period | None:
    """The period of `cadence` (频次) before the one of `day`; None for 不定期, which has none."""
    holding = _CADENCES.get(cadence)
    if holding is None:
        return None
    return holding(holding(day, site).first - timedelta(days=1), site)


def period_of(
    issue: LoadedIssue, site: Site, needed: str, *path: str
) -> tuple[Period | None, list[Diagnostic]]:
    """报道期间 as written, else the one before 签发日期 by 频次. Where there is neither, the finding `needed`
    at `path`."""
    publication = site.publications[issue.publication]
    record = issue.front.record
    if record.period:
        try:
            return parse_period(record.period, site.week_start, site.month_cutoff), []
        except DateError as error:
            return None, [at(issue.front, error.reason, "period", **error.data)]
    period = period_before(record.date, publication.cadence, site)
    return period, [] if period else [at(issue.front, needed, *path, name=publication.name)]


def period_text(period: Period) -> str:
    """`2022年5月30日至6月5日`: the year a second time only where it changes."""
    if period.first == period.last:
        return chinese_date(period.first)
    last = chinese_date(period.last)
    if period.first.year == period.last.year:
        last = last.partition("年")[2]
    return f"{chinese_date(period.first)}至{last}"


def _week(day: date, site: Site) -> Period:
    return week_of(day, site.week_start)


def _ten_days(day: date, _: Site) -> Period:
    first = min((day.day - 1) // 10, 2) * 10 + 1
    last = _month_length(day) if first == 21 else first + 9
    return Period(day.replace(day=first), day.replace(day=last))


def _half_month(day: date, _: Site) -> Period:
    if day.day <= 15:
        return Period(day.replace(day=1), day.replace(day=15))
    return Period(day.replace(day=16), day.replace(day=_month_length(day)))


def month_holding(day: date, site: Site) -> Period:
    """The month that holds a day. With 月截止日 25, May is 26 April to 25 May."""
    named = month_of(day, site.month_cutoff)
    return named if day <= named.last else month_of(_month_end(day) + timedelta(days=1), site.month_cutoff)


def _quarter(day: date, _: Site) -> Period:
    month = (day.month - 1) // 3 * 3 + 1
    return Period(date(day.year, month, 1), _month_end(date(day.year, month + 2, 1)))


def _year(day: date, _: Site) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def _month_end(day: date) -> date:
    return day.replace(day=_month_length(day))


def _month_length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


_CADENCES: dict[str, Callable[[date, Site], Period]] = {
    "周": _week,
    "旬": _ten_days,
    "半月": _half_month,
    "月": month_holding,
    "季": _quarter,
    "年": _year,
}
