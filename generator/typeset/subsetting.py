"""Subsets of a face, quickly for many documents in one process.

A subset of a face of 65,000 glyphs costs five milliseconds however few are asked for. A process that
makes many documents therefore cuts the face down once to the characters of GB 2312, which nearly
every text keeps to, and takes the documents' subsets from that. The bytes are the same either way
(tests/test_faces.py), so that a file does not depend on how many were made before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import uharfbuzz

AFTER = 20
"""Subsets after which the face is cut down, which costs as much as they did: whether many more follow or
none, it never takes more than twice the time of what would have been best."""

# Tables that a reader of a PDF never looks at.
_DROPPED = (
    *("BASE", "GSUB", "GPOS", "GDEF", "DSIG", "name", "OS/2", "post", "cmap", "vhea", "vmtx", "VORG"),
    *("gasp", "LTSH", "VDMX", "hdmx", "kern", "meta", "STAT", "MATH", "JSTF", "EBSC", "PCLT"),
)


class Subsetter:
    """Takes subsets from one face; `face` is uharfbuzz's."""

    def __init__(self, face: Any) -> None:
        self._face = face
        self._taken = 0
        self._small: Any = None
        self._numbers: dict[int, int] = {}
        self._originals: dict[int, int] = {}

    def subset(self, glyphs: set[int], *, keep_numbers: bool = False) -> tuple[bytes, dict[int, int]]:
        """A font with these glyphs only, and for each of them its number there.

        `keep_numbers`: glyphs keep their numbers, with gaps between them.
        """
        self._taken += 1
        if self._taken == AFTER and not keep_numbers:
            self._cut_down()
        if keep_numbers or not glyphs <= self._numbers.keys():
            font, numbers = _subset(self._face, glyphs, keep_numbers)
            return font.blob.data, numbers
        font, numbers = _subset(self._small, {self._numbers[glyph] for glyph in glyphs}, False)
        return font.blob.data, {self._originals[small]: number for small, number in numbers.items()}

    def begin_anew(self) -> None:
        """Give back the cut-down face, some ten megabytes: the documents that it was for are made."""
        self._taken, self._small, self._numbers, self._originals = 0, None, {}, {}

    def _cut_down(self) -> None:
        font = uharfbuzz.Font(self._face)
        wanted = (font.get_nominal_glyph(ord(char)) for char in common_characters())
        self._small, self._numbers = _subset(self._face, {glyph for glyph in wanted if glyph}, False)
        self._originals = {small: glyph for glyph, small in self._numbers.items()}


@cache
def common_characters() -> tuple[str, ...]:
    """ASCII and all characters of GB 2312."""
    return (*map(chr, range(0x20, 0x7F)), *_gb2312())


def _gb2312() -> Iterator[str]:
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield from bytes((row, cell)).decode("gb2312", errors="ignore")


def _subset(face: Any, glyphs: set[int], keep_numbers: bool) -> tuple[Any, dict[int, int]]:
    request = uharfbuzz.SubsetInput()
    request.glyph_set.update(glyphs)
    flags = uharfbuzz.SubsetFlags
    request.flags = flags.NO_HINTING | flags.DESUBROUTINIZE | flags.NO_LAYOUT_CLOSURE
    if keep_numbers:
        request.flags |= flags.RETAIN_GIDS
    tables = request.sets(uharfbuzz.SubsetInputSets.DROP_TABLE_TAG)
    tables.update(int.from_bytes(name.encode(), "big") for name in _DROPPED)
    plan = uharfbuzz.SubsetPlan(face, request)
    return plan.execute(), dict(plan.old_to_new_glyph_mapping.items())
