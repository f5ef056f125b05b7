"""Where in the content that stands which a finding of a page is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import Diagnostic, Place

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．]|（\d+）)")
"""Of headings, which is put in when they are compiled."""
_UNSEEN = frozenset(" \t\u3000\\*")
"""What the source has and the page has not, or not always."""
_LEAST, _MOST = 3, 12
"""Characters of a text that are looked for: fewer stand anywhere, more may go over a line of the source."""


def placed(finding: Diagnostic, site: Path, sources: Iterable[str], otherwise: Place) -> Diagnostic:
    """The finding with the first line of `sources`, files of the site, that has what it is about; with the
    place `otherwise` where none has. A file that cannot be read has none."""
    sought = _sought(str(finding.data.get("text", "")))
    for source in sources if len(sought) >= _LEAST else ():
        try:
            text = (site / source).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            column = _column(line, sought)
            if column:
                return Diagnostic(finding.code, Place(source, number, column), finding.data, line)
    return Diagnostic(finding.code, otherwise, finding.data)


def _sought(text: str) -> str:
    if text.startswith("content/"):
        return text.rpartition("/")[2]  # a photo, which is written by its path from anywhere
    text = _NUMBERING.sub("", text.removesuffix("…"))
    return "".join(char for char in text if char not in _UNSEEN)[:_MOST]


def _column(line: str, sought: str) -> int:
    """Where `sought` begins in a line, from 1; 0 where it does not stand in it."""
    if sought[0] not in line:
        return 0
    seen = [(char, column) for column, char in enumerate(line, start=1) if char not in _UNSEEN]
    at = "".join(char for char, _ in seen).find(sought)
    return seen[at][1] if at >= 0 else 0
