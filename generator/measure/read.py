"""PDF → frozen glyphs, rules and pages, read from the finished file alone.

All places are in points from the page's left and top edge (y grows downwards), where the page is
its trim box, or its crop or media box without one. Rotated text (a watermark set aslant) and text
drawn invisibly is left out.

A page that is wider than high is one of the upright pages turned clockwise by a right angle (GB/T
9704-2012, 8). What stands upright when it is turned back, its page number, is read that way too.
"""

from __future__ import annotations

import logging
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt

from generator.diagnostics import Diagnostic, Place
from generator.measure.colours import Colour, colour_of, is_white
from generator.measure.ink import Extent, InkReader
from generator.measure.paths import EVERYWHERE, Box, bounds, drawn_boxes, intersection

THIN = 6.0
"""A filled area narrower than this many points is a rule and not a picture or a tint."""
MIN_THICKNESS, MIN_LENGTH = 0.05, 10.0
_INVISIBLE = 3
_DAMAGE = (PSException, LookupError, ValueError, TypeError, AttributeError, AssertionError, struct.error)
"""What pdfminer raises on a damaged file."""

# Their remarks on odd files are in English and would reach the editor's terminal; what matters of them
# is in the measurement.
for _library in ("pdfminer", "fontTools"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class MeasureError(Exception):
    """The file cannot be measured at all; `finding` says why."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(code)
        self.finding = Diagnostic(code, Place(path.name), {"path": path.name})


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn glyph. `x` is its origin, `advance` the width of its advance box (without letter
    spacing), `size` its height in points, `narrowing` width over height of its em (1: neither
    narrowed nor widened), `ink` how far its outline reaches above its baseline, if that is known."""

    text: str
    x: float
    baseline: float
    advance: float
    size: float
    narrowing: float
    face: str
    colour: Colour
    ink: Extent | None = None

    @property
    def right(self) -> float:
        """Right side of the advance box."""
        return self.x + self.advance


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin filled area or a stroked straight line: its box and its thickness in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: Colour

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top

    @property
    def length(self) -> float:
        return max(self.x1 - self.x0, self.bottom - self.top)

    @property
    def thickness(self) -> float:
        return min(self.x1 - self.x0, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Face:
    """A face of the file by its own name, without the subset's prefix (`ABCDEF+`)."""

    name: str
    glyphs: int
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts the file's pages from 1. Glyphs stand in the order of drawing. `aside`: of a turned
    page, the glyphs that stand upright on it when it is turned back, by their places there."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    aside: tuple[Glyph, ...] = ()

    @property
    def turned(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Document:
    file: str
    size: int
    pages: tuple[Page, ...]
    faces: tuple[Face, ...]


def read_document(pdf: Path) -> Document:
    """Read a whole PDF. Raises MeasureError: `pdf-missing`, `pdf-locked`, `pdf-unreadable`."""
    try:
        size = pdf.stat().st_size
        stream = pdf.open("rb")
    except OSError as error:
        raise MeasureError("pdf-missing", pdf) from error
    device = _Collector(PDFResourceManager())
    with stream:
        try:
            interpreter = _Interpreter(device.rsrcmgr, device)
            for page in PDFPage.get_pages(stream, check_extractable=False):
                interpreter.process_page(page)
        except PDFPasswordIncorrect as error:
            raise MeasureError("pdf-locked", pdf) from error
        except _DAMAGE as error:
            raise MeasureError("pdf-unreadable", pdf) from error
    if not device.pages:
        raise MeasureError("pdf-unreadable", pdf)
    return Document(pdf.name, size, tuple(device.pages), device.faces())


class _Collector(PDFLayoutAnalyzer):
    """Receives what pdfminer draws. Takes the matrix of each glyph and not the layout's boxes, since
    those hang on the ascent that a font descriptor happens to state."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.pages: list[Page] = []
        self._ink = InkReader()
        self._faces: dict[str, list[bool | int]] = {}
        self.clip = EVERYWHERE
        self._visible = True
        self._glyphs: list[Glyph] = []
        self._aside: list[Glyph] = []
        self._rules: list[Rule] = []
        self._left = self._top = self._width = self._height = 0.0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        super().begin_page(page, ctm)
        box = resolve1(page.attrs.get("TrimBox")) or page.cropbox
        x0, y0, x1, y1 = (float(resolve1(side)) for side in box)
        (ax, ay), (bx, by) = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        self._left, self._top = min(ax, bx), max(ay, by)
        self._width, self._height = abs(bx - ax), abs(by - ay)
        self._glyphs, self._aside, self._rules, self.clip = [], [], [], EVERYWHERE

    def end_page(self, page: PDFPage) -> None:
        parts = (tuple(self._glyphs), tuple(self._rules), tuple(self._aside))
        self.pages.append(Page(len(self.pages) + 1, self._width, self._height, *parts))

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._visible = textstate.render != _INVISIBLE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        a, b, c, d, _, _ = matrix
        advance = font.char_width(cid) * fontsize * scaling
        size, wide = fontsize * math.hypot(c, d), fontsize * scaling * math.hypot(a, b)
        upright = a > 0 and abs(b) <= 1e-3 * a
        downward = b < 0 and abs(a) <= 1e-3 * -b and self._width > self._height
        if not self._visible or size <= 0 or not (upright or downward):
            return advance
        x, y = apply_matrix_pt(matrix, (0, rise))
        x, y = x - self._left, self._top - y
        (self._glyphs if upright else self._aside).append(
            Glyph(
                text=_text_of(font, cid),
                x=x if upright else y,
                baseline=y if upright else self._width - x,
                advance=advance * math.hypot(a, b),
                size=size,
                narrowing=wide / size,
                face=self._face(font),
                colour=colour_of(graphicstate.ncolor),
                ink=self._ink.extent(font, cid),
            )
        )
        return advance

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        boxes = drawn_boxes(path, self.ctm, gstate.linewidth, stroke=stroke, fill=fill, evenodd=evenodd)
        colour = colour_of(gstate.ncolor if fill else gstate.scolor)
        for box in boxes:
            seen = intersection(box, self.clip)
            x0, x1 = seen.x0 - self._left, seen.x1 - self._left
            rule = Rule(x0, self._top - seen.y1, x1, self._top - seen.y0, colour)
            if MIN_THICKNESS < rule.thickness < THIN and rule.length > MIN_LENGTH and not is_white(colour):
                self._rules.append(rule)

    def _face(self, font: PDFFont) -> str:
        name = str(font.fontname)
        subset = len(name) > 7 and name[6] == "+" and name[:6].isalpha() and name[:6].isupper()
        if subset:
            name = name[7:]
        embedded = any(f"FontFile{kind}" in font.descriptor for kind in ("", "2", "3"))
        entry = self._faces.setdefault(name, [0, True, True])
        entry[0] += 1
        entry[1] = bool(entry[1]) and embedded
        entry[2] = bool(entry[2]) and subset
        return name

    def faces(self) -> tuple[Face, ...]:
        """The faces that drew anything, the most used first."""
        faces = [Face(n, int(c), bool(e), bool(s)) for n, (c, e, s) in self._faces.items()]
        return tuple(sorted(faces, key=lambda face: (-face.glyphs, face.name)))


class _Interpreter(PDFPageInterpreter):
    """Follows clipping, which pdfminer leaves out: the border of one side of a box may be drawn as a
    clipped frame. The box around a clip path is exact enough, since borders run along the axes."""

    device: _Collector

    def __init__(self, manager: PDFResourceManager, device: _Collector) -> None:
        super().__init__(manager, device)
        self._clips: list[Box] = []

    def do_q(self) -> None:
        super().do_q()
        self._clips.append(self.device.clip)

    def do_Q(self) -> None:
        super().do_Q()
        if self._clips:
            self.device.clip = self._clips.pop()

    def do_W(self) -> None:
        self.device.clip = intersection(self.device.clip, bounds(self.curpath, self.ctm))

    def do_W_a(self) -> None:
        self.do_W()


def _text_of(font: PDFFont, cid: int) -> str:
    try:
        return font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        return "\N{REPLACEMENT CHARACTER}"
