"""Where this package takes the place of parts of WeasyPrint.

Eight functions of WeasyPrint are wrapped: six for lines, one for the 续表 of tables, one for footnotes.
Each wrapper looks whether the text belongs to a document that is set with a TypeCase and hands over to
WeasyPrint's own function otherwise. WeasyPrint has no interface for this, so the version is guarded;
tests/test_pages.py fails when WeasyPrint changes under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import weasyprint
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, inline, preferred
from weasyprint.text import line_break

from generator.typeset import drawing, lines, styles, svg
from generator.typeset.breaks import LONGEST, atoms, break_points
from generator.typeset.lines import EM_CENTRE, SetLine
from generator.typeset.shaping import TypeCase

TESTED = "70."
# The class of a paragraph whose last line has its parts at both ends, and evenly between them.
APART = "apart"
# Text is never pulled wider than this at a gap, in em; such a line is left ragged.
MOST_SPREAD = 1.0


def install() -> None:
    """Wrap WeasyPrint's functions, once in a process. Raises RuntimeError for an untested version."""
    if not weasyprint.__version__.startswith(TESTED):
        raise RuntimeError(
            f"WeasyPrint {weasyprint.__version__} is not a version that line setting was tested with"
        )
    if inline.split_text_box is split_text_box:
        return
    inline.split_text_box = split_text_box
    preferred.split_first_line = split_first_line
    inline.can_break_text = preferred.can_break_text = can_break_text
    inline.justify_line = justify_line
    inline.strut = strut
    block.table_layout = table_layout
    LayoutContext._update_footnote_area = update_footnote_area
    draw_text.draw_first_line = draw_first_line
    svg.install()
    styles.install()


_split_text_box = inline.split_text_box
_split_first_line = line_break.split_first_line
_can_break_text = line_break.can_break_text
_justify_line = inline.justify_line
_strut = line_break.strut
_table_layout = block.table_layout
_update_footnote_area = LayoutContext._update_footnote_area
_draw_first_line = draw_text.draw_first_line


def strut(style: Any) -> tuple[float, float]:
    """Line height and baseline, the same for all faces: a line with two faces is no higher than others."""
    case, size, line_height = style.font_config, style["font_size"], style["line_height"]
    if not isinstance(case, TypeCase) or line_height == "normal":
        return _strut(style)  # type: ignore[no-any-return]
    kept = case.struts.get((size, line_height))
    if kept is None:
        height = _strut(style)[0]
        kept = case.struts[size, line_height] = (height, height / 2 + EM_CENTRE * size)
    return kept


def split_text_box(
    context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
) -> tuple[Any, int | None, bool]:
    """WeasyPrint's split_text_box: the part of `box` that fits, where to go on, whether a newline cut it."""
    style = box.style
    if not isinstance(style.font_config, TypeCase):
        return _split_text_box(context, box, available_width, skip, is_line_start)  # type: ignore[no-any-return]
    if style["font_size"] == 0 or not box.text:
        return None, None, False
    whole = lines.paragraph(box.text, style)
    begin = whole.index[skip]
    if begin == len(whole.cells.pieces):
        return None, None, False
    line, resume, width = lines.split(
        whole, begin, _room(style, available_width), _collapses(style), cut=is_line_start
    )
    new_box = None
    if line.text:
        new_box = box.copy_with_text(line.text)
        new_box.width = width
        new_box.pango_layout = line
        height, new_box.baseline = strut(style)
        new_box.height = style["font_size"]
        new_box.margin_top = new_box.margin_bottom = (height - new_box.height) / 2
    newline = resume > line.end and whole.cells.pieces[resume - 1] == "\n"
    if resume == len(whole.cells.pieces) and not newline:
        return new_box, None, False
    resume_at = whole.offsets[resume] if resume < len(whole.offsets) else len(box.text.encode())
    return new_box, resume_at, newline


