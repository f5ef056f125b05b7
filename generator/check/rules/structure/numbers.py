"""Numbers of headings that a list of items does not show: 第三章 behind 第一章, a second （一） in one part,
十二、 behind 十、 in an excerpt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.structure.numbers_listed import (
    article_numbers,
    caption_numbers,
    inner_numbers,
    item_numbers,
    row_numbers,
    said_order,
)
from generator.load.headings import han_number
from generator.model.prose import HEADING, ITEM, PARAGRAPH, Block, Document

_HAN = r"[一二三四五六七八九十百]{1,4}"
_UNITS = "篇编卷章节部讲课站步幕类项招关层道场"
_FORMS = pattern(
    rf"[“\s　]*(?:第(?P<a>{_HAN}|\d{{1,2}})(?P<of>部分|阶段|步骤|单元|环节|方面|专题|个[一-鿿]|[{_UNITS}])"
    r"(?![一-鿿]?[，：、至到和]|是)"
    rf"|(?P<lead>步骤|阶段|任务|专题|问题|案例|做法|附件|措施|经验|启示|建议|故事|镜头|场景|附表|方案|题目|实例|成果)"
    rf"(?P<b>{_HAN}|\d{{1,2}})(?=[：:、.．　 ]|$|之)"
    rf"|(?P<c>{_HAN})、(?!{_HAN})|[（(](?P<d>{_HAN})[）)](?!、|[和至]第?[（(])"
    rf"|(?P<e>\d{{1,2}})[.．、](?!\d)|[（(](?P<f>\d{{1,2}})[）)](?!、|[和至]第?[（(])"
    rf"|(?P<g>\d{{1,2}}\.)(?P<g2>\d{{1,2}})(?![\d.%年月]))"
)
_BEGINS = frozenset("第步阶任专问案做附措经启建故镜场方题实成一二三四五六七八九十百（(0123456789 　“")
_VALUES = {han_number(number): number for number in range(1, 200)}
_LISTED = frozenset("cdef")
"""Forms of which `list-number-skipped` tells what skips or repeats, where the list begins with one."""
_FARTHEST = 3
_LONGEST = 36
_STOPS = tuple("。！？；：，、…”）")
_SENTENCE = tuple("。！？；…”）")


@dataclass(frozen=True, slots=True)
class _Head:
    """`rank` tells headings of one kind: their level and form. `form` is "" where none is written."""

    block: Block
    level: int
    form: str
    value: int
    start: int
    end: int


def heading_number(document: Document, office: Office) -> Iterator[Found]:
    """A number that does not follow that of the heading before it of the same kind and part."""
    if document.kind != "report":
        return
    yield from item_numbers(document)
    yield from row_numbers(document)
    yield from caption_numbers(document)
    whole = "\n".join(block.text for block in document.of(PARAGRAPH, ITEM))
    if "条" in whole:
        yield from article_numbers(document)
    if "；" in whole:
        yield from inner_numbers(document)
    if "首先" in whole and "其次" in whole:
        yield from said_order(document)
    open_heads: list[list[_Head]] = []
    ended: dict[tuple[int, str], list[_Head]] = {}
    for head in _heads(document):
        if head is None:
            open_heads.clear()
            continue
        place = next((n for n, those in enumerate(open_heads) if _is_like(those[-1], head)), None)
        if place is None:
            if head.level:
                open_heads[:] = [
                    those
                    for those in open_heads
                    if those[-1].level < head.level or _is_nested(those[-1], head)
                ]
            open_heads.append([head])
            if (before := ended.get((head.level, head.form))) and _runs_on(before, head):
                yield head.block, Hit(head.start, head.end, _words(before[-1], head) | {"right": "1"})
                head = replace(head, value=1)
                open_heads[-1] = [head]
            ended[head.level, head.form] = open_heads[-1]
            continue
        those = open_heads[place]
        del open_heads[place + 1 :]
        if _is_fault(those, head):
            yield head.block, Hit(head.start, head.end, _words(those[-1], head))
        those.append(head)


def _runs_on(before: list[_Head], head: _Head) -> bool:
    """Whether the numbers of a new part go on from those of the part before: （三） behind （二） of 一、."""
    return (
        head.form in ("d", "f")
        and before[0].value == 1
        and len(before) > 1
        and head.value == before[-1].value + 1
        and head.level == before[-1].level > 1
    )


def _is_like(one: _Head, other: _Head) -> bool:
    return bool(one.form) and (one.level, one.form) == (other.level, other.form)


def _is_nested(one: _Head, other: _Head) -> bool:
    """Whether a heading of the same level stands below another by its form: （一） below 一、."""
    return bool(one.form and other.form) and one.level == other.level


def _is_fault(those: list[_Head], head: _Head) -> bool:
    last = those[-1].value
    if head.value == last + 1:
        return False
    if head.form in _LISTED and those[0].value == 1 and 0 <= head.value - last <= _FARTHEST:
        return False
    if head.value == 1:
        return head.form not in ("e", "f") and len(those) > 1
    if len(those) > 1 and those[-2].value + 1 != last:
        return False  # The number before was wrong, and is told.
    if len(those) == 1 and last != 1:
        return False  # Chosen parts of something longer.
    return head.value > last or head.level > 0


def _words(last: _Head, head: _Head) -> dict[str, str]:
    text = head.block.text
    right = last.value + 1
    told = text[head.start : head.end]
    fault = "重复" if head.value == last.value else "不连续"
    shown = last.block.text[last.start : last.end]
    return {"shown": told, "fault": fault, "before": shown, "right": str(right)}


def _heads(document: Document) -> Iterator[_Head | None]:
    """Headings, and paragraphs that stand for one; None where a paragraph may begin something else."""
    for block in document.of(HEADING, PARAGRAPH):
        is_head = block.kind == HEADING
        text = block.text
        match = _FORMS.match(text) if text[:1] in _BEGINS else None
        head = _head(block, match) if match else None
        if is_head:
            yield head or _Head(block, block.level, "", 0, 0, 0)
        elif head is not None and len(text) <= _LONGEST and not text.endswith(_STOPS):
            yield head
        elif head is None and not text.endswith(_SENTENCE):
            yield None


def _head(block: Block, match: re.Match[str]) -> _Head | None:
    name = match.lastgroup or ""
    name = {"of": "a", "g2": "g"}.get(name, name)
    written = match["g2"] if name == "g" else match[name]
    value = int(written) if written.isdecimal() else _VALUES.get(written)
    if not value:
        return None
    kind = match["of"] or match["lead"] or (match["g"] if name == "g" else "")
    start = match.start() + len(match[0]) - len(match[0].lstrip("“ 　\t"))
    level = block.level if block.kind == HEADING else 0
    return _Head(block, level, f"{name}{kind}", value, start, match.end())


NUMBER_RULES: tuple[Rule, ...] = (DocumentRule("heading-number", heading_number),)
