"""Further forms of a whole and its parts: 217户中，128户装了，还有79户没有装; 校车（大型20辆、中型12辆）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.check.rules.figures.amounts import Amount, Figures
from generator.check.rules.figures.parts import (
    Parts,
    is_men_and_women,
    judged,
    parts_of,
    running_sums,
    sum_hit,
)
from generator.model.prose import FIGURE

_AMONG = pattern(r"[\u4e00-\u9fff]{0,8}(?:（[^（）\d]{1,8}）)?[中里]，?(?:已?有|目前)?(?=\d)")
_SPLIT = pattern(
    r"[\u4e00-\u9fff]{0,10}[，；](?:而|但)?(?:(?P<rest>其余|剩余|余下|剩下)的?|还有|另有|尚有|仍有)(?=\d)"
)
_NOT = pattern(r"[\u4e00-\u9fff]{0,4}?(?:没有?|未|尚未|还未|不|还没)(?P<verb>[\u4e00-\u9fff]{1,8})")
_DID = pattern(r"[\u4e00-\u9fff]{0,10}(?=[，；])")


def wholes(figures: Figures) -> Iterator[Hit]:
    """What the plain forms of a sum do not read."""
    if len(figures.amounts) < 3:
        return
    text = figures.text
    if "，" in text:
        yield from _split(figures)
    if "加" in text or "连同" in text or "总" in text:
        yield from _added(figures)
    if "（" in text:
        yield from _in_brackets(figures)
        yield from _of_units(figures)


def _split(figures: Figures) -> Iterator[Hit]:
    """全村217户中，128户装了净水器，还有79户没有装: there are no others."""
    text = figures.text
    for place, total in enumerate(figures.amounts[:-2]):
        one, other = figures.amounts[place + 1 : place + 3]
        if not (total.unit == one.unit == other.unit) or total.is_percent:
            continue
        among, split = _AMONG.match(text, total.end), _SPLIT.match(text, one.end)
        if not among or not split or among.end() != one.start or split.end() != other.start:
            continue
        if any(amount.is_vague for amount in (total, one, other)):
            continue
        did, undone = _DID.match(text, one.end), _NOT.match(text, other.end)
        opposed = did and undone and did[0] and undone["verb"][0] in did[0]
        parts = Parts(("", ""), (one, other), False)
        if (split["rest"] or opposed) and abs(parts.total - total.value) > parts.slack(total):
            yield sum_hit(total, parts)


_CLOSED = pattern(
    r"[，；](?:以上|这|三项|两项|几项|各项)?(?:总盘子|总数|总额|总量|总投资|总规模|总人数|总面积|总里程|总长|总价|总金额|总收入|总支出|总产量|总产值"
    r"|加[在到]一起|加起来|相加|总计|总共|合计|共计|一共|凑[成齐]|合起来|累计|合在一起|全部)[\u4e00-\u9fff]{0,6}?(?:为|是|达到?|有|共)?(?=\d)"
)
_ADDED = pattern(r"加上|外加|再加|连同|加[在到]一起|加起来|相加|合起来|合在一起|凑[成齐]|总盘子")
_NO_PART = pattern(r"其中|[同环]比|[比较][上去今前往]|减去|扣除|增[加长]|减少|分别|每|剩|余|计划|目标")


def _added(figures: Figures) -> Iterator[Hit]:
    """补助1.2亿元，加上自筹0.35亿元、捐助0.05亿元，总盘子为1.7亿元"""
    text = figures.text
    for sentence in figures.sentences(3):
        if (
            not _ADDED.search(text, sentence.start, sentence.end)
            or FIGURE in text[sentence.start : sentence.end]
        ):
            continue
        for closing in _CLOSED.finditer(text, sentence.start, sentence.end):
            total = figures.at(closing.end())
            parts = [one for one in figures.within(sentence.start, closing.start())]
            if total is None or total.is_vague or _NO_PART.search(text, sentence.start, closing.start()):
                continue
            same = [one for one in parts if one.kind == total.kind]
            if len(same) < 2 or len(same) != len(parts) or any(one.is_vague for one in same):
                continue
            told = Parts(("",) * len(same), tuple(same), False)
            # 1.2亿元 beside 0.35亿元 is an exact number: nothing was rounded.
            exact = len({one.step for one in same}) > 1
            slack = max(one.step for one in (*same, total)) / 2 if exact else told.slack(total)
            if all(abs(one - total.value) > slack for one in running_sums(same[::-1])):
                yield sum_hit(total, told)


_BRACKET = pattern(r"（(?P<inside>[^（）。！？]{6,80})）")
_NOUN = pattern(r"[\u4e00-\u9fff“”]{0,8}")
_LISTED = pattern(r"等|其中|含|包括|主要|[同环]比|[比较增减]|另|每|均|率|约|预计|计划|已|未|正在|尚")
_LEAST = Decimal("0.7")


def _in_brackets(figures: Figures) -> Iterator[Hit]:
    """35辆校车（大型20辆、中型12辆）: what a bracket lists of one kind is all."""
    text = figures.text
    for bracket in _BRACKET.finditer(text):
        before = figures.within(max(0, bracket.start() - 14), bracket.start())
        total = before[-1] if before else None
        if (
            total is None
            or total.is_vague
            or total.is_percent
            or not _NOUN.fullmatch(text, total.end, bracket.start())
        ):
            continue
        inside = list(figures.within(bracket.start(), bracket.end()))
        if len(inside) < 2 or _LISTED.search(bracket["inside"]):
            continue
        parts = parts_of(
            text, bracket.start("inside"), bracket.end("inside"), total.kind, inside, labelled=True
        )
        if len(parts.amounts) != len(inside):
            continue
        if total.end == bracket.start() and not is_men_and_women(parts.labels) and len(inside) > 2:
            continue  # Read as the other brackets are.
        short = parts.total < total.value - parts.slack(total)
        even = {len(label) for label in parts.labels}
        alike = len(even) == 1 or len({label[-1:] for label in parts.labels}) == 1
        if (
            short
            and not is_men_and_women(parts.labels)
            and not (alike and parts.total >= total.value * _LEAST)
        ):
            continue
        yield from judged(total, parts, whole=True)


_OF_UNITS = pattern(r"[，；]?(?:合计|共计|总计|一共|总共|共)[\u4e00-\u9fff]{0,4}(?=\d)")
_UNITS = pattern(r"（(?P<units>[\u4e00-\u9fff](?:[、/／][\u4e00-\u9fff]){0,4})）")


def _of_units(figures: Figures) -> Iterator[Hit]:
    """折页3200份，挂图450张，读本800册，共4550份（张、册）"""
    text = figures.text
    for closing in _OF_UNITS.finditer(text):
        total = figures.at(closing.end())
        units = _UNITS.match(text, total.end) if total else None
        if total is None or units is None or total.is_vague:
            continue
        start = max(text.rfind(mark, 0, closing.start()) for mark in "。；！？：\n") + 1
        known = {total.unit, *re.split("[、/／]", units["units"])}
        parts = [one for one in figures.within(start, closing.start()) if one.unit in known]
        if len(parts) < 2 or {one.unit for one in parts} != known or any(one.is_vague for one in parts):
            continue
        if _NO_PART.search(text, start, closing.start()):
            continue
        told = Parts(("",) * len(parts), tuple(parts), False)
        if abs(told.total - total.value) > told.slack(total):
            yield sum_hit(total, told)


_FEW = pattern(
    r"(?P<count>[两三四五六七八九十])(?:个|家|所|座|条|户|类|处|支)?(?P<of>乡镇|镇|乡|村|县区|区县|县|区|社区|街道|学校|中学|小学|医院|单位|部门|公司|企业|工厂|车间|园区|标段|队)"
)
_COUNTS = {"两": 2, **{one: place for place, one in enumerate("一二三四五六七八九十", start=1)}}


def few_of(text: str) -> str | None:
    """三个乡镇: the places or units that a title counts."""
    match = _FEW.search(text)
    return match[0] if match else None


def title_of_parts(head: Figures, body: Figures) -> tuple[Amount, Parts] | None:
    """Title 三个乡镇种下2.4万株苗木, and below it as many parts in one sentence that come to another sum."""
    match = _FEW.search(head.text)
    if match is None or len(head.amounts) != 1 or head.amounts[0].is_percent or head.amounts[0].is_vague:
        return None
    total = head.amounts[0]
    if re.search(r"各|均|每|超|其中", head.text):
        return None
    for sentence in body.sentences(2):
        same = [one for one in sentence.amounts if one.unit == total.unit]
        text = body.text[sentence.start : sentence.end]
        if len(same) != _COUNTS[match["count"]] or _NO_PART.search(text) or any(one.is_vague for one in same):
            continue
        labels = []
        for place, one in enumerate(same):
            begin = same[place - 1].end if place else sentence.start
            labels.append(re.split("[，、；：。]", body.text[begin : one.start])[-1])
        if not all(2 <= len(label) <= 14 for label in labels) or len(set(labels)) < len(labels):
            continue
        parts = Parts(tuple(labels), tuple(same), False)
        if match["of"][-1:] not in "".join(labels) and match["of"] not in ("单位", "部门"):
            continue
        if total.value * _LEAST <= parts.total and abs(parts.total - total.value) > parts.slack(total):
            return total, parts
    return None
