"""Two amounts of two times and a percentage, in more forms: 45分钟缩至27分钟，减少60%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Amount, Figures
from generator.check.rules.figures.compared import Change, is_vague
from generator.check.rules.figures.timed import moved, timed
from generator.model.prose import FIGURE

_UP = "增产|增收|增效|增加|增长|增多|净增|上升|上涨|上浮|攀升|提升|提高|扩大|扩容|延长|拉长|多|涨|升|增|提"
_DOWN = (
    "减少|减产|减收|减支|下降|下跌|下调|下浮|降低|降本|回落|下滑|缩短|压缩|压减|压降"
    "|缩减|节约|节省|精简|缩小|少|降|减|跌|缩|压"
)
_UPS = frozenset(_UP.split("|"))
_WAY = (
    rf"(?:(?P<way>{_UP}|{_DOWN})(?:了|幅度?为|幅度?达到?|率为|率达|达|近)?"
    r"|(?P<extent>[增降减升涨跌]幅|增长率|增速|下降率|上升率|降低率|提高率)(?:达到|达|为|是|有)?)"
)
_OF_ALL = (
    r"(?P<against>同比|环比)?(?:共|净|整体|总体|平均|实现|一举|足足|整整|比[\u4e00-\u9fff]{2,5}"
    r"|较[\u4e00-\u9fff]{2,5}|数量|总量|总数|人数|面积|规模|分别)?"
)
_BEHIND = pattern(rf"[\u4e00-\u9fff]{{0,4}}?[，（；]?{_OF_ALL}{_WAY}(?=\d)")
_AHEAD = pattern(rf"(?P<against>同比|环比)?{_WAY}(?P<by>\d{{1,3}}(?:\.\d{{1,2}})?%)[，（：](?:即)?\Z")
_VERB = pattern(
    r"[\u4e00-\u9fff]{0,6}?[增减升降缩压涨跌提扩跃攀拓延加调翻][\u4e00-\u9fff]{0,2}?(?:到了?|至|为|成)[^，。；：、\d第]{0,6}\Z"
)
_PAST = (
    r"前一[天日周月年期]|上一?个?(?:期|周|月|年|季度?|学期|学年|半年|旬|批|届|次|轮)(?:同期)?"
    r"|去年(?:同期|同月|全年|此时|\d{1,2}月)?|上年(?:同期|同月|全年|\d{1,2}月)?|同期|往[年日]|以往|平[时日]|此前|之前|原来|原先"
    r"|[\u4e00-\u9fff]{2}[之以]?前"
)
_PAST_BEHIND = pattern(
    rf"[\u4e00-\u9fff]{{0,6}}[，；（](?:而)?(?:{_PAST})[\u4e00-\u9fff]{{0,3}}?(?:为|是|有|仅有?|只有|才|约为)?\Z"
)
_BASE_BEHIND = pattern(rf"[，（](?:而)?(?:{_PAST})[\u4e00-\u9fff]{{0,4}}?(?:为|是|有|仅有?|只有)?(?=\d)")
_RANKED = pattern(r"第\Z|[排位名]次|排[名位]|零下|负\Z")
_PART = pattern(r"其中|另|分别|每|均")
_RANKS = frozenset("位名级类度岁")


def past_behind(figures: Figures, *, percents: bool = False) -> Iterator[tuple[Amount, Amount]]:
    """接听1560个，前一天为520个: the earlier amount behind the later one."""
    text = figures.text
    for new, old in pairwise(figures.amounts):
        if new.unit != old.unit or (new.is_percent and not percents) or old.start - new.end > 24:
            continue
        if _PAST_BEHIND.match(text[new.end : old.start]) and not (is_vague(text, new) or is_vague(text, old)):
            yield old, new


class Grew(NamedTuple):
    """`start`, `end`: where their words begin and end; `past`: what the earlier one is called."""

    old: Amount
    new: Amount
    start: int
    end: int
    past: str


def grew(figures: Figures) -> Iterator[Grew]:
    """Pairs of an earlier and a later amount."""
    text = figures.text
    known: set[int] = set()
    for pair in (*timed(figures), *moved(figures)):
        past = pair.past or text[pair.start : pair.old.start]
        yield Grew(pair.old, pair.new, pair.start, pair.end, past)
        known |= {pair.old.start, pair.new.start}
    for old, new in past_behind(figures):
        if old.start not in known or new.start not in known:
            yield Grew(old, new, new.start, old.end, text[new.end : old.start])
    for old, new in pairwise(figures.amounts):
        if old.unit != new.unit or new.start - old.end > 16 or old.unit in _RANKS:
            continue
        if not _VERB.match(text[old.end : new.start]) or is_vague(text, old) or is_vague(text, new):
            continue
        clause = max(text.rfind(mark, 0, old.start) for mark in "，。；：、（") + 1
        if not _RANKED.search(text[max(clause, old.start - 8) : old.start]):
            begin = max(text.rfind(word, clause, old.start) for word in "由从")
            yield Grew(old, new, begin if begin >= 0 else clause, new.end, text[clause : old.start])


def grown(figures: Figures) -> Iterator[tuple[Change, Amount]]:
    """Each growth with the percentage that is told of it."""
    text = figures.text
    if len(figures.amounts) < 3 or "%" not in text:
        return
    for old, new, start, end, past in grew(figures):
        if old.is_percent or old.value <= 0 or FIGURE in text[start:end]:
            continue
        if _PART.search(text, min(old.end, new.end), max(old.start, new.start)):
            continue
        behind = _BEHIND.match(text, end, end + 24)
        ahead = None if behind else _AHEAD.search(text, max(0, start - 18), start)
        for match, printed in (
            (behind, figures.at(behind.end()) if behind else None),
            (ahead, figures.at(ahead.start("by")) if ahead else None),
        ):
            if match is not None and printed is not None and printed.unit == "%" and not printed.is_vague:
                goes_up = _goes_up(match)
                if not Change(old, new, "", (0, 0), 0, past).is_against(match["against"]):
                    continue
                if goes_up is None or goes_up == (new.value > old.value):
                    way = "增加" if new.value > old.value else "减少"
                    yield Change(old, new, way, match.span(), end), printed
    yield from _by_difference(figures)


def _goes_up(match: re.Match[str]) -> bool | None:
    if match["way"]:
        return match["way"] in _UPS
    return match["extent"][0] in "增升涨提"


_LESS = pattern(rf"(?:{_UP}|{_DOWN})了?\Z")
_THEN = pattern(rf"[\u4e00-\u9fff]{{0,3}}[，（；](?:同比|环比)?{_WAY}(?=\d)")


def _by_difference(figures: Figures) -> Iterator[tuple[Change, Amount]]:
    """同比减少66起，下降30%，去年4月为330起"""
    text = figures.text
    for gone, printed, base in zip(figures.amounts, figures.amounts[1:], figures.amounts[2:], strict=False):
        if printed.unit != "%" or gone.unit != base.unit or gone.is_percent or base.value <= 0:
            continue
        less = _LESS.search(text, max(0, gone.start - 4), gone.start)
        then = _THEN.match(text, gone.end, printed.end)
        behind = _BASE_BEHIND.match(text, printed.end, base.end)
        if (
            less is None
            or then is None
            or behind is None
            or behind.end() != base.start
            or then.end() != printed.start
        ):
            continue
        if any(one.is_vague for one in (gone, printed, base)):
            continue
        goes_up = less[0].rstrip("了") in _UPS
        if _goes_up(then) not in (None, goes_up):
            continue
        value = base.value + gone.value * (1 if goes_up else -1)
        new = base._replace(value=value, step=gone.step)
        yield Change(base, new, "增加" if goes_up else "减少", less.span(), printed.end), printed
