"""Lines of Chinese text as WeasyPrint's layout sees them: measured, cut, spread and drawn.

`split` and `spread` take the place of WeasyPrint's cutting and justifying of one text box; `draw` puts
the glyphs on the page. `hook` says where they are called from.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.typeset.breaks import atoms, break_points, squeezes
from generator.typeset.characters import BLANKS, CLOSING, is_wide
from generator.typeset.embedding import EmbeddedFace
from generator.typeset.fit import Cells, Fit, count_gaps, fit_line, opens
from generator.typeset.shaping import Glyph, Shaped, TypeCase

# The centre of the em box above the baseline, in em: 0.88 above and 0.12 below (every face named in the
# profile is drawn in that box, whatever ascent and descent its tables claim).
EM_CENTRE = 0.38
# Readers of a PDF infer a space from a gap of 0.1 em and a new word from boxes that overlap as much.
WIDE_GAP = 0.08
OVERLAP = 0.08


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text box's text cut into atoms and measured. `offsets` are the atoms' places in UTF-8 bytes."""

    text: str
    cells: Cells
    squeezed: Sequence[tuple[float, float]]
    shaped: Mapping[str, Shaped]
    offsets: Sequence[int]
    index: Mapping[int, int]
    newlines: Sequence[int]
    tracking: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A piece of a paragraph on one line; stands where WeasyPrint keeps its Pango layout.

    `spread` is what justification adds to every gap, in px. The other attributes are those that
    WeasyPrint reads of a layout.
    """

    paragraph: Paragraph
    begin: int
    end: int
    given: Mapping[int, float]
    text: str
    spread: float = 0.0
    first_line_direction: int = 0
    max_width: None = None

    def reactivate(self, style: Any) -> None:
        """WeasyPrint makes its layouts alive again before drawing; nothing here is ever dead."""

    def deactivate(self) -> None:
        """See reactivate."""

    @property
    def ascent(self) -> float:
        return 0.88 * self.paragraph.cells.em

    @property
    def underline_position(self) -> float:
        return -0.1 * self.paragraph.cells.em

    @property
    def underline_thickness(self) -> float:
        return 0.04 * self.paragraph.cells.em

    @property
    def strikethrough_position(self) -> float:
        return EM_CENTRE * self.paragraph.cells.em

    @property
    def strikethrough_thickness(self) -> float:
        return self.underline_thickness

    @property
    def pieces(self) -> Sequence[str]:
        return self.paragraph.cells.pieces[self.begin : self.end]


def paragraph(text: str, style: Any, *, keep: bool = True) -> Paragraph:
    """The measured paragraph of `text` in `style`; `keep` it in the type case for the document."""
    case: TypeCase = style.font_config
    tracking = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
    key = (text, *_style_key(style), tracking)
    kept = case.paragraphs.get(key)
    if kept is None:
        kept = _measure(text, style, tracking)
        if keep:
            case.paragraphs[key] = kept
    return kept


def _style_key(style: Any) -> tuple[Any, ...]:
    return (tuple(style["font_family"]), style["font_size"], style["font_weight"], style["lang"])


def _measure(text: str, style: Any, tracking: float) -> Paragraph:
    pieces = atoms(text)
    shaped = style.font_config.shape(style, pieces)
    em = style["font_size"]
    squeezed = squeezes(pieces)
    advances = []
    offsets = []
    offset = 0
    for piece, (left, right) in zip(pieces, squeezed, strict=True):
        width = 0.0 if piece == "\n" else shaped[piece].advance
        advances.append(width + (tracking if is_wide(piece[0]) else 0.0) - (left + right) * em)
        offsets.append(offset)
        offset += len(piece.encode())
    index = {place: number for number, place in enumerate(offsets)}
    index[offset] = len(pieces)
    cells = Cells(pieces, advances, break_points(pieces), em)
    newlines = [number for number, piece in enumerate(pieces) if piece == "\n"]
    return Paragraph(text, cells, squeezed, shaped, offsets, index, newlines, tracking)


def split(
    whole: Paragraph, begin: int, room: float | None, collapse: bool, *, cut: bool = True
) -> tuple[SetLine, int, float]:
    """Cut one line off `whole` from atom `begin`: the line, the atom to go on from, and its width.

    `room` None: no limit. `cut`: see `fit_line`. `collapse`: spaces at the end of a line that is cut are
    dropped.
    """
    cells = whole.cells
    pieces = cells.pieces
    newline = next((number for number in whole.newlines if number >= begin), None)
    stop = len(pieces) if newline is None else newline
    if room is None:
        fit = Fit(stop, sum(cells.advances[begin:stop]))
    elif stop == len(pieces):
        fit = fit_line(cells, begin, room, cut=cut)
    else:
        shorter = Cells(pieces[:stop], cells.advances[:stop], cells.starts[:stop], cells.em)
        fit = fit_line(shorter, begin, room, cut=cut) if stop > begin else Fit(begin, 0.0)
    resume = stop + 1 if newline is not None and fit.end == stop else fit.end
    end = fit.end
    width = fit.width
    if end < len(pieces) and collapse:
        while end > begin and pieces[end - 1] in BLANKS:
            end -= 1
    elif room is not None:
        # A fit leaves out the spaces at its end; what follows in another box stands after them.
        trailing = itertools.takewhile(lambda number: pieces[number] in BLANKS, range(end - 1, begin - 1, -1))
        width += sum(cells.advances[number] for number in trailing)
    line = SetLine(whole, begin, end, dict(fit.given), "".join(pieces[begin:end]))
    return line, resume, width


def gaps_of(lines: Sequence[SetLine]) -> int:
    """Gaps that may be widened in a line that is made of these, one after another."""
    return count_gaps([piece for line in lines for piece in line.pieces])


def spread(line: SetLine, amount: float, following: str) -> tuple[SetLine, float]:
    """`line` with every gap widened by `amount`, and how much wider it is.

    `following` is the first atom of what stands after it on the same line, "" at the line's end.
    """
    pieces = list(line.pieces)
    inner = count_gaps([*pieces, following]) if following else count_gaps(pieces)
    return replace(line, spread=amount), amount * inner


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


def draw(stream: Any, line: SetLine, x: float, y: float, case: TypeCase, wanted: str) -> None:
    """Put the line's glyphs on the page, baseline from (`x`, `y`) in px, and note which faces were used."""
    origins = places(line, x)
    stretches = spoken(line, origins)
    begins = dict(stretches)
    ends = {end for _, end in stretches}
    pen = Pen(stream, case, y, line.paragraph.tracking + line.spread)
    for number, (piece, origin) in enumerate(zip(line.pieces, origins, strict=True)):
        if number in ends:
            pen.end_text()
        if number in begins:
            pen.begin_text("".join(line.pieces[number : begins[number]]))
        if piece == "\n":
            continue
        for glyph in line.paragraph.shaped[piece].glyphs:
            case.note_use(wanted, glyph)
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
            self._stream.set_text_matrix(1, 0, 0, -1, round(x, 4), self._y)
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
        self._font = self._stream._fonts.setdefault(face.file.tag, EmbeddedFace(face.file))
        self._stream.set_font_size(self._font.hash, self._size)

    def _flush(self) -> None:
        if self._codes:
            self._stream.show_text(f"<{''.join(self._codes)}>")
            self._codes = []
