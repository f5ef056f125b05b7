"""The colours of a finished PDF, read from the operators of all its content streams.

What is read here says whether a press file is one: only inks, black text in black alone, the office's red as
it was given. Numbers of operators and tables are those of ISO 32000-1.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pikepdf
from pikepdf import Dictionary, Name, Object

Use = Literal["text", "fill", "stroke", "image", "shading", "group", "set"]
"""What a colour is for. `set`: an operator chose it, whether or not anything was painted with it."""

PLAIN: Mapping[str, str] = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}
"""The operators that choose space and colour at once, for filling; for stroking they are capitals (8.6.8)."""
_BLACK: Mapping[str, tuple[float, ...]] = {"/DeviceCMYK": (0, 0, 0, 1), "/DeviceRGB": (0, 0, 0)}
_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_INVISIBLE = (3, 7)
_OUTLINED = (1, 2, 5, 6)


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour on a page (from 1): its space as the PDF names it, and its values, none for pictures."""

    page: int
    use: Use
    space: str
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """A stream of operators that `page` reaches first: a page, a form, a pattern, a glyph of Type 3."""

    page: int
    holder: Object
    resources: Object


@dataclass(slots=True)
class _State:
    """The two current colours, unknown at the beginning of a form, and how text is shown."""

    fill: tuple[str, tuple[float, ...]] | None = None
    stroke: tuple[str, tuple[float, ...]] | None = None
    mode: int = 0

    def copy(self) -> _State:
        return _State(self.fill, self.stroke, self.mode)


@dataclass(slots=True)
class _Reader:
    content: Content
    found: dict[Paint, None]
    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)

    def read(self) -> None:
        for operands, operator in instructions(self.content.holder):
            self.take(operator, operands)

    def take(self, operator: str, operands: Sequence[Object]) -> None:
        if operator == "q":
            self.kept.append(self.state.copy())
        elif operator == "Q":
            self.state = self.kept.pop() if self.kept else self.state
        elif operator == "Tr":
            self.state.mode = int(operands[0])
        elif operator.lower() in (*PLAIN, "cs", "sc", "scn"):
            self.choose(operator, operands)
        else:
            self.paint(operator, operands)

    def choose(self, operator: str, operands: Sequence[Object]) -> None:
        fills = operator.islower()
        if operator.lower() in PLAIN:
            space, values = PLAIN[operator.lower()], numbers(operands)
        elif operator.lower() == "cs":
            space = space_name(operands[0], self.content.resources)
            values = _BLACK.get(space, (0.0,))
        else:
            now = self.state.fill if fills else self.state.stroke
            space = now[0] if now else "?"
            values = numbers(operands)
        if fills:
            self.state.fill = (space, values)
        else:
            self.state.stroke = (space, values)
        self.note("set", (space, values))

    def paint(self, operator: str, operands: Sequence[Object]) -> None:
        state = self.state
        if operator in _SHOWS and state.mode not in _INVISIBLE:
            self.note("text", state.stroke if state.mode in _OUTLINED else state.fill)
        if operator in _FILLS:
            self.note("fill", state.fill)
        if operator in _STROKES:
            self.note("stroke", state.stroke)
        if operator == "sh":
            shading = self.content.resources.Shading[str(operands[0])]
            self.note("shading", (space_name(shading.ColorSpace, self.content.resources), ()))
        if operator == "INLINE IMAGE":
            self.picture(operands[0].obj)
        if operator == "Do":
            drawn = self.content.resources.XObject[str(operands[0])]
            if drawn.get("/Subtype") == Name.Image:
                self.picture(drawn)

    def picture(self, image: Object) -> None:
        space = image.get("/ColorSpace", image.get("/CS"))
        if space is None:
            # A stencil is painted in the current colour.
            self.note("image", self.state.fill)
        else:
            self.note("image", (space_name(space, self.content.resources), ()))

    def note(self, use: Use, colour: tuple[str, tuple[float, ...]] | None) -> None:
        if colour is not None:
            self.found[Paint(self.content.page, use, *colour)] = None


def colours_of(pdf: bytes) -> tuple[Paint, ...]:
    """Every colour of every page, each once for each use, in the order in which they appear.

    What a form paints before it has chosen a colour of its own is painted in its caller's and not told here.
    Raises pikepdf.PdfError where that is no PDF.
    """
    found: dict[Paint, None] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for content in contents(document):
            group = content.holder.get("/Group")
            if group is not None and "/CS" in group:
                found[Paint(content.page, "group", space_name(group.CS, content.resources))] = None
            first = ("/DeviceGray", (0.0,)) if content.holder.get("/Type") == Name.Page else None
            _Reader(content, found, _State(first, first)).read()
    return tuple(found)


def contents(document: pikepdf.Pdf) -> Iterator[Content]:
    """Every stream of operators that the pages use, each once, a page before what it draws."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(document.pages, start=1):
        waiting: list[tuple[Object, Object]] = [(page.obj, page.resources)]
        while waiting:
            holder, resources = waiting.pop(0)
            if holder.objgen in seen:
                continue
            seen.add(holder.objgen)
            yield Content(number, holder, resources)
            waiting += [(inner, inner.get("/Resources", resources)) for inner in _inner(resources)]


def instructions(holder: Object) -> Iterator[tuple[Sequence[Object], str]]:
    for instruction in pikepdf.parse_content_stream(holder):
        yield list(instruction.operands), str(instruction.operator)


def space_name(space: Object, resources: Object) -> str:
    """The family of a colour space, that of the resources where it is a name of theirs: `/DeviceRGB`."""
    if isinstance(space, Name):
        named = resources.get("/ColorSpace", Dictionary()).get(str(space))
        abbreviated = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
        return abbreviated.get(str(space), str(space)) if named is None else space_name(named, resources)
    return str(space[0])


def numbers(operands: Sequence[Object]) -> tuple[float, ...]:
    return tuple(float(operand) for operand in operands if not isinstance(operand, Name))


def _inner(resources: Object) -> Iterator[Object]:
    """The forms, tiling patterns, soft masks and glyphs of Type 3 that `resources` name."""
    for drawn in _values(resources, "/XObject"):
        if drawn.get("/Subtype") == Name.Form:
            yield drawn
    for pattern in _values(resources, "/Pattern"):
        if isinstance(pattern, pikepdf.Stream):
            yield pattern
    for state in _values(resources, "/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            yield mask.G
    for font in _values(resources, "/Font"):
        if font.get("/Subtype") == Name.Type3:
            yield from font.CharProcs.as_dict().values()


def _values(resources: Object, kind: str) -> list[Object]:
    return list(resources[kind].as_dict().values()) if kind in resources else []
