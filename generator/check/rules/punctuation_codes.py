"""Numbers of documents: their brackets and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation_signs import HAN
from generator.model.prose import Block

_NO_HOUSE = r"(?![楼线院井桥泵栋门厅机房地路店仓库窗台])"
_YEAR = pattern(
    rf"(?P<left>[\[［（(【〖﹝﹙〈<{{｛「『《“＜≪«⟨|｜‹])(?P<year>(?:19|20)[0-9]{{2}})(?P<right>[\]］）)】〗﹞﹚〉>}}｝」』》”＞≫»⟩|｜›])"
    rf"(?P<number>第?[0-9]{{1,5}}(?:[、，][0-9]{{1,5}})*号{_NO_HOUSE})"
)
# These have brackets and numbers of their own: minutes and notices, certificates of land and of houses.
_OTHER = pattern(r"(?:纪要|公告|通告|令|简报|提案|建议|议案|证|用|权|期|届|会|次)\Z")
_ROUND = "（("


def number_brackets(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _YEAR.finditer(text):
        ahead = text[max(0, match.start() - 6) : match.start()]
        if not ahead or not re.match(f"[{HAN}]", ahead[-1]):
            continue
        if match["left"] in _ROUND and (_OTHER.search(ahead) or "证" in ahead):
            continue
        right = f"〔{match['year']}〕"
        yield Hit(match.start(), match.end("right"), {"found": match[0][:6], "right": right}, right)


_NUMBER = pattern(
    rf"〔(?P<year>(?:[0-9]{{2}}|(?:19|20)[0-9]{{2}})年?)〕(?P<number>(?:第|0)[0-9]{{0,6}}|[0-9]{{1,6}})号{_NO_HOUSE}"
)
# What courts and enforcement agencies issue is numbered in ways of its own.
_CASES = pattern(r"[罚执许证鉴裁决认诉复检监强撤责税银土房权]")
_SINCE = 2012
"""GB/T 9704-2012 holds for documents from that year on; older ones are cited as they are."""


def number_form(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _NUMBER.finditer(text):
        ahead = text[max(0, match.start() - 10) : match.start()]
        year, number = match["year"], match["number"]
        if not year.isdigit() or len(year) == 2:
            yield Hit(match.start("year"), match.end("year"), {"found": match[0]})
        elif number[0] in "第0" and int(year) >= _SINCE and not _CASES.search(ahead):
            yield Hit(match.start("number"), match.end("number"), {"found": match[0]})


RULES: tuple[Rule, ...] = (
    BlockRule("document-number-brackets", number_brackets, needs="[［（(【〖﹝﹙〈<{｛「『《“〔＜≪«⟨|｜‹"),
    BlockRule("document-number-form", number_form, needs="〔"),
)
