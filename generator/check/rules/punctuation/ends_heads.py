"""Marks at the end of headings and captions, of those too that are paragraphs by their form only:
**二、项目带动。** and 表1 各县区办理情况。"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit, Office
from generator.check.rules.punctuation.signs import NUMERALS
from generator.model.prose import CAPTION, CELL, HEADS, PARAGRAPH, Block, Document

_END = pattern(r"[，。；：、,.;:．]+\s*\Z")
_ENDED = frozenset("，。；：、,.;:．")
_FORMS = (
    pattern(rf"[{NUMERALS}]{{1,3}}、"),
    pattern(rf"[（(][{NUMERALS}]{{1,3}}[）)]"),
    pattern(r"[0-9]{1,2}[.、．](?![0-9])"),
    pattern(r"[（(][0-9]{1,2}[）)]"),
    pattern(rf"第[{NUMERALS}]{{1,3}}[部章节篇]"),
)
_BEGINS = frozenset(f"{NUMERALS}（(0123456789第")
_HEAD = pattern(r"[^。！？；：，、\n]{2,24}(?:，[^。！？；：，、\n]{2,16})?(?P<mark>[。；：，、,;:．]*)\Z")
_LONGEST = 32
_CAPTION = pattern(
    rf"\s*附?[图表]\s?(?:[0-9]{{1,2}}|[{NUMERALS}]{{1,3}})(?:[-－—.．][0-9]{{1,2}})?"
    r"(?:[ 　：:]+|[.．、](?![0-9]))"
    r"(?![^。]{0,6}(?:显示|表明|反映|可[见以知]|看出|说明[，了]|中，|里，))"
    r"[^。！？；\n]{2,36}(?P<mark>[。；：，、,;:．]+)\Z"
)
_CAPTIONED = frozenset("图表附")
_UNLABELLED = 14
"""Characters of a heading in bold type without a number."""


def head_ends(document: Document, office: Office) -> Iterator[Found]:
    for block in document.of(*HEADS):
        if block.text[-1:] in _ENDED or block.text[-1:].isspace():
            yield from ((block, hit) for hit in heading_end(block))
    if document.kind == "report":
        yield from _stand_ins(document)


def caption_ends(document: Document, office: Office) -> Iterator[Found]:
    for number, block in enumerate(document.blocks):
        if block.kind == CAPTION:
            yield from ((block, hit) for hit in heading_end(block))
        elif block.kind == PARAGRAPH and block.text[:1] in _CAPTIONED and block.text[-1] in _ENDED:
            match = _CAPTION.match(block.text) if len(block.text) <= 48 else None
            following = document.blocks[number + 1 : number + 2]
            table = bool(following) and following[0].kind == CELL
            if match and (table or match["mark"][0] in "。；，、"):
                yield block, Hit(match.start("mark"), match.end("mark"), {"mark": match["mark"]})


def heading_end(block: Block) -> Iterator[Hit]:
    if match := _END.search(block.text, max(0, len(block.text) - 8)):
        if not match.start() or block.text.endswith(("...", "。。。")):
            return
        mark = match[0].strip()
        fix = None if block.text[match.start() - 1] in "?!" else ""
        yield Hit(match.start(), match.start() + len(mark), {"mark": mark}, fix)


def _stand_ins(document: Document) -> Iterator[Found]:
    """Paragraphs that head those behind them and end with a mark, while others of their form do not, or that
    are in bold type as a whole."""
    blocks = document.blocks
    heads: list[tuple[Block, int, str]] = []
    for place, block in enumerate(blocks[:-1]):
        if block.kind != PARAGRAPH or len(block.text) > _LONGEST:
            continue
        form = form_of(block.text)
        following = blocks[place + 1]
        bold = is_bold(block, following)
        if (form is None and not bold) or following.kind not in (PARAGRAPH, CELL):
            continue
        match = _HEAD.match(block.text, _start(block.text, form))
        if match is None or (form is not None and form_of(following.text) == form):
            continue
        if following.kind == PARAGRAPH and len(following.text) <= len(block.text) - len(match["mark"]):
            continue
        if form is None:
            form = -1
        heads.append((block, form, match["mark"]))
    bare = {form for _, form, mark in heads if not mark}
    for block, form, mark in heads:
        if not mark or (form not in bare and (form < 0 or mark in "：:" or block.runs[0].column != 3)):
            continue
        if form < 0 and len(block.text) > _UNLABELLED:
            continue
        yield block, Hit(len(block.text) - len(mark), len(block.text), {"mark": mark})


def form_of(text: str) -> int | None:
    """Which of the forms of numbers a text begins with."""
    if text[:1] not in _BEGINS:
        return None
    return next((number for number, form in enumerate(_FORMS) if form.match(text)), None)


def _start(text: str, form: int | None) -> int:
    match = _FORMS[form].match(text) if form is not None else None
    return match.end() if match else 0


def is_bold(block: Block, other: Block) -> bool:
    """Whether a whole paragraph stands between two pairs of stars. A quotation begins further right, too, but
    so does the paragraph behind it."""
    return len(block.runs) == 1 and block.runs[0].column == 3 and other.runs[0].column != 3
