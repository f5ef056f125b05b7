"""Rows of the ledger as items that may be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from generator.compile.statistics.masked import Masked
from generator.compile.statistics.predicates import QUOTABLE, Hidden, rows_then
from generator.compile.statistics.repeats import Repeats
from generator.compile.statistics.standing import days_late, issues_stood, term_of
from generator.model.ledger import TABLE
from generator.model.request import DIMENSIONS, is_whistleblowing
from generator.model.statistics import Item, Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NO_DAY = date.min
"""Stands for the day of receipt where it must not be told."""

_TEXTS = ("id", "title", "content", "result")
_COLUMNS = (
    *("file", "sheet", "line", *_TEXTS, "channel", "type", "category", "party", "area", "unit"),
    *("received_at", "due_at", "closed", "closed_at", "satisfied"),
)
_ID = _COLUMNS.index("id")


Row = Mapping[str, Any]
"""A row of the ledger, by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known while the items of an issue are chosen and made: its span, the ascending instants of this
    publication's issues up to it, repetitions, values that are not printed, and the texts masked so far."""

    connection: DuckDBPyConnection
    span: Span
    as_ofs: Sequence[datetime]
    repeats: Repeats
    hidden: Hidden
    masked: Masked


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row that an issue prints, and how it stood then."""

    id: str
    done: bool
    late: bool


def choose(
    scene: Scene, condition: str, order: str = "received_at, id", limit: int | None = None, **more: object
) -> tuple[list[Chosen], int]:
    """The quotable rows for which `condition` holds, in `order`, at most `limit`, and how many there are.

    `more` are parameters of the order; those of the condition only where there is no limit.
    """
    with_ledger, parameters = rows_then([scene.span])
    chosen = f"FROM ledger WHERE {QUOTABLE} AND ({condition})"
    query = f"{with_ledger} SELECT id, done, late {chosen} ORDER BY {order}"
    given = parameters | more
    if limit is not None:
        query, given = f"{query} LIMIT $most", given | {"most": limit}
    found = [Chosen(*row) for row in scene.connection.execute(query, given).fetchall()]
    if len(found) != limit:
        return found, len(found)
    counted = scene.connection.execute(f"{with_ledger} SELECT count(*) {chosen}", parameters).fetchone()
    return found, counted[0] if counted else 0


def fetch_rows(connection: DuckDBPyConnection, ids: Iterable[str]) -> dict[str, Row]:
    """The rows of these ids, of all issues at once: an open item stands in many of them."""
    # By their numbers: to compare ids, the database would read all texts of all rows.
    numbers = f"SELECT rowid FROM {TABLE} WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
    query = f"SELECT {', '.join(_COLUMNS)} FROM {TABLE} WHERE rowid IN ({numbers})"
    rows = connection.execute(query, {"ids": sorted(set(ids))}).fetchall()
    return {row[_ID]: dict(zip(_COLUMNS, row, strict=True)) for row in rows}


def texts_of(rows: Iterable[Row]) -> Iterator[str]:
    """All that `make_item` has to mask of these rows."""
    return (row[name] for row in rows for name in _TEXTS)


def make_item(chosen: Chosen, row: Row, scene: Scene) -> Item:
    """A row as it may be printed. Of a 举报 only matter, unit and state: no name, no time, no place."""
    place = (row["file"], row["sheet"], row["line"])
    id, title, content, result = scene.masked.texts({name: row[name] for name in _TEXTS}, place)
    done, closed_at, as_of = chosen.done, row["closed_at"], scene.span.as_of
    said = {
        column: "" if row[column] in scene.hidden.get(dimension, ()) else row[column]
        for dimension, column in DIMENSIONS.items()
        if column in row
    }
    secret = tells_on_someone(row)
    if row["closed"] and not done:
        # The answer was written when it was closed, which the issue cannot have known.
        result = ""
    return Item(
        id=id,
        received=NO_DAY if secret else row["received_at"].date(),
        channel=said["channel"],
        type=said["type"],
        category=said["category"],
        party=said["party"],
        area="" if secret else said["area"],
        unit=said["unit"],
        title=_secret_title(said["category"]) if secret else title,
        content="" if secret else content,
        result="" if secret else result,
        state="已办结" if done else "已超期" if chosen.late else "在办",
        term=None if secret else term_of(row["due_at"]),
        closed=closed_at.date() if closed_at and done and not secret else None,
        late=days_late(row["due_at"], late=chosen.late, closed_at=closed_at if done else None, as_of=as_of),
        standing=issues_stood(scene.as_ofs, row["received_at"], closed=row["closed"], closed_at=closed_at),
        repeats=scene.repeats.count(row["id"], as_of),
        satisfied=row["satisfied"] if done else None,
    )


def tells_on_someone(row: Row) -> bool:
    """Whether someone reports someone else's misdeeds; the same as TELLS_ON_SOMEONE."""
    return is_whistleblowing(row["type"], row["channel"])


def _secret_title(matter: str) -> str:
    return f"{matter}方面的举报" if matter else "举报"
