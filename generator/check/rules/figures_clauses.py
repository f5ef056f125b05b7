"""A clause of many words that leads up to a figure in two reports, and to another figure in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit, Prose
from generator.check.rules.figures_amounts import AMOUNT, DIGIT, Amount, amount_of
from generator.model.prose import FIGURE, ITEM, PARAGRAPH, Block, Document
from generator.model.unit import names_of

_CLAUSE = pattern(r"[\u4e00-\u9fff“”\d]*\Z")
_SAID = pattern(r"(?:总共|共计|合计|累计|一共|总计|已经|现已|共|已|现|均)")
_REACH = 30
_KEY = 7
"""Characters before a figure that two clauses share at least."""
_LEAD = 8
_OPEN = pattern(
    r"计划|目标|拟|预计|力争|每|各|又|再|还|另|其中|最|约|近|分别|本[周月季]|上[周月季]|今[日天]|当[日天]|[第前后]"
)
_COUNTED = pattern(r"\d(?![\d年月日])")
_DAYS = timedelta(days=2)
"""Between the dates of two reports: later ones may tell what was reached since."""
_MOST = 3
"""Reports with one clause; more are a form that is filled in anew."""


@dataclass(frozen=True, slots=True)
class Clause:
    """`lead` is what stands before the figure, without words like 共."""

    lead: str
    block: Block
    amount: Amount


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """云岭县完成小型水库加固27座."""
    found = []
    for block in document.of(PARAGRAPH, ITEM):
        if not DIGIT.search(block.text) or FIGURE in block.text:
            continue
        for match in AMOUNT.finditer(block.text):
            before = _CLAUSE.search(block.text, max(0, match.start() - _REACH), match.start())
            lead = _SAID.sub("", before[0]) if before else ""
            if (
                len(lead) >= _LEAD
                and not _OPEN.search(lead)
                and not _COUNTED.search(lead)
                and lead[-1] != "的"
            ):
                amount = amount_of(match)
                if not amount.is_vague:
                    found.append(Clause(lead, block, amount))
    return tuple(found)


def clauses_differ(prose: Prose, gathered: Sequence[tuple[Document, tuple[Clause, ...]]]) -> Iterator[Found]:
    """云岭县完成小型水库加固27座, and 云岭县完成小型水库加固29座 in another report of these days."""
    by_end: dict[tuple[str, str], list[tuple[Document, Clause]]] = {}
    for document, clauses in gathered:
        for clause in clauses:
            by_end.setdefault((clause.lead[-_KEY:], clause.amount.unit), []).append((document, clause))
    for places in by_end.values():
        keys = {document.key for document, _ in places}
        if not 2 <= len(keys) <= _MOST or len(places) > len(keys):
            continue
        (document, first), *others = places
        for other, second in others:
            if _is_one(prose, document, first, other, second):
                title = prose.content.reports[document.key].front.record.title.replace("\\", "")
                words = {"file": document.file, "title": title}
                words |= {"second": second.amount.shown, "first": first.amount.shown}
                yield second.block, Hit(second.amount.start, second.amount.end, words)


def _is_one(prose: Prose, document: Document, first: Clause, other: Document, second: Clause) -> bool:
    own, others = (prose.content.reports[one.key].front.record for one in (document, other))
    if abs(others.date - own.date) > _DAYS:
        return False
    one, two = first.amount, second.amount
    if abs(one.value - two.value) <= (one.step + two.step) / 2:
        return False
    short, long = sorted((first.lead, second.lead), key=len)
    if not long.endswith(short):
        return False
    # What stands before may only be the name of who reports the other.
    names = {own.unit, others.unit}
    for unit in (prose.content.units.find(own.unit), prose.content.units.find(others.unit)):
        names |= set(names_of(unit)) if unit else set()
    return long[: len(long) - len(short)] in {"", "全市", "全县", "全区", "我市", "我县", *names}
