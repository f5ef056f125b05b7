"""Lines put on the page: glyphs at exact places, and beside them what a reader of the PDF would misread.

What a line comes to is kept: when a document is made anew, most of its lines stand where they stood, or
only higher or lower on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.typeset.characters import BLANKS, CLOSING, is_wide
from generator.typeset.embedding import EmbeddedFace
from generator.typeset.fit import opens
from generator.typeset.lines import SetLine
from generator.typeset.shaping import Glyph, TypeCase

# Readers of a PDF infer a space from a gap of 0.1 em and a new word from boxes that overlap as much.
WIDE_GAP = 0.08
OVERLAP = 0.08


def places(line: SetLine, x: float) -> list[float]:
    """Where each atom of the line has the origin of its first glyph, in px, the line starting at `x`."""
    whole, cells = line.paragraph, line.paragraph.cells
    visible = line.end
    while visible > line.begin and (cells.pieces[visible - 1] in BLANKS or cells.pieces[visible - 1] == "\n"):
        visible -= 1
    result = []
    for number in range(line.begin, line.end):
        piece = cells.pieces[number]
        given = line.given.get(number, 0.0)
        origin = x - whole.squeezed[number][0] * cells.em
        if piece not in CLOSING:
            origin -= given
        if is_wide(piece[0]):
            origin += whole.tracking / 2
        result.append(origin)
        x += cells.advances[number] - given
        if number + 1 < visible and opens(piece, cells.pieces[number + 1]):
            x += line.spread
    return result


def spoken(line: SetLine, origins: Sequence[float]) -> list[tuple[int, int]]:
    """Stretches of atoms that carry their text beside the glyphs, as (begin, end) within the line.

    Readers of a PDF take a wide gap for a space and overlapping boxes for a new line. Where marks are
    set closer than their boxes, and in lines pulled wide, the text is therefore given as ActualText.
    """
    em = line.paragraph.cells.em
    if line.spread + line.paragraph.tracking > WIDE_GAP * em:
        return [(0, len(origins))]
    stretches: list[tuple[int, int]] = []
    for number, piece in enumerate(line.pieces[: len(origins) - 1]):
        if (
            piece == "\n"
            or origins[number] + line.paragraph.shaped[piece].advance - origins[number + 1] < OVERLAP * em
        ):
            continue
        if stretches and stretches[-1][1] == number + 1:
            stretches[-1] = (stretches[-1][0], number + 2)
        else:
            stretches.append((number, number + 2))
    return stretches


@dataclass(frozen=True, slots=True)
class Drawn:
    """What drawing a line comes to in a document that knows none of its glyphs.

    `parts`: bytes for the page, the x of a text matrix whose y is the line's, or a face's tag with a size.
    `faces`: by tag the face with the widths and texts of its glyphs. `borrowed`: glyphs that are missing
    or from another face than the one wanted.
    """

    parts: tuple[bytes | float | tuple[str, float], ...]
    faces: dict[str, EmbeddedFace]
    borrowed: tuple[Glyph, ...]


def draw(stream: Any, line: SetLine, x: float, y: float, case: TypeCase, wanted: str) -> None:
    """Put the line's glyphs on the page, baseline from (`x`, `y`) in px, and note which faces were used."""
    key = (line.paragraph, line.begin, line.end, tuple(line.given.items()), line.spread, x, wanted)
    drawn = case.drawn.get(key) or case.drawn.keep(key, _record(line, x, case, wanted))
    for glyph in drawn.borrowed:
        case.note_use(wanted, glyph)
    if not all(_agree(stream._fonts, tag, face) for tag, face in drawn.faces.items()):
        _write(Pen(stream, case, y, line.paragraph.tracking + line.spread), line, x)
        return
    for part in drawn.parts:
        if isinstance(part, bytes):
            stream.stream.append(part)
        elif isinstance(part, float):
            stream.set_text_matrix(1, 0, 0, -1, part, y)
        else:
            stream.set_font_size(*part)


def _agree(fonts: dict[str, EmbeddedFace], tag: str, face: EmbeddedFace) -> bool:
    """Add a line's glyphs to those of the document; False where one has another width or text there."""
    known = fonts.get(tag)
    if known is None:
        known = fonts[tag] = EmbeddedFace(face.file)
    widths, texts = known.widths, known.to_unicode
    return all([widths.setdefault(glyph, width) == width for glyph, width in face.widths.items()]) and all(
        [texts.setdefault(glyph, text) == text for glyph, text in face.to_unicode.items()]
    )


