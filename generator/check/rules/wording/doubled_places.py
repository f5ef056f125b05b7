"""Where in many texts something may stand twice, looked for at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from generator.check.joined import Codes, Grams, Joined, Places, codes_of

Place = tuple[int, int]
"""Where in a text to look, and for what."""
LEADS = "把由对将与为被经自已在向给从就"
"""Characters that may stand twice in a clause by mistake. Each is a kind of place, by its number."""
WORDED = len(LEADS)
MONTHS, SAME, OWNED, DID, CLOSED, BEFORE, TITLED, LISTED = range(WORDED + 1, WORDED + 9)
"""Words; the same told twice; 的通知的通知; 开展了开展; 问题，问题，; titles; lists."""
MEMBER = 2
"""Characters of a member of a list."""
_FAR = 48
"""So far apart the two may stand."""
_BEHIND = 8
_WORDS = (
    *(
        "可以",
        "应当",
        "必须",
        "能够",
        "正在",
        "已经",
        "尚未",
        "即将",
        "今年",
        "去年",
        "本月",
        "上月",
        "目前",
        "经过",
        "每年",
        "每月",
        "每周",
    ),
    *(
        "陆续",
        "仍然",
        "一律",
        "平均",
        "累计",
        "分别",
        "共同",
        "继续",
        "进一",
        "逐步",
        "积极",
        "先后",
        "共有",
        "大约",
        "同时",
        "当前",
        "近日",
    ),
    *(
        "日前",
        "近期",
        "近年",
        "据了",
        "据悉",
        "随后",
        "截至",
        "全市",
        "全县",
        "全区",
        "全省",
        "全镇",
        "全乡",
        "全村",
        "全国",
    ),
)
"""What begins in the same way twice in a clause or a sentence."""


def may_be_apart(together: Joined) -> dict[int, list[Place]]:
    """Where in each text the expressions may find something. All texts are looked through at once."""
    found: list[tuple[Places, int]] = [*_led(together.codes), *_worded(together.codes)]
    found += _beside(together.codes)
    places: dict[int, list[Place]] = {}
    for those, kind in found:
        for number, place in together.each(those):
            places.setdefault(number, []).append((place, kind))
    for number in together.numbers(np.flatnonzero(together.codes == ord("、"))):
        if _may_list(together.text(number)):
            places.setdefault(number, []).append((0, LISTED))
    return places


def _may_list(text: str) -> bool:
    """Whether what stands behind a comma of a list has stood before."""
    place = text.find("、") + 1
    while place:
        if text.find(text[place : place + MEMBER], 0, place + 1) != -1:
            return True
        place = text.find("、", place) + 1
    return False


def _led(codes: Codes) -> Iterator[tuple[Places, int]]:
    """Characters that stand twice in a clause."""
    table = np.zeros(1 << 16, np.uint8)
    table[codes_of("，。；：！？\n")] = 1
    table[codes_of(LEADS)] = np.arange(2, 2 + len(LEADS))
    places = np.flatnonzero(table[codes])
    kinds = table[codes[places]]
    clauses = np.cumsum(kinds == 1)
    for kind in range(len(LEADS)):
        own = np.flatnonzero(kinds == kind + 2)
        again = (clauses[own[1:]] == clauses[own[:-1]]) & (places[own[1:]] - places[own[:-1]] <= _FAR)
        yield places[own[:-1][again]], kind


_PERIODS = tuple(one + two for one in "上下全今去一二三四本当近半" for two in "半季月年")
_ALIKE = ("以及和", "已经已", "正在正", "为了为", "更加更", "最为最", "首先先", "全部都", "共计共")


@lru_cache(maxsize=1)
def _grams() -> tuple[Grams, Grams, Grams, Grams, Grams]:
    return (
        Grams(_WORDS, MEMBER),
        Grams(_PERIODS, MEMBER),
        Grams(("均都", "都均"), MEMBER),
        Grams(_ALIKE, MEMBER + 1),
        Grams(("”“", "》《"), MEMBER),
    )


def _worded(codes: Codes) -> Iterator[tuple[Places, int]]:
    """Words that stand twice, not far from each other, and two that say the same."""
    words, periods, *alike, titles = _grams()
    for grams, kind in ((words, WORDED), (periods, MONTHS)):
        places, which = grams.met(codes)
        if kind == MONTHS:
            which = codes[places + 1].astype(np.int64)
        order = np.lexsort((places, which))
        places, which = places[order], which[order]
        near = (which[1:] == which[:-1]) & (places[1:] - places[:-1] <= _FAR)
        yield np.sort(places[:-1][near]), kind
    for grams in alike:
        yield grams.places(codes), SAME
    yield titles.places(codes), TITLED


def _beside(codes: Codes) -> Iterator[tuple[Places, int]]:
    """What has the same on both sides: 开展了开展, 的通知的通知."""
    same = codes[:-3] == codes[3:]
    places = np.flatnonzero(same[:-1] & same[1:]) + 2
    for signs, kind in (("了", DID), ("，", CLOSED), ("为把由被", BEFORE)):
        yield places[np.isin(codes[places], codes_of(signs))], kind
    owned = np.flatnonzero(codes == ord("的"))
    codes = np.concatenate((codes, np.zeros(_BEHIND, codes.dtype)))
    again = np.zeros(len(owned), np.bool_)
    for length in (3, 4, 5):
        again |= (
            (codes[owned + length] == ord("的"))
            & (codes[owned + 1] == codes[owned + length + 1])
            & (codes[owned + 2] == codes[owned + length + 2])
        )
    yield owned[again], OWNED
