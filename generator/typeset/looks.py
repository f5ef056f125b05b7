"""What each page of a finished PDF looks like, as a short text that is the same as long as the page is."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

import pikepdf

from generator.model.look import Look

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


def page_looks(pdf: bytes) -> tuple[Look, ...]:
    """The pages of a PDF.

    A page's signature is made of what it draws: its content and the pictures that it uses. Faces count by
    their name, since our content has the glyph numbers of the whole face (`typeset.embedding`): another
    character on another page changes the subset, and neither the content of this page nor its looks.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        known: Known = {}
        return tuple(look_of(page.obj, known) for page in document.pages)


def look_of(page: Any, known: Known) -> Look:
    """One page of an open document, all of whose pages share `known`."""
    resources = _inherited(page, "/Resources")
    box = _inherited(page, "/CropBox") or _inherited(page, "/MediaBox")
    left, bottom, right, top = (float(value) for value in box)
    turned = int(_inherited(page, "/Rotate") or 0) % 180 == 90
    width, height = (top - bottom, right - left) if turned else (right - left, top - bottom)
    digest = hashlib.blake2b(digest_size=12)
    digest.update(repr((left, bottom, right, top, turned)).encode())
    digest.update(_drawn(_content(page), resources, known))
    return Look(digest.hexdigest(), round(width, 2), round(height, 2))


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
