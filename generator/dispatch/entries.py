"""What the register will say of an issue: numbers that are given, dates, states."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from generator.compile.again import first_key, what_of
from generator.compile.numbers import CORRECTION, REISSUE
from generator.dispatch.numbers import allot
from generator.dispatch.receivers import Receivers
from generator.dispatch.register import GONE, PACKED, SENT, Recalled, Register, Row
from generator.dispatch.shares import RESERVE, Share
from generator.dispatch.source import Finished
from generator.model.unit import Units


@dataclass(frozen=True)
class Entered:
    """The register to be, with the numbers and the days of its receivers by name; of a correction or a
    reissue also the register of the `first`, and what it asks back of it."""

    register: Register
    numbers: Mapping[str, tuple[int, ...]]
    first: Register | None = None
    asked: tuple[Recalled, ...] = ()

    @property
    def days(self) -> dict[str, date]:
        return {row.unit: row.date for row in self.register.rows}


def enter(finished: Finished, receivers: Receivers, before: Register | None, day: date | None) -> Entered:
    """Enter all receivers. What `before` has of them stays: numbers, and of what was sent also the day, which
    else is `day`, that of sending, or that of signing where it is not said."""
    publication, shares = finished.publication, receivers.shares
    units = finished.ready.gathered.content.units
    rows = _rows_before(before, units)
    gone = _gone_before(before, units)
    held = {name: row.numbers for name, row in rows.items() if row.numbers}
    if publication.copy_numbers or publication.mark:
        held, gone = _like_first(receivers.held, held), _kept_from(receivers.held, gone)
    numbers: Mapping[str, tuple[int, ...]] = {}
    recalled: Mapping[str, tuple[int, ...]] = {}
    if publication.copy_numbers or publication.mark or held or gone:
        wanted = {share.name: share.copies for share in shares}
        allotted = allot(wanted, held, gone, reserve=RESERVE)
        numbers, recalled = allotted.given, allotted.recalled
    signed = finished.bulletin.date
    what, first = what_of(finished.issue), first_key(finished.issue)
    entered = tuple(
        _row(share, numbers.get(share.name, ()), finished, rows.get(share.name), day, signed)
        for share in shares
    )
    register = Register(
        publication=publication.name,
        issue=finished.bulletin.title.removeprefix(publication.name),
        corrects=first if what == CORRECTION else "",
        reissues=first if what == REISSUE else "",
        recall=before.recall if before else None,
        total=receivers.total,
        mark_only=bool(numbers) and not publication.copy_numbers,
        rows=entered,
        recalled=tuple(Recalled(unit=name, numbers=own) for name, own in recalled.items()),
        withdrawn=_withdrawn(before, rows, {share.name for share in shares}, units),
    )
    return Entered(register, numbers, receivers.first, receivers.asked)


def _like_first(
    first: Mapping[str, tuple[int, ...]], held: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """Numbers as copies of the first have them, with those that were given beside: copy 000004 of a
    correction belongs to copy 000004."""
    both = _kept_from(first, held)
    return both | {name: tuple(sorted({*numbers, *both.get(name, ())})) for name, numbers in first.items()}


def _kept_from(
    first: Mapping[str, tuple[int, ...]], held: Mapping[str, tuple[int, ...]]
) -> dict[str, tuple[int, ...]]:
    """`held`, where the office keeps none that a receiver of the first has got meanwhile."""
    given = {number for name, numbers in first.items() if name != RESERVE for number in numbers}
    kept = tuple(number for number in held.get(RESERVE, ()) if number not in given)
    others = {name: numbers for name, numbers in held.items() if name != RESERVE}
    return others | ({RESERVE: kept} if kept else {})


def _row(
    share: Share,
    numbers: tuple[int, ...],
    finished: Finished,
    before: Row | None,
    day: date | None,
    signed: date,
) -> Row:
    same = before is not None and (before.copies, before.numbers) == (share.copies, numbers)
    state = before.state if before is not None and same else PACKED
    kept = before.date if before is not None and same and (day is None or state in GONE) else None
    sheet = finished.sheet(share.name)
    return Row(
        unit=share.name,
        copies=share.copies,
        numbers=numbers,
        state=state,
        date=kept or day or signed,
        sheet=sheet.number if sheet else "",
        matters=finished.matters.get(share.name, ()) if sheet else (),
    )


def _rows_before(before: Register | None, units: Units) -> dict[str, Row]:
    """The rows by the names that units have now. Those of units that have become one are one row, with all
    their numbers: what is dropped here would be given a second time."""
    found: dict[str, Row] = {}
    for row in before.rows if before else ():
        name = _known(row.unit, units)
        first = found.get(name)
        if first is None:
            found[name] = row
            continue
        both = {
            "copies": first.copies + row.copies,
            "numbers": tuple(sorted((*first.numbers, *row.numbers))),
            "state": SENT if {first.state, row.state} <= GONE else PACKED,
            "date": max(first.date, row.date),
        }
        found[name] = first.model_copy(update=both)
    return found


def _withdrawn(
    before: Register | None, rows: Mapping[str, Row], wanted: Set[str], units: Units
) -> tuple[Row, ...]:
    """Receivers that were sent the issue and are on no list any more. Their numbers are under 收回."""
    known = {_known(row.unit, units): row for row in before.withdrawn} if before else {}
    known |= {name: row for name, row in rows.items() if row.state in GONE}
    return tuple(
        row.model_copy(update={"unit": name, "numbers": ()})
        for name, row in known.items()
        if name not in wanted
    )


def _gone_before(before: Register | None, units: Units) -> dict[str, tuple[int, ...]]:
    """What is to come back, by the names that units have now."""
    found: dict[str, tuple[int, ...]] = {}
    for one in before.recalled if before else ():
        name = _known(one.unit, units)
        found[name] = tuple(sorted((*found.get(name, ()), *one.numbers)))
    return found


def _known(name: str, units: Units) -> str:
    """The name that the unit has now: one that was renamed keeps its copies."""
    unit = units.find(name)
    return unit.name if unit else name
