"""Figures typed by hand: what contradicts the ledger is found, and nothing else."""

from __future__ import annotations

import random
from datetime import date, datetime

import pytest
from figures_made import ALIASES, CELLS, random_statistics, statistics
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.bench.sentences import TOPICS
from generator.compile.figures.figure import Figure, figure
from generator.compile.figures.typed import find_typed, typed_findings
from generator.model.issue import Issue
from generator.model.record import Sourced
from generator.model.statistics import Counts, Span, Statistics

MADE = statistics()


def told(text: str, made: Statistics = MADE, *, report: bool = False) -> list[tuple[str, str, str]]:
    """What is written, which figure it should be, and the right text."""
    return [
        (one.written, one.name, one.right)
        for one in find_typed(text.split("\n"), made, ALIASES, report=report)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "本期办结量{{本期办结量}}件。",
        "本期办结诉求{{本期办结量}}件，其中投诉{{本期办结量.诉求类型.投诉}}件。",
        "还没有办结的{{累计在办量}}件，其中已超期{{累计超期量}}件。",
    ],
)
def test_what_the_program_fills_in_is_no_contradiction(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("本期共受理诉求151件。", [("151件", "受理量", "150件")]),
        ("1.本期共受理诉求151件。", [("151件", "受理量", "150件")]),
        ("1. 本期共受理诉求151件。", [("151件", "受理量", "150件")]),
        ("- 本期共受理诉求151件。", [("151件", "受理量", "150件")]),
        ("1. **抓进度。** 本期共受理诉求151件。", [("151件", "受理量", "150件")]),
        ("（1）本期共受理诉求151件。", [("151件", "受理量", "150件")]),
        ("受理各类诉求151件", [("151件", "受理量", "150件")]),
        ("我办共受理群众有效诉求1,150件。", [("1,150件", "受理量", "150件")]),
        ("本周共受理诉求１５１件。", [("151件", "受理量", "150件")]),
        ("共受理诉求151个。", [("151个", "受理量", "150个")]),
        ("**本期共受理诉求151件**", [("151件", "受理量", "150件")]),
        ("{{本期}}，共受理诉求151件。", [("151件", "受理量", "150件")]),
        ("本周诉求总量151件。", [("151件", "受理量", "150件")]),
        ("受理量为149件。", [("149件", "受理量", "150件")]),
        ("受理诉求{{受理量}}件，办结144件。", [("144件", "办结量", "145件")]),
        ("受理诉求{{办结量}}件。", [("145件", "受理量", "150件")]),
        (
            "本周共受理群众诉求151件，办结145件，办结率98.5%。",
            [("151件", "受理量", "150件"), ("98.5%", "办结率", "96.7%")],
        ),
        (
            "5月30日至6月5日，全市共受理诉求149件，环比上升12.3%。",
            [("149件", "受理量", "150件"), ("环比上升12.3%", "受理量.环比", "上升25.0%")],
        ),
        ("2022年5月30日—6月5日受理诉求149件。", [("149件", "受理量", "150件")]),
        (
            "受理诉求150件，环比上升20.0%，办结140件。",
            [("环比上升20.0%", "受理量.环比", "上升25.0%"), ("140件", "办结量", "145件")],
        ),
        (
            "办结率为97.6%，环比上升2.0个百分点。",
            [("97.6%", "办结率", "96.7%"), ("环比上升2.0个百分点", "办结率.环比", "上升5.0个百分点")],
        ),
        ("本周受理量环比下降25.0%。", [("环比下降25.0%", "受理量.环比", "上升25.0%")]),
        ("受理量环比持平。", [("环比持平", "受理量.环比", "上升25.0%")]),
        ("受理诉求150件，较上周增加20件。", [("环比增加20件", "受理量.环比", "增加30件")]),
        ("投诉环比上升21.0%。", [("环比上升21.0%", "受理量.诉求类型.投诉.环比", "上升20.0%")]),
        (
            "共受理诉求150件，其中投诉61件（占40.0%）、咨询50件。",
            [("61件", "受理量.诉求类型.投诉", "60件")],
        ),
        (
            "共受理诉求150件，其中投诉60件（占41.0%）、咨询50件。",
            [("41.0%", "受理量.诉求类型.投诉.占比", "40.0%")],
        ),
        ("受理诉求150件，其中投诉占41.0%。", [("41.0%", "受理量.诉求类型.投诉.占比", "40.0%")]),
        (
            "从类型看，投诉60件，占40.0%；咨询51件，占33.3%。",
            [("51件", "受理量.诉求类型.咨询", "50件")],
        ),
        ("从来源看，12345热线101件，来访20件。", [("101件", "受理量.来源渠道.12345热线", "100件")]),
        ("来访受理21件。", [("21件", "受理量.来源渠道.来访", "20件")]),
        ("受理投诉61件。", [("61件", "受理量.诉求类型.投诉", "60件")]),
        ("本周受理供暖类诉求31件", [("31件", "受理量.问题分类.供暖", "30件")]),
        (
            "受理来访20件，其中投诉9件、求助12件。",
            [("9件", "受理量.诉求类型.投诉", "60件")],
        ),
        ("投诉办结率96.7%。", [("96.7%", "办结率.诉求类型.投诉", "91.7%")]),
        (
            "市城管局受理31件，办结29件，办结率98%。",
            [
                ("31件", "受理量.承办单位.市城管局", "30件"),
                ("29件", "办结量.承办单位.市城管局", "30件"),
                ("98%", "办结率.承办单位.市城管局", "100.0%"),
            ],
        ),
        ("市城市管理局办结率为99.0%。", [("99.0%", "办结率.承办单位.市城管局", "100.0%")]),
        ("满意率92.6%。", [("92.6%", "满意率", "92.5%")]),
        ("按时办结率95.6%。", [("95.6%", "按时办结率", "96.6%")]),
        ("全市按期办结139件。", [("139件", "按时办结量", "140件")]),
        ("到期未办结3件。", [("3件", "超期未办结量", "2件")]),
        ("重复诉求7件。", [("7件", "重复量", "6件")]),
        ("日均受理21.5件。", [("21.5件", "日均受理量", "21.4件")]),
        ("受理诉求150件，日均22件。", [("22件", "日均受理量", "21.4件")]),
        ("累计在办量32件。", [("32件", "累计在办量", "31件")]),
        ("上周受理诉求120件，本周受理诉求151件。", [("151件", "受理量", "150件")]),
        ("本期受理诉求150件，\n  办结\n  144件。", [("144件", "办结量", "145件")]),
    ],
)
def test_what_contradicts_is_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found


