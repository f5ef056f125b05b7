"""Text cut into atoms, and between which of them a line may end.

An atom is what the line setter places as a whole: one full-width character, one space, or one run of
Latin letters, digits and their marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.typeset.characters import (
    BLANKS,
    CLOSING,
    MAGNITUDES,
    MEASURE_STARTS,
    MEASURES,
    NO_LINE_END,
    NO_LINE_START,
    OPENING,
    PAIRED,
    is_joined,
    is_wide,
)

SPACES = " \u00a0\n"
# A run of narrow characters may be cut after these: compound words between two letters at least, and
# addresses at any of their marks.
_CUT_AFTER = re.compile(r"(?<=[A-Za-z]{2}[-/])(?=[A-Za-z]{2})")
_ADDRESS = re.compile(r"https?://|www\.|[A-Za-z0-9-]+\.[A-Za-z]{2,}/|[^/]*/[^/]*/[^/]*/")
_CUT_ADDRESS = re.compile(r"(?<=[-/_&=?.#%+:~])(?=[A-Za-z0-9])(?<!/(?=/))")
LONGEST = 24
"""Narrow characters that stay together; a longer run, a number without end, is cut wherever it must be."""
_LATIN_LETTERS = re.compile(r"[A-Za-z]{2}")
_LATIN_UNIT = re.compile(r"[A-Za-zμ°/²³]{1,5}[.,;]?")
_MEASURE = re.compile(f"[{MAGNITUDES}]*(?:{'|'.join(MEASURES)}|[{MAGNITUDES}])")


def atoms(text: str) -> list[str]:
    """`text` cut into atoms; joined together they give `text` again."""
    result: list[str] = []
    narrow = ""
    for index, char in enumerate(text):
        if char == "’" and _LATIN_LETTERS.fullmatch(narrow[-1:] + text[index + 1 : index + 2]):
            narrow += char  # an apostrophe: don’t
        elif is_joined(char) and (narrow or result):
            if narrow:
                narrow += char
            else:
                result[-1] += char
        elif is_wide(char) or char in SPACES:
            if narrow:
                result.extend(_cut(narrow))
                narrow = ""
            result.append(char)
        else:
            narrow += char
    if narrow:
        result.extend(_cut(narrow))
    return result


def _cut(run: str) -> list[str]:
    pattern = _CUT_ADDRESS if _ADDRESS.match(run) else _CUT_AFTER
    pieces = [piece for piece in pattern.split(run) if piece]
    return [piece[start : start + LONGEST] for piece in pieces for start in range(0, len(piece), LONGEST)]


def break_points(pieces: Sequence[str]) -> list[bool]:
    """For each atom whether a line may begin with it. The first is always True."""
    allowed = [True] * len(pieces)
    for index in range(1, len(pieces)):
        allowed[index] = may_break_between(pieces[index - 1], pieces[index])
    _keep_numbers(pieces, allowed)
    return allowed


@lru_cache(maxsize=65536)
def may_break_between(before: str, after: str) -> bool:
    """Whether a line may end after atom `before` when `after` follows, by the two alone."""
    if not before or not after:
        return False
    last, first = before[-1], after[0]
    if after in BLANKS:
        return False  # a blank belongs to the end of the line before it
    if before in BLANKS:
        return first not in NO_LINE_START
    if last.isdigit() and first in MEASURE_STARTS:
        return False
    if last == "\u00a0" or first == "\u00a0":
        return False
    if last in PAIRED and last == first:
        return False
    return first not in NO_LINE_START and last not in NO_LINE_END


def _keep_numbers(pieces: Sequence[str], allowed: list[bool]) -> None:
    """Forbid a break between a number and its measure word, and inside a range of numbers."""
    # A measure word at the start may belong to a number in the box before: **35**公里.
    if match := _MEASURE.match("".join(pieces[:8])):
        for index in range(1, match.end()):
            allowed[index] = False
    for index, piece in enumerate(pieces):
        if not piece[-1].isdigit() and not (piece[-1] in "%％‰℃" and any(map(str.isdigit, piece))):
            continue
        following = "".join(pieces[index + 1 : index + 8])
        if piece[-1].isdigit() and (match := _MEASURE.match(following)):
            for step in range(1, match.end() + 1):
                if index + step < len(allowed):
                    allowed[index + step] = False
            end = index + match.end()
        else:
            end = index
        if end + 2 < len(pieces) and pieces[end + 1] == "～" and pieces[end + 2][0].isdigit():
            allowed[end + 2] = False
    for index in range(2, len(pieces)):
        # 35 kg: the blank of a number and its unit in Latin letters.
        if (
            pieces[index - 1] == " "
            and pieces[index - 2][-1].isdigit()
            and _LATIN_UNIT.fullmatch(pieces[index])
        ):
            allowed[index] = False
    for index in range(1, len(pieces)):
        if pieces[index - 1] in "＋±第" and pieces[index][0].isdigit():
            allowed[index] = False


def squeezes(pieces: Sequence[str]) -> list[tuple[float, float]]:
    """How much of each atom's cell is taken away at its left and right, in em, by its neighbours.

    Of two full-width marks in a row one loses the empty half that faces the other (CLREQ 3.1.6): a
    closing mark before any mark, an opening mark after an opening one.
    """
    result = [(0.0, 0.0)] * len(pieces)
    for index in range(len(pieces) - 1):
        here, after = pieces[index], pieces[index + 1]
        if here in CLOSING and (after in CLOSING or after in OPENING):
            result[index] = (result[index][0], 0.5)
        elif here in OPENING and after in OPENING:
            result[index + 1] = (0.5, result[index + 1][1])
    return result
