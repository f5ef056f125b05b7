"""Names of provinces, autonomous regions and cities of the country: 黑龙省, 江苏省合肥市, 内蒙自治区."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.wording.known import known, lines
from generator.model.prose import Block

_SELF = "自治区"
_FULL_END = pattern(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区)$")
_OTHER_USE = frozenset("级际道界份内外域委直属管")
"""Behind 省 these tell that 广西省 is no name: 广西省际."""
_PAST = pattern(r"民国|清末|解放前|建省|撤省|旧称|当时的|原|18\d\d年|19[0-5]\d年")
_LONGEST, _LONG = 6, 3


@dataclass(frozen=True)
class _Regions:
    """`provinces`: short names → full ones; `cities`: those of each province by its full name; `home`: a
    city → the provinces that have one of this name."""

    provinces: Mapping[str, str]
    cities: Mapping[str, frozenset[str]]
    home: Mapping[str, frozenset[str]]
    states: Mapping[str, str]


@lru_cache(maxsize=1)
def _regions() -> _Regions:
    provinces: dict[str, str] = {}
    cities: dict[str, frozenset[str]] = {}
    home: dict[str, set[str]] = {}
    states: dict[str, str] = {}
    for line in lines("regions.txt"):
        full, large, small = line.split("/")
        provinces[_FULL_END.sub("", full)] = full
        those = (large + " " + small).split()
        states |= {_stem(one): one for one in those if one.endswith("自治州")}
        cities[full] = frozenset(those)
        for one in (*those, *((full.removesuffix("市"),) if full.endswith("市") else ())):
            home.setdefault(one, set()).add(full)
    return _Regions(provinces, cities, {one: frozenset(those) for one, those in home.items()}, states)


def _stem(name: str) -> str:
    """延边 of 延边朝鲜族自治州."""
    bare = name.removesuffix("自治州")
    for nation in ("蒙古", "哈萨克", "柯尔克孜"):
        if bare.endswith(nation):
            return bare.removesuffix(nation)
    return _NATIONS.sub("", bare)


_NATIONS = pattern(r"(?:朝鲜|土家|苗|藏|羌|彝|布依|侗|哈尼|壮|傣|白|景颇|傈僳|回|蒙古)族.*$")
_SELF_RULED = pattern(
    r"(?P<name>新疆|内蒙古?|广西|宁夏|西藏)(?P<of>[\u4e00-\u9fff]{0,7}?)自治(?P<rank>[区州省市县])(?![\u4e00-\u9fff]{0,4}自治)"
)
_NATION_OF = {"新疆": "维吾尔", "内蒙": "", "内蒙古": "", "广西": "壮族", "宁夏": "回族", "西藏": ""}
_STATE = pattern(
    r"(?P<stem>延边|恩施|湘西|阿坝|甘孜|凉山|黔西南|黔东南|黔南|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆|临夏|甘南|海北|黄南"
    r"|果洛|玉树|海西|昌吉|博尔塔拉|巴音郭楞|克孜勒苏|伊犁)(?P<of>[\u4e00-\u9fff]{1,10}?)自治(?P<rank>[州区县])"
)
_SPECIAL = pattern(r"(?P<name>香港|澳门)(?!特别行政区)(?P<of>[\u4e00-\u9fff]{0,4}?)行政区")


def self_ruled(text: str) -> Iterator[Hit]:
    """新疆维吾尔族自治区, 内蒙自治区, 广西壮族自治州, 延边朝鲜自治州."""
    for match in _SELF_RULED.finditer(text):
        name = match["name"]
        full = ("内蒙古" if name == "内蒙" else name) + _NATION_OF[name] + _SELF
        of, nation = match["of"], _NATION_OF[name]
        if match[0] == full or (of and not _is_like(of, nation)):
            continue
        if not of and name in ("新疆", "广西", "宁夏"):
            # 广西自治区党委 is what people say for short.
            continue
        if match["rank"] != "区" and of != nation:
            continue
        yield Hit(match.start(), match.end(), {"name": match[0], "right": full})
    for match in _STATE.finditer(text):
        full = _regions().states.get(match["stem"], "")
        within = match["of"].replace("族", "")
        if full and match[0] != full and not (within and set(within) - set(full)) and match["of"] != "州":
            yield Hit(match.start(), match.end(), {"name": match[0], "right": full})


def _is_like(of: str, nation: str) -> bool:
    """Whether what stands before 自治区 is the nation's name or nearly so, and not another place."""
    if set(of) <= set("维吾尔壮回藏族蒙古"):
        return True
    return abs(len(of) - len(nation)) < 2 and len(set(of) & set(nation)) * 2 >= len(nation) > 0


