"""How like two names are, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import Office
from generator.model.unit import names_of

HAN = "[一-鿿]"
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎潘杜戴夏钟汪田姜范石姚谭廖邹熊金陆郝孔崔康毛邱秦侯邵孟龙段雷钱汤尹黎贺赖龚"
)
"""The most common surnames, without those that are words of many sentences: 于, 高, 任."""
_BEFORE_NAME = pattern(r"(?:原|前|老|时任|曾任|历任|拟任|兼任|代)$")
_CITY_ENDS = frozenset(
    "州阳山江京安海平城门川昌宁津沙汉都庆波圳莞岛台东西南北林岭源水溪河湖峰远德乡兴港堰陵梁清春郑肥锡迁淮汕肇惠治头仙丹春丰原义"
)
"""How names of cities end: 宁州市水务局 is not ours."""
_FIRST, _LAST = 0xB0A1, 0xD7F9
_ROW = 94
_SOUNDS = 25
"""Characters of GB 2312 between two that may sound the same: a sound has some ten, the most common sixty."""
_LONGEST = 8


def own_places(office: Office) -> tuple[str, ...]:
    """The names of the site's own region and of the counties and districts among the units, the longest
    first."""
    places = {office.site.region} if len(office.site.region) > 1 else set()
    for unit in office.units.all:
        for name in names_of(unit):
            place = name.removesuffix("人民政府")
            if len(place) > 2 and place[-1] in "市县区旗" and re.fullmatch(f"{HAN}+", place):
                places.add(place)
    return tuple(sorted(places, key=lambda place: (-len(place), place)))


def is_elsewhere(text: str, start: int, places: tuple[str, ...]) -> bool:
    """Whether a name that begins with 市, 县 or 区 at `start` is one of another city: 宁州市水务局."""
    if not start or text[start] not in "市县区州旗":
        return False
    if text[start - 1] in "省市县区州旗":
        # 宁州市市长: the city's name is told in full.
        return not text[max(0, start - _LONGEST) : start].endswith(places)
    return text[start - 1] in _CITY_ENDS and not text[max(0, start - _LONGEST) : start + 1].endswith(places)


def is_past(text: str, start: int) -> bool:
    """Whether what stands before tells of former times: 原, 时任."""
    return bool(_BEFORE_NAME.search(text[max(0, start - 2) : start]))


def slip(name: str, right: str) -> bool:
    """Whether `name` is `right` with one character wrong or missing, or with two of them exchanged."""
    if len(name) == len(right):
        wrong = [place for place, pair in enumerate(zip(name, right, strict=True)) if pair[0] != pair[1]]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and name[wrong[0] : wrong[1] + 1] == (right[wrong[1]] + right[wrong[0]])
        )
    if len(name) == len(right) - 1:
        return any(right[:place] + right[place + 1 :] == name for place in range(len(right)))
    return False


def sounds_like(one: str, other: str) -> bool:
    """Whether two characters probably sound the same.

    The 3755 common characters of GB 2312 stand in the order of their sounds, so neighbours sound alike.
    """
    first, second = _order(one), _order(other)
    return first is not None and second is not None and 0 < abs(first - second) <= _SOUNDS


def alike_by_sound(character: str) -> str:
    """The characters that probably sound like `character`."""
    place = _order(character)
    if place is None:
        return ""
    around = (place + step for step in range(-_SOUNDS, _SOUNDS + 1) if step)
    return "".join(filter(None, map(_at, around)))


def _common() -> Iterator[str]:
    for row in range(_FIRST >> 8, (_LAST >> 8) + 1):
        for column in range(_ROW):
            yield bytes((row, (_FIRST & 0xFF) + column)).decode("gb2312", "ignore")


COMMON = frozenset(_common())
"""The 3755 common characters of GB 2312."""


def _order(character: str) -> int | None:
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return None
    if len(code) != 2 or not _FIRST <= int.from_bytes(code, "big") <= _LAST:
        return None
    return (code[0] - (_FIRST >> 8)) * _ROW + code[1] - (_FIRST & 0xFF)


def _at(place: int) -> str:
    row, column = divmod(place, _ROW)
    if place < 0 or row > (_LAST >> 8) - (_FIRST >> 8):
        return ""
    return bytes(((_FIRST >> 8) + row, (_FIRST & 0xFF) + column)).decode("gb2312", "ignore")
