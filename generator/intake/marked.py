"""A Markdown file read as the bulletin's own parser reads it: what is no mark there stays text here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

from generator.diagnostics import Diagnostic
from generator.intake.manuscript import Block, Line, Look, Manuscript, Shown, Span, Table
from generator.intake.package import LARGEST_PICTURE
from generator.load.markdown import Parser
from generator.load.markdown_scan import REMARK, Text, check_source, prepare, readable
from generator.load.reports import split_front
from generator.load.source import make_source
from generator.load.yaml_nodes import Mapping as Node
from generator.load.yaml_nodes import Scalar, Sequence, parse_mapping

_NAMES: Mapping[str, str] = {
    "标题": "标题",
    "title": "标题",
    "副题": "副题",
    "subtitle": "副题",
    "单位": "单位",
    "unit": "单位",
    "日期": "日期",
    "date": "日期",
    "栏目": "栏目",
    "section": "栏目",
    "作者": "作者",
    "author": "作者",
}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TOO_MUCH = frozenset({"text-too-long", "text-too-dense", "text-too-deep"})


def read_markdown(text: str, folder: Path | None) -> tuple[Manuscript | None, list[Diagnostic]]:
    """Lines, tables, notes and the pictures that lie in `folder` beside the file.

    None where the text is beyond what the parser may have. Front matter is read as far as it is understood.
    """
    front, body = _front(readable(text))
    findings, parseable = check_source(Text(body, "", 1))
    if not parseable:
        too_much = [one for one in findings if one.code in _TOO_MUCH]
        return None, [Diagnostic("import-too-much", None, {"reason": too_much[0].message})]
    root, _ = Parser().parse(prepare(REMARK.sub("", body)))
    reader = _Reader(folder)
    notes = {
        note.get("id", ""): unescape("".join(note.itertext())).strip()
        for holder in root.findall("div[@class='notes']")
        for note in holder
    }
    blocks = tuple(block for element in root for block in reader.blocks(element))
    manuscript = Manuscript(blocks, notes, tuple(reader.pictures), tuple(reader.remarks), front)
    return manuscript, []


def _front(text: str) -> tuple[dict[str, str], str]:
    """What the front matter says, by Chinese key, and the body."""
    front, _ = split_front(make_source("", text)) if text.strip() else (None, [])
    if front is None:
        return {}, text
    node, _ = parse_mapping(make_source("", text), "", front.first, front.last)
    told: dict[str, str] = {}
    for entry in node.entries if isinstance(node, Node) else ():
        name = _NAMES.get(entry.key.lower())
        if name:
            told[name] = _scalars(entry.value)
    return {name: value for name, value in told.items() if value}, front.body


def _scalars(node: object) -> str:
    """A value as text; names of authors one behind the other, each behind its role."""
    if isinstance(node, Scalar):
        return (node.text or "").strip()
    if isinstance(node, Sequence):
        return " ".join(_scalars(item) for item in node.items)
    if isinstance(node, Node):
        return " ".join(f"{entry.key} {_scalars(entry.value)}" for entry in node.entries)
    return ""


class _Reader:
    """One text: its pictures and what is to be told of it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.pictures: list[bytes] = []
        self.remarks: list[Diagnostic] = []

    def blocks(self, element: Element, depth: int = 0) -> Iterator[Block]:
        """What an element holds; `depth` is how many lists are around it."""
        if element.tag == "table":
            rows = tuple(
                tuple(unescape("".join(cell.itertext())).strip() for cell in row)
                for row in element.iter("tr")
            )
            longest = max(map(len, rows), default=0)
            if longest:
                yield Table(tuple(row + ("",) * (longest - len(row)) for row in rows))
        elif element.tag in ("ul", "ol"):
            for number, item in enumerate(element, 1):
                yield from self._item(item, number if element.tag == "ol" else 0, depth)
        elif element.tag in ("blockquote", "div"):
            if element.get("class") != "notes":
                for child in element:
                    yield from self.blocks(child)
        elif element.tag == "pre":
            yield Line((Span("".join(element.itertext())),))
        elif element.tag != "hr":
            look = Look(heading=_HEADINGS.index(element.tag) + 1) if element.tag in _HEADINGS else Look()
            yield from self._line(element, look)

    def _item(self, item: Element, number: int, depth: int) -> Iterator[Block]:
        inner = [child for child in item if child.tag in ("ul", "ol", "p", "blockquote", "table")]
        own = Element("p")
        own.text = item.text
        own.extend(child for child in item if child not in inner)
        if inner and inner[0].tag == "p" and not (own.text or "").strip() and not len(own):
            own = inner.pop(0)
        if number:
            own.text = f"{number}.{own.text or ''}"
        yield from self._line(own, Look(bullet=-1 if number else depth))
        for child in inner:
            yield from self.blocks(child, depth + 1)

    def _line(self, element: Element, look: Look) -> Iterator[Block]:
        shown = [one for image in element.iter("img") for one in self._picture(image)]
        spans = tuple(span for span in self._spans(element, False) if span.text or span.note)
        yield from shown
        if any(span.text.strip() or span.note for span in spans):
            yield Line(spans, look, gap=True)

    def _spans(self, element: Element, bold: bool) -> Iterator[Span]:
        bold = bold or element.tag == "strong"
        if element.tag == "sup" and element.get("id", "").startswith("fnref:"):
            yield Span("", False, element.get("id", "").removeprefix("fnref:"))
            return
        yield Span(_one_line(element.text), bold)
        for child in element:
            yield from self._spans(child, bold)
            yield Span(_one_line(child.tail), bold)

    def _picture(self, image: Element) -> Iterator[Block]:
        """A picture beside the file, with its words as a line below it; no other is looked for."""
        name = image.get("src", "")
        if self._folder is None or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", name):
            self.remarks.append(Diagnostic("import-picture-outside"))
            return
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder.resolve()):
            self.remarks.append(Diagnostic("import-picture-outside"))
            return
        if not path.is_file() or path.stat().st_size > LARGEST_PICTURE:
            self.remarks.append(Diagnostic("import-picture-missing", None, {"path": name[:60]}))
            return
        self.pictures.append(path.read_bytes())
        yield Shown(len(self.pictures) - 1)
        if image.get("alt", "").strip():
            yield Line((Span(image.get("alt", "").strip()),), Look(align="center"))


def _one_line(text: str | None) -> str:
    """Line ends of the source between two Han characters are nothing, elsewhere a blank."""
    text = unescape(str(text or ""))
    return re.sub(r"(?<=[^\x00-\x7f])[ \t]*\n[ \t]*(?=[^\x00-\x7f])", "", text).replace("\n", " ")
