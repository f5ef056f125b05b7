"""What stands around the body: masthead, page numbers and the rules of the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.measure.colours import Colour, is_red
from generator.measure.grid import CENTRE, SAME_SIZE, Area, area_of, turned_area
from generator.measure.lines import Line, common_size
from generator.measure.read import Document, Page, Rule
from generator.measure.rules import PAGE_NUMBER
from generator.model.profile import Profile

EM_TOP = CENTRE + 0.5
"""Top of an ideograph's em box above its baseline, in ems."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """`drop`: upper edge of the first dash's ink below the type area's bottom edge (`by_ink` false:
    the middle of the em box, where the font tells no ink). `inset`: from the outer edge of the type
    area (right on odd pages, left on even ones) to the nearest advance box. In points; `outer` says
    whether the number stands in the outer half at all."""

    page: int
    printed: int
    size: float
    drop: float
    inset: float
    outer: bool
    by_ink: bool


@dataclass(frozen=True, slots=True)
class Masthead:
    """`top`: top of the em boxes below the type area's top edge; `ink_top`: top of the ink, likewise.
    In points. `narrowing`: width over height of the em."""

    text: str
    size: float
    top: float
    ink_top: float | None
    narrowing: float
    colour: Colour
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot's rules from top to bottom; `drop`: lower side of the last rule below the type area's
    bottom edge, in points (negative: above it). `turned`: it stands on a page that lies turned."""

    page: int
    rules: tuple[Rule, ...]
    drop: float
    turned: bool = False


def masthead_of(document: Document, lines: Sequence[Line], profile: Profile) -> Masthead | None:
    """The largest red text of page 1 and the red rule below it; None without red text."""
    red = [line for line in lines if line.page == 1 and is_red(line.glyphs[0].colour)]
    if not red:
        return None
    size = max(line.size for line in red)
    # A name in two lines: the upper one has the top.
    name = [line for line in red if abs(line.size - size) < SAME_SIZE]
    first = min(name, key=lambda line: line.baseline)
    area = area_of(1, profile)
    inks = [glyph.baseline - glyph.ink.top * glyph.size for glyph in first.glyphs if glyph.ink]
    rules = [
        rule
        for rule in document.pages[0].rules
        if rule.horizontal and is_red(rule.colour) and rule.top > first.baseline
    ]
    return Masthead(
        text="".join(line.text for line in name),
        size=size,
        top=first.baseline - EM_TOP * size - area.top,
        ink_top=min(inks) - area.top if inks else None,
        narrowing=first.glyphs[0].narrowing,
        colour=first.glyphs[0].colour,
        rule=min(rules, key=lambda rule: rule.top) if rules else None,
    )


def page_numbers(lines: Sequence[Line], profile: Profile) -> tuple[PageNumber, ...]:
    """Every line of the form — 1 — below the type area, at most one a page; of turned pages, as they are
    when they are turned back."""
    found: dict[int, PageNumber] = {}
    for line in lines:
        match = PAGE_NUMBER.fullmatch(line.text)
        area = area_of(line.page, profile)
        if match and line.baseline > area.bottom:
            found[line.page] = _page_number(line, int(match[1]), area)
    return tuple(found[page] for page in sorted(found))


def _page_number(line: Line, printed: int, area: Area) -> PageNumber:
    dash = line.glyphs[0]
    above = dash.ink.top if dash.ink else CENTRE
    odd = line.page % 2 == 1
    middle = (line.left + line.right) / 2
    return PageNumber(
        page=line.page,
        printed=printed,
        size=common_size(line.glyphs),
        drop=dash.baseline - above * dash.size - area.bottom,
        inset=area.right - line.right if odd else line.left - area.left,
        outer=(middle > (area.left + area.right) / 2) == odd,
        by_ink=dash.ink is not None,
    )


def foot_of(document: Document, lines: Sequence[Line], size: float, profile: Profile) -> Foot | None:
    """The rules across the type area at the bottom of the last page that has any, counted upwards
    from the last one until a line of body text comes between."""
    for page in reversed(document.pages):
        area = (turned_area if page.turned else area_of)(page.number, profile)
        across = _across(page, area)
        if not across:
            continue
        texts = [line.baseline for line in lines if line.page == page.number and line.size > size - 1]
        chosen = [across[-1]]
        for upper, lower in reversed(list(pairwise(across))):
            if any(upper.top < baseline < lower.bottom for baseline in texts):
                break
            chosen.insert(0, upper)
        return Foot(page.number, tuple(chosen), chosen[-1].bottom - area.bottom, page.turned)
    return None


def _across(page: Page, area: Area) -> list[Rule]:
    """Horizontal rules, not red, of about the type area's width; from top to bottom. A table's rules
    are told apart by the vertical rules that meet them."""
    width = area.right - area.left
    upright = [rule for rule in page.rules if not rule.horizontal]
    return sorted(
        (
            rule
            for rule in page.rules
            if rule.horizontal
            and not is_red(rule.colour)
            and abs(rule.length - width) < 0.1 * width
            and not any(side.top - 1 <= rule.top <= side.bottom + 1 for side in upright)
        ),
        key=lambda rule: rule.top,
    )
