"""What the searches of this package tell: a kind and a place in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOBILE, LANDLINE = "手机号", "固定电话"
IDENTITY, PASSPORT = "身份证号", "护照或通行证号"
CARD, PLATE = "银行卡号", "车牌号"
DOOR, EMAIL, ACCOUNT = "门牌号", "邮箱", "微信或QQ号"
NAME = "姓名"
ADDRESS = "住址"
KINDS = (MOBILE, LANDLINE, IDENTITY, PASSPORT, CARD, PLATE, DOOR, EMAIL, ACCOUNT)
"""All that `find_identifiers` tells; NAME and ADDRESS are told by `names` and `values`."""


@dataclass(frozen=True, slots=True)
class Found:
    """An identifier from `start` to `end` (exclusive) of the text that was searched, in characters."""

    kind: str
    start: int
    end: int


def apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those that do not overlap, by position; of two that do, the one that starts first, then the longer."""
    result: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not result or one.start >= result[-1].end:
            result.append(one)
        elif one.end > result[-1].end:
            # What sticks out of the first would stay readable, so both become one.
            result[-1] = Found(result[-1].kind, result[-1].start, one.end)
    return tuple(result)
