"""Fitting atoms into one line: where it ends, and what its marks give up for it.

Widths are in any one unit (the hook uses CSS px). Nothing here knows of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.typeset.characters import BLANKS, CLOSING, OPENING, PAIRED

# What a line is allowed beyond the measure: Pango rounds advances to 1/1024 px.
TOLERANCE = 0.03
# A mark inside a line gives up at most this much of its cell, in em, to take one more atom in.
MOST_GIVEN = 0.34
# A line is rather tightened than stretched when stretching would open its gaps by more, in em.
LOOSE = 0.022


@dataclass(frozen=True, slots=True)
class Cells:
    """The atoms of a text with their widths.

    `advances`: the width of each cell, squeezed by its neighbours. `em`: a full-width cell's own
    width. `starts`: whether a line may begin with the atom.
    """

    pieces: Sequence[str]
    advances: Sequence[float]
    starts: Sequence[bool]
    em: float


@dataclass(frozen=True, slots=True)
class Fit:
    """`end`: the atom after the line's last one; `given`: what the marks at these atoms give up."""

    end: int
    width: float
    given: tuple[tuple[int, float], ...] = ()


def fit_line(cells: Cells, begin: int, room: float, *, cut: bool = True) -> Fit:
    """The line that starts at atom `begin` and may be `room` wide.

    Taken in this order: everything that fits as it is, the closing mark at its end at half its width
    where that is needed; one more stretch of atoms if the marks inside can give the room for it and
    the line would be loose without; else what fits, and the line is stretched. Where not even the first
    piece that may not be parted fits, it is cut, or without `cut` runs over: something stands before it
    on the line, and the caller can break there.
    """
    natural = _longest(cells, begin, room + TOLERANCE)
    if natural is None:
        return _forced(cells, begin, room + TOLERANCE) if cut else _over(cells, begin)
    # What is over by less than the tolerance counts as fitting: the caller compares with the bare room,
    # and adds up positions in floating point.
    room -= 0.001
    natural = replace(natural, width=min(natural.width, room))
    if natural.end == len(cells.pieces):
        return natural
    tightened = _tightened(cells, begin, natural.end, room)
    if tightened is None:
        return natural
    gaps = max(1, count_gaps(cells.pieces[begin : natural.end]))
    return tightened if (room - natural.width) / gaps > LOOSE * cells.em else natural


def _longest(cells: Cells, begin: int, room: float) -> Fit | None:
    """The longest line that ends where it may and needs nothing but a half mark at its end."""
    best = None
    width = 0.0
    for index in range(begin, len(cells.pieces)):
        piece, advance = cells.pieces[index], cells.advances[index]
        visible = width if piece in BLANKS else width + advance
        half = end_half(cells, index)
        if visible - half > room:
            break
        width += advance
        if index + 1 == len(cells.pieces) or cells.starts[index + 1]:
            if visible <= room:
                best = Fit(index + 1, visible)
            else:
                best = Fit(index + 1, visible - half, ((index, half),))
    return best


def end_half(cells: Cells, index: int) -> float:
    """What the closing mark at a line's end gives up: half an em, if its cell is still whole."""
    if cells.pieces[index] not in CLOSING:
        return 0.0
    return max(0.0, min(cells.em / 2, cells.advances[index] - cells.em / 2))


def _tightened(cells: Cells, begin: int, taken: int, room: float) -> Fit | None:
    """The next possible end after `taken`, if the marks inside the line can give the room."""
    end = taken + 1
    while end < len(cells.pieces) and not cells.starts[end]:
        end += 1
    if end - taken > 6:
        return None
    last = end - 1
    while last > begin and cells.pieces[last] in BLANKS:
        last -= 1
    half = end_half(cells, last)
    width = sum(cells.advances[begin : last + 1]) - half
    over = width - room
    givers = [
        index
        for index in range(begin, last)
        if (cells.pieces[index] in CLOSING or (cells.pieces[index] in OPENING and index > begin))
        and cells.advances[index] > 0.9 * cells.em
    ]
    if not givers or over > MOST_GIVEN * cells.em * len(givers):
        return None
    share = over / len(givers)
    given = [(index, share) for index in givers] if over > 0 else []
    if half:
        given.append((last, half))
    return Fit(end, width - max(over, 0.0), tuple(given))


def _forced(cells: Cells, begin: int, room: float) -> Fit:
    """No break is allowed where the line is full: end it at the last atom that fits, at least one."""
    width = 0.0
    end = begin
    while end < len(cells.pieces) and (end == begin or width + cells.advances[end] <= room):
        width += cells.advances[end]
        end += 1
        if end < len(cells.pieces) and cells.starts[end] and width > room:
            break
    return Fit(end, width)


def _over(cells: Cells, begin: int) -> Fit:
    """Everything up to the first place where a line may end, wider than there is room for."""
    end = begin + 1
    while end < len(cells.pieces) and not cells.starts[end]:
        end += 1
    return Fit(end, sum(cells.advances[begin:end]))


def count_gaps(pieces: Sequence[str]) -> int:
    """How many gaps of the line may be widened: all but those inside —— and ……."""
    visible = list(pieces)
    while visible and visible[-1] in BLANKS:
        visible.pop()
    return sum(1 for left, right in pairwise(visible) if opens(left, right))


def opens(left: str, right: str) -> bool:
    """Whether the gap between these two atoms may be widened."""
    return not (left in PAIRED and left == right)
