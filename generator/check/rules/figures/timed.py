"""Two amounts of which a sentence says which is the earlier one: 去年11人，今年14人; 由26分钟变为31分钟."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Amount, Figures
from generator.check.rules.figures.compared import is_vague
from generator.check.rules.figures.words import pairs_of
from generator.model.prose import FIGURE

_AGO = (
    r"(?:[一两二三四五六七八九十几]|\d{1,2})(?:年|个?月|周)(?:之?前|以前)|当初|当时|起初|最初|原先|原来|以前|过去|此前|往年"
    r"|(?:开春|入[冬夏汛]|建[成站院校馆厂园]|开业|开园|开馆|挂牌|成立|投用|投产|启用|运行|试点|改造|整治|搬迁|整改|治理|启动)(?:之?初|时|之?前|以前)"
    r"|[年月季期]初|早先|早些时候|老[楼房校馆路站桥址]"
)
_LAST = r"去年|上一?年|上一?个?(?:月|周|季度?|旬|学期|学年|半年|星期|期)(?![初中末底])|昨[天日]|同期"
_NOW = (
    r"今年|本(?:年|月|周|季度?|旬|学期|学年|期)(?!度?[初计])|今[天日]|目前|现在|如今|眼下|当[月周年季](?!初)|这个?[月周]"
    r"|(?:改造|整治|搬迁|整改|治理|实施|启动|投用)(?:之?后|以后)|新[楼房校馆路站桥址]"
)
_TIME = pattern(
    rf"(?:(?P<ago>{_AGO})|(?P<before>前[年天](?!后))|(?P<last>{_LAST})|(?P<now>{_NOW})"
    r"|(?P<year>(?:19|20)\d{2})年(?!代|底|初|\d{1,2}月)"
    r"|(?<![\d年至到—～~－\-])(?P<month>1[0-2]|[1-9])月份?(?!\d{1,2}[日号]|[至到—～~－\-底初中末上下])"
    r"|第?(?P<quarter>[一二三四])季度(?![初末底])|(?P<part>[上中下])旬|(?P<half>[上下])半年)"
)
_MAY_BE = pattern(r"[前初时来先去年上月周昨同今本现如眼当这后新老]")
_ORDER = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "中": 2, "下": 3}
_SAME = ("同期", "这个时候", "此时", "同月", "这时")
_RANKS = {"ago": -5, "before": -2, "last": -1, "now": 0}
_TAIL_OF_TIME = pattern(
    r"(?:的?(?:同期|这个时候|此时|同月|全年|这时候?|(?:前|第)?[一二三]个?季度|第?四季度|[上下]半年"
    r"|(?:1[0-2]|[1-9])月份?(?!\d{1,2}[日号])|前[一二三四五六七八九十\d]{1,2}个月))*"
)
_LABEL = pattern(r"[\u4e00-\u9fff]{0,12}")
_WORN = pattern(
    r"仅?只?[为是有达约到]+|已|共|仅|只|则|就|还|也|的|了|人均|户均|平均|日均|全[市县区镇乡村省]|达到?|降至|增至|升至|变为|增加到|减少到|下降到|提高到|升到|降到|变成|每?[天月年次]"
)
_APART = pattern(r"[\u4e00-\u9fff]{0,6}[，,、；]?(?:而|到了?|至|截至|等到)?")
_GAP = 6
_RANKED = pattern(r"第$|[排位名]次|排[名位]|位[居列]|零下|负$")
_RANKS_OF = frozenset("位名级类度")


class Timed(NamedTuple):
    """`start`: where its words begin; `end`: behind the second amount. `past` is what the earlier one is
    called, `kind` of what times they are: words, year or month."""

    old: Amount
    new: Amount
    start: int
    end: int
    past: str
    kind: str


class _Placed(NamedTuple):
    amount: Amount
    start: int
    rank: int
    kind: str
    label: str
    said: str
    within: str


def timed(figures: Figures) -> Iterator[Timed]:
    """去年为200人，今年为400人; 本月150件，上月120件; 2021年3起，2022年5起."""
    if len(figures.amounts) < 2 or _MAY_BE.search(figures.text) is None:
        return
    text = figures.text
    for sentence in figures.sentences(2):
        if not sentence.repeats or FIGURE in text[sentence.start : sentence.end]:
            continue
        told = list(_placed(figures, sentence.start, sentence.end))
        for first, second in pairwise(told):
            if first.amount.kind != second.amount.kind or first.kind != second.kind:
                continue
            if first.within and second.within and first.within != second.within:
                continue
            if first.rank == second.rank or not _is_of_one(text, first, second):
                continue
            if first.kind != "words" and abs(first.rank - second.rank) != (2 if first.kind == "half" else 1):
                continue
            old, new = (first, second) if first.rank < second.rank else (second, first)
            yield Timed(old.amount, new.amount, first.start, second.amount.end, old.said, first.kind)


def _placed(figures: Figures, start: int, end: int) -> Iterator[_Placed]:
    text = figures.text
    times = list(_TIME.finditer(text, start, end))
    for place, match in enumerate(times):
        stop = times[place + 1].start() if place + 1 < len(times) else end
        tail = _TAIL_OF_TIME.match(text, match.end())
        begin = tail.end() if tail else match.end()
        amount = next(iter(figures.within(begin, stop)), None)
        if amount is None or is_vague(text, amount) or _LABEL.fullmatch(text, begin, amount.start) is None:
            continue
        group = match.lastgroup or "now"
        rank = _RANKS.get(group)
        kind = "words" if rank is not None else group
        value = rank if rank is not None else _ORDER.get(match[group]) or int(match[group])
        within = (tail[0] if tail else "").strip("的份")
        within = "" if within.startswith(_SAME) else within
        yield _Placed(amount, match.start(), value, kind, text[begin : amount.start], match[0], within)


def _is_of_one(text: str, first: _Placed, second: _Placed) -> bool:
    """Whether the second amount tells what the first does, of another time: not 来电120件，来信150件."""
    gap = text[first.amount.end : second.start]
    if _APART.fullmatch(gap) is None or re.search(r"其中|另", gap):
        return False
    if first.amount.unit in _RANKS_OF and _RANKED.search(text, max(0, first.start - 8), second.amount.end):
        return False
    one, other = (_WORN.sub("", placed.label) for placed in (first, second))
    noun = gap.strip("，,、；而到至")
    return not other or (other == noun and not one) or bool(pairs_of(one) & pairs_of(other))


_MOVED = pattern(r"[由从](?<![自来离出得经].)[^，。；：、\d“”]{0,10}?(?=\d)")
_BECAME = pattern(
    r"[\u4e00-\u9fff]{0,4}?(?P<word>变为|变成|变到|调整为|调整到|调整至|改为|调为|到了?|至|发展到|发展为)[^，。；：、\d第至到]{0,6}?(?=\d)"
)


def moved(figures: Figures) -> Iterator[Timed]:
    """由26分钟变为31分钟, with a word that does not tell which way."""
    if len(figures.amounts) < 2 or not figures.block.has("由从"):
        return
    text = figures.text
    for match in _MOVED.finditer(text):
        old = figures.at(match.end())
        became = _BECAME.match(text, old.end, old.end + 24) if old else None
        new = figures.at(became.end()) if became else None
        if old is None or new is None or old.kind != new.kind or old.is_vague or new.is_vague:
            continue
        if (
            _RANKED.search(text, max(0, match.start() - 8), match.end())
            or FIGURE in text[match.start() : new.end]
        ):
            continue
        yield Timed(old, new, match.start(), new.end, "", "moved")
