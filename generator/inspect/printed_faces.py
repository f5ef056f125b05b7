"""The faces of a finished PDF: which character each glyph is, and how wide it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""What stands for a glyph of which the file does not say which character it is."""

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_WIDTHS = re.compile(rb"(\d+)\s*\[([^\]]*)\]|(\d+)\s+(\d+)\s+([-.\d]+)")


@dataclass(frozen=True, slots=True)
class Face:
    """A composite font: its name, the characters and the widths (thousandths of an em) of its glyphs."""

    name: str
    characters: Mapping[int, str]
    widths: Mapping[int, float]


def read_face(font: Any) -> Face:
    name = str(font.get("/BaseFont", "")).removeprefix("/").rpartition("+")[2]
    unicode, below = font.get("/ToUnicode"), font.get("/DescendantFonts")
    characters: defaultdict[int, str] = defaultdict(lambda: UNREADABLE)
    if isinstance(unicode, pikepdf.Stream):
        for block in _BLOCK.findall(unicode.read_bytes()):
            for code, text in _PAIR.findall(block):
                characters[int(code, 16)] = _text(text)
    return Face(name, characters, _widths({} if below is None else below[0]))


def _text(written: bytes) -> str:
    """UTF-16 in hexadecimal digits."""
    if len(written) == 4:
        return chr(int(written, 16))
    return bytes.fromhex(written.decode()).decode("utf-16-be", "replace")


def _widths(descendant: Any) -> Mapping[int, float]:
    """The array /W: `c [w w …]` and `first last w` (ISO 32000-1, 9.7.4.3)."""
    other = float(descendant.get("/DW", 1000))
    found: defaultdict[int, float] = defaultdict(lambda: other)
    written = descendant.get("/W")
    for match in _WIDTHS.finditer(written.unparse(resolved=True)) if written is not None else ():
        several, widths, first, last, width = match.groups()
        if several:
            found.update(enumerate(map(float, widths.split()), start=int(several)))
        else:
            found.update(dict.fromkeys(range(int(first), int(last) + 1), float(width)))
    return found
