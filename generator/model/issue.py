"""An issue: what the editor composes."""

from __future__ import annotations

from typing import Annotated

from generator.model.record import Record, key
from generator.model.site import Distribution
from generator.model.types import Count, Date, DateTime, Text, Texts, YesNo, choice

DRAFT, FINAL = "草稿", "定稿"


class Selection(Record):
    section: Text = key("栏目", "")
    tags: Texts = key("标签", ())
    unit_class: Text = key("单位类别", "")
    limit: Count | None = key("最多", None)


class Section(Record):
    name: Text = key("名称")
    reports: Texts = key("文章", ())
    select: Selection | None = key("选取", None)


class Issue(Distribution):
    number: Count | None = key("期号", None)
    total: Count | None = key("总期号", None)
    supplement: YesNo = key("增刊", False)
    date: Date = key("签发日期")
    period: Text = key("报道期间", "")
    as_of: DateTime | None = key("截止时间", None)
    note: Text = key("按语", "")
    sections: tuple[Section, ...] = key("栏目", ())
    state: Annotated[str, choice(DRAFT, FINAL)] = key("状态", DRAFT)
