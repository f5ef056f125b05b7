"""A rate, a share or a mean in a sentence against the two numbers that it is reckoned from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from generator.check.pattern import pattern
from generator.check.rule import Hit, Office, ReadingRule, Rule
from generator.check.rules.figures.amounts import (
    Amount,
    Figures,
    is_share,
    read_figures,
    sentences,
    share_text,
)
from generator.check.rules.figures.pairs import named_shares, rate_of_pair, share_of_pair
from generator.check.rules.figures.rates_called import rates_called, shares_bare
from generator.model.prose import CAPTION, CELL, FIGURE, HEADS, RUNNING

_RATE = pattern(r"率(?:为|达到?|是|：)?(?=\d{1,3}(?:\.\d{1,3})?%)")
_NAME = pattern(r"(?:其中|总体|综合|整体|全市|全县|全区)?(?P<name>[\u4e00-\u9fff]{2,8})")
_CLAUSE = pattern(r"[^，。；：、（）\s]*$")
_NOUNS = (
    "诉求|问题|事项|工单|群众|企业|任务|项目|隐患|案件|信访|市民|居民|心愿|微心愿|产品|商品|清单|线索"
    "|建议|提案|问卷|答卷|样本|样品|代表|委员|单位|部门|学生|农户|车辆|学校"
)
_STEM = pattern(rf"(?:{_NOUNS})?(?P<stem>[\u4e00-\u9fff]{{2,4}})")
_CALLED = pattern(rf"(?:的|了|有|出)?(?:{_NOUNS})?(?:的|数|量|有)?")
_NEGATED = frozenset("未不待难没")
_ODD_BASE = pattern(
    r"到期|应[办回收整当]|剔除|不含|不计|除外|扣除|未到|折算|加权|平均|目标|要求|力争|确保|标准|往年|去年|同期"
    r"|上[一个]?[周月年季]"
)
_SHARE = pattern(
    r"占(?:比|总量的?|总数的?|总件数的?|受理总?量的?|全部的?|总[人户]数的?|其)?(?:为|达|：)?"
    r"(?=\d{1,3}(?:\.\d{1,3})?%)"
)
_SHARE_OF = pattern(r"占[\u4e00-\u9fff]{0,8}(?=\d)")
_OF = pattern(r"的(?=\d{1,3}(?:\.\d{1,3})?%)")
_BASE = pattern(r"其中|[中里](?:，|已?经?(?=有|[\u4e00-\u9fff]{0,4}\d)|目前|现[有已]|[共仅只]有)")
_DIFFERENCE = pattern(r"(?:[增减]加?少?|[多少升降]|下降|上升)了?$")
_OTHER_TIME = pattern(r"上[一个]?[周月年季期]|去年|前年|同期|往年|计划|目标|应|每|平均")
_GAP = pattern(r"[\u4e00-\u9fff“”]{0,8}")

_KINDS = RUNNING | HEADS | {CELL, CAPTION}


def rate(figures: Figures, office: Office) -> Iterator[Hit]:
    """受理594件，办结591件，办结率99.6%."""
    if len(figures.amounts) >= 3 and figures.block.has("率度例"):
        told = list(_rates(figures))
        told += _others(told, rate_of_pair(figures, office))
        told += _others(told, rates_called(figures))
        yield from told


def _others(told: Sequence[Hit], found: Iterable[Hit]) -> Iterator[Hit]:
    """What is found beside what is told already."""
    return (hit for hit in found if all(hit.end <= one.start or one.end <= hit.start for one in told))


def _rates(figures: Figures) -> Iterator[Hit]:
    last = 0
    text = figures.text
    for start, end in sentences(text):
        for match in _RATE.finditer(text, start, end):
            clause = _CLAUSE.search(text, max(start, match.start() - 10), match.start())
            name = _NAME.fullmatch(text, clause.start() if clause else start, match.start())
            stem = _STEM.fullmatch(name["name"]) if name else None
            if name is not None and stem is not None:
                # A sentence that begins with the rate speaks of the numbers of the one before.
                begin = start if name.start() > start + 2 else last
                yield from _rate(figures, begin, end, (name.start("name"), match.end()), stem["stem"])
        last = start


def _rate(figures: Figures, start: int, end: int, at: tuple[int, int], stem: str) -> Iterator[Hit]:
    """The rate whose name begins at the first place and whose number begins at the second."""
    text = figures.text
    if _ODD_BASE.search(text, start, at[1]) or FIGURE in text[start : at[0]]:
        return
    told = figures.within(start, end)
    printed = figures.at(at[1])
    before = [one for one in told if one.end <= at[0] and not one.is_percent]
    numerator = _numerator(text, stem, before, start)
    if printed is None or printed.is_vague or numerator is None:
        return
    bases = [one for one in before if one.end <= numerator.start and one.kind == numerator.kind]
    if not bases or bases[-1].is_vague or not 0 < numerator.value <= bases[-1].value:
        return
    if not _fits_any(numerator, bases, printed):
        whole = bases[-1]
        right = share_text(numerator.value, whole.value, printed)
        words = {"printed": text[at[0] : printed.end], "right": right}
        yield Hit(at[0], printed.end, words | {"part": numerator.shown, "whole": whole.shown})


def _numerator(text: str, stem: str, before: Sequence[Amount], start: int) -> Amount | None:
    """The one amount that stands right behind the rate's own word: 办结591件."""
    found = []
    for one in before:
        at = text.rfind(stem, max(start, one.start - 10), one.start)
        behind = at + len(stem)
        if at >= 0 and _CALLED.fullmatch(text, behind, one.start) and text[at - 1] not in _NEGATED:
            found.append(one)
    return found[0] if len(found) == 1 and not found[0].is_vague else None


