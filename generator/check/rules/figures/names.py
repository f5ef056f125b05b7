"""Lists that do not begin with one, 一盼…二盼…四盼."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import Found, Hit
from generator.load.headings import han_number
from generator.model.prose import HEADING, ITEM, PARAGRAPH, Block, Document

_ONES = "一二三四五六七八九十"
_VALUES = {han_number(number): number for number in range(1, 20)} | {"两": 2}
_SECOND = pattern(r"(?:(?<=[，。；：！？\s])|^)(?:二是(?!否)|二要|第二，|其二，|②|[（(]2[）)])")
_THIRD = {
    "二是": "三是",
    "二要": "三要",
    "第二，": "第三，",
    "其二，": "其三，",
    "②": "③",
    "（2）": "（3）",
    "(2)": "(3)",
}
_FIRSTS = {
    "二是": ("一是", "首先", "一方面", "第一", "其一"),
    "二要": ("一要", "首先", "第一", "其一", "一是"),
    "第二，": ("第一", "首先", "其一", "一是"),
    "其二，": ("其一", "首先", "第一", "一是"),
    "②": ("①", "一是", "第一"),
    "（2）": ("（1）", "(1)", "1）"),
    "(2)": ("（1）", "(1)", "1)"),
}
_SECONDS = ("二是", "二要", "第二，", "其二，", "②", "2）", "2)")
_QUOTED = pattern(r"[后中末]|另|其余|还有|接着")


def missing_first(document: Document) -> Iterator[Found]:
    """Lists of words whose second and third items stand there and whose first stands nowhere before."""
    yield from _headed(document)
    whole = _whole(document)
    if not any(sign in whole for sign in _SECONDS):
        return
    earlier: list[str] = []
    for block in document.of(PARAGRAPH, HEADING, ITEM):
        text = block.text
        for match in _SECOND.finditer(text) if block.has("二②2") else ():
            sign = match[0]
            if _THIRD[sign] not in text[match.end() :] and not (
                sign in ("（2）", "(2)") and match.start() == 0
            ):
                continue
            told = "".join(earlier) + text[: match.start()]
            if any(one in told for one in _FIRSTS[sign]) or re.search(r"^\s*[1一①]", told, re.MULTILINE):
                continue
            lead = text[max(0, match.start() - 30) : match.start()]
            if _QUOTED.search(lead):
                continue
            words = {"shown": sign.rstrip("，"), "right": _FIRSTS[sign][0]}
            yield block, Hit(match.start(), match.end(), words)
        earlier.append(text + "\n")


def _whole(document: Document) -> str:
    return "\n".join([block.text for block in document.blocks])


def _headed(document: Document) -> Iterator[Found]:
    """A heading 二、 without 一、 before it."""
    for block in document.of(HEADING, PARAGRAPH):
        text = block.text.lstrip()
        if text.startswith("一、") or (block.kind == PARAGRAPH and text.startswith("（一）")):
            return
        if text.startswith("二、") and block.kind == HEADING:
            start = len(block.text) - len(text)
            yield block, Hit(start, start + 2, {"shown": "二、", "right": "一、"})
            return


_THEN = pattern(r"首先[，要][^。]{2,60}?[。；，](?P<lead>[^首]{0,80}?)(?P<then>再次)[，要](?!求)")
_SECONDLY = pattern(r"其次|第二|然后|接着|同时|随后|二是|另外|还要")


def skipped_steps(document: Document) -> Iterator[Found]:
    """首先，核对名单；再次，张榜公示: nothing is 其次."""
    if "再次" not in _whole(document):
        return
    for block in document.of(PARAGRAPH, ITEM):
        for match in _THEN.finditer(block.text) if "再次" in block.text else ():
            if not _SECONDLY.search(block.text, match.start(), match.start("then")):
                words = {"shown": "再次", "fault": "不连续", "before": "首先", "right": "其次"}
                yield block, Hit(match.start("then"), match.end("then"), words)


_WISH = pattern(rf"(?<![\u4e00-\u9fff\d])(?P<number>[{_ONES}])(?P<word>[盼愁怕忧喜难])(?=[\u4e00-\u9fff])")


def skipped_wishes(document: Document) -> Iterator[Found]:
    """一盼修路，二盼通水，四盼装灯."""
    whole = _whole(document)
    if not any(f"{number}{word}" in whole for number in "二三" for word in "盼愁怕忧喜难"):
        return
    for block in document.of(PARAGRAPH, ITEM):
        if block.has("盼愁怕忧喜难") and block.has("二三"):
            yield from _wishes(block)


def _wishes(block: Block) -> Iterator[Found]:
    last: dict[str, int] = {}
    for match in _WISH.finditer(block.text):
        word, value = match["word"], _VALUES[match["number"]]
        before = last.get(word)
        if before is not None and value not in (before + 1, 1) and value - before <= 2:
            fault = "重复" if value == before else "不连续"
            words = {"shown": match[0], "fault": fault, "before": f"{han_number(before)}{word}"}
            yield block, Hit(match.start(), match.end(), words | {"right": f"{han_number(before + 1)}{word}"})
        if value == 1 or before is not None:
            last[word] = value
