"""Hot issues: matters that stand out by number, growth, repetition or spread, and the rule for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from generator.compile.figures.values import rounded
from generator.compile.statistics.history import History
from generator.model.request import UNSAID
from generator.model.site import Hot
from generator.model.statistics import Counts, HotIssue, Span

MATTER, AREA = "问题分类", "属地"
NO_MATTERS = frozenset({UNSAID, "其他", "其它"})
"""Values of 问题分类 under which all sorts of things are put: they cannot stand out."""


def hot_issues(
    cells: Mapping[str, Counts],
    matters: Sequence[str],
    areas: Sequence[str],
    before: Sequence[Span],
    history: History,
    rule: Hot,
    first_day: date | None,
) -> tuple[HotIssue, ...]:
    """The matters to which any one condition of `rule` applies, by number received and then name, without
    cases yet. `before` are the earlier periods, the nearest first; `first_day` is the ledger's.

    A condition of 0 is switched off. Matters of equal number have one rank, and all of them count.
    """
    usual_spans = before[: rule.usual]
    reaches_back = first_day is not None and first_day <= usual_spans[-1].first
    counts = {matter: cells[f"{MATTER}.{matter}"] for matter in matters if f"{MATTER}.{matter}" in cells}
    received = {
        matter: own.now.get("受理量", 0) for matter, own in counts.items() if matter not in NO_MATTERS
    }
    found = []
    for matter in sorted((one for one in received if received[one]), key=lambda one: (-received[one], one)):
        earlier = sum(history[span].get(matter, (0, 0))[0] for span in usual_spans)
        issue = HotIssue(
            category=matter,
            received=received[matter],
            before=counts[matter].before.get("受理量", 0),
            usual=earlier / rule.usual if reaches_back else None,
            repeats=counts[matter].now.get("重复量", 0),
            areas=_spread(cells, matter, areas),
            reasons=(),
            cases=(),
        )
        rank = 1 + sum(other > issue.received for other in received.values())
        reasons = tuple(_reasons(issue, rank, earlier, rule))
        if reasons:
            found.append(replace(issue, reasons=reasons))
    return tuple(found)


def rule_text(rule: Hot) -> str:
    """The rule with its numbers, as it is printed below the hot issues."""
    clauses = [
        (rule.top, f"受理量居前{rule.top}位（件数相同的并列）"),
        (
            rule.growth,
            f"受理量不少于{rule.growth_least}件，且比常态（此前{rule.usual}期的平均数）增长{rule.growth}%以上",
        ),
        (rule.repeats, f"重复诉求{rule.repeats}件以上"),
        (rule.areas, f"涉及{rule.areas}个以上属地"),
    ]
    said = [text for number, text in clauses if number]
    if not said:
        return ""
    head = "热点诉求按问题分类（“其他”和未注明的除外）认定，"
    if len(said) == 1:
        return f"{head}标准为：{said[0]}。"
    return f"{head}符合下列条件之一即列入：{'；'.join(said)}。"


def _reasons(issue: HotIssue, rank: int, earlier: int, rule: Hot) -> Iterable[str]:
    if rank <= rule.top:
        yield f"件数第{rank}位"
    if rule.growth and issue.usual is not None and issue.received >= rule.growth_least:
        if not earlier:
            yield f"此前{rule.usual}期没有受理"
        else:
            growth = Fraction(issue.received * rule.usual * 100, earlier) - 100
            if growth >= rule.growth:
                yield f"比常态增长{rounded(growth, 1)}%"
    if rule.repeats and issue.repeats >= rule.repeats:
        yield f"重复{issue.repeats}件"
    if rule.areas and issue.areas >= rule.areas:
        yield f"涉及{issue.areas}个属地"


def _spread(cells: Mapping[str, Counts], matter: str, areas: Iterable[str]) -> int:
    """In how many areas the matter was raised in this period; blank ones are none."""
    paths = (f"{MATTER}.{matter}.{AREA}.{area}" for area in areas if area != UNSAID)
    return sum(cells[path].now.get("受理量", 0) > 0 for path in paths if path in cells)
