"""What goes with the copies: a covering note for each receiver, and the sheet of address labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.diagnostics import Diagnostic, has_errors
from generator.dispatch.entries import Entered
from generator.dispatch.numbers import told
from generator.dispatch.shares import Share
from generator.dispatch.source import Finished
from generator.model.dates import chinese_date
from generator.model.workdays import after_workdays
from generator.render.environment import render_template
from generator.typeset.document import Press, typeset

_NOTE, _LABELS = "fahan/note.html", "fahan/labels.html"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the note and the label of one receiver say. `numbers` is 000004至000005, "" without 份号."""

    share: Share
    numbers: str
    day: date
    sheet: str
    matters: int
    give_back: str = ""
    """Numbers of copies of the first issue that this receiver is asked to give back."""


@dataclass(frozen=True, slots=True)
class Papers:
    """PDFs: the covering notes by their receivers' names, and the sheet of labels."""

    notes: Mapping[str, bytes]
    labels: bytes


def letters_of(finished: Finished, shares: Sequence[Share], entered: Entered) -> tuple[Letter, ...]:
    """One for each receiver that something is sent to."""
    found = []
    asked = _asked_back(finished, entered)
    for share in shares:
        if not share.is_reserve:
            sheet = finished.sheet(share.name)
            matters = len(sheet.table.rows) if sheet else 0
            number = sheet.number if sheet else ""
            own = told(entered.numbers.get(share.name, ()))
            back = told(asked.get(share.name, ()))
            found.append(Letter(share, own, entered.days[share.name], number, matters, back))
    return tuple(found)


def _asked_back(finished: Finished, entered: Entered) -> dict[str, tuple[int, ...]]:
    """Where the first issue was recalled: what each receiver still has of it, by the names that units have
    now."""
    found: dict[str, tuple[int, ...]] = {}
    units = finished.ready.gathered.content.units
    for one in entered.asked:
        unit = units.find(one.unit)
        name = unit.name if unit else one.unit
        found[name] = (*found.get(name, ()), *one.numbers)
    return found


def set_papers(
    press: Press, finished: Finished, letters: Sequence[Letter]
) -> tuple[Papers | None, list[Diagnostic]]:
    """All that goes with the copies; None after an error."""
    notes: dict[str, bytes] = {}
    for letter in letters:
        note, findings = set_note(press, finished, letter)
        if note is None:
            return None, findings
        notes[letter.share.name] = note
    labels, findings = set_labels(press, finished, letters)
    return (None, findings) if labels is None else (Papers(notes, labels), [])


def set_note(press: Press, finished: Finished, letter: Letter) -> tuple[bytes | None, list[Diagnostic]]:
    """The covering note for one receiver."""
    return _set(press, finished, _NOTE, {"letter": letter, "after": _after(letter.day)})


def set_labels(
    press: Press, finished: Finished, letters: Sequence[Letter]
) -> tuple[bytes | None, list[Diagnostic]]:
    """Address labels, three across and eight down on A4."""
    return _set(press, finished, _LABELS, {"letters": letters})


def _after(day: date) -> Any:
    """For the template: the day so many working days after that of sending, 2026年6月10日."""
    return lambda count: chinese_date(after_workdays(day, count))


def _set(
    press: Press, finished: Finished, template: str, values: Mapping[str, Any]
) -> tuple[bytes | None, list[Diagnostic]]:
    bulletin = finished.bulletin
    site = finished.ready.gathered.content.site.record
    shared = {
        "root": "../../..",
        "name": bulletin.masthead.name,
        "title": bulletin.title,
        "number_line": bulletin.masthead.number_line,
        "issuer": bulletin.masthead.issuer,
        "office": site.short_name or bulletin.masthead.issuer,
        "secrecy": finished.secrecy,
        "year": bulletin.year,
        "again": finished.ready.plan.numbers[finished.issue.key].again,
    }
    html, findings = render_template(finished.ready.templates, template, {**shared, **values})
    if has_errors(findings):
        return None, findings
    result, found = typeset(press, html, {})
    findings += found
    return (result.pdf if result and not has_errors(findings) else None), findings
