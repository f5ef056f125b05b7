"""The register as a spreadsheet, to be printed and signed, or filled in further."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time

import xlsxwriter  # type: ignore[import-untyped]

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
_WIDTHS = (6, 38, 6, 6, 22, 10, 22, 10, 12, 9, 12, 14)


def workbook(register: Register, shares: Mapping[str, Share], issuer: str) -> bytes:
    """发文登记.xlsx: a row for each receiver, the sum, and the copies that are to come back.

    The same register gives the same bytes: the file says no other time than that of the register.
    """
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
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, len(_TITLES) - 1, f"《{register.publication}》{register.issue}发文登记", title)
    _write(sheet, 1, _TITLES, head)
    line = 2
    for place, row in enumerate(register.rows, 1):
        share = shares.get(row.unit)
        values: Sequence[str | int] = (
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
            "",
            "",
        )
        _write(sheet, line, values, cell)
        line += 1
    sums = (
        "合计",
        f"{len(register.rows)}个",
        "",
        sum(row.copies for row in register.rows),
        f"共印{register.total}份",
    )
    _write(sheet, line, (*sums, *[""] * (len(_TITLES) - len(sums))), head)
    for one in register.to_recall:
        line += 1
        values = ("收回", one.unit, "", len(one.numbers), told(one.numbers))
        _write(sheet, line, (*values, *[""] * (len(_TITLES) - len(values))), cell)
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(0, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return target.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, line: int, values: Sequence[str | int], style: object
) -> None:
    """Text stays text: a name that begins with = is no formula."""
    for column, value in enumerate(values):
        if isinstance(value, int):
            sheet.write_number(line, column, value, style)
        else:
            sheet.write_string(line, column, value, style)
