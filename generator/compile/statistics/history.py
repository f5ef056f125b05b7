"""Earlier periods: the trend, and what is usual for a matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.compile.statistics.predicates import (
    PREDICATES,
    Hidden,
    hidden_parameters,
    printed,
    rows_then,
)
from generator.compile.statistics.spans import earlier_periods, whole_months
from generator.model.dates import Period, week_one
from generator.model.site import Site
from generator.model.statistics import Span, TrendPoint

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

History = Mapping[Span, Mapping[str, tuple[int, int]]]
"""Span → 问题分类, as printed → 受理量 and 办结量, each as of the span's own end."""

WEEKS, MONTHS, OTHERS = 8, 12, 8
"""Points of a trend, this period being the last."""


def count_history(connection: DuckDBPyConnection, spans: Iterable[Span], hidden: Hidden) -> History:
    """Issues of one publication look back on the same periods: each is counted once."""
    distinct = list(dict.fromkeys(spans))
    history: dict[Span, dict[str, tuple[int, int]]] = {span: {} for span in distinct}
    if not distinct:
        return history
    with_ledger, parameters = rows_then(distinct)
    query = f"""{with_ledger}
        SELECT number, {printed("category")} AS matter,
            count(*) FILTER ({PREDICATES["受理量"]}), count(*) FILTER ({PREDICATES["办结量"]})
        FROM ledger WHERE inside GROUP BY number, matter
    """
    parameters |= hidden_parameters(hidden, ["问题分类"])
    for number, matter, received, closed in connection.execute(query, parameters).fetchall():
        history[distinct[number]][matter] = (received, closed)
    return history


def looked_back(span: Span, cadence: str, site: Site) -> list[Span]:
    """This period and all those before it that the trend or the hot issues look at, the nearest first."""
    count = max(trend_length(span, site) - 1, site.hot.usual)
    return [span, *earlier_periods(span, cadence, site, count)]


def trend(
    periods: Sequence[Span], site: Site, history: History, first_day: date | None
) -> tuple[TrendPoint, ...]:
    """The last periods of the kind, from the first that the ledger, which begins on `first_day`, has whole
    and that has requests. `periods` are those of `looked_back`.
    """
    points = [
        TrendPoint(
            _label(one, site),
            one.first,
            one.last,
            received=sum(received for received, _ in history[one].values()),
            closed=sum(closed for _, closed in history[one].values()),
        )
        for one in reversed(periods[: trend_length(periods[0], site)])
    ]
    # A period of which the ledger has a part alone would look like a low one.
    while len(points) > 1 and (not points[0].received or (first_day and points[0].first < first_day)):
        del points[0]
    return tuple(points)


def trend_length(span: Span, site: Site) -> int:
    if _is_week(span, site):
        return WEEKS
    months = whole_months(Period(span.first, span.last), site)
    return MONTHS if months and months[0] == 1 else OTHERS


def _label(span: Span, site: Site) -> str:
    """`第9周`, `2月`, `2025年三季度`, `2025年上半年`, `2025年`; the first day, `2/16`, of other periods."""
    if _is_week(span, site):
        return f"第{_week_number(span.first, site.week_start)}周"
    months = whole_months(Period(span.first, span.last), site)
    month, year = span.last.month, f"{span.last.year}年"
    match months[0] if months else 0:
        case 1:
            return f"{month}月"
        case 3 if month % 3 == 0:
            return f"{year}{'一二三四'[month // 3 - 1]}季度"
        case 6 if month % 6 == 0:
            return f"{year}{'上' if month == 6 else '下'}半年"
        case 12 if month == 12:
            return year
    return f"{span.first.month}/{span.first.day}"


def _is_week(span: Span, site: Site) -> bool:
    return span.days == 7 and span.first.weekday() == site.week_start


def _week_number(first: date, week_start: int) -> int:
    """The number of the week that begins on `first`: the year's in which its 4 January weeks are counted."""
    year = (first + timedelta(days=6)).year
    if first < week_one(year, week_start):
        year -= 1
    return (first - week_one(year, week_start)).days // 7 + 1
