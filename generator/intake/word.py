"""A .docx read: mammoth makes HTML of it, nh3 lets through the few tags that a report knows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import mammoth
import nh3

from generator.diagnostics import Diagnostic
from generator.intake.grids import grid_of
from generator.intake.manuscript import PLAIN, Block, Line, Look, Manuscript, Shown, Span, Table
from generator.intake.package import Package, Refused, open_package
from generator.intake.tidied import LOOK, Tidied, picture_number, tidy_package, unpacked

_TAGS = {
    "p",
    "strong",
    "sup",
    "sub",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "a",
    "br",
}
_ATTRIBUTES: Mapping[str, set[str]] = {
    "a": {"id", "href"},
    "li": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_NOTE = re.compile(r"#((?:foot|end)note-(?!ref-)[\w-]+)")
_RAISED: Mapping[str, str] = {"2": "²", "3": "³", "1": "¹", "o": "°", "0": "°"}


def read_word(data: bytes) -> tuple[Manuscript | None, list[Diagnostic]]:
    """What a .docx (or .docm, without its macros) holds; None where it is refused."""
    try:
        package = open_package(data)
        tidied = tidy_package(package)
        root = _html(tidied.data)
    except Refused as refused:
        return None, [refused.finding]
    except RecursionError:
        return None, [Diagnostic("import-damaged")]
    return _manuscript(root, package, tidied), []


def _html(data: bytes) -> Element:
    """The document as clean XHTML under one element. Raises Refused for what mammoth cannot read."""
    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            include_default_style_map=False,
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        # mammoth takes for granted what the format demands: a table's number of columns, a note's id.
        raise Refused("import-damaged") from error
    clean = nh3.clean(
        result.value,
        tags=_TAGS,
        attributes={name: set(those) for name, those in _ATTRIBUTES.items()},
        url_schemes=set(),
        link_rel=None,
    )
    closed = re.sub(r"<br\s*/?>", "<br/>", clean).replace("&nbsp;", "\u00a0")
    return fromstring(f"<body>{closed}</body>")


def _manuscript(root: Element, package: Package, tidied: Tidied) -> Manuscript:
    notes = _take_notes(root)
    remarks = list(tidied.remarks)
    pictures: list[bytes] = []
    places: dict[int, int] = {}
    for number, key in enumerate(tidied.pictures):
        if key in package.pictures:
            data = package.pictures[key]
            if data in pictures:
                places[number] = pictures.index(data)
                continue
            places[number] = len(pictures)
            pictures.append(data)
        elif key in package.lost:
            remarks.append(Diagnostic("import-picture-outside"))
    blocks = [block for element in root for block in _blocks(element, places, remarks)]
    return Manuscript(tuple(blocks), notes, tuple(pictures), tuple(remarks), dated=package.saved)


def _take_notes(root: Element) -> dict[str, str]:
    """The list of notes that mammoth puts at the end, by the names that the marks refer to."""
    notes: dict[str, str] = {}
    for listed in [one for one in root if one.tag == "ol"]:
        items = [one for one in listed if re.fullmatch(r"(?:foot|end)note-[\w-]+", one.get("id", ""))]
        if not items:
            continue
        for item in items:
            notes[item.get("id", "")] = "".join(_plain(item)).strip()
        root.remove(listed)
    return notes


def _plain(element: Element) -> Iterator[str]:
    """The text without links back and marks of notes."""
    if element.tag == "a" and element.get("href"):
        yield element.tail or ""
        return
    if element.tag == "br":
        yield " "
    yield element.text or ""
    for child in element:
        yield from _plain(child)
    yield " " if element.tag == "p" else ""
    yield element.tail or ""


def _blocks(element: Element, places: Mapping[int, int], remarks: list[Diagnostic]) -> Iterator[Block]:
    if element.tag == "table":
        rows, shown = grid_of(element, remarks)
        if len(rows) > 1 and len(rows[0]) > 1:
            yield Table(rows)
        else:
            # One row or one column is no table but a frame around text.
            yield from (Line((Span(cell),)) for row in rows for cell in row if cell.strip())
        yield from (Shown(places[number]) for number in shown if number in places)
        return
    if element.tag in ("ul", "ol"):
        for item in element:
            yield from _blocks(item, places, remarks)
        return
    look = PLAIN
    pictures: list[Shown] = []
    for mark in element.iter("a"):
        name = mark.get("id", "")
        if name.startswith(LOOK) and look is PLAIN:
            look = unpacked(name)
        elif (number := picture_number(name)) is not None and number in places:
            pictures.append(Shown(places[number]))
    lines = list(_lines(element, look, remarks))
    if look.heading and not lines and not pictures:
        remarks.append(Diagnostic("import-heading-empty"))
    # Text beside a picture in one paragraph is its caption, which stands below.
    yield from pictures
    yield from lines


def _lines(element: Element, look: Look, remarks: list[Diagnostic]) -> Iterator[Line]:
    """A paragraph; one with forced line ends is several."""
    spans: list[Span] = []
    for span in _spans(element, False, remarks):
        if span is None:
            if any(one.text.strip() for one in spans):
                yield Line(tuple(spans), look)
            spans = []
            look = replace(look, bullet=-1)
        else:
            spans.append(span)
    if any(one.text.strip() or one.note for one in spans):
        yield Line(_merged(spans), look)


def _spans(element: Element, bold: bool, remarks: list[Diagnostic]) -> Iterator[Span | None]:
    """The text of an element by looks; None for a forced line end."""
    bold = bold or element.tag == "strong"
    if element.tag == "br":
        yield None
    elif element.tag == "a" and (match := _NOTE.fullmatch(element.get("href", ""))):
        yield Span("", False, match[1])
        return
    elif element.tag in ("sup", "sub") and element.find(".//a") is None:
        yield Span(_raised("".join(element.itertext()), element.tag, remarks), bold)
        return
    if element.text:
        yield Span(element.text, bold)
    for child in element:
        yield from _spans(child, bold, remarks)
        if child.tail:
            yield Span(child.tail, bold)


def _raised(text: str, tag: str, remarks: list[Diagnostic]) -> str:
    """m² has a character of its own; what has none is told."""
    if tag == "sup" and text.strip() and all(character in _RAISED for character in text.strip()):
        return "".join(_RAISED[character] for character in text.strip())
    if text.strip():
        remarks.append(Diagnostic("import-raised", None, {"text": text.strip()[:20]}))
    return text


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in spans:
        if merged and not span.note and not merged[-1].note and merged[-1].bold == span.bold:
            merged[-1] = Span(merged[-1].text + span.text, span.bold)
        else:
            merged.append(span)
    return tuple(merged)
