"""How series of a chart look: told apart by lightness and by hatch, line or marker, never by hue alone."""

from __future__ import annotations

from dataclasses import dataclass

NAME_SIZE, NUMBER_SIZE, SMALL_SIZE = 12.0, 12.0, 10.5
"""Sizes of text in pt: 小四 and 五号."""

LEADING = 1.15
"""From one line of a name to the next, in its size."""

LINE_PITCH = 28.98
"""A chart is as high as a whole number of lines of the text (225 mm / 22)."""

MOST_LINES = 6
"""Lines of the text that bars take at most, as long as they can stand close enough for that (house)."""

AXIS_LINE, GRID_LINE = 0.75, 0.4
AXIS_COLOUR, GRID_COLOUR = "#404040", "#c4c4c4"


@dataclass(frozen=True, slots=True)
class Fill:
    """A bar's colour, its outline and whether lines are drawn over it."""

    colour: str
    edge: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line's colour, its dashes (on, off, … in its own widths), and its marker, full or hollow."""

    colour: str
    width: float
    dashes: tuple[float, ...]
    marker: str
    hollow: bool = False


FILLS = (
    Fill("#595959", "#404040"),
    Fill("#ffffff", "#404040", hatched=True),
    Fill("#c4c4c4", "#404040"),
    Fill("#000000", "#000000"),
)
THIS_PERIOD, EARLIER = Fill("#a3281e", "#a3281e"), Fill("#a6a6a6", "#a6a6a6")
"""Columns of one series: the last is this period, in a red like the masthead's, dark in grey, too."""

LINES = (
    Line("#a3281e", 1.8, (), "o"),
    Line("#404040", 1.2, (4.0, 2.0), "s", hollow=True),
    Line("#737373", 1.2, (1.2, 1.6), "^"),
    Line("#000000", 1.2, (6.0, 2.0, 1.2, 2.0), "D", hollow=True),
)
