"""How far the outline of a glyph reaches, from the font program that the PDF carries."""

from __future__ import annotations

import io
import struct
from typing import Any, NamedTuple

from fontTools.cffLib import CFFFontSet
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont, TTLibError
from pdfminer.pdffont import PDFFont
from pdfminer.pdftypes import PDFStream, resolve1

_DAMAGE = (TTLibError, LookupError, ValueError, TypeError, AttributeError, AssertionError, struct.error)
"""What fontTools raises on a damaged font program; it costs the ink of its glyphs and nothing else."""


class Extent(NamedTuple):
    """In ems above the baseline: `top` and `bottom` of the outline."""

    bottom: float
    top: float


class InkReader:
    """Reads each font program once and each glyph once."""

    def __init__(self) -> None:
        self._programs: dict[int, _Program | None] = {}
        self._extents: dict[tuple[int, int], Extent | None] = {}
        # Keeps the fonts alive: their ids are the keys above.
        self._fonts: list[PDFFont] = []

    def extent(self, font: PDFFont, cid: int) -> Extent | None:
        """None where the font is not embedded, cannot be read, or the glyph is blank."""
        identity = (id(font), cid)
        if identity not in self._extents:
            if id(font) not in self._programs:
                self._fonts.append(font)
                self._programs[id(font)] = _program(font)
            program = self._programs[id(font)]
            try:
                self._extents[identity] = program.extent(cid) if program else None
            except _DAMAGE:
                self._extents[identity] = None
        return self._extents[identity]


class _Program:
    """The glyphs of one font program. A CID is the glyph's number, unless a CFF font maps CIDs."""

    def __init__(self, glyphs: Any, order: list[str], units: float) -> None:
        self._glyphs = glyphs
        self._order = order
        self._units = units

    def extent(self, cid: int) -> Extent | None:
        name = f"cid{cid:05d}"
        if name not in self._glyphs:
            if cid >= len(self._order):
                return None
            name = self._order[cid]
        pen = BoundsPen(self._glyphs)
        self._glyphs[name].draw(pen)
        if pen.bounds is None:
            return None
        return Extent(pen.bounds[1] / self._units, pen.bounds[3] / self._units)


def _program(font: PDFFont) -> _Program | None:
    if not font.is_multibyte():
        return None
    stream = next((s for s in (font.descriptor.get(k) for k in ("FontFile3", "FontFile2")) if s), None)
    stream = resolve1(stream)
    if not isinstance(stream, PDFStream):
        return None
    data = stream.get_data()
    try:
        if data[:1] == b"\x01" and data[:4] != b"\x00\x01\x00\x00":
            return _bare_cff(data)
        program = TTFont(io.BytesIO(data), lazy=True)
        return _Program(program.getGlyphSet(), program.getGlyphOrder(), program["head"].unitsPerEm)
    except _DAMAGE:
        return None


def _bare_cff(data: bytes) -> _Program:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[fonts.fontNames[0]]
    matrix = getattr(top, "FontMatrix", None) or [0.001]
    return _Program(top.CharStrings, top.charset, 1 / (matrix[0] or 0.001))
