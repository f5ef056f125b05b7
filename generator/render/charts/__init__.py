"""Chart values drawn as inline SVG, with their text as text.

matplotlib lays out axes, bars and lines; `svg` is its renderer here. It is imported only when a chart is
drawn, since that takes half a second.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from generator.model.blocks import Chart
from generator.render.area import TYPE_WIDTH

FONT_LIST_VERSION = "3.11.0"
"""The version of matplotlib's list of fonts (matplotlib.font_manager.FontManager.__version__)."""

HALF_WIDTH = 212.0
"""Of a chart that stands beside another: 48% of it (house)."""

_FONT = {
    "fname": "fonts/ttf/DejaVuSans.ttf",
    "index": 0,
    "name": "DejaVu Sans",
    "style": "normal",
    "variant": "normal",
    "weight": 400,
    "stretch": "normal",
    "size": "scalable",
    "__class__": "FontEntry",
}
_FONT_LIST = {
    "_version": FONT_LIST_VERSION,
    "_FontManager__default_weight": "normal",
    "default_size": None,
    "defaultFamily": {"ttf": "DejaVu Sans", "afm": "DejaVu Sans"},
    "afmlist": [],
    "ttflist": [_FONT],
    "__class__": "FontManager",
}


def prepare(cache: Path) -> None:
    """Give matplotlib a folder of ours in `cache`, with a list of fonts. Before the first chart of a process.

    Otherwise it would look for its settings in the user's folders, and on its first import search the
    machine for fonts, which takes seconds. It needs a single one, that it brings along, and only to lay out
    lines: the letters are measured by `measure` and set by the browser or the typesetter.
    """
    folder = cache.absolute() / "matplotlib"
    path = folder / f"fontlist-v{FONT_LIST_VERSION}.json"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(_FONT_LIST), encoding="utf-8")
        beside.replace(path)
    os.environ["MPLCONFIGDIR"] = str(folder)


def draw_chart(chart: Chart, *, width_pt: float | None = None) -> str:
    """An `<svg>` element for an HTML page, `width_pt` wide, by default the type area or, of a narrow chart,
    somewhat less than half of it: the same bytes each time, and with no ids.

    Lengths within it are in pt. It says neither its face nor its colour of text: both are those of the page.
    """
    from generator.render.charts.plots import plot

    return plot(chart, width_pt or (HALF_WIDTH if chart.half else TYPE_WIDTH))
