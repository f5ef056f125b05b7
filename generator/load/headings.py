"""Headings of a report: four levels with the numbers of official documents (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

LEVELS = 4
_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PRINTED = ("h4", "h5", "h6", "p")
_HAN_DIGITS = "零一二三四五六七八九"
_HAN = r"[〇零一二三四五六七八九十百]+"
_WRITTEN = re.compile(
    rf"\s*(?:(?P<a>{_HAN})(?:、|，|是(?!否))|第(?P<f>{_HAN})(?:、|，|章|节|部分|条)"
    rf"|[（(](?P<b>{_HAN})[）)]|(?P<c>\d{{1,3}})[.．、](?!\d)|[（(](?P<d>\d{{1,3}})[）)]|(?P<e>[①-⑳]))"
)
_LOOSE_DOT = re.compile(r"^\s*(\d{1,3}[.．])\s+")


def set_headings(root: Element) -> list[str]:
    """Levels, classes and numbers of all headings; returns the texts of those that are a fifth level."""
    headings = [element for element in root.iter() if element.tag in _TAGS]
    ranks = {tag: rank for rank, tag in enumerate(sorted({heading.tag for heading in headings}), 1)}
    counts = [0] * (LEVELS + 1)
    too_deep = []
    for heading in headings:
        rank = ranks[heading.tag]
        if rank > LEVELS:
            too_deep.append("".join(heading.itertext()))
        level = min(rank, LEVELS)
        _number(heading, level, counts)
        heading.tag = _PRINTED[level - 1]
        heading.set("class", f"level-{level}")
        if level == LEVELS:
            heading.set("role", "heading")
            heading.set("aria-level", "7")
    return too_deep


def _number(heading: Element, level: int, counts: list[int]) -> None:
    """Counts a heading; a number that the editor wrote is kept, and counting goes on from it."""
    counts[level + 1 :] = [0] * (LEVELS - level)
    written = written_number("".join(heading.itertext()))
    if written is not None:
        counts[level] = written
        heading.text = _LOOSE_DOT.sub(r"\1", heading.text or "")
        return
    counts[level] += 1
    heading.text = number_text(level, counts[level]) + (heading.text or "")


def number_text(level: int, number: int) -> str:
    """一、 （一） 1. （1）"""
    han = han_number(number)
    return (f"{han}、", f"（{han}）", f"{number}.", f"（{number}）")[level - 1]


def written_number(text: str) -> int | None:
    """The number at the start of a heading, in any of the usual forms; None without one."""
    match = _WRITTEN.match(text)
    if match is None:
        return None
    if match["e"]:
        return ord(match["e"]) - ord("①") + 1
    digits = match["c"] or match["d"]
    return int(digits) if digits else _han_value(match["a"] or match["b"] or match["f"])


def han_number(number: int) -> str:
    """1 to 999 in Han: 十, 十二, 二十, 一百零五."""
    if number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_HAN_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _HAN_DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_HAN_DIGITS[ones] if ones or not number else "")


def _han_value(text: str) -> int:
    total = digit = 0
    for character in text.replace("〇", "零"):
        if character == "百":
            total, digit = total + max(digit, 1) * 100, 0
        elif character == "十":
            total, digit = total + max(digit, 1) * 10, 0
        else:
            digit = _HAN_DIGITS.index(character)
    return total + digit
