"""Short lines of type outside a document: which glyphs of which faces, and how to put these into a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from weasyprint.css.properties import INITIAL_VALUES

from generator.typeset.embedding import EmbeddedFace, FaceFile
from generator.typeset.faces import Faces
from generator.typeset.shaping import TypeCase

_EM = 1000.0
"""CSS px in which lines are shaped: widths come out as a PDF wants them, in thousandths of an em."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A glyph: `number` is the face's own, `x` and `width` are in thousandths of an em."""

    face: FaceFile
    number: int
    text: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type; `width` in thousandths of an em."""

    letters: tuple[Letter, ...]
    width: float


class Lettering:
    """Sets lines in the face of a role; a character that it lacks comes from the next face that has it, as in
    a bulletin. What no face has is left out: the page that asks for the line is judged when it is set."""

    def __init__(self, faces: Faces, role: str) -> None:
        self._case = TypeCase(faces.marks)
        values = {
            "font_family": faces.stacks[role],
            "font_size": _EM,
            "font_weight": 400,
            "lang": "zh-Hans-CN",
        }
        self._style = _Style(self._case, {**INITIAL_VALUES, **values})

    def line(self, text: str) -> Line:
        shaped = self._case.shape(self._style, dict.fromkeys(text))
        letters: list[Letter] = []
        x = 0.0
        for char in text:
            for glyph in shaped[char].glyphs:
                if not glyph.missing:
                    face = self._case.face(glyph.font).file
                    letters.append(Letter(face, glyph.index, glyph.text, x, glyph.advance))
                    x += glyph.advance
        return Line(tuple(letters), x)


class _Style(dict[str, Any]):
    """The few things that shaping asks of WeasyPrint's styles."""

    def __init__(self, font_config: TypeCase, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.font_config = font_config

    def copy(self) -> _Style:
        return _Style(self.font_config, self)


def embed(pdf: pikepdf.Pdf, letters: Iterable[Letter]) -> dict[FaceFile, pikepdf.Object]:
    """A font of `pdf` for each face of `letters`, a subset of just these glyphs (ISO 32000-1, 9.7.4). Their
    codes are the face's own glyph numbers, two bytes each."""
    by_face: dict[str, tuple[FaceFile, dict[int, Letter]]] = {}
    for letter in letters:
        by_face.setdefault(letter.face.tag, (letter.face, {}))[1].setdefault(letter.number, letter)
    return {face: _font(pdf, face, own) for face, own in by_face.values()}


def _font(pdf: pikepdf.Pdf, file: FaceFile, letters: Mapping[int, Letter]) -> pikepdf.Object:
    face = EmbeddedFace(file)
    ordered = sorted(letters.items())
    face.widths.update((number, round(letter.width)) for number, letter in ordered)
    face.clean({}, False)
    name = Name("/" + face.name.decode().removeprefix("/"))
    own = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2 if face.type == "ttf" else Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        W=Array([part for number, width in sorted(face.widths.items()) for part in (number, Array([width]))]),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face, name)),
    )
    if face.type == "ttf":
        own.CIDToGIDMap = pdf.make_stream(_glyph_map(face.glyph_map))
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(own)]),
        ToUnicode=pdf.make_stream(_to_unicode({number: letter.text for number, letter in ordered})),
    )
    return pdf.make_indirect(font)


def _descriptor(pdf: pikepdf.Pdf, face: EmbeddedFace, name: Name) -> Dictionary:
    program = pdf.make_stream(face.file_content)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=face.flags,
        FontBBox=Array([0, face.descent, 1000, face.ascent]),
        ItalicAngle=face.italic_angle,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=face.stemv,
    )
    if face.type == "ttf":
        program.Length1 = len(face.file_content)
        descriptor.FontFile2 = program
    else:
        program.Subtype = Name.CIDFontType0C
        descriptor.FontFile3 = program
    return descriptor


def _glyph_map(numbers: Mapping[int, int]) -> bytes:
    """Two bytes for each code up to the last one used: the glyph in the subset."""
    table = bytearray(2 * (max(numbers, default=0) + 1))
    for code, glyph in numbers.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """What the codes mean, for readers that search and copy (ISO 32000-1, 9.10.3). Of a face's glyph numbers
    there are some dozens here: below the hundred that one block may hold."""
    rows = [f"<{number:04x}> <{text.encode('utf-16-be').hex()}>" for number, text in texts.items() if text]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
