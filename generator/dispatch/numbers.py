"""份号: which numbers go to whom. What was given once stays; numbers are never given to a second receiver.

The one exception are copies that never left the office: a new receiver gets these before new ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.pdf.numbering import number_text

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class Allotment:
    """Numbers by receiver: `given` now, and `recalled` from those that get fewer or none any more."""

    given: Mapping[str, Numbers]
    recalled: Mapping[str, Numbers]


def allot(
    wanted: Mapping[str, int],
    held: Mapping[str, Numbers],
    recalled: Mapping[str, Numbers],
    *,
    reserve: str = "",
) -> Allotment:
    """Numbers for all of `wanted` (receiver → copies), in its order.

    `held` and `recalled` are those of the last time. A receiver keeps its numbers, the lowest where it gets
    fewer now; one that comes back gets its own again. The copies of `reserve` stay in the office.
    """
    kept: dict[str, Numbers] = {}
    out: dict[str, Numbers] = {name: numbers for name, numbers in recalled.items() if name not in wanted}
    for name, count in wanted.items():
        own = (*held.get(name, ()), *recalled.get(name, ()))
        kept[name], left = own[:count], own[count:]
        if left:
            out[name] = left
    for name, numbers in held.items():
        if name not in wanted:
            out[name] = tuple(sorted((*out.get(name, ()), *numbers)))
    spare = list(out.pop(reserve, ()))
    last = max((number for numbers in (*held.values(), *recalled.values()) for number in numbers), default=0)
    for name, count in wanted.items():
        need = count - len(kept[name])
        found = spare[:need]
        spare = spare[need:]
        fresh = range(last + 1, last + 1 + need - len(found))
        last += len(fresh)
        kept[name] = tuple(sorted((*kept[name], *found, *fresh)))
    if spare:
        out[reserve] = tuple(spare)
    return Allotment(kept, {name: tuple(sorted(numbers)) for name, numbers in sorted(out.items())})


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers as runs without gaps: 4, 5, 9 → (4, 5), (9, 9)."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def told(numbers: Sequence[int]) -> str:
    """`000004至000005、000009`"""
    parts = [
        number_text(first) if first == last else f"{number_text(first)}至{number_text(last)}"
        for first, last in runs(numbers)
    ]
    return "、".join(parts)
