"""Spreadsheets into rows of text, by python-calamine."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place
from generator.load.ledger.files import read_table_bytes
from generator.load.ledger.tables import Row, Table
from generator.load.source import site_name

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head", b"<style")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
EXACT = 10**15
"""Spreadsheets keep 15 digits of a number; the last ones of a longer number are lost."""


def read_workbook(path: Path, root: Path) -> tuple[list[Table], list[Diagnostic]]:
    """The sheets of a workbook that hold anything, with what keeps it from being read."""
    data, findings = read_table_bytes(path, root)
    if data is None:
        return [], findings
    name = site_name(path, root)
    if not data:
        return [], [Diagnostic("file-empty", Place(name))]
    book, code = _open(data)
    if book is None:
        return [], [Diagnostic(code, Place(name))]
    tables, findings = [], []
    for index, sheet_name in enumerate(book.sheet_names):
        if not _is_worksheet(book, index):
            continue
        try:
            rows = _rows(book.get_sheet_by_index(index))
        except Exception as error:
            _only_calamine(error)
            findings.append(Diagnostic("ledger-sheet-broken", Place(name), {"sheet": sheet_name}))
            continue
        if rows:
            tables.append(Table(path, name, sheet_name, rows))
    return tables, findings


def _open(data: bytes) -> tuple[CalamineWorkbook | None, str]:
    """A workbook, or the code of what is wrong with its bytes."""
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data)), ""
    except PasswordError:
        return None, "ledger-book-locked"
    except Exception as error:
        _only_calamine(error)
    if _ENCRYPTED in data:
        return None, "ledger-book-locked"
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return None, "ledger-book-markup" if start.startswith(_MARKUP) else "ledger-book-broken"


def _only_calamine(error: Exception) -> None:
    """Lets pass what the library raises on damaged bytes, a panic of its Rust code among them."""
    from python_calamine import CalamineError

    if (
        not isinstance(error, CalamineError | ValueError | OSError)
        and type(error).__name__ != "PanicException"
    ):
        raise error


def _is_worksheet(book: CalamineWorkbook, index: int) -> bool:
    from python_calamine import SheetTypeEnum

    return bool(book.sheets_metadata[index].typ == SheetTypeEnum.WorkSheet)


def _rows(sheet: CalamineSheet) -> list[Row]:
    """All rows from the first one of the sheet on, without blank ones at the end.

    A merged cell's value stands in each of its cells, as the page shows it.
    """
    values = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(values) or left >= len(values[top]):
            continue
        value = values[top][left]
        for row in values[top : bottom + 1]:
            row[left : right + 1] = [value] * len(row[left : right + 1])
    rows = [Row(number, tuple(_texts(row))) for number, row in enumerate(values, 1)]
    while rows and rows[-1].blank:
        rows.pop()
    return rows


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (value if isinstance(value, str) else _text(value) for value in values)


def _text(value: object) -> str:
    """A cell as an editor would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float | int):
        return _number(value)
    if isinstance(value, datetime):
        value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    return str(value)


def _number(value: float) -> str:
    """`123.0` is 123; a number of more digits than a spreadsheet keeps is written as it shows it."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if abs(value) >= EXACT:
        return f"{value:.5E}"
    return str(int(value)) if value == int(value) else repr(value)
