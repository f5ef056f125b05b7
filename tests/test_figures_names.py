"""Names of figures: what they print, and what is said of those that are none."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from figures_made import ALIASES, CELLS, RULES, random_statistics, statistics
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compile.figures.every import every_figure, every_name
from generator.compile.figures.figure import Figure, figure
from generator.compile.figures.names import (
    Aliases,
    FigureError,
    FigureName,
    aliases_of,
    needed_pairs,
    parse_name,
)
from generator.diagnostics import Diagnostic
from generator.model.site import Site
from generator.model.statistics import Counts, RateRule, Statistics
from generator.model.unit import Unit, Units

MADE = statistics()


def text(name: str, made: Statistics = MADE, aliases: Aliases = ALIASES) -> str:
    """What a name prints; what is wrong with it, and the hint, where it is none."""
    found = figure(made, name, aliases)
    if isinstance(found, Figure):
        return found.text
    finding = Diagnostic(found.code, None, found.data)
    return f"{finding.message}\n{finding.hint}"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("受理量", "150"),
        ("受理量.环比", "上升25.0%"),
        ("受理量.同比", "暂无可比基期"),
        ("受理量.升降", "环比上升25.0%，同比暂无可比基期"),
        ("受理量.诉求类型.表扬.升降", "环比、同比暂无可比基期"),
        ("受理量.诉求类型.投诉.占比.升降", "环比下降1.7个百分点，同比暂无可比基期"),
        ("办结率.升降", "环比上升5.0个百分点，同比暂无可比基期"),
        ("受理量.服务对象.未注明.环比", "持平"),
        ("受理量.服务对象.未注明.同比", "暂无可比基期"),
        ("受理量.上期", "120"),
        ("受理量.同期", "暂无可比基期"),
        ("日均受理量", "21.4"),
        ("日均受理量.环比", "上升25.0%"),
        ("日均受理量.上期", "17.1"),
        ("受理量.诉求类型.投诉", "60"),
        ("受理量.诉求类型.投诉.环比", "上升20.0%"),
        ("受理量.诉求类型.投诉.占比", "40.0%"),
        ("受理量.诉求类型.投诉.占比.环比", "下降1.7个百分点"),
        ("受理量.诉求类型.投诉.占比.上期", "41.7%"),
        ("受理量.诉求类型.表扬.环比", "暂无可比基期"),
        ("受理量.来源渠道.来访.诉求类型.投诉", "8"),
        ("受理量.诉求类型.投诉.来源渠道.来访", "8"),
        ("受理量.来源渠道.来访.诉求类型.投诉.环比", "下降11.1%"),
        ("受理量.来源渠道.来访.诉求类型.投诉.占比", "5.3%"),
        ("受理量.来源渠道.e线.民生", "30"),
        ("受理量.来源渠道.e线.民生.环比", "上升150.0%"),
        ("受理量.来源渠道.12345 热线", "100"),
        ("受理量.来源渠道.来访.诉求类型.咨询", "0"),
        ("办结率", "96.7%"),
        ("办结率.环比", "上升5.0个百分点"),
        ("办结率.同比", "暂无可比基期"),
        ("办结率.上期", "91.7%"),
        ("办结率.承办单位.市城管局", "100.0%"),
        ("办结率.承办单位.市城市管理局", "100.0%"),
        ("办结率.承办单位.市水利局", "暂无数据"),
        ("受理量.承办单位.市水利局", "0"),
        ("受理量.问题分类.未注明", "10"),
        ("受理量.服务对象.未注明", "0"),
        ("受理量.问题分类.前三", "物业管理70件、道路交通40件、供暖30件"),
        ("受理量.问题分类.前2", "物业管理70件、道路交通40件"),
        ("受理量.问题分类.前十", "物业管理70件、道路交通40件、供暖30件"),
        ("受理量.诉求类型.投诉.来源渠道.前二", "12345热线40件、e线.民生12件"),
        ("受理量.服务对象.前三", "暂无数据"),
        ("本期", "5月30日至6月5日"),
        ("上期", "5月23日至5月29日"),
        ("同期", "2021年5月30日至6月5日"),
        ("截止时间", "6月5日24时"),
        ("满意率下限", "90%"),
        (" 受理量 . 诉求类型 ．投诉\n.环比 ", "上升20.0%"),
    ],
)
def test_what_a_name_prints(name: str, printed: str) -> None:
    assert text(name) == printed


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("受理数", "没有“受理数”这个数\n是不是想写“{{受理量}}”“{{日均受理量}}”？"),
        (
            "受理量.诉求类型.投述.环比",
            "没有“受理量.诉求类型.投述.环比”这个数，“诉求类型”里没有“投述”\n"
            "是不是想写“{{受理量.诉求类型.投诉.环比}}”？",
        ),
        (
            "受理量.诉求类形.投诉",
            "没有“受理量.诉求类形.投诉”这个数，不认识“诉求类形”\n是不是想写“{{受理量.诉求类型.投诉}}”？",
        ),
        ("受理量.环笔", "没有“受理量.环笔”这个数，不认识“环笔”\n是不是想写“{{受理量.环比}}”？"),
        ("受理量.投诉", "没有“受理量.投诉”这个数，不认识“投诉”\n是不是想写“{{受理量.诉求类型.投诉}}”？"),
        ("投诉", "没有“投诉”这个数\n是不是想写“{{受理量.诉求类型.投诉}}”？"),
        ("诉求类型.投诉", "没有“诉求类型.投诉”这个数\n是不是想写“{{受理量.诉求类型.投诉}}”？"),
        ("环比", "没有“环比”这个数\n是不是想写“{{受理量.环比}}”？"),
        (
            "受理量.承办单位.城管局",
            "没有“受理量.承办单位.城管局”这个数，“承办单位”里没有“城管局”\n"
            "是不是想写“{{受理量.承办单位.市城管局}}”？",
        ),
        (
            "受理量.单位类别.xyz",
            "没有“受理量.单位类别.xyz”这个数，“单位类别”里没有“xyz”\n可以写的有：市直、县市区、未注明",
        ),
        (
            "abc",
            "没有“abc”这个数\n可以写的有：受理量、办结量、在办量、按时办结量、超期办结量、超期未办结量、超期量、重复量等",
        ),
        ("受理量.", "没有“受理量.”这个数，最后多了一个点\n是不是想写“{{受理量}}”？"),
        (
            "受理量.单位类别",
            "“受理量.单位类别”没有写完：“单位类别”后面还要写是哪一项\n"
            "请写成“受理量.单位类别.某一项”；可以写的有：市直、县市区、未注明",
        ),
        (
            "受理量+办结量",
            "“受理量+办结量”不是数的名称\n"
            "双花括号里只能写一个数的名称，例如“{{受理量}}”，不能写算式；名称可以用命令 figures 查到",
        ),
        (
            "受理量.占比",
            "“受理量.占比”里的“占比”用得不对：先写是哪一项的占比，例如“受理量.诉求类型.投诉.占比”\n"
            "请删去“占比”，或者改成别的数",
        ),
        (
            "办结率.诉求类型.投诉.占比",
            "“办结率.诉求类型.投诉.占比”里的“占比”用得不对：只有件数才有占比\n请删去“占比”，或者改成别的数",
        ),
        (
            "办结率.诉求类型.前三",
            "“办结率.诉求类型.前三”里的“前三”用得不对：只有件数才能排出前几位\n请删去“前三”，或者改成别的数",
        ),
        (
            "受理量.升降.环比",
            "“受理量.升降.环比”里的“环比”用得不对：“升降”后面不能再写\n请删去“环比”，或者改成别的数",
        ),
        (
            "受理量.环比.同比",
            "“受理量.环比.同比”里的“同比”用得不对：“环比”后面不能再写\n请删去“同比”，或者改成别的数",
        ),
        (
            "本期.环比",
            "“本期.环比”里的“环比”用得不对：“本期”后面什么也不用写\n请删去“环比”，或者改成别的数",
        ),
        (
            "受理量.诉求类型.投诉.诉求类型.咨询",
            "“受理量.诉求类型.投诉.诉求类型.咨询”里的“诉求类型”用得不对：“诉求类型”写了两次\n"
            "请删去“诉求类型”，或者改成别的数",
        ),
        (
            "受理量.诉求类型.投诉.来源渠道.来访.属地.澜中区",
            "“受理量.诉求类型.投诉.来源渠道.来访.属地.澜中区”里的“属地”用得不对：“属地”是第三个分项，最多写2个\n"
            "请删去“属地”，或者改成别的数",
        ),
        (
            "受理量.诉求类型.投诉.属地.澜中区",
            "这一期留存的数据里没有“受理量.诉求类型.投诉.属地.澜中区”\n"
            "定稿的数以留存的为准，不再重算；请改用别的数，或者直接写出这个数。"
            "确实要重算的，请删去 content/records/figures 里这一期的文件，再编一次，核对全部的数",
        ),
    ],
)
def test_what_is_said_of_a_wrong_name(name: str, told: str) -> None:
    assert text(name) == told


@pytest.mark.parametrize(
    "name",
    ["", ".", "受理量..环比", "{{受理量}}", "受理量|upper", "__class__", "受理量.__class__", "受理量()", "1"],
)
def test_names_only_never_expressions(name: str) -> None:
    assert isinstance(figure(MADE, name, ALIASES), FigureError)


def test_a_decrease_to_nothing_and_a_share_of_nothing() -> None:
    made = statistics({"": Counts({}, {"受理量": 4}, {}), "诉求类型.投诉": Counts({}, {"受理量": 4}, {})})
    assert text("受理量.诉求类型.投诉.环比", made) == "下降100.0%"
    assert text("受理量.诉求类型.投诉.占比", made) == "暂无数据"
    assert text("受理量.诉求类型.投诉.占比.环比", made) == "暂无数据"
    assert text("办结率", made) == "暂无数据"
    assert text("受理量.同期", made) == "暂无可比基期"


def test_without_a_single_request_every_crossing_is_known() -> None:
    assert text("受理量.诉求类型.投诉.属地.澜中区", statistics({})) == "0"


def test_a_rate_of_the_sites_own() -> None:
    made = statistics(rates={**RULES, "重复率": RateRule("重复量", "受理量")})
    assert text("重复率", made) == "4.0%"
    assert text("重复率.诉求类型.投诉", made) == "0.0%"
    found = figure(made, "重复率")
    assert isinstance(found, Figure)
    assert (found.value, found.definition) == (Fraction(1, 25), "重复率＝重复量÷受理量×100%")


@pytest.mark.parametrize(
    ("name", "definition"),
    [
        ("受理量", "受理时间在本期内的件数"),
        ("日均受理量", "受理量÷天数（7天）"),
        ("办结率", "办结率＝办结量÷受理量×100%"),
        (
            "受理量.诉求类型.投诉.环比",
            "受理时间在本期内的件数；诉求类型为投诉的；与上期（5月23日至5月29日）相比",
        ),
        ("受理量.诉求类型.投诉.占比", "受理量占全部受理量的比例；诉求类型为投诉的"),
        ("办结量.同期", "本期受理的诉求中，截止时间前已经办结的件数；上年同期（2021年5月30日至6月5日）的数"),
        ("受理量.问题分类.前三", "受理时间在本期内的件数；按问题分类从多到少的前3项"),
        ("本期", "报道期间，共7天"),
        ("满意率下限", "site.yaml 里写的“满意率下限”"),
    ],
)
def test_definitions(name: str, definition: str) -> None:
    found = figure(MADE, name, ALIASES)
    assert isinstance(found, Figure)
    assert found.definition == definition


@settings(max_examples=20)
@given(random_statistics())
def test_every_figure_can_be_asked_by_its_name(made: Statistics) -> None:
    figures = list(every_figure(made))
    assert len({one.name for one in figures}) == len(figures)
    for one in figures[:: max(len(figures) // 40, 1)]:
        assert figure(made, one.name) == one


@settings(max_examples=30)
@given(random_statistics(), st.data())
def test_a_name_reads_back_as_it_prints(made: Statistics, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(every_name(made))))
    assert parse_name(str(name), made, Aliases()) == name
    spaced = " " + ". ".join(str(name).split(".")) + "\n"
    assert parse_name(spaced, made, Aliases()) == name


@given(st.text(max_size=30))
def test_no_text_breaks_the_parser(written: str) -> None:
    found = parse_name(written, MADE, ALIASES)
    if isinstance(found, FigureError):
        finding = Diagnostic(found.code, None, found.data)
        assert finding.message and finding.hint


@given(random_statistics())
def test_shares_divide_by_the_printed_total(made: Statistics) -> None:
    """And not by the sum of the values, which leaves out what is not said."""
    total = figure(made, "受理量")
    part = figure(made, "受理量.诉求类型.投诉")
    share = figure(made, "受理量.诉求类型.投诉.占比")
    assert isinstance(total, Figure) and isinstance(part, Figure) and isinstance(share, Figure)
    if total.value:
        assert isinstance(part.value, int) and isinstance(total.value, int)
        assert share.value == Fraction(part.value, total.value)
    else:
        assert share.text == "暂无数据"


def test_needed_pairs() -> None:
    texts = [
        "受理{{受理量}}件，{{受理量.来源渠道.来访.诉求类型.投诉}}件",
        "{{ 办结率 . 属地.澜中区.承办单位.市城管局 }}",
        "<p>{{<strong>受理量.服务对象.困难群众.问题分类.前三</strong>}}，{{受理量.诉求类型.投诉}}</p>",
    ]
    assert needed_pairs(texts) == {
        ("诉求类型", "来源渠道"),
        ("属地", "承办单位"),
        ("问题分类", "服务对象"),
    }


def test_aliases_of_a_site() -> None:
    site = Site.model_validate(
        {"organization": "办", "satisfaction_floor": "85", "vocabularies": {"categories": ["供暖"]}}
    )
    units = Units(
        [
            Unit.model_validate(
                {"name": "市城市管理局", "short_name": "市城管局", "former_names": ["市市容局"]}
            ),
            Unit.model_validate({"name": "澜中区"}),
        ]
    )
    aliases = aliases_of(site, units)
    assert aliases.constants == {"满意率下限": "85%"}
    assert aliases.values["承办单位"] == {
        "市城市管理局": "市城管局",
        "市市容局": "市城管局",
        "市城管局": "市城管局",
        "澜中区": "澜中区",
    }
    assert text("受理量.承办单位.市市容局", aliases=aliases) == "30"
    assert text("受理量.问题分类.供暖", statistics(values={}), aliases) == "30"


def test_a_longer_value_is_taken_first() -> None:
    made = statistics(
        {
            "": Counts({"受理量": 9}),
            "属地.城区": Counts({"受理量": 4}),
            "属地.城区.东": Counts({"受理量": 5}),
        },
        values={"属地": ("城区", "城区.东")},
    )
    assert (text("受理量.属地.城区.东", made), text("受理量.属地.城区", made)) == ("5", "4")
    assert text("受理量.属地.城区.东.占比", made) == "55.6%"


def test_a_share_and_a_comparison_go_together_in_one_order_only() -> None:
    name = FigureName("受理量", (("诉求类型", "投诉"),), share=True, comparison="环比")
    assert str(name) == "受理量.诉求类型.投诉.占比.环比"
    assert str(replace(name, comparison="")) == "受理量.诉求类型.投诉.占比"
    assert "占比" in text("受理量.诉求类型.投诉.环比.占比").partition("\n")[0]


def test_of_equals_the_first_as_listed_leads() -> None:
    cells = {**CELLS, "问题分类.道路交通": Counts({"受理量": 70})}
    assert text("受理量.问题分类.前二", statistics(cells)) == "物业管理70件、道路交通70件"
