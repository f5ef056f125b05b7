"""专报 and 交办单 set as PDF: landscape pages, the foot on them, tables over pages, the slip."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_made import MM, MadePdf
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTItem
from report_made import (
    CHART,
    LONG_WORDS,
    made_html,
    made_pdf,
    many_sections,
    press,
    problem_list,
    profile,
    report,
    sections,
    sheet,
    unit_table,
    words,
)

from generator.measure import as_table, measure
from generator.measure.measurement import Measurement
from generator.measure.read import Document, read_document
from generator.model.blocks import Series
from generator.model.bulletin import BulletinSection
from generator.render.charts import draw_chart
from generator.typeset.document import typeset

A4, TURNED = (210 * MM, 297 * MM), (297 * MM, 210 * MM)
EDGE = 1.0
"""Points by which ink may pass the type area: half a rule, and what Pango rounds."""


@pytest.fixture(scope="module")
def wide_last(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_pdf(report(), tmp_path_factory.mktemp("wide") / "wide.pdf")


@pytest.fixture(scope="module")
def upright_last(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_pdf(report(sections=sections(False)), tmp_path_factory.mktemp("upright") / "upright.pdf")


@pytest.fixture(scope="module", params=["wide_last", "upright_last"])
def either(request: pytest.FixtureRequest) -> Path:
    pdf: Path = request.getfixturevalue(request.param)
    return pdf


def measured(pdf: Path) -> Measurement:
    measurement, findings = measure(pdf, profile())
    assert measurement is not None and findings == []
    return measurement


def turned_pages(document: Document) -> list[int]:
    return [page.number for page in document.pages if page.turned]


def texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


def characters(item: LTItem) -> list[LTChar]:
    if isinstance(item, LTChar):
        return [item]
    return [char for part in item for char in characters(part)] if isinstance(item, LTContainer) else []


def type_area(page: int, turned: bool) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the type area in points, as the standard has it and nobody else."""
    binding, outer = (28, 26) if page % 2 else (26, 28)
    area = (35, binding, 35 + 225, binding + 156) if turned else (binding, 37, binding + 156, 37 + 225)
    assert area[3] + (outer if turned else 35) == (210 if turned else 297)
    return (area[0] * MM, area[1] * MM, area[2] * MM, area[3] * MM)


def test_everything_measures_as_the_profile_says(either: Path) -> None:
    rows = {row.item: row for row in as_table(measured(either))}
    assert {item: row for item, row in rows.items() if row.ok is False} == {}
    for item in (
        "页码距版心",
        "页码空边",
        "版记末线位置",
        "版记末线长",
        "版记末线左端",
        "每行字数",
        "正文右边缘",
    ):
        assert rows[item].ok is True, rows[item]
    assert rows["横排的面"].found.startswith("第 ")


def test_many_tables_do_not_hide_the_size_of_the_text(tmp_path: Path) -> None:
    pdf = made_pdf(report(sections=annexed(60, wide=False)), tmp_path / "tables.pdf")
    rows = {row.item: row for row in as_table(measured(pdf))}
    assert {item for item, row in rows.items() if row.ok is False} <= {"正文字号"}
    long = (BulletinSection("概况", blocks=(LONG_WORDS,), anchor="s1"), annexed(60, wide=False)[1])
    rows = {row.item: row for row in as_table(measured(made_pdf(report(sections=long), tmp_path / "b.pdf")))}
    assert rows["正文字号"].ok is True
    assert {item for item, row in rows.items() if row.ok is False} == set()


def test_notes_of_a_table_stay_together(tmp_path: Path) -> None:
    """A last note was once left alone with the foot on a page of its own."""
    notes = ("办结率＝办结量÷受理量。", "按时办结率＝按时办结量÷办结量。", "“—”表示分母是零。")
    for rows in range(16, 24):
        table = replace(unit_table(rows), notes=notes)
        annex = BulletinSection("附件　单位附表", blocks=(table,), anchor="s2", annex=True)
        pages = texts(made_pdf(report(sections=(annexed(1, wide=False)[0], annex)), tmp_path / "notes.pdf"))
        (page,) = [text for text in pages if "注：1." in text]
        assert "3.“—”表示分母是零。" in page and "合计" in page, rows


