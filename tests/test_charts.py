"""Charts as SVG: what the marks and the text of the drawing say, and that nothing else gets into the page."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.blocks import Chart, Series
from generator.render.charts import draw_chart
from generator.render.charts.look import EARLIER, FILLS, LINE_PITCH, LINES, SMALL_SIZE, THIS_PERIOD
from generator.render.charts.measure import number_text, text_width, wrap
from generator.render.charts.numbers import Spot, place_numbers

ROOT = Path(__file__).resolve().parents[1]
UNITS = ("市人力资源和社会保障局", "市住房和城乡建设局", "石垱区", "云溪县")
WEEKS = tuple(f"第{number}周" for number in range(10, 23))
RECEIVED = (212, 234, 198, 256, 301, 287, 265, 243, 222, 231, 256, 270, 288)
CLOSED = (200, 214, 199, 230, 270, 290, 260, None, 230, 221, 236, 260, 275)

Shape = Literal["bars", "columns", "lines"]


def chart(shape: Shape, labels: tuple[str, ...], *values: tuple[float | None, ...]) -> Chart:
    names = ("受理量", "办结量", "在办量", "超期量")
    series = tuple(Series(name, row) for name, row in zip(names, values, strict=False))
    return Chart(shape, "各单位受理量", labels, series, summary="市人力资源和社会保障局最多，312件。")


BARS = chart("bars", UNITS, (312, 265, 98, 12))
COLUMNS = chart("columns", WEEKS, RECEIVED)
TREND = chart("lines", WEEKS, RECEIVED, CLOSED)
PAIRS = chart("bars", UNITS, (312, 265, 98, 12), (300, 200, None, 0))
RATES = replace(
    chart("lines", WEEKS, tuple(90 + n * 10 / 12 for n in range(13)), (88.25,) * 13), unit="%", decimals=1
)
ALL = (BARS, COLUMNS, TREND, PAIRS, RATES)


def drawn(made: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(draw_chart(made))


def texts(root: ElementTree.Element, kind: str) -> list[str]:
    return [found.text or "" for found in root.iterfind(f".//g[@class='{kind}']/text")]


def bodies(root: ElementTree.Element, row: int = 1) -> list[tuple[float, float, float, float]]:
    """The boxes of a series' bars or columns: left, top, right, bottom."""
    found = []
    for path in root.iterfind(f".//g[@class='series-{row}']/path"):
        if path.get("fill") == "none":
            continue  # hatching
        points = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", path.get("d", ""))]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        found.append((min(xs), min(ys), max(xs), max(ys)))
    return found


def size(root: ElementTree.Element) -> tuple[float, float]:
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    return width, height


@pytest.mark.parametrize("made", ALL)
def test_a_drawing_brings_nothing_into_the_page_but_itself(made: Chart) -> None:
    svg = draw_chart(made)
    root = ElementTree.fromstring(svg)
    assert root.tag == "svg" and root.get("role") == "img" and root.get("width") == "100%"
    assert (root.findtext("title"), root.findtext("desc")) == (made.title, made.summary)
    assert {part.tag for part in root.iter()} <= {"svg", "title", "desc", "g", "path", "text"}
    names = {name for part in root.iter() for name in part.attrib}
    assert names <= {
        *("class", "viewBox", "width", "role", "fill", "letter-spacing", "d", "x", "y"),
        *("font-size", "text-anchor", "stroke", "stroke-width", "stroke-dasharray"),
    }
    assert "http" not in svg and "url(" not in svg and "DejaVu" not in svg


@pytest.mark.parametrize("made", ALL)
def test_all_text_stands_within_the_drawing(made: Chart) -> None:
    root = drawn(made)
    width, height = size(root)
    assert width == 442
    assert abs(height / LINE_PITCH - round(height / LINE_PITCH)) < 0.01
    for text in root.iter("text"):
        wide = text_width(text.text or "", float(text.attrib["font-size"]))
        part = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
        left = float(text.attrib["x"]) - part * wide
        assert left >= -0.01 and left + wide <= width + 0.01, text.text
        assert 8 <= float(text.attrib["y"]) <= height
        assert 10.5 <= float(text.attrib["font-size"]) <= 12


def test_another_width_is_kept_to() -> None:
    root = ElementTree.fromstring(draw_chart(BARS, width_pt=638.0))
    assert size(root)[0] == 638


def test_a_narrow_chart_is_less_than_half_as_wide() -> None:
    width, _ = size(drawn(replace(BARS, half=True)))
    assert width == 212
    assert texts(drawn(replace(BARS, half=True)), "number") == ["312", "265", "98", "12"]


