"""Statistics made by hand for the tests of figures: a week of 150 requests, and the week before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from hypothesis import strategies as st

from generator.compile.figures.names import Aliases
from generator.model.site import RATES
from generator.model.statistics import COUNTS, Counts, Item, RateRule, Span, Statistics, TrendPoint

WEEK = Span(date(2022, 5, 30), date(2022, 6, 5), datetime(2022, 6, 6))
BEFORE = Span(date(2022, 5, 23), date(2022, 5, 29), datetime(2022, 5, 30))
YEAR_AGO = Span(date(2021, 5, 30), date(2021, 6, 5), datetime(2021, 6, 6))
VALUES: Mapping[str, tuple[str, ...]] = {
    "诉求类型": ("咨询", "求助", "投诉", "举报", "建议", "表扬"),
    "来源渠道": ("来访", "12345热线", "e线.民生"),
    "问题分类": ("物业管理", "道路交通", "供暖", "教育", "未注明"),
    "服务对象": ("市场主体", "困难群众"),
    "属地": ("澜中区", "东原县"),
    "承办单位": ("市城管局", "市教育局", "澜中区"),
    "单位类别": ("市直", "县市区"),
}
RULES = {name: RateRule(rate.numerator, rate.denominator) for name, rate in RATES.items()}
ALIASES = Aliases(
    {
        "承办单位": {
            "市城市管理局": "市城管局",
            "市城管局": "市城管局",
            "市教育局": "市教育局",
            "市水利局": "市水利局",
        }
    },
    {"满意率下限": "90%"},
)


def counts(received: int, closed: int | None = None, before: int = 0, **more: int) -> Counts:
    """A cell of so many requests; what is not said of those that are closed follows from the others."""
    closed = received if closed is None else closed
    now = {"受理量": received, "办结量": closed, "在办量": received - closed, "按时办结量": closed} | more
    earlier = {"受理量": before, "办结量": before} if before else {}
    return Counts({name: number for name, number in now.items() if number}, earlier, {})


CELLS: Mapping[str, Counts] = {
    "": Counts(
        {
            "受理量": 150, "办结量": 145, "在办量": 5, "按时办结量": 140, "超期办结量": 5, "超期未办结量": 2,
            "超期量": 7, "重复量": 6, "回访量": 120, "满意量": 111, "不满意量": 9, "保密量": 1,
            "本期办结量": 148, "累计在办量": 31, "累计超期量": 12,
        },
        {"受理量": 120, "办结量": 110, "按时办结量": 100, "回访量": 100, "满意量": 95, "累计在办量": 28},
        {},
    ),
    "诉求类型.咨询": counts(50, before=40),
    "诉求类型.求助": counts(20, before=20),
    "诉求类型.投诉": counts(60, 55, before=50),
    "诉求类型.举报": counts(4, before=4),
    "诉求类型.建议": counts(12, before=6),
    "诉求类型.表扬": counts(4),
    "来源渠道.来访": counts(20, before=18),
    "来源渠道.12345热线": counts(100, 95, before=90),
    "来源渠道.e线.民生": counts(30, before=12),
    "问题分类.物业管理": counts(70, before=60),
    "问题分类.道路交通": counts(40, before=40),
    "问题分类.供暖": counts(30, 25, before=20),
    "问题分类.未注明": counts(10),
    "承办单位.市城管局": counts(30, before=20),
    "承办单位.市教育局": counts(20, 15, before=25),
    "承办单位.澜中区": counts(100, before=75),
    "属地.澜中区": counts(110, 105, before=100),
    "属地.东原县": counts(40, before=20),
    "单位类别.市直": counts(50, 45, before=45),
    "单位类别.县市区": counts(100, before=75),
    "诉求类型.投诉.来源渠道.来访": counts(8, before=9),
    "诉求类型.投诉.来源渠道.12345热线": counts(40, 35, before=41),
    "诉求类型.投诉.来源渠道.e线.民生": counts(12),
    "诉求类型.咨询.来源渠道.12345热线": counts(50, before=40),
    "诉求类型.求助.来源渠道.来访": counts(12, before=9),
}  # fmt: skip
TREND = (
    TrendPoint("第21周", date(2022, 5, 23), date(2022, 5, 29), 120, 110),
    TrendPoint("第22周", date(2022, 5, 30), date(2022, 6, 5), 150, 145),
)

ITEMS = {
    "在办": (
        Item(
            "20220530-0017", date(2022, 5, 30), "来访", "投诉", "供暖", "困难群众", "澜中区", "市城管局",
            "反映供暖不热", "室温不到18℃。", "", "在办", term=date(2022, 6, 10), standing=1,
        ),
    ),
}  # fmt: skip


def statistics(cells: Mapping[str, Counts] = CELLS, **keys: object) -> Statistics:
    """The week of 30 May 2022, with other cells or other parts where they are given."""
    parts: dict[str, object] = {
        "span": WEEK,
        "before": BEFORE,
        "year_ago": YEAR_AGO,
        "cells": cells,
        "values": VALUES,
        "rates": RULES,
        "trend": TREND,
    }
    return Statistics(**(parts | keys))  # type: ignore[arg-type]


_numbers = st.integers(0, 300)


@st.composite
def random_statistics(draw: st.DrawFn) -> Statistics:
    """Cells with any counts, so that no figure follows from another by chance."""
    pairs = [(dimension, value) for dimension, values in VALUES.items() for value in values]
    paths = ["", *(f"{dimension}.{value}" for dimension, value in pairs)]
    paths += [
        f"诉求类型.{one}.来源渠道.{other}" for one in VALUES["诉求类型"] for other in VALUES["来源渠道"]
    ]
    mapping = st.dictionaries(st.sampled_from(tuple(COUNTS)), _numbers, max_size=6)
    chosen = draw(st.lists(st.sampled_from(paths), max_size=8, unique=True))
    cells = {path: Counts(draw(mapping), draw(mapping), draw(mapping)) for path in ["", *chosen]}
    return statistics(cells)