RIGHT = """
本期共受理诉求150件，办结145件，办结率96.7%，环比上升5个百分点。
本期共受理150件，投诉60件（占40%），满意率92.5%，日均21.4件。
共受理诉求150件，其中物业管理70件、道路交通40件、供暖30件。
受理诉求150件，环比上升25%，环比增加30件，办结率97%。
办结率96.70%，满意率92.50%。
共收到诉求162件，受理150件，办结145件。
共办结148件，办结145件，在办31件，超期12件，超期7件，超期未办结2件。
市城管局受理30件，办结30件，办结率100%，环比持平。
受理来访20件，其中投诉8件、求助12件，12345热线100件。
本周受理诉求150件，投诉环比上升20.0%，占比40%。
日均受理21件。
"""
OTHERS = """
上周受理120件，办结率90%。
去年同期受理诉求50件，办结50件，办结率90%。
受理150件（上周120件，去年同期50件）。
累计受理诉求3000件，办结率99%，满意率99%。
今年以来，受理诉求3000件，办结率99.9%。
截至6月5日，受理诉求3012件，办结3000件。
5月28日受理诉求12件，办结10件。
6月4日，接到投诉3件。
本月受理诉求600件，办结率98%。
5月受理诉求600件，办结590件。
第21周受理诉求120件。
一季度受理诉求2600件，办结2590件。
每周受理30件，每件都有回音。
预计受理诉求200件。
力争办结率达到100%，满意率达到95%。
下一步，确保按时办结率100%。
"""
OWN = """
市水利局履职尽责，受理诉求3件，办结3件。
市教育系统受理诉求3件，办结率100%。
石桥镇设立服务点，收到诉求12件，办结10件，办结率83.3%。
槐荫社区走访群众60户，收集问题12个，办结10个。
热线中心值班人员增加，受理诉求40件。
澜中区居民李某来访，反映供暖问题，受理后3日办结。
澜中区受理诉求50件。
各县市区受理诉求110件。
**市民政局**：受理诉求12件，办结12件。
某公司接到投诉5件，办结5件。
"""
UNLIKE = """
受理诉求150余件，办结近140件，办结率超过90%。
受理诉求约200件，受理1.2万件，受理一百五十件。
收到求助电话12个，办结10件。
咨询、投诉110件，咨询和投诉110件。
投诉、咨询、求助分别为60件、50件、20件。
解决投诉12件，督办投诉5件，夜间投诉15件，噪声投诉12件。
典型案例：投诉2件。
走访群众60户，走访企业12家，提出建议3条。
办结率低于90%的单位有2个，满意率不足90%的有1个。
一次办结率90%，首次满意率80%，办结质量提升5.0%。
受理诉求150件，其中涉及12个小区，已办结10件。
收集问题30个，解决25个，发放资料300份。
经回访，满意100件，不满意3件，回访110件。
来电人说：“共受理诉求120件。”《受理诉求20件的通报》
受理窗口5个，办结事项12个，重复信访2批次。
占比有所上升，环比有所下降，投诉占来访总量的33%。
同比上升3.0%，受理量同比下降2.0%。
编号20220530-0017的诉求5月31日办结。
投诉60件次，受理150件次，受理第151件诉求。
"""
SENTENCES = [line for block in (RIGHT, OTHERS, OWN, UNLIKE) for line in block.split("\n") if line]


