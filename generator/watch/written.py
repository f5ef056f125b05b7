"""A text as it stands in a file, and where in it each block of the page begins.

The Markdown parser keeps no lines. Source and page are therefore both squeezed to the characters that
Markdown leaves alone, and the page's blocks are looked for in the source one after the other.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.compile.figures.braces import BRACES
from generator.load.markdown_scan import is_rule, mask_code

ANYTHING = "\ue000"
"""Stands in a squeezed source where a figure will be filled in, and never in what an editor wrote: private
characters are squeezed out."""

FAR = 10
"""Lines that are skipped to find a text of less than `SURE` characters: a number is soon found anywhere."""
SURE = 4
START = 12
"""Characters by which a block is known that is not found as a whole."""

_LEFT_OUT = "\x00-/:-@\\[-`{-\x9f\\s\u00ad\u200b-\u200d\u2060\ufeff"
_JUNK = re.compile(f"[{_LEFT_OUT}{ANYTHING}]+")
_JUNK_BUT_FIGURES = re.compile(f"[{_LEFT_OUT}]+")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKS = re.compile(r"(?:[\s>]+|(?:[-*+]|\d{1,9}\.)[ \t]+)*")
_TARGET = r"\((?:[^()\n]|\([^()\n]*\))*\)"
_IMAGE = re.compile(rf"!\[(?P<alt>[^\]]*)\](?:{_TARGET}|[ ]?\[[^\]\n]*\])?")
_LINK_END = re.compile(rf"\]{_TARGET}")
_LABEL_END = re.compile(r"\][ ]?\[(?!\^)[^\]\n]*\]")
_LABEL = re.compile(r"^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\n?[ \t]*\S.*$", re.MULTILINE)
_NOTE_START = r" {0,3}\[\^(?P<name>[^\]\n]*)\]:"
_NOTE = re.compile(rf"^{_NOTE_START}(?P<text>.*(?:\n(?! {{0,3}}\[\^[^\]\n]*\]:).*\S.*)*)", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^(?P<name>[^\]\n]+)\]")


def squeeze(text: str) -> str:
    """The characters of a text that Markdown leaves alone: ASCII letters and digits, and all others that are
    no white space."""
    return _JUNK.sub("", text)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's text, squeezed, and its line."""

    name: str
    text: str
    line: int


