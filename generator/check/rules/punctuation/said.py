"""Marks at what is asked, said and remarked: questions that are none, ends of quotations, brackets, 、等."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN, NUMERALS
from generator.model.prose import PARAGRAPH, RUNNING, Block

_REACH = 60
"""Characters of a sentence before its end that are looked at."""
_QUOTED = 300
"""Characters before a mark in which the quotation mark is looked for that it may belong to."""
_STOPS = pattern(r"[。！？；\n]")
_ASKED = pattern(
    r"(?:弄不?清|搞不?清|说不清|分不清|看不清|拿不准|吃不准|想不通|不知道?|不清楚|不晓得|不明白|不了解|想知道"
    r"|没人知道|无法确定|难以确定|查清|查明|弄明白|搞明白|摸清|问清|核实|询问"
    r"|打听|了解|研究|讨论|商量|商议|探讨|琢磨|思考|探索|考虑|关心|取决于|决定|说明|解释|告诉(?!我们?[，：])"
    r"|讲解|介绍|讲清|看看|问问|算清|确定|明确|清楚|请教|评估|测算|观察|检查)了?"
    r"(?P<asked>[^，。！？；：“”]{0,24}(?:怎么|怎样|如何|什么|哪[里些个儿家种天年]|谁|多少|是否|能否|可否"
    r"|为什么|为何|何时|有没有|是不是|能不能|会不会|要不要|该不该|几[个时天家])[^，。！？；：“”]{0,20})\Z"
)
_ASKING = pattern(
    r"怎么|如何|为什么|为何|难道|何以|何不|怎能|岂|谁|哪|是否|能否|可否|能不能|可不可以|你|您|吗|呢|何曾"
    r"|什么时候|有没有|是不是|究竟|到底|不知"
)
_PLEASE = pattern("[。！；]请(?!问)[^？。！“”你您问能可是否什么怎吗呢几谁哪]{2,40}？")
_MOOD = ("吗", "呢", "吧", "么", "啊", "呀")


def indirect(block: Block, office: Office) -> Iterator[Hit]:
    """弄不清是怎么来的？ tells and does not ask; 是甲？还是乙。"""
    text = block.text
    for match in _PLEASE.finditer("。" + text):
        yield Hit(match.end() - 2, match.end() - 1, {"text": match[0][-8:]})
    start = text.find("？")
    while start >= 0:
        ahead = text[max(0, start - _REACH) : start]
        if not _is_within(text, start) and _is_indirect(ahead):
            yield Hit(start, start + 1, {"text": ahead[-8:] + "？"})
        elif (
            text.startswith("还是", start + 1)
            and (ends := _STOPS.search(text, start + 1, start + 1 + _REACH))
            and ends[0] != "？"
        ):
            yield Hit(start, start + 1, {"text": ahead[-6:] + "？还是"})
        start = text.find("？", start + 1)


def _is_indirect(ahead: str) -> bool:
    clause = re.split("[。！？；\n]", ahead)[-1]
    if clause.endswith(_MOOD):
        return False
    clause = clause.rpartition("，")[2]
    match = _ASKED.search(clause)
    return match is not None and not _ASKING.search(clause[: match.start()])


def _is_within(text: str, position: int) -> bool:
    """Whether it stands in quotation marks."""
    opened = text.rfind("“", max(0, position - _QUOTED), position)
    return opened >= 0 and "”" not in text[opened:position]


_SAYS = (
    r"(?:说|道|讲|问|答|喊|称|表示|指出|强调|写道|坦言|回忆|感慨|介绍|告诉[^，。：“”]{1,8}"
    r"|感叹|透露|提醒|叮嘱|嘱咐|笑言|直言|补充)"
)
_END_OUTSIDE = pattern(rf"”[。？！](?<=[{HAN}0-9A-Za-z》）’]”.)")
_INTRODUCED = pattern(rf"{_SAYS}(?:了|过)?[：:]\Z|”[^“”。，：]{{2,10}}{_SAYS}，\Z")
_COMMA_OUTSIDE = pattern(r"[。！？]“[^“”，。！？]{2,30}(?P<mark>”)，[^，“”。：]{1,12}(?:说|道|问)[：，]“")
_ASKED_IN = pattern(
    r"问(?:道|他|她|我|大家|老人)?[：，]“[^“”？！。]{0,20}(?:什么|怎么|哪|谁|几[个时点天]|多少|吗|能不能"
    r"|是不是|有没有|何时|为何|好不好)[^“”？！。]{0,16}。”"
)
_IN_TWO = pattern(r"，”[^“”。！？：；]{2,24}：“")
_COMMA = pattern(rf"，“(?<={_SAYS[3:4]}，“)")
_SHORT_QUOTED = pattern(rf"。”(?<=[{HAN}0-9]。”)")
_NAMED = pattern(
    rf"(?<=[{HAN}])(?<![说道讲问答喊称示出调写言忆慨绍诉叹露醒嘱补充想念唱叫见看告到字句])“[^“”，。！？；：]"
    rf"{{1,16}}\Z"
)
_SENTENCE, _ASKED_LEAST = 7, 4
"""Characters of what is quoted, from which on it is surely a sentence, told or asked."""


def speech(block: Block, office: Office) -> Iterator[Hit]:
    """说：“……”。 for 说：“……。” and the like."""
    text = block.text
    for match in _END_OUTSIDE.finditer(text):
        opened = text.rfind("“", max(0, match.start() - _QUOTED), match.start())
        if (
            opened < 0
            or "”" in text[opened : match.start()]
            or match.start() - opened < (_SENTENCE if match[0][1] == "。" else _ASKED_LEAST)
        ):
            continue
        if _INTRODUCED.search(text[max(0, opened - 20) : opened]):
            yield Hit(match.start(), match.end(), {"found": match[0], "right": match[0][::-1]})
    if "”，" in text:
        for match in _COMMA_OUTSIDE.finditer("。" + text):
            place = match.start("mark") - 1
            yield Hit(place, place + 2, {"found": text[place : place + 2], "right": "，”"})
    for match in _ASKED_IN.finditer(text):
        yield Hit(match.end() - 2, match.end(), {"found": "。”", "right": "？”"})
    for match in _IN_TWO.finditer(text):
        place = match.end() - 2
        yield Hit(place, place + 1, {"found": text[place - 2 : place + 2], "right": "，“"})
    for match in _SHORT_QUOTED.finditer(text):
        named = _NAMED.search(text[max(0, match.start() - 18) : match.start()])
        if named:
            shown = named[0] + "。”"
            yield Hit(match.start(), match.end(), {"found": shown, "right": named[0] + "”。"})


_REMARK = pattern(rf"。（(?![{NUMERALS}0-9]{{1,3}}[）、.])(?P<remark>[^（）。！？；]{{2,40}})）(?=[{HAN}])")
_WORDS = pattern(
    r"[，；、]（(?P<remark>(?:不?含|包括|除|其中|见|详见|截至|即|如|按|例|共|约|占|指|下同|以下|下称|简称"
    r"|注：|[男女]，|首次?|首批|部分|[0-9]{2})[^（）。；]{0,30})）"
)
"""On words, behind the mark that follows these."""
_BYLINE = pattern(r"(?:记者|通讯员|供稿|作者|编辑|摄影|[^，]{0,12}(?:局|办|委|处|科|中心|县|市)(?:供稿)?\Z)")


def remark(block: Block, office: Office) -> Iterator[Hit]:
    """办起了老年大学。（每周二上课）报名的人多。: a remark on a sentence stands before its stop."""
    for match in _REMARK.finditer(block.text):
        if not _BYLINE.match(match["remark"]):
            yield Hit(match.start(), match.end("remark") + 1, {"remark": match["remark"][:12]})
    for match in _WORDS.finditer(block.text):
        yield Hit(match.start(), match.end(), {"remark": match["remark"][:12]})


_ETC = pattern(
    r"、等等?(?!得|项目|钱|[到待候于级我他你她着了额距效值价高温量同比一车下人来不]|等)(?=[一-鿿，。；0-9]"
    r"|\Z)"
)


def before_etc(block: Block, office: Office) -> Iterator[Hit]:
    """辣椒、生姜、等经济作物: no mark parts the last member from 等."""
    for match in _OTHER_ETC.finditer(block.text):
        yield Hit(match.start(), match.end(), {"etc": match[0][1:]})
    for match in _ETC.finditer(block.text):
        yield Hit(
            match.start(),
            match.end(),
            {"etc": match[0][1:]},
            match[0][1:] if block.is_whole(*match.span()) else None,
        )


_OTHER_ETC = pattern(
    r"[；，：。·]等(?=[0-9]+[个种项类家名处户所人件]|[一二两三四五六七八九十多几]+[个种项类家名处户所]"
    r"|各[类种])"
)
_ATTACHED = pattern(r"附件(?:[0-9一二三四五]{1,2})?[：:][^。；，]{2,60}(?P<mark>[。；，;])\s*\Z")
_SENTENCES = pattern(r"[了已请将按须应]")


def attachment(block: Block, office: Office) -> Iterator[Hit]:
    """附件：1.名单；: no mark stands behind the name of an attachment."""
    match = _ATTACHED.match(block.text)
    if match and not _SENTENCES.search(block.text, 3):
        yield Hit(match.start("mark"), match.end("mark"), {"mark": match["mark"]})


RULES: tuple[Rule, ...] = (
    BlockRule("question-indirect", indirect, RUNNING, needs="？"),
    BlockRule("quote-end", speech, RUNNING, needs="”"),
    BlockRule("remark-behind-stop", remark, RUNNING, needs="（"),
    BlockRule("etc-mark", before_etc, needs="等"),
    BlockRule("attachment-end-mark", attachment, frozenset({PARAGRAPH}), needs="附"),
)
