"""Leaders: their order in a list, their posts, their names behind a post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.names.near import HAN, is_elsewhere, own_places
from generator.check.rules.names.posts import Posts, fits, posts_of, stands_free
from generator.check.rules.wording.once import once
from generator.model.prose import Block
from generator.privacy.words import WORDS

_SHORT = 2
_EDGE = pattern(r"(?:^|[^一-鿿]|[由向对和与及请让经是])$")
_BEHIND_NAME = (
    r"(?=$|[^一-鿿]|[同在到说对向率主出参调强指要表带深宣作代等一和与及的是为、]"
    r"|赴|听取|讲话|会见|慰问|来到|走进|检查|督导|签)"
)
"""What stands behind a name of two characters, which may be in other words by chance."""
_REACH = 60
_BETWEEN = 40
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_SURNAMES = (
    "王李张刘陈杨赵黄吴徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭肖董潘袁蔡蒋杜魏苏吕沈姚卢"
    "姜崔钟谭陆汪廖贾韦邹孟熊秦邱侯邵薛"
)
"""Surnames that are hardly anything else behind a post."""
_NAMED = pattern(
    rf"(?P<name>[{_SURNAMES}]{HAN}{{1,2}}?)"
    r"(?=$|[，。、；：（）]|同志|一行|主持|出席|参加|强调|指出|要求|带队|率队|深入|表示|调研|讲话|宣布|说|到|在)"
)


@dataclass(frozen=True)
class People:
    """`order`: leaders by their place in the list. `posts`: what each person holds, as lists write it.
    `holder`: a post → the one who holds it, where it is one."""

    anyone: re.Pattern[str] | None
    leader: re.Pattern[str] | None
    order: Mapping[str, int]
    posts: Mapping[str, tuple[str, ...]]
    posts_in: Posts
    holder: Mapping[str, str]
    held: re.Pattern[str] | None
    between: re.Pattern[str]
    places: tuple[str, ...]


@once
def people_of(office: Office) -> People:
    posts_in = posts_of(office)
    lists = office.words
    posts: dict[str, tuple[str, ...]] = {}
    holders: dict[str, set[str]] = {}
    for one in (*lists.leaders, *lists.people):
        normal = tuple(posts_in.normal(post) for post in one.posts)
        posts[one.name] = (*posts.get(one.name, ()), *normal)
        for post in normal:
            holders.setdefault(post, set()).add(one.name)
    # Of deputies there are several, whether the list has them all or not.
    heads = {post: those for post, those in holders.items() if not re.search("副|委员|常委", post)}
    holder = {post: next(iter(those)) for post, those in heads.items() if len(those) == 1}
    post = posts_in.one.pattern
    return People(
        _names(posts),
        _names(one.name for one in lists.leaders),
        {one.name: place for place, one in enumerate(lists.leaders)},
        posts,
        posts_in,
        holder,
        pattern("|".join(map(re.escape, sorted(holder, key=lambda one: (-len(one), one)))))
        if holder
        else None,
        pattern(rf"(?:同志)?(?:（[^（）]{{0,20}}）)?(?:[、，]|和|与|及|以及)(?:(?:{post})[、兼]?)*(?:同志)?"),
        own_places(office),
    )


def _names(names: Iterator[str] | Mapping[str, object]) -> re.Pattern[str] | None:
    known = sorted({name for name in names if len(name) >= _SHORT}, key=lambda name: (-len(name), name))
    if not known:
        return None
    ways = (re.escape(name) + (_BEHIND_NAME if len(name) == _SHORT else "") for name in known)
    return pattern("|".join(ways))


def order(block: Block, office: Office) -> Iterable[Hit]:
    people = people_of(office)
    first = people.leader.search(block.text) if people.leader else None
    return () if first is None else _ordered(block.text, first.start(), people)


def _ordered(text: str, start: int, people: People) -> Iterator[Hit]:
    listed: list[re.Match[str]] = []
    for match in people.leader.finditer(text, start) if people.leader else ():
        if listed and not _goes_on(text, listed[-1].end(), match.start(), people):
            yield from _misplaced(listed, people)
            listed = []
        listed.append(match)
    yield from _misplaced(listed, people)


def _goes_on(text: str, end: int, start: int, people: People) -> bool:
    """Whether a name that begins at `start` is in one list with the one that ends at `end`."""
    return start - end <= _BETWEEN and bool(people.between.fullmatch(text, end, start))


def _misplaced(listed: list[re.Match[str]], people: People) -> Iterator[Hit]:
    names = [match[0] for match in listed]
    right = sorted(names, key=people.order.__getitem__)
    if len(set(names)) != len(names) or names == right:
        return
    for before, after in pairwise(listed):
        if people.order[before[0]] > people.order[after[0]]:
            data = {"before": before[0], "after": after[0], "right": "、".join(right)}
            yield Hit(before.start(), after.end(), data)
            return


@dataclass(frozen=True)
class _Held:
    """A post that stands before somebody's name, and who holds it according to the lists, if not they."""

    start: int
    end: int
    name: str
    post: str
    others: tuple[str, ...]

    @property
    def hit(self) -> Hit:
        data = {"name": self.name, "post": self.post}
        return Hit(self.start, self.end, data | ({"holder": self.others[0]} if self.others else {}))


