"""The command that proposes site.yaml's 列名 from a file's header, and from what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import nearest
from generator.load.ledger.exported import exported_names
from generator.load.ledger.header import Names, column_names, find_header, key_for, normal, own_names
from generator.load.ledger.reading import read_tables
from generator.load.ledger.tables import BOOK_SUFFIXES, TEXT_SUFFIXES, Row, Table, shown
from generator.load.ledger.terms import parse_when
from generator.load.site import load_site_file
from generator.model.dates import DateError
from generator.model.record import chinese_names
from generator.model.request import NEVER_PRINTED, Request

LINES = 2000
"""Lines of a file that are looked at."""
MOSTLY = 0.8
"""Share of a column's cells that must look like something for the column to be that."""
ALIKE = 0.7
"""Likeness of names, from 0 to 1, at which one is proposed for the other."""

_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
_IDENTITY = re.compile(r"\d{17}[\dXx]|\d{15}")
_FREE = ("title", "content", "result")
_REQUIRED = ("id", "received_at")


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A column of the file. `key` is the Chinese key, "" where none is proposed; `why` says the reason;
    `example` is a cell, described where it may be personal; `new` is whether 列名 needs a line for it."""

    title: str
    key: str
    why: str
    example: str
    new: bool


@dataclass(frozen=True)
class Proposal:
    """What to put into site.yaml: `yaml` is the whole 列名, with what it holds already, "" where nothing is
    to be added; `missing` are required keys that no column was found for."""

    file: str
    sheet: str
    line: int
    columns: tuple[ProposedColumn, ...]
    missing: tuple[str, ...]
    yaml: str


def propose_columns(site: Path, file: Path) -> tuple[Proposal | None, list[Diagnostic]]:
    """What the columns of a CSV file or spreadsheet may be. None where it cannot be read or has no header;
    `file` may lie outside the site at `site`."""
    name = file.name
    suffix = file.suffix.lower().removeprefix(".")
    if suffix not in (*TEXT_SUFFIXES, *BOOK_SUFFIXES):
        wanted = "、".join(f".{one}" for one in (*TEXT_SUFFIXES, *BOOK_SUFFIXES))
        return None, [Diagnostic("columns-file-kind", Place(name), {"wanted": wanted})]
    sourced, findings = load_site_file(site)
    if sourced is None:
        return None, findings
    named, found = column_names(sourced, [f"content/requests/{name}"])
    # Files of 列名 that are not there are no matter of this one.
    findings += [finding for finding in found if finding.severity == "error"]
    if has_errors(findings):
        return None, findings
    known = named.of(f"content/requests/{name}")
    exported = exported_names()
    tables, found = read_tables(file, file.parent, {**exported, **known}, LINES)
    findings += found
    table = _best(tables, {**exported, **known})
    if table is None:
        return None, findings
    line, titles = _titles(table, {**exported, **known})
    columns = _propose(titles, [row for row in table.rows if row.line > line], known, exported)
    present = {column.key for column in columns}
    missing = tuple(word for key in _REQUIRED if (word := chinese_names(Request)[key]) not in present)
    new = {column.title: column.key for column in columns if column.new}
    text = yaml.safe_dump(
        {"列名": {**sourced.record.columns, **new}}, allow_unicode=True, sort_keys=False, width=1000
    )
    return Proposal(table.file, table.sheet, line, columns, missing, text if new else ""), findings


def _best(tables: Sequence[Table], names: Names) -> Table | None:
    """The sheet whose header names most keys; the first where none does."""

    def known(table: Table) -> int:
        header = find_header(table.rows, names)
        return len(header.columns) if header else 0

    filled = [table for table in tables if any(not row.blank for row in table.rows)]
    return max(filled, key=known, default=None)


def _titles(table: Table, names: Names) -> tuple[int, tuple[str, ...]]:
    """The header's line and titles; where no title is known, the first row with several cells."""
    header = find_header(table.rows, names)
    rows = [row for row in table.rows if not row.blank]
    line = header.line if header else next((row.line for row in rows if _filled(row) > 1), rows[0].line)
    row = next(row for row in rows if row.line == line)
    titles = [" ".join(cell.split()) for cell in row.cells]
    above = next((one for one in reversed(rows) if one.line < line), None)
    if header and above:
        # A title over both rows of a header stands in the upper one.
        for index, cell in enumerate(above.cells[: len(titles)]):
            titles[index] = titles[index] or (cell.strip() if key_for(cell, names) else "")
    return line, tuple(titles)


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _propose(
    titles: Sequence[str], rows: Sequence[Row], known: Names, exported: Names
) -> tuple[ProposedColumn, ...]:
    """The surest reasons go first, for all columns; a key is given to one column only."""
    cells = [
        [row.cells[index].strip() for row in rows if index < len(row.cells) and row.cells[index].strip()]
        for index in range(len(titles))
    ]
    chosen: dict[int, tuple[str, str, bool]] = {}
    reasons: tuple[tuple[str, bool, Callable[[int], str | None]], ...] = (
        ("已经认得", False, lambda index: key_for(titles[index], known)),
        ("导出表里常见的叫法", True, lambda index: key_for(titles[index], exported)),
        ("内容像电话或证件号", True, lambda index: _by_values(cells[index])),
        ("名称相近", True, lambda index: _near(titles[index])),
        ("内容是日期，名称里有这个意思", True, lambda index: _by_date(titles[index], cells[index])),
    )
    for why, new, find in reasons:
        taken = {key for key, _, _ in chosen.values()}
        for index, title in enumerate(titles):
            key = find(index) if title and index not in chosen else None
            if key is not None and key not in taken:
                chosen[index] = (key, why, new)
                taken.add(key)
    return tuple(
        _column(title, cells[index], chosen.get(index)) for index, title in enumerate(titles) if title
    )


