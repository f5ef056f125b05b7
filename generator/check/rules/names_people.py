"""One person with two posts in a site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.check.pattern import pattern
from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.names_near import SURNAMES, is_past
from generator.check.rules.names_posts import Posts, fits, posts_of
from generator.check.rules.wording_once import once
from generator.model.prose import Block, Document
from generator.privacy.words import WORDS

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DOES = (
    "同志|一行|主持|出席|参加|强调|指出|要求|带队|率队|深入|表示|调研|讲话|介绍|检查|说|到|在|赴|来|回答|宣布|看望|慰问|走访"
    "|任|担任|作|致|宣读|通报|汇报|陪同|督导|督促|率|前往|察看|查看|听取|了解|主讲|授课|接受|表态|代表|发言|总结|传达|部署|讲"
    "|现场|实地|一同|和|与|及|等|为|向|对|就|随后|当场|认为|提出|带领|会见|签署|组织|召集|分别|详细|逐一|先后|牵头|负责|主动|亲自"
)
_NAME = pattern(rf"(?P<name>[{SURNAMES}](?:某[{_STEMS}]|[一-鿿]{{1,2}}?(?=$|[，。、；：（）]|{_DOES})))")
_LEAST = 4
"""Characters of a post that tells whose it is: 市教育局局长, and not 局长 alone."""
_NEAR = 90
"""Days between two reports in which hardly anybody changes posts."""


@dataclass(frozen=True)
class _Told:
    """A person's posts as one place tells them."""

    block: Block
    start: int
    end: int
    posts: tuple[str, ...]
    day: date | None


Named = tuple[str, Block, int, int, tuple[str, ...]]
"""A name, where it stands with its posts, and these."""


def gather_posts(document: Document, office: Office) -> tuple[Named, ...]:
    """The people of a document, each with the posts directly before the name."""
    posts_in = posts_of(office)
    listed = _listed(office)
    return tuple(
        named
        for block in document.blocks
        if posts_in.hint.search(block.text)
        for named in _named(block, posts_in)
        if named[0] not in listed
    )


@once
def _listed(office: Office) -> frozenset[str]:
    return frozenset(one.name for one in (*office.words.leaders, *office.words.people))


def two_posts(prose: Prose, gathered: Sequence[tuple[Document, tuple[Named, ...]]]) -> Iterator[Found]:
    told: dict[str, list[_Told]] = defaultdict(list)
    for document, people in gathered:
        day = _day(document, prose) if people else None
        for name, block, start, end, posts in people:
            told[name].append(_Told(block, start, end, posts, day))
    for those in told.values():
        if len(those) > 1:
            yield from _contrary(those)


def _named(block: Block, posts_in: Posts) -> Iterator[Named]:
    """The people in a block whose posts stand directly before their names."""
    text = block.text
    chain: list[str] = []
    last = -1
    for match in posts_in.one.finditer(text):
        follows = match.start() in (last, last + 1) and text[last : match.start()] in ("", "、", "兼")
        chain = [*chain, match[0]] if follows else [match[0]]
        last = match.end()
        named = _NAME.match(text, last)
        if named is None or named["name"] in WORDS or is_past(text, match.start()):
            continue
        if "某" in named["name"] and named["name"][-1] not in _STEMS:
            continue
        if any(len(post) >= _LEAST for post in chain):
            posts = tuple(map(posts_in.normal, chain))
            yield named["name"], block, match.start(), named.end(), posts


def _contrary(those: Iterable[_Told]) -> Iterator[Found]:
    """Places that tell of a post that fits none of those told before."""
    before: list[_Told] = []
    allowed: set[str] = set()
    for one in those:
        known = [other for other in before if _is_near(one.day, other.day)]
        new = [post for post in one.posts if not _agrees(post, allowed)]
        if known and len(new) == len(one.posts):
            other = known[0]
            place = other.block.place(other.start)
            data = {
                "post": one.posts[0],
                "other": other.posts[0],
                "file": place.file,
                "line": str(place.line),
            }
            yield one.block, Hit(one.start, one.end, data)
        before.append(one)
        allowed.update(one.posts)


def _agrees(post: str, allowed: set[str]) -> bool:
    return fits(post, allowed) or any(fits(one, [post]) for one in allowed)


def _is_near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= _NEAR


def _day(document: Document, prose: Prose) -> date | None:
    report = prose.content.reports.get(document.key) if document.kind == "report" else None
    return report.front.record.date if report else None


RULES: tuple[Rule, ...] = (GatheringRule("person-two-posts", gather_posts, two_posts),)
