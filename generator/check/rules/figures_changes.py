"""A comparison in a sentence against its two numbers: the way it goes, the difference, the percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.figures_amounts import DIGITS, Amount, amounts, plain, sentences, share_text
from generator.model.prose import FIGURE, RUNNING, Block

_UP = "增加|增长|上升|延长|提高|提升|扩大|增|升|涨|上涨|攀升|扩|多"
_DOWN = "减少|下降|降低|缩短|压缩|压减|缩小|减|降|跌|下跌|回落|下滑|精简|少|低"
_UPS = frozenset(_UP.split("|"))
_WAY = rf"(?:{_UP}|{_DOWN})"
_FROM = re.compile(
    r"[由从](?<![自来离出得经].)(?P<of>[^，。；：、\d“”]{0,10}?"
    r"(?:\d{1,2}[月日周](?:份|底|初)?的?|\d{4}年的?)?)(?=\d)"
)
_TO = re.compile(
    rf"[\u4e00-\u9fff]{{0,2}}?(?P<way>{_WAY})(?P<gone>到了?|至|为|成)(?P<at>[^，。；：、\d第]{{0,6}}?"
    rf"(?:\d{{1,2}}[月日周](?:份|底|初)?的?|\d{{4}}年的?)?)(?=\d)"
)
_STEP = re.compile(
    rf"，?(?P<against>环比|同比)?(?:整体|总体|共|净)?"
    rf"(?:(?P<way>{_WAY})(?:了|幅度(?:为|达))?|[增减降升]幅(?:为|达到?|是)?)(?=\d)"
)
_THAN = re.compile(
    r"[比较同](?:[^，。；：、（）\d]{1,14}|[^，。；：、（）\d]{0,8}\d{1,4}[年月日周](?:份|同期)?[^，。；：、（）\d]{0,8})(?:的|（)(?=\d)"
    r"|[比较](?:上[周月年季期]|去年同期|前一?[天日周])(?=\d)"
)
_ANY = re.compile(rf"\d[^，。；：]{{0,8}}?，?{_WAY}")
_BY = re.compile(rf"）?(?:相比)?，?(?P<way>{_WAY})了?(?=\d)")
_BARE_THAN = re.compile(
    r"[比较](?:[^，。；：、（）\d]{1,14}|[^，。；：、（）\d]{0,8}\d{1,4}[年月日周](?:份|同期)?[^，。；：、（）\d]{0,8})"
    rf"(?P<way>{_WAY})了?(?=\d)"
)
_RANKED = re.compile(r"第$|[排位名]次|排[名位]|位[居列]|零下|负$")
_RANKS = frozenset("位名级类度")
_TIMES = frozenset(("天", "小时", "分钟"))
_LAST_YEAR = re.compile(r"去年|上年|前年|同期")
_LAST = re.compile(r"上|前|[年月周日]")
_LOOSE = re.compile(r"[多余]|左右|上下|以[上下内]|之内")
_EACH = re.compile(r"每|均")


@dataclass(frozen=True, slots=True)
class _Change:
    """From one amount to the other; `way` is the word for it, at `at` in the text, `base` what the old one
    is called."""

    old: Amount
    new: Amount
    way: str
    at: tuple[int, int]
    base: str = ""

    @property
    def goes_up(self) -> bool:
        return self.way in _UPS

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


def direction(block: Block, office: Office) -> Iterator[Hit]:
    """由120件增加到100件."""
    for change in _changes(block):
        if change.is_backwards:
            right = "减少" if change.goes_up else "增加"
            words = {"old": change.old.shown, "new": change.new.shown, "way": change.way, "right": right}
            yield Hit(*change.at, words)


def change(block: Block, office: Office) -> Iterator[Hit]:
    """由120件增加到150件，增长20%；30件，比上周的45件减少10件；40件，比上周减少10件，下降25%."""
    text = block.text
    for one in _changes(block):
        if one.is_backwards:
            continue
        position = one.new.end if one.new.start > one.old.start else one.at[0]
        yield from _steps(text, position, one)
    if "%" in block.chars and not block.chars.isdisjoint("比较"):
        yield from _bare(text)


def _steps(text: str, position: int, one: _Change) -> Iterator[Hit]:
    """What stands behind a comparison, one or two of: 增加30件, 增长25%."""
    end = min(len(text), position + 60)
    for _ in range(2):
        match = _STEP.match(text, position, end)
        told = next(amounts(text, match.end(), end), None) if match else None
        if match is None or told is None or told.start != match.end() or told.is_vague:
            return
        if match["way"] and (match["way"] in _UPS) != one.goes_up:
            return
        if not one.is_against(match["against"]):
            return
        yield from _judged(one, told)
        position = told.end


def _judged(one: _Change, told: Amount) -> Iterator[Hit]:
    gone = abs(one.new.value - one.old.value)
    is_off = abs(gone - told.value) > (one.old.step + one.new.step + told.step) / 2
    right = ""
    if told.unit == "%" and one.old.unit != "%":
        part = Amount(0, 0, gone, one.old.step + one.new.step, told.unit, "")
        if one.old.value > 0 and not _is_growth(one, part, told):
            right = share_text(gone, one.old.value, told)
    elif told.unit == "个百分点" and one.old.unit == "%" and is_off:
        right = f"{plain(gone)}个百分点"
    elif told.kind == one.old.kind and not told.is_percent and is_off:
        right = f"{plain(gone / told.scale)}{told.measure}"
    if right:
        words = {"old": one.old.shown, "new": one.new.shown, "printed": told.shown, "right": right}
        yield Hit(told.start, told.end, words)


def _is_growth(one: _Change, gone: Amount, printed: Amount) -> bool:
    old_low = one.old.low if one.old.low > 0 else one.old.value
    low, high = max(gone.low, Decimal(0)) / one.old.high * 100, gone.high / old_low * 100
    return printed.low <= high and low <= printed.high


def _changes(block: Block) -> Iterator[_Change]:
    text = block.text
    if block.chars.isdisjoint(DIGITS) or block.chars.isdisjoint("由从比较同"):
        return
    if _ANY.search(text) is None:
        return
    for start, end in sentences(text):
        moved = list(_FROM.finditer(text, start, end))
        compared = list(_THAN.finditer(text, start, end))
        if not moved and not compared:
            continue
        told = {amount.start: amount for amount in amounts(text, start, end)}
        if len(told) >= 2 and FIGURE not in text[start:end]:
            yield from _from_to(text, end, moved, told)
            yield from _than(text, start, end, compared, told)


def _from_to(
    text: str, end: int, moved: list[re.Match[str]], told: Mapping[int, Amount]
) -> Iterator[_Change]:
    """由120件增加到150件"""
    for match in moved:
        old = told.get(match.end())
        to = _TO.match(text, old.end, end) if old else None
        new = told.get(to.end()) if to else None
        if old is None or new is None or to is None or old.unit != new.unit or old.is_vague:
            continue
        if _RANKED.search(text, max(0, match.start() - 8), match.end()) or _LOOSE.match(text, new.end):
            continue
        faster = old.unit in _TIMES and to["way"].startswith("提")
        if old.unit in _RANKS or faster:
            continue
        if not to["at"] or (_EACH.search(match["of"]) is None) == (_EACH.search(to["at"]) is None):
            yield _Change(old, new, to["way"], to.span("way"), match["of"])


def _than(
    text: str, start: int, end: int, compared: list[re.Match[str]], told: Mapping[int, Amount]
) -> Iterator[_Change]:
    """30件，比上周的40件减少10件; 30件，比上周（40件）减少25%"""
    for match in compared:
        old = told.get(match.end())
        by = _BY.match(text, old.end, end) if old else None
        if old is None or by is None or old.is_vague or by.end() not in told:
            continue
        new = _just_before(text, match.start(), told, 6)
        if new is not None and _is_each(text, start, new) and _EACH.search(match[0]) is None:
            # 受理793件，日均113.3件，比上周的763件增加: what is compared is the total.
            before = [one for one in told.values() if one.end < new.start and not _is_each(text, start, one)]
            new = before[-1] if before and new.start - before[-1].end <= 6 else None
        if new is None or new.unit != old.unit or new.is_vague:
            continue
        if new.unit in _RANKS or _RANKED.search(text, max(start, new.start - 6), new.start):
            continue
        if _is_of_another(text, new, told):
            continue
        yield _Change(old, new, by["way"], by.span("way"), match[0])


def _is_each(text: str, start: int, one: Amount) -> bool:
    """Whether an amount is a mean: 日均113.3件."""
    clause = max(text.rfind(mark, start, one.start) for mark in "，；：、")
    return _EACH.search(text, max(start, clause + 1), one.start) is not None


def _just_before(text: str, position: int, told: Mapping[int, Amount], most: int) -> Amount | None:
    """The amount that stands right before a comparison, but for a noun of some characters and a comma."""
    position -= text[position - 1 : position] in ("，", "（")
    found = next((one for one in told.values() if 0 <= position - one.end <= most), None)
    return found if found is not None and "，" not in text[found.end : position] else None


def _is_of_another(text: str, new: Amount, told: Mapping[int, Amount]) -> bool:
    """Whether a comparison may speak of a whole before, of which the amount is but a part."""
    before = [one for one in told.values() if one.end <= new.start and one.unit == new.unit]
    return bool(before) and re.search(r"其中|分别|包括|：", text[before[0].end : new.start]) is not None


def _bare(text: str) -> Iterator[Hit]:
    """40件，比上周减少10件，下降25%: what it was before follows from the difference."""
    for start, end in sentences(text):
        compared = list(_BARE_THAN.finditer(text, start, end))
        told = {amount.start: amount for amount in amounts(text, start, end)} if compared else {}
        if len(told) < 3 or FIGURE in text[start:end]:
            continue
        for match in compared:
            by = told.get(match.end())
            new = _just_before(text, match.start(), told, 4)
            if by is None or new is None or by.unit != new.unit or new.is_percent:
                continue
            if new.is_vague or by.is_vague:
                continue
            if _is_of_another(text, new, told):
                continue
            old = new.value - by.value if match["way"] in _UPS else new.value + by.value
            behind = _STEP.match(text, by.end, end)
            printed = told.get(behind.end()) if behind else None
            if printed is None or behind is None or printed.unit != "%" or old <= 0 or printed.is_vague:
                continue
            if behind["way"] is None or (behind["way"] in _UPS) != (match["way"] in _UPS):
                continue
            before = Amount(0, 0, old, new.step + by.step, new.unit, f"{plain(old / new.scale)}{new.measure}")
            yield from _judged(_Change(before, new, match["way"], match.span("way")), printed)


CHANGE_RULES: tuple[Rule, ...] = (
    BlockRule("figure-direction", direction, RUNNING, needs="增升提扩涨多减降缩压跌回下精少低"),
    BlockRule("figure-change", change, RUNNING, needs="增升提扩涨多减降缩压跌回下精少低"),
)
