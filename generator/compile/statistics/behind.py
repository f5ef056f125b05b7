"""The rows behind a figure: what the command `figures` shows of a count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from generator.compile.statistics.predicates import (
    PREDICATES,
    Hidden,
    Parameters,
    hidden_parameters,
    printed,
    rows_then,
)
from generator.model.ledger import Ledger
from generator.model.request import DIMENSIONS, UNSAID
from generator.model.statistics import Statistics

Which = Literal["now", "before", "year_ago"]


def rows_behind(
    ledger: Ledger, statistics: Statistics, path: str, name: str, which: Which = "now"
) -> tuple[str, ...]:
    """The ids, by time of receipt, of the rows that the count `name` counts in the cell at `path`.

    Raises KeyError for a name that is no count, ValueError for a path that is none.
    """
    condition = PREDICATES[name]
    values = path_values(path, statistics.values)
    spans = {"now": statistics.span, "before": statistics.before, "year_ago": statistics.year_ago}
    with_ledger, parameters = rows_then([spans[which]])
    parameters |= hidden_parameters(_hidden(ledger, statistics, values), values)
    conditions = [f"({condition})"]
    for number, (dimension, value) in enumerate(values.items()):
        conditions.append(f"{printed(DIMENSIONS[dimension])} = $value{number}")
        parameters[f"value{number}"] = value
    query = f"{with_ledger} SELECT id FROM ledger WHERE {' AND '.join(conditions)} ORDER BY received_at, id"
    return tuple(row[0] for row in ledger.connection.execute(query, parameters).fetchall())


def path_values(path: str, values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Dimension → value of a cell's path. Values may hold dots: the longest one that fits is meant."""
    found: dict[str, str] = {}
    rest = path
    while rest:
        dimension, _, rest = rest.partition(".")
        fitting = [one for one in (*values.get(dimension, ()), UNSAID) if f"{rest}.".startswith(f"{one}.")]
        if dimension not in DIMENSIONS or dimension in found or not fitting:
            raise ValueError(f"no path of a cell: {path}")
        found[dimension] = max(fitting, key=len)
        rest = rest[len(found[dimension]) + 1 :]
    return found


def _hidden(ledger: Ledger, statistics: Statistics, values: Mapping[str, str]) -> Hidden:
    """The values that were counted as 未注明: those that the ledger had by then and the figures do not."""
    hidden: dict[str, tuple[str, ...]] = {}
    for dimension, value in values.items():
        if value == UNSAID:
            column = DIMENSIONS[dimension]
            query = f"SELECT DISTINCT {column} FROM request WHERE received_at < $as_of ORDER BY {column}"
            parameters: Parameters = {"as_of": statistics.span.as_of}
            found = (row[0] for row in ledger.connection.execute(query, parameters).fetchall())
            known = statistics.values.get(dimension, ())
            hidden[dimension] = tuple(one for one in found if one and one not in known)
    return hidden
