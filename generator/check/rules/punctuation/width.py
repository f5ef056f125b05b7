"""Marks, quotes and letters of the wrong width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import (
    CLOSERS,
    HAN,
    IS_HAN,
    NUMERALS,
    addresses,
    before,
    behind_ordinal,
    in_address,
    is_foreign,
    is_han,
    is_source,
)
from generator.model.prose import CAPTION, FIGURE, HEADS, RUNNING, Block

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "｡": "。", "､": "、"}
_POINT = pattern(
    rf"[,;:?!｡､](?:(?<=[{HAN}{CLOSERS}%％℃].)[,;:?!｡､]{{0,2}}[ ]*"
    rf"|(?<=[^\s{HAN}{CLOSERS}%％℃,;:?!，。、；：？！][,;])(?=[{HAN}“《])"
    rf"|(?<=[A-Za-zＡ-Ｚａ-ｚ]:)(?=[{HAN}“《]))"
)
_MARKS = ",;:?!，。、；：？！.．"
_BRACKETS = pattern(r"[（(][^（）()]{0,120}[）)]")
_OPERATOR = pattern(r"[=+×÷*/<>≥≤^]")
_YEAR = pattern(r"[（(](?:19|20)\d\d[）)]第?\d{1,6}号")
_ENGLISH = pattern(r"[A-Za-z][ ,.]*\Z")


def half_width(block: Block, office: Office) -> Iterable[Hit]:
    return _chinese(block, list(_half_width(block)))


def _chinese(block: Block, hits: list[Hit]) -> list[Hit]:
    """The hits, unless the text is one that has half-width marks throughout."""
    return [] if hits and (is_source(block.text) or is_foreign(block.text)) else hits


def _half_width(block: Block) -> Iterator[Hit]:
    text = block.text
    web = addresses(text)
    if block.has("()"):
        yield from _half_brackets(text, web)
    for match in _POINT.finditer(text):
        marks = match[0].rstrip(" ")
        end = match.start() + len(marks)
        around = before(text, match.start()) + text[end : end + 1]
        if any(mark in _MARKS for mark in around) or (len(marks) > 1 and not set(marks) <= set("?!")):
            continue  # marks.doubled
        if end == len(text) and (block.kind in HEADS or block.kind == CAPTION) and marks[0] not in "?!":
            continue  # ends.heading_end
        if behind_ordinal(text, match.start()) or _is_query(text, match.start()):
            continue
        if in_address(web, match.start()):
            continue
        right = "".join(_WIDE[mark] for mark in marks)
        # The space behind a half-width mark goes with it, unless the line ends there.
        last = match.end() if match.end() < len(text) else end
        yield Hit(match.start(), last, {"mark": marks, "right": right}, right)


def _is_query(text: str, position: int) -> bool:
    return text[position] == "?" and re.match(r"\w{1,20}=", text[position + 1 : position + 22]) is not None


def _half_brackets(text: str, web: list[tuple[int, int]]) -> Iterator[Hit]:
    for match in _BRACKETS.finditer(text):
        start, end = match.start(), match.end() - 1
        if "(" not in match[0] and ")" not in match[0]:
            continue
        ahead, behind, inner = before(text, start), text[end + 1 : end + 2], match[0][1:-1]
        mixed = match[0][0] == "（" or match[0][-1] == "）"
        if not mixed and not _is_chinese(text, start, ahead, behind, inner):
            continue
        if _YEAR.match(text, start) or in_address(web, start):
            continue
        for position in (start, end):
            if text[position] in "()":
                right = _WIDE[text[position]]
                yield Hit(position, position + 1, {"mark": text[position], "right": right}, right)


def _is_chinese(text: str, start: int, ahead: str, behind: str, inner: str) -> bool:
    """Whether brackets belong to Chinese text; not those of a formula or of an English sentence."""
    has_han = IS_HAN.search(inner) is not None
    if any(sign and _OPERATOR.match(sign) for sign in (ahead, behind)):
        return False
    if has_han and _OPERATOR.search(inner) and not IS_HAN.match(ahead or " "):
        return False
    if has_han:
        return not (
            ahead == " " and behind in (" ", ".", ",") and _ENGLISH.search(text[max(0, start - 9) : start])
        )
    if ahead and (is_han(ahead) or ahead in CLOSERS):
        return True
    if ahead.isascii() and ahead.isalnum():
        return False
    return bool(behind) and (is_han(behind) or behind in "，。、；：")


_STRAIGHT = pattern(r"[\"“”]")
_SINGLE = pattern(rf"(?<![A-Za-z0-9])'(?=[{HAN}])[^'\n]{{1,80}}(?<=[{HAN}，。！？])'(?![A-Za-z0-9])")


def half_quotes(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if '"' in text:
        yield from _half_double(text)
    if "'" in text:
        for match in _SINGLE.finditer(text):
            inside = text.count("“", 0, match.start()) > text.count("”", 0, match.start())
            left, right = ("‘", "’") if inside else ("“", "”")
            yield Hit(match.start(), match.start() + 1, {"mark": "'", "right": left}, left)
            yield Hit(match.end() - 1, match.end(), {"mark": "'", "right": right}, right)


def _half_double(text: str) -> Iterator[Hit]:
    """Straight quotes two by two; one of them may be a curved one."""
    opened = -1
    for match in _STRAIGHT.finditer(text):
        mark, position = match[0], match.start()
        if mark == '"' and opened < 0 and _is_inch(text, position):
            continue
        if mark == "“" or (mark == '"' and opened < 0):
            opened = position
            continue
        if opened >= 0:
            for place in (opened, position):
                if text[place] == '"' and _is_quoting(text, opened, position):
                    right = "“" if place == opened else "”"
                    yield Hit(place, place + 1, {"mark": '"', "right": right}, right)
        opened = -1
    is_open = opened >= 0 and text[opened] == '"' and is_han(text[opened + 1 : opened + 2] or " ")
    if is_open and not before(text, opened).isdigit():
        yield Hit(opened, opened + 1, {"mark": '"', "right": "“”"})


def _is_inch(text: str, position: int) -> bool:
    return before(text, position).isdigit() and not is_han(text[position + 1 : position + 2] or " ")


def _is_quoting(text: str, start: int, end: int) -> bool:
    if IS_HAN.search(text, start, end):
        return True
    ahead, behind = before(text, start), text[end + 1 : end + 2]
    return (bool(ahead) and is_han(ahead)) or (bool(behind) and is_han(behind))


_UNITS = CLOSERS + "%％℃" + FIGURE
_STOP = pattern(
    rf"[.．](?:(?P<last>(?=[”’）)]{{0,3}}\s*\Z))|(?P<quoted>(?=[”’]))|(?P<parted>[ ]+(?=[{HAN}]))"
    rf"|(?P<inner>(?=[{HAN}“《0-9])))"
)
_DOMAIN = pattern(rf"[.．](?:中国|公司|网络|政务|公益|集团)(?![{HAN}])")
_LABEL = pattern(rf"[图表件录{NUMERALS}]\Z")


def half_stop(block: Block, office: Office) -> Iterable[Hit]:
    return _chinese(block, list(_half_stops(block)))


def _half_stops(block: Block) -> Iterator[Hit]:
    text = block.text
    web = addresses(text)
    for match in _STOP.finditer(text):
        start, follows = match.start(), text[match.end() : match.end() + 1]
        ahead = before(text, start)
        if not ahead or not (is_han(ahead) or ahead in _UNITS or match["last"] is not None):
            continue
        if match["last"] is not None and not _ends_sentence(block, ahead):
            continue
        if follows.isdigit() and (not is_han(ahead) or _LABEL.search(text, start - 1, start)):
            continue  # 图一.2
        if behind_ordinal(text, start) or _DOMAIN.match(text, start) or in_address(web, start):
            continue
        fix = None if match["inner"] is not None else "。"
        yield Hit(start, match.end(), {"mark": match[0].strip(), "right": "。"}, fix)


def _ends_sentence(block: Block, ahead: str) -> bool:
    if block.kind not in RUNNING or not IS_HAN.search(block.text) or block.text.endswith(".."):
        return False
    return is_han(ahead) or ahead in _UNITS or (ahead.isdigit() and len(block.text) > 8)


_FULL = pattern(r"[０-９Ａ-Ｚａ-ｚ％]+(?:．[０-９]+％?)?")
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF5B), ord("％"), ord("．"))}


def full_width(block: Block, office: Office) -> Iterator[Hit]:
    for match in _FULL.finditer(block.text):
        right = match[0].translate(_NARROW)
        yield Hit(match.start(), match.end(), {"mark": match[0][:12], "right": right[:12]}, right)


_LETTERS = "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))

RULES: tuple[Rule, ...] = (
    BlockRule("punctuation-half-width", half_width, needs=",;:?!()｡､"),
    BlockRule("quotes-half-width", half_quotes, needs="\"'"),
    BlockRule("stop-half-width", half_stop, needs=".．"),
    BlockRule("characters-full-width", full_width, needs=_LETTERS + "％"),
)
