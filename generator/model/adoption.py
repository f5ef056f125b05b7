"""Adoption (采用): which units' reports were printed. Plain frozen values that JSON can hold.

A final 采用通报 keeps them in `content/records/`; its tables, charts and sentences are made of these values
and of nothing else, so that they cannot disagree, and no later issue rewrites what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tally:
    """Reports of a span of days: those dated in it (报送), and those that a final issue signed in it printed
    before any other did (采用)."""

    sent: int = 0
    used: int = 0

    def __bool__(self) -> bool:
        return bool(self.sent or self.used)


@dataclass(frozen=True, slots=True)
class UnitTally:
    """A unit by its short name, in the period and in the year so far. `asked`: it is expected to send."""

    name: str
    unit_class: str
    now: Tally
    year: Tally
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Use:
    """A report in an issue of the period: `publication` is an id, `issue` is 2026年第5期. Only its `first`
    use is counted; the title of an `internal` report is not for the public."""

    publication: str
    issue: str
    title: str
    unit: str
    first: bool
    internal: bool = False


@dataclass(frozen=True, slots=True)
class PublicationTally:
    """How many final issues a publication has that were signed in the period."""

    id: str
    name: str
    issues: int


@dataclass(frozen=True, slots=True)
class Base:
    """The days that the period is compared with."""

    first: date
    last: date
    tally: Tally


@dataclass(frozen=True, slots=True)
class MonthTally:
    """One month of the last twelve: 11月."""

    label: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Adoption:
    """All that a 采用通报 says in figures.

    `name` is the period in a sentence (2026年1月), `label` in a heading (1月); `year_label` is the year so
    far (1至3月), "" where that is the period itself. `units` are all of units.yaml, in its order; `classes`
    their classes in the order of the vocabulary. `uses` are in the order of the issues and their pages.
    `months` end with the period's last month and begin with the first that has anything.
    """

    first: date
    last: date
    year_first: date
    name: str
    label: str
    year_label: str
    units: tuple[UnitTally, ...]
    classes: tuple[str, ...]
    publications: tuple[PublicationTally, ...]
    uses: tuple[Use, ...]
    before: Base
    year_ago: Base
    months: tuple[MonthTally, ...] = ()


def summed(tallies: Iterable[Tally]) -> Tally:
    """Several tallies together."""
    every = tuple(tallies)
    return Tally(sum(one.sent for one in every), sum(one.used for one in every))


def ranks(numbers: Iterable[int]) -> tuple[int, ...]:
    """The place of each number among all, the largest first; equal numbers have equal places: 1, 2, 2, 4."""
    every = tuple(numbers)
    return tuple(1 + sum(other > number for other in every) for number in every)
