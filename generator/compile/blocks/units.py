"""How units did: 办理情况, 满意率 below the office's threshold, and the annex by unit."""

from __future__ import annotations

from generator.compile.blocks.kind import BlockKind, Options, nothing
from generator.compile.blocks.rows import RECEIVED, TOTAL, Row, largest_rows, rows_of, summed, total_row
from generator.compile.blocks.tables import (
    NO_RATE_NOTE,
    dash_note,
    definitions,
    known_rates,
    number,
    rate_cells,
    small_notes,
)
from generator.compile.figures.values import cell, count, fraction, rate
from generator.model.blocks import Block, Column, Prose, Table
from generator.model.request import UNSAID
from generator.model.statistics import Counts, Statistics

UNIT, UNIT_CLASS = "承办单位", "单位类别"
CLOSED_RATE, IN_TERM_RATE, SATISFIED_RATE = "办结率", "按时办结率", "满意率"
_HANDLING = (RECEIVED, "办结量", "按时办结量", "超期量")
_ANNEX = (
    ("派遣", RECEIVED, "办理（件）"),
    ("按时办结", "按时办结量", "办理（件）"),
    ("超期办结", "超期办结量", "办理（件）"),
    ("未办结", "在办量", "办理（件）"),
)
_OPEN, _LATE = "累计在办量", "累计超期量"
_STOCK = (("在办", _OPEN, "累计（件）"), ("超期", _LATE, "累计（件）"))
_ASKED = (("回访", "回访量", "回访（件）"), ("不满意", "不满意量", "回访（件）"))


