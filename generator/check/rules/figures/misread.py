"""Figures of one report that look alike and stand among the same words: one of them is a slip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Amount
from generator.check.rules.figures.told import places_of, scope_of
from generator.check.rules.figures.words import (
    Words,
    are_contrary,
    are_misread,
    are_near,
    in_common,
    words_of,
)
from generator.model.prose import CAPTION, FIGURE, HEADING, HEADS, ITEM, SUBTITLE, TITLE, Block

_TITLES = frozenset({TITLE, SUBTITLE, CAPTION, HEADING})
_UNSURE = pattern(
    r"计划|目标|拟(?!定)|预计|争取|力争|确保|又|再(?!生|就业)|还|仍|每|均(?!价)|其中|另|剩|余|最(?![美佳具强])|不(?=足|低|少|超|到|含|包|计|满)|未|增|减"
    r"|比(?![例赛选武])|较|原(?![料则])|曾|若|如|应(?![急用对届聘邀])|超|逾|以[上下]"
)
_WHOLE = pattern(r"全[市县区镇乡村省国]")
_PARTS = pattern(r"其中|另|其余|剩余|分别|各|同期|往年|原来|以前|过去|上[周月季年旬]")
_ACTOR = pattern(r"(?:[局厅委办队院校所站]|公司|集团|中心|学校)\Z")
_PERSON = pattern(
    r"村(?=集体|里|内|中|口|头|庄|级|组)|[村居支]委会?|[党县市团省区镇]委|[村镇乡县市社]+(?:区)?(?:干部|党?支书|主任|书记|民|里)|小组长|队员|队长|院长|校长|站长|所长|局长|办主任"
)
_ANEW = pattern(
    r"各(?:单位|部门|级|地|有关|县区|乡镇|校|界)|(?:本|这|此|该|同)[次批项轮]|目前|今年|当前|本[月年周]|昨[日天]"
)
_AGO, _NOW = pattern(r"去年|上年|前年|上[月周季]"), pattern(r"今年|本[年月周季]")
_SURE, _LONG = 2, 3
_MOST = 40
"""Figures of one unit in a report that are compared; more are a table that is told in words."""


class Figure(NamedTuple):
    """`order`: the number of its block in the report."""

    block: Block
    order: int
    amount: Amount


def look_alike(own: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures of one unit that look like one figure told in two ways, whatever the report is about:
    no sentence has both, and the second one is told but here."""
    if own[0].amount.is_percent or len(own) > _MOST:
        return
    words: dict[int, Words] = {}
    told: dict[Decimal, int] = {}
    for figure in own:
        told[figure.amount.value] = told.get(figure.amount.value, 0) + 1
    if len(told) < 2:
        return
    known: set[Decimal] = set()
    digits = [figure.amount.digits for figure in own]
    sorts = ["".join(sorted(written)) for written in digits]
    marked = [_is_marked(figure) for figure in own]
    titles = any(figure.block.kind in _TITLES for figure in own)
    if not titles and not any(marked) and len(set(sorts)) == len(set(digits)):
        return
    for place, second in enumerate(own):
        if second.amount.value in known:
            continue
        known.add(second.amount.value)
        for number, first in enumerate(own[:place]):
            if len(digits[number]) != len(digits[place]):
                continue
            misread = sorts[number] == sorts[place]
            titled = first.block.kind in _TITLES
            if not (misread or titled or marked[number] or marked[place]):
                continue
            one, other = first.amount, second.amount
            if one.scale != other.scale or one.value == other.value or is_one_sentence(first, second):
                continue
            if not titled and told[one.value] > 1 and told[other.value] > 1:
                continue
            for at, each in ((number, first), (place, second)):
                if at not in words:
                    words[at] = words_of(each.block.text, each.amount)
            if _is_same(words[number], words[place], first, second, misread, told):
                yield first, second


