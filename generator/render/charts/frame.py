"""What stands around the marks of a chart: the axes, their names and scale, the legend and the unit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import IdentityTransform

from generator.model.blocks import Chart
from generator.render.charts.look import LEADING, LINE_PITCH, SMALL_SIZE
from generator.render.charts.measure import number_text, text_width
from generator.render.charts.names import Names, names_below, widest
from generator.render.charts.svg import ASCENT, DESCENT

GAP = 5.0
"""Between names or scale and the axes, in pt."""

HEADROOM = SMALL_SIZE + 4.0
"""Above the axes, for a number over the highest mark."""

_PERCENT = ("%", "％")
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Frame:
    """A figure with its axes; places are in pt from its lower left corner."""

    figure: Any
    axes: Any
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where the values `x` and `y` of the axes lie."""
        found = self.axes.transData.transform((x, y))
        return float(found[0]), float(found[1])

    def say(self, x: float, baseline: float, text: str, size: float, align: str, kind: str = "") -> None:
        """Put a line of text, its alignment being left, center or right of `x`."""
        self.axes.text(
            x, baseline, text, fontsize=size, ha=align, va="baseline", transform=IdentityTransform(), gid=kind
        )

    def say_lines(self, x: float, top: float, lines: Sequence[str], size: float, align: str) -> None:
        """Put lines of text below one another, the box of the first beginning at `top`."""
        for number, line in enumerate(lines):
            self.say(x, top - number * size * LEADING - ASCENT * size, line, size, align, "name")