@pytest.mark.parametrize("text", SENTENCES)
def test_nothing_is_said_of_what_is_right_or_about_something_else(text: str) -> None:
    assert told(text) == []
    assert told(text, report=True) == []


def test_nothing_is_said_of_ordinary_prose() -> None:
    """200,000 characters of reports with many numbers, none of which is the ledger's."""
    source = random.Random(7)
    sentences = [sentence for topic in TOPICS for sentence in topic.sentences]
    lines: list[str] = []
    while sum(map(len, lines)) < 200_000:
        chosen = source.sample(sentences, 4)
        numbers = {name: str(source.randint(2, 5000)) for name in ("two", "three", "four")}
        words = {"rate": f"{source.randint(400, 999) / 10}%", "day": "5月31日", "person": "李某"}
        words |= {"place": "石桥镇", "unit": source.choice(["市城管局", "市教育局", "澜中区", "市住建局"])}
        lines += ["".join(chosen).format(**numbers, **words), ""]
    assert find_typed(lines, MADE, ALIASES, report=True) == []
    # One of the sentences tells what the hotline received this week: in an issue's own text that is checked.
    own = [line for line in lines if "本周12345热线共受理" not in line]
    assert len(own) > len(lines) / 2
    assert find_typed(own, MADE, ALIASES) == []


def test_a_heading_tells_whose_the_numbers_are() -> None:
    assert told("# 市城管局\n\n受理诉求3件，办结3件。\n\n受理诉求4件。") == []
    assert told("# 总体情况\n\n受理诉求3件。") == [("3件", "受理量", "150件")]
    assert told(
        "- 名称: 市城管局办理情况\n  文字: 受理诉求3件。\n- 名称: 受理概况\n  文字: 受理诉求4件。"
    ) == [("4件", "受理量", "150件")]


def test_who_was_named_speaks_until_the_paragraph_ends() -> None:
    text = "石桥镇设点接访。受理诉求3件。本周受理诉求4件。\n\n受理诉求5件。"
    assert told(text) == [("5件", "受理量", "150件")]
    assert told("石桥镇设点接访。全市受理诉求4件。") == [("4件", "受理量", "150件")]


def test_words_for_the_period_fit_its_length() -> None:
    span = Span(date(2022, 5, 1), date(2022, 5, 31), datetime(2022, 6, 1))
    month = statistics(span=span)
    for text in ("本月受理诉求9件", "5月份受理诉求9件", "2022年5月，受理诉求9件", "5月1日至31日受理诉求9件"):
        assert told(text, month) == [("9件", "受理量", "150件")], text
    for text in ("本周受理诉求9件", "4月受理诉求9件", "1至5月受理诉求9件", "2021年5月受理诉求9件"):
        assert told(text, month) == [], text
    quarter = statistics(span=Span(date(2022, 4, 1), date(2022, 6, 30), datetime(2022, 7, 1)))
    for text in ("本季度受理诉求9件", "二季度受理诉求9件", "2022年第二季度，受理诉求9件"):
        assert told(text, quarter) == [("9件", "受理量", "150件")], text
    assert told("一季度受理诉求9件", quarter) == []
    year = statistics(span=Span(date(2022, 1, 1), date(2022, 12, 31), datetime(2023, 1, 1)))
    assert told("2022年，受理诉求9件", year) == [("9件", "受理量", "150件")]


