"""What is looked for in a text that an editor wrote, and the findings about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.check.passages import OFFICIAL, Passage, values_of
from generator.diagnostics import Diagnostic, Place
from generator.load.kept import Kept
from generator.model.content import Content
from generator.model.ledger import Ledger
from generator.model.record import Sourced
from generator.privacy.found import Found, apart
from generator.privacy.identifiers import find_identifiers
from generator.privacy.masking import hidden, masked_name, partial
from generator.privacy.named import find_named
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
    """What is looked for. `officials` are names that may be printed, `leaders` those of words.yaml, who are
    no citizens even where a sentence calls them so."""

    allow: tuple[str, ...]
    forbid: tuple[str, ...]
    names: frozenset[str] = field(repr=False)
    values: frozenset[str] = field(repr=False)
    officials: frozenset[str] = field(repr=False)
    leaders: frozenset[str] = field(default=frozenset(), repr=False)

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
        for one in () if consent else find_named(text):
            name = text[one.start : one.end]
            if (
                name not in self.officials
                and name not in self.leaders
                and not any(_overlap(one, other) for other in named)
            ):
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


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says that decides what is looked for: names of `officials` in it, and `keys` of values that
    the ledger may have."""

    officials: frozenset[str]
    keys: frozenset[str]


def guard_of(content: Content, ledger: Ledger | None, kept: Kept | None = None) -> Guard:
    """What is looked for in a site, by its site.yaml and its ledger. `kept` has what was looked through."""
    privacy, kept = content.site.record.privacy, kept or Kept()
    words = [_words_again(sourced, kept, keys=ledger is not None) for sourced in _records(content)]
    units = (name for unit in content.units.all for name in (unit.name, unit.short_name, *unit.former_names))
    keys = {key for text in units for key in value_keys(text)}.union(*(one.keys for one in words))
    return Guard(
        privacy.allow,
        privacy.forbid,
        ledger.names if ledger else frozenset(),
        ledger.private_values(keys) if ledger else frozenset(),
        _officials(content, words),
        frozenset(one.name for one in (*content.words.leaders, *content.words.people)),
    )


def officials_of(content: Content, kept: Kept | None = None) -> frozenset[str]:
    """The names that may be printed: officials, bylines, and what site.yaml allows."""
    kept = kept or Kept()
    return _officials(content, [_words_again(sourced, kept, keys=True) for sourced in _records(content)])


def words_of(sourced: Sourced[Any], *, keys: bool) -> Words:
    """Of the file as it stands, its name, and its values, which YAML may write in another way."""
    passages = list(values_of(sourced))
    texts = (sourced.file, "\n".join(sourced.lines), *(passage.text for passage in passages))
    return Words(
        frozenset(passage.text for passage in passages if passage.key in OFFICIAL),
        frozenset(key for text in texts for key in value_keys(text)) if keys else frozenset(),
    )


def _words_again(sourced: Sourced[Any], kept: Kept, *, keys: bool) -> Words:
    name = f"words {sourced.file} {keys}"
    return kept.again(name, (), (sourced,), lambda: words_of(sourced, keys=keys))


def _officials(content: Content, words: Iterable[Words]) -> frozenset[str]:
    officials = {unit.contact for unit in content.units.all}.union(*(one.officials for one in words))
    # 王芳、李娜 are two names.
    officials |= {part for text in officials for part in _BETWEEN.split(text)}
    return frozenset({*officials, *content.site.record.privacy.allow} - {""})


def _records(content: Content) -> Iterator[Sourced[Any]]:
    yield content.site
    yield from (report.front for report in content.reports.values())
    yield from (issue.front for issue in content.issues)
    yield from content.listings.values()
    yield from (outline.front for outline in content.outlines.values())


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end
