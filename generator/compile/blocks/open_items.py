"""Items that need an eye: 超期事项, 重复诉求 and 仍在办, by unit and one by one.

Their numbers (编号) stand on the units' 交办单: on a page for leaders they would only take room.
Confidential requests are among the numbers and not among the items; how many these are is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from generator.compile.blocks.cases import STATE_OVERDUE, only_counted, tells_on_someone, title_of, told_in
from generator.compile.blocks.dates import short_date, table_date
from generator.compile.blocks.kind import BlockKind, Options, nothing
from generator.compile.blocks.rows import rows_of
from generator.compile.blocks.tables import number, rest_notes, small_notes
from generator.compile.figures.values import DASH, cell, count
from generator.model.blocks import Block, Column, Prose, Table
from generator.model.request import UNSAID
from generator.model.statistics import OPEN, OVERDUE, REPEATED, Item, Span, Statistics

UNIT = "承办单位"
REQUEST = "诉求"
"""The heading of the column that tells what was asked for."""
MOST_ROWS = 30
"""Items of a table, where 最多 does not say how many."""
_MOST_UNITS = 10
"""Units that a sentence names (house)."""
_OPEN, _LATE, _REPEATED = "累计在办量", "累计超期量", "重复量"

Cell = Callable[[Item], str]
Columns = tuple[tuple[Column, Cell], ...]

_MATTER: tuple[Column, Cell] = (Column(REQUEST, share=3.6), lambda item: title_of(item))
_UNIT: tuple[Column, Cell] = (Column(UNIT, share=1.7), lambda item: item.unit or DASH)
_PARTY: tuple[Column, Cell] = (Column("服务对象", share=1.4), lambda item: item.party or DASH)
_LATE_DAYS: tuple[Column, Cell] = (number("超期（工作日）", 1.2), lambda item: late_of(item))
_STANDING: tuple[Column, Cell] = (number("连续期数"), lambda item: _standing(item))
_STANDING_NOTE = "连续期数：到本期为止，该件在本刊连续几期没有办结。"


def overdue(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """How many items each unit has past their term, and these items, the latest first."""
    total = count(cell(statistics), _LATE)
    if not total:
        return nothing("本期没有超期未办结的诉求。")
    return (
        *_by_unit(statistics, _LATE),
        *item_table(
            "超期未办结诉求",
            _shown(statistics, OVERDUE, options),
            (_MATTER, _UNIT, _term(statistics.span), _LATE_DAYS, _STANDING),
            whole=_length(statistics, OVERDUE) - _only_counted(statistics, OVERDUE, options),
            total=total,
            notes=(_STANDING_NOTE,),
        ),
    )


def repeated(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """重复量 by unit, and the requests that were made again."""
    whole = _length(statistics, REPEATED)
    if not count(cell(statistics), _REPEATED) and not whole:
        return nothing("本期没有重复诉求。")
    span = statistics.span
    received: tuple[Column, Cell] = (
        Column("首次受理", "center", share=1.7),
        lambda item: DASH if tells_on_someone(item) else short_date(item.received, span),
    )
    again: tuple[Column, Cell] = (number("重复件数"), lambda item: str(item.repeats))
    state: tuple[Column, Cell] = (Column("办理状态", "center", share=1.2), lambda item: item.state)
    return (
        *_by_unit(statistics, _REPEATED),
        *item_table(
            "多次反映的诉求",
            _shown(statistics, REPEATED, options),
            (_MATTER, _UNIT, received, again, state),
            whole=whole - _only_counted(statistics, REPEATED, options),
            total=whole,
        ),
    )


def still_open(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """What is not closed, by party: the oldest first, with its term and the issues that it has stood."""
    total = count(cell(statistics), _OPEN)
    if not total:
        return nothing("到截止时间，受理的诉求已经全部办结。")
    items = _shown(statistics, OPEN, options)
    known = [party for party in statistics.values.get("服务对象", ()) if party != UNSAID]
    ranks = {party: rank for rank, party in enumerate(known)}
    return item_table(
        "仍在办理的诉求",
        sorted(
            items,
            key=lambda item: (
                tells_on_someone(item),
                ranks.get(item.party, len(ranks)),
                not item.party,
                item.party,
            ),
        ),
        (_PARTY, _MATTER, _UNIT, _term(statistics.span), _LATE_DAYS, _STANDING),
        whole=_length(statistics, OPEN) - _only_counted(statistics, OPEN, options),
        total=total,
        notes=(_STANDING_NOTE,),
    )


def item_table(
    caption: str,
    items: Sequence[Item],
    columns: Columns,
    *,
    whole: int,
    total: int,
    notes: tuple[str, ...] = (),
) -> tuple[Block, ...]:
    """A table of items with what it leaves out: of the `whole` list, and of all `total` ones. Only a sentence
    where all of them are confidential."""
    rest = rest_notes(len(items), whole, total)
    if not items:
        return small_notes(rest)
    rows = tuple(tuple(tell(item) for _, tell in columns) for item in items)
    return (Table(caption, tuple(column for column, _ in columns), rows, notes=(*rest, *notes)),)


def in_order(items: Iterable[Item]) -> list[Item]:
    """The items as they come, which is by a day or by lateness, those that tell on someone at the end: among
    the others, the place alone would tell when they were made."""
    told: list[Item] = []
    secret: list[Item] = []
    for item in items:
        (secret if tells_on_someone(item) else told).append(item)
    return told + sorted(secret, key=lambda item: (item.unit, item.party, title_of(item), item.state))


def number_of(item: Item) -> str:
    """The id; see `tells_on_someone`."""
    return DASH if tells_on_someone(item) else item.id


def received_of(item: Item) -> str:
    return DASH if tells_on_someone(item) else table_date(item.received)


def term_of(item: Item) -> str:
    """The last day of the term; of a 举报 it would tell when that was made."""
    return table_date(item.term) if item.term and not tells_on_someone(item) else DASH


def late_of(item: Item) -> str:
    """Working days past the term; an item may be late by a weekend alone. Of a 举报 they are not told."""
    if item.state != STATE_OVERDUE or tells_on_someone(item):
        return DASH
    return str(item.late or "不足1")


def _standing(item: Item) -> str:
    """In how many issues; of a 举报 it would tell in which period that was made."""
    return DASH if tells_on_someone(item) else str(item.standing)


def _shown(statistics: Statistics, name: str, options: Options) -> list[Item]:
    """The items of a list that a table shows."""
    return told_in(in_order(statistics.items.get(name, ()))[: options.limit or MOST_ROWS], options)


def _only_counted(statistics: Statistics, name: str, options: Options) -> int:
    return only_counted(statistics.items.get(name, ()), options)


def _length(statistics: Statistics, name: str) -> int:
    """How many items a list has, those counted that `Statistics` does not hold."""
    return statistics.lengths.get(name, len(statistics.items.get(name, ())))


def _by_unit(statistics: Statistics, name: str) -> tuple[Block, ...]:
    """One count by unit, in a sentence; none where nothing is counted."""
    rows = rows_of(statistics, UNIT, name)
    if not rows:
        return ()
    named = [row for row in rows if row.name != UNSAID]
    told = [f"{row.name}{count(row.counts, name)}件" for row in named[:_MOST_UNITS]]
    if rest := named[_MOST_UNITS:]:
        told.append(f"其余{len(rest)}个单位{sum(count(row.counts, name) for row in rest)}件")
    told += [f"{row.name}单位的{count(row.counts, name)}件" for row in rows if row.name == UNSAID]
    return (Prose(f"<p>按承办单位分：{escape('、'.join(told))}。</p>"),)


def _term(span: Span) -> tuple[Column, Cell]:
    """The last day of the term; of a 举报 it would tell when that was made."""

    def tell(item: Item) -> str:
        return short_date(item.term, span) if item.term and not tells_on_someone(item) else DASH

    return Column("时限", "center", share=1.7), tell


OVERDUE_ITEMS = BlockKind(overdue, lists=frozenset({OVERDUE}))
REPEATED_ITEMS = BlockKind(repeated, lists=frozenset({REPEATED}))
OPEN_ITEMS = BlockKind(still_open, lists=frozenset({OPEN}))
