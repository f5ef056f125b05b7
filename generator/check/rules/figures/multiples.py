"""How many times more an amount is than another one: 由20户增加到60户，增长2倍，是原来的3倍; 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit, Office
from generator.check.rules.figures.amounts import Amount, Figures, plain, read_figures
from generator.check.rules.figures.compared import changes
from generator.check.rules.figures.grown import grew
from generator.check.rules.figures.words import pairs_of
from generator.model.prose import CAPTION, CELL, FIGURE, HEADING, HEADS, RUNNING, TITLE, Block, Document

_NUMBER = r"(?P<by>\d{1,3}(?:\.\d{1,2})?|[一两二三四五六七八九十])"
_VAGUE = r"(?![多半余以左]|以上|有余)"
_GREW = pattern(
    r"(?P<grew>(?:增长|增加|上升|提高|提升|扩大|上涨|增|涨|多|大|高|长|多出|高出|超出|翻)(?:了|出)?(?:整整|将?近|约|超过?)?)"
    rf"{_NUMBER}倍{_VAGUE}"
)
_IS = pattern(
    r"(?P<is>(?:(?:增长|增加|上升|提高|提升|扩大|上涨|发展|增|升|提|扩)?(?:到了?|至|为|成)|是|为|达到?|相当于|等于)"
    r"(?P<of>(?:[^，。；：、（）倍\d]{0,10}?)的|[^，。；：、（）倍]{0,10}?\d[^，。；：、（）倍]{0,12}?的|(?:原来|去年|过去)?)(?:整整)?)"
    rf"{_NUMBER}倍{_VAGUE}"
)
_TWICE = pattern(rf"翻了?(?:整整)?(?P<by>[一两二三四])番{_VAGUE}|(?P<once>实现翻番|翻了?番)(?![一-十])")
_ONES = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ROUGH = pattern(r"(?:将?近|约|超过?|逾|不到|接近|至少|最多|几乎|差不多)\Z")
_OTHER = pattern(
    r"力争|计划|目标|争取|预计|将(?!近)|年均|每年|月均|其中|[同环]比|累计|比例|占|浓度|稀释|用量"
)
_REACH = 40
_STEP = Decimal("0.1")


class Multiple(NamedTuple):
    """`times`: what the later amount is of the earlier one, as it is told; `more` where that is what was
    added: 增长2倍 are three times as many."""

    start: int
    end: int
    written: str
    times: Decimal
    step: Decimal
    more: bool
    base: tuple[int, int]


def multiples(text: str) -> Iterator[Multiple]:
    """All exact multiples that a text tells."""
    if "倍" in text:
        for form in (_GREW, _IS):
            for match in form.finditer(text):
                more = form is _GREW
                by, step = _read(match["by"])
                base = match.span("of") if not more else (0, 0)
                ahead = text[match.start("by") - 3 : match.start("by")]
                if not _ROUGH.search(ahead):
                    yield Multiple(match.start(), match.end(), match[0], by + more, step, more, base)
    if "番" in text:
        for match in _TWICE.finditer(text):
            by = Decimal(2) ** (_ONES[match["by"]] if match["by"] else 1)
            yield Multiple(match.start(), match.end(), match[0], by, Decimal("0.4"), False, (0, 0))


def _read(written: str) -> tuple[Decimal, Decimal]:
    if written in _ONES:
        return Decimal(_ONES[written]), Decimal(0)
    return Decimal(written), Decimal(1).scaleb(
        -len(written.partition(".")[2])
    ) if "." in written else Decimal(0)


class _Pair(NamedTuple):
    old: Amount
    new: Amount
    start: int
    end: int


def times(document: Document, office: Office) -> Iterator[Found]:
    """由20户增加到60户，增长3倍: that is 增长2倍."""
    blocks = [block for block in document.blocks if block.has("倍番")]
    for block in blocks:
        if block.kind not in RUNNING | HEADS | {CELL, CAPTION}:
            continue
        told = list(multiples(block.text))
        if not told:
            continue
        figures = read_figures(block, office)
        pairs = _pairs(figures)
        found = False
        for one in told:
            pair = _of_base(figures, one) or _of_each_other(figures, one) or _before(block.text, pairs, one)
            found |= pair is not None
            if pair is not None and not _is_right(one, pair):
                yield block, _hit(one, pair)
        if not found and block.kind in HEADS and not figures.amounts:
            yield from _of_head(document, block, told[0], office)


def _pairs(figures: Figures) -> list[_Pair]:
    """What a block tells of how much something has grown."""
    found = [_Pair(*one[:4]) for one in grew(figures)]
    grown = (one for one in changes(figures) if one.goes_up)
    found += [
        _Pair(one.old, one.new, min(one.old.start, one.new.start), max(one.old.end, one.new.end))
        for one in grown
    ]
    found += _to(figures)
    found += _beside(figures)
    return sorted(found, key=lambda pair: pair.end)


_TO = pattern(
    r"(?:增加|增长|上升|提高|扩大|发展|上涨|攀升|增|升|涨|扩)?(?:到了?|至|为)[^，。；：、\d第]{0,6}(?=\d)"
)


def _to(figures: Figures) -> Iterator[_Pair]:
    """3吨增至9吨"""
    text = figures.text
    for first, second in zip(figures.amounts, figures.amounts[1:], strict=False):
        if first.unit == second.unit and not (first.is_vague or second.is_vague):
            gap = text[first.end : second.start]
            match = _TO.match(text, first.end, second.start + 1)
            if match and match.end() == second.start and gap[:1] in "增上提扩发涨攀升":
                yield _Pair(first, second, first.start, second.end)


_BESIDE = pattern(
    r"[\u4e00-\u9fff]{0,8}[，；；]?(?:而|较之|对比|相比)?(?:老|旧|原|此前|改造前|之前|过去|另一)[\u4e00-\u9fff]{0,8}?(?:只有|仅有|仅|只|为|是|有)?(?=\d)"
)


def _beside(figures: Figures) -> Iterator[_Pair]:
    """新址1.8万平方米，老楼只有0.6万平方米"""
    text = figures.text
    for first, second in zip(figures.amounts, figures.amounts[1:], strict=False):
        match = _BESIDE.match(text, first.end, second.start + 1) if first.unit == second.unit else None
        if match and match.end() == second.start and not (first.is_vague or second.is_vague):
            yield _Pair(second, first, first.start, second.end)


def _of_base(figures: Figures, one: Multiple) -> _Pair | None:
    """900人，是去年300人的2倍; 比去年的300人多2倍"""
    text = figures.text
    start, end = one.base
    inside = list(figures.within(start, end))
    if len(inside) != 1:
        compared = _THAN.search(text, max(0, one.start - 30), one.start)
        base = figures.at(compared.start("base")) if compared else None
        if base is None or compared is None:
            return None
        inside, start = [base], compared.start()
    old = inside[0]
    before = [new for new in figures.within(max(0, start - 24), start) if new.end <= start]
    reached = _REACHED.match(text, one.end) if not before else None
    now = figures.at(reached.end()) if reached else None
    if now is not None and now.unit == old.unit and not (old.is_vague or now.is_vague):
        return _Pair(old, now, start, now.end)
    if not before or before[-1].unit != old.unit or old.is_vague or before[-1].is_vague:
        return None
    new = before[-1]
    if re.search(r"[。；、]", text[new.end : start]) or FIGURE in text[new.end : one.end]:
        return None
    return _Pair(old, new, new.start, one.end)


_REACHED = pattern(r"，(?:达到?|为|共|已?有)了?(?=\d)")
_THAN = pattern(r"[比较][^，。；：、（）\d]{0,10}的?(?P<base>(?<!\d)\d[\d,.]*[万亿]?[\u4e00-\u9fff]{1,3}?)\Z")


def _before(text: str, pairs: list[_Pair], one: Multiple) -> _Pair | None:
    """The amounts right before a multiple, in its sentence."""
    near = [pair for pair in pairs if pair.end <= one.start and one.start - pair.end <= _REACH]
    if not near:
        return None
    pair = near[-1]
    between = text[pair.end : one.start]
    if re.search(r"[。！？；\d\ufffc]", between) or between.count("，") > 2 or _OTHER.search(between):
        return None
    other = re.search(r"[，；][^，；]{2,4}\Z", between)
    if (
        other
        and not _SAME.search(other[0])
        and not (pairs_of(other[0]) & pairs_of(text[max(0, pair.start - 12) : pair.end]))
    ):
        return None
    of_another = re.search(r"，[^，]{5,}\Z", between)
    if (
        of_another
        and not re.search(r"[比是]|相当于|[新老]", of_another[0])
        and not (pairs_of(of_another[0]) & pairs_of(text[max(0, pair.start - 12) : pair.end]))
    ):
        return None
    return pair


_SAME = pattern(
    r"[比是共新老前后]|相当于|总|数量|面积|人数|规模|产量|整整|足足|直接|实现|一举|一年|[两三]年|同期|几乎|恰好|正好|刚好|[也就即]"
)
_OF_OTHER = pattern(
    r"(?P<one>前者|[\u4e00-\u9fff]{2,8}?)(?:是|为|相当于|等于|达到)(?P<other>后者|[\u4e00-\u9fff]{2,8}?)的\Z"
)


def _of_each_other(figures: Figures, one: Multiple) -> _Pair | None:
    """甲村26户，乙村13户，甲村是乙村的3倍; 前者是后者的2倍"""
    text = figures.text
    by = re.search(r"[\d一两二三四五六七八九十.]+倍\Z", one.written)
    stop = one.end - len(by[0]) if by else one.end
    named = _OF_OTHER.search(text[:stop].removesuffix("整整"), max(0, one.start - 20))
    start = max(text.rfind(mark, 0, one.start) for mark in "。！？；\n") + 1
    told = [amount for amount in figures.within(start, one.start) if not amount.is_percent]
    if named is None or len(told) < 2 or text[named.start() - 1 : named.start()] not in "，；。（":
        return None
    if named["one"] == "前者" and named["other"] == "后者":
        first, second = told[-2:]
    else:
        found = [[one for one in told if _is_of(text, start, one, named[name])] for name in ("one", "other")]
        if len(found[0]) != 1 or len(found[1]) != 1:
            return None
        first, second = found[0][0], found[1][0]
    if first is second or first.kind != second.kind or first.is_vague or second.is_vague:
        return None
    return _Pair(second, first, first.start, one.end)


def _is_of(text: str, start: int, amount: Amount, name: str) -> bool:
    clause = max(text.rfind(mark, start, amount.start) for mark in "，；。、")
    return name in text[max(start, clause + 1) : amount.start]


def _is_right(one: Multiple, pair: _Pair) -> bool:
    if pair.old.value <= 0 or pair.new.value <= pair.old.value:
        return True
    told = one.times
    if pair.old.scale == pair.new.scale:
        # 6万 beside 1.2万 is 6.0万.
        step = min(pair.old.step, pair.new.step)
        pair = pair._replace(old=pair.old._replace(step=step), new=pair.new._replace(step=step))
    low = pair.new.low / pair.old.high
    high = pair.new.high / (pair.old.low if pair.old.low > 0 else pair.old.value)
    slack = one.step / 2 if one.step else max(_STEP, told * Decimal("0.06"))
    return low - slack <= told <= high + slack


def _hit(one: Multiple, pair: _Pair) -> Hit:
    ratio = (pair.new.value / pair.old.value - one.more).quantize(_STEP, ROUND_HALF_UP)
    right = f"增长{plain(ratio)}倍" if one.more else f"原来的{plain(ratio)}倍"
    if "番" in one.written:
        right = f"增长{plain(ratio - 1)}倍"
    words = {"old": pair.old.shown, "new": pair.new.shown, "printed": one.written, "right": right}
    return Hit(one.start, one.end, words)


def _of_head(document: Document, head: Block, one: Multiple, office: Office) -> Iterator[Found]:
    """夜校学员翻了两番, and below it 学员去年为200人，今年为400人: the only growth that is told there."""
    behind = False
    told: list[tuple[_Pair, str]] = []
    for block in document.blocks:
        if block is head:
            behind = True
        elif behind and block.kind in RUNNING:
            found = read_figures(block, office)
            told += [(pair, block.text[max(0, pair.start - 16) : pair.end + 8]) for pair in _pairs(found)]
        elif behind and block.kind == HEADING and head.kind != TITLE and block.level <= head.level:
            break
    same = {(pair.old.value, pair.new.value): (pair, around) for pair, around in told}
    if len(same) != 1:
        return
    ((pair, around),) = same.values()
    lead = head.text[max(0, one.start - 12) : one.start]
    if pairs_of(lead) & pairs_of(around) and not _is_right(one, pair):
        yield head, _hit(one, pair)
