"""Headings: levels that jump or run back up, headings with nothing below them or without a second one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Prose, Rule, SiteRule
from generator.model.prose import HEADING, ITEM, PARAGRAPH, Block, Document

_HAN = r"[一二三四五六七八九十]{1,3}"
_TYPED = (
    pattern(rf"[\s　]*{_HAN}、(?!{_HAN})"),
    pattern(rf"[\s　]*（{_HAN}）"),
    pattern(r"[\s　]*\d{1,2}[.．、](?!\d)"),
    pattern(r"[\s　]*[（(]\d{1,2}[）)]"),
)
_SIGNS = ("一、", "（一）", "1.", "（1）")
_FIRST = (
    pattern(r"[\s　]*(?:一、(?!一|二))"),
    pattern(r"[\s　]*（一）"),
    pattern(r"[\s　]*1[.．、](?!\d)"),
    pattern(r"[\s　]*[（(]1[）)]"),
)
_SECOND = (pattern(r"二、"), pattern(r"（二）"), pattern(r"(?<!\d)2[.．、](?!\d)"), pattern(r"[（(]2[）)]"))
_BEGINS = frozenset("一二三四五六七八九十（(0123456789 　\t\n\u00a0")
"""What a number of a heading begins with, and blanks before it."""
_STAND_IN = 36
"""Characters of a paragraph that may be meant as a heading: it begins with a number and has no full stop."""
_NEXT_LINE = 2
"""Lines to the next block where only an empty one stands between."""
_ENDS = tuple("。！？；：，、…”）;:,.")


@dataclass(frozen=True, slots=True)
class _Head:
    """`depth`: 0 for 一、, 3 for （1）; None where no number is written."""

    block: Block
    depth: int | None
    level: int
    mark: int

    @property
    def sign(self) -> str:
        return self.block.text[: self.mark].strip()


def heading_order(document: Document, office: Office) -> Iterator[Found]:
    """（一） before any 一、; 一、 in a heading below one with （一）."""
    if document.kind != "report":
        return
    typed = [(head.depth, head) for head in _heads(document) if head.depth is not None]
    for place, (depth, head) in enumerate(typed):
        if place == 0:
            later = next((one for one in typed if one[0] < depth), None)
            if later is not None and _FIRST[later[0]].match(later[1].block.text):
                yield head.block, Hit(0, head.mark, {"lower": head.sign, "higher": later[1].sign})
            continue
        before_depth, before = typed[place - 1]
        if 0 < before.level < head.level and before_depth > depth:
            yield head.block, Hit(0, head.mark, {"lower": before.sign, "higher": head.sign})


def heading_jump(document: Document, office: Office) -> Iterator[Found]:
    """## and then ####."""
    if document.kind != "report":
        return
    heads = list(document.of(HEADING))
    if len(heads) > 1 and heads[0].level > 2 and min(one.level for one in heads) < heads[0].level:
        least = "#" * min(one.level for one in heads)
        first = heads[0]
        yield first, Hit(0, len(first.text), {"before": "正文", "told": "#" * first.level, "right": least})
    for before, block in pairwise(heads):
        if block.level > before.level + 1:
            words = {"before": "#" * before.level, "told": "#" * block.level}
            yield block, Hit(0, len(block.text), words | {"right": "#" * (before.level + 1)})


def _heads(document: Document) -> Iterator[_Head]:
    for block in document.of(HEADING, PARAGRAPH):
        depth, mark = _typed(block.text)
        if block.kind == HEADING:
            yield _Head(block, depth, block.level, mark or len(block.text))
        elif depth is not None and len(block.text) <= _STAND_IN and not block.text.endswith(_ENDS):
            yield _Head(block, depth, 0, mark)


def _typed(text: str) -> tuple[int | None, int]:
    if text[:1] not in _BEGINS:
        return None, 0
    for depth, form in enumerate(_TYPED):
        match = form.match(text)
        if match:
            return depth, match.end()
    return None, 0


def heading_alone(document: Document, office: Office) -> Iterator[Found]:
    """A heading below another that is the only one of its level there: （一） without （二）."""
    if document.kind != "report":
        return
    above: list[Block] = []
    below: list[tuple[Block, list[Block]]] = []
    own: dict[int, list[Block]] = {}
    for block in document.of(HEADING):
        while above and above[-1].level >= block.level:
            above.pop()
        if above:
            own[id(above[-1])].append(block)
        above.append(block)
        own[id(block)] = []
        below.append((block, own[id(block)]))
    if all(len(children) != 1 for _, children in below):
        return
    going_on = {_typed(block.text)[0] for block in document.of(PARAGRAPH, ITEM)}
    for parent, children in below:
        depth = _typed(children[0].text)[0] if len(children) == 1 else None
        if len(children) != 1 or (depth is not None and not _FIRST[depth].match(children[0].text)):
            continue
        # A paragraph may go on with the number after that of a heading.
        if depth is None or depth not in going_on:
            words = {"told": children[0].text[:12], "above": parent.text[:12]}
            yield children[0], Hit(0, len(children[0].text), words)