def _fits_any(part: Amount, bases: Sequence[Amount], printed: Amount) -> bool:
    """Whether the printed percentage is that of any of the bases, or of a sum or difference of two."""
    if any(is_share(part, one, printed) for one in bases):
        return True
    for one, other in combinations(bases[-6:], 2):
        for value in (one.value + other.value, abs(one.value - other.value)):
            whole = Amount(0, 0, value, one.step + other.step, part.unit, "")
            if value >= part.value and is_share(part, whole, printed):
                return True
    return False


def share(figures: Figures, office: Office) -> Iterator[Hit]:
    """受理120件，其中咨询30件，占24%; 完成8.6亿元，占计划12亿元的81.7%."""
    told = [*_shares(figures), *_shares_of(figures)] if "占" in figures.text else []
    if figures.block.has("占完"):
        told += _others(told, share_of_pair(figures, office))
    if "占" in figures.text:
        told += _others(told, named_shares(figures))
        told += _others(told, shares_bare(figures))
    yield from told


def _shares(figures: Figures) -> Iterator[Hit]:
    text = figures.text
    for sentence in figures.sentences(3):
        start, end = sentence.start, sentence.end
        for match in _SHARE.finditer(text, start, end):
            printed = figures.at(match.end())
            stop = match.start() - (text[match.start() - 1] in "，（ 　")
            before = [one for one in sentence.amounts if one.end <= stop and not one.is_percent]
            if printed is None or printed.is_vague or not before or FIGURE in text[start:stop]:
                continue
            part = before[-1]
            same = [one for one in before[:-1] if one.kind == part.kind and one.value >= part.value]
            if part.is_vague or not part.value or not _GAP.fullmatch(text, part.end, stop):
                continue
            base = _base(text, start, part, same)
            if base is None or _fits_any(part, same, printed):
                continue
            right = share_text(part.value, base.value, printed)
            words = {"printed": f"占{printed.shown}", "part": part.shown, "whole": base.shown, "right": right}
            yield Hit(match.start(), printed.end, words)


def _shares_of(figures: Figures) -> Iterator[Hit]:
    text = figures.text
    for sentence in figures.sentences(3):
        start, end = sentence.start, sentence.end
        for match in _SHARE_OF.finditer(text, start, end):
            whole = figures.at(match.end())
            of = _OF.match(text, whole.end, end) if whole else None
            printed = figures.at(of.end()) if of else None
            stop = match.start() - (text[match.start() - 1] in "，（")
            part = next((one for one in sentence.amounts if one.end == stop), None)
            if whole is None or printed is None or part is None or part.kind != whole.kind:
                continue
            if part.is_vague or whole.is_vague or printed.is_vague or not part.value or not whole.value:
                continue
            if not is_share(part, whole, printed):
                right = share_text(part.value, whole.value, printed)
                words = {"printed": f"占{printed.shown}", "part": part.shown, "whole": whole.shown}
                yield Hit(printed.start, printed.end, words | {"right": right})


def _base(text: str, start: int, part: Amount, same: Sequence[Amount]) -> Amount | None:
    """The whole that a share is of, where nothing else can be meant: the number before 其中 or 中."""
    for one in same:
        if one.is_vague or _DIFFERENCE.search(text, max(start, one.start - 4), one.start):
            return None
        clause = max(text.rfind(mark, start, one.start) for mark in "，。；：、")
        if _OTHER_TIME.search(text, max(start, clause + 1), one.start):
            return None
    marks = [_BASE.search(text, one.end, min(part.start, one.end + 12)) for one in same]
    marked = [one for one, mark in zip(same, marks, strict=True) if mark is not None]
    return marked[0] if len(marked) == 1 and same[0] is marked[0] else None


RATE_RULES: tuple[Rule, ...] = (
    ReadingRule("figure-rate", read_figures, rate, _KINDS, needs=("%", "率度例")),
    ReadingRule("figure-share", read_figures, share, _KINDS, needs=("%", "占完")),
)
