"""Numbers of issues: 期号 within the year of 签发日期, 总期号 across years, supplements on their own.

An issue without 期号 gets the one after the highest before it, by 签发日期, then file name. 总期号 counts
every ordinary issue from 总期起始; one that an editor writes sets the count for what follows. A supplement
takes none, unless the editor writes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.compile.number_faults import number_faults
from generator.compile.numbers import Numbers
from generator.diagnostics import Diagnostic
from generator.model.content import LoadedIssue
from generator.model.record import Sourced
from generator.model.site import Publication, Site


@dataclass(frozen=True, slots=True)
class _Seat:
    """A place in the count. A broken file has one too (`issue` is None), so that it moves nobody's number."""

    date: date
    stem: str
    issue: LoadedIssue | None

    @property
    def supplement(self) -> bool:
        return self.issue is not None and self.issue.front.record.supplement


def in_order(issues: Iterable[LoadedIssue]) -> list[LoadedIssue]:
    """Issues by 签发日期, then file name."""
    return sorted(issues, key=lambda issue: (issue.front.record.date, issue.key))


def number_issues(
    publication: str, issues: Iterable[LoadedIssue], site: Sourced[Site], broken: Sequence[str] = ()
) -> tuple[dict[str, Numbers], frozenset[str], list[Diagnostic]]:
    """Numbers by issue key, the issues that are stopped for a wrong number, and what is to be told.

    All `issues` are of `publication`; `broken` are the stems of its files that could not be read.
    """
    ordinary = in_order(issues)
    numbers = _count(_seats(ordinary, broken), site.record.publications[publication])
    stopped, findings = number_faults(publication, ordinary, numbers, site, complete=not broken)
    return numbers, stopped, findings


def stem_of(key: str) -> str:
    """The file name without its ending: `2022-05` of `gongzuo-jianbao/2022-05`."""
    return key.rpartition("/")[2]


def _seats(issues: Sequence[LoadedIssue], broken: Sequence[str]) -> list[_Seat]:
    seats = [_Seat(issue.front.record.date, stem_of(issue.key), issue) for issue in issues]
    if seats:
        seats += [_Seat(_probable_date(stem, tuple(seats)), stem, None) for stem in broken]
    return sorted(seats, key=lambda seat: (seat.date, seat.stem))


def _probable_date(stem: str, seats: Sequence[_Seat]) -> date:
    """A broken file's date is unknown: it counts right after the file whose name stands before its own.

    A name that begins with a later year counts in that year.
    """
    before = [seat for seat in seats if seat.stem < stem]
    near = max(before, key=lambda seat: seat.stem) if before else min(seats, key=lambda seat: seat.stem)
    year = re.match(r"((?:19|20)\d\d)(?!\d)", stem)
    return max(near.date, date(int(year[1]), 1, 1)) if year else near.date


def _count(seats: Sequence[_Seat], publication: Publication) -> dict[str, Numbers]:
    highest: dict[tuple[int, bool], int] = {}
    total = publication.first_total - 1
    numbers: dict[str, Numbers] = {}
    for seat in seats:
        number_written, total_written = _written(seat)
        series = (seat.date.year, seat.supplement)
        number = highest.get(series, 0) + 1 if number_written is None else number_written
        highest[series] = max(number, highest.get(series, 0))
        counted = total_written is not None or not seat.supplement
        if counted:
            total = total + 1 if total_written is None else total_written
        if seat.issue is not None:
            own_total = total if counted else None
            numbers[seat.issue.key] = Numbers(seat.date.year, number, own_total, seat.supplement)
    return numbers


def _written(seat: _Seat) -> tuple[int | None, int | None]:
    """期号 and 总期号 as the editor wrote them."""
    if seat.issue is None:
        return None, None
    return seat.issue.front.record.number, seat.issue.front.record.total
