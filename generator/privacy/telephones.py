"""Telephone numbers in plain text (see `normal`): mobile ones, ones with an area code, bare ones.

Digits alone do not make a telephone: the groups in which they are written must be those of one, so that
1 3 5 7 9 11 13 15 in a row, amounts and numbers of orders are left alone. Numbers of services (12345, 110,
400 and 800 numbers, 95xxx) are no one's and never told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.found import LANDLINE, MOBILE, Found
from generator.privacy.normal import INVISIBLE, SEP

_RUN = re.compile(rf"\d(?:{SEP}{{0,3}}\d){{6,}}", re.ASCII)
"""Nothing here has fewer than seven digits: most texts are done after this."""
_BEFORE, _BEHIND = 24, 10
"""Characters around a run of digits that are looked at: words before it, an extension after it."""
_START = r"(?<!\d)(?=[018+(])"
_COUNTRY = rf"\(?(?:\+|00)?86\)?{SEP}{{0,3}}"
_MOBILE = re.compile(
    rf"{_START}(?=(?P<all>(?:{_COUNTRY}|0)?(?P<number>\(?1{SEP}{{0,3}}[3-9](?:{SEP}{{0,3}}\d){{9}}))(?!\d))",
    re.ASCII,
)
_MOBILE_GROUPS = frozenset(
    {(11,), (3, 4, 4), (4, 4, 3), (3, 3, 5), (3, 5, 3), (4, 3, 4), (3, 2, 2, 2, 2), (3, 4, 2, 2), (1,) * 11}
)
_EXTENSION = r"(?:\s?(?:转|分机|ext\.?)\s?\d{1,5})?"
_LANDLINES = tuple(
    re.compile(
        rf"{_START}(?=(?P<all>(?P<country>\(?(?:\+|00)86\)?{SEP}{{0,3}})?"
        rf"(?P<number>\(?0?{SEP}?(?:1{SEP}?0|2{SEP}?\d|[3-9]{SEP}?\d{SEP}?\d){SEP}{{0,3}}"
        rf"[2-8](?:{SEP}{{0,2}}\d){{{more}}}){_EXTENSION})(?!\d))",
        re.ASCII | re.IGNORECASE,
    )
    for more in (7, 6)
)
_LOCAL_GROUPS = frozenset({(7,), (8,), (3, 4), (4, 3), (4, 4), (2, 2, 3), (3, 2, 2), (2, 2, 2, 2)})
_ABROAD = re.compile(rf"\(?\+(?:852|853|886)\)?{SEP}{{0,3}}\d(?:{SEP}{{0,2}}\d){{7,9}}(?!\d)", re.ASCII)
_LOCAL = r"(?:[2-8]\d{6,7}|[2-8]\d{2,3}[- ]\d{4})"
_BARE = re.compile(
    r"(?:电话|座机|固话|热线|传真|拨打|致电|电联|手机|联系方式|联系人|请联系|(?<![a-z])tel|(?<![a-z])fax)"
    rf"(?P<between>[^\d，。；、,;\n略某]{{0,10}}?)(?P<number>{_LOCAL}){_EXTENSION}(?![\d.]?\d)",
    re.ASCII | re.IGNORECASE,
)
_NEXT = re.compile(rf"\s?[/、,，或和]\s?(?P<number>{_LOCAL}{_EXTENSION})(?!\d)", re.ASCII | re.IGNORECASE)
_MEASURE = re.compile(
    r"\s?[多余]?(?:[万亿千百]|元(?!旦)|件|人|户|个|次|条|吨|米|平方|公里|公斤|字|%|‰|年|月|份|批|家|名|辆|处|起|亩"
    r"|小时|分钟|天|千瓦|度)"
)
_FRACTION = re.compile(r"\.\d{1,2}(?!\d)", re.ASCII)
_MONEY = re.compile(r"[多余]?(?:元(?!旦)|[万亿])")
_DATE = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[- ]20\d\d)", re.ASCII)
_ORDER = re.compile(
    r"(?:工单|订单|单号|流水号|受理号|批号|发票|票号|条码|编码|代码|(?<!证件)编号|[A-Za-z])"
    r"[号码]{0,2}[\s:为是]{0,2}$"
)
_DIGITS = re.compile(r"\d+", re.ASCII)


def find_telephones(text: str) -> Iterator[Found]:
    """Telephones in a plain text; some may overlap."""
    for run in _RUN.finditer(text):
        # No telephone reaches over the ends of its run of digits, but its brackets and extension do.
        window = max(0, run.start() - _BEFORE), run.end() + _BEHIND
        yield from _mobiles(text, window)
        for found in (*_landlines(text, window), *_bare(text, window)):
            yield found
            yield from _following(text, found.end)


def after_order_word(text: str, place: int) -> bool:
    """Whether what stands at `place` is introduced as the number of an order, a bill or a file."""
    return _ORDER.search(text, max(0, place - 10), place) is not None


def groups(number: str) -> tuple[int, ...]:
    """How many digits stand together: 138-0013-8000 is (3, 4, 4). Invisible characters part nothing."""
    return tuple(len(group) for group in _DIGITS.findall(number.replace(INVISIBLE, "")))


def _mobiles(text: str, window: tuple[int, int]) -> Iterator[Found]:
    for match in _MOBILE.finditer(text, *window):
        start, end = match.start(), match.end("all")
        if _written_as_mobile(match["number"]) and not _is_amount(text, start, end):
            yield Found(MOBILE, _opened(text, start, end), end)


def _written_as_mobile(number: str) -> bool:
    """One line break at most: a column of numbers is no telephone; no decimal point: 135.12345678."""
    if number.count("\n") > 1:
        return False
    grouped = groups(number)
    return grouped in _MOBILE_GROUPS or (len(grouped) == 2 and "." not in number and "·" not in number)


def _is_amount(text: str, start: int, end: int) -> bool:
    if text[max(0, start - 1) : start] in ("¥", "$"):
        return True
    return bool(_FRACTION.match(text, end) or _MONEY.match(text, end))


def _landlines(text: str, window: tuple[int, int]) -> Iterator[Found]:
    for pattern in _LANDLINES:
        for match in pattern.finditer(text, *window):
            start, end, number = match.start(), match.end("all"), match["number"]
            digits = "".join(_DIGITS.findall(number))
            if not match["country"] and not digits.startswith("0"):
                continue
            if number.count("\n") > 1 or not _written_as_landline(number, digits):
                continue
            coded = len(groups(number)) == 1 or _DATE.search(digits, 3)
            if not (coded and after_order_word(text, start)) and not _is_amount(text, start, end):
                yield Found(LANDLINE, _opened(text, start, end), end)
    for match in _ABROAD.finditer(text, *window):
        yield Found(LANDLINE, match.start(), match.end())


def _written_as_landline(number: str, digits: str) -> bool:
    """An area code of 2 or 3 digits after the 0, then 8 or 7 or 8 digits, in the groups people write."""
    grouped = groups(number)
    national = digits.removeprefix("0")
    area = 2 if national[0] in "12" else 3
    if len(national) - area not in ((8,) if area == 2 else (7, 8)):
        return False
    if len(grouped) == 1 or set(grouped) == {1}:
        return True
    lead = len(digits) - len(national) + area
    local = grouped[1:] if grouped[0] == lead else ()
    return local in _LOCAL_GROUPS or (bool(local) and set(local) == {1})


def _bare(text: str, window: tuple[int, int]) -> Iterator[Found]:
    for match in _BARE.finditer(text, *window):
        start, end = match.start("number"), match.end()
        counted = _MEASURE.match(text, end) or _DATE.fullmatch(match["number"])
        if not counted and not after_order_word(text, start):
            yield Found(LANDLINE, start, end)


def _following(text: str, end: int) -> Iterator[Found]:
    """More numbers after one: 0716-8123456、8123457."""
    while (match := _NEXT.match(text, end)) and not _MEASURE.match(text, match.end()):
        yield Found(LANDLINE, match.start("number"), match.end())
        end = match.end()


def _opened(text: str, start: int, end: int) -> int:
    """The start without a bracket that is not closed inside."""
    return start + 1 if text[start] == "(" and ")" not in text[start:end] else start
