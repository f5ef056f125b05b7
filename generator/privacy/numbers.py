"""Numbers of identity papers and bank cards in plain text (see `normal`).

The check digit alone passes 9% of order numbers and Luhn 10%, so region, date and check digit are asked for
together (GB 11643-1999), and the issuer's prefix beside Luhn (ISO/IEC 7812).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from generator.privacy.found import CARD, IDENTITY, PASSPORT, Found
from generator.privacy.normal import SEP
from generator.privacy.telephones import after_order_word, groups

PROVINCES = frozenset(
    (
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
        *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54"),
        *("61", "62", "63", "64", "65", "71", "81", "82", "83", "91"),
    )
)
"""The first two digits of a region (GB/T 2260), those for residents from 台港澳 and for foreigners too."""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FIRST_YEAR, _LAST_YEAR = 1900, 2049
_RECENT = 2010
"""Who is born later hardly writes; numbers of orders begin with a region and such a date."""

_LONG = re.compile(rf"\d(?:{SEP}{{0,3}}\d){{12}}", re.ASCII)
"""Nothing here is shorter than 13 digits: most texts are done after this."""
_IDENTITY = re.compile(
    rf"(?<!\d)(?=[1-9])(?=(?P<number>\d(?:{SEP}{{0,3}}\d){{16}}{SEP}{{0,3}}[\dXx])(?!\d))", re.ASCII
)
_OLD_IDENTITY = re.compile(
    rf"(?<![\dA-Za-z])(?=[1-9])(?=(?P<number>\d(?:{SEP}{{0,2}}\d){{14}})(?![\dA-Za-z]))", re.ASCII
)
_IDENTITY_WORD = re.compile(r"(?:身份证|证件|公民身份)(?:号码?)?[^\d，。；\n略某]{0,6}$")
_CARD = re.compile(
    rf"(?<!\d)(?=\d)(?=(?P<number>[234568](?:{SEP}{{0,3}}\d){{12,18}}|9(?:{SEP}{{0,3}}\d){{15,18}})(?!\d))",
    re.ASCII,
)
_ACCOUNT_WORD = re.compile(r"(?:银行卡|储蓄卡|信用卡|卡号|账号|帐号|账户|帐户|一卡通)[^\d，。；\n略某]{0,8}$")
_WITH_WORD = re.compile(rf"(?<!\d)(?=\d)(?=(?P<number>\d(?:{SEP}{{0,2}}\d){{12,20}})(?!\d))", re.ASCII)
_ISSUERS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"62|60|6[45]|81|95[5-9]"), frozenset({16, 17, 18, 19})),
    (re.compile(r"4"), frozenset({13, 16, 19})),
    (re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)"), frozenset({16})),
    (re.compile(r"3[47]"), frozenset({15})),
    (re.compile(r"35(?:2[89]|[3-8]\d)"), frozenset({16})),
)
_CODED_DATE = re.compile(r"20\d\d(?:0[1-9]|1[0-2])", re.ASCII)
_PASSPORT_WORD = re.compile(r"护照|通行证|回乡证|台胞证|居留证|居留许可|军官证|士兵证")
_PASSPORT = re.compile(
    r"(?:护照|通行证|回乡证|台胞证|居留证|居留许可)[^0-9A-Za-z，。；\n略某]{0,10}"
    rf"(?P<number>[A-Za-z]{{1,3}}{SEP}?\d(?:{SEP}?\d){{6,10}}|\d(?:{SEP}?\d){{7,9}})"
    r"(?![\dA-Za-z]|\s?[件人本份元万张年月日次户])",
    re.ASCII,
)
_GAP = re.compile(rf"{SEP}+(?=\d)", re.ASCII)
_DIGITS = re.compile(r"[\dX]", re.ASCII)


def find_numbers(text: str) -> Iterator[Found]:
    """Numbers of papers and cards in a plain text; some may overlap."""
    if _PASSPORT_WORD.search(text):
        for match in _PASSPORT.finditer(text):
            yield Found(PASSPORT, match.start("number"), match.end("number"))
    if _LONG.search(text):
        yield from _identities(text)
        yield from _old_identities(text)
        yield from _cards(text)


def valid_identity(number: str) -> bool:
    """Whether 18 characters are an identity number by region, date and check digit."""
    if number[:2] not in PROVINCES or not _date(number[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return _CHECKS[total % 11] == number[17]


def valid_card(number: str) -> bool:
    """Whether the digits are a card's by issuer prefix, length and Luhn.

    A region's code and a date of this century in front are an office's own number.
    """
    if not any(prefix.match(number) and len(number) in lengths for prefix, lengths in _ISSUERS):
        return False
    if number[:2] in PROVINCES and _CODED_DATE.match(number, 6):
        return False
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _identities(text: str) -> Iterator[Found]:
    for match in _IDENTITY.finditer(text):
        number = _digits(match["number"])
        start, end = match.start(), match.end("number")
        named = _IDENTITY_WORD.search(text, max(0, start - 20), start) is not None
        if not valid_identity(number) and not (named and number[:2] in PROVINCES and _date(number[6:14])):
            continue
        if not named and int(number[6:10]) >= _RECENT and after_order_word(text, start):
            continue
        yield Found(IDENTITY, start, end)


def _old_identities(text: str) -> Iterator[Found]:
    """15 digits have no check digit, so they must stand by themselves, and not be called an order's."""
    for match in _OLD_IDENTITY.finditer(text):
        number, written = _digits(match["number"]), match["number"]
        whole = len(groups(written)) <= 3 and "." not in written and "\n" not in written.strip()
        if not whole or number[:2] not in PROVINCES or number[:2] in ("81", "82", "83", "91"):
            continue
        if _date("19" + number[6:12]) and not after_order_word(text, match.start()):
            yield Found(IDENTITY, match.start(), match.end("number"))


def _cards(text: str) -> Iterator[Found]:
    for match in _WITH_WORD.finditer(text):
        start = match.start()
        if _ACCOUNT_WORD.search(text, max(0, start - 24), start):
            yield Found(CARD, start, match.end("number"))
    for match in _CARD.finditer(text):
        start, written = match.start(), match["number"]
        if after_order_word(text, start):
            continue
        # What follows after a blank may be another number, so shorter ones are tried too.
        for end in (len(written), *(gap.start() for gap in reversed(list(_GAP.finditer(written))))):
            part = written[:end]
            if _written_as_card(part) and valid_card(_digits(part)):
                yield Found(CARD, start, start + end)
                break


def _written_as_card(written: str) -> bool:
    """In one piece, in fours, in two pieces or digit by digit; not a row of other numbers."""
    grouped = groups(written)
    if len(grouped) == 1:
        return True
    if written[0] == "2" or "." in written or written.count("\n") > 1:
        return False
    fours = all(group == 4 for group in grouped[:-1]) and grouped[-1] <= 4
    return fours or len(grouped) == 2 or set(grouped) == {1} or grouped in ((4, 6, 5), (6, 5, 4), (4, 6, 4))


def _date(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(year, month)[1]


def _digits(written: str) -> str:
    return "".join(_DIGITS.findall(written.upper()))
