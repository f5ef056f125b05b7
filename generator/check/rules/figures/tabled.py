"""A figure of a sentence beside the total of the table that stands next to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Amount, amounts
from generator.check.rules.figures.grid import Cell, Grid, grids, is_grand
from generator.check.rules.figures.same import LOST, slip_of
from generator.check.rules.figures.told import Told
from generator.check.rules.figures.words import pairs_of
from generator.model.prose import RUNNING, Block, Document, Table

_WHOLE = pattern(r"(?:共计?|总[计共]|合计|累计)[\u4e00-\u9fff]{0,10}$")
_STEM = pattern(r"[（(][^（）()]*[）)]|总|件数|数量|[数量]|情况")
_LABEL_STEM = pattern(r"[（(][^（）()]*[）)]|总[数量额]|[数总]量|人数|数")
_UNIT = pattern(r"[（(]([\u4e00-\u9fff]{1,3})[）)]")
_NEAR_LINES = 12
_FEW = 3
_NEAR = Decimal("0.25")
"""How far a figure may be from a table's total that was meant to be the same."""


def beside_table(document: Document, places: Iterable[Told]) -> Iterator[tuple[Told, Block]]:
    """共受理诉求126件, and the table's total under 受理量 is 128; for the only table of a report."""
    if len(document.tables) != 1:
        return
    for grid in grids(document, _is_totalled):
        total = next(
            (row for row, label in zip(grid.rows, grid.labels, strict=True) if is_grand(label)), None
        )
        if total is None or grid.remarked:
            continue
        for told in places:
            block, start = told.block, told.amount.start
            ahead = block.text[max(0, start - 14) : start]
            if block.kind not in RUNNING or not _is_near(block, total):
                continue
            whole = _WHOLE.search(ahead) is not None
            cell = _other_total(grid, total, ahead, told.amount)
            if cell is not None and (whole or _is_slip(cell, told, grid.labels)):
                yield told, cell.block


def _is_slip(cell: Cell, told: Told, labels: Iterable[str]) -> bool:
    """Whether a figure that is not said to be a sum must be that of the table: 受理诉求3215件, where it has
    3225."""
    text, start = told.block.text, told.amount.start
    clause = text[max(text.rfind(mark, 0, start) for mark in "，。；：！？") + 1 : start]
    named = any(label and label in text[told.start : start] for label in labels)
    return (
        len(told.amount.digits) > 2
        and not named
        and "其中" not in clause
        and slip_of(cell.shown, told.amount.digits) > 0
    )


def beside_label(document: Document, places: Iterable[Told]) -> Iterator[tuple[Told, Block]]:
    """植树总数 | 5.3万株, and in a sentence 义务植树共栽下3.5万株: the same digits in another order."""
    labelled = [
        (stem, printed[0], cell)
        for table in document.tables
        for label, cell in (row for row in table.rows if len(row) == 2)
        if len(printed := amounts(cell.text.strip())) == 1 and printed[0].shown == cell.text.strip()
        if len(stem := _LABEL_STEM.sub("", label.text.strip())) > 1
    ]
    for told in places if labelled else ():
        text, amount = told.block.text, told.amount
        start = max(text.rfind(mark, 0, amount.start) for mark in "，。；：！？") + 1
        clause = text[max(start, amount.start - 20) : amount.end + 12]
        for stem, other, cell in labelled:
            slip = slip_of(other.digits, amount.digits)
            if not slip or other.unit != amount.unit or other.scale != amount.scale:
                continue
            whole = stem if len(stem) < _FEW else ""
            said, known = pairs_of(stem), pairs_of(clause)
            part = len(said & known)
            if (
                (whole and whole in clause)
                or (said and said <= known)
                or (slip >= LOST and part >= _FEW and 2 * part >= len(said))
                or (slip > LOST and stem[:2] in clause)
            ):
                yield told._replace(phrase=stem), cell


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
