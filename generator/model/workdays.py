"""Working days by the official calendar: weekends, holidays and the days worked in their stead."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from chinese_calendar.constants import holidays, workdays


@cache
def known_years() -> tuple[int, int]:
    """The first and the last year whose holidays the package `chinese-calendar` knows."""
    return min(holidays).year, max({*holidays, *workdays}).year


def is_known(day: date) -> bool:
    first, last = known_years()
    return first <= day.year <= last


@cache
def is_workday(day: date) -> bool:
    """By the calendar of the State Council's notices; Monday to Friday in years that it does not cover."""
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def after_workdays(day: date, count: int) -> date:
    """The last day of a term of `count` working days that begins on the day after `day`.

    The day of receipt is not counted (Civil Code, article 201).
    """
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def workdays_late(due: date, day: date) -> int:
    """Working days after `due` up to and with `day`; 0 where `day` is not later."""
    return sum(is_workday(due + timedelta(days=number)) for number in range(1, (day - due).days + 1))
