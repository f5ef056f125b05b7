"""A finished PDF as it prints: runs of glyphs, pictures and rules, read from its content streams.

`measure` reads PDFs of any origin and takes seconds for it; this reads the ones that were made a moment
ago, in a few milliseconds, and knows no more of PDF than they use (ISO 32000-1, 8 and 9). Lengths are in
points from a page's upper left corner.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from generator.inspect.printed_faces import Face, read_face
from generator.typeset.looks import Known, look_of
from generator.typeset.recent import Recent

_TEXT = "q Q cm BT ET Tf Tc Tz Tm Td TD TJ Tj Do"
_PATHS = "m l c v y h re W W* n f F f* S s B B* b b*"
_PAINTING = frozenset(("f", "F", "f*", "S", "s", "B", "B*", "b", "b*"))
_DEEPEST = 8
"""Forms within forms that are followed."""


class Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def after(self, other: Matrix) -> Matrix:
        """First this, then the other."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def place(self, x: float, y: float) -> tuple[float, float]:
        return x * self.a + y * self.c + self.e, x * self.b + y * self.d + self.f


_UNCHANGED = Matrix(1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that one operator shows: their text, and where the first begins and the last one's box ends.
    `upright` is false where they stand aslant or lie on their side; then the places tell nothing. `last` is
    the advance of the last glyph."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    face: str
    upright: bool
    last: float


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of `width` × `height` dots, and where it is printed."""

    box: Box
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """`blackened` are boxes around what is filled and stroked, only where that was asked for."""

    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]
    blackened: tuple[Box, ...] = ()


def read_pages(
    pdf: bytes, drawn: Iterable[int] = (), read_before: Recent[PrintedPage] | None = None
) -> tuple[PrintedPage, ...]:
    """The pages of a PDF; of those in `drawn`, counted from 1, also what is filled and stroked.

    Pages that look like one of those `read_before` are not read again. Raises pikepdf.PdfError for what is
    no PDF.
    """
    wanted = frozenset(drawn)
    faces: dict[tuple[int, int], Face] = {}
    known: Known = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:

        def read(page: Any, paths: bool) -> PrintedPage:
            if read_before is None:
                return _Reader(page, faces).read(paths=paths)
            key = (look_of(page.obj, known), tuple(map(float, page.trimbox)), paths)
            return read_before.get(key) or read_before.keep(key, _Reader(page, faces).read(paths=paths))

        return tuple(read(page, number in wanted) for number, page in enumerate(document.pages, start=1))


@dataclass(slots=True)
class _State:
    matrix: Matrix
    clip: Box
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    wide: float = 1.0


@dataclass(slots=True)
class _Reader:
    page: Any
    faces: dict[tuple[int, int], Face]
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    blackened: list[Box] = field(default_factory=list)

    def read(self, *, paths: bool) -> PrintedPage:
        left, bottom, right, top = (float(side) for side in self.page.trimbox)
        matrix = Matrix(1, 0, 0, -1, -left, top)
        state = _State(matrix, Box(0, 0, right - left, top - bottom))
        operators = f"{_TEXT} {_PATHS}" if paths else _TEXT
        self._stream(self.page, self.page.resources, state, operators, 0)
        return PrintedPage(tuple(self.runs), tuple(self.pictures), tuple(self.blackened))

    def _stream(self, source: Any, resources: Any, state: _State, operators: str, depth: int) -> None:
        stack: list[_State] = []
        at = _UNCHANGED
        path: list[tuple[float, float]] = []
        clipping = False
        faces: dict[str, Face | None] = {}
        for instruction in pikepdf.parse_content_stream(source, operators):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "TJ" or operator == "Tj":
                at = self._show(operands[0] if operator == "TJ" else operands, state, at)
            elif operator == "Tm":
                at = Matrix(*map(float, operands))
            elif operator == "Tf":
                name = str(operands[0])
                if name not in faces:
                    faces[name] = self._face(resources, name)
                state.face, state.size = faces[name], float(operands[1])
            elif operator == "Tc":
                state.spacing = float(operands[0])
            elif operator == "q":
                stack.append(_copy(state))
            elif operator == "Q":
                state = stack.pop() if stack else state
            elif operator == "cm":
                state.matrix = Matrix(*map(float, operands)).after(state.matrix)
            elif operator == "BT":
                at = _UNCHANGED
            elif operator in ("Td", "TD"):
                at = Matrix(1, 0, 0, 1, *map(float, operands)).after(at)
            elif operator == "Tz":
                state.wide = float(operands[0]) / 100
            elif operator == "Do":
                self._use(resources, str(operands[0]), state, operators, depth)
            elif operator in _PAINTING or operator == "n":
                if path:
                    around = _meet(_around(path), state.clip)
                    if operator != "n" and around.right > around.left and around.bottom > around.top:
                        self.blackened.append(around)
                    state.clip = around if clipping else state.clip
                path, clipping = [], False
            elif operator in ("W", "W*"):
                clipping = True
            elif operator == "re":
                x, y, width, height = map(float, operands)
                path += [state.matrix.place(x, y), state.matrix.place(x + width, y + height)]
            elif operands:
                numbers = [float(operand) for operand in operands]
                path += [
                    state.matrix.place(*numbers[index : index + 2]) for index in range(0, len(numbers), 2)
                ]

    def _show(self, pieces: Any, state: _State, at: Matrix) -> Matrix:
        """Note the glyphs of a string; the text matrix after them is returned."""
        face = state.face
        if face is None:
            return at
        em = state.size * state.wide / 1000
        x = last = 0.0
        text = ""
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                x -= float(piece) * em
                continue
            written = bytes(piece)
            codes = struct.unpack(f">{len(written) // 2}H", written[: len(written) // 2 * 2])
            if codes:
                text += "".join(map(face.characters.__getitem__, codes))
                last = face.widths[codes[-1]] * em
                x += sum(map(face.widths.__getitem__, codes)) * em + len(codes) * state.spacing * state.wide
        whole = at.after(state.matrix)
        if text:
            left, baseline = whole.place(0, 0)
            # The first glyph's origin to the last one's box; spacing after that one is no part of it.
            right = left + (x - state.spacing * state.wide) * whole.a
            upright = whole.a > 0 and abs(whole.b) <= 1e-3 * whole.a
            size, advance = state.size * abs(whole.d), last * whole.a
            self.runs.append(Run(text, left, right, baseline, size, face.name, upright, advance))
        return Matrix(at.a, at.b, at.c, at.d, at.a * x + at.e, at.b * x + at.f)

    def _face(self, resources: Any, name: str) -> Face | None:
        font = resources.get("/Font", {}).get(name)
        if font is None:
            return None
        known = self.faces.get(font.objgen)
        if known is None or font.objgen == (0, 0):
            known = self.faces[font.objgen] = read_face(font)
        return known

    def _use(self, resources: Any, name: str, state: _State, operators: str, depth: int) -> None:
        used = resources.get("/XObject", {}).get(name)
        if used is None:
            return
        if used.get("/Subtype") == "/Image":
            corners = [state.matrix.place(x, y) for x in (0, 1) for y in (0, 1)]
            picture = Picture(_around(corners), int(used["/Width"]), int(used["/Height"]))
            self.pictures.append(picture)
        elif used.get("/Subtype") == "/Form" and depth < _DEEPEST:
            inner = _copy(state)
            own = used.get("/Matrix")
            if own is not None:
                inner.matrix = Matrix(*map(float, own)).after(inner.matrix)
            self._stream(used, used.get("/Resources", resources), inner, operators, depth + 1)


def _copy(state: _State) -> _State:
    return _State(state.matrix, state.clip, state.face, state.size, state.spacing, state.wide)


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _meet(one: Box, other: Box) -> Box:
    return Box(
        max(one.left, other.left),
        max(one.top, other.top),
        min(one.right, other.right),
        min(one.bottom, other.bottom),
    )
