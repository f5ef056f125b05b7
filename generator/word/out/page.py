"""The page in Word's units, and the blank document that a bulletin is written into.

Word counts lengths in twentieths of a point (twips), sizes of text in half points, rules in eighths.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document
from jinja2 import Environment
from lxml import etree

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.model.profile import Profile
from generator.render.environment import render_template

PARTS: Mapping[str, str] = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "font-table",
    "theme": "theme",
    "numbering": "numbering",
    "footnotes": "footnotes",
}
"""The parts of a document beside its text, and the template `word/<name>.xml` of each."""

_TYPE = "application/vnd.openxmlformats-officedocument"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Page:
    """An upright page in twips. `line` is what an exact line takes, rounded down so that all lines of a page
    have room; `indent` is two characters; `tracking` what is added to every character, `pitch` the same in
    1/4096 pt, as the grid has it."""

    width: int
    height: int
    top: int
    bottom: int
    inside: int
    outside: int
    type_width: int
    type_height: int
    line: int
    indent: int
    tracking: int
    pitch: int

    @property
    def wide_width(self) -> int:
        """The type area of a page that is turned: its height lies across."""
        return self.type_height


def twips(points: float) -> int:
    return round(points * 20)


def page_of(profile: Profile) -> Page:
    top, bottom = twips(profile.top.pt), twips(profile.bottom.pt)
    inside, outside = twips(profile.binding.pt), twips(profile.outer.pt)
    width, height = twips(profile.paper_width.pt), twips(profile.paper_height.pt)
    room = height - top - bottom
    tracking = twips(profile.letter_spacing)
    # A line must hold its characters though their distance is rounded to a twentieth of a point.
    line = profile.characters.value * (twips(profile.body_size.pt) + tracking) + 1
    outside = min(outside, width - inside - line)
    return Page(
        width=width,
        height=height,
        top=top,
        bottom=bottom,
        inside=inside,
        outside=outside,
        type_width=width - inside - outside,
        type_height=room,
        line=min(int(profile.line_pitch.pt * 20), room // profile.lines.value),
        indent=twips(profile.indent.value * profile.character_pitch.pt),
        tracking=tracking,
        pitch=round(profile.letter_spacing * 4096),
    )


def blank_document(
    templates: Environment, profile: Profile, page: Page
) -> tuple[Any | None, list[Diagnostic]]:
    """An empty python-docx document with our styles; None where a template is at fault.

    It is put together of our own parts: the one that python-docx brings along has a hundred styles in
    foreign faces, a thumbnail and the name of somebody's computer.
    """
    environment = templates.overlay()
    environment.filters = {
        **environment.filters,
        "twips": twips,
        "halves": lambda points: round(points * 2),
        "eighths": lambda points: round(points * 8),
    }
    values = {
        "P": profile,
        "LINE": page.line,
        "INDENT": page.indent,
        "TRACKING": page.tracking,
        "WIDTH": page.type_width,
    }
    parts: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    for name, template in PARTS.items():
        text, found = render_template(environment, f"word/{template}.xml", values)
        findings += found
        if not has_errors(found):
            try:
                parts[name] = xml_bytes(etree.fromstring(text.strip().encode()))
            except etree.XMLSyntaxError as error:
                place = Place(f"templates/word/{template}.xml")
                findings.append(Diagnostic("word-template", place, {"reason": error.msg or ""}))
    if has_errors(findings):
        return None, findings
    return Document(io.BytesIO(_package(parts))), findings


def xml_bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def same_bytes(data: bytes) -> bytes:
    """A package without the clock: the same parts give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as whole:
        for info in source.infolist():
            entry = zipfile.ZipInfo(info.filename, _EPOCH)
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            whole.writestr(entry, source.read(info), zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()


def _package(parts: dict[str, bytes]) -> bytes:
    """The zip file of an empty document with these parts."""
    files = {name: "theme/theme1.xml" if name == "theme" else f"{name}.xml" for name in parts}
    kinds = {name: f"{_TYPE}.wordprocessingml.{name}+xml" for name in parts} | {"theme": f"{_TYPE}.theme+xml"}
    overrides = "".join(
        f'<Override PartName="/word/{files[name]}" ContentType="{kinds[name]}"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{name}" Target="{files[name]}"/>'
        for number, name in enumerate(parts, start=1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.wordprocessingml.document.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{relations}</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATION}"><w:body><w:sectPr/>'
        "</w:body></w:document>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as whole:
        for path, text in texts.items():
            whole.writestr(path, text)
        for name, data in parts.items():
            whole.writestr(f"word/{files[name]}", data)
    return target.getvalue()
