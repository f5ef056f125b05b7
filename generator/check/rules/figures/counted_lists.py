"""A count against the items, the paragraph of names or the cell behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit, Office
from generator.check.rules.figures.counted import (
    COUNT,
    count_of,
    counted_ahead,
    counted_behind,
    number_of,
    slogans,
)
from generator.check.rules.figures.counted_people import people_ahead, people_behind, people_told
from generator.check.rules.figures.demands import demands
from generator.model.prose import (
    CAPTION,
    CELL,
    FIGURE,
    HEADING,
    ITEM,
    NOTE,
    PARAGRAPH,
    SUBTITLE,
    TITLE,
    Block,
    Document,
    Table,
)


def names_counted(document: Document, office: Office) -> Iterator[Found]:
    """What is told of how many, and how many are named."""
    told: set[tuple[int, int]] = set()
    for block, hit in _counted(document):
        if (id(block), hit.start) not in told:
            told.add((id(block), hit.start))
            yield block, hit
    yield from _followed(document)
    for table in document.tables:
        yield from _in_rows(table)


def _counted(document: Document) -> Iterator[Found]:
    for block in document.of(PARAGRAPH, ITEM, NOTE, CELL, CAPTION, TITLE, SUBTITLE, HEADING):
        text = block.text
        yield from ((block, hit) for hit in demands(text))
        if "、" not in text and "》《" not in text and "”“" not in text:
            continue
        hits = (counted_ahead, counted_behind, slogans, people_ahead, people_behind)
        yield from ((block, hit) for find in hits for hit in find(text))
    yield from people_told(document)


_END = pattern(r"(?:：|如下。?|名单[）)]?|[）)])\Z")
_HEADED = pattern(
    rf"[（(](?:共|计|总共|合计)?{COUNT}(?P<of>[人名位个家户所项件支篇幅部条])[）)]：?\Z"
    rf"|(?:共|共计|有|以下|下列|如下){COUNT.replace('count', 'number')}(?P<kind>[人名位家户所支篇])"
    r"[\u4e00-\u9fff]{0,10}(?:如下)?：\Z"
)
_LISTING = pattern(
    rf"(?P<these>以下|下列|如下|下述|这)?(?<![\d.第每前后另余剩至～~—\-近约超百千万亿十]){COUNT}"
    r"(?P<of>[个家所座条项类种大部位名户支本门款件处])(?P<noun>[\u4e00-\u9fff]{0,8})"
)
_SEPARATE = pattern(r"[、\s　]+")
_NAME = pattern(r"[^，。；：！？、\d]{2,16}")
_LONGEST_ITEM = 24
_PART = pattern(r"等(?![奖级次候待])|其中|分别|部分|之一|另|还有|主要|如[：下]?|例如")


def _followed(document: Document) -> Iterator[Found]:
    blocks = [block for block in document.of(HEADING, PARAGRAPH, ITEM)]
    for place, block in enumerate(blocks[:-1]):
        if block.kind == ITEM or not _END.search(block.text) or FIGURE in block.text:
            continue
        if blocks[place + 1].kind == ITEM:
            yield from _items(block, blocks[place + 1 :])
        elif blocks[place + 1].kind == PARAGRAPH:
            yield from _paragraph(block, blocks[place + 1])


def _items(block: Block, behind: Sequence[Block]) -> Iterator[Found]:
    """以下六户企业获得纾困贷款： and five items."""
    items: list[str] = []
    last = block
    for one in behind:
        if one.kind != ITEM or one.lines[0] > last.lines[1] + 3:
            break
        items.append(one.text)
        last = one
    start = max(block.text.rfind(mark, 0, len(block.text) - 1) for mark in "。！？；") + 1
    told = list(_LISTING.finditer(block.text, start))
    if len(told) != 1 or len(items) < 2 or _PART.search(block.text.replace("如下", ""), start):
        return
    match = told[0]
    count = count_of(match["count"])
    these = match["these"] is not None or block.text.endswith(("如下：", "名单：", "如下。"))
    short = all(len(item) <= _LONGEST_ITEM and "，" not in item for item in items)
    grouped = any("、" in item or item.endswith("：") for item in items)
    ends = match.end() == len(block.text) - 1
    if count is None or count < 2 or grouped or count == len(items) or not (these or (short and ends)):
        return
    yield (
        block,
        Hit(match.start("count"), match.end(), _words(block, match.start("count"), match.end(), len(items))),
    )


def _paragraph(block: Block, following: Block) -> Iterator[Found]:
    """获奖教练员名单（4人）： and a paragraph of five names."""
    match = _HEADED.search(block.text)
    names = [name for name in _SEPARATE.split(following.text.strip().rstrip("。；")) if name]
    if match is None or len(names) < 2 or not all(map(_NAME.fullmatch, names)) or names[-1].endswith("等"):
        return
    group = "count" if match["count"] else "number"
    count = count_of(match[group])
    least, most = number_of(names)
    if count is None or count < 2 or least <= count <= most:
        return
    start, end = match.start(group), match.end("of" if match["of"] else "kind")
    yield block, Hit(start, end, _words(block, start, end, least))


def _words(block: Block, start: int, end: int, found: int) -> dict[str, str]:
    return {"told": block.text[start:end], "found": str(found)}


_IN_BRACKETS = pattern(rf"[（(](?:共|计)?{COUNT}[个家人名位户所项件种条支部村][）)]")
_NUMBER_HEAD = pattern(
    r"(?P<stem>[\u4e00-\u9fff]{1,6}?)(?:个数|家数|数量|总数|数)(?:[（(][^（）()]*[）)])?\Z"
)
_LIST_HEAD = pattern(r"名单|名称|姓名|明细|具体|清单|[村镇企单]名|包括|成员")


def _in_rows(table: Table) -> Iterator[Found]:
    """茶叶（3个） beside 云雾翠芽、松溪毛尖; under 村数 and 村名: 3, and 甲村、乙村."""
    if not table.rows:
        return
    heads = [cell.text.strip() for cell in table.rows[0]]
    for row in table.rows[1:]:
        for place, (cell, beside) in enumerate(pairwise(row)):
            text = beside.text.strip().rstrip("。；")
            names = text.split("、")
            if (
                len(names) < 2
                or not all(0 < len(name) <= 16 for name in names)
                or re.search("等|，|：", text)
            ):
                continue
            match = _IN_BRACKETS.search(cell.text)
            if match is not None:
                written, start, end = match["count"], match.start() + 1, match.end() - 1
            elif cell.text.strip().isdecimal() and _is_of(heads[place : place + 2]):
                written, start, end = cell.text.strip(), 0, len(cell.text)
            else:
                continue
            count = count_of(written) if len(written) < 3 else None
            least, most = number_of(names)
            if count is not None and count > 1 and not least <= count <= most:
                yield cell, Hit(start, end, _words(cell, start, end, least))


def _is_of(heads: Sequence[str]) -> bool:
    """Whether the second head names what the first one counts."""
    number = _NUMBER_HEAD.fullmatch(heads[0]) if len(heads) > 1 else None
    return number is not None and (heads[1].startswith(number["stem"]) or bool(_LIST_HEAD.search(heads[1])))
