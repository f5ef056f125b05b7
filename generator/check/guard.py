"""What is looked for in a text that an editor wrote, and the findings about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.check.passages import OFFICIAL, Passage, values_of
from generator.diagnostics import Diagnostic, Place
from generator.model.content import Content
from generator.model.ledger import Ledger
from generator.model.record import Record, Sourced
from generator.privacy.consent import find_citizens
from generator.privacy.found import Found, apart
from generator.privacy.identifiers import find_identifiers
from generator.privacy.masking import hidden, masked_name, partial
from generator.privacy.names import find_names
from generator.privacy.normal import INVISIBLE
from generator.privacy.values import find_values, value_keys

MARKS = str.maketrans(dict.fromkeys("*_`~\\", INVISIBLE))
"""Marks of Markdown, which are gone on the page."""
_BETWEEN = re.compile(r"[、，,；;/\s]+")
_DIGIT = r"[\d〇零○一二三四五六七八九幺]"
_MARKED = re.compile(rf"{_DIGIT}[*_`~\\]{{1,4}}[ -]?[*_`~\\]{{0,4}}{_DIGIT}")


@dataclass(frozen=True)
class Guard:
    """What is looked for. `officials` are names that may be printed."""

    allow: tuple[str, ...]
    forbid: tuple[str, ...]
    names: frozenset[str] = field(repr=False)
    values: frozenset[str] = field(repr=False)
    officials: frozenset[str] = field(repr=False)

    def check(self, passages: Iterable[Passage], *, consent: bool = True) -> list[Diagnostic]:
        """Everything in the passages; without `consent` also citizens with their full names."""
        return [finding for passage in passages for finding in self._passage(passage, consent)]

    def find(self, text: str, markdown: bool = False) -> tuple[Found, ...]:
        """Identifiers, with marks of Markdown between their digits too."""
        found = list(find_identifiers(text, self.allow))
        if markdown and _MARKED.search(text):
            found += find_identifiers(text.translate(MARKS), self.allow)
        return apart(found)

    def everything(self, text: str, markdown: bool = False) -> tuple[Found, ...]:
        """All that no line of a finding may show."""
        names = find_names(text, self.names)
        return apart((*self.find(text, markdown), *names, *find_values(text, self.values, self.allow)))

    def _passage(self, passage: Passage, consent: bool) -> Iterator[Diagnostic]:
        text = passage.text
        found = self.find(text, passage.markdown)
        for one in found:
            yield self._finding("identifier-written", passage, one, kind=one.kind)
        for one in find_values(text, self.values, self.allow):
            if not any(_overlap(one, other) for other in found):
                yield self._finding("identifier-of-ledger", passage, one, kind=one.kind)
        for word in self.forbid:
            for match in re.finditer(re.escape(word), text):
                one = Found("", match.start(), match.end())
                yield self._finding("word-forbidden", passage, one, word=word)
        if passage.key in OFFICIAL:
            return
        named = find_names(text, self.names, self.officials)
        for one in named:
            yield self._finding("person-named", passage, one, masked=masked_name(text[one.start : one.end]))
        for one in () if consent else find_citizens(text):
            name = text[one.start : one.end]
            if name not in self.officials and not any(_overlap(one, other) for other in named):
                yield self._finding("person-without-consent", passage, one, masked=masked_name(name))

    def _finding(self, code: str, passage: Passage, found: Found, **data: str) -> Diagnostic:
        place = passage.at(found.start, found.end)
        data = {"where": passage.where, "partial": partial(passage.text, found), **data}
        return Diagnostic(code, place, data, self._excerpt(passage, place))

    def _excerpt(self, passage: Passage, place: Place) -> str:
        """The line at `place` with everything in it hidden, also what goes on from the line before."""
        if not 0 < place.line <= len(passage.lines):
            return ""
        text = "\n".join(passage.lines)
        return hidden(text, self.everything(text, markdown=True)).split("\n")[place.line - 1]


def guard_of(content: Content, ledger: Ledger | None) -> Guard:
    """What is looked for in a site, by its site.yaml and its ledger."""
    privacy = content.site.record.privacy
    keys = (key for text in _texts(content) for key in value_keys(text)) if ledger else ()
    return Guard(
        privacy.allow,
        privacy.forbid,
        ledger.names if ledger else frozenset(),
        ledger.private_values(keys) if ledger else frozenset(),
        officials_of(content),
    )


def officials_of(content: Content) -> frozenset[str]:
    """The names that may be printed: officials, bylines, and what site.yaml allows."""
    officials = {unit.contact for unit in content.units.all}
    for sourced in _records(content):
        officials |= {passage.text for passage in values_of(sourced) if passage.key in OFFICIAL}
    # 王芳、李娜 are two names.
    officials |= {part for text in officials for part in _BETWEEN.split(text)}
    return frozenset({*officials, *content.site.record.privacy.allow} - {""})


def _records(content: Content) -> Iterator[Sourced[Record]]:
    site = content.site
    yield Sourced(site.record, site.file, site.places, site.lines)
    for report in content.reports.values():
        yield Sourced(report.front.record, report.front.file, report.front.places, report.front.lines)
    for issue in content.issues:
        yield Sourced(issue.front.record, issue.front.file, issue.front.places, issue.front.lines)
    for listing in content.listings.values():
        yield Sourced(listing.record, listing.file, listing.places, listing.lines)
    for outline in content.outlines.values():
        yield Sourced(outline.front.record, outline.front.file, outline.front.places, outline.front.lines)


def _texts(content: Content) -> Iterator[str]:
    """All that may be looked at: files as they stand, their names, and values, which YAML may write in
    another way."""
    for unit in content.units.all:
        yield from (unit.name, unit.short_name, *unit.former_names)
    for sourced in _records(content):
        yield sourced.file
        yield "\n".join(sourced.lines)
        yield from (passage.text for passage in values_of(sourced))


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
