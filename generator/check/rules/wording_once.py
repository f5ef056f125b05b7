"""What is made of an office's lists, made once and not for every block."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from operator import is_
from typing import TypeVar, TypeVarTuple

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
_KEPT = 4
"""Results that are kept: an office's lists are the same objects for all its blocks."""


def once(make: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
    """`make`, whose last results are kept by the very objects that it was given: to compare long lists, or
    to hash them, for every block would take too long."""
    kept: deque[tuple[tuple[object, ...], R]] = deque(maxlen=_KEPT)

    def made(*values: *Ts) -> R:
        for known, result in tuple(kept):
            if all(map(is_, known, values)):
                return result
        result = make(*values)
        kept.appendleft((values, result))
        return result

    return made