def special(text: str) -> Iterator[Hit]:
    for match in _SPECIAL.finditer(text):
        if set(match["of"]) <= set("特别区殊行政"):
            yield Hit(match.start(), match.end(), {"name": match[0], "right": f"{match['name']}特别行政区"})


def provinces(text: str) -> Iterator[Hit]:
    """黑龙省, 折江省, 广西省; 江苏省合肥市."""
    at = text.find("省")
    while at >= 0:
        hit = _province_at(text, at)
        if hit is not None:
            yield hit
        at = text.find("省", at + 1)


def _province_at(text: str, at: int) -> Hit | None:
    short = text[max(0, at - 2) : at]
    if len(short) < 2 or short[1] in _NO_END:
        return None
    regions = _regions()
    if short == "龙江" and text[max(0, at - 3) : at] == "黑龙江":
        short = "黑龙江"
    if short in regions.provinces or text[max(0, at - 3) : at] == "内蒙古":
        full = regions.provinces.get(short, "内蒙古自治区")
        if full.endswith("省"):
            return _city_of(text, at + 1, full)
        start = at - len(_FULL_END.sub("", full))
        if (text[at + 1 : at + 2] in _OTHER_USE and text[at + 1 : at + 2]) or _PAST.search(text):
            return None
        return Hit(start, at + 1, {"name": text[start : at + 1], "right": full})
    right = _meant(short)
    if right is None:
        return None
    start = at - 2
    return Hit(start, at + 1, {"name": text[start : at + 1], "right": right + "省"})


_NO_END = frozenset("全各本外邻两三四五六七八九十几多该我跨出入进节俭反个国和与及对在的、")
_TWO = {"黑龙": "黑龙江", "黑江": "黑龙江"}


def _meant(short: str) -> str | None:
    """The province of which one character was mistyped."""
    if short in _TWO:
        return _TWO[short]
    for right in _regions().provinces:
        if len(right) == 2 and _is_typed_for(short, right) and _regions().provinces[right].endswith("省"):
            return right
    return None


def _is_typed_for(written: str, right: str) -> bool:
    """Whether one character of a name is another one that sounds the same or looks alike."""
    wrong = [pair for pair in zip(written, right, strict=True) if pair[0] != pair[1]]
    if len(wrong) != 1:
        return False
    table = known()
    one, two = wrong[0]
    same = table.same.get(ord(one), one) == table.same.get(ord(two), two)
    return same or one in table.shapes.get(two, "") or two in table.shapes.get(one, "")


def _city_of(text: str, start: int, full: str) -> Hit | None:
    """A city behind its province that another province has, or that is misspelt."""
    regions = _regions()
    for length in range(2, _LONGEST):
        if text[start + length : start + length + 1] != "市":
            continue
        name = text[start : start + length]
        begin, end = start - len(full), start + length + 1
        if name in regions.home:
            if full in regions.home[name]:
                return None
            others = "或者".join(
                f"{one}{name}市" if one[-1] != "市" else one for one in sorted(regions.home[name])
            )
            return Hit(begin, end, {"name": text[begin:end], "right": others})
        near = [one for one in regions.cities[full] if len(one) == length and _is_typed_for(name, one)]
        if near:
            return Hit(start, end, {"name": text[start:end], "right": f"{near[0]}市"})
        return None
    return None


@lru_cache(maxsize=1)
def _misspelt_cities() -> Mapping[str, str]:
    """Long names of cities with one character that sounds the same or looks alike: 哈尔宾, 乌鲁木其."""
    regions, table = _regions(), known()
    sounds: dict[str, str] = {}
    for code, sound in table.same.items():
        sounds[sound] = sounds.get(sound, sound) + chr(code)
    found: dict[str, str] = {}
    for name in regions.home:
        if len(name) < _LONG or name.endswith("自治州"):
            continue
        for at, character in enumerate(name):
            sound = table.same.get(ord(character), character)
            for other in sounds.get(sound, "") + table.shapes.get(character, ""):
                wrong = name[:at] + other + name[at + 1 :]
                if wrong not in regions.home:
                    found[wrong] = name
    return found


def cities(text: str) -> Iterator[Hit]:
    at = text.find("市", _LONG)
    while at >= 0:
        for length in (_LONG, _LONG + 1):
            name = text[max(0, at - length) : at]
            if len(name) == length and (right := _misspelt_cities().get(name)) is not None:
                yield Hit(at - length, at + 1, {"name": f"{name}市", "right": f"{right}市"})
        at = text.find("市", at + 1)


def of_country(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if "自治" in text:
        yield from self_ruled(text)
    if "行政区" in text:
        yield from special(text)
    if "省" in text:
        yield from provinces(text)
    if "市" in text:
        yield from cities(text)


RULES: tuple[Rule, ...] = (BlockRule("region-of-country", of_country, needs=("省治行市", "区州省市县")),)
