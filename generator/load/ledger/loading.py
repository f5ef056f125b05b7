"""The files of the ledger one after the other into the table, then all rows together to values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.catalogue import CATALOGUE
from generator.diagnostics.near import nearest
from generator.load.fields import keys_of
from generator.load.ledger.checks import (
    check_ids,
    check_repeats,
    check_states,
    check_times,
    check_words,
    settle_units,
)
from generator.load.ledger.delimited import Broken
from generator.load.ledger.dues import set_dues
from generator.load.ledger.exported import exported_names
from generator.load.ledger.files import check_table, read_text
from generator.load.ledger.header import ColumnNames, Header, Names, column_names, find_header, key_for
from generator.load.ledger.places import MOST, Fault, Part, more, tell
from generator.load.ledger.private import take_out
from generator.load.ledger.repair import repair
from generator.load.ledger.rules import read_rules
from generator.load.ledger.staging import EXTRA, Rules, create_table, insert_rows
from generator.load.ledger.tables import BOOK_SUFFIXES, YAML_SUFFIXES, Table, shown
from generator.load.ledger.text_file import (
    LARGE,
    insert_lines,
    insert_quickly,
    insert_table,
    lay_out,
    read_head,
)
from generator.load.ledger.words import set_closed, set_terms, tidy_words
from generator.load.ledger.workbooks import read_workbook
from generator.load.ledger.yaml_rows import read_yaml_rows
from generator.load.source import site_name
from generator.model.ledger import TABLE, Ledger
from generator.model.record import Sourced
from generator.model.request import Request
from generator.model.site import Site
from generator.model.unit import Units

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

REQUIRED = ("id", "received_at")
LIKELY = 4
"""Columns known of a sheet that must then be meant as a part of the ledger."""


@dataclass
class _Loading:
    """The work on one ledger: what has been read so far."""

    root: Path
    names: ColumnNames
    rules: Rules
    connection: DuckDBPyConnection
    parts: list[Part] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def file(self, path: Path) -> None:
        suffix = path.suffix.lower().removeprefix(".")
        names = self.names.of(site_name(path, self.root))
        if suffix in YAML_SUFFIXES:
            self._yaml(path, names)
        elif suffix in BOOK_SUFFIXES:
            self._workbook(path, names)
        else:
            self._text(path, names)

    def _yaml(self, path: Path, names: Names) -> None:
        rows, found = read_yaml_rows(path, self.root, names)
        self.findings += found
        if not rows:
            return
        file = site_name(path, self.root)
        keys = [key for key in Request.model_fields if any(key in row.texts for row in rows)]
        columns = {key: [row.texts.get(key, "") for row in rows] for key in keys}
        insert_rows(self.connection, [row.place.line for row in rows], columns, file, "", self.rules)
        self._add(Part(path, file, "", {}, yaml=tuple(rows)))

    def _workbook(self, path: Path, names: Names) -> None:
        tables, found = read_workbook(path, self.root)
        self.findings += found
        headers = [(table, find_header(table.rows, names)) for table in tables]
        meant = [one for one in headers if _is_ledger(one[1])]
        if not meant and headers:
            # No sheet is whole: the one that names most columns is what the editor has to mend.
            meant = [max(headers, key=lambda one: len(one[1].columns) if one[1] else 0)]
        for table, header in headers:
            if (table, header) not in meant:
                place = Place(table.file)
                self.findings.append(Diagnostic("ledger-sheet-skipped", place, {"sheet": table.sheet}))
            elif self._header_holds(header, table, names) and header is not None:
                rows = [row for row in table.rows if row.line > header.line]
                insert_table(self.connection, rows, header, table.file, table.sheet, self.rules)
                self._add(Part(path, table.file, table.sheet, header.columns))
        if not tables and not has_errors(found):
            self.findings.append(Diagnostic("file-empty", Place(site_name(path, self.root))))

    def _text(self, path: Path, names: Names) -> None:
        file = site_name(path, self.root)
        found = check_table(path, self.root)
        head = None if found else read_head(path)
        if head is not None:
            opened = lay_out(head, names)
            table = Table(path, file, "", opened.head, opened.delimiter)
            if opened.header is None or not _sound(opened.header):
                self._header_holds(opened.header, table, names)
                return
            if insert_quickly(self.connection, path, file, opened, self.rules):
                self._header_holds(opened.header, table, names)
                self._add(Part(path, file, "", opened.header.columns, opened.delimiter))
                return
        text, found = read_text(path, self.root)
        self.findings += found
        if text is None:
            return
        lines = text.split("\n")
        opened = lay_out(lines, names)
        table = Table(path, file, "", opened.head, opened.delimiter)
        if self._header_holds(opened.header, table, names) and opened.header is not None:
            broken = insert_lines(self.connection, lines, file, opened, self.rules)
            self.findings += _broken_rows(broken, file, opened.header.width)
            self._add(Part(path, file, "", opened.header.columns, opened.delimiter))

    def _header_holds(self, header: Header | None, table: Table, names: Names) -> bool:
        """Whether the header can be used; tells what is wrong with it, and which columns nobody reads."""
        if header is None:
            self.findings += _no_header(table)
            return False
        place = Place(table.file, header.line)
        sheet = f"工作表“{table.sheet}”的" if table.sheet else ""
        for first, second in header.twice:
            key = _chinese(second.key)
            data = {"sheet": sheet, "first": first.title, "second": second.title, "key": key}
            self.findings.append(Diagnostic("ledger-column-twice", place, data))
        for key in header.lacks(REQUIRED):
            data = {"sheet": sheet, "key": _chinese(key), "near": _near_columns(key, header)}
            self.findings.append(Diagnostic("ledger-column-missing", place, data))
        if not _sound(header):
            return False
        if header.unknown:
            data = {"sheet": sheet, "names": "、".join(f"“{shown(name)}”" for name in header.unknown)}
            self.findings.append(Diagnostic("ledger-columns-ignored", place, data))
        return True

    def _add(self, part: Part) -> None:
        """Notes which rows of the table a part has filled."""
        least, most = self.connection.execute(
            f"SELECT min(rowid), max(rowid) FROM {TABLE} WHERE file = ? AND sheet = ?",
            [part.file, part.sheet],
        ).fetchall()[0]
        if least is not None:
            self.parts.append(replace(part, first=least, size=most - least + 1))


def load_files(
    root: Path, paths: Sequence[Path], site: Sourced[Site], units: Units
) -> tuple[Ledger | None, list[Diagnostic]]:
    """The ledger of these files; None where site.yaml is wrong about columns or terms."""
    files = [site_name(path, root) for path in paths]
    names, findings = column_names(site, files)
    rules, found = read_rules(site)
    findings += found
    if has_errors(findings):
        return None, findings
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": _threads(paths),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
        },
    )
    create_table(connection)
    work = _Loading(root, names, rules, connection)
    for path in paths:
        work.file(path)
    faults, bad, years = _settle(connection, site.record, rules, units)
    findings += work.findings
    if years and work.parts:
        data = {"years": "、".join(f"{year}年" for year in years)}
        findings.append(Diagnostic("ledger-calendar", Place(work.parts[0].file), data))
    findings += tell(faults, work.parts, root)
    citizens = take_out(connection)
    _finish(connection, bad)
    size, first, last = connection.execute(
        f"SELECT count(*), min(received_at), max(received_at) FROM {TABLE}"
    ).fetchall()[0]
    complete = not has_errors(findings)
    return Ledger(connection, tuple(files), size, _day(first), _day(last), complete, citizens), findings


def _threads(paths: Sequence[Path]) -> int:
    """Of a small ledger, to share out the work takes longer than to do it."""
    return 2 if sum(path.stat().st_size for path in paths if path.is_file()) >= LARGE else 1


def _settle(
    connection: DuckDBPyConnection, site: Site, rules: Rules, units: Units
) -> tuple[list[Fault], set[int], tuple[int, ...]]:
    """All values as they are to be; the faults, the rows to leave out, and years without a calendar."""
    faults = repair(connection)
    texts = tidy_words(connection)
    set_closed(connection, rules)
    set_terms(connection, rules)
    years = set_dues(connection)
    faults += check_ids(connection)
    faults += check_times(connection)
    faults += check_repeats(connection)
    faults += check_words(connection, site.vocabularies, texts)
    faults += check_states(connection, rules)
    found, unknown = settle_units(connection, units, texts["unit"])
    faults += found
    errors = {fault.row for fault in faults if CATALOGUE[fault.code].severity == "error"}
    return faults, errors.union(unknown), years


def _finish(connection: DuckDBPyConnection, bad: set[int]) -> None:
    """Leaves out the rows at fault and the columns that only loading needed."""
    if bad:
        connection.execute("CREATE TEMP TABLE bad AS SELECT unnest(?) AS r", [sorted(bad)])
        connection.execute(f"DELETE FROM {TABLE} WHERE rowid IN (SELECT r FROM bad)")
        connection.execute("DROP TABLE bad")
    for column in EXTRA:
        connection.execute(f"ALTER TABLE {TABLE} DROP COLUMN {column}")
    connection.execute(f"ALTER TABLE {TABLE} ALTER COLUMN received_at SET NOT NULL")
    connection.execute("RESET disabled_optimizers")


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _is_ledger(header: Header | None) -> bool:
    """Whether a sheet holds requests: it has what they need, or so much that it is only a slip."""
    return header is not None and (not header.lacks(REQUIRED) or len(header.columns) >= LIKELY)


def _sound(header: Header) -> bool:
    return not header.twice and not header.lacks(REQUIRED)


def _chinese(key: str) -> str:
    return next(one.chinese for one in keys_of(Request) if one.name == key)


def _near_columns(key: str, header: Header) -> str:
    """Which of the file's columns may be meant, and how to say so."""
    chinese = _chinese(key)
    exported = exported_names()
    near = [title for title in header.titles if key_for(title, exported) == key]
    near = near or nearest(chinese, header.unknown)
    titles = near or list(header.unknown)
    if not titles:
        return "请在表头里加上这一列"
    listed = "、".join(f"“{shown(title)}”" for title in titles[:8])
    advice = f"请在 site.yaml 里写：列名: {{{shown(titles[0])}: {chinese}}}"
    return f"还没有对应的列：{listed}。如果“{shown(titles[0])}”就是它，{advice}"


