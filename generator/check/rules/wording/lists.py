"""Words of the lists that the program and the office keep (`load.words`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.check.joined import joined
from generator.check.rule import Hit, Office, Rule, SurveyRule
from generator.check.rules.wording.heads import Heads, heads_of
from generator.check.rules.wording.once import once
from generator.check.rules.wording.pairs import Pair
from generator.check.rules.wording.pairs_read import pairs
from generator.check.rules.wording.scan import Scanned, scan
from generator.check.rules.wording.typed import typed
from generator.diagnostics.rules_wording_lists import advice
from generator.load.words import SIGNS, word_pattern
from generator.model.prose import Block
from generator.model.word_lists import Word, WordLists

_REACH = 16
"""Characters before and behind a word in which an exception is looked for: it overlaps the word."""
_Words = tuple[Word, ...]
_TITLE = 60
"""Characters before and behind a word in which the marks 《》 around it are looked for."""


@dataclass(frozen=True)
class _Entry:
    """A word; `pattern` where there are signs in it, since most have none. `unless` likewise."""

    word: Word
    pattern: re.Pattern[str] | None
    unless: tuple[str | re.Pattern[str], ...]

    def match(self, text: str, start: int) -> tuple[int, tuple[str, ...]] | None:
        """Where the word that begins at `start` ends, and what its signs stand for."""
        if self.pattern is None:
            return (start + len(self.word.word), ()) if text.startswith(self.word.word, start) else None
        match = self.pattern.match(text, start)
        return (match.end(), match.groups()) if match else None

    def may_stand(self, text: str, start: int, end: int) -> bool:
        """Whether one of the exceptions overlaps the word."""
        return any(_overlaps(one, text, start, end) for one in self.unless)


def _overlaps(unless: str | re.Pattern[str], text: str, start: int, end: int) -> bool:
    if isinstance(unless, str):
        return unless in text[max(0, start - len(unless) + 1) : end + len(unless) - 1]
    last = max(0, start - _REACH)
    while match := unless.search(text, last, end + _REACH):
        if match.start() < end and match.end() > start:
            return True
        last = match.start() + 1
    return False


@dataclass(frozen=True)
class _Finder:
    """All words of a list. `anywhere` finds where two characters stand of which one begins a word and one is
    the second of some word; `heads` tell by these two, or by the first where a sign follows it, which words
    may stand there, the longest first."""

    anywhere: re.Pattern[str]
    heads: Mapping[str, tuple[_Entry, ...]]

    def find(self, text: str) -> Iterator[tuple[Word, int, int, tuple[str, ...]]]:
        """Each word with its place and what its signs stand for."""
        heads, end = self.heads, 0
        for found in self.anywhere.finditer(text):
            start = found.start()
            pair = text[start : start + 2]
            if start < end or not (pair in heads or pair[0] in heads):
                continue
            for entry in (*heads.get(pair, ()), *heads.get(pair[0], ())):
                match = entry.match(text, start)
                if match and not entry.may_stand(text, start, match[0]):
                    yield entry.word, start, *match
                    end = match[0]
                    break


@once
def _finder(words: tuple[Word, ...]) -> _Finder | None:
    """None for an empty list."""
    heads: dict[str, list[_Entry]] = defaultdict(list)
    for word in sorted(words, key=lambda one: (-len(one.word), one.word)):
        if word.word:
            pattern = re.compile(word_pattern(word.word)) if SIGNS.search(word.word) else None
            unless = tuple(re.compile(word_pattern(one)) if SIGNS.search(one) else one for one in word.unless)
            sign = SIGNS.match(word.word, 1)
            heads[word.word[: 1 if sign else 2]].append(_Entry(word, pattern, unless))
    if not heads:
        return None
    pairs = [head for head in heads if len(head) == 2]
    alone = "".join(map(re.escape, (head for head in heads if len(head) == 1)))
    ways = [f"[{alone}]"] if alone else []
    if pairs:
        first, second = ("".join({re.escape(head[place]) for head in pairs}) for place in (0, 1))
        ways.append(f"[{first}](?=[{second}])")
    return _Finder(re.compile("|".join(ways)), {head: tuple(those) for head, those in heads.items()})


def _find(text: str, words: tuple[Word, ...], *, in_titles: bool) -> Iterator[Hit]:
    finder = _finder(words)
    if finder is None:
        return
    for word, start, end, found in finder.find(text):
        if in_titles or not _in_title(text, start, end):
            told = advice(_filled(word.instead, found), word.reason)
            yield Hit(start, end, {"word": text[start:end], "advice": told})


def _filled(instead: str, found: tuple[str, ...]) -> str:
    """What to write, with the numbers and characters that the signs stand for."""
    left = iter(found)
    return SIGNS.sub(lambda sign: next(left, sign[0]), instead)


def _in_title(text: str, start: int, end: int) -> bool:
    """Whether it stands in 《》: titles are quoted as they are printed."""
    before = text[max(0, start - _TITLE) : start]
    return before.rfind("《") > before.rfind("》") and "》" in text[end : end + _TITLE]


class Sifted(NamedTuple):
    """A text, and the lists of WordLists of which a word stands in it. `pairs` are words that are taken
    for others (`wording.pairs`) with their places; `scan` is what else may be wrong in it."""

    text: str
    lists: frozenset[str]
    pairs: tuple[tuple[Pair, int, int], ...]
    scan: Scanned


def sifted(block: Block, office: Office) -> Sifted:
    """What `survey` says of one block."""
    return survey([block], office).get(0, Sifted(block.text, frozenset(), (), Scanned(block.text)))


def survey(blocks: Sequence[Block], office: Office) -> dict[int, Sifted]:
    """Those of the blocks in which there may be something to find."""
    texts = [block.text for block in blocks]
    together, words = joined(texts), office.words
    lists = _heads(words.forbidden, words.preferred, words.confusable).lists_in_each(texts, together)
    taken = pairs().find_each(texts, together)
    scans = scan(texts, together)
    return {
        number: Sifted(
            texts[number],
            frozenset(lists.get(number, ())),
            taken.get(number, ()),
            scans.get(number) or Scanned(texts[number]),
        )
        for number in sorted({*lists, *taken, *scans})
    }


@once
def _heads(forbidden: _Words, preferred: _Words, confusable: _Words) -> Heads:
    lists = {"forbidden": forbidden, "preferred": preferred, "confusable": confusable}
    words = {name: [SIGNS.split(one.word)[0] for one in those if one.word] for name, those in lists.items()}
    return heads_of(words)


def forbidden(one: Sifted, office: Office) -> Iterable[Hit]:
    return _find(one.text, office.words.forbidden, in_titles=True) if "forbidden" in one.lists else ()


def preferred(one: Sifted, office: Office) -> Iterable[Hit]:
    is_listed = "preferred" in one.lists
    if not (is_listed or one.pairs):
        return ()
    found = list(_find(one.text, office.words.preferred, in_titles=False)) if is_listed else []
    return _with_pairs(one, found, light=True)


def confusable(one: Sifted, office: Office) -> Iterable[Hit]:
    is_listed = "confusable" in one.lists
    return _confused(one, office, is_listed) if is_listed or one.pairs or one.scan.quads else ()


def _confused(one: Sifted, office: Office, is_listed: bool) -> Iterator[Hit]:
    listed = list(_find(one.text, office.words.confusable, in_titles=False)) if is_listed else []
    found = list(_with_pairs(one, listed, light=False))
    yield from found
    yield from _typed(one.scan, found, office)


def _typed(scan: Scanned, found: list[Hit], office: Office) -> Iterator[Hit]:
    """Words and sayings with a wrong character in them that no list has (`wording.typed`)."""
    text, taken = scan.text, {place for hit in found for place in range(hit.start, hit.end)}
    for start, end, right in sorted(typed(scan)):
        if not taken.isdisjoint(range(start, end)) or _in_title(text, start, end):
            continue
        if text[start:end] not in _listed(office.words):
            wrong = [pair for pair in zip(text[start:end], right, strict=True) if pair[0] != pair[1]]
            reason = "，".join(f"“{two}”误写成“{one}”" for one, two in wrong)
            taken.update(range(start, end))
            yield Hit(start, end, {"word": text[start:end], "advice": advice(right, reason)})


@once
def _listed(words: WordLists) -> frozenset[str]:
    """All words of the lists: what an office has put there is not told in another way."""
    return frozenset(one.word for those in (words.confusable, words.preferred) for one in those)


def _with_pairs(one: Sifted, listed: list[Hit], *, light: bool) -> Iterator[Hit]:
    """What the lists found, and the words beside which others show that they are wrong (`wording.pairs`)."""
    yield from listed
    for pair, start, end in one.pairs:
        is_told = any(start < hit.end and hit.start < end for hit in listed)
        if pair.light == light and not is_told and not _in_title(one.text, start, end):
            yield Hit(start, end, {"word": pair.word, "advice": advice(pair.right, pair.reason)})


RULES: tuple[Rule, ...] = (
    SurveyRule("word-banned", survey, forbidden),
    SurveyRule("word-preferred", survey, preferred),
    SurveyRule("word-confusable", survey, confusable),
)
