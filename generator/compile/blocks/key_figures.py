"""关键数字: the figures that leaders look at first, and 走势: how two of them went."""

from __future__ import annotations

from fractions import Fraction

from generator.compile.blocks.kind import BlockKind, Options, nothing
from generator.compile.blocks.tables import definitions, number, small_notes
from generator.compile.figures.values import (
    NO_DATA,
    Which,
    cell,
    change,
    change_in_points,
    count,
    daily,
    fraction,
    has_one_base,
    is_covered,
    rate,
    span_text,
    together,
)
from generator.model.blocks import Block, Chart, Column, Series, Table, Tile, Tiles
from generator.model.statistics import CHANGE, DAILY, YEAR_CHANGE, Span, Statistics

RECEIVED, OVERDUE = "受理量", "累计超期量"
_BASES: tuple[tuple[str, Which], ...] = ((CHANGE, "before"), (YEAR_CHANGE, "year_ago"))
_CLOSED_THEN = "各期的办结量，是该期受理、到该期截止时间已经办结的件数。"
_LEAST_POINTS = 2
"""One period alone shows no course."""


def key_figures(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """受理量, a day's mean, every rate of the office, and what is overdue; the rates' definitions below."""
    tiles = (
        _count_tile(statistics, RECEIVED),
        _daily_tile(statistics),
        *(_rate_tile(statistics, name) for name in statistics.rates),
        _count_tile(statistics, OVERDUE),
    )
    notes = definitions(statistics, statistics.rates)
    return (Tiles(tiles), *small_notes(notes))


def trend(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """The chart, whose marks tell all numbers; a table where the section has no charts."""
    points = statistics.trend
    if len(points) < _LEAST_POINTS:
        # A period that is compared with may still be one of which the ledger has a part alone.
        lacking = "往期的数据还不完整" if is_covered(statistics, "before") else "还没有可以比较的往期数据"
        return nothing(f"台账里{lacking}，暂不列走势。")
    if options.charts:
        return (_trend_chart(statistics), *small_notes((_CLOSED_THEN,)))
    table = Table(
        caption="近期各期受理和办结情况",
        columns=(
            Column("时期"),
            Column("起止日期", share=2.6),
            number("受理量（件）"),
            number("办结量（件）"),
        ),
        rows=tuple(
            (
                point.label,
                span_text(Span(point.first, point.last, statistics.span.as_of), statistics.span.last.year),
                str(point.received),
                str(point.closed),
            )
            for point in points
        ),
        notes=(_CLOSED_THEN,),
    )
    return (table,)


def _trend_chart(statistics: Statistics) -> Chart:
    points = statistics.trend
    told = "；".join(f"{point.label}受理{point.received}件、办结{point.closed}件" for point in points)
    return Chart(
        shape="lines",
        title="近期受理和办结走势",
        labels=tuple(point.label for point in points),
        series=(
            Series("受理量", tuple(float(point.received) for point in points)),
            Series("办结量", tuple(float(point.closed) for point in points)),
        ),
        summary=f"{told}。",
    )


def _count_tile(statistics: Statistics, name: str) -> Tile:
    counts = cell(statistics)
    now = count(counts, name)
    told = [
        (label, change(now, count(counts, name, which), covered=is_covered(statistics, which)))
        for label, which in _BASES
    ]
    return Tile(name, str(now), "件", together(told, one_base=has_one_base(statistics)))


def _daily_tile(statistics: Statistics) -> Tile:
    """The mean's change is that of the exact means: periods may differ in length."""
    counts = cell(statistics)
    now = Fraction(count(counts, RECEIVED), statistics.span.days)
    spans: dict[Which, Span] = {"before": statistics.before, "year_ago": statistics.year_ago}
    told = [
        (
            label,
            change(
                now,
                Fraction(count(counts, RECEIVED, which), spans[which].days),
                covered=is_covered(statistics, which),
            ),
        )
        for label, which in _BASES
    ]
    mean = daily(count(counts, RECEIVED), statistics.span.days)
    return Tile(DAILY, mean, "件", together(told, one_base=has_one_base(statistics)))


def _rate_tile(statistics: Statistics, name: str) -> Tile:
    counts, rule = cell(statistics), statistics.rates[name]
    now = fraction(counts, rule)
    if now is None:
        return Tile(name, NO_DATA, "")
    told = [(label, change_in_points(now, fraction(counts, rule, which))) for label, which in _BASES]
    whole = together(told, one_base=has_one_base(statistics))
    return Tile(name, rate(counts, rule).removesuffix("%"), "%", whole)


KEY_FIGURES = BlockKind(key_figures)
TREND = BlockKind(trend)
