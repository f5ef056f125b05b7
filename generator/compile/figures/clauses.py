"""A file's lines cut into paragraphs and clauses, each character with its place, to be read for figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.compile.figures.braces import BRACES, name_in

THIS_MARK, OTHER_MARK = "\ue000", "\ue001"
"""Stand for `{{本期}}`, and for `{{上期}}` and `{{同期}}`; other figures stand as they are printed."""

Character = tuple[str, int, int]
"""With its line and column; all of a figure have those of its first brace."""

_MARKS = {"本期": THIS_MARK, "上期": OTHER_MARK, "同期": OTHER_MARK}
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_KEY = re.compile(r"\s*(?:- +)?(?:- )?\{?([A-Za-z_\u4e00-\u9fff]{1,16}) *:(?: +|$)[|>]?[-+]?")
_NAMES = frozenset({"名称", "name", "标题", "title"})
_STARTS = re.compile(r"\s*(?:#|[-*+] |>|\||\d{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[）)、])")
_ITEM = re.compile(r"\s*(?:[-*+] +|\d{1,2}(?:[.．](?!\d)|、) *|[（(]\d{1,2}[)）] *)+")
"""The mark or number of an item of a list, which is no figure."""
_DROPPED = frozenset("*`_\"'")
_STOPS = frozenset("。！？!?")
_ENDS = _STOPS | frozenset("；;")
_QUOTES = frozenset("“‘《")
_SEPARATORS = _ENDS | frozenset("，、：:,（）()“”‘’【】《》|…—")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) in "0123456789%."}


@dataclass(frozen=True, slots=True)
class Clause:
    """Text between two marks, without blanks. `at` are line and column (from 1) of each character, `before`
    the mark that it follows, "" at the start of a paragraph, of several the one that says most."""

    text: str
    at: tuple[tuple[int, int], ...]
    before: str

    def replaced(self, match: re.Match[str], text: str) -> Clause:
        """With one character, or nothing, in place of a match."""
        start, end = match.span()
        at = self.at[:start] + self.at[start : start + len(text)] + self.at[end:]
        return Clause(f"{self.text[:start]}{text}{self.text[end:]}", at, self.before)

    @property
    def is_quoted(self) -> bool:
        """Whether it opens a quotation or a title: the words of somebody else."""
        return self.before in _QUOTES

    @property
    def begins_sentence(self) -> bool:
        return not self.before or self.before in _STOPS

    @property
    def begins_item(self) -> bool:
        """Whether it begins a sentence, or a part of one after a semicolon."""
        return not self.before or self.before in _ENDS


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`heading`: it is a heading or a name, which says what the paragraphs below it are about. `key` is the
    key of YAML whose value it begins, "" within a text."""

    clauses: tuple[Clause, ...]
    heading: bool = False
    key: str = ""


def paragraphs(lines: Sequence[str], figure: Callable[[str], str]) -> Iterator[Paragraph]:
    """The paragraphs of a file of Markdown or YAML. Keys of YAML are left out, their values kept.

    `figure` says what a figure's name prints.
    """
    current: list[Character] = []
    heading, name = False, ""
    for characters in _lines("\n".join(lines), figure):
        line = "".join(char for char, _, _ in characters)
        key = _KEY.match(line)
        if (key or not line.strip() or _STARTS.match(line) or heading) and current:
            yield Paragraph(_clauses(current), heading, name)
            current = []
        if not current:
            heading = line.lstrip().startswith("#") or (key is not None and key[1] in _NAMES)
            name = key[1] if key else ""
        start = key.end() if key else 0
        if not current and (item := _ITEM.match(line, start)):
            start = item.end()
        current += characters[start:]
    if current:
        yield Paragraph(_clauses(current), heading, name)


def _lines(text: str, figure: Callable[[str], str]) -> Iterator[list[Character]]:
    """The characters of each line, figures filled in, remarks left out."""
    remarks = {match.start(): match.end() for match in _REMARK.finditer(text)}
    braces = {match.start(): match for match in BRACES.finditer(text)}
    line, column, position = 1, 1, 0
    found: list[Character] = []
    while position < len(text):
        end = remarks.get(position, position + 1)
        shown = text[position] if end == position + 1 else ""
        if position in braces:
            name = name_in(braces[position][1])
            end, shown = braces[position].end(), _MARKS.get(name) or figure(name)
        if shown == "\n":
            yield found
            found = []
        else:
            found += [(char, line, column) for char in shown]
        passed = text[position:end]
        line, column = _moved(line, column, passed)
        position = end
    yield found


def _moved(line: int, column: int, passed: str) -> tuple[int, int]:
    ends = passed.count("\n")
    return (line + ends, len(passed) - passed.rfind("\n")) if ends else (line, column + len(passed))


def _clauses(characters: list[Character]) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    own: list[Character] = []
    before = ""
    kept = [
        (char.translate(_NARROW), line, column)
        for char, line, column in characters
        if char not in _DROPPED and not char.isspace() and unicodedata.category(char) != "Cf"
    ]
    for index, (char, line, column) in enumerate(kept):
        if char not in _SEPARATORS or _is_within(kept, index):
            own.append((char, line, column))
            continue
        if own:
            clauses.append(_clause(own, before))
            own, before = [], char
        elif (clauses and char in _ENDS) or char in _QUOTES:
            before = char
    if own:
        clauses.append(_clause(own, before))
    return tuple(clauses)


def _is_within(characters: list[Character], index: int) -> bool:
    """Whether a mark stands inside a number, 1,234, or between two dates, 5月30日—6月5日."""
    around = "".join(char for char, _, _ in characters[max(index - 1, 0) : index + 4])
    return re.match(r"\d,\d{3}|日—\d", around) is not None


def _clause(own: list[Character], before: str) -> Clause:
    text = "".join(char for char, _, _ in own)
    return Clause(text, tuple((line, column) for _, line, column in own), before)
