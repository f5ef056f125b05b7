"""Sums of a table that no head names, learned from its other rows: 楼栋数, of which 已加装 and 未加装."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.rules.figures.grid import Cell, Grid

_LEAST, _WIDEST, _MOST_ROWS = 2, 6, 60


def learned(grid: Grid) -> Iterator[tuple[Cell, Decimal]]:
    """Cells that are not the sum of their neighbours, where all others of their column or row are: at least
    two of them, and no more than one is not."""
    rows = grid.rows[:_MOST_ROWS]
    sums = grid.sums
    if len(rows) > _LEAST and len(sums) > _LEAST:
        for index in sums:
            yield from _only([[row[one] for row in rows] for one in sums], sums.index(index))
    if len(sums) > _LEAST and _LEAST < len(rows) <= _WIDEST:
        lines = [[row[one] for one in sums] for row in rows]
        yield from _only(lines, len(lines) - 1, whole=True)
        yield from _only(lines, 0, whole=True)


def _only(
    lines: Sequence[Sequence[Cell]], index: int, *, whole: bool = False
) -> Iterator[tuple[Cell, Decimal]]:
    """The only cell of a line that is not the sum of those beside it in some lines next to it."""
    total = lines[index]
    if any(cell.blank for cell in total):
        return
    for group in _groups(len(lines), index, whole=whole):
        found: list[tuple[Cell, Decimal]] = []
        proofs = 0
        for place, cell in enumerate(total):
            values = [lines[one][place].value or Decimal(0) for one in group]
            right = sum(values, Decimal(0))
            if abs(right - (cell.value or 0)) > cell.half * len(group):
                found.append((cell, right))
                if len(found) > 1:
                    break
            else:
                proofs += sum(value > 0 for value in values) > 1
        if len(found) <= 1 and proofs >= _LEAST:
            # Nothing else need be tried: this is how the line is reckoned.
            yield from found
            return


def _groups(number: int, index: int, *, whole: bool) -> Iterator[Sequence[int]]:
    before, behind = range(index), range(index + 1, number)
    for side, nearest in ((before, -1), (behind, 1)):
        widths = [len(side)] if whole else range(_LEAST, min(len(side), _WIDEST) + 1)
        for width in widths:
            if width >= _LEAST:
                yield side[-width:] if nearest < 0 else side[:width]
