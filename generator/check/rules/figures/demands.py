"""A count behind clauses of one form: 既要方便群众，又要节省经费，还要保证安全，这两条都不能丢."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import Hit

_ONES = "一二三四五六七八九十"
_VALUES = {"两": 2, **{one: place for place, one in enumerate(_ONES, start=1)}}
_COUNT = (
    rf"(?P<count>[两{_ONES}])(?P<of>[条点项件样]|个(?:方面|字|要求|条件|环节|原则|目标))"
    r"(?![^，。；]{0,4}之[一中])"
)
_THESE = pattern(rf"[，。；——](?P<these>这|以上|上述){_COUNT}")
_CLAUSE = r"[^，。；：！？、\d]{2,18}"
_BOTH = pattern(
    rf"既(?:要|能|可以|得)?{_CLAUSE}(?P<more>(?:，(?:又|也|还|更|同时|而且)(?:要|能|可以|得)?{_CLAUSE})+)\Z"
)
_MUST = pattern(
    rf"(?:(?<=[。；：])|^)(?P<word>要|不|必须|不能|不准|严禁){_CLAUSE}(?P<more>(?:，(?P=word){_CLAUSE})+)\Z"
)
_PAIRED = pattern(r"[和与及]")


def demands(text: str) -> Iterator[Hit]:
    """How many are told, where the clauses just before are others."""
    if "这" not in text and "述" not in text and "以上" not in text:
        return
    for these in _THESE.finditer(text):
        ahead = text[max(0, these.start() - 90) : these.start()]
        listed = _BOTH.search(ahead) or _MUST.search(ahead)
        count = _VALUES[these["count"]]
        if listed is None:
            continue
        found = 1 + listed["more"].count("，")
        if found != count and found > 1 and not _PAIRED.search(listed[0]) and "等" not in listed[0][-2:]:
            start, end = these.start("these"), these.end("of")
            yield Hit(start, end, {"told": text[start:end], "found": str(found)})
