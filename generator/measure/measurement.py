"""A finished PDF measured: the one function that puts the parts together, and what it returns."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.measure import grid
from generator.measure.characters import MARKERS
from generator.measure.furniture import Foot, Masthead, PageNumber, foot_of, masthead_of, page_numbers
from generator.measure.grid import CENTRE, Pair, Zone, area_of
from generator.measure.lines import Line, lines_aside, lines_of
from generator.measure.read import Document, Face, MeasureError, Rule, read_document
from generator.measure.rules import Fault, breaches
from generator.model.profile import Profile


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body line that must keep an edge. Deviations are in points, positive to the right.

    `left`: its first advance box from the type area's left edge, for lines without a first-line
    indent. `indent`: likewise, for those with one. `right`: its last advance box from the type area's
    right edge, for full lines. `slack`: its widest gap over its median gap, for full lines. `pitch`
    and `characters`: for full lines of full-width text that no line rule moved; the indent counts as
    characters.
    """

    page: int
    line: int
    text: str
    left: float | None = None
    indent: float | None = None
    right: float | None = None
    slack: float | None = None
    pitch: float | None = None
    characters: int | None = None


@dataclass(frozen=True, slots=True)
class PageArea:
    """The type area that a page's text really takes, in points from the page's left and top edge.

    Across: medians of the unindented lines' left and of the full lines' right edges. Down: `lines`
    is how many lines of the grid lie from the first body line to the last; each takes one line pitch,
    with the em boxes in its middle, so that lines × pitch is the area's height. None where no line
    tells. `drift`: how far the baseline furthest from the profile's grid is from it. `opens`: the
    page's first text is body text. `runs_on`: a paragraph runs over its end, nothing but the page's
    end stopped it there (three lines of it and more follow, and no note stands below).
    """

    page: int
    left: float | None
    right: float | None
    top: float
    bottom: float
    lines: int
    drift: float
    opens: bool
    runs_on: bool


@dataclass(frozen=True, slots=True)
class Measurement:
    """All that was found, in points unless said otherwise; `profile` has the nominal values."""

    profile: Profile
    file: str
    file_size: int
    page_sizes: tuple[tuple[float, float], ...]
    body_size: float
    body_line_count: int
    lines: tuple[BodyLine, ...]
    steps: tuple[float, ...]
    areas: tuple[PageArea, ...]
    faults: tuple[Fault, ...]
    page_numbers: tuple[PageNumber, ...]
    masthead: Masthead | None
    foot: Foot | None
    rules: tuple[tuple[int, Rule], ...]
    faces: tuple[Face, ...]

    @property
    def pages(self) -> int:
        return len(self.page_sizes)

    @property
    def full_lines(self) -> tuple[BodyLine, ...]:
        return tuple(line for line in self.lines if line.right is not None)


def measure(pdf: Path, profile: Profile) -> tuple[Measurement | None, list[Diagnostic]]:
    """Measure a PDF against a profile. A file that cannot be measured gives None and the reason:
    `pdf-missing`, `pdf-locked`, `pdf-unreadable` or `pdf-without-text`."""
    try:
        document = read_document(pdf)
    except MeasureError as error:
        return None, [error.finding]
    lines = tuple(line for page in document.pages for line in lines_of(page))
    if not lines:
        return None, [MeasureError("pdf-without-text", pdf).finding]
    return _measured(document, lines, profile), []


def _measured(document: Document, lines: Sequence[Line], profile: Profile) -> Measurement:
    """The body is measured on upright pages alone: turned ones hold wide tables and have another area."""
    every = lines
    turned = {page.number for page in document.pages if page.turned}
    lines = tuple(line for line in every if line.page not in turned)
    aside = tuple(line for page in document.pages for line in lines_aside(page))
    size = grid.body_size(lines, profile)
    masthead = masthead_of(document, lines, profile)
    foot = foot_of(document, every, size, profile)
    body = grid.body_lines(lines, size, _zones(document, masthead, foot, profile), profile)
    lefts = grid.text_lefts(body, profile)
    pairs = grid.body_pairs(lines, body, lefts, profile)
    steps = tuple(
        pair.second.baseline - pair.first.baseline for pair in pairs if pair.first.page == pair.second.page
    )
    return Measurement(
        profile=profile,
        file=document.file,
        file_size=document.size,
        page_sizes=tuple((page.width, page.height) for page in document.pages),
        body_size=size,
        body_line_count=len(body),
        lines=_body_lines([pair for pair in pairs if pair.main], profile),
        steps=steps,
        areas=_areas(lines, body, pairs, size, steps, profile),
        faults=breaches(every, pairs + grid.other_pairs(lines, size, profile)),
        page_numbers=page_numbers((*lines, *aside), profile),
        masthead=masthead,
        foot=foot,
        rules=tuple((page.number, rule) for page in document.pages for rule in page.rules),
        faces=document.faces,
    )


