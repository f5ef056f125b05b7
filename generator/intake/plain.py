"""Copied text read: which lines are paragraphs, which were only wrapped; tables as spreadsheets copy them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.diagnostics import Diagnostic
from generator.diagnostics.show import width
from generator.intake.days import only_day
from generator.intake.manuscript import Block, Line, Look, Manuscript, Span, Table
from generator.intake.people import is_labelled
from generator.load.markdown_scan import readable

_DOT = re.compile(r"[•●■◆▪◦·]\s*|[-*]\s+(?=\w)")
_STARTS = re.compile(
    r"　|[ \t]{2,}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
    r"|[•●■◆▪]"
    r"|[（(](?:记者|通讯员|作者|供稿|撰稿|来源|单位|文|图|摄)|(?:供稿|撰稿|作者|来源|单位|报送单位|日期|时间)[：:]"
    r"|(?:图|表)\s*\d*\s*[：:]|——"
)
"""What a line begins with that is never the rest of the one above."""
_ENDS = "。！？；：”）…!?;:"
_NARROW, _WIDE = 30, 160
"""Columns (a Han character has two) of wrapped lines: between 15 and 80 characters."""
_SLACK = 6
"""Columns by which a full line may be short: a word or a mark that went to the next."""
_ENOUGH = 2
_INDENTED = re.compile(r"(?:　　|　 {2}| {4}|\t)(?=[^\s　])")
"""What a paragraph begins with that is indented by two characters; titles are centred with more."""
_COMMAS = ("，", "、", ",")
_TELLING = 40
"""Columns of a line that ends without a stop and is no heading."""


def read_text(text: str) -> Manuscript:
    """Paragraphs and tables of plain text."""
    lines = readable(text).replace("\u00a0", " ").split("\n")
    full, hanging = _full_width(lines), _hangs(lines)
    blocks: list[Block] = []
    above: str | None = None
    gap = inside = False
    rows: list[tuple[str, ...]] = []
    for written in [*lines, ""]:
        cells = _cells(written)
        if rows and (cells is None or len(cells) != len(rows[0])):
            blocks += _table(rows)
            rows = []
        if cells is not None:
            rows.append(cells)
            above = None
            continue
        stripped = written.strip(" \t　\ufeff")
        if not stripped:
            gap, above = True, None
            continue
        last = blocks[-1] if blocks and above is not None else None
        belongs = above is not None and (
            _goes_on(above, written, full) or (hanging and inside and _hangs_on(above, written))
        )
        if isinstance(last, Line) and belongs:
            blocks[-1] = Line((Span(_joined(last.text, stripped)),), last.look, last.gap)
        else:
            blocks.append(_line(stripped, gap))
            inside = _begins(written)
        above, gap = written, False
    return Manuscript(tuple(blocks), remarks=tuple(_broken(blocks)))


def _hangs(lines: Sequence[str]) -> bool:
    """Whether the text was wrapped in lines of any width: its paragraphs begin indented, the rest of them
    does not, and few of the lines above such a rest end a sentence."""
    ended: Counter[bool] = Counter()
    inside = False
    for above, line in pairwise(lines):
        inside = bool(above.strip()) and (inside or _begins(above))
        if inside and line.strip() and _hangs_on(above, line):
            ended[above.rstrip()[-1] in _ENDS] += 1
    return ended[False] > 0 and ended[False] >= ended[True]


def _begins(line: str) -> bool:
    """Whether an indented paragraph begins with a line."""
    return _INDENTED.match(line) is not None and width(line.strip()) >= _NARROW


def _hangs_on(above: str, line: str) -> bool:
    """Whether a line without indent may be the rest of the indented paragraph above: a signature is short
    and has no stop."""
    if not _may_go_on(above, line):
        return False
    return line.rstrip().endswith((*_ENDS, *_COMMAS)) or width(line.rstrip()) >= _NARROW


def _may_go_on(above: str, line: str) -> bool:
    return not (_STARTS.match(line) or "\t" in line or is_labelled(above.strip()) or only_day(line))


def _broken(blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    """Paragraphs of the text that end amid a sentence, with another right below: told, since nobody can tell
    whether they are one. Above the first sentence stand titles."""
    text = False
    for block, below in pairwise(blocks):
        if not isinstance(block, Line) or not isinstance(below, Line):
            continue
        text = text or block.text.endswith("。")
        stops = block.text[-1] in _ENDS or _STARTS.match(below.text) or below.gap or only_day(below.text)
        if text and not stops and min(width(block.text), 2 * width(below.text)) >= _TELLING:
            yield Diagnostic("import-line-broken", None, {"text": block.text[-12:], "next": below.text[:12]})


def _line(text: str, gap: bool) -> Line:
    dot = _DOT.match(text)
    if dot and text[dot.end() :].strip():
        return Line((Span(text[dot.end() :]),), Look(bullet=0), gap)
    return Line((Span(text),), gap=gap)


def _full_width(lines: Sequence[str]) -> int | None:
    """How wide the lines of wrapped text are; None for text whose lines are its paragraphs.

    Wrapped text has several lines that are about as wide as its widest, and few of them end a sentence.
    """
    widths = [width(line.rstrip()) for line in lines if line.strip() and "\t" not in line.strip()]
    widest = max(widths, default=0)
    if not _NARROW <= widest <= _WIDE:
        return None
    full = [one for one in lines if width(one.rstrip()) >= widest - _SLACK and one.strip()]
    ended = Counter(line.rstrip()[-1] in _ENDS for line in full)
    return widest if len(full) >= _ENOUGH and ended[False] >= ended[True] else None


def _goes_on(above: str, line: str, full: int | None) -> bool:
    """Whether a line is the rest of the paragraph whose last line is `above`."""
    if not _may_go_on(above, line):
        return False
    # No paragraph ends with a comma.
    comma = above.rstrip().endswith(_COMMAS) and width(above.strip()) >= _NARROW
    return comma or (full is not None and width(above.rstrip()) >= full - _SLACK)


def _joined(first: str, second: str) -> str:
    latin = first[-1:].isascii() and second[:1].isascii() and first[-1:].isalnum() and second[:1].isalnum()
    return f"{first} {second}" if latin else first + second


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a line that a spreadsheet or a table of Word gave; None for other lines."""
    bare = line.strip("\n")
    if "\t" not in bare.strip(" \t") or bare.startswith(("　", "    ")):
        return None
    return tuple(cell.strip() for cell in bare.split("\t"))


def _table(rows: Sequence[tuple[str, ...]]) -> list[Block]:
    if len(rows) > 1 and len(rows[0]) > 1:
        return [Table(tuple(rows))]
    return [Line((Span("　".join(filter(None, row))),)) for row in rows]
