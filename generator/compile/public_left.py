"""Names that a public edition may still tell: what looks like one and was not masked is told the editor."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any

from generator.compile.finding import at
from generator.compile.public_texts import plain_words
from generator.diagnostics import Diagnostic, Place
from generator.model.blocks import Prose
from generator.model.bulletin import Bulletin
from generator.model.content import Content, LoadedIssue
from generator.model.record import Sourced
from generator.privacy.masking import hidden, masked_name
from generator.privacy.public import Discretion
from generator.privacy.public_names import Named, find_left


def names_left(
    bulletin: Bulletin, issue: LoadedIssue, content: Content, discretion: Discretion
) -> Iterator[Diagnostic]:
    """A finding for each such name of a file, at the line where it stands."""
    told: set[tuple[str, str]] = set()
    for front, text in _texts(bulletin, issue, content):
        for named in find_left(text):
            if named.name in discretion.officials or (front.file, named.name) in told:
                continue
            told.add((front.file, named.name))
            yield _finding(front, named, bulletin.key)


def _texts(bulletin: Bulletin, issue: LoadedIssue, content: Content) -> Iterator[tuple[Sourced[Any], str]]:
    """What the edition says, with the file that it comes from."""
    yield issue.front, plain_words(bulletin.note_html)
    for section in bulletin.sections:
        yield issue.front, section.name
        for block in section.blocks:
            if isinstance(block, Prose):
                yield issue.front, plain_words(block.html)
        for article in section.articles:
            report = content.reports.get(article.source)
            captions = [photo.caption for photo in article.photos]
            html = "\n".join(("".join(article.title), article.subtitle, *captions))
            yield report.front if report else issue.front, f"{html}\n{plain_words(article.html)}"


def _finding(front: Sourced[Any], named: Named, issue: str) -> Diagnostic:
    """At the words in the file; at the record where they are written in another way there."""
    words = {
        "role": named.role,
        "name": named.name[0] + "*" * (len(named.name) - 1),
        "surname": masked_name(named.name).removesuffix("某"),
        "issue": issue,
    }
    for number, line in enumerate(front.lines, 1):
        for found in (one.found for one in find_left(unescape(line)) if one.name == named.name):
            place = Place(front.file, number, min(found.start, len(line)) + 1)
            return Diagnostic("public-named", place, words, hidden(unescape(line), [found]))
    return at(front, "public-named", **words)
