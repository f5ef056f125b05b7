"""Lists that the office keeps, in content/lists/: 问题清单, 任务清单 and the like."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import suggestion
from generator.load.fields import keys_of, read_record
from generator.load.ledger.header import Header, find_header, own_names
from generator.load.ledger.reading import read_tables
from generator.load.ledger.tables import (
    BOOK_SUFFIXES,
    TEXT_SUFFIXES,
    YAML_SUFFIXES,
    Row,
    Table,
    shown,
    where,
)
from generator.load.reports import files_below, unused_files
from generator.load.source import read_source, site_name
from generator.load.yaml_nodes import parse_mapping
from generator.model.listing import Entry, Listing
from generator.model.record import Path as ValuePath
from generator.model.record import Sourced
from generator.model.unit import Units

FOLDER = "content/lists"
SUFFIXES = (*YAML_SUFFIXES, *TEXT_SUFFIXES, *BOOK_SUFFIXES)

_EXAMPLE = "名称: 问题清单"
_UNITS = re.compile(r"[、，,；;/\s]+")
_NAME = re.compile(r"^\s*(?:名称|name)\s*[:：]\s*([^\s#]+)", re.MULTILINE)
_HEAD = 4000
"""Bytes in which the name of a list stands."""
_DEFAULT_SHEET = re.compile(r"(?:Sheet|工作表)\s*\d+", re.IGNORECASE)


def load_lists(
    root: Path, units: Units
) -> tuple[dict[str, Sourced[Listing]], dict[str, frozenset[str]], list[Diagnostic]]:
    """The lists by 名称; the paths (relative to content/) of files that have errors, with the names that
    they may hold, none where it may be any; and the findings."""
    lists: dict[str, Sourced[Listing]] = {}
    broken: dict[str, frozenset[str]] = {}
    findings = unused_files(root / FOLDER, SUFFIXES, root)
    for path in files_below(root / FOLDER, SUFFIXES):
        loaded, found = load_list_file(path, root, units)
        for listing in loaded:
            name = listing.record.name
            other = lists.get(name)
            if other is not None:
                data = {"name": name, "other": other.file}
                found.append(Diagnostic("list-name-twice", listing.place("name"), data))
        findings += found
        if has_errors(found):
            broken[site_name(path, root / "content")] = _probable_names(path)
            continue
        lists.update({listing.record.name: listing for listing in loaded})
    return lists, broken, findings


def _probable_names(path: Path) -> frozenset[str]:
    """What the list of a file that cannot be read may be called: its stem, its 名称, its first line."""
    if path.suffix.lower().removeprefix(".") in BOOK_SUFFIXES:
        return frozenset()
    try:
        head = path.read_bytes()[:_HEAD]
    except OSError:
        return frozenset()
    texts = [head.decode(encoding, errors="replace") for encoding in ("utf-8-sig", "gb18030")]
    names = {match[1].strip("\"'“”") for text in texts for match in _NAME.finditer(text)}
    lines = {text.lstrip().split("\n")[0].strip(' ,，;；\t\r"“”') for text in texts}
    return frozenset({path.stem, *names, *lines})


def load_list_file(path: Path, root: Path, units: Units) -> tuple[list[Sourced[Listing]], list[Diagnostic]]:
    """The list of a file, or the lists of a workbook's sheets, those without errors."""
    suffix = path.suffix.lower().removeprefix(".")
    if suffix in YAML_SUFFIXES:
        loaded, findings = _load_yaml(path, root)
    else:
        tables, findings = read_tables(path, root, own_names(Entry))
        loaded = []
        for table in tables:
            listing, found = _read_table(table, many=len(tables) > 1)
            findings += found
            loaded += [listing] if listing else []
        if suffix not in BOOK_SUFFIXES:
            loaded = [_with_lines(listing, path, root) for listing in loaded]
    for listing in loaded:
        findings += _check_units(listing, units)
    return loaded, findings


