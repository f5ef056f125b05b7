"""What stands twice in one document: sentences, paragraphs, captions, notes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.model.prose import CAPTION, FIGURE, ITEM, NOTE, PARAGRAPH, Block, Document

_SENTENCE = pattern(r"[^。！？；\n]+[。！？；][”’」』）]*")
_ORDINAL = pattern(
    r"^[“\s　]*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}(?:、|[是要](?![一二三四五六七八九十否求]))"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,2}[，、]|其[一二三四五六]，|[—\-•·*]+)"
)
"""A clerk who copies a point numbers the copy."""
_BLANKS = pattern(r"[\s　]+")
_SHORTEST = 15
"""Characters of a sentence that can be told; shorter ones may be meant."""
_SHORTEST_PART = 18
"""Characters of a part of a sentence that ends with a semicolon."""
_FORM = pattern(
    r"^[（(]?(?:注|备注|说明|附|来源|资料来源|数据来源|供稿)|责任(?:单位|人|领导)|(?:牵头|配合|承办|办理|主办|协办|责任|报送)单位|时限|联系(?:人|电话|方式)"
    r"|咨询电话|供稿|追究刑事责任|没收违法所得|从其规定|规定处罚|给予处分"
)
_SHORTEST_ITEM = 5
_APART = 3
"""Lines between items of one list, at most."""
_CLOSING = pattern(r"满意|感谢|已办结|办结率|认可|好评|无异议")
_LONG_CLOSING = 26


def sentence_twice(document: Document, office: Office) -> Iterator[Found]:
    """A sentence or a whole paragraph that stands a second time; a paragraph is told once."""
    blocks = tuple(document.of(PARAGRAPH, ITEM, NOTE))
    whole = "。".join([_bare(block.text) for block in blocks])
    split = whole.replace("！", "。").replace("？", "。").replace("；", "。").split("。")
    ends = [piece[2 - _SHORTEST :] for piece in split if len(piece) >= _SHORTEST - 2]
    if len(set(ends)) == len(ends):
        return  # In nearly all documents no two sentences end alike.
    pieces = [_ORDINAL.sub("", piece) for piece in split]
    long = [piece for piece in pieces if len(piece) >= _SHORTEST - 2]
    if len(set(long)) == len(long):
        return
    paragraphs: dict[str, Block] = {}
    seen: dict[str, tuple[Block, int]] = {}
    for block in blocks:
        text = _ORDINAL.sub("", _bare(block.text))
        before = paragraphs.setdefault(text, block)
        if before is not block and _is_told(text):
            if block.kind == before.kind == PARAGRAPH:
                yield block, Hit(0, len(block.text), _words("这一段", block.text, before, 0))
                continue
            if block.kind == before.kind:
                continue  # Items and notes have rules of their own.
        for match in _SENTENCE.finditer(block.text):
            bare = same_words(match[0])
            if not _is_told(bare) or (match[0][-1] == "；" and len(bare) < _SHORTEST_PART):
                continue
            first, start = seen.setdefault(bare, (block, match.start()))
            if (first, start) != (block, match.start()):
                lead = len(match[0]) - len(match[0].lstrip())
                words = _words("这一句", match[0].strip(), first, start)
                yield block, Hit(match.start() + lead, match.end(), words)


def same_words(sentence: str) -> str:
    """A sentence without what a copy of it may differ by: its number, blanks, the mark at its end."""
    return _ORDINAL.sub("", _bare(sentence)).rstrip("。；")


def _words(what: str, text: str, first: Block, start: int) -> dict[str, str]:
    shown = _bare(text)
    shown = f"{shown[:12]}……" if len(shown) > 14 else shown
    return {"what": what, "shown": shown, "line": str(first.place(start).line)}


def _bare(text: str) -> str:
    return _BLANKS.sub("", text) if " " in text or "　" in text else text


def _is_told(bare: str) -> bool:
    if len(bare) < _SHORTEST - 1 or FIGURE in bare or _FORM.search(bare):
        return False
    return len(bare) > _LONG_CLOSING or _CLOSING.search(bare) is None


def caption_twice(document: Document, office: Office) -> Iterator[Found]:
    yield from _again(document, CAPTION)


def note_twice(document: Document, office: Office) -> Iterator[Found]:
    yield from _again(document, NOTE)


def item_twice(document: Document, office: Office) -> Iterator[Found]:
    """An item that stands twice in one list."""
    seen: dict[str, Block] = {}
    last: Block | None = None
    for block in document.blocks:
        if block.kind != ITEM:
            seen.clear()
            continue
        if last is not None and block.lines[0] > last.lines[1] + _APART:
            seen.clear()
        last = block
        text = _bare(block.text).rstrip("。；，")
        if len(text) < _SHORTEST_ITEM or FIGURE in text or "：" in text or _FORM.search(text):
            continue
        first = seen.setdefault(text, block)
        if first is not block:
            yield block, Hit(0, len(block.text), _words("", block.text, first, 0))


def _again(document: Document, kind: str) -> Iterator[Found]:
    seen: dict[str, Block] = {}
    for block in document.of(kind):
        text = _bare(block.text).rstrip("。")
        if len(text) < 4 or text.startswith("同") or FIGURE in text:
            continue
        first = seen.setdefault(text, block)
        if first is not block:
            yield block, Hit(0, len(block.text), _words("", block.text, first, 0))


REPEAT_RULES: tuple[Rule, ...] = (
    DocumentRule("item-twice", item_twice),
    DocumentRule("sentence-twice", sentence_twice),
    DocumentRule("caption-twice", caption_twice),
    DocumentRule("note-twice", note_twice),
)