def _is_marked(figure: Figure) -> bool:
    """Whether it may speak of what was told before: 破获的37起, 5.8亿元的授信, 这241盏."""
    text, amount = figure.block.text, figure.amount
    return text[amount.start - 1 : amount.start] in ("的", "这", "该") or text.startswith("的", amount.end)


def _is_same(
    one: Words, other: Words, first: Figure, second: Figure, misread: bool, told: Mapping[Decimal, int]
) -> bool:
    common = max(in_common(one, other), in_common(other, one))
    if first.block.kind not in _TITLES and are_contrary(one, other):
        return False
    if first.block.kind == second.block.kind == ITEM and not (one.those or other.those or other.bare):
        return False
    if misread:
        few = len(first.amount.digits) >= _LONG and common == 1 and other.those and not other.noun
        return common >= _SURE or few
    if told[second.amount.value] > 1 or told[first.amount.value] > 1:
        return False
    near = are_near(first.amount.digits, second.amount.digits)
    if first.block.kind in _TITLES:
        return common >= (_SURE if near else _LONG)
    return other.those and in_common(one, other) >= (_SURE if near else _LONG + 1)


def is_one_sentence(first: Figure, second: Figure) -> bool:
    if first.block is not second.block:
        return False
    text = first.block.text
    return not any(mark in text[first.amount.end : second.amount.start] for mark in "。！？")


def is_of_same(blocks: Sequence[Block], first: Figure, second: Figure, own: frozenset[str]) -> bool:
    """Whether nothing that stands around makes the second figure one of another time or place."""
    one, other = _before(first), _before(second)
    if FIGURE in one + other or first.amount.is_vague != second.amount.is_vague:
        return False
    if set(_unsure(first)) != set(_unsure(second)):
        return False
    titled = first.block.kind in _TITLES
    scopes = [scope_of(_PERSON.sub("", _ANEW.sub("", text)), own) for text in (one, other)]
    new, gone = scopes[1] - scopes[0], scopes[0] - scopes[1]
    misread = are_misread(first.amount.digits, second.amount.digits)
    if titled:
        heads = " ".join(block.text for block in blocks if block.kind in (TITLE, SUBTITLE))
        new = places_of(new) - scope_of(heads, own)
    if not any(name.startswith("第") for name in gone):
        new = frozenset(name for name in new if not name.startswith("第"))
    if misread or titled:
        new = frozenset(name for name in new if not _ACTOR.search(name))
    if new or any(_PARTS.search(name) for name in gone) or (_AGO.search(one) and _NOW.search(other)):
        return False
    places = places_of(gone)
    if places and (_WHOLE.search(other) or not (misread or words_of(second.block.text, second.amount).those)):
        return False
    return not _is_parted(blocks, first, second, scopes[0], own)


def _is_parted(
    blocks: Sequence[Block], first: Figure, second: Figure, known: frozenset[str], own: frozenset[str]
) -> bool:
    """Whether what stands between two figures names another place or time."""
    text = second.block.text
    if first.block is second.block:
        between = [text[first.amount.end : second.amount.start]]
    else:
        between = [text[: second.amount.start]]
        if first.block.kind not in (TITLE, SUBTITLE):
            behind = blocks[first.order + 1 : second.order]
            between += [block.text for block in behind if block.kind in HEADS]
    told = (places_of(scope_of(_PERSON.sub("", _ANEW.sub("", one)), own)) - known for one in between)
    ranked = any(name.startswith("第") for name in known)
    return any(
        not _ACTOR.search(name) and (ranked or not name.startswith("第")) for names in told for name in names
    )


def _before(figure: Figure) -> str:
    """Its sentence up to it."""
    text, at = figure.block.text, figure.amount.start
    return text[max(text.rfind(mark, 0, at) for mark in "。！？") + 1 : at]


def _unsure(figure: Figure) -> list[str]:
    before = _before(figure)
    clause = max(before.rfind(mark) for mark in "，；：、（）—")
    return _UNSURE.findall(before[clause + 1 :])
