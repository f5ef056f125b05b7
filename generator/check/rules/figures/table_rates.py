"""The rates of a table against the numbers beside them.

Which numbers a rate is reckoned from is learned from the table itself: the two columns that give most of
its rows. So a rate is told only where its neighbours are reckoned in one way and it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit, Office
from generator.check.rules.figures.amounts import rounded
from generator.check.rules.figures.grid import RATE, Cell, Grid, grids, is_grand
from generator.model.prose import Block, Document, Table

_GROWTH = pattern(r"环比|同比|增长|增[幅速]|升降")
_STEM = pattern(r"(?:[（(][^（）()]*[）)]|率|[%％])")
_NOW = pattern(r"本[周月期季年]|今年|当[月期]")
_BEFORE = pattern(r"上[一个]?[周月期季年]|去年|同期")
_MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a column of rates may be reckoned: the rows that it gives, those among them that prove something,
    and those that it does not give with what it gives for them."""

    fits: int
    proofs: int
    faults: tuple[tuple[Cell, str], ...]
    named: bool


def table_rate(document: Document, office: Office) -> Iterator[Found]:
    for grid in grids(document, _is_rated):
        for index in range(len(grid.heads)):
            if grid.is_rate(index) and grid.is_number(index):
                for cell, right in rate_faults(grid, index):
                    words = {"told": cell.shown, "right": right, "head": grid.heads[index]}
                    yield cell.block, Hit(0, len(cell.block.text), words)
            elif _MORE.search(grid.heads[index]) and grid.is_number(index):
                for cell, right in _differences(grid, index):
                    words = {"told": cell.shown, "right": right, "head": grid.heads[index]}
                    yield cell.block, Hit(0, len(cell.block.text), words)


_MORE = pattern(r"增减(?![率幅])")


def _differences(grid: Grid, index: int) -> tuple[tuple[Cell, str], ...]:
    """The cells of a column 增减 that are not 本周 less 上周, where others are."""
    now = [one for one in grid.sums if one != index and _NOW.search(grid.heads[one])]
    before = [one for one in grid.sums if one != index and _BEFORE.search(grid.heads[one])]
    now, before = ([one for one in own if not _MORE.search(grid.heads[one])] for own in (now, before))
    if len(now) != 1 or len(before) != 1:
        return ()
    reading = _read(grid, index, partial(_beside, now[0], before[0]), _difference, True)
    return reading.faults if reading.proofs > len(reading.faults) else ()


def _difference(part: Cell, whole: Cell, printed: Cell) -> str | None:
    own, base, told = _read_cells(part, whole, printed)
    if printed.shown.endswith(("%", "％")) or abs(own - base - told) <= part.half + whole.half + printed.half:
        return None
    return f"{own - base:f}"


_OWN = pattern(r"(?P<like>同比)|环比")
_YEAR_AGO = pattern(r"去年|上年|同期|前年")


def misnamed_heads(document: Document) -> Iterator[tuple[Block, str]]:
    """Columns 同比 reckoned from 本月 and 上月, or 环比 from 今年 and 去年同期: the head and the word."""
    for grid in grids(document, _is_compared):
        for index, head in enumerate(grid.heads):
            own = _OWN.search(head)
            if own is None or len(set(_OWN.findall(head))) > 1 or not grid.is_number(index):
                continue
            if sum(own[0] in one for one in grid.heads) > 1:
                continue
            before = [one for one in grid.sums if _BEFORE.search(grid.heads[one])]
            before = [one for one in before or _last_year(grid) if not _GROWTH.search(grid.heads[one])]
            now = [one for one in grid.sums if one not in before and one != index]
            now = [one for one in now if not _GROWTH.search(grid.heads[one])]
            yearly = [one for one in before if _YEAR_AGO.search(grid.heads[one]) or one in _last_year(grid)]
            if len(before) != 1 or bool(yearly) == bool(own["like"]):
                continue
            if any(_explains(grid, index, one, before[0]) for one in now):
                yield grid.head_blocks[index], own[0]


def _is_compared(table: Table) -> bool:
    heads = [cell.text for cell in table.rows[0]]
    if not any(_OWN.search(head) for head in heads):
        return False
    return any(_BEFORE.search(head) or _YEAR.match(head) for head in heads)


_YEAR = pattern(r"\s*(?P<year>(?:19|20)\d\d)年(?P<rest>.*)")


def _last_year(grid: Grid) -> list[int]:
    """The earlier one of two columns like 2022年4月 and 2021年4月."""
    named = [(place, _YEAR.fullmatch(grid.heads[place])) for place in grid.sums]
    found = [(int(match["year"]), match["rest"], place) for place, match in named if match]
    if len(found) == 2 and found[0][1] == found[1][1] and abs(found[0][0] - found[1][0]) == 1:
        return [min(found)[2]]
    return []


