"""Breaches of the rules of line starts and line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from generator.measure.grid import Pair
from generator.measure.lines import Line
from generator.model.line_rules import parted, wrong_end, wrong_start

PAGE_NUMBER: Final = re.compile(r"\s*[—–―-]\s*(\d+)\s*[—–―-]\s*")


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
    ends = line.glyphs[0].text, line.glyphs[-1].text
    text = "".join(ends) if len(line.glyphs) > 1 else ends[0]
    return [_fault(rule, line) for rule in (wrong_start(text), wrong_end(text)) if rule]


def _of_pair(first: Line, second: Line) -> list[Fault]:
    rule = parted(_plain(first), _plain(second))
    if not rule:
        return []
    # A mark that begins a line is told of that line; what is torn, of the line where it begins.
    return [_fault(rule, first if rule.startswith("数字") else second)]


def _plain(line: Line) -> str:
    """The line's text without the calls of footnotes, whose digits are no number of the text."""
    return "".join(glyph.text for glyph in line.glyphs)


def _fault(rule: str, line: Line) -> Fault:
    return Fault(rule, line.page, line.number, line.text)
