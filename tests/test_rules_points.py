"""Rules about points of a list: their headings, their numbers, the marks at their ends."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.proofread import document_slips
from generator.check.rules.punctuation import group as punctuation
from generator.check.rules.structure import group as structure
from tests.test_rules_figures import OFFICE, read

RULES = (*punctuation.RULES, *structure.RULES)
RIGHT = "（一）摸清底数。走访学校二十所。\n\n（二）{}\n\n（三）公开结果。清单贴到校门口。"


def told(text: str, *codes: str) -> list[tuple[str, str]]:
    slips = document_slips(read(text), OFFICE, RULES)
    found = [(slip.code, slip.block.text[slip.hit.start : slip.hit.end]) for slip in slips]
    return [one for one in found if not codes or one[0] in codes]


HEADS = (
    (RIGHT.format("列出清单，各学校月底前报到市教育局，逐项写明时间。"), "清单，"),
    (RIGHT.format("列出清单各学校月底前报到市教育局，逐项写明时间。"), "列出清单各学"),
    (RIGHT.format("列出清单 各学校月底前报到市教育局。"), "清单 "),
    (RIGHT.format("列出清单？各学校月底前报到市教育局。"), "清单？"),
    ("**（一）列出清单** 各学校月底前报到市教育局，逐项写明时间。", " "),
    ("**（一）列出清单**各学校月底前报到市教育局，逐项写明时间。", "单各"),
    ("**（一）列出清单，**各学校月底前报到市教育局，逐项写明时间。", "，"),
    (
        "一是摸清底数。走访学校二十所。二是列出清单、各学校月底前报到市教育局，逐项写明时间。"
        "三是公开结果。清单贴到校门口。",
        "清单、",
    ),
    (
        "一是摸清底数。走访学校二十所。二是列出清单，各学校月底前报到市教育局，逐项写明时间。"
        "三是公开结果。清单贴到校门口。",
        "清单，",
    ),
    (
        "——摸清底数。走访学校二十所。\n\n——列出清单各学校月底前报到市教育局，逐项写明。\n\n"
        "——公开结果。清单贴到校门口。",
        "列出清单各学",
    ),
    (
        "三、强化值班管理，各学校要安排专人在校门口接送学生，每天早晚各一次，由带班老师逐一签字登记，月底汇总上报。",
        "管理，",
    ),
)


@pytest.mark.parametrize(("text", "marked"), HEADS)
def test_a_head_without_its_full_stop_is_found(text: str, marked: str) -> None:
    assert told(text, "heading-run-in-mark") == [("heading-run-in-mark", marked)]


@pytest.mark.parametrize(
    "text",
    (
        RIGHT.format("列出清单，公开进度。各学校月底前报到市教育局。"),
        RIGHT.format("对路远的学生，安排校车接送。每天两趟。"),
        RIGHT.format("怎么列清单？各学校月底前报到市教育局。"),
        "一是摸清底数，建好台账。二是列出清单。各学校月底前上报。",
        "（一）身份证；\n\n（二）户口簿；\n\n（三）申请表。",
        "（一）申请时间：每月五日以前。\n\n（二）申请地点：学校门卫室。",
        "一要摸清底数，二要列出清单，三要公开结果。",
        "- **东湾小学，**新修操场一处。",
    ),
)
def test_a_head_with_its_full_stop_and_a_sentence_are_silent(text: str) -> None:
    assert told(text, "heading-run-in-mark") == []


NUMBERS = (
    ("1. 摸清底数；\n\n2. 列出清单；\n\n4. 公开结果。", "4."),
    ("2. 摸清底数；\n\n2. 列出清单；\n\n3. 公开结果。", "2."),
    ("| 序号 | 学校 |\n| --- | --- |\n| 1 | 甲校 |\n| 2 | 乙校 |\n| 4 | 丙校 |", "4"),
    ("要做好四件事：1.摸清底数；2.列出清单；2.公开结果；4.回访。", "2."),
    ("首先，要摸清底数；其次，要列出清单；其次，要公开结果。", "其次"),
    ("首先，要摸清底数；再次，要列出清单；其次，要公开结果。", "其次"),
    ("第一条 本办法适用于学校。\n\n第二条 学校登记困难。\n\n第四条 学校公开结果。", "第四条"),
    ("图1 登记困难的件数\n\n件数多在春天。\n\n图3 办结的件数\n\n办结多在夏天。", "图3"),
)


@pytest.mark.parametrize(("text", "marked"), NUMBERS)
def test_a_number_that_does_not_follow_is_found(text: str, marked: str) -> None:
    assert told(text, "heading-number") == [("heading-number", marked)]


@pytest.mark.parametrize(
    "text",
    (
        "1. 摸清底数；\n\n1. 列出清单；\n\n1. 公开结果。",
        "1. 摸清底数；\n\n2. 列出清单。\n\n学校分头去做。\n\n1. 东湾小学；\n\n2. 西湾小学。",
        "3. 摸清底数；\n4. 列出清单。",
        "| 序号 | 学校 |\n| --- | --- |\n| 1 | 甲校 |\n| 2 | 乙校 |\n| 合计 | 两所 |",
        "首先要摸清底数，最后要公开结果。首先是学校，其次是家长。",
        "第三条 学校登记困难。\n\n第九条 学校公开结果。",
    ),
)
def test_numbers_that_follow_are_silent(text: str) -> None:
    assert told(text, "heading-number") == []


ENDS = (
    ("- 摸清学校底数；\n- 列出问题清单\n- 公开办理结果。", "paragraph-end-mark", "单"),
    ("1.走访学校二十所。\n\n2.登记困难十二个\n\n3.办结困难八个。", "paragraph-end-mark", "个"),
    ("（1）摸清学校底数；\n\n（2）公开办理结果", "paragraph-end-mark", "果"),
    ("校长说：“孩子的事再小也是大事，一件一件办”\n\n家长放心了。", "paragraph-end-mark", "”"),
    ("会议学习了《走访学校工作办法》\n\n会后分头走访。", "paragraph-end-mark", "》"),
    ("表1 各校登记困难的件数。\n\n| 学校 | 件数 |\n| --- | --- |\n| 甲校 | 3 |", "caption-end-mark", "。"),
    ("图1 各月办结件数的变化；\n\n办结多在夏天。", "caption-end-mark", "；"),
    (
        "**一、摸清底数**\n\n走访了二十所学校。\n\n**二、列出清单。**\n\n清单按村列出，贴在门口。",
        "heading-end-mark",
        "。",
    ),
)


@pytest.mark.parametrize(("text", "code", "marked"), ENDS)
def test_a_mark_at_an_end_is_found(text: str, code: str, marked: str) -> None:
    assert told(text, code) == [(code, marked)]


@pytest.mark.parametrize(
    "text",
    (
        "- 户口簿\n- 身份证\n- 申请表",
        "- 摸清学校底数；\n- 列出问题清单；\n- 咨询电话：12345",
        "一、摸清底数\n\n走访了二十所学校。\n\n二、列出清单\n\n清单按村列出。",
        "（一）摸清底数。\n\n（二）列出清单。",
        "表1显示，登记的困难多在春天。\n\n图1中，件数最多的是三月。",
        "市教育局印发《走访学校工作办法》",
    ),
)
def test_ends_that_are_right_are_silent(text: str) -> None:
    assert told(text, "paragraph-end-mark", "caption-end-mark", "heading-end-mark") == []


@pytest.mark.parametrize(
    ("text", "marked"),
    (
        ("## 一、下一步打算\n\n（一）摸清底数。走访学校二十所。", "（一）摸清底数。走访学校二十所。"),
        (
            "### （一）走访\n\n1.摸清底数。走访学校二十所。\n\n### （二）登记\n\n逐一登记。",
            "1.摸清底数。走访学校二十所。",
        ),
    ),
)
def test_a_lone_number_at_a_paragraph_s_head_is_found(text: str, marked: str) -> None:
    assert told(text, "heading-alone") == [("heading-alone", marked)]


@pytest.mark.parametrize(
    "text",
    (
        "（一）摸清底数。走访学校二十所。",
        "## 下一步打算\n\n（一）摸清底数。走访学校二十所。\n\n（二）列出清单。清单按村列出。",
        "## 下一步打算\n\n一、摸清底数。二、列出清单。",
    ),
)
def test_numbers_that_go_on_are_silent(text: str) -> None:
    assert told(text, "heading-alone") == []


@pytest.mark.parametrize(
    "piece", ["（一）走访，登记。", "1. 走访\n2. 登记\n", "走访学校的学生登记，", "首先，其次，"]
)
def test_a_long_text_of_one_piece_ends_quickly(piece: str) -> None:
    document = read(piece * (30_000 // len(piece)))
    begin = time.perf_counter()
    assert list(document_slips(document, OFFICE, structure.RULES)) is not None
    assert time.perf_counter() - begin < 4


@given(st.text(alphabet="一二（）1.2、，。；：“”*# -\n表图第条是要首先其次走访登记|", max_size=120))
def test_any_text_ends_in_findings(text: str) -> None:
    for slip in document_slips(read(text), OFFICE, RULES):
        assert 0 <= slip.hit.start <= slip.hit.end <= len(slip.block.text)
