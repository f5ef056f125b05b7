"""The foot's place: on the bottom edge of the last page's type area (GB/T 9704-2012, 7.4.1).

CSS has no way to say this, so the laid-out box is moved: it already stands on the right page, as high
as the text above it lets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.diagnostics import Diagnostic

# What footnotes keep off the foot below them, in px.
_GAP = 6.0
# A page's notes may take this much of it; more, and WeasyPrint can no longer place them.
_MOST_NOTES = 0.6


def settle_foot(document: Any) -> list[Diagnostic]:
    """Move the foot of a laid-out document down to the edge; footnotes of that page go above it.

    Says so where footnotes are too long for their page.
    """
    findings = []
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box
        for area in _note_areas(box):
            if area.margin_height() > _MOST_NOTES * box.height:
                findings.append(Diagnostic("footnotes-long", data={"page": number}))
    page = document.pages[-1]._page_box
    foot = next((box for box in _boxes(page) if _has_class(box, "foot")), None)
    if foot is None:
        if any(_has_class(box, "foot") for page in document.pages for box in _boxes(page._page_box)):
            findings.append(Diagnostic("foot-misplaced"))
        return findings
    edge = page.content_box_y() + page.height
    height = foot.margin_height() - foot.margin_top
    foot.translate(0, edge - (foot.position_y + foot.margin_height()))
    for area in _note_areas(page):
        area.translate(0, -height - min(_GAP, foot.margin_top))
    return findings


def _note_areas(page: Any) -> list[Any]:
    return [area for area in page.children if type(area).__name__ == "FootnoteAreaBox" and area.children]


def _boxes(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield child
        yield from _boxes(child)


def _has_class(box: Any, name: str) -> bool:
    return (
        box.element is not None
        and name in (box.element.get("class") or "").split()
        and box.element_tag == box.element.tag
    )
