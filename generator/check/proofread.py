"""The proofreader: all rules over all that was written, less what is silenced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.check.prose.documents import documents
from generator.check.rule import (
    EVERY_KIND,
    BlockRule,
    DocumentRule,
    Found,
    Hit,
    Office,
    Prose,
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
    for number, document in enumerate(documents, start=1):
        look = partial(_look, document, prose.office, sieve)
        slips += kept.again(f"proofread {document.kind} {document.key}", (), (document, *decides), look)
        if progress:
            progress(number, len(documents), document.file)
    for rule in RULES:
        slips += site_slips(prose, (rule,))
        if progress and isinstance(rule, SiteRule):
            progress(len(documents), len(documents), "整个站点")
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


@dataclass(frozen=True)
class Sieve:
    """Rules in the order of those that a block of each kind meets; made once for all documents."""

    of_kind: Mapping[str, tuple[tuple[BlockRule, frozenset[str]], ...]]
    of_documents: tuple[DocumentRule, ...]


def sieve_of(rules: Iterable[Rule]) -> Sieve:
    rules = tuple(rules)
    blocks = [(rule, frozenset(rule.needs)) for rule in rules if isinstance(rule, BlockRule)]
    of_kind = {kind: tuple(one for one in blocks if kind in one[0].kinds) for kind in EVERY_KIND}
    return Sieve(of_kind, tuple(rule for rule in rules if isinstance(rule, DocumentRule)))


def document_slips(document: Document, office: Office, rules: Iterable[Rule] = RULES) -> Iterator[Slip]:
    """What the rules find that look at one block or one document at a time."""
    return sifted_slips(document, office, sieve_of(rules))


def sifted_slips(document: Document, office: Office, sieve: Sieve) -> Iterator[Slip]:
    """The same with rules that are sorted already."""
    for block in document.blocks:
        chars = block.chars
        for rule, needs in sieve.of_kind[block.kind]:
            if not needs or not needs.isdisjoint(chars):
                for hit in rule.find(block, office):
                    yield Slip(rule.code, block, hit)
    for whole in sieve.of_documents:
        yield from _slips(whole.code, whole.find(document, office))


def site_slips(prose: Prose, rules: Iterable[Rule] = RULES) -> Iterator[Slip]:
    """What the rules find that look at the whole site."""
    for rule in rules:
        if isinstance(rule, SiteRule):
            yield from _slips(rule.code, rule.find(prose))


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


def _look(document: Document, office: Office, sieve: Sieve) -> list[Slip]:
    return list(sifted_slips(document, office, sieve))
