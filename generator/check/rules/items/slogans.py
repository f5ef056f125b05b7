"""A slogan that counts, in a title or above a list, and what it stands for: “三张清单”, “五必问”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit
from generator.check.rules.figures.counted import count_of
from generator.model.prose import CAPTION, HEADING, ITEM, PARAGRAPH, SUBTITLE, TITLE, Block, Document

_QUOTED = pattern(
    r"“(?P<count>[两双二三四五六七八九十])(?P<of>张|个|项|大|条|类|本|支|道|份|把|种)?(?P<word>[\u4e00-\u9fff]{1,4})”"
    r"|(?P<number>[两二三四五六七八九十])(?P<unit>张|个|项|大|条|类|本|支|道|份|把|种)“(?P<called>[\u4e00-\u9fff]{1,6})”"
)
_NO_WORD = frozenset(("一", "月", "十", "届", "中", "年", "日", "会", "周", "星", "方", "位一体", "合一"))
_MEANS = (
    r"”?[\u4e00-\u9fff]{0,8}?(?:，)?(?:涵盖|包括|包含|分别是|分别为|即为?|就是|指的?是|也就是|：|是指)"
    r"(?:了|的是)?[：“]?"
)
_LIST = r"(?P<names>[^，。；：！？\n\d]{2,16}(?:、[^，。；：！？\n\d]{2,16}){1,9})(?=[，。；]|\Z)"
_OPEN = pattern(r"等|其中|之一")
_MOST = 3


def slogans_counted(document: Document) -> Iterator[Found]:
    """Slogans of which other many are told than they count."""
    blocks = list(document.of(TITLE, SUBTITLE, HEADING, PARAGRAPH, ITEM, CAPTION))
    done: set[str] = set()
    yield from _plain(blocks)
    for place, block in enumerate(blocks):
        for match in _QUOTED.finditer(block.text) if "“" in block.text else ():
            written = match["count"] or match["number"]
            count = 2 if written == "双" else count_of(written)
            word = match["word"] or match["called"]
            if count is None or word in _NO_WORD or word[0] in "一二三四五六七八九十" or match[0] in done:
                continue
            number = _told(blocks, place, match, word)
            # 权力清单、责任清单公开上墙: two of three may be named by themselves.
            if (
                number is not None
                and number != count
                and abs(number - count) <= _MOST
                and (number > count or number > 2)
            ):
                done.add(match[0])
                yield block, Hit(*match.span(), {"told": match[0], "found": str(number)})


_PLAIN = pattern(
    r"(?P<count>[两三四五六七八九十])(?<![第每前后另].)个(?P<word>坚持|必须|确保|到位|更加|严禁|强化|突出|不得|结合|注重|聚焦|加强|杜绝|严格|提升|优化|转变)(?P<mark>[：。，；”]|\Z)"
)
_CLAUSES = pattern(r"[，；。]")


def _plain(blocks: Sequence[Block]) -> Iterator[Found]:
    """五个坚持：坚持党建引领，坚持群众路线: each clause begins with the word."""
    for place, block in enumerate(blocks):
        for match in _PLAIN.finditer(block.text) if "个" in block.text else ():
            text = block.text[match.end() :].lstrip("”：")
            if not text and block.kind != PARAGRAPH and place + 1 < len(blocks):
                text = blocks[place + 1].text
            pieces = [piece for piece in _CLAUSES.split(text.partition("。")[0]) if piece]
            number, count, word = len(pieces), count_of(match["count"]), match["word"]
            named = all(piece.startswith(word) or piece.endswith(word) for piece in pieces)
            if (
                count is not None
                and number > 1
                and named
                and number != count
                and "、" not in text.partition("。")[0]
            ):
                end = match.end("word")
                yield (
                    block,
                    Hit(match.start(), end, {"told": block.text[match.start() : end], "found": str(number)}),
                )


def _told(blocks: Sequence[Block], place: int, match: re.Match[str], word: str) -> int | None:
    """How many things a slogan's list has; None where none is told, or several that differ."""
    block = blocks[place]
    if block.text[match.end() :].rstrip("。").endswith("：") or not block.text[match.end() :].strip("：。"):
        items = []
        for one in blocks[place + 1 :]:
            if one.kind != ITEM:
                break
            items.append(one.text)
        if len(items) > 1 and (all(word in item[:16] for item in items)):
            return len(items)
    if block.kind in (PARAGRAPH, ITEM):
        texts = [block.text[match.start() :]]
    else:
        texts = [one.text for one in blocks if one.kind in (PARAGRAPH, ITEM) and word in one.text]
    found = {number for text in texts for number in _listed(text, match, word)}
    return found.pop() if len(found) == 1 else None


def _listed(text: str, match: re.Match[str], word: str) -> Iterator[int]:
    # 权力清单、责任清单、负面清单: each ends as the slogan does, or has its only character.
    piece = (
        rf"[^，。；：、！？\d\s“”]{{1,8}}{word}"
        if len(word) > 1 or match["of"]
        else rf"[^，。；：、！？\d\s“”]{{0,5}}{word}[^，。；：、！？\d\s“”]{{0,5}}"
    )
    lead = "" if len(word) > 1 or match["of"] else r"(?:即|就是|是|为|：|——|，)[“]?"
    for listed in re.finditer(rf"{lead}{piece}(?:[、和]{piece})+(?!、|等)", text) if word in text else ():
        yield len(re.split("[、和]", listed[0]))
    name = re.escape(match[0].strip("“”")) if match["word"] else re.escape(word)
    if len(word) > 1:
        for means in re.finditer(rf"{name}{_MEANS}{_LIST}", text):
            if not _OPEN.search(means["names"]) and "和" not in means["names"]:
                yield means["names"].count("、") + 1
    elif match["word"]:
        yield from _clauses(text, name, word)


def _clauses(text: str, name: str, word: str) -> Iterator[int]:
    """“三不”：不隐瞒，不拖延，不推诿"""
    for means in re.finditer(rf"{name}{_MEANS}(?P<rest>[^。！？：\n\d“”]{{4,90}})(?=[。！？]|\Z)", text):
        pieces = re.split("[，；]", means["rest"])
        if len(pieces) > 1 and all(word in piece and "、" not in piece for piece in pieces):
            yield len(pieces)
