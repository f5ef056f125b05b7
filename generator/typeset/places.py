"""Where on the laid-out pages the blocks stand that carry the line of their source.

A page made for the preview has `data-source="content/reports/2022/x.md:12"` on its blocks. The attribute
has no part in the layout: the PDF's bytes are the same with and without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from generator.model.mark import Mark

ATTRIBUTE = "data-source"

_POINTS = 0.75
"""Of a CSS pixel."""


def source_places(document: Any) -> dict[int, tuple[Mark, ...]]:
    """For each page, from 1, what stands on it, in reading order; blocks before those that they hold.

    `document` is WeasyPrint's, laid out and with its foot settled. What goes over to another page has a
    rectangle on each. Pages with nothing to tell are left out.
    """
    found = {
        number: tuple(_places(page._page_box, "")) for number, page in enumerate(document.pages, start=1)
    }
    return {number: places for number, places in found.items() if places}


def _places(box: Any, around: str) -> Iterator[Mark]:
    """Those in `box`; `around` is the source of the nearest block that holds it."""
    in_line = isinstance(box, boxes.LineBox)
    for child in box.children:
        # Of a line only what stands in it as a block does, like photos side by side; its text belongs to
        # the block that is around it.
        if not isinstance(child, boxes.AtomicInlineLevelBox if in_line else boxes.ParentBox):
            continue
        if isinstance(child, boxes.LineBox):
            yield from _places(child, around)
            continue
        source = _source(child)
        if source and source != around:
            place = _place(child, source)
            if place is not None:
                yield place
        if isinstance(child, boxes.ParentBox):
            yield from _places(child, source or around)


def _source(box: Any) -> str:
    """The attribute of a box's element; nothing for ::before and other boxes that the style sheet adds."""
    element = box.element
    if element is None or box.element_tag != element.tag:
        return ""
    return element.get(ATTRIBUTE) or ""


def _place(box: Any, source: str) -> Mark | None:
    file, _, line = source.rpartition(":")
    width, height = box.border_width(), box.border_height()
    if not line.isdecimal() or width <= 0 or height <= 0:
        return None
    return Mark(
        x=round(box.border_box_x() * _POINTS, 2),
        y=round(box.border_box_y() * _POINTS, 2),
        width=round(width * _POINTS, 2),
        height=round(height * _POINTS, 2),
        file=file,
        line=int(line),
    )
