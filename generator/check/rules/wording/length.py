"""Sentences and headings that are too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.load.reports import LONG_TITLE
from generator.model.prose import HEADING, RUNNING, TITLE, Block

TITLE_LINE = 20
"""Characters of 22 pt in a line of 156 mm (GB/T 9704-2012, 5.2.1 and 7.3.1)."""
HEADING_LINE = 28
"""Characters of 16 pt in a line (GB/T 9704-2012, 5.2.3)."""
LINES = 2
_SENTENCE = pattern(r"[^。！？]*(?:[。！？]+[”’」』）]*|$)")
_BLANKS = pattern(r"\s+")


def long_sentence(block: Block, office: Office) -> Iterator[Hit]:
    limit = office.site.proofreading.sentence_length
    if not limit or len(block.text) <= limit:
        return
    for match in _SENTENCE.finditer(block.text):
        count = len(_BLANKS.sub("", match[0]))
        if count > limit:
            yield Hit(match.start(), match.end(), {"count": str(count), "limit": str(limit)})


def long_heading(block: Block, office: Office) -> Iterator[Hit]:
    line = TITLE_LINE if block.kind == TITLE else HEADING_LINE
    text = block.text
    if len(text) <= LINES * line:
        return
    if block.kind == TITLE and len(text.replace("\\", "")) > LONG_TITLE:
        # The loader says so already.
        return
    wide = sum(_width(one) for one in text.replace("\\", ""))
    if wide > LINES * line:
        yield Hit(0, len(text), {"count": f"{wide:g}", "limit": str(LINES * line)})


def _width(character: str) -> float:
    """In characters of Chinese text."""
    return 1 if unicodedata.east_asian_width(character) in "WFA" else 0.5


RULES: tuple[Rule, ...] = (
    BlockRule("sentence-long", long_sentence, RUNNING),
    BlockRule("heading-long", long_heading, frozenset({TITLE, HEADING})),
)
