"""What is made of an office's lists, made once and not for every block."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

R = TypeVar("R")
Ts = TypeVarTuple("Ts")
_KEPT = 4
"""Results that are kept: an office's lists are the same objects for all its blocks."""


def once(make: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
    """`make`, whose last results are kept by the very objects that it was given: to compare long lists, or
    to hash them, for every block would take too long."""
    kept: dict[tuple[int, ...], tuple[tuple[object, ...], R]] = {}

    def made(*values: *Ts) -> R:
        # The objects are kept with the result, so that no other one can have such an identity.
        key = tuple(map(id, values))
        known = kept.get(key)
        if known is None:
            known = values, make(*values)
            if len(kept) >= _KEPT:
                kept.pop(next(iter(kept)), None)
            kept[key] = known
        return known[1]

    return made
