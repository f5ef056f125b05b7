"""What editors wrote as a proofreader reads it: blocks of text that know where each character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.diagnostics import Place

TITLE, SUBTITLE, HEADING = "title", "subtitle", "heading"
PARAGRAPH, ITEM, CELL, CAPTION, NOTE, VALUE = "paragraph", "item", "cell", "caption", "note", "value"
RUNNING = frozenset({PARAGRAPH, ITEM, NOTE})
"""Kinds that are sentences."""
HEADS = frozenset({TITLE, SUBTITLE, HEADING})
"""Kinds that stand alone on their lines and have no full stop."""
FIGURE = "\ufffc"
"""Stands in a block's text for a figure that is filled in, `{{受理量}}`."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a block that stand one behind the other in the file: the first is the `start`-th of the
    block and stands at `line` and `column`, both from 1."""

    start: int
    line: int
    column: int


@dataclass(frozen=True)
class Block:
    """A text without marks of Markdown: a paragraph, a heading, a cell, a value.

    `where` is what editors call it: 正文, 标题. `level` is that of a heading, from 1; `number` the one that
    is written before an item, 0 for none. `lines` are the first and last line of the file that belong to it.
    """

    kind: str
    text: str
    where: str
    file: str
    runs: tuple[Run, ...]
    lines: tuple[int, int]
    level: int = 0
    number: int = 0

    def has(self, chars: Iterable[str]) -> bool:
        """Whether one of the characters stands in it."""
        return any(map(self.text.__contains__, chars))

    def place(self, position: int) -> Place:
        """Where the character at `position` stands, from 0."""
        run = self.runs[max(0, bisect_right(self.runs, position, key=lambda run: run.start) - 1)]
        return Place(self.file, run.line, run.column + max(0, position - run.start))

    def is_whole(self, start: int, end: int) -> bool:
        """Whether the characters from `start` to `end` stand one behind the other in the file."""
        first = bisect_right(self.runs, start, key=lambda run: run.start)
        return bisect_right(self.runs, max(start, end - 1), key=lambda run: run.start) == first


@dataclass(frozen=True)
class Table:
    """Rows of cells, the head first; `caption` names it where it has one."""

    rows: tuple[tuple[Block, ...], ...]
    caption: Block | None = None


@dataclass(frozen=True)
class Document:
    """A file, or the part of it that editors wrote: `kind` is report, issue, list, outline, site or units;
    `key` names it among those of its kind: a report's path, an issue's key."""

    kind: str
    key: str
    file: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    _known: dict[tuple[str, ...], tuple[Block, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def of(self, *kinds: str) -> Iterator[Block]:
        """The blocks of some kinds, which many rules ask for."""
        known = self._known.get(kinds)
        if known is None:
            known = self._known[kinds] = tuple(block for block in self.blocks if block.kind in kinds)
        return iter(known)
