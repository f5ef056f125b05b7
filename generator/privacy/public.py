"""What a public edition does not say though the internal one may: pure functions over strings.

A citizen may have agreed to be named among units and not before everybody, so all who are named by a word
for citizens become surname and 某 again. Numbers of requests open other systems, and the building, group or
estate of a request leads to whoever made it. Units, officials, streets and what the site allows stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from generator.privacy.allowance import not_allowed
from generator.privacy.found import ADDRESS, Found, apart
from generator.privacy.masking import mask, masked_name
from generator.privacy.public_names import find_public

_N = r"(?:第?[A-Za-z]?\d{1,4}|第?[一二三四五六七八九十百]{1,4}|[A-Za-z])"
_START = r"(?<![\dA-Za-z一二三四五六七八九十百])"
_UNIT_OF_BUILDING = re.compile(rf"{_START}{_N}(?:号楼|栋|幢|座)(?P<unit>{_N}(?:单元|门洞|门栋))")
_BUILDING = re.compile(
    rf"{_START}(?P<number>{_N})(?P<kind>号楼|单元)|(?P<block>(?:{_START}[A-Za-z]\d?|第{_N}))(?P<sort>座|栋|幢)"
)
_COUNTED_BUILDING = re.compile(
    r"(?:(?<=小区)|(?<=花园)|(?<=家园)|(?<=嘉园)|(?<=公寓)|(?<=华庭)|(?<=山庄)|(?<=苑)|(?<=新村)|(?<=社区)|(?<=[住在]))"
    r"\d{1,3}(?:(?P<sort>[栋幢])(?!居民|住宅|楼房|老旧|高层|房屋|的)|(?P<seat>座)(?![\u4e00-\u9fff]))"
)
"""3栋 of an estate is where somebody lives, 12栋 alone is how many."""
_GROUP = re.compile(rf"(?<=[村湾塆屯寨庄区坪冲])(?P<number>{_N})(?P<kind>村民小组|小组|组(?!织|成|长|建|合))")
_ESTATE_KINDS = "小区|花园|家园|公寓|嘉园|华庭|山庄|苑(?!区)|社区|村(?![民委干口里镇庄])|[湾塆](?![村里口])"
_ESTATE = re.compile(rf"(?P<before>[\u3400-\u9fff\U00020000-\U0003ffff]{{1,12}}?)(?P<kind>{_ESTATE_KINDS})")
_EDGE = re.compile(
    r"[路街道巷区县市镇乡](?=.)|位于|住在|家住|来电|反映|投诉|咨询|建议|请求|希望|感谢|再次|旁边|附近|对面|隔壁|由于|因为|通过"
    r"|[在到从与及对由是往的为把被请]|和(?![平谐睦畅])|向(?![阳前])"
)
"""Where what stands before a name ends."""
_LEAST_NAME, _LONGEST_NAME = 2, 4
_NO_NAME = re.compile(
    r"[的是在了个出有请把被等各其层过诉间题给让进该本某这那哪每多些几全整老旧农处]|以[上下]|相邻|名单|以及|住宅"
)
_NO_ESTATE = re.compile(
    r"居民|商品房?|安置|还建|回迁|保障房?|廉租房?|人才|封闭式?|开放式?|无物业|智慧|平安|美丽|文明|绿色|城市|高档|普通|周边|所在|部分"
    r"|城中|乡|新|新建|后|单身|员工|职工|学生|酒店式|服务|我们?|他们?|行政|自然|示范|街道|镇|乡镇|此|两|采暖|供暖"
)
"""What stands before 小区 or 村 and is no name of one."""
_NUMBER = r"[A-Za-z]{0,6}-?\d[\d-]{4,}(?!\d)"
_LABELLED = re.compile(
    r"(?:工单|受理|诉求|登记|案件|交办|信访)?(?:编号|单号|流水号)(?:分别)?[为是：:]?\s?"
    rf"{_NUMBER}(?:(?:[、，,/]|和|与|以?及)\s?{_NUMBER})*",
    re.ASCII,
)
_CERTAIN_NUMBER = r"[A-Za-z]{0,6}-?(?:\d{6,}-\d{2,}|\d{8,})(?![\d件个人元户条吨米亩])"
_OF_REQUEST = re.compile(
    rf"(?P<what>工单|诉求|件)(?P<of>[号：:]?\s?){_CERTAIN_NUMBER}(?:(?:[、，,/]|和|与|以?及)\s?{_CERTAIN_NUMBER})*",
    re.ASCII,
)
_BARE = re.compile(r"(?<![\dA-Za-z-])[A-Za-z]{0,6}\d{8}-(?!(?:19|20)\d{6}(?!\d))\d{3,}(?![\d-])", re.ASCII)
"""20260530-0017 is no telephone, which has been masked before, and 20260530-20260605 two days."""
_LEAST_ID = 6
"""Characters from which a request's number is known without a word before it: 12 is any number."""


