"""Findings about 采用通报, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

ADOPTION: Mapping[str, Entry] = {
    "adoption-period-needed": Entry(
        "error",
        "这一期采用通报要写“报道期间”，不然不知道统计哪几天",
        "《{name}》的“频次”推算不出期间，请写上，例如“报道期间: 2026年1月”",
    ),
    "adoption-incomplete": Entry(
        "error",
        "采用情况统计不全：{files} 有错误，里面的来稿没有算上",
        "请先照提示改好那里的错误，再做一次",
    ),
    "adoption-drafts": Entry(
        "warning",
        "签发日期在{period}的简报，还有 {count} 期是草稿，没有计入：{files}",
        "采用只算定稿的。请等它们定稿以后再定稿这一期；本来就不发的，可以不管",
    ),
    "adoption-early": Entry(
        "warning",
        "“签发日期”是{day}，“报道期间”（{period}）那时还没有过完，后面几天的采用没有算上",
        "请等期间过完再签发，或者改正其中一处",
    ),
    "adoption-scope-unknown": Entry(
        "error",
        "“通报范围”里的“{name}”不是单位，也不是单位类别",
        "请照 content/units.yaml 写单位的名称或者简称，或者写一个类别，例如“县市区”",
    ),
    "adoption-outline-key": Entry(
        "error",
        "采用通报的提纲里，“{name}”这一部分不能写“{key}”",
        "请删去这一行；“清单”“条件”“最多”只有专报、诉求动态的提纲能写",
    ),
    "adoption-differs": Entry(
        "warning",
        "这一期已经定稿，现在统计出来有 {count} 处和定稿时不同：{differences}",
        "成品仍用定稿时的数，可以不管；如果要按现在的改正这一期，请删去“{file}”和“{lock}”，重新生成，并另行说明更正",
    ),
    "adoption-secret": Entry(
        "error",
        "这一期定稿时统计了{names}，现在标了密级；有密级的刊物不计数，也不提名称，这一期不能再编",
        "它的网页、PDF 和收了它的合订本已从 output 里删去。"
        "请删去“{file}”和“{lock}”，重新生成，就不再统计它；已经发出的请收回。"
        "密级标错了的，在 site.yaml 里删去“密级”",
    ),
    "adoption-of-draft": Entry(
        "notice",
        "这一期是草稿，按现在的各期统计，不用以前定稿时留存的数",
        "再次定稿以前，请删去“{file}”；不删的话，定稿后仍用留存的数",
    ),
    "adoption-broken": Entry(
        "error",
        "这个文件是程序给定稿的采用通报留存的数，读不出来：{reason}",
        "请从版本库恢复这个文件；没有的话，请删去它，程序会按现在的各期重新统计，请核对以后再付印",
    ),
    "adoption-period-form": Entry(
        "error",
        "“{text}”不是期间",
        "请写成“2026年1月”“2026年第一季度”“2026年”，或者“2026-01-01 至 2026-01-31”",
    ),
    "adoption-nothing": Entry(
        "notice",
        "还没有一期定稿的简报，没有采用可以统计",
        "简报的“状态”改成“定稿”以后，里面的来稿才算采用",
    ),
}
