"""Pairs of words that are taken for one another, each only where what stands beside it shows the slip.

An entry of a list (`templates/proofreading/words.yaml`) is a fixed string; here the words beside it tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.check.pattern import pattern

_REACH = 24
"""Characters before a word that its pattern may look at."""
CLAUSE = r"(?:\A|[，。；：、！？“（\s　])"
"""The beginning of a clause."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A wrong word where `before` ends at it and `after` begins behind it. `light`: a variant form, which is
    a matter of taste, and no wrong word."""

    word: str
    right: str
    reason: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    light: bool = False


def pair(
    word: str, right: str, reason: str, before: str = "", after: str = "", *, light: bool = False
) -> Pair:
    """`before` and `after`: regular expressions, "" for anything."""
    return Pair(
        word,
        right,
        reason,
        pattern(rf"(?:{before})\Z") if before else None,
        pattern(after) if after else None,
        light,
    )


@dataclass(frozen=True, slots=True)
class PairFinder:
    """The pairs by their words; `anywhere` finds any of the words, the longer first, and `short` those of one
    character, which are all that a text without a word of `long` can have."""

    anywhere: re.Pattern[str]
    short: re.Pattern[str]
    long: tuple[str, ...]
    pairs: Mapping[str, tuple[Pair, ...]]

    def find(self, text: str, *, has_long: bool) -> Iterator[tuple[Pair, int, int]]:
        """Each wrong word with its place. `has_long`: whether one of `long` stands in the text."""
        for found in (self.anywhere if has_long else self.short).finditer(text):
            start, end = found.span()
            for one in self.pairs[found[0]]:
                # What stands behind is looked at first: that is a look at one place.
                if one.after and not one.after.match(text, end):
                    continue
                if one.before and not one.before.search(text, max(0, start - _REACH), start):
                    continue
                yield one, start, end
                break


def finder(pairs: Sequence[Pair]) -> PairFinder:
    by_word: dict[str, list[Pair]] = {}
    for one in pairs:
        by_word.setdefault(one.word, []).append(one)
    words = sorted(by_word, key=lambda word: (-len(word), word))
    short = "".join(re.escape(word) for word in words if len(word) == 1)
    return PairFinder(
        pattern("|".join(map(re.escape, words))),
        pattern(f"[{short}]" if short else r"(?!)"),
        tuple(word for word in words if len(word) > 1),
        {word: tuple(those) for word, those in by_word.items()},
    )
