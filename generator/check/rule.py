"""What a rule of the proofreader is: one function with a code; its words stand in `diagnostics`.

A rule sees blocks of text (`model.prose`), a whole document, or the whole site, and gives the places that
it finds. It never words them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from generator.compile.plan import Plan
from generator.model.content import Content
from generator.model.prose import (
    CAPTION,
    CELL,
    HEADING,
    ITEM,
    NOTE,
    PARAGRAPH,
    SUBTITLE,
    TITLE,
    VALUE,
    Block,
    Document,
)
from generator.model.site import Site
from generator.model.unit import Units
from generator.model.word_lists import WordLists

R = TypeVar("R")
EVERY_KIND = frozenset({TITLE, SUBTITLE, HEADING, PARAGRAPH, ITEM, CELL, CAPTION, NOTE, VALUE})


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters of a block from `start` to `end`; `data` fills the rule's sentences. `fix` is what to write
    instead, only where that is right whatever the text means."""

    start: int
    end: int
    data: Mapping[str, str] = field(default_factory=dict)
    fix: str | None = None


@dataclass(frozen=True)
class Office:
    """What rules know of the office: its site file, units, and lists of words and people."""

    site: Site
    units: Units
    words: WordLists


@dataclass(frozen=True)
class Prose:
    """All that was written in a site, with the issues as they are planned."""

    content: Content
    plan: Plan
    office: Office
    documents: tuple[Document, ...]

    def of(self, *kinds: str) -> tuple[Document, ...]:
        return tuple(document for document in self.documents if document.kind in kinds)


Found = tuple[Block, Hit]


@dataclass(frozen=True)
class BlockRule:
    """Looks at one block of the `kinds` at a time. `needs`: a block without any of these characters is not
    looked at, which is what makes the proofreader quick; "" for all blocks. Of several strings a block must
    have a character each. `words`: nor is one in which none of these stands, where there are any."""

    code: str
    find: Callable[[Block, Office], Iterable[Hit]]
    kinds: frozenset[str] = EVERY_KIND
    needs: str | tuple[str, ...] = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadingRule(Generic[R]):
    """Like a BlockRule, but looks at what `read` makes of a block: its numbers, say. A block is read once for
    all rules that read it in the same way."""

    code: str
    read: Callable[[Block, Office], R]
    find: Callable[[R, Office], Iterable[Hit]]
    kinds: frozenset[str] = EVERY_KIND
    needs: str | tuple[str, ...] = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class SurveyRule(Generic[R]):
    """Like a ReadingRule, but `survey` looks at many blocks at once and reads only those in which there may
    be something to find: the number of a block → what the rule looks at. All that is looked for in that way
    is looked for once."""

    code: str
    survey: Callable[[Sequence[Block], Office], Mapping[int, R]]
    find: Callable[[R, Office], Iterable[Hit]]
    kinds: frozenset[str] = EVERY_KIND


@dataclass(frozen=True)
class DocumentRule:
    """Looks at one document at a time."""

    code: str
    find: Callable[[Document, Office], Iterable[Found]]


@dataclass(frozen=True)
class SiteRule:
    """Looks at the whole site."""

    code: str
    find: Callable[[Prose], Iterable[Found]]


@dataclass(frozen=True)
class GatheringRule(Generic[R]):
    """Looks at the whole site, through what `gather` takes from each document by itself: of documents that
    have not changed nothing is gathered again. It should be little, since it is kept."""

    code: str
    gather: Callable[[Document, Office], R]
    find: Callable[[Prose, Sequence[tuple[Document, R]]], Iterable[Found]]


Rule = BlockRule | ReadingRule[Any] | SurveyRule[Any] | DocumentRule | SiteRule | GatheringRule[Any]
