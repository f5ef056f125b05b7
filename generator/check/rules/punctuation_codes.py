"""Numbers of documents and names of days: their brackets and dots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation_signs import HAN, before
from generator.model.prose import Block

_NO_HOUSE = r"(?![楼线院井桥泵栋门厅机房地路店仓库窗台])"
_YEAR = pattern(
    rf"(?P<left>[\[［（(【〖﹝﹙〈<{{｛「『])(?P<year>(?:19|20)[0-9]{{2}})(?P<right>[\]］）)】〗﹞﹚〉>}}｝」』])"
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


_EVENT = pattern(
    r"“(?P<month>1[0-2]|[1-9])(?P<dot>\.)(?P<day>[0-9]{1,2})”(?=[^，。；、“”]{0,10}?(?:日|案|事件|事故|运动|大会|晚会"
    r"|活动|地震|专案|宣传|行动|系列|讲话|指示|火灾|爆炸|工程))"
)


def event_dot(block: Block, office: Office) -> Iterator[Hit]:
    for match in _EVENT.finditer(block.text):
        data = {"found": f"{match['month']}.{match['day']}"}
        data["right"] = f"{match['month']}·{match['day']}"
        yield Hit(match.start("dot"), match.end("dot"), data, "·")


_POINT = pattern(rf"[•・‧●](?<=[{HAN}].)(?=[{HAN}])")
_FAMOUS = (
    ("卡尔", "马克思"), ("弗里德里希", "恩格斯"), ("列夫", "托尔斯泰"), ("查尔斯", "达尔文"),
    ("阿尔伯特", "爱因斯坦"), ("托马斯", "爱迪生"), ("艾萨克", "牛顿"), ("尼古拉", "奥斯特洛夫斯基"),
    ("诺尔曼", "白求恩"), ("亨利", "诺尔曼"), ("埃德加", "斯诺"), ("弗洛伦斯", "南丁格尔"),
    ("阿尔弗雷德", "诺贝尔"), ("马克西姆", "高尔基"), ("威廉", "莎士比亚"), ("玛丽", "居里"),
    ("维克多", "雨果"), ("路德维希", "贝多芬"), ("亚当", "斯密"), ("亚伯拉罕", "林肯"),
    ("乔治", "华盛顿"), ("纳尔逊", "曼德拉"), ("海伦", "凯勒"), ("迈克尔", "乔丹"),
)  # fmt: skip
_NAMED = pattern(
    "|".join(f"{first}(?P<mark{number}>[、，\\- ]){last}" for number, (first, last) in enumerate(_FAMOUS))
)
"""People whose names everybody knows: other names may be those of two people."""


def name_dot(block: Block, office: Office) -> Iterator[Hit]:
    for match in _POINT.finditer(block.text):
        if before(block.text, match.start()):
            yield Hit(match.start(), match.end(), {"mark": match[0]}, "·")
    for match in _NAMED.finditer(block.text):
        start, end = match.span(str(match.lastgroup))
        yield Hit(start, end, {"mark": match[str(match.lastgroup)].replace(" ", "空格")}, "·")


RULES: tuple[Rule, ...] = (
    BlockRule("document-number-brackets", number_brackets, needs="[［（(【〖﹝﹙〈<{｛「『"),
    BlockRule("document-number-form", number_form, needs="〔"),
    BlockRule("event-day-dot", event_dot, needs="“"),
    BlockRule("name-dot", name_dot, needs="•・‧●斯尔德姆希当罕逊丽廉治伦多"),
)
