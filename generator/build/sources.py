"""Words of a page found again in the files that the page came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from generator.diagnostics import Place

_TEXTS = (".md", ".yaml", ".yml", ".csv")
_LENGTHS = (14, 10, 7, 5, 4, 3)
"""Characters that are looked for: the more, the surer is the place; fewer than the last stand anywhere."""
_UNSEEN = frozenset(" \t\u3000\\*_`~")
"""What a source has and the page has not, or not always."""
_SHORT = 5
_NAMES = ("site.yaml", "content/units.yaml")
"""Fewer characters are looked for in these alone: what is printed of them is names."""


class Sources:
    """The files of `names` below `site`; those that are no text, or cannot be read, hold nothing."""

    def __init__(self, site: Path, names: Iterable[str]) -> None:
        self._site = site
        self._names = [name for name in names if name.endswith(_TEXTS)]

    def line_of(self, text: str) -> tuple[Place | None, str]:
        """The line in which a text begins, and what stands there; None where it is found nowhere."""
        return self.around(text, 0, 0)

    def around(self, text: str, start: int, end: int) -> tuple[Place | None, str]:
        """The line with the characters of `text` from `start` to `end`, found by as many around them as stand
        there too; else the line in which the text begins, unless that is but a name."""
        lead = sum(char in _UNSEEN for char in text[:start])
        inner = sum(char in _UNSEEN for char in text[start:end])
        text = "".join(char for char in text if char not in _UNSEEN)
        start, end = start - lead, end - lead - inner
        if len(text) < _SHORT:
            return self._line(text, start, everywhere=len(text) > 1) or (None, "")
        for length in _LENGTHS:
            for begin in _windows(len(text), start, end, length):
                found = self._line(text[begin : begin + length], max(start - begin, 0))
                if found is not None:
                    return found
        found = self._line(text[:_SHORT], 0) if start > 0 else None
        return found if found is not None and found[0].file not in _NAMES else (None, "")

    def _line(self, sought: str, offset: int, *, everywhere: bool = False) -> tuple[Place, str] | None:
        for name, number, line, seen, columns in self._lines:
            at = seen.find(sought) if everywhere or len(sought) >= _SHORT or name in _NAMES else -1
            if sought and at >= 0:
                return Place(name, number, columns[min(at + offset, len(columns) - 1)]), line
        return None

    @cached_property
    def _lines(self) -> Sequence[tuple[str, int, str, str, list[int]]]:
        """File, number, line, the line without what the page has not, and the columns of what is left."""
        found = []
        for name in self._names:
            try:
                text = (self._site / name).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                continue
            for number, line in enumerate(text.splitlines(), start=1):
                columns = [column for column, char in enumerate(line, start=1) if char not in _UNSEEN]
                found.append((name, number, line, "".join(line[column - 1] for column in columns), columns))
        return found


def _windows(size: int, start: int, end: int, length: int) -> Iterable[int]:
    """Where a window of `length` characters may begin that holds those from `start` to `end`, or as many of
    them as it can: first with these in its middle."""
    if size < length:
        return ()
    middle = max(0, min(start - (length - min(end - start, length)) // 2, size - length))
    places = range(max(0, end - length if end - start <= length else start), min(start, size - length) + 1)
    return sorted(places, key=lambda place: abs(place - middle)) or (middle,)
