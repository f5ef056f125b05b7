"""A figure of a sentence beside the total of the table that stands next to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rules.figures_amounts import Amount, amount_of
from generator.check.rules.figures_grid import Cell, Grid, grids, is_grand
from generator.check.rules.figures_told import Told
from generator.model.prose import RUNNING, Block, Document, Table

Place = tuple[str, int, Block, int, re.Match[str]]
"""A phrase, which block of the document, the block, where the phrase begins, the match of an amount."""
_WHOLE = pattern(r"(?:共计?|总[计共]|合计|累计)[\u4e00-\u9fff]{0,10}$")
_STEM = pattern(r"[（(][^（）()]*[）)]|总|件数|数量|[数量]|情况")
_UNIT = pattern(r"[（(]([\u4e00-\u9fff]{1,3})[）)]")
_NEAR_LINES = 12
_NEAR = Decimal("0.25")
"""How far a figure may be from a table's total that was meant to be the same."""


def beside_table(document: Document, places: Iterable[Place]) -> Iterator[tuple[Told, Block]]:
    """共受理诉求126件, and the table's total under 受理量 is 128; for the only table of a report."""
    if len(document.tables) != 1:
        return
    for grid in grids(document, _is_totalled):
        total = next(
            (row for row, label in zip(grid.rows, grid.labels, strict=True) if is_grand(label)), None
        )
        if total is None or grid.remarked:
            continue
        for phrase, order, block, begin, match in places:
            ahead = match.string[max(0, match.start() - 14) : match.start()]
            if block.kind not in RUNNING or not _WHOLE.search(ahead) or not _is_near(block, total):
                continue
            told = Told(block, order, amount_of(match), phrase, begin)
            cell = _other_total(grid, total, ahead, told.amount)
            if cell is not None:
                yield told, cell.block


def _is_totalled(table: Table) -> bool:
    return any(is_grand(cell.text.strip()) for row in table.rows[1:] for cell in row[:3])


def _is_near(block: Block, total: tuple[Cell, ...]) -> bool:
    return abs(block.lines[0] - total[0].block.lines[0]) <= _NEAR_LINES


def _other_total(grid: Grid, total: tuple[Cell, ...], ahead: str, amount: Amount) -> Cell | None:
    """The total of the only column whose head is told before the amount, where it is another number."""
    own = []
    for index in grid.sums:
        stem = _STEM.sub("", grid.heads[index])
        unit = _UNIT.search(grid.heads[index])
        if len(stem) >= 2 and stem in ahead and (unit is None or unit[1] == amount.unit):
            own.append(index)
    if len(own) != 1 or total[own[0]].blank or amount.scale != 1:
        return None
    whole = total[own[0]].value
    if whole is None or whole <= 0 or any(cell.value == amount.value for row in grid.rows for cell in row):
        return None
    return total[own[0]] if abs(whole - amount.value) <= whole * _NEAR else None
