"""How a table of figures is set: its heading rows, the size of its text, the widths of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor

from generator.model.blocks import Column, Table
from generator.render.area import TYPE_WIDTH, WIDE_WIDTH
from generator.render.charts.measure import text_width, wrap

SIZES = (12.0, 10.5, 9.0)
"""Sizes of text in pt, the first where the columns have room (house)."""
LONGEST_NUMBER = 5.6
"""Em: what is wider is words (上升1.2个百分点), which are centred and may turn (house)."""
LONGEST_NAME = 8.0
"""Em: a date, an id or the name of a unit, which stays on one line (house)."""
PADDING = 0.65
"""Em, at both sides of a cell together, with the lines beside it."""
STEP, MOST_STEPS = 0.5, 12
"""Em: the classes in-1, in-2 … move a column of numbers so far from the right edge."""

_FLOWING, _SENTENCE = 4.0, 16.0
"""Em: the least width of a column of words; what is longer than that is sentences."""
_AMPLE = {12.0: 12.0, 10.5: 8.0, 9.0: _FLOWING}
"""Em that sentences want at each size, before a smaller one is taken."""
_SLACK, _MEASURED, _AHEAD, _ROW = 0.01, 100, 4, 4
"""Em that widths may be off; rows that are looked at for widths; em that are tried at once; how much more a
line of a row is than one of a cell."""
_PARTS = re.compile(r"[^（]+|（[^（]*")


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the heading, in its lines: `group` says that it stands above several columns of its own."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    group: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of the text in pt; for each column its part of the width and the classes of its cells; the
    heading in one row, or in two where neighbouring columns have a common heading above them."""

    size: float
    widths: tuple[str, ...]
    classes: tuple[str, ...]
    head: tuple[tuple[HeadCell, ...], ...]


def layout(table: Table, *, wide: bool = False) -> Layout:
    """Widths by what the columns hold, so that numbers, dates and names stay on one line; what is left
    goes to columns of words, and then to all by their `share`. `wide`: on a landscape page.

    Numbers are aligned at the right among themselves and stand as one block in the middle below their
    heading: in a wide column they would otherwise stick to its edge.
    """
    longest = _longest(table, (*table.rows, table.total))
    # Shares stand in the middle: they are longer than the numbers above them, and no part of these.
    widest = [max(own) for own in zip(longest, _longest(table, (table.shares,)), strict=True)]
    least = [_least(column, own) for column, own in zip(table.columns, widest, strict=True)]
    line = WIDE_WIDTH if wide else TYPE_WIDTH
    size = _size(least, widest, line, SIZES[1:] if wide else SIZES)
    widths = _spread(
        least,
        [max(own, _heading(column)) + PADDING for column, own in zip(table.columns, widest, strict=True)],
        table,
        line / size,
    )
    whole = sum(widths)
    return Layout(
        size=size,
        widths=tuple(f"{100 * width / whole:.2f}%" for width in widths),
        classes=tuple(
            _classes(column, own, width)
            for column, own, width in zip(table.columns, longest, widths, strict=True)
        ),
        head=_head(table, widths),
    )


def _size(least: Sequence[float], widest: Sequence[float], line: float, sizes: Sequence[float]) -> float:
    """The first size at which the columns have room, those of sentences so much as is read easily."""
    for size in sizes:
        ample = [
            max(own, _AMPLE[size]) if text > _SENTENCE else own
            for own, text in zip(least, widest, strict=True)
        ]
        if sum(ample) * size <= line:
            return size
    return line / sum(least)


def _longest(table: Table, rows: Iterable[Sequence[str]]) -> list[float]:
    """The width of each column's longest text, in em."""
    shown = [row for row in rows if row]
    places = range(len(table.columns))
    return [max((text_width(row[place], 1.0) for row in shown), default=0.0) for place in places]


def _least(column: Column, longest: float) -> float:
    """Em that a column needs, for its heading in two or three lines and its cells."""
    heading = max((_turned(part) for part in _PARTS.findall(column.title)), default=0.0)
    if column.align == "right":
        body = longest if longest <= LONGEST_NUMBER else longest / 2 + 0.5
    else:
        body = longest if longest <= LONGEST_NAME else _FLOWING
    return max(heading, body) + PADDING


