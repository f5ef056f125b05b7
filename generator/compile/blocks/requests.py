"""新受理 and 已答复 of 公众诉求动态: what was asked for, by party and matter, and what the units answered."""

from __future__ import annotations

from generator.compile.blocks.cases import only_counted, told_by_party
from generator.compile.blocks.kind import BlockKind, Options, nothing
from generator.compile.figures.values import cell, count
from generator.model.blocks import Block
from generator.model.statistics import ANSWERED, NEW, Statistics


def new_requests(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """What was asked for; the units' answers are told with the answered ones."""
    return _told(statistics, options, NEW, "受理量", "新受理", "")


def answered(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    return _told(statistics, options, ANSWERED, "本期办结量", "答复", "答复")


def _told(
    statistics: Statistics, options: Options, name: str, counted: str, done: str, answer: str
) -> tuple[Block, ...]:
    """The list `name`; the count `counted` is of the same requests, confidential ones included, and `done`
    says what was done with them."""
    items = statistics.items.get(name, ())
    whole = statistics.lengths.get(name, len(items))
    total = count(cell(statistics), counted)
    if len(items) == only_counted(items, options) and total:
        return nothing(f"本期{done}的诉求共{total}件，按保密规定只计数，不登内容。")
    if not items:
        return nothing(f"本期没有{done}的诉求。")
    return told_by_party(items, whole, total, options, statistics.span, answer)


NEW_REQUESTS = BlockKind(new_requests, lists=frozenset({NEW}))
ANSWERED_REQUESTS = BlockKind(answered, lists=frozenset({ANSWERED}))
