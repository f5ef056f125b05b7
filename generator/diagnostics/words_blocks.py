"""What is wrong with outlines, with what a section is to hold, and with 交办单."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

BLOCKS: Mapping[str, Entry] = {
    # Outlines
    "outline-missing": Entry(
        "error",
        "类型“{kind}”没有提纲，不知道该印哪些部分",
        "请在站点里写一个 {name}；本来有的，可能是程序自带的模板不全，请重新安装",
    ),
    "outline-empty": Entry(
        "error",
        "提纲里一个栏目也没有",
        "请在“栏目”里至少写一项，例如：栏目: [{{名称: 受理概况, 内容: [关键数字]}}]",
    ),
    "words-unknown": Entry("error", "“词句”里的“{name}”不是哪一项内容的名称，印不出来", "{near}"),
    # Sections
    "block-unknown": Entry("error", "“内容”里没有“{name}”这一项", "{near}"),
    "block-no-ledger": Entry(
        "error",
        "“{name}”要从诉求台账里统计，台账还没有，或者有错误",
        "请把台账放进 content/requests 文件夹；已经放了的，先改正台账里的错误",
    ),
    "block-not-recorded": Entry(
        "error",
        "这一期定稿时存下的数字里没有“{name}”要用的部分",
        "定稿以后加的内容，存下的数字里没有。请删去这一项；确实要加的，"
        "删掉 content/records/figures 里这一期的文件，程序会按现在的台账重新统计，请再核对全部数字",
    ),
    "listing-unknown": Entry("error", "没有名为“{name}”的清单", "{near}"),
    "case-not-recorded": Entry(
        "error",
        "这一期定稿时存下的数字里没有编号“{id}”的诉求，不能登为案例",
        "请换成当时选登的；确实要换的，删掉 content/records/figures 里这一期的文件，"
        "程序会按现在的台账重新统计，请再核对全部数字",
    ),
    # 交办单
    "sheet-without-unit": Entry(
        "warning",
        "有{count}件没有办结的诉求没有写承办单位，没有列入任何一份交办单",
        "请在台账里补上承办单位{which}",
    ),
}
