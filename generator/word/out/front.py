"""What stands before and after the text: masthead, contents, foot."""

from __future__ import annotations

import re
from math import ceil
from typing import Any

from generator.model.bulletin import Bulletin, Foot, Masthead
from generator.model.profile import Profile
from generator.render.bulletin import one_line
from generator.render.charts.measure import text_width
from generator.render.sections import is_long, section_heads
from generator.word.out.grid import Cell, grid
from generator.word.out.page import twips
from generator.word.out.supplies import Supplies, bookmark
from generator.word.out.xml import PLAIN, Setting, Spacing, field, gap, make, paragraph, run, tab, tab_stop

_LINES = 8
"""Lines of the text that the masthead takes, with the empty one below its rule; as in print.css."""
_NUMBER_GAP = 16.0
"""Points between the name and the number, as in print.css."""
_LEADING = 1.2
"""Of the name, in its size: faces of titles are cut off in a line as high as their size."""
_BORDERS = re.compile(r"(?<=[^\x00-\x7f])(?=[\x21-\x7e])|(?<=[\x21-\x7e])(?=[^\x00-\x7f])")
"""Where Han and Latin letters or digits meet."""
_GUTTER = 480
"""Twips between the two columns of long contents."""


def masthead(head: Masthead, profile: Profile, supplies: Supplies) -> list[Any]:
    line = supplies.page.line
    marks = []
    if head.copy_number:
        # Only the room for it: copies are numbered when they are sent, and those are PDFs.
        marks.append(paragraph("MastheadMark"))
    if head.secrecy or head.notice:
        aside = [tab(), run(head.notice)] if head.secrecy and head.notice else [run(head.notice)]
        marks.append(paragraph("MastheadMark", [run(head.secrecy), *aside] if head.secrecy else aside))
    names, name_height = _name(head, profile, twips(profile.name_top.pt) - len(marks) * line)
    taken = twips(profile.name_top.pt) + name_height + twips(_NUMBER_GAP) + line
    above = max(6 * line - 80 - taken, 0) if len(head.name_lines) == 1 else twips(_NUMBER_GAP)
    number = paragraph("MastheadNumber", [run(head.number_line)], spacing=Spacing(before=twips(_NUMBER_GAP)))
    rule = twips(profile.masthead_rule.pt)
    narrow = _narrow([head.issuer, head.date_line], profile.body_size.pt, supplies.page.type_width)
    imprint = paragraph(
        "MastheadImprint",
        [run(head.issuer, setting=narrow), tab(), run(head.date_line, setting=narrow)],
        spacing=Spacing(before=above, after=line - rule),
    )
    return [*marks, *names, number, imprint]


def _name(head: Masthead, profile: Profile, top: int) -> tuple[list[Any], int]:
    """The name in its lines, and its height in twips without what is above it."""
    full, width = profile.name_size.pt, profile.type_width.pt
    count = max(len(line) for line in head.name_lines)
    several = len(head.name_lines) > 1
    size = min(full * 0.8, width / count) if several else full
    leading = twips(size * _LEADING)
    # The line is higher than the letters; half of what is more stands above them.
    before = max(top - twips(size * (_LEADING - 1) / 2), 0)
    setting = Setting(size=size) if several else PLAIN
    if not several and count * size > width:
        setting = Setting(narrow=int(100 * width / (count * size)))
    elif not several and count < 7:
        setting = Setting(space=min(size * 0.5, (width * 0.72 - count * size) / count))
    made = []
    for number, line in enumerate(head.name_lines):
        spacing = Spacing(before=0 if number else before, line=leading)
        # What spreads letters stands behind each; behind the last it would push the name off its middle.
        body, end = (line[:-1], line[-1:]) if setting.space else (line, "")
        runs = [run(body, setting=setting)] + ([run(end)] if end else [])
        made.append(paragraph("MastheadName", runs, spacing=spacing))
    return made, leading * len(head.name_lines) - twips(size * (_LEADING - 1) / 2)


def contents(bulletin: Bulletin, supplies: Supplies, *, continuous: bool) -> list[Any]:
    """The contents with the page numbers that they have in print; fields, which Word counts anew."""
    if continuous:
        return _parts(bulletin, supplies) if is_long(bulletin) else []
    if len(bulletin.articles) < 2:
        return []
    made = [_title()]
    for section in bulletin.sections:
        if section.name:
            made.append(paragraph("ContentsSection", [run(section.name)]))
        made += [_entry("TOC1", one_line(article), article.anchor, supplies) for article in section.articles]
    return [*made, gap(supplies.page.line)]


