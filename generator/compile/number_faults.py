"""What can be wrong with the numbers of a publication's issues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from generator.compile.finding import at, first_given
from generator.compile.numbers import Numbers
from generator.diagnostics import Diagnostic
from generator.model.content import LoadedIssue
from generator.model.record import Sourced
from generator.model.site import Site

Value = TypeVar("Value")
Told = list[tuple[str, Diagnostic]]
"""Findings, each with the key of its issue."""


def number_faults(
    publication: str,
    issues: Sequence[LoadedIssue],
    numbers: Mapping[str, Numbers],
    site: Sourced[Site],
    *,
    complete: bool,
) -> tuple[frozenset[str], list[Diagnostic]]:
    """The issues that are stopped, and all findings; `issues` are in order of 签发日期.

    Without `complete` some file could not be read, and nothing is said of gaps: it may fill them.
    """
    errors = [*_duplicate_numbers(issues, numbers), *_duplicate_totals(issues, numbers)]
    findings = [finding for _, finding in errors]
    findings += _order_faults(issues, numbers)
    if complete:
        findings += _total_breaks(issues, numbers)
        name = site.record.publications[publication].name
        findings += _skipped(name, issues, numbers)
        findings += _first_total_missing(publication, site, issues, numbers)
    return frozenset(key for key, _ in errors), findings


def _duplicate_numbers(issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers]) -> Told:
    labels = [(issue, numbers[issue.key].label) for issue in issues]
    return [
        (issue.key, _at_key(issue, "number", "number-duplicate", label=label, other=other.key))
        for issue, label, other in _sharing(labels)
    ]


def _duplicate_totals(issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers]) -> Told:
    return [
        (issue.key, _at_key(issue, "total", "total-duplicate", total=total, other=other.key))
        for issue, total, other in _sharing(_totals(issues, numbers))
    ]


def _order_faults(issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers]) -> list[Diagnostic]:
    """A number that is lower than that of an issue signed before it."""
    findings: list[Diagnostic] = []
    highest: dict[tuple[int, bool], LoadedIssue] = {}
    for issue in issues:
        own = numbers[issue.key]
        earlier = highest.setdefault((own.year, own.supplement), issue)
        before = numbers[earlier.key]
        if own.number < before.number:
            words = {"label": own.label, "other": earlier.key, "before": before.label}
            findings.append(at(issue.front, "number-order", "number", **words))
        else:
            highest[own.year, own.supplement] = issue
    return findings


def _total_breaks(issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers]) -> list[Diagnostic]:
    """A written 总期号 that does not follow the one before it; the same once more is a duplicate."""
    return [
        at(issue.front, "total-unexpected", "total", before=before, total=total, expected=before + 1)
        for (_, before), (issue, total) in pairwise(_totals(issues, numbers))
        if total not in (before, before + 1)
    ]


def _skipped(name: str, issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers]) -> list[Diagnostic]:
    """Numbers that nobody has. A site may begin in the middle of its first year; later years begin at 1."""
    first_year = min((own.year for own in numbers.values()), default=0)
    series: dict[tuple[int, bool], dict[int, LoadedIssue]] = {}
    for issue in issues:
        own = numbers[issue.key]
        start = {} if own.year == first_year else {0: issue}
        series.setdefault((own.year, own.supplement), start)[own.number] = issue
    return [
        _at_key(
            found[number],
            "number",
            "number-skipped",
            name=name,
            label=numbers[found[number].key].label,
            missing=_span(year, supplement, before + 1, number - 1),
        )
        for (year, supplement), found in series.items()
        for before, number in pairwise(sorted(found))
        if number > before + 1
    ]


def _first_total_missing(
    publication: str, site: Sourced[Site], issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers]
) -> list[Diagnostic]:
    """A first issue like 第5期（总第1期）: the total counts at least that year's issues."""
    first = next((own for issue in issues if not (own := numbers[issue.key]).supplement), None)
    if first is None or first.total is None or first.total >= first.number:
        return []
    place = ("publications", publication, "first_total")
    name = site.record.publications[publication].name
    return [at(site, "total-below-number", *place, name=name, line=first.number_line)]


def _totals(issues: Sequence[LoadedIssue], numbers: Mapping[str, Numbers]) -> list[tuple[LoadedIssue, int]]:
    totals = [(issue, numbers[issue.key].total) for issue in issues]
    return [(issue, total) for issue, total in totals if total is not None]


def _sharing(values: Sequence[tuple[LoadedIssue, Value]]) -> list[tuple[LoadedIssue, Value, LoadedIssue]]:
    """Each issue whose value another one has too, with that value and the other issue."""
    holders: dict[Value, list[LoadedIssue]] = {}
    for issue, value in values:
        holders.setdefault(value, []).append(issue)
    return [
        (issue, value, held[1] if issue is held[0] else held[0])
        for value, held in holders.items()
        if len(held) > 1
        for issue in held
    ]


def _at_key(issue: LoadedIssue, name: str, code: str, /, **words: object) -> Diagnostic:
    """A finding at that key where the editor wrote it, else at 签发日期, from which it was counted."""
    return at(issue.front, code, *first_given(issue.front, name, "date"), **words)


def _span(year: int, supplement: bool, first: int, last: int) -> str:
    head = f"{year}年{'增刊' if supplement else ''}第{first}期"
    return head if first == last else f"{head}至第{last}期"
