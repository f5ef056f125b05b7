"""What was changed between two states of a page, as the record of changes tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from generator.render.blocks import page_blocks, parse_page, row_cells, said_by
from generator.render.differences import is_continuation
from generator.render.words import Piece, compare, spaced
from generator.typeset.line_numbers import ATTRIBUTE, SetLine

BESIDE = 12
"""Characters of unchanged text that the record of changes shows beside a change."""
_DOCTYPE = "<!DOCTYPE html>\n"


@dataclass(frozen=True, slots=True)
class Change:
    """One change, for the record: what was there, what is there now, and the heading that it stands under.
    `block` is the block of the new page that was changed, or behind which something is gone: its place among
    `blocks_of` that page, -1 at the very beginning. `place` is where that is printed, 第2页第5行."""

    old: str
    new: str
    under: str
    block: int = -1
    place: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """Both texts in one, word by word; what stays between is shortened."""
        pieces = compare(spaced(self.old), spaced(self.new))
        if len(pieces) == 1:
            return pieces
        last = len(pieces) - 1
        return [
            Piece(one.kind, _short(one.text, number > 0, number < last)) if one.kind == "same" else one
            for number, one in enumerate(pieces)
        ]

    @property
    def spots(self) -> list[int]:
        """Where in the new text something was changed: characters before it, blanks not counted."""
        spots: list[int] = []
        position, same = 0, True
        for piece in compare(self.old, self.new):
            if piece.kind != "same" and same:
                spots.append(position)
            same = piece.kind == "same"
            position += 0 if piece.kind == "gone" else _seen(piece.text)
        return spots


def _short(text: str, has_before: bool, has_after: bool) -> str:
    """A text that stays, as much of it as shows where the changes beside it are."""
    start, end = BESIDE * has_before, BESIDE * has_after
    if len(text) <= start + end + 2:
        return text
    return f"{text[:start]}……{text[len(text) - end :] if end else ''}"


def _seen(text: str) -> int:
    return sum(not char.isspace() for char in text)


def page_html(page: HtmlElement) -> str:
    """A parsed page as it is written down again."""
    return f"{_DOCTYPE}{lxml.html.tostring(page, encoding='unicode')}"


def blocks_of(page: HtmlElement) -> list[HtmlElement]:
    """The blocks of a page that are compared; 续表 is a matter of where pages end."""
    return [block for block in page_blocks(page) if not is_continuation(said_by(block))]


def addressed(html: str, blocks: set[int]) -> str:
    """The page with names on some of its `blocks_of`, by which the lines are told that they take: `3.0` is
    the first cell of the block 3 if that is a row, else all of it. Nothing in it looks otherwise."""
    page = parse_page(html)
    own = set(page.iter("span"))
    for number, block in enumerate(blocks_of(page)):
        if number in blocks:
            for cell, element in enumerate(row_cells(block) if block.tag == "tr" else [block]):
                element.set(ATTRIBUTE, f"{number}.{cell}")
    for span in set(page.iter("span")) - own:
        if span.get(ATTRIBUTE) is None:
            span.drop_tag()
    return page_html(page)


def place_of(change: Change, lines: Mapping[str, tuple[SetLine, ...]]) -> str:
    """Where a change is printed, 第2页第5、7行; nothing where that cannot be told. `lines` are those of the
    blocks that `addressed` has named."""
    names = sorted((name for name in lines if _order(name)[0] == change.block), key=_order)
    own = [one for name in names for one in lines[name]]
    if not own:
        return ""
    if not change.new:
        return _worded([own[-1]], "后" if own[-1].line else "")
    if not own[0].line:
        return _worded(own[:1])
    if not change.old or sum(one.characters for one in own) != _seen(change.new):
        # Footnotes stand elsewhere on the page: then nobody can tell but where the block begins.
        return _worded(own[:1], "起" if len(own) > 1 else "")
    return _worded(list(dict.fromkeys(_line_at(own, spot) for spot in change.spots)))


def _order(name: str) -> tuple[int, int]:
    block, _, cell = name.partition(".")
    return int(block), int(cell)


def _line_at(lines: list[SetLine], spot: int) -> SetLine:
    """The line with the character at `spot`; what is missing at the very end is missing from the last."""
    for line in lines:
        if spot < line.characters:
            return line
        spot -= line.characters
    return lines[-1]


def _worded(lines: list[SetLine], end: str = "") -> str:
    pages: dict[int, list[int]] = {}
    for one in lines:
        numbers = pages.setdefault(one.page, [])
        if one.line and one.line not in numbers:
            numbers.append(one.line)
    return "，".join(f"第{page}页{_numbers(numbers)}" for page, numbers in pages.items()) + end


def _numbers(numbers: list[int]) -> str:
    return f"第{'、'.join(map(str, numbers))}行" if numbers else ""
