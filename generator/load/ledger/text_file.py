"""A CSV file of the ledger into the table: a large one by DuckDB's own reader, which is several times
faster than Python's and gives up at anything unusual; then, and for small ones, row by row."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.load.ledger.delimited import DELIMITERS, Broken, head_rows, rows_of
from generator.load.ledger.header import Header, Names, find_header
from generator.load.ledger.staging import BLANK_CHARACTERS, WORDS, Rules, among, insert, insert_rows, quoted
from generator.load.ledger.tables import BLANKS, Row
from generator.load.ledger.words import tidy
from generator.model.ledger import TABLE
from generator.model.request import NEVER_PRINTED

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGE = 4 * 1024 * 1024
"""Bytes from which on DuckDB's reader is worth its while: some ten thousand rows."""

FREE_TEXT = ("title", "content", "result", "address")

_HEAD = 256 * 1024
_CHUNK = 20_000
_PIECE = 256 * 1024
"""Bytes that stay in the processor's cache between being read and being counted."""


@dataclass(frozen=True)
class Opened:
    """How a text file is laid out; `header` is None where no line names a column."""

    delimiter: str
    header: Header | None
    head: tuple[Row, ...]


def lay_out(lines: Sequence[str], names: Names) -> Opened:
    """The delimiter and the header: of the marks that may delimit, the one that makes most columns known."""
    best: Opened | None = None
    score = (-1, -1)
    for delimiter in DELIMITERS:
        head = head_rows(lines, delimiter)
        header = find_header(head, names)
        found = (len(header.columns) if header else 0, max((len(row.cells) for row in head), default=0))
        if found > score:
            best, score = Opened(delimiter, header, tuple(head)), found
    assert best is not None
    return best


def read_head(path: Path) -> tuple[str, ...] | None:
    """The first lines of a large UTF-8 file; None where it is none or small."""
    if path.stat().st_size < LARGE:
        return None
    with path.open("rb") as stream:
        data = stream.read(_HEAD).removeprefix(codecs.BOM_UTF8)
    last = data.rfind(b"\n")
    if last < 0 or b"\r" in data.replace(b"\r\n", b"") or b"\0" in data:
        return None
    try:
        return tuple(data[:last].decode("utf-8").replace("\r\n", "\n").split("\n"))
    except UnicodeDecodeError:
        return None


def insert_quickly(
    connection: DuckDBPyConnection, path: Path, file: str, opened: Opened, rules: Rules
) -> bool:
    """Appends a large file's rows by DuckDB's reader; False, and nothing done, where it cannot be sure of
    each row and its line."""
    import duckdb

    header = opened.header
    if header is None or any(mark in str(path) for mark in "*?[{") or not _one_line_each(opened, header):
        return False
    names = [f"c{index}" for index in range(header.width)]
    types = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in names) + "}"
    filled = "[" + ", ".join(f"'{name}'" for name in names) + "]"
    relation = (
        f"read_csv({quoted(str(path))}, header=false, skip={header.line}, delim={quoted(opened.delimiter)}, "
        f"quote='\"', escape='\"', auto_detect=false, columns={types}, strict_mode=true, "
        f"force_not_null={filled})"
    )
    columns = {key: f"c{column.index}" for key, column in header.columns.items()}
    connection.begin()
    # Beside the database, which reads the same file and leaves the interpreter alone meanwhile.
    with ThreadPoolExecutor(1) as beside:
        counting = beside.submit(_count_lines, path)
        try:
            insert(connection, relation, columns, file, "", rules, counted=_long_columns(header))
        except duckdb.Error:
            connection.rollback()
            return False
    rows, breaks = connection.execute(
        f"SELECT count(*), coalesce(sum(breaks), 0) FROM {TABLE} WHERE file = ? AND sheet = ''", [file]
    ).fetchall()[0]
    if header.line + rows + breaks != counting.result():
        connection.rollback()
        return False
    connection.commit()
    if breaks:
        _number_lines(connection, file, header.line)
    else:
        own = f"{TABLE} WHERE file = ? AND sheet = ''"
        first = f"(SELECT min(rowid) FROM {own})"
        line = f"{header.line + 1} + rowid - {first}"
        connection.execute(f"UPDATE {TABLE} SET line = {line} WHERE file = ? AND sheet = ''", [file, file])
    _drop_blank_rows(connection, file)
    return True


