"""The list of all figures, with the rows behind them."""

from __future__ import annotations

import json

from figures_made import ALIASES, random_statistics, statistics
from hypothesis import given

from generator.compile.figures.figure import Figure, figure
from generator.figures import figure_rows, figures_json, figures_text
from generator.model.statistics import Counts, Statistics

MADE = statistics(
    {
        "": Counts({"受理量": 5, "办结量": 3}, {"受理量": 4}),
        "诉求类型.投诉": Counts({"受理量": 2, "办结量": 1}, {"受理量": 4}),
        "诉求类型.咨询": Counts({"受理量": 3, "办结量": 2}),
        "诉求类型.投诉.来源渠道.来访": Counts({"受理量": 1}),
    },
    values={"诉求类型": ("咨询", "投诉", "表扬"), "来源渠道": ("来访",)},
)


IDS = {"": "甲乙丙丁戊", "诉求类型.咨询": "甲乙丙", "诉求类型.投诉": "丁戊", "来源渠道.来访": "甲戊"}


def behind(path: str, name: str) -> tuple[str, ...]:
    return tuple(IDS[path])


def test_every_figure_with_the_rows_behind_it() -> None:
    rows = {row.name: row for row in figure_rows(MADE, behind)}
    received = rows["受理量"]
    assert (received.value, received.text, received.change, received.year_change) == (
        5,
        "5",
        "上升25.0%",
        "暂无可比基期",
    )
    assert received.definition == "受理时间在本期内的件数"
    assert (received.rows, len(received.ids)) == (5, 5)
    rate = rows["办结率.诉求类型.投诉"]
    assert (rate.value, rate.text, rate.quotient, rate.rows) == (0.5, "50.0%", "1÷2", 1)
    assert rate.ids == ("丁", "戊")
    assert rows["日均受理量"].quotient == "5÷7"
    assert rows["受理量.诉求类型.投诉"].share == "40.0%"
    crossed = rows["受理量.诉求类型.投诉.来源渠道.来访"]
    assert (crossed.text, crossed.ids) == ("1", ("戊",))
    assert (
        rows["满意率"].value is None and rows["满意率"].text == "暂无数据" and rows["满意率"].quotient == ""
    )
    assert "受理量.诉求类型.表扬" not in rows
    assert rows["在办量"].ids == ()


def test_rows_are_not_asked_for_where_there_are_none() -> None:
    asked: list[tuple[str, str]] = []

    def ask(path: str, name: str) -> tuple[str, ...]:
        asked.append((path, name))
        return ()

    figure_rows(MADE, ask, only="办结率.环比")
    assert asked == [("", "办结量"), ("诉求类型.咨询", "办结量"), ("诉求类型.投诉", "办结量")]
    asked.clear()
    figure_rows(MADE, ask)
    assert len(set(asked)) == len(asked)


def test_only_one_figure_and_what_divides_it() -> None:
    assert [row.name for row in figure_rows(MADE, only="受理量.诉求类型.投诉")] == [
        "受理量.诉求类型.投诉",
        "受理量.诉求类型.投诉.来源渠道.来访",
    ]
    assert figure_rows(MADE, only="没有") == ()


def test_the_list_in_the_terminal() -> None:
    rows = figure_rows(MADE, behind, only="受理量") + figure_rows(MADE, behind, only="办结率")
    assert figures_text(MADE, rows) == (
        "本期：5月30日至6月5日，上期：5月23日至5月29日，同期：2021年5月30日至6月5日\n"
        "截止时间：6月5日24时\n"
        "\n"
        "受理量　受理时间在本期内的件数\n"
        "  受理量                              5  环比 上升25.0%  同比 暂无可比基期  "
        "编号 甲、乙、丙 等 5 件\n"
        "  受理量.诉求类型.咨询                3  占比 60.0%  环比 暂无可比基期  同比 暂无可比基期  "
        "编号 甲、乙、丙\n"
        "  受理量.诉求类型.投诉                2  占比 40.0%  环比 下降50.0%  同比 暂无可比基期  "
        "编号 丁、戊\n"
        "  受理量.诉求类型.投诉.来源渠道.来访  1  占比 20.0%  环比 暂无可比基期  同比 暂无可比基期  "
        "编号 戊\n"
        "\n"
        "办结率　办结率＝办结量÷受理量×100%\n"
        "  办结率                              60.0%（3÷5）  环比 上升60.0个百分点  同比 暂无可比基期  "
        "编号 甲、乙、丙 等 5 件\n"
        "  办结率.诉求类型.咨询                66.7%（2÷3）  环比 暂无可比基期  同比 暂无可比基期  "
        "编号 甲、乙、丙\n"
        "  办结率.诉求类型.投诉                50.0%（1÷2）  环比 上升50.0个百分点  同比 暂无可比基期  "
        "编号 丁、戊\n"
        "  办结率.诉求类型.投诉.来源渠道.来访  0.0%（0÷1）  环比 暂无可比基期  同比 暂无可比基期\n"
    )


def test_the_list_as_json_lines() -> None:
    lines = figures_json(MADE, figure_rows(MADE, behind, only="受理量.诉求类型.投诉")).splitlines()
    assert json.loads(lines[0]) == {
        "period": {
            "本期": "5月30日至6月5日",
            "上期": "5月23日至5月29日",
            "同期": "2021年5月30日至6月5日",
            "截止时间": "6月5日24时",
        }
    }
    assert json.loads(lines[1]) == {
        "name": "受理量.诉求类型.投诉",
        "value": 2,
        "text": "2",
        "quotient": "",
        "share": "40.0%",
        "change": "下降50.0%",
        "year_change": "暂无可比基期",
        "definition": "受理时间在本期内的件数；诉求类型为投诉的",
        "rows": 2,
        "ids": ["丁", "戊"],
    }


@given(random_statistics())
def test_the_list_agrees_with_what_texts_print(made: Statistics) -> None:
    for row in figure_rows(made)[::5]:
        found = figure(made, row.name, ALIASES)
        change = figure(made, f"{row.name}.环比", ALIASES)
        assert isinstance(found, Figure) and isinstance(change, Figure)
        assert (row.text, row.change) == (found.text, change.text)
