"""What an issue prints of the ledger beside its counts, as its sections ask for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """`lists` are names of lists of items (NEW … REPEATED of model.statistics), `pairs` crossings of two
    dimensions beside the fixed ones, in either order, `cases` the ids that the editor chose as typical.
    No list holds more than `quote_at_most` items."""

    lists: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    cases: tuple[str, ...] = ()
    quote_at_most: int = 2000