def test_wide_pages_are_turned_paper_and_read_upright(wide_last: Path) -> None:
    document = read_document(wide_last)
    turned = turned_pages(document)
    assert turned == list(range(turned[0], len(document.pages) + 1)) and len(turned) >= 4
    for page in document.pages:
        size = TURNED if page.turned else A4
        assert (page.width, page.height) == pytest.approx(size, abs=0.5)
        assert len(page.glyphs) > (100 if page.turned else 50)
    with pikepdf.open(wide_last) as pdf:
        assert not [page for page in pdf.pages if int(page.get("/Rotate", 0))]


def test_the_page_number_of_a_wide_page_stays_where_the_paper_has_it(wide_last: Path) -> None:
    """In the viewer it stands at the left: below on odd pages, above on even ones, and reads downwards."""
    seen = set()
    for number, page in enumerate(extract_pages(wide_last), start=1):
        if page.width < page.height:
            continue
        chars = [char for char in characters(page) if abs(char.matrix[0]) < 1e-6 and char.matrix[1] < 0]
        assert "".join(char.get_text() for char in chars).replace(" ", "") == f"—{number}—"
        _, top, _, bottom = type_area(number, turned=True)
        assert all(char.x0 > 28 * MM - 20 and char.x1 < 35 * MM for char in chars)
        ends = (page.height - max(char.y1 for char in chars), page.height - min(char.y0 for char in chars))
        if number % 2:
            assert ends[1] == pytest.approx(bottom - 14, abs=1)
        else:
            assert ends[0] == pytest.approx(top + 14, abs=1)
        seen.add(number % 2)
    assert seen == {0, 1}


def test_the_foot_of_a_last_wide_page_is_as_wide_as_its_type_area(
    wide_last: Path, upright_last: Path
) -> None:
    for pdf, turned, width in ((wide_last, True, 225 * MM), (upright_last, False, 156 * MM)):
        foot = measured(pdf).foot
        assert foot is not None
        assert foot.turned is turned
        assert foot.page == len(read_document(pdf).pages)
        left, _, _, bottom = type_area(foot.page, turned)
        for rule in (foot.rules[0], foot.rules[-1]):
            assert rule.length == pytest.approx(width, abs=0.3)
            assert rule.x0 == pytest.approx(left, abs=0.3)
        assert foot.rules[-1].bottom == pytest.approx(bottom, abs=0.3)


def test_nothing_stands_outside_the_type_area(either: Path) -> None:
    """Page numbers excepted, and half a closing mark at a line's end."""
    for page in read_document(either).pages:
        left, top, right, bottom = type_area(page.number, page.turned)
        for rule in page.rules:
            assert left - EDGE <= rule.x0 and rule.x1 <= right + EDGE, (page.number, rule)
            assert top - EDGE <= rule.top and rule.bottom <= bottom + EDGE, (page.number, rule)
        for glyph in page.glyphs:
            if not page.turned and glyph.baseline > bottom:
                continue
            assert left - EDGE <= glyph.x, (page.number, glyph)
            slack = 0.5 * glyph.size if glyph.text in "，。、；：）”》〕" else 0.0
            assert glyph.right <= right + EDGE + slack, (page.number, glyph)
            assert top - EDGE <= glyph.baseline - 0.5 * glyph.size and glyph.baseline <= bottom, (
                page.number,
                glyph,
            )


