"""Statistics made by counting a few rows in plain Python, for the tests of blocks, sections and 交办单."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from typing import Any

from generator.compile.blocks import BLOCKS, Options
from generator.model.blocks import Block, Chart, Table
from generator.model.request import DIMENSIONS, UNSAID
from generator.model.statistics import (
    ANSWERED,
    NEW,
    OPEN,
    OVERDUE,
    REPEATED,
    Counts,
    Item,
    RateRule,
    Span,
    Statistics,
)

SPAN = Span(date(2022, 5, 30), date(2022, 6, 5), datetime(2022, 6, 6))
BEFORE = Span(date(2022, 5, 23), date(2022, 5, 29), datetime(2022, 5, 30))
YEAR_AGO = Span(date(2021, 5, 30), date(2021, 6, 5), datetime(2021, 6, 6))

RATES = {
    "办结率": RateRule("办结量", "受理量"),
    "按时办结率": RateRule("按时办结量", "办结量"),
    "满意率": RateRule("满意量", "回访量"),
}
CLASSES = {"市经信局": "市直", "市住建局": "市直", "市城管局": "市直", "澄湖区": "县市区", "石垱县": "县市区"}
VALUES: dict[str, tuple[str, ...]] = {
    "诉求类型": ("咨询", "求助", "投诉", "举报", "建议", "表扬"),
    "来源渠道": ("来访", "12345热线", "短信"),
    "问题分类": ("供暖供水供气", "住房与物业", "道路交通", "教育入学", "其他"),
    "服务对象": ("市场主体", "困难群众", "基层单位"),
    "属地": ("澄湖区", "石垱县"),
    "承办单位": tuple(CLASSES),
    "单位类别": ("县市区", "市直"),
}
"""Dimension → its vocabulary, in order."""


@dataclass(frozen=True)
class Row:
    """A request as it stood at the end of one of the three spans: 0 this period, 1 before, 2 a year ago."""

    type: str = "投诉"
    channel: str = "来访"
    category: str = "道路交通"
    party: str = "困难群众"
    area: str = "澄湖区"
    unit: str = "市住建局"
    closed: bool = True
    late: bool = False
    satisfied: bool | None = None
    repeated: bool = False
    span: int = 0
    inside: bool = True
    """Whether it was received within the span, or before it."""

    @property
    def unit_class(self) -> str:
        return CLASSES.get(self.unit, "")


def counted(row: Row) -> Counter[str]:
    """What one row adds to the counts, by their definitions."""
    asked = row.closed and row.satisfied is not None
    inside = {
        "受理量": True,
        "办结量": row.closed,
        "在办量": not row.closed,
        "按时办结量": row.closed and not row.late,
        "超期办结量": row.closed and row.late,
        "超期未办结量": not row.closed and row.late,
        "超期量": row.late,
        "重复量": row.repeated,
        "回访量": asked,
        "满意量": asked and row.satisfied is True,
        "不满意量": asked and row.satisfied is False,
        "本期办结量": row.closed,
    }
    stock = {"累计在办量": not row.closed, "累计超期量": not row.closed and row.late}
    names = {**(inside if row.inside else {}), **stock}
    return Counter(name for name, counts in names.items() if counts)


def statistics(rows: Iterable[Row] = (), **more: Any) -> Statistics:
    """All cells of these rows: the total, every value of every dimension, every crossing of two."""
    sums: dict[str, tuple[Counter[str], Counter[str], Counter[str]]] = {"": (Counter(), Counter(), Counter())}
    values = {dimension: list(known) for dimension, known in VALUES.items()}
    for row in rows:
        pairs = [(one, getattr(row, column) or UNSAID) for one, column in DIMENSIONS.items()]
        for dimension, value in pairs:
            if value not in values[dimension]:
                values[dimension].append(value)
        for length in (0, 1, 2):
            for chosen in combinations(pairs, length):
                path = ".".join(f"{dimension}.{value}" for dimension, value in chosen)
                cell = sums.setdefault(path, (Counter(), Counter(), Counter()))
                cell[row.span].update(counted(row))
    for known in values.values():
        known.sort(key=lambda value: value == UNSAID)
    given: dict[str, Any] = {
        "span": SPAN,
        "before": BEFORE,
        "year_ago": YEAR_AGO,
        "cells": {path: Counts(*(dict(one) for one in cell)) for path, cell in sums.items()},
        "values": {dimension: tuple(known) for dimension, known in values.items()},
        "rates": RATES,
        "items": {name: () for name in (NEW, ANSWERED, OPEN, OVERDUE, REPEATED)},
    }
    given["items"] |= more.pop("items", {})
    return Statistics(**{**given, **more})


def item(id: str, **more: Any) -> Item:
    values: dict[str, Any] = {
        "received": date(2022, 5, 31),
        "channel": "12345热线",
        "type": "投诉",
        "category": "道路交通",
        "party": "困难群众",
        "area": "澄湖区",
        "unit": "市住建局",
        "title": f"第{id}件的标题",
        "content": "居民反映路灯不亮。",
        "result": "",
        "state": "在办",
    }
    return Item(id=id, **{**values, **more})


def blocks(name: str, made: Statistics, **options: Any) -> tuple[Block, ...]:
    """The block of this name."""
    return BLOCKS[name].make(made, replace(Options(floor=90), **options))


def tables(made: Sequence[Block]) -> list[Table]:
    return [block for block in made if isinstance(block, Table)]


def charts(made: Sequence[Block]) -> list[Chart]:
    return [block for block in made if isinstance(block, Chart)]


def lines(table: Table) -> list[str]:
    """A table as text: caption, heading, rows, total, shares, notes."""
    told = [f"【{table.caption}】", " | ".join(column.title for column in table.columns)]
    told += [" | ".join(row) for row in table.rows]
    told += ["= " + " | ".join(table.total)] if table.total else []
    told += ["% " + " | ".join(table.shares)] if table.shares else []
    return told + [f"注：{note}" for note in table.notes]


def many(count: int, row: Row) -> list[Row]:
    return [row] * count


def week() -> list[Row]:
    """A small week: 20 received, against 16 before and none a year ago."""
    return [
        *many(6, Row()),
        *many(3, Row(type="咨询", channel="12345热线", category="教育入学", party="基层单位", unit="澄湖区")),
        *many(
            2, Row(type="求助", channel="12345热线", category="供暖供水供气", area="石垱县", unit="石垱县")
        ),
        *many(4, Row(channel="12345热线", closed=False, unit="市城管局", satisfied=None)),
        *many(2, Row(channel="短信", closed=False, late=True, unit="市城管局", category="其他")),
        Row(type="", area="", unit="", category="住房与物业", late=True, satisfied=False),
        *many(2, Row(satisfied=True, repeated=True, party="市场主体")),
        *many(8, Row(span=1)),
        *many(4, Row(span=1, closed=False, unit="市城管局")),
        *many(4, Row(span=1, type="咨询", channel="12345热线", category="教育入学", unit="澄湖区")),
        Row(closed=False, late=True, inside=False, unit="石垱县", area="石垱县"),
    ]
