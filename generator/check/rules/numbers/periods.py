"""同比 and 环比 against the period that a comparison names: 5月…与4月份同比, 比去年一季度环比."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern

_NUMBERS = {number: place for place, number in enumerate("一二三四五六七八九十", start=1)} | {
    "十一": 11,
    "十二": 12,
}
_UNIT = (
    r"(?:(?P<month>\d{1,2}|十[一二]|[一二三四五六七八九十])月份?|第?(?P<quarter>[一二三四1-4])季度"
    r"|第(?P<week>\d{1,2})周|(?P<half>[上下])半年|前(?P<first>[一二三四五六七八九十]{1,2}|\d{1,2})个月)"
)
_YEAR = r"(?P<year>(?:去|上|前|往|今|本)一?年(?:度)?(?:的)?|(?:19|20)\d{2}年)?"
_BASE = pattern(
    rf"(?:相较于?|相比于?|对比|较之|[较比与和同跟]){_YEAR}(?:的)?{_UNIT}(?:的)?(?:相比较?|比较|相较)?[，,]?"
    r"(?P<between>[^，。；：\d同环]{0,10})(?P<word>[同环]比)(?!口径)"
)
_NOW = pattern(rf"{_YEAR}{_UNIT}")
_LAST = pattern(r"去|上|前|往")
_REACH = 60
_KINDS = ("month", "quarter", "week", "half", "first")


def by_periods(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a comparison names its period and the word for it is the other one, and that word."""
    for match in _BASE.finditer(text):
        kind, number = _period(match)
        said = match["year"] or ""
        year_ago = _LAST.match(said) is not None
        if said[:1].isdigit() or said.startswith(("前", "往")):
            continue
        start = max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        told = _NOW.finditer(text, max(start, match.start() - _REACH), match.start())
        own = [now for now in told if _period(now)[0] == kind and not _LAST.match(now["year"] or "")]
        same = any(_period(now)[1] == number for now in own)
        if year_ago and match["word"] == "环比" and (same or (not own and kind in ("half", "first"))):
            yield match.start(), match.end(), "环比"
        elif not year_ago and match["word"] == "同比" and kind != "first" and own and not same:
            yield match.start(), match.end(), "同比"


def _period(match: re.Match[str]) -> tuple[str, int | str]:
    kind = next(one for one in _KINDS if match[one])
    written = match[kind]
    if kind == "half":
        return kind, written
    return kind, _NUMBERS.get(written) or int(written)
