"""Hot issues: which matters stand out, why, and what is told of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statistics_made import Row, closed, compiled, counts_of, day, random_rows, weekly

from generator.compile.statistics import Wanted
from generator.compile.statistics.hot import rule_text
from generator.model.site import Hot
from generator.model.statistics import HotIssue, Span, Statistics

OFF = {"top": 0, "growth": 0, "repeats": 0, "areas": 0}
OLD = Row("旧", category="旧事", received_at=day("1-1 9:00"), closed=True)


def one(rows: list[Row], **hot: int) -> Statistics:
    return compiled(rows, [weekly("22", "2022-06-06")], hot=hot)[0]["zb/22"]


def many(category: str, count: int, first: str = "6-1", **keys: object) -> list[Row]:
    start = day(first)
    return [
        Row(f"{category}{first}{n}", category=category, received_at=start + timedelta(minutes=n), **keys)  # type: ignore[arg-type]
        for n in range(count)
    ]


def reasons(rows: list[Row], **hot: int) -> dict[str, tuple[str, ...]]:
    return {issue.category: issue.reasons for issue in one(rows, **hot).hot}


def test_by_number_with_ties() -> None:
    rows = [*many("甲", 5), *many("乙", 3), *many("丙", 3), *many("丁", 2), *many("", 9), *many("其他", 8)]
    assert reasons(rows, **(OFF | {"top": 2})) == {
        "甲": ("件数第1位",),
        "丙": ("件数第2位",),
        "乙": ("件数第2位",),
    }
    assert [issue.received for issue in one(rows, **(OFF | {"top": 4})).hot] == [5, 3, 3, 2]
    assert reasons(rows, **OFF) == {}


def test_by_growth_over_the_usual() -> None:
    rule = OFF | {"growth": 80, "growth_least": 5, "usual": 2}
    rows = [
        OLD,
        *many("甲", 9),
        *many("甲", 6, "5-25"),
        *many("甲", 4, "5-18"),
        *many("乙", 4),
        *many("丙", 5),
        *many("丁", 8),
        *many("丁", 9, "5-25"),
    ]
    assert reasons(rows, **rule) == {"甲": ("比常态增长80.0%",), "丙": ("此前2期没有受理",)}
    assert reasons(rows, **(rule | {"growth": 81})) == {"丙": ("此前2期没有受理",)}
    hot = {issue.category: issue for issue in one(rows, **rule).hot}
    assert (hot["甲"].usual, hot["甲"].before, hot["丙"].usual) == (5.0, 6, 0.0)
    # Without the weeks before nothing is usual, and nothing can have grown.
    assert reasons(rows[1:], **rule) == {}
    assert [issue.usual for issue in one(rows[1:], **(rule | {"top": 1})).hot] == [None]


def test_by_repetition_and_by_spread() -> None:
    rows = [
        *many("甲", 2, repeat_of="旧"),
        *many("乙", 1, "6-1", area="东山县"),
        *many("乙", 1, "6-2", area="西河区"),
        *many("乙", 1, "6-3", area=""),
        *many("丙", 5, area="东山县"),
    ]
    rule = OFF | {"repeats": 2, "areas": 2}
    assert reasons(rows, **rule) == {"乙": ("涉及2个属地",), "甲": ("重复2件",)}
    assert reasons(rows, top=1, growth=0, repeats=2, areas=1) == {
        "丙": ("件数第1位", "涉及1个属地"),
        "乙": ("涉及2个属地",),
        "甲": ("重复2件", "涉及1个属地"),
    }


def test_the_rule_is_printed_with_its_numbers() -> None:
    assert rule_text(Hot()) == (
        "热点诉求按问题分类（“其他”和未注明的除外）认定，符合下列条件之一即列入：受理量居前3位（件数相同的并列）；"
        "受理量不少于5件，且比常态（此前4期的平均数）增长50%以上；重复诉求5件以上；涉及5个以上属地。"
    )
    assert one([], top=2, growth=0, repeats=0, areas=0).hot_rule == (
        "热点诉求按问题分类（“其他”和未注明的除外）认定，标准为：受理量居前2位（件数相同的并列）。"
    )
    assert rule_text(Hot.model_validate(OFF)) == ""


def test_cases_are_answered_ones_then_the_most_repeated_then_the_newest() -> None:
    rows = [
        Row("新", result="", received_at=day("6-4 9:00")),
        Row("新而未结", received_at=day("6-5 9:00")),
        Row("三问", result="", received_at=day("6-1 8:00")),
        *(Row(f"问{n}", category="其他", repeat_of="三问", received_at=day("6-3 9:00")) for n in range(3)),
        closed(Row("已答", received_at=day("6-1 9:00")), day("6-2 9:00")),
        closed(Row("后答", received_at=day("6-3 9:00")), day("6-8 9:00")),
        closed(Row("密", received_at=day("6-3 9:00"), confidential=True), day("6-4 9:00")),
        closed(Row("举", received_at=day("6-3 9:00"), type="举报"), day("6-4 9:00")),
        closed(Row("投箱", received_at=day("6-3 9:00"), channel="举报箱"), day("6-4 9:00")),
        closed(Row("上周", received_at=day("5-28 9:00")), day("6-4 9:00")),
    ]
    statistics = one(rows, top=1)
    assert statistics.hot[0].cases == ("已答", "三问", "新而未结")
    assert [item.id for item in statistics.cases] == ["已答", "三问", "新而未结"]
    chosen = compiled(rows, [weekly("22", "2022-06-06")], Wanted(cases=("上周", "三问")), hot={"top": 1})
    assert [item.id for item in chosen[0]["zb/22"].cases] == ["上周", "三问", "已答", "新而未结"]


def test_an_id_that_cannot_be_printed_is_no_case() -> None:
    rows = [Row("私1", received_at=day("6-2 9:00")), Row("2", received_at=day("6-1 9:00"))]
    found, findings = compiled(
        rows,
        [weekly("22", "2022-06-06")],
        Wanted(frozenset({"新受理"})),
        masker=lambda text: text.replace("私", "某"),
    )
    assert found["zb/22"].hot[0].cases == ("2",)
    assert [item.id for item in found["zb/22"].items["新受理"]] == ["2", "某1"]
    assert [finding.code for finding in findings] == ["ledger-masked"]


RULES = st.fixed_dictionaries(
    {
        "top": st.integers(0, 3),
        "growth": st.sampled_from([0, 30, 100]),
        "growth_least": st.integers(0, 3),
        "usual": st.integers(1, 5),
        "repeats": st.integers(0, 2),
        "areas": st.integers(0, 3),
    }
)


@given(random_rows(), RULES)
@settings(max_examples=25)
def test_the_rule_applies_to_the_rows(rows: list[Row], rule: dict[str, int]) -> None:
    statistics = one(rows, **rule)
    span, before = statistics.span, statistics.before
    found = []
    weeks = [span]
    for _ in range(rule["usual"]):
        first = weeks[-1].first - timedelta(weeks=1)
        weeks.append(Span(first, first + timedelta(days=6), weeks[-1].as_of - timedelta(weeks=1)))
    reaches = bool(rows) and min(row.received_at for row in rows).date() <= weeks[-1].first
    by_matter = {row.category: [] for row in rows if row.category}
    for row in rows:
        if row.category:
            by_matter[row.category].append(row)
    numbers = {matter: counts_of(own, span).get("受理量", 0) for matter, own in by_matter.items()}
    for matter, own in by_matter.items():
        now = counts_of(own, span)
        number = numbers[matter]
        earlier = sum(counts_of(own, week).get("受理量", 0) for week in weeks[1:])
        first = datetime(span.first.year, span.first.month, span.first.day)
        areas = len({row.area for row in own if row.area and first <= row.received_at < span.as_of})
        why = []
        rank = 1 + len([other for other in numbers.values() if other > number])
        if rank <= rule["top"]:
            why.append(f"件数第{rank}位")
        if rule["growth"] and reaches and number >= rule["growth_least"]:
            if not earlier:
                why.append(f"此前{rule['usual']}期没有受理")
            elif Fraction(number, 1) / Fraction(earlier, rule["usual"]) * 100 - 100 >= rule["growth"]:
                grown = Fraction(number * rule["usual"] * 1000, earlier) - 1000
                why.append(f"比常态增长{int(grown + Fraction(1, 2)) / 10:.1f}%")
        if rule["repeats"] and now.get("重复量", 0) >= rule["repeats"]:
            why.append(f"重复{now['重复量']}件")
        if rule["areas"] and areas >= rule["areas"]:
            why.append(f"涉及{areas}个属地")
        if why and number:
            found.append(
                HotIssue(
                    matter,
                    number,
                    counts_of(own, before).get("受理量", 0),
                    earlier / rule["usual"] if reaches else None,
                    now.get("重复量", 0),
                    areas,
                    tuple(why),
                    (),
                )
            )
    found.sort(key=lambda issue: (-issue.received, issue.category))
    assert [issue.category for issue in statistics.hot] == [issue.category for issue in found]
    for issue, expected in zip(statistics.hot, found, strict=True):
        assert issue.usual == (pytest.approx(expected.usual) if expected.usual is not None else None)
        assert (issue.received, issue.before, issue.repeats, issue.areas, issue.reasons) == (
            *(expected.received, expected.before, expected.repeats, expected.areas, expected.reasons),
        )
