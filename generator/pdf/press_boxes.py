"""The boxes of a page that is cut out of a larger sheet, and the marks that say where (ISO 15930-7, 6.10)."""

from __future__ import annotations

from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from generator.model.profile import PT_PER_MM

MARK_GAP, MARK_LENGTH, MARK_ROOM = 3.0, 5.0, 1.0
"""Millimetres: how far marks stay from the cut at least, how long they are, what is left beyond them."""
_MARK_WIDTH = 0.25
"""In points, a hairline."""
MARKS = "/CropMarks"
"""The name of the colour that is on all plates, in the resources of a page with marks."""

Box = tuple[float, float, float, float]


def set_boxes(page: pikepdf.Page, bleed: float, marks: bool) -> Box:
    """Give a page its boxes, `bleed` in millimetres; returns the one that it is cut to, in points.

    Nothing on the page moves: the paper grows around it, so that its origin comes to lie inside.
    """
    trim = _box(page.obj.get("/TrimBox", page.mediabox))
    page.obj.TrimBox = _array(trim)
    page.obj.BleedBox = _array(_grown(trim, bleed))
    page.obj.MediaBox = _array(_grown(trim, _reach(bleed) if marks else bleed))
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]
    return trim


def crop_marks(trim: Box, bleed: float) -> bytes:
    """Operators that draw two lines at every corner, outside the bleed, in the colour space `MARKS`."""
    left, bottom, right, top = trim
    gap = max(bleed, MARK_GAP) * PT_PER_MM
    end = gap + MARK_LENGTH * PT_PER_MM
    lines = [
        (x, y + sign * gap, x, y + sign * end) for x in (left, right) for y, sign in ((bottom, -1), (top, 1))
    ]
    lines += [
        (x + sign * gap, y, x + sign * end, y) for y in (bottom, top) for x, sign in ((left, -1), (right, 1))
    ]
    drawn = "\n".join(f"{a:.4f} {b:.4f} m {c:.4f} {d:.4f} l S" for a, b, c, d in lines)
    return f"\nq\n{MARKS} CS 1 SCN\n{_MARK_WIDTH} w\n{drawn}\nQ\n".encode("ascii")


def _reach(bleed: float) -> float:
    return max(bleed, MARK_GAP) + MARK_LENGTH + MARK_ROOM


def all_plates(document: pikepdf.Pdf) -> Object:
    """Separation All (ISO 32000-1, 8.6.6.4): marks have to be on every plate to be laid over each other."""
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1
    )
    return document.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, tint]))


def _grown(box: Box, by: float) -> Box:
    add = by * PT_PER_MM
    return (box[0] - add, box[1] - add, box[2] + add, box[3] + add)


def _box(array: Object) -> Box:
    left, bottom, right, top = (float(value) for value in array)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _array(box: Box) -> Array:
    return Array([Decimal(f"{value:.6f}") for value in box])
