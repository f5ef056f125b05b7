"""Who gets an issue: those on its lists, or, of a correction or a reissue, those who have the first one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.compile.again import first_key
from generator.compile.finding import at
from generator.compile.numbers import Again
from generator.diagnostics import Diagnostic, has_errors
from generator.dispatch.answers import Answers, outstanding, read_answers
from generator.dispatch.register import Recalled, Register, read_register, register_file
from generator.dispatch.shares import RESERVE, Share, add_asked, listed, share_of, shares_of
from generator.dispatch.source import Finished
from generator.model.issue import FINAL
from generator.model.unit import Units

NOTHING_BACK = Answers({}, {}, set())
_OTHERWISE = "发"
"""How it goes to a unit that has the first and is on no list any more."""


@dataclass(frozen=True)
class Holding:
    """What a receiver has of an issue."""

    copies: int
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Receivers:
    """`held` are the numbers that copies of the first have, by the names that units have now; those of a
    correction or a reissue are the same. `first` is its register; `asked` is what has not come back yet of a
    first that was recalled."""

    shares: tuple[Share, ...] = ()
    total: int = 0
    held: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    first: Register | None = None
    asked: tuple[Recalled, ...] = ()


def receivers_of(finished: Finished, before: Register | None) -> tuple[Receivers, list[Diagnostic]]:
    """The receivers of a final issue; `before` is its own register of the last time."""
    again = finished.ready.plan.numbers[finished.issue.key].again
    if again is not None:
        return _of_first(finished, again, before)
    content = finished.ready.gathered.content
    shares, total, findings = shares_of(finished.issue, content, tuple(finished.sheets))
    return Receivers(shares, total), [*findings, *_replaced(finished)]


def holdings(register: Register, answers: Answers, units: Units) -> dict[str, Holding]:
    """Who has the issue, by the names that units have now. Copies that a change of the lists took from a unit
    count until they are back; those that were asked back from all were sent, and count."""
    found: dict[str, Holding] = {}

    def add(name: str, copies: int, numbers: tuple[int, ...]) -> None:
        unit = units.find(name)
        own = unit.name if unit else name
        had = found.get(own, Holding(0))
        if copies:
            found[own] = Holding(had.copies + copies, tuple(sorted((*had.numbers, *numbers))))

    for row in register.rows:
        add(row.unit, row.copies, row.numbers)
    for one in register.recalled:
        numbers = tuple(number for number in one.numbers if number not in answers.returned)
        add(one.unit, len(numbers) if one.unit != RESERVE else 0, numbers)
    numbered = {one.unit for one in register.recalled}
    for row in register.withdrawn:
        add(row.unit, 0 if row.unit in numbered else row.copies, ())
    return found


def _of_first(
    finished: Finished, again: Again, before: Register | None
) -> tuple[Receivers, list[Diagnostic]]:
    content = finished.ready.gathered.content
    key = "corrects" if finished.issue.front.record.corrects else "reissues"
    words = {"what": again.what, "first": again.first, "file": register_file(again.first)}
    register, findings = read_register(content.root, again.first)
    if has_errors(findings):
        return Receivers(), findings
    if register is None:
        return Receivers(), [at(finished.issue.front, "again-unpacked", key, **words)]
    # What is wrong with the answers is told by `status`.
    answers, _ = read_answers(content.root, again.first, register.record, content.units)
    held = holdings(register.record, answers, content.units)
    copies = {name: one.copies for name, one in held.items()}
    # Who was given this one has it, whatever has come back of the first since.
    for name, one in (holdings(before, NOTHING_BACK, content.units) if before else {}).items():
        if name != RESERVE:
            copies[name] = max(one.copies, copies.get(name, 0))
    if not any(name != RESERVE for name in copies):
        return Receivers(), [at(finished.issue.front, "again-nobody", key, **words)]
    ways = {name: share.way for name, share in listed(finished.issue, content).items()}
    ways[RESERVE] = RESERVE
    shares = {
        name: share_of(name, ways.get(name, _OTHERWISE), count, content) for name, count in copies.items()
    }
    add_asked(shares, finished.sheets, content)
    total, printed = sum(copies.values()), finished.bulletin.foot.copies
    if printed and printed != total:
        findings.append(at(finished.issue.front, "again-copies", key, total=printed, wanted=total))
    numbers = {name: one.numbers for name, one in held.items() if one.numbers}
    asked = outstanding(register.record, answers) if register.record.recall else ()
    return Receivers(tuple(shares.values()), total, numbers, register.record, asked), findings


def _replaced(finished: Finished) -> list[Diagnostic]:
    """A warning where the issue was reissued: what is packed is the one that is wrong."""
    plan, content = finished.ready.plan, finished.ready.gathered.content
    keys = [
        issue.key
        for issue in content.issues
        if issue.front.record.reissues
        and issue.front.record.state == FINAL
        and issue.key not in plan.stopped
        and first_key(issue) == finished.issue.key
    ]
    if not keys:
        return []
    return [at(finished.issue.front, "again-replaced", keys="、".join(keys), key=keys[-1])]
