"""The mark behind a heading that stands at the head of its paragraph: （一）压实责任，各县区要负总责。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.punctuation_signs import HAN, NUMERALS
from generator.model.prose import ITEM, PARAGRAPH, Block, Document

_ORDINALS = (
    rf"[（(][{NUMERALS}]{{1,3}}[）)]", rf"[{NUMERALS}]{{1,3}}、", r"[0-9]{1,2}[.．]", r"[（(][0-9]{1,2}[）)]",
    "[①-⑳]", rf"第[{NUMERALS}]{{1,2}}，", rf"[{NUMERALS}]{{1,2}}是",
)  # fmt: skip
_BEGINS = pattern(rf"[（(第①-⑳{NUMERALS}0-9]")
_HEAD = pattern(
    "(?:" + "|".join(f"({one})" for one in _ORDINALS) + ")"
    rf"(?P<head>[{HAN}“”《》]{{2,16}})(?P<mark>[。，：；、:;,]|——(?![0-9])|[ 　]+)(?=[{HAN}“《0-9])"
)
_SENTENCE = pattern(r"[。！？]")
_SURE = frozenset((" ", "—", "；", ";"))
"""Marks with which no sentence goes on behind a few words that an ordinal stands before."""
_LIKE = 2
"""Characters by which heads of one list may differ in length."""
_INNER = pattern("[；;（(①-⑳]")
_CLAUSE = pattern("[应不未被的对将]")
"""A head with one of these is a clause: （五）垃圾应当及时清运；未及时清运的……。"""
_VERBS = pattern(
    "建[强立好设]|加[强快大]|强化|严[把格守查控打]|摸清|压[实紧]|保[障证护]|打[造好牢通击响]|推[进动行广]|优化|完善|健全|深[化入]|提[升高质]|落实|抓[好实牢住紧]|做[好实细优强]"
    "|用[好活足]|夯实|筑牢|突出|坚持|创新|拓[宽展]|搭[建好]|畅通|规范|整[合治顿]|聚[焦力集]|狠抓|紧[盯扣抓]|广泛|统筹|明确|细化|构建|培[育养]|激[活发]|守[住好牢]|改[善进造]|开展|实施"
    "|注重|围绕|发挥|引[导进]|扩大|破[解除]|盘活|办[好实]|回应|关[爱心注]|转变|树[立牢]|厚植|丰富|延[伸长]|补[齐短]|挖掘|倒逼|织[密牢]|擦亮|绷紧|凝聚|扎实|切实|全[面力]|大力|积极|主动|持续|科学|从严|分[类级]|精[准细]|稳[定步]|靠前|送|讲[好清]|学[懂深]|理[清顺]|吃透|问[计需]|把[好牢准]|管[好住]|护[好航]|种[好]|选[优准好]|唱[响好]|定[好准]"
)
_LABELS = pattern(
    "(?:时间|地点|对象|条件|方式|内容|原则|要求|目标|流程|材料|依据|范围|标准|程序|期限|事项|名单|人员|单位|主题|背景|情况|问题|原因|措施|任务|重点|职责|安排|步骤|渠道|电话|来源)\\Z"
)
_BEHIND_LEAST = 10
"""Characters behind a heading with a colon."""


@dataclass(frozen=True)
class _Head:
    block: Block
    match: re.Match[str]
    family: int

    @property
    def head(self) -> str:
        return self.match["head"]

    @property
    def mark(self) -> str:
        return self.match["mark"][0].replace("　", " ")


def run_in(document: Document, office: Office) -> Iterator[Found]:
    heads: defaultdict[int, list[_Head]] = defaultdict(list)
    for block in document.blocks:
        if block.kind in (PARAGRAPH, ITEM) and _BEGINS.match(block.text):
            match = _HEAD.match(block.text)
            if match and match.lastindex and _SENTENCE.search(block.text, match.end()):
                family = next(number for number in range(1, len(_ORDINALS) + 1) if match[number])
                heads[family].append(_Head(block, match, family))
    for those in heads.values():
        right = [len(one.head) for one in those if one.mark == "。"]
        for one in those:
            if one.mark != "。" and _is_wrong(one, right):
                start, end = one.match.span("mark")
                mark = "空格" if one.mark == " " else f"“{one.match['mark']}”"
                yield one.block, Hit(start, end, {"head": one.head, "mark": mark})


def _is_wrong(one: _Head, right: list[int]) -> bool:
    """Whether the mark should be a full stop, which stands behind heads of these lengths beside it."""
    behind = one.block.text[one.match.end() :]
    said = one.family > 5  # 一是, 第一，
    if one.mark in _SURE:
        return not _goes_on(one, behind) and (not said or bool(right) or one.mark == " ")
    if one.mark in ("：", ":"):
        alone = (
            not said
            and not _LABELS.search(one.head)
            and _VERBS.match(one.head)
            and len(one.head) > 3
            and len(behind) >= _BEHIND_LEAST
        )
        return bool(right) or bool(alone)
    # 一是摸清底数，建好台账。 is a sentence, and so may be those beside it.
    return (not said or one.mark == "、") and any(abs(length - len(one.head)) <= _LIKE for length in right)


def _goes_on(one: _Head, behind: str) -> bool:
    """Whether a list goes on behind a semicolon: 1.身份证；2.户口簿。"""
    return one.mark in ("；", ";") and (
        _CLAUSE.search(one.head) is not None or _INNER.search(behind) is not None or behind.count("。") != 1
    )


RULES: tuple[Rule, ...] = (DocumentRule("heading-run-in-mark", run_in),)
