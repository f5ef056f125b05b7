"""Points of a list that have no mark at their end, while those beside them have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rules.punctuation.signs import NUMERALS, addresses
from generator.model.prose import FIGURE, ITEM, PARAGRAPH, Block, Document

_FORMS = (
    pattern(rf"[（(]?[{NUMERALS}]{{1,3}}[）)、]"),
    pattern(r"[（(]?[0-9]{1,2}[）).．、](?![0-9])"),
    pattern(r"[①-⑳]"),
    pattern(rf"第[{NUMERALS}]{{1,3}}[，、：　 条步]|其[{NUMERALS}]，"),
    pattern(rf"[{NUMERALS}]{{1,2}}[是要]"),
    pattern(r"——|[●◆■▲·•○]"),
)
_SAID = 3
"""The first of the forms that only sentences have."""
_BEGINS = frozenset(f"（(①②③④⑤⑥⑦⑧⑨⑩第其—●◆■▲·•○{NUMERALS}0123456789")
_OPEN = pattern(r"[^\s。；！？…：，、;:,.—]\Z")
_LEAST = 6
_MARKED = pattern("[。；！？…](?:[”’）]|（[^（）]{1,40}）)?\\Z")
_CONTACT = pattern("电话|联系|网址|邮箱|邮编|地址|传真|微信|附件|来源")
_NEXT_LINE = 3
"""Lines from one point to the next, at most, where nothing else stands between."""


def open_points(document: Document) -> Iterator[Block]:
    """The points without a mark: all others of their list, two at least, end with one."""
    for points in _lists(document):
        marked = [_MARKED.search(block.text) is not None for block in points]
        bare = [block for block, is_marked in zip(points, marked, strict=True) if not is_marked]
        most = bare and len(bare) * 2 <= len(points) - len(bare)
        if most or (len(points) == 2 and len(bare) == 1 and _are_sentences(points[0], points[1])):
            yield from (block for block in bare if _is_open(block))


def _are_sentences(first: Block, second: Block) -> bool:
    """Whether two points are parts of one sentence, or both are said: 一是…；二是…."""
    if first.text.endswith("；"):
        return True
    form = _form(first.text)
    return form is not None and form >= _SAID and len(second.text) >= 2 * _LEAST


def _is_open(block: Block) -> bool:
    text = block.text
    if len(text) < _LEAST or _OPEN.search(text) is None or text[-1] == FIGURE:
        return False
    return not _CONTACT.search(text, 0, 8) and not addresses(text)


def _lists(document: Document) -> Iterator[list[Block]]:
    """Items and numbered paragraphs that stand one directly behind the other."""
    open_list: list[Block] = []
    kind: object = None
    for block in document.blocks:
        own = _kind(block)
        near = open_list and block.lines[0] - open_list[-1].lines[1] <= _NEXT_LINE
        if own is None or own != kind or not near:
            if len(open_list) > 1:
                yield open_list
            open_list, kind = [], own
        if own is not None:
            open_list.append(block)
    if len(open_list) > 1:
        yield open_list


def _kind(block: Block) -> object:
    """What tells the points of one list: their form, and where an item's text begins."""
    if block.kind == ITEM:
        # Where its mark stands: a nested list stands further right, and bold type begins two stars later.
        width = len(str(block.number)) + 2 if block.number else 2
        return ITEM, _form(block.text), block.runs[0].column - width - 2 * (len(block.runs) > 1)
    if block.kind == PARAGRAPH:
        form = _form(block.text)
        return None if form is None else (PARAGRAPH, form, 0)
    return None


def _form(text: str) -> int | None:
    if text[:1] not in _BEGINS:
        return None
    return next((number for number, form in enumerate(_FORMS) if form.match(text)), None)