def handling(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """What each unit received, closed, closed in term and let go past the term, with the rates."""
    if not count(total_row(statistics).counts, RECEIVED):
        return nothing("本期没有交办诉求。")
    rates = known_rates(statistics, CLOSED_RATE, IN_TERM_RATE)
    rows = largest_rows(rows_of(statistics, UNIT), options.limit, UNIT)
    cells = [_handled(statistics, row, rates) for row in (*rows, total_row(statistics))]
    return (
        Table(
            caption="各承办单位办理情况",
            columns=(
                Column(UNIT, share=2.2),
                *(number(f"{name}（件）") for name in _HANDLING),
                *(number(name) for name in rates),
            ),
            rows=tuple(cells[:-1]),
            total=cells[-1],
            notes=(*definitions(statistics, rates), *dash_note(cells, NO_RATE_NOTE)),
        ),
    )


def dissatisfied(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """Units whose 满意率 is below 满意率下限, the lowest first, beside that of all."""
    rule = statistics.rates.get(SATISFIED_RATE)
    total = total_row(statistics).counts
    if rule is None or not count(total, rule.denominator):
        return nothing("本期没有回访结果，暂不列满意率。")
    below = [
        row
        for row in rows_of(statistics, UNIT, rule.denominator)
        if row.name != UNSAID
        and count(row.counts, rule.numerator) * 100 < options.floor * count(row.counts, rule.denominator)
    ]
    whole = f"本期全部单位满意率为{rate(total, rule)}"
    if not below:
        words = Prose(f"<p>{whole}，没有低于{options.floor}%的单位。</p>")
        return (words, *small_notes(definitions(statistics, (SATISFIED_RATE,))))
    below.sort(key=lambda row: fraction(row.counts, rule) or 0)
    names = tuple(dict.fromkeys((rule.denominator, rule.numerator, "不满意量")))
    shown = below[: options.limit]
    rest = len(below) - len(shown)
    table = Table(
        caption=f"满意率低于{options.floor}%的承办单位",
        columns=(
            Column(UNIT, share=2.2),
            *(number(f"{name}（件）") for name in names),
            number(SATISFIED_RATE),
        ),
        rows=tuple(
            (row.name, *(str(count(row.counts, name)) for name in names), rate(row.counts, rule))
            for row in shown
        ),
        notes=(
            *definitions(statistics, (SATISFIED_RATE,)),
            *((f"另有{rest}个单位没有列出。",) if rest else ()),
        ),
    )
    return (Prose(f"<p>{whole}，低于{options.floor}%的单位有{len(below)}个。</p>"), table)


def annex(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """Units with requests in this period or open ones, by class, each class of several with its sum."""
    if not _has_any(total_row(statistics).counts):
        return nothing("本期没有交办诉求，也没有以前受理、还没有办结的诉求。")
    rates = known_rates(statistics, CLOSED_RATE, IN_TERM_RATE)
    satisfied = known_rates(statistics, SATISFIED_RATE)
    rows: list[tuple[str, ...]] = []
    subtotals = []
    for name, members in _by_class(statistics):
        rows += [(name, *_annexed(statistics, row, rates, satisfied)) for row in members]
        if len(members) > 1:
            subtotal = Row("小计", summed(members), ())
            subtotals.append(len(rows))
            rows.append((name, *_annexed(statistics, subtotal, rates, satisfied)))
    last = (TOTAL, *_annexed(statistics, Row("", total_row(statistics).counts, ()), rates, satisfied))
    return (
        Table(
            caption="各承办单位办理情况",
            columns=(
                Column(UNIT_CLASS, share=1.2),
                Column(UNIT, share=2.4),
                *(number(title, group=group) for title, _, group in _ANNEX),
                *(number(name) for name in rates),
                *(number(title, group=group) for title, _, group in _ASKED),
                *(number(name) for name in satisfied),
                *(number(title, group=group) for title, _, group in _STOCK),
            ),
            rows=tuple(rows),
            total=last,
            subtotals=tuple(subtotals),
            notes=(
                "派遣：本期受理、由该单位承办的件数；未办结：其中到截止时间还没有办结的件数。",
                "累计在办、超期：到截止时间还没有办结的全部件数，不论何时受理，和其中已过时限的件数。",
                *definitions(statistics, (*rates, *satisfied)),
                *dash_note((*rows, last), NO_RATE_NOTE),
            ),
        ),
    )


def _handled(statistics: Statistics, row: Row, rates: tuple[str, ...]) -> tuple[str, ...]:
    numbers = (str(count(row.counts, name)) for name in _HANDLING)
    return (row.name, *numbers, *rate_cells(statistics, row.counts, rates))


def _annexed(
    statistics: Statistics, row: Row, rates: tuple[str, ...], satisfied: tuple[str, ...]
) -> tuple[str, ...]:
    return (
        row.name,
        *(str(count(row.counts, name)) for _, name, _ in _ANNEX),
        *rate_cells(statistics, row.counts, rates),
        *(str(count(row.counts, name)) for _, name, _ in _ASKED),
        *rate_cells(statistics, row.counts, satisfied),
        *(str(count(row.counts, name)) for _, name, _ in _STOCK),
    )


def _by_class(statistics: Statistics) -> list[tuple[str, list[Row]]]:
    """Units with any request, by class in the order of the vocabulary. A unit's own class is the one with
    which it is crossed; what has no unit stands last, by itself."""
    groups: dict[str, list[Row]] = {}
    rows = [
        Row(unit, cell(statistics, (UNIT, unit)), (unit,))
        for unit in statistics.values.get(UNIT, ())
        if _has_any(cell(statistics, (UNIT, unit)))
    ]
    for row in rows:
        groups.setdefault(_class_of(statistics, row.name), []).append(row)
    order = [*statistics.values.get(UNIT_CLASS, ()), UNSAID]
    return sorted(groups.items(), key=lambda group: order.index(group[0]))


def _class_of(statistics: Statistics, unit: str) -> str:
    classes = statistics.values.get(UNIT_CLASS, ())
    crossed = (one for one in classes if _has_any(cell(statistics, (UNIT, unit), (UNIT_CLASS, one))))
    return next(crossed, UNSAID)


def _has_any(counts: Counts) -> bool:
    """Whether there is a request of this period, or an older one that is still open."""
    return bool(count(counts, RECEIVED) or count(counts, _OPEN))


HANDLING = BlockKind(handling)
DISSATISFIED = BlockKind(dissatisfied)
ANNEX = BlockKind(annex, pairs=frozenset({(UNIT, UNIT_CLASS)}))
