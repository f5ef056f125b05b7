"""One person with two posts in a site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.names.contrary import contrary, same_post
from generator.check.rules.names.held import Name, Post, people_in, person_of, posts_of_cell
from generator.check.rules.wording.once import once
from generator.model.prose import CELL, Block, Document
from generator.privacy.name_characters import RARER_SURNAMES, SURNAMES

_NEAR = 90
"""Days between two reports in which hardly anybody changes posts."""
_TOLD_FULLY = 3
"""Characters of a name that hardly two people of two offices have."""


Named = tuple[Name, Block, int, int, tuple[Post, ...]]
"""A name, where it stands with its posts, and these."""


@dataclass(frozen=True)
class _Told:
    """A person's posts as one place tells them."""

    block: Block
    start: int
    end: int
    posts: tuple[Post, ...]
    day: date | None
    key: str
    named: Name


def gather_posts(document: Document, office: Office) -> tuple[Named, ...]:
    """The people of a document that no list has, each with the posts beside the name."""
    listed = _listed(office)
    found = [
        (name, block, start, end, posts)
        for block in document.blocks
        if block.kind != CELL
        for name, start, end, posts in people_in(block.text)
    ]
    found += [named for table in document.tables for row in table.rows for named in _of_row(row)]
    return tuple(named for named in found if listed.isdisjoint((named[0].likely, *named[0].perhaps)))


@once
def _listed(office: Office) -> frozenset[str]:
    return frozenset(one.name for one in (*office.words.leaders, *office.words.people))


def _of_row(row: tuple[Block, ...]) -> Iterator[Named]:
    """A name and a post in two cells side by side, or in one."""
    for place, cell in enumerate(row):
        name = person_of(cell.text)
        if not name:
            yield from ((told, cell, start, end, posts) for told, start, end, posts in people_in(cell.text))
            continue
        for beside in (*row[place + 1 : place + 2], *row[max(0, place - 1) : place]):
            posts = posts_of_cell(beside.text)
            if posts:
                yield Name(name), beside, 0, len(beside.text), posts
                break


def two_posts(prose: Prose, gathered: Sequence[tuple[Document, tuple[Named, ...]]]) -> Iterator[Found]:
    told: dict[str, list[_Told]] = defaultdict(list)
    for document, people in gathered:
        day = _day(document, prose) if people else None
        for name, block, start, end, posts in people:
            one = _Told(block, start, end, posts, day, document.file, name)
            for likely in name.perhaps or (name.likely,):
                told[likely].append(one)
    done: set[int] = set()
    for written, those in told.items():
        if len(those) > 1:
            for one, found in _contrary(written, those):
                if id(one) not in done:
                    done.add(id(one))
                    yield found


def _contrary(name: str, those: Sequence[_Told]) -> Iterator[tuple[_Told, Found]]:
    """Places that tell of a post that nobody has beside one told before."""
    before: list[tuple[_Told, Post]] = []
    for one in those:
        known = any(same_post(post, held) for post in one.posts for _, held in before)
        found = next(
            (
                (post, other, held)
                for post in (() if known else one.posts)
                for other, held in before
                if contrary(post, held) and _is_one(name, one, other, post, held)
            ),
            None,
        )
        if found is not None:
            post, other, held = found
            place = other.block.place(other.start)
            data = {"post": post.told, "other": held.told, "file": place.file, "line": str(place.line)}
            yield one, (one.block, Hit(one.start, one.end, data))
        before += [(one, post) for post in one.posts]


def _is_one(name: str, one: _Told, other: _Told, post: Post, held: Post) -> bool:
    """Whether two places surely tell of one person: in a file, or near in time with a long name or office."""
    if one is other or (len(name) < _TOLD_FULLY and not _may_be_short(name, one.named, other.named)):
        return False
    if one.key == other.key:
        return True
    near = one.day is None or other.day is None or abs((one.day - other.day).days) <= _NEAR
    return near and (len(name) >= _TOLD_FULLY or (len(post.office) > 2 and len(held.office) > 2))


def _may_be_short(name: str, one: Name, other: Name) -> bool:
    """Whether a name of two characters is all of it: 李明华 and 李明亮 are two people."""
    if len(one.likely) > len(name) and len(other.likely) > len(name):
        return False
    return not (one.perhaps and other.perhaps) or name[0] in SURNAMES + RARER_SURNAMES


def _day(document: Document, prose: Prose) -> date | None:
    report = prose.content.reports.get(document.key) if document.kind == "report" else None
    return report.front.record.date if report else None


RULES: tuple[Rule, ...] = (GatheringRule("person-two-posts", gather_posts, two_posts),)
