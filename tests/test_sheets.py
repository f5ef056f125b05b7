"""交办单: one for each unit with open requests, what it says and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from blocks_made import Row, item, lines, many, statistics
from compile_made import content, issue
from conftest import told

from generator.compile.figures.names import aliases_of
from generator.compile.numbers import Numbers
from generator.compile.sheets import make_sheets
from generator.diagnostics import Diagnostic
from generator.load.markdown import Converter
from generator.load.outlines import load_outline
from generator.model.blocks import Sheet
from generator.model.content import Content
from generator.model.statistics import OPEN, Item, Statistics
from generator.model.unit import Unit, Units

PUBLICATION = {"dt": {"name": "公众诉求动态", "kind": "诉求动态", "issuer": "市诉求办"}}
UNITS = Units(
    Unit.model_validate(unit)
    for unit in (
        {"name": "市住房和城乡建设局", "short_name": "市住建局", "contact": "李某"},
        {"name": "澄湖区"},
    )
)
ITEMS = (
    item("A1", unit="澄湖区", term=date(2022, 6, 8)),
    item("A2", type="求助", state="已超期", late=2, term=date(2022, 6, 1)),
    item("A3", repeats=2, term=date(2022, 6, 8)),
    item("A4", type="举报", received=date.min, state="已超期", late=5, title="城西某厂偷排"),
)
ROWS = [
    Row(closed=False, unit="澄湖区"),
    *many(2, Row(closed=False, late=True)),
    Row(closed=False),
]


def desk(words: bool = True, state: str = "草稿") -> Content:
    made = replace(
        content(
            issues=[issue("2022-05", "2022-06-06", publication="dt", state=state)],
            publications=PUBLICATION,
            short_name="市实践办",
        ),
        units=UNITS,
    )
    if not words:
        return made
    outline, found = load_outline(Path("/nowhere"), "诉求动态", Converter(Path("/nowhere")))
    assert outline is not None, found
    return replace(made, outlines={"诉求动态": outline})


def sheets(
    rows: list[Row] | None = None, items: tuple[Item, ...] = ITEMS, of: Content | None = None, **more: Any
) -> tuple[tuple[Sheet, ...], list[Diagnostic]]:
    made: Statistics = statistics(ROWS if rows is None else rows, items={OPEN: items}, **more)
    of = of or desk()
    numbers = Numbers(2022, 5, 78, supplement=False)
    return make_sheets(of.issues[0], of, made, numbers, aliases_of(of.site.record, of.units))


def test_a_sheet_for_each_unit_with_open_requests() -> None:
    made, found = sheets()
    assert found == []
    assert [(one.unit, one.number, one.file_name) for one in made] == [
        ("市住房和城乡建设局", "交办〔2022〕5-01号", "交办单/01-市住建局.pdf"),
        ("澄湖区", "交办〔2022〕5-02号", "交办单/02-澄湖区.pdf"),
    ]


def test_what_a_sheet_says() -> None:
    first, second = sheets()[0]
    assert (first.title, first.issuer, first.date_line) == ("群众诉求交办单", "市诉求办", "2022年6月6日")
    assert first.opening == (
        "<p>截至6月5日24时，由你单位承办、还没有办结的群众诉求共3件，其中已超期2件，现予交办。</p>"
    )
    assert first.closing == (
        "<p>请逐件落实责任人，按时限办结并答复群众；办理结果填入回执，由单位负责人签字盖章后送回。</p>"
    )
    assert first.contact == "承办单位联系人：李某。回执请送市实践办。"
    assert second.contact == "回执请送市实践办。"
    assert first.draft and not sheets(of=desk(state="定稿"))[0][0].draft


def test_a_sheet_of_a_secret_publication_says_so() -> None:
    assert [one.secrecy for one in sheets()[0]] == [""] * 2
    of = desk()
    secret = of.site.record.publications["dt"].model_copy(
        update={"secrecy": "机密", "secrecy_term": "1年", "copy_numbers": True}
    )
    record = of.site.record.model_copy(update={"publications": {"dt": secret}})
    made = sheets(of=replace(of, site=replace(of.site, record=record)))[0]
    assert [one.secrecy for one in made] == ["机密★1年"] * 2


def test_the_latest_request_comes_first_and_a_whistleblowers_tells_nothing() -> None:
    first, second = sheets()[0]
    assert lines(first.table) == [
        "【】",
        "序号 | 编号 | 诉求 | 类型 | 受理日期 | 时限 | 超期（工作日） | 要求",
        "1 | A2 | 第A2件的标题 | 求助 | 2022-05-31 | 2022-06-01 | 2 | 立即办结，说明超期原因",
        "2 | A3 | 第A3件的标题 | 投诉 | 2022-05-31 | 2022-06-08 | — | 负责人当面答复群众",
        "3 | — | 道路交通方面的举报 | 举报 | — | — | — | 立即办结，说明超期原因（内容另行转办）",
    ]
    assert lines(second.table)[2:] == [
        "1 | A1 | 第A1件的标题 | 投诉 | 2022-05-31 | 2022-06-08 | — | 按时限办结并答复群众"
    ]


def test_confidential_requests_are_counted_and_not_listed() -> None:
    first = sheets(rows=[*ROWS, Row(closed=False)])[0][0]
    assert "共4件" in first.opening
    assert first.table.notes == ("另有1件按保密规定只计数，不列出。",)


def test_a_list_that_was_cut_does_not_call_the_rest_confidential() -> None:
    first = sheets(rows=[*ROWS, Row(closed=False)], lengths={OPEN: 5})[0][0]
    assert first.table.notes == ("另有1件没有列出。",)


def test_a_request_without_a_unit_is_on_no_sheet() -> None:
    made, found = sheets(items=(item("A8", unit=""), item("A9", unit="", type="举报"), *ITEMS))
    assert len(made) == 2
    assert [told(one) for one in found] == [
        "content/issues/dt/2022-05.yaml:1:1 警告 有2件没有办结的诉求没有写承办单位，没有列入任何一份交办单\n"
        "请在台账里补上承办单位，例如编号为A8的"
    ]
    assert sheets(items=(item("A9", unit="", type="举报"),))[1][0].hint == "请在台账里补上承办单位"


def test_a_supplement_and_a_unit_with_an_odd_name() -> None:
    of = desk(words=False)
    made = statistics(
        many(1, Row(closed=False, unit="市/局:一")), items={OPEN: (item("A1", unit="市/局:一"),)}
    )
    numbers = Numbers(2022, 1, None, supplement=True)
    sheet = make_sheets(of.issues[0], of, made, numbers, aliases_of(of.site.record, of.units))[0][0]
    assert (sheet.number, sheet.file_name) == ("交办〔2022〕增1-01号", "交办单/01-市局一.pdf")
    assert (sheet.opening, sheet.closing, sheet.table.rows[0][-1]) == ("", "", "")


def test_no_open_requests_no_sheets() -> None:
    assert sheets(rows=[Row()], items=()) == ((), [])


def test_a_record_without_the_list_of_open_requests() -> None:
    of = desk()
    made = replace(statistics(ROWS), items={})
    numbers = Numbers(2022, 5, 78, supplement=False)
    none, found = make_sheets(of.issues[0], of, made, numbers, aliases_of(of.site.record, of.units))
    assert none == ()
    assert [one.message for one in found] == ["这一期定稿时存下的数字里没有“交办单”要用的部分"]


def test_an_unknown_figure_in_the_words_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "templates/suqiu-dongtai/outline.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "栏目: [{名称: 概况, 内容: [走势]}]\n词句: {交办单: '共{{累计在板量}}件'}\n", encoding="utf-8"
    )
    outline, _ = load_outline(tmp_path, "诉求动态", Converter(tmp_path))
    assert outline is not None
    made, found = sheets(of=replace(desk(), outlines={"诉求动态": outline}))
    assert len(made) == 2
    assert [told(one).split(" ")[0] for one in found] == ["templates/suqiu-dongtai/outline.yaml:2:13"]
