"""Blocks of text after edits within their lines: the text that comes out, and where it then stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.prose import Block, Document, Run, Table


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """In a line (from 1), from `column` on (from 1), `old` becomes `new`. Neither has a line's end."""

    line: int
    column: int
    old: str
    new: str

    @property
    def end(self) -> int:
        return self.column + len(self.old)


Edits = Mapping[int, Sequence[Edit]]
"""Edits of one file by line, in the order of their columns; none overlaps another."""


def by_line(edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """The edits in order; of two that overlap, the first."""
    lines: dict[int, list[Edit]] = {}
    for edit in sorted(set(edits)):
        own = lines.setdefault(edit.line, [])
        if not own or own[-1].end <= edit.column:
            own.append(edit)
    return lines


def edited_line(line: str, edits: Sequence[Edit]) -> str:
    pieces, last = [], 0
    for edit in edits:
        pieces += [line[last : edit.column - 1], edit.new]
        last = edit.end - 1
    return "".join([*pieces, line[last:]])


def edited_document(document: Document, edits: Edits) -> Document:
    """The document as it reads after the edits."""
    changed: dict[int, Block] = {}

    def now(block: Block) -> Block:
        if id(block) not in changed:
            changed[id(block)] = edited_block(block, edits)
        return changed[id(block)]

    blocks = tuple(now(block) for block in document.blocks)
    tables = tuple(
        Table(
            tuple(tuple(now(cell) for cell in row) for row in table.rows),
            table.caption and now(table.caption),
        )
        for table in document.tables
    )
    return replace(document, blocks=blocks, tables=tables)


def edited_block(block: Block, edits: Edits) -> Block:
    """A block as it reads after the edits; the same object where none of them stands in its lines."""
    if not any(run.line in edits for run in block.runs):
        return block
    text, runs = "", []
    ends = [*(run.start for run in block.runs[1:]), len(block.text)]
    for run, end in zip(block.runs, ends, strict=True):
        own = block.text[run.start : end]
        column, piece, last = run.column, "", 0
        for edit in edits.get(run.line, ()):
            if edit.end <= run.column:
                column += len(edit.new) - len(edit.old)
            at = edit.column - run.column
            if at >= last and own[at : at + len(edit.old)] == edit.old:
                piece += own[last:at] + edit.new
                last = at + len(edit.old)
        runs.append(Run(len(text), run.line, column))
        text += piece + own[last:]
    return replace(block, text=text, runs=tuple(runs))
