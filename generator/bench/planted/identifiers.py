"""Identifiers for the planted faults, made by rule and by chance. None is taken from anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
"""GB 11643-1999, 4.2: the weights of an identity number's digits, and the check digit of each remainder."""
_REGIONS = ("420102", "430104", "320505", "510107", "370211")
_PREFIX = "622202"
_CARD = 19


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _mobile(chance: Random) -> str:
    return f"1{chance.choice(('38', '59', '77', '86'))}{_digits(chance, 8)}"


def _spaced_mobile(chance: Random) -> str:
    number = _mobile(chance)
    return f"{number[:3]} {number[3:7]} {number[7:]}"


def _dashed_mobile(chance: Random) -> str:
    return _spaced_mobile(chance).replace(" ", "-")


def _birth(chance: Random) -> str:
    return f"{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"


def _identity(chance: Random) -> str:
    body = f"{chance.choice(_REGIONS)}{chance.randint(1940, 2005)}{_birth(chance)}{_digits(chance, 3)}"
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return body + _CHECKS[total % 11]


def _spaced_identity(chance: Random) -> str:
    number = _identity(chance)
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def _old_identity(chance: Random) -> str:
    return f"{chance.choice(_REGIONS)}{chance.randint(40, 84)}{_birth(chance)}{_digits(chance, 3)}"


def _card(chance: Random) -> str:
    """A number with the check digit of Luhn (ISO/IEC 7812-1, annex B)."""
    body = _PREFIX + _digits(chance, _CARD - len(_PREFIX) - 1)
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return f"{body}{-total % 10}"


def _spaced_card(chance: Random) -> str:
    number = _card(chance)
    return " ".join(number[start : start + 4] for start in range(0, _CARD, 4))


def _plate(chance: Random) -> str:
    return f"鄂{chance.choice('ABCDEFG')}{chance.choice('BCEGHKM')}{_digits(chance, 4)}"


def _mailbox(chance: Random) -> str:
    return f"lanhua{_digits(chance, 5)}@example.com"


def _account(chance: Random) -> str:
    return f"lanhua_{_digits(chance, 5)}"


MAKERS: Mapping[str, Callable[[Random], str]] = {
    "手机": _mobile,
    "手机分写": _spaced_mobile,
    "手机横线": _dashed_mobile,
    "身份证": _identity,
    "身份证分写": _spaced_identity,
    "旧身份证": _old_identity,
    "银行卡": _card,
    "银行卡分写": _spaced_card,
    "车牌": _plate,
    "邮箱": _mailbox,
    "微信": _account,
}
"""By the names that stand in the sentences."""
