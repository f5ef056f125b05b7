"""The three shapes of charts, put together with matplotlib. Lengths are in pt throughout."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.transforms import IdentityTransform

from generator.model.blocks import Chart
from generator.render.charts import look
from generator.render.charts.frame import (
    GAP,
    HEADROOM,
    Frame,
    add_head,
    head_height,
    least_value,
    make_frame,
    middle,
    most_value,
    period_frame,
    whole_lines,
    with_unit,
)
from generator.render.charts.look import LEADING, LINE_PITCH, MOST_LINES, NUMBER_SIZE, SMALL_SIZE
from generator.render.charts.measure import number_text
from generator.render.charts.names import Names, names_beside, widest
from generator.render.charts.numbers import Number, Spot, place_numbers
from generator.render.charts.svg import InlineRenderer

_SETTINGS: dict[Any, Any] = {
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": look.AXIS_LINE,
    "axes.edgecolor": look.AXIS_COLOUR,
    "axes.axisbelow": True,
    "xtick.major.size": 0.0,
    "ytick.major.size": 0.0,
    "grid.color": look.GRID_COLOUR,
    "grid.linewidth": look.GRID_LINE,
    "lines.scale_dashes": True,
}


def plot(chart: Chart, width: float) -> str:
    """The drawing of `chart`, `width` wide, as an `<svg>` element."""
    shapes: dict[str, Callable[[Chart, float], Frame]] = {"bars": _bars, "columns": _columns, "lines": _lines}
    with _settings():
        frame = shapes[chart.shape](chart, width)
        renderer = InlineRenderer(width, frame.height, chart.title, chart.summary)
        frame.figure.draw(renderer)
    return renderer.svg()


@contextmanager
def _settings() -> Iterator[None]:
    """Ours over matplotlib's own defaults, whatever a file of the user says."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield


def _bars(chart: Chart, width: float) -> Frame:
    count, rows = max(len(chart.labels), 1), max(len(chart.series), 1)
    names = names_beside(chart.labels, width)
    size = NUMBER_SIZE if rows == 1 else SMALL_SIZE
    texts = _texts(chart)
    numbers = max((widest(row, size) for row in texts), default=0.0) + GAP
    below = numbers if least_value(chart) < 0 else 0.0
    head = head_height(chart, width)
    height = _bars_height(count, rows, names, head)
    pitch = (height - head - 4.0) / count
    thick = min(pitch * 0.64 / rows, 13.0 if rows == 1 else 11.0)
    frame = make_frame(width, height, (names.width + GAP + below, 4.0, numbers, head))
    axes = frame.axes
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_xlim(min(least_value(chart), 0.0), most_value(chart))
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_position(("data", 0))
    for at, lines in enumerate(names.lines):
        top = frame.place(0, at)[1] + len(lines) * names.size * LEADING / 2
        frame.say_lines(names.width, top - 0.06 * names.size, lines, names.size, "right")
    for row, values in enumerate(_values(chart, nothing=0.0)):
        shift = (row - (rows - 1) / 2) * thick / pitch
        axes.barh(_shifted(values, shift), values, thick / pitch, **_filled(row), gid=_series(row))
        for at, (value, text) in enumerate(zip(values, texts[row], strict=True)):
            end, centre = frame.place(value, at + shift)
            side, align = (-1, "right") if value < 0 else (1, "left")
            frame.say(end + side * 3.0, middle(centre, size), text, size, align, "number")
    add_head(frame, chart, [Patch(**_filled(row)) for row in range(rows)])
    return frame


def _bars_height(count: int, rows: int, names: Names, head: float) -> float:
    """Bars stand closer where they would else need more than MOST_LINES of the text."""
    thick = 13.0 if rows == 1 else 11.0
    lines = names.rows * names.size * LEADING
    ample, narrow = max(rows * thick + 7.0, lines + 4.0), max(rows * (thick - 3.0) + 4.5, lines + 0.5)
    wanted = whole_lines(head + count * ample + 4.0)
    return min(wanted, max(MOST_LINES * LINE_PITCH, whole_lines(head + count * narrow + 4.0)))


