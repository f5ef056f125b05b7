"""Cells of tables that go to spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a formula begins with; some programs take the wide ones for it as well."""


def harmless(row: Iterable[str]) -> list[str]:
    """The cells of a row of CSV; one that a spreadsheet would take for a formula is text."""
    return [f"'{cell}" if cell.lstrip()[:1] in _FORMULA else cell for cell in row]
