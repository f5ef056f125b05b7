"""Findings of any stage made fit to be shown: what they quote may hold what must not be repeated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from generator.diagnostics import Diagnostic
from generator.privacy.found import apart
from generator.privacy.identifiers import find_identifiers
from generator.privacy.masking import hidden
from generator.privacy.names import find_names


def discreet(
    findings: Iterable[Diagnostic], names: Collection[str] = (), allow: Sequence[str] = ()
) -> list[Diagnostic]:
    """The findings with identifiers and the ledger's names in their words, lines and file names as `*`."""
    return [discreet_one(finding, names, allow) for finding in findings]


def discreet_one(finding: Diagnostic, names: Collection[str] = (), allow: Sequence[str] = ()) -> Diagnostic:
    """Nothing else is changed; a place stays what it is, since what is hidden keeps its length."""

    def shown(text: str) -> str:
        return discreet_text(text, names, allow)

    def one(value: Any) -> Any:
        return shown(value) if isinstance(value, str) else value

    place = replace(finding.place, file=shown(finding.place.file)) if finding.place else None
    data = {key: one(value) for key, value in finding.data.items()}
    return replace(finding, place=place, data=data, excerpt=shown(finding.excerpt))


def discreet_text(text: str, names: Collection[str] = (), allow: Sequence[str] = ()) -> str:
    """A text with identifiers and the ledger's names as `*`, as long as it was."""
    found = apart((*find_identifiers(text, allow), *find_names(text, names, allow)))
    return hidden(text, found) if found else text
