"""A measurement → rows, each with its nominal value, and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from statistics import fmean
from typing import Any, NamedTuple

from generator.measure.colours import colour_name
from generator.measure.furniture_rows import foot_rows, masthead_rows, page_number_rows
from generator.measure.grid import area_of
from generator.measure.measurement import BodyLine, Measurement, PageArea
from generator.measure.row import NOT_FOUND, Row, length_row, missing_row, show
from generator.model.profile import PT_PER_MM, Length, Profile

ON_GRID = 1.0
"""Points within which a page's lines stand on one grid: pictures and tables move the rest."""
INDENT_TOLERANCE = 0.5
"""Points: a character of indent may be one em or one character pitch."""


class Remark(NamedTuple):
    """One line that is not as it should be; `deviation` in points, None for a breach of a rule."""

    item: str
    page: int
    line: int
    deviation: float | None
    text: str


def as_table(measurement: Measurement) -> list[Row]:
    """All rows in the order of the page: paper, type area, body, lines, page numbers, masthead, foot,
    faces. `ok` is None where there is nothing to hold the value against."""
    return [
        *_paper_rows(measurement),
        *_area_rows(measurement),
        *_body_rows(measurement),
        *_edge_rows(measurement),
        *page_number_rows(measurement),
        *masthead_rows(measurement),
        *foot_rows(measurement),
        *_face_rows(measurement),
    ]


def remarks(measurement: Measurement, most: int = 20) -> list[Remark]:
    """The lines to look at, the worst first and at most `most` for each item."""
    profile = measurement.profile
    edge, slack = profile.line_edge.tolerance_pt, profile.slack.tolerance_pt
    lines = measurement.lines
    found = [
        *_worst("正文右边缘", ((line.right, line) for line in lines), edge, most),
        *_worst("正文左边缘", ((line.left, line) for line in lines), edge, most),
        *_worst("行内空隙", ((line.slack, line) for line in lines), slack, most),
    ]
    found.extend(Remark(fault.rule, fault.page, fault.line, None, fault.text) for fault in measurement.faults)
    return found


