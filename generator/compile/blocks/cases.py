"""Requests as they are told: 典型案例, and the cases of 新受理 and 已答复."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from generator.compile.blocks.dates import short_date
from generator.compile.blocks.kind import BlockKind, Options, nothing
from generator.compile.blocks.tables import rest_notes
from generator.model.blocks import Block, Case, Cases
from generator.model.request import is_whistleblowing
from generator.model.statistics import Item, Span, Statistics

STATE_CLOSED, STATE_OVERDUE = "已办结", "已超期"
"""States of an item."""
COMMA = "，"
_MORE = "……"
_RUNS_ON = ("，", "、", "（", "《", "“")
"""A line that ends so goes on in the next: it was turned in the cell, and is no paragraph."""
MOST_CHARACTERS = 120
"""Of a request and of an answer that are told among many: three to four lines (house)."""
_MOST_CASES = 6
"""Cases of hot issues, where neither 编号 nor 最多 says how many."""


def tells_on_someone(item: Item) -> bool:
    """Whether it is a 举报, by type or channel: nothing is told of it that points to whoever made it, which
    is no day, no place, no matter in its words, and no id, since many ids begin with the day."""
    return is_whistleblowing(item.type, item.channel)


def told_in(items: Iterable[Item], options: Options) -> list[Item]:
    """The items that the edition tells, of those that were picked for the internal one: a public edition
    never holds one that whoever signed has not read."""
    if not options.public:
        return list(items)
    return [replace(item, area="") for item in items if not tells_on_someone(item)]


def only_counted(items: Iterable[Item], options: Options) -> int:
    """How many of all items of a list the edition must not tell."""
    return sum(map(tells_on_someone, items)) if options.public else 0


def case_of(
    item: Item, span: Span, *, answer: str = "办理", matter: bool = False, most: int | None = None
) -> Case:
    """The request with what became of it; `answer` labels that, without it only the state is told.

    `matter`: it stands among many of its period, and of where it came from only the 问题分类, the 属地 and
    the unit are told. `most`: characters of each text; see `shortened`."""
    content = "" if tells_on_someone(item) else item.content
    facts = (
        ("诉求", shortened(content, most)),
        (answer, shortened(outcome(item, span), most) if answer else ""),
    )
    told = (item.category, place_of(item), unit_of(item)) if matter else (meta_of(item, span),)
    parts = (*told, "" if answer else item.state)
    meta = COMMA.join(part for part in parts if part)
    return Case(title_of(item), meta, tuple((label, text) for label, text in facts if text))


def shortened(text: str, most: int | None) -> str:
    """At most so many characters of `text` in one paragraph, cut behind a sentence or a part of one if there
    is a late one, and then …… says that there is more. A shorter one keeps its paragraphs."""
    text = _whole_sentences(text)
    joined = "".join(line.strip() for line in text.splitlines())
    if most is None or len(text) <= most:
        return text
    if len(joined) <= most:
        return joined
    start = joined[: most - len(_MORE)]
    cut = max(start.rfind(mark) for mark in "。；，！？")
    if cut <= most // 2:
        return start + _MORE
    return start[: cut + (start[cut] in "。！？")] + _MORE


def _whole_sentences(text: str) -> str:
    lines: list[str] = []
    for line in (part.strip() for part in text.splitlines()):
        if lines and lines[-1].endswith(_RUNS_ON):
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def title_of(item: Item) -> str:
    """The title. A 举报 has none that could be printed without telling what happened where."""
    if tells_on_someone(item):
        return f"{item.category}方面的举报" if item.category else "举报"
    return item.title or (f"{item.category}方面的{item.type or '诉求'}" if item.category else "群众诉求")


def meta_of(item: Item, span: Span) -> str:
    """Where it came from, when, and who answers for it; of a 举报 the last alone."""
    if tells_on_someone(item):
        return unit_of(item)
    received = f"{short_date(item.received, span)}受理"
    return COMMA.join(part for part in (item.channel, place_of(item), received, unit_of(item)) if part)


def unit_of(item: Item) -> str:
    return f"{item.unit}承办" if item.unit else ""


def place_of(item: Item) -> str:
    """The 属地, unless the unit is that place, or it is a 举报."""
    return "" if tells_on_someone(item) or item.area == item.unit else item.area


def outcome(item: Item, span: Span) -> str:
    """The unit's answer, else how far it has come."""
    if tells_on_someone(item):
        return "已办结。" if item.state == STATE_CLOSED else "正在办理。"
    if item.result:
        return item.result
    if item.state == STATE_CLOSED:
        return f"已于{short_date(item.closed, span)}办结。" if item.closed else "已办结。"
    if item.state == STATE_OVERDUE:
        return f"尚未办结，已超期{item.late}个工作日。" if item.late else "尚未办结，已过时限。"
    return f"正在办理，时限{short_date(item.term, span)}。" if item.term else "正在办理。"


