"""Small sites with a ledger, and what loading it gives."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from conftest import told

from generator.diagnostics import Diagnostic, ordered
from generator.load.ledger import load_ledger
from generator.load.site import load_site_file
from generator.load.units import load_units
from generator.model.ledger import Ledger
from generator.model.site import Vocabularies

SITE = "单位: 市领导小组办公室\n"
UNITS = """\
- {名称: 市城市管理局, 简称: 市城管局, 类别: 市直, 曾用名: [市市容局]}
- {名称: 澄湖区, 类别: 县市区}
"""
CSV = "content/requests/a.csv"
HEADER = "编号,受理时间,诉求类型,承办单位,办理时限,状态,办结时间,满意度"


@dataclass(frozen=True)
class Loaded:
    ledger: Ledger | None
    found: tuple[Diagnostic, ...]

    @property
    def messages(self) -> list[str]:
        return [told(finding) for finding in ordered(self.found)]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in ordered(self.found)]

    def rows(self, columns: str = "id") -> list[Any]:
        """The table's rows in order; of one column its values alone."""
        assert self.ledger is not None
        rows = self.ledger.connection.execute(f"SELECT {columns} FROM request ORDER BY file, sheet, line")
        found = rows.fetchall()
        return [row[0] for row in found] if found and len(found[0]) == 1 else found


def write_site(root: Path, files: Mapping[str, str | bytes], site: str = SITE, units: str = UNITS) -> Path:
    for name, text in {"site.yaml": site, "content/units.yaml": units, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return root


def load(root: Path, files: Mapping[str, str | bytes], site: str = SITE, units: str = UNITS) -> Loaded:
    """The ledger of a site with these files."""
    write_site(root, files, site, units)
    sourced, found = load_site_file(root)
    assert sourced is not None, [told(finding) for finding in found]
    known, found = load_units(root, Vocabularies().unit_classes)
    assert known is not None, [told(finding) for finding in found]
    ledger, findings = load_ledger(root, sourced, known)
    return Loaded(ledger, tuple(findings))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]], **options: Any) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, **options)
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue()


def book(
    sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """A spreadsheet of these rows; `merged` are ranges (A1:B1) by sheet."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in (merged or {}).get(name, ()):
            sheet.merge_cells(cells)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
