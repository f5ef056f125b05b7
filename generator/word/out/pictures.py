"""Photos as they stand in print, and charts as pictures: Word takes no SVG that every version can show."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from PIL import Image

from generator.diagnostics import Diagnostic
from generator.model.blocks import Chart
from generator.publish.media import Medium
from generator.render.charts import draw_chart
from generator.typeset.document import make_press, typeset
from generator.typeset.faces import Faces
from generator.word.out.grid import Cell, even, grid
from generator.word.out.inline import Piece, runs_of
from generator.word.out.supplies import Supplies
from generator.word.out.xml import gap, paragraph

DOTS_PER_INCH = 300
"""Of charts; print shops ask for it."""
_PHOTO_DOTS = 200
"""Photos are not shown larger than so many dots per inch, as in print.css."""
_HIGHEST, _HIGHEST_HALF, _HALF = 10.5, 7.0, 0.488
"""Lines of the text that a photo, and one of two side by side, may be high; the part of the width that one of
two may take; all as in print.css."""
_BOX = re.compile(r'viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as PNG, its size in points."""

    png: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shown:
    """A photo: its path below content/, what stands below it, and what is told who cannot see it."""

    file: str
    caption: str
    photographer: str
    alt: str


def draw_all(charts: Sequence[Chart], faces: Faces) -> tuple[list[Drawing], list[Diagnostic]]:
    """The charts, in this order, set in our faces as in print; none after an error."""
    if not charts:
        return [], []
    drawn = [draw_chart(chart) for chart in charts]
    sizes = []
    for svg in drawn:
        match = _BOX.search(svg)
        if match is None:
            raise ValueError("a chart without a viewBox")
        sizes.append((float(match["width"]), float(match["height"])))
    pages = "".join(
        f"@page c{number} {{ size: {width}pt {height}pt; margin: 0 }} .c{number} {{ page: c{number} }}\n"
        for number, (width, height) in enumerate(sizes)
    )
    rules = f"html {{ font-family: {faces.css('仿宋')} }} body, div {{ margin: 0 }} svg {{ display: block }}"
    body = "".join(f'<div class="c{number}">{svg}</div>' for number, svg in enumerate(drawn))
    html = f'<!DOCTYPE html><html lang="zh-Hans-CN"><body class="charts">{body}</body></html>'
    result, findings = typeset(make_press(faces, pages + rules), html, {})
    if result is None:
        return [], findings
    rendered = _pages(result.pdf)
    if len(rendered) != len(charts):
        raise ValueError(f"{len(charts)} charts became {len(rendered)} pages")
    return [Drawing(png, *size) for png, size in zip(rendered, sizes, strict=True)], findings


def chart_row(charts: Sequence[tuple[Chart, Drawing]], supplies: Supplies, *, wide: bool) -> list[Any]:
    """A chart with its title, or two narrow ones side by side."""
    shown = []
    for chart, drawing in charts:
        alt = "：".join(part for part in (chart.title, chart.summary) if part)
        picture = supplies.picture(drawing.png, drawing.width, drawing.height, alt)
        shown.append((picture, paragraph("ChartCaption", runs_of([Piece(chart.title)], None))))
    return _beside(shown, supplies, wide=wide)


def photo_row(photos: Sequence[Shown], supplies: Supplies) -> list[Any]:
    """A photo with its caption, or two small ones side by side."""
    return _beside([_photo(photo, supplies, half=len(photos) > 1) for photo in photos], supplies)


def cell_photo(photo: Shown, supplies: Supplies, room: float) -> Any:
    """A photo in a cell of a table, at most `room` points wide."""
    medium = supplies.pictures[photo.file]
    picture = supplies.picture(medium.data, *_printed(medium, supplies, room, _HIGHEST_HALF), photo.alt)
    return paragraph("Picture", [picture], keep=False)


def _photo(photo: Shown, supplies: Supplies, *, half: bool) -> tuple[Any, Any | None]:
    medium = supplies.pictures[photo.file]
    room = supplies.page.type_width / 20 * (_HALF if half else 1.0)
    size = _printed(medium, supplies, room, _HIGHEST_HALF if half else _HIGHEST)
    picture = supplies.picture(medium.data, *size, photo.alt)
    credit = f"（{photo.photographer} 摄）" if photo.photographer else ""
    told = photo.caption + credit
    return picture, paragraph("Caption", runs_of([Piece(told)], None)) if told else None


def _printed(medium: Medium, supplies: Supplies, room: float, lines: float) -> tuple[float, float]:
    """Width and height in points, in a room so wide and so many lines of the text high."""
    most = supplies.page.line / 20 * lines
    width, height = (pixels * 72 / _PHOTO_DOTS for pixels in (medium.width, medium.height))
    part = min(1.0, room / width, most / height)
    return width * part, height * part


def _beside(shown: Sequence[tuple[Any, Any | None]], supplies: Supplies, *, wide: bool = False) -> list[Any]:
    """Pictures with their captions, one in the text, more in a table without rules."""
    pairs = [
        (paragraph("Picture", [picture], keep=None if caption is not None else False), caption)
        for picture, caption in shown
    ]
    parts = [tuple(one for one in pair if one is not None) for pair in pairs]
    if len(parts) == 1:
        return [*parts[0], *([] if len(parts[0]) > 1 else [gap(supplies.page.line // 4)])]
    room = supplies.page.wide_width if wide else supplies.page.type_width
    cells = [Cell(own, align="top") for own in parts]
    return [grid(even(room, len(cells)), [cells], rules={}), gap(supplies.page.line // 4)]


def _pages(pdf: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_png(page.render(scale=DOTS_PER_INCH / 72).to_pil()) for page in document]
    finally:
        document.close()


def _png(image: Image.Image) -> bytes:
    """As few bytes as the picture needs: charts are grey for the most part."""
    grey = image.convert("L")
    small = grey if grey.convert("RGB").tobytes() == image.convert("RGB").tobytes() else image.convert("RGB")
    target = io.BytesIO()
    small.save(target, "PNG", optimize=True, dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    return target.getvalue()