def test_a_table_goes_on_with_its_heading(either: Path) -> None:
    pages = texts(either)
    for start, heading in (
        ("问题清单序号", "序号事项责任单位责任人目标整改措施时限状态"),
        ("办理（件）", "派遣按时办结"),
    ):
        parts = [text for text in pages if heading in text.replace("办结率按时办结率", "")]
        assert len(parts) >= 2, start
        assert ["续表" in part for part in parts] == [False] + [True] * (len(parts) - 1)
    assert "".join(pages).count("合计816680") == 1


@pytest.mark.parametrize("wide_last", [True, False])
def test_contents_name_the_pages_of_sections(tmp_path: Path, wide_last: bool) -> None:
    pages = texts(made_pdf(report(sections=many_sections(wide_last)), tmp_path / "contents.pdf"))
    annexes = re.findall(r"附件(\d)(.*?)\.+(\d+)", pages[0])
    parts = re.findall(r"([一二三四五六七八九十]+)、(.*?)\.+(\d+)", pages[0])[:11]
    assert len(annexes) == 2 and len(parts) == 11
    for number, title, page in (*annexes, *parts):
        heading = f"附件{number}{title}" if number.isdecimal() else f"{number}、{title}"
        bodies = [re.sub(r".*\.\.\.\d+", "", text) for text in pages]  # without the contents
        starts = [at for at, text in enumerate(bodies, start=1) if heading in text]
        assert int(page) in starts, heading


def test_two_narrow_charts_stand_beside_each_other(tmp_path: Path) -> None:
    chart = replace(CHART, shape="bars", labels=("澄湖区",), series=(Series("受理量", (1284,)),), half=True)
    both = (replace(chart, title="左图"), replace(chart, title="右图"))
    made = report(sections=(BulletinSection("结构", blocks=both, anchor="s1"),))
    (first, *_) = extract_pages(made_pdf(made, tmp_path / "pair.pdf", draw=draw_chart))
    (left, right) = (char for char in characters(first) if char.get_text() in "左右")
    assert left.y0 == pytest.approx(right.y0, abs=0.5)
    assert right.x0 - left.x0 == pytest.approx(442.2 - 212, abs=1)


def test_sections_and_annexes_are_bookmarks(wide_last: Path) -> None:
    with pikepdf.open(wide_last) as pdf, pdf.open_outline() as outline:
        found = [item.title for item in outline.root]
    assert found[0] == "一、本周概况"
    assert found[-2:] == ["附件1　各单位办理情况", "附件2　问题清单"]


def annexed(rows: int, *, wide: bool) -> Sequence[BulletinSection]:
    table = problem_list(rows) if wide else unit_table(rows)
    annex = BulletinSection("附件　清单", blocks=(table,), anchor="s2", annex=True, wide=wide)
    return (BulletinSection("概况", blocks=(words("一句话。"),), anchor="s1"), annex)


@pytest.mark.parametrize("wide", [True, False])
def test_no_page_holds_the_foot_alone(tmp_path: Path, wide: bool) -> None:
    for rows in range(1, 14) if wide else range(14, 31, 2):
        last = texts(made_pdf(report(sections=annexed(rows, wide=wide)), tmp_path / "a.pdf"))[-1]
        assert "共印126份" in last
        assert not last.startswith("报：") and len(last.partition("报：")[0]) > 20, rows


def test_a_foot_on_an_even_page_of_its_own_stands_upright(tmp_path: Path) -> None:
    """Two pages of rows and an odd number of pages: the foot alone on an even page, upright, unnumbered."""
    pdf = made_pdf(report(sections=annexed(13, wide=True), even_foot=True), tmp_path / "even.pdf")
    pages = texts(pdf)
    assert len(pages) == 4 and pages[3].startswith("报：") and "—" not in pages[3]
    document = read_document(pdf)
    assert turned_pages(document) == [2, 3]
    foot = measured(pdf).foot
    assert foot is not None and (foot.page, foot.turned, foot.drop) == (4, False, pytest.approx(0, abs=0.1))


