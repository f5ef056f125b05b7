"""Figures that stand among the same words in two reports, and are told in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit, Prose
from generator.check.rules.figures.amounts import Amount, amounts
from generator.check.rules.figures.words import Words, are_misread, in_common, words_of
from generator.model.prose import FIGURE, ITEM, PARAGRAPH, Block, Document
from generator.model.unit import names_of

_KEY = 6
"""Characters before a figure that two clauses share at least, where the figures may differ in any way."""
_SHORTEST = 4
"""Characters beside a figure that say enough of what it is."""
_LEAST = 3
"""Pairs of characters that figures with the same digits in another order have in common at least."""
_OPEN = pattern(
    r"计划|目标|拟(?!定)|预计|力争|每|又|再(?!生|就业)|还|另|其中|最|近|分别|本[周月季](?!度)|上[周月季]|[今当昨][日天]|第|其余|剩|未|比(?![例赛选])|较"
)
_DAYS = timedelta(days=3)
"""Between the dates of two reports: later ones may tell what was reached since."""
_MOST = 3
"""Reports with one clause; more are a form that is filled in anew."""
_DATE = pattern(
    r"(?:\d{1,2}月)?\d{1,2}日|\d{1,2}月(?:份|底|初)?|[上下]半[年月]|[上中下]旬|[一二三四]季度|[上今去前昨当本][日天周月年]"
)
_PLACE = pattern(
    r"全[市县区省镇乡村]|(?![多所个家座]|新(?:学校|小区|医院|公司))(?:(?![一二三四五六七八九十两几各每])[\u4e00-\u9fff]){1,6}?(?:县|镇|乡|街道|社区|(?<![农乡山渔新])村(?![集居民里内])|[高新经开城]区|新区|小区|中心|学校|医院|公司|水库|公园|大队|支队|总队|监狱)"
)
_OWN = frozenset(whose + place for whose in "全我" for place in "市县区省镇乡村")
_THAT = pattern(r"该[县镇乡村区市厂校院局站所]")


class Clause(NamedTuple):
    """A figure with its sentence up to it."""

    block: Block
    amount: Amount
    words: Words


def clauses_of(document: Document) -> tuple[Clause, ...]:
    """云岭县完成小型水库加固27座."""
    found = []
    for block in document.of(PARAGRAPH, ITEM):
        told = amounts(block.text)
        if not told or FIGURE in block.text:
            continue
        for amount in told:
            if amount.is_percent or amount.is_vague:
                continue
            words = words_of(block.text, amount)
            if len(words.lead) + len(words.noun) >= _SHORTEST and not _OPEN.search(words.lead):
                found.append(Clause(block, amount, words))
    return tuple(found)


def clauses_differ(prose: Prose, gathered: Sequence[tuple[Document, tuple[Clause, ...]]]) -> Iterator[Found]:
    """云岭县完成小型水库加固27座, and 云岭县完成小型水库加固29座 in another report of these days."""
    groups: dict[tuple[str, str], list[tuple[Document, Clause]]] = {}
    for document, clauses in gathered:
        for clause in clauses:
            lead, digits = clause.words.lead, clause.amount.digits
            if len(lead) >= _KEY:
                groups.setdefault((lead[-_KEY:], clause.amount.unit), []).append((document, clause))
            if len(set(digits)) > 1:
                key = "".join(sorted(digits)) + str(clause.amount.scale), clause.amount.kind
                groups.setdefault(key, []).append((document, clause))
    done: set[tuple[int, int]] = set()
    for key, places in groups.items():
        if len(places) < 2:
            continue
        by_digits = key[0][0] in "0123456789."
        for found in _misread(prose, places) if by_digits else _other(prose, places):
            place = id(found[0]), found[1].start
            if place not in done:
                done.add(place)
                yield found


def _other(prose: Prose, places: Sequence[tuple[Document, Clause]]) -> Iterator[Found]:
    keys = {document.key for document, _ in places}
    if not 2 <= len(keys) <= _MOST or len(places) > len(keys):
        return
    document, first = places[0]
    for other, second in places[1:]:
        one, two = first.amount, second.amount
        if one.value == two.value or abs(one.value - two.value) < abs(one.step - two.step):
            # 4.2万 and 42013 may be the same.
            continue
        if _is_of_same(prose, document, first, other, second):
            yield _hit(prose, document, first, second)


def _misread(prose: Prose, places: Sequence[tuple[Document, Clause]]) -> Iterator[Found]:
    if len({clause.amount.digits for _, clause in places}) < 2:
        return
    days = [prose.content.reports[document.key].front.record.date for document, _ in places]
    order = sorted(range(len(places)), key=days.__getitem__)
    since = 0
    for at, number in enumerate(order):
        while days[number] - days[order[since]] > _DAYS:
            since += 1
        for before in order[since:at]:
            # The one that is later in the site is told.
            (document, first), (other, second) = (places[one] for one in sorted((before, number)))
            if document.key == other.key or not _are_one(first, second):
                continue
            if _is_of_same(prose, document, first, other, second):
                yield _hit(prose, document, first, second)


def _are_one(first: Clause, second: Clause) -> bool:
    """Whether two figures have other digits, and the words beside them in common."""
    if not are_misread(first.amount.digits, second.amount.digits):
        return False
    one, two = first.words, second.words
    common = max(in_common(one, two), in_common(two, one))
    return (common >= _LEAST or _go_on_alike(first, second)) and _counted(first) == _counted(second)


def _counted(clause: Clause) -> Decimal | None:
    """What stands before a figure in its clause: 120所学校的 before 4600名."""
    told = [one for one in amounts(clause.block.text) if one.end <= clause.amount.start]
    between = clause.block.text[told[-1].end : clause.amount.start] if told else "，"
    return None if any(mark in between for mark in "，；。：") else told[-1].value


def _go_on_alike(first: Clause, second: Clause) -> bool:
    """Whether the same words stand behind both figures, and at least a word before them."""
    texts = [one.block.text[one.amount.end : one.amount.end + _KEY] for one in (first, second)]
    one, two = first.words.lead[-2:], second.words.lead[-2:]
    return texts[0] == texts[1] and len(texts[0]) == _KEY and one == two and len(one) > 1


def _hit(prose: Prose, document: Document, first: Clause, second: Clause) -> Found:
    title = prose.content.reports[document.key].front.record.title.replace("\\", "")
    words = {"file": document.file, "title": title}
    words |= {"second": second.amount.shown, "first": first.amount.shown}
    return second.block, Hit(second.amount.start, second.amount.end, words)


def _is_of_same(prose: Prose, document: Document, first: Clause, other: Document, second: Clause) -> bool:
    """Whether both tell of the same place and time, as far as their sentences and titles say."""
    own, others = (prose.content.reports[one.key].front.record for one in (document, other))
    if abs(others.date - own.date) > _DAYS:
        return False
    texts = [_before(one) for one in (first, second)]
    dates = [set(_DATE.findall(text)) for text in texts]
    if dates[0].isdisjoint(dates[1]) and (all(dates) or (any(dates) and own.date != others.date)):
        return False
    if _are_named_apart(*texts):
        return False
    one, two = (_places(prose, *those) for those in ((document, first), (other, second)))
    return any(name.endswith(same) or same.endswith(name) for name in one for same in two)


_SCHOOL = pattern(r"[第市县区][一二三四五六七八九十][\u4e00-\u9fff]")


def _are_named_apart(one: str, other: str) -> bool:
    """市一中 and 市二中."""
    names = [set(_SCHOOL.findall(text)) for text in (one, other)]
    return all(names) and names[0].isdisjoint(names[1])


def _places(prose: Prose, document: Document, clause: Clause) -> set[str]:
    """What a figure is of: the place named last before it in its sentence, or behind it, or in the report's
    title, or the one of its unit."""
    text, at = clause.block.text, clause.amount.end
    named = _PLACE.findall(_THAT.sub("", _before(clause)))
    if not named:
        named = _PLACE.findall(text[at : at + 40].partition("，")[0].partition("。")[0])[:1]
    if named and named[-1] not in _OWN:
        return _with_whole({named[-1]})
    if named and named[-1] == "全市":
        return {"全市"}
    record = prose.content.reports[document.key].front.record
    titled = set(_PLACE.findall(record.title)) - _OWN
    if titled:
        return _with_whole(titled)
    unit = prose.content.units.find(record.unit)
    names = {record.unit, *(names_of(unit) if unit else ())}
    local = {name for name in names if name and name[-1] in "县区镇乡村"}
    return local or {"全市"}


def _with_whole(names: set[str]) -> set[str]:
    """市消防救援支队 speaks of 全市."""
    return names | {"全市"} if any(name.startswith("市") for name in names) else names


def _before(clause: Clause) -> str:
    text, at = clause.block.text, clause.amount.start
    return text[max(text.rfind(mark, 0, at) for mark in "。！？") + 1 : at]
