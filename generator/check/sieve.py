"""The rules that look at single documents, over many documents at once: rule by rule.

A rule that goes over many blocks, one behind the other, finds its patterns in the processor's cache. With all
rules over one block before the next it takes half as long again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Any

import numpy as np

from generator.check.joined import Marks, joined
from generator.check.rule import (
    EVERY_KIND,
    BlockRule,
    DocumentRule,
    Found,
    GatheringRule,
    Hit,
    Office,
    Prose,
    ReadingRule,
    Rule,
    SiteRule,
    SurveyRule,
)
from generator.diagnostics import Diagnostic
from generator.model.prose import Block, Document


@dataclass(frozen=True, slots=True)
class Slip:
    """What a rule found, with the text that it stands in: what `fix` starts from."""

    code: str
    block: Block
    hit: Hit

    @property
    def finding(self) -> Diagnostic:
        return Diagnostic(self.code, self.block.place(self.hit.start), self.hit.data)


Gathered = tuple[object, ...]
"""What each rule of the whole site takes from a document; None where it takes nothing."""
_BlockRule = BlockRule | ReadingRule[Any] | SurveyRule[Any]
_OfSite = SiteRule | GatheringRule[Any]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is found in a document, and what is taken from it for the rules of the whole site."""

    slips: list[Slip]
    gathered: Gathered


@dataclass(frozen=True)
class Sieve:
    """Rules sorted for all documents: those of blocks, those of whole documents, and those of the whole site.

    A rule of blocks needs one character or word of each of some sets: each of these is a bit, `bits` are
    those of a word, and the rule has all of its own.
    """

    bits: Mapping[str, int]
    of_blocks: tuple[tuple[_BlockRule, int], ...]
    of_documents: tuple[DocumentRule, ...]
    of_site: tuple[_OfSite, ...]

    @cached_property
    def marks(self) -> Marks:
        return Marks(self.bits)

    def sift(self, blocks: Sequence[Block]) -> list[list[int]]:
        """For each of the rules of blocks the numbers of those that it looks at."""
        if not blocks:
            return [[] for _ in self.of_blocks]
        kinds = sorted(EVERY_KIND)
        kind = np.fromiter((kinds.index(block.kind) for block in blocks), np.intp, len(blocks))
        found = self.marks.of_each(joined([block.text for block in blocks]))
        met: list[list[int]] = []
        for rule, own in self.of_blocks:
            fit = np.array([one in rule.kinds for one in kinds])[kind]
            for bits, needed in zip(found, self.marks.words(own), strict=True):
                if needed:
                    fit &= (bits & needed) == needed
            met.append(np.flatnonzero(fit).tolist())
        return met


def sieve_of(rules: Iterable[Rule]) -> Sieve:
    return _sieve_of(tuple(rules))


@lru_cache(maxsize=4)
def _sieve_of(rules: tuple[Rule, ...]) -> Sieve:
    """What is made of the rules is kept: it takes longer than to look at one document."""
    sets: dict[str | tuple[str, ...], int] = {}
    of_blocks: list[tuple[_BlockRule, int]] = []
    for rule in rules:
        if isinstance(rule, SurveyRule):
            of_blocks.append((rule, 0))
        elif isinstance(rule, BlockRule | ReadingRule):
            needs = (rule.needs,) if isinstance(rule.needs, str) else rule.needs
            keys: tuple[str | tuple[str, ...], ...] = (*needs, rule.words)
            own = [sets.setdefault(one, 1 << len(sets)) for one in keys if one]
            of_blocks.append((rule, reduce(or_, own, 0)))
    bits: dict[str, int] = {}
    for words, bit in sets.items():
        for word in words:
            bits[word] = bits.get(word, 0) | bit
    return Sieve(
        bits,
        tuple(of_blocks),
        tuple(rule for rule in rules if isinstance(rule, DocumentRule)),
        tuple(rule for rule in rules if isinstance(rule, SiteRule | GatheringRule)),
    )


def look(documents: Sequence[Document], office: Office, sieve: Sieve) -> list[Looked]:
    """What is found in each of the documents, in the order of its blocks."""
    slips = slips_of(documents, office, sieve)
    gathered = gathered_of(documents, office, sieve)
    return [Looked(own, taken) for own, taken in zip(slips, gathered, strict=True)]


def slips_of(documents: Sequence[Document], office: Office, sieve: Sieve) -> list[list[Slip]]:
    """What the rules find that look at one block or one document at a time, for each document."""
    blocks = [block for document in documents for block in document.blocks]
    found: list[list[Slip]] = [[] for _ in blocks]
    for slip, place in _of_blocks(blocks, office, sieve):
        found[place].append(slip)
    each = iter(found)
    slips = [[slip for _ in document.blocks for slip in next(each)] for document in documents]
    for rule in sieve.of_documents:
        for own, document in zip(slips, documents, strict=True):
            own += slips_at(rule.code, rule.find(document, office))
    return slips


def _of_blocks(blocks: Sequence[Block], office: Office, sieve: Sieve) -> Iterator[tuple[Slip, int]]:
    """Each slip with the place of its block, rule by rule."""
    readings: dict[Callable[..., Any], dict[int, Any]] = {}
    for (rule, _), met in zip(sieve.of_blocks, sieve.sift(blocks), strict=True):
        if isinstance(rule, BlockRule):
            for place in met:
                for hit in rule.find(blocks[place], office):
                    yield Slip(rule.code, blocks[place], hit), place
            continue
        if isinstance(rule, SurveyRule):
            if rule.survey not in readings:
                readings[rule.survey] = dict(rule.survey(blocks, office)) if blocks else {}
            read = readings[rule.survey]
            met = [place for place in read if blocks[place].kind in rule.kinds]
        else:
            read = readings.setdefault(rule.read, {})
            for place in met:
                if place not in read:
                    read[place] = rule.read(blocks[place], office)
        for place in met:
            for hit in rule.find(read[place], office):
                yield Slip(rule.code, blocks[place], hit), place


def gathered_of(documents: Sequence[Document], office: Office, sieve: Sieve) -> list[Gathered]:
    """What is taken from each document for the rules of the whole site."""
    nothing: Sequence[object] = [None] * len(documents)
    taken: dict[object, Sequence[object]] = {}
    for rule in sieve.of_site:
        if isinstance(rule, GatheringRule) and rule.gather not in taken:
            # Several rules may look at the same.
            taken[rule.gather] = [rule.gather(document, office) for document in documents]
    own = (taken[rule.gather] if isinstance(rule, GatheringRule) else nothing for rule in sieve.of_site)
    return list(zip(*own, strict=True)) if sieve.of_site else [() for _ in documents]


def found_in_site(
    rule: SiteRule | GatheringRule[Any],
    prose: Prose,
    gathered: Sequence[Gathered],
    number: int,
) -> Iterable[Found]:
    """What a rule finds that is the `number`-th of those of the site, from 0."""
    if isinstance(rule, SiteRule):
        return rule.find(prose)
    own = [(document, one[number]) for document, one in zip(prose.documents, gathered, strict=True)]
    return rule.find(prose, own)


def slips_at(code: str, found: Iterable[Found]) -> Iterator[Slip]:
    return (Slip(code, block, hit) for block, hit in found)
