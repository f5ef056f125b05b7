"""Printed pages for the preview: what each looks like, as a short text and as a picture.

pdfium must not be entered by two threads at once, whichever documents they have: one lock guards it.
"""

from __future__ import annotations

import hashlib
import io
import re
import threading
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from generator.model.mark import Mark
from generator.watch.view import PageView

KEPT = 4
"""Documents that stay open: a window asks for the pages of one, one after the other."""

_POINTS_PER_INCH = 72
_PDFIUM = threading.Lock()
_GREYS = tuple(level for level in range(256) for _ in "RGB")

_USED = re.compile(
    rb"(?P<name>/[^\s/<>\[\](){}%]+)\s+(?:[-+.\d]+\s+)?(?P<operator>Do|gs|sh|scn|SCN|cs|CS|Tf)(?=\s|\Z)"
)
_KINDS = {
    b"Do": "/XObject",
    b"gs": "/ExtGState",
    b"sh": "/Shading",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
    b"cs": "/ColorSpace",
    b"CS": "/ColorSpace",
    b"Tf": "/Font",
}
"""Operator → where its resource stands (ISO 32000-1, 7.8.3)."""
Known = dict[tuple[int, int], bytes]
"""Object and generation → digest of what it looks like."""

_NO_LOOKS = ("/Length", "/Resources", "/Parent", "/StructParent", "/StructParents")


def page_views(pdf: bytes, marks: Mapping[int, tuple[Mark, ...]]) -> tuple[PageView, ...]:
    """The pages of a PDF with the marks that `marks` has by their number, from 1.

    A page's signature is made of what it draws: its content and the pictures that it uses. Faces count by
    their name, since our content has the glyph numbers of the whole face (`typeset.embedding`): another
    character on another page changes the subset, and neither the content of this page nor its looks.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        known: Known = {}
        return tuple(
            _page_view(page.obj, known, tuple(marks.get(number, ())))
            for number, page in enumerate(document.pages, start=1)
        )


def page_png(pdf: bytes, number: int, dpi: int) -> bytes:
    """Page `number`, from 1, as PNG of `dpi` dots per inch; of greys alone where it has no colour.

    Raises IndexError for a page that is not there.
    """
    with _PDFIUM:
        document = _opened(pdf)
        if not 1 <= number <= len(document):
            raise IndexError(f"no page {number}")
        page = document[number - 1]
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
        image = bitmap.to_pil().copy()
        bitmap.close()
        page.close()
    target = io.BytesIO()
    image = _plain(image)
    # The picture stays on this machine: greys are not packed at all, which is the quickest.
    image.save(target, "PNG", compress_level=0 if image.mode == "P" else 1)
    return target.getvalue()


@lru_cache(maxsize=KEPT)
def _opened(pdf: bytes) -> Any:
    """Only within the lock: what is opened here is closed when it is forgotten here."""
    return pypdfium2.PdfDocument(pdf)


def _plain(image: Image.Image) -> Image.Image:
    """Greys as numbers of a palette, if there are no others: Pillow tries five filters on every row of a
    picture without a palette, which takes far longer than to draw the page."""
    red, green, blue = image.split()
    if ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox():
        return image
    grey = Image.frombytes("P", red.size, red.tobytes())
    grey.putpalette(_GREYS)
    return grey


def _page_view(page: Any, known: Known, marks: tuple[Mark, ...]) -> PageView:
    resources = _inherited(page, "/Resources")
    box = _inherited(page, "/CropBox") or _inherited(page, "/MediaBox")
    left, bottom, right, top = (float(value) for value in box)
    turned = int(_inherited(page, "/Rotate") or 0) % 180 == 90
    width, height = (top - bottom, right - left) if turned else (right - left, top - bottom)
    digest = hashlib.blake2b(digest_size=12)
    digest.update(repr((left, bottom, right, top, turned)).encode())
    digest.update(_drawn(_content(page), resources, known))
    return PageView(digest.hexdigest(), round(width, 2), round(height, 2), marks)


def _inherited(page: Any, key: str) -> Any:
    """A value of a page, or of the nodes above it that it may have it from."""
    node = page
    while node is not None and key not in node:
        node = node.get("/Parent")
    return None if node is None else node[key]


def _content(page: Any) -> bytes:
    content = page.get("/Contents")
    if content is None:
        return b""
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return b"\n".join(part.read_bytes() for part in parts)


def _drawn(content: bytes, resources: Any, known: Known) -> bytes:
    """A content stream with what it uses in place of the names, which may be counted through the document."""
    uses: dict[bytes, bytes] = {}

    def used(match: re.Match[bytes]) -> bytes:
        found = uses.get(match[0])
        if found is None:
            found = uses[match[0]] = _use(match, resources, known)
        return found

    return hashlib.blake2b(_USED.sub(used, content), digest_size=16).digest()


def _use(match: re.Match[bytes], resources: Any, known: Known) -> bytes:
    kind = (resources or {}).get(_KINDS[match["operator"]])
    resource = kind.get(match["name"].decode("latin-1")) if kind is not None else None
    if resource is None:
        return match[0]
    return _looks(resource, resources, known) + match[0][len(match["name"]) :]


def _looks(value: Any, resources: Any, known: Known) -> bytes:
    """A digest of a resource and of all that belongs to it."""
    key = value.objgen if isinstance(value, pikepdf.Object) and value.is_indirect else (0, 0)
    if key in known:
        return known[key]
    digest = hashlib.blake2b(digest_size=16)
    if isinstance(value, pikepdf.Stream):
        # A form is drawn anew, so that what it uses counts; the bytes of a picture are what it looks like.
        if value.get("/Subtype") == "/Form":
            digest.update(_drawn(value.read_bytes(), value.get("/Resources", resources), known))
        else:
            digest.update(value.read_raw_bytes())
        digest.update(_entries(value, resources, known))
    elif isinstance(value, pikepdf.Dictionary):
        if value.get("/Type") == "/Font":
            digest.update(str(value.get("/BaseFont")).encode())
        else:
            digest.update(_entries(value, resources, known))
    elif isinstance(value, pikepdf.Array):
        for item in value:
            digest.update(_looks(item, resources, known))
    else:
        digest.update(repr(value).encode())
    if key != (0, 0):
        known[key] = digest.digest()
    return digest.digest()


def _entries(value: Any, resources: Any, known: Known) -> bytes:
    pairs = sorted((name, item) for name, item in value.items() if name not in _NO_LOOKS)
    return b"".join(name.encode() + _looks(item, resources, known) for name, item in pairs)
