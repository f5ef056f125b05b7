"""What a rule about pages sees, and what it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from generator.diagnostics import Diagnostic
from generator.inspect.printed import PrintedPage, Run, read_pages
from generator.model.line_rules import CLOSING, OPENING
from generator.typeset.parts import FOOT, DocumentParts, Frame, PageParts, Part
from generator.typeset.recent import Recent

SLIP = 1.0
"""Points: what is off by less is seen by nobody, and comes from rounding."""
MOST_SHOWN = 24
"""Characters of a text that a message repeats."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, `number` from 1: its `parts`, and as it is `printed`."""

    number: int
    parts: PageParts
    printed: PrintedPage

    @property
    def area(self) -> Frame:
        return self.parts.area

    def runs_in(self, frame: Frame) -> list[Run]:
        """The runs of glyphs whose baselines begin in `frame`."""
        return [
            run
            for run in self.printed.runs
            if run.upright
            and frame.top <= run.baseline <= frame.bottom + SLIP
            and frame.left - SLIP <= run.left <= frame.right + SLIP
        ]


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished document. `first` tells the page where the first text of an anchor stands; `draft` and
    `even_foot` how it had to be set; `photos` the editor's file for the address of a picture."""

    pages: tuple[Page, ...]
    first: Mapping[str, int]
    draft: bool = False
    even_foot: bool = False
    photos: Mapping[str, str] = field(default_factory=dict)

    def parts(self, *roles: str) -> Iterator[tuple[Page, Part]]:
        """The parts with one of the `roles`, in the order of the text."""
        return ((page, part) for page in self.pages for part in page.parts.parts if part.role in roles)

    def file_of(self, address: str) -> str:
        """What the editor calls the photo at an address of the page."""
        return self.photos.get(unquote(address), unquote(address).rpartition("/")[2])


def finished(
    pdf: bytes,
    parts: DocumentParts,
    *,
    draft: bool,
    even_foot: bool,
    photos: Mapping[str, str],
    read_before: Recent[PrintedPage] | None = None,
) -> Finished:
    """A PDF with the parts of its pages put beside each other. Raises pikepdf.PdfError for what is no PDF."""
    # The rules of the foot are all that is looked for among what is filled and stroked.
    drawn = [number for number, page in enumerate(parts.pages, start=1) if _has_foot(page)]
    printed = read_pages(pdf, drawn, read_before)
    pages = tuple(
        Page(number, page, ink)
        for number, (page, ink) in enumerate(zip(parts.pages, printed, strict=True), start=1)
    )
    return Finished(pages, parts.first, draft, even_foot, photos)


def _has_foot(page: PageParts) -> bool:
    return any(part.role == FOOT for part in page.parts)


def around(frames: Sequence[Frame]) -> Frame:
    """The frame around some, of which there is one at least."""
    return Frame(
        min(frame.left for frame in frames),
        min(frame.top for frame in frames),
        max(frame.right for frame in frames),
        max(frame.bottom for frame in frames),
    )


def ink_of(run: Run) -> tuple[float, float]:
    """From where to where a run is black: marks at its ends may hang half a width over the edge, empty."""
    left, right = run.left, run.right
    if run.text[-1] in CLOSING:
        right -= run.last / 2
    if run.text[0] in OPENING:
        left += run.size / 2
    return left, right


def told(code: str, page: int, text: str = "", **data: str | int) -> Diagnostic:
    """A finding on a page. `text` is what it is about, from which its place in the content can be found."""
    shown = text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
    return Diagnostic(code, data={"page": page, "text": shown, **data})
