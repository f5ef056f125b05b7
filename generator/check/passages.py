"""All that editors write, as passages of text that know their places in the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from generator.diagnostics import Place
from generator.load.reports import split_front
from generator.load.source import Source
from generator.model.content import LoadedIssue, LoadedReport
from generator.model.record import Path, Record, Sourced, chinese_names

BODY = "正文"
OFFICIAL = frozenset(
    (
        *("reporters", "correspondents", "photographer", "person", "contact"),
        *("approved_by", "reviewed_by", "edited_by"),
    )
)
"""Keys that hold names of officials and bylines."""
MARKDOWN = frozenset({"note", "text"})
"""Keys whose text is Markdown."""
_UNPRINTED = frozenset(
    (
        *("privacy", "columns", "terms", "named_with_consent", "requests", "reports", "state", "profile"),
        *("silenced", "proofreading", "corrects", "reissues", "revisions"),
    )
)
"""Keys that nothing is printed of; reports are looked at by themselves."""
_FARTHEST = 500
"""Lines of a value in which a place is looked for."""


@dataclass(frozen=True)
class Passage:
    """A text and where it stands: from `place` on, in `lines` of a file (none of a spreadsheet).

    `where` is what editors call it: 标题, 正文. A `whole` passage stands in the file as it is; others are
    values that YAML may write in other ways. `key` is the English key.
    """

    where: str
    text: str
    place: Place
    key: str = ""
    lines: tuple[str, ...] = field(default=(), repr=False)
    whole: bool = False

    @property
    def markdown(self) -> bool:
        return self.whole or self.key in MARKDOWN

    def at(self, start: int, end: int) -> Place:
        """Where the characters from `start` to `end` stand in the file, as exactly as can be told."""
        before = self.text[:start]
        line = self.place.line + before.count("\n")
        if self.whole:
            return Place(self.place.file, line, start - (before.rfind("\n") + 1) + 1)
        wanted = self.text[start:end].split("\n")[0]
        column = self.place.column - 1
        first = self.place.line
        tries = [(first, column + start), (first, column), (line + 1, 0), (line, 0)]
        others = ((number, 0) for number in range(first + 1, first + _FARTHEST))
        for number, least in chain(tries, others):
            if number > len(self.lines):
                break
            found = self.lines[number - 1].find(wanted, least)
            if found >= 0:
                return Place(self.place.file, number, found + 1)
        return self.place


def values_of(sourced: Sourced[Record]) -> Iterator[Passage]:
    """Every text of a record that may be printed."""
    for path, where, text in _texts(sourced.record, (), ""):
        key = next((part for part in reversed(path) if isinstance(part, str)), "")
        yield Passage(where, text, sourced.place(*path), key, sourced.lines)


def report_passages(report: LoadedReport) -> Iterator[Passage]:
    """A report's front matter, value by value, and its body as it stands in the file."""
    front = report.front
    yield from values_of(Sourced[Record](front.record, front.file, front.places, front.lines))
    cut, _ = split_front(Source(front.file, "", front.lines))
    if cut is not None and cut.body:
        yield Passage(BODY, cut.body, Place(front.file, cut.body_line), "body", front.lines, whole=True)


def issue_passages(issue: LoadedIssue) -> Iterator[Passage]:
    """An issue's values; of one that is written as Markdown also the text below them."""
    front = issue.front
    yield from values_of(Sourced[Record](front.record, front.file, front.places, front.lines))
    if front.file.lower().endswith(".md") and not front.record.note:
        cut, _ = split_front(Source(front.file, "", front.lines))
        if cut is not None and cut.body:
            yield Passage("按语", cut.body, Place(front.file, cut.body_line), "note", front.lines, whole=True)


def _texts(value: object, path: Path, where: str) -> Iterator[tuple[Path, str, str]]:
    if isinstance(value, str):
        if value:
            yield path, where, value
    elif isinstance(value, Record):
        titles = chinese_names(type(value))
        for name, title in titles.items():
            if name not in _UNPRINTED:
                yield from _texts(getattr(value, name), (*path, name), title)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index), where)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield (*path, str(name)), where, str(name)
            yield from _texts(item, (*path, str(name)), where)
