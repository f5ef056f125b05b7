"""Dates in a text that a unit sent, often without their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.load.headings import han_number
from generator.model.dates import FIRST_YEAR, LAST_YEAR

_HAN = {han_number(number): number for number in range(1, 32)}
_HAN_DIGITS = {digit: str(number) for number, digit in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}
_H = "[一二三四五六七八九十]{1,3}"
_DAY = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)\s*[年./／-]\s*)(?P<m>\d{1,2})\s*[月./／-]\s*(?P<d>\d{1,2})(?!\d)\s*日?"
    rf"|(?P<hy>[〇○零一二三四五六七八九]{{4}})年(?P<hm>{_H})月(?P<hd>{_H})日"
    r"|(?<![\d.])(?P<sm>\d{1,2})\s*月\s*(?P<sd>\d{1,2})\s*日"
    rf"|(?<![年一二三四五六七八九十])(?P<xm>{_H})月(?P<xd>{_H})日"
)
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_NUMBERED = re.compile(r"(?<!\d)(20\d\d)[-_.年]?(0[1-9]|1[0-2])(?:[-_.月]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written: `year` is 0 where it is not; `start` and `end` are its place in the text."""

    year: int
    month: int
    day: int
    start: int
    end: int

    def in_year(self, year: int) -> date | None:
        """The date in that year, which may not have it."""
        try:
            return date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def find_days(text: str) -> Iterator[Day]:
    """Days in order; those that no calendar has are left out."""
    for match in _DAY.finditer(text):
        if match["y"]:
            year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        elif match["hy"]:
            year = int("".join(_HAN_DIGITS[digit] for digit in match["hy"]))
            month, day = _HAN.get(match["hm"], 0), _HAN.get(match["hd"], 0)
        elif match["sm"]:
            year, month, day = 0, int(match["sm"]), int(match["sd"])
        else:
            year, month, day = 0, _HAN.get(match["xm"], 0), _HAN.get(match["xd"], 0)
        found = Day(year, month, day, match.start(), match.end())
        # 29 February counts where no year is told.
        if (not year or FIRST_YEAR <= year <= LAST_YEAR) and found.in_year(2024):
            yield found


def only_day(text: str) -> Day | None:
    """The day of a line that says nothing else, as a last line or one in brackets does."""
    bare = text.strip().strip("（）()[]【】").strip()
    bare = re.sub(r"^(?:日期|时间|报送日期|报送时间|发布时间)\s*[：:]\s*", "", bare)
    found = next(find_days(bare), None)
    if found is None:
        return None
    rest = bare[: found.start] + bare[found.end :]
    return (
        found
        if re.fullmatch(r"\s*(?:\d{1,2}[:：时]\d{0,2}分?)?\s*(?:星期.|周.)?\s*[印发报送]*\s*", rest)
        else None
    )


def year_in(text: str) -> int | None:
    """The year of a text that names one year only."""
    years = {int(match) for match in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def date_in_name(stem: str) -> date | None:
    """The day, or the first of the month, that a file's name tells: 20220603, 2022-06."""
    match = _NUMBERED.search(stem)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None


def nearest_to(day: Day, anchor: date) -> date | None:
    """The day in the year that brings it closest to `anchor`: 28 December beside 5 January."""
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    found = [one for year in years if (one := day.in_year(year))]
    return min(found, key=lambda one: abs((one - anchor).days), default=None)
