"""Locks of signed issues, and proofs that are compared with, worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

FINALS: Mapping[str, Entry] = {
    "final-changed": Entry(
        "error",
        "这一期已经定稿，现在的内容和定稿时有 {count} 处不同：{differences}",
        "定了稿的不能悄悄改，原来的成品还在。三条路：改错了的，撤回这些改动；发出以后确实要更正的，"
        "撤回改动，另出一期更正或者重发，做法见手册“更正、重发、收回”（docs/manual/21-corrections.md）；"
        "还没有发出、要改了重新定稿的，删去“{file}”，再编一次，就按新的内容定稿。"
        "改在哪里，用 make diff ISSUE={key} 标在页面上看",
    ),
    "final-collected": Entry(
        "error",
        "这一期已经定稿，“选取”现在多收进了 {count} 篇后来的稿件：{reports}",
        "定了稿的不再收新的，原来的成品还在。请在“{issue}”里把这个栏目的“选取”改成“文章”，"
        "写明原来的几篇{kept}；印的字没有变，就不算改动。后来的稿件可以收进以后的各期",
    ),
    "final-broken": Entry(
        "error",
        "这个文件是程序给定稿留的底，读不出来：{reason}",
        "请从版本管理里恢复这个文件；恢复不了的，删去它，再编一次，程序会按现在的内容重新留底，请先核对全文",
    ),
    "final-version": Entry(
        "error",
        "这个文件是用更新的程序留的底（格式 {version}），现在的程序读不了",
        "请升级程序，再编一次",
    ),
    "final-of-draft": Entry(
        "notice",
        "这一期以前定过稿，现在是草稿，改了什么不同定稿时比",
        "再次定稿的时候，仍要同留的底“{file}”一样；要按新的内容定稿，请在那以前删去它",
    ),
    "final-elsewhere": Entry(
        "warning",
        "{title}定稿时留的底是“{former}”，同这一期的文件名不一样",
        "这一期的文件改过名的，请把留的底改名为“{file}”；这是另编的一期的，请删去原来留的底",
    ),
    "final-without-issue": Entry(
        "warning",
        "这是{title}定稿时留的底，现在没有对应的一期（{issue}）",
        "如果那一期的文件改过名，请把这个文件也改成一样的名称；如果那一期确实不要了，请删去这个文件",
    ),
    "proof-unknown": Entry("error", "“{key}”没有{name}，不能同它比", "可以写的有：{there}"),
}
