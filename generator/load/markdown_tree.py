"""The parser's tree made what a bulletin prints: links, pictures, tables, headings, footnotes, HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, tostring

from generator.diagnostics import Diagnostic
from generator.load.headings import set_headings
from generator.load.markdown_scan import CAPTION, Text
from generator.load.paths import Pictures
from generator.load.spacing import drop_invisible, set_spacing, tidy
from generator.model.report import Body

DEEPEST = 60
"""Elements inside each other; the writer of HTML recurses. Ten levels of lists and quotes need forty."""

_WEB = re.compile(r"https?://[^\s/<>\"][^\s<>\"]*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FLOW = frozenset({"li", "td", "th", "div", "blockquote"})


def finish(
    root: Element, source: Text, pictures: Pictures, report_path: str, prefix: str
) -> tuple[Body, list[Diagnostic]]:
    """The HTML of a parsed text and what is wrong in it."""
    if _too_deep(root):
        return Body(""), [source.finding("text-too-deep", 0, limit=10)]
    work = _Finishing(source, pictures, report_path, prefix)
    for element in root.iter():
        _plain_text(element)
    work.links(root)
    work.images(root)
    _make_figures(root)
    set_spacing(root)
    work.take_notes(root)
    _drop_empty(root)
    for text in set_headings(root):
        work.findings.append(source.finding("heading-too-deep", source.next_offset(text)))
    _make_tables(root)
    work.place_notes(root)
    return Body(_html(root), tuple(dict.fromkeys(work.shown))), work.findings


@dataclass
class _Finishing:
    """One text on its way: what it shows and what was found."""

    source: Text
    pictures: Pictures
    report_path: str
    prefix: str
    findings: list[Diagnostic] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    notes: dict[str, Element] = field(default_factory=dict)

    def links(self, root: Element) -> None:
        """Only to the web, and to footnotes; a link elsewhere is an error and becomes text."""
        for link in root.iter("a"):
            address = link.get("href", "").strip()
            if link.get("class") == "footnote-ref":
                continue
            link.attrib.clear()
            if _WEB.fullmatch(address):
                link.set("href", address)
                continue
            link.tag = "span"
            offset = self.source.next_offset(address)
            self.findings.append(self.source.finding("link-not-web", offset, address=address))

    def images(self, root: Element) -> None:
        """Only pictures of the site, named by their path in content/ for the publisher."""
        for image in root.iter("img"):
            written = image.get("src", "").strip()
            caption = tidy(image.get("alt", ""))
            image.attrib.clear()
            image.set("alt", caption)
            path, fault = self.pictures.find_in_text(written, self.report_path)
            if fault:
                offset = self.source.next_offset(written)
                self.findings.append(self.source.finding(fault.code, offset, **fault.data))
            if path:
                image.set("src", f"content:{path}")
                self.shown.append(path)

    def take_notes(self, root: Element) -> None:
        """Takes the texts of the notes out of the tree, by the names that the editor gave them."""
        for holder in root.findall("div[@class='notes']"):
            root.remove(holder)
            for note in holder:
                name = note.get("id", "")
                self.notes[name] = _inline(note)
                if note.find(".//sup") is not None:
                    offset = self.source.next_offset(f"[^{name}]:")
                    self.findings.append(self.source.finding("footnote-nested", offset))

    def place_notes(self, root: Element) -> None:
        """Notes numbered by their first reference, in place for paper and listed for the screen."""
        numbers: dict[str, int] = {}
        for parent, reference in list(_references(root)):
            name = reference.get("id", "").removeprefix("fnref:")
            note = self.notes.get(name)
            if note is None:
                continue
            first = name not in numbers
            number = numbers.setdefault(name, len(numbers) + 1)
            tail, reference.tail = reference.tail, None
            reference.attrib.clear()
            reference.set("class", "footnote-ref")
            reference[:] = []
            SubElement(reference, "a", {"href": f"#{self.prefix}{number}"}).text = str(number)
            if first:
                reference.set("id", f"{self.prefix}ref{number}")
            # Every reference has its note on paper, where the marks are counted anew.
            span = _copy(note, "span", {"class": "footnote"})
            parent.insert(list(parent).index(reference) + 1, span)
            span.tail = tail
        if numbers:
            listed = SubElement(root, "ol", {"class": "footnotes"})
            for name, number in numbers.items():
                listed.append(_copy(self.notes[name], "li", {"id": f"{self.prefix}{number}"}))


def _plain_text(element: Element) -> None:
    """Entities and the parser's escapes as the characters that they mean; writing escapes them anew."""
    if element.text:
        element.text = _decoded(str(element.text))
    if element.tail:
        element.tail = _decoded(str(element.tail))
    for name, value in element.items():
        element.set(name, _decoded(value))


def _decoded(text: str) -> str:
    if "&" in text:
        text = _ENTITY.sub(lambda match: re.sub(r"[\x00-\x1f\x7f]", " ", html.unescape(match[0])), text)
    return drop_invisible(text)


