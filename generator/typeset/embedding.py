"""Faces in the file: each subset holds its used glyphs only, numbered without gaps.

WeasyPrint's own subset keeps the numbers of all glyphs, which costs some 56 kB a face of Noto CJK, and
copies the whole face for every document. Here content streams keep the face's original glyph numbers
as CIDs, and the subset says which of its own glyphs each CID is: a CFF face in its charset, a TrueType
face by a CIDToGIDMap (ISO 32000-1, 9.7.4). CFF is embedded bare, as PDF 1.4 knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import md5
from pathlib import Path
from typing import Any

import pydyf
import uharfbuzz

from generator.typeset import cff
from generator.typeset.recent import Recent
from generator.typeset.subsetting import Subsetter

KEPT = 4
"""Subsets of a face that a process keeps: a document made again mostly has the glyphs it had before."""


@dataclass(frozen=True)
class Subset:
    """What goes into a file of a face: bare CFF or TrueType. `numbers`: CID → glyph, for TrueType."""

    content: bytes
    numbers: Mapping[int, int]


@dataclass(frozen=True)
class FaceFile:
    """A face as a file: the `index`-th of a collection. `weight` is that of CSS.

    `recent`: the subsets taken last, by their glyphs.
    """

    path: Path
    index: int
    family: str
    weight: int
    ascent: int
    descent: int
    subsetter: Subsetter
    recent: Recent[Subset] = field(default_factory=lambda: Recent(KEPT))

    @cached_property
    def tag(self) -> str:
        """Six letters that name the face in a PDF; the same on every machine that has the same file."""
        size = self.path.stat().st_size
        digest = md5(f"{self.path.name} {size} {self.index}".encode(), usedforsecurity=False).digest()
        return "".join(chr(65 + letter % 26) for letter in digest[:6])


def open_face(path: Path, index: int, family: str, weight: int) -> FaceFile:
    """Open a face; its file is mapped into memory, not read."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)
    extents = uharfbuzz.Font(face).get_font_extents("ltr")
    scale = 1000 / face.upem
    ascent, descent = round(extents.ascender * scale), round(extents.descender * scale)
    return FaceFile(path, index, family, weight, ascent, descent, Subsetter(face))


class EmbeddedFace:
    """A face as used in one document; has the attributes that WeasyPrint's `Font` has.

    `widths` (thousandths of an em) and `to_unicode` are keyed by the face's own glyph numbers.
    """

    bitmap = False
    png = svg = colr = False
    used_in_forms = False
    missing: Mapping[int, int] = {}
    italic_angle = 0
    stemv = stemh = 80
    flags = 4  # symbolic: its own character set

    def __init__(self, file: FaceFile) -> None:
        self.file = file
        self.hash = file.tag
        self.name = f"/{file.tag}+{file.family.replace(' ', '-')}".encode()
        self.family = file.family
        self.ascent, self.descent = file.ascent, file.descent
        self.widths: dict[int, int] = {}
        self.to_unicode: dict[int, str] = {}
        self.file_content = b""
        self.glyph_map: Mapping[int, int] = {}

    @property
    def type(self) -> str:
        return "ttf" if self.file_content[:4] in (b"\0\1\0\0", b"true") else "otf"

    def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """Make the subset: `file_content` becomes bare CFF or TrueType. WeasyPrint calls this once."""
        glyphs = frozenset(self.widths)
        recent = self.file.recent
        subset = recent.get(glyphs) or recent.keep(glyphs, _subset(self.file.subsetter, set(glyphs)))
        self.file_content, self.glyph_map = subset.content, subset.numbers


def _subset(subsetter: Subsetter, glyphs: set[int]) -> Subset:
    font, numbers = subsetter.subset(glyphs)
    table = cff.sfnt_table(font, "CFF ")
    if table is None:
        return Subset(font, numbers)
    if cff.is_cid_keyed(table):
        originals = [old for old, _ in sorted(numbers.items(), key=lambda pair: pair[1])]
        return Subset(cff.with_cids(table, originals), {})
    # Without CIDs of its own a CFF face's CIDs are its glyph numbers: these must then stay.
    font, _ = subsetter.subset(glyphs, keep_numbers=True)
    return Subset(cff.sfnt_table(font, "CFF ") or b"", {})


def finish(document: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: says of each embedded face what it is and how its CIDs map to glyphs."""
    by_name = {font.name: font for font in document.fonts.values() if isinstance(font, EmbeddedFace)}
    descriptors = set()
    for item in list(pdf.objects):
        if not isinstance(item, pydyf.Dictionary):
            continue
        face = by_name.get(item.get("FontName") or item.get("BaseFont"))
        if face is None:
            continue
        if "FontFile3" in item:
            descriptors.add(bytes(item["FontFile3"]))
        elif item.get("Subtype") == "/CIDFontType2":
            numbers = pydyf.Stream([_cid_map(face.glyph_map)], compress=True)
            pdf.add_object(numbers)
            item["CIDToGIDMap"] = numbers.reference
        elif item.get("Subtype") == "/CIDFontType0":
            item.pop("CIDToGIDMap", None)
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and bytes(item.reference) in descriptors:
            item.extra["Subtype"] = "/CIDFontType0C"


def _cid_map(numbers: Mapping[int, int]) -> bytes:
    """Two bytes for each CID up to the last one used."""
    table = bytearray(2 * (max(numbers, default=0) + 1))
    for cid, glyph in numbers.items():
        table[2 * cid : 2 * cid + 2] = glyph.to_bytes(2, "big")
    return bytes(table)
