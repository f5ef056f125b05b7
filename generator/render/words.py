"""Two texts compared as a reader of Chinese would: character by character, numbers and Latin words whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"[A-Za-z]+|\d+(?:[.,:]\d+)*%?|\s+|.", re.DOTALL)
_FEW = 2
"""Characters that stay between two changes and say nothing by themselves: the changes are told as one."""

_APART = re.compile(r"(?<=[^\s　])(?=(?:签发|审核|责编)：)|(?<=印发)(?=共印\d)")
"""Where the lines of the foot have parts that stand apart on paper, and have nothing between them as text."""

Kind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that are in both texts, in the old one or in the new one."""

    kind: Kind
    text: str


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def spaced(text: str) -> str:
    """A text as people are told it: 签发：张某　审核：刘某."""
    return _APART.sub("　", text)


def compare(old: str, new: str) -> list[Piece]:
    """The new text with what is gone between: joined, the pieces that are not gone are the new text, those
    that are not new are the old one."""
    before, after = words(old), words(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[Piece] = []
    for _, i1, i2, j1, j2 in _joined(matcher.get_opcodes(), before):
        if i1 < i2 and before[i1:i2] == after[j1:j2]:
            pieces.append(Piece("same", "".join(before[i1:i2])))
            continue
        if i1 < i2:
            pieces.append(Piece("gone", "".join(before[i1:i2])))
        if j1 < j2:
            pieces.append(Piece("new", "".join(after[j1:j2])))
    return pieces


Step = tuple[str, int, int, int, int]


def _joined(steps: Sequence[Step], before: Sequence[str]) -> Iterator[Step]:
    """The steps with changes joined that only few characters stand between."""
    waiting: Step | None = None
    for number, step in enumerate(steps):
        kind, i1, i2, j1, j2 = step
        inner = 0 < number < len(steps) - 1
        few = kind == "equal" and inner and sum(len(word) for word in before[i1:i2]) < _FEW
        if kind == "equal" and not few:
            if waiting is not None:
                yield waiting
            yield step
            waiting = None
        elif waiting is None:
            waiting = ("replace", i1, i2, j1, j2)
        else:
            waiting = ("replace", waiting[1], i2, waiting[3], j2)
    if waiting is not None:
        yield waiting


def likeness(old: str, new: str) -> float:
    """How much of two texts is the same, from 0 to 1."""
    if old == new:
        return 1.0
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.3 else 0.0