@pytest.mark.parametrize("half", [False, True])
def test_ten_bars_take_six_lines(half: bool) -> None:
    labels = tuple(f"{letter}区" for letter in "甲乙丙丁戊己庚辛壬癸")
    made = replace(chart("bars", labels, tuple(range(10, 0, -1))), half=half)
    assert size(drawn(made))[1] == pytest.approx(6 * LINE_PITCH, abs=0.01)
    boxes = bodies(drawn(made))
    assert all(upper[3] < lower[1] for upper, lower in pairwise(boxes))


def test_a_drawing_is_the_same_in_every_process(tmp_path: Path) -> None:
    """Neither the order of sets nor the user's settings for matplotlib get into it."""
    code = (
        "import sys; sys.path[:0] = sys.argv[1:3]; import test_charts as t; "
        "print(*map(t.draw_chart, t.ALL), sep='\\n')"
    )
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 9\nfont.size: 30\naxes.facecolor: red\n")
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(ROOT), str(ROOT / "tests")],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode().splitlines() == [draw_chart(made) for made in ALL]


def test_matplotlib_is_imported_when_a_chart_is_drawn_and_seeks_no_fonts(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from generator.render.charts import FONT_LIST_VERSION, draw_chart, prepare\n"
        "from generator.model.blocks import Chart, Series\n"
        "prepare(Path(sys.argv[2]))\n"
        "print('matplotlib' in sys.modules, 'numpy' in sys.modules)\n"
        "draw_chart(Chart('bars', '图', ('甲',), (Series('量', (1,)),)))\n"
        "from matplotlib.font_manager import FontManager, fontManager\n"
        "print(FontManager.__version__ == FONT_LIST_VERSION, [font.name for font in fontManager.ttflist])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(ROOT), str(tmp_path / "cache")],
        env={**os.environ, "HOME": "/nowhere", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["False False", "True ['DejaVu Sans']"]
    assert done.stderr == ""
    assert [path.name for path in (tmp_path / "cache" / "matplotlib").glob("*.json")] == [
        "fontlist-v3.11.0.json"
    ]


def test_marks_in_names_are_text() -> None:
    made = replace(BARS, title='甲<乙>&"丙"', labels=('A&B <公司> "一"', "$x$ 元", "a_b", "石垱区"))
    assert "甲&lt;乙&gt;&amp;" in draw_chart(made)
    root = drawn(made)
    assert texts(root, "name") == list(made.labels)
    assert root.findtext("title") == made.title


def test_numbers_are_those_of_the_chart() -> None:
    assert texts(drawn(BARS), "number") == ["312", "265", "98", "12"]
    assert texts(drawn(COLUMNS), "number") == [str(value) for value in RECEIVED]
    assert texts(drawn(PAIRS), "number") == ["312", "265", "98", "12", "300", "200", "0"]
    big = replace(BARS, labels=("甲", "乙"), series=(Series("", (1_000_000, 1)),))
    assert texts(drawn(big), "number") == ["1000000", "1"]


def test_a_rate_is_rounded_half_up_and_carries_its_sign() -> None:
    made = replace(chart("bars", UNITS, (591 / 594 * 100, 88.25, 100, 0)), unit="%", decimals=1)
    assert texts(drawn(made), "number") == ["99.5%", "88.3%", "100.0%", "0.0%"]
    assert number_text(2.5, 0) == "3" and number_text(0.05, 1) == "0.1" and number_text(7, 2) == "7.00"


def test_the_unit_is_named_once() -> None:
    assert texts(drawn(BARS), "unit") == ["单位：件"]
    assert texts(drawn(replace(BARS, unit="%")), "unit") == []
    assert texts(drawn(replace(BARS, unit="")), "unit") == []


def test_a_legend_stands_only_where_there_are_two_series() -> None:
    one, two = drawn(BARS), drawn(PAIRS)
    words = [text.text for text in one.iter("text")]
    assert "受理量" not in words
    assert [text.text for text in two.iter("text")][-2:] == ["受理量", "办结量"]


@given(st.lists(st.integers(1, 1_000_000), min_size=1, max_size=10), st.sampled_from(("bars", "columns")))
def test_lengths_are_in_proportion_from_zero(values: list[int], shape: Shape) -> None:
    root = drawn(chart(shape, tuple("甲乙丙丁戊己庚辛壬癸"[: len(values)]), tuple(values)))
    boxes = bodies(root)
    if shape == "bars":
        starts, lengths = [box[0] for box in boxes], [box[2] - box[0] for box in boxes]
    else:
        starts, lengths = [box[3] for box in boxes], [box[3] - box[1] for box in boxes]
    # A bar of less than a hundredth of a point has no body.
    shown = [value for value in values if value * max(lengths) / max(values) > 0.02]
    assert len(set(starts)) == 1
    assert len(boxes) >= len(shown)
    for length, value in zip(sorted(lengths, reverse=True), sorted(values, reverse=True), strict=False):
        assert length == pytest.approx(max(lengths) * value / max(values), abs=0.03)


def test_bars_lie_in_the_order_of_their_names() -> None:
    root = drawn(BARS)
    middles = [(top + bottom) / 2 for _, top, _, bottom in bodies(root)]
    names = [float(text.attrib["y"]) for text in root.iterfind(".//g[@class='name']/text")]
    assert middles == sorted(middles)
    assert all(abs(middle - name) < 6 for middle, name in zip(middles, names, strict=True))


def test_where_nothing_is_there_nothing_is_drawn() -> None:
    assert len(bodies(drawn(PAIRS), 2)) == 2  # one is None, one 0
    for shape in ("bars", "columns", "lines"):
        root = drawn(chart(shape, ("1月", "2月"), (None, None)))
        assert texts(root, "number") == [] and texts(root, "name") == ["1月", "2月"]
        assert drawn(chart(shape, ())) is not None
        assert drawn(chart(shape, (), ())) is not None


@pytest.mark.parametrize("shape", ["bars", "columns", "lines"])
def test_all_zero_is_told(shape: Shape) -> None:
    root = drawn(chart(shape, ("1月", "2月"), (0, 0)))
    assert texts(root, "number") == ["0", "0"]


def test_one_bar_alone() -> None:
    root = drawn(chart("bars", ("垱珺㙍镇",), (7,)))
    assert texts(root, "name") == ["垱珺㙍镇"] and texts(root, "number") == ["7"]
    assert len(bodies(root)) == 1


def test_what_is_less_than_zero_goes_the_other_way() -> None:
    (left, right) = bodies(drawn(chart("bars", ("甲", "乙"), (-5, 10))))
    assert left[2] == right[0] and right[2] - right[0] == pytest.approx(2 * (left[2] - left[0]), abs=0.03)
    (down, up) = bodies(drawn(chart("columns", ("甲", "乙"), (-5, 10))))
    assert down[1] == up[3] and up[3] - up[1] == pytest.approx(2 * (down[3] - down[1]), abs=0.03)


def test_long_names_are_all_there_in_two_lines() -> None:
    long = (
        "中共澜汀市委“下基层、察民情、解民忧、暖民心”实践活动领导小组办公室",
        "12345政务服务便民热线办公室（市政务服务和大数据管理局）",
        "ABC International Trade & Logistics Co., Ltd.驻澜汀市代表处",
    )
    lines = texts(drawn(chart("bars", long, (3, 2, 1))), "name")
    assert len(lines) == 6
    pairs = zip(lines[::2], lines[1::2], strict=True)
    # A blank at the end of a line is dropped.
    assert ["".join(pair).replace(" ", "") for pair in pairs] == [name.replace(" ", "") for name in long]


def test_a_trend_is_in_proportion_from_zero_and_has_gaps() -> None:
    root = drawn(TREND)
    lines = [
        path.attrib["d"]
        for path in root.iterfind(".//g[@class='series-1']/path")
        if path.get("fill") == "none"
    ]
    points = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", lines[0])]
    heights = [y for _, y in points]
    per_unit = (heights[0] - heights[4]) / (RECEIVED[4] - RECEIVED[0])
    zero = heights[0] + RECEIVED[0] * per_unit
    for height, value in zip(heights, RECEIVED, strict=True):
        assert zero - height == pytest.approx(value * per_unit, abs=0.03)
    marks = {text.text: float(text.attrib["y"]) for text in root.iterfind(".//g[@class='scale']/text")}
    assert next(iter(marks)) == "0" and marks["0"] == pytest.approx(zero + 0.38 * SMALL_SIZE, abs=0.1)
    steps = [x for x, _ in points]
    assert all(after - x == pytest.approx(steps[1] - steps[0], abs=0.02) for x, after in pairwise(steps))
    (second,) = (
        path.attrib["d"]
        for path in root.iterfind(".//g[@class='series-2']/path")
        if path.get("fill") == "none"
    )
    assert second.count("M") == 2 and len(re.findall("[ML]", second)) == 12


def test_only_lines_of_rates_begin_above_zero() -> None:
    def first_mark(made: Chart) -> str:
        return texts(drawn(made), "scale")[0]

    assert first_mark(RATES) == "85%"
    assert first_mark(replace(RATES, unit="件")) == "0"
    assert first_mark(TREND) == "0"
    many = replace(RATES, shape="columns", labels=WEEKS * 3, series=(Series("", (95.5,) * 39),))
    assert first_mark(many) == "0%"
    assert texts(drawn(RATES), "scale")[-1] == "100%"


def test_columns_tell_their_numbers_or_have_a_scale() -> None:
    assert texts(drawn(COLUMNS), "scale") == []
    many = drawn(chart("columns", WEEKS * 3, tuple(range(10_000, 49_000, 1000))))
    assert texts(many, "number") == [] and texts(many, "scale")[0] == "0"
    assert texts(many, "name")[-1] == "第22周" and len(texts(many, "name")) < 39


def test_this_period_stands_out() -> None:
    fills = [path.get("fill") for path in drawn(COLUMNS).iterfind(".//g[@class='series-1']/path")]
    assert fills == [EARLIER.colour] * 12 + [THIS_PERIOD.colour]


def grey(colour: str) -> float:
    """How light a colour prints in black and white, 0 to 1 (Rec. 709, gamma 2.2 undone and applied again)."""
    parts = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    return float((0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]) ** (1 / 2.2))


def test_series_differ_without_colour() -> None:
    for one, other in combinations(FILLS, 2):
        assert one.hatched != other.hatched or abs(grey(one.colour) - grey(other.colour)) > 0.2
    assert grey(EARLIER.colour) - grey(THIS_PERIOD.colour) > 0.2
    assert all(grey(line.colour) < 0.5 for line in LINES)
    assert len({line.dashes for line in LINES}) == len({line.marker for line in LINES}) == len(LINES)
    svg = drawn(PAIRS)
    assert svg.find(".//g[@class='series-1']/path[@fill='none']") is None
    assert svg.find(".//g[@class='series-2']/path[@fill='none']") is not None


def test_hatching_stays_within_its_bar() -> None:
    root = drawn(PAIRS)
    paths = root.findall(".//g[@class='series-2']/path")
    for body, lines in zip(paths[::2], paths[1::2], strict=True):
        corners = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", body.attrib["d"])]
        ends = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", lines.attrib["d"])]
        for axis in (0, 1):
            low, high = min(c[axis] for c in corners), max(c[axis] for c in corners)
            assert all(low - 0.02 <= end[axis] <= high + 0.02 for end in ends)
        assert len(ends) > 10


@given(st.lists(st.lists(st.integers(0, 400) | st.none(), min_size=13, max_size=13), min_size=1, max_size=3))
def test_numbers_of_lines_never_overlap(rows: list[list[int | None]]) -> None:
    spots = [
        [None if y is None else Spot(20.0 + 33 * at, y / 3, str(y)) for at, y in enumerate(row)]
        for row in rows
    ]
    placed = place_numbers(spots, (0.0, 0.0, 442.0, 150.0))
    for one, other in combinations([number.box for number in placed], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    points = [spot for row in spots for spot in row if spot]
    assert len(placed) <= len(points)
    for left, bottom, right, top in (number.box for number in placed):
        assert not any(left < spot.x < right and bottom < spot.y < top for spot in points)
    if len(rows) == 1 and rows[0][-1] is not None:
        assert str(rows[0][-1]) in {number.text for number in placed}


TEXT = st.text(st.sampled_from("市民反映问题（，。）“”2022年5月%ABc &—·垱"), max_size=40)


@given(TEXT, st.floats(12, 300))
def test_wrapping_loses_nothing_and_keeps_to_the_room(text: str, room: float) -> None:
    lines = wrap(text, room, 12.0)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    for line in lines:
        assert text_width(line, 12.0) <= room + 0.01 or len(wrap(line, 1.0, 12.0)) == 1


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("2022年5月", ["2022年", "5月"]),
        ("5月30日—6月5日", ["5月", "30日—", "6月5日"]),
        ("第21周", ["第21周"]),
        ("", [""]),
    ],
)
def test_periods_are_cut_where_they_may_be(text: str, lines: list[str]) -> None:
    assert wrap(text, 36, 10.5) == lines


def test_lines_of_a_name_are_of_even_length() -> None:
    assert wrap("中共澜汀市委实践活动领导小组办公室", 150, 12) == ["中共澜汀市委实践活", "动领导小组办公室"]