def _explains(grid: Grid, index: int, now: int, before: int) -> bool:
    """Whether a column is the change between two others in every row, and in some row it must be."""
    of_percent = any(cell.shown.endswith(("%", "％")) for cell in grid.column(index))
    for kind in (_change,) if of_percent else (_change, _difference):
        reading = _read(grid, index, partial(_beside, now, before), kind, True)
        if not reading.faults and reading.proofs and reading.fits >= min(2, len(grid.rows)):
            return True
    return False


def _is_rated(table: Table) -> bool:
    return any(RATE.search(cell.text) or _MORE.search(cell.text) for cell in table.rows[0])


def rate_faults(grid: Grid, index: int) -> tuple[tuple[Cell, str], ...]:
    """The cells of a column of rates that are not reckoned as the others are, with the right rates."""
    readings: list[_Reading] = []
    for reading in _readings(grid, index):
        if reading.named and reading.proofs and not reading.faults:
            return ()
        readings.append(reading)
    best = max(readings, key=lambda one: (one.fits, one.proofs, one.named), default=None)
    if best is None or not best.faults:
        return ()
    if best.proofs >= 2 * len(best.faults) or (best.named and best.proofs >= len(best.faults)):
        return best.faults
    return ()


def _readings(grid: Grid, index: int) -> Iterator[_Reading]:
    counts = grid.sums[:_MOST_COLUMNS]
    stem = _STEM.sub("", grid.heads[index])
    growth = _GROWTH.search(grid.heads[index]) is not None
    total = next((row for row, label in zip(grid.rows, grid.labels, strict=True) if is_grand(label)), None)
    for part in sorted(counts, key=lambda part: stem not in grid.heads[part]):
        named = len(stem) >= 2 and stem in grid.heads[part]
        if total is not None and not growth:
            yield _read(grid, index, partial(_of_total, part, total), _share, named)
        for whole in counts:
            if whole != part:
                kind = _change if growth else _share
                against = growth and _is_against(grid, part, whole)
                yield _read(grid, index, partial(_beside, part, whole), kind, named or against)


def _is_against(grid: Grid, now: int, before: int) -> bool:
    """Whether two columns are what a growth is reckoned from: 本周 and 上周, and no others of this kind."""
    first = [head for head in grid.heads if _NOW.search(head)]
    second = [head for head in grid.heads if _BEFORE.search(head) and not _GROWTH.search(head)]
    return first == [grid.heads[now]] and second == [grid.heads[before]]


def _beside(part: int, whole: int, row: tuple[Cell, ...]) -> tuple[Cell, Cell]:
    return row[part], row[whole]


def _of_total(part: int, total: tuple[Cell, ...], row: tuple[Cell, ...]) -> tuple[Cell, Cell]:
    return row[part], total[part]


def _read(
    grid: Grid,
    index: int,
    way: Callable[[tuple[Cell, ...]], tuple[Cell, Cell]],
    kind: Callable[[Cell, Cell, Cell], str | None],
    named: bool,
) -> _Reading:
    fits = proofs = 0
    faults: list[tuple[Cell, str]] = []
    most = 1 + len(grid.rows) // 3
    for row in grid.rows:
        if len(faults) > most:
            # This is not how the column is reckoned.
            return _Reading(0, 0, (), named)
        part, whole = way(row)
        printed = row[index]
        if printed.blank or whole.blank or part.blank or (whole.value or 0) <= whole.half:
            continue
        right = kind(part, whole, printed)
        if right is not None:
            faults.append((printed, right))
        else:
            fits += 1
            proofs += part.value not in (0, whole.value)
    return _Reading(fits, proofs, tuple(faults), named)


def _share(part: Cell, whole: Cell, printed: Cell) -> str | None:
    """None where the printed percentage is right, else the right one."""
    own, base, rate = _read_cells(part, whole, printed)
    low, high = (own - part.half) / (base + whole.half) * 100, (own + part.half) / (base - whole.half) * 100
    half = printed.step / 2
    # Of what is not yet all, 99.9 may stand for 100.0.
    if rate - half <= high and (low <= rate + half or (own < base and rate == 100 - printed.step)):
        return None
    return f"{rounded(own / base * 100, printed.step)}{_sign(printed)}"


def _change(part: Cell, whole: Cell, printed: Cell) -> str | None:
    own, base, rate = _read_cells(part, whole, printed)
    low, high = (own - part.half) / (base + whole.half), (own + part.half) / (base - whole.half)
    half = printed.step / 2
    if rate - half <= (high - 1) * 100 and (low - 1) * 100 <= rate + half:
        return None
    return f"{rounded((own / base - 1) * 100, printed.step)}{_sign(printed)}"


def _read_cells(*cells: Cell) -> Iterator[Decimal]:
    return (cell.value or Decimal(0) for cell in cells)


def _sign(printed: Cell) -> str:
    return "%" if printed.shown.endswith(("%", "％")) else ""
