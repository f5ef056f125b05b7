"""The proofreader: all rules over all that was written, less what is silenced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.check.dealt import Look, looking
from generator.check.prose.documents import documents
from generator.check.rule import Hit, Office, Prose, Rule
from generator.check.rules import RULES
from generator.check.sieve import (
    Gathered,
    Looked,
    Slip,
    found_in_site,
    gathered_of,
    sieve_of,
    slips_at,
    slips_of,
)
from generator.check.silences import apply_silences, find_silences
from generator.compile.plan import Plan
from generator.diagnostics import Diagnostic
from generator.diagnostics.words_proofreading import RULES as WORDS
from generator.load.kept import Kept
from generator.model.content import Content
from generator.model.prose import Document

Progress = Callable[[int, int, str], None]
"""Called with how many files are read, how many there are, and which one was read last. What it raises ends
the reading; what was found by then is kept for the next time."""
_AT_ONCE = 100
"""Documents that each rule looks at one behind the other: some 50,000 characters, a tenth of a second."""


def proofread(
    content: Content, plan: Plan, kept: Kept | None = None, progress: Progress | None = None, jobs: int = 1
) -> tuple[list[Slip], list[Diagnostic]]:
    """Everything that the rules find in the site and nobody has silenced, and what is wrong with silences.

    `kept` has what was found in documents that are the same as before. With two `jobs` another process helps.
    """
    kept = kept or Kept()
    return proofread_prose(prose_of(content, plan, kept), kept, progress, jobs)


def proofread_prose(
    prose: Prose, kept: Kept, progress: Progress | None = None, jobs: int = 1
) -> tuple[list[Slip], list[Diagnostic]]:
    """The same for a site that is read as text already."""
    content, documents = prose.content, prose.documents
    sieve = sieve_of(RULES)
    slips: list[Slip] = []
    gathered: list[Gathered] = []
    chunks = [_Chunk(documents[at : at + _AT_ONCE], prose, kept) for at in range(0, len(documents), _AT_ONCE)]
    with looking([chunk.fresh for chunk in chunks if chunk.fresh], prose.office, RULES, jobs) as look:
        for chunk in chunks:
            for looked in chunk.looked(look):
                slips += looked.slips
                gathered.append(looked.gathered)
                if progress:
                    progress(len(gathered), len(documents), documents[len(gathered) - 1].file)

    def look_at_all() -> list[Slip]:
        found: list[Slip] = []
        for number, rule in enumerate(sieve.of_site):
            found += slips_at(rule.code, found_in_site(rule, prose, gathered, number))
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


class _Chunk:
    """Some documents: what `kept` has of them is not looked for again."""

    def __init__(self, documents: Sequence[Document], prose: Prose, kept: Kept) -> None:
        decides = (prose.content.words, prose.content.units, prose.content.site)
        self._kept = kept
        self._names = [f"proofread {document.kind} {document.key}" for document in documents]
        self._shared = [(document, *decides) for document in documents]
        self._known: list[Looked | None] = list(map(kept.known, self._names, self._shared))
        self.fresh = [document for document, one in zip(documents, self._known, strict=True) if one is None]

    def looked(self, look: Look) -> list[Looked]:
        made = iter(look(self.fresh) if self.fresh else ())
        return [
            one or self._kept.keep(name, next(made), {}, those)
            for one, name, those in zip(self._known, self._names, self._shared, strict=True)
        ]


def prose_of(content: Content, plan: Plan, kept: Kept) -> Prose:
    office = Office(content.site.record, content.units, content.words)
    return Prose(content, plan, office, documents(content, kept))


def rule_names() -> Mapping[str, str]:
    """Code and Chinese name of every rule → its code."""
    return {name: code for code, words in WORDS.items() for name in (code, words.name)}


def document_slips(document: Document, office: Office, rules: Iterable[Rule] = RULES) -> Iterator[Slip]:
    """What the rules find that look at one block or one document at a time."""
    return iter(slips_of((document,), office, sieve_of(rules))[0])


def site_slips(prose: Prose, rules: Iterable[Rule] = RULES) -> Iterator[Slip]:
    """What the rules find that look at the whole site."""
    sieve = sieve_of(rules)
    gathered = gathered_of(prose.documents, prose.office, sieve)
    for number, rule in enumerate(sieve.of_site):
        yield from slips_at(rule.code, found_in_site(rule, prose, gathered, number))


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
