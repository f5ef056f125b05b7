"""Names of offices that are the same everywhere, misspelt: 市人力资源与社会保障局, 市医疗保险障局."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import permutations

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.names.stems import STEMS
from generator.check.rules.names.units import misspelt
from generator.check.rules.wording.known import known, lines
from generator.check.rules.wording.once import once
from generator.model.prose import Block
from generator.model.unit import names_of

_END = pattern(
    r"局(?![势面限促域部])|[居剧届](?=[长的在对召组开派，。、；])|委员[会回汇]|中心|[支大][队对堆]|[合和协总公]会|委员(?=[牵组召主在的，。、；发出印检派])|[察查法][院园]|政法部"
    r"|厅(?![堂级局])"
)
_RANKS = frozenset("省市县区州旗团")
_LINKS = ("和", "与", "及")
_ALIKE_ENDS = {"局": "居剧届桔拘屉", "会": "汇绘", "院": "园员", "心": "新", "队": "对堆"}
_WITH_MEMBERS = frozenset(("监察", "纪律检查"))
"""Of which members are called so, too: 纪律检查委员."""
_NOT_CITY = frozenset(
    (
        "教育",
        "公安",
        "民政",
        "司法",
        "财政",
        "水利",
        "商务",
        "审计",
        "交通运输",
        "自然资源",
        "生态环境",
        "农业农村",
    )
)
"""What has an 厅 in a province and a 局 in a city."""
_SHORTEST, _LONGEST = 3, 14


@lru_cache(maxsize=1)
def _wrong() -> Mapping[str, str]:
    """Each wrong writing → the right one, without the 市 before it."""
    every, right, pairs = "\n".join(lines("offices.txt")).split("\n=\n")
    names: list[tuple[list[str], str]] = []
    for line in every.splitlines():
        parts, _, ends = line.partition("：")
        names += [(parts.split(), end) for end in ends.split()]
    known_right = {*right.split(), *("".join(words) + end for words, end in names)}
    wrong: dict[str, str] = {}
    for words, end in names:
        name = "".join(words) + end
        for other in _slips(words, end):
            if other not in known_right and other.removesuffix("局") not in STEMS:
                wrong.setdefault(other, name)
    wrong |= dict(pair.split("/") for pair in pairs.split())
    return wrong


def _slips(parts: list[str], end: str) -> Iterator[str]:
    """What becomes of a name by one slip."""
    stem = "".join(parts)
    yield from (stem[:place] + other + stem[place + 1 :] + end for place, other in _typed(stem))
    yield from (stem + end[:-1] + other for other in _ALIKE_ENDS.get(end[-1], ""))
    if end == "联合会":
        yield from (f"{stem}{other}合会" for other in "连莲恋链")
        yield from (f"{stem}联{other}会" for other in "和盒")
    if len(stem) < 4:
        return
    if end == "委员会" and stem not in _WITH_MEMBERS:
        yield stem + "委员"
    yield from (stem[:place] + stem[place + 1 :] + end for place in range(1, len(stem)))
    yield from (stem[:place] + stem[place] + stem[place:] + end for place in range(len(stem)))
    yield from (
        stem[:place] + stem[place + 1] + stem[place] + stem[place + 2 :] + end
        for place in range(len(stem) - 1)
    )
    yield from _parted(parts, end)


def _parted(parts: list[str], end: str) -> Iterator[str]:
    """Slips in how the parts of a name are joined: other links, links too many, parts exchanged."""
    link = next((one for one in parts if one in _LINKS), "")
    bare = [one for one in parts if one != link]
    for place in range(1, len(bare)):
        before, after = "".join(bare[:place]), "".join(bare[place:])
        if not link or len(bare) > 2 or place != parts.index(link):
            yield from (before + one + after + end for one in _LINKS[: 3 if not link else 2])
        yield before + end + after + end
        yield before + before[-2:] + after + end
    if link:
        at = parts.index(link)
        yield from ("".join((*parts[:at], one, *parts[at + 1 :])) + end for one in _LINKS[1:])
        yield "".join((*parts[: at + 1], link, *parts[at + 1 :])) + end
    orders = permutations(bare) if len(bare) < 4 else _exchanged(bare)
    if len(bare) > 1:
        for order in orders:
            yield from ("".join((*order[:at], link, *order[at:])) + end for at in range(1, len(order)))
    # The last part of one name with a part of another: 医疗保险障局.
    if parts[-1] == "保障":
        yield "".join(parts[:-1]) + "保险障" + end
        yield "".join(parts[:-1]) + "保险保障" + end


def _exchanged(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """Two parts side by side exchanged."""
    for place in range(len(parts) - 1):
        yield (*parts[:place], parts[place + 1], parts[place], *parts[place + 2 :])


def _typed(stem: str) -> Iterator[tuple[int, str]]:
    """Characters that sound the same or look alike, and where they would stand."""
    table = known()
    for place, character in enumerate(stem):
        if character in _LINKS:
            continue
        sound = table.same.get(ord(character), character)
        yield from ((place, other) for other in _by_sound().get(sound, "") if other != character)
        yield from ((place, other) for other in table.shapes.get(character, ""))


@lru_cache(maxsize=1)
def _by_sound() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, sound in known().same.items():
        found[sound] = found.get(sound, "") + chr(code)
    return {sound: those + sound for sound, those in found.items()}


@once
def _own(office: Office) -> frozenset[str]:
    """The names of the office's own units, which are right however they are."""
    return frozenset(name for unit in office.units.all for name in names_of(unit))


def offices(block: Block, office: Office) -> Iterator[Hit]:
    found = list(_found(block.text, office))
    # Of the office's own units another rule tells.
    told = list(misspelt(block, office)) if found else []
    for hit in found:
        if all(hit.end <= one.start or hit.start >= one.end for one in told):
            yield hit


def _found(text: str, office: Office) -> Iterator[Hit]:
    end = 0
    for match in _END.finditer(text):
        if _RANKS.isdisjoint(text[max(end, match.end() - _LONGEST - 1) : match.end() - _SHORTEST]):
            continue
        for length in range(min(_LONGEST, match.end() - end - 1), _SHORTEST - 1, -1):
            start = match.end() - length
            if text[start - 1] not in _RANKS:
                continue
            name = text[start : match.end()]
            right = _wrong().get(name)
            if right is None and name[-1] == "厅" and name[:-1] in _NOT_CITY and _is_city(text, start - 1):
                right = f"{name[:-1]}局"
            if right is None or any(one.endswith(name) for one in _own(office)):
                continue
            if _goes_on(text, name, match.end()):
                continue
            begin = start - (text[start - 1] in "市县区州旗团省")
            rank = text[start - 1]
            yield Hit(begin, match.end(), {"name": text[begin : match.end()], "right": rank + right})
            end = match.end()
            break


def _is_city(text: str, at: int) -> bool:
    return (text[at] in "市县" and text[at - 1 : at] != "辖") or (
        text[at] == "区" and text[max(0, at - 2) : at] != "自治"
    )


def _goes_on(text: str, name: str, end: int) -> bool:
    """Whether the last character belongs to what follows: 市水利居全省第一, 委员会."""
    following = text[end : end + 1]
    return bool(following) and name[-1] in "居届新员" and following in "民有住全首第于前中高多上各年次工"


RULES: tuple[Rule, ...] = (
    BlockRule("office-misspelt", offices, needs=("局会心队院部厅园员委居剧届对堆", "省市县区州旗团")),
)
