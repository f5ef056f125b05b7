"""The command `figures`: every figure of an issue by name, with its definition and the rows behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from generator.compile.figures.every import Pairs, has_any, plain_names
from generator.compile.figures.figure import figure, figure_of
from generator.compile.figures.names import AS_OF, COMPARISONS, MOST_PAIRS, SPANS, FigureError, FigureName
from generator.compile.figures.values import RECEIVED, cell, count
from generator.diagnostics import Diagnostic
from generator.diagnostics.show import visible, width
from generator.model.statistics import CHANGE, COUNTS, DAILY, SHARE, YEAR_CHANGE, Statistics

RowsBehind = Callable[[str, str], tuple[str, ...]]
"""Path of a cell (`诉求类型.投诉`) and name of a count → ids of the rows that are counted."""

SHOWN = 3
"""Ids that the list in the terminal shows of each figure; JSON has them all."""
_WIDEST = 48
"""Columns of the names in the terminal; a longer one pushes its own line out."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line of the list. `value` is a count, a mean, or a rate as a part of one; None where there is
    nothing to divide by. `quotient` are the numbers that it divides: 145÷150. `rows` is how many requests
    the count has, of a rate its numerator, and `ids` are theirs; `share`, `change` and `year_change` are as
    printed, "" where there are none."""

    name: str
    value: int | float | None
    text: str
    quotient: str
    share: str
    change: str
    year_change: str
    definition: str
    rows: int
    ids: tuple[str, ...] = ()


def figure_rows(
    statistics: Statistics,
    rows_behind: RowsBehind | None = None,
    *,
    only: str = "",
    crossed: bool = True,
) -> tuple[FigureRow, ...]:
    """Every figure that an issue has, in groups of one count or rate, of all requests first.

    `only` is a name: that figure and those that divide it further. Without `crossed` those of two
    dimensions are left out. What is zero now and was zero before is
    left out, except of all requests. Ids are asked for once for each count that is not zero, and not at all
    without `rows_behind`; those of a crossing are the ids that its two values share.
    """
    names = [
        name
        for name in plain_names(statistics)
        if _is_within(name, only)
        and (crossed or len(name.pairs) < MOST_PAIRS)
        and (not name.pairs or has_any(statistics, name))
    ]
    heads = list(dict.fromkeys(name.head for name in names))
    names.sort(key=lambda name: heads.index(name.head))
    known: dict[tuple[str, str], tuple[str, ...]] = {}

    def ids(pairs: Pairs, counted: str) -> tuple[str, ...]:
        if rows_behind is None:
            return ()
        if len(pairs) > 1:
            others = set(ids(pairs[1:], counted))
            return tuple(one for one in ids(pairs[:1], counted) if one in others)
        path = ".".join(pairs[0]) if pairs else ""
        if (path, counted) not in known:
            known[path, counted] = rows_behind(path, counted)
        return known[path, counted]

    return tuple(_row(statistics, name, ids) for name in names)


def unknown_figure(statistics: Statistics, name: str) -> Diagnostic:
    """Why nothing is listed under a name: it is none, or everything under it is zero."""
    error = figure(statistics, name)
    if isinstance(error, FigureError):
        return Diagnostic(error.code, None, dict(error.data))
    return Diagnostic("figure-all-zero", None, {"name": name})


def span_rows(statistics: Statistics) -> tuple[tuple[str, str], ...]:
    """What the spans of days are called and what they print: (本期, 5月30日至6月5日)."""
    return tuple((name, figure_of(statistics, FigureName(name)).text) for name in SPANS)


def figures_text(statistics: Statistics, rows: Sequence[FigureRow], shown: int | None = SHOWN) -> str:
    """The list for a terminal: a heading with the definition for each count or rate, its figures below, each
    with at most `shown` ids, with all of them for None."""
    lines = ["，".join(f"{name}：{text}" for name, text in span_rows(statistics) if name != AS_OF)]
    lines.append(f"{AS_OF}：{figure_of(statistics, FigureName(AS_OF)).text}")
    for head, group in groupby(rows, key=lambda row: row.name.partition(".")[0]):
        found = list(group)
        column = min(max(width(row.name) for row in found), _WIDEST)
        lines += ["", f"{head}　{figure_of(statistics, FigureName(head)).definition}"]
        lines += [_line(row, column, shown) for row in found]
    return "\n".join(visible(line) for line in lines) + "\n"


def figures_json(statistics: Statistics, rows: Sequence[FigureRow]) -> str:
    """The list as JSON lines: first the spans, then one object a figure."""
    spans = {"period": {name: text for name, text in span_rows(statistics)}}
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in (spans, *map(asdict, rows)))


def _line(row: FigureRow, column: int, shown: int | None) -> str:
    words = ((SHARE, row.share), (CHANGE, row.change), (YEAR_CHANGE, row.year_change))
    cells = "  ".join(f"{word} {text}" for word, text in words if text)
    ids = "、".join(row.ids[:shown])
    if shown is not None and len(row.ids) > shown:
        ids += f" 等 {len(row.ids)} 件"
    lead = f"  {row.name}{' ' * max(column - width(row.name), 0)}  {row.text}"
    lead += f"（{row.quotient}）" if row.quotient else ""
    return "  ".join(part for part in (lead, cells, f"编号 {ids}" if ids else "") if part)


def _row(statistics: Statistics, name: FigureName, ids: Callable[[Pairs, str], tuple[str, ...]]) -> FigureRow:
    own = figure_of(statistics, name)
    counted = _counted(statistics, name)
    rows = count(cell(statistics, *name.pairs), counted)
    return FigureRow(
        name=own.name,
        value=own.value if own.value is None or isinstance(own.value, int) else float(own.value),
        text=own.text,
        quotient=_quotient(statistics, name),
        share=_share(statistics, name),
        change=figure_of(statistics, replace(name, comparison=CHANGE)).text,
        year_change=figure_of(statistics, replace(name, comparison=YEAR_CHANGE)).text,
        definition=own.definition,
        rows=rows,
        ids=ids(name.pairs, counted) if rows else (),
    )


def _counted(statistics: Statistics, name: FigureName) -> str:
    """The count whose rows stand behind a figure."""
    rule = statistics.rates.get(name.head)
    return rule.numerator if rule else RECEIVED if name.head == DAILY else name.head


def _quotient(statistics: Statistics, name: FigureName) -> str:
    counts = cell(statistics, *name.pairs)
    rule = statistics.rates.get(name.head)
    whole = count(counts, rule.denominator) if rule else statistics.span.days
    if (rule is None and name.head != DAILY) or not whole:
        return ""
    return f"{count(counts, _counted(statistics, name))}÷{whole}"


def _share(statistics: Statistics, name: FigureName) -> str:
    if not name.pairs or name.head not in COUNTS:
        return ""
    return figure_of(statistics, replace(name, share=True)).text


def _is_within(name: FigureName, only: str) -> bool:
    wanted = ".".join(part for part in only.split(".") if part not in (SHARE, *COMPARISONS))
    return not wanted or f"{name}.".startswith(f"{wanted}.")
