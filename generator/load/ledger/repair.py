"""Values that SQL did not read: read one by one as everywhere else, or told as wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.load.ledger.places import Fault, cell_fault
from generator.load.ledger.staging import Value, batch
from generator.load.ledger.tables import shown
from generator.load.ledger.terms import Term, parse_due, parse_when
from generator.load.ledger.words import tidy
from generator.model.dates import DateError
from generator.model.ledger import TABLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Read = Callable[[str], Any]


@dataclass
class _Repair:
    """What the rows at hand come to: columns to set, and faults. One text is parsed once."""

    faults: list[Fault] = field(default_factory=list)
    moments: dict[str, list[tuple[int, datetime]]] = field(default_factory=dict)
    terms: list[tuple[int, Term]] = field(default_factory=list)
    when: Read = field(default_factory=lambda: lru_cache(4096)(_safely(parse_when)))
    due: Read = field(default_factory=lambda: lru_cache(4096)(_safely(parse_due)))

    def row(self, row: int, line: int, odd: Sequence[str | None]) -> None:
        received, closed, due = (None if text is None else tidy(text) for text in odd[:3])
        secret = odd[4]
        if received == "":
            self.faults.append(Fault("ledger-cell-blank", row, line, "received_at"))
        elif received is not None:
            self._moment(row, line, "received_at", received)
        if closed:
            self._moment(row, line, "closed_at", closed)
        if due:
            self._due(row, line, due)
        if secret is not None:
            data = {"name": "保密", "text": shown(secret)}
            self.faults.append(cell_fault(row, line, "confidential", "value-not-yes-no", data))

    def _moment(self, row: int, line: int, key: str, text: str) -> None:
        moment = self.when(text)
        if isinstance(moment, DateError):
            self._wrong(row, line, key, moment, text)
        else:
            self.moments.setdefault(key, []).append((row, moment))

    def _due(self, row: int, line: int, text: str) -> None:
        due = self.due(text)
        if isinstance(due, DateError):
            self._wrong(row, line, "due", due, text)
        elif due is None:
            self.faults.append(cell_fault(row, line, "due", "ledger-term", {"text": shown(text)}))
        elif isinstance(due, Term):
            self.terms.append((row, due))
        else:
            self.moments.setdefault("due_at", []).append((row, due))

    def _wrong(self, row: int, line: int, key: str, error: DateError, text: str) -> None:
        data = {**error.data, "text": shown(text)}
        self.faults.append(cell_fault(row, line, key, error.reason, data))


def repair(connection: DuckDBPyConnection) -> list[Fault]:
    """Reads what stands in `odd`; the times and terms found are put in, the rest are faults."""
    work = _Repair()
    rows = connection.execute(f"SELECT rowid, line, odd FROM {TABLE} WHERE odd IS NOT NULL ORDER BY rowid")
    while chunk := rows.fetchmany(10_000):
        for row, line, odd in chunk:
            work.row(row, line, odd)
    for key, moments in work.moments.items():
        _set_values(connection, key, "TIMESTAMP", moments)
    for unit in ("workdays", "days", "hours"):
        counts = [(row, term.count) for row, term in work.terms if term.unit == unit]
        _set_values(connection, unit, "SMALLINT", counts)
    return work.faults


def _set_values(
    connection: DuckDBPyConnection, column: str, kind: str, values: Sequence[tuple[int, Value]]
) -> None:
    """Sets a column of rows, given by their numbers."""
    if not values:
        return
    columns: list[list[Value]] = [[row for row, _ in values], [value for _, value in values]]
    with batch(connection, {"r": "BIGINT", "v": kind}, columns) as table:
        connection.execute(
            f"UPDATE {TABLE} SET {column} = {table}.v FROM {table} WHERE {TABLE}.rowid = {table}.r"
        )


def _safely(parse: Callable[[str], Any]) -> Read:
    """The parser, with its error as a value that can be kept."""

    def read(text: str) -> Any:
        try:
            return parse(text)
        except DateError as error:
            return error

    return read
