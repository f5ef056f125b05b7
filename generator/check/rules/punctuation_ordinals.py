"""Ordinals and the mark behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation_signs import HAN, NUMERALS, before
from generator.model.prose import Block

_STARTS = frozenset(
    ("", "。", "！", "？", "；", "：", "，", "“", "（", ",", ";", ":", "!", "?", " ", "　", "…")
)
_NEXT = rf"(?=[{HAN}“《A-Za-z])"
_AT = r"(?:\A[\s　]*|[：；。:;])"

_WORD = re.compile(
    rf"(?P<word>第(?P<number>[{NUMERALS}]{{1,3}}|[0-9]{{1,2}})|其[一二三四五六]|首先|其次|再次|最后)"
    rf"(?P<mark>[、.．]){_NEXT}"
)
_SERIES = re.compile(rf"第|其[{NUMERALS}次]|再次|最后")
_LAST = re.compile("最|也")


def word_mark(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _WORD.finditer(text):
        follows = text[match.end() : match.end() + 2]
        if before(text, match.start()) not in _STARTS or _SERIES.match(follows):
            continue
        if match["word"] == "最后" and _LAST.match(follows):
            continue
        if match["number"] and _goes_on(match["number"], follows[:1]):
            continue
        data = {"word": match["word"], "mark": match["mark"]}
        yield Hit(match.start("mark"), match.end("mark"), data, "，")


def _goes_on(number: str, follows: str) -> bool:
    """Whether a greater number follows, as in 第一、二、三产业."""
    return follows in NUMERALS and NUMERALS.find(follows) > NUMERALS.find(number[-1])


_HAN_MARK = re.compile(rf"{_AT}(?P<word>[{NUMERALS}]{{1,3}})(?P<mark>[，,.．] *){_NEXT}")
_COUNTED = re.compile(rf"[{NUMERALS}]{{1,3}}[，,、.．。！]")


def han_mark(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _HAN_MARK.finditer(text):
        if not _COUNTED.match(text, match.end()):
            data = {"word": match["word"], "mark": match["mark"].strip()}
            yield Hit(match.start("mark"), match.end("mark"), data, "、")


_DIGIT_MARK = re.compile(
    rf"(?:(?:\A[\s　]*(?P<word>[0-9０-９]{{1,2}}|[A-Za-zＡ-Ｚａ-ｚ](?=[、．]))(?P<mark>[、．。，,] *))"
    rf"|(?:[：；。:;](?P<word2>[0-9０-９]{{1,2}})(?P<mark2>[、．] *))){_NEXT}"
)
_CHAPTER = re.compile(rf"\A[\s　]*(?P<word>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?P<mark>[、．.] *){_NEXT}")
_LETTERED = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")


def digit_mark(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _DIGIT_MARK.finditer(text):
        kind = "" if match["word"] else "2"
        word, mark = match["word" + kind], match["mark" + kind]
        if _LETTERED.match(word) and _LETTERED.match(text, match.end()):
            continue  # A、B两类
        data = {"word": word, "mark": mark.strip(), "right": f"{word}."}
        yield Hit(match.start("mark" + kind), match.end("mark" + kind), data, ".")
    if chapter := _CHAPTER.match(text):
        data = {"word": chapter["word"], "mark": chapter["mark"].strip(), "right": chapter["word"]}
        yield Hit(chapter.start("mark"), chapter.end("mark"), data)


_BRACKET_MARK = re.compile(
    rf"{_AT}(?P<word>[（(](?:[{NUMERALS}]{{1,3}}|[0-9０-９]{{1,2}})[）)]|[①-⒇㈠-㈩]|[0-9]{{1,2}}[）)])"
    rf"(?P<mark>[、，,.．：:] *)(?=[{HAN}“《A-Za-z0-9])"
)


def bracket_mark(block: Block, office: Office) -> Iterator[Hit]:
    return _superfluous(_BRACKET_MARK, block.text)


_IS_MARK = re.compile(
    rf"(?P<word>[{NUMERALS}]{{1,2}}(?:是|要(?![、，][{NUMERALS}])))(?P<mark>[，、：,:] *){_NEXT}"
)


def is_mark(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for hit in _superfluous(_IS_MARK, text):
        if before(text, hit.start - len(hit.data["word"])) in _STARTS:
            yield hit


def _superfluous(pattern: re.Pattern[str], text: str) -> Iterator[Hit]:
    for match in pattern.finditer(text):
        data = {"word": match["word"], "mark": match["mark"].strip()}
        yield Hit(match.start("mark"), match.end("mark"), data, "")


RULES: tuple[Rule, ...] = (
    BlockRule("ordinal-word-mark", word_mark, needs="第其首再最"),
    BlockRule("ordinal-han-mark", han_mark, needs=NUMERALS),
    BlockRule("ordinal-digit-mark", digit_mark, needs="、．。，,"),
    BlockRule("ordinal-bracket-mark", bracket_mark, needs="）)①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹㈠㈡㈢㈣㈤㈥"),
    BlockRule("ordinal-is-mark", is_mark, needs="是要"),
)
