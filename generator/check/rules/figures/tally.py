"""A whole and what it is divided into, with no word that says so: 养老机构74家，公办26家、民办38家."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.check.rules.figures.amounts import Amount, Figures, Sentence
from generator.check.rules.figures.parts import Parts, running_sums, sum_hit
from generator.check.rules.figures.sorts import are_of_one_sort, are_opposed, are_stages
from generator.model.prose import FIGURE

_NOUN = r"[\u4e00-\u9fff“”]{0,10}?"
_ASIDE = r"(?:（[^（）]*）|，?占[^，、；。]*%)?"
_LABEL = r"(?P<label>[^，。；：、（）\d\s]{1,14}(?:（[^（）\d]{1,10}）)?：?)"
_FIRST = pattern(
    rf"(?P<noun>[\u4e00-\u9fff“”]{{0,12}}?){_ASIDE}(?P<mark>[，：；]|[中里内]，?|——|（)"
    rf"(?:其中|包括|分别是?|[一二三四五六七八九]是)?[，：]?{_LABEL}\Z"
)
_NEXT = pattern(rf"{_NOUN}{_ASIDE}\s*(?P<mark>[，、；](?:以及|和|及)?|和|及|与|以及){_LABEL}\Z")
_AMONG = pattern(r"[\u4e00-\u9fff“”]{0,12}[中里内]，?(?:已?有|其中)?\Z")
_BEHIND = pattern(
    r"(?P<label>[^，。；：、（）\d\s]{1,12})(?:[，、；](?:还有|另有|有|其余的?|剩下的?|剩余的?)?(?=\d)|(?=[，。；”）]|\Z))"
)
_HAS = pattern(
    r"\A(?:其中|当中|[二三四五六七八九]是|各?有|[为是]|共有?|均?已有)+|(?:各?有|[为是达]|达到|共|分别|约|了|的)+\Z"
)
_NOT_WHOLE = pattern(
    r"每|均|比(?![例赛武])|较|最|第|增加|增长|减少|[同环]比|其中|占|各(?!类|级|地|界|项|种|县)"
)
_NOT_PART = pattern(
    r"每|均(?!价)|比(?![例赛武])|较|列席|旁听|最(?!低生)|第[^一二三]|[同环]比|占|累计|总(?!工|部|院|校|站|装|务|[承]包)|共|涉及|惠及|覆盖|超(?![员速载限市期时龄])|各(?![类级地界项种])|同时|计划|目标|需|应(?!届|急)"
    r"|增加|增长|增幅|减少|下降|提高|将|拟"
)
_THEN = pattern(r"去年|上年|同期|上[月周季]|当年")
_RESULT = r"办[结理复]|合格|达标|完成|解决|整改|满意|回访|回复|答复|查实|属实|销号|转办|交办|立案"
_STATUS = pattern(rf"{_RESULT}|到位|通过|尚|未|不|新|又|再|另|受理|发放|收回|收到")
_RESULTS = pattern(_RESULT)
_CROSSING = pattern(
    r"党员|[男女]|青年|老[年人]|儿童|干部|代表|委员|学历|大学|本科|专科|研究生|[博硕]士|岁|困难|低保|特困|残疾|独居|留守|退役|少数民族|脱贫"
    r"|重点|农民|务工|毕业|骨干|专家|首次|免费|同时|规模|规上|高新|外资|上市|专精|[能会愿]"
)
_ALL = pattern(r"全|共|总|现有|合计|累计|各[类级]|所有")
_OPINION = pattern(r"满意|同意|赞成|支持|反对|优|良|属实|有效")
"""Of these there is a middle: 基本满意, 部分属实."""
_CLOSING = pattern(
    rf"{_NOUN}{_ASIDE}[，；：]”?(?P<clause>[\u4e00-\u9fff“”]{{0,8}}?(?P<sum>合计|共计|总计|总共|一共|加起来|合起来|加在一起|相加|总(?:人|户|面|里|产|投|长|金|规)?[数量额积程资度值模长]|累计|全[天年月周市县区镇村校程场部]|[两三四五六七八九十][项类种个者处级批地部方季县区镇村校组所轮次期天年月人路段]|(?<![公中])共)[\u4e00-\u9fff“”]{{0,8}})"
)
_STRONG = frozenset(("合计", "共计", "总计", "总共", "一共", "加起来", "合起来", "加在一起", "相加"))
_REST = pattern(r"剩|余(?![姚杭])|其[他它]|不足部分")
_OPEN = pattern(r"[\u4e00-\u9fff]{0,8}等(?![奖级次候待])")
_LEAST, _MOST = Decimal("0.85"), Decimal("1.18")
_WIDE_LEAST, _WIDE_MOST = Decimal("0.7"), Decimal("1.35")
_NARROW_LEAST, _NARROW_MOST = Decimal("0.94"), Decimal("1.06")
_NEARLY = Decimal("0.9")
_FEW = 2


def tallies(figures: Figures) -> Iterator[Hit]:
    """What is divided and does not come to its whole, the whole first or last."""
    if len(figures.amounts) < _FEW + 1:
        return
    for sentence in figures.sentences(_FEW + 1):
        if len({one.kind for one in sentence.amounts}) == len(sentence.amounts):
            continue
        if FIGURE not in figures.text[sentence.start : sentence.end]:
            found = [one for one in sentence.amounts if not one.is_percent]
            yield from _whole_first(figures.text, sentence, found)
            yield from _whole_last(figures.text, sentence, found)


def _whole_first(text: str, sentence: Sentence, found: Sequence[Amount]) -> Iterator[Hit]:
    place = 0
    while place < len(found) - _FEW:
        total = found[place]
        place += 1
        first = found[place]
        if place > 1 and found[place - 2].kind == total.kind:
            continue
        if first.kind != total.kind or total.is_vague or first.start - total.end > 40:
            continue
        gap = text[total.end : first.start]
        match = _FIRST.match(gap)
        if _AMONG.match(gap):
            yield from _named_behind(text, total, found[place:])
        if match is None or _NOT_WHOLE.search(_clause(text, sentence.start, total.start) + match["noun"]):
            continue
        parts = _parts(text, match["label"], found[place:])
        if parts is None or len(parts.amounts) < _FEW or any(map(_THEN.search, parts.labels)):
            continue
        if match["mark"] == "（" and text[parts.amounts[-1].end : parts.amounts[-1].end + 1] not in "）个":
            continue
        own = parts.amounts
        lead = _clause(text, sentence.start, total.start)
        if _is_beside(lead, parts.labels):
            continue
        if "其中" in gap and parts.total < total.value:
            continue
        if is_off(total, parts) and is_division(total, parts):
            yield sum_hit(total, parts)
            place += len(own)


def _is_beside(lead: str, labels: Sequence[str]) -> bool:
    """Whether what looks like the whole is one of the list: 北京至合肥列车9趟，北京至福州列车3趟."""
    if len({lead[-2:], *(name[-2:] for name in labels)}) > 1 or _ALL.search(lead):
        return False
    placed = lead[-3:-2] in "省市县区镇乡村校局院" and len(lead) > 2
    return placed or (len({name[:2] for name in labels}) == 1 and labels[0][:2] in lead)


def _named_behind(text: str, total: Amount, found: Sequence[Amount]) -> Iterator[Hit]:
    """1000人中有620人支持，260人无所谓，130人反对: the names stand behind the numbers."""
    labels: list[str] = []
    own: list[Amount] = []
    for place, amount in enumerate(found):
        behind = found[place + 1].start if place + 1 < len(found) else len(text)
        match = _BEHIND.match(text, amount.end, min(behind + 1, amount.end + 24))
        if match is None or amount.kind != total.kind or amount.is_vague or _NOT_PART.search(match["label"]):
            break
        labels.append(_HAS.sub("", match["label"]) or match["label"])
        own.append(amount)
        if match.end() != behind:
            break
    parts = Parts(tuple(labels), tuple(own), False)
    if len(own) >= _FEW and is_off(total, parts) and is_division(total, parts):
        yield sum_hit(total, parts)


def _whole_last(text: str, sentence: Sentence, found: Sequence[Amount]) -> Iterator[Hit]:
    for place in range(_FEW, len(found)):
        total, last = found[place], found[place - 1]
        if last.kind != total.kind or total.is_vague or total.value <= last.value:
            continue
        closing = _CLOSING.fullmatch(text[last.end : total.start])
        if closing is None or _NOT_WHOLE.search(closing["clause"].replace("四类", "")):
            continue
        begin = place - 1
        while (
            begin
            and found[begin - 1].kind == total.kind
            and _NEXT.match(text[found[begin - 1].end : found[begin].start])
        ):
            begin -= 1
        while place - begin >= _FEW:
            parts = _parts(text, _label(text, sentence.start, found, begin), found[begin:place])
            if parts is None or len(parts.amounts) != place - begin:
                begin += 1
                continue
            more = begin > 0 and found[begin - 1].kind == total.kind
            if is_off(total, parts) and _are_parts(total, parts, closing, more):
                yield sum_hit(total, parts)
            break


def _are_parts(total: Amount, parts: Parts, closing: re.Match[str], more: bool) -> bool:
    """Whether what stands before a sum is surely all of it."""
    ratio = parts.total / total.value
    if closing["sum"] in _STRONG and not more:
        return _WIDE_LEAST <= ratio <= _WIDE_MOST and not _odd(parts.labels, _RESULTS)
    return _LEAST <= ratio <= _MOST and is_slip(total, parts) and not _odd(parts.labels, _RESULTS)


def _odd(labels: Sequence[str], words: re.Pattern[str]) -> bool:
    return any(map(words.search, labels)) and not (are_opposed(labels) or are_of_one_sort(labels))


def is_division(total: Amount, parts: Parts) -> bool:
    """Whether parts that do not come to the total can only be meant as all of it."""
    labels = parts.labels
    if len(set(labels)) < len(labels):
        return False
    ratio = parts.total / total.value
    short = parts.total < total.value
    if any(one.value >= total.value for one in parts.amounts) or (short and parts.open):
        return False
    if are_opposed(labels) or _REST.search(labels[-1]):
        # 合格607批次，不合格15批次: there are no others.
        if short and (len(labels) > _FEW or any(map(_OPINION.search, labels))):
            return len(labels) > _FEW and ratio > _NEARLY and is_slip(total, parts)
        return _WIDE_LEAST <= ratio <= _WIDE_MOST and not any(_REST.search(one) for one in labels[:-1])
    slip = is_slip(total, parts)
    if not _LEAST <= ratio <= _MOST:
        return False
    if are_stages(labels):
        return len(labels) > _FEW and slip
    alike = are_of_one_sort(labels)
    if any(map(_STATUS.search, labels)) and not alike:
        return False
    if any(map(_CROSSING.search, labels)) and (
        not alike or any(_CROSSING.search(name[:-2]) for name in labels)
    ):
        # 残疾人家庭 may be 独居老人家庭; 农村党员 are no 机关党员.
        return False
    if len(labels) > _FEW:
        return (alike and (slip or ratio > 1)) or (slip and ratio > Decimal("0.9"))
    even = len(labels[0]) == len(labels[1]) <= 4
    return slip and ((alike and ratio > 1) or ((alike or even) and _NARROW_LEAST <= ratio <= _NARROW_MOST))


def is_slip(total: Amount, parts: Parts) -> bool:
    """Whether one digit of a sum or of a part makes the difference, or two that stand the wrong way round."""
    gone = abs(parts.total - total.value).normalize().as_tuple().digits
    if len(gone) == 1:
        return True
    one, other = (f"{value.normalize():f}".replace(".", "") for value in (parts.total, total.value))
    return sorted(one) == sorted(other) or (
        len(gone) == 2 and gone[0] * 10 + gone[1] in (18, 27, 36, 45, 54, 63, 72, 81)
    )


def is_off(total: Amount, parts: Parts) -> bool:
    """Whether no run of the parts is the whole, nor any of them the sum of others."""
    slack = parts.slack(total)
    own = parts.amounts
    for first in range(len(own) - 1):
        if any(abs(running - total.value) <= slack for running in running_sums(own[first:])):
            return False
    return not any(abs(parts.total - 2 * one.value) <= slack for one in (own[0], own[-1])[: len(own) - 1])


def _clause(text: str, start: int, end: int) -> str:
    return text[max(start, *(text.rfind(mark, start, end) + 1 for mark in "，。；：、（")) : end]


def chain(text: str, start: int, found: Sequence[Amount]) -> Parts | None:
    """The amounts of a sentence as the parts of something: 早稻14.8万亩、晚稻17.2万亩."""
    return _parts(text, _label(text, start, found, 0), found)


def _label(text: str, start: int, found: Sequence[Amount], begin: int) -> str:
    since = found[begin - 1].end if begin else start
    return _clause(text, since, found[begin].start)


def _parts(text: str, label: str, found: Sequence[Amount]) -> Parts | None:
    """The amounts that follow each other in one form, from the first of them on."""
    labels: list[str] = []
    own: list[Amount] = []
    for place, amount in enumerate(found):
        if amount.is_vague or _NOT_PART.search(label) or amount.kind != found[0].kind:
            return None
        name = _HAS.sub("", label.rstrip("："))
        if not name:
            return None
        labels.append(name)
        own.append(amount)
        if place + 1 == len(found):
            break
        match = _NEXT.match(text[amount.end : found[place + 1].start])
        if match is None or found[place + 1].kind != amount.kind:
            break
        label = match["label"]
    return Parts(tuple(labels), tuple(own), _OPEN.match(text, own[-1].end) is not None) if own else None
