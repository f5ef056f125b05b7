"""What the ledger's columns 电话, 证件号 and 住址 hold, found in any text in whichever way it is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.privacy.allowance import not_allowed
from generator.privacy.found import ADDRESS, CARD, IDENTITY, LANDLINE, MOBILE, Found, apart
from generator.privacy.normal import SEP, bare, plain

LEAST_ADDRESS = 6
_KEY = 4
_RUN = re.compile(rf"\d(?:{SEP}{{0,3}}\d){{6,}}{SEP}?[Xx]?", re.ASCII)
_GROUP = re.compile(r"\d+[Xx]?", re.ASCII)
_DIGITS, _SUFFIXES = "0-9一二三四五六七八九十", "号|室|户|单元|栋|幢|组"
_DOOR = re.compile(f"(?P<digits>[{_DIGITS}]+)(?:{_SUFFIXES})")
DOOR_KEY = f"(?s:.{{0,2}}?)[{_DIGITS}]+(?:{_SUFFIXES})"
"""The key of an address without separators: its first number of a house, group or room, and what stands
before it, up to two characters. For `re` and for DuckDB's RE2 alike."""
_DOOR_KEY = re.compile(DOOR_KEY)
_MAY_BE_DOOR = re.compile(f"[{_DIGITS}]{SEP}*(?:{_SUFFIXES.replace('单元', '单')})")
_BEFORE_DOOR = 2
NUMBER = r"\+?[0-9]{7,}x?"
"""A number without separators, for both alike."""
_NUMBER = re.compile(NUMBER)
_LEAST_NUMBER = 7
_LONGEST_NUMBER = 32
"""Digits; what is longer is a row of several numbers."""


@dataclass(frozen=True)
class _Values:
    """`addresses` by their first characters, the longest first."""

    numbers: frozenset[str]
    addresses: Mapping[str, tuple[str, ...]]


def find_values(text: str, values: Collection[str], allow: Sequence[str] = ()) -> tuple[Found, ...]:
    """Where the text holds one of the values, by position.

    A number is found with any separators in it, but never as a part of a longer one. An address counts with
    at least six characters and a number of a house, group or room in it: 澜中区 alone is nobody's. Values
    given as a frozenset are prepared once; `allow` as in `find_identifiers`.
    """
    if not values or not text:
        return ()
    known = _prepared(values if isinstance(values, frozenset) else frozenset(values))
    simple = plain(text)
    found = (*_numbers(simple, known.numbers), *_addresses(simple, known.addresses))
    return apart(not_allowed(simple, found, allow))


def value_keys(text: str) -> Iterator[str]:
    """The keys of all values that the text may hold: of the values of a large ledger only those with one of
    these keys need be looked for."""
    simple = plain(text)
    for number, _, _ in _written(simple):
        if len(number) >= _LEAST_NUMBER:
            yield number
    short = bare(simple)[0] if _MAY_BE_DOOR.search(simple) else ""
    for door in _DOOR.finditer(short):
        first, last = door.span()
        for start in range(max(0, first - _BEFORE_DOOR), first):
            yield short[start:last]
        # An address that begins with its number may stand behind another digit.
        yield from (short[start:last] for start in range(first, door.end("digits")))


def keyed(value: str) -> tuple[str, str] | None:
    """The key of a value and the value as it is looked for; None where it is nobody's."""
    short = bare(plain(value))[0]
    if _NUMBER.fullmatch(short):
        number = short.removeprefix("+")
        return number, number
    door = _DOOR_KEY.search(short) if len(short) >= LEAST_ADDRESS else None
    return (door[0], short) if door else None


@lru_cache(maxsize=4)
def _prepared(values: frozenset[str]) -> _Values:
    numbers: set[str] = set()
    addresses: dict[str, list[str]] = {}
    for value in values:
        found = keyed(value)
        if found is None:
            continue
        short = found[1]
        if _NUMBER.fullmatch(short):
            numbers.add(short)
        else:
            addresses.setdefault(short[:_KEY], []).append(short)
    return _Values(
        frozenset(numbers),
        {key: tuple(sorted(those, key=lambda one: (-len(one), one))) for key, those in addresses.items()},
    )


def _numbers(text: str, numbers: frozenset[str]) -> Iterator[Found]:
    for number, start, end in _written(text) if numbers else ():
        if number in numbers:
            yield Found(_kind(number), start, end)


def _written(text: str) -> Iterator[tuple[str, int, int]]:
    """What may be a number, of one group of digits or of several with separators, from and to."""
    for run in _RUN.finditer(text):
        groups = list(_GROUP.finditer(text, *run.span()))
        for first, group in enumerate(groups):
            number = ""
            for last in groups[first:]:
                number += last[0].lower()
                if len(number) > _LONGEST_NUMBER:
                    break
                yield number, group.start(), last.end()


def _addresses(text: str, addresses: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    if not addresses:
        return
    short, places = bare(text)
    for start in range(len(short) - _KEY + 1):
        for address in addresses.get(short[start : start + _KEY], ()):
            if short.startswith(address, start):
                yield Found(ADDRESS, places[start], places[start + len(address) - 1] + 1)
                break


def _kind(number: str) -> str:
    if len(number) == 11 and number[0] == "1":
        return MOBILE
    if len(number) in (15, 18):
        return IDENTITY
    return LANDLINE if len(number) < 13 else CARD
