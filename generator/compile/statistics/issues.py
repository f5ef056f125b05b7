"""The figures of all issues that want any."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from generator.compile.finding import at, first_given
from generator.compile.periods import period_text
from generator.compile.statistics.cells import Task, count_cells
from generator.compile.statistics.chosen import check_cases
from generator.compile.statistics.history import History, count_history, looked_back, trend
from generator.compile.statistics.hot import AREA, MATTER, hot_issues, rule_text
from generator.compile.statistics.items import Chosen, Row, Scene, fetch_rows, make_item, texts_of
from generator.compile.statistics.lists import choose_ids, choose_lists, hot_cases
from generator.compile.statistics.masked import Masked, Masker, MaskerOf, hidden_notices
from generator.compile.statistics.predicates import Hidden
from generator.compile.statistics.rates import rate_rules
from generator.compile.statistics.repeats import Repeats, find_repeats
from generator.compile.statistics.spans import base_spans, span_of
from generator.compile.statistics.values import Seen, hidden_values, ordered_values, seen_values
from generator.compile.statistics.wanted import Wanted
from generator.diagnostics import Diagnostic
from generator.model.content import Content, LoadedIssue
from generator.model.dates import Period, chinese_date
from generator.model.ledger import Ledger
from generator.model.statistics import Counts, HotIssue, Item, Span, Statistics
from generator.privacy.masking import mask
from generator.privacy.values import value_keys


@dataclass(frozen=True, slots=True)
class _Job:
    """One issue: its three spans and the earlier periods that it looks back on, itself the first."""

    issue: LoadedIssue
    wanted: Wanted
    spans: tuple[Span, Span, Span]
    periods: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Common:
    """What is asked of the ledger once for all issues."""

    ledger: Ledger
    content: Content
    seen: Seen
    hidden: Hidden
    history: History
    repeats: Repeats
    masked: Masked
    spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class _Printed:
    """What one issue prints beside its counts: rows of the ledger, by list."""

    values: Mapping[str, tuple[str, ...]]
    scene: Scene
    hot: tuple[HotIssue, ...]
    lists: Mapping[str, list[Chosen]]
    lengths: Mapping[str, int]
    cases: list[Chosen]

    def all(self) -> Iterator[Chosen]:
        return chain(self.cases, *self.lists.values())


def compile_statistics(
    ledger: Ledger,
    content: Content,
    orders: Mapping[str, tuple[str, ...]],
    wanted: Mapping[str, Wanted],
    masker: Masker | None = None,
) -> tuple[dict[str, Statistics], list[Diagnostic]]:
    """The figures by issue key of those issues that are `wanted`, and what is to be told.

    `orders` holds each publication's issues in order (`Plan.order`). An issue without figures has an error
    among the findings. A ledger that is not complete gives no figures at all; its errors are the loader's to
    tell. `masker` makes the ledger's texts fit to print; by default `privacy.masking.mask` with the site's
    public numbers and the ledger's names.
    """
    if not ledger.complete or not wanted:
        return {}, []
    jobs, findings = _jobs(content, wanted)
    masked = Masked(_masker_of(content, ledger) if masker is None else lambda _: masker)
    seen = seen_values(ledger.connection)
    hidden = hidden_values(seen, masked)
    tasks = [Task(job.spans, job.wanted.pairs) for job in jobs]
    cells = count_cells(ledger.connection, tasks, hidden)
    common = _Common(
        ledger,
        content,
        seen,
        hidden,
        count_history(ledger.connection, (span for job in jobs for span in job.periods), hidden),
        find_repeats(ledger.connection),
        masked,
        _spans(content, {job.issue.publication for job in jobs}),
    )
    printed = [_choose(job, own, common, orders) for job, own in zip(jobs, cells, strict=True)]
    rows = fetch_rows(ledger.connection, (one.id for own in printed for one in own.all()))
    masked.prepare(texts_of(rows.values()))
    statistics = {}
    for job, own, chosen in zip(jobs, cells, printed, strict=True):
        statistics[job.issue.key] = _statistics(job, own, chosen, rows, common)
        findings += _base_short(job, own[""], ledger)
        findings += check_cases(ledger.connection, job.issue, job.spans[0], job.wanted.cases)
    findings += hidden_notices(ledger.connection, hidden)
    return statistics, findings + common.masked.notices()


def _jobs(content: Content, wanted: Mapping[str, Wanted]) -> tuple[list[_Job], list[Diagnostic]]:
    site = content.site.record
    jobs: list[_Job] = []
    findings: list[Diagnostic] = []
    for issue in content.issues:
        if issue.key not in wanted:
            continue
        span, found = span_of(issue, content.site)
        findings += found
        if span is not None:
            cadence = site.publications[issue.publication].cadence
            spans = (span, *base_spans(span, cadence, site))
            jobs.append(_Job(issue, wanted[issue.key], spans, tuple(looked_back(span, cadence, site))))
    return jobs, findings


def _spans(content: Content, publications: Set[str]) -> dict[str, Span]:
    """The spans of all issues of these publications: an item may have stood in any of them."""
    own = (issue for issue in content.issues if issue.publication in publications)
    spans = ((issue.key, span_of(issue, content.site)[0]) for issue in own)
    return {key: span for key, span in spans if span is not None}


def _choose(
    job: _Job, cells: Mapping[str, Counts], common: _Common, orders: Mapping[str, tuple[str, ...]]
) -> _Printed:
    """Which matters are hot, and which rows the issue prints."""
    site, span = common.content.site.record, job.spans[0]
    values = ordered_values(site, common.content.units, common.seen, common.hidden, cells, span.as_of)
    scene = Scene(
        common.ledger.connection,
        span,
        _as_ofs(job, orders.get(job.issue.publication, ()), common.spans),
        common.repeats,
        common.hidden,
        common.masked,
    )
    hot = hot_issues(
        cells,
        values[MATTER],
        values[AREA],
        job.periods[1:],
        common.history,
        site.hot,
        common.ledger.first_day,
    )
    cases = hot_cases(scene, [one.category for one in hot])
    hot = tuple(replace(one, cases=cases.get(one.category, ())) for one in hot)
    ids = [*job.wanted.cases, *(id for one in hot for id in one.cases)]
    return _Printed(values, scene, hot, *choose_lists(scene, job.wanted, values), choose_ids(scene, ids))


def _statistics(
    job: _Job, cells: Mapping[str, Counts], printed: _Printed, rows: Mapping[str, Row], common: _Common
) -> Statistics:
    site = common.content.site.record
    span, before, year_ago = job.spans

    def items(chosen: Iterable[Chosen]) -> tuple[Item, ...]:
        return tuple(make_item(one, rows[one.id], printed.scene) for one in chosen)

    return Statistics(
        span=span,
        before=before,
        year_ago=year_ago,
        cells=cells,
        values=printed.values,
        rates=rate_rules(site),
        trend=trend(job.periods, site, common.history, common.ledger.first_day),
        hot=printed.hot,
        hot_rule=rule_text(site.hot),
        items={name: items(chosen) for name, chosen in printed.lists.items()},
        lengths=printed.lengths,
        cases=items(printed.cases),
    )


def _as_ofs(job: _Job, order: Sequence[str], spans: Mapping[str, Span]) -> list[datetime]:
    """The instants of this publication's issues up to and with this one, in ascending order."""
    key = job.issue.key
    earlier = order[: order.index(key)] if key in order else ()
    # A reissue has that of the first, with which it counts once.
    return sorted({job.spans[0].as_of, *(spans[one].as_of for one in earlier if one in spans)})


def _base_short(job: _Job, total: Counts, ledger: Ledger) -> list[Diagnostic]:
    """A notice where the ledger begins within a base, whose figures then are those of fewer days."""
    _, before, year_ago = job.spans
    bases = [("环比", before, total.before), ("同比", year_ago, total.year_ago)]
    if before == year_ago:
        bases = [("环比、同比", before, total.before)]
    short = [
        f"{name}的基期（{period_text(Period(span.first, span.last))}）"
        for name, span, counts in bases
        if ledger.first_day and span.first < ledger.first_day and counts.get("受理量")
    ]
    if not short or ledger.first_day is None:
        return []
    words = {"first": chinese_date(ledger.first_day), "bases": "、".join(short)}
    return [
        at(job.issue.front, "figures-base-short", *first_given(job.issue.front, "period", "date"), **words)
    ]


def _masker_of(content: Content, ledger: Ledger) -> MaskerOf:
    allow = content.site.record.privacy.allow

    def masker_of(texts: Collection[str]) -> Masker:
        values = ledger.private_values(key for text in texts for key in value_keys(text))
        return lambda text: mask(text, allow, ledger.names, values)[0]

    return masker_of