def split_first_line(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> tuple[Any, int, int | None, float, float, float]:
    """WeasyPrint's split_first_line, which measures the least and the preferred width of text."""
    if not isinstance(style.font_config, TypeCase):
        return _split_first_line(  # type: ignore[no-any-return]
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    room = _room(style, max_width)
    whole, line, resume, width = _first_line(text, style, room)
    height, baseline = strut(style)
    done = resume >= len(whole.cells.pieces)
    resume_at = None if done else whole.offsets[resume]
    return line, len(line.text.encode()), resume_at, width, height, baseline


def _first_line(text: str, style: Any, room: float | None) -> tuple[Any, SetLine, int, float]:
    """The first line of a text. WeasyPrint asks for it again with what is left, line by line, so that
    only as much as one line can hold is measured, and nothing of it is kept."""
    if room is not None and style["font_size"]:
        # Half an em is a narrow character; what no line may part is shorter than the rest.
        length = int(2 * room / style["font_size"]) + 3 * LONGEST
        if length < len(text):
            start = lines.paragraph(text[:length], style, keep=False)
            line, resume, width = lines.split(start, 0, room, _collapses(style))
            if resume < len(start.cells.pieces) - LONGEST:
                return start, line, resume, width
    whole = lines.paragraph(text, style, keep=room is None)
    return whole, *lines.split(whole, 0, room, _collapses(style))


def _room(style: Any, width: float | None) -> float | None:
    return width if style["white_space"] in ("normal", "pre-wrap", "pre-line") else None


def _collapses(style: Any) -> bool:
    return style["white_space"] in ("normal", "nowrap", "pre-line")


def can_break_text(text: str, lang: str | None) -> bool:
    """Whether a line may end anywhere inside `text`."""
    if not (lang or "").startswith("zh"):
        return bool(_can_break_text(text, lang))
    return any(break_points(atoms(text))[1:])


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread what is left of a line's width over all its gaps, in place."""
    if not isinstance(line.style.font_config, TypeCase):
        _justify_line(context, line, extra_width)
        return
    if _has_class(line, APART):
        _part(line, extra_width)
        return
    texts = [box for box in _leaves(line) if isinstance(box, boxes.TextBox)]
    gaps = lines.gaps_of([box.pango_layout for box in texts])
    if not gaps or extra_width / gaps > MOST_SPREAD * line.style["font_size"]:
        return
    after = {id(box): following.pango_layout.pieces[0] for box, following in pairwise(texts)}
    _spread(line, extra_width / gaps, after, 0.0)


def _part(line: Any, extra_width: float) -> None:
    """Put what is left of the width between the children of a line: the first stays at the left."""
    children = [child for child in line.children if isinstance(child, boxes.InlineBox)]
    if len(children) == 1 and _has_class(children[0], "date"):
        children[0].translate(extra_width, 0)  # the date has come down to a line of its own
        return
    for number, child in enumerate(children[1:], start=1):
        child.translate(extra_width * number / (len(children) - 1), 0)


def _leaves(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.InlineBox):
            yield from _leaves(child)
        elif child.is_in_normal_flow():
            yield child


def _spread(box: Any, amount: float, after: dict[int, str], shift: float) -> float:
    """Move and widen `box` and what is in it; the shift for whatever follows is returned."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        box.pango_layout, wider = lines.spread(box.pango_layout, amount, after.get(id(box), ""))
        box.width += wider
        return shift + wider
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _spread(child, amount, after, shift)
        box.width += shift - before
        return shift
    box.translate(shift, 0)
    return shift


def draw_first_line(
    stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
) -> list[Any]:
    """Draw the line of a text box; returns the colour glyphs that are drawn apart, of which we have none."""
    line = textbox.pango_layout
    if not isinstance(line, SetLine):
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)  # type: ignore[no-any-return]
    if textbox.text.strip() and textbox.style["font_size"] > 1e-6:
        _, _, _, _, x, y = matrix.values
        style = textbox.style
        drawing.draw(stream, line, x, y, style.font_config, style["font_family"][0])
    return []


def table_layout(
    context: Any, table: Any, bottom_space: float, skip_stack: Any, *more: Any, **named: Any
) -> Any:
    """WeasyPrint's table_layout; the row that says 续表 stands only where a table goes on."""
    starts = skip_stack is None
    if (
        starts
        and isinstance(table.style.font_config, TypeCase)
        and table.children
        and table.children[0].is_header
    ):
        header = table.children[0]
        rows = [row for row in header.children if not _is_continuation(row)]
        if len(rows) < len(header.children):
            table = table.copy_with_children([header.copy_with_children(rows), *table.children[1:]])
    return _table_layout(context, table, bottom_space, skip_stack, *more, **named)


def _is_continuation(row: Any) -> bool:
    return _has_class(row, "continued")


def _has_class(box: Any, name: str) -> bool:
    return box.element is not None and name in (box.element.get("class") or "").split()


def update_footnote_area(context: Any) -> Any:
    """WeasyPrint's method, and then: footnotes stay on the page of their call.

    WeasyPrint sends footnotes that are already placed to the next page when that lets one more line
    of a later paragraph stand on this one. It does not do so in columns, so the context is told that it
    is in one, except while the area is measured; our pages have no columns.
    """
    if not isinstance(context.font_config, TypeCase):
        return _update_footnote_area(context)
    context.in_column = False
    try:
        return _update_footnote_area(context)
    finally:
        context.in_column = True
