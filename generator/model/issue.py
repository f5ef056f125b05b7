"""An issue: what the editor composes."""

from __future__ import annotations

from typing import Annotated

from generator.model.record import Record, key
from generator.model.silence import Silenced
from generator.model.site import Distribution
from generator.model.types import Date, DateTime, Number, Text, Texts, YesNo, choice

DRAFT, FINAL = "草稿", "定稿"


class Selection(Record):
    section: Text = key("栏目", "")
    tags: Texts = key("标签", ())
    unit_class: Text = key("单位类别", "")
    limit: Number | None = key("最多", None, example="6")


class Section(Record):
    """Reports (文章, 选取), figures of the ledger (内容) or a list (清单), with words (文字) before them.

    `requests` are those that 典型案例 tells, `limit` how many entries a table or list prints.
    """

    name: Text = key("名称", example="工作部署")
    reports: Texts = key("文章", (), example="[reports/2022/0528-jiaoyu.md]")
    select: Selection | None = key("选取", None, example="{栏目: 基层动态, 最多: 6}")
    content: Texts = key("内容", (), example="[诉求类型, 来源渠道]")
    text: Text = key("文字", "", example="本期共受理{{受理量}}件，环比{{受理量.环比}}。")
    listing: Text = key("清单", "", example="问题清单")
    requests: Texts = key("编号", (), example="[20220530-0017]")
    charts: YesNo = key("图", True, example="否")
    limit: Number | None = key("最多", None, example="10")

    @property
    def has_blocks(self) -> bool:
        """Whether it holds anything beside reports."""
        return bool(self.content or self.text or self.listing or self.requests)

    @property
    def has_content(self) -> bool:
        return self.has_blocks or bool(self.reports or self.select)


class Amendment(Record):
    """One line of 更正说明: where it stands, what stood there and what must stand. One of the two may be
    empty: something was left out, or is to be struck out."""

    place: Text = key("位置", example="第2版《……》一文第3段")
    was: Text = key("原文", "", example="受理诉求1200件")
    should_be: Text = key("应为", "", example="受理诉求1020件")
    because: Text = key("说明", "", example="重复统计")


class Revision(Record):
    """A report that a reissue prints in the place of the one that was wrong. No other issue takes it."""

    report: Text = key("原稿", example="reports/2022/0528-jiaoyu.md")
    revised: Text = key("改为", example="reports/2022/0528-jiaoyu-gai.md")


class Issue(Distribution):
    """`corrects` and `reissues` name the issue that was sent and turned out wrong: this one is a correction
    of it, or it once more as a whole. `first_date` is the 签发日期 of an issue that the site has not."""

    number: Number | None = key("期号", None, example="5")
    total: Number | None = key("总期号", None, example="78")
    supplement: YesNo = key("增刊", False, example="是")
    date: Date = key("签发日期", example="2022-06-06")
    period: Text = key("报道期间", "", example="2022-05-30 至 2022-06-05")
    as_of: DateTime | None = key("截止时间", None, example="2022-06-05 24:00")
    note: Text = key("按语", "")
    sections: tuple[Section, ...] = key("栏目", (), example="[{名称: 工作部署, 文章: [reports/a.md]}]")
    sheets: YesNo | None = key("交办单", None, example="是")
    state: Annotated[str, choice(DRAFT, FINAL)] = key("状态", DRAFT, example="定稿")
    corrects: Text = key("更正", "", example="gongzuo-jianbao/2022-05")
    amendments: tuple[Amendment, ...] = key(
        "更正说明", (), example="[{位置: 第2版第3段, 原文: 1200件, 应为: 1020件}]"
    )
    reissues: Text = key("重发", "", example="gongzuo-jianbao/2022-05")
    revisions: tuple[Revision, ...] = key(
        "改稿", (), example="[{原稿: reports/a.md, 改为: reports/a-gai.md}]"
    )
    first_date: Date | None = key("原件签发日期", None, example="2022-06-06")
    silenced: tuple[Silenced, ...] = key("校对忽略", (), example="[{规则: sentence-long, 理由: 讲话原文}]")

    @property
    def again(self) -> str:
        """The issue that this one corrects or reissues, as the editor wrote it; "" where it is neither."""
        return self.corrects or self.reissues
