"""An article's title in lines that are broken by sense and make a trapezoid or a lozenge.

GB/T 9704-2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当. Every place between two
characters gets a cost, every shape gets a cost, and the cheapest division wins. Widths are counted in
full-width characters; a Latin letter or a digit is half of one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil

from generator.compile.title_words import ADVERBS, LINKS, NOMINAL, TAILS, VERBS, WORDS

LEAST = 3
"""Characters that a line must have at least: one or two never stand alone (house)."""

# What it costs to break where a rule forbids it: each tier is dearer than all of the tiers below it together.
_PUNCTUATION, _NUMBER, _TOGETHER, _WORD = 1e8, 1e6, 1e4, 1e2
_SHORT_LINE = 1e4
_MORE_LINES = 3.0
_MOST_LINES = 8

_NO_START = frozenset("，。、；：？！）》〉」』】〕”’～·／%％‰℃—…,.;:?!)]}々")
_NO_END = frozenset("（《〈「『【〔“‘／([{")
_UNITS = (
    "万亿元|万元|亿元|平方公里|平方米|立方米|公里|千米|毫米|厘米|公顷|千瓦时|千瓦|小时|分钟|个百分点|个工作日|个月"
    "|周年|年度|季度|月份|[年月日号天时分秒周季旬届次批期件条项个家户名人位场台辆套间座处所栋幢层亩吨斤米克度元支只头棵路部"
    "类篇张份本片门步倍大岁代室站点环级轮回组双种]"
)
_HAN_NUMBER = "一二三四五六七八九十百千万亿两零〇"
_NUMBER_PATTERN = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日"
    rf"|第?[\d.,]*\d(?:[%％‰℃])?(?:[～—-][\d.,]*\d[%％]?)?[余多]?[十百千万亿]*[余多]?(?:{_UNITS}|(?![0-9A-Za-z]))"
    rf"|第[{_HAN_NUMBER}]+(?:{_UNITS})?|[{_HAN_NUMBER}]+[余多]?(?:{_UNITS})|——|……"
)
_LATIN_PATTERN = re.compile(r"[A-Za-z0-9]+(?:[-+.&/'][A-Za-z0-9]+)*")
_QUOTED_PATTERN = re.compile(r"“[^”]*”|‘[^’]*’|《[^》]*》|〈[^〉]*〉|（[^）]*）|【[^】]*】|〔[^〕]*〕")
_PLACE_PATTERN = re.compile(
    r"(?:^|(?<=[，：；、”》\s]))[\u3400-\u9fff]{1,3}?(?:街道|社区|县|区|市|镇|乡|村|局|委)"
)
_MARK = re.compile(r"\s*\\+\s*")
_PAUSES = frozenset("，；：。！？ \u3000")
_LONGEST_WORD = max(map(len, WORDS))


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int

    @property
    def known(self) -> bool:
        return len(self.text) > 1 or self.text in WORDS


def break_title(title: str, per_line: int, keep_together: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of `title`, each at most `per_line` full-width characters where that can be.

    A backslash pair is the editor's own break: the title is broken there and, where a part is still
    too long, again by sense. `keep_together` are names of units. Without the backslashes (and the
    blanks around them) the lines joined are the title.
    """
    if per_line < 1:
        raise ValueError("a line holds at least one character")
    parts = [part for part in _MARK.split(title.strip()) if part]
    return tuple(line for part in parts for line in _by_sense(part, per_line, keep_together))


def width(text: str) -> float:
    """The width in full-width characters; quotation marks and dashes count as full ones."""
    return sum(_width(character) for character in text)


def _width(character: str) -> float:
    """Ambiguous characters (quotation marks, dashes) are full width in a Chinese face."""
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    return 0.9 if character in "MWmw%@" else 0.72 if character.isupper() else 0.5


def _by_sense(text: str, per_line: int, keep_together: Sequence[str]) -> tuple[str, ...]:
    total = width(text)
    if total <= per_line:
        return (text,)
    costs = _costs(text, per_line, keep_together)
    least = ceil(total / per_line)
    if least > _MOST_LINES:
        return _cut(text, costs, per_line)
    found: list[tuple[float, tuple[int, ...]]] = []
    for count in range(least, len(text) + 1):
        cost, ends = _divide(text, costs, per_line, count)
        if ends:
            found.append((cost + _MORE_LINES * (count - least), ends))
        if found and count > least:
            break
    return _lines(text, min(found)[1])


def _cut(text: str, costs: Sequence[float], per_line: int) -> tuple[str, ...]:
    """Line after line at the cheapest place: what is no title any more needs no shape."""
    ends: list[int] = []
    start = 0
    while start < len(text):
        last = start + 1
        while last < len(text) and width(text[start : last + 1]) <= per_line:
            last += 1
        earliest = start + (last - start + 1) // 2
        end = last if last == len(text) else min(range(last, earliest - 1, -1), key=lambda end: costs[end])
        ends.append(end)
        start = end
    return _lines(text, ends)