def typical_cases(statistics: Statistics, options: Options) -> tuple[Block, ...]:
    """The cases that the editor chose (编号), in that order; else the best ones of the hot issues."""
    if options.requests:
        known = {item.id: item for item in statistics.cases}
        items = [known[one] for one in options.requests if one in known]
    else:
        items = hot_cases(statistics, options.limit or _MOST_CASES)
    items = told_in(items, options)
    if not items:
        return nothing("本期没有选登典型案例。")
    most = None if options.requests else MOST_CHARACTERS
    return (Cases("", tuple(case_of(item, statistics.span, most=most) for item in items)),)


def hot_cases(statistics: Statistics, limit: int) -> list[Item]:
    """The best case of each hot issue, then the second best of each, until there are `limit`."""
    known = {item.id: item for item in statistics.cases}
    ranks = zip_longest(*(hot.cases for hot in statistics.hot))
    ids = dict.fromkeys(one for rank in ranks for one in rank if one in known)
    return [known[one] for one in list(ids)[:limit]]


def told_by_party(
    items: Sequence[Item], whole: int, total: int, options: Options, span: Span, answer: str
) -> tuple[Block, ...]:
    """Requests below the name of each party, by matter. `answer`: see `case_of`. `whole` is how many could
    be told, `total` how many there are; the difference is confidential."""
    shown = told_in(pick(items, options.limit), options)
    whole -= only_counted(items, options)
    parties = dict.fromkeys(item.party for item in items)
    blocks = []
    for party in parties:
        own = [item for item in shown if item.party == party]
        if own:
            cases = tuple(
                case_of(item, span, answer=answer, matter=True, most=MOST_CHARACTERS) for item in own
            )
            blocks.append(Cases(party or "未注明服务对象", cases))
    note = "".join(rest_notes(len(shown), whole, total, chosen=True))
    if blocks and note:
        blocks[-1] = replace(blocks[-1], note=note)
    return tuple(blocks)


def pick(items: Sequence[Item], limit: int | None) -> list[Item]:
    """At most `limit` of the items, in their order, so that each party and matter has its turn.

    The first of each party and matter is taken, the parties alternating, then the second of each, and so on:
    the first entries alone would be all of one party.
    """
    if limit is None or len(items) <= limit:
        return list(items)
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        groups.setdefault((item.party, item.category), []).append(item)
    turns = [_alternating(turn) for turn in zip_longest(*groups.values())]
    taken = {item.id for item in [item for turn in turns for item in turn][:limit]}
    return [item for item in items if item.id in taken]


def _alternating(turn: Iterable[Item | None]) -> list[Item]:
    """The items of a turn, one of each party after the other."""
    parties: dict[str, list[Item]] = {}
    for item in turn:
        if item is not None:
            parties.setdefault(item.party, []).append(item)
    return [item for some in zip_longest(*parties.values()) for item in some if item is not None]


TYPICAL_CASES = BlockKind(typical_cases)
