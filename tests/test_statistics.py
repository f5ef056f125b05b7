"""The counts of every cell, recomputed row by row; sums; rows behind a figure."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations

import pytest
from compile_made import told
from hypothesis import given, settings
from hypothesis import strategies as st
from statistics_made import (
    Row,
    closed,
    compiled,
    counts_of,
    day,
    ledger_of,
    matching,
    random_rows,
    value_of,
    weekly,
)

from generator.compile.statistics import Wanted, rows_behind
from generator.compile.statistics.cells import CROSSINGS
from generator.compile.statistics.predicates import PREDICATES
from generator.model.request import DIMENSIONS, UNSAID
from generator.model.statistics import COUNTS, Counts, Span, Statistics

ISSUE = weekly("22", "2022-06-06")
PERIODS = (
    {"period": "2022-05-30 至 2022-06-05"},
    {"period": "2022-05-30 至 2022-06-05", "as_of": "2022-06-03 17:00"},
    {"period": "2022-05-30 至 2022-06-05", "as_of": "2022-06-08 09:00"},
    {"period": "2022年5月"},
    {"period": "2022年第二季度", "as_of": "2022-06-20 12:00"},
    {"period": "2022年"},
)


def one(rows: list[Row], **keys: object) -> Statistics:
    return compiled(rows, [weekly("22", "2022-06-06", **keys)])[0]["zb/22"]


def counts(statistics: Statistics, path: str = "") -> Counts:
    return statistics.cells.get(path, Counts())


@given(random_rows(), st.sampled_from(PERIODS), st.data())
@settings(max_examples=30)
def test_every_count_of_every_cell_is_that_of_the_rows(
    rows: list[Row], period: dict[str, str], data: st.DataObject
) -> None:
    pairs = data.draw(st.frozensets(st.sampled_from(list(combinations(DIMENSIONS, 2))), max_size=2))
    turned = frozenset((other, first) for first, other in pairs)
    statistics = compiled(rows, [weekly("22", "2022-06-06", **period)], Wanted(pairs=turned))[0]["zb/22"]
    spans = (statistics.span, statistics.before, statistics.year_ago)
    asked = [(), *((name,) for name in DIMENSIONS), *CROSSINGS, *pairs]
    expected = {}
    for names in asked:
        for values in {tuple(value_of(row, name) for name in names) for row in rows}:
            chosen = dict(zip(names, values, strict=True))
            own = matching(rows, chosen)
            path = ".".join(f"{name}.{value}" for name, value in chosen.items())
            expected[path] = Counts(*(counts_of(own, span) for span in spans))
    expected = {path: own for path, own in expected.items() if own != Counts({}, {}, {}) or not path}
    expected.setdefault("", Counts({}, {}, {}))
    expected[""] = Counts(*(counts_of(rows, span) for span in spans))
    assert statistics.cells == expected


@given(random_rows(), st.sampled_from(PERIODS))
@settings(max_examples=12)
def test_the_values_of_a_dimension_add_up_to_the_total(rows: list[Row], period: dict[str, str]) -> None:
    statistics = one(rows, **period)
    for which in ("now", "before", "year_ago"):
        total = getattr(counts(statistics), which)
        for dimension, values in statistics.values.items():
            cells = [getattr(counts(statistics, f"{dimension}.{value}"), which) for value in values]
            for name in COUNTS:
                assert sum(cell.get(name, 0) for cell in cells) == total.get(name, 0)
        for first, other in CROSSINGS:
            for value in statistics.values[first]:
                crossed = [
                    getattr(counts(statistics, f"{first}.{value}.{other}.{one}"), which)
                    for one in statistics.values[other]
                ]
                own = getattr(counts(statistics, f"{first}.{value}"), which)
                assert sum(cell.get("受理量", 0) for cell in crossed) == own.get("受理量", 0)


@given(random_rows(), st.sampled_from(PERIODS))
@settings(max_examples=12)
def test_the_counts_of_a_cell_agree_with_each_other(rows: list[Row], period: dict[str, str]) -> None:
    for cell in one(rows, **period).cells.values():
        for own in (cell.now, cell.before, cell.year_ago):
            of = {name: own.get(name, 0) for name in COUNTS}
            assert of["受理量"] == of["办结量"] + of["在办量"]
            # A closing of unknown time is neither in term nor overdue.
            assert of["办结量"] >= of["按时办结量"] + of["超期办结量"]
            assert of["超期量"] == of["超期办结量"] + of["超期未办结量"]
            assert of["回访量"] == of["满意量"] + of["不满意量"] <= of["办结量"]
            assert of["超期未办结量"] <= of["累计超期量"] <= of["累计在办量"]
            assert of["在办量"] <= of["累计在办量"]


@given(random_rows(), st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_nothing_depends_on_the_order_of_rows_or_on_other_issues(rows: list[Row], random: object) -> None:
    wanted = Wanted(frozenset({"新受理", "已答复", "在办", "超期", "重复"}))
    issues = [weekly(str(number), f"2022-06-{6 + number:02d}") for number in range(12)]
    together = compiled(rows, issues, wanted)[0]
    alone = compiled(list(reversed(rows)), issues[:1], wanted)[0]
    assert together["zb/0"] == alone["zb/0"]


@given(random_rows(25), st.sampled_from(PERIODS), st.data())
@settings(max_examples=12)
def test_the_rows_behind_a_figure_are_as_many_as_it_says(
    rows: list[Row], period: dict[str, str], data: st.DataObject
) -> None:
    ledger = ledger_of(rows)
    statistics = compiled(ledger, [weekly("22", "2022-06-06", **period)])[0]["zb/22"]
    by_id = {row.id: row for row in rows}
    for _ in range(8):
        path, cell = data.draw(st.sampled_from(list(statistics.cells.items())))
        which = data.draw(st.sampled_from(["now", "before", "year_ago"]))
        name = data.draw(st.sampled_from(list(COUNTS)))
        ids = rows_behind(ledger, statistics, path, name, which)
        assert len(set(ids)) == len(ids) == getattr(cell, which).get(name, 0)
        assert list(ids) == sorted(ids, key=lambda id: (by_id[id].received_at, id))


def test_rows_behind_a_crossing() -> None:
    rows = [Row("A", channel="信.件", unit=""), Row("B", channel="信.件", type=""), Row("C", type="咨询")]
    ledger = ledger_of(rows)
    statistics = compiled(ledger, [ISSUE])[0]["zb/22"]
    assert rows_behind(ledger, statistics, "诉求类型.投诉.来源渠道.信.件", "受理量") == ("A",)
    assert rows_behind(ledger, statistics, "来源渠道.信.件.诉求类型.未注明", "受理量") == ("B",)
    assert rows_behind(ledger, statistics, "承办单位.未注明", "受理量") == ("A",)
    assert rows_behind(ledger, statistics, "诉求类型.建议", "受理量") == ()
    for wrong in ("诉求类型", "诉求类型.没有", "天气.晴", "诉求类型.投诉.诉求类型.投诉"):
        with pytest.raises(ValueError, match="no path of a cell"):
            rows_behind(ledger, statistics, wrong, "受理量")
    with pytest.raises(KeyError):
        rows_behind(ledger, statistics, "", "好评量")


def test_every_count_has_a_condition() -> None:
    assert list(PREDICATES) == list(COUNTS)


def test_the_ledger_is_read_as_it_stood() -> None:
    rows = [
        closed(Row("早办", received_at=day("6-1 9:00")), day("6-2 9:00"), satisfied=True),
        closed(Row("后办", received_at=day("6-1 9:00")), day("6-6 9:00"), satisfied=False),
        Row("后收", received_at=day("6-5 23:59")),
        closed(Row("整点办", received_at=day("6-1 9:00")), day("6-4 0:00")),
        closed(Row("不知何时", received_at=day("6-1 9:00")), None),  # type: ignore[arg-type]
    ]
    middle = counts(one(rows, as_of="2022-06-04 00:00")).now
    assert middle == {
        **{"受理量": 4, "办结量": 2, "在办量": 2, "按时办结量": 2, "回访量": 1, "满意量": 1},
        **{"本期办结量": 1, "累计在办量": 2},
    }
    late = counts(one(rows, as_of="2022-06-07 00:00")).now
    assert (late["受理量"], late["办结量"], late["不满意量"], late["本期办结量"]) == (5, 4, 1, 2)


def test_overdue_by_the_minute() -> None:
    """A term ends at its instant, one of whole days at midnight; a closing without a time is late then."""
    due = day("6-3 0:00")
    rows = [
        closed(Row("按时", due_at=due), day("6-2 23:59")),
        closed(Row("次日无时刻", due_at=due), day("6-3 0:00")),
        closed(Row("整点按时", due_at=day("6-2 17:00")), day("6-2 17:00")),
        closed(Row("整点超时", due_at=day("6-2 17:00")), day("6-2 17:01")),
        Row("到期", due_at=day("6-6 0:00")),
        Row("过期", due_at=day("6-5 0:00")),
        Row("没有时限"),
    ]
    now = counts(one(rows)).now
    assert now["按时办结量"] == 2
    assert now["超期办结量"] == 2
    assert now["超期未办结量"] == now["累计超期量"] == 1
    assert now["超期量"] == 3


def test_values_stand_in_their_order() -> None:
    rows = [
        Row("1", type="其他", area="南湖"),
        Row("2", type="其他", area="南湖"),
        Row("3", type="反映", area="东山县", unit="西河区"),
        Row("4", type="申诉", area="", unit=""),
        Row("5", area="北岭", received_at=day("2021-8-1 9:00"), closed=True),
        Row("6", area="将来", received_at=day("6-20 9:00")),
    ]
    values = one(rows).values
    types = ("咨询", "求助", "投诉", "举报", "建议", "表扬")
    assert values["诉求类型"] == (*types, "其他", "反映", "申诉")
    assert values["属地"] == ("南湖", "东山县", "北岭", UNSAID)
    assert values["承办单位"] == ("市发改", "市环境局", "东山县", "西河区", UNSAID)
    assert values["来源渠道"] == ("来访", "12345热线", "e线民生", "举报箱", "短信", "走访")
    assert values["单位类别"] == ("县市区", "功能区", "市直", "国资", "教育")


def test_an_empty_ledger_has_figures_of_zero() -> None:
    statistics = one([])
    assert statistics.cells == {"": Counts()}
    assert statistics.hot == () and statistics.cases == ()
    assert [(point.label, point.received) for point in statistics.trend] == [("第22周", 0)]


def test_an_incomplete_ledger_has_no_figures() -> None:
    assert compiled(ledger_of([Row("1")], complete=False), [ISSUE]) == ({}, [])


def test_what_must_not_be_printed_is_no_value() -> None:
    """A value that the masker would change is counted as 未注明 and told once for each file."""
    rows = [
        Row("1", area="东里巷3号", line=7),
        Row("2", area="东里巷3号", file="content/requests/b.xlsx", sheet="来访", line=4),
        Row("3", area=""),
    ]
    ledger = ledger_of(rows)
    found, findings = compiled(ledger, [ISSUE], masker=lambda text: text.replace("3号", "某号"))
    statistics = found["zb/22"]
    assert statistics.values["属地"] == (UNSAID,)
    assert statistics.cells["属地.未注明"].now["受理量"] == 3
    assert "东里巷" not in str(statistics)
    assert rows_behind(ledger, statistics, "属地.未注明", "受理量") == ("1", "2", "3")
    assert [(*told([one])[0], one.place.line if one.place else 0) for one in findings] == [
        (
            "notice",
            "content/requests/a.csv",
            "“属地”这一列有1行写着不能印的个人信息，统计时算作“未注明”，第一处在第7行",
            7,
        ),
        (
            "notice",
            "content/requests/b.xlsx",
            "“属地”这一列有1行写着不能印的个人信息，统计时算作“未注明”，第一处在“来访”表第4行",
            4,
        ),
    ]
    assert findings[0].hint == "请检查导出时是不是错了列；这一列只写属地"


def test_spans_are_kept_with_the_figures() -> None:
    statistics = one([])
    assert statistics.span == Span(day("5-30").date(), day("6-5").date(), datetime(2022, 6, 6))
    assert statistics.before == Span(day("5-23").date(), day("5-29").date(), datetime(2022, 5, 30))
    assert statistics.year_ago == Span(day("2021-5-30").date(), day("2021-6-5").date(), datetime(2021, 6, 6))
