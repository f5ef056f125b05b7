"""With which characters a match of a regular expression may begin or end, so that most places need no match.

Of regular expressions it knows what `pairs.txt` uses: characters, classes, groups, looks and counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

Characters = frozenset[str] | None
"""None for any character; "" stands for the end or beginning of the text."""
_PIECE = re.compile(
    r"(?P<look>\(\?(?:<?!|<?=))|(?P<group>\((?:\?:)?)|(?P<set>\[\^?[^\]]+\])|(?P<escaped>\\.)|(?P<one>[^|)])",
    re.DOTALL,
)
_COUNT = re.compile(r"(?P<none>[?*]|\{0?,\d+\})|\+|\{[\d,]+\}")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_ESCAPED: dict[str, Characters] = {r"\Z": frozenset({""}), r"\A": frozenset({""}), r"\d": _DIGITS}


@dataclass(frozen=True, slots=True)
class _Part:
    """`begin` and `end`: the characters that it may begin or end with; `may_be_empty` tells that it may also
    match nothing, so that its neighbour counts, too; `is_ahead` that it is looked at and not passed."""

    begin: Characters
    end: Characters
    may_be_empty: bool
    is_ahead: bool = False


_NOTHING = _Part(frozenset(), frozenset(), may_be_empty=True)


@cache
def edge(text: str, *, of_end: bool) -> Characters:
    """The characters that whatever matches begins with, or ends with."""
    part, _ = _either(text, 0)
    return None if part.may_be_empty else part.end if of_end else part.begin


def _either(text: str, at: int) -> tuple[_Part, int]:
    """The alternatives from `at` on, up to a closing bracket."""
    ways = []
    while True:
        way, at = _row(text, at)
        ways.append(way)
        if text[at : at + 1] != "|":
            break
        at += 1
    begin, end = (_union(getattr(way, side) for way in ways) for side in ("begin", "end"))
    return _Part(begin, end, any(way.may_be_empty for way in ways)), at


def _row(text: str, at: int) -> tuple[_Part, int]:
    """What stands one behind the other."""
    parts = []
    while piece := _PIECE.match(text, at):
        part, at = _part(text, piece)
        if count := _COUNT.match(text, at):
            at = count.end() + text.startswith("?", count.end())
            if count["none"]:
                part = _Part(part.begin, part.end, may_be_empty=True)
        parts.append(part)
    return _Part(
        _first([(part.begin, part.may_be_empty) for part in parts]),
        _first([(part.end, part.may_be_empty or part.is_ahead) for part in reversed(parts)]),
        all(part.may_be_empty for part in parts),
    ), at


def _part(text: str, piece: re.Match[str]) -> tuple[_Part, int]:
    at = piece.end()
    if piece["look"] or piece["group"]:
        part, at = _either(text, at)
        if piece["look"] == "(?=":
            part = _Part(part.begin, frozenset(), part.may_be_empty, is_ahead=True)
        elif piece["look"]:
            part = _NOTHING
        return part, at + 1
    characters = _characters(piece[0])
    return _Part(characters, characters, may_be_empty=False), at


def _characters(piece: str) -> Characters:
    if piece in _ESCAPED:
        return _ESCAPED[piece]
    if piece[0] != "[":
        return frozenset(piece[-1]) if piece[0] != "\\" and piece != "." else None
    if piece[1] == "^" or re.search(r"\\[^d]|.-.", piece):
        return None
    return frozenset(piece[1:-1].replace(r"\d", "")) | (_DIGITS if r"\d" in piece else frozenset())


def _first(sides: Iterable[tuple[Characters, bool]]) -> Characters:
    """Of what stands one behind the other."""
    met: list[Characters] = []
    for characters, may_be_empty in sides:
        met.append(characters)
        if not may_be_empty:
            break
    return _union(met)


def _union(those: Iterable[Characters]) -> Characters:
    every: frozenset[str] = frozenset()
    for one in those:
        if one is None:
            return None
        every |= one
    return every
