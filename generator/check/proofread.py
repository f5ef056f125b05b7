"""The proofreader: all rules over all that was written, less what is silenced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from generator.check.prose.documents import documents
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
)
from generator.check.rules import RULES
from generator.check.silences import apply_silences, find_silences
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic
from generator.diagnostics.words_proofreading import RULES as WORDS
from generator.load.kept import Kept
from generator.model.content import Content
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


Progress = Callable[[int, int, str], None]
"""Called with how many files are read, how many there are, and which one was read last. What it raises ends
the reading; what was found by then is kept for the next time."""


def proofread(
    content: Content, plan: Plan, kept: Kept | None = None, progress: Progress | None = None
) -> tuple[list[Slip], list[Diagnostic]]:
    """Everything that the rules find in the site and nobody has silenced, and what is wrong with silences.

    `kept` has what was found in documents that are the same as before.
    """
    kept = kept or Kept()
    return proofread_prose(prose_of(content, plan, kept), kept, progress)


def proofread_prose(
    prose: Prose, kept: Kept, progress: Progress | None = None
) -> tuple[list[Slip], list[Diagnostic]]:
    """The same for a site that is read as text already."""
    content, documents = prose.content, prose.documents
    decides = (content.words, content.units, content.site)
    sieve = sieve_of(RULES)
    slips: list[Slip] = []
    gathered: list[Gathered] = []
    for number, document in enumerate(documents, start=1):
        look = partial(_looked, document, prose.office, sieve)
        looked = kept.again(f"proofread {document.kind} {document.key}", (), (document, *decides), look)
        slips += looked.slips
        gathered.append(looked.gathered)
        if progress:
            progress(number, len(documents), document.file)

    def look_at_all() -> list[Slip]:
        found: list[Slip] = []
        for number, rule in enumerate(sieve.of_site):
            found += _slips(rule.code, _found_in_site(rule, prose, gathered, number))
            if progress:
                progress(len(documents), len(documents), "整个站点")
        return found

    slips += kept.again("proofread site", (), (content, prose.plan, *documents), look_at_all)
    silences, findings = find_silences(content, documents, rule_names())
    told = [slip.finding for slip in slips]
    left, unused = apply_silences(told, silences)
    standing = {id(finding) for finding in left}
    loud = [slip for slip, finding in zip(slips, told, strict=True) if id(finding) in standing]
    return apart(loud), findings + unused


def prose_of(content: Content, plan: Plan, kept: Kept) -> Prose:
    office = Office(content.site.record, content.units, content.words)
    return Prose(content, plan, office, documents(content, kept))


def rule_names() -> Mapping[str, str]:
    """Code and Chinese name of every rule → its code."""
    return {name: code for code, words in WORDS.items() for name in (code, words.name)}


Gathered = tuple[object, ...]
"""What each rule of the whole site takes from a document; None where it takes nothing."""
_Sifted = tuple[str, Callable[[Any, Office], Iterable[Hit]], Callable[[Block, Office], Any] | None]
"""The code of a rule, what finds, and of what reading of the block."""
_Signs = frozenset[str]


@dataclass(frozen=True)
class Sieve:
    """Rules sorted for all documents: those that a block of each kind meets, each with the characters of
    which the block must have one, those of whole documents, and those of the whole site. `signs` are the
    characters that any of them needs; `known` has the rules for each kind and signs that were met."""

    signs: _Signs
    of_kind: Mapping[str, tuple[tuple[_Signs, _Sifted], ...]]
    of_documents: tuple[DocumentRule, ...]
    of_site: tuple[SiteRule | GatheringRule[Any], ...]
    known: dict[tuple[str, _Signs], tuple[_Sifted, ...]] = field(default_factory=dict, compare=False)

    def of_block(self, block: Block) -> tuple[_Sifted, ...]:
        """The rules that may find something in a block: many blocks have the same few signs."""
        signs = self.signs.intersection(block.text)
        met = self.known.get((block.kind, signs))
        if met is None:
            of_kind = self.of_kind[block.kind]
            met = tuple(rule for needs, rule in of_kind if not needs or not needs.isdisjoint(signs))
            self.known[block.kind, signs] = met
        return met


@dataclass(frozen=True, slots=True)
class Looked:
    """What is found in a document, and what is taken from it for the rules of the whole site."""

    slips: list[Slip]
    gathered: Gathered


def sieve_of(rules: Iterable[Rule]) -> Sieve:
    rules = tuple(rules)
    sifted: dict[str, list[tuple[_Signs, _Sifted]]] = {kind: [] for kind in EVERY_KIND}
    for rule in rules:
        if isinstance(rule, BlockRule | ReadingRule):
            read = rule.read if isinstance(rule, ReadingRule) else None
            for kind in rule.kinds:
                sifted[kind].append((frozenset(rule.needs), (rule.code, rule.find, read)))
    return Sieve(
        frozenset().union(*(needs for those in sifted.values() for needs, _ in those)),
        {kind: tuple(those) for kind, those in sifted.items()},
        tuple(rule for rule in rules if isinstance(rule, DocumentRule)),
        tuple(rule for rule in rules if isinstance(rule, SiteRule | GatheringRule)),
    )


def document_slips(document: Document, office: Office, rules: Iterable[Rule] = RULES) -> Iterator[Slip]:
    """What the rules find that look at one block or one document at a time."""
    return _sifted_slips(document, office, sieve_of(rules))


def _sifted_slips(document: Document, office: Office, sieve: Sieve) -> Iterator[Slip]:
    for block in document.blocks:
        readings: dict[object, object] = {}
        for code, find, read in sieve.of_block(block):
            if read is None:
                hits = find(block, office)
            else:
                if read not in readings:
                    readings[read] = read(block, office)
                hits = find(readings[read], office)
            for hit in hits:
                yield Slip(code, block, hit)
    for whole in sieve.of_documents:
        yield from _slips(whole.code, whole.find(document, office))


def site_slips(prose: Prose, rules: Iterable[Rule] = RULES) -> Iterator[Slip]:
    """What the rules find that look at the whole site."""
    sieve = sieve_of(rules)
    gathered = [_gathered(document, prose.office, sieve) for document in prose.documents]
    for number, rule in enumerate(sieve.of_site):
        yield from _slips(rule.code, _found_in_site(rule, prose, gathered, number))


def _gathered(document: Document, office: Office, sieve: Sieve) -> Gathered:
    return tuple(
        rule.gather(document, office) if isinstance(rule, GatheringRule) else None for rule in sieve.of_site
    )


def _found_in_site(
    rule: SiteRule | GatheringRule[Any], prose: Prose, gathered: Sequence[Gathered], number: int
) -> Iterable[Found]:
    """What a rule finds that is the `number`-th of those of the site, from 0."""
    if isinstance(rule, SiteRule):
        return rule.find(prose)
    own = [(document, one[number]) for document, one in zip(prose.documents, gathered, strict=True)]
    return rule.find(prose, own)


def apart(slips: Sequence[Slip]) -> list[Slip]:
    """The slips without warnings about characters that an error is about: one fault is told once."""
    errors: dict[int, list[Hit]] = {}
    for slip in slips:
        if WORDS[slip.code].severity == "error":
            errors.setdefault(id(slip.block), []).append(slip.hit)

    def is_told(slip: Slip) -> bool:
        hits = errors.get(id(slip.block), ()) if WORDS[slip.code].severity == "warning" else ()
        return any(hit.start < slip.hit.end and slip.hit.start < hit.end for hit in hits)

    return [slip for slip in slips if not is_told(slip)]


def _slips(code: str, found: Iterable[Found]) -> Iterator[Slip]:
    return (Slip(code, block, hit) for block, hit in found)


def _looked(document: Document, office: Office, sieve: Sieve) -> Looked:
    return Looked(list(_sifted_slips(document, office, sieve)), _gathered(document, office, sieve))