def _make_figures(root: Element) -> None:
    """Pictures as figures with captions: those of a paragraph stand below it, others in their place."""
    for parent in list(root.iter()):
        for paragraph in [child for child in parent if child.tag == "p"]:
            images = [child for child in paragraph if child.tag == "img"]
            if not images:
                continue
            place = list(parent).index(paragraph)
            for image in images:
                # A line end, which the spacing makes what the characters on both sides need.
                image.tail = "\n" + (image.tail or "")
                _remove(paragraph, image)
            if not (paragraph.text or "").strip() and all(one.tag == "br" for one in paragraph):
                parent.remove(paragraph)
                place -= 1
            for number, image in enumerate(images, 1):
                parent.insert(place + number, _figure(image))
        if parent.tag in _FLOW:
            for position, child in enumerate(list(parent)):
                if child.tag == "img":
                    figure = _figure(child)
                    figure.tail, child.tail = child.tail, None
                    parent[position] = figure


def _figure(image: Element) -> Element:
    figure = Element("figure", {"class": "photo"})
    figure.append(image)
    if image.get("alt"):
        caption = SubElement(figure, "figcaption")
        SubElement(caption, "span", {"class": "caption"}).text = image.get("alt")
    return figure


def _make_tables(root: Element) -> None:
    """The box that scrolls, the caption, and the row that says 续表 where a table goes on."""
    for parent in list(root.iter()):
        for table in [child for child in parent if child.tag == "table"]:
            position = list(parent).index(table)
            caption = _take_caption(parent, position)
            position = list(parent).index(table)
            label = "".join(caption.itertext()) if caption is not None else "表格"
            box = Element("div", {"class": "table", "tabindex": "0", "role": "region", "aria-label": label})
            box.tail, table.tail = table.tail, None
            parent[position] = box
            box.append(table)
            _set_table(table, caption)


def _take_caption(parent: Element, position: int) -> Element | None:
    """The paragraph `表：标题` that stands right before a table, as its caption."""
    paragraph = parent[position - 1] if position else None
    if paragraph is None or paragraph.tag != "p":
        return None
    match = CAPTION.match(paragraph.text or "")
    if match is None:
        return None
    parent.remove(paragraph)
    paragraph.tag, paragraph.tail = "caption", None
    number = f"表{match['number']}\u3000" if match["number"] else ""
    paragraph.text = number + (paragraph.text or "")[match.end() :]
    return paragraph


def _set_table(table: Element, caption: Element | None) -> None:
    for cell in table.iter():
        align = cell.attrib.pop("align", None)
        if align:
            cell.set("class", f"align-{align}")
    head = table.find("thead")
    columns = len(head[0]) if head is not None and len(head) else 0
    table.set("class", f"columns-{columns}")
    if head is not None:
        continued = Element("tr", {"class": "continued"})
        SubElement(continued, "th", {"colspan": str(columns)}).text = "续表"
        head.insert(0, continued)
    if caption is not None:
        table.insert(0, caption)


def _inline(note: Element) -> Element:
    """The text of a note without its blocks: it stands in a paragraph."""
    holder = Element("span")
    for block in note:
        if block.tag == "p":
            for sup in block.findall(".//sup"):
                sup.clear()
            if len(holder):
                holder[-1].tail = (holder[-1].tail or "") + (block.text or "")
            else:
                holder.text = (holder.text or "") + (block.text or "")
            holder.extend(list(block))
        elif len(holder):
            holder[-1].tail = (holder[-1].tail or "") + "".join(block.itertext())
        else:
            holder.text = (holder.text or "") + "".join(block.itertext())
    return holder


def _copy(note: Element, tag: str, attributes: dict[str, str]) -> Element:
    copied = deepcopy(note)
    copied.tag, copied.tail = tag, None
    for name, value in attributes.items():
        copied.set(name, value)
    return copied


def _references(root: Element) -> Iterator[tuple[Element, Element]]:
    for parent in root.iter():
        for child in parent:
            if child.tag == "sup" and child.get("id", "").startswith("fnref:"):
                yield parent, child


def _remove(parent: Element, child: Element) -> None:
    """Takes `child` out and leaves the text after it."""
    position = list(parent).index(child)
    tail, child.tail = child.tail or "", None
    parent.remove(child)
    if position:
        parent[position - 1].tail = (parent[position - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _drop_empty(root: Element) -> None:
    """Paragraphs and headings that say nothing; source and blanks have been put right before."""
    for parent in list(root.iter()):
        for child in list(parent):
            empty = not len(child) and not (child.text or "").strip()
            if empty and child.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
                _remove(parent, child)


def _too_deep(root: Element) -> bool:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def _html(root: Element) -> str:
    """One block a line, so that two versions of a page can be compared."""
    return "\n".join(tostring(block, encoding="unicode", method="html").strip() for block in root)
