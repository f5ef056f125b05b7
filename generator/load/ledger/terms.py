"""Times and terms as exports write them, into values. For the few that SQL does not read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from generator.model.dates import DateError, parse_datetime
from generator.model.workdays import after_workdays

MOST_DAYS = 3660
"""Days of a term: ten years; more is a slip of the keyboard."""
MOST_BARE = 365
"""The same for a number without a unit, which may be anything."""

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\s*(\d{2}):?(\d{2})(?::?(\d{2}))?)?")
_DOTTED = re.compile(r"(\d{4})\.(\d{1,2})\.(\d{1,2})(?=$|\s|T)")
_HAN_TIME = re.compile(r"(?<=日)\s*(\d{1,2})[时点](?:(\d{1,2})分?)?(?:(\d{1,2})秒)?$")
_SECONDS = re.compile(r"(:\d{2}:\d{2})\.\d{1,9}")
_ZONE = re.compile(r"(:\d{2})(?:\+08:?00)$")
_HALF_DAY = re.compile(r"(上午|下午|AM|PM|am|pm)")
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_SERIAL_ZERO = datetime(1899, 12, 30)
_TERM = re.compile(r"(\d{1,4})\s*(个?工作日|天|日|个?自然日|个?小时)?\s*(?:之?内|以内)?")


@dataclass(frozen=True, slots=True)
class Term:
    """How long a unit has: a number of working days, of calendar days or of hours."""

    count: int
    unit: str
    """`workdays`, `days` or `hours`."""

    def due(self, received: datetime) -> datetime:
        """When the term ends: after the last of its days, which are counted from the day after receipt."""
        if self.unit == "hours":
            return received + timedelta(hours=self.count)
        if self.unit == "days":
            return after(received.date() + timedelta(days=self.count))
        return after(after_workdays(received.date(), self.count))


def after(day: date) -> datetime:
    """The midnight that ends a day."""
    return datetime.combine(day, time()) + timedelta(days=1)


def parse_when(text: str) -> datetime:
    """A time as `parse_datetime` reads it, or as spreadsheets and exports write it.

    Raises DateError with the text as written.
    """
    try:
        return parse_datetime(_plain(text))
    except DateError as error:
        raise DateError(error.reason, **{**error.data, "text": text}) from None


def _plain(text: str) -> str:
    """The text in a form that `parse_datetime` knows, as far as it can be told."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if _SERIAL.fullmatch(plain):
        moment = _SERIAL_ZERO + timedelta(seconds=round(float(plain) * 86400))
        return moment.strftime("%Y-%m-%d %H:%M:%S")
    if match := _COMPACT.fullmatch(plain):
        year, month, day, hour, minute, second = match.groups()
        clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
        return f"{year}-{month}-{day}{clock}"
    plain = _DOTTED.sub(r"\1-\2-\3", plain)
    plain = _HAN_TIME.sub(lambda match: f" {match[1]}:{int(match[2] or 0):02}:{int(match[3] or 0):02}", plain)
    plain = re.sub(r"(?<=日)(?=\d)", " ", plain)
    plain = _SECONDS.sub(r"\1", plain)
    return _half_day(_ZONE.sub(r"\1", plain))


def _half_day(text: str) -> str:
    """`2022/5/30 下午 3:12:00` by the clock of 24 hours."""
    match = _HALF_DAY.search(text)
    if match is None:
        return text
    rest = " ".join(text.replace(match[1], " ").split())
    head, _, clock = rest.rpartition(" ")
    hour, mark, minutes = clock.partition(":")
    if not mark or not hour.isdecimal() or not 0 <= int(hour) <= 12:
        return text
    late = match[1].lower() in ("下午", "pm")
    return f"{head} {int(hour) % 12 + 12 * late}:{minutes}"


def parse_due(text: str) -> Term | datetime | None:
    """办理时限: a term, or when it ends, a date meaning the end of that day; None where it is neither.

    Raises DateError for a date that the calendar does not have.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if match := _TERM.fullmatch(plain):
        count, unit = int(match[1]), match[2] or "个工作日"
        if count > (MOST_DAYS if match[2] else MOST_BARE):
            return None
        return Term(count, "workdays" if "工作" in unit else "hours" if "小时" in unit else "days")
    try:
        moment = parse_when(text)
    except DateError as error:
        if error.reason == "date-form":
            return None
        raise
    midnight = moment.time() == time() and "24:00" not in unicodedata.normalize("NFKC", text)
    return after(moment.date()) if midnight else moment


def parse_term(text: str) -> Term | None:
    """A term that holds for every request of a type; None where the text is none."""
    match = _TERM.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    term = parse_due(text) if match else None
    return term if isinstance(term, Term) else None
