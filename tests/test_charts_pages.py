"""Charts on finished pages: text in the bulletin's own faces, at its place, readable by programs."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from markupsafe import Markup
from pages import characters, page_texts
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from report_made import ROOT, press
from test_charts import ALL, BARS, PAIRS, TREND
from weasyprint import HTML

from generator.model.blocks import Chart
from generator.render.charts import draw_chart
from generator.render.environment import make_environment
from generator.typeset import svg
from generator.typeset.document import Typeset, typeset

MM = 72 / 25.4
LEFT = 28 * MM


def figure(made: Chart) -> str:
    template = make_environment(ROOT).get_template("shared/blocks/chart.html")
    return template.render(block=made, draw=lambda chart: Markup(draw_chart(chart)))


def page(*charts: Chart, css: str = "") -> str:
    shown = "".join(map(figure, charts))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>图</title><style>{css}</style>'
        f'</head><body class="bulletin"><main>{shown}</main></body></html>'
    )


def made_page(*charts: Chart, css: str = "") -> Typeset:
    held = press()
    svg.install()
    result, findings = typeset(held, page(*charts, css=css), {})
    assert result is not None and findings == [], findings
    return result


def faces_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(item.FontName)
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }


def letters(pdf: bytes) -> list[LTChar]:
    return [char for sheet in extract_pages(io.BytesIO(pdf), laparams=None) for char in characters(sheet)]


def in_order(found: list[LTChar], text: str) -> list[LTChar]:
    """The characters of `text` where the page shows it first."""
    start = "".join(char.get_text() for char in found).index(text)
    return found[start : start + len(text)]


def test_the_faces_are_those_of_the_page_and_nothing_else(tmp_path: Path) -> None:
    result = made_page(*ALL)
    families = {name.replace(" ", "-") for stack in press().faces.stacks.values() for name in stack}
    used = faces_of(result.pdf)
    assert {name[8:] for name in used} <= families
    assert len(used) == len({name[8:] for name in used})
    assert any(name[8:] == press().faces.stacks["仿宋"][0].replace(" ", "-") for name in used)
    path = tmp_path / "a.pdf"
    path.write_bytes(result.pdf)
    text = "".join(page_texts(path))
    for piece in (
        "市人力资源和社会保障局",
        "石垱区",
        "第22周",
        "单位：件",
        "受理量",
        "办结量",
        "88.3%",
        "各单位受理量",
    ):
        assert piece in text, piece


def test_a_rare_character_comes_from_the_next_face_and_is_reported() -> None:
    result = made_page(replace(BARS, labels=("垱珺㙍镇", "甲", "乙", "丙")))
    first = press().faces.stacks["仿宋"][0]
    assert {"垱", "珺", "㙍"} <= {
        char for (wanted, _), chars in result.borrowed.items() if wanted == first for char in chars
    } | set("垱珺㙍" if first != "FandolFang" else "")


def test_a_character_that_no_face_has_is_an_error() -> None:
    held = press()
    svg.install()
    result, findings = typeset(held, page(replace(BARS, labels=("甲\U000e1234", "乙", "丙", "丁"))), {})
    assert result is None
    assert [finding.code for finding in findings] == ["glyph-missing"]


def test_the_drawing_is_as_wide_as_the_type_area_and_its_text_at_its_place() -> None:
    found = letters(made_page(BARS).pdf)
    ends = [in_order(found, name)[-1].x1 for name in BARS.labels]
    assert max(ends) - min(ends) < 0.1
    assert in_order(found, BARS.labels[0])[0].x0 == pytest.approx(LEFT, abs=0.5)
    unit = in_order(found, "单位：件")
    assert unit[-1].x1 == pytest.approx(LEFT + 156 * MM, abs=0.4)
    assert in_order(found, BARS.labels[0])[0].size == pytest.approx(12, abs=0.3)
    assert unit[0].size == pytest.approx(10.5, abs=0.3)


def test_text_in_the_middle_stands_in_the_middle() -> None:
    found = letters(made_page(TREND).pdf)
    last = in_order(found, "第22周")
    number = in_order(found, "288")
    assert (last[0].x0 + last[-1].x1) / 2 == pytest.approx((number[0].x0 + number[-1].x1) / 2, abs=1.0)


def test_no_transparency_comes_with_text() -> None:
    with pikepdf.open(io.BytesIO(made_page(PAIRS, TREND).pdf)) as opened:
        for sheet in opened.pages:
            assert not dict(sheet.resources.get("/XObject", {}))
        groups = [
            item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/Group" in item
        ]
    assert groups == []


def test_the_style_sheet_of_the_page_reaches_the_drawing() -> None:
    def faces(css: str) -> set[str]:
        return {char.fontname[7:] for char in in_order(letters(made_page(BARS, css=css).pdf), "市住房和城乡")}

    body, title = (press().faces.stacks[role][0].replace(" ", "-") for role in ("仿宋", "黑体"))
    assert faces("") == {body}
    assert faces(f"figure {{ font-family: {press().faces.css('黑体')} }}") == {title}


def test_a_page_is_the_same_each_time() -> None:
    assert made_page(BARS, TREND).pdf == made_page(BARS, TREND).pdf


def test_drawings_of_other_documents_are_left_to_weasyprint() -> None:
    svg.install()
    html = '<svg width="100" height="20"><text x="50" y="15" text-anchor="middle">abc</text></svg>'
    pdf = HTML(string=html).write_pdf()
    assert "".join(char.get_text() for char in letters(pdf)) == "abc"


def test_a_text_made_of_parts_is_left_to_weasyprint() -> None:
    html = page().replace(
        "<main>", '<main><svg viewBox="0 0 100 20"><text x="0" y="15">甲<tspan>乙</tspan></text></svg>'
    )
    held = press()
    svg.install()
    result, findings = typeset(held, html, {})
    assert result is not None and findings == []
    assert {"甲", "乙"} <= {char.get_text() for char in letters(result.pdf)}


def test_a_caption_stands_below() -> None:
    html = figure(replace(BARS, title="甲<乙"))
    assert html.index("</svg>") < html.index("<figcaption>甲&lt;乙</figcaption>")
    assert html.startswith('<figure class="chart">')
