"""Breaches of the rules of line starts and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.measure.characters import CLOSING, NO_END, NO_START, PAIRED, UNITS
from generator.measure.grid import Pair
from generator.measure.lines import Line

PAGE_NUMBER: Final = re.compile(r"\s*[—–―-]\s*(\d+)\s*[—–―-]\s*")
_NUMBER_END = re.compile(r"\d[\d.,]*[万亿千百余多]*$")
_DIGIT_BROKEN = re.compile(r"\d[.,:]?$")


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach: `rule` in the editor's words, the line's page, number on the page and text."""

    rule: str
    page: int
    line: int
    text: str


def breaches(lines: Iterable[Line], pairs: Sequence[Pair]) -> tuple[Fault, ...]:
    """All breaches, in reading order.

    For every line: it begins with a closing mark, or ends with a mark that ends no line. For two lines
    of one paragraph: the second begins with ～ · ／ % or 々; —— or …… is split between them or begins
    the second; a number is broken between them, or parted from its % or from its unit. (What a
    paragraph begins with, as a list's · or a —— , is the editor's own words and no line break.)
    """
    faults: list[Fault] = []
    for line in lines:
        if not PAGE_NUMBER.fullmatch(line.text):
            faults.extend(_of_line(line))
    for pair in pairs:
        faults.extend(_of_pair(pair.first, pair.second))
    return tuple(sorted(faults, key=lambda fault: (fault.page, fault.line, fault.rule)))


def _of_line(line: Line) -> list[Fault]:
    first, last = line.glyphs[0].text, line.glyphs[-1].text
    faults = []
    if first in CLOSING and len(line.glyphs) > 1:
        faults.append(_fault(f"行首不应是“{first}”", line))
    if last in NO_END and len(line.glyphs) > 1:
        faults.append(_fault(f"行末不应是“{last}”", line))
    return faults


def _of_pair(first: Line, second: Line) -> list[Fault]:
    end, start = _plain(first), _plain(second)
    if start[0] in PAIRED:
        mark = start[0] * 2
        rule = f"“{mark}”被拆在两行" if end.endswith(start[0]) else f"行首不应是“{mark}”"
        return [_fault(rule, second)]
    if start[0] in NO_START - CLOSING and not (start[0] in "%％" and _NUMBER_END.search(end)):
        return [_fault(f"行首不应是“{start[0]}”", second)]
    if start[0].isdecimal() and _DIGIT_BROKEN.search(end):
        return [_fault("数字被拆在两行", first)]
    if _NUMBER_END.search(end) and start[0] in "%％‰":
        return [_fault(f"数字与“{start[0]}”被拆在两行", first)]
    if _NUMBER_END.search(end) and start.startswith(UNITS):
        unit = next(unit for unit in sorted(UNITS, key=len, reverse=True) if start.startswith(unit))
        return [_fault(f"数字与“{unit}”被拆在两行", first)]
    return []


def _plain(line: Line) -> str:
    """The line's text without the calls of footnotes, whose digits are no number of the text."""
    return "".join(glyph.text for glyph in line.glyphs)


def _fault(rule: str, line: Line) -> Fault:
    return Fault(rule, line.page, line.number, line.text)
