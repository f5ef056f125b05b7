"""What units sent back: receipts and answers to what their 交办单 asked, as an editor enters them.

content/records/dispatch/<publication id>/<file stem of the issue>-回执.yaml or .csv. A row without 事项编号
says that the unit has received its copies, one with it what became of that request.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.near import suggestion
from generator.dispatch.numbers import told
from generator.dispatch.register import ANSWERS, FOLDER, Recalled, Register
from generator.load.fields import keys_of, read_record
from generator.load.ledger.header import Header, find_header, own_names
from generator.load.ledger.reading import read_tables
from generator.load.ledger.tables import Row as TableRow
from generator.load.ledger.tables import Table
from generator.load.source import make_source, read_source
from generator.load.yaml_nodes import Entry, Mapping, Scalar, Sequence, parse_yaml
from generator.model.record import Record, Sourced, key
from generator.model.types import Date, Text, fail
from generator.model.unit import Units

_EXAMPLE = "- {单位: 市教育局, 收到日期: 2026-06-09, 事项编号: 20260530-0017, 办理结果: 已办结}"
_SUFFIXES = ("yaml", "csv")
_RUN = re.compile(r"(\d{1,6})(?:\s*[-—至]\s*(\d{1,6}))?")
_BETWEEN = re.compile(r"[,，、;；\s]+")
_LONGEST_RUN = 100_000
_OTHERS = ("-sums.jsonl", "-send.jsonl", "-send.lock")
"""What else this program keeps beside the registers: sums of what was issued, logs of sending."""
_LITTER = frozenset({"Thumbs.db", "desktop.ini"})
_OWN_WORDS = {
    "ledger-utf16": "answer-encoding",
    "file-encoding": "answer-encoding",
    "file-binary": "answer-encoding",
}
"""What the reader of ledgers says of encodings names a remedy that is none here: .xlsx is not read."""


def as_numbers(value: Any) -> tuple[int, ...]:
    """Numbers as an editor writes them, in YAML or in a cell that has lost the zeros: `000004-000005、9`.
    Raises PydanticCustomError for what is none."""
    found: list[int] = []
    for text in value if isinstance(value, list | tuple) else _BETWEEN.split(str(value or "")):
        match = _RUN.fullmatch(str(text).strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 <= last - first < _LONGEST_RUN:
            raise fail("answer-numbers", text=str(text))
        found += range(first, last + 1)
    return tuple(found)


Returned = Annotated[tuple[int, ...], BeforeValidator(as_numbers)]


class Answer(Record):
    """`received` is the day on which the office got it."""

    unit: Text = key("单位", example="市教育局")
    received: Date = key("收到日期", example="2026-06-09")
    matter: Text = key("事项编号", "", example="20260530-0017")
    result: Text = key("办理结果", "", example="已办结")
    returned: Returned = key("收回份号", (), example="[000004-000005]")


@dataclass(frozen=True, slots=True)
class Answers:
    """By unit as the register names it: the day of its receipt, and its answers by id of the request."""

    receipts: dict[str, Answer]
    matters: dict[tuple[str, str], Answer]
    returned: set[int]
    """Numbers of the copies that came back, of all units."""
    places: dict[int, Place] = field(default_factory=dict)
    """Where each of these is entered."""


def answer_files(root: Path) -> list[Path]:
    """All files with answers, in order."""
    found = (path for suffix in _SUFFIXES for path in (root / FOLDER).glob(f"*/*{ANSWERS}.{suffix}"))
    return sorted(found)


def stray_files(root: Path) -> list[Path]:
    """Files beside the registers that nothing reads: answers under a name a little different, a workbook."""
    known = (*(f"{ANSWERS}.{suffix}" for suffix in _SUFFIXES), *_OTHERS)
    return [
        path
        for path in sorted((root / FOLDER).glob("*/*"))
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and path.name not in _LITTER
        and not path.name.endswith(known)
        and (path.suffix != ".yaml" or "回执" in path.name)
    ]


def issue_of(path: Path) -> str:
    """The key of the issue that a file with answers belongs to."""
    return f"{path.parent.name}/{path.stem.removesuffix(ANSWERS)}"


def read_answers(
    root: Path, issue_key: str, register: Register, units: Units
) -> tuple[Answers, list[Diagnostic]]:
    """The answers to an issue. Rows with errors are left out; two files for one issue are an error."""
    publication, _, stem = issue_key.rpartition("/")
    folder = root / FOLDER / publication
    paths = [path for suffix in _SUFFIXES if (path := folder / f"{stem}{ANSWERS}.{suffix}").exists()]
    answers = Answers({}, {}, set())
    if not paths:
        return answers, []
    name = f"{FOLDER}/{publication}/{paths[0].name}"
    if len(paths) > 1:
        return answers, [Diagnostic("answer-both", Place(name), {"other": paths[1].name})]
    rows, findings = _from_yaml(paths[0], root) if paths[0].suffix == ".yaml" else _from_csv(paths[0], root)
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        findings += _take(row, register, units, answers, lines)
    return answers, findings


def outstanding(register: Register, answers: Answers) -> tuple[Recalled, ...]:
    """What is still to come back."""
    found = []
    for one in register.to_recall:
        rest = tuple(number for number in one.numbers if number not in answers.returned)
        found += [Recalled(unit=one.unit, numbers=rest)] if rest else []
    return tuple(found)


def _take(
    row: Sourced[Answer],
    register: Register,
    units: Units,
    answers: Answers,
    lines: dict[tuple[str, str], int],
) -> list[Diagnostic]:
    """One row into `answers`, if it fits the register. `lines` are those of the rows before it."""
    answer = row.record
    known = units.find(answer.unit)
    name = known.name if known else answer.unit
    if answer.returned:
        return _take_back(row, register, name, answers)
    entry = register.any_row(name) or register.any_row(answer.unit)
    if entry is None:
        names = [other for one in register.rows for other in _names(one.unit, units)]
        near = suggestion(answer.unit, names, "请对照发文登记改正单位名称")
        return [_at(row, "answer-unit", "unit", name=answer.unit, near=near)]
    ids = [matter.id for matter in entry.matters]
    if answer.matter and answer.matter not in ids:
        near = suggestion(answer.matter, ids, "请对照这个单位的交办单；只说收到了的，不写“事项编号”")
        return [_at(row, "answer-matter", "matter", unit=entry.unit, id=answer.matter, near=near)]
    place = (entry.unit, answer.matter)
    if place in lines:
        what = f"事项 {answer.matter}" if answer.matter else "回执"
        return [_at(row, "answer-twice", "unit", unit=entry.unit, what=what, line=lines[place])]
    lines[place] = row.place("unit").line
    if answer.matter:
        answers.matters[place] = answer
    else:
        answers.receipts[entry.unit] = answer
    if answer.received < entry.date:
        days = {"day": answer.received.isoformat(), "sent": entry.date.isoformat()}
        return [_at(row, "answer-early", "received", **days)]
    return []


def _take_back(row: Sourced[Answer], register: Register, name: str, answers: Answers) -> list[Diagnostic]:
    """Copies that came back, if the unit had to give them back."""
    answer = row.record
    asked = {
        number for one in register.to_recall if one.unit in (name, answer.unit) for number in one.numbers
    }
    others = [number for number in answer.returned if number not in asked]
    back = [number for number in answer.returned if number in asked]
    answers.returned.update(back)
    answers.places.update(dict.fromkeys(back, row.place("returned")))
    if others:
        return [_at(row, "answer-returned", "returned", name=answer.unit, numbers=told(others))]
    return []


def _from_yaml(path: Path, root: Path) -> tuple[list[Sourced[Answer]], list[Diagnostic]]:
    source, findings = read_source(path, root)
    if source is None:
        return [], findings
    node, found = parse_yaml(source)
    findings += found
    if node is None:
        return [], findings
    if not isinstance(node, Sequence):
        return [], [*findings, source.finding("yaml-not-list", node.place)]
    rows = []
    for item in node.items:
        if not isinstance(item, Mapping):
            findings.append(source.finding("yaml-not-mapping", item.place, example=_EXAMPLE))
            continue
        row, found = read_record(item, Answer, source)
        findings += found
        rows += [row] if row else []
    return rows, findings


def _from_csv(path: Path, root: Path) -> tuple[list[Sourced[Answer]], list[Diagnostic]]:
    tables, findings = read_tables(path, root, own_names(Answer))
    findings = [replace(one, code=_OWN_WORDS.get(one.code, one.code)) for one in findings]
    rows: list[Sourced[Answer]] = []
    for table in tables:
        header = find_header(table.rows, own_names(Answer))
        if header is None:
            findings.append(Diagnostic("answer-header", Place(table.file)))
            continue
        missing = header.lacks([one.name for one in keys_of(Answer) if one.required])
        if missing:
            chinese = "”“".join(one.chinese for one in keys_of(Answer) if one.name in missing)
            findings.append(
                Diagnostic("answer-columns", Place(table.file, header.line), {"missing": chinese})
            )
            continue
        if header.unknown:
            data = {"names": "、".join(header.unknown)}
            findings.append(Diagnostic("answer-column-unknown", Place(table.file, header.line), data))
        for one in table.rows:
            if one.line > header.line and not one.blank:
                row, found = _row(one, header, table)
                findings += found
                rows += [row] if row else []
    return rows, findings


def _row(row: TableRow, header: Header, table: Table) -> tuple[Sourced[Answer] | None, list[Diagnostic]]:
    """A row read as the YAML of the same keys would be, so that both are told in the same words."""
    chinese = {one.name: one.chinese for one in keys_of(Answer)}
    separator = table.delimiter or ","
    entries = []
    for name, column in header.columns.items():
        before = separator.join((*row.cells[: column.index], ""))
        place = Place(table.file, row.line, len(before) + 1)
        text = row.cells[column.index].strip() if column.index < len(row.cells) else ""
        entries.append(Entry(chinese[name], place, Scalar(text or None, place)))
    source = make_source(table.file, "\n" * (row.line - 1) + separator.join(row.cells))
    return read_record(Mapping(tuple(entries), Place(table.file, row.line)), Answer, source)


def _names(name: str, units: Units) -> tuple[str, ...]:
    unit = units.find(name)
    return (unit.name, unit.short_name) if unit and unit.short_name else (name,)


def _at(row: Sourced[Answer], code: str, key: str, **data: object) -> Diagnostic:
    place = row.place(key)
    return Diagnostic(code, place, data, row.excerpt(place))
