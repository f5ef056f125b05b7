"""The days that a 采用通报 tells of, those that it is compared with, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from generator.compile.periods import period_text
from generator.compile.statistics.spans import previous_period, whole_months, year_before
from generator.model.dates import Period, month_of
from generator.model.site import Site

THIS_PERIOD, THIS_YEAR = "本期", "今年以来"
_MONTHS = 12
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spans:
    """`year` is the year so far; the names are those of `Adoption`. `months` are the last twelve with their
    labels, none where the period is not of whole months."""

    period: Period
    year: Period
    before: Period
    year_ago: Period
    name: str
    label: str
    year_label: str
    months: tuple[tuple[str, Period], ...] = ()


def spans_of(period: Period, cadence: str, site: Site) -> Spans:
    """The spans of a period. `cadence` (频次) tells a 旬 from any ten days. Months end with 月截止日, and the
    year of such months begins with its first month."""
    last, whole = period.last, whole_months(period, site)
    cutoff = whole[1].month_cutoff if whole else None
    january = month_of(date(last.year, 1, 1), cutoff) if whole else Period(date(last.year, 1, 1), last)
    year = Period(january.first, last)
    label = _label(whole[0], last.month) if whole else THIS_PERIOD
    named = period_text(period) if label == THIS_PERIOD else _in_year(label, last.year)
    if cutoff is not None and label != THIS_PERIOD:
        named += f"（{period_text(period)}）"
    months = _last_months(last, cutoff) if whole else ()
    return Spans(
        period,
        year,
        previous_period(period, cadence, site),
        year_before(period, cadence, site),
        named,
        label,
        _year_label(period, year, last.month if whole else 0),
        months,
    )


def _label(count: int, month: int) -> str:
    """What so many whole months that end with `month` are called."""
    if count == 1:
        return f"{month}月"
    if count == 3 and month % 3 == 0:
        return _QUARTERS[month // 3 - 1]
    if count == 6 and month in (6, 12):
        return "上半年" if month == 6 else "下半年"
    if count == 12 and month == 12:
        return "全年"
    return f"{month - count + 1}至{month}月" if month >= count else THIS_PERIOD


def _in_year(label: str, year: int) -> str:
    return f"{year}年" if label == "全年" else f"{year}年{label}"


def _year_label(period: Period, year: Period, month: int) -> str:
    """What the year so far is called; "" where the period is all of it, or more."""
    if period.first <= year.first:
        return ""
    return f"1至{month}月" if month else THIS_YEAR


def _last_months(last: date, cutoff: int | None) -> tuple[tuple[str, Period], ...]:
    """The twelve months that end with the one of `last`, the earliest first."""
    months: list[tuple[str, Period]] = []
    day = last
    for _ in range(_MONTHS):
        months.append((f"{day.month}月", month_of(day, cutoff)))
        day = day.replace(day=1) - _DAY
    return tuple(reversed(months))
