"""Numbers beside the lines of a proof, so that a signer can say: page 3, line 12.

They are set on pages of their own, which are laid over the finished ones: these stay what will be printed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

_POINTS = 0.75
"""Of a CSS pixel."""
_SIZE = 8.0
_FROM_EDGE = 34.0
"""pt from the page's left edge to the right end of a number: halfway into the margin."""
_SAME = 3.0
"""pt: lines of cells beside each other have one number."""
_STYLE = f"""
  @page {{ margin: 0 }}
  body {{ margin: 0; font-family: "Noto Sans CJK SC", sans-serif; font-size: {_SIZE}pt; color: #666 }}
  section {{ position: relative; break-after: page; height: 0 }}
  span {{ position: absolute; left: 0; width: {_FROM_EDGE}pt; text-align: right; line-height: {_SIZE}pt }}
"""


def line_places(document: Any) -> dict[int, tuple[float, ...]]:
    """For each page of WeasyPrint's document, from 1, the baselines of its lines: pt from the page's top.

    Page numbers and what else stands in margins have none.
    """
    found: dict[int, tuple[float, ...]] = {}
    for number, page in enumerate(document.pages, start=1):
        lines: list[float] = []
        for place in sorted(_lines(page._page_box)):
            if not lines or place - lines[-1] > _SAME:
                lines.append(place)
        found[number] = tuple(lines)
    return found


def _lines(box: Any) -> Iterator[float]:
    for child in box.children:
        if isinstance(child, boxes.MarginBox):
            continue
        if isinstance(child, boxes.LineBox):
            if any(text.text.strip() for text in child.descendants() if isinstance(text, boxes.TextBox)):
                yield (child.position_y + child.baseline) * _POINTS
        elif isinstance(child, boxes.ParentBox):
            yield from _lines(child)


def with_line_numbers(pdf: bytes, lines: Mapping[int, tuple[float, ...]]) -> bytes:
    """The PDF with numbers, from 1 on every page, left of the baselines that `line_places` tells."""
    with pikepdf.open(io.BytesIO(pdf)) as finished:
        pages = [_section(page, lines.get(number, ())) for number, page in enumerate(finished.pages, start=1)]
        sizes = "".join(style for style, _ in pages)
        html = f"<style>{_STYLE}{sizes}</style>" + "".join(section for _, section in pages)
        with pikepdf.open(io.BytesIO(HTML(string=html).write_pdf())) as numbers:
            for page, over in zip(finished.pages, numbers.pages, strict=False):
                # pikepdf's own way to lay pages over others names them at random.
                form = finished.copy_foreign(over.as_form_xobject())
                page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.LineNumbers)
                page.contents_add(b"q", prepend=True)
                page.contents_add(b"Q q /LineNumbers Do Q")
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