def _with_lines(listing: Sourced[Listing], path: Path, root: Path) -> Sourced[Listing]:
    """With the lines of its file of text, in which the place of a word can be told."""
    source, _ = read_source(path, root)
    return replace(listing, lines=source.lines) if source else listing


def _load_yaml(path: Path, root: Path) -> tuple[list[Sourced[Listing]], list[Diagnostic]]:
    source, findings = read_source(path, root)
    if source is None:
        return [], findings
    node, found = parse_mapping(source, _EXAMPLE)
    findings += found
    if node is None:
        return [], findings
    listing, found = read_record(node, Listing, source)
    return [listing] if listing else [], findings + found


def _read_table(table: Table, *, many: bool) -> tuple[Sourced[Listing] | None, list[Diagnostic]]:
    """A list of a table: its name is the line above the header, else the sheet's or the file's name."""
    header = find_header(table.rows, own_names(Entry))
    sheet = f"工作表“{table.sheet}”的" if table.sheet else ""
    known = "、".join(key.chinese for key in keys_of(Entry))
    if header is None or "matter" not in header.columns:
        line = header.line if header else 1
        data = {"sheet": f"工作表“{table.sheet}”里" if table.sheet else "文件里", "known": known}
        return None, [Diagnostic("list-no-header", Place(table.file, line), data)]
    findings: list[Diagnostic] = []
    for _, second in header.twice:
        data = {"sheet": sheet, "key": _chinese(second.key)}
        findings.append(Diagnostic("list-column-twice", Place(table.file, header.line), data))
    if header.unknown:
        names = "、".join(f"“{shown(name)}”" for name in header.unknown)
        data = {"sheet": sheet, "names": names, "known": known}
        findings.append(Diagnostic("list-columns-ignored", Place(table.file, header.line), data))
    name, place = _name(table, header, many=many)
    places: dict[ValuePath, Place] = {("name",): place}
    entries: list[Entry] = []
    for row in table.rows:
        if row.line <= header.line or row.blank:
            continue
        texts = _entry(row, header)
        if not texts["matter"]:
            column = header.columns["matter"]
            words = where(table.sheet, row.line, column.index, column.title)
            place = Place(table.file, row.line, column.index + 1)
            findings.append(Diagnostic("list-matter-blank", place, {"where": words}))
            continue
        for key, column in header.columns.items():
            places["entries", len(entries), key] = Place(table.file, row.line, column.index + 1)
        entries.append(Entry(**texts))
    if has_errors(findings):
        return None, findings
    return Sourced(Listing(name=name, entries=tuple(entries)), table.file, places), findings


def _entry(row: Row, header: Header) -> dict[str, str]:
    return {
        key: row.cells[column.index].strip() if column.index < len(row.cells) else ""
        for key, column in header.columns.items()
    }


def _name(table: Table, header: Header, *, many: bool) -> tuple[str, Place]:
    for row in header.above:
        titles = list(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
        if len(titles) == 1 and row.line < header.line:
            return titles[0], Place(table.file, row.line)
    if many and not _DEFAULT_SHEET.fullmatch(table.sheet):
        return table.sheet, Place(table.file)
    return table.path.stem, Place(table.file)


def _check_units(listing: Sourced[Listing], units: Units) -> list[Diagnostic]:
    """单位 names a unit, or several with 、 between them."""
    findings = []
    for index, entry in enumerate(listing.record.entries):
        for name in _UNITS.split(entry.unit):
            if name and units.find(name) is None:
                place = listing.place("entries", index, "unit")
                near = suggestion(name, units.names(), "请核对名称；新单位请先加到 content/units.yaml")
                data = {"name": name, "near": near}
                findings.append(Diagnostic("unit-unknown", place, data, listing.excerpt(place)))
    return findings


def _chinese(key: str) -> str:
    return next(one.chinese for one in keys_of(Entry) if one.name == key)