def _zones(
    document: Document, masthead: Masthead | None, foot: Foot | None, profile: Profile
) -> dict[int, Zone]:
    """Where each page's body stands: in the type area, give or take a line, less masthead and foot."""
    zones = {}
    for page in document.pages:
        area = area_of(page.number, profile)
        top, bottom = area.top - profile.line_pitch.pt, area.bottom + profile.line_pitch.pt
        if page.number == 1 and masthead and masthead.rule:
            top = masthead.rule.bottom
        if foot and page.number == foot.page and len(foot.rules) > 1:
            bottom = foot.rules[0].top
        zones[page.number] = Zone(top, bottom)
    return zones


def _body_lines(pairs: Sequence[Pair], profile: Profile) -> tuple[BodyLine, ...]:
    """Each first line of a pair with both edges, each last line of a paragraph with its left one."""
    found: dict[tuple[int, int], BodyLine] = {}
    for pair in pairs:
        first = pair.first
        found[first.page, first.number] = _full_line(first, pair.second, profile)
        found.setdefault((pair.second.page, pair.second.number), _last_line(pair.second, profile))
    return tuple(found[place] for place in sorted(found))


def _full_line(line: Line, following: Line, profile: Profile) -> BodyLine:
    area = area_of(line.page, profile)
    start = line.left_edge(area.left) - area.left
    indented = start > 0.75 * line.size
    right = line.right_edge(area.right) - area.right
    between = grid.gaps(line)
    tells = grid.unmoved(line, following, area.right)
    blank = round(start / profile.character_pitch.pt) if indented else 0
    return BodyLine(
        page=line.page,
        line=line.number,
        text=line.text,
        left=None if indented else start,
        indent=start if indented and line.glyphs[0].text not in MARKERS else None,
        right=right,
        slack=max(between) - statistics.median(between) if between else None,
        pitch=grid.pitch_of(line) if tells else None,
        characters=len(line.glyphs) + blank if tells else None,
    )


def _last_line(line: Line, profile: Profile) -> BodyLine:
    area = area_of(line.page, profile)
    return BodyLine(line.page, line.number, line.text, left=line.left_edge(area.left) - area.left)


def _areas(
    lines: Sequence[Line],
    body: Sequence[Line],
    pairs: Sequence[Pair],
    size: float,
    steps: Sequence[float],
    profile: Profile,
) -> tuple[PageArea, ...]:
    pitch = statistics.fmean(steps) if steps else profile.line_pitch.pt
    areas = []
    for page in sorted({line.page for line in body}):
        own = [line for line in body if line.page == page]
        area = area_of(page, profile)
        rights = [p.first.right_edge(area.right) for p in pairs if p.main and p.first.page == page]
        lefts = [p.second.left_edge(area.left) for p in pairs if p.main and p.second.page == page]
        cell = CENTRE * size + pitch / 2
        areas.append(
            PageArea(
                page=page,
                left=statistics.median(lefts) if lefts else None,
                right=statistics.median(rights) if rights else None,
                top=own[0].baseline - cell,
                bottom=own[-1].baseline - cell + pitch,
                lines=round((own[-1].baseline - own[0].baseline) / pitch) + 1,
                drift=max((_drift(line, area.top, profile) for line in own), key=abs),
                opens=own[0] is next(line for line in lines if line.page == page),
                runs_on=_runs_on(own[-1], lines, pairs, area.bottom),
            )
        )
    return tuple(areas)


def _drift(line: Line, top: float, profile: Profile) -> float:
    """From the nearest baseline of the profile's grid, in points; positive: lower."""
    pitch = profile.line_pitch.pt
    cells = (line.baseline - CENTRE * profile.body_size.pt - top) / pitch - 0.5
    return (cells - round(cells)) * pitch


def _runs_on(last: Line, lines: Sequence[Line], pairs: Sequence[Pair], bottom: float) -> bool:
    following = {(pair.first.page, pair.first.number): pair.second for pair in pairs}
    line: Line | None = last
    for _ in range(3):
        line = following.get((line.page, line.number)) if line else None
    below = any(
        other.page == last.page and last.baseline < other.baseline < bottom
        for other in lines
        if other.number > last.number
    )
    return line is not None and line.page > last.page and not below
