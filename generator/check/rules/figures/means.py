"""A mean in a sentence against the number and the days, people or households that it is reckoned from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import Hit, Office, ReadingRule, Rule
from generator.check.rules.figures.amounts import Amount, Figures, Sentence, read_figures, rounded
from generator.model.prose import FIGURE, RUNNING

_MEAN = pattern(r"(?:日均|平均每[天日]|每天平均)[\u4e00-\u9fff]{0,4}?(?=\d)")
_DAYS = pattern(
    r"(?<![第\d.])(?P<days>\d{1,3}|[两三四五六七八九十])天"
    r"(?:[里内中间来]|共|，|）|的|累计|总?共?(?:受理|接待|办[理结]|登记|收到|走访|接听|检查)"
    r"|(?<![前压短长于超迟每]\d天)(?<![前压短长于超迟每][两三四五六七八九十]天)(?![前后以左一半])[\u4e00-\u9fff]{1,10}?(?=\d[\d,.]*[万千]?(?:人次|件|个|人|户|起|场|次|份|吨)))"
)
_WEEK = pattern(r"(?<![每第上下\d两三四几])一周(?:[里内来]|共|，)")
_PERIOD = pattern(
    r"(?P<week>本周)|(?P<year>全年)|本月|(?<![\d.至到—～~－\-、年底])(?<!截至)(?P<number>\d{1,2})月份?"
    r"(?=[，共总累受接办登收走]|全[市县区镇])"
)
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WORKING = range(16, 24)
"""Working days of a month."""
_SPAN = pattern(
    r"(?P<month>\d{1,2})月(?P<first>\d{1,2})日?[至到—～-](?:(?P<other>\d{1,2})月)?(?P<last>\d{1,2})日"
)
_HAN = {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_VAGUE = pattern(r"[约近超逾]|不[少低]于")


def mean(figures: Figures, office: Office) -> Iterator[Hit]:
    """7天共受理700件，日均90件."""
    text = figures.text
    for sentence in figures.sentences(2):
        start, told = sentence.start, sentence.amounts
        yield from _of_each(figures, sentence)
        for match in _MEAN.finditer(text, start, sentence.end):
            printed = figures.at(match.end())
            days = list(_spans_of_days(text, start, match.start()))
            days = days or list(_periods(text, start, match.start()))
            if printed is None or len(days) != 1:
                continue
            since, counts = days[0]
            before = [one for one in told if one.end <= match.start() and one.kind == printed.kind]
            if len(before) != 1 or before[0].is_vague or before[0].start < since:
                continue
            total, count = before[0], counts[0]
            vague = _VAGUE.search(text, max(0, match.start() - 3), match.end())
            if vague or FIGURE in text[start : match.start()] or _is_mean(total, counts, printed):
                continue
            step = printed.step or Decimal(1)
            right = f"{rounded(total.value / count / printed.scale, step / printed.scale)}{printed.measure}"
            words = {"total": total.shown, "days": f"{count}天", "printed": printed.shown, "right": right}
            yield Hit(printed.start, printed.end, words)


def _is_mean(total: Amount, counts: Sequence[int], printed: Amount) -> bool:
    """Whether it is the mean of any of so many days."""
    step = printed.step or Decimal(1)
    return any(
        count < 2 or abs(total.value / count - printed.value) <= (step + total.step / count) / 2
        for count in counts
    )


_OF_EACH = pattern(r"(?P<of>[人户村])均(?:[\u4e00-\u9fff]{0,4}?(?:为|达到?)?)(?=\d)")
_COUNTED = {"人": frozenset("人名位"), "户": frozenset("户家"), "村": frozenset("村")}


def _of_each(figures: Figures, sentence: Sentence) -> Iterator[Hit]:
    """120人，收入合计2400元，人均25元: the only people and the only money of the sentence."""
    text, start = figures.text, sentence.start
    for match in _OF_EACH.finditer(text, start, sentence.end):
        printed = figures.at(match.end())
        before = [one for one in sentence.amounts if one.end <= match.start()]
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


def _spans_of_days(text: str, start: int, end: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Where a count of days stands, and how many they are: 7天里, 一周内, 5月1日至7日."""
    for match in _DAYS.finditer(text, start, end):
        yield match.start(), [_HAN.get(match["days"]) or int(match["days"])]
    for match in _WEEK.finditer(text, start, end):
        yield match.start(), [7]
    for match in _SPAN.finditer(text, start, end):
        if match["other"] in (None, match["month"]) and int(match["first"]) < int(match["last"]):
            yield match.start(), [int(match["last"]) - int(match["first"]) + 1]


def _periods(text: str, start: int, end: int) -> Iterator[tuple[int, Sequence[int]]]:
    """The same of 本周, 5月, 全年, of which only the working days may be counted."""
    for match in _PERIOD.finditer(text, start, end):
        if match["week"]:
            yield match.start(), [7, 6, 5, 4]
        elif match["year"]:
            yield match.start(), [365, 366, *range(245, 254)]
        elif match["number"] is None:
            yield match.start(), [30, 31, 28, 29, *_WORKING]
        elif 1 <= int(match["number"]) <= len(_MONTHS):
            days = _MONTHS[int(match["number"]) - 1]
            yield match.start(), [days, *([29] if days == 28 else []), *_WORKING]


MEAN_RULES: tuple[Rule, ...] = (ReadingRule("figure-mean", read_figures, mean, RUNNING, needs="均"),)
