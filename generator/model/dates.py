"""Dates, times and periods as offices write them.

Week 1 of a year is the one that holds 4 January, on whichever day weeks start (ISO 8601 for weeks
that start on Monday, the same rule for others).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WEEKDAYS: Mapping[str, int] = {
    "周一": 0,
    "周二": 1,
    "周三": 2,
    "周四": 3,
    "周五": 4,
    "周六": 5,
    "周日": 6,
}
LONGEST_PERIOD = 5 * 366
"""Days; a bulletin reports on a year at most, a longer span is a slip in one of its years."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Years that an office can mean; others are slips of the keyboard."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)")
_TIME = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?")
_WEEK = re.compile(r"(\d{4})年第(\d{1,2})周")
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月")
_QUARTER = re.compile(r"(\d{4})年第([一二三四1-4])季度")
_YEAR = re.compile(r"(\d{4})年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class DateError(ValueError):
    """A text that is no date, no time or no period: `reason` is a code, `data` what was wrong."""

    def __init__(self, reason: str, **data: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.data = data


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole days, both ends counted."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def parse_date(text: str) -> date:
    """`2022-06-03`, `2022年6月3日` or `2022/6/3`. Raises DateError: `date-form`, or `date-year`,
    `date-no-month`, `date-impossible` for a day that the calendar does not have."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise DateError("date-form", text=text)
    year, month, day = (int(group) for group in match.groups() if group)
    _check_year(year, text)
    if not 1 <= month <= 12:
        raise DateError("date-no-month", text=text, month=month)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DateError("date-impossible", text=text, year=year, month=month, last=last)
    return date(year, month, day)


def parse_datetime(text: str) -> datetime:
    """A date, or a date and a time; `24:00` is the midnight that ends the day."""
    day_text, _, time_text = text.strip().replace("T", " ").partition(" ")
    day = parse_date(day_text)
    if not time_text.strip():
        return datetime(day.year, day.month, day.day)
    match = _TIME.fullmatch(time_text.strip())
    if match is None:
        raise DateError("time-form", text=text)
    hour, minute, second = (int(group or 0) for group in match.groups())
    if (hour, minute, second) == (24, 0, 0):
        return datetime(day.year, day.month, day.day) + timedelta(days=1)
    if hour > 23 or minute > 59 or second > 59:
        raise DateError("time-impossible", text=text)
    return datetime(day.year, day.month, day.day, hour, minute, second)


def parse_period(text: str, week_start: int = 0, month_cutoff: int | None = None) -> Period:
    """A span `A 至 B`, a week, a month, a quarter or a year; `week_start` is 0 for Monday.

    A month ends with `month_cutoff` (月截止日), quarters and years are those of the calendar. Raises
    DateError: `period-form`, `period-backwards`, `period-long`, `week-impossible` or those of `parse_date`.
    """
    stripped = text.strip()
    ends = re.split(r"\s*(?:至|到|~|～|—+|–|(?<=\s)-(?=\s))\s*", stripped)
    if len(ends) == 2:
        first, last = parse_date(ends[0]), parse_date(ends[1])
        if last < first:
            raise DateError("period-backwards", text=text)
        if (last - first).days >= LONGEST_PERIOD:
            raise DateError("period-long", text=text, years=LONGEST_PERIOD // 366)
        return Period(first, last)
    if match := _WEEK.fullmatch(stripped):
        return week(int(match[1]), int(match[2]), week_start)
    if match := _MONTH.fullmatch(stripped):
        whole = _months(int(match[1]), int(match[2]), 1, text)
        return month_of(whole.first, month_cutoff)
    if match := _QUARTER.fullmatch(stripped):
        return _months(int(match[1]), _QUARTERS[match[2]] * 3 - 2, 3, text)
    if match := _YEAR.fullmatch(stripped):
        return _months(int(match[1]), 1, 12, text)
    if _DATE.fullmatch(stripped):
        day = parse_date(stripped)
        return Period(day, day)
    raise DateError("period-form", text=text)


def week(year: int, number: int, week_start: int = 0) -> Period:
    """The week `number` of `year`: week 1 holds 4 January."""
    _check_year(year, f"{year}年第{number}周")
    first = week_one(year, week_start) + timedelta(weeks=number - 1)
    if number < 1 or first >= week_one(year + 1, week_start):
        count = (week_one(year + 1, week_start) - week_one(year, week_start)).days // 7
        raise DateError("week-impossible", year=year, number=number, count=count)
    return Period(first, first + timedelta(days=6))


def week_of(day: date, week_start: int = 0) -> Period:
    """The week that holds `day`."""
    first = day - timedelta(days=(day.weekday() - week_start) % 7)
    return Period(first, first + timedelta(days=6))


def month_of(day: date, cutoff: int | None = None) -> Period:
    """The month named by the year and month of `day`, up to and with the day `cutoff`: with 25, May is
    26 April to 25 May. A cutoff beyond a month's end is its last day."""
    last = _cutoff(day, cutoff)
    return Period(_cutoff(day.replace(day=1) - timedelta(days=1), cutoff) + timedelta(days=1), last)


def _cutoff(day: date, cutoff: int | None) -> date:
    length = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=min(cutoff or length, length))


def chinese_date(day: date) -> str:
    """`2022年6月3日`, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def week_one(year: int, week_start: int) -> date:
    """The first day of week 1."""
    return week_of(date(year, 1, 4), week_start).first


def _months(year: int, month: int, count: int, text: str) -> Period:
    _check_year(year, text)
    if not 1 <= month <= 12:
        raise DateError("date-no-month", text=text, month=month)
    last = month + count - 1
    return Period(date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1]))


def _check_year(year: int, text: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError("date-year", text=text)
