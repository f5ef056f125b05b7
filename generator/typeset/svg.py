"""Text of drawings that stand in the page itself (inline `<svg>`): set in the bulletin's own faces.

WeasyPrint keeps a drawing's style apart from the page's: its text would be in WeasyPrint's default face. In
a browser a drawing inherits from the element that it stands in, and so it does here. Nor does WeasyPrint
know our way of choosing and embedding faces in drawings, and it aligns text by means of transparency
groups, which PDF/A-1 forbids.
"""

from __future__ import annotations

from typing import Any

from weasyprint import html
from weasyprint.svg import SVG
from weasyprint.svg.utils import size as length

from generator.typeset import drawing, lines
from generator.typeset.shaping import TypeCase

_ELEMENT = "{http://www.w3.org/2000/svg}svg"
# How much of its width a text stands left of its place.
_SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}

_handle_svg = html.HTML_HANDLERS[_ELEMENT]
_draw_node = SVG.draw_node


def install() -> None:
    """Wrap WeasyPrint's two functions, once in a process; `hook.install` guards the version."""
    html.HTML_HANDLERS[_ELEMENT] = handle_svg
    SVG.draw_node = draw_node


def handle_svg(element: Any, box: Any, get_image_from_uri: Any, base_url: str | None) -> Any:
    """WeasyPrint's handler of an inline drawing; the drawing keeps the style of its place in the page."""
    made = _handle_svg(element, box, get_image_from_uri, base_url)
    if isinstance(box.style.font_config, TypeCase):
        for replaced in made:
            replaced.replacement._svg.page_style = box.style
    return made


def draw_node(svg: Any, node: Any, font_size: float, *more: Any, **named: Any) -> None:
    """WeasyPrint's method that draws an element of a drawing; plain lines of text are drawn by us."""
    page_style = getattr(svg, "page_style", None)
    if page_style is None or node.tag != "text" or len(node._etree_node):
        _draw_node(svg, node, font_size, *more, **named)
        return
    if node.visible and (node.text or "").strip():
        size = length(node.get("font-size", "1em"), font_size, font_size)
        _draw_text(svg, node, size, _style(page_style, node, size))


def _style(page_style: Any, node: Any, size: float) -> Any:
    style = page_style.copy()
    style["font_size"] = size
    style["letter_spacing"] = "normal"
    if family := node.get("font-family"):
        style["font_family"] = tuple(name.strip().strip("\"'") for name in family.split(","))
    return style


def _draw_text(svg: Any, node: Any, size: float, style: Any) -> None:
    """Draw a line of text at its place, in its colour."""
    line, _, width = lines.split(lines.paragraph(node.text, style), 0, None, False)
    x, y = svg.point(node.get("x", "0"), node.get("y", "0"), size)
    x -= width * _SHARES.get(node.get("text-anchor", "start"), 0.0)
    svg.stream.push_state()
    svg.transform(node, size)
    fill, stroke = svg.set_graphical_state(node, size)
    svg.stream.begin_text()
    svg.fill_stroke(fill, stroke, text=True)
    drawing.draw(svg.stream, line, x, y, style.font_config, style["font_family"][0])
    svg.stream.end_text()
    svg.stream.pop_state()
