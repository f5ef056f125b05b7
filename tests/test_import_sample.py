"""Every report of the sample site, sent as a unit would send it, comes back as the report that it was."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from import_made import sent
from lxml import html

from generator.compile.byline import make_byline
from generator.diagnostics.show import width
from generator.intake.take import take
from generator.load.markdown import Converter
from generator.load.reports import load_report
from generator.load.site import load_site
from generator.model.content import Content, LoadedReport
from generator.model.dates import chinese_date

ROOT = Path(__file__).resolve().parents[1]
BLOCKS = ("p", "h4", "h5", "h6", "li", "table")
NOTES = './/figure|.//sup|.//span[@class="footnote"]|.//ol[@class="footnotes"]'
PER_LINE = 66
"""Columns of a line in a mail: 33 Han characters."""

Piece = str | list[list[str]]


@pytest.fixture(scope="module")
def content() -> Content:
    loaded, _ = load_site(ROOT)
    assert loaded is not None
    return loaded


def parsed(report: LoadedReport) -> html.HtmlElement:
    """The printed text without photos and notes, which copied text does not have."""
    root = html.fromstring(f"<div>{report.body.html}</div>")
    for element in root.xpath(NOTES):
        element.drop_tree()
    return root


def pieces(report: LoadedReport) -> list[Piece]:
    """The paragraphs and tables as they are printed, numbers and dots too."""
    found: list[Piece] = []
    for element in parsed(report).iter(*BLOCKS):
        if any(above.tag in ("li", "table") for above in element.iterancestors()):
            continue
        if element.tag == "table":
            caption = element.find("caption")
            if caption is not None:
                text = caption.text_content()
                found.append(text if text.startswith("表") else f"表：{text}")
            rows = [row for row in element.iter("tr") if "continued" not in (row.get("class") or "")]
            found.append([[cell.text_content() for cell in row] for row in rows])
            continue
        text = element.text_content()
        if element.tag == "li":
            parent = element.getparent()
            assert parent is not None
            text = f"{list(parent).index(element) + 1}.{text}" if parent.tag == "ol" else f"• {text}"
        found.append(text)
    return found


def words(report: LoadedReport) -> str:
    return "".join(parsed(report).text_content().split())


def kinds(report: LoadedReport) -> list[str]:
    """Headings with their levels, paragraphs, lists and tables in their order."""
    inner = ("li", "table")
    return [
        f"{element.tag} {element.get('class') or ''}"
        for element in parsed(report).iter("p", "h4", "h5", "h6", "ul", "ol", "table")
        if not any(above.tag in inner for above in element.iterancestors())
    ]


def head(report: LoadedReport) -> list[str]:
    front = report.front.record
    subtitle = [f"——{front.subtitle.lstrip('—')}"] if front.subtitle else []
    return [bare(front.title), *subtitle, f"（{chinese_date(front.date)}）"]


def bare(title: str) -> str:
    return title.replace("\\", "").strip()


def as_text(report: LoadedReport, content: Content, per_line: int | None = None) -> bytes:
    lines = [*head(report), ""]
    for piece in pieces(report):
        if isinstance(piece, list):
            lines += ["\t".join(row) for row in piece]
        else:
            lines += wrapped(f"　　{piece}", per_line) if per_line else [f"　　{piece}"]
    return "\n".join([*lines, make_byline(report.front.record, content.units)]).encode()


def wrapped(text: str, per_line: int) -> list[str]:
    """Lines of full width but for the last; a number or a word in Latin letters stays whole."""
    lines, line = [], ""
    for character in text:
        together = line[-1:].isascii() and character.isascii() and line
        if width(line + character) > per_line and not together:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def as_word(report: LoadedReport, content: Content) -> bytes:
    document = Document()

    def add(text: str, size: int = 16, centred: bool = False) -> None:
        made = document.add_paragraph()
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
        made.add_run(text).font.size = Pt(size)

    for number, line in enumerate(head(report)):
        add(line, 16 if number else 22, centred=True)
    for piece in pieces(report):
        if isinstance(piece, str):
            add(piece, centred=piece.startswith("表"))
            continue
        table = document.add_table(rows=len(piece), cols=len(piece[0]))
        fill(table, piece)
    add(make_byline(report.front.record, content.units))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def fill(table: Any, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text


def again(data: bytes, name: str, content: Content) -> LoadedReport:
    """The report that is made of a file, in an empty site of the same units."""
    with tempfile.TemporaryDirectory() as folder:
        site = replace(content, root=Path(folder))
        made, findings = take(sent(data, name), site, None)
        assert findings == []
        assert made is not None
        report, findings = load_report(site.root / made.report, site.root, site.units, Converter(site.root))
    assert [one.message for one in findings if one.severity == "error"] == []
    assert report is not None
    return report


@pytest.mark.parametrize("form", ["text", "wrapped", "word"])
def test_every_report_comes_back(content: Content, form: str) -> None:
    for path, report in content.reports.items():
        if form == "word":
            made = again(as_word(report, content), "a.docx", content)
        else:
            made = again(as_text(report, content, PER_LINE if form == "wrapped" else None), "a.txt", content)
        front, wanted = made.front.record, report.front.record
        assert bare(front.title) == bare(wanted.title), path
        assert content.units.find(front.unit) == content.units.find(wanted.unit), path
        assert (front.date, front.authors) == (wanted.date, wanted.authors), path
        assert words(made) == words(report), path
        assert kinds(made) == kinds(report), path
