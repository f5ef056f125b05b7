"""Numbers as they are printed, against decimal and fractions of the standard library."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from figures_made import statistics
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.figures.values import (
    ROUNDED,
    as_of_text,
    cell,
    change,
    change_in_points,
    count,
    daily,
    fraction,
    percent,
    rate,
    rate_definition,
    rounded,
    shares_note,
    span_text,
    together,
)
from generator.model.statistics import Counts, RateRule, Span

counts = st.integers(min_value=0, max_value=10**7)


def half_up(value: Fraction, decimals: int) -> str:
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        # A tie has few digits and is exact at 60; what is not exact is no tie.
        return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (591, 594, "99.5%"),
        (0, 7, "0.0%"),
        (7, 7, "100.0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 2000, "0.1%"),  # 0.05% is half a tenth, and goes up
        (1, 8, "12.5%"),
        (0, 0, "—"),
    ],
)
def test_percent(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


@given(counts, counts.filter(bool), st.integers(0, 4))
def test_percent_is_the_rounded_fraction(part: int, whole: int, decimals: int) -> None:
    assert percent(part, whole, decimals) == half_up(Fraction(part * 100, whole), decimals) + "%"


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=10**5), st.integers(0, 3))
def test_rounding_is_half_away_from_zero_and_never_minus_nothing(value: Fraction, decimals: int) -> None:
    text = rounded(value, decimals)
    assert text == half_up(value, decimals).replace("-0.000", "0.000") or Decimal(text) == 0
    assert not text.startswith("-0") or Decimal(text) != 0
    assert abs(Fraction(text) - value) * 2 <= Fraction(1, 10**decimals)


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (125, 100, "上升25.0%"),
        (969, 1000, "下降3.1%"),
        (400, 100, "上升300.0%"),
        (0, 100, "下降100.0%"),
        (7, 7, "持平"),
        (100_001, 100_000, "持平"),  # it would read 上升0.0%
        (5, 0, "暂无可比基期"),
        (0, 0, "暂无可比基期"),
        (5, None, "暂无可比基期"),
    ],
)
def test_change(now: int, before: int | None, text: str) -> None:
    assert change(now, before) == text


def test_nothing_after_nothing_is_the_same_where_the_ledger_has_the_base() -> None:
    assert change(0, 0, covered=True) == "持平"
    assert change(0, 0) == change(3, 0, covered=True) == change(0, None, covered=True) == "暂无可比基期"


@pytest.mark.parametrize(
    ("told", "printed"),
    [
        (("上升8.3%", "上升8.3%"), "环比上升8.3% 同比上升8.3%"),
        (("上升8.3%", "暂无可比基期"), "环比上升8.3% 同比暂无可比基期"),
        (("暂无可比基期", "暂无可比基期"), "环比、同比暂无可比基期"),
        (("持平", "持平"), "环比、同比持平"),
    ],
)
def test_changes_without_a_number_are_told_together(told: tuple[str, str], printed: str) -> None:
    both = together(tuple(zip(("环比", "同比"), told, strict=True)))
    assert " ".join(name + text for name, text in both) == printed


def test_change_can_say_something_else_without_a_base() -> None:
    assert change(5, 0, none="—") == "—"


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (Fraction(985, 1000), Fraction(962, 1000), "上升2.3个百分点"),
        (Fraction(2, 3), Fraction(3, 4), "下降8.3个百分点"),
        (Fraction(2, 3), Fraction(2, 3), "持平"),
        (Fraction(20001, 30000), Fraction(2, 3), "持平"),
        (Fraction(1, 2), None, "暂无可比基期"),
        (None, Fraction(1, 2), "暂无数据"),
        (None, None, "暂无可比基期"),
    ],
)
def test_change_of_a_rate(now: Fraction | None, before: Fraction | None, text: str) -> None:
    assert change_in_points(now, before) == text


def test_a_change_of_a_rate_is_rounded_once() -> None:
    """66.65% and 66.54% print 66.7% and 66.5%; they differ by 0.1 and not by 0.2."""
    now, before = Fraction(6665, 10000), Fraction(6654, 10000)
    assert (percent(6665, 10000), percent(6654, 10000)) == ("66.7%", "66.5%")
    assert change_in_points(now, before) == "上升0.1个百分点"


@given(counts, counts)
def test_a_change_never_says_times_nor_a_negative_number(now: int, before: int) -> None:
    text = change(now, before)
    assert "倍" not in text and "-" not in text
    if before:
        assert text.startswith("上升") == (text != "持平" and now > before)
        assert text.startswith("下降") == (text != "持平" and now < before)


@pytest.mark.parametrize(("count", "days", "text"), [(150, 7, "21.4"), (0, 7, "0.0"), (1, 20, "0.1")])
def test_daily(count: int, days: int, text: str) -> None:
    assert daily(count, days) == text


@pytest.mark.parametrize(
    ("parts", "total", "note"),
    [
        ([50, 30, 20], 100, ""),
        ([1, 1, 1], 3, ROUNDED),  # three times 33.3%
        ([1, 1], 3, "另有1件没有列出，各项占比之和不等于100%。"),
        ([], 0, ""),
        ([0, 0], 0, ""),
    ],
)
def test_shares_note(parts: list[int], total: int, note: str) -> None:
    assert shares_note(parts, total) == note


def test_parts_are_not_more_than_their_total() -> None:
    with pytest.raises(ValueError, match="more than the total"):
        shares_note([2, 2], 3)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12))
def test_the_note_stands_where_printed_shares_do_not_add_up(parts: list[int]) -> None:
    total = sum(parts)
    if total:
        shown = sum(Decimal(percent(part, total).rstrip("%")) for part in parts)
        assert (shares_note(parts, total) == ROUNDED) == (shown != 100)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-05-30", "2022-06-05", "5月30日至6月5日"),
        ("2021-12-27", "2022-01-02", "2021年12月27日至2022年1月2日"),
        ("2021-05-03", "2021-05-09", "2021年5月3日至5月9日"),
        ("2022-05-01", "2022-05-01", "5月1日"),
        ("2022-05-01", "2022-05-31", "5月"),
        ("2021-12-01", "2021-12-31", "2021年12月"),
        ("2022-04-26", "2022-05-25", "4月26日至5月25日"),
        ("2022-04-01", "2022-06-30", "第二季度"),
        ("2021-10-01", "2021-12-31", "2021年第四季度"),
        ("2022-01-01", "2022-06-30", "上半年"),
        ("2022-01-01", "2022-12-31", "2022年"),
        ("2021-01-01", "2021-12-31", "2021年"),
        ("2022-02-01", "2022-04-30", "2月1日至4月30日"),
    ],
)
def test_span_text(first: str, last: str, text: str) -> None:
    span = Span(date.fromisoformat(first), date.fromisoformat(last), datetime(2022, 6, 6))
    assert span_text(span, 2022) == text


@pytest.mark.parametrize(
    ("as_of", "text"),
    [
        (datetime(2022, 6, 6), "6月5日24时"),
        (datetime(2022, 6, 6, 9, 30), "6月6日9时30分"),
        (datetime(2022, 6, 5, 18), "6月5日18时"),
        (datetime(2023, 1, 1), "12月31日24时"),
        (datetime(2023, 1, 1, 8), "2023年1月1日8时"),
    ],
)
def test_as_of_text(as_of: datetime, text: str) -> None:
    assert as_of_text(Span(date(2022, 5, 30), date(2022, 6, 5), as_of), 2022) == text


def test_counts_of_a_cell() -> None:
    made = statistics()
    assert count(cell(made), "受理量") == 150
    assert count(cell(made), "受理量", "before") == 120
    assert count(cell(made, ("诉求类型", "投诉")), "在办量") == 5
    assert cell(made, ("诉求类型", "没有")) == Counts()
    crossed = (("诉求类型", "投诉"), ("来源渠道", "来访"))
    assert count(cell(made, *crossed), "受理量") == count(cell(made, *reversed(crossed)), "受理量") == 8


def test_rate_of_a_cell() -> None:
    rule = RateRule("办结量", "受理量")
    assert rate(cell(statistics()), rule) == "96.7%"
    assert rate(Counts(), rule) == "—"
    assert rate(Counts(), rule, none="暂无数据") == "暂无数据"
    assert fraction(cell(statistics()), rule, "before") == Fraction(11, 12)
    assert rate_definition("办结率", rule) == "办结率＝办结量÷受理量×100%"
