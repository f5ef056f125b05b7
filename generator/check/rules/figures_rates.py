"""A rate, a share or a mean in a sentence against the two numbers that it is reckoned from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.figures_amounts import Amount, amounts, is_share, rounded, sentences, share_text
from generator.check.rules.figures_pairs import rate_of_pair, share_of_pair
from generator.model.prose import FIGURE, RUNNING, Block

_RATE = re.compile(r"率(?:为|达到?|是|：)?(?=\d{1,3}(?:\.\d{1,3})?%)")
_NAME = re.compile(r"(?:其中|总体|综合|整体|全市|全县|全区)?(?P<name>[\u4e00-\u9fff]{2,8})")
_CLAUSE = re.compile(r"[^，。；：、（）\s]*$")
_NOUNS = (
    "诉求|问题|事项|工单|群众|企业|任务|项目|隐患|案件|信访|市民|居民|心愿|微心愿|产品|商品|清单|线索"
    "|建议|提案|问卷|答卷|样本|样品|代表|委员|单位|部门|学生|农户|车辆|学校"
)
_STEM = re.compile(rf"(?:{_NOUNS})?(?P<stem>[\u4e00-\u9fff]{{2,4}})")
_CALLED = re.compile(rf"(?:的|了|有|出)?(?:{_NOUNS})?(?:的|数|量|有)?")
_NEGATED = frozenset("未不待难没")
_ODD_BASE = re.compile(
    r"到期|应[办回收整当]|剔除|不含|不计|除外|扣除|未到|折算|加权|平均|目标|要求|力争|确保|标准|往年|去年|同期"
    r"|上[一个]?[周月年季]"
)
_SHARE = re.compile(
    r"占(?:比|总量的?|总数的?|总件数的?|受理总?量的?|全部的?|总[人户]数的?|其)?(?:为|达|：)?"
    r"(?=\d{1,3}(?:\.\d{1,3})?%)"
)
_SHARE_OF = re.compile(r"占[\u4e00-\u9fff]{0,8}(?=\d)")
_OF = re.compile(r"的(?=\d{1,3}(?:\.\d{1,3})?%)")
_BASE = re.compile(r"其中|[中里](?:，|有)")
_DIFFERENCE = re.compile(r"(?:[增减]加?少?|[多少升降]|下降|上升)了?$")
_OTHER_TIME = re.compile(r"上[一个]?[周月年季期]|去年|前年|同期|往年|计划|目标|应|每|平均")
_MEAN = re.compile(r"(?:日均|平均每[天日]|每天平均)[\u4e00-\u9fff]{0,4}?(?=\d)")
_DAYS = re.compile(
    r"(?<![第\d.])(?P<days>\d{1,3}|[两三四五六七八九十])天"
    r"(?:[里内中间来]|共|，|）|的|累计|总?共?(?:受理|接待|办[理结]|登记|收到|走访|接听|检查))"
)
_WEEK = re.compile(r"(?<![每第上下\d两三四几])一周(?:[里内来]|共|，)")
_SPAN = re.compile(
    r"(?P<month>\d{1,2})月(?P<first>\d{1,2})日?[至到—～-](?:(?P<other>\d{1,2})月)?(?P<last>\d{1,2})日"
)
_HAN = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_VAGUE = re.compile(r"[约近超逾]|不[少低]于")
_GAP = re.compile(r"[\u4e00-\u9fff]{0,4}")


def rate(block: Block, office: Office) -> Iterator[Hit]:
    """受理594件，办结591件，办结率99.6%."""
    if "率" in block.chars:
        told = list(_rates(block))
        yield from told
        yield from _others(told, rate_of_pair(block, office))


def _others(told: Sequence[Hit], found: Iterable[Hit]) -> Iterator[Hit]:
    """What is found beside what is told already."""
    return (hit for hit in found if all(hit.end <= one.start or one.end <= hit.start for one in told))


def _rates(block: Block) -> Iterator[Hit]:
    last = 0
    text = block.text
    for start, end in sentences(text):
        for match in _RATE.finditer(text, start, end):
            clause = _CLAUSE.search(text, max(start, match.start() - 10), match.start())
            name = _NAME.fullmatch(text, clause.start() if clause else start, match.start())
            stem = _STEM.fullmatch(name["name"]) if name else None
            if name is not None and stem is not None:
                # A sentence that begins with the rate speaks of the numbers of the one before.
                begin = start if name.start() > start + 2 else last
                yield from _rate(text, begin, end, (name.start("name"), match.end()), stem["stem"])
        last = start


def _rate(text: str, start: int, end: int, at: tuple[int, int], stem: str) -> Iterator[Hit]:
    """The rate whose name begins at the first place and whose number begins at the second."""
    if _ODD_BASE.search(text, start, at[1]) or FIGURE in text[start : at[0]]:
        return
    told = list(amounts(text, start, end))
    printed = next((one for one in told if one.start == at[1]), None)
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


def share(block: Block, office: Office) -> Iterator[Hit]:
    """受理120件，其中咨询30件，占24%; 完成8.6亿元，占计划12亿元的81.7%."""
    told = [*_shares(block), *_shares_of(block.text)] if "占" in block.chars else []
    yield from told
    if not block.chars.isdisjoint("占完"):
        yield from _others(told, share_of_pair(block, office))


def _shares(block: Block) -> Iterator[Hit]:
    text = block.text
    for start, end in sentences(text):
        told: list[Amount] = []
        for match in _SHARE.finditer(text, start, end):
            told = told or list(amounts(text, start, end))
            printed = next((one for one in told if one.start == match.end()), None)
            stop = match.start() - (text[match.start() - 1] in "，（ 　")
            before = [one for one in told if one.end <= stop and not one.is_percent]
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


def _shares_of(text: str) -> Iterator[Hit]:
    for start, end in sentences(text):
        for match in _SHARE_OF.finditer(text, start, end):
            told = list(amounts(text, start, end))
            whole = next((one for one in told if one.start == match.end()), None)
            of = _OF.match(text, whole.end, end) if whole else None
            printed = next((one for one in told if of and one.start == of.end()), None)
            stop = match.start() - (text[match.start() - 1] in "，（")
            part = next((one for one in told if one.end == stop), None)
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


def mean(block: Block, office: Office) -> Iterator[Hit]:
    """7天共受理700件，日均90件."""
    text = block.text
    for start, end in sentences(text):
        yield from _of_each(text, start, end)
        for match in _MEAN.finditer(text, start, end):
            told = list(amounts(text, start, end))
            printed = next((one for one in told if one.start == match.end()), None)
            days = list(_spans_of_days(text, start, match.start()))
            if printed is None or len(days) != 1:
                continue
            since, count = days[0]
            before = [one for one in told if one.end <= match.start() and one.kind == printed.kind]
            if len(before) != 1 or before[0].is_vague or before[0].start < since:
                continue
            if (
                _VAGUE.search(text, max(0, match.start() - 3), match.end())
                or FIGURE in text[start : match.start()]
            ):
                continue
            step = printed.step or Decimal(1)
            off = abs(before[0].value / max(count, 1) - printed.value)
            if count < 2 or off <= (step + before[0].step / count) / 2:
                continue
            scaled = before[0].value / count / printed.scale
            right = f"{rounded(scaled, step / printed.scale)}{printed.measure}"
            words = {"total": before[0].shown, "days": f"{count}天", "printed": printed.shown, "right": right}
            yield Hit(printed.start, printed.end, words)


_OF_EACH = re.compile(r"(?P<of>[人户村])均(?:[\u4e00-\u9fff]{0,4}?(?:为|达到?)?)(?=\d)")
_COUNTED = {"人": frozenset("人名位"), "户": frozenset("户家"), "村": frozenset("村")}


def _of_each(text: str, start: int, end: int) -> Iterator[Hit]:
    """120人，收入合计2400元，人均25元: the only people and the only money of the sentence."""
    for match in _OF_EACH.finditer(text, start, end):
        told = list(amounts(text, start, end))
        printed = next((one for one in told if one.start == match.end()), None)
        before = [one for one in told if one.end <= match.start()]
        if printed is None or printed.is_percent or FIGURE in text[start : match.start()]:
            continue
        heads = [one for one in before if one.unit in _COUNTED[match["of"]]]
        totals = [one for one in before if one.unit == printed.unit]
        if len(before) != 2 or len(heads) != 1 or len(totals) != 1 or heads[0] is totals[0]:
            continue
        if any(one.is_vague for one in (*before, printed)) or heads[0].value < 2 or heads[0].step:
            continue
        between = text[min(one.end for one in before) : match.start()]
        if "其中" in between or not re.search(r"共|合计|总|累计", text[start : match.start()]):
            continue
        total, count = totals[0], heads[0].value
        step = printed.step or Decimal(1)
        if abs(total.value / count - printed.value) <= (step + total.step / count) / 2:
            continue
        right = f"{rounded(total.value / count / printed.scale, step / printed.scale)}{printed.measure}"
        words = {"total": total.shown, "days": heads[0].shown, "printed": printed.shown, "right": right}
        yield Hit(printed.start, printed.end, words)


def _spans_of_days(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a count of days stands, and how many: 7天里, 一周内, 5月1日至7日."""
    for match in _DAYS.finditer(text, start, end):
        yield match.start(), _HAN.get(match["days"]) or int(match["days"])
    for match in _WEEK.finditer(text, start, end):
        yield match.start(), 7
    for match in _SPAN.finditer(text, start, end):
        if match["other"] in (None, match["month"]) and int(match["first"]) < int(match["last"]):
            yield match.start(), int(match["last"]) - int(match["first"]) + 1


RATE_RULES: tuple[Rule, ...] = (
    BlockRule("figure-rate", rate, RUNNING, needs="%"),
    BlockRule("figure-share", share, RUNNING, needs="%"),
    BlockRule("figure-mean", mean, RUNNING, needs="均"),
)
