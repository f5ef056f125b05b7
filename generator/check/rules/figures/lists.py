"""Items that are numbered in words or signs: numbers that skip or repeat, more or fewer than announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.figures.counted import count_of
from generator.check.rules.figures.counted_lists import names_counted
from generator.check.rules.figures.names import missing_first, skipped_steps, skipped_wishes
from generator.load.headings import han_number
from generator.model.prose import HEADING, ITEM, PARAGRAPH, Block, Document

_VALUES = {han_number(number): number for number in range(1, 100)}
_ONES = "一二三四五六七八九十"
_HAN = rf"[{_ONES}]{{1,3}}"
_NO_WORD = r"(?<![\u4e00-\u9fff\dA-Za-z].)"
_MARK = r"(?:(?<=[，。；：！？”\s].)|(?<=^.))"
_NO_MORE = rf"(?!、[（(①-⑳]|[和至及或]?第?[①-⑳（(]|[{_ONES}]?[项款条](?![目件例码幅]))"
_MARKED = pattern(
    # The first character of each form comes first, so that a search is quick; empty groups name the form.
    rf"[{_ONES}第其（(①-⑳](?:"
    rf"(?<=[{_ONES}]){_NO_WORD}[{_ONES}]{{0,2}}(?:是(?![否{_ONES}])(?P<a>)|要(?![{_ONES}])(?P<b>))"
    rf"|(?<=第){_NO_WORD}{_HAN}(?:(?:，|、(?!第|{_HAN}))(?P<c>)|[句步条点件关招项类层](?:话|事)?(?:，|：|是(?!否))(?P<j>))"
    rf"|(?<=其){_NO_WORD}{_HAN}(?:，|、(?!其|{_HAN}))(?P<d>)"
    rf"|(?<=[（(]){_MARK}(?:{_HAN}）{_NO_MORE}(?P<e>)|\d{{1,2}}[）)]{_NO_MORE}(?P<f>))"
    rf"|(?<=[①-⑳]){_MARK}{_NO_MORE}(?P<g>))"
)
_HEADED = pattern(rf"{_HAN}、(?!{_HAN})(?P<h>)|\d{{1,2}}[.．、](?!\d)(?P<i>)")
_LEAD = pattern(r"[“\s　]*")
_BLANKS, _HEADS = frozenset("“ \t\n\u00a0　"), frozenset(_ONES + "0123456789")
_NUMBER = pattern(rf"{_HAN}|\d+|[①-⑳]")
_STYLES = {"a": "一是", "b": "一要", "c": "第一，", "d": "其一，", "e": "（一）", "f": "（1）", "g": "①"}
_STYLES |= {"j": "第一句", "h": "一、", "i": "1."}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SIGNS = frozenset("是要，、）).．")
_SIGN_CHAR, _NUMERAL = pattern(f"[是要第其（({_CIRCLED}]"), pattern(f"[{_ONES}0-9{_CIRCLED}]")
"""Of both a block must have one for an item to begin in it."""
_RANKS = {"一、": 0, "（一）": 1, "1.": 2, "（1）": 3}
"""Of numbers that lead paragraphs: where a higher one comes, lists of lower ones have ended."""
_FARTHEST = 2
"""Numbers that may be left out by a slip; a larger gap is something else: 十一是国庆节."""
_OPEN = 6
"""Lists that are kept to go on, one within the other."""
_ANNOUNCED = pattern(
    r"(?P<count>[两三四五六七八九十]|\d{1,2})(?P<of>个|项|大|方面|点|条|类|件|步)"
    r"(?P<noun>[\u4e00-\u9fff]{0,8})[：，。]$"
)
_MAY_ANNOUNCE = pattern(
    r"[两三四五六七八九十\d](?:个|项|大|方面|点|条|类|件|步)[\u4e00-\u9fff]{0,8}[：，。](?:[一第其（(①“]|\s|$)"
)
_LISTED = pattern(
    r"(?:方面|问题|特点|环节|原因|重点|阶段|步骤|变化|办法|关口|难题|难点|短板|坚持|到位|工作|措施|任务|要求|意见|建议"
    r"|做法|机制|举措|不足|经验|事|情况|困难|亮点|转变|突出)$"
)
_BARE = frozenset(("方面", "点", "条", "项", "件", "步"))
_PART = pattern(r"其中|之一|(?<![当目])前|第|每|另|余|剩|还有|以上|至|～|—")
_OTHERWISE = pattern(r"再[就次者有]|最后|此外|另外|还有|同时|另一|其次|末了")


@dataclass(frozen=True, slots=True)
class _Item:
    """`leading`: it begins its block; `before` is the block before that one."""

    block: Block
    start: int
    end: int
    style: str
    value: int
    leading: bool
    before: Block | None


@dataclass
class _List:
    """Items of one style, one behind the other."""

    items: list[_Item] = field(default_factory=list)
    broken: bool = False

    @property
    def first(self) -> _Item:
        return self.items[0]

    @property
    def last(self) -> _Item:
        return self.items[-1]


def skipped_number(document: Document, office: Office) -> Iterator[Found]:
    """一是…二是…四是; （一）, （三）; ①③."""
    yield from skipped_wishes(document)
    yield from skipped_steps(document)
    for item, last in _read(document)[1]:
        shown = item.block.text[item.start : item.end].rstrip("，、")
        fault = "重复" if item.value == last else "不连续"
        words = {"shown": shown, "fault": fault, "before": _sign(item.style, last)}
        yield item.block, Hit(item.start, item.end, words | {"right": _sign(item.style, last + 1)})


def announced_number(document: Document, office: Office) -> Iterator[Found]:
    """抓好三项工作：一是…二是…"""
    if not any(
        _MAY_ANNOUNCE.search(block.text)
        or (block.kind == HEADING and _HEAD.search(block.text))
        or ("”" in block.text and _MAY_COUNT.search(block.text))
        for block in document.of(PARAGRAPH, HEADING, ITEM)
    ):
        return
    for one in _read(document)[0]:
        first = one.first
        if one.broken or len(one.items) < 2:
            continue
        block, end = first.block, first.start
        if first.leading and first.before is not None and first.before.kind == PARAGRAPH:
            block, end = first.before, len(first.before.text)
        match = _ANNOUNCED.search(block.text, max(0, end - 30), end)
        slogan = _SLOGAN.search(block.text, max(0, end - 8), end)
        if match is None and slogan is not None:
            yield from _slogan(block, slogan, one)
        if match is None and first.leading and first.before is not None:
            yield from _headed(first.before, one)
        if match is None or _PART.search(block.text, max(0, match.start() - 8), end):
            continue
        listed = _LISTED.search(match["noun"]) or (not match["noun"] and match["of"] in _BARE)
        count = count_of(match["count"])
        rest = one.last.block.text[one.last.end :]
        if not listed or count is None or count == len(one.items):
            continue
        if len(one.items) < count and _OTHERWISE.search(rest):
            continue
        told = block.text[match.start() : match.end("noun")]
        words = {"told": told, "found": str(len(one.items)), "first": _sign(first.style, 1)}
        yield block, Hit(match.start(), match.end("noun"), words)


_MAY_COUNT = pattern(r"“[两三四五六七八九十]个?[\u4e00-\u9fff]”[：，。]?(?:[一第其（(①“]|\s|\Z)")
_SLOGAN = pattern(r"“(?P<count>[两三四五六七八九十])个?(?P<word>[\u4e00-\u9fff])”[：，。]?\Z")
_HEAD = pattern(
    r"(?:\A|[^\u4e00-\u9fff\d]|(?<![第每前后另余剩至]))(?P<count>[两三四五六七八九十])(?P<of>个|项|大|条|招|步|点|道|件)"
    r"(?P<noun>[\u4e00-\u9fff]{0,2}(?:举措|措施|办法|做法|任务|机制|行动|工程|制度|重点|要求|建议|意见|问题|经验|环节|方面|关口|抓手|硬招|实招|难题))"
)


def _slogan(block: Block, match: re.Match[str], one: _List) -> Iterator[Found]:
    """困难群众有“三缺”。其一，缺技术；其二，缺资金: each of the items has the word that is counted."""
    count = count_of(match["count"])
    named = all(match["word"] in item.block.text[item.end : item.end + 8] for item in one.items)
    if named and count != len(one.items):
        start, end = match.start(), match.start() + match[0].index("”") + 1
        words = {"told": block.text[start:end], "found": str(len(one.items))}
        yield block, Hit(start, end, words | {"first": _sign(one.first.style, 1)})


def _headed(head: Block, one: _List) -> Iterator[Found]:
    """The heading 四项举措保供水, and below it （一）（二）（三）."""
    match = _HEAD.search(head.text) if head.kind == HEADING else None
    leading = all(item.leading and item.block.kind != HEADING for item in one.items)
    if match is None or not leading or one.broken or _PART.search(head.text):
        return
    count = count_of(match["count"])
    if count is not None and count != len(one.items):
        words = {"told": match[0][match.start("count") - match.start() :], "found": str(len(one.items))}
        yield head, Hit(match.start("count"), match.end(), words | {"first": _sign(one.first.style, 1)})


def _read(document: Document) -> tuple[list[_List], list[tuple[_Item, int]]]:
    """All lists of a document, and the items whose numbers do not follow the number before."""
    lists: list[_List] = []
    faults: list[tuple[_Item, int]] = []
    open_lists: dict[str, list[_List]] = {}
    for item in _items(document):
        if item.leading and item.style in _RANKS:
            for style, rank in _RANKS.items():
                if rank > _RANKS[item.style]:
                    open_lists.pop(style, None)
        own = open_lists.setdefault(item.style, [])
        if item.value == 1:
            own.append(_List([item]))
            lists.append(own[-1])
            del own[:-_OPEN]
            continue
        near = [one for one in own if item.leading or one.last.block is item.block]
        fitting = [one for one in near if one.last.value == item.value - 1]
        if fitting:
            # Lists within its item have ended.
            del own[own.index(fitting[-1]) + 1 :]
            fitting[-1].items.append(item)
        elif not own and item.value == 2 and item.leading and item.style in ("（1）", "（一）", "一、"):
            # Kept to go on; what is missing before it is told by another rule.
            own.append(_List([item], broken=True))
        elif near:
            if _is_slip(near[-1].last, item):
                faults.append((item, near[-1].last.value))
            near[-1].broken = True
            near[-1].items.append(item)
    return lists, faults


def _is_slip(last: _Item, item: _Item) -> bool:
    """Whether a number that does not follow can only be a slip: both stand in one paragraph, or both lead
    paragraphs of one kind, and what is missing does not stand there in another form."""
    if not 0 <= item.value - last.value <= _FARTHEST + 1:
        return False
    one_block = last.block is item.block
    if not one_block and not (last.leading and last.block.kind == item.block.kind):
        return False
    between = last.block.text[last.end : item.start if one_block else None]
    if "…" in between or re.search(r"再[次者就]|其次", between):
        return False
    return not any(_stands(between, value) for value in range(last.value + 1, item.value))


def _stands(text: str, value: int) -> bool:
    """Whether a number stands in a text as a sign in any form: 三是, 第三, （三）, ③."""
    han = han_number(value)
    if _CIRCLED[value - 1 : value] and _CIRCLED[value - 1] in text:
        return True
    found = re.finditer(rf"(?P<lead>[第其]?)(?:{han}|(?<!\d){value}(?!\d|[.．]\d))(?P<sign>.?)", text)
    return any(match["lead"] or match["sign"] in _SIGNS for match in found)


def _items(document: Document) -> Iterator[_Item]:
    before: Block | None = None
    for block in document.of(PARAGRAPH, HEADING, ITEM):
        text = block.text
        lead = _LEAD.match(text) if text[:1] in _BLANKS else None
        first = lead.end() if lead else 0
        head = _HEADED.match(text, first) if text[first : first + 1] in _HEADS else None
        if head is not None:
            yield from _item(block, head, before, leading=True)
        may_hold = _SIGN_CHAR.search(text) and _NUMERAL.search(text)
        for match in _MARKED.finditer(text) if may_hold else ():
            leading = match.start() == first
            if leading or block.kind != HEADING:
                yield from _item(block, match, before, leading=leading)
        before = block


def _item(block: Block, match: re.Match[str], before: Block | None, *, leading: bool) -> Iterator[_Item]:
    written = _NUMBER.search(match[0])
    if written is None:
        return
    if written[0] in _CIRCLED:
        value: int | None = _CIRCLED.index(written[0]) + 1
    else:
        value = int(written[0]) if written[0].isdecimal() else _VALUES.get(written[0])
    if value:
        style = _STYLES[match.lastgroup or "a"]
        if match.lastgroup == "j":
            # 第二步，第三步: steps are not counted with sentences.
            style = f"第一{match[0][1 + len(written[0]) :].rstrip('，：是')}"
        yield _Item(block, match.start(), match.end(), style, value, leading, before)


def _sign(style: str, value: int) -> str:
    if style == "①":
        return _CIRCLED[value - 1 : value] or str(value)
    one, written = ("1", str(value)) if "1" in style else ("一", han_number(value))
    return style.replace(one, written, 1).rstrip("，")


def first_missing(document: Document, office: Office) -> Iterator[Found]:
    """下一步，二是通水，三是装灯: nothing is 一是."""
    yield from missing_first(document)


LIST_RULES: tuple[Rule, ...] = (
    DocumentRule("list-number-skipped", skipped_number),
    DocumentRule("list-number-first", first_missing),
    DocumentRule("list-count", announced_number),
    DocumentRule("names-count", names_counted),
)
