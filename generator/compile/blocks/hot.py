"""热点诉求: matters that stand out, why they do, and the rule that tells."""

from __future__ import annotations

from fractions import Fraction

from generator.compile.blocks.cases import MOST_CHARACTERS, case_of, hot_cases, told_in
from generator.compile.blocks.kind import BlockKind, Options, nothing
from generator.compile.blocks.tables import number
from generator.compile.figures.values import DASH, is_covered, rounded
from generator.model.blocks import Block, Cases, Column, Table
from generator.model.statistics import HotIssue, Statistics

_MOST_CASES = 6


def hot_issues(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """The table of hot issues, the rule below it, and their best cases unless these stand elsewhere."""
    if not statistics.hot:
        return nothing("本期没有达到热点标准的诉求。")
    shown = statistics.hot[: options.limit]
    covered = is_covered(statistics, "before")
    rest = len(statistics.hot) - len(shown)
    table = Table(
        caption="热点诉求",
        columns=(
            Column("问题分类", share=2.1),
            number("本期（件）"),
            number("上期（件）"),
            number("常态（件）"),
            number("重复（件）"),
            number("涉及属地（个）", 1.1),
            Column("列入理由", share=2.6),
        ),
        rows=tuple(_row(hot, covered=covered) for hot in shown),
        notes=(
            *((statistics.hot_rule,) if statistics.hot_rule else ()),
            *((f"另有{rest}类热点没有列出。",) if rest else ()),
            *_dash_notes(shown, covered=covered),
        ),
    )
    items = [] if options.cases_elsewhere else told_in(hot_cases(statistics, _MOST_CASES), options)
    cases = tuple(case_of(item, statistics.span, most=MOST_CHARACTERS) for item in items)
    return (table, Cases("典型案例", cases)) if cases else (table,)


def _row(hot: HotIssue, *, covered: bool) -> tuple[str, ...]:
    """`covered`: whether the ledger has the period before; else nothing is known of it, which is not 0."""
    usual = DASH if hot.usual is None else rounded(Fraction(str(hot.usual)), 1)
    numbers = (hot.received, hot.before if covered else DASH, usual, hot.repeats, hot.areas)
    return (hot.category, *map(str, numbers), "；".join(hot.reasons))


def _dash_notes(shown: tuple[HotIssue, ...], *, covered: bool) -> tuple[str, ...]:
    why = [] if covered else ["没有上期的数据"]
    if any(hot.usual is None for hot in shown):
        why.append("没有足够的往期，算不出常态")
    return (f"“{DASH}”表示台账里{'，或者'.join(why)}。",) if why else ()


HOT_ISSUES = BlockKind(hot_issues)
