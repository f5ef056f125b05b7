"""Text made plain for searching, character by character, so that places stay what they are.

Full-width forms, dashes, blanks and invisible characters each have one form afterwards. Nothing is
inserted or dropped: a place in the plain text is the same place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

INVISIBLE = "\u200b"
"""What every character without a look becomes: soft hyphens, zero-width blanks, marks of direction."""

SEPARATORS = f" -.·()_{INVISIBLE}\n"
SEP = f"[{SEPARATORS}]".replace("-", r"\-")
"""One separator inside a number: blank, dash, dot, bracket, line break, something invisible."""

INVISIBLES = (
    *("\u00ad", "\u034f", "\u061c", "\u180e", "\u20e3", "\ufeff"),
    *map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))),
    *map(chr, range(0xFE00, 0xFE10)),
)
BLANKS = ("\u00a0", "\u3000", "\u202f", "\u205f", *map(chr, range(0x2000, 0x200B)))
_DASHES = (*map(chr, range(0x2010, 0x2016)), "\u2212", "\ufe58", "\ufe63", "\uff0d")
_DOTS = ("\u30fb", "\u2022", "\u2027", "\u22c5", "\uff65")
_CROSSES = ("\u2169", "\u0425", "\u0445", "\u00d7", "\u2715", "\u2716")
_OTHER_DIGITS = (*range(0x660, 0x66A), *range(0x6F0, 0x6FA), *range(0x1D7CE, 0x1D800))


def _table() -> Mapping[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(one): INVISIBLE for one in INVISIBLES}
    table |= {ord(one): " " for one in BLANKS}
    table |= {ord(one): "-" for one in _DASHES}
    table |= {ord(one): "·" for one in _DOTS}
    # The check digit X of an identity number is also written as a numeral, a letter or a sign like it.
    table |= {ord(one): "X" for one in _CROSSES}
    table |= {code: str(unicodedata.decimal(chr(code))) for code in _OTHER_DIGITS}
    table[ord("\r")] = "\n"
    return MappingProxyType(table)


_PLAIN = _table()

HAN_DIGITS: Mapping[str, str] = MappingProxyType(
    dict(zip("〇零○一幺壹二贰三叁四肆五伍六陆七柒八捌九玖", "0001112233445566778899", strict=True))
)
_HAN_PLAIN = MappingProxyType({ord(han): digit for han, digit in HAN_DIGITS.items()})
_HAN = "".join(HAN_DIGITS)
_HAN_RUN = re.compile(rf"[{_HAN}\d](?:{SEP}{{0,2}}[{_HAN}\d]){{6,}}", re.ASCII)
_HAN_ONE = re.compile(f"[{_HAN}]")
_FEW_HAN = 3
"""Fewer Han digits in a run with others are words: 13800138000一次."""

_DROPPED = frozenset(SEPARATORS)


def plain(text: str) -> str:
    """The text in its plain form, of the same length."""
    return text.translate(_PLAIN)


def with_digits(text: str) -> str | None:
    """A plain text with its long runs of Han digits as Arabic ones; None where it has no such run."""
    changed = False

    def turn(match: re.Match[str]) -> str:
        nonlocal changed
        if len(_HAN_ONE.findall(match[0])) < _FEW_HAN:
            return match[0]
        changed = True
        return match[0].translate(_HAN_PLAIN)

    result = _HAN_RUN.sub(turn, text)
    return result if changed else None


def bare(text: str) -> tuple[str, tuple[int, ...]]:
    """A plain text without separators, in small letters, and where each of its characters stood."""
    kept = [place for place, one in enumerate(text) if one not in _DROPPED]
    return "".join(text[place].lower()[:1] for place in kept), tuple(kept)
