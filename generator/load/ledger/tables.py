"""Tables as rows of text with their places: what CSV files, spreadsheets and YAML have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LARGEST = 1024**3
"""Bytes of a ledger's file; a million rows take some 0.4 GB."""

TEXT_SUFFIXES = ("csv", "tsv", "txt")
BOOK_SUFFIXES = ("xlsx", "xls")
YAML_SUFFIXES = ("yaml", "yml")

BLANKS = ("-", "--", "—", "——", "－", "–", "/", "／", "\\", "无", "空", "null", "NULL", "None", "N/A", "#N/A")
"""What stands in cells that hold nothing."""

_PERSONAL = re.compile(r"(?<!\d)(?:(1[3-9]\d)\d{8}|(\d{3})\d{12}(?:\d{2}[\dXx])?)(?!\d)")


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the line of a text file or the row of a sheet, from 1."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file; `sheet` is "" for a text file. Blank rows are kept."""

    path: Path
    file: str
    sheet: str
    rows: Sequence[Row]
    delimiter: str = ""


def column_letter(index: int) -> str:
    """The name of a sheet's column by its position from 0: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def where(sheet: str, line: int, index: int | None, title: str) -> str:
    """A cell in words. A text file's line and column stand in front of every finding already."""
    named = f"“{shown(title)}”" if title else ""
    if not sheet:
        return named or "这一行"
    letter = f" {column_letter(index)} 列" if index is not None else ""
    return f"工作表“{sheet}”第 {line} 行{letter}{named}"


def shown(text: str) -> str:
    """A cell's text as findings may quote it: short, in one line, without a number that may be personal."""
    text = _PERSONAL.sub(lambda match: f"{match[1] or match[2]}…", " ".join(text.split()))
    return text if len(text) <= 20 else text[:20] + "…"
