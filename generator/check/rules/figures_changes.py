"""A comparison in a sentence against its two numbers: the way it goes, the difference, the percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, ReadingRule, Rule
from generator.check.rules.figures_amounts import Amount, Figures, plain, read_figures, share_text
from generator.check.rules.figures_compared import (
    STEP,
    UPS,
    WAY,
    Change,
    changes,
    differences,
    is_of_another,
    is_vague,
    just_before,
)
from generator.model.prose import CELL, FIGURE, RUNNING, Block


def direction(figures: Figures, office: Office) -> Iterator[Hit]:
    """由120件增加到100件."""
    for change in changes(figures):
        if change.is_backwards:
            right = "减少" if change.goes_up else "增加"
            words = {"old": change.old.shown, "new": change.new.shown, "way": change.way, "right": right}
            yield Hit(*change.at, words)


def change(figures: Figures, office: Office) -> Iterator[Hit]:
    """由120件增加到150件，增长20%；30件，比上周的45件减少10件；40件，比上周减少10件，下降25%."""
    for one in changes(figures):
        if one.is_backwards:
            continue
        yield from _steps(figures, one)
    if "%" in figures.block.text and figures.block.has("由从"):
        yield from _unitless(figures.text)
    if "%" in figures.block.text and figures.block.has("比较"):
        yield from _bare(figures)
        yield from _by_difference(figures)


_UNITLESS = pattern(
    r"[由从](?:[^，。；：、\d]{0,10})(?P<old>\d{1,9}(?:\.\d{1,3})?)(?P<scale>[万亿]?)"
    rf"[\u4e00-\u9fff]{{0,3}}?(?P<way>{WAY})(?:到了?|至|为)(?:[^，。；：、\d]{{0,6}})"
    r"(?P<new>\d{1,9}(?:\.\d{1,3})?)(?P=scale)，"
    rf"(?:{WAY}幅?了?|[增降升涨跌]幅(?:为|达到?)?)(?P<by>\d{{1,4}}(?:\.\d{{1,2}})?)%"
)


def _unitless(text: str) -> Iterator[Hit]:
    """由3.2万增加到4.0万，增长20%: what is counted stands before both."""
    for match in _UNITLESS.finditer(text):
        old, new, by = (_amount(match, name) for name in ("old", "new", "by"))
        one = Change(old, new, match["way"], match.span("way"), match.end())
        if old.value > 0 and not one.is_backwards:
            yield from _judged(one, by)


def _amount(match: re.Match[str], name: str) -> Amount:
    written = match[name]
    step = (
        Decimal(1).scaleb(-len(written.partition(".")[2])) if "." in written or name == "by" else Decimal(0)
    )
    scale, unit = ("", "%") if name == "by" else (match["scale"], "")
    start = match.start(name)
    end = match.end(name) + len(unit)
    return Amount(start, end, Decimal(written), step, unit, f"{written}{scale}{unit}")


_NOUN = pattern(r"[\u4e00-\u9fff]{1,4}(?=，)")
"""What is counted, behind its measure: 5个工作日，压缩30%."""


def _steps(figures: Figures, one: Change) -> Iterator[Hit]:
    """What stands behind a comparison, one or two of: 增加30件, 增长25%."""
    text, position = figures.text, one.behind
    noun = _NOUN.match(text, position)
    position = noun.end() if noun else position
    end = min(len(text), position + 60)
    for _ in range(2):
        match = STEP.match(text, position, end)
        told = figures.at(match.end()) if match else None
        if match is None or told is None or told.is_vague:
            return
        if _goes_up(match) not in (None, one.goes_up):
            return
        if not one.is_against(match["against"]):
            return
        yield from _judged(one, told)
        position = told.end


def _goes_up(step: re.Match[str]) -> bool | None:
    """None where its word does not tell."""
    word = step["way"] or step["extent"]
    return word in UPS or word[0] in "增升涨提" if word else None


def _judged(one: Change, told: Amount) -> Iterator[Hit]:
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


def _is_growth(one: Change, gone: Amount, printed: Amount) -> bool:
    old_low = one.old.low if one.old.low > 0 else one.old.value
    low, high = max(gone.low, Decimal(0)) / one.old.high * 100, gone.high / old_low * 100
    return printed.low <= high and low <= printed.high


def _by_difference(figures: Figures) -> Iterator[Hit]:
    """比上周的80件减少20件，下降30%, where it is not said what it is now."""
    told: set[int] | None = None
    for sentence in figures.sentences(3):
        for old, gone, by in differences(figures, sentence):
            if told is None:
                told = {hit.start for one in changes(figures) for hit in _steps(figures, one)}
            behind = STEP.match(figures.text, gone.end, sentence.end)
            printed = figures.at(behind.end()) if behind else None
            if printed is None or behind is None or printed.unit != "%" or printed.is_vague:
                continue
            goes_up = by["way"] in UPS
            if printed.start in told or behind["against"] or _goes_up(behind) not in (None, goes_up):
                continue
            value = old.value + gone.value * (1 if goes_up else -1)
            new = Amount(
                0, 0, value, old.step + gone.step, old.unit, f"{plain(value / old.scale)}{old.measure}"
            )
            yield from _judged(Change(old, new, by["way"], by.span("way"), gone.end), printed)


_BARE_THAN = pattern(
    r"[比较](?:[^，。；：、（）\d]{1,14}|[^，。；：、（）\d]{0,8}\d{1,4}[年月日周](?:份|同期)?[^，。；：、（）\d]{0,8})"
    rf"(?P<way>{WAY})了?(?=\d)"
)


def _bare(figures: Figures) -> Iterator[Hit]:
    """40件，比上周减少10件，下降25%: what it was before follows from the difference."""
    text = figures.text
    for sentence in figures.sentences(3):
        start, end = sentence.start, sentence.end
        compared = list(_BARE_THAN.finditer(text, start, end))
        if not compared or FIGURE in text[start:end]:
            continue
        told = {amount.start: amount for amount in sentence.amounts}
        for match in compared:
            by = told.get(match.end())
            new = just_before(text, match.start(), told, 4)
            if by is None or new is None or by.unit != new.unit or new.is_percent:
                continue
            if is_vague(text, new) or by.is_vague:
                continue
            if is_of_another(text, new, told):
                continue
            old = new.value - by.value if match["way"] in UPS else new.value + by.value
            behind = STEP.match(text, by.end, end)
            printed = told.get(behind.end()) if behind else None
            if printed is None or behind is None or printed.unit != "%" or old <= 0 or printed.is_vague:
                continue
            if _goes_up(behind) != (match["way"] in UPS):
                continue
            before = Amount(0, 0, old, new.step + by.step, new.unit, f"{plain(old / new.scale)}{new.measure}")
            yield from _judged(Change(before, new, match["way"], match.span("way"), by.end), printed)


_GREW = pattern(
    r"[由从](?:[^，。；：、\d]{0,8})(?P<old>\d{1,9}(?:\.\d{1,3})?)(?P<scale>[万亿]?)(?P<unit>[\u4e00-\u9fff]{1,3})"
    r"(?:增加|增长|上升|提高|扩大|增|升|上涨|发展|扩)(?:到了?|至|为)(?:[^，。；：、\d]{0,6})"
    r"(?P<new>\d{1,9}(?:\.\d{1,3})?)(?P=scale)(?P=unit)[^，。；：、\d]{0,4}，"
    r"(?:(?:净|共)?(?:增长|增加|上升|提高|扩大)了?(?P<by>\d{1,3}(?:\.\d)?|[一两二三四五六七八九十])倍(?!多|以上|左右)"
    r"|(?P<twice>翻了?一番)(?!多|以上))"
)
_ONES = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def times(block: Block, office: Office) -> Iterator[Hit]:
    """由20户增加到60户，增长3倍: that is 增长2倍."""
    for match in _GREW.finditer(block.text):
        old, new = Decimal(match["old"]), Decimal(match["new"])
        if old <= 0 or new <= old:
            continue
        written = match["by"] or "1"
        by = Decimal(_ONES.get(written) or written)
        right = (new / old - 1).quantize(Decimal("0.1"), ROUND_HALF_UP)
        slack = Decimal("0.1") if match["twice"] or "." not in written else Decimal("0.06")
        if abs(new / old - 1 - by) <= max(slack, by * Decimal("0.06")):
            continue
        group = "twice" if match["twice"] else "by"
        end = match.end() if match["by"] is None else match.end(group) + 1
        unit = f"{match['scale']}{match['unit']}"
        words = {"old": match["old"] + unit, "new": match["new"] + unit}
        words |= {"printed": block.text[match.start(group) : end], "right": f"增长{right.normalize():f}倍"}
        yield Hit(match.start(group), end, words)


CHANGE_RULES: tuple[Rule, ...] = (
    ReadingRule(
        "figure-direction",
        read_figures,
        direction,
        RUNNING | {CELL},
        needs="增升提扩涨多减降缩压跌回下精少低",
    ),
    ReadingRule(
        "figure-change", read_figures, change, RUNNING | {CELL}, needs="增升提扩涨多减降缩压跌回下精少低"
    ),
    BlockRule("figure-times", times, RUNNING, needs="倍番"),
)
