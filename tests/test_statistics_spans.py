"""The days of an issue, those that it is compared with, the trend, and what is told of them; rates."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from compile_made import site, told
from hypothesis import given, settings
from hypothesis import strategies as st
from statistics_made import (
    WEEKLY,
    Row,
    compiled,
    counts_of,
    day,
    ledger_of,
    random_rows,
    site_of,
    weekly,
)

from generator.compile.statistics import base_spans, check_rates, span_of
from generator.compile.statistics.spans import earlier_periods
from generator.diagnostics import Diagnostic
from generator.model.dates import parse_period
from generator.model.ledger import Ledger
from generator.model.record import Sourced
from generator.model.site import RATES, Site
from generator.model.statistics import Span, TrendPoint


def asked(
    cadence: str = "周", signed: str = "2022-06-06", **keys: str
) -> tuple[Span | None, list[Diagnostic]]:
    made = site_of([weekly("22", "2022-06-06", **keys)], cadence)
    return span_of(made.issues[0], made.site)


def bases(period: str, cadence: str = "周", **keys: object) -> tuple[str, str]:
    """The spans of 环比 and 同比 as `2022-05-23 2022-05-29`."""
    made = site({"zb": WEEKLY}, **keys).record
    parsed = parse_period(period, made.week_start)
    span = Span(parsed.first, parsed.last, datetime(2100, 1, 1))
    before, year_ago = base_spans(span, cadence, made)
    return f"{before.first} {before.last}", f"{year_ago.first} {year_ago.last}"


def test_the_period_is_as_written_or_the_one_before() -> None:
    week = Span(date(2022, 5, 30), date(2022, 6, 5), datetime(2022, 6, 6))
    assert asked(period="2022-05-30 至 2022-06-05") == (week, [])
    assert asked() == (week, [])
    assert asked("月") == (Span(date(2022, 5, 1), date(2022, 5, 31), datetime(2022, 6, 1)), [])
    assert asked(as_of="2022-06-06 09:30")[0] == Span(week.first, week.last, datetime(2022, 6, 6, 9, 30))
    assert asked(as_of="2022-06-05 17:00") == (
        Span(week.first, week.last, datetime(2022, 6, 5, 17)),
        [],
    )


def test_what_is_wrong_with_a_period_is_told() -> None:
    file = "content/issues/zb/22.yaml"
    span, findings = asked("不定期")
    assert span is None
    assert told(findings) == [("error", file, "这一期要用台账算数字，还要写“报道期间”")]
    assert findings[0].hint == (
        "《社情民意每周专报》的“频次”推算不出期间，请写上，例如“报道期间: 2022-05-30 至 2022-06-05”"
    )
    span, findings = asked(period="2022-06-05 至 2022-05-30")
    assert span is None
    assert [finding.code for finding in findings] == ["period-backwards"]
    span, findings = asked(as_of="2022-05-30")
    assert span is None
    assert told(findings) == [
        (
            "error",
            file,
            "“截止时间”（2022年5月29日24时）不在“报道期间”（2022年5月30日至6月5日）开始之后，算不出这一期的数字",
        )
    ]
    span, findings = asked(as_of="2022-06-05")
    assert span is not None and span.as_of == datetime(2022, 6, 5)
    assert told(findings) == [
        (
            "warning",
            file,
            "“截止时间”是2022年6月4日24时，“报道期间”（2022年5月30日至6月5日）里从6月5日起的诉求没有算进去",
        )
    ]
    assert findings[0].hint == "只写日期时，是指这一天开始的零点；要算到这一天结束，请在日期后面写上“24:00”"


@pytest.mark.parametrize(
    ("period", "before", "year_ago"),
    [
        ("2022-05-30 至 2022-06-05", "2022-05-23 2022-05-29", "2021-05-30 2021-06-05"),
        ("2022-06-01 至 2022-06-03", "2022-05-29 2022-05-31", "2021-06-01 2021-06-03"),
        ("2022年3月", "2022-02-01 2022-02-28", "2021-03-01 2021-03-31"),
        ("2024年3月", "2024-02-01 2024-02-29", "2023-03-01 2023-03-31"),
        ("2024年2月", "2024-01-01 2024-01-31", "2023-02-01 2023-02-28"),
        ("2025年2月", "2025-01-01 2025-01-31", "2024-02-01 2024-02-29"),
        ("2022年1月", "2021-12-01 2021-12-31", "2021-01-01 2021-01-31"),
        ("2022年第二季度", "2022-01-01 2022-03-31", "2021-04-01 2021-06-30"),
        ("2024年第一季度", "2023-10-01 2023-12-31", "2023-01-01 2023-03-31"),
        ("2022-01-01 至 2022-06-30", "2021-07-01 2021-12-31", "2021-01-01 2021-06-30"),
        ("2024年", "2023-01-01 2023-12-31", "2023-01-01 2023-12-31"),
        ("2022-02-01 至 2022-03-31", "2021-12-01 2022-01-31", "2021-02-01 2021-03-31"),
        ("2024-02-23 至 2024-02-29", "2024-02-16 2024-02-22", "2023-02-23 2023-02-28"),
        ("2024-02-29 至 2024-03-06", "2024-02-22 2024-02-28", "2023-02-28 2023-03-06"),
        ("2025-02-22 至 2025-02-28", "2025-02-15 2025-02-21", "2024-02-22 2024-02-28"),
        ("2022-03-05 至 2022-04-04", "2022-02-02 2022-03-04", "2021-03-05 2021-04-04"),
    ],
)
def test_bases(period: str, before: str, year_ago: str) -> None:
    assert bases(period) == (before, year_ago)


def test_bases_of_parts_of_a_month() -> None:
    """The 旬 before one of eleven days has ten: what is compared are 旬."""
    assert bases("2022-05-21 至 2022-05-31", "旬") == ("2022-05-11 2022-05-20", "2021-05-21 2021-05-31")
    assert bases("2022-05-16 至 2022-05-31", "半月") == ("2022-05-01 2022-05-15", "2021-05-16 2021-05-31")
    assert bases("2022-03-01 至 2022-03-10", "旬") == ("2022-02-21 2022-02-28", "2021-03-01 2021-03-10")
    assert bases("2025-02-16 至 2025-02-28", "半月")[1] == "2024-02-16 2024-02-29"
    assert bases("2022-05-21 至 2022-05-31", "周")[0] == "2022-05-10 2022-05-20"
    assert bases("2022-05-20 至 2022-05-29", "旬")[0] == "2022-05-10 2022-05-19"


def test_bases_of_months_that_end_on_the_office_s_own_day() -> None:
    assert bases("2022-04-26 至 2022-05-25", "月", month_cutoff="25") == (
        "2022-03-26 2022-04-25",
        "2021-04-26 2021-05-25",
    )
    assert bases("2022-03-01 至 2022-03-30", "月", month_cutoff="30") == (
        "2022-01-31 2022-02-28",
        "2021-03-01 2021-03-30",
    )
    assert bases("2025-01-31 至 2025-02-28", "月", month_cutoff="30") == (
        "2024-12-31 2025-01-30",
        "2024-01-31 2024-02-29",
    )
    # A month of the calendar stays one.
    assert bases("2022年5月", "月", month_cutoff="25")[0] == "2022-04-01 2022-04-30"


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(-100, 100))
def test_the_bases_are_closed_as_long_after_their_end(first: date, days: int, hours: int) -> None:
    last = first + timedelta(days=days)
    end = datetime(last.year, last.month, last.day) + timedelta(days=1)
    span = Span(first, last, end + timedelta(hours=hours))
    made = site({"zb": WEEKLY}).record
    for base in (*base_spans(span, "周", made), *earlier_periods(span, "周", made, 3)):
        base_end = datetime(base.last.year, base.last.month, base.last.day) + timedelta(days=1)
        assert base.as_of - base_end == timedelta(hours=hours)
        assert base.last < span.first or base.last.year == span.last.year - 1
    nearest, second, third = earlier_periods(span, "周", made, 3)
    assert nearest.last + timedelta(days=1) == span.first
    assert second.last + timedelta(days=1) == nearest.first
    assert third.last + timedelta(days=1) == second.first


@pytest.fixture(scope="module")
def daily() -> Ledger:
    """A ledger with a request for each day of years."""
    return ledger_of(Row(str(n), received_at=datetime(2018, 1, 1) + timedelta(days=n)) for n in range(1642))


def labels(daily: Ledger, period: str, cadence: str = "周", **keys: object) -> list[str]:
    """The trend's labels; its periods follow one another and are counted in full."""
    found, _ = compiled(daily, [weekly("22", "2022-06-06", period=period)], cadence=cadence, **keys)
    trend = found["zb/22"].trend
    assert all(point.received == (point.last - point.first).days + 1 for point in trend)
    nexts = [one.first - timedelta(days=1) for one in trend[1:]]
    assert [point.last for point in trend[:-1]] == nexts
    return [point.label for point in trend]