def heading_alone_anywhere(document: Document, office: Office) -> Iterator[Found]:
    """What `heading_alone` finds, then the only numbered heading of a report, then （一） of paragraphs that
    is followed by 二、 or by nothing."""
    told = set()
    for block, hit in heading_alone(document, office):
        told.add(id(block))
        yield block, hit
    if document.kind != "report":
        return
    typed = [
        _Typed(place, depth, block)
        for place, block in enumerate(document.blocks)
        if block.kind in (HEADING, PARAGRAPH, ITEM)
        for depth in (_typed(block.text)[0],)
        if depth is not None
    ]
    around = _around(typed)
    headed = any(True for _ in document.of(HEADING)) or len(document.blocks) > 2
    for one, (above, follows) in zip(typed, around, strict=True):
        depth, block = one.depth, one.block
        if id(block) in told or not _FIRST[depth].match(block.text) or block.kind == ITEM:
            continue
        if follows is not None and follows.depth == depth and not _FIRST[depth].match(follows.block.text):
            continue
        if above is None and len(typed) > 1:
            continue  # Of the order of their ranks another rule tells.
        if _stand_in(block) is None and block.kind == PARAGRAPH and above is None and not headed:
            continue  # A paragraph that is quoted out of something longer.
        until = follows.place if follows else len(document.blocks)
        if any(_SECOND[depth].search(other.text) for other in document.blocks[one.place : until]):
            continue  # The number goes on within a paragraph, say.
        words = {"told": block.text[:12], "above": above.block.text[:12] if above else "正文"}
        yield block, Hit(0, len(block.text), words)


class _Typed(NamedTuple):
    """A block with a number: the `place`-th of its document."""

    place: int
    depth: int
    block: Block


def _around(typed: list[_Typed]) -> list[tuple[_Typed | None, _Typed | None]]:
    """For each of them the one above it, whose rank is higher, and the next of the same rank or a higher."""
    above: list[_Typed | None] = []
    open_ones: list[_Typed] = []
    follows: dict[int, _Typed] = {}
    for one in typed:
        while open_ones and open_ones[-1].depth >= one.depth:
            follows[open_ones.pop().place] = one
        above.append(open_ones[-1] if open_ones else None)
        open_ones.append(one)
    return [(up, follows.get(one.place)) for one, up in zip(typed, above, strict=True)]


def heading_bare(prose: Prose) -> Iterator[Found]:
    """A heading with nothing below it: another of its level follows at once, or the end."""
    reports = prose.content.reports
    for document in prose.of("report"):
        yield from _bare_stand_ins(document)
        heads = [index for index, block in enumerate(document.blocks) if block.kind == HEADING]
        if not heads or document.key not in reports:
            continue
        lines = reports[document.key].front.lines
        for index in heads:
            block = document.blocks[index]
            following = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
            stop = len(lines)
            if following is not None and following.lines[0] > block.lines[1]:
                if following.kind != HEADING or following.level > block.level:
                    continue
                stop = following.lines[0] - 1
            elif following is not None:
                continue
            between = lines[block.lines[1] : stop]
            tables = any(block.lines[1] < table.rows[0][0].lines[0] <= stop for table in document.tables)
            if not tables and not any(line.strip() and not _is_under(line) for line in between):
                yield block, Hit(0, len(block.text), {"told": block.text[:12]})


def _bare_stand_ins(document: Document) -> Iterator[Found]:
    """Paragraphs that stand for headings, of which one has nothing below it and others of its kind have."""
    blocks = document.blocks
    bare: list[tuple[int, Block, Block]] = []
    filled: Counter[int] = Counter()
    for place, block in enumerate(blocks):
        depth = _stand_in(block)
        if depth is None:
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        below = _stand_in(following) if following is not None else None
        if following is None or following.kind == HEADING or (below is not None and below <= depth):
            far = following is not None and following.lines[0] - block.lines[1] > _NEXT_LINE
            if not far:
                bare.append((depth, block, following or block))
        else:
            filled[depth] += 1
    for depth, block, following in bare:
        sure = filled[depth] > 1 or (filled[depth] and (block is following or block.runs[0].column > 1))
        if sure and sum(one == depth for one, _, _ in bare) <= filled[depth]:
            yield block, Hit(0, len(block.text), {"told": block.text[:12]})


def _stand_in(block: Block) -> int | None:
    if block.kind != PARAGRAPH or len(block.text) > _STAND_IN or block.text.endswith(_ENDS):
        return None
    return _typed(block.text)[0]


def _is_under(line: str) -> bool:
    """Whether a line only draws a heading's underline, or is a remark."""
    return re.fullmatch(r"\s*(?:=+|-+|<!--.*-->)\s*", line) is not None


def heading_twice(document: Document, office: Office) -> Iterator[Found]:
    """Two headings of one part with the same words, or two sections of an issue."""
    if document.kind not in ("report", "issue"):
        return
    seen: dict[int, dict[str, Block]] = {}
    for block in document.of(HEADING):
        text = "".join(block.text[_typed(block.text)[1] :].split())
        for level in [level for level in seen if level > block.level]:
            del seen[level]
        first = seen.setdefault(block.level, {}).setdefault(text, block)
        if first is not block and len(text) > 1:
            words = {"told": block.text[:12], "line": str(first.place(0).line)}
            yield block, Hit(0, len(block.text), words)


HEADING_RULES: tuple[Rule, ...] = (
    DocumentRule("heading-order", heading_order),
    DocumentRule("heading-jump", heading_jump),
    SiteRule("heading-bare", heading_bare),
    DocumentRule("heading-alone", heading_alone_anywhere),
    DocumentRule("heading-twice", heading_twice),
)
