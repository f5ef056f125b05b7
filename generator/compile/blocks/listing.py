"""A list that the office keeps (清单) as a table: the columns that any entry fills."""

from __future__ import annotations

from generator.model.blocks import Column, Table
from generator.model.listing import Entry, Listing
from generator.model.record import chinese_names

_LINE = 42.0
"""Em of 10.5 pt on a line of 156 mm: the smallest text of a table on a portrait page (house)."""
_WORDS = 6.0
"""Em that a column of words takes at least (house)."""
_PADDING = 0.4
_LONG_ROW = 120
"""Characters of an entry from which a list is wide: six lines of a cell on a portrait page (house)."""
_NUMBER = "number"
_CENTRED = frozenset({"number", "due", "state"})
_LEAST_SHARE, _MOST_SHARE = 2.0, 12.0
"""Widths of columns, in characters: a heading of two on one line, and no column that takes all."""


def listing_table(listing: Listing, limit: int | None) -> Table:
    """The entries, numbered where the office has not; `limit` (最多) cuts them and the note says so."""
    shown = listing.entries[:limit]
    names = _filled(listing)
    rows = tuple(_cells(entry, names, number) for number, entry in enumerate(shown, 1))
    titles = chinese_names(Entry)
    columns = tuple(
        Column(
            titles[name],
            "center" if name in _CENTRED else "left",
            share=_share([titles[name], *(row[place] for row in rows)]),
        )
        for place, name in enumerate(names)
    )
    rest = len(listing.entries) - len(shown)
    notes = (f"共{len(listing.entries)}项，本表列出前{len(shown)}项。",) if rest else ()
    return Table(listing.name, columns, rows, notes=notes)


def is_wide(table: Table) -> bool:
    """Whether a table needs a landscape page: columns that a line cannot hold, or entries of many words."""
    longest = max((sum(map(len, row)) for row in table.rows), default=0)
    return _least_width(table) > _LINE or (len(table.columns) > 4 and longest > _LONG_ROW)


def _least_width(table: Table) -> float:
    """In em: numbers on one line, headings on two, words on as many as it takes."""
    width = 0.0
    for place, column in enumerate(table.columns):
        texts = [_em(row[place]) for row in (*table.rows, *([table.total] if table.total else []))]
        heading = -(-len(column.title) // 2)
        width += max(heading, min(max(texts, default=0.0), _WORDS)) + _PADDING
    return width


def _em(text: str) -> float:
    return sum(0.56 if char.isascii() else 1.0 for char in text)


def _filled(listing: Listing) -> tuple[str, ...]:
    return tuple(
        name
        for name in Entry.model_fields
        if name == _NUMBER or any(getattr(entry, name) for entry in listing.entries)
    )


def _cells(entry: Entry, names: tuple[str, ...], number: int) -> tuple[str, ...]:
    return tuple(getattr(entry, name) or (str(number) if name == _NUMBER else "") for name in names)


def _share(texts: list[str]) -> float:
    """By the mean length of a column's texts, so that long columns get more and none is squeezed."""
    mean = sum(map(len, texts)) / len(texts)
    return round(min(max(float(mean**0.7) + 1, _LEAST_SHARE), _MOST_SHARE), 1)
