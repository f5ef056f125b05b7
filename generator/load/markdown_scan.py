"""What can be found in Markdown's source, where every place is known: tags, tables, notes, excess.

Also the source as the parser is to see it: without remarks for proofreading, and with the blank lines
that editors leave out before lists and tables.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from generator.diagnostics import Diagnostic, Place

MOST_LINES = 5_000
"""Lines of a report; real ones have under 300. Some of the parser's work grows with their square."""

MOST_CELLS = 500
DEEPEST = 10
WIDEST_TABLE = 12
"""Columns: at 156 mm each is left 13 mm, two characters of 16 pt."""

_COST_OF_UNIT = 4_000_000
_COST_OF_TEXT = 20_000_000
"""Marks times characters: the parser looks from every mark to the end of its paragraph."""

_MARKS = "*_`[]!<\\&"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
REMARK = re.compile(r"<!--\s*校对\s*[:：].*?-->", re.DOTALL)
"""A remark for proofreading, which is never printed."""
_REMARK_LINE = re.compile(
    r"^[ \t]*<!--\s*校对\s*[:：](?:(?!-->).)*?-->[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_COMMENT = re.compile(r"<!--")
_TAG = re.compile(
    r"(?<!\]\()<(?!https?://)[/!?]?[A-Za-z][A-Za-z0-9:-]*(?=[\s/>])[^<>]{0,500}>", re.IGNORECASE
)
_OPEN_TAG = re.compile(
    r"(?<!\]\()</?(?:script|style|iframe|img|a|div|span|p|br|object|embed|svg|form|input)(?=[\s/>]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_CODE_RUN = re.compile(r"`+|\n[ \t]*(?=\n)")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\n]*)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\n]+)\]")
_EMPTY_HEADING = re.compile(r"^#{1,6}[ \t　]*#*[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_NESTING = re.compile(r"[ \t]*(>|[-*+](?=[ \t])|\d{1,9}\.(?=[ \t]))")
_ITEM = re.compile(r"^ {0,3}(?:[-*+]|\d{1,3}\.)[ \t]+\S")
_FIRST_ITEM = re.compile(r"^ {0,3}(?:[-*+]|1\.)[ \t]+\S")
_NEW_PARAGRAPH = re.compile(
    r"(?P<mark>　　|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}、|[•●■◆])"
)
_STANDS_ALONE = re.compile(r"\s*(?:#|[-*+] |\d{1,3}\. |>|\||表\s*[：:]|\[\^|!\[)")
CAPTION = re.compile(r"\s*表\s*(?P<number>[0-9一二三四五六七八九十]*)\s*[：:]\s*")
"""A line that names the table below it."""

_UNIT = re.compile(r"\n(?=[ \t>]*(?:[-*+]|\d{1,9}\.)[ \t]|[^\n]*\|)|\n[ \t]*\n")


@dataclass
class Text:
    """A text that stands in a file from `first_line` on, each line of it from `first_column`."""

    text: str
    file: str
    first_line: int
    first_column: int = 1
    _starts: list[int] = field(default_factory=list)
    _cursors: dict[str, int] = field(default_factory=dict)

    def finding(self, code: str, offset: int, **data: Any) -> Diagnostic:
        """A finding at a character of the text."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        row = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[row] + self.first_column
        end = self.text.find("\n", self._starts[row])
        line = self.text[self._starts[row] : end if end >= 0 else None]
        excerpt = " " * (self.first_column - 1) + line
        return Diagnostic(code, Place(self.file, self.first_line + row, column), data, excerpt)

    def next_offset(self, needle: str) -> int:
        """Where `needle` stands, each time its next occurrence; the last one, or 0, when there is none."""
        start = self._cursors.get(needle, -1)
        found = self.text.find(needle, start + 1) if needle else 0
        if found < 0:
            return max(start, 0)
        self._cursors[needle] = found
        return found


def readable(text: str) -> str:
    """The text with control characters as spaces, which keeps every column."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", text)


def check_source(source: Text) -> tuple[list[Diagnostic], bool]:
    """What is wrong in the source, and whether the parser may have it."""
    excess = _excess(source)
    if excess:
        return [excess], False
    masked = mask_code(source.text)
    bare = REMARK.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), masked)
    findings = [source.finding("html-comment", match.start()) for match in _COMMENT.finditer(bare)]
    findings += _tags(source, bare)
    findings += _footnotes(source, bare)
    findings += _tables(source, bare)
    findings += _run_together(source, bare)
    findings += [source.finding("heading-empty", match.start()) for match in _EMPTY_HEADING.finditer(bare)]
    return findings, True


def _run_together(source: Text, bare: str) -> list[Diagnostic]:
    """Lines that look like new paragraphs and will be joined to the line above, as text pasted from Word
    is; and rows of a table without the line of dashes that makes them one. Once for each block."""
    findings: list[Diagnostic] = []
    for block in re.finditer(r"[^\n]+(?:\n[^\n]+)+", bare):
        lines = block[0].split("\n")
        offset = block.start()
        if lines[0].count("|") > 1 and lines[1].count("|") > 1:
            if not any(is_rule(line) for line in lines):
                findings.append(source.finding("table-no-rule", offset))
            continue
        for above, line in pairwise(lines):
            offset += len(above) + 1
            match = _NEW_PARAGRAPH.match(line)
            if match and above.strip() and not _STANDS_ALONE.match(above):
                findings.append(source.finding("text-run-together", offset + match.start("mark")))
                break
    return findings


def prepare(text: str) -> str:
    """The source for the parser: remarks gone, blank lines where lists and tables begin and end."""
    if "<!--" in text:
        masked = mask_code(text)
        for pattern in (_REMARK_LINE, REMARK):
            for match in reversed(list(pattern.finditer(masked))):
                text = text[: match.start()] + text[match.end() :]
                masked = masked[: match.start()] + masked[match.end() :]
    lines = text.split("\n")
    prepared: list[str] = []
    in_list = in_table = False
    for line, following in pairwise([*lines, ""]):
        starts_table = "|" in line and is_rule(following) and not in_table
        ends_table = in_table and "|" not in line
        starts_list = not in_list and _FIRST_ITEM.match(line) is not None
        starts = starts_table or starts_list or CAPTION.match(line) is not None
        if prepared and prepared[-1].strip() and (starts or ends_table):
            prepared.append("")
            in_list = in_table = False
        if not line.strip():
            in_list = in_table = False
        in_list = in_list or _ITEM.match(line) is not None
        in_table = in_table or starts_table
        prepared.append(line)
    return "\n".join(prepared)


def is_rule(line: str) -> bool:
    """Whether a line parts a table's head from its body."""
    return "|" in line and _RULE.match(line) is not None


def mask_code(text: str) -> str:
    """The text with what stands between backticks blanked, and every character at its place."""
    if "`" not in text:
        return text
    pieces, last = [], 0
    for start, end in _code_spans(text):
        pieces += [text[last:start], re.sub(r"[^\n]", "\x00", text[start:end])]
        last = end
    return "".join([*pieces, text[last:]])


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Spans of inline code: a run of backticks up to the next run of that length in its paragraph."""
    spans: list[tuple[int, int]] = []
    runs: list[tuple[int, int]] = []
    for match in [*_CODE_RUN.finditer(text), None]:
        if match is not None and match[0][0] == "`":
            if not text[: match.start()].endswith("\\"):
                runs.append(match.span())
            continue
        spans += _pairs(runs)
        runs = []
    return spans


def _pairs(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    by_length: dict[int, list[int]] = defaultdict(list)
    for index, (start, end) in enumerate(runs):
        by_length[end - start].append(index)
    pairs, index = [], 0
    while index < len(runs):
        start, end = runs[index]
        same = by_length[end - start]
        position = bisect_right(same, index)
        if position < len(same):
            pairs.append((start, runs[same[position]][1]))
            index = same[position]
        index += 1
    return pairs


def _tags(source: Text, bare: str) -> list[Diagnostic]:
    """HTML tags, whole or begun; addresses in angle brackets are none."""
    found = {match.start(): match[0] for match in _OPEN_TAG.finditer(bare)}
    found |= {match.start(): match[0] for match in _TAG.finditer(bare)}
    return [
        source.finding("html-tag", offset, tag=_short(" ".join(tag.split())))
        for offset, tag in sorted(found.items())
    ]


def _footnotes(source: Text, bare: str) -> list[Diagnostic]:
    findings: list[Diagnostic] = []
    defined: dict[str, int] = {}
    for match in _DEFINITION.finditer(bare):
        if match[1] in defined:
            findings.append(source.finding("footnote-twice", match.start(), name=match[1]))
        defined.setdefault(match[1], match.start())
    starts = {match.end() - 1 for match in _DEFINITION.finditer(bare)}
    used = set()
    for match in _REFERENCE.finditer(bare):
        if match.end() in starts:
            continue
        used.add(match[1])
        if match[1] not in defined:
            findings.append(source.finding("footnote-missing", match.start(), name=match[1]))
    for name, offset in defined.items():
        if name not in used:
            findings.append(source.finding("footnote-unused", offset, name=name))
    return findings


def _tables(source: Text, bare: str) -> list[Diagnostic]:
    """Rows that have other numbers of cells than the head, and tables that are too wide."""
    findings: list[Diagnostic] = []
    lines = bare.split("\n")
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line) + 1)
    row = 1
    while row < len(lines):
        if not (is_rule(lines[row]) and "|" in lines[row - 1]):
            row += 1
            continue
        expected = _cells(lines[row - 1])
        if expected > WIDEST_TABLE:
            data = {"count": expected, "limit": WIDEST_TABLE}
            findings.append(source.finding("table-wide", offsets[row - 1], **data))
        if _cells(lines[row]) != expected:
            data = {"count": _cells(lines[row]), "expected": expected}
            findings.append(source.finding("table-rule", offsets[row], **data))
        row += 1
        while row < len(lines) and "|" in lines[row]:
            count = _cells(lines[row])
            code = "table-cells-extra" if count > expected else "table-cells-short"
            if count != expected:
                findings.append(source.finding(code, offsets[row], count=count, expected=expected))
            row += 1
    return findings


def _cells(line: str) -> int:
    """Cells of a row; a bar behind a backslash is text."""
    row = re.sub(r"\\.", "  ", line.strip(" \t>"))
    return row.removeprefix("|").removesuffix("|").count("|") + 1


def _excess(source: Text) -> Diagnostic | None:
    """Sources on which the parser would take minutes or break its stack."""
    text = source.text
    if text.count("\n") > MOST_LINES:
        return source.finding("text-too-long", 0, limit=MOST_LINES)
    offset = 0
    for line in text.split("\n"):
        if line.count("|") > MOST_CELLS:
            return source.finding("text-too-dense", offset)
        if _depth(line) > DEEPEST:
            return source.finding("text-too-deep", offset, limit=DEEPEST)
        offset += len(line) + 1
    total, start = 0, 0
    for match in [*_UNIT.finditer(text), None]:
        end = match.start() if match else len(text)
        unit = text[start:end]
        cost = len(unit) * sum(unit.count(mark) for mark in _MARKS)
        total += cost
        if cost > _COST_OF_UNIT or total > _COST_OF_TEXT or _brackets(unit) > DEEPEST:
            return source.finding("text-too-dense", start + len(unit) - len(unit.lstrip()))
        start = end
    return None


def _depth(line: str) -> int:
    """Quotes and lists that a line opens, by marks and by indentation."""
    indent = len(line) - len(line.lstrip(" "))
    if not line.strip(" \t*_-"):
        return 0  # a ruled line
    depth, position = 0, 0
    while match := _NESTING.match(line, position):
        depth, position = depth + 1, match.end()
    return depth + indent // 4 if depth else 0


def _brackets(unit: str) -> int:
    depth = deepest = 0
    for mark in re.findall(r"[\[\]]", unit):
        depth = depth + 1 if mark == "[" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