def test_labels_of_the_trend(daily: Ledger) -> None:
    weeks = ["第47周", "第48周", "第49周", "第50周", "第51周", "第52周", "第1周", "第2周"]
    assert labels(daily, "2022年第2周") == weeks
    assert labels(daily, "2021年第1周")[-2:] == ["第53周", "第1周"]
    assert labels(daily, "2021-01-01 至 2021-01-07", week_start="周五")[-2:] == ["第52周", "第1周"]
    assert labels(daily, "2022-05-25 至 2022-05-31")[-2:] == ["5/18", "5/25"]
    assert labels(daily, "2022年2月", "月") == [
        *("3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月", "1月", "2月"),
    ]
    assert labels(daily, "2022-04-26 至 2022-05-25", "月", month_cutoff="25")[-2:] == ["4月", "5月"]
    assert labels(daily, "2022年第一季度", "季")[-3:] == ["2021年三季度", "2021年四季度", "2022年一季度"]
    halves = labels(daily, "2022-01-01 至 2022-06-30", "不定期")
    assert halves[-3:] == ["2021年上半年", "2021年下半年", "2022年上半年"]
    assert labels(daily, "2022-05-16 至 2022-05-31", "半月")[-3:] == ["4/16", "5/1", "5/16"]


def test_labels_of_years_and_a_trend_from_the_first_requests_on() -> None:
    rows = [Row(str(n), received_at=datetime(2019 + n, 6, 1)) for n in range(4)]
    trend = compiled(rows, [weekly("22", "2022-06-06", period="2022年")], cadence="年")[0]["zb/22"].trend
    assert [(point.label, point.received) for point in trend] == [("2020年", 1), ("2021年", 1), ("2022年", 1)]


