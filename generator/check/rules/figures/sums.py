"""A sum in a sentence against its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import Hit, Office, ReadingRule, Rule
from generator.check.rules.figures.amounts import DIGITS, Amount, Figures, Sentence, read_figures
from generator.check.rules.figures.divided import days_divided, divided, in_han
from generator.check.rules.figures.parts import (
    LABEL,
    LEAST_PLAIN,
    LONG_LABEL,
    MARK,
    MOSTLY,
    NEARLY,
    STATUS,
    Parts,
    is_done_or_not,
    is_men_and_women,
    judged,
    parts_of,
    running_sums,
    sum_hit,
)
from generator.check.rules.figures.tally import tallies
from generator.check.rules.figures.wholes import wholes
from generator.model.prose import CAPTION, CELL, FIGURE, HEADS, RUNNING

_INTRO = pattern(
    r"(?<=[\u4e00-\u9fff件])[中里]，(?:有)?|其中[，：；]?有?|分别(?:为|是|有|达到?)|包括|[按从][\u4e00-\u9fff]{1,6}(?:分|看)，|："
)
_TOLD = pattern(r"其中|[中里]，|[分看]，|分别|各|包括|：|[合总共]计|[总一]共|共")
_EACH_OF = pattern(r"(?<![\u4e00-\u9fff、])[\u4e00-\u9fff]{2,12}(?:、[\u4e00-\u9fff]{2,8}){1,6}各(?=\d)")
_EACH_SUM = pattern(r"，(?:合计|共计|总计|一共|共)[\u4e00-\u9fff]{0,4}")
_LEAST_BRACKET = 8
_TOTAL_FIRST = pattern(r"共|总|合计|累计")
_CLOSING = pattern(
    r"(?:(?<=[，；：])|^)(?:以上|这|[两三四五六七八九]个?[项类者件种处批组]|各项)?(?:合计|共计|总计|总共|一共|加起来|共)[^\d，；。：、]{0,8}$"
)
_COUNTED_BRACKET = pattern(r"（[^（）\d。！？]*[\d。！？]")
_BRACKETS = pattern(r"（[^（）]*）")
_WITHIN = pattern(r"其中|累计")
_REST = pattern(r"其他|其它|其余")
_SELECTED = pattern(r"[最前居较]|[月季年周日天]")
_LEAD = pattern(r"其中[，：]?有?")
_SHARED = pattern(r"分别(?:为|是|有|达到?)$")
_KIND_OR_PLACE = pattern(r"(?:[类县区市镇乡村局科校站]|街道|社区|方面|企业|单位|部门|领域|小区|诉求|问题)$")
_NEAR = 16


def sums_told(figures: Figures, office: Office) -> Iterator[Hit]:
    """What a sentence tells as a sum, in whatever form, each once."""
    told: set[int] = set()
    for hit in (*sum_of_parts(figures, office), *wholes(figures), *tallies(figures), *_others(figures)):
        if hit.start not in told:
            told.add(hit.start)
            yield hit


def _others(figures: Figures) -> Iterator[Hit]:
    yield from divided(figures)
    if "前" in figures.text:
        yield from days_divided(figures.text)
    if "十" in figures.text and len(figures.amounts) < 2:
        yield from in_han(figures)


def sum_of_parts(figures: Figures, office: Office) -> Iterator[Hit]:
    """共受理12件，其中投诉5件、求助4件、咨询4件；投诉5件、求助4件，共计10件."""
    if len(figures.amounts) < 2:
        return
    whole = figures.text
    bare = figures
    if "（" in whole and _COUNTED_BRACKET.search(figures.text):
        blank = _BRACKETS.sub(lambda match: " " * len(match[0]), figures.text)
        bare = read_figures(replace(figures.block, text=blank), office) if blank != figures.text else figures
    text = bare.text
    before: Sentence | None = None
    for sentence in bare.sentences(1 if "其中" in text else 2):
        start, end = sentence.start, sentence.end
        if before is not None and before.end == start and text.startswith("其中", start):
            yield from _of_sentence_before(text, before, sentence)
        before = sentence
        if len(sentence.amounts) < (2 if "各" in whole else 3) or _TOLD.search(text, start, end) is None:
            continue
        found = [amount for amount in sentence.amounts if not amount.is_percent]
        if len(found) >= 3:
            told = list(_before_parts(text, start, end, found))
            yield from told or _after_parts(text, start, found)
            if not told:
                yield from _plain_list(text, start, end, found)
        if "各" in whole:
            yield from _each(text, start, end, found)
    if "（" in whole:
        yield from _with_brackets(figures)


def _of_sentence_before(text: str, before: Sentence, sentence: Sentence) -> Iterator[Hit]:
    """共受理126件。其中，投诉50件、求助40件、咨询35件."""
    found = [one for one in sentence.amounts if not one.is_percent]
    same = [one for one in before.amounts if found and one.kind == found[0].kind]
    if len(found) < 2 or len(same) != 1 or same[0].is_vague:
        return
    lead = _LEAD.match(text, sentence.start)
    parts = parts_of(
        text, lead.end() if lead else sentence.start, sentence.end, same[0].kind, found, labelled=True
    )
    if len(parts.amounts) >= 2 and FIGURE not in text[before.start : sentence.end]:
        yield from judged(same[0], parts, whole=False)


def _plain_list(text: str, start: int, end: int, found: list[Amount]) -> Iterator[Hit]:
    """共走访126户，东湾镇50户、西湾镇40户、南湾镇35户: kinds or places, and nothing else."""
    total = found[0]
    clause = text[max(text.rfind(mark, start, total.start) for mark in "，。；：") + 1 : total.start]
    if total.is_vague or not _TOTAL_FIRST.search(clause) or text[total.end : total.end + 1] != "，":
        return
    parts = parts_of(text, total.end + 1, end, total.kind, found[1:], labelled=True)
    kinds = [_KIND_OR_PLACE.search(label) or _REST.search(label) for label in parts.labels]
    if len(parts.amounts) >= LEAST_PLAIN and all(kinds):
        yield from judged(total, parts, whole=any(_REST.search(label) for label in parts.labels))


def _before_parts(text: str, start: int, end: int, found: list[Amount]) -> Iterator[Hit]:
    for intro in _INTRO.finditer(text, start, end):
        total = max((one for one in found if one.end <= intro.start()), key=lambda one: one.end, default=None)
        following = next((one for one in found if one.start >= intro.end()), None)
        if total is None or following is None:
            continue
        told_whole = True
        of_those = intro[0].startswith(("其中", "中", "里"))
        if total.kind != following.kind and of_those:
            # 下派工作队126支，队员512名，其中市级48支
            total, told_whole = _of_kind(found, total, following.kind), False
        if total is None or total.is_vague:
            continue
        between = text[total.end : intro.start()] if told_whole else ""
        shared = intro[0].startswith("分别")
        if len(between) > (30 if shared else 9) or FIGURE in between or re.search(r"\d", between):
            continue
        if shared and _SELECTED.search(between):
            continue
        parts = parts_of(text, intro.end(), end, total.kind, found, labelled=not shared)
        if len(parts.amounts) == 1:
            parts = _of_groups(text, intro.end(), end, total, found) or parts
        if len(parts.amounts) < 2:
            continue
        if shared and not parts.labels[0] and len(re.findall(r"[、和]", between)) + 1 != len(parts.amounts):
            continue
        clause = text[max(text.rfind(mark, start, total.start) for mark in "，。；：") + 1 : total.start]
        told_whole &= not of_those and "其中" not in between
        whole = told_whole and _TOTAL_FIRST.search(clause) is not None
        whole |= any(_REST.search(label) for label in parts.labels) or is_men_and_women(parts.labels)
        whole |= is_done_or_not(parts.labels, surely=True)
        whole |= intro[0][0] in "按从" and len(parts.amounts) >= LEAST_PLAIN
        # 来信来访合计20件，其中来信8件，来访9件: the whole names its parts.
        whole |= all(len(label) > 1 and label in clause for label in parts.labels)
        if _is_of_groups(text, intro.end(), end, total, parts, found):
            continue
        yield from judged(total, parts, whole=whole, near=NEARLY if of_those else MOSTLY)


def _is_of_groups(text: str, begin: int, end: int, total: Amount, parts: Parts, found: list[Amount]) -> bool:
    """Whether behind each part stands what is counted of it, so that the parts are those before it:
    出厂水125份，合格122份；末梢水81份，合格79份."""
    last = parts.amounts[-1]
    if "、" in text[begin : last.start] or text[last.end : last.end + 1] != "；":
        return False
    starts = [begin, *(match.end() for match in re.finditer("；", text[begin:end]))]
    starts = [begin, *(begin + at for at in starts[1:])]
    stops = [*starts[1:], end]
    first = [
        next((one for one in found if low <= one.start < high and one.kind == total.kind), None)
        for low, high in zip(starts, stops, strict=True)
    ]
    values = [one.value for one in first if one is not None]
    return len(values) >= 2 and sum(values, Decimal(0)) <= total.value + parts.slack(total)


def _of_groups(text: str, begin: int, end: int, total: Amount, found: list[Amount]) -> Parts | None:
    """The first amount of each group between ；, where behind each stands what is counted of it."""
    stops = [begin + match.start() for match in re.finditer("；", text[begin:end])]
    labels: list[str] = []
    own: list[Amount] = []
    for low, high in zip([begin, *(stop + 1 for stop in stops)], [*stops, end], strict=True):
        inside = [one for one in found if low <= one.start < high]
        label = text[low : inside[0].start] if inside else ""
        if len(inside) < 2 or any(one.kind != total.kind or one.is_vague for one in inside):
            return None
        if len(label) > LABEL or MARK.search(label) or FIGURE in label or "、" in text[low:high]:
            return None
        if STATUS.search(text, inside[0].end, inside[1].start) is None:
            return None
        labels.append(label)
        own.append(inside[0])
    return Parts(tuple(labels), tuple(own), True) if len(own) > 1 else None


def _of_kind(found: list[Amount], last: Amount, kind: str) -> Amount | None:
    """The last amount of a unit that stands a little before another amount."""
    near = (one for one in reversed(found) if last.start - _NEAR < one.end <= last.start)
    return next((one for one in near if one.kind == kind), None)


def _with_brackets(figures: Figures) -> Iterator[Hit]:
    """受理12件（投诉5件、求助4件、咨询4件）"""
    text = figures.text
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
                for one in figures.within(bracket.start() - 20, bracket.start())
                if one.end == bracket.start()
            ),
            None,
        )
        if total is None or total.is_vague or total.is_percent:
            continue
        start, end = bracket.start() + 1, bracket.end() - 1
        found = list(figures.within(start, end))
        start += 2 if text.startswith("其中", start) else 0
        parts = parts_of(text, start, end, total.kind, found, labelled=True)
        if len(parts.amounts) >= 2:
            whole = any(_REST.search(label) for label in parts.labels)
            yield from judged(total, parts, whole=whole, near=MOSTLY)


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
            yield sum_hit(behind, Parts(("",) * count, (one,) * count, False))


def _after_parts(text: str, start: int, found: list[Amount]) -> Iterator[Hit]:
    """甲5件、乙4件，共计9件: all amounts of the unit before the sum must be its parts."""
    for index, total in enumerate(found):
        head = _CLOSING.search(text, max(start, total.start - 12), total.start)
        if head is None or total.is_vague:
            continue
        same = [amount for amount in found[:index] if amount.kind == total.kind]
        if same and same[0].value == total.value:
            # 床位3200张，公办1850张、民办1250张，合计3200张: the sum is told twice.
            same = same[1:]
        if len(same) < 2 or FIGURE in text[same[0].start : total.start]:
            continue
        before = [one.end for one in found[:index] if one.end <= same[0].start]
        begin = max([start, *before])
        shared = _SHARED.search(text, begin, same[0].start)
        begin = shared.end() if shared else begin
        labelled = shared is None
        parts = parts_of(text, begin, head.start(), total.kind, same, labelled=labelled, first=LONG_LABEL)
        if len(parts.amounts) != len(same) or any(_WITHIN.search(label) for label in parts.labels):
            continue
        slack = parts.slack(total)
        # Before the parts something else may be told.
        if all(abs(running - total.value) > slack for running in running_sums(parts.amounts[::-1])):
            yield sum_hit(total, parts)


SUM_RULES: tuple[Rule, ...] = (
    ReadingRule(
        "figure-sum",
        read_figures,
        sums_told,
        RUNNING | HEADS | {CELL, CAPTION},
        needs=(f"{DIGITS}十", "，、；（中里"),
    ),
)
