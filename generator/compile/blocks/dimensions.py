"""Received requests by one dimension, and by two: tables that add up to 受理量, and their charts."""

from __future__ import annotations

from generator.compile.blocks.kind import BlockKind, Options, nothing
from generator.compile.blocks.rows import RECEIVED, TOTAL, Row, largest_rows, rows_of, total_row
from generator.compile.blocks.tables import (
    NO_BASE_NOTE,
    bars,
    change_columns,
    changes,
    dash_note,
    number,
)
from generator.compile.figures.values import cell, count, percent, shares_note
from generator.model.blocks import Block, Chart, Column, Prose, Table
from generator.model.request import UNSAID
from generator.model.statistics import SHARE, Statistics

NO_REQUESTS = "本期没有受理诉求。"
MOST_COLUMNS = 8
"""Columns of numbers of a crossing; more do not fit a line of 156 mm."""


def one_dimension(dimension: str) -> BlockKind:
    """件数, 占比, 环比 and 同比 by the values of `dimension`."""

    def make(statistics: Statistics, options: Options) -> tuple[Block, ...]:
        return by_dimension(statistics, options, dimension)

    return BlockKind(make)


def two_dimensions(down: str, across: str, caption: str) -> BlockKind:
    """Numbers of `down` by `across`, with sums both ways."""

    def make(statistics: Statistics, options: Options) -> tuple[Block, ...]:
        return crossing(statistics, options, down, across, caption)

    return BlockKind(make, pairs=frozenset({(down, across)}))


def side_by_side(*dimensions: str) -> BlockKind:
    """Two dimensions as narrow charts beside each other; as tables where the section has no charts."""

    def make(statistics: Statistics, options: Options) -> tuple[Block, ...]:
        if not count(cell(statistics), RECEIVED):
            return nothing(NO_REQUESTS)
        said = [dimension for dimension in dimensions if is_said(statistics, dimension)]
        made = [by_dimension(statistics, options, dimension)[:1] for dimension in said]
        if not options.charts:
            return tuple(block for blocks in made for block in blocks)
        drawn = [half_chart(statistics, dimension) for dimension in said]
        # What is too little for a chart has its table; two charts in a row stand side by side.
        tables = [block for chart, blocks in zip(drawn, made, strict=True) if not chart for block in blocks]
        return (*(block for chart in drawn for block in chart), *tables)

    return BlockKind(make, parts=dimensions)


def structure(down: str, across: str, caption: str) -> BlockKind:
    """Two dimensions once: as narrow charts, and crossed in one table with sums and shares of both."""

    def make(statistics: Statistics, options: Options) -> tuple[Block, ...]:
        table = crossing(statistics, options, down, across, caption)
        if isinstance(table[0], Prose) or not options.charts:
            return table
        return (*half_chart(statistics, across), *half_chart(statistics, down), *table)

    return BlockKind(make, pairs=frozenset({(down, across)}), parts=(across, down))


def is_said(statistics: Statistics, dimension: str) -> bool:
    """Whether any request has a value of the dimension: a ledger may have no such column at all."""
    return any(row.name != UNSAID and count(row.counts, RECEIVED) for row in rows_of(statistics, dimension))


def half_chart(statistics: Statistics, dimension: str) -> tuple[Chart, ...]:
    rows = rows_of(statistics, dimension)
    return bars(f"各{dimension}{RECEIVED}", rows, RECEIVED, dimension, half=True)


def by_dimension(statistics: Statistics, options: Options, dimension: str) -> tuple[Block, ...]:
    total = total_row(statistics)
    received = count(total.counts, RECEIVED)
    if not received:
        return nothing(NO_REQUESTS)
    all_rows = rows_of(statistics, dimension)
    shown = largest_rows(all_rows, options.limit, dimension)
    rows = tuple(_cells(statistics, row, received) for row in shown)
    last = _cells(statistics, total, received)
    note = shares_note((count(row.counts, RECEIVED) for row in shown), received)
    table = Table(
        caption=f"各{dimension}受理情况",
        columns=(
            Column(dimension, share=2.2),
            number(f"{RECEIVED}（件）"),
            number(SHARE),
            *change_columns(statistics),
        ),
        rows=rows,
        total=last,
        notes=(
            f"{SHARE}＝各项{RECEIVED}÷{RECEIVED}合计（{received}件）×100%。",
            *((note,) if note else ()),
            *dash_note((*rows, last), NO_BASE_NOTE),
        ),
    )
    chart = bars(f"各{dimension}{RECEIVED}", all_rows, RECEIVED, dimension) if options.charts else ()
    return (table, *chart)


def crossing(
    statistics: Statistics, options: Options, down: str, across: str, caption: str
) -> tuple[Block, ...]:
    if not count(cell(statistics), RECEIVED):
        return nothing(NO_REQUESTS)
    rows = largest_rows(rows_of(statistics, down), options.limit, down)
    columns = largest_rows(rows_of(statistics, across), MOST_COLUMNS, across)
    total = total_row(statistics)
    received = count(total.counts, RECEIVED)
    parts = [[count(row.counts, RECEIVED) for row in side] for side in (rows, columns)]
    # One sentence, though both the last column and the last row may not add up.
    rounded = next((note for own in parts if (note := shares_note(own, received))), "")
    return (
        Table(
            caption=caption,
            columns=(
                Column(down, share=1.8),
                *(number(column.name, group=f"{across}（件）") for column in columns),
                number(TOTAL),
                number(SHARE),
            ),
            rows=tuple(_crossed(statistics, (down, row), (across, columns)) for row in rows),
            total=_numbers(total, columns),
            shares=(SHARE, *(percent(own, received) for own in (*parts[1], received)), ""),
            notes=(
                f"{SHARE}＝各项{RECEIVED}÷{RECEIVED}合计（{received}件）×100%。",
                *((rounded,) if rounded else ()),
            ),
        ),
    )


def _cells(statistics: Statistics, row: Row, received: int) -> tuple[str, ...]:
    own = count(row.counts, RECEIVED)
    return (row.name, str(own), percent(own, received), *changes(statistics, row.counts, RECEIVED))


def _crossed(
    statistics: Statistics, down: tuple[str, Row], across: tuple[str, tuple[Row, ...]]
) -> tuple[str, ...]:
    """One row of a crossing: its number with each of the columns."""
    dimension, row = down
    other, columns = across
    numbers = [
        sum(
            count(cell(statistics, (dimension, value), (other, crossed)), RECEIVED)
            for value in row.values
            for crossed in column.values
        )
        for column in columns
    ]
    own, received = count(row.counts, RECEIVED), count(cell(statistics), RECEIVED)
    return (row.name, *map(str, numbers), str(own), percent(own, received))


def _numbers(row: Row, columns: tuple[Row, ...]) -> tuple[str, ...]:
    """The sums of the columns, that of all, and its share, which is all."""
    own = count(row.counts, RECEIVED)
    return (row.name, *(str(count(one.counts, RECEIVED)) for one in (*columns, row)), percent(own, own))