def test_the_draft_mark_stands_in_the_middle_of_every_page(tmp_path: Path) -> None:
    pdf = made_pdf(report(draft=True), tmp_path / "draft.pdf")
    for number, page in enumerate(extract_pages(pdf), start=1):
        marks = [char for char in characters(page) if char.get_text() in "草稿" and abs(char.matrix[1]) > 0.1]
        assert len(marks) == 2, number
        left, top, right, bottom = type_area(number, page.width > page.height)
        across = sum(char.x0 + char.x1 for char in marks) / 4
        down = page.height - sum(char.y0 + char.y1 for char in marks) / 4
        assert abs(across - (left + right) / 2) < 15 * MM, number
        assert abs(down - (top + bottom) / 2) < 25 * MM, number


def test_short_tables_are_not_parted(tmp_path: Path) -> None:
    for count in range(1, 12):
        words_before = BulletinSection(
            "概况", blocks=tuple(words("一句话。") for _ in range(count)), anchor="s1"
        )
        made = report(sections=(words_before, *sections()[2:3], *sections()[6:7]))
        for text in texts(made_pdf(made, tmp_path / "short.pdf")):
            assert ("诉求类型情况" in text) == ("33" in text and "2.6%" in text and "合计1284100.0%" in text)
            assert "续表" not in text


@pytest.mark.parametrize("count", [1, 3, 8, 20])
def test_the_slip_of_a_sheet_is_on_one_page(tmp_path: Path, count: int) -> None:
    row = ("1", "20220530-0017", "东城片区反复停水", "投诉", "2022-05-30", "2022-06-06", "5", "限期办结")
    rows = tuple((str(number), *row[1:]) for number in range(1, count + 1))
    pdf = made_pdf(sheet(table=replace(sheet().table, rows=rows)), tmp_path / "sheet.pdf")
    pages = texts(pdf)
    (slip,) = [text for text in pages if "沿此线裁下送回" in text]
    for part in (
        "公众诉求交办单回执",
        "承办单位市水利局",
        "办理情况",
        "办结时间",
        "负责人签字",
        "单位（盖章）",
    ):
        assert part in slip
    signed = next(text for text in pages if "澜汀市实践活动领导小组办公室" in text)
    assert "2022年6月6日" in signed
    assert "".join(pages).count("限期办结") == count
    if count <= 3:
        assert len(pages) == 1


def test_a_sheet_keeps_to_its_area_and_is_numbered(tmp_path: Path) -> None:
    pdf = made_pdf(sheet(), tmp_path / "sheet.pdf")
    rows = {row.item: row for row in as_table(measured(pdf))}
    for item in ("页码距版心", "页码空边", "页码位置", "行首行末规则"):
        assert rows[item].ok is True, rows[item]
    for page in read_document(pdf).pages:
        left, _, right, bottom = type_area(page.number, turned=False)
        assert all(left - EDGE <= rule.x0 and rule.x1 <= right + EDGE for rule in page.rules)
        assert all(rule.bottom <= bottom + EDGE for rule in page.rules)


def test_the_same_report_gives_the_same_bytes() -> None:
    html = made_html(report())
    first, second = (typeset(press(), html, {})[0] for _ in range(2))
    assert first is not None and second is not None and first.pdf == second.pdf


def test_numbers_of_a_chart_are_no_lines_of_a_paragraph(tmp_path: Path) -> None:
    """Two numbers above two columns, one a little lower, were once taken for a number broken in two."""
    pdf = MadePdf()
    page = pdf.page()
    for line in range(3):
        page.text(28 * MM, 150 + 29 * line, "下基层察民情解民忧暖民心作简报市发展局召开动员会走访调研")
    page.text(28 * MM + 410, 500, "1284", size=10.5)
    page.text(28 * MM + 300, 512, "1180", size=10.5)
    found, _ = measure(pdf.save(tmp_path / "chart.pdf"), profile())
    assert found is not None and found.faults == ()
