"""Lines → the body text, its paragraphs and its grid.

*Body text* is every line that is alone on its baseline, at the body's size (the size of most Han
glyphs of the file's long lines), below the masthead's rule and above the foot's first rule, and not
an entry of the contents (dots that lead to a page number).

A line and the next one *belong together* when they are at the same size, the next stands one line
pitch below (or opens the next page), it does not start with a first-line indent, and the first
line is *full*: the next line's first piece, which no break may divide, has no room left on it.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.measure.characters import is_han, is_wide
from generator.measure.lines import Line, common_size
from generator.model.line_rules import CLOSING, NO_START, OPENING, PAIRED, UNITS
from generator.model.profile import Profile

SAME_SIZE = 0.3
"""Points within which two lines have one size."""
_CONTENTS_ENTRY = re.compile(r"[….·]{2,}\s*\d+$")
_NUMBER_GAP = 0.2
"""Ems between a title in the contents and its page number, at least."""
_LONG = 0.6
"""Part of the type area's width; lines in cells of tables are shorter."""
_EVEN = 0.6
"""Points between the widest and the narrowest step of a line in which nothing was set closer."""
CENTRE = 0.88 - 0.5
"""Middle of the em box above the baseline, in ems: ideographs' em boxes reach from −0.12 to 0.88."""


class Pair(NamedTuple):
    """Two lines of one paragraph. `main`: the second starts at the type area's own left edge, so that
    both edges of the first can be held against the type area."""

    first: Line
    second: Line
    main: bool


@dataclass(frozen=True, slots=True)
class Area:
    """The type area of a page as the profile wants it: sides in points from the page's left and top."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Zone:
    """Where the body stands on a page: below `top` and above `bottom`."""

    top: float
    bottom: float


def area_of(page: int, profile: Profile) -> Area:
    """The type area of an upright page, or of a turned one when it is turned back."""
    left = profile.left_margin(page)
    top = profile.top.pt
    return Area(left, top, left + profile.type_width.pt, top + profile.type_height.pt)


def turned_area(page: int, profile: Profile) -> Area:
    """The type area of a page that lies turned clockwise: its left side has come to the top."""
    back = area_of(page, profile)
    height = profile.paper_height.pt
    return Area(height - back.bottom, back.left, height - back.top, back.right)


def body_size(lines: Sequence[Line], profile: Profile) -> float:
    """The size of most Han glyphs of the lines that run over most of the type area's width, so that many
    tables do not hide the text; of all lines where none is that long. In points; 0 without any."""
    least = _LONG * profile.type_width.pt
    long = [line for line in lines if line.alone and line.right - line.left >= least]
    return common_size(glyph for line in long or lines for glyph in line.glyphs if is_han(glyph.text))


def body_lines(
    lines: Sequence[Line], size: float, zones: Mapping[int, Zone], profile: Profile
) -> tuple[Line, ...]:
    contents = _contents(lines, profile)
    return tuple(
        line
        for line in lines
        if line.alone
        and abs(line.size - size) < SAME_SIZE
        and line not in contents
        and zones[line.page].top < line.baseline < zones[line.page].bottom
    )


def _contents(lines: Sequence[Line], profile: Profile) -> frozenset[Line]:
    """All that stands on a row with a page number of the contents, and the rows above it that start at
    the same place: the earlier lines of a long entry.

    Entries are set in from the edge where running text starts, so that none of it is taken for one."""
    rows: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        rows.setdefault((line.page, line.number), []).append(line)
    found: set[Line] = set()
    below: list[Line] = []
    for row in reversed(rows.values()):
        left = profile.left_margin(row[0].page)
        leads_on = bool(below) and below[0].page == row[0].page and abs(_start(row) - _start(below)) < 1
        set_in = _start(row) - left > 0.5 * row[0].size
        if any(_is_contents_entry(line) for line in row) or (leads_on and set_in):
            found.update(row)
            below = row
        else:
            below = []
    return frozenset(found)


def _start(row: Sequence[Line]) -> float:
    return min(line.left for line in row)


def _is_contents_entry(line: Line) -> bool:
    """Dots that lead to a page number; or, where a title leaves no room for dots, a number at the end
    that stands further off than justification would put it."""
    if _CONTENTS_ENTRY.search(line.text):
        return True
    glyphs = line.glyphs
    first = len(glyphs)
    while first > 0 and glyphs[first - 1].text.isdigit():
        first -= 1
    if not 0 < first < len(glyphs):
        return False
    return glyphs[first].x - glyphs[first - 1].right > _NUMBER_GAP * line.size


def text_lefts(body: Sequence[Line], profile: Profile) -> dict[int, float]:
    """Where unindented body lines start, for odd (1) and even (0) pages: the leftmost place at which
    a tenth of the lines, and two at least, start; the profile's margin where there is none."""
    lefts: dict[int, float] = {}
    for parity in (0, 1):
        area = area_of(2 - parity, profile)
        edges = [line.left_edge(area.left) for line in body if line.page % 2 == parity]
        places = Counter(round(edge) for edge in edges)
        common = [place for place, count in places.items() if count >= max(2, len(edges) / 10)]
        near = [edge for edge in edges if common and abs(edge - min(common)) <= 1]
        lefts[parity] = statistics.median(near) if near else area.left
    return lefts


def line_pitch(body: Sequence[Line]) -> float:
    """The commonest distance of neighbouring body baselines of a page, in points; 0 without two."""
    steps = [
        round(second.baseline - first.baseline, 1)
        for first, second in itertools.pairwise(body)
        if first.page == second.page
    ]
    steps = [step for step in steps if step > 0]
    return Counter(steps).most_common(1)[0][0] if steps else 0.0


