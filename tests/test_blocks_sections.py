"""Which sections an issue has, in which order, with which words; and what is told of slips in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from blocks_made import Row, item, many, statistics, week
from conftest import told

from generator.compile.figures.names import aliases_of
from generator.compile.sections import compose_sections, listing_files, wanted_of
from generator.diagnostics import Diagnostic
from generator.load.issues import load_issue
from generator.load.markdown import Converter
from generator.load.outlines import load_outline
from generator.model.blocks import Cases, Chart, Prose, Table, Tiles
from generator.model.bulletin import Article, BulletinSection
from generator.model.content import LoadedIssue, LoadedOutline
from generator.model.listing import Entry, Listing, LoadedListing
from generator.model.record import Sourced
from generator.model.site import Site
from generator.model.statistics import NEW, OPEN, OVERDUE, REPEATED, HotIssue, Statistics
from generator.model.unit import Units

HEAD = "期号: 5\n签发日期: 2022-06-06\n报道期间: 2022-05-30 至 2022-06-05\n"
SITE = Site.model_validate(
    {"organization": "市领导小组办公室", "publications": {"zb": {"name": "每周专报", "kind": "专报"}}}
)
OUTLINE = """\
栏目:
  - {名称: 概况, 文字: "共受理{{受理量}}件。", 内容: [关键数字]}
  - {名称: 分类, 内容: [诉求类型]}
  - {名称: 超期, 内容: [超期事项], 条件: 累计超期量}
  - {名称: 清单一览, 清单: 问题清单, 附件: 是}
  - {名称: 单位情况, 内容: [单位附表], 附件: 是}
词句:
  诉求类型: 居前的有：{{受理量.诉求类型.前二}}。
  超期事项: 超期{{累计超期量}}件。
