"""What a run has to tell the editor: findings as values, worded in one place.

A finding carries a code and data; `catalogue` has the sentence for each code, `show` lays it out
with the line and a caret. Stages return findings beside their result and never print or exit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.diagnostics.catalogue import CATALOGUE

Severity = Literal["error", "warning", "notice"]

FOLLOWS = ("report-broken", "report-broken-selected", "listing-broken")
"""Findings about what another one keeps from being used: they are told after it."""

_ORDER: Mapping[Severity, int] = {"error": 0, "warning": 1, "notice": 2}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: `file` relative to the site, `line` and `column` from 1, in characters."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is a key of the catalogue; `data` fills its sentences.

    `excerpt` is the source line at `place`, kept here because the file may be gone or changed when
    the finding is shown.
    """

    code: str
    place: Place | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    excerpt: str = ""

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    @property
    def message(self) -> str:
        return CATALOGUE[self.code].message.format(**self.data)

    @property
    def hint(self) -> str:
        return CATALOGUE[self.code].hint.format(**self.data)

    def as_json(self) -> dict[str, Any]:
        """The fields of one JSON line, as `--format json` prints them."""
        place = self.place or Place("")
        return {
            "severity": self.severity,
            "code": self.code,
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "message": self.message,
            "hint": self.hint,
        }


def ordered(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once, by file, line and column; the most serious first at one place."""
    unique: dict[tuple[Any, ...], Diagnostic] = {}
    for finding in findings:
        place = finding.place or Place("")
        key = (place, _ORDER[finding.severity], finding.code, finding.message)
        unique.setdefault(key, finding)
    return [unique[key] for key in sorted(unique)]


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    return any(finding.severity == "error" for finding in findings)