def body_pairs(
    lines: Sequence[Line], body: Sequence[Line], lefts: Mapping[int, float], profile: Profile
) -> tuple[Pair, ...]:
    """The pairs of body lines that belong together, in reading order."""
    pitch = line_pitch(body)
    opening = {page: min(line.number for line in lines if line.page == page) for page in _pages(lines)}
    pairs: list[Pair] = []
    for first, second in itertools.pairwise(body):
        if not _next_in_place(first, second, pitch, opening):
            continue
        edge, em = lefts[second.page % 2], second.size
        start = second.left_edge(edge) - edge
        main = abs(start) < 0.5 * em
        before = first.left_edge(lefts[first.page % 2]) - lefts[first.page % 2]
        continued = bool(pairs) and pairs[-1].second is first
        set_off = start > 0.5 * em and (
            abs(before - start - 2 * em) < 0.6 * em or (continued and abs(before - start) < 0.5 * em)
        )
        right = lefts[first.page % 2] + profile.type_width.pt
        room = right - first.right_edge(right) - (0 if main else 4 * em)
        if (main or set_off) and room <= first_piece(second) + 0.3 * em:
            pairs.append(Pair(first, second, main))
    return tuple(pairs)


def other_pairs(lines: Sequence[Line], size: float, profile: Profile) -> tuple[Pair, ...]:
    """Pairs of lines at other sizes that belong together (titles, notes, the foot), for the rules of
    line ends alone: one below the other, both alone, and either centred or the first one full. What
    begins in the right half is no full line but a number in a chart."""
    pairs: list[Pair] = []
    for first, second in itertools.pairwise(lines):
        em = first.size
        step = second.baseline - first.baseline
        if (
            first.page != second.page
            or not (first.alone and second.alone)
            or abs(em - second.size) >= SAME_SIZE
            or abs(em - size) < SAME_SIZE
            or not 0.9 * em < step < 2.3 * em
        ):
            continue
        area = area_of(first.page, profile)
        centre = area.left + area.right
        centred = all(abs(line.left + line.right - centre) < em for line in (first, second))
        full = first.left < centre / 2 and area.right - first.right <= first_piece(second) + 2 * em
        if centred or full:
            pairs.append(Pair(first, second, False))
    return tuple(pairs)


def first_piece(line: Line) -> float:
    """Width in points of what a line begins with and no break may divide: opening marks, then one
    wide character or a run of others with its unit, then what may begin no line."""
    at, text = 0, [glyph.text for glyph in line.glyphs]
    while at < len(text) - 1 and text[at] in OPENING:
        at += 1
    run = at
    while at < len(text) and not is_wide(text[at]):
        at += 1
    if at == run or (at < len(text) and text[at].startswith(UNITS)):
        at += 1
    while at < len(text) and (text[at] in NO_START or text[at] in PAIRED):
        at += 1
    return sum(glyph.advance for glyph in line.glyphs[:at])


def gaps(line: Line) -> list[float]:
    """What lies between neighbouring advance boxes, in points (letter spacing and slack together).

    A closing mark before a gap, or an opening one after it, may be set closer by up to half its width:
    a gap that this explains counts as the line's median gap, one that is still wider counts by how
    much. The gap that a footnote's call fills does not count.
    """
    neighbours = [
        (second.x - first.right, first, second)
        for at, (first, second) in enumerate(itertools.pairwise(line.glyphs), 1)
        if at not in line.calls
    ]
    if not neighbours:
        return []
    middle = statistics.median(gap for gap, _, _ in neighbours)
    found = []
    for gap, first, second in neighbours:
        give = first.advance / 2 if first.text in CLOSING else 0.0
        give += second.advance / 2 if second.text in OPENING else 0.0
        found.append(min(max(middle, gap), gap + give))
    return found


def unmoved(first: Line, second: Line, right: float) -> bool:
    """Whether no line rule moved the end of `first`, so that its characters and its pitch are those
    of the grid: it is all full-width, nothing in it is set closer, its last mark is not halved, and
    the next line does not start with something that a rule may have pushed or pulled there."""
    glyphs = first.glyphs
    if first.calls or len(glyphs) < 3 or not all(_stands_wide(g.text, g.advance, g.size) for g in glyphs):
        return False
    steps = [b.x - a.x for a, b in itertools.pairwise(glyphs)]
    if max(steps) - min(steps) > _EVEN or first.right_edge(right) != glyphs[-1].right:
        return False
    start = [glyph.text for glyph in second.glyphs[:4]]
    if len(start) < 3:
        # A last line so short may have been lengthened by a character of this one.
        return False
    if any(not is_wide(text) for text in start) or start[0] in OPENING or start[0] in PAIRED:
        return False
    return not (start[1] in NO_START or start[1] in PAIRED)


def pitch_of(line: Line) -> float:
    """Character pitch: from the first origin to the last one, by the number of steps; points."""
    return (line.glyphs[-1].x - line.glyphs[0].x) / (len(line.glyphs) - 1)


def _pages(lines: Sequence[Line]) -> set[int]:
    return {line.page for line in lines}


def _next_in_place(first: Line, second: Line, pitch: float, opening: Mapping[int, int]) -> bool:
    if first.page == second.page:
        return abs(second.baseline - first.baseline - pitch) < 0.2 * pitch
    return second.page == first.page + 1 and second.number == opening[second.page]


def _stands_wide(text: str, advance: float, size: float) -> bool:
    return is_wide(text) and abs(advance - size) < 0.02 * size
