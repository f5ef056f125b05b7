"""Headings: levels that jump or run back up, headings with nothing below them or without a second one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
_ENDS = pattern(r"[。！？；：，、…”）]$")


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
        elif depth is not None and len(block.text) <= _STAND_IN and not _ENDS.search(block.text):
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
        (depth, block)
        for block in document.of(HEADING, PARAGRAPH, ITEM)
        for depth in (_typed(block.text)[0],)
        if depth is not None
    ]
    for place, (depth, block) in enumerate(typed):
        if id(block) in told or not _FIRST[depth].match(block.text) or not _stands_alone(block):
            continue
        above = next((one for one in reversed(typed[:place]) if one[0] < depth), None)
        follows = next((one for one in typed[place + 1 :] if one[0] <= depth), None)
        if follows is not None and follows[0] == depth:
            continue
        if above is None and len(typed) > 1:
            continue  # Of the order of their ranks another rule tells.
        if _number_goes_on(document, block, follows[1] if follows else None, depth):
            continue
        words = {"told": block.text[:12], "above": above[1].text[:12] if above else "正文"}
        yield block, Hit(0, len(block.text), words)


def _stands_alone(block: Block) -> bool:
    if block.kind == HEADING:
        return True
    return block.kind == PARAGRAPH and len(block.text) <= _STAND_IN and not _ENDS.search(block.text)


def _number_goes_on(document: Document, block: Block, last: Block | None, depth: int) -> bool:
    """Whether 二、 stands anywhere between a heading and the `last` block: within a paragraph, say."""
    behind = False
    for one in document.blocks:
        if one is last:
            return False
        if behind and _SECOND[depth].search(one.text):
            return True
        behind = behind or one is block
    return False


def heading_bare(prose: Prose) -> Iterator[Found]:
    """A heading with nothing below it: another of its level follows at once, or the end."""
    reports = prose.content.reports
    for document in prose.of("report"):
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


def _is_under(line: str) -> bool:
    """Whether a line only draws a heading's underline, or is a remark."""
    return re.fullmatch(r"\s*(?:=+|-+|<!--.*-->)\s*", line) is not None


HEADING_RULES: tuple[Rule, ...] = (
    DocumentRule("heading-order", heading_order),
    DocumentRule("heading-jump", heading_jump),
    SiteRule("heading-bare", heading_bare),
    DocumentRule("heading-alone", heading_alone_anywhere),
)
