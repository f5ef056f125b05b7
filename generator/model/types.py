"""Types of values: every scalar of a file arrives as text and is converted here, explicitly.

A converter raises PydanticCustomError with a code of the diagnostics' catalogue, so that the loader
needs to know nothing of types.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from generator.model.dates import WEEKDAYS, DateError, parse_date, parse_datetime

YES = frozenset({"是", "true", "yes", "y", "on", "对", "有", "√"})
NO = frozenset({"否", "false", "no", "n", "off", "不", "不是", "无", "没有", "×"})
LARGEST_COUNT = 999_999


def fail(code: str, **data: Any) -> PydanticCustomError:
    """An error of a value; `data` fills the catalogue's sentence."""
    return PydanticCustomError(code, "{code}", {"code": code, **data})


def _text(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    raise fail("value-not-text")


def _texts(value: Any) -> Any:
    """A list of texts; one text alone is a list of one."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        return (value.strip(),)
    if isinstance(value, list | tuple):
        return tuple(_text(item) for item in value)
    raise fail("value-not-list")


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else value
    if word in YES:
        return True
    if word in NO:
        return False
    raise fail("value-not-yes-no", text=value)


def _whole(least: int, most: int) -> Callable[[Any], Any]:
    """Whole numbers in Arabic digits, half or full width; `010` is ten."""

    def convert(value: Any) -> Any:
        if isinstance(value, str):
            digits = value.strip()
            if not digits.isdecimal() or len(digits) > 9:
                raise fail("value-not-count", text=_shortened(value))
            value = int(digits)
        if isinstance(value, int) and value < least:
            raise fail("value-count-small", least=least)
        if isinstance(value, int) and value > most:
            raise fail("value-count-large", most=most)
        return value

    return convert


def _dated(parse: Callable[[str], Any]) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return parse(value)
        except DateError as error:
            raise fail(error.reason, **error.data) from None

    return convert


def _weekday(value: Any) -> Any:
    name = value.strip().replace("星期", "周").replace("周天", "周日") if isinstance(value, str) else value
    if name in WEEKDAYS.values():
        return name
    if name not in WEEKDAYS:
        raise fail("value-not-weekday", text=value)
    return WEEKDAYS[name]


def choice(*allowed: str) -> BeforeValidator:
    """A validator for one of a few texts."""

    def check(value: Any) -> Any:
        word = value.strip() if isinstance(value, str) else value
        if word in allowed:
            return word
        raise fail("value-not-choice", text=value, allowed="、".join(one for one in allowed if one))

    return BeforeValidator(check)


def _shortened(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Count = Annotated[int, BeforeValidator(_whole(0, LARGEST_COUNT))]
Number = Annotated[int, BeforeValidator(_whole(1, LARGEST_COUNT))]
Periods = Annotated[int, BeforeValidator(_whole(1, 60))]
Bleed = Annotated[int, BeforeValidator(_whole(0, 10))]
"""In millimetres: 3 is usual, and no print shop asks for more than 10."""
DayOfMonth = Annotated[int, BeforeValidator(_whole(1, 31))]
Date = Annotated[date, BeforeValidator(_dated(parse_date))]
DateTime = Annotated[datetime, BeforeValidator(_dated(parse_datetime))]
Weekday = Annotated[int, BeforeValidator(_weekday)]