@dataclass(frozen=True, slots=True)
class Discretion:
    """What is masked besides. `allow` is what the site lets be printed, `officials` are names that stay,
    `ids` the numbers of requests."""

    allow: Sequence[str] = ()
    officials: frozenset[str] = frozenset()
    ids: frozenset[str] = field(default_factory=frozenset)


def citizens_in(text: str, officials: Collection[str] = ()) -> frozenset[str]:
    """The full names behind a word for citizens; with consent or without."""
    known = frozenset(officials)
    return frozenset(
        name
        for one in find_public(text)
        if one.name not in known and one.shorter not in known
        for name in (one.name, one.shorter)
        if name
    )


def mask_public(
    text: str, discretion: Discretion, names: Collection[str] = frozenset(), *, request: bool = False
) -> str:
    """The text as the public may read it; masking it again changes nothing.

    `names` become surname and 某, several of one surname 李某甲, 李某乙. `request`: it tells a citizen's
    request, and a building, a group, an estate or a village in it becomes 某号楼, 某组, 某小区, 某村; of
    other texts only 3号楼2单元, which is nearly a door, becomes 某号楼.
    """
    text, _ = mask(text, discretion.allow, frozenset(names))
    # A name of two characters stands inside words too, and is not found behind every role.
    for one in reversed([named.found for named in find_public(text)]):
        if text[one.start : one.end] in names:
            text = text[: one.start] + masked_name(text[one.start : one.end]) + text[one.end :]
    for one, word in reversed(_places(text, discretion.allow, request=request)):
        text = text[: one.start] + word + text[one.end :]
    text = _without_numbers(text, discretion.allow)
    for one_id in sorted(discretion.ids, key=lambda each: (-len(each), each)):
        if len(one_id) >= _LEAST_ID:
            text = text.replace(one_id, "（编号略）")
    return text


def _without_numbers(text: str, allow: Sequence[str]) -> str:
    """The text without numbers of requests that are known by a word before them, or by their form."""
    text = _LABELLED.sub("编号略", text)
    text = _OF_REQUEST.sub(r"\g<what>（编号略）", text)
    bare = [Found(ADDRESS, *match.span()) for match in _BARE.finditer(text)]
    for one in reversed(not_allowed(text, bare, allow)):
        text = text[: one.start] + "（编号略）" + text[one.end :]
    return text


def _places(text: str, allow: Sequence[str], *, request: bool) -> list[tuple[Found, str]]:
    """What is to be masked of places, in order, with what stands for it."""
    words: dict[tuple[int, int], str] = {}
    for one, word in _found(text, request=request):
        words.setdefault((one.start, one.end), word)
    kept = not_allowed(text, [Found(ADDRESS, *span) for span in words], allow)
    return [(one, words.get((one.start, one.end), "某处")) for one in apart(kept)]


def _found(text: str, *, request: bool) -> Iterator[tuple[Found, str]]:
    for match in _UNIT_OF_BUILDING.finditer(text):
        yield Found(ADDRESS, *match.span()), "某号楼"
    if not request:
        return
    for match in _BUILDING.finditer(text):
        name, word = ("kind", match["kind"]) if match["kind"] else ("sort", match["sort"])
        start = match.start("number" if name == "kind" else "block")
        yield Found(ADDRESS, start, match.end()), f"某{word}"
    for match in _COUNTED_BUILDING.finditer(text):
        yield Found(ADDRESS, *match.span()), f"某{match['sort'] or match['seat']}"
    for match in _GROUP.finditer(text):
        yield Found(ADDRESS, *match.span()), f"某{match['kind']}"
    for match in _ESTATE.finditer(text):
        start = _start_of_name(match["before"])
        name = match["before"][start:]
        if _LEAST_NAME <= len(name) <= _LONGEST_NAME and not (
            _NO_NAME.search(name) or _NO_ESTATE.fullmatch(name)
        ):
            yield Found(ADDRESS, match.start("before") + start, match.end()), f"某{match['kind']}"


def _start_of_name(before: str) -> int:
    """Where the estate's own name begins: behind the last word that is none of it."""
    edges = [match.end() for match in _EDGE.finditer(before)]
    return edges[-1] if edges else 0
