"""Any text at all: it comes through as the text that it was, and the program can read what it wrote."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from import_made import make_site, paragraph, sent, word

from generator.diagnostics import Diagnostic
from generator.intake.draft import Draft, Heading, Items, Paragraph
from generator.intake.manuscript import Span, Table
from generator.intake.take import take
from generator.intake.writing import escape, plain, scalar, write_body, write_front
from generator.load.markdown import Converter
from generator.load.markdown_scan import Text, check_source
from generator.load.reports import load_report
from generator.load.source import make_source
from generator.load.spacing import tidy
from generator.load.yaml_nodes import Mapping, Scalar, parse_mapping
from generator.model.content import Content

SIGNS = "：；*_`[]()<>{}#+-.!\\|&;:~=^\"'$%@/1一、（）“”。，　 \t汉字aB２"
anything = st.one_of(
    st.text(alphabet=SIGNS, min_size=1, max_size=60),
    st.text(min_size=1, max_size=60),
    st.sampled_from(
        [
            *(
                "1. 项",
                "# 题",
                "---",
                "***",
                "- - -",
                "<script>alert(1)</script>",
                "{{受理量}}",
                "\\\\",
                "\\",
                "> 引",
            ),
            *(
                "+ 加",
                "| a | b |",
                "[^1]: 注",
                "[甲]: http://a.example",
                "&lt;b&gt;",
                "&#60;",
                "a\\|b",
                "``x``",
            ),
            *(
                "<!-- 校对: 看 -->",
                "![图](http://a.example/x.png)",
                "**半",
                "表1：名称",
                "12.",
                "=",
                "| --- | --- |",
            ),
        ]
    ),
)


@cache
def units_and_all() -> Content:
    """Read once; hypothesis would print a fixture whole."""
    with tempfile.TemporaryDirectory() as folder:
        return make_site(Path(folder))


@contextmanager
def empty_site() -> Iterator[Content]:
    with tempfile.TemporaryDirectory() as folder:
        yield replace(units_and_all(), root=Path(folder))


def page(markdown: str) -> str:
    """The HTML of a body; there is no error in it."""
    with tempfile.TemporaryDirectory() as folder:
        converter = Converter(Path(folder))
        body, findings = converter.convert(
            markdown, file="a.md", first_line=1, report_path="reports/a.md", prefix="n"
        )
    assert [one for one in findings if one.severity == "error"] == []
    return body.html


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def same(text: str) -> str:
    """A text without its blanks, which the setting of lines decides about."""
    return "".join(tidy(plain(text)).split())


def parseable(body: str) -> bool:
    return check_source(Text(body, "", 1))[1]


@given(anything)
def test_a_paragraph_prints_as_its_text(text: str) -> None:
    body = write_body(Draft("题", parts=(Paragraph((Span(text),)),)))
    if parseable(body) and plain(text).strip(" \t　"):
        made = page(body)
        assert "".join(words(made).split()) == same(text)
        assert re.findall(r"<(\w+)", made) == ["p"]


@given(anything, anything, anything)
def test_bold_prints_as_bold(before: str, bold: str, after: str) -> None:
    spans = (Span(before), Span(bold, bold=True), Span(after))
    body = write_body(Draft("题", parts=(Paragraph(spans),)))
    if parseable(body) and all(plain(one.text).strip(" \t　") for one in spans):
        made = page(body)
        assert "".join(words(made).split()) == same(before) + same(bold) + same(after)
        strong = re.search(r"<strong>(.*)</strong>", made, re.DOTALL)
        assert strong is not None
        assert "".join(words(strong[1]).split()) == same(bold)


@given(st.lists(anything, min_size=4, max_size=4), st.booleans())
def test_lists_headings_and_tables_print_as_their_texts(texts: list[str], ordered: bool) -> None:
    if not all(plain(text).strip(" \t　") for text in texts):
        return
    spans = [(Span(text),) for text in texts]
    parts = (
        Heading(1, (Span("甲"), *spans[0])),
        Items(ordered, tuple((0, one) for one in spans)),
        Paragraph((Span("中"),)),
        Table((("头", "额"), (texts[0], texts[1]), (texts[2], texts[3]))),
    )
    body = write_body(Draft("题", parts=parts))
    if not parseable(body):
        return
    made = page(body)
    items = [words(one) for one in re.findall(r"<li>(.*?)</li>", made, re.DOTALL)]
    assert ["".join(one.split()) for one in items] == [same(text) for text in texts]
    cells = [words(one) for one in re.findall(r"<td[^>]*>(.*?)</td>", made, re.DOTALL)]
    assert ["".join(one.split()) for one in cells] == [same(text.replace("`", "｀")) for text in texts]
    heading = re.search(r"<h4[^>]*>(.*?)</h4>", made, re.DOTALL)
    assert heading is not None
    assert "".join(words(heading[1]).split()).endswith(same("甲" + texts[0]))


@given(anything)
def test_a_value_reads_back(text: str) -> None:
    wanted = plain(text)
    source = make_source("a.md", f"标题: {scalar(wanted)}\n图片:\n  - {{说明: {scalar(wanted)}}}\n")
    node, findings = parse_mapping(source, "")
    assert findings == []
    assert isinstance(node, Mapping)
    value = node.entries[0].value
    assert isinstance(value, Scalar)
    assert value.text == wanted


def errors(findings: list[Diagnostic]) -> set[str]:
    return {one.message for one in findings if one.severity == "error"}


@given(st.lists(anything, min_size=1, max_size=12), st.sampled_from(["a.txt", "a.md"]))
def test_whatever_is_imported_is_a_report_that_loads(lines: list[str], name: str) -> None:
    with empty_site() as site:
        made, findings = take(sent("\n".join(lines), name), site, None)
        if made is None:
            assert {one.code for one in findings} <= {
                "import-empty",
                "import-no-text",
                "import-too-much",
                "import-encoding",
            }
            return
        _, findings = load_report(site.root / made.report, site.root, site.units, Converter(site.root))
        told = {one.code for one in made.remarks}
        if "import-unit-missing" in told or "import-unit-unknown" in told or "import-day-missing" in told:
            assert errors(findings) <= {"“单位”没有写内容", "“日期”没有写内容"}
        else:
            assert errors(findings) == set()


looks = st.sampled_from(
    [
        *("", '<w:jc w:val="center"/>', '<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="2"/>'),
        *('<w:outlineLvl w:val="8"/>', '<w:jc w:val="right"/>'),
    ]
)
runs = st.sampled_from(
    ["", "<w:b/>", '<w:sz w:val="44"/>', '<w:vertAlign w:val="superscript"/>', "<w:vanish/>"]
)
typed = anything.filter(lambda text: all(character >= " " and character < "\ufffe" for character in text))


@given(st.lists(st.tuples(typed, looks, runs), min_size=1, max_size=10), st.lists(typed, max_size=6))
def test_whatever_word_holds_is_a_report_that_loads(
    lines: list[tuple[str, str, str]], cells: list[str]
) -> None:
    inner = "".join(paragraph(html.escape(text), look, run) for text, look, run in lines)
    row = "".join(f"<w:tc>{paragraph(html.escape(text))}</w:tc>" for text in cells)
    table = f"<w:tbl><w:tr>{row}</w:tr><w:tr>{row}</w:tr></w:tbl>" if cells else ""
    with empty_site() as site:
        made, findings = take(sent(word(inner + table), "a.docx"), site, None)
        if made is None:
            assert {one.code for one in findings} <= {"import-no-text"}
            return
        _, findings = load_report(site.root / made.report, site.root, site.units, Converter(site.root))
        assert errors(findings) <= {"“单位”没有写内容", "“日期”没有写内容"}


@given(anything, anything)
def test_front_matter_is_what_was_meant(title: str, caption: str) -> None:
    front = write_front(Draft(title or "题", subtitle=caption, unit="市教育局"), [])
    assert front.count("\n---\n") == 1
    assert escape(title) == escape(plain(title))
