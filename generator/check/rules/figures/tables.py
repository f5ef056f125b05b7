"""The sums of a table against its rows and columns, its rates against the numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.figures.amounts import plain
from generator.check.rules.figures.grid import Cell, Grid, grids, is_grand, is_sub
from generator.check.rules.figures.learned import learned
from generator.check.rules.figures.table_rates import rate_faults, table_rate
from generator.model.prose import Document, Table

_LARGE = pattern(r"[百千万亿]")
_STRONG = pattern(r"合计|总计|共计|总和|总数")
_FINAL = pattern(r"总计|总合计|总合|全.合计")
_HEAD_UNIT = pattern(r"[（(][^（）()]*[）)]")
_NAMED = pattern(r"计|总[和数量]|汇总|全[市县区省州]")
_SHARE = pattern(r"占比|比重|比例")
_ALL = Decimal(100)


def table_total(document: Document, office: Office) -> Iterator[Found]:
    """A row 合计 or 小计 against the rows that it sums up, a column 合计 against the columns."""
    told: set[int] = set()
    for grid in grids(document, _is_wide):
        if not grid.remarked:
            for block, hit in (*_sums(grid), *(_told(*fault) for fault in learned(grid))):
                if id(block) not in told:
                    told.add(id(block))
                    yield block, hit


def _sums(grid: Grid) -> Iterator[Found]:
    if _is_totalled(grid):
        yield from _column_sums(grid)
        yield from _row_sums(grid)
        yield from _share_sums(grid)


def _is_wide(table: Table) -> bool:
    return len(table.rows) > 1 and len(table.rows[0]) > 1


def _is_totalled(grid: Grid) -> bool:
    """Whether a head or the name of a row is a total's."""
    return any(_NAMED.search(name) for name in (*grid.heads, *grid.labels))


def _column_sums(grid: Grid) -> Iterator[Found]:
    kinds = _kinds(grid)
    if kinds is None or "D" not in kinds:
        return
    faults: list[tuple[Cell, Decimal]] = []
    right = 0
    columns = grid.sums
    wrong_columns = 0
    for index in columns:
        found = list(_faults(grid.column(index), kinds, grid.heads[index]))
        faults += found
        wrong_columns += bool(found)
        right += not found
    nested = any("其中" in label for label in grid.labels)
    weak = not any(_STRONG.search(label) or is_sub(label) for label in grid.labels)
    if weak and not nested and not right and len(columns) == 1 and len(faults) == 1:
        # 全市 above the places of a city: a slip of one digit, or of two that stand the wrong way round.
        weak = not _is_slip(*faults[0])
    if not faults or ((nested or weak) and not right) or (len(columns) > 1 and not right):
        # All sums are wrong: these are no sums of all rows, such as those of a choice of places.
        return
    yield from (_told(cell, value) for cell, value in faults)


_SLIPPED = Decimal("0.15")


def _is_slip(whole: Cell, total: Decimal) -> bool:
    value = whole.value or Decimal(0)
    gone = abs(value - total)
    one_digit = len(gone.normalize().as_tuple().digits) == 1
    return (
        value > 0 and gone <= value * _SLIPPED and (one_digit or sorted(plain(value)) == sorted(plain(total)))
    )


def _kinds(grid: Grid) -> str | None:
    """A letter for each row: D of data, S a subtotal, G the total, X part of the row above; None if the
    table has no totals that can be understood."""
    kinds = ["X" if "其中" in label else "S" if is_sub(label) else "D" for label in grid.labels]
    grand = [index for index, label in enumerate(grid.labels) if is_grand(label)]
    for index in grand:
        kinds[index] = "G"
    if len(grand) > 1:
        last = grand[-1]
        if _FINAL.search(grid.labels[last]) is None or grid.labels[grand[0]] == grid.labels[last]:
            return None
        for index in grand[:-1]:
            kinds[index] = "S"
    if "G" in kinds and kinds.index("G") not in (0, len(kinds) - 1):
        return None
    return "".join(kinds) if "G" in kinds or "S" in kinds else None


def _faults(cells: Sequence[Cell], kinds: str, head: str) -> Iterator[tuple[Cell, Decimal]]:
    """The totals of a column that are not the sums of their rows, with the right sums."""
    groups = _groups(kinds)
    for index, own in groups.items():
        values = [cells[row] for row in own]
        total = sum((cell.value or Decimal(0) for cell in values), Decimal(0))
        if len(own) >= 2 and _differs(cells[index], values, total, head):
            yield cells[index], total
    if "G" not in kinds:
        return
    data = [cells[index] for index, kind in enumerate(kinds) if kind == "D"]
    grouped = {row for own in groups.values() for row in own}
    loose = [cells[row] for row, kind in enumerate(kinds) if kind == "D" and row not in grouped]
    subs = [cells[index] for index in groups] + loose
    whole = cells[kinds.index("G")]
    sums = [sum((cell.value or Decimal(0) for cell in values), Decimal(0)) for values in (data, subs)]
    if groups and not _differs(whole, subs, sums[1], head):
        return
    if len(data) >= 2 and _differs(whole, data, sums[0], head) and not _has_parents(data, whole):
        yield whole, sums[0]


