"""Identifiers of persons in a text: the one way to look for them.

Looked for are telephones, identity numbers, bank cards, passports and permits (behind the word), number
plates, door numbers, mailboxes, and accounts of WeChat and QQ (behind the word), also where they are
written in full-width or Han digits, with separators, invisible characters or a line break inside.

A unified social credit code is public and not told; neither are document numbers, dates, amounts,
numbers of orders and requests, coordinates and numbers of services.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.privacy.allowance import not_allowed
from generator.privacy.doors import find_doors
from generator.privacy.found import Found, apart
from generator.privacy.marks import find_accounts, find_mailboxes, find_plates
from generator.privacy.normal import plain, with_digits
from generator.privacy.numbers import find_numbers
from generator.privacy.telephones import find_telephones

__all__ = ["Found", "find_identifiers"]

_ANY = re.compile(
    r"\d|[@号室]|\([aA][tT]\)|[〇零○一幺二三四五六七八九壹贰叁肆伍陆柒捌玖]{3}|微信|薇信", re.ASCII
)


def find_identifiers(text: str, allow: Sequence[str] = ()) -> tuple[Found, ...]:
    """The identifiers in `text`, by position and without overlap.

    `allow` are public numbers, addresses and mailboxes, as in site.yaml 隐私.允许: what lies within one of
    them is not told. `…` or `*` in an entry stand for anything: `tougao@…`.
    """
    simple = plain(text)
    if not _ANY.search(simple):
        return ()
    found = list(_search(simple))
    converted = with_digits(simple)
    if converted is not None:
        found += _search(converted)
    return apart(not_allowed(simple, found, allow))


def _search(text: str) -> Iterator[Found]:
    yield from find_telephones(text)
    yield from find_numbers(text)
    yield from find_plates(text)
    yield from find_doors(text)
    yield from find_mailboxes(text)
    yield from find_accounts(text)
