"""What `autocorrect` does to the same texts: it mends punctuation and spaces, and tells nothing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.bench.clean_prose import CleanReport
from generator.bench.planted import Mark, Planted

GROUP = "punctuation"
"""The planted faults that it is made for."""
_MODULE = "autocorrect_py"


@dataclass(frozen=True, slots=True)
class Beside:
    """`changed` of the `asked` faults of punctuation were changed where they are wrong, `changed_all` of all
    faults, `all`; `touched` characters of `characters` of clean prose were changed."""

    asked: int
    changed: int
    all: int
    changed_all: int
    touched: int
    characters: int


def measure_beside(entries: Iterable[Planted], reports: Iterable[CleanReport]) -> Beside | None:
    """None where `autocorrect` is not installed."""
    correct = _correct()
    if correct is None:
        return None
    changes = [(entry.group, _is_changed(entry, correct)) for entry in entries]
    own = [changed for group, changed in changes if group == GROUP]
    bodies = [report.body for report in reports]
    touched = sum(
        max(end - start, length) for body in bodies for start, end, length in _changes(body, correct(body))
    )
    return Beside(
        len(own), sum(own), len(changes), sum(one for _, one in changes), touched, sum(map(len, bodies))
    )


def _correct() -> Callable[[str], str] | None:
    try:
        module = importlib.import_module(_MODULE)
    except ImportError:
        return None

    def correct(text: str) -> str:
        return str(module.format_for(text, "md"))

    return correct


def _is_changed(entry: Planted, correct: Callable[[str], str]) -> bool:
    """Whether something changes in what is marked as wrong."""
    for file, text in entry.files.items():
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        marks = [_span(mark, starts) for mark in entry.marks if mark.file == file]
        for start, end, _ in _changes(text, correct(text)):
            if any(start < last and max(end, start + 1) > first for first, last in marks):
                return True
    return False


def _span(mark: Mark, starts: list[int]) -> tuple[int, int]:
    begin = starts[mark.line - 1] - 1
    return begin + mark.start, begin + mark.end


def _changes(before: str, after: str) -> Iterable[tuple[int, int, int]]:
    """From where to where of `before` something else stands now, and how many characters that is."""
    lines, others = before.split("\n"), after.split("\n")
    if len(lines) != len(others):
        lines, others = [before], [after]
    start = 0
    for line, other in zip(lines, others, strict=True):
        if line != other:
            for tag, first, last, low, high in SequenceMatcher(
                None, line, other, autojunk=False
            ).get_opcodes():
                if tag != "equal":
                    yield start + first, start + last, high - low
        start += len(line) + 1
