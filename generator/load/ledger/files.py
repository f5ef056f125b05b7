"""Bytes of a table's file into text: large ones too, and without any of it in a finding."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Place
from generator.load.ledger.tables import LARGEST
from generator.load.source import check_file, decode, read_bytes, site_name

SAMPLE = 64 * 1024
"""Bytes from which the encoding of a large file is told."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TOO_LARGE = "ledger-file-large"


def check_table(path: Path, root: Path) -> list[Diagnostic]:
    """What keeps a table's file from being read, before it is opened."""
    return check_file(path, root, LARGEST, _TOO_LARGE)


def read_table_bytes(path: Path, root: Path) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a table's file, or what keeps it from being read."""
    return read_bytes(path, root, LARGEST, _TOO_LARGE)


def read_text(path: Path, root: Path) -> tuple[str | None, list[Diagnostic]]:
    """A file's text with `\\n` as its line ends: UTF-8, or GB 18030 with a notice."""
    data, findings = read_table_bytes(path, root)
    if data is None:
        return None, findings
    text, findings = decode_table(data, site_name(path, root))
    return (None if text is None else text.replace("\r\n", "\n").replace("\r", "\n")), findings


def decode_table(data: bytes, name: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of a table's bytes; findings quote none of it, since it is full of personal data."""
    if data.startswith(_UTF16):
        return None, [Diagnostic("ledger-utf16", Place(name))]
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_other(data, error.start, name)
    if not text.strip() or "\0" in text:
        return None, _quiet(decode(data, name)[1])
    return text, []


def _decode_other(data: bytes, start: int, name: str) -> tuple[str | None, list[Diagnostic]]:
    """GB 18030, told from a sample around the first byte that is not UTF-8: judging each character of a
    large file would take minutes."""
    first = data.rfind(b"\n", 0, start) + 1
    last = data.find(b"\n", start + SAMPLE)
    sample = data[first : last if last >= 0 else len(data)]
    text, findings = decode(sample, name)
    if text is not None and findings:
        try:
            return data.decode("gb18030"), findings
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            return None, [Diagnostic("file-encoding", Place(name, line))]
    lines = data.count(b"\n", 0, first)
    moved = [_moved(finding, lines) for finding in findings]
    return None, _quiet(moved)


def _moved(finding: Diagnostic, lines: int) -> Diagnostic:
    place = finding.place or Place("")
    return replace(finding, place=Place(place.file, place.line + lines, place.column))


def _quiet(findings: list[Diagnostic]) -> list[Diagnostic]:
    return [replace(finding, excerpt="") for finding in findings]
