"""Spaces that nobody should see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation_signs import (
    DIGIT,
    HAN,
    NUMERALS,
    addresses,
    before,
    behind_number,
    in_address,
)
from generator.model.prose import HEADS, RUNNING, Block

_SPACE = "[ \u00a0]+"
_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_BESIDE = pattern(rf"(?<=[{HAN}]){_SPACE}(?=[{DIGIT}{_LATIN}])|(?<=[{DIGIT}{_LATIN}%％℃]){_SPACE}(?=[{HAN}])")
# 第一章 总则, 1.2 范围, 图1 流程: a space parts the number from the words (GB/T 15834-2011, on ordinals).
_NUMBERED = pattern(
    rf"\s*(?:第[{NUMERALS}百零〇0-9]{{1,5}}[章节条款编篇部分期届讲课]+|附?[图表件录]\s?[0-9A-Z.\-—]{{1,6}}"
    rf"|[0-9A-Z]{{1,3}}(?:\.[0-9]{{1,3}})+|[0-9A-Z]{{1,3}}\.|[（(][0-9]{{1,2}}[）)])[ \u00a0]+"
)
_BARE = pattern(r"[0-9]{1,2}[ \u00a0]+(?![年月日号件个名项条家户次天周期类种万亿])")
_SENTENCE = "，。；！？"


def beside_latin(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if block.kind in RUNNING and not block.has(_SENTENCE):
        return  # a label with its value, a line of names
    numbered = _NUMBERED.match(text) or (_BARE.match(text) if block.kind in HEADS else None)
    web = addresses(text)
    first = numbered.end() if numbered else 0
    for match in _BESIDE.finditer(text):
        if match.start() >= first and not _is_beside_address(text, match, web):
            around = text[match.start() - 1 : match.end() + 1].replace("\ufffc", "数")
            yield Hit(match.start(), match.end(), {"around": around}, "")


def _is_beside_address(text: str, match: re.Match[str], web: list[tuple[int, int]]) -> bool:
    """Whether a space parts an address of the web, or the number of a book, from the words around it."""
    follows = text.startswith(("http", "www.", "ISBN", "ISSN", "CN "), match.end())
    return follows or in_address(web, match.start() - 1)


_WIDE_SPACE = "[ \u00a0\u3000]+"
_BETWEEN = pattern(rf"(?P<left>[{HAN}“”《》]+){_WIDE_SPACE}(?=(?P<right>[{HAN}“”《》]+))")
_GAP = pattern(_WIDE_SPACE)
_UNITS = pattern(r"[部委局院办署会厅社行]\Z")
_NAME_ENDS = pattern(r"[省市县区局委办镇乡村街道社院校组前后]\Z")
_BESIDE_MARK = pattern(
    rf"(?<=[，、；]){_SPACE}(?=[{HAN}“《{DIGIT}])|(?<=[{HAN}{DIGIT}%]){_SPACE}(?=[，。、；：？！）”》])"
    rf"|(?<=[（“《]){_SPACE}(?=[{HAN}{DIGIT}])"
)
_ROLES = pattern(r"记者|通讯员|摄影|作者|编辑|责编|供稿|审核|签发|撰稿|[文图]\Z")
_AT_START = pattern(
    rf"\s*(?:第[{NUMERALS}百零〇]{{1,5}}[章节条款编篇]|[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}0-9]{{1,3}}[）)]|[0-9]{{1,2}}\.)"
)
_SHORT = 4
_WORDS = pattern(r"[的了是着被把也就都没还]")
_INNER = pattern(rf"[{DIGIT}A-Za-z%％]")
_STOPS = pattern(r"[，。！？；]")


def between_han(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if block.kind in HEADS:
        yield from _in_head(text)
        return
    if not block.has(_SENTENCE):
        return
    for match in _BETWEEN.finditer(text):
        left, right = match["left"], match["right"]
        start, end = match.end("left"), match.end()
        if _is_meant(text, match.start(), start, left, right):
            continue
        yield Hit(start, end, {"around": f"{text[start - 1]} {text[end]}"}, "")
    for match in _BESIDE_MARK.finditer(text):
        if behind_number(text, match.start() - 1):
            continue
        around = text[match.start() - 1 : match.end() + 1].replace("\ufffc", "数")
        yield Hit(match.start(), match.end(), {"around": around}, "")


def _in_head(text: str) -> Iterator[Hit]:
    """A space in a title that parts no ordinal, names, or halves of a couplet from one another."""
    pieces = _HEAD_PIECES.split(text.strip())
    if (
        len(pieces) != 2
        or text.count(" ") + text.count("\u00a0") != 1
        or not all(map(_ALL_HAN.match, pieces))
    ):
        return
    left, right = pieces
    numbered = _AT_START.match(left)
    if numbered and numbered.end() != len(left) and "、" in numbered[0] + left[:4]:
        # 一、改造老旧 小区: behind its number a heading has no halves.
        if len(left) - numbered.end() != len(right) and min(len(left) - numbered.end(), len(right)) >= 2:
            start = len(text) - len(text.lstrip()) + len(left)
            yield Hit(start, text.index(right, len(left)), {"around": f"{left[-1]} {right[0]}"}, "")
        return
    if len(left) == len(right) or min(len(left), len(right)) < 2 or len(left) > 16:
        return
    ordinal = _AT_START.match(text) or _HEAD_NUMBER.match(left) or _ROLES.search(left)
    if ordinal or _NAME_ENDS.search(left) or left[-1] in "“”《》" or "关于" in right[:8]:
        return
    place = text.index(right, len(left))
    start = len(text) - len(text.lstrip()) + len(left)
    yield Hit(start, place, {"around": f"{left[-1]} {right[0]}"}, "")


_HEAD_PIECES = pattern("[ \u00a0]")
_ALL_HAN = pattern(rf"[{HAN}“”《》、]+\Z")
_HEAD_NUMBER = pattern(rf"第|附|[{NUMERALS}]+\Z|[案图表][{NUMERALS}]?\Z")


def _is_meant(text: str, first: int, start: int, left: str, right: str) -> bool:
    """Whether a space may stand between two pieces: names, lines of verse, a heading and its text, units
    that issue a document together, a title in quotes."""
    if len(left) == 1 or len(right) == 1 or _are_names(text, first, start, left, right):
        return True
    if _ROLES.search(left) or _ROLES.search(right[:_SHORT]):
        return True
    head = _AT_START.match(text)
    if head and first <= head.end():
        return True
    if "关于" in right[:16] or ("\u3000" in text[start : start + 1] and _UNITS.search(left)):
        return True
    return _is_within(text, start)


def _are_names(text: str, first: int, start: int, left: str, right: str) -> bool:
    """Whether two short pieces stand by themselves: names, words of a slogan."""
    if len(left) > _SHORT or len(right) > _SHORT or _WORDS.search(left + right):
        return False
    gap = _GAP.match(text, start)
    end = (gap.end() if gap else start) + len(right)
    return not _INNER.match(before(text, first)) and not _INNER.match(text, end)


def _is_within(text: str, position: int) -> bool:
    """Whether a place is within quotes, brackets or a title, and not in a sentence that is quoted."""
    piece = text[max(0, position - 60) : position]
    for opening, close in ("“”", "《》", "（）"):
        opened = piece.rfind(opening)
        if opened > piece.rfind(close) and not (opening == "“" and _STOPS.search(piece, opened)):
            return True
    return False


RULES: tuple[Rule, ...] = (
    BlockRule("space-beside-latin", beside_latin, RUNNING | HEADS, needs=" \u00a0"),
    BlockRule("space-beside-han", between_han, RUNNING | HEADS, needs=" \u00a0\u3000"),
)
