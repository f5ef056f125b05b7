"""All figures of an issue, for the command that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.compile.figures.figure import Figure, figure_of
from generator.compile.figures.names import COMPARISONS, RANKS, SPANS, FigureName, heads_of
from generator.compile.figures.values import RECEIVED, cell, count
from generator.model.request import DIMENSIONS
from generator.model.statistics import COUNTS, DAILY, Statistics

Pairs = tuple[tuple[str, str], ...]


def every_figure(statistics: Statistics) -> Iterator[Figure]:
    """Every figure that a text may name, those of the site's constants apart."""
    return (figure_of(statistics, name) for name in every_name(statistics))


def every_name(statistics: Statistics) -> Iterator[FigureName]:
    """The spans of days; the numbers of `plain_names`, each with its share, its comparisons and what it is
    compared with; the largest of each dimension."""
    yield from map(FigureName, SPANS)
    for name in plain_names(statistics):
        yield from _compared(name)
        if name.pairs and name.head in COUNTS:
            yield from _compared(replace(name, share=True))
    for head in COUNTS:
        for dimension in statistics.values:
            yield FigureName(head, rank=(dimension, RANKS["前三"]))


def plain_names(statistics: Statistics) -> Iterator[FigureName]:
    """Counts and rates of this period: of all requests, of each value of a dimension, and of each crossing
    that was counted and has any."""
    heads = heads_of(statistics)
    for pairs in [(), *_values(statistics)]:
        yield from (FigureName(head, pairs) for head in heads)
    for pairs in _crossings(statistics):
        for head in heads:
            name = FigureName(head, pairs)
            if has_any(statistics, name):
                yield name


def _compared(name: FigureName) -> Iterator[FigureName]:
    yield name
    yield from (replace(name, comparison=comparison) for comparison in COMPARISONS)


def _values(statistics: Statistics) -> list[Pairs]:
    return [
        ((dimension, value),) for dimension in DIMENSIONS for value in statistics.values.get(dimension, ())
    ]


def _crossings(statistics: Statistics) -> Iterator[Pairs]:
    """The crossings that were counted, in the order of their values."""
    dimensions = [dimension for dimension in DIMENSIONS if dimension in statistics.values]
    for number, first in enumerate(dimensions):
        for second in dimensions[number + 1 :]:
            for one in statistics.values[first]:
                for other in statistics.values[second]:
                    paths = f"{first}.{one}.{second}.{other}", f"{second}.{other}.{first}.{one}"
                    if any(path in statistics.cells for path in paths):
                        yield (first, one), (second, other)


def has_any(statistics: Statistics, name: FigureName) -> bool:
    """Whether a figure has any request behind it, in this period or one that it is compared with."""
    counts = cell(statistics, *name.pairs)
    rule = statistics.rates.get(name.head)
    counted = rule.denominator if rule else RECEIVED if name.head == DAILY else name.head
    return any(count(counts, counted, which) for which in ("now", "before", "year_ago"))
