"""How long an item has been open: in issues of its publication, and in working days past its term."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from generator.compile.statistics.spans import last_day_before
from generator.model.workdays import is_workday


def issues_stood(
    as_ofs: Sequence[datetime], received: datetime, *, closed: bool, closed_at: datetime | None
) -> int:
    """In how many of the issues that were closed at `as_ofs` (in ascending order) the item was open: received
    before, and not yet closed. One whose closing has no time counts as closed from the first."""
    first = bisect_right(as_ofs, received)
    if not closed:
        return len(as_ofs) - first
    return max(bisect_right(as_ofs, closed_at) - first, 0) if closed_at else 0


def term_of(due_at: datetime | None) -> date | None:
    """The last day of a term; one that ends at midnight ends on the day before."""
    return last_day_before(due_at) if due_at else None


def days_late(due_at: datetime | None, *, late: bool, closed_at: datetime | None, as_of: datetime) -> int:
    """Working days past the term, at closing or at `as_of`; 0 where the item is not late."""
    if due_at is None or not late:
        return 0
    term, day = last_day_before(due_at), closed_at.date() if closed_at else last_day_before(as_of)
    months = range(term.year * 12 + term.month - 1, day.year * 12 + day.month)
    kept = (_workdays(*divmod(month, 12)) for month in months)
    return sum(bisect_right(days, day) - bisect_right(days, term) for days in kept)


@lru_cache
def _workdays(year: int, month: int) -> tuple[date, ...]:
    """All working days of a month (0 to 11), kept: a thousand items that are a year late ask for the same."""
    first = date(year, month + 1, 1)
    days = (first + timedelta(days=number) for number in range(31))
    return tuple(day for day in days if day.month == first.month and is_workday(day))