def make_frame(width: float, height: float, box: tuple[float, float, float, float]) -> Frame:
    """An empty figure; `box` is what the axes leave free at the left, bottom, right and top."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    left, bottom, right, top = box
    place = (
        left / width,
        bottom / height,
        (width - left - right) / width,
        (height - bottom - top) / height,
    )
    axes = figure.add_axes(place)
    axes.patch.set_visible(False)
    axes.set_xticks([])
    axes.set_yticks([])
    return Frame(figure, axes, width, height)


def period_frame(chart: Chart, width: float, *, scaled: bool, lines: int) -> Frame:
    """Axes at least so many `lines` of the text high, with the names of periods below them and, where
    `scaled`, a scale with thin lines."""
    bottom, top, ticks = _scale(chart, scaled)
    places = next((n for n in range(4) if all(abs(tick - round(tick, n)) < 1e-9 for tick in ticks)), 3)
    marks = [with_unit(chart, number_text(tick, places)) for tick in ticks]
    left = widest(marks, SMALL_SIZE) + GAP if scaled else 0.0
    count = max(len(chart.labels), 1)
    names = names_below(chart.labels, width - left)
    left, right = _sides(names, width, left)
    foot = GAP + names.rows * names.size * LEADING
    head = head_height(chart, width) + HEADROOM
    height = whole_lines(head + lines * LINE_PITCH + foot)
    frame = make_frame(width, height, (left, foot, right, head))
    frame.axes.set_ylim(bottom, top)
    frame.axes.set_xlim(-0.5, count - 0.5)
    frame.axes.spines["left"].set_visible(False)
    if bottom < 0:
        frame.axes.spines["bottom"].set_position(("data", 0))
    for number, found in enumerate(names.lines):
        frame.say_lines(frame.place(number, 0)[0], foot - GAP, found, names.size, "center")
    if scaled:
        frame.axes.set_yticks(ticks, [""] * len(ticks))
        frame.axes.grid(axis="y")
        for tick, mark in zip(ticks, marks, strict=True):
            centre = frame.place(0, tick)[1]
            frame.say(left - GAP, middle(centre, SMALL_SIZE), mark, SMALL_SIZE, "right", "scale")
    return frame


def _sides(names: Names, width: float, left: float) -> tuple[float, float]:
    """What the axes leave free at the left, at least `left`, and at the right, so that no name runs off."""
    if not names.lines:
        return left, 0.0
    half = 1 / (2 * len(names.lines))  # of the axes' width, from their edge to the middle of the first name
    first, last = (widest(names.lines[at], names.size) / 2 for at in (0, -1))
    right = max(0.0, (last - half * (width - left)) / (1 - half))
    return max(left, (first - half * (width - right)) / (1 - half)), right


def middle(centre: float, size: float) -> float:
    """The baseline of figures whose middle is at `centre`."""
    return centre - (ASCENT - DESCENT) / 2 * size


def _scale(chart: Chart, scaled: bool) -> tuple[float, float, list[float]]:
    """The lower and the upper edge of the axes, and where lines of the scale go.

    It begins at zero; rates in lines may begin higher, since a line shows no length.
    """
    least, most = least_value(chart), most_value(chart)
    if not scaled:
        return min(least, 0.0), most, []
    rates = chart.shape == "lines" and chart.unit in _PERCENT and least > 0
    locator = MaxNLocator(nbins=5, steps=_STEPS, integer=chart.decimals == 0, min_n_ticks=2)
    ticks = [float(tick) for tick in locator.tick_values(least if rates else min(least, 0.0), most)]
    if ticks[0] > 0 and least - ticks[0] < 0.1 * (ticks[-1] - ticks[0]):
        ticks.insert(0, 2 * ticks[0] - ticks[1])  # room for a number below the lowest point
    if chart.unit in _PERCENT and most <= 100:
        ticks = [tick for tick in ticks if tick <= 100]
    if least >= 0:
        ticks = [tick for tick in ticks if tick >= 0]
    return ticks[0], ticks[-1], ticks


def add_head(frame: Frame, chart: Chart, handles: Sequence[Any]) -> None:
    """The legend, where there is more than one series, and the unit."""
    if _has_legend(chart):
        frame.figure.legend(
            handles,
            [series.name for series in chart.series],
            loc="upper left",
            bbox_to_anchor=(0, 1),
            ncols=_legend_columns(chart, frame.width),
            frameon=False,
            fontsize=SMALL_SIZE,
            borderpad=0.1,
            borderaxespad=0.0,
            labelspacing=0.35,
            handlelength=2.4,
            handletextpad=0.5,
            columnspacing=1.6,
        )
    if unit := _unit_line(chart):
        frame.say(frame.width, frame.height - SMALL_SIZE, unit, SMALL_SIZE, "right", "unit")


def head_height(chart: Chart, width: float) -> float:
    if not _has_legend(chart):
        return SMALL_SIZE * 1.35 + 3.0 if _unit_line(chart) else 3.0
    return math.ceil(len(chart.series) / _legend_columns(chart, width)) * SMALL_SIZE * 1.35 + 3.0


def _has_legend(chart: Chart) -> bool:
    return len(chart.series) > 1


def _unit_line(chart: Chart) -> str:
    return "" if not chart.unit or chart.unit in _PERCENT else f"单位：{chart.unit}"


def _legend_columns(chart: Chart, width: float) -> int:
    """How many entries of the legend stand side by side, beside the unit."""
    room = width - text_width(_unit_line(chart), SMALL_SIZE) - 2 * SMALL_SIZE
    names = [series.name for series in chart.series]
    for columns in range(len(names), 1, -1):
        rows = math.ceil(len(names) / columns)
        groups = [names[at : at + rows] for at in range(0, len(names), rows)]
        if sum(widest(group, SMALL_SIZE) + 4.5 * SMALL_SIZE for group in groups) <= room:
            return columns
    return 1


def with_unit(chart: Chart, text: str) -> str:
    """A number with %, which stands at every number; another unit is named once."""
    return f"{text}%" if chart.unit in _PERCENT else text


def most_value(chart: Chart) -> float:
    """The greatest value, at least 0; where all are 0 or none is there, what axes can show."""
    return max((value for row in chart.series for value in row.values if value is not None), default=0) or 1.0


def least_value(chart: Chart) -> float:
    return min((value for row in chart.series for value in row.values if value is not None), default=0.0)


def whole_lines(height: float) -> float:
    """The height of so many lines of the text as it takes."""
    return math.ceil(height / LINE_PITCH - 0.05) * LINE_PITCH
