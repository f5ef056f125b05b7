"""How the sections of a bulletin of figures are headed: 一、二、三、, （一）（二）, 附件1.

Numbers depend on what stands beside a section, so they are given here and not where sections are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.load.headings import number_text, written_number
from generator.model.blocks import Block, Cases, Chart
from generator.model.bulletin import Bulletin, BulletinSection

LONG = 13
"""Sections from which a bulletin of figures has contents; a weekly one is read without (house)."""

_ANNEX = re.compile(r"附件\s*(?P<number>\d*)[\s：:.．、]*(?P<title>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of a section: `label` is 附件1 of an annex and empty elsewhere; `text` is the rest, with
    its number. `line` is both in one line, for contents and bookmarks."""

    label: str
    text: str

    @property
    def line(self) -> str:
        return "\u3000".join(part for part in (self.label, self.text) if part)


def section_heads(bulletin: Bulletin) -> tuple[Head, ...]:
    """The heads of all sections, in their order. A section without a name has an empty one and does not
    count; a number that the editor wrote is kept, and counting goes on from it. A single annex is 附件."""
    several = sum(section.annex for section in bulletin.sections) > 1
    heads = []
    number = annexes = 0
    for section in bulletin.sections:
        if section.annex:
            annexes += 1
            heads.append(_annex_head(section.name, str(annexes) if several else ""))
            continue
        if not section.name:
            heads.append(Head("", ""))
            continue
        written = written_number(section.name)
        number = number + 1 if written is None else written
        heads.append(Head("", section.name if written is not None else number_text(1, number) + section.name))
    return tuple(heads)


def subheading(section: BulletinSection, block: Block) -> str:
    """The heading of a block of cases, numbered （一） where the section has several; "" without one."""
    headed = [other for other in section.blocks if isinstance(other, Cases) and other.heading]
    place = next((number for number, other in enumerate(headed, 1) if other is block), 0)
    if not place:
        return ""
    text = headed[place - 1].heading
    return text if len(headed) == 1 or written_number(text) is not None else number_text(2, place) + text


def rows_of_blocks(section: BulletinSection) -> Iterator[tuple[Block, ...]]:
    """The section's blocks: two narrow charts that follow each other together, others alone."""
    waiting: list[Block] = []
    for block in section.blocks:
        if isinstance(block, Chart) and block.half:
            waiting.append(block)
            if len(waiting) == 2:
                yield tuple(waiting)
                waiting = []
            continue
        if waiting:
            yield tuple(waiting)
            waiting = []
        yield (block,)
    if waiting:
        yield tuple(waiting)


def is_long(bulletin: Bulletin) -> bool:
    """Whether the bulletin's contents are printed."""
    return sum(bool(section.name) for section in bulletin.sections) >= LONG


def _annex_head(name: str, number: str) -> Head:
    """A name may bring its own 附件1; without one it is counted."""
    written = _ANNEX.fullmatch(name)
    if written is None:
        return Head(f"附件{number}", name)
    return Head(f"附件{written['number'] or number}", written["title"])
