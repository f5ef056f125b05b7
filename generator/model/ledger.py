"""The ledger of requests: a table in an embedded DuckDB, made once a build and asked for figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TABLE = "request"
SCHEMA = """
CREATE TABLE request (
    id VARCHAR NOT NULL,
    file VARCHAR NOT NULL,        -- relative to the site: content/requests/2022.csv
    sheet VARCHAR NOT NULL,       -- '' where the file has none
    line INTEGER NOT NULL,        -- line of a text file, row of a sheet; from 1
    channel VARCHAR NOT NULL,     -- '' for each dimension that the row leaves blank
    type VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,        -- short name by units.yaml, else the full one
    unit_class VARCHAR NOT NULL,
    title VARCHAR NOT NULL,       -- title, content, result: as written, NOT masked yet
    content VARCHAR NOT NULL,
    result VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    received_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP,             -- when the term ends: midnight after its last day, or a time
    closed_at TIMESTAMP,
    closed BOOLEAN NOT NULL,      -- closed for certain, though closed_at may be unknown (status only)
    satisfied BOOLEAN,            -- NULL: not asked or no answer
    repeat_of VARCHAR NOT NULL,   -- '' where it repeats nothing
    confidential BOOLEAN NOT NULL
)
"""

PRIVATE = "private"
PRIVATE_SCHEMA = "CREATE TABLE private (key VARCHAR, value VARCHAR NOT NULL)"
"""What 电话, 证件号 and 住址 held, as it is looked for in texts, by its key (see `privacy.values.keyed`)."""


@dataclass(frozen=True)
class Ledger:
    """All requests of a site. `connection` holds the table `request`, one row a request, ids unique.

    `names` is what the column 姓名 held. It and the values of `private_values` are for the check of texts
    alone: nothing that composes or renders is given them. `complete` is false where rows were left
    out because of errors: no figure may be made of such a ledger.
    """

    connection: DuckDBPyConnection = field(repr=False)
    files: tuple[str, ...]
    size: int
    first_day: date | None
    last_day: date | None
    complete: bool = True
    names: frozenset[str] = field(default=frozenset(), repr=False)

    def private_values(self, keys: Iterable[str]) -> frozenset[str]:
        """What 电话, 证件号 and 住址 held under these keys: all of it that a text may hold whose keys they
        are (`privacy.values.value_keys`)."""
        wanted = list(set(keys))
        if not wanted:
            return frozenset()
        query = f"SELECT DISTINCT value FROM {PRIVATE} WHERE key IN (SELECT unnest($keys::VARCHAR[]))"
        rows = self.connection.execute(query, {"keys": wanted}).fetchall()
        return frozenset(value for (value,) in rows)
