"""Two rows of blocks held against each other: which one is which, what came, went or was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.model.final import PICTURE, ROW, SHEET, Said
from generator.render.words import likeness

ALIKE = 0.4
"""Blocks that have less in common are another block, and not a changed one."""

Pair = tuple[int | None, int | None]
"""The places of a block in the earlier row and in the later one; None where it has none there."""


def is_continuation(one: Said) -> bool:
    """Whether it is the row that is printed only where a table goes on on another page: it says nothing, and
    whether it is printed is no matter of what was written. Locks of earlier versions hold it."""
    return one.kind == ROW and one.text == "续表"


def pairs(before: Sequence[Said], after: Sequence[Said]) -> Iterator[Pair]:
    """Each block of one row with its like of the other, in an order that is that of both."""
    matcher = SequenceMatcher(
        None, [one.meaning for one in before], [one.meaning for one in after], autojunk=False
    )
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from _alike(before, after, (i1, i2), (j1, j2))


def _alike(
    before: Sequence[Said], after: Sequence[Said], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Pair]:
    """Of blocks that all changed, each with the first one behind the last pair that is like it."""
    start, end = old
    for now in range(*new):
        found = next((was for was in range(start, end) if is_like(before[was], after[now])), None)
        if found is None:
            yield None, now
            continue
        yield from ((gone, None) for gone in range(start, found))
        yield found, now
        start = found + 1
    yield from ((gone, None) for gone in range(start, end))


def is_like(old: Said, new: Said) -> bool:
    """Whether one may have become the other. A picture of the same name is the same one with other bytes."""
    if old.kind != new.kind:
        return False
    if old.kind in (PICTURE, SHEET):
        return old.text == new.text
    return likeness(old.text, new.text) >= ALIKE
