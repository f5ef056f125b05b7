"""Rules about what does not fit or has too little: tables, titles, photos, and glyphs from other faces."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator

from generator.diagnostics import Diagnostic
from generator.inspect.page import SLIP, Finished, Page, ink_of, told
from generator.inspect.printed import Box
from generator.typeset.parts import CELL, FIGURE, FOOT, HEAD_CELL, TITLE, Frame, Part

MOST_TITLE_LINES = 3
"""House: a title that is longer is read by nobody in one breath."""
LEAST_LAST_LINE = 3
"""House: fewer characters alone on a title's last line look forgotten."""
LEAST_DPI = 200
_ROUNDING = 0.995
"""A photo that is set at exactly 200 dpi must not fall below by rounding."""
_POINTS_PER_INCH = 72
_POINTS_PER_MM = 72 / 25.4


def overfull(document: Finished) -> Iterator[Diagnostic]:
    """A table, a picture or text beyond the type area, or text beyond its cell of a table."""
    for page in document.pages:
        tables = {
            number: far for number, frame in page.parts.tables.items() if (far := _beyond(frame, page.area))
        }
        for number, far in tables.items():
            yield told("page-overfull", page.number, _first_words(page, number), what="表格", far=far)
        for part in page.parts.parts:
            if part.table in tables or part.role == FOOT:
                continue
            if part.role == FIGURE:
                far = _beyond(part.frame, page.area)
                if far:
                    name = document.file_of(part.address) if part.address else ""
                    yield told("page-overfull", page.number, name, what="图片", far=far)
            elif part.role in (CELL, HEAD_CELL):
                yield from _beyond_cell(page, part)
        yield from _text_beyond(page, bool(tables))


def _first_words(page: Page, table: int) -> str:
    return next((part.text for part in page.parts.parts if part.table == table), "")


def _beyond_cell(page: Page, part: Part) -> Iterator[Diagnostic]:
    for row in part.rows:
        over = max(row.right - part.frame.right, part.frame.left - row.left)
        if over > SLIP:
            far = f"单元格 {over / _POINTS_PER_MM:.1f} 毫米"
            yield told("page-overfull", page.number, row.text, what="表格里的字", far=far)


def _text_beyond(page: Page, table_told: bool) -> Iterator[Diagnostic]:
    """Text that the PDF draws beside or below the type area; what stands at its height belongs to it."""
    area = page.area
    frames = [part.frame for part in page.parts.parts if part.role in (CELL, HEAD_CELL)]
    for run in page.printed.runs:
        if not run.upright or not area.top <= run.baseline <= area.bottom or not run.text.strip():
            continue
        left, right = ink_of(run)
        over = max(right - area.right, area.left - left)
        in_table = any(frame.top <= run.baseline <= frame.bottom for frame in frames)
        if over > SLIP and not (table_told and in_table):
            yield told(
                "page-overfull", page.number, run.text, what="文字", far=_far(over, right > area.right)
            )


def _far(over: float, right: bool) -> str:
    return f"版心{'右' if right else '左'}边 {over / _POINTS_PER_MM:.1f} 毫米"


def _beyond(frame: Frame, area: Frame) -> str:
    """By how much a frame goes beyond the type area, in words; "" where it does not."""
    sides = {
        "右边": frame.right - area.right,
        "左边": area.left - frame.left,
        "下边": frame.bottom - area.bottom,
    }
    side = max(sides, key=lambda name: sides[name])
    return f"版心{side} {sides[side] / _POINTS_PER_MM:.1f} 毫米" if sides[side] > SLIP else ""


def long_title(document: Finished) -> Iterator[Diagnostic]:
    """A title of more than three lines, or with one or two characters alone on its last line."""
    titles: dict[int, list[tuple[Page, Part]]] = {}
    for page, part in document.parts(TITLE):
        titles.setdefault(part.key, []).append((page, part))
    for places in titles.values():
        page, text = places[0][0], "".join(part.text for _, part in places)
        rows = [row for _, part in places for row in part.rows]
        last = rows[-1].text
        alone = sum(not unicodedata.category(char).startswith(("P", "Z")) for char in last)
        if len(rows) > MOST_TITLE_LINES:
            yield told("page-title-long", page.number, text, fault=f"排成了 {len(rows)} 行")
        elif len(rows) > 1 and alone < LEAST_LAST_LINE:
            yield told("page-title-long", page.number, text, fault=f"末行只有“{last}”")


def photo_dots(document: Finished) -> Iterator[Diagnostic]:
    """A photo with fewer than 200 dots an inch at the size at which it is printed."""
    for page, part in document.parts(FIGURE):
        if not part.address:
            continue
        for picture in page.printed.pictures:
            width, height = picture.box.right - picture.box.left, picture.box.bottom - picture.box.top
            if not _within(picture.box, part.frame) or width <= 0 or height <= 0:
                continue
            dpi = min(picture.width / width, picture.height / height) * _POINTS_PER_INCH
            if dpi < LEAST_DPI * _ROUNDING:
                yield told(
                    "page-photo-dpi",
                    page.number,
                    document.file_of(part.address),
                    dpi=round(dpi),
                    least=LEAST_DPI,
                    millimetres=round(width / _POINTS_PER_MM),
                    dots=math.ceil(width / _POINTS_PER_INCH * LEAST_DPI),
                )


def _within(box: Box, frame: Frame) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return frame.left < x < frame.right and frame.top < y < frame.bottom


def title_glyphs(document: Finished) -> Iterator[Diagnostic]:
    """A Han character of a title from another face than the others of that title."""
    for page, part in document.parts(TITLE):
        # What stands beside the lines of a title, as 附件 does on landscape pages, is no part of it.
        left, right = min(row.left for row in part.rows), max(row.right for row in part.rows)
        lines = Frame(left, part.frame.top, right, part.frame.bottom)
        faces = [
            (char, run.face)
            for run in page.runs_in(lines)
            for char in run.text
            if unicodedata.name(char, "").startswith("CJK")
        ]
        if not faces:
            continue
        common = Counter(face for _, face in faces).most_common(1)[0][0]
        other = {char: face for char, face in faces if face != common}
        if other:
            characters, names = "".join(other), "、".join(sorted(set(other.values())))
            yield told("page-title-glyph", page.number, part.text, characters=characters, faces=names)