def _long_columns(header: Header) -> list[str]:
    """Columns in which a line may break: free text, and those whose kind is not known."""
    short = {column.index for key, column in header.columns.items() if key not in FREE_TEXT}
    return [f"c{index}" for index in range(header.width) if index not in short]


def _one_line_each(opened: Opened, header: Header) -> bool:
    """Whether the header and what stands above it take one line each, so that lines can be skipped."""
    above = [row for row in opened.head if row.line <= header.line]
    return [row.line for row in above] == list(range(1, header.line + 1)) and not any(
        "\n" in cell for row in above for cell in row.cells
    )


def _count_lines(path: Path) -> int:
    """The lines of a file without blank ones at its end."""
    total = 0
    tail = b""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            total += piece.count(b"\n")
            tail = piece
    return total - tail[len(tail.rstrip(b"\r\n")) :].count(b"\n") + 1


def _number_lines(connection: DuckDBPyConnection, file: str, header: int) -> None:
    """The line of each row: those before it, and the line breaks in their cells."""
    connection.execute(
        f"""
        UPDATE {TABLE} SET line = numbered.line FROM (
            SELECT rowid AS row,
                {header} + row_number() OVER whole + coalesce(sum(breaks) OVER before, 0) AS line
            FROM {TABLE} WHERE file = ? AND sheet = ''
            WINDOW whole AS (ORDER BY rowid),
                before AS (ORDER BY rowid ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
        ) AS numbered WHERE {TABLE}.rowid = numbered.row
        """,
        [file],
    )


def _drop_blank_rows(connection: DuckDBPyConnection, file: str) -> None:
    """Spreadsheets like to end a CSV file with rows of nothing but delimiters."""
    texts = (*WORDS, *NEVER_PRINTED, "title", "content", "result", "repeat_of")
    tidied = (f"trim({text}, {quoted(BLANK_CHARACTERS)})" for text in texts)
    blank = " AND ".join(among(text, ("", *BLANKS)) for text in tidied)
    rest = "closed_at IS NULL AND due_at IS NULL AND satisfied IS NULL AND NOT confidential"
    connection.execute(
        f"DELETE FROM {TABLE} WHERE file = ? AND sheet = '' AND id = '' "
        f"AND trim(array_to_string(odd, ''), {quoted(BLANK_CHARACTERS)}) = '' "
        f"AND workdays IS NULL AND {rest} AND {blank}",
        [file],
    )


def insert_lines(
    connection: DuckDBPyConnection, lines: Sequence[str], file: str, opened: Opened, rules: Rules
) -> list[Broken]:
    """Appends a text file's rows one by one; what is no row is handed back."""
    header = opened.header
    assert header is not None
    broken: list[Broken] = []
    rows: list[Row] = []
    for row in rows_of(lines, opened.delimiter, header.line + 1, header.width):
        if isinstance(row, Broken):
            broken.append(row)
            continue
        rows.append(row)
        if len(rows) == _CHUNK:
            insert_table(connection, rows, header, file, "", rules)
            rows.clear()
    insert_table(connection, rows, header, file, "", rules)
    return broken


def insert_table(
    connection: DuckDBPyConnection, rows: Sequence[Row], header: Header, file: str, sheet: str, rules: Rules
) -> None:
    """Appends rows that have been read, without those that say nothing; cells that a row lacks are blank."""
    indexes = [column.index for column in header.columns.values()]
    lines: list[int] = []
    filled: list[tuple[str, ...]] = []
    for row in rows:
        cells = row.cells + ("",) * (max(indexes) + 1 - len(row.cells))
        if any(tidy(cells[index]) for index in indexes):
            lines.append(row.line)
            filled.append(cells)
    if filled:
        columns = list(zip(*filled, strict=False))
        kept = {key: columns[column.index] for key, column in header.columns.items()}
        insert_rows(connection, lines, kept, file, sheet, rules)
