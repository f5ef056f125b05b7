"""A comparison in a sentence against its two numbers: the way it goes, the difference, the percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Hit, Office, ReadingRule, Rule
from generator.check.rules.figures.amounts import DIGITS, Amount, Figures, plain, read_figures, share_text
from generator.check.rules.figures.compared import (
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
from generator.check.rules.figures.grown import grown
from generator.check.rules.figures.multiples import times
from generator.check.rules.figures.turned import turned, turned_in_tables
from generator.check.rules.figures.ways import contrary
from generator.model.prose import CAPTION, CELL, FIGURE, HEADS, RUNNING

_LEAST = 3
"""Amounts of a comparison and of what is told of it."""


def direction(figures: Figures, office: Office) -> Iterator[Hit]:
    """由120件增加到100件."""
    told: set[int] = set()
    for change in changes(figures):
        if change.is_backwards:
            right = "减少" if change.goes_up else "增加"
            words = {"old": change.old.shown, "new": change.new.shown, "way": change.way, "right": right}
            told.add(change.at[0])
            yield Hit(*change.at, words)
    for hit in (*contrary(figures), *turned(figures)):
        if hit.start not in told:
            told.add(hit.start)
            yield hit


def change(figures: Figures, office: Office) -> Iterator[Hit]:
    """What is told of a change that its two numbers do not tell, each once."""
    told: set[int] = set()
    for hit in (*_changed(figures), *(hit for one, by in grown(figures) for hit in _judged(one, by))):
        if hit.start not in told:
            told.add(hit.start)
            yield hit


def _changed(figures: Figures) -> Iterator[Hit]:
    """由120件增加到150件，增长20%；30件，比上周的45件减少10件；40件，比上周减少10件，下降25%."""
    for one in changes(figures) if len(figures.amounts) >= _LEAST else ():
        if not one.is_backwards:
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


CHANGE_RULES: tuple[Rule, ...] = (
    ReadingRule(
        "figure-direction",
        read_figures,
        direction,
        RUNNING | HEADS | {CELL, CAPTION},
        needs=(DIGITS, "增升提扩涨多长大高减降缩压跌回下精少低短"),
    ),
    ReadingRule(
        "figure-change",
        read_figures,
        change,
        RUNNING | HEADS | {CELL, CAPTION},
        needs=(DIGITS, "增升提扩涨多减降缩压跌回下精少低节"),
    ),
    DocumentRule("figure-direction-tabled", turned_in_tables),
    DocumentRule("figure-times", times),
)
