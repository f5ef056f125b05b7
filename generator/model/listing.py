"""A list that the office keeps: 问题清单, 任务清单, 责任清单, 批示落实 and the like."""

from __future__ import annotations

from generator.model.record import Record, Sourced, key
from generator.model.types import Text


class Entry(Record):
    """One line of a list. What no entry of a list fills is no column of it."""

    number: Text = key("序号", "")
    matter: Text = key("事项", example="东城水厂管网改造")
    unit: Text = key("单位", "", example="市水利局")
    person: Text = key("责任人", "")
    goal: Text = key("目标", "")
    measures: Text = key("措施", "")
    due: Text = key("时限", "", example="2022-06-30")
    state: Text = key("状态", "", example="推进中")
    progress: Text = key("进展", "")


class Listing(Record):
    name: Text = key("名称", example="问题清单")
    entries: tuple[Entry, ...] = key(
        "条目", (), example="[{序号: 1, 事项: 东城水厂管网改造, 单位: 市水利局}]"
    )


LoadedListing = Sourced[Listing]
"""A list with the places of its values; of a spreadsheet, line is the row and column the column."""