def _heading(column: Column) -> float:
    """Em of the longest part of a heading, which may turn before a bracket only."""
    return max((text_width(part, 1.0) for part in _PARTS.findall(column.title)), default=0.0)


def _turned(part: str) -> float:
    """A heading's words may turn once, and what stands in brackets if it is long."""
    width = text_width(part, 1.0)
    if width <= 3:
        return width
    return max(2.0 if width <= 4 else 3.0, -(-width // 2)) if width <= LONGEST_NAME else _FLOWING


def _head(table: Table, widths: Sequence[float]) -> tuple[tuple[HeadCell, ...], ...]:
    """The rows of the heading, its lines as even as can be."""
    columns = list(zip(table.columns, widths, strict=True))
    if not any(column.group for column in table.columns):
        return (tuple(HeadCell(_lines(column.title, width)) for column, width in columns),)
    upper: list[HeadCell] = []
    for name, members in groupby(columns, key=lambda pair: pair[0].group):
        own = list(members)
        if name:
            room = sum(width for _, width in own)
            upper.append(HeadCell(_lines(name, room), columns=len(own), group=True))
        else:
            upper += [HeadCell(_lines(column.title, width), rows=2) for column, width in own]
    lower = tuple(HeadCell(_lines(column.title, width)) for column, width in columns if column.group)
    return tuple(upper), lower


def _lines(title: str, width: float) -> tuple[str, ...]:
    room = width - PADDING + 0.05
    if text_width(title, 1.0) <= room:
        return (title,)
    return tuple(line for part in _PARTS.findall(title) for line in wrap(part, room, 1.0)) or (title,)


def _spread(least: Sequence[float], wanted: Sequence[float], table: Table, room: float) -> list[float]:
    """Widths of at least `least` that fill `room`: first those columns get what they want that want little,
    then the others as much as makes the rows low, and what nobody wants goes to all by their `share`."""
    widths = list(least)
    hungry = [place for place in range(len(least)) if wanted[place] > least[place]]
    left = room - sum(least)
    while hungry and left > 0:
        fair = left / len(hungry)
        fed = [place for place in hungry if wanted[place] - widths[place] <= fair]
        if not fed:
            _lower(widths, hungry, table, left)
            break
        for place in fed:
            left -= wanted[place] - widths[place]
            widths[place] = wanted[place]
        hungry = [place for place in hungry if place not in fed]
    shares = [max(column.share, 0.1) for column in table.columns]
    left = max(room - sum(widths), 0.0)
    return [width + left * share / sum(shares) for width, share in zip(widths, shares, strict=True)]


def _lower(widths: list[float], hungry: Sequence[int], table: Table, left: float) -> None:
    """Give `left` to the columns `hungry`, each time to the one where it saves most lines for its width."""
    texts = [[text_width(row[place], 1.0) for place in hungry] for row in table.rows[:_MEASURED]]
    own = [widths[place] for place in hungry]
    while left >= 1:
        now = _height(texts, own)
        tries = [
            ((now - _height(texts, _wider(own, place, more))) / more, -more, -own[place], place)
            for place in range(len(own))
            for more in range(1, min(int(left), _AHEAD) + 1)
        ]
        _, more, _, place = max(tries)
        own[place] -= more
        left += more
    for place, width in zip(hungry, own, strict=True):
        widths[place] = width + left / len(own)


def _height(texts: Sequence[Sequence[float]], widths: Sequence[float]) -> int:
    """How high all rows are, in lines. Of two cells that are equally high neither makes the row lower alone,
    so the lines of all cells count for something, too."""
    height = 0
    for row in texts:
        lines = [
            ceil(text / max(floor(width - PADDING + _SLACK), 1))
            for text, width in zip(row, widths, strict=True)
        ]
        height += _ROW * max(lines) + sum(lines)
    return height


def _wider(widths: Sequence[float], place: int, more: int) -> list[float]:
    return [width + more * (other == place) for other, width in enumerate(widths)]


def _classes(column: Column, longest: float, width: float) -> str:
    if column.align != "right":
        return f"align-{column.align}"
    if longest > LONGEST_NUMBER:
        return "align-center"
    steps = min(max(round((width - longest - PADDING) / 2 / STEP), 0), MOST_STEPS)
    return f"align-right in-{steps}" if steps else "align-right"
