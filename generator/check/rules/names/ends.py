"""Units' names that go wrong at their end, or in which a character was typed twice: 市水利居, 市财政政局."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import Hit, Office
from generator.check.rules.names.near import is_elsewhere, own_places
from generator.check.rules.wording.once import once

_LIKE: Mapping[str, str] = {
    "局": "居具剧菊届桔拘屉",
    "委": "尾威萎位",
    "部": "布步",
    "会": "汇绘回",
    "联": "连莲恋",
    "队": "对堆",
    "办": "半辨",
    "室": "事式市",
    "厅": "听",
    "院": "员园",
}
"""What is typed for the last character of a name, by sound or by shape."""
_GOES_ON = frozenset("民有备体住家全首第前于中高多上各居列次续接报编应象待伴")
"""Behind the wrong character they make a word with it: 全市水利居全省第一, 位居, 连续."""
_OTHER_KIND: Mapping[str, str] = {"局": "委", "委": "局"}
_OF_ABOVE = "厅部署"
"""What offices of a province or of the state are called, and none of a city: 市教育厅."""
_NOT_ABOVE: Mapping[str, str] = {"厅": "堂级", "部": "门署分队位件", "署": "名"}
"""Behind these characters: 全市教育部门."""
_BEHIND_OFFICE = frozenset("长务机属领办党")
"""局长, 局务会议, 局机关 behind an office's name."""
_WHOLE_COMMITTEE, _GOVERNMENT = "委员会", "人民政府"
_COMMITTEES = pattern(
    r"应急|生态|规划|安全|消防|退役|人才|国资|财经|城建|环资|教科文|民族|社会|数据|外事|防汛"
)
"""A city may have both an office and a committee of these."""
_SHORTEST = 3


@dataclass(frozen=True)
class _Wrong:
    """`names`: a wrong name → the right one; `heads`: what they begin with; `lengths`: the longest first."""

    places: tuple[str, ...]
    names: Mapping[str, str]
    heads: re.Pattern[str] | None
    lengths: tuple[int, ...]


@once
def _wrong(office: Office) -> _Wrong:
    right = {name for unit in office.units.all for name in (unit.name, unit.short_name, *unit.former_names)}
    places = own_places(office)
    right |= {_without_place(name, places) for name in right}
    names: dict[str, str] = {}
    for unit in office.units.all:
        for name in (unit.name, unit.short_name):
            own = _without_place(name, places)
            if len(own) >= _SHORTEST and own[0] in "市县区州旗团":
                for wrong in (*_slips(own), *_joined(own)):
                    names.setdefault(wrong, own)
    names = {wrong: name for wrong, name in names.items() if wrong not in right}
    heads = "".join(sorted({wrong[0] for wrong in names}))
    return _Wrong(
        places,
        names,
        pattern(f"[{heads}]") if heads else None,
        tuple(sorted({len(wrong) for wrong in names}, reverse=True)),
    )


def _slips(name: str) -> Iterator[str]:
    stem, end = name[:-1], name[-1]
    if len(name) > _SHORTEST or end in "联":
        yield from (stem + other for other in _LIKE.get(end, ""))
    if len(name) > _SHORTEST:
        yield stem[:-1] + end + stem[-1]
        yield from (name[:place] + name[place] + name[place:] for place in range(1, len(name) - 1))
        yield from _parts(name)
    if end == "局":
        yield name + end
    if end == "局" and name[0] == "市":
        yield from (stem + above for above in _OF_ABOVE)
    other = _OTHER_KIND.get(end, "")
    if other and name[0] == "市" and len(name) > _SHORTEST and not _COMMITTEES.search(stem):
        yield stem + other
        if name.startswith("市市"):
            yield stem[1:] + other


def _parts(name: str) -> Iterator[str]:
    """A name whose parts changed places, were left out, or are of a short and of a full name."""
    end = _WHOLE_COMMITTEE if name.endswith(_WHOLE_COMMITTEE) else name[-1]
    stem = name[1 : -len(end)]
    if name.endswith(_GOVERNMENT):
        yield f"{name[:-4]}政府人民"
        return
    if end == "局" and len(stem) == 2:
        yield f"{name[:-1]}{_WHOLE_COMMITTEE}"
    elif end == _WHOLE_COMMITTEE:
        yield f"{name[:-3]}委员"
        yield f"{name[:-3]}局"
    if len(stem) == 4 and _LINKS.isdisjoint(stem):
        yield f"{name[0]}{stem[2:]}{stem[:2]}{end}"
        if end == _WHOLE_COMMITTEE:
            yield from (f"{name[0]}{half}{end}" for half in (stem[:2], stem[2:]))
    for link in _LINKS & set(stem):
        first, second = stem.split(link, 1)
        yield f"{name[0]}{second}{link}{first}{end}"
        if len(second) > 3:
            yield from (f"{name[0]}{first}{link}{half}{end}" for half in (second[2:], second[:-2]))
        bare = first + second
        for place in range(2, len(bare) - 1, 2):
            if place != len(first):
                yield f"{name[0]}{bare[:place]}{link}{bare[place:]}{end}"


def _without_place(name: str, places: tuple[str, ...]) -> str:
    """砚平市教育局 as it stands in its own city: 市教育局."""
    place = next((one for one in places if name.startswith(one) and len(name) > len(one) + 1), "")
    return name[len(place) - 1 :] if place else name


def _joined(name: str) -> Iterator[str]:
    """A name with another word between its parts, or with one that it has not: 住房与城乡建设局."""
    for place, character in enumerate(name[2:-2], start=2):
        if character in _LINKS:
            others = (other for other in _LINKS if other != character)
            yield from (name[:place] + other + name[place + 1 :] for other in others)
    if len(name) >= _LONG and _LINKS.isdisjoint(name):
        yield from (
            name[:place] + link + name[place:] for place in range(3, len(name) - 2, 2) for link in "和与"
        )


_LINKS = frozenset("和与及")
_LONG = 7
"""Characters of a name that may have two parts: 市卫生健康委员会."""


def _is_more(name: str, right: str, following: str) -> bool:
    """Whether the last character belongs to what follows: 市水利局局长, 全市教育部门."""
    if not following:
        return False
    if len(name) == len(right) + 1 and name[:-1] == right:
        return following in _BEHIND_OFFICE
    if name[-1] in _NOT_ABOVE and following in _NOT_ABOVE[name[-1]]:
        return True
    if name.endswith("委员"):
        return following == "会"
    return (name[-1] != right[-1] and following in _GOES_ON) or (name[-1] == "委" and following == "员")


def wrong_ends(text: str, office: Office) -> Iterator[Hit]:
    wrong = _wrong(office)
    if wrong.heads is None:
        return
    end = 0
    for match in wrong.heads.finditer(text):
        start = match.start()
        if start < end:
            continue
        for length in wrong.lengths:
            name = text[start : start + length]
            right = wrong.names.get(name)
            if right is None or len(name) < length:
                continue
            following = text[start + length : start + length + 1]
            if _is_more(name, right, following):
                continue
            if is_elsewhere(text, start, wrong.places):
                break
            end = start + length
            yield Hit(start, end, {"name": name, "instead": right})
            break
