"""The issues of a volume as they were made: their pages, and where on these each article begins."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, NameTree

from generator.compile.numbers import Numbers
from generator.model.bulletin import Bulletin
from generator.model.content import Content
from generator.render.bulletin import one_line
from generator.render.sections import section_heads
from generator.volume.part import is_correction


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a PDF: its page from 1, and the point that is shown at the window's corner, in points."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents. `id` names it in the volume; `unit` is the full name of the unit that the
    report came from, `unit_short` what the contents print; both "" for a section of figures."""

    id: str
    title: str
    spot: Spot
    unit: str = ""
    unit_short: str = ""


@dataclass(frozen=True)
class Bound:
    """One issue of a volume. `id` names it there, `pdf` are its finished pages, `pages` counts them."""

    id: str
    bulletin: Bulletin
    numbers: Numbers
    pdf: bytes
    pages: int
    entries: tuple[Entry, ...]

    @property
    def is_correction(self) -> bool:
        return is_correction(self.numbers)

    @property
    def first(self) -> str:
        """The key of the issue whose number it has; its own, where that is no other."""
        return self.numbers.again.first if self.numbers.again else self.bulletin.key

    @property
    def number_line(self) -> str:
        return self.bulletin.masthead.number_line

    @property
    def date_line(self) -> str:
        return self.bulletin.masthead.date_line

    @property
    def leaves(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the entries that begin on each page."""
        return tuple(
            tuple(entry.id for entry in self.entries if entry.spot.page == page)
            for page in range(1, self.pages + 1)
        )


def bind_issue(place: int, bulletin: Bulletin, numbers: Numbers, pdf: bytes, content: Content) -> Bound:
    """The issue at `place` of the volume, from 1. Raises pikepdf.PdfError where `pdf` is none."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        spots = spots_of(document)
        pages = len(document.pages)
        start = Spot(1, 0.0, float(document.pages[0].mediabox[3]))
    own = f"i{place}"
    entries = []
    for anchor, title, source in _lines(bulletin):
        # The heading stands on one page; what it heads may stand on several.
        spot = spots.get(f"{anchor}-title") or spots.get(anchor) or start
        unit, short = _unit(source, content)
        entries.append(Entry(f"{own}-{anchor}", title, spot, unit, short))
    return Bound(own, bulletin, numbers, pdf, pages, tuple(entries))


def spots_of(document: pikepdf.Pdf) -> dict[str, Spot]:
    """The named places of a PDF that WeasyPrint has written (ISO 32000-1, 12.3.2.3)."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    names = document.Root.get("/Names", Dictionary())
    if "/Dests" not in names:
        return {}
    return {
        str(name): Spot(pages[target[0].objgen], float(target[2]), float(target[3]))
        for name, target in NameTree(names.Dests).items()
    }


def _lines(bulletin: Bulletin) -> Iterator[tuple[str, str, str]]:
    """Anchor, title and report of each line of the contents: the articles; of a bulletin of figures, which
    may have none, the sections."""
    for article in bulletin.articles:
        yield article.anchor, one_line(article), article.source
    if not bulletin.articles:
        for section, head in zip(bulletin.sections, section_heads(bulletin), strict=True):
            if section.name and section.anchor:
                yield section.anchor, head.line, ""


def _unit(source: str, content: Content) -> tuple[str, str]:
    """The full and the short name of the unit that a report came from."""
    report = content.reports.get(source)
    if report is None:
        return "", ""
    written = report.front.record.unit
    unit = content.units.find(written)
    return (unit.name, unit.short_name or unit.name) if unit else (written, written)
