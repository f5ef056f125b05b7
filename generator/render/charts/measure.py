"""How wide text is and where it may be cut, without a face: a Han character is one em in all of them."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

# In em. Digits are half an em in faces for print and somewhat more on screens; the other widths are those
# of a wide Latin face.
_DIGIT, _NARROW, _LETTER, _BROAD = 0.56, 0.35, 0.62, 0.9
_DIGITS = frozenset("0123456789")
_THIN = frozenset(" ijlft.,:;'|!()[]-/`\"")
# Never cut: a number and its measure word, a Latin word, a character and the marks that cling to it.
_PIECE = re.compile(
    r"第?\d+(?:\.\d+)?(?:个百分点|[年月日周季期个%％℃])?[，。、；：）》”’】〕—～]*"  # 2.5个百分点，
    r"|[A-Za-z0-9.+&'/-]+"
    r"|[（《〈“‘「【〔]?.[，。、；：？！）》〉”’」】〕％…—～·]*",
    re.DOTALL,
)


@cache
def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if char >= "\u1100":
        # Quotation marks and dashes, too, are set a full em wide in Chinese text.
        return 1.0 if unicodedata.east_asian_width(char) in "WFA" else _LETTER
    if char in _DIGITS:
        return _DIGIT
    if char in _THIN:
        return _NARROW
    return _BROAD if char in "MWmw@%" or char > "\xff" else _LETTER


def text_width(text: str, size: float) -> float:
    """How wide `text` is at `size`, in the unit of `size`; rather too much than too little."""
    return size * sum(map(_em, text))


def wrap(text: str, room: float, size: float) -> list[str]:
    """`text` in as few lines as `room` allows, of lengths as even as can be.

    A piece that is never cut (a number, a Latin word) may be wider than `room`.
    """
    pieces = _PIECE.findall(text)
    least = _fill(pieces, room, size)
    if len(least) < 2:
        return least or [""]
    narrow, wide = max(text_width(piece, size) for piece in pieces), room
    best = least
    while wide - narrow > size / 8:
        middle = (narrow + wide) / 2
        lines = _fill(pieces, middle, size)
        if len(lines) == len(least):
            best, wide = lines, middle
        else:
            narrow = middle
    return best


def _fill(pieces: list[str], room: float, size: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if line and text_width((line + piece).rstrip(), size) > room + 0.001:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def number_text(value: float, decimals: int) -> str:
    """`value` as printed: half of the last place is rounded up, as everywhere in a bulletin."""
    return str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
