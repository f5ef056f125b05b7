"""CSV text into rows with their lines; a row at fault never hides the next one."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.load.ledger.tables import Row

# The library refuses cells of over 131,072 characters; files are bounded by their size already.
csv.field_size_limit(2**31 - 1)

DELIMITERS = (",", "\t", ";")
HEAD = 12
"""Records at a file's top among which the header is looked for."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that is no row. `code` is `ledger-row-cells` or `ledger-quote`; `cells` is how many it has."""

    line: int
    code: str
    cells: int = 0


def head_rows(lines: Sequence[str], delimiter: str) -> list[Row]:
    """The first records, whatever their number of cells; those that cannot be parsed are left out."""
    rows: list[Row] = []
    for row in rows_of(lines, delimiter, 1, None):
        if isinstance(row, Row):
            rows.append(row)
        if len(rows) == HEAD:
            break
    return rows


def rows_of(lines: Sequence[str], delimiter: str, first: int, width: int | None) -> Iterator[Row | Broken]:
    """The records from line `first` (from 1) on, blank lines left out.

    Each must have `width` cells; blank ones too many at its end are dropped. After a record that cannot
    be a row, the next line is read as the start of one.
    """
    number = first
    while number <= len(lines):
        row, following = _record(lines, delimiter, number, width)
        if row is not None:
            yield row
        number = following


def _record(
    lines: Sequence[str], delimiter: str, number: int, width: int | None
) -> tuple[Row | Broken | None, int]:
    """The record at a line, and the line after it."""
    line = lines[number - 1]
    if not line.strip():
        return None, number + 1
    length = 1
    if '"' not in line:
        cells = line.split(delimiter)
    else:
        reader = csv.reader(
            (f"{lines[index]}\n" for index in range(number - 1, len(lines))),
            delimiter=delimiter,
            strict=True,
        )
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            # A quote that is never closed takes in the rest of the file: only its own line is given up.
            return Broken(number, "ledger-quote"), number + 1
        length = reader.line_num
    following = number + length
    if width is not None:
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
    if width is None or len(cells) == width:
        return Row(number, tuple(cells)), following
    if length > 1 and _fits(lines, delimiter, number + 1, width):
        return Broken(number, "ledger-quote"), number + 1
    if not any(cell.strip() for cell in cells):
        return None, following
    return Broken(number, "ledger-row-cells", len(cells)), following


def _fits(lines: Sequence[str], delimiter: str, number: int, width: int) -> bool:
    """Whether a line alone is a row: then the record before it did not mean to take it in."""
    try:
        return len(next(csv.reader([lines[number - 1]], delimiter=delimiter, strict=True))) == width
    except (csv.Error, StopIteration):
        return False


def cell_places(lines: Sequence[str], delimiter: str, line: int) -> list[tuple[int, int]]:
    """Line and column, from 1, at which each cell of the record at `line` begins."""
    places = [(line, 1)]
    quoted = False
    for number in range(line, len(lines) + 1):
        text = lines[number - 1]
        for column, character in enumerate(text, 1):
            if character == '"':
                quoted = not quoted
            elif character == delimiter and not quoted:
                places.append((number, column + 1))
        if not quoted:
            break
    return places
