"""Findings of the proofreader, worded: those of its rules, and those about silences and its own state."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry
from generator.diagnostics.rule_words import RuleWords
from generator.diagnostics.rules_figures import FIGURES
from generator.diagnostics.rules_names import NAMES
from generator.diagnostics.rules_numbers import NUMBERS
from generator.diagnostics.rules_page import PAGE
from generator.diagnostics.rules_punctuation import PUNCTUATION
from generator.diagnostics.rules_structure import STRUCTURE
from generator.diagnostics.rules_wording import WORDING

RULES: Mapping[str, RuleWords] = {
    **PUNCTUATION,
    **NUMBERS,
    **WORDING,
    **NAMES,
    **FIGURES,
    **STRUCTURE,
    **PAGE,
}
"""The rules by code, in the order of the manual."""

OF_PAGES = "page-"
"""How the codes of rules begin that look at finished pages; their errors stop an issue."""

PROOFREADING: Mapping[str, Entry] = {
    **{code: words.entry for code, words in RULES.items()},
    "silence-unused": Entry(
        "warning",
        "这里写了忽略“{rule}”，可是没有什么要忽略的",
        "文字已经改好的，请把这条忽略删去",
    ),
    "silence-unknown": Entry(
        "warning",
        "要忽略的规则“{rule}”不存在",
        "{near}规则的名称见手册“校对规则”一页，也可以抄提示里方括号中的代码",
    ),
    "silence-no-rule": Entry(
        "warning",
        "“{rule}”这一条不是校对规则，不能忽略",
        "请把这条忽略删去，照那条提示自己的话改；能忽略的只有后面方括号里写着代码和名称的",
    ),
    "silence-no-reason": Entry(
        "warning",
        "忽略“{rule}”没有写理由，不算数",
        "请写明为什么可以不改，例如：<!-- 校对: 忽略 {rule} 讲话原文 -->",
    ),
    "proof-none": Entry(
        "error",
        "“{key}”还没有出过校样，也没有定过稿，没有可以比的",
        "请先出一次校样：make proof ISSUE={key}；改过以后再看改了哪里",
    ),
    "proof-record-broken": Entry(
        "error",
        "存底的校样读不了：{reason}",
        "请从版本管理里恢复这个文件；恢复不了的，把它删去，再出一次校样",
    ),
}