def _groups(kinds: str) -> dict[int, list[int]]:
    """The rows that each subtotal sums up: those above it, or, where a subtotal comes first, below it."""
    rows = [index for index, kind in enumerate(kinds) if kind in "DS"]
    groups: dict[int, list[int]] = {}
    if rows and kinds[rows[0]] == "S":
        current = rows[0]
        for index in rows:
            if kinds[index] == "S":
                current = index
                groups[current] = []
            else:
                groups[current].append(index)
        return groups
    own: list[int] = []
    for index in rows:
        if kinds[index] == "S":
            groups[index], own = own, []
        else:
            own.append(index)
    return groups


def _differs(whole: Cell, values: Sequence[Cell], total: Decimal, head: str) -> bool:
    if whole.blank or whole.value is None:
        return False
    filled = [cell for cell in values if not cell.blank]
    step = max([whole.step, *(cell.step for cell in filled)])
    slack = Decimal(0)
    if step < 1 or _LARGE.search(head):
        # Rounded parts may miss their rounded sum by a last digit, many by two.
        slack = step * (1 + len(filled) // 10)
    if abs(whole.value - total) <= slack:
        return False
    own = [cell.value or Decimal(0) for cell in filled]
    is_mean = bool(own) and abs(whole.value - total / len(own)) <= whole.step
    return not is_mean and not (len(own) > 1 and whole.value == max(own))


def _has_parents(data: Sequence[Cell], whole: Cell) -> bool:
    """Whether rows are the parts of a row above them, and the total is that of the others."""
    values = [cell.value or Decimal(0) for cell in data]
    left = Decimal(0)
    index = 0
    while index < len(values):
        left += values[index]
        running, behind = Decimal(0), index + 1
        while behind < len(values) and running < values[index]:
            running += values[behind]
            behind += 1
        index = behind if running == values[index] > 0 and behind > index + 2 else index + 1
    return left == whole.value


def _row_sums(grid: Grid) -> Iterator[Found]:
    names = [_HEAD_UNIT.sub("", head) for head in grid.heads]
    totals = [index for index, name in enumerate(names) if is_grand(name) or is_sub(name)]
    for index in totals:
        if not grid.is_number(index):
            continue
        best: tuple[int, list[tuple[Cell, Decimal]]] | None = None
        for own in _summands(grid, index, totals):
            fits, faults = _matched(grid, index, own)
            if best is None or fits > best[0]:
                best = fits, faults
        if best is not None and (best[0] >= len(best[1]) or len(grid.rows) == 1):
            yield from (_told(cell, value) for cell, value in best[1])


def _summands(grid: Grid, index: int, totals: Sequence[int]) -> Iterator[list[int]]:
    """The columns that a total's column may sum up: those before it, those behind it, the subtotals."""
    sums = [one for one in grid.sums if one not in totals and grid.unit(one) in ("", grid.unit(index))]
    before = max((one for one in totals if one < index), default=-1)
    behind = min((one for one in totals if one > index), default=len(grid.heads))
    others = [one for one in totals if one != index]
    tries = (
        [one for one in sums if before < one < index],
        [one for one in sums if index < one < behind],
        [one for one in sums if one < index],
        [one for one in sums if one > index],
        others,
    )
    return (own for own in tries if len(own) >= 2 and own[-1] - own[0] < len(own) + len(others))


def _matched(grid: Grid, index: int, own: Sequence[int]) -> tuple[int, list[tuple[Cell, Decimal]]]:
    fits = 0
    faults: list[tuple[Cell, Decimal]] = []
    for row in grid.rows:
        values = [row[one] for one in own]
        total = sum((cell.value or Decimal(0) for cell in values), Decimal(0))
        if row[index].blank:
            continue
        if _differs(row[index], values, total, grid.heads[index]):
            faults.append((row[index], total))
        else:
            fits += 1
    return fits, faults


def _told(cell: Cell, right: Decimal) -> Found:
    words = {"told": cell.shown, "right": plain(right)}
    return cell.block, Hit(0, len(cell.block.text), words)


def _share_sums(grid: Grid) -> Iterator[Found]:
    """占比: shares whose total is 100 and that add up to something else, by more than rounding does."""
    kinds = _kinds(grid)
    if kinds is None or "G" not in kinds or "S" in kinds or "X" in kinds:
        return
    for index, head in enumerate(grid.heads):
        cells = grid.column(index)
        whole = cells[kinds.index("G")]
        if not _SHARE.search(head) or not grid.is_number(index) or whole.value != _ALL:
            continue
        data = [cell for cell, kind in zip(cells, kinds, strict=True) if kind == "D" and not cell.blank]
        total = sum((cell.value or Decimal(0) for cell in data), Decimal(0))
        slack = sum((cell.step for cell in data), Decimal(0)) / 2
        if len(data) >= 2 and abs(total - _ALL) > slack and not rate_faults(grid, index):
            yield _told(whole, total)


TABLE_RULES: tuple[Rule, ...] = (
    DocumentRule("table-total", table_total),
    DocumentRule("table-rate", table_rate),
)
