"""A renderer for matplotlib that writes SVG for the inside of an HTML page.

matplotlib's own SVG is a file: it brings a style sheet and ids that would leak into the page, and names the
faces of its text. What is needed here is less: paths, text, and groups that a style sheet can reach.
"""

from __future__ import annotations

from itertools import count
from typing import Any
from xml.etree import ElementTree

from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from generator.render.charts.measure import text_width

# The em box above and below the baseline, in em: that of every face of the layout profile.
ASCENT, DESCENT = 0.88, 0.12
# Between hatch lines, in pt, and their thickness.
HATCH_STEP, HATCH_LINE = 4.0, 0.8

_ANCHORS = {"left": ("start", 0.0), "center": ("middle", 0.5), "right": ("end", 1.0)}
_COMMANDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}


class InlineRenderer(RendererBase):
    """Draws a figure of 72 dpi, so that its unit is the point. Clipping and transparency are not known."""

    def __init__(self, width: float, height: float, title: str, summary: str) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.root = ElementTree.Element(
            "svg",
            {
                "class": "chart-drawing",
                "viewBox": f"0 0 {_number(width)} {_number(height)}",
                "width": "100%",
                "role": "img",
                "fill": "currentColor",
                "letter-spacing": "0",
            },
        )
        ElementTree.SubElement(self.root, "title").text = title
        if summary:
            ElementTree.SubElement(self.root, "desc").text = summary
        self._open = [self.root]

    def svg(self) -> str:
        return ElementTree.tostring(self.root, encoding="unicode")

    def open_group(self, s: str, gid: str | None = None) -> None:
        """A group for what has a gid; the gid becomes a class, since ids must not stand twice in a page."""
        inside = self._open[-1]
        self._open.append(ElementTree.SubElement(inside, "g", {"class": gid}) if gid else inside)

    def close_group(self, s: str) -> None:
        self._open.pop()

    def draw_path(self, gc: Any, path: Path, transform: Any, rgbFace: Any = None) -> None:
        flip = transform + Affine2D().scale(1, -1).translate(0, self.height)
        points = flip.transform(path.vertices)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        if rgbFace is not None and (left == right or top == bottom):
            return  # a bar of no length has no outline either
        data = "".join(
            _COMMANDS[code] + " ".join(map(_number, ends if code != Path.CLOSEPOLY else ()))
            for ends, code in path.iter_segments(flip, simplify=False)
        )
        shape = {"d": data, "fill": "none" if rgbFace is None else to_hex(rgbFace)}
        self._add("path", {**shape, **_stroke(gc)})
        if gc.get_hatch():
            lines = "".join(_diagonals(left, top, right, bottom))
            ink = {"stroke": to_hex(gc.get_hatch_color()), "stroke-width": _number(HATCH_LINE)}
            self._add("path", {"d": lines, "fill": "none", **ink})

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Text stands by its own anchor, so that another face than the one measured does not move it.

        matplotlib hands over `mtext` for texts of one line only; there are no others here.
        """
        size = prop.get_size_in_points()
        anchor, part = _ANCHORS[mtext.get_horizontalalignment() if mtext is not None else "left"]
        place = {"x": _number(x + part * text_width(s, size)), "y": _number(y), "font-size": _number(size)}
        if anchor != "start":
            place["text-anchor"] = anchor
        self._add("text", place).text = s

    def get_text_width_height_descent(self, s: str, prop: Any, ismath: Any) -> tuple[float, float, float]:
        size = prop.get_size_in_points()
        return text_width(s, size), (ASCENT + DESCENT) * size, DESCENT * size

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def _add(self, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
        return ElementTree.SubElement(self._open[-1], tag, attributes)


def _stroke(gc: Any) -> dict[str, str]:
    if not gc.get_linewidth() or gc.get_rgb()[3] == 0:
        return {}
    found = {"stroke": to_hex(gc.get_rgb()), "stroke-width": _number(gc.get_linewidth())}
    if (dashes := gc.get_dashes()[1]) is not None:
        found["stroke-dasharray"] = " ".join(map(_number, dashes))
    return found


def _diagonals(left: float, top: float, right: float, bottom: float) -> list[str]:
    """Lines that rise to the right and fill a box. They lie on one raster for the whole drawing.

    SVG's own patterns would do, but become tiles in a PDF, whose seams some viewers show.
    """
    lines: list[str] = []
    for step in count(int((left + top) // HATCH_STEP) + 1):
        level = step * HATCH_STEP  # x + y of the line
        if level >= right + bottom:
            return lines
        begin, end = max(left, level - bottom), min(right, level - top)
        points = (begin, level - begin), (end, level - end)
        lines.append("M{} {}L{} {}".format(*(_number(value) for point in points for value in point)))
    return lines


def _number(value: float) -> str:
    """Hundredths of a point are finer than any printer."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
