"""Reads the points of a text, each with the few words that may be its heading and the mark behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rules.punctuation.signs import HAN, NUMERALS
from generator.model.prose import ITEM, PARAGRAPH, Block, Document

_N = rf"[{NUMERALS}]{{1,3}}"
_FORMS = (
    rf"[（(]{_N}[）)]", rf"{_N}、(?![{NUMERALS}])", r"[0-9]{1,2}[.．、](?![0-9])",
    r"[（(][0-9]{1,2}[）)]", "[①-⑳]", rf"第[{NUMERALS}]{{1,2}}，",
    rf"其[{NUMERALS}]，", rf"[{NUMERALS}]{{1,2}}是", rf"[{NUMERALS}]{{1,2}}要", "——",
)  # fmt: skip
_SAID, _DASH, _BULLET, _BOLD = 6, 10, 11, 12
"""The first of the forms that are words, and those without a number."""
_BEGINS = frozenset(f"（(第其①②③④⑤⑥⑦⑧⑨⑩—{NUMERALS}0123456789")
_LEAD = pattern("(?:" + "|".join(f"({one})" for one in _FORMS) + r")[ 　]?")
_WITHIN = pattern(r"(?<=[。；：，！？])(?:" + "|".join(f"({one})" for one in _FORMS[:-1]) + ")")
_SECONDS = pattern(r"二[是要]|[第其]二，|②|（2）|（二）")
_HEAD = pattern(
    rf"(?P<head>(?:[{HAN}《》]|“[^“”。，；]{{1,12}}”){{2,18}})"
    rf"(?P<mark>[。，：；、:;,？！?!]|——(?![0-9])|[ 　]+)(?=[ 　]?[{HAN}“《0-9A-Z])"
)
_CLAUSE = pattern("[^。，：；、:;,？！?!]+")
_FIRST = pattern(r"[（(第其]?(?:[一1](?![0-9一二三四五六七八九十])|①)")
SENTENCE = pattern(r"[。！？]")
_MARKS = frozenset("。，：；、:;,？！?!…—）  　")
_LONGEST_BOLD = 22


@dataclass(frozen=True)
class Point:
    """A point of a list, which begins at `start` behind its number, with `rest` to the next one. `head` is ""
    where no few words with a mark behind them begin it. `bold`: the head is in bold type."""

    block: Block
    family: int
    start: int
    rest: str
    head: str = ""
    mark_start: int = 0
    mark_end: int = 0
    bold: bool = False

    @property
    def mark(self) -> str:
        return self.block.text[self.mark_start : self.mark_start + 1].replace("　", " ")

    @property
    def behind(self) -> str:
        return self.rest[self.mark_end - self.start :].lstrip()

    @property
    def said(self) -> bool:
        """一是, 第一，: with these many write whole sentences."""
        return _SAID <= self.family < _DASH

    @property
    def numbered(self) -> bool:
        return self.family < _DASH

    @property
    def is_dash(self) -> bool:
        return self.family == _DASH

    @property
    def is_right(self) -> bool:
        return bool(self.head) and self.mark == "。" and not self.unmarked_bold

    @property
    def unmarked_bold(self) -> bool:
        """Whether bold type ends the head, and nothing else does."""
        return self.bold and self.mark_start == self.mark_end

    @property
    def first_clause(self) -> str:
        match = _CLAUSE.match(self.rest)
        return match[0] if match else ""


def points(document: Document) -> Iterator[list[Point]]:
    """The points of each list, as they follow one another."""
    lists: list[list[Point]] = []
    opened: dict[int, list[Point]] = {}
    before: Block | None = None
    for block in document.blocks:
        if block.kind not in (PARAGRAPH, ITEM):
            before = block
            continue
        text = block.text
        is_plain = block.kind != ITEM and len(block.runs) < 2
        if is_plain and text[:1] not in _BEGINS and not _may_go_on(text):
            before = block
            continue
        for point, first in _read(block):
            apart = not point.numbered and (before is None or before is not _last(opened, point.family))
            if first or apart or point.family not in opened:
                opened[point.family] = []
                lists.append(opened[point.family])
            opened[point.family].append(point)
        before = block
    return iter(lists)


def _may_go_on(text: str) -> bool:
    """Whether there may be a second point of a list in it."""
    return "二" in text or "②" in text or "（2）" in text


def _last(opened: dict[int, list[Point]], family: int) -> Block | None:
    those = opened.get(family)
    return those[-1].block if those else None


def _read(block: Block) -> Iterator[tuple[Point, bool]]:
    """The points of a block, and whether each is the first of a list."""
    text = block.text
    lead = _LEAD.match(text) if text[:1] in _BEGINS else None
    found = [lead] if lead else []
    if _may_go_on(text) and _SECONDS.search(text):
        begin = lead.end() if lead else 0
        found += _WITHIN.finditer(text, begin)
    elif not lead and block.kind == ITEM:
        yield from ((point, False) for point in _points(block, 0, len(text), _BULLET, leading=True))
    elif not lead and _bold_end(block, 0):
        yield from ((point, False) for point in _points(block, 0, len(text), _BOLD, leading=True))
    ahead: dict[int, int] = {}
    ends: list[int] = []
    for match in reversed(found):
        ends.append(ahead.get(match.lastindex or 0, len(text)))
        ahead[match.lastindex or 0] = match.start()
    for match, end in zip(found, reversed(ends), strict=True):
        family = match.lastindex or 0
        first = family != _DASH and _FIRST.match(match[0]) is not None
        for point in _points(block, match.end(), end, family, leading=match is lead):
            yield point, first


def _points(block: Block, start: int, end: int, family: int, *, leading: bool) -> Iterator[Point]:
    """What begins at a place as a point; nothing where no sentence ends in it."""
    text = block.text
    bold = _bold_end(block, start) if leading else 0
    match = _HEAD.match(text, start, end)
    rest = text[start:end]
    if bold and len(text) - bold >= 6 and _MARKS.isdisjoint(text[bold - 1 : bold + 1]):
        yield Point(block, family, start, rest, text[start:bold], bold, bold, bold=True)
        return
    if match is None:
        if SENTENCE.search(text, start, end):
            yield Point(block, family, start, rest)
        return
    if SENTENCE.search(text, match.end(), end):
        at, to = match.span("mark")
        yield Point(block, family, start, rest, match["head"], at, to, bold in (at, to) and bold > 0)


def _bold_end(block: Block, start: int) -> int:
    """Where the bold type ends that a block begins with; 0 where it does not begin so."""
    if len(block.runs) < 2:
        return 0
    width = 0 if block.kind == PARAGRAPH else 2 if not block.number else len(str(block.number)) + 2
    first, second = block.runs[0], block.runs[1]
    whole = second.line == first.line and second.column - first.column == second.start + 2
    if first.column != width + 3 or not whole or not start < second.start <= _LONGEST_BOLD:
        return 0
    return second.start
