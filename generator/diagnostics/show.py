"""Findings laid out for people and for programs; nothing here prints.

In a terminal a Chinese character takes two columns, so the caret is placed by width and not by count
(Unicode Standard Annex #11; ambiguous characters are wide in Chinese terminals).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from generator.diagnostics import Diagnostic, Place, Severity, ordered

WORDS: Mapping[Severity, str] = {"error": "错误", "warning": "警告", "notice": "注意"}
COLOURS: Mapping[Severity, str] = {"error": "31", "warning": "33", "notice": "36"}
WINDOW = 76
"""Columns of a source line that are shown at most where nobody knows how broad the terminal is."""
_CLOSING = "，。、；：？！）》」』】〕”’…"
_PIECES = re.compile(rf"[（《「『【〔“‘]*(?:[!-~]+|[^\s!-~])[{_CLOSING}]*\s*|\s+")
"""What a line is broken between: a Latin word or a character, with the marks that belong to it."""


def plain(findings: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """All findings grouped by file, with source lines and carets, and a line that counts them."""
    found = ordered(findings)
    blocks: list[str] = []
    file = None
    for finding in found:
        here = finding.place.file if finding.place else ""
        if file is not None and here != file:
            blocks.append("")
        file = here
        blocks.append(one(finding, colour=colour))
    blocks.append(("\n" if found else "") + summary(found))
    return "\n".join(blocks)


def one(
    finding: Diagnostic, *, colour: bool = False, tail: str = "", length: int = 1, columns: int | None = None
) -> str:
    """One finding: place and message, the source line, a caret under the place, and the hint.

    `tail` stands behind the message, carets under `length` characters of the line; lines are broken to
    `columns` where these are given.
    """
    word = WORDS[finding.severity]
    place = finding.place
    where = f"{visible(place.file)}:{place.line}:{place.column} " if place and place.file else ""
    head = f"{where}{word} {visible(finding.message)}"
    first, *more = _with_tail(wrapped(head, columns), tail, columns) if columns else [head + tail]
    if colour:
        coloured = f"\x1b[{COLOURS[finding.severity]}m{word}\x1b[0m"
        first = first[: len(where)] + first[len(where) :].replace(word, coloured, 1)
    lines = [first, *more]
    if place and finding.excerpt.strip():
        text, column = window(finding.excerpt, place.column, columns - 4 if columns else WINDOW)
        carets = "^" * max(1, width(text[column : column + length]) if length > 1 else 1)
        lines += [f"  {text}", f"  {' ' * width(text[:column])}{carets}"]
    if finding.hint:
        hint = f"  提示：{visible(finding.hint)}"
        lines += wrapped(hint, columns, indent=8) if columns else [hint]
    return "\n".join(lines)


def summary(findings: Iterable[Diagnostic]) -> str:
    """How many of each: `3 个错误，1 个警告`, or that there is nothing."""
    severities = [finding.severity for finding in findings]
    counts = [(severities.count(severity), word) for severity, word in WORDS.items()]
    return "，".join(f"{count} 个{word}" for count, word in counts if count) or "没有发现问题"


def json_lines(findings: Iterable[Diagnostic]) -> str:
    """One JSON object a line, in order; the empty string where there is no finding."""
    return "".join(json.dumps(finding.as_json(), ensure_ascii=False) + "\n" for finding in ordered(findings))


def width(text: str) -> int:
    """Columns that `text` takes in a terminal."""
    return sum(_columns(character) for character in text)


def visible(text: str) -> str:
    """The text with characters that a terminal would obey or cannot show made harmless."""
    return "".join(
        " " if character in "\t\n" else "�" if unicodedata.category(character) in ("Cc", "Cs") else character
        for character in text
    )


def window(line: str, column: int, limit: int = WINDOW) -> tuple[str, int]:
    """The part of a line around `column` (from 1) that fits into `limit` columns, and the place's position in
    it (from 0)."""
    text = visible(line.rstrip())
    position = min(max(column - 1, 0), len(text))
    if width(text) <= limit:
        return text, position
    first = position
    while first > 0 and width(text[first - 1 : position]) <= limit // 2:
        first -= 1
    last = position
    while last < len(text) and width(text[first : last + 1]) <= limit - 2:
        last += 1
    lead = "…" if first else ""
    return lead + text[first:last] + ("…" if last < len(text) else ""), position - first + len(lead)


def wrapped(text: str, columns: int, *, indent: int = 2) -> list[str]:
    """The text in lines of at most `columns`, all but the first indented. Words are kept whole where they
    fit, and marks that end something stay with what they end."""
    lines: list[str] = []
    line, lead = "", ""
    for piece in _PIECES.findall(text):
        if line and width(lead + line + piece.rstrip()) > columns:
            lines.append(lead + line.rstrip())
            line, lead = "", " " * indent
            piece = piece.lstrip()
        line += piece
        while width(lead + line.rstrip()) > columns and len(line) > 1:
            cut = max(1, _fitting(line, columns - len(lead)))
            lines.append(lead + line[:cut])
            line, lead = line[cut:], " " * indent
    return [*lines, lead + line] if line.strip() else lines or [""]


def shortened(text: str, columns: int) -> str:
    """The beginning of a text, as one line that takes at most so many columns."""
    text = visible(text)
    return text if width(text) <= columns else text[: _fitting(text, columns - 2)] + "…"


def place_text(place: Place) -> str:
    """A place in one word: `content/units.yaml:3:7`."""
    return f"{place.file}:{place.line}:{place.column}"


def _with_tail(lines: list[str], tail: str, columns: int) -> list[str]:
    """The lines with `tail` behind them, whole: on a line of its own where there is no room."""
    if width(lines[-1] + tail) <= columns:
        return [*lines[:-1], lines[-1] + tail]
    return [*lines, "  " + tail.strip()]


def _fitting(text: str, columns: int) -> int:
    """How many characters of the text fit."""
    taken = 0
    for number, character in enumerate(text):
        taken += _columns(character)
        if taken > columns:
            return number
    return len(text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
