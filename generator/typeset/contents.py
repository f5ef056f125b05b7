"""Page numbers of the contents, with the dots that lead to them.

CSS would have them by `target-counter()` and `leader()`, for which WeasyPrint lays out the first pages
again, and draws each dot as a box of its own. Here the page is laid out once with room for a number;
when all pages are known, the number and one run of dots take that room's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from generator.typeset import lines
from generator.typeset.lines import SetLine

# Room for a number of three digits. A line never begins with …, so it never stands on a line alone.
ROOM = "…00"
# Only for our own typesetting: a browser that prints the page knows no page numbers and shows none.
RULE = f'.contents li a::after {{ content: "{ROOM}"; letter-spacing: 0; white-space: nowrap; }}'
_GAP = 0.25
"""Em between the title and the dots, and between the dots and the number, at least."""


def fill_contents(document: Any) -> None:
    """Put the real page numbers into the contents of a laid-out document."""
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)  # an article is anchored on each of its pages
    for page in document.pages:
        for box, edge in _rooms(page._page_box, 0.0):
            target = (box.element.get("href") or "").removeprefix("#")
            if target in pages:
                _fill(box, edge, str(pages[target]))


def _rooms(box: Any, edge: float) -> Iterator[tuple[Any, float]]:
    """The text boxes made by RULE, with the right edge of the entry that each stands in, in px."""
    for child in getattr(box, "children", ()):
        if child.element_tag == "a::after" and getattr(child, "text", None) == ROOM:
            yield child, edge
        elif child.element_tag == "li" and isinstance(child, boxes.BlockBox):
            yield from _rooms(child, child.content_box_x() + child.width)
        else:
            yield from _rooms(child, edge)


def _fill(box: Any, edge: float, number: str) -> None:
    """Make the room's text box one of dots and number, which ends at `edge`."""
    style, em = box.style, box.style["font_size"]
    room = edge - box.position_x
    _, _, number_width = _set(number, style)
    _, _, dot_width = _set(".", style)
    dots = max(0, int((room - number_width - 2 * _GAP * em) / dot_width))
    line, _, width = _set("." * dots + number, style)
    box.position_x = edge - width
    box.width, box.text, box.pango_layout = width, line.text, line


def _set(text: str, style: Any) -> tuple[SetLine, int, float]:
    return lines.split(lines.paragraph(text, style), 0, None, collapse=True)
