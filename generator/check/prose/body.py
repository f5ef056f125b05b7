"""The blocks of a Markdown text: paragraphs, headings, items, tables, captions, notes.

Python-Markdown keeps no places, so the source is cut here along the rules that the reader of reports
(`load.markdown`) goes by; what it refuses is no matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.check.prose.inline import Plain, SourceLine, plain
from generator.load.markdown_scan import CAPTION as TABLE_CAPTION
from generator.load.markdown_scan import is_rule
from generator.model.prose import CAPTION, CELL, HEADING, ITEM, NOTE, PARAGRAPH, Block, Table

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t　]*(?=\S)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_ITEM = re.compile(r"\s*(?:[-*+]|(?P<number>\d{1,3})\.)[ \t]+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]*\]:[ \t]*")
_QUOTE = re.compile(r"\s*(?:>[ \t]?)+")
_PICTURE = re.compile(r"\s*!\[[^\]\n]*\]\([^\n]*\)\s*")
_RULED = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_MARKED = frozenset(("", *"#-*_=+>[!0123456789表"))
"""What a line that is not simply text begins with, besides blanks."""
_CELL = re.compile(r"(?:\\.|[^|\\])*")


@dataclass
class Blocks:
    """Collects the blocks of one text of `file`; `where` is what editors call it."""

    file: str
    where: str
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    _open: list[SourceLine] = field(default_factory=list)
    _kind: str = PARAGRAPH
    _number: int = 0

    def read(self, lines: list[SourceLine]) -> None:
        number = 0
        while number < len(lines):
            line = lines[number]
            if "|" in line.text and number + 1 < len(lines) and is_rule(lines[number + 1].text):
                number = self._table(lines, number)
                continue
            self._line(line)
            number += 1
        self.close()

    def _line(self, line: SourceLine) -> None:
        text = line.text
        if text[:1] not in _MARKED and not text[:1].isspace():
            self._go_on(line)
        elif self._open and self._kind == PARAGRAPH and _UNDERLINE.fullmatch(text):
            level = 1 if text.startswith("=") else 2
            opened, self._open = self._open, []
            self.add(HEADING, opened, level=level)
        elif not text.strip() or _RULED.fullmatch(text):
            self.close()
        elif match := _HEADING.match(text):
            self.close()
            closing = _CLOSING.search(text)
            cut = SourceLine(
                text[match.end() : closing.start() if closing else None],
                line.line,
                line.column + match.end(),
            )
            self.add(HEADING, [cut], level=len(match[1]))
        elif match := _NOTE.match(text):
            self._begin(NOTE, line, match.end())
        elif _PICTURE.fullmatch(text) and not self._open:
            self.add(CAPTION, [line])
        elif match := _ITEM.match(text):
            self._begin(ITEM, line, match.end())
            self._number = int(match["number"] or 0)
        elif match := _QUOTE.match(text):
            self._go_on(SourceLine(text[match.end() :], line.line, line.column + match.end()))
        elif TABLE_CAPTION.match(text):
            self.close()
            self.add(CAPTION, [line])
        else:
            self._go_on(line)

    def _begin(self, kind: str, line: SourceLine, cut: int) -> None:
        self.close()
        self._kind = kind
        self._open = [SourceLine(line.text[cut:], line.line, line.column + cut)]

    def _go_on(self, line: SourceLine) -> None:
        if not self._open:
            self._kind = PARAGRAPH
        self._open.append(line)

    def close(self) -> None:
        if self._open:
            opened, self._open = self._open, []
            self.add(self._kind, opened)
        self._kind, self._number = PARAGRAPH, 0

    def add(
        self, kind: str, lines: list[SourceLine], *, level: int = 0, markdown: bool = True
    ) -> Block | None:
        """One block more; none where nothing can be read in it."""
        read = plain(lines, markdown=markdown)
        if not read.text.strip():
            return None
        block = self._made(kind, read, lines, level)
        self.blocks.append(block)
        return block

    def _made(self, kind: str, read: Plain, lines: list[SourceLine], level: int = 0) -> Block:
        span = (lines[0].line, lines[-1].line)
        number = self._number if kind == ITEM else 0
        return Block(kind, read.text, self.where, self.file, read.runs, span, level, number)

    def _table(self, lines: list[SourceLine], number: int) -> int:
        """The table whose head is `lines[number]`; the number of the line behind it."""
        self.close()
        rows = [self._row(lines[number])]
        number += 2
        while number < len(lines) and "|" in lines[number].text:
            rows.append(self._row(lines[number]))
            number += 1
        named = self.blocks[-1] if self.blocks else None
        caption = named if named is not None and TABLE_CAPTION.match(named.text) else None
        self.tables.append(Table(tuple(rows), caption))
        self.blocks += [cell for row in rows for cell in row if cell.text]
        return number

    def _row(self, line: SourceLine) -> tuple[Block, ...]:
        cells = ([SourceLine(text, line.line, line.column + start)] for start, text in _cells(line.text))
        return tuple(self._made(CELL, plain(own), own) for own in cells)


def _cells(text: str) -> Iterator[tuple[int, str]]:
    """The cells of a row with where they begin; a bar behind a backslash is text."""
    start = len(text) - len(text.lstrip(" \t>"))
    end = len(text.rstrip())
    if text[start : start + 1] == "|":
        start += 1
    if end > start and text[end - 1] == "|" and text[end - 2 : end - 1] != "\\":
        end -= 1
    while True:
        match = _CELL.match(text, start, end)
        stop = match.end() if match else end
        yield start, text[start:stop]
        if stop >= end:
            return
        start = stop + 1
