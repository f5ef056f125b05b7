"""Copies asked back: the order to all who have an issue, and what came back of it, entered for the editor.

The order is a line of the register; what came back is kept where editors enter it themselves, in the file
with the answers (`dispatch.answers`). `status` tells what is still out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic_core import PydanticCustomError

from generator.build.cache import cache_folder
from generator.build.lock import alone
from generator.diagnostics import Diagnostic, Place, has_errors
from generator.diagnostics.near import suggestion
from generator.dispatch.answers import Answers, as_numbers, outstanding, read_answers
from generator.dispatch.numbers import told
from generator.dispatch.register import (
    ANSWERS,
    FOLDER,
    Recalled,
    Register,
    read_register,
    register_file,
    write_register,
)
from generator.dispatch.register_text import numbers_text, register_text, text_of
from generator.dispatch.shares import RESERVE
from generator.load.site import load_site
from generator.load.source import make_source, read_source
from generator.load.yaml_nodes import Sequence as Items
from generator.load.yaml_nodes import parse_yaml
from generator.model.issue_keys import is_key, key_of
from generator.model.unit import Units
from generator.publish.records import keep_file

_BETWEEN = re.compile(r"[、，,；;\s]+")
_COLON = re.compile(r"[:：]")


@dataclass(frozen=True)
class Recall:
    """How a recall stands: the issue's key and register, and what is still out. `back` is what was entered as
    returned just now."""

    key: str
    register: Register
    out: tuple[Recalled, ...]
    back: tuple[Recalled, ...] = ()


@dataclass(frozen=True)
class _Read:
    """What both orders begin with."""

    key: str
    register: Register
    units: Units
    answers: Answers

    @property
    def out(self) -> tuple[Recalled, ...]:
        return outstanding(self.register, self.answers)


def order_recall(
    site: Path, output: Path, name: str, day: date, *, undo: bool = False
) -> tuple[Recall | None, list[Diagnostic]]:
    """Ask back, on `day`, every numbered copy of the issue `name` that left the office; with `undo` take that
    back. None after an error; then nothing has changed."""
    with alone(cache_folder(site, output)):
        read, findings = _read(site, name, None if undo else day)
        if read is None:
            return None, findings
        register: Register = read.register.model_copy(update={"recall": None if undo else day})
        fault = _undo_fault(read, register) if undo else _order_fault(read, day)
        if fault:
            return None, [fault]
        findings = write_register(site, read.key, register_text(register))
        if findings:
            return None, findings
        return Recall(read.key, register, outstanding(register, read.answers)), []


def note_back(
    site: Path, output: Path, name: str, text: str, day: date
) -> tuple[Recall | None, list[Diagnostic]]:
    """Enter that copies have come back on `day`. `text` names units, from each of which all came back that
    were out; or one unit with numbers: `市教育局:000004-000005`."""
    with alone(cache_folder(site, output)):
        read, findings = _read(site, name)
        if read is None:
            return None, findings
        back, fault = _meant(text, read)
        fault = fault or _back_fault(read.register, back, day)
        if fault:
            return None, [fault]
        findings = _enter(site, read.key, back, day)
        if findings:
            return None, findings
        returned = read.answers.returned.union(*(one.numbers for one in back))
        out = outstanding(read.register, replace(read.answers, returned=returned))
        return Recall(read.key, read.register, out, tuple(back)), []


def _read(site: Path, name: str, recall: date | None = None) -> tuple[_Read | None, list[Diagnostic]]:
    """The register and the answers to it; with `recall` also those that are right once all is asked back."""
    key = key_of(name)
    content, findings = load_site(site)
    if content is None:
        return None, [one for one in findings if one.severity == "error"]
    register, findings = read_register(site, key) if is_key(key) else (None, [])
    if has_errors(findings):
        return None, findings
    if register is None:
        return None, [Diagnostic("recall-unpacked", None, {"key": key})]
    asked = register.record.model_copy(update={"recall": recall}) if recall else register.record
    answers, findings = read_answers(site, key, asked, content.units)
    if has_errors(findings):
        return None, findings
    return _Read(key, register.record, content.units, answers), []


def _order_fault(read: _Read, day: date) -> Diagnostic | None:
    register = read.register
    words = {"key": read.key, "title": register.title, "file": register_file(read.key)}
    rows = [row for row in register.rows if row.unit != RESERVE]
    if register.recall:
        return Diagnostic("recall-again", None, {**words, "day": register.recall.isoformat()})
    if not any(row.numbers for row in rows):
        return Diagnostic("recall-unnumbered", None, words)
    sent = register.day
    if day < sent:
        return Diagnostic("recall-early", None, {"day": day.isoformat(), "sent": sent.isoformat()})
    return None


def _undo_fault(read: _Read, after: Register) -> Diagnostic | None:
    """What keeps an order from being taken back: copies that came back for it. In the register `after` that
    nothing would have asked for them."""
    words = {"key": read.key, "title": read.register.title}
    if not read.register.recall:
        return Diagnostic("recall-none", None, words)
    back = sorted(read.answers.returned - _numbers(after.to_recall))
    if not back:
        return None
    places = sorted({read.answers.places[number] for number in back}, key=lambda place: place.line)
    lines = "、".join(str(line) for line in dict.fromkeys(place.line for place in places))
    words |= {"numbers": told(back), "file": places[0].file, "lines": lines}
    return Diagnostic("recall-returned", places[0], words)


def _numbers(recalled: Iterable[Recalled]) -> set[int]:
    return {number for one in recalled for number in one.numbers}


def _back_fault(register: Register, back: Sequence[Recalled], day: date) -> Diagnostic | None:
    """Nothing comes back before it was asked for: by the order, or, since the lists were changed, at any time
    after the sending."""
    what, since = "发出日期", register.day
    if register.recall and not _numbers(back) <= _numbers(register.recalled):
        what, since = "要求收回的日期", register.recall
    if day >= since:
        return None
    words = {"day": day.isoformat(), "what": what, "since": since.isoformat()}
    return Diagnostic("back-early", None, words)


def _meant(text: str, read: _Read) -> tuple[list[Recalled], Diagnostic | None]:
    """The copies that an editor says are back; all of them must be out."""
    out = {one.unit: one.numbers for one in read.out}
    name, *rest = _COLON.split(text, 1)
    names = [one for one in _BETWEEN.split(name) if one]
    if not names or (rest and len(names) > 1):
        return [], Diagnostic("back-numbers", None, {"text": text})
    found: list[Recalled] = []
    for one in names:
        unit = read.units.find(one)
        known = next((own for own in (unit.name if unit else one, one) if own in out), "")
        if not known:
            near = suggestion(one, out, "请对照 make status 列出的“待收回的份号”")
            return [], Diagnostic("back-unit", None, {"name": one, "near": near})
        found.append(Recalled(unit=known, numbers=out[known]))
    if not rest:
        return list({one.unit: one for one in found}.values()), None
    try:
        numbers = as_numbers(rest[0])
    except PydanticCustomError:
        return [], Diagnostic("back-numbers", None, {"text": text})
    others = [number for number in numbers if number not in found[0].numbers]
    if others or not numbers:
        words = {"name": found[0].unit, "numbers": told(others), "key": read.key}
        return [], Diagnostic("back-not-out", None, words)
    return [Recalled(unit=found[0].unit, numbers=tuple(sorted(set(numbers))))], None


def _enter(site: Path, key: str, back: list[Recalled], day: date) -> list[Diagnostic]:
    """Add lines to the file with the answers; what stands in it stays as it is."""
    stem = f"{FOLDER}/{key}{ANSWERS}"
    if (site / f"{stem}.csv").exists():
        return [Diagnostic("back-csv", Place(f"{stem}.csv"), {"file": f"{stem}.csv"})]
    path = site / f"{stem}.yaml"
    before = ""
    if path.exists():
        source, findings = read_source(path, site)
        if source is None:
            return findings
        before = source.text.rstrip("\n") + "\n"
    told_on = f"收到日期: {day.isoformat()}"
    lines = [
        f"- {{单位: {text_of(one.unit)}, {told_on}, 收回份号: [{numbers_text(one.numbers)}]}}\n"
        for one in back
    ]
    text = before + "".join(lines)
    node, findings = parse_yaml(make_source(f"{stem}.yaml", text))
    if not isinstance(node, Items):
        # A list in another form than lines that begin with a dash.
        return [Diagnostic("back-form", Place(f"{stem}.yaml"))]
    return keep_file(path, text.encode())
