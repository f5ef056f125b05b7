"""Where `{{…}}` stands in a text, in Markdown's source and in the HTML made of it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

INLINE_TAG = re.compile(r"</?(?:strong|em|code|del|sup|sub|a)\b[^<>]*>")
BRACES = re.compile(rf"(?:\{{\{{|｛｛)((?:[^{{}}｛｝<>]|{INLINE_TAG.pattern}){{0,200}}?)(?:\}}\}}|｝｝)")
"""Full-width braces are what a Chinese keyboard gives. Emphasis may have come between braces and name;
a paragraph's end may not."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_OPEN = re.compile(r"(?:\{\{|｛｛)[^{}｛｝\n]{0,60}")
_DOTS = str.maketrans("．", ".")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One `{{…}}`: the name as written, and the line and column (from 1) of its first brace."""

    name: str
    line: int
    column: int


def squeeze(text: str) -> str:
    """A name as it is compared: without white space, which says nothing in it, and with plain dots."""
    return _BLANKS.sub("", text).translate(_DOTS)


def name_in(written: str) -> str:
    """The name between the braces, from source or from HTML: without tags and blanks around it."""
    return _BLANKS.sub(" ", html.unescape(INLINE_TAG.sub("", written))).strip()


def is_figure(name: str, *, report: bool = False) -> bool:
    """Whether braces hold a figure's name: in an issue's own texts always; in a report, whose author knows
    nothing of figures, only where a Han character is between them."""
    return not report or _HAN.search(name) is not None


def placeholders(text: str) -> list[tuple[str, int]]:
    """Every `{{…}}` of a text: the name, and the offset of its first brace."""
    return [(name_in(match[1]), match.start()) for match in BRACES.finditer(text)]


def find_placeholders(lines: Sequence[str], *, report: bool = False) -> list[Placeholder]:
    """Every figure's name in the lines of a file, with its line and column; `report`: see `is_figure`."""
    text = "\n".join(lines)
    return [
        Placeholder(name, *_position(text, match.start()))
        for match in BRACES.finditer(text)
        if is_figure(name := name_in(match[1]), report=report)
    ]


def find_unclosed(lines: Sequence[str], *, report: bool = False) -> list[Placeholder]:
    """Braces that are opened before a name and not closed as they should be: `{{受理量}`."""
    text = "\n".join(lines)
    closed = {match.start() for match in BRACES.finditer(text)}
    return [
        Placeholder(name, *_position(text, match.start()))
        for match in _OPEN.finditer(text)
        if match.start() not in closed and is_figure(name := match[0][2:].strip(), report=report) and name
    ]


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def pieces(written: str) -> Iterator[tuple[bool, str]]:
    """What stands between braces in HTML, cut into tags (true) and text."""
    last = 0
    for match in INLINE_TAG.finditer(written):
        if match.start() > last:
            yield False, written[last : match.start()]
        yield True, match[0]
        last = match.end()
    if last < len(written):
        yield False, written[last:]
