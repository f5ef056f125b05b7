"""The booklet: pages two by two on sheets of twice their size, printed on both sides, folded and stapled.

The pages themselves are drawn as they were set. Where empty pages were put before the one with the foot,
that page loses its number (GB/T 9704-2012, 7.5) and comes to lie on a left page if it was a right one.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from generator.diagnostics import Diagnostic
from generator.model.profile import PT_PER_MM
from generator.pdf.booklet_numbers import Matrix, without_text_below
from generator.pdf.facts import Facts, write_facts
from generator.pdf.imposition import Side, padded, sides
from generator.pdf.options import AS_STANDARD, Options

_KEPT = frozenset(("/Type", "/Pages", "/Metadata", "/Lang"))
"""Bookmarks and links lead to pages that are not there any more."""
_CLEARANCE = 2.0
"""Millimetres below the type area where the page number begins at the earliest; the foot's last rule and its
glyphs' descenders are above."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page ready to be drawn: a form, and how it is turned and moved within its half of the sheet."""

    form: Object
    matrix: Matrix


def make_booklet_pdf(
    pdf: bytes, facts: Facts, options: Options = AS_STANDARD
) -> tuple[bytes | None, list[Diagnostic]]:
    """The booklet of a finished PDF, without bookmarks and links; the same bytes every time.

    A single page is told of: there is nothing to fold. Raises pikepdf.PdfError where `pdf` is none.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        count = len(document.pages)
        order = padded(count)
        width, height = _paper(document.pages[0])
        leaves = {
            page: _leaf(document.pages[page - 1], page, order.index(page) + 1, width, options)
            for page in range(1, count + 1)
        }
        if len(order) > count > 1:
            _drop_number(leaves[count], options)
        printed = sides(count)
        for side in printed:
            _add(document, side, leaves, width, height)
        del document.pages[:count]
        _say(document, facts, printed)
        found = [Diagnostic("booklet-one-page")] if count == 1 else []
        return _saved(document), found


def _paper(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of a page held upright, in points."""
    left, bottom, right, top = (float(value) for value in page.trimbox)
    return min(right - left, top - bottom), max(right - left, top - bottom)


def _leaf(page: pikepdf.Page, number: int, place: int, width: float, options: Options) -> _Leaf:
    """Page `number` at `place` of the booklet. A page that lies on its side is set upright, its top to the
    left; one that was set for the other side of the sheet is moved to that side's margins."""
    left, bottom, right, top = (float(value) for value in page.trimbox)
    moved = 0.0
    if (number - place) % 2:
        moved = (options.binding - options.outer) * PT_PER_MM * (1 if place % 2 else -1)
    if right - left > top - bottom:
        matrix = (0.0, 1.0, -1.0, 0.0, width + bottom + moved, -left)
    else:
        matrix = (1.0, 0.0, 0.0, 1.0, moved - left, -bottom)
    return _Leaf(page.as_form_xobject(), matrix)


def _drop_number(leaf: _Leaf, options: Options) -> None:
    edge = (options.bottom - _CLEARANCE) * PT_PER_MM
    leaf.form.write(without_text_below(leaf.form, leaf.matrix, edge))


def _add(document: pikepdf.Pdf, side: Side, leaves: dict[int, _Leaf], width: float, height: float) -> None:
    """One side of a sheet as a page at the document's end."""
    page = document.add_blank_page(page_size=(2 * width, height))
    page.obj.MediaBox = Array([0, 0, Decimal(f"{2 * width:.6f}"), Decimal(f"{height:.6f}")])
    drawn, forms = [], Dictionary()
    for name, number, across in (("/Left", side.left, 0.0), ("/Right", side.right, width)):
        if number is None:
            continue
        a, b, c, d, e, f = leaves[number].matrix
        forms[name] = leaves[number].form
        drawn.append(f"q\n{a:g} {b:g} {c:g} {d:g} {e + across:.6f} {f:.6f} cm\n{name} Do\nQ\n")
    page.obj.Resources = Dictionary(XObject=forms)
    page.obj.Contents = document.make_stream("".join(drawn).encode("ascii"))


def _say(document: pikepdf.Pdf, facts: Facts, printed: tuple[Side, ...]) -> None:
    """Metadata, names of the sides, and how the file wants to be printed, for readers that heed it."""
    for name in set(document.Root.keys()) - _KEPT:
        del document.Root[name]
    write_facts(document, facts)
    labels: list[Object | int] = []
    for index, side in enumerate(printed):
        words = f"第{side.sheet}张{'正面' if side.front else '背面'}"
        labels += [index, Dictionary(P=String(words))]
    document.Root.PageLabels = Dictionary(Nums=Array(labels))
    document.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"), Duplex=Name.DuplexFlipShortEdge)


def _saved(document: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    document.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()
