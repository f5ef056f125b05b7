"""What rules about numbers and dates ask of the characters around a place. Every look is a short one, so that
a text of any length is read in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.check.pattern import pattern
from generator.model.prose import Block

NUMBER = r"[0-9][0-9,]{0,15}+(?:\.[0-9]{1,8}+)?+"
"""A number in Arabic digits."""
HAN_DIGITS: Mapping[str, int] = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
NO_HOUSE = r"(?![楼线院门店文令桥井公机炉车室房地仓病馆厅泵塔站台岗船栋码])"
"""Behind 号: it is no day but the number of a house, a line, a document."""
_REACH = 60
"""Characters within which the other mark of a pair is looked for."""


def before(text: str, position: int, count: int = 24) -> str:
    """At most `count` characters that stand before `position`."""
    return text[max(0, position - count) : position]


def is_han(character: str) -> bool:
    return "㐀" <= character[:1] <= "鿿"


def within(text: str, position: int, pair: str) -> bool:
    """Whether `position` stands between the two marks of a pair, 《》 or “”."""
    start = max(0, position - _REACH)
    opened = text.rfind(pair[0], start, position)
    return opened >= 0 and text.rfind(pair[1], start, position) < opened


def is_title(text: str, position: int) -> bool:
    """Whether `position` stands in the title of a document, which is quoted as it is."""
    return within(text, position, "《》")


def number_value(number: str) -> float:
    return float(number.replace(",", "").rstrip(".") or 0)


def han_value(numeral: str) -> int:
    """The value of Han numerals below a hundred, 二十三, or digit by digit, 二〇二二; 0 where it is none."""
    if not numeral:
        return 0
    if "十" not in numeral:
        digits = [HAN_DIGITS.get(one) for one in numeral]
        return 0 if None in digits else int("".join(str(one) for one in digits))
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (HAN_DIGITS.get(tens, 0) if tens else 1) * 10 + (HAN_DIGITS.get(ones, 0) if ones else 0)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or nothing where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_NUMERIC = pattern(
    r"[\-./](?P<month>[0-9]{1,2})(?P<mark>[\-./])(?P<day>[0-9]{1,2})(?![0-9A-Za-z\-_/]|\.[0-9])"
)
_NUMERIC_YEAR = pattern(r"(?:\A|[^0-9A-Za-z./\-_号第〔〕#=])((?:19|20)[0-9]{2})\Z")


def numeric_dates(text: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Dates like 2022-05-28, 2022.5.28, 2022/5/28, whether there is such a day or not: start, end, year,
    month, day."""
    for match in _NUMERIC.finditer(text):
        start = match.start()
        year = _NUMERIC_YEAR.search(before(text, start, 5)) if match["mark"] == text[start] else None
        if year and not re.search("[号码]", before(text, start - 4, 5)):
            yield start - 4, match.end(), int(year[1]), int(match["month"]), int(match["day"])


def is_lunar(text: str, position: int) -> bool:
    """Whether a date at `position` is called one of the old calendar."""
    return re.search(r"[农阴旧夏]历", before(text, position, 10)) is not None


def can_fix(block: Block, start: int, end: int, fix: str) -> str | None:
    """The fix, where the characters to be replaced stand together in the file."""
    return fix if block.is_whole(start, end) else None
