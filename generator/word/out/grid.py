"""Tables as Word knows them: cells in rows, with widths that are not to be recomputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generator.word.out.xml import make, paragraph

HAIRLINE = 4
"""In eighths of a point."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_CELL_SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Cell:
    """`content` are its paragraphs; `columns` that it spans; `merged`: "restart" where it reaches down into
    the next row, "continue" there; `rules`: sides that differ from the table's, in eighths of a point."""

    content: tuple[Any, ...]
    columns: int = 1
    merged: str = ""
    rules: Mapping[str, int] = field(default_factory=dict)
    align: str = "center"


def grid(
    widths: Sequence[int],
    rows: Sequence[Sequence[Cell]],
    *,
    head: int = 0,
    rules: Mapping[str, int] | None = None,
    margins: tuple[int, int] = (0, 0),
    split: bool = False,
    placed: Any = None,
) -> Any:
    """A table. `widths` in twips; the first `head` rows are repeated on every page; `rules` by side, all of
    them thin by default; `margins` above and below, and at the sides of, each cell's text; `split`: rows may
    break across pages; `placed`: what makes it stand in a place of the page and not in the text."""
    shown = {side: HAIRLINE for side in _SIDES} if rules is None else rules
    upright, across = margins
    properties = make(
        "w:tblPr",
        None,
        *([placed, make("w:tblOverlap", {"val": "never"})] if placed is not None else []),
        make("w:tblW", {"w": sum(widths), "type": "dxa"}),
        make("w:tblInd", {"w": 0, "type": "dxa"}),
        _borders("w:tblBorders", shown, _SIDES),
        make("w:tblLayout", {"type": "fixed"}),
        make(
            "w:tblCellMar",
            None,
            *(
                make(f"w:{side}", {"w": upright if side in ("top", "bottom") else across, "type": "dxa"})
                for side in _CELL_SIDES
            ),
        ),
    )
    columns = make("w:tblGrid", None, *(make("w:gridCol", {"w": width}) for width in widths))
    return make(
        "w:tbl",
        None,
        properties,
        columns,
        *(_row(row, widths, head=number < head, split=split) for number, row in enumerate(rows)),
    )


def even(total: int, count: int) -> list[int]:
    """`count` widths that make up `total`."""
    edges = [round(total * number / count) for number in range(count + 1)]
    return [right - left for left, right in pairwise(edges)]


def _row(cells: Sequence[Cell], widths: Sequence[int], *, head: bool, split: bool) -> Any:
    properties = [] if split and not head else [make("w:cantSplit")]
    if head:
        properties.append(make("w:tblHeader"))
    made = []
    place = 0
    for cell in cells:
        made.append(_cell(cell, sum(widths[place : place + cell.columns])))
        place += cell.columns
    return make("w:tr", None, *([make("w:trPr", None, *properties)] if properties else []), *made)


def _cell(cell: Cell, width: int) -> Any:
    properties = [make("w:tcW", {"w": width, "type": "dxa"})]
    if cell.columns > 1:
        properties.append(make("w:gridSpan", {"val": cell.columns}))
    if cell.merged:
        properties.append(make("w:vMerge", {"val": cell.merged}))
    if cell.rules:
        properties.append(_borders("w:tcBorders", cell.rules, _CELL_SIDES))
    properties.append(make("w:vAlign", {"val": cell.align}))
    content = cell.content or (paragraph("TableText"),)
    return make("w:tc", None, make("w:tcPr", None, *properties), *content)


def _borders(tag: str, rules: Mapping[str, int], sides: Sequence[str]) -> Any:
    return make(
        tag,
        None,
        *(
            make(
                f"w:{side}",
                {"val": "single", "sz": rules[side], "space": 0, "color": "000000"}
                if rules[side]
                else {"val": "nil"},
            )
            for side in sides
            if side in rules
        ),
    )
