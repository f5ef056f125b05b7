"""Paths of a PDF → the boxes that they blacken."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple, cast

from pdfminer.utils import Matrix, PathSegment, Point, apply_matrix_pt


class Box(NamedTuple):
    """Sides in points, y upwards; empty where `x1 < x0` or `y1 < y0`."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def area(self) -> float:
        return max(self.x1 - self.x0, 0.0) * max(self.y1 - self.y0, 0.0)


EVERYWHERE = Box(-math.inf, -math.inf, math.inf, math.inf)


def intersection(one: Box, other: Box) -> Box:
    return Box(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))


def bounds(path: Sequence[PathSegment], ctm: Matrix) -> Box:
    """The box around a path; everywhere for an empty one."""
    points = [point for part in _subpaths(path, ctm) for point in part]
    return _around(points) if points else EVERYWHERE


def drawn_boxes(
    path: Sequence[PathSegment],
    ctm: Matrix,
    line_width: float,
    *,
    stroke: bool,
    fill: bool,
    evenodd: bool,
) -> list[Box]:
    """What a path blackens, as boxes: a filled piece is its own box, two nested ones are a frame of
    four sides, and each straight stroked piece is a box as thick as the line. Curves give nothing.
    `line_width` is in points of the page, as pdfminer keeps it, unlike the path."""
    if any(segment[0] not in "mlh" for segment in path):
        return []
    parts = _subpaths(path, ctm)
    if fill:
        boxes = [_around(part) for part in parts]
        if evenodd and len(boxes) == 2:
            outer, inner = sorted(boxes, key=lambda box: -box.area)
            return [box for box in _frame(outer, inner) if box.area > 0] if inner.area else [outer]
        return boxes
    if not stroke:
        return []
    half = line_width / 2
    pairs = [pair for part in parts for pair in itertools.pairwise(part)]
    return [_stroked(start, end, half) for start, end in pairs if _straight(start, end)]


def _subpaths(path: Sequence[PathSegment], ctm: Matrix) -> list[list[Point]]:
    """The points of each piece; an `h` returns to the piece's first point."""
    parts: list[list[Point]] = []
    for segment in path:
        if segment[0] == "h":
            if parts:
                parts[-1].append(parts[-1][0])
            continue
        point = apply_matrix_pt(ctm, cast("Point", segment[-2:]))
        if segment[0] == "m" or not parts:
            parts.append([point])
        else:
            parts[-1].append(point)
    return parts


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _frame(outer: Box, inner: Box) -> tuple[Box, Box, Box, Box]:
    return (
        Box(outer.x0, inner.y1, outer.x1, outer.y1),
        Box(outer.x0, outer.y0, outer.x1, inner.y0),
        Box(outer.x0, inner.y0, inner.x0, inner.y1),
        Box(inner.x1, inner.y0, outer.x1, inner.y1),
    )


def _straight(start: Point, end: Point) -> bool:
    return abs(start[0] - end[0]) < 0.01 or abs(start[1] - end[1]) < 0.01


def _stroked(start: Point, end: Point, half: float) -> Box:
    box = _around([start, end])
    if box.x1 - box.x0 >= box.y1 - box.y0:
        return Box(box.x0, box.y0 - half, box.x1, box.y1 + half)
    return Box(box.x0 - half, box.y0, box.x1 + half, box.y1)
