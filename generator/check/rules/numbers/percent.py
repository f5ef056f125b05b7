"""Rules about percentages: Han numerals and the sign % in one number, in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.numbers.near import HAN_DIGITS, NUMBER, before, can_fix, is_title, within
from generator.model.prose import CAPTION, CELL, HEADS, ITEM, RUNNING, Block, Document

_PERCENT_HAN = pattern(
    rf"(?P<of>百分之|千分之|万分之) ?(?P<number>{NUMBER})(?P<range>[至到～—\-][0-9]|[千百万亿十点])?"
)
_SIGN = {"百分之": "%", "千分之": "‰", "万分之": ""}
_HAN = "零〇一二三四五六七八九十百"
_HAN_SIGN = pattern(
    rf"[%％‰](?<=[{_HAN}点几多余].)(?<!第[{_HAN}].)(?!以)|(?P<points>个[%％](?:个百分点)?(?<=[0-9].[%％]))"
)
_HAN_NUMBER = pattern(rf"(?:百分之|千分之)?[{_HAN}点几]{{1,8}}[多余]?\Z")
_HAN_ARABIC = pattern(rf"(?P<number>百分之[{_HAN}点几]{{1,6}}[0-9]{{1,3}})")
_TENTHS = pattern(
    r"成(?P<last>[1-9]|[一二三四五六七八九])(?<=[0-9].[一-九]|[一二三四五六七八九].[1-9]|[0-9].[1-9])"
)
_NO_TENTHS = pattern(r"[0-9个件项家户名批期条座栋年月日次人线处所万亿千百十.％%多余体]")


def percent_mixed(block: Block, office: Office) -> Iterator[Hit]:
    """百分之25 for 25%, 八十三%, 九成5, 3个%."""
    text = block.text
    if "分之" in text:
        for match in _PERCENT_HAN.finditer(text):
            if before(text, match.start(), 1) == "之":
                continue
            sign = _SIGN[match["of"]]
            right = match["number"] + sign if sign else match["of"] + match["number"].translate(_TO_HAN)
            end = match.end("number")
            plain = sign and not match["range"] and text[end : end + 1] not in ("%", "％", "‰")
            fix = can_fix(block, match.start(), end, right) if plain and " " not in match[0] else None
            yield Hit(match.start(), end, {"text": text[match.start() : end], "right": right}, fix)
        for match in _HAN_ARABIC.finditer(text):
            yield Hit(*match.span(), {"text": match[0], "right": _percent(match[0])})
    if block.has("%％‰"):
        for match in _HAN_SIGN.finditer(text):
            if match["points"]:
                yield Hit(*match.span(), {"text": match[0], "right": "个百分点"})
                continue
            number = _HAN_NUMBER.search(before(text, match.start(), 12))
            if number and not within(text, match.start(), "“”"):
                start = match.start() - len(number[0])
                shown = text[start : match.end()]
                yield Hit(start, match.end(), {"text": shown, "right": _percent(shown)})
    if "成" in text:
        for match in _TENTHS.finditer(text):
            start, ahead = match.start() - 1, before(text, match.start() - 1, 1)
            behind = text[match.end() : match.end() + 1]
            if ahead in tuple("0123456789.一二三四五六七八九十第") or _NO_TENTHS.match(behind):
                continue
            shown = text[start : match.end()]
            whole, part = (str(HAN_DIGITS.get(one, one)) for one in (shown[0], shown[2]))
            yield Hit(start, match.end(), {"text": shown, "right": f"{whole}{part}%"})


_TO_HAN = str.maketrans("0123456789.", "零一二三四五六七八九点")


def _percent(shown: str) -> str:
    """百分之三点5 as 3.5%, 八十三% as 83%."""
    sign = "‰" if shown.endswith("‰") or shown.startswith("千") else "%"
    number = re.sub("[百千]分之|[%％‰多余]", "", shown).replace("点", ".")
    if number in ("百", "一百"):
        return f"100{sign}"
    whole, dot, part = number.partition(".")
    value, digits = 0, ""
    for one in whole:
        if one == "百" or one == "十":
            value += (int(digits or 1)) * (100 if one == "百" else 10)
            digits = ""
        else:
            digits += str(HAN_DIGITS.get(one, one))
    value += int(digits) if digits.isdigit() else 0
    said = "".join(str(HAN_DIGITS.get(one, one)) for one in part)
    return f"{value}{dot}{said}{sign}"


_SAID = pattern(
    r"百分之(?!百)(?P<number>[一二三四五六七八九十](?:[一二三四五六七八九十零]{0,3})(?:点[零一二三四五"
    r"六七八九]{1,3})?)(?![0-9几多余百])"
)
_SIGNED = pattern(r"[0-9\ufffc](?:\.[0-9])?[%％]")
_READ = RUNNING | HEADS | {CAPTION}


def percent_styles(document: Document, office: Office) -> Iterator[Found]:
    """百分之四十二 and 58% in one sentence, in one list, in one column."""
    group: list[Block] = []
    for block in document.blocks:
        if block.kind == ITEM:
            group.append(block)
            continue
        if group:
            yield from _of_group(group)
            group = []
        if block.kind in _READ:
            yield from _of_group([block])
    if group:
        yield from _of_group(group)
    for table in document.tables:
        if any("百分之" in cell.text for row in table.rows for cell in row):
            for column in zip_longest(*table.rows):
                yield from _of_group([cell for cell in column if cell is not None and cell.kind == CELL])


def _of_group(blocks: list[Block]) -> Iterator[Found]:
    said = [block for block in blocks if "百分之" in block.text]
    if not said or not any(_SIGNED.search(block.text) for block in blocks if block.has("%％")):
        return
    for block in said:
        for match in _SAID.finditer(block.text):
            start = match.start()
            if not is_title(block.text, start) and not within(block.text, start, "“”"):
                right = _percent(match[0])
                fix = None
                yield block, Hit(start, match.end(), {"text": match[0], "right": right}, fix)


RULES: tuple[Rule, ...] = (
    BlockRule(
        "percent-mixed",
        percent_mixed,
        RUNNING | HEADS | {CELL, CAPTION},
        needs=("之%％‰成", "0123456789%％‰"),
    ),
    DocumentRule("percent-styles-mixed", percent_styles),
)
