"""The register as a spreadsheet, to be printed and signed, or filled in further."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time

import xlsxwriter  # type: ignore[import-untyped]

from generator.dispatch.entries import Entered
from generator.dispatch.numbers import told
from generator.dispatch.register import Register
from generator.dispatch.shares import Share

_TITLES = (
    "序号",
    "单位",
    "发送",
    "份数",
    "份号",
    "联系人",
    "交办单",
    "事项（件）",
    "日期",
    "状态",
    "签收人",
    "签收日期",
)
KIND, _AFTER = "种类", 2
"""The column that says of which issue a row is, and after how many others it stands."""
_WIDTHS = (6, 38, 6, 6, 22, 10, 22, 10, 12, 9, 12, 14)


def workbook(entered: Entered, shares: Mapping[str, Share], issuer: str) -> bytes:
    """发文登记.xlsx: a row for each receiver, the sum, and the copies that are to come back. That of a
    correction or a reissue has a column 种类 and, below, the same rows of the first issue.

    The same register gives the same bytes: the file says no other time than that of the register.
    """
    register, first = entered.register, entered.first
    titles, widths = list(_TITLES), list(_WIDTHS)
    if first is not None:
        titles.insert(_AFTER, KIND)
        widths.insert(_AFTER, 8)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day = max((row.date for row in register.rows), default=None)
    book.set_properties(
        {
            "title": f"{register.publication}{register.issue}发文登记",
            "author": issuer,
            "created": datetime.combine(day, time()) if day else datetime(2000, 1, 1),
        }
    )
    sheet = book.add_worksheet("发文登记")
    plain = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
    title = book.add_format({**plain, "font_size": 16, "bold": True, "align": "center"})
    head = book.add_format({**plain, "bold": True, "border": 1, "align": "center", "bg_color": "#EEEEEE"})
    cell = book.add_format({**plain, "border": 1, "text_wrap": True})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, len(titles) - 1, f"{register.title}发文登记", title)
    _write(sheet, 1, titles, head)
    line = 2
    for one in (register, first) if first else (register,):
        for values, style in _lines(one, shares, cell, head):
            row = values if first is None else (*values[:_AFTER], one.what, *values[_AFTER:])
            _write(sheet, line, (*row, *[""] * (len(titles) - len(row))), style)
            line += 1
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(0, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def _lines(
    register: Register, shares: Mapping[str, Share], cell: object, head: object
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """The lines of one register as in _TITLES, as far as they are filled, with their formats."""
    for place, row in enumerate(register.rows, 1):
        share = shares.get(row.unit)
        values = (
            place,
            row.unit,
            share.way if share else "",
            row.copies,
            told(row.numbers),
            share.contact if share else "",
            row.sheet,
            len(row.matters) or "",
            row.date.isoformat(),
            row.state,
        )
        yield values, cell
    copies = sum(row.copies for row in register.rows)
    yield ("合计", f"{len(register.rows)}个", "", copies, f"共印{register.total}份"), head
    for one in register.to_recall:
        yield ("收回", one.unit, "", len(one.numbers), told(one.numbers)), cell


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, line: int, values: Sequence[str | int], style: object
) -> None:
    """Text stays text: a name that begins with = is no formula."""
    for column, value in enumerate(values):
        if isinstance(value, int):
            sheet.write_number(line, column, value, style)
        else:
            sheet.write_string(line, column, value, style)
