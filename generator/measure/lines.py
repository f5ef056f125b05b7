"""Glyphs → lines.

A *line* is what stands on one baseline (within 0.5 pt) without a gap of more than 1.5 em; what a
wider gap parts, as the cells of a table's row are parted, are several lines that are not `alone`.
Inside a piece glyphs keep the order of drawing, since a mark that is set closer may lie over its
neighbour; pieces go from left to right. A smaller, raised piece that leans on a line (the call of a
footnote) belongs to the line's text and not to its measures.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.measure.colours import is_pale_grey
from generator.measure.read import Glyph, Page
from generator.model.line_rules import CLOSING, OPENING

SAME_BASELINE = 0.5
"""Points within which two glyphs stand on one baseline."""
_COLUMN_GAP = 1.5
_OVERLAP = 0.8
_WATERMARK_SIZE = 30.0
Run = list[Glyph]


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts the baselines of the page from 1, downwards. `glyphs` are without blanks at the
    ends and without calls; `calls` are the positions in `glyphs` before which a call stands."""

    page: int
    number: int
    glyphs: tuple[Glyph, ...]
    text: str
    calls: frozenset[int] = frozenset()
    alone: bool = True

    @property
    def size(self) -> float:
        """The size of most of its glyphs, in points."""
        return common_size(self.glyphs)

    @property
    def baseline(self) -> float:
        return statistics.median(glyph.baseline for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    def left_edge(self, near: float) -> float:
        """Left side of the first advance box; an opening mark counts at full or at half width,
        whichever is nearer to `near`."""
        first = self.glyphs[0]
        if first.text in OPENING:
            return min((first.x, first.x + first.advance / 2), key=lambda x: abs(x - near))
        return first.x

    def right_edge(self, near: float) -> float:
        """Right side of the last advance box; a closing mark counts at full or at half width (its
        glyph may be drawn full), whichever is nearer to `near`."""
        last = self.glyphs[-1]
        if last.text in CLOSING:
            return min((last.right, last.right - last.advance / 2), key=lambda x: abs(x - near))
        return last.right


def common_size(glyphs: Iterable[Glyph]) -> float:
    """The commonest size, to 0.05 pt, then the mean of those that have it; 0 without glyphs."""
    sizes = [glyph.size for glyph in glyphs]
    if not sizes:
        return 0.0
    most = Counter(round(size * 20) for size in sizes).most_common(1)[0][0]
    return statistics.fmean(size for size in sizes if round(size * 20) == most)


def lines_of(page: Page) -> tuple[Line, ...]:
    """The lines of a page from top to bottom; a draft's watermark (large, pale grey) is left out."""
    return _lines(page.number, page.glyphs)


def lines_aside(page: Page) -> tuple[Line, ...]:
    """Of a turned page, the lines that stand upright when it is turned back, as they stand then."""
    return _lines(page.number, page.aside)


def _lines(page: int, glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    runs = _runs(glyph for glyph in glyphs if not _is_watermark(glyph))
    rows = _rows(runs)
    calls = _take_calls(rows)
    lines: list[Line] = []
    number = 0
    for row in rows:
        pieces = [piece for piece in _pieces(row) if any(glyph.text.strip() for glyph in piece)]
        number += bool(pieces)
        for piece in pieces:
            lines.append(_line(page, number, piece, calls, alone=len(pieces) == 1))
    return tuple(lines)


def _is_watermark(glyph: Glyph) -> bool:
    return glyph.size >= _WATERMARK_SIZE and is_pale_grey(glyph.colour)


def _runs(glyphs: Iterable[Glyph]) -> list[Run]:
    """Glyphs that follow each other both in drawing and on the page."""
    runs: list[Run] = []
    for glyph in glyphs:
        if runs:
            last = runs[-1][-1]
            size = max(last.size, glyph.size)
            gap = glyph.x - last.right
            if abs(glyph.baseline - last.baseline) <= SAME_BASELINE and (
                -_OVERLAP * size <= gap <= _COLUMN_GAP * size
            ):
                runs[-1].append(glyph)
                continue
        runs.append([glyph])
    return runs


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by baseline, from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run[0].baseline):
        if rows and run[0].baseline - rows[-1][0][0].baseline <= SAME_BASELINE:
            rows[-1].append(run)
        else:
            rows.append([run])
    return rows


def _take_calls(rows: list[list[Run]]) -> list[Run]:
    """Removes the calls of footnotes from the rows and returns them: small runs whose left side
    touches a larger glyph on a baseline that is up to 0.7 em lower."""
    calls: list[Run] = []
    for row in rows:
        for run in list(row):
            if len(run) <= 6 and any(_leans(run, other) for lower in rows for other in lower):
                row.remove(run)
                calls.append(run)
    rows[:] = [row for row in rows if row]
    return calls


def _leans(call: Run, run: Run) -> bool:
    first = call[0]
    for glyph in run:
        raised = glyph.baseline - first.baseline
        small = 0.1 * glyph.size < raised < 0.7 * glyph.size and first.size <= 0.8 * glyph.size
        # The glyph may be drawn with half its advance, so the call may stand that much earlier.
        if small and -0.6 * glyph.advance <= first.x - glyph.right <= 0.4 * glyph.size:
            return True
    return False


def _pieces(row: list[Run]) -> list[Run]:
    """The runs of a row from left to right, joined where no column parts them."""
    pieces: list[Run] = []
    for run in sorted(row, key=lambda run: run[0].x):
        if pieces:
            gap = run[0].x - max(glyph.right for glyph in pieces[-1])
            if gap <= _COLUMN_GAP * max(run[0].size, pieces[-1][-1].size):
                pieces[-1].extend(run)
                continue
        pieces.append(list(run))
    return pieces


def _line(page: int, number: int, piece: Run, calls: Sequence[Run], *, alone: bool) -> Line:
    while not piece[0].text.strip():
        piece = piece[1:]
    while not piece[-1].text.strip():
        piece = piece[:-1]
    places: dict[int, str] = {}
    for call in calls:
        if _leans(call, piece):
            at = sum(glyph.x + 0.3 * glyph.advance < call[0].x for glyph in piece)
            places[at] = places.get(at, "") + "".join(glyph.text for glyph in call)
    parts = [places.get(at, "") + glyph.text for at, glyph in enumerate(piece)]
    text = "".join(parts) + places.get(len(piece), "")
    return Line(page, number, tuple(piece), text, frozenset(places), alone)
