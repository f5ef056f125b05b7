"""People whose posts beside their names tell that their order is wrong: 副县长冯某、县长蒋某."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.names.held import HEADS, Post, posts_before, words_before
from generator.model.prose import CELL, Block, Document, Table
from generator.privacy.name_characters import GIVEN, RARER_SURNAMES, SELDOM_SURNAMES, SEXAGENARY, SURNAMES

_S = SURNAMES + RARER_SURNAMES + SELDOM_SURNAMES + "于常成时向应解乐全明水连容满边官包管农"
_G = "".join(sorted(GIVEN))
_NAME = rf"[{_S}](?:某[{SEXAGENARY}]?|[\u4e00-\u9fff][{_G}]|[{_G}])"
_AFTER_POST = pattern(rf"[长记任席理](?P<name>{_NAME})")
_HEAD_END = pattern(rf"(?:{HEADS})\Z")
_BETWEEN = pattern(
    r"(?:同志)?(?:（[^（）]{0,12}）)?(?P<mark>、|，|和|与|及|以及)(?P<posts>[\u4e00-\u9fff、]{2,30})"
)
_STARTS = pattern(r"(?:\A|[。；！？：\n　])(?:[^，。；！？：\n]{0,12}，)?\Z")
_ONE_BY_ONE = pattern(r"(?:同志)?(?:等)?[^。；，]{0,8}(?:先后|依次|轮流|发言|汇报|交流|点评)")
_LIST_ENDS = pattern(r"(?:同志)?(?:等|以及|[、。；]|\Z)")
_REACH = 40
_GOVERNS = frozenset({"省长", "市长", "县长", "区长", "州长", "旗长"})
_LEVELS = "省市县区州旗"
_HIGHER, _LOWER = frozenset("省市州"), frozenset("县旗镇乡")
_TOWNS = frozenset({"镇长", "乡长"})
_PARTY = pattern(r"(?:党委|党组|党工委|党总支|党支部)\Z")
_FIRST, _SECOND, _CONSULTS, _DEPUTY_FIRST, _DEPUTY, _CLERK = range(6)


@dataclass(frozen=True, slots=True)
class _Person:
    """Where somebody stands with the posts before the name."""

    start: int
    name: int
    end: int
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class _Rank:
    """`band`: the smaller the higher; `level` is 市 of 市长, `place` 云岭 of 云岭县县长, or ""."""

    band: int
    level: str
    place: str


def ranks(document: Document, office: Office) -> Iterator[Found]:
    for block in document.blocks:
        text = block.text
        if "、" not in text and "，" not in text and "和" not in text:
            continue
        if "副" in text or "政协" in text or "书记" in text:
            yield from ((block, hit) for hit in _in_text(text))
        if _MAY_LIST.search(text) is not None and block.kind != CELL:
            yield from ((block, hit) for hit in _bodies(text))
    if any("副" in block.text and _DEPUTIES.search(block.text) for block in document.blocks):
        yield from _of_group(document)
    for table in document.tables:
        yield from _of_table(table)


def _in_text(text: str) -> Iterator[Hit]:
    before: _Person | None = None
    for match in _AFTER_POST.finditer(text):
        person = _person(text, match.start("name"), match.end(), before)
        if person is None:
            continue
        if before is not None and person.start > before.end and _is_listed(text, before, person):
            after = text[person.end :]
            if _is_below(before.posts, person.posts) and not _ONE_BY_ONE.match(after):
                shown = text[before.start : before.end], text[person.start : person.end]
                yield Hit(before.start, person.end, {"before": shown[0], "after": shown[1]})
        before = person


def _person(text: str, start: int, end: int, before: _Person | None) -> _Person | None:
    if _HEAD_END.search(text, max(0, start - 6), start) is None:
        return None
    first = max(0, start - _REACH)
    if before is not None and before.end > first:
        link = _BETWEEN.fullmatch(text, before.end, start)
        first = link.start("posts") if link is not None else before.end
    cut = max(text.rfind(mark, first, start) for mark in "，。；：！？”“（）\n")
    first = max(first, cut + 1)
    posts = posts_before(text[first:start])
    if not posts:
        return None
    return _Person(first + words_before(text[first:start]), start, end, posts)


def _is_listed(text: str, one: _Person, other: _Person) -> bool:
    """Whether a person follows another in a list."""
    link = _BETWEEN.fullmatch(text, one.end, other.name)
    if link is None or link.start("posts") != other.start:
        return False
    if link["mark"] != "，" or _STARTS.search(text, max(0, one.start - 20), one.start):
        return True
    return bool(_LIST_ENDS.match(text, other.end))


def _is_below(one: Sequence[Post], other: Sequence[Post]) -> bool:
    """Whether who has the posts `one` surely stands behind who has the `other` ones."""
    first, second = _rank(one), _rank(other)
    if first is not None and second is not None:
        if first.level in _LOWER and second.level in _HIGHER and not second.place:
            return True
        levels = {first.level, second.level} - {""}
        places = {first.place, second.place} - {""}
        return len(levels) < 2 and len(places) < 2 and first.band > second.band
    if first is not None or second is not None:
        return False
    below, above = one[-1], other[-1]
    if not all(post.deputy for post in one) or above.deputy:
        return False
    if below.head == above.head:
        return below.office == above.office
    same = _PARTY.sub("", below.office) == _PARTY.sub("", above.office)
    return same and above.head in ("书记", "董事长") and below.head not in ("书记", "董事长")


def _rank(posts: Sequence[Post]) -> _Rank | None:
    found = [rank for rank in map(_rank_of, posts) if rank is not None]
    return min(found, key=lambda rank: rank.band) if found else None


def _rank_of(post: Post) -> _Rank | None:
    office, head = post.office.removeprefix("中共"), post.head
    if head in _GOVERNS:
        place = office.removesuffix("人民政府").removesuffix("政府").removesuffix(head[0])
        return _Rank(_DEPUTY if post.deputy else _SECOND, head[0], place)
    if head in _TOWNS:
        return _Rank(
            _DEPUTY if post.deputy else _SECOND,
            head[0],
            office.removesuffix("人民政府").removesuffix(head[0]),
        )
    if head == "书记" and office.removesuffix("党委")[-1:] in ("镇", "乡"):
        bare = office.removesuffix("党委")
        return _Rank(_DEPUTY_FIRST if post.deputy else _FIRST, bare[-1], bare[:-1])
    if head == "书记" and office[-1:] == "委" and office[-2:-1] in _LEVELS:
        return _Rank(_DEPUTY_FIRST if post.deputy else _FIRST, office[-2], office[:-2])
    for body, chief, band in (("人大", "主任", _SECOND), ("政协", "主席", _CONSULTS)):
        stem = office.removesuffix("常委会")
        if head == chief and stem.endswith(body) and stem[:-2][-1:] in ("", *_LEVELS):
            return _Rank(_DEPUTY if post.deputy else band, stem[:-2][-1:], stem[:-3])
    if head == "秘书长" and post.deputy and office[-2:] in ("政府", "") and len(office) < 8:
        return _Rank(_CLERK, "", "")
    return None


_BODY = r"(?:委|人大(?:常委会)?|(?:人民)?政府|政协)"
_LISTED_BODIES = pattern(
    rf"[{_LEVELS}]{_BODY}(?:[、和][{_LEVELS}]{_BODY}){{1,4}}(?![办宣组统政党老网巡机社直研督法妇老书常主副委秘文提经农教民信专工])"
)
_MAY_LIST = pattern("[协府大会][、和][省市县区州旗]")
_DEPUTIES = pattern("副(?:组长|总指挥|指挥长|召集人|总河长|总林长)")
_EACH_BODY = pattern(rf"[{_LEVELS}](?P<body>{_BODY})")


def _bodies(text: str) -> Iterator[Hit]:
    """县政协、县人大、县政府、县委: the party's committee comes first, 政协 last."""
    for match in _LISTED_BODIES.finditer(text):
        each = list(_EACH_BODY.finditer(match[0]))
        if len({one[0][0] for one in each}) > 1:
            continue
        for one, other in pairwise(each):
            if _order_of(one["body"]) > _order_of(other["body"]):
                yield Hit(match.start(), match.end(), {"before": one[0], "after": other[0]})
                break


