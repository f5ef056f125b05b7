"""A Word file opened without trust: the parts of its package that are read, and nothing else.

A .docx is a zip of XML. Before a byte is unpacked the list of contents is held against limits; every part is
then read as a stream that ends at its limit, since a list may lie. XML with a document type is refused, which
rules out entities. Macros, embedded files and whatever else is in the package is never looked at.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from generator.diagnostics import Diagnostic

LARGEST = 60 * 1024 * 1024
"""Bytes of a file that is taken at all: thirty photos of 2 MB."""
MOST_ENTRIES = 3000
MOST_UNPACKED = 300 * 1024 * 1024
LARGEST_PART = 8 * 1024 * 1024
"""Bytes of an XML part; 100 pages of text have about 3 MB."""
LARGEST_PICTURE = 40 * 1024 * 1024
HIGHEST_RATIO = 300
"""Times that a part may grow; the XML of long tables reaches 60."""
_SMALL = 1024 * 1024
"""Bytes below which no ratio matters."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES: Mapping[bytes, bytes] = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _OFFICE.encode(),
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""The names of the strict form of the format, which says the same in other words."""
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Element = Any
"""An element of lxml, which comes without types."""


@dataclass(frozen=True)
class Package:
    """The XML parts of a Word file by role, and its pictures by relationship (of the body alone).

    `outside` counts relationships that lead out of the file; `macros` is whether there are any.
    """

    document: Element
    parts: Mapping[str, Element]
    pictures: Mapping[str, bytes]
    lost: Mapping[str, str]
    outside: int
    macros: bool
    saved: date | None


class Refused(Exception):
    """A file that is not taken, with the finding that says why."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.finding = Diagnostic(code, None, data)


def open_package(data: bytes) -> Package:
    """The parts of a .docx. Raises Refused for what is none, is damaged, or would not fit."""
    check_signature(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive)
            return _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Refused("import-damaged") from error
    except RuntimeError as error:
        # zipfile says so of entries with a password.
        raise Refused("import-locked") from error


def check_signature(data: bytes) -> None:
    """Raises Refused for what is certainly no .docx, by its first bytes."""
    if not data:
        raise Refused("import-empty")
    if data.startswith(_OLE):
        raise Refused("import-locked" if _ENCRYPTED in data else "import-old-word")
    if data.startswith(b"%PDF"):
        raise Refused("import-pdf")
    if data.startswith(b"{\\rtf"):
        raise Refused("import-kind", suffix=".rtf")
    if not data.startswith(b"PK"):
        raise Refused("import-damaged")


def is_old_word(data: bytes) -> bool:
    """Whether it is an OLE file without encryption, as .doc is."""
    return data.startswith(_OLE) and _ENCRYPTED not in data


def parse(data: bytes) -> Element:
    """XML without entities, document types and addresses. Raises Refused."""
    if b"purl.oclc.org/ooxml" in data:
        for strict, transitional in _NAMESPACES.items():
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("import-damaged") from error
    tree = root.getroottree()
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
        raise Refused("import-entities")
    return root


def _check_entries(archive: zipfile.ZipFile) -> None:
    """The list of contents before anything is unpacked."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or total > MOST_UNPACKED:
        raise Refused("import-bomb")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise Refused("import-bomb")
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)):
        raise Refused("import-damaged")


def _read(archive: zipfile.ZipFile) -> Package:
    names = set(archive.namelist())
    main = _main_part(archive, names)
    document = parse(_unpack(archive, main, LARGEST_PART))
    folder, name = posixpath.split(main)
    parts: dict[str, Element] = {}
    pictures: dict[str, bytes] = {}
    lost: dict[str, str] = {}
    outside = 0
    total = 0
    for relation in _relations(archive, names, posixpath.join(folder, "_rels", f"{name}.rels")):
        role = relation.get("Type", "").rsplit("/", 1)[-1]
        key, target = relation.get("Id", ""), relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            outside += 1
            if role == "image":
                lost[key] = "outside"
            continue
        path = _inside(folder, target)
        if path not in names:
            continue
        if role in ("styles", "numbering", "footnotes", "endnotes", "comments") and role not in parts:
            parts[role] = parse(_unpack(archive, path, LARGEST_PART))
        elif role == "image":
            pictures[key] = _unpack(archive, path, LARGEST_PICTURE)
            total += len(pictures[key])
            if total > MOST_UNPACKED:
                raise Refused("import-bomb")
    macros = any(one.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for one in names)
    return Package(document, parts, pictures, lost, outside, macros, _saved(archive, names))


def _main_part(archive: zipfile.ZipFile, names: set[str]) -> str:
    for relation in _relations(archive, names, "_rels/.rels"):
        if relation.get("Type") == f"{_OFFICE}/officeDocument":
            path = _inside("", relation.get("Target", ""))
            if path in names and path.endswith(".xml") and posixpath.dirname(path) not in ("xl", "ppt"):
                return path
    if "word/document.xml" in names:
        return "word/document.xml"
    raise Refused("import-not-word")


def _relations(archive: zipfile.ZipFile, names: set[str], path: str) -> list[Element]:
    if path not in names:
        return []
    return list(parse(_unpack(archive, path, _SMALL)).iter(RELATIONSHIP))


def _inside(folder: str, target: str) -> str:
    """The name of an entry of the package; only ever compared with those that are there."""
    target = target.replace("\\", "/")
    joined = target if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(joined).lstrip("/")


def _unpack(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """An entry, read as a stream that is cut at its limit."""
    with archive.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Refused("import-bomb")
    return data


def _saved(archive: zipfile.ZipFile, names: set[str]) -> date | None:
    """The day when the file was last saved, as it says itself."""
    if "docProps/core.xml" not in names:
        return None
    try:
        root = parse(_unpack(archive, "docProps/core.xml", _SMALL))
    except Refused:
        # What the file says of itself is a help and no more.
        return None
    days = {etree.QName(one).localname: (one.text or "")[:10] for one in root if isinstance(one.tag, str)}
    try:
        return date.fromisoformat(days.get("modified") or days.get("created") or "")
    except ValueError:
        return None
