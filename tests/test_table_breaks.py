"""Where a long table goes on on the next page: no row is left alone before or behind the break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from report_made import made_pdf, problem_list, report, unit_table, words

from generator.model.blocks import Table
from generator.model.bulletin import BulletinSection

FOOT = "共印126份"


def lines(pdf: Path) -> list[str]:
    """The text of each page, its lines kept."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def annex(table: Table, *, wide: bool) -> Sequence[BulletinSection]:
    """The table as the last section: the foot follows it."""
    last = BulletinSection("附件　清单", blocks=(table,), anchor="s2", annex=True, wide=wide)
    return (BulletinSection("概况", blocks=(words("一句话。"),), anchor="s1"), last)


def rows_on_pages(pages: Sequence[str], row: str) -> list[int]:
    """How many rows stand on each page that has any."""
    return [count for count in (len(re.findall(row, page)) for page in pages) if count]


@pytest.mark.parametrize("wide", [True, False])
def test_two_rows_at_least_before_and_behind_a_break(tmp_path: Path, wide: bool) -> None:
    parted = []
    # Of so many rows some fill the first page of the table but for none, one or two of them.
    for count in range(7, 18) if wide else range(17, 29):
        table = problem_list(count) if wide else unit_table(count)
        pages = lines(made_pdf(report(sections=annex(table, wide=wide)), tmp_path / "table.pdf"))
        assert FOOT in pages[-1] and len(re.findall("分三段|91.7%", pages[-1])) >= 2, count
        found = rows_on_pages(pages, "分三段" if wide else "91.7%")
        assert sum(found) == count + (not wide)
        assert min(found) >= 2, (count, found)
        parted.append(len(found) > 1)
    assert any(parted)
