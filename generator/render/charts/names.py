"""Names beside bars and below columns: in which lines and how large, so that all of each can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.charts.look import NAME_SIZE, SMALL_SIZE
from generator.render.charts.measure import text_width, wrap

# Sizes to try for names beside bars, and the part of the width that they may take then.
_TRIES = ((NAME_SIZE, 0.3), (NAME_SIZE, 0.36), (SMALL_SIZE, 0.36), (SMALL_SIZE, 0.46), (SMALL_SIZE, 0.6))


@dataclass(frozen=True)
class Names:
    """Names in their lines (none for one that is left out), their size and the width of the widest line."""

    lines: Sequence[Sequence[str]]
    size: float

    @property
    def width(self) -> float:
        return max((widest(lines, self.size) for lines in self.lines), default=0.0)

    @property
    def rows(self) -> int:
        return max(map(len, self.lines), default=1)


def names_beside(labels: Sequence[str], width: float) -> Names:
    """Names at the left of bars in a drawing of `width`: in one line where they are short, else in two.

    Only names that two lines of the smaller size cannot hold in three fifths of the width get more.
    """
    names = Names([[label] for label in labels], NAME_SIZE)
    if names.width <= 0.36 * width:
        return names
    for size, part in _TRIES:
        names = Names([wrap(label, part * width, size) for label in labels], size)
        if names.rows <= 2:
            break
    return names


def names_below(labels: Sequence[str], width: float) -> Names:
    """Names of periods below axes of `width`, in up to three lines.

    Where they are too many, only every second or third is there, but always the last one, this period.
    """
    lines: list[list[str]] = [[] for _ in labels]
    for step in range(1, len(labels) + 1):
        room = width / len(labels) * step - 2.0
        shown = range(len(labels) - 1, -1, -step)
        wrapped = {at: wrap(labels[at], room, SMALL_SIZE) for at in shown}
        if all(len(found) <= 3 and widest(found, SMALL_SIZE) <= room for found in wrapped.values()):
            break
    if labels:
        lines = [wrapped.get(at, []) for at in range(len(labels))]
    return Names(lines, SMALL_SIZE)


def widest(lines: Sequence[str], size: float) -> float:
    return max((text_width(line, size) for line in lines), default=0.0)
