"""Markdown within a line, taken off: what a reader reads, and where each character of it stands."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.model.prose import FIGURE, Run

NOTHING = "\0"
"""Stands in a line for each character that is not read. Real ones are blanks by then."""

_WIDE = pattern(r"[⺀-鿿豈-﫿︰-﹏＀-￯　-〿“”‘’…—·\U00020000-\U0003ffff]")
_SYNTAX = pattern(
    rf"(?P<nothing>{NOTHING}+)"
    r"|(?P<escape>\\[\\`*_{}\[\]()#+\-.!|<>~])"
    r"|(?P<figure>\{\{[^{}\n]*\}\})"
    r"|(?P<code>`[^`\n]*`)"
    r"|(?P<note>\[\^[^\]\n]+\](?!:))"
    r"|(?P<image>!\[(?P<alt>[^\]\n]*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))"
    r"|(?P<link>\[(?P<shown>[^\[\]\n]+)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))"
    r"|(?P<address><https?://[^<>\s]+>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});)"
    r"|(?P<strong>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<![\w])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\w]))"
)
_MAY_HOLD = re.compile(rf"[{NOTHING}\\{{`\[<&*_]")
"""What marks and their like begin with."""


class SourceLine(NamedTuple):
    """A piece of a file: `text` begins at `line` and `column`."""

    text: str
    line: int
    column: int


class Plain(NamedTuple):
    """Text without marks of Markdown, and where it stands."""

    text: str
    runs: tuple[Run, ...]


def plain(lines: list[SourceLine], *, markdown: bool = True) -> Plain:
    """Lines that make one block, joined as they are printed: without a space between Chinese characters."""
    if len(lines) == 1 and not (markdown and _MAY_HOLD.search(lines[0].text)):
        # Nearly all blocks are a line without marks.
        whole, line, column = lines[0]
        text = whole.strip()
        lead = whole.find(text[0]) if text and text is not whole else 0
        return Plain(text, (Run(0, line, column + lead),))
    builder = _Builder()
    for source in lines:
        lead = len(source.text) - len(source.text.lstrip())
        text = source.text.strip()
        if not text:
            continue
        builder.join(text[0])
        column = source.column + lead
        if markdown:
            _line(builder, text, source.line, column)
        else:
            builder.add(text, source.line, column)
    return Plain("".join(builder.pieces), tuple(builder.runs) or (_first(lines),))


def _first(lines: list[SourceLine]) -> Run:
    return Run(0, lines[0].line, lines[0].column) if lines else Run(0, 1, 1)


class _Builder:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.runs: list[Run] = []
        self._length = 0
        self._next = (0, 0)

    def add(self, text: str, line: int, column: int) -> None:
        """Characters that stand in the file as they are."""
        if not text:
            return
        if (line, column) != self._next:
            self.runs.append(Run(self._length, line, column))
        self.pieces.append(text)
        self._length += len(text)
        self._next = (line, column + len(text))

    def put(self, text: str, line: int, column: int) -> None:
        """Characters in place of others; what follows begins a run of its own."""
        self.runs.append(Run(self._length, line, column))
        self.pieces.append(text)
        self._length += len(text)
        self._next = (0, 0)

    def join(self, following: str) -> None:
        """What a line's end is: nothing beside a Chinese character, else a space."""
        if self.pieces and not (_WIDE.match(self.pieces[-1][-1]) or _WIDE.match(following)):
            line = self.runs[-1].line
            self.put(" ", line, self.runs[-1].column)


def _line(builder: _Builder, text: str, line: int, column: int) -> None:
    if not _MAY_HOLD.search(text):
        builder.add(text, line, column)
        return
    last = 0
    for match in _SYNTAX.finditer(text):
        builder.add(text[last : match.start()], line, column + last)
        last = match.end()
        start = column + match.start()
        if match["escape"]:
            builder.add(match["escape"][1], line, start + 1)
        elif match["figure"]:
            builder.put(FIGURE, line, start)
        elif match["code"]:
            builder.add(match["code"][1:-1], line, start + 1)
        elif match["image"]:
            builder.add(match["alt"], line, column + match.start("alt"))
        elif match["link"]:
            _line(builder, match["shown"], line, column + match.start("shown"))
        elif match["entity"]:
            builder.put(html.unescape(match["entity"]), line, start)
        # Notes' calls, marks of emphasis and addresses are not read.
    builder.add(text[last:], line, column + last)
