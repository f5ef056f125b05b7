"""Texts of the ledger made fit to print, and the notices of what had to be masked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from generator.compile.statistics.predicates import Hidden
from generator.diagnostics import Diagnostic, Place
from generator.model.ledger import TABLE
from generator.model.request import DIMENSIONS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Masker = Callable[[str], str]
"""What must not be printed taken out of a text; a text without any of it comes back as it is."""

MaskerOf = Callable[[Collection[str]], Masker]
"""A masker for these texts: of all that the ledger knows of persons it needs only what may stand in them."""

FIRST_ROWS = 5
"""Rows that a notice names."""


class Masked:
    """The texts of the rows that are printed, each masked once, however many issues print it."""

    def __init__(self, masker_of: MaskerOf) -> None:
        self._masker_of = masker_of
        self._masker = masker_of(())
        self._said: dict[str, str] = {"": ""}
        self._clean: dict[str, bool] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, set[tuple[str, int]]] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Gets ready for these texts, all that `texts` is then asked for."""
        self._masker = self._masker_of({text for text in texts if text})
        self._said = {"": ""}

    def texts(self, row: Mapping[str, str], place: tuple[str, str, int]) -> tuple[str, ...]:
        """The values of `row`, a request's, masked; `place` is its file, sheet and line."""
        id = row["id"]
        if id not in self._texts:
            self._texts[id] = tuple(self._printed(text) for text in row.values())
            if self._texts[id] != tuple(row.values()):
                file, sheet, line = place
                self._rows.setdefault(file, set()).add((sheet, line))
        return self._texts[id]

    def _printed(self, text: str) -> str:
        """The text masked; answers, which many rows have word for word, once."""
        if text not in self._said:
            self._said[text] = self._masker(text)
        return self._said[text]

    def clean(self, texts: Collection[str]) -> frozenset[str]:
        """Those of the texts in which nothing has to be masked."""
        unknown = [text for text in dict.fromkeys(texts) if text not in self._clean]
        masker = self._masker_of(unknown)
        self._clean |= {text: masker(text) == text for text in unknown}
        return frozenset(text for text in texts if self._clean[text])

    def notices(self) -> list[Diagnostic]:
        """One notice for each file in which a printed row had something masked."""
        return [
            Diagnostic(
                "ledger-masked",
                Place(file, sorted(rows)[0][1]),
                {"count": len(rows), "rows": _told(sorted(rows))},
            )
            for file, rows in sorted(self._rows.items())
        ]


def hidden_notices(connection: DuckDBPyConnection, hidden: Hidden) -> list[Diagnostic]:
    """One notice for each file and dimension whose values are counted as 未注明."""
    findings = []
    for dimension, values in hidden.items():
        if values:
            column = DIMENSIONS[dimension]
            query = f"""SELECT file, count(*), min((sheet, line)) FROM {TABLE}
                WHERE list_contains($values, {column}) GROUP BY file ORDER BY file"""
            for file, count, first in connection.execute(query, {"values": list(values)}).fetchall():
                sheet, line = first.values() if isinstance(first, dict) else first
                words = {"column": dimension, "count": count, "row": _told([(sheet, line)])}
                findings.append(Diagnostic("ledger-value-hidden", Place(file, line), words))
    return findings


def _told(rows: list[tuple[str, int]]) -> str:
    """`第12、15行`, `“来访”表第3行`; the first few of many."""
    sheets: dict[str, list[int]] = {}
    for sheet, line in rows[:FIRST_ROWS]:
        sheets.setdefault(sheet, []).append(line)
    told = "，".join(
        f"{f'“{sheet}”表' if sheet else ''}第{'、'.join(map(str, lines))}行"
        for sheet, lines in sheets.items()
    )
    return told if len(rows) <= FIRST_ROWS else f"{told}等"
