"""Which characters of a face are in the file: PDF/A-1 wants a subset to say it in a CIDSet (6.3.5)."""

from __future__ import annotations

import io

import pikepdf
from fontTools.cffLib import CFFFontSet
from pikepdf import Name

_CID_NAME = "cid"


def say_cids(document: pikepdf.Pdf) -> None:
    """Put a CIDSet beside every embedded subset, one bit for each CID that it has a glyph for."""
    for item in list(document.objects):
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != Name.Font:
            continue
        if str(item.get("/Subtype")) not in ("/CIDFontType0", "/CIDFontType2"):
            continue
        cids = _cff_cids(item) if "/FontFile3" in item.FontDescriptor else _mapped_cids(item)
        bits = pikepdf.Stream(document, _bits(cids | {0}))
        item.FontDescriptor.CIDSet = document.make_indirect(bits)


def _cff_cids(font: pikepdf.Object) -> set[int]:
    """From the charset of bare CFF; without CIDs of its own, its glyph numbers are its CIDs."""
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
    names: list[str] = fonts[0].charset
    if not hasattr(fonts[0], "ROS"):
        return set(range(len(names)))
    return {int(name[len(_CID_NAME) :]) for name in names if name.startswith(_CID_NAME)}


def _mapped_cids(font: pikepdf.Object) -> set[int]:
    """Those that a TrueType face's map leads to a glyph."""
    table = font.CIDToGIDMap.read_bytes()
    return {at // 2 for at in range(0, len(table), 2) if table[at : at + 2] != b"\0\0"}


def _bits(cids: set[int]) -> bytes:
    """The highest bit of the first byte is CID 0 (PDF Reference 1.4, 5.7.2)."""
    table = bytearray(max(cids) // 8 + 1)
    for cid in cids:
        table[cid // 8] |= 0x80 >> cid % 8
    return bytes(table)