@dataclass
class Written:
    """A text that is walked through from block to block.

    `text` is the squeezed source, `starts` where in it the lines `numbers` begin, those that hold anything.
    `images` are the squeezed captions of pictures with their lines, `marks` the names of the notes in the
    order in which they are referred to.
    """

    raw: Sequence[str]
    first: int
    text: str = ""
    starts: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    images: list[tuple[str, int]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    _cursor: int = 0
    _before_jump: int = 0

    def take(self, wanted: Iterable[str]) -> int | None:
        """The line where the next block begins, and on to the block after it; None where it is not found.

        `wanted` are the forms in which its squeezed text may stand in the source, the likely one first.
        """
        forms = [form for form in wanted if form]
        for find in (self._here, self._ahead):
            for form in forms:
                span = find(form, self._cursor)
                if span is not None:
                    return self._move(*span)
        for form in forms:
            # The block before may have been found too far down.
            span = self._ahead(form, self._before_jump)
            if span is not None:
                return self._move(*span)
        return None

    def last_line(self) -> int:
        """The line where the block that was taken last ends; the one before the text at first."""
        return self._line_of(self._cursor - 1) if self._cursor else self.first - 1

    def between(self, after: int, before: int, *, rows: bool) -> list[int]:
        """Lines where blocks may begin that were not found: all `rows` of a table, else the first lines of
        paragraphs, of those after `after` and before `before`."""
        lines = []
        for number in range(after + 1, before):
            line = self._raw(number)
            if line and not is_rule(line) and (rows or number == after + 1 or not self._raw(number - 1)):
                lines.append(number)
        return lines

    def end(self) -> int:
        """The line after the last one."""
        return self.first + len(self.raw)

    def _raw(self, number: int) -> str:
        return self.raw[number - self.first].strip() if number >= self.first else ""

    def _move(self, start: int, end: int) -> int:
        if self._line_of(start) > self._line_of(self._cursor):
            self._before_jump = self._cursor
        self._cursor = end
        return self._line_of(start)

    def _line_of(self, offset: int) -> int:
        place = bisect_right(self.starts, offset) - 1
        return self.numbers[place] if place >= 0 else self.first

    def _here(self, form: str, start: int) -> tuple[int, int] | None:
        """The block right where the last one ended."""
        if self.text.startswith(form, start):
            return start, start + len(form)
        end = self._filled(form, start)
        return (start, end) if end is not None else None

    def _ahead(self, form: str, start: int) -> tuple[int, int] | None:
        """The block at the start of a later line: as a whole, with figures, or what it begins with."""
        first = bisect_right(self.starts, start - 1)
        limit = len(self.text)
        if len(form) < SURE:
            limit = self.starts[first + FAR] if first + FAR < len(self.starts) else limit
        whole = self._find(form, start, limit)
        if whole is not None:
            return whole, whole + len(form)
        for place in range(first, len(self.starts) if ANYTHING in self.text else first):
            offset = self.starts[place]
            # A line that begins with a figure looks like all others.
            end = self._filled(form, offset) if self.text[offset] == form[0] else None
            if end is not None:
                return offset, end
        if len(form) < SURE:
            return None
        begun = self._find(form[:START], start, limit)
        if begun is None:
            return None
        place = bisect_right(self.starts, begun)
        return begun, self.starts[place] if place < len(self.starts) else len(self.text)

    def _find(self, form: str, start: int, limit: int) -> int | None:
        """Where `form` stands at the start of a line."""
        found = self.text.find(form, start, limit)
        while found >= 0:
            place = bisect_right(self.starts, found) - 1
            if place >= 0 and self.starts[place] == found:
                return found
            found = self.text.find(form, found + 1, limit)
        return None

    def _filled(self, form: str, start: int) -> int | None:
        """The end of the lines from `start` on that say `form` when their figures are filled in."""
        stop = self.text.find(ANYTHING, start)
        if stop < 0 or not form.startswith(self.text[start:stop]):
            return None
        place = bisect_right(self.starts, stop)
        while place <= len(self.starts):
            end = self.starts[place] if place < len(self.starts) else len(self.text)
            pieces = self.text[start:end].split(ANYTHING)
            if sum(map(len, pieces)) > len(form):
                return None
            if _fits(form, pieces):
                return end
            place += 1
        return None


def read(lines: Sequence[str], first: int, last: int, column: int = 1) -> Written:
    """The lines `first` to `last` of a file, from 1 on; the first of them from `column` on."""
    raw = [*lines[first - 1 : last]]
    if raw:
        raw[0] = raw[0][column - 1 :]
    written = Written(raw, first)
    text, _ = _cut("\n".join(raw).replace(ANYTHING, ""), _REMARK)
    text, notes = _cut(text, _NOTE)
    written.notes = [Note(match["name"], _bare(match["text"]), line + first) for match, line in notes]
    text, labels = _cut(text, _LABEL)
    text, images = _cut(text, _IMAGE)
    written.images = [(_bare(match["alt"]), line + first) for match, line in images]
    text, _ = _cut(text, _LINK_END)
    if labels:
        text, _ = _cut(text, _LABEL_END)
    text, marks = _cut(text, _NOTE_MARK)
    written.marks = [match["name"] for match, _ in marks]
    _set_text(written, BRACES.sub(ANYTHING, _cut_entities(text)))
    return written


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[str, list[tuple[re.Match[str], int]]]:
    """The text without what `pattern` finds outside of code, its line ends kept; and what was found, each
    with the number of line ends before it."""
    found = []
    pieces, last, line = [], 0, 0
    for match in pattern.finditer(mask_code(text)):
        before = text[last : match.start()]
        line += before.count("\n")
        found.append((match, line))
        ends = match[0].count("\n")
        pieces += [before, "\n" * ends]
        line += ends
        last = match.end()
    return "".join([*pieces, text[last:]]), found


def _cut_entities(text: str) -> str:
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\n", " "), text)


def _bare(text: str) -> str:
    return squeeze(_cut_entities(text))


def _set_text(written: Written, text: str) -> None:
    """The lines squeezed and put one after the other; `text` still has all line ends of the source."""
    pieces = []
    length = 0
    for number, line in enumerate(text.split("\n"), written.first):
        match = _MARKS.match(line)
        rest = line[match.end() :] if match else line
        squeezed = _JUNK_BUT_FIGURES.sub("", rest)
        if squeezed:
            written.starts.append(length)
            written.numbers.append(number)
            pieces.append(squeezed)
            length += len(squeezed)
    written.text = "".join(pieces)


def _fits(form: str, pieces: Sequence[str]) -> bool:
    """Whether `form` is these pieces in their order with anything between them."""
    begin, end = pieces[0], pieces[-1]
    if not form.startswith(begin) or not form.endswith(end) or len(form) < len(begin) + len(end):
        return False
    place, limit = len(begin), len(form) - len(end)
    for piece in pieces[1:-1]:
        place = form.find(piece, place, limit)
        if place < 0:
            return False
        place += len(piece)
    return len(pieces) > 1 or form == begin
