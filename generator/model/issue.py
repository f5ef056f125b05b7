"""An issue: what the editor composes."""

from __future__ import annotations

from typing import Annotated

from generator.model.record import Record, key
from generator.model.site import Distribution
from generator.model.types import Date, DateTime, Number, Text, Texts, YesNo, choice

DRAFT, FINAL = "草稿", "定稿"


class Selection(Record):
    section: Text = key("栏目", "")
    tags: Texts = key("标签", ())
    unit_class: Text = key("单位类别", "")
    limit: Number | None = key("最多", None, example="6")


class Section(Record):
    name: Text = key("名称", example="工作部署")
    reports: Texts = key("文章", (), example="[reports/2022/0528-jiaoyu.md]")
    select: Selection | None = key("选取", None, example="{栏目: 基层动态, 最多: 6}")


class Issue(Distribution):
    number: Number | None = key("期号", None, example="5")
    total: Number | None = key("总期号", None, example="78")
    supplement: YesNo = key("增刊", False, example="是")
    date: Date = key("签发日期", example="2022-06-06")
    period: Text = key("报道期间", "", example="2022-05-30 至 2022-06-05")
    as_of: DateTime | None = key("截止时间", None, example="2022-06-05 24:00")
    note: Text = key("按语", "")
    sections: tuple[Section, ...] = key("栏目", (), example="[{名称: 工作部署, 文章: [reports/a.md]}]")
    state: Annotated[str, choice(DRAFT, FINAL)] = key("状态", DRAFT, example="定稿")
