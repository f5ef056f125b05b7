"""What each count counts, as SQL: the one place that says it.

The counting of cells, the trend, the lists of items and the ids behind a figure all use these conditions on
the same rows: the ledger as it stood at the end (`as_of`) of a span.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.compile.statistics.spans import ends_at, starts_at
from generator.model.ledger import TABLE
from generator.model.request import DIMENSIONS, UNSAID
from generator.model.statistics import Span

Parameters = dict[str, object]

Hidden = Mapping[str, tuple[str, ...]]
"""Dimension → values that are not printed, since something in them tells of a person."""

PREDICATES: Mapping[str, str] = {
    "受理量": "inside",
    "办结量": "inside AND done",
    "在办量": "inside AND NOT done",
    # Of a term, without a time of closing, nobody knows: neither in term nor overdue.
    "按时办结量": "inside AND done AND NOT late AND (due_at IS NULL OR closed_at IS NOT NULL)",
    "超期办结量": "inside AND done AND late",
    "超期未办结量": "inside AND NOT done AND late",
    "超期量": "inside AND late",
    "重复量": "inside AND repeat_of <> ''",
    "回访量": "inside AND done AND satisfied IS NOT NULL",
    "满意量": "inside AND done AND satisfied IS TRUE",
    "不满意量": "inside AND done AND satisfied IS FALSE",
    "保密量": "inside AND confidential",
    "本期办结量": "done AND coalesce(closed_at >= first_at AND closed_at < end_at, false)",
    "累计在办量": "NOT done",
    "累计超期量": "NOT done AND late",
}
"""Name of a count → condition on a row of the table that `rows_then` makes. The keys are those of COUNTS."""

QUOTABLE = "NOT confidential"
"""Rows that may become items at all."""
TELLS_ON_SOMEONE = "(contains(type, '举报') OR contains(channel, '举报'))"
"""Reports of misdeeds: no name, no time and no place of them is printed, so none of them is a case."""

_MOMENTS = ("first_at", "end_at", "as_of")
_DONE = "(closed AND (closed_at IS NULL OR closed_at < as_of))"
# A time of closing that is midnight sharp is a date without a time: on the day after the term it is late.
_CLOSED_LATE = "closed_at > due_at OR (closed_at = due_at AND due_at = date_trunc('day', due_at))"


def rows_then(spans: Sequence[Span]) -> tuple[str, Parameters]:
    """`WITH …`, which makes a table `ledger` of the rows known at each span's end, and its parameters.

    A row stands there once for each span; `number` is the span's, `inside` whether it was received within,
    `done` and `late` how it stood then.
    """
    parameters: Parameters = {}
    for number, span in enumerate(spans):
        parameters[f"first_at{number}"] = starts_at(span.first)
        parameters[f"end_at{number}"] = ends_at(span.last)
        parameters[f"as_of{number}"] = span.as_of
    then = f"""SELECT *, coalesce(CASE WHEN done THEN {_CLOSED_LATE} ELSE as_of > due_at END, false) AS late
        FROM (
            SELECT *, received_at >= first_at AND received_at < end_at AS inside, {_DONE} AS done
            FROM {_rows_and_spans(len(spans))}
            WHERE received_at < as_of)
    """
    return f"WITH ledger AS ({then})", parameters


def _rows_and_spans(count: int) -> str:
    """Each row beside each span. One span alone is constants: no join, and the texts are then read of the
    few rows only that are chosen."""
    if count == 1:
        named = ", ".join(f"{_moment(name, 0)} AS {name}" for name in _MOMENTS)
        return f"(SELECT *, 0 AS number, {named} FROM {TABLE})"
    lines = [f"({one}, {', '.join(_moment(name, one) for name in _MOMENTS)})" for one in range(count)]
    return f"{TABLE}, (VALUES {', '.join(lines)}) AS span(number, {', '.join(_MOMENTS)})"


def _moment(name: str, number: int) -> str:
    return f"${name}{number}::TIMESTAMP"


def printed_columns() -> str:
    """The columns of all dimensions as they are printed; they need the parameters `hidden_parameters`."""
    return ", ".join(f"{printed(column)} AS {column}" for column in DIMENSIONS.values())


def printed(column: str) -> str:
    """A dimension's column as it is printed: blank, and what must not be printed, as 未注明."""
    unsaid = f"{column} = '' OR list_contains($hidden_{column}::VARCHAR[], {column})"
    return f"CASE WHEN {unsaid} THEN '{UNSAID}' ELSE {column} END"


def hidden_parameters(hidden: Hidden, dimensions: Iterable[str] = DIMENSIONS) -> Parameters:
    return {f"hidden_{DIMENSIONS[dimension]}": list(hidden.get(dimension, ())) for dimension in dimensions}