def _column(title: str, cells: Sequence[str], chosen: tuple[str, str, bool] | None) -> ProposedColumn:
    key, why, new = chosen or ("", "没有相应的一项，不读", False)
    example = _example(key, cells)
    return ProposedColumn(
        shown(title) if not new else title, chinese_names(Request).get(key, ""), why, example, new
    )


def _by_values(cells: Sequence[str]) -> str | None:
    bare = [cell.replace(" ", "").lstrip("'") for cell in cells]
    if _mostly(_IDENTITY, bare):
        return "id_number"
    return "phone" if _mostly(_MOBILE, bare) else None


def _near(title: str) -> str | None:
    names = {**own_names(Request), **exported_names()}
    found = nearest(normal(title), names, 1, ALIKE)
    return names[found[0]] if found else None


def _by_date(title: str, cells: Sequence[str]) -> str | None:
    if not cells or sum(_is_date(cell) for cell in cells) < MOSTLY * len(cells):
        return None
    for key, pattern in (
        ("due", "期限|时限|截止|到期|应"),
        ("closed_at", "办结|完成|结案|办毕|反馈|回复|答复"),
        ("received_at", "受理|登记|来电|来访|创建|接收|提交|收到|诉求"),
    ):
        if re.search(pattern, title):
            return key
    return None


def _mostly(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return bool(cells) and sum(bool(pattern.fullmatch(cell)) for cell in cells) >= MOSTLY * len(cells)


def _is_date(cell: str) -> bool:
    try:
        parse_when(cell)
    except DateError:
        return False
    return True


def _example(key: str, cells: Sequence[str]) -> str:
    """A cell of the column, never one that may tell of a person."""
    if not cells:
        return "（空）"
    if key in NEVER_PRINTED:
        return "（个人信息，不显示）"
    if not key or key in _FREE:
        return "（日期）" if _is_date(cells[0]) else f"（文字，{len(cells[0])} 字）"
    return shown(cells[0])
