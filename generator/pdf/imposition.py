"""Which page stands where when sheets are laid into each other, folded and stapled in the fold."""

from __future__ import annotations

from dataclasses import dataclass

PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet: the pages at its left and right, from 1; None is a page with nothing on it.

    `sheet` counts from 1, the outermost; `front` is the side that lies outside when the sheet is folded.
    """

    sheet: int
    front: bool
    left: int | None
    right: int | None


def padded(pages: int) -> tuple[int | None, ...]:
    """The pages of a booklet in reading order, a multiple of four: where any are wanting, empty ones stand
    before the last page, so that the foot keeps the back cover. A single page keeps the front cover: it has
    the masthead too."""
    if pages < 1:
        raise ValueError(f"a booklet of {pages} pages")
    empty = (None,) * (-pages % PAGES_A_SHEET)
    body = tuple(range(1, pages + 1))
    return body + empty if pages == 1 else (*body[:-1], *empty, body[-1])


def sides(pages: int) -> tuple[Side, ...]:
    """The sides as they are printed, two to a sheet, front first; the paper is turned over its short edge.

    With N pages after padding, sheet i (from 0) has N−2i and 1+2i in front, 2+2i and N−1−2i behind.
    """
    order = padded(pages)
    count = len(order)
    found = []
    for i in range(count // PAGES_A_SHEET):
        # Reading order counts from 1, `order` from 0.
        found.append(Side(i + 1, True, order[count - 2 * i - 1], order[2 * i]))
        found.append(Side(i + 1, False, order[2 * i + 1], order[count - 2 * i - 2]))
    return tuple(found)
