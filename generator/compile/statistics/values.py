"""The values of the dimensions: which there are, which may be printed, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from generator.compile.statistics.cells import path_of
from generator.compile.statistics.masked import Masked
from generator.compile.statistics.predicates import Hidden
from generator.model.ledger import TABLE
from generator.model.request import DIMENSIONS, UNSAID
from generator.model.site import Site
from generator.model.statistics import Counts
from generator.model.unit import Units

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Seen = Mapping[str, Mapping[str, datetime]]
"""Dimension → value, as written → when the first request with it was received."""


def seen_values(connection: DuckDBPyConnection) -> Seen:
    columns = ", ".join(DIMENSIONS.values())
    sets = ", ".join(f"({column})" for column in DIMENSIONS.values())
    query = f"SELECT min(received_at), {columns} FROM {TABLE} GROUP BY GROUPING SETS ({sets})"
    seen: dict[str, dict[str, datetime]] = {dimension: {} for dimension in DIMENSIONS}
    for moment, *values in connection.execute(query).fetchall():
        for dimension, value in zip(DIMENSIONS, values, strict=True):
            if value is not None:
                seen[dimension][value] = moment
    return seen


def hidden_values(seen: Seen, masked: Masked) -> Hidden:
    """Values in which there is something to be masked: a column was most likely moved, or an area is an
    address. They are counted as 未注明."""
    clean = masked.clean([value for values in seen.values() for value in values])
    return {
        dimension: tuple(sorted(value for value in values if value not in clean))
        for dimension, values in seen.items()
    }


def ordered_values(
    site: Site, units: Units, seen: Seen, hidden: Hidden, cells: Mapping[str, Counts], as_of: datetime
) -> dict[str, tuple[str, ...]]:
    """Dimension → its values as they are printed.

    Those that the office declares stay without any request too; then come the others that the ledger had
    by `as_of`, by number received and name; 未注明 last, where anything is counted for it.
    """
    declared = _declared(site, units)
    values = {}
    for dimension, own in seen.items():
        first = list(dict.fromkeys(declared[dimension]))
        others = {value for value, moment in own.items() if value and moment < as_of}
        others -= {*first, *hidden.get(dimension, ()), UNSAID}
        counted = {value: _received(cells, dimension, value) for value in others}
        last = [UNSAID] if _path(dimension, UNSAID) in cells else []
        values[dimension] = (*first, *sorted(others, key=lambda one: (-counted[one], one)), *last)
    return values


def _declared(site: Site, units: Units) -> dict[str, Sequence[str]]:
    words = site.vocabularies
    declared: dict[str, Sequence[str]] = {
        "诉求类型": words.types,
        "来源渠道": words.channels,
        "问题分类": words.categories,
        "服务对象": words.parties,
        "属地": (),
        "承办单位": tuple(unit.short_name or unit.name for unit in units.all),
        "单位类别": words.unit_classes,
    }
    return {dimension: [one for one in own if one and one != UNSAID] for dimension, own in declared.items()}


def _received(cells: Mapping[str, Counts], dimension: str, value: str) -> int:
    counts = cells.get(_path(dimension, value))
    return counts.now.get("受理量", 0) if counts else 0


def _path(dimension: str, value: str) -> str:
    return path_of(tuple(value if one == dimension else None for one in DIMENSIONS))
