"""Terms into the times at which they end: working days by the official calendar."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.load.ledger.staging import batch
from generator.load.ledger.terms import after
from generator.model.ledger import TABLE
from generator.model.workdays import after_workdays, is_known, is_workday

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def set_dues(connection: DuckDBPyConnection) -> tuple[int, ...]:
    """Fills `due_at` where a row has a term. Returns the years that the official calendar does not cover
    and in which weekdays were counted."""
    unset = "due_at IS NULL AND received_at IS NOT NULL"
    connection.execute(
        f"UPDATE {TABLE} SET due_at = date_trunc('day', received_at) + to_days(days + 1) "
        f"WHERE {unset} AND days IS NOT NULL"
    )
    connection.execute(
        f"UPDATE {TABLE} SET due_at = received_at + to_hours(hours) WHERE {unset} AND hours IS NOT NULL"
    )
    pairs = connection.execute(
        f"SELECT DISTINCT CAST(received_at AS DATE), workdays FROM {TABLE} "
        f"WHERE {unset} AND workdays IS NOT NULL ORDER BY ALL"
    ).fetchall()
    if not pairs:
        return ()
    last = _last_days(pairs)
    columns = [[day for day, _ in pairs], [count for _, count in pairs], [after(day) for day in last]]
    with batch(connection, {"d": "DATE", "n": "SMALLINT", "due": "TIMESTAMP"}, columns) as ends:
        connection.execute(
            f"UPDATE {TABLE} SET due_at = {ends}.due FROM {ends} "
            f"WHERE {unset} AND workdays = {ends}.n AND received_at::DATE = {ends}.d"
        )
    return tuple(
        sorted({year for (day, _), end in zip(pairs, last, strict=True) for year in _unknown(day, end)})
    )


def _last_days(pairs: Sequence[tuple[date, int]]) -> list[date]:
    """`after_workdays` for many: each day of the calendar is looked up once."""
    first = min(day for day, _ in pairs)
    final = max(after_workdays(day, count) for day, count in _latest(pairs))
    span = (first + timedelta(days=number) for number in range((final - first).days + 1))
    workdays = [day for day in span if is_workday(day)]
    return [workdays[bisect_right(workdays, day) + count - 1] if count else day for day, count in pairs]


def _latest(pairs: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """The last day of each number of working days: no term ends later than theirs."""
    latest: dict[int, date] = {}
    for day, count in pairs:
        latest[count] = max(day, latest.get(count, day))
    return [(day, count) for count, day in latest.items()]


def _unknown(first: date, last: date) -> tuple[int, ...]:
    """The years of a term that are not in the calendar."""
    return tuple(year for year in range(first.year, last.year + 1) if not is_known(date(year, 6, 30)))
