"""What a block's name (内容) stands for, and what a section asks of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model.blocks import Block, Prose
from generator.model.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Options:
    """`limit` (最多) is how many entries are printed, None for all; `floor` (满意率下限) is in percent;
    `requests` (编号) are the cases that the editor chose. `cases_elsewhere` is true where the bulletin
    tells cases in a section of their own, so that hot issues need not tell them as well. `public`: of what
    the internal edition tells, a 举报 is only counted, and no place is told."""

    floor: int
    limit: int | None = None
    charts: bool = True
    requests: tuple[str, ...] = ()
    cases_elsewhere: bool = False
    public: bool = False


Maker = Callable[[Statistics, Options], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class BlockKind:
    """`make` composes the block; `lists` and `pairs` are the lists of items and the crossings of dimensions
    that `Statistics` must hold for it. `parts` are the blocks of which it shows several at once: where it has
    no words of its own, theirs are before it."""

    make: Maker
    lists: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nothing(Prose):
    """A sentence in the place of a table that would be empty; the words around the table go with it."""


def nothing(sentence: str) -> tuple[Block, ...]:
    """The sentence that there is nothing to tell; it holds no characters that HTML would read as its own."""
    return (Nothing(f"<p>{sentence}</p>"),)
