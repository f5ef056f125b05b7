"""What tables of figures share: cells of changes and rates, notes, charts of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from generator.compile.blocks.rows import Row, by_count, measure_of
from generator.compile.figures.values import (
    DASH,
    Which,
    change,
    count,
    has_one_base,
    is_covered,
    rate,
    rate_definition,
)
from generator.model.blocks import Chart, Column, Prose, Series
from generator.model.statistics import CHANGE, NO_BASE, YEAR_CHANGE, Counts, Statistics

_BASES: tuple[Which, Which] = ("before", "year_ago")
LEAST_HALF, LEAST_BARS, MOST_BARS = 2, 4, 10
"""Fewer numbers are read at once in their table; more bars are no picture any longer (house)."""
NO_BASE_NOTE = f"“{DASH}”表示{NO_BASE}。"
NO_RATE_NOTE = f"“{DASH}”表示分母是零，算不出比率。"


def number(title: str, share: float = 1.0, group: str = "") -> Column:
    """A column of numbers, which stand one below the other at the right."""
    return Column(title, "right", group, share)


def changes(statistics: Statistics, counts: Counts, name: str) -> tuple[str, ...]:
    """环比 and 同比 of a count as cells of a table; a dash where there is no base."""
    return tuple(
        change(count(counts, name), count(counts, name, which), DASH, covered=is_covered(statistics, which))
        for which in _bases(statistics)
    )


def change_columns(statistics: Statistics) -> tuple[Column, ...]:
    """The columns of `changes`: one alone where both compare with the same days."""
    names = (CHANGE, YEAR_CHANGE)
    if len(_bases(statistics)) < len(names):
        return (number("、".join(names), 1.3),)
    return tuple(number(name, 1.3) for name in names)


def _bases(statistics: Statistics) -> tuple[Which, ...]:
    return _BASES[:1] if has_one_base(statistics) else _BASES


def rate_cells(statistics: Statistics, counts: Counts, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(rate(counts, statistics.rates[name]) for name in names)


def known_rates(statistics: Statistics, *names: str) -> tuple[str, ...]:
    """Those of these rates that the office has defined."""
    return tuple(name for name in names if name in statistics.rates)


def definitions(statistics: Statistics, names: Iterable[str]) -> tuple[str, ...]:
    """`办结率＝办结量÷受理量×100%；…` as one note for all rates of a table; none without any."""
    words = [rate_definition(name, statistics.rates[name]) for name in names if name in statistics.rates]
    return ("；".join(words) + "。",) if words else ()


def small_notes(notes: Iterable[str]) -> tuple[Prose, ...]:
    """Notes that belong to no table, or to several, set as those of a table."""
    return tuple(Prose(f'<p class="definitions">注：{escape(note)}</p>') for note in notes)


def dash_note(rows: Iterable[Sequence[str]], note: str) -> tuple[str, ...]:
    """`note`, which tells what a dash means, where a cell has one."""
    return (note,) if any(DASH in row[1:] for row in rows) else ()


def rest_notes(shown: int, listed: int, total: int, *, chosen: bool = False) -> tuple[str, ...]:
    """What is left out of `listed` requests where so many are `shown`, and of `total` those that are
    confidential. `chosen`: they are told as cases, and are not the first of a table."""
    notes = []
    if listed > shown:
        notes.append(
            f"以上选登{shown}件，另有{listed - shown}件没有登出。"
            if chosen
            else f"共{listed}件，本表列出前{shown}件。"
        )
    if total > listed:
        notes.append(f"另有{total - listed}件按保密规定只计数，{'不登内容' if chosen else '不列出'}。")
    return tuple(notes)


def bars(
    title: str, rows: Iterable[Row], name: str, dimension: str, *, half: bool = False
) -> tuple[Chart, ...]:
    """The rows as bars, the longest first; no chart where there are too few of them.

    Beyond MOST_BARS the title says that only the first are shown, and the sentence how many the others have:
    a bar of these would be longer than those of names. `half`: a narrow chart, of two bars as well, since
    its numbers stand in no table beside it.
    """
    counted = by_count((row for row in rows if count(row.counts, name)), name)
    if len(counted) < (LEAST_HALF if half else LEAST_BARS):
        return ()
    shown = [(row.name, count(row.counts, name)) for row in counted[:MOST_BARS]]
    told = "、".join(f"{label}{value}件" for label, value in shown)
    if rest := counted[MOST_BARS:]:
        title += f"（前{MOST_BARS}{measure_of(dimension)}）"
        told += f"；其余共{sum(count(row.counts, name) for row in rest)}件"
    return (
        Chart(
            shape="bars",
            title=title,
            labels=tuple(label for label, _ in shown),
            series=(Series(name, tuple(float(value) for _, value in shown)),),
            summary=f"{title}：{told}。",
            half=half,
        ),
    )
