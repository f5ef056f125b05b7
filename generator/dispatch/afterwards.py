"""What became of an issue after it was given out, for who holds a file of it: corrected, recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.diagnostics import has_errors
from generator.dispatch.answers import outstanding, read_answers
from generator.dispatch.register import Register, later_issues, read_register, registered
from generator.dispatch.shares import RESERVE
from generator.load.site import load_site
from generator.model.unit import Units
from generator.pdf.numbering import number_text
from generator.seal.sums import Issued


@dataclass(frozen=True, slots=True)
class Afterwards:
    """`later`: 更正, 重发 in the order of their days. `what` is the issue itself (原件, 更正, 重发), `recall`
    the day on which all of its copies were asked back. `copies` are the numbers of this very file that are to
    come back, with whether they have; without any of these `asked` and `out` count those of the issue."""

    title: str
    what: str
    later: tuple[str, ...] = ()
    recall: date | None = None
    copies: tuple[tuple[str, bool], ...] = ()
    asked: int = 0
    out: int = 0

    def __bool__(self) -> bool:
        return bool(self.later or self.recall or self.copies)


def afterwards(site: Path, issued: Sequence[Issued]) -> tuple[Afterwards, ...]:
    """For each issue that a file is of, what the registers say came after it; () where they say nothing. A
    register that cannot be read says nothing here: `status` tells what is wrong with it."""
    wanted = {(one.publication, one.issue) for one in issued}
    later = later_issues(site)
    found = []
    for key in registered(site):
        register, findings = read_register(site, key)
        if register is None or has_errors(findings):
            continue
        record = register.record
        name = (record.publication, record.issue)
        if name in wanted:
            own = [one for one in issued if (one.publication, one.issue) == name]
            done = tuple(dict.fromkeys(other.what for other in later.get(key, {}).values()))
            found.append(_of(site, key, record, done, own))
    return tuple(one for one in found if one)


def _of(
    site: Path, key: str, register: Register, later: tuple[str, ...], issued: Sequence[Issued]
) -> Afterwards:
    asked = {number_text(number) for one in register.to_recall for number in one.numbers}
    out = _out(site, key, register) if asked else set()
    numbers = dict.fromkeys(one.number for one in issued if one.number and one.unit != RESERVE)
    return Afterwards(
        register.title,
        register.what,
        later,
        register.recall,
        tuple((number, number not in out) for number in numbers if number in asked),
        len(asked),
        len(out),
    )


def _out(site: Path, key: str, register: Register) -> set[str]:
    """Numbers that have not come back. Where the site cannot be read no unit is known by another name."""
    content, _ = load_site(site)
    units = content.units if content else Units(())
    answers, _ = read_answers(site, key, register, units)
    return {number_text(number) for one in outstanding(register, answers) for number in one.numbers}
