"""Requests made again: who repeats whom, through chains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from generator.model.ledger import TABLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Repeats:
    """`parents`: id → the id that it repeats; `children` the other way; `received`: id of a repetition →
    when. A 重复件 that is in no ledger makes nobody's repetition."""

    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    received: Mapping[str, datetime]

    def root(self, id: str) -> str:
        """The first request of a chain; of a circle, which only a slip can make, the smallest id."""
        seen = [id]
        while (parent := self.parents.get(seen[-1])) is not None:
            if parent in seen:
                return min(seen[seen.index(parent) :])
            seen.append(parent)
        return seen[-1]

    def count(self, id: str, as_of: datetime) -> int:
        """How often a request was made again before `as_of`, directly or through a chain."""
        return sum(self.received[one] < as_of for one in self._below(id))

    def repeated_at_all(self) -> list[str]:
        return sorted(self.children)

    def roots_repeated(self, first: datetime, end: datetime) -> list[str]:
        """The roots of all repetitions received from `first` until before `end`."""
        return sorted({self.root(id) for id, moment in self.received.items() if first <= moment < end})

    def _below(self, id: str) -> Iterator[str]:
        seen, waiting = {id}, [id]
        while waiting:
            for child in self.children.get(waiting.pop(), ()):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)
                    yield child


def find_repeats(connection: DuckDBPyConnection) -> Repeats:
    query = f"""
        SELECT one.id, one.repeat_of, one.received_at
        FROM {TABLE} AS one JOIN {TABLE} AS first ON first.id = one.repeat_of
        WHERE one.repeat_of <> '' AND one.repeat_of <> one.id ORDER BY one.id
    """
    parents: dict[str, str] = {}
    children: dict[str, tuple[str, ...]] = {}
    received: dict[str, datetime] = {}
    for id, parent, moment in connection.execute(query).fetchall():
        parents[id], received[id] = parent, moment
        children[parent] = (*children.get(parent, ()), id)
    return Repeats(parents, children, received)
