"""Whatever the ledger holds, what is printed of it agrees: rows, totals, charts, tiles and shares."""

from __future__ import annotations

import re
from fractions import Fraction

from blocks_made import CLASSES, VALUES, Row, blocks, charts, item, statistics, tables
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.blocks.dimensions import is_said
from generator.model.blocks import Cases, Prose, Table, Tiles
from generator.model.statistics import NEW, OVERDUE, Statistics

ROWS = st.lists(
    st.builds(
        Row,
        type=st.sampled_from((*VALUES["诉求类型"], "")),
        channel=st.sampled_from((*VALUES["来源渠道"], "其他渠道")),
        category=st.sampled_from((*(f"事{number}" for number in range(14)), "其他", "")),
        party=st.sampled_from((*VALUES["服务对象"], "")),
        area=st.sampled_from((*VALUES["属地"], "")),
        unit=st.sampled_from((*CLASSES, "没有类别的单位", "")),
        closed=st.booleans(),
        late=st.booleans(),
        satisfied=st.sampled_from((None, True, False)),
        repeated=st.booleans(),
        span=st.sampled_from((0, 0, 0, 1, 2)),
        inside=st.sampled_from((True, True, True, False)),
    ),
    max_size=60,
)
LIMITS = st.none() | st.integers(1, 6)
DIMENSIONS = ("诉求类型", "来源渠道", "服务对象", "属地", "问题分类", "承办单位")


def number(text: str) -> int:
    return 0 if text == "" else int(text)


def received(made: Statistics) -> int:
    return made.cells[""].now.get("受理量", 0)


def tile(made: Statistics, label: str) -> str:
    tiles = blocks("关键数字", made)[0]
    assert isinstance(tiles, Tiles)
    return next(one.value for one in tiles.tiles if one.label == label)


def assert_adds_up(table: Table, columns: range) -> None:
    for column in columns:
        assert sum(number(row[column]) for row in table.rows) == number(table.total[column])


@given(ROWS, LIMITS, st.sampled_from(DIMENSIONS))
def test_the_rows_of_a_dimension_are_the_total_that_is_printed(
    rows: list[Row], limit: int | None, dimension: str
) -> None:
    made = statistics(rows)
    for table in tables(blocks(dimension, made, limit=limit)):
        assert_adds_up(table, range(1, 2))
        assert table.total[1] == tile(made, "受理量")
        for row in table.rows:
            share = Fraction(number(row[1]) * 100, received(made))
            assert abs(Fraction(row[2].removesuffix("%")) - share) <= Fraction(1, 20)


@given(ROWS, st.sampled_from(DIMENSIONS))
def test_a_chart_says_what_its_table_says(rows: list[Row], dimension: str) -> None:
    made = blocks(dimension, statistics(rows))
    for chart in charts(made):
        table = tables(made)[0]
        shown = {row[0]: float(row[1]) for row in table.rows}
        values = chart.series[0].values
        assert 4 <= len(values) <= 10
        rest = number(table.total[1]) - sum(value or 0 for value in values)
        assert ("（前10" in chart.title) == bool(rest)
        assert chart.summary.endswith(f"；其余共{rest:.0f}件。") == bool(rest)
        for label, value in zip(chart.labels, values, strict=True):
            assert shown[label] == value
            assert value and f"{label}{value:.0f}件" in chart.summary


@given(ROWS)
def test_narrow_charts_say_what_the_tables_of_their_dimensions_say(rows: list[Row]) -> None:
    made = statistics(rows)
    for name, pair in (("诉求结构", ("诉求类型", "来源渠道")), ("服务对象和属地", ("服务对象", "属地"))):
        drawn = charts(blocks(name, made))
        assert all(chart.half for chart in drawn)
        for chart in drawn:
            dimension = next(one for one in pair if chart.title == f"各{one}受理量")
            table = tables(blocks(dimension, made))[0]
            shown = {row[0]: float(row[1]) for row in table.rows if row[1] != "0"}
            assert dict(zip(chart.labels, chart.series[0].values, strict=True)) == shown
        told = [one.caption for one in tables(blocks(name, made, charts=False))]
        said = any(is_said(made, dimension) for dimension in pair)
        assert bool(told) == (bool(received(made)) if name == "诉求结构" else said)


