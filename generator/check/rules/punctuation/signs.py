"""Characters that the rules about punctuation have in common."""

from __future__ import annotations

import sys
from bisect import bisect_right

from generator.check.pattern import pattern
from generator.model.prose import FIGURE

HAN = "㐀-鿿豈-﫿〇\U00020000-\U0003ffff"
"""Within a class of characters: all Chinese ones."""
NUMERALS = "一二三四五六七八九十"
CLOSERS = "”’》〉）】〕」』"
IS_HAN = pattern(f"[{HAN}]")
DIGIT = f"0-9０-９{FIGURE}"

_ADDRESS = pattern(
    r"(?:https?://|www\.)[!-~]{0,500}[A-Za-z0-9/=&_#-]|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]{1,64}[A-Za-z0-9]"
)
_SOURCE = pattern(r"\[(?:[A-Z]|[A-Z]{2})(?:/OL)?\]")
_NUMBER = pattern(rf"(?:\A\s*|[。；：，:;,\s])(?:[{NUMERALS}]{{1,3}}|[0-9０-９]{{1,2}}|[A-Za-z])\Z")
_BRACKETED = pattern(
    rf"(?:\A\s*|[。；：，！？:;,?!\s])(?:[{NUMERALS}]{{1,2}}[是要]"
    rf"|[（(](?:[{NUMERALS}]{{1,3}}|[0-9０-９]{{1,2}})[）)]|[0-9]{{1,2}}[）)]|[①-⒇㈠-㈩])\Z"
)
_WORD = pattern(rf"(?:第[{NUMERALS}]{{1,3}}|其[一二三四五六]|首先|其次|再次|最后)\Z")


def is_han(character: str) -> bool:
    return IS_HAN.match(character) is not None


def before(text: str, position: int) -> str:
    """The character before a position; "" at the beginning."""
    return text[position - 1] if position else ""


def addresses(text: str) -> list[tuple[int, int]]:
    """Where the addresses of the web and of mail in a text begin and end."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def in_address(spans: list[tuple[int, int]], position: int) -> bool:
    """Whether a character belongs to one of the addresses, which are in order."""
    before_it = bisect_right(spans, (position, sys.maxsize)) - 1
    return before_it >= 0 and spans[before_it][1] > position


def is_foreign(text: str) -> bool:
    """Whether a text is an English one with some Chinese words in it."""
    return len(text) > 40 and len(IS_HAN.findall(text)) * 5 < len(text) and " " in text


def is_source(text: str) -> bool:
    """Whether a text is a reference like 论文集[C], whose marks are half-width (GB/T 7714)."""
    return "[" in text and _SOURCE.search(text) is not None


def behind_number(text: str, position: int) -> bool:
    """Whether what stands at `position` stands behind 一, 1 or （一） at the beginning of a sentence."""
    piece = text[max(0, position - 8) : position]
    return _NUMBER.search(piece) is not None or _BRACKETED.search(piece) is not None


def behind_ordinal(text: str, position: int) -> bool:
    """Whether the mark at `position` stands behind 一, 1, （一）, ①, 一是, and a point also behind 第一: what
    is right there is for the rules about ordinals to say."""
    piece = text[max(0, position - 8) : position]
    point = text[position] in ".．"
    if _BRACKETED.search(piece) or (point and _WORD.search(piece)):
        return True
    return (point or text[position] == ",") and _NUMBER.search(piece) is not None
