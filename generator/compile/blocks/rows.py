"""Rows of a table by the values of a dimension: which of them, in which order, and the rest summed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.compile.figures.values import cell, count
from generator.model.request import UNSAID
from generator.model.statistics import Counts, Statistics

RECEIVED = "受理量"
OTHER = "其他"
TOTAL = "合计"

SHORT = frozenset({"诉求类型", "来源渠道", "服务对象", "单位类别"})
"""Dimensions with a few values that readers look for: in the order of the vocabulary, zeros too."""

_MEASURES = {"诉求类型": "类", "问题分类": "类", "来源渠道": "个渠道", "服务对象": "类", "承办单位": "个单位"}
_LAST = (OTHER, UNSAID)
"""Values that are no names: they stand below the others however many they are."""


@dataclass(frozen=True, slots=True)
class Row:
    """`values` are those of the dimension that the row stands for: one, or several that were summed up."""

    name: str
    counts: Counts
    values: tuple[str, ...]


def rows_of(statistics: Statistics, dimension: str, by: str = RECEIVED) -> tuple[Row, ...]:
    """The rows of a dimension. Long vocabularies are sorted by the count `by`, without those of none."""
    values = statistics.values.get(dimension, ())
    rows = [Row(value, cell(statistics, (dimension, value)), (value,)) for value in values]
    if dimension in SHORT:
        return tuple(row for row in rows if row.name != UNSAID or count(row.counts, by))
    return by_count((row for row in rows if count(row.counts, by)), by)


def by_count(rows: Iterable[Row], by: str = RECEIVED) -> tuple[Row, ...]:
    """The largest first; 其他 and 未注明 last."""
    return tuple(
        sorted(rows, key=lambda row: (row.name in _LAST, row.name == UNSAID, -count(row.counts, by)))
    )


def largest_rows(rows: Sequence[Row], limit: int | None, dimension: str) -> tuple[Row, ...]:
    """At most `limit` rows (two where there is 未注明): the largest, in their order, and then the sum of the
    rest: 其余5类."""
    named, unsaid = _parted(rows)
    if limit is None or len(rows) <= limit:
        return tuple(rows)
    kept = {row.name for row in by_count(named)[: max(limit - len(unsaid) - 1, 0)]}
    rest = [row for row in named if row.name not in kept]
    return (*(row for row in named if row.name in kept), _rest(rest, dimension), *unsaid)


def total_row(statistics: Statistics) -> Row:
    return Row(TOTAL, cell(statistics), ())


def summed(rows: Iterable[Row]) -> Counts:
    """The counts of several cells together, in all three periods."""
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    year_ago: Counter[str] = Counter()
    for row in rows:
        now.update(row.counts.now)
        before.update(row.counts.before)
        year_ago.update(row.counts.year_ago)
    return Counts(dict(now), dict(before), dict(year_ago))


def measure_of(dimension: str) -> str:
    """How values of a dimension are counted: 5类, 5个单位."""
    return _MEASURES.get(dimension, f"个{dimension}")


def _parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """未注明 apart: it is no unit or class, and is not counted as one of the rest."""
    return [row for row in rows if row.name != UNSAID], [row for row in rows if row.name == UNSAID]


def _rest(rows: Sequence[Row], dimension: str) -> Row:
    values = tuple(value for row in rows for value in row.values)
    return Row(f"其余{len(rows)}{measure_of(dimension)}", summed(rows), values)
