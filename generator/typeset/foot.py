"""The foot's place: on the bottom edge of the last page's type area (GB/T 9704-2012, 7.4.1).

CSS has no way to say this, so the laid-out box is moved: it already stands on the right page, as high
as the text above it lets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def settle_foot(document: Any) -> None:
    """Move the foot of a laid-out document down to the edge; footnotes of that page go above it."""
    page = document.pages[-1]._page_box
    foot = next((box for box in _boxes(page) if _has_class(box, "foot")), None)
    if foot is None:
        return
    edge = page.content_box_y() + page.height
    height = foot.margin_height() - foot.margin_top
    foot.translate(0, edge - (foot.position_y + foot.margin_height()))
    for area in page.children:
        if type(area).__name__ == "FootnoteAreaBox" and area.children:
            area.translate(0, -height)


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
