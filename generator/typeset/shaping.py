"""Glyphs of atoms, shaped once by Pango and kept.

WeasyPrint makes a Pango layout for every line that it tries and once more for drawing. Full-width
characters do not depend on their neighbours, so each atom is shaped once for each style of type, and
lines are put together from the kept glyphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

from generator.typeset.characters import FULL_WIDTH_MARKS
from generator.typeset.embedding import FaceFile, open_face
from generator.typeset.pango_fonts import font_family, font_file
from generator.typeset.recent import Recent

# Characters of numbers: their glyphs do not depend on their neighbours in any face for Chinese text.
DIGITS = frozenset("0123456789.,%-:/")
MOST = 15_000
"""Characters of the measured paragraphs that a process keeps: those of some three issues of eight pages."""
MOST_DRAWN = 600
"""Lines that were drawn and are kept: those of some three issues of eight pages."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """`advance`, `dx` and `dy` in CSS px; `text`: what it stands for ("" after a cluster's first)."""

    font: Any
    family: str
    missing: bool
    index: int
    advance: float
    dx: float
    dy: float
    text: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """An atom's glyphs. `missing`: no face has one of its characters."""

    glyphs: tuple[Glyph, ...]
    advance: float
    missing: bool


@dataclass(frozen=True, slots=True)
class SizedFace:
    """A Pango font: a face at a size in px. `layout` is kept since it keeps Pango from freeing the font."""

    file: FaceFile
    size: float
    layout: Any


class TypeCase(FontConfiguration):  # type: ignore[misc]
    """A font configuration that keeps shaped atoms, measured paragraphs and drawn lines for a process.

    A document whose font configuration is a TypeCase is set by this package's line setter; any other
    document in the same process is WeasyPrint's own affair. `marks` are the families from which marks
    come that must be a full em wide where the text's own face has them narrower.
    """

    def __init__(self, marks: tuple[str, ...]) -> None:
        super().__init__()
        self.marks = marks
        self.used: dict[tuple[str, str], set[str]] = {}
        self.missing: set[str] = set()
        self.paragraphs: Recent[Any] = Recent(MOST, lambda paragraph: len(paragraph.text) + 8)
        self.drawn: Recent[Any] = Recent(MOST_DRAWN)
        self.struts: dict[tuple[float, Any], tuple[float, float]] = {}
        self._faces: dict[tuple[Any, ...], dict[str, Shaped]] = {}
        self._fonts: dict[Any, SizedFace] = {}
        self._files: dict[tuple[Path, int], FaceFile] = {}

    def begin_document(self) -> None:
        """Forget which faces the document before used."""
        self.used = {}
        self.missing = set()

    def tidy(self) -> None:
        """Give back what only pays while document follows document."""
        for file in self._files.values():
            file.subsetter.begin_anew()

    def shape(self, style: Any, pieces: Iterable[str]) -> Mapping[str, Shaped]:
        """The shaped atoms of `pieces` (and others shaped before) in the type of `style`."""
        key = type_key(style)
        known = self._faces.setdefault(key, {})
        unknown = [piece for piece in pieces if piece not in known]
        if unknown:
            self._learn(style, known, dict.fromkeys(unknown))
        return known

    def _learn(self, style: Any, known: dict[str, Shaped], pieces: Iterable[str]) -> None:
        """Shape what is new. A number is put together from its digits, so that each is shaped once."""
        numbers = [piece for piece in pieces if len(piece) > 1 and DIGITS.issuperset(piece)]
        wanted = dict.fromkeys(char for number in numbers for char in number)
        wanted.update(dict.fromkeys(piece for piece in pieces if piece not in numbers))
        new = [piece for piece in wanted if piece not in known]
        if new:
            known.update(zip(new, self._shape(style, new), strict=True))
            self._widen_marks(style, known, new)
        for number in numbers:
            parts = [known[char] for char in number]
            known[number] = Shaped(
                tuple(glyph for part in parts for glyph in part.glyphs),
                sum(part.advance for part in parts),
                any(part.missing for part in parts),
            )

    def note_use(self, wanted: str, glyph: Glyph) -> None:
        """Remember that this document shows a character from another face than the one wanted first."""
        if glyph.missing:
            self.missing.add(glyph.text)
        elif glyph.family != wanted and glyph.text:
            self.used.setdefault((wanted, glyph.family), set()).add(glyph.text)

    def _widen_marks(self, style: Any, known: dict[str, Shaped], pieces: list[str]) -> None:
        narrow = [
            piece
            for piece in pieces
            if piece in FULL_WIDTH_MARKS and known[piece].advance < 0.98 * style["font_size"]
        ]
        if not narrow:
            return
        substitute = style.copy()
        substitute["font_family"] = self.marks
        for piece, shaped in zip(narrow, self._shape(substitute, narrow), strict=True):
            if shaped.advance > known[piece].advance and not shaped.missing:
                known[piece] = shaped

    def _shape(self, style: Any, pieces: list[str]) -> list[Shaped]:
        """Shape each piece as a paragraph of its own, all in one Pango layout."""
        layout = Layout(style)
        text = "\n".join(pieces).encode()
        pango.pango_layout_set_text(layout.layout, text, len(text))
        return [self._read_line(layout, number, piece) for number, piece in enumerate(pieces)]

    def _read_line(self, layout: Any, number: int, piece: str) -> Shaped:
        line = pango.pango_layout_get_line_readonly(layout.layout, number)
        encoded = piece.encode()
        glyphs: list[Glyph] = []
        run = line.runs if line.runs == ffi.NULL else line.runs[0]
        while run != ffi.NULL:
            item = run.data
            run = run.next
            font = item.item.analysis.font
            family = self._remember(font, layout).file.family
            start = item.item.offset - line.start_index
            count = item.glyphs.num_glyphs
            clusters = [item.glyphs.log_clusters[i] for i in range(count)]
            for i in range(count):
                info = item.glyphs.glyphs[i]
                first = i == 0 or clusters[i] != clusters[i - 1]
                after = next((c for c in clusters[i + 1 :] if c != clusters[i]), item.item.length)
                glyphs.append(
                    Glyph(
                        font,
                        family,
                        bool(info.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG),
                        info.glyph,
                        info.geometry.width * FROM_UNITS,
                        info.geometry.x_offset * FROM_UNITS,
                        info.geometry.y_offset * FROM_UNITS,
                        encoded[start + clusters[i] : start + after].decode() if first else "",
                    )
                )
        advance = sum(glyph.advance for glyph in glyphs)
        return Shaped(tuple(glyphs), advance, any(glyph.missing for glyph in glyphs))

    def face(self, font: Any) -> SizedFace:
        """The face and size of a Pango font that a glyph names."""
        return self._fonts[font]

    def _remember(self, font: Any, layout: Any) -> SizedFace:
        if font not in self._fonts:
            family, weight, size = font_family(font)
            place = font_file(font)
            if place not in self._files:
                self._files[place] = open_face(*place, family, weight)
            self._fonts[font] = SizedFace(self._files[place], size, layout)
        return self._fonts[font]


def type_key(style: Any) -> tuple[Any, ...]:
    """What the glyphs of a text depend on, of its style."""
    return (
        tuple(style["font_family"]),
        style["font_size"],
        style["font_weight"],
        style["font_style"],
        style["lang"],
        str(style["font_feature_settings"]),
    )
