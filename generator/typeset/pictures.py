"""Pages of a finished PDF as pictures.

pdfium must not be entered by two threads at once, whichever documents they have: one lock guards it.
"""

from __future__ import annotations

import io
import threading
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import pypdfium2
from PIL import Image, ImageChops

from generator.model.look import Asked, Look

KEPT = 4
"""Documents that stay open: a window asks for the pages of one, one after the other."""

_POINTS_PER_INCH = 72
_SMALL = 0.25
"""Dots per pt of the picture by which colour is found."""
_PDFIUM = threading.Lock()
_GREYS = tuple(level for level in range(256) for _ in "RGB")


def page_png(pdf: bytes, number: int, dpi: int) -> bytes:
    """Page `number`, from 1, as PNG of `dpi` dots per inch; of greys alone where it has no colour.

    Raises IndexError for a page that is not there.
    """
    with _PDFIUM:
        document = _opened(pdf)
        if not 1 <= number <= len(document):
            raise IndexError(f"no page {number}")
        return _png(document, number, dpi)


def changed_pictures(
    pdf: bytes, looks: Sequence[Look], asked: Iterable[Asked]
) -> dict[tuple[str, int], bytes]:
    """Those of the pages that were asked for that look different now, by signature and dots per inch: each
    as `page_png` makes it. `looks` are those of the pages of the PDF."""
    changed = {
        (looks[one.number - 1].signature, one.dpi): one.number
        for one in asked
        if one.number <= len(looks) and looks[one.number - 1].signature != one.signature
    }
    if not changed:
        return {}
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return {name: _png(document, number, name[1]) for name, number in changed.items()}


@lru_cache(maxsize=KEPT)
def _opened(pdf: bytes) -> Any:
    """Only within the lock: what is opened here is closed when it is forgotten here."""
    return pypdfium2.PdfDocument(pdf)


def _png(document: Any, number: int, dpi: int) -> bytes:
    """Only within the lock."""
    page = document[number - 1]
    grey = not _has_colour(page)
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True, grayscale=grey)
    target = io.BytesIO()
    if grey:
        # Most of such a page is white: to look for runs of one value alone is the quickest, and packs best.
        _with_palette(bitmap).save(target, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
    else:
        bitmap.to_pil().save(target, "PNG", compress_level=1)
    bitmap.close()
    page.close()
    return target.getvalue()


def _has_colour(page: Any) -> bool:
    """Whether a page has anything but greys, by a small picture of it: a large one of greys alone takes a
    third of the memory, and most of the time goes into getting that."""
    bitmap = page.render(scale=_SMALL, rev_byteorder=True)
    red, green, blue = bitmap.to_pil().convert("RGB").split()
    found = ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox()
    bitmap.close()
    return bool(found)


def _with_palette(bitmap: Any) -> Image.Image:
    """Greys as numbers of a palette: Pillow tries five filters on every row of a picture without a palette,
    which takes far longer than to draw the page. The dots stay where pdfium has drawn them, since to get the
    memory for copies takes as long again; they are there until the bitmap is closed."""
    size = (bitmap.width, bitmap.height)
    image = Image.frombuffer("P", size, bitmap.buffer, "raw", "P", bitmap.stride, 1)
    image.putpalette(_GREYS)
    return image
