"""What each block prints of a small week, word by word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from blocks_made import (
    YEAR_AGO,
    Row,
    blocks,
    charts,
    item,
    lines,
    many,
    statistics,
    tables,
    week,
)

from generator.compile.blocks import BLOCKS, Nothing
from generator.model.blocks import Case, Cases, Prose, Series, Table, Tile, Tiles
from generator.model.statistics import (
    ANSWERED,
    NEW,
    OPEN,
    OVERDUE,
    REPEATED,
    HotIssue,
    RateRule,
    TrendPoint,
)

NO_BASE = "暂无可比基期"


def one(name: str, rows: list[Row] | None = None, **options: Any) -> list[str]:
    """The first table of a block as text."""
    return lines(tables(blocks(name, statistics(week() if rows is None else rows), **options))[0])


def test_key_figures_with_their_changes_and_definitions() -> None:
    tiles, words = blocks("关键数字", statistics(week()))
    assert tiles == Tiles(
        (
            Tile("受理量", "20", "件", (("环比", "上升25.0%"), ("同比", NO_BASE))),
            Tile("日均受理量", "2.9", "件", (("环比", "上升25.0%"), ("同比", NO_BASE))),
            Tile("办结率", "70.0", "%", (("环比", "下降5.0个百分点"), ("同比", NO_BASE))),
            Tile("按时办结率", "92.9", "%", (("环比", "下降7.1个百分点"), ("同比", NO_BASE))),
            Tile("满意率", "66.7", "%", (("环比、同比", NO_BASE),)),
            Tile("累计超期量", "3", "件", (("环比、同比", NO_BASE),)),
        )
    )
    assert words == Prose(
        '<p class="definitions">注：办结率＝办结量÷受理量×100%；按时办结率＝按时办结量÷办结量×100%；'
        "满意率＝满意量÷回访量×100%。</p>"
    )


def test_a_rate_of_nothing_is_no_number() -> None:
    tiles = blocks("关键数字", statistics())[0]
    assert isinstance(tiles, Tiles)
    assert tiles.tiles[2] == Tile("办结率", "暂无数据", "")


def test_the_mean_of_a_day_is_compared_as_a_mean() -> None:
    """28 in 28 days and 31 in 31 days are the same mean, though not the same number."""
    made = statistics(
        [*many(7, Row()), *many(28, Row(span=2))],
        year_ago=type(YEAR_AGO)(date(2021, 5, 1), date(2021, 5, 28), YEAR_AGO.as_of),
    )
    tiles = blocks("关键数字", made)[0]
    assert isinstance(tiles, Tiles)
    assert dict(tiles.tiles[0].changes)["同比"] == "下降75.0%"
    assert dict(tiles.tiles[1].changes)["同比"] == "持平"


def test_the_offices_own_rates_are_key_figures() -> None:
    made = statistics(week(), rates={"回访率": RateRule("回访量", "办结量")})
    tiles, words = blocks("关键数字", made)
    assert isinstance(tiles, Tiles) and isinstance(words, Prose)
    assert [tile.label for tile in tiles.tiles] == ["受理量", "日均受理量", "回访率", "累计超期量"]
    assert words.html == '<p class="definitions">注：回访率＝回访量÷办结量×100%。</p>'


def test_trend() -> None:
    points = (
        TrendPoint("第52周", date(2021, 12, 27), date(2022, 1, 2), 16, 12),
        TrendPoint("第1周", date(2022, 1, 3), date(2022, 1, 9), 20, 14),
    )
    made = blocks("走势", statistics(week(), trend=points))
    plain = blocks("走势", statistics(week(), trend=points), charts=False)
    assert charts(plain) == [] and tables(made) == []
    assert made[1:] == (
        Prose('<p class="definitions">注：各期的办结量，是该期受理、到该期截止时间已经办结的件数。</p>'),
    )
    assert lines(tables(plain)[0]) == [
        "【近期各期受理和办结情况】",
        "时期 | 起止日期 | 受理量（件） | 办结量（件）",
        "第52周 | 2021年12月27日至2022年1月2日 | 16 | 12",
        "第1周 | 1月3日至1月9日 | 20 | 14",
        "注：各期的办结量，是该期受理、到该期截止时间已经办结的件数。",
    ]
    chart = charts(made)[0]
    assert (chart.shape, chart.labels) == ("lines", ("第52周", "第1周"))
    assert chart.series == (Series("受理量", (16, 20)), Series("办结量", (12, 14)))
    assert chart.summary == "第52周受理16件、办结12件；第1周受理20件、办结14件。"


def test_types_stand_in_the_order_of_the_vocabulary_zeros_too() -> None:
    assert one("诉求类型") == [
        "【各诉求类型受理情况】",
        "诉求类型 | 受理量（件） | 占比 | 环比 | 同比",
        "咨询 | 3 | 15.0% | 下降25.0% | —",
        "求助 | 2 | 10.0% | — | —",
        "投诉 | 14 | 70.0% | 上升16.7% | —",
        "举报 | 0 | 0.0% | 持平 | —",
        "建议 | 0 | 0.0% | 持平 | —",
        "表扬 | 0 | 0.0% | 持平 | —",
        "未注明 | 1 | 5.0% | — | —",
        "= 合计 | 20 | 100.0% | 上升25.0% | —",
        "注：占比＝各项受理量÷受理量合计（20件）×100%。",
        "注：“—”表示暂无可比基期。",
    ]


def test_matters_stand_by_number_and_the_others_last() -> None:
    assert one("问题分类")[2:-3] == [
        "道路交通 | 12 | 60.0% | 持平 | —",
        "教育入学 | 3 | 15.0% | 下降25.0% | —",
        "供暖供水供气 | 2 | 10.0% | — | —",
        "住房与物业 | 1 | 5.0% | — | —",
        "其他 | 2 | 10.0% | — | —",
    ]


def test_units_left_out_are_summed_up_and_what_is_no_unit_is_not_counted_among_them() -> None:
    assert one("承办单位", limit=3)[2:6] == [
        "市住建局 | 8 | 40.0% | 持平 | —",
        "其余3个单位 | 11 | 55.0% | 上升37.5% | —",
        "未注明 | 1 | 5.0% | — | —",
        "= 合计 | 20 | 100.0% | 上升25.0% | —",
    ]


def test_shares_that_do_not_add_up_are_said_to() -> None:
    rows = [Row(type="咨询"), Row(type="求助"), Row(type="投诉")]
    assert "注：因四舍五入，各项占比之和可能不等于100%。" in one("诉求类型", rows)
    assert "注：因四舍五入，各项占比之和可能不等于100%。" not in one("诉求类型")


def test_bars_are_sorted_and_tell_the_numbers_of_the_table() -> None:
    chart = charts(blocks("问题分类", statistics(week())))[0]
    assert chart.labels == ("道路交通", "教育入学", "供暖供水供气", "住房与物业", "其他")
    assert chart.series == (Series("受理量", (12, 3, 2, 1, 2)),)
    assert chart.summary == (
        "各问题分类受理量：道路交通12件、教育入学3件、供暖供水供气2件、住房与物业1件、其他2件。"
    )
    assert charts(blocks("问题分类", statistics(week()), charts=False)) == []


def test_no_chart_of_three_numbers() -> None:
    assert charts(blocks("服务对象", statistics(week()))) == []


def test_no_chart_has_more_than_ten_bars() -> None:
    rows = [row for number in range(1, 15) for row in many(number, Row(category=f"事{number}"))]
    chart = charts(blocks("问题分类", statistics(rows)))[0]
    assert chart.title == "各问题分类受理量（前10类）"
    assert chart.labels == tuple(f"事{number}" for number in range(14, 4, -1))
    assert chart.summary.endswith("事66件、事55件；其余共10件。")


def test_channels_by_types_with_sums_both_ways() -> None:
    table = tables(blocks("来源与类型", statistics(week())))[0]
    assert lines(table) == [
        "【来源渠道和诉求类型】",
        "来源渠道 | 咨询 | 求助 | 投诉 | 举报 | 建议 | 表扬 | 未注明 | 合计 | 占比",
        "来访 | 0 | 0 | 8 | 0 | 0 | 0 | 1 | 9 | 45.0%",
        "12345热线 | 3 | 2 | 4 | 0 | 0 | 0 | 0 | 9 | 45.0%",
        "短信 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 2 | 10.0%",
        "= 合计 | 3 | 2 | 14 | 0 | 0 | 0 | 1 | 20 | 100.0%",
        "% 占比 | 15.0% | 10.0% | 70.0% | 0.0% | 0.0% | 0.0% | 5.0% | 100.0% | ",
        "注：占比＝各项受理量÷受理量合计（20件）×100%。",
    ]
    assert {column.group for column in table.columns[1:-2]} == {"诉求类型（件）"}
    assert {column.align for column in table.columns[1:]} == {"right"}


def test_matters_by_parties() -> None:
    assert one("服务对象与问题", limit=3) == [
        "【服务对象和问题分类】",
        "问题分类 | 市场主体 | 困难群众 | 基层单位 | 合计 | 占比",
        "道路交通 | 2 | 10 | 0 | 12 | 60.0%",
        "教育入学 | 0 | 0 | 3 | 3 | 15.0%",
        "其余3类 | 0 | 5 | 0 | 5 | 25.0%",
        "= 合计 | 2 | 15 | 3 | 20 | 100.0%",
        "% 占比 | 10.0% | 75.0% | 15.0% | 100.0% | ",
        "注：占比＝各项受理量÷受理量合计（20件）×100%。",
    ]


def test_shares_of_a_crossing_that_do_not_add_up_are_said_to_once() -> None:
    rows = [Row(channel=one, type=two) for one, two in (("来访", "咨询"), ("短信", "求助"), ("信", "投诉"))]
    assert lines(tables(blocks("来源与类型", statistics(rows)))[0])[-2:] == [
        "注：占比＝各项受理量÷受理量合计（3件）×100%。",
        "注：因四舍五入，各项占比之和可能不等于100%。",
    ]


def test_the_structure_tells_two_dimensions_once() -> None:
    made = blocks("诉求结构", statistics(week()))
    assert [chart.title for chart in charts(made)] == ["各诉求类型受理量", "各来源渠道受理量"]
    assert all(chart.half for chart in charts(made))
    assert charts(made)[1].labels == ("来访", "12345热线", "短信")
    assert tables(made) == tables(blocks("来源与类型", statistics(week())))
    assert blocks("诉求结构", statistics(week()), charts=False) == made[2:]


def test_two_dimensions_side_by_side() -> None:
    made = blocks("服务对象和属地", statistics(week()))
    assert [chart.title for chart in charts(made)] == ["各服务对象受理量", "各属地受理量"]
    assert tables(made) == []
    told = tables(blocks("服务对象和属地", statistics(week()), charts=False))
    assert [table.caption for table in told] == ["各服务对象受理情况", "各属地受理情况"]
    alone = blocks("服务对象和属地", statistics([Row(), Row(area="石垱县")]))
    assert [chart.title for chart in charts(alone)] == ["各属地受理量"]
    assert [table.caption for table in tables(alone)] == ["各服务对象受理情况"]


HOT = (
    HotIssue("道路交通", 12, 8, 4.25, 2, 2, ("件数第1位", "比常态增长182.4%"), ("A1", "A2")),
    HotIssue("教育入学", 3, 4, None, 0, 1, ("件数第2位",), ("B1",)),
)


def test_hot_issues_with_the_rule_and_their_cases() -> None:
    known = (item("A1"), item("A2"), item("B1"))
    made = statistics(week(), hot=HOT, hot_rule="受理量居前3位的为热点诉求。", cases=known)
    table, cases = blocks("热点诉求", made)
    assert lines(table) == [  # type: ignore[arg-type]
        "【热点诉求】",
        "问题分类 | 本期（件） | 上期（件） | 常态（件） | 重复（件） | 涉及属地（个） | 列入理由",
        "道路交通 | 12 | 8 | 4.3 | 2 | 2 | 件数第1位；比常态增长182.4%",
        "教育入学 | 3 | 4 | — | 0 | 1 | 件数第2位",
        "注：受理量居前3位的为热点诉求。",
        "注：“—”表示台账里没有足够的往期，算不出常态。",
    ]
    assert isinstance(cases, Cases)
    assert cases.heading == "典型案例"
    assert [case.title for case in cases.cases] == ["第A1件的标题", "第B1件的标题", "第A2件的标题"]
    assert len(blocks("热点诉求", made, cases_elsewhere=True)) == 1


def test_typical_cases_are_those_that_the_editor_chose() -> None:
    known = (item("A1"), item("A2"), item("B1"))
    made = statistics(week(), hot=HOT, cases=known)
    chosen = blocks("典型案例", made, requests=("B1", "A2"))[0]
    best = blocks("典型案例", made, limit=2)[0]
    assert isinstance(chosen, Cases) and isinstance(best, Cases)
    assert [case.title for case in chosen.cases] == ["第B1件的标题", "第A2件的标题"]
    assert [case.title for case in best.cases] == ["第A1件的标题", "第B1件的标题"]


def told(**values: Any) -> Case:
    made = statistics(week(), cases=(item("A1", **values),))
    cases = blocks("典型案例", made, requests=("A1",))[0]
    assert isinstance(cases, Cases)
    return cases.cases[0]


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"result": "路灯已修复。", "state": "已办结"}, "路灯已修复。"),
        ({"state": "已办结", "closed": date(2022, 6, 3)}, "已于6月3日办结。"),
        ({"state": "已办结", "closed": date(2021, 12, 31)}, "已于2021年12月31日办结。"),
        ({"state": "已办结"}, "已办结。"),
        ({"state": "已超期", "late": 3, "term": date(2022, 6, 1)}, "尚未办结，已超期3个工作日。"),
        ({"state": "已超期", "term": date(2022, 6, 3)}, "尚未办结，已过时限。"),
        ({"term": date(2022, 6, 10)}, "正在办理，时限6月10日。"),
        ({}, "正在办理。"),
    ],
)
def test_what_became_of_a_case(values: dict[str, Any], outcome: str) -> None:
    assert told(**values) == Case(
        "第A1件的标题",
        "12345热线，澄湖区，5月31日受理，市住建局承办",
        (("诉求", "居民反映路灯不亮。"), ("办理", outcome)),
    )


@pytest.mark.parametrize("values", [{"type": "举报"}, {"type": "投诉", "channel": "举报箱"}])
def test_of_a_whistleblower_no_day_no_place_and_no_words_are_told(values: dict[str, str]) -> None:
    secret = told(**values, title="城西某厂偷排", result="已查处。", state="已办结")
    assert secret == Case("道路交通方面的举报", "市住建局承办", (("办理", "已办结。"),))


def test_overdue_items_by_unit_and_one_by_one() -> None:
    items = (
        item("A3", state="已超期", late=9, standing=3, unit="石垱县", term=date(2021, 12, 3)),
        item("A1", state="已超期", late=3, standing=2, unit="市城管局", term=date(2022, 6, 1)),
        item("A2", type="举报", state="已超期", late=0, standing=1, unit="市城管局"),
    )
    made = blocks("超期事项", statistics(week(), items={OVERDUE: items}))
    assert made[0] == Prose("<p>按承办单位分：市城管局2件、石垱县1件。</p>")
    (listed,) = tables(made)
    assert lines(listed) == [
        "【超期未办结诉求】",
        "诉求 | 承办单位 | 时限 | 超期（工作日） | 连续期数",
        "第A3件的标题 | 石垱县 | 2021年12月3日 | 9 | 3",
        "第A1件的标题 | 市城管局 | 6月1日 | 3 | 2",
        "道路交通方面的举报 | 市城管局 | — | — | —",
        "注：连续期数：到本期为止，该件在本刊连续几期没有办结。",
    ]


def test_the_ten_units_with_most_are_named() -> None:
    rows = [
        *(row for n in range(1, 13) for row in many(n, Row(unit=f"单位<{n:02d}>", closed=False, late=True))),
        *many(2, Row(unit="", closed=False, late=True)),
    ]
    words = blocks("超期事项", statistics(rows))[0]
    assert isinstance(words, Prose)
    assert words.html.startswith("<p>按承办单位分：单位&lt;12&gt;12件、单位&lt;11&gt;11件、")
    assert words.html.endswith("单位&lt;03&gt;3件、其余2个单位3件、未注明单位的2件。</p>")


def test_a_list_says_what_it_leaves_out() -> None:
    items = tuple(item(f"A{number}", state="已超期", late=5 - number) for number in range(2))
    made = blocks("超期事项", statistics(week(), items={OVERDUE: items}), limit=1)
    assert lines(tables(made)[0])[-3:-1] == [
        "注：共2件，本表列出前1件。",
        "注：另有1件按保密规定只计数，不列出。",
    ]


def test_confidential_items_are_counted_and_not_listed() -> None:
    made = blocks("超期事项", statistics(week(), items={OVERDUE: ()}))
    assert made[-1] == Prose('<p class="definitions">注：另有3件按保密规定只计数，不列出。</p>')


def test_repeated_requests() -> None:
    items = (item("R1", repeats=3, state="已办结"), item("R2", type="举报", repeats=1, state="在办"))
    made = blocks("重复诉求", statistics(week(), items={REPEATED: items}))
    assert made[0] == Prose("<p>按承办单位分：市住建局2件。</p>")
    (listed,) = tables(made)
    assert lines(listed) == [
        "【多次反映的诉求】",
        "诉求 | 承办单位 | 首次受理 | 重复件数 | 办理状态",
        "第R1件的标题 | 市住建局 | 5月31日 | 3 | 已办结",
        "道路交通方面的举报 | 市住建局 | — | 1 | 在办",
    ]


def test_how_units_handle() -> None:
    assert one("办理情况") == [
        "【各承办单位办理情况】",
        "承办单位 | 受理量（件） | 办结量（件） | 按时办结量（件） | 超期量（件） | 办结率 | 按时办结率",
        "市住建局 | 8 | 8 | 8 | 0 | 100.0% | 100.0%",
        "市城管局 | 6 | 0 | 0 | 2 | 0.0% | —",
        "澄湖区 | 3 | 3 | 3 | 0 | 100.0% | 100.0%",
        "石垱县 | 2 | 2 | 2 | 0 | 100.0% | 100.0%",
        "未注明 | 1 | 1 | 0 | 1 | 100.0% | 0.0%",
        "= 合计 | 20 | 14 | 13 | 3 | 70.0% | 92.9%",
        "注：办结率＝办结量÷受理量×100%；按时办结率＝按时办结量÷办结量×100%。",
        "注：“—”表示分母是零，算不出比率。",
    ]


def test_units_below_the_threshold_of_satisfaction() -> None:
    rows = [
        *many(9, Row(satisfied=True)),
        Row(satisfied=False),
        *many(8, Row(satisfied=True, unit="澄湖区")),
        Row(satisfied=False, unit="澄湖区"),
        Row(satisfied=False, unit="石垱县"),
        Row(satisfied=False, unit=""),
    ]
    words, table = blocks("满意率", statistics(rows))
    assert words == Prose("<p>本期全部单位满意率为81.0%，低于90%的单位有2个。</p>")
    assert lines(table) == [  # type: ignore[arg-type]
        "【满意率低于90%的承办单位】",
        "承办单位 | 回访量（件） | 满意量（件） | 不满意量（件） | 满意率",
        "石垱县 | 1 | 0 | 1 | 0.0%",
        "澄湖区 | 9 | 8 | 1 | 88.9%",
        "注：满意率＝满意量÷回访量×100%。",
    ]


def test_no_unit_below_the_threshold() -> None:
    assert blocks("满意率", statistics(many(10, Row(satisfied=True)))) == (
        Prose("<p>本期全部单位满意率为100.0%，没有低于90%的单位。</p>"),
        Prose('<p class="definitions">注：满意率＝满意量÷回访量×100%。</p>'),
    )


def test_the_annex_by_unit_with_sums_of_classes() -> None:
    table = tables(blocks("单位附表", statistics(week())))[0]
    assert lines(table) == [
        "【各承办单位办理情况】",
        "单位类别 | 承办单位 | 派遣 | 按时办结 | 超期办结 | 未办结 | 办结率 | 按时办结率 | 回访 | 不满意 |"
        " 满意率 | 在办 | 超期",
        "县市区 | 澄湖区 | 3 | 3 | 0 | 0 | 100.0% | 100.0% | 0 | 0 | — | 0 | 0",
        "县市区 | 石垱县 | 2 | 2 | 0 | 0 | 100.0% | 100.0% | 0 | 0 | — | 1 | 1",
        "县市区 | 小计 | 5 | 5 | 0 | 0 | 100.0% | 100.0% | 0 | 0 | — | 1 | 1",
        "市直 | 市住建局 | 8 | 8 | 0 | 0 | 100.0% | 100.0% | 2 | 0 | 100.0% | 0 | 0",
        "市直 | 市城管局 | 6 | 0 | 0 | 6 | 0.0% | — | 0 | 0 | — | 6 | 2",
        "市直 | 小计 | 14 | 8 | 0 | 6 | 57.1% | 100.0% | 2 | 0 | 100.0% | 6 | 2",
        "未注明 | 未注明 | 1 | 0 | 1 | 0 | 100.0% | 0.0% | 1 | 1 | 0.0% | 0 | 0",
        "= 合计 |  | 20 | 13 | 1 | 6 | 70.0% | 92.9% | 3 | 1 | 66.7% | 7 | 3",
        "注：派遣：本期受理、由该单位承办的件数；未办结：其中到截止时间还没有办结的件数。",
        "注：累计在办、超期：到截止时间还没有办结的全部件数，不论何时受理，和其中已过时限的件数。",
        "注：办结率＝办结量÷受理量×100%；按时办结率＝按时办结量÷办结量×100%；满意率＝满意量÷回访量×100%。",
        "注：“—”表示分母是零，算不出比率。",
    ]
    assert table.subtotals == (2, 5)


def test_a_unit_with_open_requests_of_before_alone_is_in_the_annex() -> None:
    rows = [Row(), Row(unit="市经信局", closed=False, inside=False)]
    table = tables(blocks("单位附表", statistics(rows)))[0]
    assert [row[:6] + row[-2:] for row in table.rows[:2]] == [
        ("市直", "市经信局", "0", "0", "0", "0", "1", "0"),
        ("市直", "市住建局", "1", "1", "0", "0", "0", "0"),
    ]


def requests(*parties_and_matters: tuple[str, str]) -> tuple[Any, ...]:
    return tuple(
        item(f"N{number}", party=party, category=matter)
        for number, (party, matter) in enumerate(parties_and_matters)
    )


NEW_ITEMS = requests(
    *(
        ("市场主体", "道路交通"),
        ("市场主体", "道路交通"),
        ("市场主体", "其他"),
        ("困难群众", "其他"),
        ("", "其他"),
    )
)


def test_new_requests_by_party_and_matter() -> None:
    made = blocks("新受理", statistics(many(5, Row()), items={NEW: NEW_ITEMS}))
    assert [(one.heading, [case.title for case in one.cases]) for one in made if isinstance(one, Cases)] == [
        ("市场主体", ["第N0件的标题", "第N1件的标题", "第N2件的标题"]),
        ("困难群众", ["第N3件的标题"]),
        ("未注明服务对象", ["第N4件的标题"]),
    ]
    first = made[0]
    assert isinstance(first, Cases)
    assert first.cases[0].meta == "道路交通，澄湖区，市住建局承办，在办"
    assert first.cases[0].facts == (("诉求", "居民反映路灯不亮。"),)
    assert first.note == ""


def test_every_party_and_matter_has_its_turn() -> None:
    made = blocks("新受理", statistics(many(7, Row()), items={NEW: NEW_ITEMS}), limit=3)
    assert [case.title for one in made if isinstance(one, Cases) for case in one.cases] == [
        "第N0件的标题",
        "第N3件的标题",
        "第N4件的标题",
    ]
    last = made[-1]
    assert isinstance(last, Cases)
    assert last.note == "以上选登3件，另有2件没有登出。另有2件按保密规定只计数，不登内容。"


def test_new_requests_that_are_all_confidential() -> None:
    made = statistics(many(2, Row(closed=True)))
    assert blocks("新受理", made) == (Nothing("<p>本期新受理的诉求共2件，按保密规定只计数，不登内容。</p>"),)
    assert blocks("已答复", made) == (Nothing("<p>本期答复的诉求共2件，按保密规定只计数，不登内容。</p>"),)


def test_of_a_whistleblowers_request_no_day_can_be_worked_out() -> None:
    """Neither by its numbers nor by its place among requests that stand by their days."""
    secret = item("B1", type="举报", received=date(2022, 5, 2), state="已超期", late=9, standing=4)
    others = (item("B2", state="已超期", late=5, standing=2), item("B3", state="已超期", late=1, standing=1))
    items = (secret, *others)
    made = statistics(many(3, Row(closed=False, late=True)), items={OVERDUE: items, OPEN: items})
    for name in ("超期事项", "仍在办"):
        table = next(block for block in blocks(name, made) if isinstance(block, Table))
        assert [row[-2:] for row in table.rows] == [("5", "2"), ("1", "1"), ("—", "—")]
    first = next(block for block in blocks("超期事项", made, limit=1) if isinstance(block, Table))
    assert first.rows[0][-2] == "5"


def test_two_changes_without_a_base_are_told_once() -> None:
    made = statistics([Row(), Row(type="投诉")])
    tiles = blocks("关键数字", made)[0]
    assert isinstance(tiles, Tiles)
    assert tiles.tiles[0].changes == (("环比、同比", NO_BASE),)


def test_at_most_so_many_rows_are_the_largest_ones() -> None:
    """Also of a vocabulary that keeps its own order."""
    assert one("诉求类型", limit=4)[2:6] == [
        "咨询 | 3 | 15.0% | 下降25.0% | —",
        "投诉 | 14 | 70.0% | 上升16.7% | —",
        "其余4类 | 2 | 10.0% | — | —",
        "未注明 | 1 | 5.0% | — | —",
    ]


def test_a_dimension_that_the_ledger_does_not_have_is_left_out() -> None:
    made = statistics(many(3, Row(party="", area="澜中区")))
    (table,) = blocks("服务对象和属地", made, charts=False)
    assert isinstance(table, Table) and table.caption == "各属地受理情况"
    assert blocks("服务对象和属地", statistics(many(3, Row(party="", area="")))) == ()


def test_the_annex_has_units_with_open_requests_alone() -> None:
    made = statistics(many(2, Row(closed=False, inside=False)))
    made_rows = [block for block in blocks("单位附表", made) if isinstance(block, Table)]
    assert [row[1] for row in made_rows[0].rows] == ["市住建局"]
    assert made_rows[0].total[-2] == "2"


def test_answers() -> None:
    items = (item("D1", state="已办结", result="已修复。"),)
    made = blocks("已答复", statistics([Row()], items={ANSWERED: items}))[0]
    assert isinstance(made, Cases)
    assert made.cases[0].facts == (("诉求", "居民反映路灯不亮。"), ("答复", "已修复。"))


def test_what_is_still_open() -> None:
    items = (
        item("A1", state="已超期", late=3, standing=2, term=date(2022, 6, 1)),
        item("A2", state="在办", standing=1, party="", unit=""),
    )
    rows = [*many(3, Row(closed=False)), *many(5, Row())]
    (table,) = blocks("仍在办", statistics(rows, items={OPEN: items}))
    assert lines(table) == [  # type: ignore[arg-type]
        "【仍在办理的诉求】",
        "服务对象 | 诉求 | 承办单位 | 时限 | 超期（工作日） | 连续期数",
        "困难群众 | 第A1件的标题 | 市住建局 | 6月1日 | 3 | 2",
        "— | 第A2件的标题 | — | — | — | 1",
        "注：另有1件按保密规定只计数，不列出。",
        "注：连续期数：到本期为止，该件在本刊连续几期没有办结。",
    ]


def test_open_requests_stand_in_the_order_of_the_parties() -> None:
    items = tuple(
        item(f"A{place}", party=party) for place, party in enumerate(("", "基层单位", "市场主体", "别的"))
    )
    made = tables(blocks("仍在办", statistics(many(4, Row(closed=False)), items={OPEN: items})))
    assert [row[0] for row in made[0].rows] == ["市场主体", "基层单位", "别的", "—"]


def test_long_texts_among_many_are_shortened_behind_a_sentence() -> None:
    long = "居民反映路灯不亮，晚上出行不便。" * 9
    items = (item("D1", content=long, result=long.replace("。", "") + "完", state="已办结"),)
    cases = blocks("已答复", statistics([Row()], items={ANSWERED: items}))[0]
    assert isinstance(cases, Cases)
    asked, answer = (text for _, text in cases.cases[0].facts)
    assert asked == "居民反映路灯不亮，晚上出行不便。" * 7 + "……"
    assert answer.endswith("……") and 100 < len(answer) <= 120
    chosen = statistics(week(), cases=items)
    told = blocks("典型案例", chosen, requests=("D1",))[0]
    assert isinstance(told, Cases) and told.cases[0].facts[0] == ("诉求", long)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("走势", "台账里还没有可以比较的往期数据，暂不列走势。"),
        ("诉求类型", "本期没有受理诉求。"),
        ("服务对象与问题", "本期没有受理诉求。"),
        ("热点诉求", "本期没有达到热点标准的诉求。"),
        ("典型案例", "本期没有选登典型案例。"),
        ("超期事项", "本期没有超期未办结的诉求。"),
        ("重复诉求", "本期没有重复诉求。"),
        ("办理情况", "本期没有交办诉求。"),
        ("满意率", "本期没有回访结果，暂不列满意率。"),
        ("单位附表", "本期没有交办诉求，也没有以前受理、还没有办结的诉求。"),
        ("新受理", "本期没有新受理的诉求。"),
        ("已答复", "本期没有答复的诉求。"),
        ("仍在办", "到截止时间，受理的诉求已经全部办结。"),
    ],
)
def test_of_nothing_a_sentence_is_told(name: str, sentence: str) -> None:
    assert blocks(name, statistics()) == (Nothing(f"<p>{sentence}</p>"),)


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_can_be_made_of_nothing_and_of_a_week(name: str) -> None:
    assert blocks(name, statistics())
    assert blocks(name, statistics(week()))
