"""A sum in a sentence against its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.figures_amounts import DIGITS, PEOPLE, Amount, amounts, plain, sentences
from generator.model.prose import FIGURE, RUNNING, Block

_INTRO = re.compile(r"其中[，：；]?有?|分别(?:为|是|有|达到?)|包括|按[\u4e00-\u9fff]{1,6}分，|：")
_TOLD = re.compile(r"其中|分别|各|包括|：|[合总共]计|[总一]共|共")
_EACH_OF = re.compile(r"(?<![\u4e00-\u9fff、])[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,8}){1,6}各(?=\d)")
_EACH_SUM = re.compile(r"，(?:合计|共计|总计|一共|共)[\u4e00-\u9fff]{0,4}")
_LEAST_BRACKET = 8
_TOTAL_FIRST = re.compile(r"共|总|合计|累计")
_CLOSING = re.compile(
    r"(?:(?<=[，；：])|^)(?:以上|这|[两三四五六七八九]个?[项类者件种处批组]|各项)?(?:合计|共计|总计|总共|一共|加起来|共)[^\d，；。：、]{0,8}$"
)
_BRACKETS = re.compile(r"（[^（）]*）")
_ASIDE = re.compile(
    r"[，\s]*(?:占|约占|(?:同|环)比|[比较][^，、；。]{0,12}(?:[增减升降多少]|持平))[^，、；。]{0,24}(?=[，、；。]|$)"
)
_SEPARATOR = re.compile(r"\s*(?:，?(?:以及|和|及|与)|[、，；])\s*")
_LINKS = frozenset(("以及", "和", "及", "与"))
_MARK = re.compile(r"[、，；]")
_STATUS = re.compile(
    r"办结|合格|达标|完成|解决|整改|满意|回访|回复|答复|查实|属实|销号|转办|交办|立案|到位|通过|剩余|尚|未|其余|新增"
    r"|增加|减少|累计|平均|最|每|涉及|另|再|又|上[周月年]|去年|同期"
)
_CROSSING = re.compile(
    r"党员|[男女]|青年|老[年人]|儿童|干部|代表|委员|学历|大学|本科|专科|研究生|[博硕]士|岁|以[上下]|困难|低保|特困"
    r"|残疾|独居|留守|退役|少数民族|脱贫|重点|农民|务工|毕业|骨干|专家|首次|免费|涉及|同时|规模|规上|高新|民营|外资"
    r"|上市|专精"
)
_CROSSING_PEOPLE = re.compile(r"[含有能会]|来自|需要|愿意|参加")
"""Labels that may be true of the same person, household or matter, so that parts may come to more."""
_WITHIN = re.compile(r"其中|累计")
_REST = re.compile(r"其他|其它|其余")
_MORE = re.compile(r"其余|其他|其它|剩|余下|另|还有|此外|等")
_SELECTED = re.compile(r"[最前居较]|[月季年周日天]")
_WORDED = re.compile(r"[\u4e00-\u9fffA-Za-z“”《》]")
_NEAR = 16
_LABEL, _LONG_LABEL = 16, 60
"""Most characters of a label; the first may have a clause before it."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """`open`: 等 stands behind, or the list is broken off."""

    labels: tuple[str, ...]
    amounts: tuple[Amount, ...]
    open: bool

    @property
    def total(self) -> Decimal:
        return sum((amount.value for amount in self.amounts), Decimal(0))

    def slack(self, total: Amount) -> Decimal:
        """How far rounded parts may be from their rounded sum."""
        return sum((amount.step for amount in self.amounts), total.step) / 2


def sum_of_parts(block: Block, office: Office) -> Iterator[Hit]:
    """共受理12件，其中投诉5件、求助4件、咨询4件；投诉5件、求助4件，共计10件."""
    text = block.text
    if block.chars.isdisjoint(DIGITS):
        return
    if "（" in block.chars:
        text = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
    for start, end in sentences(text):
        if _TOLD.search(text, start, end) is None:
            continue
        found = [amount for amount in amounts(text, start, end) if not amount.is_percent]
        if len(found) >= 3:
            told = list(_before_parts(text, start, end, found))
            yield from told or _after_parts(text, start, found)
        if "各" in block.chars:
            yield from _each(text, start, end, found)
    if "（" in block.chars:
        yield from _with_brackets(block.text)


def _before_parts(text: str, start: int, end: int, found: list[Amount]) -> Iterator[Hit]:
    for intro in _INTRO.finditer(text, start, end):
        total = max((one for one in found if one.end <= intro.start()), key=lambda one: one.end, default=None)
        following = next((one for one in found if one.start >= intro.end()), None)
        if total is None or following is None:
            continue
        told_whole = True
        if total.unit != following.unit and intro[0].startswith("其中"):
            # 下派工作队126支，队员512名，其中市级48支
            total, told_whole = _of_unit(found, total, following.unit), False
        if total is None or total.is_vague:
            continue
        between = text[total.end : intro.start()] if told_whole else ""
        shared = intro[0].startswith("分别")
        if len(between) > (30 if shared else 9) or FIGURE in between or re.search(r"\d", between):
            continue
        if shared and _SELECTED.search(between):
            continue
        parts = _parts(text, intro.end(), end, total.unit, found, labelled=not shared)
        if len(parts.amounts) == 1:
            parts = _of_groups(text, intro.end(), end, total, found) or parts
        if len(parts.amounts) < 2:
            continue
        if shared and not parts.labels[0] and len(re.findall(r"[、和]", between)) + 1 != len(parts.amounts):
            continue
        clause = text[max(text.rfind(mark, start, total.start) for mark in "，。；：") + 1 : total.start]
        told_whole &= not intro[0].startswith("其中") and "其中" not in between
        whole = told_whole and _TOTAL_FIRST.search(clause) is not None
        whole |= any(_REST.search(label) for label in parts.labels) or _is_men_and_women(parts.labels)
        if _is_of_groups(text, intro.end(), end, total, parts, found):
            continue
        yield from _judged(total, parts, whole=whole)


def _is_of_groups(text: str, begin: int, end: int, total: Amount, parts: _Parts, found: list[Amount]) -> bool:
    """Whether behind each part stands what is counted of it, so that the parts are those before it:
    出厂水125份，合格122份；末梢水81份，合格79份."""
    last = parts.amounts[-1]
    if "、" in text[begin : last.start] or text[last.end : last.end + 1] != "；":
        return False
    starts = [begin, *(match.end() for match in re.finditer("；", text[begin:end]))]
    starts = [begin, *(begin + at for at in starts[1:])]
    stops = [*starts[1:], end]
    first = [
        next((one for one in found if low <= one.start < high and one.unit == total.unit), None)
        for low, high in zip(starts, stops, strict=True)
    ]
    values = [one.value for one in first if one is not None]
    return len(values) >= 2 and sum(values, Decimal(0)) <= total.value + parts.slack(total)


def _of_groups(text: str, begin: int, end: int, total: Amount, found: list[Amount]) -> _Parts | None:
    """The first amount of each group between ；, where behind each stands what is counted of it."""
    stops = [begin + match.start() for match in re.finditer("；", text[begin:end])]
    labels: list[str] = []
    own: list[Amount] = []
    for low, high in zip([begin, *(stop + 1 for stop in stops)], [*stops, end], strict=True):
        inside = [one for one in found if low <= one.start < high]
        label = text[low : inside[0].start] if inside else ""
        if len(inside) < 2 or any(one.unit != total.unit or one.is_vague for one in inside):
            return None
        if len(label) > _LABEL or _MARK.search(label) or FIGURE in label or "、" in text[low:high]:
            return None
        if _STATUS.search(text, inside[0].end, inside[1].start) is None:
            return None
        labels.append(label)
        own.append(inside[0])
    return _Parts(tuple(labels), tuple(own), True) if len(own) > 1 else None


def _of_unit(found: list[Amount], last: Amount, unit: str) -> Amount | None:
    """The last amount of a unit that stands a little before another amount."""
    near = (one for one in reversed(found) if last.start - _NEAR < one.end <= last.start)
    return next((one for one in near if one.unit == unit), None)


def _with_brackets(text: str) -> Iterator[Hit]:
    """受理12件（投诉5件、求助4件、咨询4件）"""
    for bracket in _BRACKETS.finditer(text):
        if (
            len(bracket[0]) < _LEAST_BRACKET
            or not any(mark in bracket[0] for mark in "、，；")
            or not text[bracket.start() - 1].strip()
        ):
            continue
        total = next(
            (
                one
                for one in amounts(text, max(0, bracket.start() - 20), bracket.start())
                if one.end == bracket.start()
            ),
            None,
        )
        if total is None or total.is_vague or total.is_percent:
            continue
        start, end = bracket.start() + 1, bracket.end() - 1
        found = list(amounts(text, start, end))
        start += 2 if text.startswith("其中", start) else 0
        parts = _parts(text, start, end, total.unit, found, labelled=True)
        if len(parts.amounts) >= 2:
            whole = any(_REST.search(label) for label in parts.labels)
            yield from _judged(total, parts, whole=whole)


def _each(text: str, start: int, end: int, found: list[Amount]) -> Iterator[Hit]:
    """投诉、求助、咨询各30件，共计100件: one number for each of the names."""
    for match in _EACH_OF.finditer(text, start, end):
        one = next((amount for amount in found if amount.start == match.end()), None)
        if one is None or one.is_vague or "等" in match[0]:
            continue
        count = len(re.findall(r"[、和及]", match[0])) + 1
        behind = next((amount for amount in found if amount.start >= one.end), None)
        gap = text[one.end : behind.start] if behind else ""
        if behind is None or behind.unit != one.unit or behind.is_vague or not _EACH_SUM.fullmatch(gap):
            continue
        if abs(one.value * count - behind.value) > (one.step * count + behind.step) / 2:
            yield _hit(behind, _Parts(("",) * count, (one,) * count, False))


def _judged(total: Amount, parts: _Parts, *, whole: bool) -> Iterator[Hit]:
    slack = parts.slack(total)
    if any(abs(running - total.value) <= slack for running in _running(parts.amounts)):
        return
    if parts.total > total.value + slack:
        people = _CROSSING_PEOPLE if total.unit in PEOPLE or total.unit == "户" else _CROSSING
        crossing = any(_CROSSING.search(label) or people.search(label) for label in parts.labels)
        if crossing and not _is_men_and_women(parts.labels):
            return
    elif not whole or parts.open:
        return
    yield _hit(total, parts)


def _after_parts(text: str, start: int, found: list[Amount]) -> Iterator[Hit]:
    """甲5件、乙4件，共计9件: all amounts of the unit before the sum must be its parts."""
    for index, total in enumerate(found):
        head = _CLOSING.search(text, max(start, total.start - 12), total.start)
        if head is None or total.is_vague:
            continue
        same = [amount for amount in found[:index] if amount.unit == total.unit]
        if len(same) < 2 or FIGURE in text[same[0].start : total.start]:
            continue
        before = [one.end for one in found[:index] if one.end <= same[0].start]
        begin = max([start, *before])
        parts = _parts(text, begin, head.start(), total.unit, same, labelled=True, first=_LONG_LABEL)
        if len(parts.amounts) != len(same) or any(_WITHIN.search(label) for label in parts.labels):
            continue
        slack = parts.slack(total)
        # Before the parts something else may be told.
        if all(abs(running - total.value) > slack for running in _running(parts.amounts[::-1])):
            yield _hit(total, parts)


def _running(parts: Sequence[Amount]) -> Iterator[Decimal]:
    """The sums of the first two, three … parts: behind a whole division another may stand."""
    running = Decimal(0)
    for number, part in enumerate(parts):
        running += part.value
        if number:
            yield running


def _hit(total: Amount, parts: _Parts) -> Hit:
    reckoned = "＋".join(plain(amount.value / total.scale) for amount in parts.amounts)
    right = f"{plain(parts.total / total.scale)}{total.measure}"
    return Hit(total.start, total.end, {"total": total.shown, "parts": reckoned, "sum": right})


def _is_men_and_women(labels: Sequence[str]) -> bool:
    return len(labels) == 2 and {label.rstrip("性生职工")[-1:] for label in labels} == {"男", "女"}


def _parts(
    text: str,
    position: int,
    end: int,
    unit: str,
    found: list[Amount],
    *,
    labelled: bool,
    first: int = _LABEL,
) -> _Parts:
    """The parts of one unit behind `position`, as long as they follow each other in one form."""
    labels: list[str] = []
    own: list[Amount] = []
    separator = ""
    broken = False
    for amount in (one for one in found if position <= one.start and one.end <= end):
        if amount.start < position:
            continue
        label = text[position : amount.start].strip("　 ，；")
        marked = _MARK.search(label) is not None and (bool(own) or first == _LABEL)
        broken = (
            amount.unit != unit
            or amount.is_vague
            or marked
            or FIGURE in label
            or len(label) > (_LABEL if own else first)
            or (labelled and _WORDED.search(label) is None)
            or (separator == "，" and _STATUS.search(label) is not None)
        )
        if broken:
            break
        labels.append(label)
        own.append(amount)
        after = amount.end
        while aside := _ASIDE.match(text, after, end):
            after = aside.end()
        mark = _SEPARATOR.match(text, after, end)
        if mark is None:
            broken = after < end and text[after] not in "。，；！？”"
            break
        linked = mark[0].strip().lstrip("，") in _LINKS
        if not linked and separator and mark[0].strip() != separator:
            broken = _MORE.search(text, after, end) is not None
            break
        separator = separator or ("" if linked else mark[0].strip())
        position = mark.end()
        if linked and separator:
            # Behind 和 only one part more can stand.
            following = _MARK.search(text, position, end)
            end = following.start() if following else end
    return _Parts(tuple(labels), tuple(own), broken)


SUM_RULES: tuple[Rule, ...] = (BlockRule("figure-sum", sum_of_parts, RUNNING, needs="其分包按：合共总（各"),)
