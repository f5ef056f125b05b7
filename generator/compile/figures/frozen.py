"""A final issue prints the figures that it was sent with, whatever has become of the ledger since."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from generator.compile.figures.values import Which, as_of_text, count, rate, span_text
from generator.compile.finding import at
from generator.diagnostics import Diagnostic
from generator.load.records import Records, record_file
from generator.model.content import Content, LoadedIssue
from generator.model.issue import FINAL
from generator.model.request import DIMENSIONS
from generator.model.statistics import COUNTS, Counts, Item, Span, Statistics

T = TypeVar("T")
Difference = tuple[str, str, str]
"""Name of a figure, what was sent, what the ledger says now."""

TOLD = 8
"""Differences that are told one by one."""

_SUFFIXES: Mapping[Which, str] = {"now": "", "before": ".上期", "year_ago": ".同期"}
_DIMENSION = "|".join(DIMENSIONS)
_PATH = re.compile(rf"({_DIMENSION})\..*?(?:\.({_DIMENSION})\..*)?")
_NOTHING = Counts()


def settle(
    computed: Mapping[str, Statistics],
    records: Records,
    content: Content,
    gone: Mapping[str, Statistics] | None = None,
) -> tuple[dict[str, Statistics], tuple[str, ...], list[Diagnostic]]:
    """The figures that each issue prints, the keys of final issues whose figures are to be kept now, and
    what differs.

    `computed` are those by the ledger as it is; an issue may be missing there where the ledger is incomplete
    or gone. An issue whose record is broken gets no figures: the error stands at the record. `gone` are the
    records whose issue is no more: one of the same days as a final issue without a record is most likely its
    own, from before the file was renamed, and the issue gets no figures until that is settled.
    """
    return settle_kept(computed, records.statistics, records.broken, content.issues, gone or {}, _FIGURES)


@dataclass(frozen=True, slots=True)
class Keeping(Generic[T]):
    """How one sort of figures is kept: the `file` of an issue's key, the `days` that they are of, what is
    `told` of an issue whose record (the second) is another than what would be counted now (the third), and
    the code of what is told of a draft that has a record, `of_draft`."""

    file: Callable[[str], str]
    days: Callable[[T], tuple[date, date]]
    told: Callable[[LoadedIssue, T, T], list[Diagnostic]]
    of_draft: str


def settle_kept(
    computed: Mapping[str, T],
    kept: Mapping[str, T],
    broken: Collection[str],
    issues: Iterable[LoadedIssue],
    gone: Mapping[str, T],
    keeping: Keeping[T],
) -> tuple[dict[str, T], tuple[str, ...], list[Diagnostic]]:
    """The same for any sort of figures: `kept` are the records, `broken` the keys of those that cannot be
    read."""
    used: dict[str, T] = {}
    to_write: list[str] = []
    findings: list[Diagnostic] = []
    for issue in issues:
        record, now = kept.get(issue.key), computed.get(issue.key)
        is_final = issue.front.record.state == FINAL
        if issue.key in broken and is_final:
            continue
        if is_final and record is not None:
            used[issue.key] = record
            findings += keeping.told(issue, record, now) if now is not None else []
        elif now is not None and is_final and (former := _former_key(issue, now, gone, keeping)):
            files = {"former": keeping.file(former), "file": keeping.file(issue.key)}
            findings.append(at(issue.front, "record-elsewhere", "state", **files))
        elif now is not None:
            used[issue.key] = now
            if is_final:
                to_write.append(issue.key)
            elif record is not None:
                findings.append(at(issue.front, keeping.of_draft, "state", file=keeping.file(issue.key)))
    return used, tuple(to_write), findings


def _former_key(issue: LoadedIssue, now: T, gone: Mapping[str, T], keeping: Keeping[T]) -> str:
    """The key under which the figures of these days were kept for the same publication, "" for none."""
    days = keeping.days(now)
    return next(
        (
            key
            for key, sent in sorted(gone.items())
            if key.partition("/")[0] == issue.publication and keeping.days(sent) == days
        ),
        "",
    )


def differences(sent: Statistics, now: Statistics) -> list[Difference]:
    """Every number that was sent and is another one now: of all requests first, then of each value.

    A crossing that only one of the two holds was not asked for in the other, and tells nothing.
    """
    found = list(_span_differences(sent, now))
    crossed = _crossings(sent) & _crossings(now)
    for path in sorted(sent.cells.keys() | now.cells.keys(), key=lambda path: (path.count("."), path)):
        dimensions = _dimensions(path)
        if len(dimensions) < 2 or dimensions in crossed:
            one, other = sent.cells.get(path, _NOTHING), now.cells.get(path, _NOTHING)
            if one != other or sent.rates != now.rates:
                found += _cell_differences(path, one, other, sent, now)
    return found + list(_trend_differences(sent, now))


def _told(issue: LoadedIssue, sent: Statistics, now: Statistics) -> list[Diagnostic]:
    file = record_file(issue.key)
    found = differences(sent, now)
    if found:
        told = "；".join(f"{name}定稿时{one}，现在{other}" for name, one, other in found[:TOLD])
        more = f"；还有 {len(found) - TOLD} 个" if len(found) > TOLD else ""
        data = {"count": len(found), "differences": f"{told}{more}", "file": file}
        return [at(issue.front, "record-differs", **data)]
    changed = _changed_items(sent, now)
    if not changed:
        return []
    more = f"等 {len(changed)} 件" if len(changed) > TOLD else ""
    return [at(issue.front, "record-texts-differ", ids="、".join(changed[:TOLD]) + more, file=file)]


_FIGURES: Keeping[Statistics] = Keeping(
    record_file, lambda one: (one.span.first, one.span.last), _told, "record-of-draft"
)


def _span_differences(sent: Statistics, now: Statistics) -> Iterator[Difference]:
    year = sent.span.last.year
    if (sent.span.first, sent.span.last) != (now.span.first, now.span.last):
        yield "报道期间", span_text(sent.span, year), span_text(now.span, year)
    if sent.span.as_of != now.span.as_of:
        yield "截止时间", as_of_text(sent.span, year), as_of_text(now.span, year)


def _cell_differences(
    path: str, one: Counts, other: Counts, sent: Statistics, now: Statistics
) -> Iterator[Difference]:
    tail = f".{path}" if path else ""
    for which, suffix in _SUFFIXES.items():
        for name in COUNTS:
            numbers = count(one, name, which), count(other, name, which)
            if numbers[0] != numbers[1]:
                yield f"{name}{tail}{suffix}", f"{numbers[0]}件", f"{numbers[1]}件"
        for name in dict.fromkeys((*sent.rates, *now.rates)):
            rates = [
                rate(counts, statistics.rates[name], which) if name in statistics.rates else "没有这个指标"
                for counts, statistics in ((one, sent), (other, now))
            ]
            if rates[0] != rates[1]:
                yield f"{name}{tail}{suffix}", rates[0], rates[1]


def _trend_differences(sent: Statistics, now: Statistics) -> Iterator[Difference]:
    """Of the periods that both tell of."""
    points = {(point.first, point.last): point for point in now.trend}
    for point in sent.trend:
        same = points.get((point.first, point.last))
        if same is None or _is_own(point.first, point.last, sent.span):
            continue
        for name, one, other in (
            ("受理", point.received, same.received),
            ("办结", point.closed, same.closed),
        ):
            if one != other:
                yield f"走势中{point.label}的{name}", f"{one}件", f"{other}件"


def _is_own(first: object, last: object, span: Span) -> bool:
    """The last point of the trend is this period, whose counts are told already."""
    return (first, last) == (span.first, span.last)


def _crossings(statistics: Statistics) -> set[tuple[str, ...]]:
    return {dimensions for path in statistics.cells if len(dimensions := _dimensions(path)) > 1}


def _dimensions(path: str) -> tuple[str, ...]:
    match = _PATH.fullmatch(path)
    return tuple(dimension for dimension in match.groups() if dimension) if match else ()


def _changed_items(sent: Statistics, now: Statistics) -> list[str]:
    """Ids of requests that both would print, but in other words."""
    items = {item.id: item for item in _items(now)}
    return sorted({item.id for item in _items(sent) if item.id in items and items[item.id] != item})


def _items(statistics: Statistics) -> Sequence[Item]:
    return [item for items in (*statistics.items.values(), statistics.cases) for item in items]