"""


@dataclass
class Desk:
    """An issue and an outline written as files, loaded, and composed."""

    root: Path
    statistics: Statistics | None = field(default_factory=lambda: statistics(week(), items={OVERDUE: ()}))
    listings: Mapping[str, LoadedListing] = field(default_factory=dict)
    articles: Callable[[int], tuple[Article, ...]] = lambda _: ()

    def load(self, issue: str, outline: str | None) -> tuple[LoadedIssue, LoadedOutline | None]:
        path = self.root / "content/issues/zb/2022-05.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + issue, encoding="utf-8")
        converter = Converter(self.root)
        loaded, found = load_issue(path, self.root, "zb/2022-05", SITE, ("reports/a.md",), converter)
        assert loaded is not None, found
        if outline is None:
            return loaded, None
        own = self.root / "templates/zhuanbao/outline.yaml"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(outline, encoding="utf-8")
        kind, found = load_outline(self.root, "专报", converter)
        assert kind is not None, [told(one) for one in found]
        return loaded, kind

    def compose(
        self, issue: str = "", outline: str | None = OUTLINE
    ) -> tuple[tuple[BulletinSection, ...], list[Diagnostic]]:
        loaded, kind = self.load(issue, outline)
        aliases = aliases_of(SITE, Units(()))
        return compose_sections(
            loaded, kind, self.statistics, self.listings, self.articles, aliases, floor=90
        )

    def sections(self, issue: str = "", outline: str | None = OUTLINE) -> tuple[BulletinSection, ...]:
        made, found = self.compose(issue, outline)
        assert [told(one) for one in found] == []
        return made

    def told(self, issue: str = "", outline: str | None = OUTLINE) -> list[str]:
        return [told(one) for one in self.compose(issue, outline)[1]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def listing(name: str = "问题清单", **more: str) -> LoadedListing:
    entries = (Entry.model_validate({"matter": "管网改造", "unit": "市水利局", **more}),)
    return Sourced(Listing(name=name, entries=entries), f"content/lists/{name}.yaml")


def names(sections: tuple[BulletinSection, ...]) -> list[str]:
    return [section.name for section in sections]


def kinds(section: BulletinSection) -> list[str]:
    return [type(block).__name__ for block in section.blocks]


def words(section: BulletinSection) -> list[str]:
    return [block.html for block in section.blocks if isinstance(block, Prose)]


def test_an_issue_without_sections_is_its_kinds_outline(desk: Desk) -> None:
    made = desk.sections()
    assert names(made) == ["概况", "分类", "超期", "附件　单位情况"]
    assert [section.anchor for section in made] == ["s1", "s2", "s3", "s4"]
    assert [section.annex for section in made] == [False, False, False, True]
    assert kinds(made[0]) == ["Prose", "Tiles", "Prose"]
    assert words(made[0])[0] == "<p>共受理20件。</p>"


def test_a_block_of_two_dimensions_has_the_words_of_each(desk: Desk) -> None:
    outline = (
        "栏目: [{名称: 结构, 内容: [诉求结构]}]\n"
        "词句: {诉求类型: '类型{{受理量.诉求类型.前二}}。', 来源渠道: '渠道{{受理量.来源渠道.前二}}。'}\n"
    )
    both = desk.sections(outline=outline)[0]
    assert [text[:5] for text in words(both)] == ["<p>类型", "<p>渠道"]
    desk.statistics = statistics(many(5, Row(channel="")))
    assert words(desk.sections(outline=outline)[0]) == ["<p>类型投诉5件。</p>"]
    desk.statistics = statistics(week())
    own = outline.replace("词句: {", "词句: {诉求结构: '各项如下。', ")
    assert words(desk.sections(outline=own)[0]) == ["<p>各项如下。</p>"]


def test_advice_that_nobody_wrote_is_not_printed(desk: Desk) -> None:
    outline = (
        "栏目: [{名称: 概况, 内容: [关键数字]}, {名称: 工作建议}, {名称: 附表, 内容: [单位附表], 附件: 是}]\n"
    )
    assert names(desk.sections(outline=outline)) == ["概况", "附件　附表"]
    written = "栏目:\n  - {名称: 工作建议, 文字: 请盯紧超期。}\n  - {名称: 别的, 文字: 另有一事。}\n"
    assert names(desk.sections(written, outline)) == ["概况", "工作建议", "别的", "附件　附表"]


def test_words_of_a_block_stand_before_it(desk: Desk) -> None:
    made = desk.sections()
    assert kinds(made[1]) == ["Prose", "Table", "Chart"]
    assert words(made[1]) == ["<p>居前的有：投诉14件、咨询3件。</p>"]


def test_words_of_a_section_take_the_place_of_those_of_its_blocks(desk: Desk) -> None:
    made = desk.sections("栏目:\n  - {名称: 分类, 文字: '投诉{{受理量.诉求类型.投诉}}件。', 图: 否}\n")
    assert kinds(made[1]) == ["Prose", "Table"]
    assert words(made[1]) == ["<p>投诉14件。</p>"]


def test_a_block_of_nothing_has_no_words_before_it(desk: Desk) -> None:
    desk.statistics = statistics()
    made = desk.sections(outline="栏目: [{名称: 分类, 内容: [诉求类型]}]\n词句: {诉求类型: 情况如下。}\n")
    assert words(made[0]) == ["<p>本期没有受理诉求。</p>"]


def test_a_section_is_left_out_where_its_condition_is_zero(desk: Desk) -> None:
    desk.statistics = statistics(many(3, Row()))
    assert "超期" not in names(desk.sections())


def test_several_annexes_are_numbered(desk: Desk) -> None:
    desk.listings = {"问题清单": listing()}
    made = desk.sections()
    assert names(made)[-2:] == ["附件1　清单一览", "附件2　单位情况"]
    assert [section.wide for section in made[-2:]] == [False, False]


def test_a_list_with_many_columns_is_wide(desk: Desk) -> None:
    more = {key: "某项" for key in ("person", "goal", "measures", "due", "state")}
    desk.listings = {"问题清单": listing(**more)}
    assert not desk.sections()[3].wide
    more = {key: "某项工作要有着落" for key in more}
    desk.listings = {"问题清单": listing(**more)}
    wide = desk.sections()[3]
    table = wide.blocks[0]
    assert isinstance(table, Table) and wide.wide
    assert [column.title for column in table.columns] == [
        *("序号", "事项", "单位", "责任人", "目标", "措施", "时限", "状态")
    ]
    assert table.rows == (("1", "管网改造", "市水利局", *["某项工作要有着落"] * 5),)


def test_an_issues_other_sections_come_before_the_annexes(desk: Desk) -> None:
    made = desk.sections("栏目:\n  - {名称: 工作建议, 文字: 请抓紧办理。}\n")
    assert names(made) == ["概况", "分类", "超期", "工作建议", "附件　单位情况"]


def test_reports_stand_below_the_blocks_of_their_section(desk: Desk) -> None:
    article = Article("a1", ("标题",), "", "<p>正文。</p>", "", (), "reports/a.md")
    desk.articles = lambda place: (article,) if place == 0 else ()
    made = desk.sections("栏目:\n  - {名称: 分类, 文章: [reports/a.md]}\n")
    assert kinds(made[1]) == ["Prose", "Table", "Chart"]
    assert made[1].articles == (article,)


def test_cases_that_the_editor_chose_are_told(desk: Desk) -> None:
    desk.statistics = statistics(week(), items={OVERDUE: ()}, cases=(item("A1"), item("A2")))
    made = desk.sections("栏目:\n  - {名称: 典型案例, 编号: [A2]}\n")
    assert names(made)[3] == "典型案例"
    cases = made[3].blocks[0]
    assert isinstance(cases, Cases)
    assert [case.title for case in cases.cases] == ["第A2件的标题"]


def test_an_issue_with_content_of_its_own_is_laid_out_as_it_says(desk: Desk) -> None:
    desk.listings = {"问题清单": listing()}
    made = desk.sections(
        "栏目:\n"
        "  - {名称: 从单位看, 内容: [单位附表]}\n"
        "  - {名称: 从类型看, 内容: [诉求类型], 图: 否}\n"
        "  - {名称: 清单一览, 清单: 问题清单}\n"
    )
    assert names(made) == ["从单位看", "从类型看", "附件　清单一览"]
    assert [section.wide for section in made] == [False, False, False]
    assert kinds(made[1]) == ["Prose", "Table"]
    assert words(made[1]) == ["<p>居前的有：投诉14件、咨询3件。</p>"]


def test_a_caption_does_not_say_the_sections_name_again(desk: Desk) -> None:
    desk.listings = {"问题清单": listing()}
    made = desk.sections("栏目:\n  - {名称: 问题清单, 清单: 问题清单}\n")
    table = made[0].blocks[0]
    assert isinstance(table, Table) and table.caption == ""


def test_sections_of_words_and_reports_need_no_outline_and_no_ledger(desk: Desk) -> None:
    desk.statistics = None
    made = desk.sections("栏目:\n  - {名称: 说明, 文字: 请参阅。}\n", outline=None)
    assert [(section.name, words(section)) for section in made] == [("说明", ["<p>请参阅。</p>"])]


def test_hot_issues_do_not_tell_cases_that_stand_elsewhere(desk: Desk) -> None:
    hot = (HotIssue("道路交通", 12, 8, 4.25, 2, 2, ("件数第1位",), ("A1",)),)
    desk.statistics = statistics(week(), hot=hot, hot_rule="规则。", cases=(item("A1"),))
    both = desk.sections("栏目:\n  - {名称: 热点, 内容: [热点诉求]}\n  - {名称: 案例, 内容: [典型案例]}\n")
    alone = desk.sections("栏目:\n  - {名称: 热点, 内容: [热点诉求]}\n")
    assert [kinds(section) for section in both] == [["Prose", "Table"], ["Cases"]]
    assert [kinds(section) for section in alone] == [["Prose", "Table", "Cases"]]


FILE = "content/issues/zb/2022-05.yaml"


def test_an_unknown_block_is_told_with_the_nearest(desk: Desk) -> None:
    assert desk.told("栏目:\n  - {名称: 分类, 内容: [诉求类别]}\n") == [
        f"{FILE}:5:19 错误 “内容”里没有“诉求类别”这一项\n是不是想写“诉求类型”“重复诉求”“诉求结构”？"
    ]


def test_a_block_like_no_other_is_told_with_all(desk: Desk) -> None:
    found = desk.told("栏目:\n  - {名称: 分类, 内容: [abc]}\n")
    assert found[0].startswith(
        f"{FILE}:5:19 错误 “内容”里没有“abc”这一项\n可以写的有：关键数字、走势、诉求结构、"
    )


def test_an_unknown_block_of_an_outline_is_told_in_the_outline(desk: Desk) -> None:
    assert desk.told(outline="栏目: [{名称: 分类, 内容: [走式]}]\n") == [
        "templates/zhuanbao/outline.yaml:1:20 错误 “内容”里没有“走式”这一项\n是不是想写“走势”？"
    ]


def test_words_for_no_block_are_told(desk: Desk) -> None:
    outline = "栏目: [{名称: 分类, 内容: [走势]}]\n词句:\n  热点: 如下。\n"
    assert desk.told(outline=outline) == [
        "templates/zhuanbao/outline.yaml:3:7 错误 “词句”里的“热点”不是哪一项内容的名称，印不出来\n"
        "是不是想写“热点诉求”？"
    ]


def test_a_list_that_is_not_there(desk: Desk) -> None:
    text = "栏目:\n  - {名称: 清单, 清单: 问题清淡}\n"
    assert desk.told(text) == [
        f"{FILE}:5:18 错误 没有名为“问题清淡”的清单\n清单要放在 content/lists 文件夹里，写明名称和条目"
    ]
    desk.listings = {"问题清单": listing(), "任务清单": listing("任务清单")}
    assert desk.told(text) == [f"{FILE}:5:18 错误 没有名为“问题清淡”的清单\n是不是想写“问题清单”？"]
    assert desk.told(text.replace("问题清淡", "甲")) == [
        f"{FILE}:5:18 错误 没有名为“甲”的清单\ncontent/lists 里有：问题清单、任务清单"
    ]


def test_an_unknown_figure_is_told_where_it_stands(desk: Desk) -> None:
    found = desk.told("栏目:\n  - 名称: 工作建议\n    文字: 共{{受里量}}件。\n")
    assert [one.split(" ")[0] for one in found] == [f"{FILE}:6:10"]
    assert "受理量" in found[0]


def test_an_unknown_figure_of_an_outline_is_told_there(desk: Desk) -> None:
    outline = "栏目: [{名称: 分类, 内容: [诉求类型], 条件: 受里量}]\n"
    found = desk.told(outline=outline)
    assert [one.split(" ")[0] for one in found] == ["templates/zhuanbao/outline.yaml:1:31"]
    outline = "栏目: [{名称: 分类, 内容: [诉求类型]}]\n词句: {诉求类型: '共{{受里量}}件'}\n"
    found = desk.told(outline=outline)
    assert [one.split(" ")[0] for one in found] == ["templates/zhuanbao/outline.yaml:2:14"]


def test_figures_without_a_ledger(desk: Desk) -> None:
    desk.statistics = None
    found = desk.told("栏目:\n  - {名称: 分类, 内容: [诉求类型]}\n")
    assert found == [
        f"{FILE}:5:19 错误 “诉求类型”要从诉求台账里统计，台账还没有，或者有错误\n"
        "请把台账放进 content/requests 文件夹；已经放了的，先改正台账里的错误"
    ]


def test_what_a_record_does_not_hold(desk: Desk) -> None:
    made = statistics(week(), cases=(item("A1"),))
    desk.statistics = replace(made, items={})
    found = desk.told("栏目:\n  - {名称: 超期, 内容: [超期事项]}\n")
    assert found[0].startswith(f"{FILE}:5:19 错误 这一期定稿时存下的数字里没有“超期事项”要用的部分\n")
    found = desk.told(
        "栏目:\n  - {名称: 典型案例, 编号: [A1, A9]}\n状态: 定稿\n",
        outline="栏目: [{名称: 甲, 内容: [走势]}]\n",
    )
    assert [one.split("\n")[0] for one in found] == [
        f"{FILE}:5:25 错误 这一期定稿时存下的数字里没有编号“A9”的诉求，不能登为案例"
    ]
    cells = {path: counts for path, counts in made.cells.items() if "单位类别" not in path}
    desk.statistics = replace(made, cells=cells)
    assert desk.told("栏目:\n  - {名称: 附表, 内容: [单位附表]}\n")[0].startswith(
        f"{FILE}:5:19 错误 这一期定稿时存下的数字里没有“单位附表”要用的部分\n"
    )


def test_what_an_issue_wants_of_the_ledger(desk: Desk) -> None:
    issue, outline = desk.load(
        "按语: 来访投诉{{受理量.来源渠道.来访.诉求类型.投诉}}件。\n"
        "栏目:\n  - {名称: 典型案例, 编号: [A1, A2]}\n",
        OUTLINE,
    )
    wanted = wanted_of(issue, outline, texts=("{{受理量.属地.澄湖区.服务对象.市场主体}}",))
    assert wanted.lists == {OVERDUE}
    assert wanted.pairs == {("诉求类型", "来源渠道"), ("服务对象", "属地"), ("承办单位", "单位类别")}
    assert wanted.cases == ("A1", "A2")
    assert wanted_of(issue, outline, sheets=True).lists == {OVERDUE, OPEN}


def test_the_files_of_the_lists_that_are_printed(desk: Desk) -> None:
    issue, outline = desk.load("", OUTLINE)
    listings = {"问题清单": listing(), "任务清单": listing("任务清单")}
    assert listing_files(issue, outline, listings) == ("content/lists/问题清单.yaml",)


@pytest.mark.parametrize("kind", ["专报", "诉求动态"])
@pytest.mark.parametrize("rows", [[], week(), many(1, Row(closed=False, late=True))])
def test_the_shipped_outlines_compose_without_a_finding(desk: Desk, kind: str, rows: list[Row]) -> None:
    outline, found = load_outline(desk.root, kind, Converter(desk.root))
    assert outline is not None and found == []
    issue, _ = desk.load("", None)
    items = {NEW: (item("N1"),), OPEN: (item("N1"),), OVERDUE: (), REPEATED: ()} if rows else {}
    made, found = compose_sections(
        issue,
        outline,
        statistics(rows, items=items),
        {"问题清单": listing()},
        lambda _: (),
        aliases_of(SITE, Units(())),
        floor=90,
    )
    assert [told(one) for one in found] == []
    assert made[0].name == "本期概况" and made[-1].annex
    for section in made:
        assert section.blocks
        for block in section.blocks:
            assert isinstance(block, Prose | Tiles | Table | Chart | Cases)
            if isinstance(block, Prose):
                assert "{{" not in block.html and block.html.startswith("<p")