def _columns(chart: Chart, width: float) -> Frame:
    rows, texts = max(len(chart.series), 1), _texts(chart)
    # Numbers stand above columns where they have room; else a scale says how high these are.
    slot = width / max(len(chart.labels), 1)
    part = min(0.84 if rows > 1 else 0.62, 40.0 * rows / slot)
    room = slot if rows == 1 else slot * part / rows
    told = all(widest(row, SMALL_SIZE) + 2.0 <= room for row in texts)
    frame = period_frame(chart, width, scaled=not told, lines=4)
    for row, values in enumerate(_values(chart, nothing=0.0)):
        shift = (row - (rows - 1) / 2) * part / rows
        drawn = frame.axes.bar(_shifted(values, shift), values, part / rows, **_filled(row), gid=_series(row))
        if rows == 1:
            for column in drawn:
                column.set(**_look(look.THIS_PERIOD if column is drawn[-1] else look.EARLIER))
        for at, (value, text) in enumerate(zip(values, texts[row] if told else (), strict=False)):
            centre, end = frame.place(at + shift, value)
            baseline = end + 3.0 if value >= 0 else end - 3.0 - SMALL_SIZE * 0.72
            frame.say(centre, baseline, text, SMALL_SIZE, "center", "number")
    add_head(frame, chart, [Patch(**_filled(row)) for row in range(rows)])
    return frame


def _lines(chart: Chart, width: float) -> Frame:
    frame = period_frame(chart, width, scaled=True, lines=4)
    spots: list[list[Spot | None]] = []
    for row, texts in enumerate(_texts(chart)):
        values = _values(chart, nothing=math.nan)[row]
        frame.axes.plot(range(len(values)), values, **_lined(row), gid=_series(row))
        places = [frame.place(at, value) for at, value in enumerate(values)]
        spots.append([Spot(*at, text) if text else None for at, text in zip(places, texts, strict=True)])
    box = frame.axes.bbox
    scale = [frame.place(0, tick)[1] for tick in frame.axes.get_yticks()]
    for number in place_numbers(spots, (box.x0, box.y0 + 1.0, width, box.y1 + HEADROOM)):
        _tell(frame, number, scale)
    handles = [Line2D([], [], **_lined(row)) for row in range(len(chart.series))]
    add_head(frame, chart, handles)
    return frame


def _tell(frame: Frame, number: Number, scale: Sequence[float]) -> None:
    """Print a number; it wipes out the lines of the scale (at these heights) below it, none of the series."""
    left, bottom, right, top = number.box
    if any(bottom - 1.5 < line < top + 1.5 for line in scale):
        # Between the scale, which lies below all, and the lines.
        frame.axes.add_patch(
            Rectangle(
                (left - 1.0, bottom - 1.5),
                right - left + 2.0,
                top - bottom + 3.0,
                transform=IdentityTransform(),
                facecolor="#ffffff",
                linewidth=0.0,
                zorder=1.2,
                gid="ground",
            )
        )
    frame.say((left + right) / 2, bottom, number.text, SMALL_SIZE, "center", "number")


def _shifted(values: list[float], shift: float) -> list[float]:
    return [at + shift for at in range(len(values))]


def _series(row: int) -> str:
    return f"series-{row + 1}"


def _filled(row: int) -> dict[str, Any]:
    fill = look.FILLS[row % len(look.FILLS)]
    return {**_look(fill), "linewidth": 0.6, "hatch": "/" if fill.hatched else None}


def _look(fill: look.Fill) -> dict[str, Any]:
    return {"facecolor": fill.colour, "edgecolor": fill.edge}


def _lined(row: int) -> dict[str, Any]:
    line = look.LINES[row % len(look.LINES)]
    return {
        "color": line.colour,
        "linewidth": line.width,
        "linestyle": (0, line.dashes) if line.dashes else "-",
        "marker": line.marker,
        "markersize": 5.0,
        "markerfacecolor": "#ffffff" if line.hollow else line.colour,
        "markeredgewidth": 1.0,
    }


def _values(chart: Chart, *, nothing: float) -> list[list[float]]:
    """The series, with `nothing` where there is nothing to draw."""
    return [[nothing if value is None else float(value) for value in row.values] for row in chart.series]


def _texts(chart: Chart) -> list[list[str]]:
    """The numbers of each series as printed, "" where there is none."""
    return [
        [
            "" if value is None else with_unit(chart, number_text(value, chart.decimals))
            for value in row.values
        ]
        for row in chart.series
    ]
