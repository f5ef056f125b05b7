"""Comparisons in sentences: what was before, what is now, and the word for the way between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Amount, Figures, Sentence
from generator.model.prose import FIGURE

_UP = "增加|增长|上升|延长|提高|提升|扩大|增|升|涨|上涨|攀升|扩|多"
_DOWN = "减少|下降|降低|缩短|压缩|压减|缩小|减|降|跌|下跌|回落|下滑|精简|少|低"
UPS = frozenset(_UP.split("|"))
WAY = rf"(?:{_UP}|{_DOWN})"
_FROM = pattern(
    r"[由从](?<![自来离出得经].)(?P<of>[^，。；：、\d“”]{0,10}?"
    r"(?:\d{1,2}[月日周](?:份|底|初)?的?|\d{4}年的?)?)(?=\d)"
)
_TO = pattern(
    rf"[\u4e00-\u9fff]{{0,4}}?(?P<way>{WAY})(?P<gone>到了?|至|为|成)(?P<at>[^，。；：、\d第]{{0,6}}?"
    rf"(?:\d{{1,2}}[月日周](?:份|底|初)?的?|\d{{4}}年的?)?)(?=\d)"
)
_AGAINST = (
    r"(?P<against>环比|同比)?(?:[比较](?:上一?个?[周月季年期]度?|去年同期|上年同期))?(?:整体|总体|共|净)?"
)
_EXTENT = r"(?:[增减降升涨跌]幅|(?:增长|上升|提高|下降|降低|减少)(?:幅度|率|比例))"
_STEP = (
    rf"[，（]?(?:即)?{_AGAINST}(?:(?P<way>{WAY})(?:了|幅度(?:为|达))?|(?P<extent>{_EXTENT})(?:为|达到?|是)?)"
)
STEP = pattern(rf"{_STEP}(?=\d)")
"""What stands behind a comparison: ，增长20%; （增幅20%."""
_THAN = pattern(
    r"[比较同](?:[^，。；：、（）\d]{1,14}|[^，。；：、（）\d]{0,8}\d{1,4}[年月日周](?:份|同期)?[^，。；：、（）\d]{0,8})(?:的|（)(?=\d)"
    r"|[比较](?:上[周月年季期]|去年同期|前一?[天日周])(?=\d)"
)
_BY = pattern(rf"）?(?:相比)?，?(?P<way>{WAY})了?(?=\d)")
_RANKED = pattern(r"第$|[排位名]次|排[名位]|位[居列]|零下|负$")
_RANKS = frozenset("位名级类度")
_TIMES = frozenset(("天", "小时", "分钟"))
_LAST_YEAR = pattern(r"去年|上年|前年|同期")
_LAST = pattern(r"上|前|[年月周日]")
_LOOSE = pattern(r"[多余]|左右|上下|以[上下内]|之内")
_EACH = pattern(r"每|均")


@dataclass(frozen=True, slots=True)
class Change:
    """From one amount to the other; `way` is the word for it, at `at` in the text, `base` what the old one
    is called. `behind` is where it may go on: ，增长20%."""

    old: Amount
    new: Amount
    way: str
    at: tuple[int, int]
    behind: int
    base: str = ""

    @property
    def goes_up(self) -> bool:
        return self.way in UPS

    @property
    def is_backwards(self) -> bool:
        slack = (self.old.step + self.new.step) / 2
        gone = self.new.value - self.old.value
        return gone < -slack if self.goes_up else gone > slack

    def is_against(self, words: str | None) -> bool:
        """Whether 环比 or 同比 speaks of the old amount."""
        if not words:
            return True
        last_year = _LAST_YEAR.search(self.base) is not None
        return last_year if words == "同比" else not last_year and _LAST.search(self.base) is not None


def changes(figures: Figures) -> Iterator[Change]:
    """All comparisons of two amounts."""
    if len(figures.amounts) < 2:
        return
    text = figures.text
    for sentence in figures.sentences(2):
        start, end = sentence.start, sentence.end
        if not sentence.repeats:
            continue
        moved = list(_FROM.finditer(text, start, end))
        compared = list(_THAN.finditer(text, start, end))
        apart = len(sentence.amounts) > len(sentence.units) + 1 or (
            len(sentence.amounts) > 2 and "%" in sentence.units
        )
        if not (moved or compared or apart) or FIGURE in text[start:end]:
            continue
        told = {amount.start: amount for amount in sentence.amounts}
        found = [*_from_to(text, end, moved, told), *_than(text, start, end, compared, told)]
        yield from found
        if apart:
            yield from _apart(figures, sentence, {one.behind for one in found})


def is_vague(text: str, one: Amount) -> bool:
    """Whether an amount is a rough one. A mean is none: 平均8天."""
    return one.is_vague and text[one.start - 1 : one.start] not in ("均", "每")


def _from_to(text: str, end: int, moved: list[re.Match[str]], told: Mapping[int, Amount]) -> Iterator[Change]:
    """由120件增加到150件"""
    for match in moved:
        old = told.get(match.end())
        to = _TO.match(text, old.end, end) if old else None
        new = told.get(to.end()) if to else None
        if old is None or new is None or to is None or old.unit != new.unit or is_vague(text, old):
            continue
        if _RANKED.search(text, max(0, match.start() - 8), match.end()) or _LOOSE.match(text, new.end):
            continue
        faster = old.unit in _TIMES and to["way"].startswith("提")
        if old.unit in _RANKS or faster:
            continue
        if not to["at"] or (_EACH.search(match["of"]) is None) == (_EACH.search(to["at"]) is None):
            yield Change(old, new, to["way"], to.span("way"), new.end, match["of"])


def _than(
    text: str, start: int, end: int, compared: list[re.Match[str]], told: Mapping[int, Amount]
) -> Iterator[Change]:
    """30件，比上周的40件减少10件; 30件，比上周（40件）减少25%"""
    for match in compared:
        old = told.get(match.end())
        by = _BY.match(text, old.end, end) if old else None
        if old is None or by is None or is_vague(text, old) or by.end() not in told:
            continue
        new = just_before(text, match.start(), told, 8)
        if new is not None and _is_each(text, start, new) and _EACH.search(match[0]) is None:
            # 受理793件，日均113.3件，比上周的763件增加: what is compared is the total.
            before = [one for one in told.values() if one.end < new.start and not _is_each(text, start, one)]
            new = before[-1] if before and new.start - before[-1].end <= 6 else None
        if new is None or new.unit != old.unit or is_vague(text, new):
            continue
        if new.unit in _RANKS or _RANKED.search(text, max(start, new.start - 6), new.start):
            continue
        if is_of_another(text, new, told):
            continue
        position = by.start("way") if new.start < old.start else new.end
        yield Change(old, new, by["way"], by.span("way"), position, match[0])


_PAST = pattern(
    r"上一?个?(?:[周月季旬年期]|星期|半年)|去年|前年|往年|同期|前一?[周月天日期]|原来|原先|此前|以前|过去|[昨前]天|最初|起初|当初|年初|月初|期初|早先|试[营运]业|刚开始|开始时|成立之?初|[实改启搬投创推]?[\u4e00-\u9fff](?:之前|前)(?=[\u4e00-\u9fff]{0,4}$)"
)
_ONLY_PAST = pattern(
    rf"[\u4e00-\u9fff]{{0,6}}，(?:而|{_PAST.pattern})(?:{_PAST.pattern}|的?同期)?[\u4e00-\u9fff]{{0,4}}"
)
_NOW = pattern(
    r"本[周月季旬年期]|今年|当[月周年季]|目前|现在|如今|眼下|[今当]天|这[周月]|现|(?:改造|实施|启动|搬迁|投用|推行|创建|整治|之)后"
)
_MONTH = pattern(r"(?<![\d至到—～~－\-年])(1[0-2]|[1-9])月份?(?![至到—～~－\-]|\d)")
_TAIL = pattern(r"[\u4e00-\u9fff]{0,6}")


_NEAR = 20
_STEP_BEFORE = pattern(rf"{_STEP}\Z")


def _apart(figures: Figures, sentence: Sentence, known: set[int]) -> Iterator[Change]:
    """上周120件，本周150件，增长25%: two clauses, of which only one is of the time before."""
    text = figures.text
    for place, printed in enumerate(sentence.amounts[2:], start=2):
        two = [one for one in sentence.amounts[:place] if not one.is_percent or printed.is_percent][-2:]
        if len(two) < 2 or two[0].unit != two[1].unit or printed.start - two[1].end > _NEAR:
            continue
        match = _STEP_BEFORE.search(text, two[1].end, printed.start)
        if match is None or match.start() in known:
            continue
        first, second = two
        between, tail = text[first.end : second.start], text[second.end : match.start()]
        if printed.unit not in ("%", first.unit) or first.is_percent:
            continue
        if not _TAIL.fullmatch(tail) or any(is_vague(text, one) for one in two):
            continue
        if len(between) > _NEAR or between.count("，") != 1 or re.search("[；：。、]", between):
            continue
        clause = max(text.rfind(mark, sentence.start, first.start) for mark in "，；：、")
        named = text[max(sentence.start, clause + 1) : first.start], between
        past = [_PAST.search(one) is not None for one in named]
        months = [_MONTH.search(one) for one in named]
        if not any(past) and months[0] and months[1] and not text[second.end : match.start()].strip("，（"):
            # 4月9600千瓦时，3月8000千瓦时: no span of months.
            past = [int(one[1]) < int(other[1]) for one, other in (months, months[::-1]) if one and other]
            past = past if abs(int(months[0][1]) - int(months[1][1])) == 1 else [False, False]
        each = [_EACH.search(one) is not None for one in named]
        if past[0] == past[1] or first.unit in _RANKS or each[0] != each[1]:
            continue
        by_month = bool(months[0] and months[1])
        if past[0] and not by_month and not _NOW.search(between):
            # 上周来电120件，来信150件: two things of one time.
            continue
        if past[1] and not by_month and not (_NOW.search(named[0]) or _ONLY_PAST.fullmatch(between)):
            continue
        if _NOW.search(named[past.index(True)]) or (past[1] and re.search("[比较]", between)):
            continue
        old, new = (first, second) if past[0] else (second, first)
        word = match["way"] or match["extent"][0]
        group = "way" if match["way"] else "extent"
        yield Change(old, new, word, match.span(group), match.start(), named[past.index(True)])


def _is_each(text: str, start: int, one: Amount) -> bool:
    """Whether an amount is a mean: 日均113.3件."""
    clause = max(text.rfind(mark, start, one.start) for mark in "，；：、")
    return _EACH.search(text, max(start, clause + 1), one.start) is not None


def differences(figures: Figures, sentence: Sentence) -> Iterator[tuple[Amount, Amount, re.Match[str]]]:
    """比上周的80件减少20件: what was before, by how much it changed, and the word for it."""
    text = figures.text
    for match in _THAN.finditer(text, sentence.start, sentence.end):
        old = figures.at(match.end())
        by = _BY.match(text, old.end, sentence.end) if old else None
        gone = figures.at(by.end()) if by else None
        if old is None or by is None or gone is None or gone.unit != old.unit or old.is_percent:
            continue
        if not is_vague(text, old) and not gone.is_vague:
            yield old, gone, by


def just_before(text: str, position: int, told: Mapping[int, Amount], most: int) -> Amount | None:
    """The amount that stands right before a comparison, but for a noun of some characters and a comma."""
    position -= text[position - 1 : position] in ("，", "（")
    found = next((one for one in told.values() if 0 <= position - one.end <= most), None)
    return found if found is not None and "，" not in text[found.end : position] else None


def is_of_another(text: str, new: Amount, told: Mapping[int, Amount]) -> bool:
    """Whether a comparison may speak of a whole before, of which the amount is but a part."""
    before = [one for one in told.values() if one.end <= new.start and one.unit == new.unit]
    return bool(before) and re.search(r"其中|分别|包括|：", text[before[0].end : new.start]) is not None
