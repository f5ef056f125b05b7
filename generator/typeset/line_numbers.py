"""Numbers beside the lines of a proof, so that a signer can say: page 3, line 12.

They are set on pages of their own, which are laid over the finished ones: these stay what will be printed.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

ATTRIBUTE = "data-block"
"""Names a block whose lines are to be told. It has no part in the layout."""
_POINTS = 0.75
"""Of a CSS pixel."""
_SIZE = 8.0
_FROM_EDGE = 34.0
"""pt from the page's left edge to the right end of a number: halfway into the margin."""
_SAME = 9.0
"""pt: lines of cells beside each other have one number where two would not find room, such as one line of a
cell between two of its neighbour."""
_STYLE = f"""
  @page {{ margin: 0 }}
  body {{ margin: 0; font-family: "Noto Sans CJK SC", sans-serif; font-size: {_SIZE}pt; color: #666 }}
  section {{ position: relative; break-after: page; height: 0 }}
  span {{ position: absolute; left: 0; width: {_FROM_EDGE}pt; text-align: right; line-height: {_SIZE}pt }}
"""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a block: its page and its number there, from 1, and how many characters it has, blanks not
    counted. A picture or drawing has no number: `line` is 0."""

    page: int
    line: int
    characters: int = 0


@dataclass(frozen=True, slots=True)
class NumberedLines:
    """`places` are the baselines of the numbered lines of each page, from 1: pt from the page's top.
    `blocks` are the lines of those blocks that have the attribute, by its value."""

    places: Mapping[int, tuple[float, ...]]
    blocks: Mapping[str, tuple[SetLine, ...]]


@dataclass(frozen=True, slots=True)
class _Line:
    """`place` is None for a picture."""

    place: float | None
    block: str
    characters: int = 0


def numbered_lines(document: Any) -> NumberedLines:
    """The lines of WeasyPrint's document, laid out and with its foot settled.

    Page numbers and what else stands in margins have none, nor has the mark of a draft.
    """
    places: dict[int, tuple[float, ...]] = {}
    blocks: dict[str, tuple[SetLine, ...]] = {}
    for number, page in enumerate(document.pages, start=1):
        found = list(_lines(page._page_box, ""))
        tops: list[float] = []
        for place in sorted(one.place for one in found if one.place is not None):
            if not tops or place - tops[-1] > _SAME:
                tops.append(place)
        places[number] = tuple(tops)
        for one in found:
            if one.block:
                line = 0 if one.place is None else bisect_right(tops, one.place)
                blocks[one.block] = (*blocks.get(one.block, ()), SetLine(number, line, one.characters))
    return NumberedLines(places, blocks)


def _lines(box: Any, block: str) -> Iterator[_Line]:
    """The lines in `box`, which stands in the block named `block`."""
    for child in box.children:
        if isinstance(child, boxes.MarginBox) or _is_mark(child):
            continue
        own = "" if child.element_tag.endswith("::marker") else _named(child) or block
        if isinstance(child, boxes.ReplacedBox) and own:
            yield _Line(None, own)
        if isinstance(child, boxes.LineBox) and any(text.strip() for text in _texts(child, own=False)):
            characters = sum(not char.isspace() for text in _texts(child, own=True) for char in text)
            yield _Line((child.position_y + child.baseline) * _POINTS, own, characters)
        if isinstance(child, boxes.ParentBox):
            yield from _lines(child, own)


def _texts(line: Any, *, own: bool) -> Iterator[str]:
    """What stands in a line itself, and not in a block within it, such as the caption of a chart that has
    another beside it; with `own` without what style sheets add, such as the calls of footnotes."""
    for child in line.children:
        if isinstance(child, boxes.TextBox):
            yield child.text
        elif isinstance(child, boxes.InlineBox) and not (own and "::" in child.element_tag):
            yield from _texts(child, own=own)


def _named(box: Any) -> str:
    if box.element is None or box.element_tag != box.element.tag:
        return ""
    return box.element.get(ATTRIBUTE) or ""


def _is_mark(box: Any) -> bool:
    return box.element is not None and "draft-mark" in (box.element.get("class") or "").split()


def with_line_numbers(pdf: bytes, lines: Mapping[int, tuple[float, ...]]) -> bytes:
    """The PDF with numbers, from 1 on every page, left of the baselines of `NumberedLines.places`."""
    with pikepdf.open(io.BytesIO(pdf)) as finished:
        pages = [_section(page, lines.get(number, ())) for number, page in enumerate(finished.pages, start=1)]
        sizes = "".join(style for style, _ in pages)
        html = f"<style>{_STYLE}{sizes}</style>" + "".join(section for _, section in pages)
        with pikepdf.open(io.BytesIO(HTML(string=html).write_pdf())) as numbers:
            for number, (page, over) in enumerate(zip(finished.pages, numbers.pages, strict=True), start=1):
                # pikepdf's own way to lay pages over others names them at random; and all pages have their
                # resources in common, so that what is laid over each needs a name of its own.
                form = finished.copy_foreign(over.as_form_xobject())
                name = f"/LineNumbers{number}"
                page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
                page.contents_add(b"q", prepend=True)
                page.contents_add(f"Q q {name} Do Q".encode())
            target = io.BytesIO()
            finished.save(target, deterministic_id=True)
    return target.getvalue()


def _section(page: Any, lines: tuple[float, ...]) -> tuple[str, str]:
    """The style of a page's size, and its numbers."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    width, height = right - left, top - bottom
    name = f"p{round(width)}x{round(height)}"
    style = f"@page {name} {{ size: {width}pt {height}pt; margin: 0 }}"
    spans = "".join(
        f'<span style="top: {place - _SIZE:.2f}pt">{line}</span>' for line, place in enumerate(lines, start=1)
    )
    return style, f'<section style="page: {name}">{spans}</section>'
