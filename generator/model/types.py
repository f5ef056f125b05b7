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

YES = frozenset({"是", "true", "True", "yes", "y", "对", "有"})
NO = frozenset({"否", "false", "False", "no", "n", "不", "无"})


def fail(code: str, **data: Any) -> PydanticCustomError:
    """An error of a value; `data` fills the catalogue's sentence."""
    return PydanticCustomError(code, "{code}", {"code": code, **data})  # type: ignore[arg-type]


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
    if isinstance(value, str) and value.strip() in YES:
        return True
    if isinstance(value, str) and value.strip() in NO:
        return False
    raise fail("value-not-yes-no", text=value)


def _count(value: Any) -> Any:
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.strip().isdecimal() and value.strip().isascii():
        return int(value)
    raise fail("value-not-count", text=value)


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
        if value in allowed:
            return value
        raise fail("value-not-choice", text=value, allowed="、".join(allowed))

    return BeforeValidator(check)


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Count = Annotated[int, BeforeValidator(_count)]
Date = Annotated[date, BeforeValidator(_dated(parse_date))]
DateTime = Annotated[datetime, BeforeValidator(_dated(parse_datetime))]
Weekday = Annotated[int, BeforeValidator(_weekday)]
