"""Pairs of words that are taken for one another, each told only where what stands beside it shows the slip.

They stand in `templates/proofreading/pairs.txt` (`wording.pairs_read`). An entry of `words.yaml` is a fixed
string; here the words around it tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.check.joined import Grams, Joined, joined
from generator.check.pattern import pattern
from generator.check.rules.wording.pairs_edges import edge

_REACH = 24
"""Characters before a word that its context may look at."""
_LONGEST = 4
_ByCharacter = dict[str, list["Context"]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A wrong word and what is meant. `light`: a variant form, which is a matter of taste, and no wrong
    word."""

    word: str
    right: str
    reason: str
    light: bool = False


@dataclass(frozen=True)
class Context:
    """Where the word of a pair is wrong, as regular expressions: `before` ends at it, `after` begins behind;
    "" for anything.

    A site meets few of the words: what a context comes to is worked out when its word is met first.
    """

    pair: Pair
    before: str
    after: str

    @cached_property
    def side(self) -> tuple[bool, frozenset[str] | None]:
        """On which side the fewest characters may stand, True for behind, and these; "" for the end or the
        beginning of the text, None for any."""
        last, behind = edge(self.before, of_end=True), edge(self.after, of_end=False)
        is_behind = behind is not None and (last is None or len(behind) <= len(last))
        return is_behind, behind if is_behind else last

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return pattern(rf"(?:{self.before})\Z")

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return pattern(self.after)

    def holds(self, text: str, start: int, end: int) -> bool:
        # What stands behind is looked at first: that is a look at one place.
        if self.after and not self._after.match(text, end):
            return False
        return not self.before or bool(self._before.search(text, max(0, start - _REACH), start))


@dataclass(frozen=True)
class _Word:
    """A word and its contexts. `shift`: where it begins in the two characters by which it is found."""

    word: str
    shift: int
    every: list[Context] = field(default_factory=list)

    def contexts(self, text: str, start: int, end: int) -> Sequence[Context]:
        """Those that may hold at a place: mostly none."""
        behind, before, anywhere = self._by_side
        ahead = behind.get(text[end : end + 1])
        back = before.get(text[start - 1 : start] if start else "")
        if ahead is None and back is None:
            return anywhere
        return [*(ahead or ()), *(back or ()), *anywhere]

    @cached_property
    def _by_side(self) -> tuple[_ByCharacter, _ByCharacter, list[Context]]:
        """The contexts by the character behind the word, by the one before it, and those without any."""
        behind: _ByCharacter = {}
        before: _ByCharacter = {}
        for one in self.every:
            is_behind, beside = one.side
            for character in beside or ():
                (behind if is_behind else before).setdefault(character, []).append(one)
        return behind, before, [one for one in self.every if one.side[1] is None]


@dataclass(frozen=True)
class PairFinder:
    """The pairs by the characters that their words begin with, at most four; a word of a single character by
    it and the one that must stand beside it."""

    heads: Mapping[str, tuple[_Word, ...]]

    def find_each(
        self, texts: Sequence[str], together: Joined
    ) -> dict[int, tuple[tuple[Pair, int, int], ...]]:
        """Each wrong word of each text with its place, in their order, by the number of the text; nothing for
        a text without any. `together`: the texts joined."""
        met: dict[int, list[tuple[Pair, int, int]]] = {}
        for grams in self._grams:
            for number, place in together.each(grams.places(together.codes)):
                if found := self._at(texts[number], place, grams.size):
                    met.setdefault(number, []).append(found)
        return {number: tuple(_apart(those)) for number, those in met.items()}

    def find(self, text: str) -> tuple[tuple[Pair, int, int], ...]:
        """What `find_each` says of one text."""
        return self.find_each([text], joined([text])).get(0, ())

    @cached_property
    def _grams(self) -> tuple[Grams, ...]:
        sizes = sorted({len(head) for head in self.heads})
        return tuple(Grams((head for head in self.heads if len(head) == size), size) for size in sizes)

    def _at(self, text: str, place: int, size: int) -> tuple[Pair, int, int] | None:
        """The wrong word that is found by so many characters at a place, the longest."""
        longest: tuple[Pair, int, int] | None = None
        for one in self.heads.get(text[place : place + size], ()):
            start = place + one.shift
            end = start + len(one.word)
            if not text.startswith(one.word, start) or (longest and longest[2] >= end):
                continue
            for context in one.contexts(text, start, end):
                if context.holds(text, start, end):
                    longest = (context.pair, start, end)
                    break
        return longest


def _apart(found: list[tuple[Pair, int, int]]) -> Iterator[tuple[Pair, int, int]]:
    """Of words that overlap the first, of those the longest."""
    last = 0
    for pair, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if start >= last:
            yield pair, start, end
            last = end


def finder(contexts: Iterable[Context]) -> PairFinder:
    """Raises ValueError for a word of one character that has a context without a character beside it."""
    words: dict[tuple[str, str, int], _Word] = {}

    def word_of(head: str, word: str, shift: int) -> _Word:
        return words.setdefault((head, word, shift), _Word(word, shift))

    for one in contexts:
        word = one.pair.word
        if len(word) > 1:
            word_of(word[:_LONGEST], word, 0).every.append(one)
            continue
        is_behind, beside = one.side
        if beside is None:
            raise ValueError(word)
        for character in beside - {""}:
            head = word + character if is_behind else character + word
            word_of(head, word, 0 if is_behind else 1).every.append(one)
    heads: dict[str, list[_Word]] = {}
    for (head, _, _), entry in words.items():
        heads.setdefault(head, []).append(entry)
    return PairFinder({head: tuple(those) for head, those in heads.items()})