@given(ROWS, LIMITS, st.sampled_from(["来源与类型", "服务对象与问题", "诉求结构"]))
def test_a_crossing_adds_up_both_ways(rows: list[Row], limit: int | None, name: str) -> None:
    made = statistics(rows)
    for table in tables(blocks(name, made, limit=limit)):
        last = len(table.columns) - 2
        assert last <= 9
        assert_adds_up(table, range(1, last + 1))
        for row in (*table.rows, table.total):
            assert sum(map(number, row[1:last])) == number(row[last])
            share = Fraction(number(row[last]) * 100, received(made))
            assert abs(Fraction(row[last + 1].removesuffix("%")) - share) <= Fraction(1, 20)
        assert table.total[last] == tile(made, "受理量")
        assert table.shares[0] == "占比" and table.shares[last:] == ("100.0%", "")
        for part, share_text in zip(table.total[1:last], table.shares[1:last], strict=True):
            share = Fraction(number(part) * 100, received(made))
            assert abs(Fraction(share_text.removesuffix("%")) - share) <= Fraction(1, 20)


@given(ROWS, LIMITS)
def test_units_add_up_and_their_rates_are_those_of_the_tiles(rows: list[Row], limit: int | None) -> None:
    made = statistics(rows)
    for table in tables(blocks("办理情况", made, limit=limit)):
        assert_adds_up(table, range(1, 5))
        assert table.total[5].removesuffix("%") == tile(made, "办结率")
        for row in table.rows:
            assert row[5] == "—" or Fraction(row[5].removesuffix("%")) <= 100


@given(ROWS)
def test_the_annex_adds_up_and_so_does_each_class(rows: list[Row]) -> None:
    made = statistics(rows)
    for table in tables(blocks("单位附表", made)):
        units = [row for row in table.rows if row[1] != "小计"]
        numbers = (2, 3, 4, 5, 8, 9)
        for column in numbers:
            assert sum(number(row[column]) for row in units) == number(table.total[column])
        for subtotal in (row for row in table.rows if row[1] == "小计"):
            own = [row for row in units if row[0] == subtotal[0]]
            assert len(own) > 1
            for column in numbers:
                assert sum(number(row[column]) for row in own) == number(subtotal[column])
        for row in (*table.rows, table.total):
            assert number(row[3]) + number(row[4]) + number(row[5]) == number(row[2])


@given(ROWS)
def test_what_is_overdue_is_the_same_everywhere(rows: list[Row]) -> None:
    made = statistics(rows, items={OVERDUE: ()})
    words = [one.html for one in blocks("超期事项", made) if isinstance(one, Prose)]
    told = [sum(map(int, re.findall(r"(\d+)件", one))) for one in words if "按承办单位分" in one]
    assert told == ([] if tile(made, "累计超期量") == "0" else [int(tile(made, "累计超期量"))])


@given(ROWS)
def test_the_annex_has_every_unit_with_open_requests(rows: list[Row]) -> None:
    made = statistics(rows)
    for table in tables(blocks("单位附表", made)):
        units = [row for at, row in enumerate(table.rows) if at not in table.subtotals]
        assert all(row[1] == "小计" for at, row in enumerate(table.rows) if at in table.subtotals)
        for column, name in ((-2, "累计在办量"), (-1, "累计超期量")):
            total = made.cells[""].now.get(name, 0)
            assert sum(number(row[column]) for row in units) == number(table.total[column]) == total


@given(ROWS, st.integers(0, 100))
def test_all_units_below_the_threshold_and_no_others_are_named(rows: list[Row], floor: int) -> None:
    expected = set()
    for unit in {row.unit for row in rows if row.unit}:
        asked = [
            row.satisfied
            for row in rows
            if row.unit == unit and row.closed and row.inside and not row.span and row.satisfied is not None
        ]
        if asked and Fraction(asked.count(True) * 100, len(asked)) < floor:
            expected.add(unit)
    shown = tables(blocks("满意率", statistics(rows), floor=floor))
    assert {row[0] for table in shown for row in table.rows} == expected


PARTIES = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("一二三四")), max_size=40)


@given(PARTIES, LIMITS)
def test_no_request_is_told_twice_and_none_is_lost(kinds: list[tuple[str, str]], limit: int | None) -> None:
    items = tuple(
        item(f"{place:02d}", party=party, category=matter)
        for place, (party, matter) in enumerate(sorted(kinds))
    )
    made = statistics([Row()] * len(items), items={NEW: items})
    told = [
        case.title
        for one in blocks("新受理", made, limit=limit)
        if isinstance(one, Cases)
        for case in one.cases
    ]
    assert len(told) == len(set(told)) == min(len(items), limit or len(items))
    groups = {(one.party, one.category) for one in items}
    shown = {(one.party, one.category) for one in items if f"第{one.id}件的标题" in told}
    assert len(shown) == min(len(groups), limit or len(groups))
