"""Ordinals and the mark behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN, NUMERALS, before
from generator.model.prose import Block

_STARTS = frozenset(
    ("", "。", "！", "？", "；", "：", "，", "“", "（", ",", ";", ":", "!", "?", " ", "　", "…")
)
_NEXT = rf"(?=[{HAN}“《A-Za-z])"
_LINE, _INNER = r"[\s　]*", r"[：；。:;]"
"""Before an ordinal: at the beginning of a line, and behind a mark."""


def _ordinals(at_start: re.Pattern[str], inner: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The same ordinal where a line begins and within it; two patterns are quicker than one of either."""
    if first := at_start.match(text):
        yield first
    yield from inner.finditer(text)


_WORD = pattern(
    rf"(?P<word>第(?P<number>[{NUMERALS}]{{1,3}}|[0-9]{{1,2}})|其[一二三四五六]|首先|其次|再次|最后)"
    rf"(?P<mark>[、.．]){_NEXT}"
)
_SERIES = pattern(rf"第|其[{NUMERALS}次]|再次|最后")
_LAST = pattern("最|也")


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


_HAN_MARK = rf"(?P<word>[{NUMERALS}]{{1,3}})(?P<mark>[，,.．] *){_NEXT}"
_HAN_MARKS = pattern(_LINE + _HAN_MARK), pattern(_INNER + _HAN_MARK)
_COUNTED = pattern(rf"[{NUMERALS}]{{1,3}}[，,、.．。！]")


# 一　总体情况, 四：, 三。 at the beginning of a line; 一 个 is no ordinal.
_HAN_HEAD = pattern(
    rf"[\s　]*(?P<word>[{NUMERALS}]{{1,3}})(?P<mark>[ 　]+|[：:。] *)"
    rf"(?=[{HAN}“《]{{3}})(?![{NUMERALS}年月日个是来])"
)


def han_mark(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if head := _HAN_HEAD.match(text):
        mark = head["mark"].strip(" 　") or "空格"
        yield Hit(head.start("mark"), head.end("mark"), {"word": head["word"], "mark": mark}, "、")
    for match in _ordinals(*_HAN_MARKS, text):
        if not _COUNTED.match(text, match.end()):
            data = {"word": match["word"], "mark": match["mark"].strip()}
            yield Hit(match.start("mark"), match.end("mark"), data, "、")


_DIGIT_MARKS = (
    pattern(
        rf"[\s　]*(?P<word>[0-9０-９]{{1,2}}|[A-Za-zＡ-Ｚａ-ｚ](?=[、．]))(?P<mark>[、．。，,] *){_NEXT}"
    ),
    pattern(rf"[：；。:;](?P<word>[0-9０-９]{{1,2}})(?P<mark>[、．] *){_NEXT}"),
)
_CHAPTER = pattern(rf"\A[\s　]*(?P<word>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?P<mark>[、．.] *){_NEXT}")
_LETTERED = pattern(r"[A-Za-zＡ-Ｚａ-ｚ]")


def digit_mark(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _ordinals(*_DIGIT_MARKS, text):
        word, mark = match["word"], match["mark"]
        if _LETTERED.match(word) and _LETTERED.match(text, match.end()):
            continue  # A、B两类
        data = {"word": word, "mark": mark.strip(), "right": f"{word}."}
        yield Hit(match.start("mark"), match.end("mark"), data, ".")
    if chapter := _CHAPTER.match(text):
        data = {"word": chapter["word"], "mark": chapter["mark"].strip(), "right": chapter["word"]}
        yield Hit(chapter.start("mark"), chapter.end("mark"), data)


_BRACKET_MARK = (
    rf"(?P<word>[（(](?:[{NUMERALS}]{{1,3}}|[0-9０-９]{{1,2}})[）)]|[①-⒇㈠-㈩]|[0-9]{{1,2}}[）)])"
    rf"(?P<mark>[、，,.．：:。] *)(?=[{HAN}“《A-Za-z0-9])"
)
_BRACKET_MARKS = pattern(_LINE + _BRACKET_MARK), pattern(_INNER + _BRACKET_MARK)


def bracket_mark(block: Block, office: Office) -> Iterator[Hit]:
    return _superfluous(_ordinals(*_BRACKET_MARKS, block.text))


_IS_MARK = pattern(
    rf"(?P<word>[{NUMERALS}]{{1,2}}(?:是|要(?![、，][{NUMERALS}])))(?P<mark>[，、：,:] *){_NEXT}"
)


def is_mark(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for hit in _superfluous(_IS_MARK.finditer(text)):
        if before(text, hit.start - len(hit.data["word"])) in _STARTS:
            yield hit


def _superfluous(found: Iterator[re.Match[str]]) -> Iterator[Hit]:
    for match in found:
        data = {"word": match["word"], "mark": match["mark"].strip()}
        yield Hit(match.start("mark"), match.end("mark"), data, "")


def _beside(words: str, marks: str) -> tuple[str, ...]:
    """All pairs of a word and a mark behind it."""
    return tuple(word + mark for word in words for mark in marks)


_DIGITS = "0123456789０１２３４５６７８９"
_LETTERS = "".join(
    map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)))
)
_DIGIT_WORDS = (*_beside(_DIGITS, "、．。，,."), *_beside(_LETTERS, "、．"))

RULES: tuple[Rule, ...] = (
    BlockRule("ordinal-word-mark", word_mark, needs="第其首再最"),
    BlockRule("ordinal-han-mark", han_mark, words=_beside(NUMERALS, "，,.． 　\u00a0：:。")),
    BlockRule("ordinal-digit-mark", digit_mark, needs="、．。，,", words=_DIGIT_WORDS),
    BlockRule("ordinal-bracket-mark", bracket_mark, needs="）)①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹㈠㈡㈢㈣㈤㈥"),
    BlockRule("ordinal-is-mark", is_mark, needs="是要"),
)
