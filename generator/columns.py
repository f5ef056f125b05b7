"""The command that proposes site.yaml's 列名 from a file's header, and from what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.load.ledger.exported import MATTERS, OTHERS, exported_names
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
ENDING = 4
"""Characters of a known name at least with which a title must end to be taken for it."""
SHORT = 40
"""Characters of a cell up to which a matter is a title."""

_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"\d{{6}}(?:19|20)\d\d{_DAY}\d{{3}}[\dXx]|\d{{8}}{_DAY}\d{{3}}")
_NUMBERED = re.compile(r"(?:编号|编码|单号|流水号?|序号|工号)$")
"""Titles of columns whose numbers are nobody's."""
_PERSONAL = {
    "name": re.compile("姓名$"),
    "phone": re.compile("(?:联系|手机|移动|固定)电话$|(?<!热线)电话$|电话号码?$|手机号码?$|手机$"),
    "id_number": re.compile("身份证件?(?:号码?)?$|证件号码?$|身份号码$"),
    "address": re.compile("住址$|(?:居住|家庭|户籍|联系|通讯)地址$"),
}
"""How a title ends that can mean nothing but a person's."""
_OFFICIAL = re.compile(
    "承办|协办|经办|主办|督办|办理|处理|单位|部门|公司|企业|机构|局|受理[人员]|登记人|派单|话务|坐席|座席|接线|"
    "客服|工号|审核|回访|签收|答复人|负责人"
)
"""Titles of columns about those who deal with a request, not those who made it."""
_NO_TYPOS = re.compile("时间$|日期$|人$|单位$|部门$|性别$|年龄$")
"""Titles that differ by one character where they mean something else: 来访时间 and 回访时间."""
_LATER = re.compile("单位|部门|回访|派单|转办|交办|签收|审核|延期|归档")
"""Whose days are not those of the request itself."""
_FREE = ("title", "content", "result")
_REQUIRED = ("id", "received_at")
_OWN_DAYS = ("received_at", "closed_at")


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
    `file` may lie outside the site at `site`; where it is relative, it is looked for from the current folder
    and then from the site's."""
    name = file.name
    suffix = file.suffix.lower().removeprefix(".")
    if suffix not in (*TEXT_SUFFIXES, *BOOK_SUFFIXES):
        wanted = "、".join(f".{one}" for one in (*TEXT_SUFFIXES, *BOOK_SUFFIXES))
        return None, [Diagnostic("columns-file-kind", Place(name), {"wanted": wanted})]
    tried = list(dict.fromkeys(folder.resolve() / file for folder in (Path(), site)))
    found_at = next((one for one in tried if one.exists()), None)
    if found_at is None:
        told = "、".join(map(str, tried))
        return None, [Diagnostic("columns-file-missing", Place(file.as_posix()), {"tried": told})]
    file = found_at
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
        ("是诉求的事项，文字短", True, lambda index: _matter(titles[index], cells[index])),
        ("是诉求的事项", True, lambda index: "content" if normal(titles[index]) in MATTERS else None),
        ("内容像电话或证件号", True, lambda index: _by_values(titles[index], cells[index])),
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


def _matter(title: str, cells: Sequence[str]) -> str | None:
    short = sum(len(cell) <= SHORT for cell in cells) >= MOSTLY * len(cells)
    return "title" if normal(title) in MATTERS and short else None


def _by_values(title: str, cells: Sequence[str]) -> str | None:
    if _NUMBERED.search(title) or _OFFICIAL.search(title):
        return None
    bare = [cell.replace(" ", "").lstrip("'") for cell in cells]
    if _mostly(_IDENTITY, bare):
        return "id_number"
    return "phone" if _mostly(_MOBILE, bare) else None


def _near(title: str) -> str | None:
    """The key of a title that ends as a known name does, or differs from one by a slip of the keyboard.

    A column taken for one of persons is masked everywhere and never printed, one of persons taken for
    another is printed: what is a person's is therefore told by few certain endings alone, and an 编号 by
    nothing but its whole name.
    """
    name = normal(title)
    if name in OTHERS or name.startswith("是否"):
        return None
    if not _OFFICIAL.search(name):
        for key, ending in _PERSONAL.items():
            if ending.search(name):
                return key
    names = {one: key for one, key in _all_names().items() if key not in (*NEVER_PRINTED, "id")}
    inner = [one for one in names if len(one) >= ENDING and name.endswith(one)]
    if inner:
        key = names[max(inner, key=len)]
        return None if key in _OWN_DAYS and _LATER.search(name) else key
    alike = [] if _NO_TYPOS.search(name) else get_close_matches(name, _all_names(), 1, ALIKE)
    return names.get(alike[0]) if alike else None


def _all_names() -> dict[str, str]:
    return {**own_names(Request), **exported_names()}


def _by_date(title: str, cells: Sequence[str]) -> str | None:
    if normal(title) in OTHERS or not cells or sum(_is_date(cell) for cell in cells) < MOSTLY * len(cells):
        return None
    for key, pattern in (
        ("due", "期限|时限|限办|截止|到期|应(?!答)"),
        ("closed_at", "办结|完成|结案|办毕|反馈|回复|答复"),
        ("received_at", "受理|登记|创建|接收|提交|收到|(?:来电|来访|诉求)(?!人)"),
    ):
        if re.search(pattern, title):
            return None if key in _OWN_DAYS and _LATER.search(title) else key
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
