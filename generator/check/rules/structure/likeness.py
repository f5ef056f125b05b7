"""Reports that tell the same in other words: most of what one says stands in the other, nearly so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.check.pattern import pattern
from generator.model.prose import ITEM, PARAGRAPH, Document

NOTES = pattern(r"^[（(]?(?:注|备注|说明|附|来源|资料来源|数据来源)")
"""Paragraphs that forms of many reports end with."""
_CLAUSE = pattern(r"[^，。；：！？“”、（）\n]{8,40}")
_NUMBERED = pattern(
    r"[一二三四五六七八九十百千万两\d][一二三四五六七八九十百千万两点\d.]+(?:多|余)?[一-鿿]{2}"
)
_OFTEN = pattern(r"\d{4}年|月\d|月末|亿元|万元$|百分")
_WORDS = pattern(r"[一-鿿\d]+")
_MOST_ANCHORS = 60
_COMMON = 4
_LEAST_SHARED = 2
_GRAM = 3
_SHORTEST, _LONGER = 40, 3
"""Characters of a report that is compared, and how many times as long the other may be."""
_ALIKE, _ALIKE_LONG, _LONG = 0.5, 0.6, 200
"""Of the shorter report's runs of three characters, the share that stands in the other; of long ones more."""


def anchors_of(texts: Iterable[str]) -> frozenset[str]:
    """Clauses and numbers with what they count, by which two reports of one thing find each other."""
    found: set[str] = set()
    for text in texts:
        if NOTES.match(text):
            continue
        found.update(_CLAUSE.findall(text))
        found.update(number for number in _NUMBERED.findall(text) if not _OFTEN.search(number))
        if len(found) > _MOST_ANCHORS:
            break
    return frozenset(found)


def near_pairs(anchors: Mapping[int, frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of reports with two clauses or numbers in common that hardly any other has."""
    holders: dict[str, list[int]] = {}
    for place, those in anchors.items():
        for anchor in those:
            holders.setdefault(anchor, []).append(place)
    shared: dict[tuple[int, int], int] = {}
    for places in holders.values():
        if 2 <= len(places) <= _COMMON:
            ordered = sorted(places)
            for index, later in enumerate(ordered):
                for first in ordered[:index]:
                    shared[first, later] = shared.get((first, later), 0) + 1
    return sorted(pair for pair, count in shared.items() if count >= _LEAST_SHARED)


def tell_the_same(one: Document, other: Document) -> bool:
    """Whether two reports say nearly the same; a paragraph that stands in both is told by another rule."""
    first, second = _paragraphs(one), _paragraphs(other)
    only = (
        "".join(text for text in first if text not in second),
        "".join(t for t in second if t not in first),
    )
    texts = sorted(only, key=len)
    if len(texts[0]) < _SHORTEST or len(texts[1]) > _LONGER * len(texts[0]):
        return False
    short, long = (_grams(text) for text in texts)
    share = len(short & long) / len(short)
    return share >= (_ALIKE if len(texts[0]) < _LONG else _ALIKE_LONG)


def _paragraphs(document: Document) -> list[str]:
    told = (block.text for block in document.of(PARAGRAPH, ITEM) if not NOTES.match(block.text))
    return ["".join(_WORDS.findall(text)) for text in told]


def _grams(text: str) -> set[str]:
    return {text[start : start + _GRAM] for start in range(len(text) - _GRAM + 1)}
