"""The rule about counts of items: those announced, those named, those that a slogan counts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.rule import DocumentRule, Found, Office, Rule
from generator.check.rules.figures.counted_lists import names_counted
from generator.check.rules.figures.lists import announced_number
from generator.check.rules.items.announced import announced
from generator.check.rules.items.named import clauses_counted, named_before, names_ahead
from generator.check.rules.items.slogans import slogans_counted
from generator.model.prose import CAPTION, CELL, HEADING, ITEM, NOTE, PARAGRAPH, SUBTITLE, TITLE, Document

_KINDS = (PARAGRAPH, ITEM, NOTE, CELL, CAPTION, TITLE, SUBTITLE, HEADING)


def items_counted(document: Document, office: Office) -> Iterator[Found]:
    """Counts that are not those of what is listed, but for what other rules tell."""
    found = [*announced(document), *slogans_counted(document)]
    for block in document.of(*_KINDS):
        for form in (named_before, clauses_counted, names_ahead):
            found += ((block, hit) for hit in form(block.text))
    if not found:
        return
    told = [*names_counted(document, office), *announced_number(document, office)]
    for block, hit in found:
        if all(one is not block or hit.end <= other.start or other.end <= hit.start for one, other in told):
            told.append((block, hit))
            yield block, hit


ITEM_RULES: tuple[Rule, ...] = (DocumentRule("items-count", items_counted),)
