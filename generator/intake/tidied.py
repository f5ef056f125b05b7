"""A Word file made simple, so that mammoth reads what the editor saw and nothing else.

What was deleted, hidden or is of no use for a report is taken out and counted; pictures and the looks of
paragraphs become bookmarks of ours, which mammoth hands on as `<a id="…">`; the package that is written
holds four parts and no picture, link or macro.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.diagnostics import Diagnostic
from generator.intake.manuscript import Look
from generator.intake.package import RELATIONSHIP, Element, Package, Refused
from generator.intake.styles import Numbers, Styles, W, is_on, read_numbers, read_styles

LOOK, PICTURE = "intake-look-", "intake-picture-"
"""How the names of our bookmarks begin."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_ART = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DEEPEST = 60
"""Elements inside each other, below which no limit of a parser is met; text in a nested table has thirty."""
_MOST_ELEMENTS = 250_000
"""Elements of a part; 5,000 paragraphs, the most that a report may have, come to 60,000."""
_LEAST_CROP = 1000
_DROPPED = tuple(
    W + name
    for name in (
        *("del", "moveFrom", "bookmarkStart", "bookmarkEnd", "instrText", "fldChar", "altChunk", "delText"),
        *(
            "pPrChange",
            "rPrChange",
            "tblPrChange",
            "trPrChange",
            "tcPrChange",
            "sectPrChange",
            "tblGridChange",
        ),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "proofErr", "permStart", "permEnd"),
    )
)
_OPENED = tuple(
    W + name
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "sdt")
)
"""Wrappers whose contents stay."""
_ROOT = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""


@dataclass(frozen=True)
class Tidied:
    """`data` is a .docx for mammoth; `pictures` are the relationships of the pictures, by our numbers."""

    data: bytes
    pictures: tuple[str, ...]
    remarks: tuple[Diagnostic, ...]


def tidy_package(package: Package) -> Tidied:
    """Raises Refused where elements are nested beyond what any editor makes."""
    counts: Counter[str] = Counter()
    keys: list[str] = []
    styles, numbers = read_styles(package.parts.get("styles")), read_numbers(package.parts.get("numbering"))
    bodies = {"document": package.document}
    bodies |= {name: package.parts[name] for name in ("footnotes", "endnotes") if name in package.parts}
    for name, root in bodies.items():
        if _depth(root) > _DEEPEST:
            raise Refused("import-damaged")
        if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
            raise Refused("import-too-long")
        _tidy(root, counts)
        _take_drawings(root, keys if name == "document" else [], counts)
        if name == "document":
            _mark(root, styles, numbers)
    comments = package.parts.get("comments")
    if comments is not None:
        counts["import-comments"] = len(list(comments.iter(f"{W}comment")))
    counts["import-links"] += package.outside
    remarks = [Diagnostic(code, None, {"count": count}) for code, count in counts.items() if count]
    if package.macros:
        remarks.append(Diagnostic("import-macros"))
    return Tidied(_written(bodies), tuple(keys), tuple(remarks))


def _tidy(root: Element, counts: Counter[str]) -> None:
    """What was deleted or hidden goes, what was added or wrapped stays as text."""
    changed = [one for one in root.iter(f"{W}del", f"{W}ins", f"{W}moveFrom") if one.getparent() is not None]
    counts["import-tracked"] += sum(one.getparent().tag != f"{W}rPr" for one in changed)
    for math in list(root.iter(f"{_M}oMath")):
        counts["import-formulas"] += 1
        _remove(math)
    for run in list(root.iter(f"{W}r")):
        if is_on(run.find(f"{W}rPr"), "vanish"):
            counts["import-hidden"] += bool("".join(run.itertext()).strip())
            _remove(run)
    counts["import-chunks"] += len(list(root.iter(f"{W}altChunk")))
    for element in list(root.iter(*_DROPPED)):
        # Within the properties of a paragraph it says that the paragraph's end was deleted.
        if element.getparent() is not None and element.getparent().tag != f"{W}rPr":
            _remove(element)
    for properties in list(root.iter(f"{W}sdtPr", f"{W}sdtEndPr", f"{W}customXmlPr", f"{W}smartTagPr")):
        _remove(properties)
    for ruby in list(root.iter(f"{W}ruby")):
        base = ruby.find(f"{W}rubyBase")
        _replace(ruby, [] if base is None else [part for run in base for part in run])
    for wrapper in list(root.iter(*_OPENED)):
        parent = wrapper.getparent()
        if parent is not None and parent.tag not in (f"{W}rPr", f"{W}trPr"):
            _replace(wrapper, list(wrapper))


def _take_drawings(root: Element, keys: list[str], counts: Counter[str]) -> None:
    """Pictures become bookmarks, texts in boxes paragraphs behind the one that holds them."""
    for choice in list(root.iter(f"{_MC}AlternateContent")):
        used = choice.find(f"{_MC}Choice")
        if used is None or next(used.iter(f"{W}drawing"), None) is None:
            used = choice.find(f"{_MC}Fallback")
        _replace(choice, [] if used is None else list(used))
    for drawing in list(root.iter(f"{W}drawing", f"{W}pict", f"{W}object")):
        run = drawing.getparent()
        if run is None or any(one.tag in (f"{W}drawing", f"{W}pict") for one in drawing.iterancestors()):
            continue
        if drawing.tag == f"{W}object":
            counts["import-objects"] += 1
            _remove(drawing)
            continue
        counts["import-charts"] += sum(1 for _ in drawing.iter(_CHART))
        counts["import-smart-art"] += sum(1 for _ in drawing.iter(_ART))
        _lift_boxes(drawing, counts)
        for picture in _pictures(drawing, counts):
            keys.append(picture)
            parent, place = run.getparent(), run
            if parent is not None:
                parent.insert(parent.index(place), _bookmark(f"{PICTURE}{len(keys) - 1}"))
        _remove(drawing)


