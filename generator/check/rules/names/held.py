"""Posts as sentences and tables tell them beside a name, of whatever office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.privacy.name_characters import (
    GIVEN,
    RARER_SURNAMES,
    SELDOM_SURNAMES,
    SEXAGENARY,
    SURNAMES,
)
from generator.privacy.named_words import NO_NAME
from generator.privacy.names import COMPOUND_SURNAMES
from generator.privacy.words import WORDS

_CHIEFS = (
    "局长|厅长|部长|司长|署长|处长|科长|股长|所长|站长|馆长|院长|校长|园长|行长|社长|厂长|矿长|场长|台长|庭长|镇长|乡长|县长|区长"
    "|市长|州长|旗长|省长|总队长|支队长|大队长|中队长|队长|会长|理事长|秘书长|董事长|监事长|总经理|经理|检察长|关长|团长"
    "|主任|书记|主席|主编|总编辑|村长|护士长|总监|店长|参谋长|审判长|总裁"
)
OFFICERS = (
    "政委|政治委员|教导员|指导员|总工程师|总农艺师|总畜牧师|总兽医师|总会计师|总经济师|"
    "总规划师|总统计师|总审计师|总工|局长助理|院长助理|校长助理|行长助理|县长助理|镇长助理|"
    "总经理助理|纪检组长|纪检监察组组长"
)
"""Who stands beside the head of an office, or below."""
STAFF = (
    "投递员|科员|办事员|驾驶员|炊事员|保管员|保洁员|保安员|护林员|售票员|乘务员|讲解员|饲养员|报账员|档案员|接线员|话务员"
    "|窗口工作人员|办公室工作人员|工作人员|实习生"
)
"""Who is no head of anything."""
HEADS = f"{_CHIEFS}|{OFFICERS}|{STAFF}"
_S = SURNAMES + RARER_SURNAMES + SELDOM_SURNAMES
_RISKY = "于常成时向应解乐全明水连容满边官包管"
"""Surnames that other words begin with behind a post: these need a given name of two characters."""
_G = "".join(sorted(GIVEN))
_HAN = "[一-鿿]"
_DOES = (
    "同志|一行|主持|出席|参加|强调|指出|要求|带队|率队|深入|表示|调研|讲话|介绍|检查|说|到|在|赴|来|回答|宣布|看望|慰问|走访"
    "|任|担任|作|致|宣读|通报|汇报|陪同|督导|督促|率|前往|察看|查看|听取|了解|主讲|授课|接受|表态|代表|发言|总结|传达|部署|讲"
    "|现场|实地|一同|和|与|及|等|为|向|对|就|随后|当场|认为|提出|带领|会见|签署|组织|召集|分别|详细|逐一|先后|牵头|负责|主动|亲自"
    "|提醒|解释|透露|告诉|感慨|坦言|承诺|点评|揭牌|颁|宣|受|把|被|将|给|从|带|拿|算|也|还|又|则|下|进|围绕|接|说明|做|开|上|拍|以|用|因|是"
)
_NEXT = rf"(?=$|[^一-鿿]|{_DOES})"
_NAME = (
    rf"(?:[{_S}{_RISKY}]某[{SEXAGENARY}]|[{_S}](?:某?{_HAN}{_NEXT}|某{_HAN}|[{_G}]{{2}}|{_HAN}{{2}}{_NEXT})"
    rf"|[{_RISKY}][{_G}]{{2}}{_NEXT})"
)
_FIRST_OF_TWO = "".join(sorted({name[0] for name in COMPOUND_SURNAMES}))
_BEHIND_POST = pattern(rf"[{_S}{_RISKY}{_FIRST_OF_TWO}](?<=[长任记席委员师导理工编辑裁监生].)(?=[一-鿿])")
_NAME_AT = pattern(_NAME)
_HEAD_BEFORE = pattern(rf"(?:{HEADS})$")
_PART = pattern(
    rf"(?P<org>.*?)(?P<deputy>(?:常务|第一)?副|代)?(?P<head>{HEADS}|(?:党组|党委|班子)(?:成员|委员))$"
)
_CUT = pattern(r"[。！？；：“”‘’（）()《》\n\s|，,]")
_LEAD = pattern(r"^.*(?:[由的对向让请是给为]|(?<!国)有(?!限)|随后|会上|会后|陪同|其中|当天|[上下]午|时任)")
_BEFORE_PERSON = pattern(r".*(?:和|与|及)(?=.)")
_PAST = pattern(
    r"(?:^|[由的、])(?:原|前)(?=[一-鿿]{2})|时任|曾任|历任|拟任|前任|已故|退休|卸任|离任|候选|提名|任命|免去|当选|调任|升任|改任|晋升|提任|转任|接任"
)
_BESIDE = pattern(
    rf"(?P<name>[{_S}{_RISKY}](?<![一-鿿].)(?:某[{SEXAGENARY}]|(?<=[{_S}])[{_G}]{{1,2}}))(?:同志)?(?:（|，|现?任|担任|系|是)"
    rf"(?P<post>[一-鿿、]{{1,24}}(?<=[长任记席委员师导理工编辑裁监生]))(?=[）。，；\n]|$)"
)
"""王某甲（市水利局局长）, 王某甲任市水利局局长."""
_TITLED = pattern(
    rf"(?P<name>[{_S}{_RISKY}]某[{SEXAGENARY}])(?:同志)?(?P<post>(?:常务)?副?(?:{_CHIEFS}))(?![{_S}]某)"
)
"""王某甲副局长."""
_PERSON = pattern(rf"[{_S}](?:某[{SEXAGENARY}]|[{_G}]{{1,2}}|{_HAN}{{2}})")
_NEXT_AT, _WHOLE = pattern(_NEXT), pattern(f"{_HAN}+")
_THREE = pattern(rf"[{_S}][{_G}]{_HAN}")
_NO_NAME = pattern(NO_NAME)
_PARTY = pattern(r"(?:机关)?(?:党组|党委|党工委|党总支|党支部|纪委|工会)$")
_HEAD_WITHIN = pattern(HEADS)
_LOOK_BACK = 40
"""Characters before a name in which its posts stand."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name beside a post. Where `perhaps` is not empty, it is not sure which of these it is, if any:
    another place with one of them tells."""

    likely: str
    perhaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """What stands before 副 and 局长: 市水利局, or "" where nothing tells; `head` is 局长."""

    office: str
    deputy: bool
    head: str

    @property
    def told(self) -> str:
        return f"{self.office}{'副' if self.deputy else ''}{self.head}"


def people_in(text: str) -> Iterator[tuple[Name, int, int, tuple[Post, ...]]]:
    """Each person in a sentence with posts directly before or behind: name, where both stand, posts."""
    for match in _BEHIND_POST.finditer(text):
        start = match.start()
        head = _HEAD_BEFORE.search(text, max(0, start - 8), start)
        if head is None:
            continue
        name = _name_at(text, start)
        if name is None:
            continue
        first = max(0, start - _LOOK_BACK)
        first = max((cut.end() for cut in _CUT.finditer(text, first, start)), default=first)
        posts = _posts(text[first:start])
        if posts:
            shown = len(posts[0].told) if len(posts) == 1 else start - first
            yield name, max(first, start - shown), start + len(name.likely), posts
    if "（" in text or "任" in text or "某" in text:
        for match in _BESIDE.finditer(text):
            if _is_name(match["name"]) and not _PAST.search(match["post"]):
                posts = _posts(match["post"])
                if posts and (len(posts[0].office) > 1 or text[match.end("name")] == "（"):
                    yield Name(match["name"]), match.start(), match.end(), posts
    for match in _TITLED.finditer(text) if "某" in text else ():
        yield Name(match["name"]), match.start(), match.end(), _posts(match["post"])


def person_of(name: str) -> str:
    """The name that fills a cell, or ""."""
    bare = name.replace(" ", "").replace("　", "")
    return bare if _PERSON.fullmatch(bare) and _is_name(bare) else ""


def posts_of_cell(text: str) -> tuple[Post, ...]:
    """The posts that fill a cell."""
    return _posts(text) if len(text) <= _LOOK_BACK and _HEAD_BEFORE.search(text) else ()


def posts_before(text: str) -> tuple[Post, ...]:
    """The posts that a text ends with."""
    return _posts(text)


def words_before(text: str) -> int:
    """How many characters of a text that ends with posts are no part of them: 参加的有市教育局局长."""
    lead = _LEAD.match(text)
    return lead.end() if lead else 0


def _name_at(text: str, start: int) -> Name | None:
    if text[start : start + 2] in COMPOUND_SURNAMES:
        found = (text[start : start + 4], text[start : start + 3])
        return Name(found[1], found) if _WHOLE.fullmatch(found[0][:3]) else None
    named = _NAME_AT.match(text, start)
    if named and (len(named[0]) < len("某某某") or _NEXT_AT.match(text, named.end()) or "某" in named[0]):
        return Name(named[0]) if _is_name(named[0]) else None
    three = _THREE.match(text, start)
    if three is None or not _is_name(three[0]) or _NO_NAME.match(three[0]):
        return None
    perhaps = (three[0], three[0][:2])
    return Name(three[0] if three[0][2] in GIVEN else three[0][:2], perhaps)


def _is_name(name: str) -> bool:
    if name in WORDS or name[:2] == "程师" or (name[-1] == "某" and len(name) == 2):
        return False
    return name[:2] not in WORDS or GIVEN.issuperset(name[1:])


def _posts(text: str) -> tuple[Post, ...]:
    """Posts at the end of a text with 、 or 兼 between them, the last one last."""
    if _PAST.search(text):
        return ()
    found: list[Post] = []
    for part in reversed(text.replace("兼任", "、").replace("兼", "、").split("、")):
        match = _PART.fullmatch(part)
        if match is None:
            break
        office = _LEAD.sub("", match["org"])
        inner = _BEFORE_PERSON.match(office)
        if inner and _HEAD_WITHIN.search(inner[0]):
            office = office[inner.end() :]
        found.append(Post(office, match["deputy"] not in (None, "代"), match["head"]))
    return tuple(post for post in _with_offices(reversed(found)) if post.head[-2:] not in ("成员", "委员"))


def _with_offices(posts: Iterable[Post]) -> Iterator[Post]:
    """市教育局党组书记、局长: the second post is of the same office."""
    base = ""
    for post in posts:
        if not post.office and base:
            post = Post(base, post.deputy, post.head)
        elif post.office:
            base = _PARTY.sub("", post.office)
            base = "" if base[-1:] == "委" and len(base) < 4 else base
        yield post
