"""The register (发文登记) of an issue: who was given which copies. It decides what numbers mean.

content/records/dispatch/<publication id>/<file stem of the issue>.yaml, written by this program alone.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.diagnostics import Diagnostic, Place
from generator.dispatch.numbers import runs
from generator.dispatch.shares import RESERVE
from generator.load.fields import read_record
from generator.load.source import read_source
from generator.load.yaml_nodes import parse_mapping
from generator.model.issue_keys import is_key
from generator.model.record import Record, Sourced, key
from generator.model.types import Count, Date, Text, YesNo, choice, fail
from generator.pdf.numbering import DIGITS, number_text
from generator.publish.faults import explain
from generator.publish.write import PART

FOLDER = "content/records/dispatch"
ANSWERS = "-回执"
"""How the stem of the file with the answers to an issue ends; it stands beside the register."""
FIRST = "原件"
"""What an issue is called beside its corrections and reissues."""
PACKED, SENT, DELIVERED = "已封装", "已发出", "已送达"
STATES = (PACKED, SENT, DELIVERED)
GONE = frozenset({SENT, DELIVERED})
"""The states of copies that have left the office."""
WITHDRAWN = "已撤"
"""Sent, and on no list any more: what `Register.withdrawn` is for."""
_RUN = re.compile(rf"(\d{{{DIGITS}}})(?:-(\d{{{DIGITS}}}))?")
_LONGEST_RUN = 100_000


def _numbers(value: Any) -> Any:
    """Runs of numbers: `[000004-000005, 000009]`."""
    if isinstance(value, tuple) and all(isinstance(one, int) for one in value):
        return value
    found: list[int] = []
    for text in value if isinstance(value, list | tuple) else [value]:
        match = _RUN.fullmatch(str(text or "").strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 <= last - first < _LONGEST_RUN:
            raise fail("register-numbers", text=str(text))
        found += range(first, last + 1)
    return tuple(found)


NumberRuns = Annotated[tuple[int, ...], BeforeValidator(_numbers)]


class Matter(Record):
    """A request that a 交办单 assigns: its id, and the last day of its term where it has one."""

    id: Text = key("编号", example="20260530-0017")
    due: Date | None = key("时限", None, example="2026-06-10")


class Row(Record):
    unit: Text = key("单位", example="市教育局")
    copies: Count = key("份数", example="2")
    numbers: NumberRuns = key("份号", (), example="[000004-000005]")
    state: Annotated[str, choice(*STATES)] = key("状态", PACKED)
    date: Date = key("日期", example="2026-06-08")
    sheet: Text = key("交办单", "", example="交办〔2026〕5-03号")
    matters: tuple[Matter, ...] = key("事项", (), example="[{编号: 20260530-0017, 时限: 2026-06-10}]")


class Recalled(Record):
    """Numbers that are with a receiver who should not have them any more."""

    unit: Text = key("单位", example="市教育局")
    numbers: NumberRuns = key("份号", example="[000004-000005]")


class Register(Record):
    """`corrects` and `reissues` are the key of the issue that this one corrects or takes the place of;
    `recall` is the day on which all of its copies were asked back."""

    publication: Text = key("刊物", example="工作简报")
    issue: Text = key("期", example="2026年第5期")
    corrects: Text = key("更正", "", example="gongzuo-jianbao/2026-05")
    reissues: Text = key("重发", "", example="gongzuo-jianbao/2026-05")
    recall: Date | None = key("要求收回", None, example="2026-06-20")
    total: Count = key("共印", example="120")
    mark_only: YesNo = key("只印暗记", False, example="是")
    """The numbers stand in the faint mark alone, not at the masthead."""
    rows: tuple[Row, ...] = key("登记", (), example="[{单位: 市教育局, 份数: 2}]")
    recalled: tuple[Recalled, ...] = key("收回", (), example="[{单位: 市教育局, 份号: [000004]}]")

    withdrawn: tuple[Row, ...] = key(WITHDRAWN, (), example="[{单位: 市教育局, 份数: 2, 日期: 2026-06-08}]")

    @property
    def title(self) -> str:
        return f"《{self.publication}》{self.issue}"

    @property
    def first(self) -> str:
        """The key of the issue that was sent first under this number; "" of that one itself."""
        return self.corrects or self.reissues

    @property
    def what(self) -> str:
        """原件, 更正 or 重发."""
        return "更正" if self.corrects else "重发" if self.reissues else FIRST

    @property
    def day(self) -> date:
        """The first day of its rows."""
        return min((row.date for row in self.rows), default=date.min)

    @property
    def to_recall(self) -> tuple[Recalled, ...]:
        """What is to be got back: not what the office has itself."""
        asked = {one.unit: one.numbers for one in self.recalled if one.unit != RESERVE}
        for row in self.rows if self.recall else ():
            if row.numbers and row.unit != RESERVE:
                asked[row.unit] = tuple(sorted((*asked.get(row.unit, ()), *row.numbers)))
        return tuple(Recalled(unit=unit, numbers=numbers) for unit, numbers in asked.items())

    def row(self, unit: str) -> Row | None:
        return next((row for row in self.rows if row.unit == unit), None)

    def any_row(self, unit: str) -> Row | None:
        """Also of a unit that is on no list any more."""
        return next((row for row in (*self.rows, *self.withdrawn) if row.unit == unit), None)


def register_file(issue_key: str) -> str:
    """Where the register of an issue stands, relative to the site. ValueError for what is no key."""
    if not is_key(issue_key):
        raise ValueError(f"no key of an issue: {issue_key!r}")
    return f"{FOLDER}/{issue_key}.yaml"


def registered(root: Path) -> list[str]:
    """The keys of all issues that have a register."""
    files = (root / FOLDER).glob("*/*.yaml")
    return sorted(f"{path.parent.name}/{path.stem}" for path in files if ANSWERS[1:] not in path.stem)


def read_register(root: Path, issue_key: str) -> tuple[Sourced[Register] | None, list[Diagnostic]]:
    """The register of an issue; None without findings where there is none yet."""
    path = root / register_file(issue_key)
    if not path.exists():
        return None, []
    source, findings = read_source(path, root)
    if source is None:
        return None, [_own_words(one) for one in findings]
    node, found = parse_mapping(source, "刊物: 工作简报")
    findings += found
    if node is None:
        return None, findings
    register, found = read_record(node, Register, source)
    findings += found
    if register is not None:
        findings += _twice(register)
    return register, findings


def _own_words(finding: Diagnostic) -> Diagnostic:
    """An empty register is no file that somebody forgot to fill in."""
    return replace(finding, code="register-empty") if finding.code == "file-empty" else finding


def same_issue(root: Path, issue_key: str, publication: str, issue: str) -> str:
    """Another register of the same publication and number, relative to the site; "" where there is none: the
    file of an issue was given a new name, and its register was not."""
    folder = issue_key.rpartition("/")[0]
    for known in registered(root):
        if known != issue_key and known.rpartition("/")[0] == folder:
            other, _ = read_register(root, known)
            if other is not None and (other.record.publication, other.record.issue) == (publication, issue):
                return register_file(known)
    return ""


def later_issues(root: Path) -> dict[str, dict[str, Register]]:
    """The registers of corrections and reissues by their keys in the order of their days, by the key of the
    issue that was first. One that cannot be read is left out."""
    found: dict[str, dict[str, Register]] = {}
    for known in registered(root):
        register, _ = read_register(root, known)
        if register is not None and register.record.first:
            found.setdefault(register.record.first, {})[known] = register.record
    return {first: dict(sorted(own.items(), key=lambda one: one[1].day)) for first, own in found.items()}


def _twice(register: Sourced[Register]) -> list[Diagnostic]:
    """A receiver or a number that stands twice: then nobody can say who has a copy."""
    findings: list[Diagnostic] = []
    units: set[str] = set()
    owners: dict[int, str] = {}
    record = register.record
    rows = [("rows", place, row.unit, row.numbers) for place, row in enumerate(record.rows)]
    rows += [("recalled", place, one.unit, one.numbers) for place, one in enumerate(record.recalled)]
    for name, index, unit, numbers in rows:
        where = register.place(name, index, "unit")
        if name == "rows" and unit in units:
            findings.append(_found(register, "register-unit-twice", where, name=unit))
        units.add(unit)
        for number in numbers:
            if number in owners:
                where = register.place(name, index, "numbers")
                data = {"number": number_text(number), "first": owners[number], "second": unit}
                findings.append(_found(register, "register-number-twice", where, **data))
                break
            owners[number] = unit
    return findings


def _found(register: Sourced[Register], code: str, place: Place, **data: str) -> Diagnostic:
    return Diagnostic(code, place, data, register.excerpt(place))


def too_long(register: Register) -> bool:
    """Whether it has a run of numbers that nobody could read again."""
    every = [*(row.numbers for row in register.rows), *(one.numbers for one in register.recalled)]
    return any(last - first >= _LONGEST_RUN for numbers in every for first, last in runs(numbers))


def write_register(root: Path, issue_key: str, text: str) -> list[Diagnostic]:
    """Keep a register: whole or not at all; a file of the same bytes is not touched."""
    target = root / register_file(issue_key)
    part = target.with_name(f".{target.name}{PART}")
    try:
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            return []
        target.parent.mkdir(parents=True, exist_ok=True)
        # What is in the register decides which numbers are free: it must be on the disk before any pack is.
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        return [explain(error, target)]
    return []