def _lines(text: str, ends: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _divide(text: str, costs: Sequence[float], per_line: int, count: int) -> tuple[float, tuple[int, ...]]:
    """The cheapest division into `count` lines, as the lines' ends; no ends where there is none."""
    widths = [0.0]
    for character in text:
        widths.append(widths[-1] + _width(character))
    mean = widths[-1] / count

    @cache
    def best(start: int, left: int, before: float, shrinking: bool) -> tuple[float, tuple[int, ...]]:
        if left == 0:
            return (0.0, ()) if start == len(text) else (float("inf"), ())
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in range(start + 1, len(text) + 1):
            line = widths[end] - widths[start]
            if line > per_line:
                break
            # A far shorter line would never win; leaving it out keeps the search small.
            last = end == len(text)
            if (left == 1) != last or (line < mean * 0.45 and not last):
                continue
            cost = costs[end] + _balance(line, mean) + _shape(before, line, shrinking)
            if cost >= found[0]:
                continue
            rest, ends = best(end, left - 1, line, shrinking or line < before)
            if cost + rest < found[0]:
                found = (cost + rest, (end, *ends))
        return found

    return best(0, count, 0.0, False)


def _balance(line: float, mean: float) -> float:
    return 10 * ((line - mean) / mean) ** 2 + (_SHORT_LINE if line < LEAST else 0.0)


def _shape(before: float, line: float, shrinking: bool) -> float:
    """A lozenge widens and then narrows, a trapezoid does one of both; an hourglass is neither."""
    if before == 0:
        return 0.0
    if line == before:
        return 0.3
    return 4.0 if shrinking and line > before else 0.0


def _costs(text: str, per_line: int, keep_together: Sequence[str]) -> list[float]:
    """The cost of a line's end before each character, and 0 for the end of the text."""
    tokens = list(_tokens(text))
    costs = [_WORD] * len(text) + [0.0]
    for left, right in pairwise(tokens):
        costs[right.start] = _between(left, right)
    for pattern, cost in (
        (_QUOTED_PATTERN, _TOGETHER),
        (_NUMBER_PATTERN, _NUMBER),
        (_LATIN_PATTERN, _NUMBER),
    ):
        for match in pattern.finditer(text):
            _forbid(costs, match.start(), match.end(), cost, text, per_line)
    for name in keep_together:
        start = text.find(name) if name else -1
        while start >= 0:
            _forbid(costs, start, start + len(name), _TOGETHER, text, per_line)
            start = text.find(name, start + 1)
    for place in range(1, len(text)):
        if text[place] in _NO_START or text[place - 1] in _NO_END:
            costs[place] += _PUNCTUATION
        if text[place].isspace():
            costs[place] += _TOGETHER
    return costs


def _forbid(costs: list[float], start: int, end: int, cost: float, text: str, per_line: int) -> None:
    """No break inside; what is longer than a line must break somewhere, so it is left as it is."""
    if width(text[start:end]) <= per_line:
        for place in range(start + 1, end):
            costs[place] += cost


def _between(left: _Token, right: _Token) -> float:
    """The cost of a line's end between two words: low where the sense pauses."""
    if left.text in _PAUSES or left.text == "——":
        return 0.0
    if left.text in "、”》）":
        return 1.0
    cost = 2.0 + 2.0 * (not left.known) + 2.0 * (not right.known)
    if right.text in TAILS:
        cost += 8.0
    elif right.text in NOMINAL:
        cost += 1.0
    elif right.text in VERBS or right.text in ADVERBS or right.text in LINKS:
        cost -= 1.5
    if left.text in LINKS:
        cost += 5.0
    elif left.text in ADVERBS:
        cost += 2.5
    elif left.text in VERBS and left.text not in NOMINAL:
        cost += 1.0 if len(left.text) > 1 else 3.0
    elif left.text in "的了":
        cost -= 0.5
    return cost


def _tokens(text: str) -> Iterator[_Token]:
    """Numbers and Latin words, places at the head of a clause, known words, single characters."""
    solid: dict[int, int] = {}
    for pattern in (_PLACE_PATTERN, _LATIN_PATTERN, _NUMBER_PATTERN):
        for match in pattern.finditer(text):
            solid[match.start()] = max(match.end(), solid.get(match.start(), 0))
    start = run = 0
    while start < len(text):
        if start in solid:
            yield from _words(text, run, start)
            yield _Token(text[start : solid[start]], start)
            start = run = solid[start]
        else:
            start += 1
    yield from _words(text, run, len(text))


def _words(text: str, first: int, last: int) -> Iterator[_Token]:
    """The division of a run of text into words that leaves the fewest characters over."""
    scores = [0.0] * (last - first + 1)
    lengths = [1] * (last - first)
    for offset in range(last - first - 1, -1, -1):
        scores[offset] = scores[offset + 1]
        for length in range(1, min(_LONGEST_WORD, last - first - offset) + 1):
            word = text[first + offset : first + offset + length]
            score = scores[offset + length] + (length - 0.5 if word in WORDS else 0.0)
            if score > scores[offset]:
                scores[offset], lengths[offset] = score, length
    offset = 0
    while offset < last - first:
        yield _Token(text[first + offset : first + offset + lengths[offset]], first + offset)
        offset += lengths[offset]
