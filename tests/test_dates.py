"""Dates, times and periods as offices write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.catalogue import CATALOGUE
from generator.model.dates import (
    DateError,
    Period,
    chinese_date,
    parse_date,
    parse_datetime,
    parse_period,
    week,
    week_of,
)

FRIDAY = 4


@pytest.mark.parametrize("text", ["2022-06-03", "2022年6月3日", "2022/6/3", "2022-6-3", " 2022年06月03日 "])
def test_all_forms_of_a_date(text: str) -> None:
    assert parse_date(text) == date(2022, 6, 3)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("2022-06-31", "date-impossible", "没有这一天：2022年6月只有 30 天"),
        ("2022-02-29", "date-impossible", "没有这一天：2022年2月只有 28 天"),
        ("2022年13月1日", "date-no-month", "没有这一天：一年没有13月"),
        ("0022-06-03", "date-year", "“0022-06-03”里的年份不对"),
        ("2022.6.3", "date-form", "“2022.6.3”不是程序认得的日期"),
        ("6月3日", "date-form", "“6月3日”不是程序认得的日期"),
        ("22-6-3", "date-form", "“22-6-3”不是程序认得的日期"),
        ("2022-06/03", "date-form", "“2022-06/03”不是程序认得的日期"),
    ],
)
def test_what_is_no_date(text: str, code: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert caught.value.reason == code
    assert CATALOGUE[code].message.format(**caught.value.data) == message


def test_times() -> None:
    assert parse_datetime("2022-06-05 14:30") == datetime(2022, 6, 5, 14, 30)
    assert parse_datetime("2022年6月5日 14：30") == datetime(2022, 6, 5, 14, 30)
    assert parse_datetime("2022-06-05 24:00") == datetime(2022, 6, 6)
    assert parse_datetime("2022-06-05") == datetime(2022, 6, 5)


@pytest.mark.parametrize(
    ("text", "code"), [("2022-06-05 25:00", "time-impossible"), ("2022-06-05 下午", "time-form")]
)
def test_what_is_no_time(text: str, code: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_datetime(text)
    assert caught.value.reason == code


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-05-30 至 2022-06-05", date(2022, 5, 30), date(2022, 6, 5)),
        ("2022年5月30日至2022年6月5日", date(2022, 5, 30), date(2022, 6, 5)),
        ("2022-05-30 - 2022-06-05", date(2022, 5, 30), date(2022, 6, 5)),
        ("2022年第22周", date(2022, 5, 30), date(2022, 6, 5)),
        ("2022年5月", date(2022, 5, 1), date(2022, 5, 31)),
        ("2022年第二季度", date(2022, 4, 1), date(2022, 6, 30)),
        ("2022年", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-06-03", date(2022, 6, 3), date(2022, 6, 3)),
    ],
)
def test_all_forms_of_a_period(text: str, first: date, last: date) -> None:
    assert parse_period(text) == Period(first, last)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("上周", "period-form"),
        ("2022-06-05 至 2022-05-30", "period-backwards"),
        ("2022-06-01 至 2022-06-31", "date-impossible"),
        ("2022年第54周", "week-impossible"),
        ("2022年第0周", "week-impossible"),
        ("2022年13月", "date-no-month"),
        ("9999年第1周", "date-year"),
        ("0001年", "date-year"),
    ],
)
def test_what_is_no_period(text: str, code: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_period(text)
    assert caught.value.reason == code


@given(st.integers(1900, 2998), st.integers(0, 6))
def test_week_one_holds_4_january_whenever_weeks_start(year: int, start: int) -> None:
    first = week(year, 1, start)
    assert date(year, 1, 4) in first
    assert first.first.weekday() == start
    assert first.days == 7


@given(st.dates(date(1900, 1, 10), date(2998, 12, 20)), st.integers(0, 6))
def test_weeks_follow_each_other_without_gaps(day: date, start: int) -> None:
    this = week_of(day, start)
    assert day in this
    assert week_of(this.last + timedelta(days=1), start).first == this.last + timedelta(days=1)


def test_weeks_from_friday() -> None:
    assert week(2022, 22, FRIDAY) == Period(date(2022, 6, 3) - timedelta(days=7), date(2022, 6, 2))


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_printed_date_reads_back(day: date) -> None:
    assert parse_date(chinese_date(day)) == day
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=40))
def test_any_text_is_a_value_or_an_error_with_words(text: str) -> None:
    for parse in (parse_date, parse_datetime, parse_period):
        try:
            parse(text)
        except DateError as error:
            assert CATALOGUE[error.reason].message.format(**error.data)


@given(st.from_regex(r"[0-9]{4}年(第[0-9]{1,2}周|[0-9]{1,2}月|第[一二三四]季度)?", fullmatch=True))
def test_any_period_in_the_right_form_is_a_value_or_an_error(text: str) -> None:
    for start in range(7):
        try:
            assert parse_period(text, start).days >= 1
        except DateError as error:
            assert error.reason in CATALOGUE
