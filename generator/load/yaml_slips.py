"""What an editor did when YAML does not parse: the usual slips, named at the very character.

The library's message tells where its grammar ended; the slip is on that line or a little before it.
"""

from __future__ import annotations

import re

import yaml

from generator.diagnostics import Diagnostic, Place
from generator.load.source import Source
from generator.model.record import Path

_LEAD = r"^(?P<lead>[ \t]*(?:-[ ]+)*)"
_KEY = r"(?P<key>[^\s:：,，{}\[\]#\"'“”&*!|>@`-][^\s:：,，{}\[\]#\"']{0,19})"
_WIDE_COLON = re.compile(_LEAD + _KEY + r"[ ]*(?P<mark>：)[ ]*(?P<value>.*)$")
_NO_SPACE = re.compile(_LEAD + _KEY + r"(?P<mark>:)(?P<value>[^\s:/\d].*|\d(?!\d?:\d\d).*)$")
_TAB = re.compile(r"^[ ]*(?P<mark>\t)")
_VALUE = re.compile(_LEAD + r"(?P<key>[^:：]+):[ ]+(?P<value>.*)$")
_FLOW_COMMA = re.compile(r"[\[{][^\"']*?(?P<mark>[，、；])")
_WIDE_OPEN = {"【": "[", "［": "[", "｛": "{", "〔": "["}
_CLOSING = {"[": "]", "{": "}"}
_KEYED = re.compile(r"[^\s:]+:[ ]+(?=\{)")


def explain(source: Source, error: yaml.MarkedYAMLError, first: int = 1) -> Diagnostic:
    """The finding for an error of the YAML library in a file whose YAML starts at line `first`."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line + 1, len(source.lines)) if mark else first
    column = mark.column + 1 if mark else 1
    context, problem = error.context or "", error.problem or ""
    opened = error.context_mark
    if "quoted scalar" in context and opened:
        place = source.at(opened.line + 1, opened.column + 1)
        return source.finding("yaml-quote-open", place, mark=_character(source, place.line, place.column))
    if "another document" in problem:
        return source.finding("yaml-documents", source.at(line, column))
    start = opened.line + 1 if opened and "flow" in context else line - 1
    slip = slip_in_text(source, max(first, start), line)
    if slip:
        return slip
    if "alias" in context or "alias" in problem:
        star = opened or mark
        place = source.at(star.line + 1, star.column + 1) if star else source.at(line, column)
        return source.finding("yaml-alias-unknown", place)
    if "tag" in context and opened:
        return source.finding("yaml-tag", source.at(opened.line + 1, opened.column + 1))
    if "flow" in context and opened:
        return _open_bracket(source, opened.line + 1, opened.column + 1)
    return _by_problem(source, problem, line, column)


def in_braces(source: Source, path: Path, place: Place) -> bool:
    """Whether the record at `path` is written as {名称: …}. Its `place` is where it begins, or its key."""
    line = source.lines[place.line - 1] if place.line <= len(source.lines) else ""
    has_key = bool(path) and isinstance(path[-1], str)
    key = _KEYED.match(line, place.column - 1) if has_key else None
    return line.startswith("{", key.end() if key else place.column - 1)


def slip_in_text(source: Source, first: int, last: int) -> Diagnostic | None:
    """The slip on the lines `first` to `last` (from 1), the surest kind first, the last line first."""
    numbers = range(min(last, len(source.lines)), max(first, 1) - 1, -1)
    for find in (_tab, _wide_colon, _no_space, _wide_bracket, _wide_comma, _wide_quote):
        for number in numbers:
            found = find(source, number, source.lines[number - 1])
            if found:
                return found
    return None


def _tab(source: Source, number: int, line: str) -> Diagnostic | None:
    match = _TAB.match(line)
    return source.finding("yaml-tab", source.at(number, match.start("mark") + 1)) if match else None


def _wide_colon(source: Source, number: int, line: str) -> Diagnostic | None:
    match = _WIDE_COLON.match(line)
    return _at_mark(source, number, match, "yaml-wide-colon") if match else None


def _no_space(source: Source, number: int, line: str) -> Diagnostic | None:
    match = _NO_SPACE.match(line)
    return _at_mark(source, number, match, "yaml-no-space") if match else None


def _at_mark(source: Source, number: int, match: re.Match[str], code: str) -> Diagnostic:
    value = match["value"].strip()
    shown = value if len(value) <= 20 else value[:20] + "…"
    return source.finding(code, source.at(number, match.start("mark") + 1), key=match["key"], value=shown)


def _wide_bracket(source: Source, number: int, line: str) -> Diagnostic | None:
    match = _VALUE.match(line)
    if not match or match["value"][:1] not in _WIDE_OPEN:
        return None
    mark = match["value"][0]
    place = source.at(number, match.start("value") + 1)
    return source.finding("yaml-wide-bracket", place, mark=mark, right=_WIDE_OPEN[mark])


def _wide_comma(source: Source, number: int, line: str) -> Diagnostic | None:
    match = _FLOW_COMMA.search(line)
    if not match:
        return None
    return source.finding("yaml-wide-comma", source.at(number, match.start("mark") + 1), mark=match["mark"])


def _wide_quote(source: Source, number: int, line: str) -> Diagnostic | None:
    """Text in full-width quotes is fine as it is, unless it holds what only real quotes protect."""
    match = _VALUE.match(line)
    if (
        not match
        or match["value"][:1] not in ("“", "”", "‘", "＂")
        or not re.search(r":\s| #", match["value"])
    ):
        return None
    return source.finding("yaml-wide-quote", source.at(number, match.start("value") + 1))


def _by_problem(source: Source, problem: str, line: int, column: int) -> Diagnostic:
    text = source.lines[line - 1]
    before = text[: column - 1]
    if "mapping values are not allowed" in problem and re.search(r":\s", before):
        key = before.strip().removeprefix("- ").split(":")[0].strip()
        return source.finding("yaml-colon-in-value", source.at(line, column), key=key)
    if "cannot start any token" in problem:
        mark = _character(source, line, column)
        return source.finding("yaml-special-start", source.at(line, column), mark=mark)
    if re.search(r":\s+(\"[^\"]*\"|'[^']*')\s*$", before):
        return source.finding("yaml-after-quote", source.at(line, column))
    if "expected '-' indicator" in problem:
        return source.finding("yaml-list-mixed", source.at(line, column))
    indent = len(text) - len(text.lstrip())
    at_start = column - 1 <= indent
    if "mapping values are not allowed" in problem or (at_start and "expected" in problem):
        return source.finding("yaml-indent", source.at(line, indent + 1))
    return source.finding("yaml-syntax", source.at(line, column))


def _open_bracket(source: Source, line: int, column: int) -> Diagnostic:
    """The bracket that stands at the place, or the last one before it when the file ended first."""
    number = min(line, len(source.lines))
    text = source.lines[number - 1][:column] if line == number else source.lines[number - 1]
    while number > 1 and not re.search(r"[\[{]", text):
        number -= 1
        text = source.lines[number - 1]
    position = max(text.rfind("["), text.rfind("{"))
    if position < 0:
        return source.finding("yaml-syntax", source.at(min(line, len(source.lines)), column))
    place = source.at(number, position + 1)
    return source.finding("yaml-bracket-open", place, mark=text[position], right=_CLOSING[text[position]])


def _character(source: Source, line: int, column: int) -> str:
    text = source.lines[line - 1] if line <= len(source.lines) else ""
    return text[column - 1] if 0 < column <= len(text) else ""
