"""Figures that were typed by hand and contradict the ledger.

A false alarm is worse than a miss: a number is compared only where its clause has one of the forms of
`wording`, is about this period and about all requests or about a value that it names. Where it may mean one
of several figures, any that is right will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.compile.figures import wording
from generator.compile.figures.clauses import paragraphs
from generator.compile.figures.compare import Told, is_right, right_text
from generator.compile.figures.figure import figure
from generator.compile.figures.names import Aliases, FigureError, heads_of
from generator.compile.figures.reading import Reader, Words
from generator.diagnostics import Diagnostic, Place
from generator.model.record import Sourced
from generator.model.request import DIMENSIONS
from generator.model.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that contradicts: where it stands (from 1), as it is written, the figure's name and the
    right text."""

    line: int
    column: int
    written: str
    name: str
    right: str


def typed_findings(
    front: Sourced[Any], statistics: Statistics, aliases: Aliases | None = None, *, report: bool = False
) -> list[Diagnostic]:
    """A finding for each number in a file of an issue, or of a report that it prints, that contradicts.

    In a report, which may speak of anything, only sentences that name the period's dates and 全市 are read,
    and what is found is a warning.
    """
    code = "figure-contradicts-report" if report else "figure-contradicts"
    findings = []
    for one in find_typed(front.lines, statistics, aliases, report=report):
        place = Place(front.file, one.line, one.column)
        data = {"written": one.written, "name": one.name, "right": one.right}
        findings.append(Diagnostic(code, place, data, front.excerpt(place)))
    return findings


def find_typed(
    lines: Sequence[str], statistics: Statistics, aliases: Aliases | None = None, *, report: bool = False
) -> list[Typed]:
    """The numbers in these lines that contradict; see `typed_findings`."""
    words = _words(statistics, aliases or Aliases(), report)
    reader = Reader(statistics, words, report=report)

    def printed(name: str) -> str:
        found = figure(statistics, name, aliases)
        return "" if isinstance(found, FigureError) else found.text

    found = (told for paragraph in paragraphs(lines, printed) for told in reader.read(paragraph))
    return [typed for told in found if (typed := _check(statistics, told)) is not None]


def _words(statistics: Statistics, aliases: Aliases, report: bool) -> Words:
    meaning: dict[str, set[tuple[str, str]]] = {}
    for dimension in DIMENSIONS:
        names = {value: value for value in statistics.values.get(dimension, ())}
        for written, value in {**aliases.values.get(dimension, {}), **names}.items():
            if written not in wording.NOT_NAMES:
                meaning.setdefault(written, set()).add((dimension, value))
    return Words(
        wording.this_period(statistics.span, report=report),
        wording.comparison_words(statistics.span),
        wording.named_pattern(heads_of(statistics)),
        wording.values_pattern(meaning),
        {name: frozenset(pairs) for name, pairs in meaning.items()},
    )


def _check(statistics: Statistics, told: Told) -> Typed | None:
    """The contradiction, if none of the figures that a number may be is it or cannot be told."""
    if any(is_right(statistics, told, name) is not False for name in told.names):
        return None
    name = told.names[0]
    return Typed(told.line, told.column, told.written, str(name), right_text(statistics, told, name))
