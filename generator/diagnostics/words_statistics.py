"""Findings of the part "statistics", worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

STATISTICS: Mapping[str, Entry] = {
    "figures-period-needed": Entry(
        "error",
        "这一期要用台账算数字，还要写“报道期间”",
        "《{name}》的“频次”推算不出期间，请写上，例如“报道期间: 2022-05-30 至 2022-06-05”",
    ),
    "as-of-before-period": Entry(
        "error",
        "“截止时间”（{as_of}）不在“报道期间”（{period}）开始之后，算不出这一期的数字",
        "请改正其中一处；“截止时间”一般是期间最后一天的 24:00，或者再晚一些",
    ),
    "as-of-day-left-out": Entry(
        "warning",
        "“截止时间”是{as_of}，“报道期间”（{period}）里从{day}起的诉求没有算进去",
        "只写日期时，是指这一天开始的零点；要算到这一天结束，请在日期后面写上“24:00”",
    ),
    "figures-base-short": Entry(
        "notice",
        "台账从{first}开始，{bases}不完整，与它比较的升降不能作准",
        "如果有更早的台账，请补进 content/requests；没有就不要在文字里用这个升降",
    ),
    "rate-unknown-count": Entry("error", "没有叫“{name}”的件数，算不出这个率", "{near}"),
    "rate-name-taken": Entry(
        "error", "“{name}”是一个件数的名称，不能用作率的名称", "请换一个名称，例如“办结率”"
    ),
    "rate-name-form": Entry(
        "error", "率的名称“{name}”里不能有“.”和“{{ }}”，也不能空着", "请换一个名称，例如“办结率”"
    ),
    "case-unknown": Entry("error", "台账里没有编号是“{id}”的诉求", "{near}"),
    "case-later": Entry(
        "error", "编号“{id}”的诉求是这一期“截止时间”以后才受理的", "请换一件，或者改正“编号”"
    ),
    "case-confidential": Entry(
        "error", "编号“{id}”的诉求标了保密，不能作典型案例", "请换一件；保密的诉求只计数，不登内容"
    ),
    "case-not-told": Entry(
        "warning",
        "编号“{id}”的诉求是举报，只能印出问题分类和承办单位",
        "举报不登姓名、时间、地点和内容；要讲清楚一件事，请换一件",
    ),
    "ledger-masked": Entry(
        "notice",
        "印出的诉求里，有{count}件的文字带着不能印的个人信息，已经隐去：{rows}",
        "台账本身没有改动；如果隐去的是可以公开的号码或地址，请写进 site.yaml 的“隐私”下的“允许”",
    ),
    "ledger-value-hidden": Entry(
        "notice",
        "“{column}”这一列有{count}行写着不能印的个人信息，统计时算作“未注明”，第一处在{row}",
        "请检查导出时是不是错了列；这一列只写{column}",
    ),
}
