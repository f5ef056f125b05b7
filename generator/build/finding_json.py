"""Findings as the cache keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.diagnostics import Diagnostic, Place


def finding_data(finding: Diagnostic) -> dict[str, Any]:
    """A finding as JSON keeps it; `finding_of` reads it back, and both say the same words."""
    place = finding.place
    return {
        "code": finding.code,
        "place": [place.file, place.line, place.column] if place else None,
        "data": {name: _plain(value) for name, value in finding.data.items()},
        "excerpt": finding.excerpt,
    }


def finding_of(data: Mapping[str, Any]) -> Diagnostic:
    place = Place(*data["place"]) if data["place"] else None
    return Diagnostic(data["code"], place, data["data"], data["excerpt"])


def _plain(value: Any) -> Any:
    """A value as it would be printed, where JSON has no such values."""
    return value if value is None or isinstance(value, str | int | float) else str(value)
