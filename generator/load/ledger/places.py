"""From a row of the table back to the cell in the file: findings with exact places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.catalogue import CATALOGUE
from generator.load.ledger.delimited import cell_places
from generator.load.ledger.files import read_text
from generator.load.ledger.header import Column
from generator.load.ledger.tables import where
from generator.load.ledger.yaml_rows import YamlRow
from generator.model.record import chinese_names
from generator.model.request import Request

MOST = 50
"""Findings of one code that are shown of one file; the rest is counted."""


@dataclass(frozen=True)
class Part:
    """A text file, a sheet or a YAML file of the ledger, and which rows of the table it filled.

    `first` is the number (rowid) of its first row, `size` how many there are.
    """

    path: Path
    file: str
    sheet: str
    columns: Mapping[str, Column]
    delimiter: str = ""
    yaml: tuple[YamlRow, ...] = ()
    first: int = 0
    size: int = 0


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: a code, the row's number and line, the key of the cell ("" for the row)."""

    code: str
    row: int
    line: int
    key: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def cell_fault(row: int, line: int, key: str, code: str, data: Mapping[str, Any]) -> Fault:
    """A value that would be as wrong anywhere else: worded by the code of the value."""
    entry = CATALOGUE[code]
    told = {"fault": entry.message.format(**data), "advice": entry.hint.format(**data)}
    return Fault("ledger-cell", row, line, key, told)


def tell(faults: Iterable[Fault], parts: Sequence[Part], root: Path) -> list[Diagnostic]:
    """The faults as findings, in order, at most MOST of one code in one file."""
    findings: list[Diagnostic] = []
    for part in parts:
        own = sorted(
            (fault for fault in faults if part.first <= fault.row < part.first + part.size),
            key=lambda fault: (fault.row, fault.code, fault.key),
        )
        findings += _tell_part(own, part, root)
    return findings


def _tell_part(faults: Sequence[Fault], part: Part, root: Path) -> list[Diagnostic]:
    told: list[Fault] = []
    count: Counter[str] = Counter()
    for fault in faults:
        count[fault.code] += 1
        if count[fault.code] <= MOST:
            told.append(fault)
    places = _Places(part, root, {fault.line for fault in told})
    findings = [_finding(fault, part, places) for fault in told]
    for code, number in count.items():
        if number > MOST:
            last = max((fault.line for fault in told if fault.code == code), default=1)
            findings.append(more(code, Place(part.file, last), number - MOST))
    return findings


def more(code: str, place: Place, count: int) -> Diagnostic:
    """That there are further findings of a code; as grave as they are."""
    grave = CATALOGUE[code].severity == "error"
    return Diagnostic("ledger-more-errors" if grave else "ledger-more-warnings", place, {"count": count})


def _finding(fault: Fault, part: Part, places: _Places) -> Diagnostic:
    column = part.columns.get(fault.key)
    title = column.title if column else chinese_names(Request).get(fault.key, "")
    words = where(part.sheet, fault.line, column.index if column else None, title)
    return Diagnostic(fault.code, places.find(fault), {"where": words, **fault.data})


class _Places:
    """Where the cells of some lines stand; a text file is read again for it."""

    def __init__(self, part: Part, root: Path, lines: set[int]) -> None:
        self._part = part
        self._cells: dict[int, list[tuple[int, int]]] = {}
        if part.delimiter and lines:
            text = read_text(part.path, root)[0] or ""
            all_lines = text.split("\n")
            self._cells = {line: cell_places(all_lines, part.delimiter, line) for line in lines}

    def find(self, fault: Fault) -> Place:
        part = self._part
        if part.yaml:
            row = part.yaml[fault.row - part.first]
            return row.places.get(fault.key, row.place)
        column = part.columns.get(fault.key)
        index = column.index if column else 0
        cells = self._cells.get(fault.line, [])
        line, start = cells[index] if index < len(cells) else (fault.line, index + 1 if part.sheet else 1)
        return Place(part.file, line, start)
