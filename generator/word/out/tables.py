"""Tables of figures, and those that editors write."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

from generator.model.blocks import Column, Table
from generator.render.tables import STEP, HeadCell, Layout, layout
from generator.word.out.grid import Cell, grid
from generator.word.out.inline import BREAK, Piece, pieces_of, runs_of
from generator.word.out.page import twips
from generator.word.out.pictures import Shown, cell_photo
from generator.word.out.supplies import Supplies
from generator.word.out.xml import Setting, Spacing, gap, keep_together, paragraph

_LEADING = 1.34
"""Of the text in tables, in its size; as in print.css."""
_PADDING, _SIDES = 0.12, 0.25
"""Em above and below the text of a cell, and at its sides; as in print.css."""
_SHORT = 6
"""Rows up to which a table is kept on one page; as in print."""
_TOTAL_RULE = 6
_STEPS = re.compile(r"in-(\d+)")
_ALIGN: Mapping[str | None, Literal["left", "center", "right"]] = {
    "align-left": "left",
    "align-center": "center",
    "align-right": "right",
}

Texts = Sequence[Sequence[Piece]]


def figures_table(table: Table, supplies: Supplies, *, wide: bool, last: bool) -> list[Any]:
    """A table of figures with its caption and notes; the last of a bulletin may break across pages, so that
    the foot does not get a page alone."""
    room = supplies.page.wide_width if wide else supplies.page.type_width
    made = layout(table, wide=wide)
    setter = _Setter(made, room, supplies)
    rows = [
        setter.row(_plain(row), "TableTotal" if number in table.subtotals else "TableText")
        for number, row in enumerate(table.rows)
    ]
    if table.total:
        rows.append(setter.row(_plain(table.total), "TableTotal", rules={"top": _TOTAL_RULE}))
    if table.shares:
        rows.append(setter.row(_plain(table.shares), "TableText", centred=True))
    elements = setter.table(table.caption, rows, whole=len(table.rows) <= _SHORT and not last, last=last)
    return [*elements, *_notes(table.notes), gap(supplies.page.line // 2)]


def written_table(element: Any, supplies: Supplies) -> list[Any]:
    """A table of Markdown: `element` is its <table>, in which all rows have the same number of cells."""
    heads = [list(row) for row in element.iterfind("thead/tr") if row.get("class") != "continued"]
    bodies = [list(row) for row in element.iterfind("tbody/tr")]
    if not heads:
        return []
    texts = [[pieces_of(cell) for cell in row] for row in bodies]
    columns = tuple(
        Column(
            _text(pieces_of(cell)),
            _ALIGN.get((bodies[0] if bodies else heads[0])[place].get("class"), "left"),
        )
        for place, cell in enumerate(heads[0])
    )
    told = Table("", columns, tuple(tuple(map(_text, row)) for row in texts))
    setter = _Setter(layout(told), supplies.page.type_width, supplies)
    rows = [setter.row(row, "TableText") for row in texts]
    for cells, row in zip(rows, bodies, strict=True):
        for place, own in enumerate(row):
            photos = setter.photos(own, place)
            cells[place] = replace(cells[place], content=(*cells[place].content, *photos))
    caption = element.find("caption")
    shown = _text(pieces_of(caption)) if caption is not None else ""
    return [*setter.table(shown, rows, whole=len(rows) <= _SHORT), gap(supplies.page.line // 2)]


class _Setter:
    """Sets the rows of one table: `made` says how large its text is and how broad its columns are."""

    def __init__(self, made: Layout, room: int, supplies: Supplies) -> None:
        self._made, self._supplies = made, supplies
        # Half points are as fine as Word's sizes are; smaller text leaves what fits where it is.
        self._size = int(made.size * 2) / 2
        self._setting = Setting(size=self._size)
        self._widths = _widths(made.widths, room)
        padding = twips(_PADDING * self._size)
        self._spacing = Spacing(padding, padding, twips(_LEADING * self._size))

    def table(self, caption: str, rows: list[list[Cell]], *, whole: bool, last: bool = False) -> list[Any]:
        """`whole`: kept on one page. Otherwise the last rows are, so that no total stands alone; if the first
        ones were, LibreOffice would take it for the whole table. Nothing holds the rows of the `last` table:
        the foot has to find room below them, for which LibreOffice would leave one row on a page."""
        head = self._head()
        for cells in [*head, *rows[:-1]] if whole else rows[-3:-1] if not last else []:
            for cell in cells:
                keep_together(cell.content)
        made = grid(
            self._widths,
            [*head, *rows],
            head=len(head),
            margins=(0, twips(_SIDES * self._size)),
            split=last,
        )
        if not caption:
            return [gap(self._supplies.page.line // 4, keep=True), made]
        return [paragraph("TableCaption", runs_of([Piece(caption)], self._supplies)), made]

    def row(
        self, texts: Texts, style: str, *, rules: dict[str, int] | None = None, centred: bool = False
    ) -> list[Cell]:
        cells = []
        for place, pieces in enumerate(texts):
            classes = self._made.classes[place]
            if centred:
                classes = "align-center" if place else "align-left"
            cells.append(Cell((self._text(pieces, style, classes),), rules=rules or {}))
        return cells

    def photos(self, cell: Any, place: int) -> list[Any]:
        """The photos that an editor put into a cell, no wider than their column."""
        room = (self._widths[place] - 2 * twips(_SIDES * self._size)) / 20
        shown = [(image.get("src") or "").removeprefix("content:") for image in cell.iter("img")]
        alts = [image.get("alt") or "表中的图" for image in cell.iter("img")]
        return [
            cell_photo(Shown(file, "", "", alt), self._supplies, room)
            for file, alt in zip(shown, alts, strict=True)
        ]

    def _text(self, pieces: Sequence[Piece], style: str, classes: str) -> Any:
        steps = _STEPS.search(classes)
        indent = {"right": twips(int(steps[1]) * STEP * self._size)} if steps else None
        align = _ALIGN[classes.split()[0]]
        runs = runs_of(pieces, self._supplies, self._setting)
        return paragraph(style, runs, spacing=self._spacing, indent=indent, align=align)

    def _head(self) -> list[list[Cell]]:
        """The heading; what spans both of its rows goes on in the second one."""
        rows = [[self._head_cell(cell) for cell in row] for row in self._made.head]
        if len(rows) < 2:
            return rows
        lower = iter(rows[1])
        second: list[Cell] = []
        for cell in self._made.head[0]:
            if cell.rows > 1:
                second.append(Cell((), merged="continue"))
            else:
                second += [next(lower) for _ in range(cell.columns)]
        return [rows[0], second]

    def _head_cell(self, cell: HeadCell) -> Cell:
        pieces: list[Piece] = []
        for line in cell.lines:
            pieces += [BREAK, Piece(line)] if pieces else [Piece(line)]
        runs = runs_of(pieces, self._supplies, self._setting)
        text = paragraph("TableHead", runs, spacing=self._spacing)
        return Cell((text,), columns=cell.columns, merged="restart" if cell.rows > 1 else "")


def _plain(row: Sequence[str]) -> list[list[Piece]]:
    return [[Piece(text)] if text else [] for text in row]


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _widths(shares: Sequence[str], room: int) -> list[int]:
    """Percents as twips that fill the room."""
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + float(share.rstrip("%")))
    return [
        round(room * right / edges[-1]) - round(room * left / edges[-1]) for left, right in pairwise(edges)
    ]


def _notes(notes: Sequence[str]) -> list[Any]:
    """注： before the first, numbers where there are several; turned lines hang below the text."""
    made = []
    for number, note in enumerate(notes, start=1):
        first, several = number == 1, len(notes) > 1
        text = f"{'注：' if first else ''}{f'{number}.' if several else ''}{note}"
        left, hanging = (30.0, 30.0 if first else 10.0) if several else (21.0, 21.0)
        indent = {"left": twips(left), "hanging": twips(hanging)}
        made.append(paragraph("TableNote", runs_of([Piece(text)], None), indent=indent))
    return made
