"""Where the numbers of lines stand: above or below their points, clear of lines and of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.render.charts.look import SMALL_SIZE
from generator.render.charts.measure import text_width

# From a point to the edge of its number, and the height of figures above the baseline in em.
CLEAR, FIGURE_HEIGHT = 5.0, 0.72
# A line through a number is worse than a number beside its point; one over another's marker misleads.
_CROSSED, _BESIDE, _OTHER_SIDE, _COVERING = 1.0, 0.7, 2.0, 100.0
# Points of one period that are closer than this, in pt, share the room around them.
_NEIGHBOURS = 40.0

Box = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its number; y grows upwards."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number with the box of its figures: left, bottom (their baseline), right, top."""

    text: str
    box: Box


def place_numbers(series: Sequence[Sequence[Spot | None]], frame: Box) -> list[Number]:
    """The numbers that have room within `frame`.

    The last period comes first, then the others from right to left, so that what has no room is rather an
    earlier number; the table beside the chart has them all.
    """
    segments = [
        (here.x, here.y, after.x, after.y)
        for row in series
        for here, after in pairwise(row)
        if here and after
    ]
    points = [spot for row in series for spot in row if spot]
    placed: list[Number] = []
    for spot in sorted(points, key=lambda spot: -spot.x):
        choices = [
            (cost + _crossings(box, segments) + _covered(box, points, spot), box)
            for cost, box in _choices(spot, points)
            if _within(box, frame) and not any(_near(box, other.box, 1.5) for other in placed)
        ]
        cost, box = min(choices, default=(_COVERING, frame))
        if cost < _COVERING:
            placed.append(Number(spot.text, box))
    return sorted(placed, key=lambda number: number.box)


def _choices(spot: Spot, points: Sequence[Spot]) -> Iterator[tuple[float, Box]]:
    """Boxes for a number with what speaks against each. Of points that are close together in one period
    the highest is told above and the lowest below; a point alone above."""
    half = text_width(spot.text, SMALL_SIZE) / 2
    height = FIGURE_HEIGHT * SMALL_SIZE
    others = [
        other.y
        for other in points
        if other is not spot and other.x == spot.x and abs(other.y - spot.y) < _NEIGHBOURS
    ]
    for above in (True, False):
        bottom = spot.y + CLEAR if above else spot.y - CLEAR - height
        wrong = any(y > spot.y for y in others) if above else any(y < spot.y for y in others)
        for shift in (0.0, -half - 1.0, half + 1.0):
            cost = wrong * _OTHER_SIDE + (shift != 0) * _BESIDE + (not above) * 0.5
            yield cost, (spot.x + shift - half, bottom, spot.x + shift + half, bottom + height)


def _within(box: Box, frame: Box) -> bool:
    return frame[0] <= box[0] and frame[1] <= box[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _near(one: Box, other: Box, gap: float) -> bool:
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )


def _covered(box: Box, points: Sequence[Spot], own: Spot) -> float:
    others = (other for other in points if other is not own)
    hit = any(_near(box, (other.x, other.y, other.x, other.y), 3.5) for other in others)
    return _COVERING if hit else 0.0


def _crossings(box: Box, segments: Sequence[Segment]) -> float:
    return _CROSSED * sum(_crosses(box, segment) for segment in segments)


def _crosses(box: Box, segment: Segment) -> bool:
    """Whether a line passes through a box, by cutting it to the box side by side (Liang and Barsky)."""
    x, y, to_x, to_y = segment
    begin, end = 0.0, 1.0
    for step, low, high in ((to_x - x, box[0] - x, box[2] - x), (to_y - y, box[1] - y, box[3] - y)):
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        enter, leave = sorted((low / step, high / step))
        begin, end = max(begin, enter), min(end, leave)
    return begin < end
