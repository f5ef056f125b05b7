"""同比 or 环比 behind two amounts, or two periods, that are told: 前天63件，昨天71件，同比多8件."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Figures
from generator.check.rules.figures.timed import timed
from generator.model.prose import FIGURE

_WORD = pattern(r"[，（；][\u4e00-\u9fff]{0,6}?(?P<word>[同环]比)")
_YEAR_AGO = pattern(r"去年|上一?年")
_STEP_AGO = pattern(r"上一?个?(?:月|周|旬|星期|半年|季度?|学期|期)|昨[天日]|前天|去年12月|去年四季度")
_STEPS = pattern(r"月|周|旬|星期|季|半年|学期|[上下]期|日|天")


def by_amounts(figures: Figures) -> Iterator[tuple[int, int, str]]:
    """Where the word behind two amounts is not the one for their times, and that word."""
    text = figures.text
    for pair in timed(figures):
        match = _WORD.match(text, pair.end, pair.end + 12)
        if match is None or _says_both(text, pair.start, match.start("word")):
            continue
        like = match["word"] == "同比"
        told = text[pair.start : pair.end]
        if pair.kind in ("month", "quarter", "part", "half"):
            wrong = like and re.search("去年|上年|同期", told) is None
        elif pair.kind == "year":
            # Months of two years: against the same one a year ago.
            wrong = not like and pair.new.value >= 0 and re.search(r"年.{0,3}(?:底|末)", told) is None
        elif _STEP_AGO.match(pair.past):
            wrong = like and _YEAR_AGO.search(told) is None
        elif _YEAR_AGO.match(pair.past):
            wrong = not like and re.search("12月|四季度|第四|下半年|[年月]末|年底", told) is None
        else:
            wrong = False
        if wrong:
            yield match.start("word"), match.end("word"), match["word"]


def _says_both(text: str, start: int, at: int) -> bool:
    """Whether a sentence has the other word as well, or this one already: it may speak of something else."""
    begin = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    stops = [place for mark in "。！？\n" if (place := text.find(mark, at)) >= 0]
    sentence = text[begin : min(stops, default=len(text))]
    return len(re.findall("[同环]比", sentence)) != 1 or FIGURE in sentence


_UNIT = r"(?:1[0-2]|[1-9])月份?|第?[一二三四]季度|[上下]半年|第\d{1,2}周|[上中下]旬|同月|春季|夏季|秋季|冬季"
_RING_AHEAD = pattern(
    rf"环比(?P<base>(?:去年|上一?年|(?P<year>(?:19|20)\d\d)年)的?(?P<unit>{_UNIT}))[，,]?(?P<behind>[^。！？]{{0,20}})"
)
_LIKE_NEXT = pattern(
    r"(?<![年\d])(?P<one>1[0-2]|[1-9]|[一二三四上下])(?P<of>月份?(?![上中下]旬)|季度|半年)[^。！？；，]{0,24}[，]?[^。！？；，]{0,10}(?<!环比)"
    r"同比(?P<base>(?P<two>1[0-2]|[1-9]|[一二三四上下])(?P=of)(?![上中下]旬))"
    r"|(?P<first>[上中下])旬[^。！？；，同]{0,24}，?[^。！？；，]{0,10}同比(?P<month>(?:1[0-2]|[1-9])月)?(?P<second>[上中下])旬"
)
_LIKE_TALK = pattern(r"[与和跟同](?:上一?个?(?:月|周|季度|旬|星期)|前一[周天日])的?同比(?=，)")
_RING_TALK = pattern(
    r"今年(?P<of>前[一二三]个?季度|[一二三四]季度|[上下]半年|(?:1[0-2]|[1-9])月|前\d{1,2}个月)[^。！？；，]{0,12}"
    r"[与和跟同比较](?P<base>(?:去年|上年)的?(?P=of)份?[^。！？；，]{0,8}环比)"
)
_LIKE_AHEAD = pattern(rf"同比(?:今年|本年)(?P<unit>{_UNIT})")
_TWO_YEARS = pattern(
    r"(?<!\d)(?P<one>(?:19|20)\d\d)年(?![\d底末初])[^。！？；同环]{1,40}?[，；](?:而|到)?(?P<two>(?:19|20)\d\d)年(?![\d底末初])"
    r"[^。！？；同环]{1,30}?[，（](?:[\u4e00-\u9fff]{0,4}?)(?P<word>环比)"
)


def by_names(text: str) -> Iterator[tuple[int, int, str]]:
    """环比上年四季度，今年四季度; 2021年为零，2022年仍为零，环比持平."""
    if "环比" in text:
        for match in _RING_AHEAD.finditer(text):
            ahead = text[max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1 : match.start()]
            unit = match["unit"].removesuffix("份")
            if unit == "同月" or unit in match["behind"] or unit in ahead:
                yield match.start(), match.end("base"), "环比"
        for match in _TWO_YEARS.finditer(text):
            if int(match["two"]) - int(match["one"]) == 1 and not _STEPS.search(match[0]):
                yield match.start("word"), match.end("word"), "环比"
        for match in _RING_TALK.finditer(text):
            yield *match.span("base"), "环比"
    if "同比" not in text:
        return
    for match in _LIKE_NEXT.finditer(text):
        if (match["one"] or match["first"]) != (match["two"] or match["second"]):
            start = text.rfind("同比", 0, match.end())
            yield start, match.end(), "同比"
    for match in _LIKE_TALK.finditer(text):
        yield *match.span(), "同比"
    for match in _LIKE_AHEAD.finditer(text) if "同比今年" in text or "同比本年" in text else ():
        yield match.start(), match.end(), "同比"