def _parts(bulletin: Bulletin, supplies: Supplies) -> list[Any]:
    """The parts of a long bulletin of figures, in two columns."""
    room = (supplies.page.type_width - _GUTTER) // 2
    heads = section_heads(bulletin)
    entries = []
    for section, head in zip(bulletin.sections, heads, strict=True):
        if section.name and section.anchor:
            entries.append(_entry("TOC2", head.line, section.anchor, supplies, room))
        entries += [
            _entry("TOC3", one_line(article), article.anchor, supplies, room) for article in section.articles
        ]
    half = ceil(len(entries) / 2)
    cells = [Cell(tuple(entries[:half]), align="top"), Cell((), align="top")]
    cells.append(Cell(tuple(entries[half:]), align="top"))
    widths = [room, supplies.page.type_width - 2 * room, room]
    return [_title(), grid(widths, [cells], rules={}), gap(supplies.page.line // 2)]


def _title() -> Any:
    return paragraph("TOCHeading", [run("目", setting=Setting(space=16.0)), run("录")])


def _entry(style: str, text: str, anchor: str, supplies: Supplies, room: int = 0) -> Any:
    """One line; `room` is the column's width where it is not the page's."""
    number = field(f"PAGEREF {bookmark(anchor)} \\h", str(supplies.pages.get(anchor, "")), "PageReference")
    link = make("w:hyperlink", {"anchor": bookmark(anchor), "history": 1}, run(text), tab(), *number)
    return paragraph(style, [link], tabs=[tab_stop(room, leader="dot")] if room else ())


def foot(foot: Foot, profile: Profile, supplies: Supplies, *, wide: bool, even: bool) -> list[Any]:
    """The foot: a table that stands on the bottom edge of the type area, and what holds it to its page.

    Its left edge is told from the paper's edge, and so depends on whether its page is `even`: LibreOffice
    takes a table as broad as the text, placed by the margins, for one that stands in the text.
    """
    page = supplies.page
    sides = (page.bottom, page.top) if wide else (page.inside, page.outside)
    room = supplies.page.wide_width if wide else supplies.page.type_width
    thick, thin = (round(rule.pt * 8) for rule in (profile.foot_rule_thick, profile.foot_rule_thin))
    lists = tuple(
        paragraph("FootRow", [run(f"{label}："), run(f"{'，'.join(names)}。")])
        for label, names in foot.rows
        if names
    )
    rows: list[tuple[Any, ...]] = [lists] if lists else []
    if foot.officers:
        rows.append((_apart([f"{label}：{name}" for label, name in foot.officers], profile, room),))
    imprint = [_apart([foot.issuer, foot.date_line], profile, room)]
    if foot.copies:
        imprint.append(paragraph("Foot", [run(f"共印{foot.copies}份")], align="right"))
    rows.append(tuple(imprint))
    place = make(
        "w:tblpPr",
        {
            **{"leftFromText": 0, "rightFromText": 0, "topFromText": supplies.page.line // 2},
            **{"vertAnchor": "margin", "horzAnchor": "page", "tblpX": sides[even], "tblpYSpec": "bottom"},
        },
    )
    table = grid(
        [room],
        [[Cell(row)] for row in rows],
        rules={"top": thick, "left": 0, "bottom": thick, "right": 0, "insideH": thin},
        margins=(40, 0),
        placed=place,
    )
    return [table, gap(20)]


def _apart(parts: list[str], profile: Profile, room: int) -> Any:
    """One line with its parts spread from edge to edge; tabs are counted from the edge of the table."""
    inset = twips(profile.foot_inset.pt)
    inner = room - 2 * inset
    narrow = _narrow(parts, profile.foot_size.pt, inner)
    runs = [run(parts[0], setting=narrow)]
    stops = []
    for number, part in enumerate(parts[1:], start=1):
        last = number == len(parts) - 1
        stops.append(tab_stop(inset + inner * number // (len(parts) - 1), "right" if last else "center"))
        runs += [tab(), run(part, setting=narrow)]
    return paragraph("Foot", runs, tabs=stops)


def _narrow(parts: list[str], size: float, room: int) -> Setting:
    """How narrow the parts of a line must be, in percent, that it does not turn: some programs set Han and
    digits a quarter em apart, whatever a file says."""
    text = "　".join(parts)
    width = text_width(text, size) + size / 4 * len(_BORDERS.findall(text))
    return Setting(narrow=int(100 * room / 20 / width)) if width > room / 20 else PLAIN
