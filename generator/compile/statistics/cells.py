"""Counting: every count of every cell, in this period and both bases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.compile.statistics.predicates import (
    PREDICATES,
    Hidden,
    hidden_parameters,
    printed_columns,
    rows_then,
)
from generator.model.request import DIMENSIONS
from generator.model.statistics import Counts, Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Pair = tuple[str, str]
_Values = tuple[str | None, ...]

CROSSINGS: frozenset[Pair] = frozenset(
    {
        ("诉求类型", "来源渠道"),
        ("问题分类", "服务对象"),
        ("问题分类", "属地"),
        ("诉求类型", "问题分类"),
        ("诉求类型", "承办单位"),
    }
)
"""Counted for every issue, dimensions in the order of DIMENSIONS."""

BATCH = 10
"""Issues of one query: to count one costs hardly more than to ask, but their cells must fit the memory."""

_ORDER = {dimension: number for number, dimension in enumerate(DIMENSIONS)}


@dataclass(frozen=True, slots=True)
class Task:
    """What to count for an issue: now, before and a year ago, with these crossings beside the fixed ones."""

    spans: tuple[Span, Span, Span]
    pairs: frozenset[Pair] = frozenset()


def count_cells(
    connection: DuckDBPyConnection, tasks: Sequence[Task], hidden: Hidden
) -> list[dict[str, Counts]]:
    """For each task path → counts: of the total, each value of each dimension and each crossing. Cells that
    count nothing are left out, but the total."""
    counted: list[dict[str, Counts]] = []
    for first in range(0, len(tasks), BATCH):
        counted += _count(connection, tasks[first : first + BATCH], hidden)
    return counted


def crossings(pairs: Iterable[Pair]) -> frozenset[Pair]:
    """The fixed crossings and these ones, dimensions in the order of DIMENSIONS."""
    known = {(one, other) for one, other in pairs if one in _ORDER and other in _ORDER and one != other}
    return CROSSINGS | {(one, other) if _ORDER[one] < _ORDER[other] else (other, one) for one, other in known}


def path_of(values: _Values) -> str:
    """The path of a cell, from its value of each dimension, None where it is of any: `诉求类型.投诉`."""
    named = zip(DIMENSIONS, values, strict=True)
    return ".".join(f"{dimension}.{value}" for dimension, value in named if value is not None)


def _count(connection: DuckDBPyConnection, tasks: Sequence[Task], hidden: Hidden) -> list[dict[str, Counts]]:
    wanted = [crossings(task.pairs) for task in tasks]
    sets: list[tuple[str, ...]] = [(), *((dimension,) for dimension in DIMENSIONS)]
    sets += sorted(frozenset[Pair]().union(*wanted))
    found: list[dict[_Values, list[dict[str, int]]]] = [{} for _ in tasks]
    for number, values, counts in _rows(connection, tasks, sets, hidden):
        own = found[number // 3].setdefault(values, [{}, {}, {}])
        own[number % 3] = counts
    return [_cells(own, pairs) for own, pairs in zip(found, wanted, strict=True)]


def _rows(
    connection: DuckDBPyConnection,
    tasks: Sequence[Task],
    sets: Iterable[tuple[str, ...]],
    hidden: Hidden,
) -> Iterator[tuple[int, _Values, dict[str, int]]]:
    """Number of a span, values, and the counts that are not zero.

    The database counts rows for which the same conditions hold together, by a number whose bits are the
    conditions: few numbers are then left, and to add them up takes less time than to plan it in SQL.
    """
    with_ledger, parameters = rows_then([span for task in tasks for span in task.spans])
    columns = ", ".join(DIMENSIONS.values())
    bits = " + ".join(
        f"CASE WHEN {one} THEN {1 << n} ELSE 0 END" for n, one in enumerate(PREDICATES.values())
    )
    query = f"""{with_ledger}
        SELECT bits, count(*), number, {columns}
        FROM (SELECT number, {printed_columns()}, {bits} AS bits
            FROM ledger
            WHERE inside OR NOT done OR closed_at >= first_at)
        GROUP BY GROUPING SETS ({", ".join(_grouping(one) for one in sets)})
    """
    counted: dict[tuple[int, _Values], list[int]] = {}
    holding: dict[int, tuple[int, ...]] = {}
    for held, rows, number, *values in connection.execute(
        query, parameters | hidden_parameters(hidden)
    ).fetchall():
        if held not in holding:
            holding[held] = tuple(n for n in range(len(PREDICATES)) if held & 1 << n)
        counts = counted.setdefault((number, tuple(values)), [0] * len(PREDICATES))
        for n in holding[held]:
            counts[n] += rows
    for (number, own), counts in counted.items():
        named = zip(PREDICATES, counts, strict=True)
        yield number, own, {name: count for name, count in named if count}


def _cells(found: Mapping[_Values, Sequence[dict[str, int]]], pairs: frozenset[Pair]) -> dict[str, Counts]:
    """Cells by path, in the order of the paths; crossings that other issues asked for are left out."""
    cells = {"": Counts()}
    for values, counts in found.items():
        named = tuple(one for one, value in zip(DIMENSIONS, values, strict=True) if value is not None)
        if any(counts) and (len(named) < 2 or named in pairs):
            cells[path_of(values)] = Counts(*counts)
    return dict(sorted(cells.items()))


def _grouping(dimensions: Iterable[str]) -> str:
    """One of GROUPING SETS: its columns are filled, the others are NULL."""
    return f"({', '.join(['number', 'bits', *(DIMENSIONS[one] for one in dimensions)])})"