def _order_of(body: str) -> int:
    return 0 if body == "委" else 2 if body == "政协" else 1


_ROLE = pattern(
    rf"(?P<deputy>副)?(?P<role>组长|总指挥|指挥长|召集人|总河长|总林长)(?:：|由|为)(?:"
    rf"(?P<name>{_NAME})（(?P<behind>[\u4e00-\u9fff、]{{2,24}})）|(?P<before>[\u4e00-\u9fff、]{{2,24}}?){_NAME}(?=[，。；、担同\s]|\Z))"
)


def _of_group(document: Document) -> Iterator[Found]:
    """The head of a group is a deputy, and the group's deputy is his chief: 组长：谢某（副区长）."""
    heads: dict[str, tuple[Block, int, int, tuple[Post, ...]]] = {}
    for block in document.blocks:
        for match in _ROLE.finditer(block.text):
            posts = posts_before(match["behind"] or match["before"])
            if not match["deputy"]:
                heads[match["role"]] = (block, match.start(), match.end(), posts)
                continue
            chief = heads.get(match["role"])
            if chief is not None and _is_below(chief[3], posts):
                shown = chief[0].text[chief[1] : chief[2]], match[0]
                yield block, Hit(match.start(), match.end(), {"before": shown[0], "after": shown[1]})


_OF_LEADERS = pattern(r"出席|参会|到会|参加|领导|嘉宾")
_OF_POSTS = pattern(r"职务|身份|职位")


def _of_table(table: Table) -> Iterator[Found]:
    """A table of those who were there, with their posts."""
    if len(table.rows) < 3:
        return
    heads = [cell.text for cell in table.rows[0]]
    told = " ".join(heads) + (table.caption.text if table.caption is not None else "")
    column = next((at for at, head in enumerate(heads) if _OF_POSTS.search(head)), None)
    if column is None or not _OF_LEADERS.search(told):
        return
    cells = [row[column] for row in table.rows[1:] if column < len(row)]
    for one, other in pairwise(cells):
        short = len(one.text) < _REACH > len(other.text)
        if short and _is_below(posts_before(one.text.strip()), posts_before(other.text.strip())):
            yield other, Hit(0, len(other.text), {"before": one.text, "after": other.text})


RULES: tuple[Rule, ...] = (DocumentRule("posts-order", ranks),)
