"""Tables of HTML as plain rows: merged cells taken apart, cells of several paragraphs made one."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.diagnostics import Diagnostic
from generator.intake.tidied import picture_number

MOST_COLUMNS = 60
MOST_ROWS = 2000


def grid_of(table: Element, remarks: list[Diagnostic]) -> tuple[tuple[tuple[str, ...], ...], list[int]]:
    """The rows, all of one length, and the pictures that stood in cells. What was made simpler is told."""
    cells: dict[tuple[int, int], str] = {}
    taken: set[tuple[int, int]] = set()
    pictures: list[int] = []
    merged = nested = False
    rows = [row for row in table.iter("tr") if not _inner(row, table)][:MOST_ROWS]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            if column >= MOST_COLUMNS:
                break
            wide, high = _whole(cell.get("colspan")), _whole(cell.get("rowspan"))
            wide, high = min(wide, MOST_COLUMNS - column), min(high, len(rows) - number)
            merged = merged or wide > 1 or high > 1
            nested = nested or cell.find(".//table") is not None
            taken |= {(number + down, column + right) for down in range(high) for right in range(wide)}
            cells[number, column] = _text(cell)
            pictures += [
                found for mark in cell.iter("a") if (found := picture_number(mark.get("id", ""))) is not None
            ]
            column += wide
    width = max((column + 1 for _, column in taken), default=0)
    if merged or nested:
        first = next((text for text in cells.values() if text), "")
        remarks.append(
            Diagnostic("import-table-nested" if nested else "import-table-merged", None, {"text": first[:20]})
        )
    grid = [tuple(cells.get((number, column), "") for column in range(width)) for number in range(len(rows))]
    return tuple(row for row in grid if any(row)), pictures


def _inner(row: Element, table: Element) -> bool:
    """Whether a row belongs to a table inside this one."""
    return any(row is one for inner in table.iterfind(".//table") for one in inner.iter("tr"))


def _text(cell: Element) -> str:
    """The paragraphs of a cell one behind the other."""
    parts = ["".join(_pieces(block)) for block in (list(cell) or [cell])]
    return "　".join(text for part in parts if (text := " ".join(part.split(" ")).strip()))


def _pieces(element: Element) -> Iterator[str]:
    if element.tag == "br" or (element.tag == "p" and element.text is None and not len(element)):
        yield "　"
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _whole(written: str | None) -> int:
    return max(1, int(written)) if written and written.isdecimal() and len(written) < 5 else 1