def _no_header(table: Table) -> list[Diagnostic]:
    """No column is known: of a header with an export's usual names, what it may mean is told."""
    sheet = f"工作表“{table.sheet}”" if table.sheet else ""
    guess = find_header(table.rows, exported_names())
    if guess is not None:
        place = Place(table.file, guess.line)
        told = ({"sheet": f"{sheet}的" if sheet else "", "key": _chinese(key)} for key in REQUIRED)
        data = [{**one, "near": _near_columns(key, guess)} for key, one in zip(REQUIRED, told, strict=True)]
        return [Diagnostic("ledger-column-missing", place, one) for one in data]
    first = next((row for row in table.rows if not row.blank), None)
    titles = " ".join(first.cells) if first else ""
    code = "ledger-header-comma" if titles.count("，") >= 2 and not table.sheet else "ledger-no-header"
    place = Place(table.file, first.line if first else 1)
    return [Diagnostic(code, place, {"sheet": f"{sheet}里" if sheet else "文件里"})]


def _broken_rows(broken: Sequence[Broken], file: str, width: int) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    for code in ("ledger-quote", "ledger-row-cells"):
        own = [one for one in broken if one.code == code]
        for one in own[:MOST]:
            data = {"cells": one.cells, "width": width} if one.cells else {}
            findings.append(Diagnostic(code, Place(file, one.line), data))
        if len(own) > MOST:
            findings.append(more(code, Place(file, own[MOST].line), len(own) - MOST))
    return findings