def test_in_a_report_only_the_periods_dates_and_the_whole_city_count() -> None:
    text = "5月30日至6月5日，全市共受理诉求151件，办结率90%。市城管局受理9件。本周，全市受理诉求9件。"
    assert told(text, report=True) == [("151件", "受理量", "150件"), ("90%", "办结率", "96.7%")]
    for text in ("本周全市受理诉求151件。", "5月30日至6月5日，受理诉求151件。", "全市受理诉求151件。"):
        assert told(text, report=True) == []


def test_a_change_without_a_base_is_left_to_the_editor() -> None:
    """An office may know last year's figures though its ledger does not reach back."""
    assert told("受理诉求150件，同比上升3.0%。") == []


def test_a_crossing_that_was_not_counted_tells_nothing() -> None:
    assert told("市城管局受理投诉9件。") == []


def test_a_name_of_two_dimensions_tells_nothing() -> None:
    assert told("澜中区受理诉求9件，办结9件。") == []


def test_the_words_of_a_finding() -> None:
    lines = ("签发日期: 2022-06-06", "按语: |", "  本期受理诉求151件，办结145件。")
    front = Sourced(Issue.model_validate({"date": "2022-06-06"}), "content/issues/zb/22.yaml", {}, lines)
    (finding,) = typed_findings(front, MADE, ALIASES)
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (3, 9)
    assert finding.severity == "error"
    assert finding.message == "写的是“151件”，台账里受理量是150件"
    assert finding.hint == (
        "请改成“150件”，或者写成“{{受理量}}”，由程序填写；如果说的不是本期的数，请写明是哪一段时间的"
    )
    assert finding.excerpt == "  本期受理诉求151件，办结145件。"


def test_the_words_of_a_finding_in_a_report() -> None:
    lines = ("5月30日至6月5日，全市共受理诉求151件。",)
    front = Sourced(Issue.model_validate({"date": "2022-06-06"}), "content/reports/a.md", {}, lines)
    (finding,) = typed_findings(front, MADE, ALIASES, report=True)
    assert finding.severity == "warning"
    assert finding.message == "文章里写的是“151件”，台账里受理量是150件"
    assert finding.hint == "请核对；如果说的不是同一个数，可以不改"


FORMS = (
    ("本期共受理诉求{}件。", "受理量"),
    ("受理群众诉求150件，其中投诉{}件。", "受理量.诉求类型.投诉"),
    ("本周按时办结{}件。", "按时办结量"),
    ("办结率{}。", "办结率"),
    ("满意率达到{}。", "满意率"),
    ("受理量环比{}。", "受理量.环比"),
    ("投诉同比{}。", "受理量.诉求类型.投诉.同比"),
    ("办结率环比{}。", "办结率.环比"),
    ("从类型看，咨询占{}。", "受理量.诉求类型.咨询.占比"),
)


@given(random_statistics(), st.sampled_from(FORMS))
def test_the_right_figure_is_silent_and_another_is_found(made: Statistics, form: tuple[str, str]) -> None:
    sentence, name = form
    found = figure(made, name)
    assert isinstance(found, Figure)
    assert all(one[1] != name for one in told(sentence.format(found.text), made))
    assume(found.value is not None)
    wrong = f"{int(found.text) + 1}" if found.text.isdigit() else _other(found.text, name.partition(".")[0])
    assert any(one[1] == name for one in told(sentence.format(wrong), made))


def _other(text: str, name: str) -> str:
    """Another percentage or change than this one."""
    if text == "持平":
        return "上升7.0个百分点" if name in MADE.rates else "上升7.0%"
    digits = "".join(char for char in text if char.isdigit() or char == ".")
    return text.replace(digits, f"{float(digits) + 1:.1f}")


@given(
    st.text(alphabet="本期上周全市受理办结诉求投诉率环比升占150件%，。、（）\n# 5月30日至6{}", max_size=60)
)
def test_no_text_breaks_the_reading(text: str) -> None:
    for one in find_typed(text.split("\n"), MADE, ALIASES):
        assert text.split("\n")[one.line - 1][one.column - 1 :]


def test_cells_are_as_the_tests_want_them() -> None:
    assert sum(CELLS[f"诉求类型.{kind}"].now["受理量"] for kind in MADE.values["诉求类型"]) == 150
    assert Counts() == MADE.cells.get("服务对象.市场主体", Counts())