def _unrecorded(text: str, people: People) -> Iterator[_Held]:
    """Posts directly before a name that its bearer does not hold according to the lists."""
    if people.anyone is None:
        return
    for match in people.anyone.finditer(text):
        name, recorded = match[0], people.posts[match[0]]
        first = max(0, match.start() - _REACH)
        chain = people.posts_in.chain.search(text[first : match.start()])
        if chain is None or not recorded:
            continue
        written = list(people.posts_in.one.finditer(chain[0]))
        start = first + chain.start()
        if len(written) > 1 and text[match.end() : match.end() + 1] == "、":
            # 市委书记、市长 of two people, whose names follow one behind the other.
            continue
        if not stands_free(text, start, written[0][0]) or is_elsewhere(text, start, people.places):
            continue
        for one in written:
            post = people.posts_in.normal(one[0])
            if not fits(post, recorded) and "党" not in post:
                others = tuple(other for other, held in people.posts.items() if fits(post, held))
                yield _Held(start + one.start(), match.end(), name, one[0], others)
                break


def of_another(block: Block, office: Office) -> Iterator[Hit]:
    return (held.hit for held in _unrecorded(block.text, people_of(office)) if held.others)


def unknown_post(block: Block, office: Office) -> Iterator[Hit]:
    return (held.hit for held in _unrecorded(block.text, people_of(office)) if not held.others)


def wrong_name(block: Block, office: Office) -> Iterator[Hit]:
    """A name behind a post that somebody else holds alone."""
    people = people_of(office)
    if people.held is None or people.anyone is None:
        return
    text = block.text
    for match in people.held.finditer(text):
        holder = people.holder[match[0]]
        if people.anyone.match(text, match.end()) or is_elsewhere(text, match.start(), people.places):
            continue
        if text[match.start() - 1 : match.start()] == "副" or not stands_free(text, match.start(), match[0]):
            continue
        name = _other_name(text, match.end(), holder)
        if name and not _is_slip(name, holder) and not _is_ours(text, match.start(), people.places):
            continue
        if name:
            yield Hit(match.end(), match.end() + len(name), {"post": match[0], "holder": holder})


def _is_slip(name: str, holder: str) -> bool:
    """Whether one character of the name is wrong: 周某乙 for 周某甲."""
    return (
        len(name) == len(holder) and sum(one != other for one, other in zip(name, holder, strict=True)) == 1
    )


def _is_ours(text: str, start: int, places: tuple[str, ...]) -> bool:
    """Whether the post at `start` is surely one of this place: no other city can stand before it."""
    before = text[max(0, start - 8) : start]
    return (
        bool(_EDGE.search(before))
        or before.endswith(places)
        or (before + text[start : start + 1]).endswith(places)
    )


def _other_name(text: str, start: int, holder: str) -> str:
    """The name at `start`, if there is one that is not the holder's; "" for 周某, who is nobody."""
    same = text[start : start + len(holder)]
    if len(holder) > _SHORT and _is_slip(same, holder) and re.fullmatch(f"{HAN}+", same):
        return "" if "某" in same and same[-1] not in _STEMS else same
    match = _NAMED.match(text, start)
    if match is None or match["name"] == holder or "某" in match["name"] or match["name"] in WORDS:
        return ""
    return match["name"]


RULES: tuple[Rule, ...] = (
    BlockRule("leaders-order", order),
    BlockRule("post-of-another", of_another, needs="长记任席委"),
    BlockRule("post-not-recorded", unknown_post, needs="长记任席委"),
    BlockRule("post-wrong-name", wrong_name, needs="长记任席委"),
)
