"""What a unit sent, in whichever form: lines, tables and pictures in their order, before anyone knows what
is the title and what is text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from generator.diagnostics import Diagnostic

NOTHING: Mapping[str, str] = MappingProxyType({})
LARGE = 36
"""Half points: 18 pt (小二) and above is the size of titles, text is 16 pt (三号) or less."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one look; with `note`, the mark of a footnote and no text."""

    text: str
    bold: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is set: `align` is "", "center" or "right", `size` in half points (0: not told), `heading`
    the level of a heading style (0: none), `role` "title" or "subtitle" of such a style, `bullet` the level
    of a list with dots (-1: none), `bold` whether all of it is."""

    align: str = ""
    size: int = 0
    heading: int = 0
    role: str = ""
    bullet: int = -1
    bold: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a line of a heading. `gap` is whether a blank line stands above it."""

    spans: tuple[Span, ...]
    look: Look = PLAIN
    gap: bool = False

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one length; the first one is the head. `caption` without its 表1."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in its place; `key` is its place in `Manuscript.pictures`."""

    key: int


Block = Line | Table | Shown


@dataclass(frozen=True)
class Manuscript:
    """`notes` are footnotes by their marks; `front` what a Markdown file tells of itself, by Chinese key;
    `dated` the day on which the file says it was last saved; `remarks` what was left out or made simpler."""

    blocks: tuple[Block, ...]
    notes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    pictures: tuple[bytes, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    front: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    dated: date | None = None


def line(text: str, look: Look = PLAIN, *, gap: bool = False) -> Line:
    """A line of one look."""
    return Line((Span(text),), look, gap)


def without(spans: tuple[Span, ...], first: int, last: int | None = None) -> tuple[Span, ...]:
    """The spans without the first `first` characters and those from `last` on."""
    kept: list[Span] = []
    position = 0
    for span in spans:
        start, end = position, position + len(span.text)
        position = end
        text = span.text[max(first - start, 0) : None if last is None else max(last - start, 0)]
        if text or span.note:
            kept.append(Span(text, span.bold, span.note))
    return tuple(kept)
