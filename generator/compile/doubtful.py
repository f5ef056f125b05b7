"""Figures that can be counted and are not to be believed: the ledger ends before the period does, or an
earlier issue cannot be read, so that nobody knows in how many issues an item stood."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compile.finding import at, first_given
from generator.compile.periods import period_text
from generator.compile.statistics import Wanted
from generator.diagnostics import Diagnostic
from generator.model.content import Content, LoadedIssue
from generator.model.dates import Period, chinese_date
from generator.model.issue import FINAL
from generator.model.ledger import Ledger
from generator.model.statistics import OPEN, OVERDUE, Statistics

_LACKING_SHARE = 4
"""A ledger that lacks more than this part of the period's days at its end is told: a quarter."""


def doubtful(
    issue: LoadedIssue, statistics: Statistics, ledger: Ledger, content: Content, wanted: Mapping[str, Wanted]
) -> list[Diagnostic]:
    """What makes the figures of an issue doubtful. For a final issue, which would keep them for good, what
    is certainly wrong is an error; for a draft it is a warning."""
    findings = _stale(issue, statistics, ledger)
    if wanted[issue.key].lists & {OPEN, OVERDUE}:
        findings += _after_broken(issue, content)
    return findings


def _stale(issue: LoadedIssue, statistics: Statistics, ledger: Ledger) -> list[Diagnostic]:
    span, last = statistics.span, ledger.last_day
    place = first_given(issue.front, "period", "date")
    period = period_text(Period(span.first, span.last))
    if last is None or last < span.first:
        until = f"只到{chinese_date(last)}" if last else "一行也没有"
        code = "ledger-ends-before" if issue.front.record.state == FINAL else "ledger-ends-before-draft"
        return [at(issue.front, code, *place, until=until, period=period)]
    lacking = (span.last - last).days
    if span.as_of.date() > span.last and lacking * _LACKING_SHARE > span.days:
        words = {"last": chinese_date(last), "period": period, "days": lacking}
        return [at(issue.front, "ledger-ends-early", *place, **words)]
    return []


def _after_broken(issue: LoadedIssue, content: Content) -> list[Diagnostic]:
    """Earlier issues of the publication, by file name, that could not be read."""
    folder = f"issues/{issue.publication}/"
    stem = issue.key.rpartition("/")[2]
    broken = [path for path in sorted(content.broken) if path.startswith(folder)]
    earlier = [path for path in broken if path.removeprefix(folder).rpartition(".")[0] < stem]
    if not earlier:
        return []
    code = "standing-unknown" if issue.front.record.state == FINAL else "standing-unknown-draft"
    return [at(issue.front, code, path=f"content/{earlier[-1]}")]
