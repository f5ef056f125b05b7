"""The text of an article, from its safe HTML to paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from lxml.html import Element, fragments_fromstring

from generator.word.out.inline import Piece, pieces_of, runs_of
from generator.word.out.pictures import Shown, photo_row
from generator.word.out.supplies import Supplies
from generator.word.out.tables import written_table
from generator.word.out.xml import gap, make, paragraph

_HEADINGS = {f"level-{level}": f"Heading{level}" for level in range(1, 5)}
_BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "figure", "table", "div", "hr", "aside", "section"})
_DEFINITIONS = 420
"""Twips that the turned lines of a small note hang in: two characters of it."""


def text_blocks(html: str, supplies: Supplies, *, style: str = "BodyText", alt: str = "") -> list[Any]:
    """The paragraphs, lists, tables and photos of safe HTML. `style` is that of paragraphs; `alt` tells a
    photo without a caption."""
    writer = _Writer(supplies, style, alt)
    made: list[Any] = []
    for fragment in fragments_fromstring(html):
        if isinstance(fragment, str):
            if fragment.strip():
                made.append(paragraph(style, runs_of([Piece(fragment.strip())], supplies)))
        else:
            made += writer.block(fragment)
    return made


class _Writer:
    def __init__(self, supplies: Supplies, style: str, alt: str) -> None:
        self._supplies, self._style, self._alt = supplies, style, alt

    def block(self, element: Any) -> Iterator[Any]:
        if not isinstance(element.tag, str):
            return
        classes = (element.get("class") or "").split()
        if element.tag == "ol" and "footnotes" in classes:
            return
        if element.tag in ("ul", "ol"):
            yield from self._list(element, 0)
        elif element.tag == "blockquote":
            yield from _Writer(self._supplies, "Quote", self._alt).inside(element)
        elif element.tag == "figure":
            yield from self._photo(element)
        elif element.tag == "table":
            yield from written_table(element, self._supplies)
        elif element.tag == "hr":
            yield gap(self._supplies.page.line)
        elif element.tag in _BLOCKS and any(child.tag in _BLOCKS for child in element):
            yield from self.inside(element)
        elif "definitions" in classes:
            indent = {"left": _DEFINITIONS, "hanging": _DEFINITIONS}
            yield self._paragraph("TableNote", element, indent=indent)
        else:
            style = next((_HEADINGS[name] for name in classes if name in _HEADINGS), self._style)
            yield self._paragraph(style, element)

    def inside(self, element: Any) -> Iterator[Any]:
        """The blocks of a box, and text between them as paragraphs of its own."""
        for loose, block in _parts(element):
            if loose:
                yield paragraph(self._style, runs_of(loose, self._supplies))
            if block is not None:
                yield from self.block(block)

    def _paragraph(self, style: str, element: Any, **more: Any) -> Any:
        return paragraph(style, runs_of(pieces_of(element), self._supplies), **more)

    def _list(self, element: Any, level: int) -> Iterator[Any]:
        """A list, its numbers Word's own, so that an item can be put in between."""
        start = int(element.get("start") or 1) if (element.get("start") or "1").isdecimal() else 1
        number = self._supplies.list_number(ordered=element.tag == "ol", start=start)
        left = level * self._supplies.page.indent
        for item in element.iterfind("li"):
            first = True
            for loose, block in _parts(item):
                if block is not None and block.tag == "p":
                    loose, block = [*loose, *pieces_of(block)], None
                if loose:
                    yield self._item(loose, number, level, left, first=first)
                    first = False
                if block is not None and block.tag in ("ul", "ol"):
                    yield from self._list(block, level + 1)
                elif block is not None:
                    yield from self.block(block)

    def _item(self, pieces: list[Piece], number: int, level: int, left: int, *, first: bool) -> Any:
        runs = runs_of(pieces, self._supplies)
        if not first:
            indent = {"leftChars": 200 * level, "left": left}
            return paragraph("ListParagraph", runs, indent={**indent, **_first_line(self._supplies)})
        numbered = make(
            "w:numPr", None, make("w:ilvl", {"val": min(level, 8)}), make("w:numId", {"val": number})
        )
        return paragraph("ListParagraph", runs, more=[numbered])

    def _photo(self, figure: Any) -> Iterator[Any]:
        image = next(iter(figure.iter("img")), None)
        if image is None:
            return
        caption = image.get("alt") or ""
        file = (image.get("src") or "").removeprefix("content:")
        yield from photo_row([Shown(file, caption, "", caption or self._alt)], self._supplies)


def _parts(element: Any) -> Iterator[tuple[list[Piece], Any]]:
    """Text that stands between blocks, and the block after it (None at the end)."""
    holder: list[Any] = []
    text = element.text or ""
    for child in list(element):
        if isinstance(child.tag, str) and child.tag in _BLOCKS:
            yield _loose(text, holder), child
            text, holder = child.tail or "", []
        else:
            holder.append(child)
    loose = _loose(text, holder)
    if loose:
        yield loose, None


def _loose(text: str, children: Iterable[Any]) -> list[Piece]:
    holder = Element("span")
    holder.text = text
    holder.extend(list(children))
    return pieces_of(holder)


def _first_line(supplies: Supplies) -> dict[str, object]:
    return {"firstLineChars": 200, "firstLine": supplies.page.indent}
