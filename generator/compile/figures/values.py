"""Numbers as they are printed. Integer arithmetic throughout, rounded once, half up: 591 of 594 is 99.5%.

Every number text of a bulletin comes from here: tables, tiles, charts and sentences alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from typing import Literal

from generator.model.statistics import NO_BASE, Counts, RateRule, Span, Statistics

Which = Literal["now", "before", "year_ago"]
"""This period, the one before, the same one a year ago."""

NO_DATA = "暂无数据"
"""Instead of a rate that divides by nothing, in a sentence."""
DASH = "—"
"""The same in a table."""
SAME = "持平"
RECEIVED = "受理量"
ROUNDED = "因四舍五入，各项占比之和可能不等于100%。"

_ZERO = Counts()
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")


def rounded(value: Fraction, decimals: int) -> str:
    """A number with so many decimals, halves away from zero, as taught at school (not to even)."""
    scaled = abs(value) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and units else ""
    if not decimals:
        return f"{sign}{units}"
    return f"{sign}{units // 10**decimals}.{units % 10**decimals:0{decimals}d}"


def percent(part: int, whole: int, decimals: int = 1, none: str = DASH) -> str:
    """`99.5%`; `none` where there is nothing to divide by."""
    return f"{rounded(Fraction(part * 100, whole), decimals)}%" if whole else none


def daily(count: int, days: int) -> str:
    """The mean of a day, to one decimal: `21.4`."""
    return rounded(Fraction(count, days), 1)


def change(
    now: int | Fraction, before: int | Fraction | None, none: str = NO_BASE, *, covered: bool = False
) -> str:
    """`上升25.0%`, `下降3.1%`, `持平`; `none` where the base is zero or missing.

    Nothing after nothing is 持平 if the ledger has (`covered`) the period of the base. An increase may be
    over 100%; neither way is it told as so many times (倍).
    """
    if not before:
        return SAME if covered and before == now == 0 else none
    return _directed((Fraction(now) - before) / before * 100, "%")


def change_in_points(now: Fraction | None, before: Fraction | None, none: str = NO_BASE) -> str:
    """How a rate changed: `上升2.3个百分点`. Both are exact; a rate without a denominator is None."""
    if now is None:
        return NO_DATA if before is not None else none
    return none if before is None else _directed((now - before) * 100, "个百分点")


def _directed(difference: Fraction, unit: str) -> str:
    text = rounded(abs(difference), 1)
    if text == "0.0":
        return SAME
    return f"{'上升' if difference > 0 else '下降'}{text}{unit}"


def has_one_base(statistics: Statistics) -> bool:
    """Whether 环比 and 同比 compare with the same days: the year before is a year's period before, too."""
    return statistics.before == statistics.year_ago


def together(told: Sequence[tuple[str, str]], *, one_base: bool = False) -> tuple[tuple[str, str], ...]:
    """Changes by the names of what they compare with; once where all are told in the same words without a
    number, (环比、同比, 暂无可比基期), or compare with the same: (环比、同比, 上升8.3%)."""
    texts = {text for _, text in told}
    if len(told) > 1 and len(texts) == 1 and (one_base or texts <= {SAME, NO_BASE, NO_DATA}):
        return (("、".join(name for name, _ in told), told[0][1]),)
    return tuple(told)


def shares_note(parts: Iterable[int], total: int) -> str:
    """The sentence below a table of shares of `total` (to one decimal) where they do not add up to 100.0%.

    Either because they are rounded, or because parts are left out; "" where they add up. Raises
    ValueError where the parts are more than the total: they are not parts of it then.
    """
    numbers = tuple(parts)
    rest = total - sum(numbers)
    if rest < 0:
        raise ValueError("the parts are more than the total")
    if rest:
        return f"另有{rest}件没有列出，各项占比之和不等于100%。"
    if not total:
        return ""
    shown = sum(Fraction(rounded(Fraction(part * 100, total), 1)) for part in numbers)
    return ROUNDED if shown != 100 else ""


def rate_definition(name: str, rule: RateRule) -> str:
    """What a rate divides, as a bulletin prints it: `办结率＝办结量÷受理量×100%`."""
    return f"{name}＝{rule.numerator}÷{rule.denominator}×100%"


def count(counts: Counts, name: str, which: Which = "now") -> int:
    """One count of a cell; what is left out is zero."""
    mapping: Mapping[str, int] = getattr(counts, which)
    return mapping.get(name, 0)


def fraction(counts: Counts, rule: RateRule, which: Which = "now") -> Fraction | None:
    """A rate of a cell, exactly; None where its denominator is zero."""
    whole = count(counts, rule.denominator, which)
    return Fraction(count(counts, rule.numerator, which), whole) if whole else None


def rate(counts: Counts, rule: RateRule, which: Which = "now", none: str = DASH) -> str:
    """A rate of a cell as it is printed: `99.5%`."""
    return percent(count(counts, rule.numerator, which), count(counts, rule.denominator, which), none=none)


def cell(statistics: Statistics, *pairs: tuple[str, str]) -> Counts:
    """The counts of a value of a dimension, or of a crossing of them, in whichever order they are named;
    of all requests without any. Zero where no request is of it."""
    for order in permutations(pairs):
        counts = statistics.cells.get(".".join(f"{dimension}.{value}" for dimension, value in order))
        if counts is not None:
            return counts
    return _ZERO


def is_covered(statistics: Statistics, which: Which) -> bool:
    """Whether the ledger reaches back: a period without one request is a period without a ledger."""
    return which == "now" or count(cell(statistics), RECEIVED, which) > 0


def span_text(span: Span, year: int) -> str:
    """`5月30日至6月5日`, `5月`, `第二季度`, `上半年`, `2022年`; with its year where that is not `year`."""
    whole = _whole_months(span.first, span.last)
    if whole is None:
        first = _day(span.first, year if span.first.year == span.last.year else 0)
        if span.first == span.last:
            return first
        return f"{first}至{_day(span.last, span.first.year if span.first.year == span.last.year else 0)}"
    if whole == f"{span.first.year}年":
        return whole
    return whole if span.last.year == year else f"{span.last.year}年{whole}"


def as_of_text(span: Span, year: int) -> str:
    """The instant as of which the ledger was read: `6月5日24时`, `6月6日9时30分`."""
    moment = span.as_of
    if (moment.hour, moment.minute) == (0, 0):
        return f"{_day(moment.date() - timedelta(days=1), year)}24时"
    minutes = f"{moment.minute}分" if moment.minute else ""
    return f"{_day(moment.date(), year)}{moment.hour}时{minutes}"


def _day(day: date, year: int) -> str:
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日"


def _whole_months(first: date, last: date) -> str | None:
    """The name of a span that is a month, a quarter, a half or a whole year of the calendar."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or first.year != last.year:
        return None
    months = (first.month, last.month)
    if months[0] == months[1]:
        return f"{months[0]}月"
    if months[1] - months[0] == 2 and months[0] % 3 == 1:
        return _QUARTERS[months[0] // 3]
    return {(1, 6): "上半年", (7, 12): "下半年", (1, 12): f"{first.year}年"}.get(months)