@settings(max_examples=15)
@given(random_rows(), st.sampled_from(["", "2022-06-03 17:00", "2022-06-07 09:00"]))
def test_the_trend_counts_as_the_key_figures_do(rows: list[Row], as_of: str) -> None:
    keys = {"as_of": as_of} if as_of else {}
    statistics = compiled(rows, [weekly("22", "2022-06-06", **keys)])[0]["zb/22"]
    offset = statistics.span.as_of - datetime(2022, 6, 6)
    points = []
    for back in range(7, -1, -1):
        first = date(2022, 5, 30) - timedelta(weeks=back)
        last = first + timedelta(days=6)
        ends = datetime(last.year, last.month, last.day) + timedelta(days=1)
        own = counts_of(rows, Span(first, last, ends + offset))
        points.append(TrendPoint(f"第{22 - back}周", first, last, own.get("受理量", 0), own.get("办结量", 0)))
    begun = min((row.received_at.date() for row in rows), default=date.min)
    while len(points) > 1 and (not points[0].received or points[0].first < begun):
        del points[0]
    assert statistics.trend == tuple(points)


def test_a_ledger_that_begins_within_a_base_is_told_once() -> None:
    rows = [Row("1", received_at=day("5-25 9:00")), Row("2", received_at=day("6-1 9:00"))]
    issue = weekly("22", "2022-06-06", period="2022-05-30 至 2022-06-05")
    findings = compiled(rows, [issue])[1]
    assert told(findings) == [
        (
            "notice",
            "content/issues/zb/22.yaml",
            "台账从2022年5月25日开始，环比的基期（2022年5月23日至5月29日）不完整，与它比较的升降不能作准",
        )
    ]
    assert findings[0].place == issue.front.place("period")
    assert findings[0].hint == "如果有更早的台账，请补进 content/requests；没有就不要在文字里用这个升降"
    assert compiled(rows[1:], [issue])[1] == []
    both = [Row("0", received_at=day("2021-6-2 9:00")), *rows]
    assert [one.message for one in compiled(both, [issue])[1]] == [
        "台账从2021年6月2日开始，同比的基期（2021年5月30日至6月5日）不完整，与它比较的升降不能作准"
    ]


def test_issues_without_a_period_have_no_figures() -> None:
    issues = [weekly("22", "2022-06-06"), weekly("23", "2022-06-13", period="上周")]
    statistics, findings = compiled([Row("1")], issues)
    assert list(statistics) == ["zb/22"]
    assert [one.code for one in findings] == ["period-form"]


def test_rates_must_divide_counts() -> None:
    written = {
        "办结率": {"numerator": "办结", "denominator": "受理量"},
        "受理量": {"numerator": "办结量", "denominator": "办结率"},
        "按时.率": {"numerator": "按时办结量", "denominator": "好坏"},
    }
    made = site({"zb": WEEKLY}, rates=written)
    findings = check_rates(made)
    assert [(one.severity, one.message) for one in findings] == [
        ("error", "没有叫“办结”的件数，算不出这个率"),
        ("error", "“受理量”是一个件数的名称，不能用作率的名称"),
        ("error", "没有叫“办结率”的件数，算不出这个率"),
        ("error", "率的名称“按时.率”里不能有“.”和“{ }”，也不能空着"),
        ("error", "没有叫“好坏”的件数，算不出这个率"),
    ]
    assert findings[0].hint.startswith("是不是想写“办结量”")
    assert findings[4].hint.startswith("可以写：受理量、办结量、在办量、")
    assert all(one.place and one.place.file == "site.yaml" for one in findings)
    default: Sourced[Site] = site({"zb": WEEKLY})
    assert check_rates(default) == []
    rules = compiled([Row("1")], [weekly("22", "2022-06-06")])[0]["zb/22"].rates
    assert {name: (rule.numerator, rule.denominator) for name, rule in rules.items()} == {
        name: (rate.numerator, rate.denominator) for name, rate in RATES.items()
    }
