"""Sections of the document: the page upright or turned, page numbers, what stands on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator.model.profile import Profile
from generator.word.out.page import Page, twips
from generator.word.out.xml import field, make, paragraph, run

_DASH_TOP, _EM_TOP = 0.329, 0.88
"""Em above the baseline of the upper edge of a dash, and of the em box; as for the printed pages."""
_LEVEL_GAP, _LEVEL_SIZE = 7 * 72 / 25.4, 14.0
"""Points between the level above a page and its type area, and its size; as in print.css."""
_SPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'


@dataclass(frozen=True, slots=True)
class Layout:
    """A section: `wide` is a page turned to the right; `start` how it begins: nextPage, evenPage; `numbered`:
    its pages carry numbers."""

    wide: bool = False
    start: str = "nextPage"
    numbered: bool = True


def section_properties(layout: Layout, page: Page, profile: Profile) -> Any:
    """The properties of a section. Margins are those of an odd page; Word swaps the sides on even pages."""
    header = page.top - twips(_LEVEL_GAP + _LEVEL_SIZE)
    drop = profile.page_number_drop.pt - (_EM_TOP - _DASH_TOP) * profile.page_number_size.pt
    footer = page.bottom - twips(drop + profile.page_number_size.pt)
    size: dict[str, object] = {"w": page.width, "h": page.height}
    edges = {"top": page.top, "right": page.outside, "bottom": page.bottom, "left": page.inside}
    if layout.wide:
        size = {"w": page.height, "h": page.width, "orient": "landscape"}
        edges = {"top": page.inside, "right": page.top, "bottom": page.outside, "left": page.bottom}
        # Here they hold nothing that has a place in the text; they must not push it.
        header = footer = page.outside // 2
    return make(
        "w:sectPr",
        None,
        make("w:type", {"val": layout.start}),
        make("w:pgSz", size),
        make("w:pgMar", {**edges, "header": header, "footer": footer, "gutter": 0}),
        make("w:cols", {"space": 0}),
        make("w:docGrid", {"type": "linesAndChars", "linePitch": page.line, "charSpace": page.pitch}),
    )


def furnish(
    sections: Sequence[Any],
    layouts: Sequence[Layout],
    page: Page,
    profile: Profile,
    *,
    level: str,
    draft: str,
) -> None:
    """Headers and footers of all sections: page numbers at the outer edges; `level` (机密★1年) above every
    page but the first, which has it in its masthead; `draft` across every page."""
    for number, (section, layout) in enumerate(zip(sections, layouts, strict=True)):
        first = number == 0 and bool(level)
        section.different_first_page_header_footer = first
        kinds = [
            ("odd", section.header, section.footer),
            ("even", section.even_page_header, section.even_page_footer),
        ]
        if first:
            kinds.append(("first", section.first_page_header, section.first_page_footer))
        for kind, header, footer in kinds:
            text = [run(level)] if level and kind != "first" else []
            side = "even" if kind == "even" else "odd"
            extra = [_watermark(draft, f"{number}{kind}")] if draft else []
            if layout.wide and layout.numbered:
                extra.append(_turned_number(side, page, profile, f"{number}{kind}"))
            _fill(header, paragraph("Header", [*text, *extra]))
            numbered = layout.numbered and not layout.wide
            _fill(footer, _page_number(side, profile) if numbered else paragraph("Footer"))


def _fill(part: Any, element: Any) -> None:
    part.is_linked_to_previous = False
    root = part._element
    # python-docx's own empty header names extensions that are not used.
    root.attrib.clear()
    for child in list(root):
        root.remove(child)
    root.append(element)


def _page_number(side: str, profile: Profile) -> Any:
    """— 1 —, one character in from the outer edge."""
    inset = twips(profile.page_number_inset.pt)
    indent: dict[str, object] = {"left": inset} if side == "even" else {"right": inset}
    align = "left" if side == "even" else "right"
    return paragraph("Footer", _number(), indent=indent, align=align)


def _number() -> list[Any]:
    return [run("— "), *field("PAGE", "1"), run(" —")]


def _turned_number(side: str, page: Page, profile: Profile, name: str) -> Any:
    """The number of a turned page, where it would be if the page were upright: in a box at the left."""
    size = profile.page_number_size.pt
    drop = profile.page_number_drop.pt - (_EM_TOP - _DASH_TOP) * size
    left = (page.top if side == "even" else page.bottom) / 20 - drop - size - 2
    style = (
        f"position:absolute;margin-left:{left:.2f}pt;margin-top:{page.inside / 20:.2f}pt;"
        f"width:{size + 2:.2f}pt;height:{page.type_width / 20:.2f}pt;z-index:1;"
        "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    shape = parse_xml(
        f'<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {_SPACES}>'
        f'<v:rect id="PageNumber{name}" style="{style}" filled="f" stroked="f">'
        '<v:textbox style="layout-flow:vertical" inset="0,0,0,0"><w:txbxContent/></v:textbox>'
        "</v:rect></w:pict>"
    )
    shape.find(f".//{qn('w:txbxContent')}").append(_page_number(side, profile))
    return make("w:r", None, shape)


def _watermark(text: str, name: str) -> Any:
    """Large pale letters from corner to corner, behind the text: what Word itself calls a watermark."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:280pt;height:100pt;rotation:-35;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    return make(
        "w:r",
        None,
        parse_xml(
            f'<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {_SPACES}>'
            '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
            'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
            '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
            '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
            '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
            '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
            f'<v:shape id="PowerPlusWaterMarkObject{name}" '
            f'type="#_x0000_t136" style="{style}" o:allowincell="f" fillcolor="#e4e4e4" stroked="f">'
            f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{text}"/>'
            "</v:shape></w:pict>"
        ),
    )
