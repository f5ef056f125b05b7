"""Blocks of a bulletin of figures: key figures, tables, charts, cases, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import lcm
from typing import Any

from generator.model.blocks import Block, Case, Cases, Chart, Prose, Table, Tile, Tiles
from generator.model.bulletin import BulletinSection
from generator.render.sections import rows_of_blocks, subheading
from generator.word.out.body import text_blocks
from generator.word.out.grid import Cell, even, grid
from generator.word.out.inline import Piece, runs_of
from generator.word.out.page import twips
from generator.word.out.pictures import Drawing, chart_row
from generator.word.out.supplies import Supplies
from generator.word.out.tables import figures_table
from generator.word.out.xml import Setting, Spacing, gap, keep_together, paragraph, run

_PLAIN_SIZE = 14.0
"""Points of what is said where there is no figure."""
_LABEL_LINE = 18.0
"""Points of a key figure's name where four stand in a row, as in print.css."""


def section_blocks(
    section: BulletinSection, drawings: Mapping[int, Drawing], supplies: Supplies, *, last: bool
) -> Iterator[Any]:
    """The blocks of a section. `drawings` are the bulletin's charts, by their `id()`."""
    for row in rows_of_blocks(section):
        charts = [block for block in row if isinstance(block, Chart)]
        if charts:
            pairs = [(chart, drawings[id(chart)]) for chart in charts]
            yield from chart_row(pairs, supplies, wide=section.wide)
        else:
            yield from _block(row[0], section, supplies, last=last)


def _block(block: Block, section: BulletinSection, supplies: Supplies, *, last: bool) -> Iterator[Any]:
    match block:
        case Prose():
            yield from text_blocks(block.html, supplies)
        case Table():
            yield from figures_table(block, supplies, wide=section.wide, last=last)
        case Tiles():
            yield from _tiles(block, supplies, wide=section.wide)
        case Cases():
            yield from _cases(block, subheading(section, block), supplies)
        case _:
            raise ValueError(f"not a block that stands alone: {block.kind}")


def _tiles(block: Tiles, supplies: Supplies, *, wide: bool) -> Iterator[Any]:
    """Key figures in rows that are as even as can be. Rows may hold three and four: the columns of the table
    are so narrow that both come out."""
    count = len(block.tiles)
    number = 2 if count == 4 else (count + 3) // 4 if count > 3 else 1
    short, long = divmod(count, number)
    tiles = iter(block.tiles)
    rows = [[next(tiles) for _ in range(short + (place < long))] for place in range(number)]
    columns = lcm(*(len(row) for row in rows))
    cells = [
        [Cell(_tile(tile, four=len(row) == 4), columns=columns // len(row), align="top") for tile in row]
        for row in rows
    ]
    for cell in (cell for row in cells[:-1] for cell in row):
        keep_together(cell.content)
    room = supplies.page.wide_width if wide else supplies.page.type_width
    yield gap(supplies.page.line // 2)
    yield grid(even(room, columns), cells, margins=(20, 80))
    yield gap(supplies.page.line // 2)


def _tile(tile: Tile, *, four: bool) -> tuple[Any, ...]:
    label = run(tile.label, "Strong")
    if not tile.unit:
        value = [run(tile.value, setting=Setting(size=_PLAIN_SIZE))]
    elif tile.unit == "%":
        value = [run(f"{tile.value}%", "Number")]
    else:
        value = [run(tile.value, "Number"), run(tile.unit)]
    spacing = Spacing(line=twips(_LABEL_LINE))
    head = (
        [paragraph("Tile", [label], spacing=spacing), paragraph("Tile", value)]
        if four
        else [paragraph("Tile", [label, *value])]
    )
    return (*head, *(paragraph("TileChange", [run(f"{name}{change}")]) for name, change in tile.changes))


def _cases(block: Cases, heading: str, supplies: Supplies) -> Iterator[Any]:
    if heading:
        yield paragraph("Heading2", runs_of([Piece(heading)], supplies))
    for number, case in enumerate(block.cases, start=1):
        yield from _case(case, f"{number}." if len(block.cases) > 1 else "", supplies)
    if block.note:
        yield paragraph("TableNote", [run(block.note)], indent={"left": 0, "firstLine": 0})


def _case(case: Case, number: str, supplies: Supplies) -> Iterator[Any]:
    head = [run(f"{number}{case.title}", "Strong")]
    if case.meta:
        head.append(run(f"（{case.meta}）", "SmallNote"))
    yield paragraph("BodyText", head, keep=True)
    for label, text in case.facts:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        for place, line in enumerate(lines):
            named = [run(f"{label}：", "Strong")] if label and not place else []
            yield paragraph("BodyText", [*named, run(line)])
