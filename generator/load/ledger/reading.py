"""A whole file of any kind into tables, for lists and for a look at its header."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.load.ledger.delimited import DELIMITERS, Broken, rows_of
from generator.load.ledger.files import read_text
from generator.load.ledger.header import Names, find_header
from generator.load.ledger.tables import BOOK_SUFFIXES, Row, Table
from generator.load.source import site_name


def read_tables(
    path: Path, root: Path, names: Names, most: int | None = None
) -> tuple[list[Table], list[Diagnostic]]:
    """The tables of a CSV file or a workbook, whatever their rows hold; of a CSV file the first `most` lines.

    Records of a CSV file that cannot be parsed are errors; rows may be shorter or longer than the header.
    """
    if path.suffix.lower().removeprefix(".") in BOOK_SUFFIXES:
        from generator.load.ledger.workbooks import read_workbook

        tables, findings = read_workbook(path, root)
        if not tables and not findings:
            findings.append(Diagnostic("file-empty", Place(site_name(path, root))))
        return tables, findings
    text, findings = read_text(path, root)
    if text is None:
        return [], findings
    lines, file = text.split("\n")[:most], site_name(path, root)
    best: tuple[tuple[int, int], str, list[Row | Broken]] | None = None
    for delimiter in DELIMITERS:
        rows = list(rows_of(lines, delimiter, 1, None))
        header = find_header([row for row in rows if isinstance(row, Row)], names)
        widest = max((len(row.cells) for row in rows if isinstance(row, Row)), default=0)
        score = (len(header.columns) if header else 0, widest)
        if best is None or score > best[0]:
            best = (score, delimiter, rows)
    assert best is not None
    findings += [
        Diagnostic("ledger-quote", Place(file, row.line)) for row in best[2] if isinstance(row, Broken)
    ]
    kept = [row for row in best[2] if isinstance(row, Row)]
    return [Table(path, file, "", kept, best[1])], findings
