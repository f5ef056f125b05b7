"""Pairs of words that are taken for one another, each told only where what stands beside it shows the slip.

They stand in `templates/proofreading/pairs.txt` (`wording_pairs_read`). An entry of `words.yaml` is a fixed
string; here the words around it tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_REACH = 24
"""Characters before a word that its context may look at."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A wrong word and what is meant. `light`: a variant form, which is a matter of taste, and no wrong
    word."""

    word: str
    right: str
    reason: str
    light: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Where the word of a pair is wrong: `before` ends at it and `after` begins behind it. None for
    anything. `next` and `last` are the characters of which one must stand behind or before the word, "" for
    the end or beginning of the text; None for any."""

    pair: Pair
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    last: frozenset[str] | None
    next: frozenset[str] | None

    def holds(self, text: str, start: int, end: int) -> bool:
        # What stands behind is looked at first: that is a look at one place.
        if self.after and not self.after.match(text, end):
            return False
        return not self.before or bool(self.before.search(text, max(0, start - _REACH), start))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and its contexts by the character behind it, by the one before it, and those that may be met
    anywhere. `shift`: where it begins in the two characters by which it is found."""

    word: str
    shift: int
    behind: dict[str, list[Context]] = field(default_factory=dict)
    before: dict[str, list[Context]] = field(default_factory=dict)
    anywhere: list[Context] = field(default_factory=list)

    def contexts(self, text: str, start: int, end: int) -> Iterator[Context]:
        yield from self.behind.get(text[end : end + 1], ())
        yield from self.before.get(text[start - 1 : start] if start else "", ())
        yield from self.anywhere


@dataclass(frozen=True, slots=True)
class PairFinder:
    """The pairs by the two characters that their words begin with; a word of a single character by it and
    the one that must stand beside it."""

    heads: Mapping[str, tuple[_Word, ...]]

    def find(self, text: str, heads: Iterable[str]) -> Iterator[tuple[Pair, int, int]]:
        """Each wrong word with its place, in their order. `heads`: those of `self.heads` that stand in the
        text, at least."""
        found = sorted(self._found(text, heads), key=lambda one: (one[1], -one[2]))
        last = 0
        for pair, start, end in found:
            if start >= last:
                yield pair, start, end
                last = end

    def _found(self, text: str, heads: Iterable[str]) -> Iterator[tuple[Pair, int, int]]:
        for head in heads:
            for one in self.heads.get(head, ()):
                at = text.find(head)
                while at >= 0:
                    start = at + one.shift
                    if text.startswith(one.word, start):
                        end = start + len(one.word)
                        for context in one.contexts(text, start, end):
                            if context.holds(text, start, end):
                                yield context.pair, start, end
                                break
                    at = text.find(head, at + 1)


def finder(contexts: Iterable[Context]) -> PairFinder:
    """Raises ValueError for a word of one character that has a context without a character beside it."""
    words: dict[tuple[str, str, int], _Word] = {}

    def word_of(head: str, word: str, shift: int) -> _Word:
        return words.setdefault((head, word, shift), _Word(word, shift))

    for one in contexts:
        word, last, behind = one.pair.word, one.last, one.next
        is_behind = behind is not None and (last is None or len(behind) <= len(last))
        beside = behind if is_behind else last
        if len(word) > 1:
            entry = word_of(word[:2], word, 0)
            if beside is None:
                entry.anywhere.append(one)
            for character in beside or ():
                (entry.behind if is_behind else entry.before).setdefault(character, []).append(one)
        elif beside is None:
            raise ValueError(word)
        else:
            for character in beside - {""}:
                head = word + character if is_behind else character + word
                word_of(head, word, 0 if is_behind else 1).anywhere.append(one)
    heads: dict[str, list[_Word]] = {}
    for (head, _, _), entry in words.items():
        heads.setdefault(head, []).append(entry)
    return PairFinder({head: tuple(those) for head, those in heads.items()})
