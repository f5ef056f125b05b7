"""What the text of a document needs beside itself: notes, links, pictures, lists, bookmarks."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from generator.publish.media import Medium
from generator.word.out.page import Page, xml_bytes
from generator.word.out.xml import make, paragraph, wrapped

_BULLETS, _NUMBERS = 1, 2
"""The abstract lists of the template word/numbering.xml."""


class Supplies:
    """Hands out the numbers and relations of one document. `pictures` are the bulletin's photos, by their
    path below content/; `pages` the page on which each anchor stands in print."""

    def __init__(
        self, document: Any, page: Page, pictures: Mapping[str, Medium], pages: Mapping[str, int]
    ) -> None:
        self.page = page
        self.pictures = pictures
        self.pages = pages
        self._part = document.part
        self._notes: list[Any] = []
        self._bookmarks = self._drawings = self._lists = 0

    def link(self, address: str) -> str:
        """The relation of an address on the web."""
        return str(self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    def note(self, runs: Sequence[Any]) -> Any:
        """A footnote that says `runs`; the run that calls it."""
        number = len(self._notes) + 1
        mark = wrapped([make("w:footnoteRef")], "FootnoteReference")
        self._notes.append(make("w:footnote", {"id": number}, paragraph("FootnoteText", [mark, *runs])))
        return wrapped([make("w:footnoteReference", {"id": number})], "FootnoteReference")

    def bookmarked(self, name: str, runs: Sequence[Any]) -> list[Any]:
        """The runs as the place that an entry of the contents leads to."""
        self._bookmarks += 1
        begin = make("w:bookmarkStart", {"id": self._bookmarks, "name": bookmark(name)})
        return [begin, *runs, make("w:bookmarkEnd", {"id": self._bookmarks})]

    def list_number(self, *, ordered: bool, start: int) -> int:
        """A list of its own, counting from `start`."""
        self._lists += 1
        numbering = self._part.numbering_part.element
        kind = make("w:abstractNumId", {"val": _NUMBERS if ordered else _BULLETS})
        levels = [
            make("w:lvlOverride", {"ilvl": level}, make("w:startOverride", {"val": start}))
            for level in range(9)
            if ordered
        ]
        numbering.append(make("w:num", {"numId": self._lists}, kind, *levels))
        return self._lists

    def picture(self, data: bytes, width: float, height: float, alt: str) -> Any:
        """A run with a picture so large in points; `alt` is what it shows, for who cannot see it."""
        self._drawings += 1
        inline = self._part.new_pic_inline(io.BytesIO(data), Pt(width), Pt(height))
        for side in ("distT", "distB", "distL", "distR"):
            # LibreOffice keeps an eighth of an inch free where nothing is said.
            inline.set(side, "0")
        name = f"图{self._drawings}"
        for tag in ("wp:docPr", "pic:cNvPr"):
            for properties in inline.iter(qn(tag)):
                properties.set("id", str(self._drawings))
                properties.set("name", name)
                properties.set("descr", alt)
        return wrapped([make("w:drawing", None, inline)])

    def store_notes(self) -> None:
        """Put the notes into their part; once, at the end."""
        part = next(rel.target_part for rel in self._part.rels.values() if rel.reltype.endswith("/footnotes"))
        root = etree.fromstring(part.blob)
        root.extend(self._notes)
        part._blob = xml_bytes(root)


def bookmark(anchor: str) -> str:
    """The hidden bookmark of an anchor of the page."""
    return f"_Ref_{anchor}"