def _record(line: SetLine, x: float, case: TypeCase, wanted: str) -> Drawn:
    recorder = _Recorder()
    _write(Pen(recorder, case, 0.0, line.paragraph.tracking + line.spread), line, x)
    shaped = (line.paragraph.shaped[piece] for piece in line.pieces if piece != "\n")
    glyphs = (glyph for atom in shaped for glyph in atom.glyphs)
    borrowed = tuple(glyph for glyph in glyphs if glyph.missing or glyph.family != wanted)
    return Drawn(tuple(recorder.stream), recorder._fonts, borrowed)


class _Recorder:
    """Stands where a pen has the page's stream."""

    def __init__(self) -> None:
        self.stream: list[bytes | float | tuple[str, float]] = []
        self._fonts: dict[str, EmbeddedFace] = {}

    def set_text_matrix(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        self.stream.append(e)

    def set_font_size(self, font: str, size: float) -> None:
        self.stream.append((font, size))

    def show_text(self, text: str) -> None:
        self.stream.append(f"[{text}] TJ".encode())


def _write(pen: Pen, line: SetLine, x: float) -> None:
    origins = places(line, x)
    stretches = spoken(line, origins)
    begins = dict(stretches)
    ends = {end for _, end in stretches}
    for number, (piece, origin) in enumerate(zip(line.pieces, origins, strict=True)):
        if number in ends:
            pen.end_text()
        if number in begins:
            pen.begin_text("".join(line.pieces[number : begins[number]]))
        if piece == "\n":
            continue
        for glyph in line.paragraph.shaped[piece].glyphs:
            pen.show(glyph, origin + glyph.dx)
            origin += glyph.advance
    if len(origins) in ends:
        pen.end_text()
    pen.end()


class Pen:
    """Writes glyphs at exact places with few operators.

    Positions in a PDF string are whole thousandths of the font size here; what rounding leaves over is
    carried to the next glyph, so that no error adds up along a line. Each string starts with its own
    text matrix: readers differ over the spacing after the last glyph of a string.
    """

    def __init__(self, stream: Any, case: TypeCase, y: float, spacing: float) -> None:
        self._stream = stream
        self._case = case
        self._y = y
        self._spacing = spacing
        self._at = 0.0
        self._font: Any = None
        self._pango_font: Any = None
        self._size = 0.0
        self._codes: list[str] = []
        self._spoken = False
        if spacing:
            stream.stream.append(f"{spacing:.5f} Tc".encode())

    def show(self, glyph: Glyph, x: float) -> None:
        """Show `glyph` with its origin at `x`."""
        if glyph.font != self._pango_font:
            self._change_font(glyph.font)
        font = self._font
        width = font.widths.get(glyph.index)
        if width is None:
            width = font.widths[glyph.index] = round(glyph.advance * 1000 / self._size)
        known = font.to_unicode.setdefault(glyph.index, glyph.text) if glyph.text else ""
        if known != glyph.text and not self._spoken:
            # One glyph for two characters, as 一 and the radical ⼀: the second says what it is.
            self.begin_text(glyph.text)
            self._put(glyph.index, x, width)
            self.end_text()
        else:
            self._put(glyph.index, x, width)

    def _put(self, index: int, x: float, width: int) -> None:
        if not self._codes:
            self._stream.set_text_matrix(1, 0, 0, -1, round(float(x), 4), self._y)
            self._at = x
        elif steps := round((self._at - x) * 1000 / self._size):
            self._codes.append(f">{steps}<")
            self._at -= steps * self._size / 1000
        self._codes.append(f"{index:04x}")
        self._at += width * self._size / 1000 + self._spacing

    def begin_text(self, text: str) -> None:
        """What follows, up to `end_text`, reads as `text`."""
        self._flush()
        self._spoken = True
        spelled = text.encode("utf-16-be").hex()
        self._stream.stream.append(f"/Span<</ActualText<feff{spelled}>>>BDC".encode())

    def end_text(self) -> None:
        self._flush()
        self._spoken = False
        self._stream.stream.append(b"EMC")

    def end(self) -> None:
        self._flush()
        if self._spacing:
            self._stream.stream.append(b"0 Tc")

    def _change_font(self, pango_font: Any) -> None:
        self._flush()
        self._pango_font = pango_font
        face = self._case.face(pango_font)
        self._size = face.size
        self._font = self._stream._fonts.get(face.file.tag)
        if self._font is None:
            self._font = self._stream._fonts[face.file.tag] = EmbeddedFace(face.file)
        self._stream.set_font_size(self._font.hash, self._size)

    def _flush(self) -> None:
        if self._codes:
            self._stream.show_text(f"<{''.join(self._codes)}>")
            self._codes = []
