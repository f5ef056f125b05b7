"""Figures filled into texts, and the places of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures_made import ALIASES, statistics
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.figures.braces import find_placeholders, placeholders
from generator.compile.figures.fill import fill_html, fill_text, unclosed_findings, unknown_findings
from generator.diagnostics import Diagnostic
from generator.load.markdown import convert
from generator.model.issue import Issue
from generator.model.record import Sourced
from generator.model.statistics import Counts

MADE = statistics()


def issue(text: str, file: str = "content/issues/zb/22.yaml") -> Sourced[Issue]:
    return Sourced(Issue.model_validate({"date": "2022-06-06"}), file, {}, tuple(text.split("\n")))


def places(findings: list[Diagnostic]) -> list[tuple[int, int, str]]:
    return [(one.place.line, one.place.column, one.code) for one in findings if one.place]


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        (
            "<p>受理{{受理量}}件，环比{{ 受理量.环比 }}。</p>",
            "<p>受理150件，环比上升25.0%。</p>",
        ),
        ("<p>受理 {{受理量}} 件</p>", "<p>受理150件</p>"),
        ("<p>receive {{受理量}} of</p>", "<p>receive 150 of</p>"),
        ("<p>共{{<strong>受理量</strong>}}件</p>", "<p>共<strong>150</strong>件</p>"),
        ("<p>共{{受理量<em>.诉求类型</em>.投诉}}件</p>", "<p>共60<em></em>件</p>"),
        ("<p>共｛｛受理量｝｝件</p>", "<p>共150件</p>"),
        ("<p>{{受理量.承办单位.a&amp;b}}</p>", "<p>3</p>"),
        ("<p>{{受理量.承办单位.前二}}</p>", "<p>&lt;丙&gt;4件、a&amp;b3件</p>"),
        ('<img alt="{{受理量}}件" src="content:media/a.jpg">', '<img alt="150件" src="content:media/a.jpg">'),
    ],
)
def test_fill_html(html: str, filled: str) -> None:
    made = statistics(
        {**MADE.cells, "承办单位.a&b": Counts({"受理量": 3}), "承办单位.<丙>": Counts({"受理量": 4})},
        values={**MADE.values, "承办单位": ("a&b", "<丙>")},
    )
    assert fill_html(html, made, ALIASES) == (filled, [])


def test_what_is_unknown_stays_and_is_told_once() -> None:
    html = "<p>{{受理数}}、{{受理数}}、{{受理量}}、{{ 7 * 191 }}、{{}}</p>"
    filled, unknown = fill_html(html, MADE, ALIASES)
    assert filled == "<p>{{受理数}}、{{受理数}}、150、{{ 7 * 191 }}、{{}}</p>"
    assert unknown == ["受理数", "7 * 191", ""]


def test_in_a_report_only_chinese_names_are_figures() -> None:
    html = "<p>{{ 7 * 191 }}{{ self }}{{受理量}}{{受理数}}</p>"
    assert fill_html(html, MADE, ALIASES, report=True) == (
        "<p>{{ 7 * 191 }}{{ self }}150{{受理数}}</p>",
        ["受理数"],
    )


def test_braces_do_not_reach_across_paragraphs() -> None:
    html = "<p>{{受理量</p><p>}}</p>"
    assert fill_html(html, MADE) == (html, [])


def test_fill_text_is_plain() -> None:
    assert fill_text("受理 {{受理量}} 件 <b>", MADE) == ("受理150件 <b>", [])


def test_a_value_is_put_in_as_text() -> None:
    made = statistics(
        {"": Counts({"受理量": 2}), "属地.<b>": Counts({"受理量": 2})}, values={"属地": ("<b>",)}
    )
    assert fill_html("{{受理量.属地.前二}}", made)[0] == "&lt;b&gt;2件"
    assert fill_text("{{受理量.属地.前二}}", made)[0] == "<b>2件"


def test_filled_texts_are_not_filled_again() -> None:
    made = statistics(
        {"": Counts({"受理量": 2}), "属地.{{办结量}}": Counts({"受理量": 2})},
        values={"属地": ("{{办结量}}",)},
    )
    assert fill_text("{{受理量.属地.前二}}", made)[0] == "{{办结量}}2件"


def test_without_a_ledger_every_name_is_unknown() -> None:
    assert fill_html("<p>{{受理量}}</p>", None) == ("<p>{{受理量}}</p>", ["受理量"])
    (finding,) = unknown_findings(["受理量"], issue("按语: 受理{{受理量}}件"), None)
    assert finding.message == "“{{受理量}}”要从台账里取数，这一期没有台账的数据"
    assert finding.hint == (
        "请把台账放进 content/requests，并写明这一期的“报道期间”；不用台账的话，请直接写数"
    )


def test_markdown_keeps_the_names_whole() -> None:
    """The way of a text of an issue: through Markdown, then filled."""
    source = (
        "本期受理 {{受理量}} 件，**投诉 {{ 受理量.诉求类型.投诉 }} 件**，"
        "占{{受理量\n.诉求类型.投诉.占比}}。\n\n|甲|\n|-|\n|{{办结量}}|"
    )
    body, findings = convert(
        source, file="a.yaml", first_line=1, report_path="a.md", root=Path("/nowhere"), prefix="p"
    )
    assert findings == []
    filled, unknown = fill_html(body.html, MADE, ALIASES)
    assert unknown == []
    assert "<p>本期受理150件，<strong>投诉60件</strong>，占40.0%。</p>" in filled
    assert "<td>145</td>" in filled


def test_a_finding_at_every_place_of_an_unknown_name() -> None:
    front = issue(
        "签发日期: 2022-06-06\n按语: |\n  受理{{受理数}}件，{{ 受理数 }}\n"
        "  办结{{办结量}}件，{{受理数\n  .环比}}"
    )
    findings = unknown_findings(["受理数", "受理数 .环比"], front, MADE, ALIASES)
    assert places(findings) == [
        (3, 5, "figure-unknown"),
        (3, 14, "figure-unknown"),
        (4, 14, "figure-unknown"),
    ]
    assert findings[0].excerpt == "  受理{{受理数}}件，{{ 受理数 }}"
    assert findings[0].message == "没有“受理数”这个数"
    assert findings[2].hint == "是不是想写“{{受理量.环比}}”“{{日均受理量.环比}}”？"


def test_a_name_that_stands_nowhere_is_told_at_the_file() -> None:
    (finding,) = unknown_findings(["受理数"], issue("按语: 见附件"), MADE, ALIASES)
    assert places([finding]) == [(1, 1, "figure-unknown")]


def test_braces_that_are_not_closed() -> None:
    front = issue("按语: 受理{{受理量}件，办结{{办结量}}件，{{在办量\n文字: {{受理量}}")
    findings = unclosed_findings(front)
    assert places(findings) == [(1, 7, "figure-unclosed"), (1, 26, "figure-unclosed")]
    assert findings[0].message == "“受理量”前面的两层花括号没有成对"
    assert findings[0].hint == "数的名称前后各要两个花括号，例如“{{受理量}}”"
    assert unclosed_findings(issue("a {{ b"), report=True) == []


def test_places_of_placeholders() -> None:
    found = find_placeholders(["受理{{受理量}}", "", "  {{ 办结量.环比 }}件{{ x }}"])
    assert [(one.name, one.line, one.column) for one in found] == [
        ("受理量", 1, 3),
        ("办结量.环比", 3, 3),
        ("x", 3, 16),
    ]
    assert [one.name for one in find_placeholders(["{{ x }}{{受理量}}"], report=True)] == ["受理量"]
    assert placeholders("a{{受理量}}b{{x}}") == [("受理量", 1), ("x", 9)]


@given(st.text(alphabet="{}｛｝受理量.<b></b> \n&a", max_size=60))
def test_no_text_breaks_filling(text: str) -> None:
    filled, unknown = fill_html(text, MADE, ALIASES)
    assert fill_html(filled, MADE, ALIASES)[1] == unknown or "受理量" in text
    find_placeholders(text.split("\n"))


@given(st.text(max_size=80).filter(lambda text: not {"{", "}", "｛", "｝"} & set(text)))
def test_text_without_braces_stays(text: str) -> None:
    assert fill_html(text, MADE) == (text, [])