def _pictures(drawing: Element, counts: Counter[str]) -> Iterable[str]:
    for blip in drawing.iter(f"{_A}blip", f"{_V}imagedata"):
        key = blip.get(f"{_R}embed") or blip.get(f"{_R}id") or blip.get(f"{_R}link")
        crop = None if blip.getparent() is None else blip.getparent().find(f"{_A}srcRect")
        counts["import-cropped"] += crop is not None and any(map(_is_crop, crop.attrib.values()))
        if key:
            yield key


def _is_crop(written: str) -> bool:
    """Whether more is cut off than rounding makes: thousandths of a percent, or a percentage."""
    try:
        return float(written.rstrip("%")) >= (1 if written.endswith("%") else _LEAST_CROP)
    except ValueError:
        return False


def _lift_boxes(drawing: Element, counts: Counter[str]) -> None:
    paragraph = next((one for one in drawing.iterancestors(f"{W}p")), None)
    if paragraph is None or paragraph.getparent() is None:
        return
    place = paragraph
    for box in list(drawing.iter(f"{W}txbxContent")):
        if any(one.tag == f"{W}txbxContent" for one in box.iterancestors()):
            continue
        counts["import-text-boxes"] += bool("".join(box.itertext()).strip())
        for block in list(box):
            place.addnext(block)
            place = block


def _mark(root: Element, styles: Styles, numbers: Numbers) -> None:
    """Looks as bookmarks and automatic numbers as text; mammoth is to know no styles and no lists."""
    for paragraph in root.iter(f"{W}p"):
        look = styles.look(paragraph)
        listed = styles.numbering(paragraph)
        properties = paragraph.find(f"{W}pPr")
        if listed is not None and "".join(paragraph.itertext()).strip():
            number, dotted = numbers.next(*listed)
            look = Look(
                look.align, look.size, look.heading, look.role, listed[1] if dotted else -1, look.bold
            )
            if number:
                _number(paragraph, number)
        if properties is not None:
            kept = properties.find(f"{W}rPr")
            for child in list(properties):
                if child is not kept:
                    properties.remove(child)
        if paragraph.getparent() is not None and paragraph.getparent().tag == f"{W}body":
            paragraph.insert(0 if properties is None else 1, _bookmark(LOOK + _packed(look)))
    for name in ("pStyle", "rStyle", "tblStyle"):
        for style in list(root.iter(W + name)):
            _remove(style)


def _number(paragraph: Element, number: str) -> None:
    first = next((one for one in paragraph if one.tag == f"{W}r"), None)
    run = etree.Element(f"{W}r")
    properties = None if first is None else first.find(f"{W}rPr")
    if properties is not None:
        run.append(etree.fromstring(etree.tostring(properties)))
    etree.SubElement(run, f"{W}t").text = number
    if first is None:
        paragraph.append(run)
    else:
        first.addprevious(run)


def _packed(look: Look) -> str:
    return "-".join(
        (
            look.align or "n",
            str(look.size),
            str(look.heading),
            look.role or "n",
            str(look.bullet + 1),
            str(int(look.bold)),
        )
    )


def unpacked(name: str) -> Look:
    """The look that a bookmark of ours tells."""
    align, size, heading, role, bullet, bold = name.removeprefix(LOOK).split("-")
    return Look(
        "" if align == "n" else align,
        int(size),
        int(heading),
        "" if role == "n" else role,
        int(bullet) - 1,
        bold == "1",
    )


def picture_number(name: str) -> int | None:
    """The number of the picture for which a bookmark of ours stands; None for other bookmarks."""
    number = name.removeprefix(PICTURE)
    return int(number) if name.startswith(PICTURE) and number.isdecimal() else None


def _bookmark(name: str) -> Element:
    return etree.Element(f"{W}bookmarkStart", {f"{W}name": name})


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _replace(element: Element, children: list[Element]) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent.remove(element)
    for child in reversed(children):
        parent.insert(place, child)


def _depth(root: Element) -> int:
    deepest = 0
    level = [root]
    while level and deepest <= _DEEPEST:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest


def _written(bodies: Mapping[str, Element]) -> bytes:
    buffer = io.BytesIO()
    relations = etree.Element(RELATIONSHIP.replace("}Relationship", "}Relationships"))
    for name in bodies:
        if name != "document":
            kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
            attributes = {"Id": name, "Type": kind, "Target": f"{name}.xml"}
            etree.SubElement(relations, RELATIONSHIP, attributes)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("_rels/.rels", _ROOT)
        archive.writestr("word/_rels/document.xml.rels", etree.tostring(relations))
        for name, root in bodies.items():
            archive.writestr(f"word/{name}.xml", etree.tostring(root, encoding="utf-8"))
    return buffer.getvalue()