def to_json(measurement: Measurement) -> str:
    """Everything as one JSON object: `rows`, `remarks`, `rules` (millimetres; thickness in points
    too), `areas`, `body_lines`, `page_numbers`, `faces`, and the file's own data. Lengths are in points
    unless the key says `_mm`."""
    value: dict[str, Any] = {
        "file": measurement.file,
        "file_size": measurement.file_size,
        "pages": measurement.pages,
        "profile": measurement.profile.name,
        "ok": all(row.ok is not False for row in as_table(measurement)),
        "rows": [row._asdict() for row in as_table(measurement)],
        "remarks": [remark._asdict() for remark in remarks(measurement)],
        "rules": [
            {
                "page": page,
                "x_mm": _rounded(rule.x0 / PT_PER_MM),
                "y_mm": _rounded(rule.top / PT_PER_MM),
                "horizontal": rule.horizontal,
                "length_mm": _rounded(rule.length / PT_PER_MM),
                "thickness_mm": _rounded(rule.thickness / PT_PER_MM),
                "thickness_pt": _rounded(rule.thickness),
                "colour": colour_name(rule.colour),
            }
            for page, rule in measurement.rules
        ],
        "areas": [_plain(asdict(area)) for area in measurement.areas],
        "body_lines": [_plain(asdict(line)) for line in measurement.lines],
        "page_numbers": [_plain(asdict(number)) for number in measurement.page_numbers],
        "faces": [asdict(face) for face in measurement.faces],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def _paper_rows(measurement: Measurement) -> list[Row]:
    profile, sizes = measurement.profile, measurement.page_sizes
    turned = "、".join(str(number) for number, (width, height) in enumerate(sizes, 1) if width > height)
    return [
        length_row("纸张宽度", profile.paper_width, [min(size) for size in sizes]),
        length_row("纸张高度", profile.paper_height, [max(size) for size in sizes]),
        Row("页数", "", str(measurement.pages), "面", None, None, None),
        *([Row("横排的面", "", f"第 {turned} 面", "", None, None, None)] if turned else []),
        Row("文件大小", "", show(measurement.file_size / 1024), "KB", None, None, None),
    ]


def _area_rows(measurement: Measurement) -> list[Row]:
    profile = measurement.profile
    inner, outer, widths = [], [], []
    for area in measurement.areas:
        width = measurement.page_sizes[area.page - 1][0]
        sides = (area.left, None if area.right is None else width - area.right)
        binding, cut = sides if area.page % 2 else (sides[1], sides[0])
        inner.extend([binding] if binding is not None else [])
        outer.extend([cut] if cut is not None else [])
        if area.left is not None and area.right is not None:
            widths.append(area.right - area.left)
    tops = [
        area.top for area in measurement.areas if area.opens and area.page > 1 and _near_top(area, profile)
    ]
    bottoms = [
        measurement.page_sizes[area.page - 1][1] - area.bottom
        for area in measurement.areas
        if abs(area.drift) < ON_GRID
        and abs(area.bottom - area_of(area.page, profile).bottom) < profile.line_pitch.pt / 2
    ]
    # Titles between the lines leave a full page off the grid; its height says nothing.
    heights = [area.bottom - area.top for area in _full(measurement) if abs(area.drift) < ON_GRID]
    return [
        length_row("天头", profile.top, tops),
        length_row("地脚", profile.bottom, bottoms),
        length_row("订口", profile.binding, inner),
        length_row("切口", profile.outer, outer),
        length_row("版心宽度", profile.type_width, widths),
        length_row("版心高度", profile.type_height, heights),
    ]


def _body_rows(measurement: Measurement) -> list[Row]:
    profile, lines = measurement.profile, measurement.lines
    sizes = [measurement.body_size] if measurement.body_size else []
    pitches = [line.pitch for line in lines if line.pitch is not None]
    indents = [line.indent for line in lines if line.indent is not None]
    drift = max((area.drift for area in measurement.areas), key=abs, default=0.0)
    indent = Length(
        value=profile.indent.value * profile.character_pitch.pt,
        unit="pt",
        tolerance=INDENT_TOLERANCE,
        clause=profile.indent.clause,
        strength=profile.indent.strength,
    )
    return [
        length_row("正文字号", profile.body_size, sizes),
        _count_row(
            "每行字数",
            profile.characters.value,
            Counter(line.characters for line in lines if line.characters is not None),
            "字",
            "行",
        ),
        length_row("字距", profile.character_pitch, pitches),
        _count_row(
            "每面行数", profile.lines.value, Counter(area.lines for area in _full(measurement)), "行", "面"
        ),
        length_row("行距", profile.line_pitch, measurement.steps),
        length_row("首行缩进", indent, indents),
        Row("离行格最远的一行", "0", show(drift), "pt", round(drift, 3) + 0.0, None, None),
    ]


def _edge_rows(measurement: Measurement) -> list[Row]:
    profile, lines = measurement.profile, measurement.lines
    faults = len(measurement.faults)
    return [
        _share_row("正文右边缘", profile.line_edge, [n.right for n in lines if n.right is not None]),
        _share_row("正文左边缘", profile.line_edge, [n.left for n in lines if n.left is not None]),
        _share_row("行内空隙", profile.slack, [n.slack for n in lines if n.slack is not None]),
        Row("行首行末规则", "0", str(faults), "处", float(faults), 0.0, faults == 0),
    ]


def _face_rows(measurement: Measurement) -> list[Row]:
    rows = []
    for face in measurement.faces:
        state = ("已嵌入" if face.embedded else "未嵌入") + ("，子集" if face.subset else "，整套")
        rows.append(
            Row(
                f"字体 {face.name}",
                "已嵌入，子集",
                f"{face.glyphs} 字，{state}",
                "",
                None,
                None,
                face.embedded,
            )
        )
    return rows


def _full(measurement: Measurement) -> list[PageArea]:
    """Of the pages that body text opens at the type area's top, and on which no picture or table breaks
    the line pitch, those with the most lines: a page may
    end early to keep a heading or a last line with its neighbours. None when the text never runs on
    from such a page, since then there was never enough of it to fill one."""
    open_pages = [
        area
        for area in measurement.areas
        if area.opens and _near_top(area, measurement.profile) and _even(area, measurement)
    ]
    most = max((area.lines for area in open_pages), default=0)
    if most < measurement.profile.lines.value and not any(area.runs_on for area in open_pages):
        return []
    return [area for area in open_pages if area.lines == most]


def _even(area: PageArea, measurement: Measurement) -> bool:
    steps = measurement.steps
    pitch = fmean(steps) if steps else measurement.profile.line_pitch.pt
    return abs(area.bottom - area.top - area.lines * pitch) < ON_GRID


def _near_top(area: PageArea, profile: Profile) -> bool:
    """Less than half a line from the nominal top: further down, a picture stands above the text."""
    return abs(area.top - profile.top.pt) < profile.line_pitch.pt / 2


def _count_row(item: str, nominal: int, found: Counter[int], unit: str, of: str) -> Row:
    if not found:
        return missing_row(item, str(nominal), unit, ok=None)
    shown = "，".join(f"{value}（{count} {of}）" for value, count in sorted(found.items()))
    worst = max(found, key=lambda value: abs(value - nominal)) - nominal
    return Row(item, str(nominal), shown, unit, float(worst), 0.0, worst == 0)


def _share_row(item: str, nominal: Length, values: Sequence[float]) -> Row:
    if not values:
        return Row(item, show(nominal.value), NOT_FOUND, "pt", None, nominal.tolerance_pt, None)
    within = sum(abs(value) <= nominal.tolerance_pt for value in values)
    worst = max(values, key=abs)
    shown = (
        f"{len(values)} 行中 {within} 行在 {show(nominal.tolerance_pt)} pt 内（{within / len(values):.1%}）"
    )
    ok = within == len(values)
    return Row(item, show(nominal.value), shown, "pt", round(worst, 3) + 0.0, nominal.tolerance_pt, ok)


def _worst(
    item: str, values: Iterable[tuple[float | None, BodyLine]], within: float, most: int
) -> list[Remark]:
    beyond = [(value, line) for value, line in values if value is not None and abs(value) > within]
    beyond.sort(key=lambda pair: -abs(pair[0]))
    return [Remark(item, line.page, line.line, round(value, 3), line.text) for value, line in beyond[:most]]


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {name: _rounded(part) if isinstance(part, float) else part for name, part in value.items()}


def _rounded(value: float) -> float:
    return round(value, 4)
