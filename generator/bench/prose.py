"""Synthetic bulletins for measuring: the same number always gives the same text.

Each is made to fill four pages, or eight: text is added until an estimate of the lines says that the last
page is well begun. No photos, so that every program that is compared sets the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random

from generator.bench.sentences import (
    COUNTIES,
    PEOPLE,
    PLACES,
    TABLE_CAPTION,
    TABLE_HEAD,
    TOPICS,
    UNITS,
    Topic,
)

FIRST_DAY = date(2021, 1, 4)
"""The Monday on which the first issue comes out; the others follow week by week."""
CHARACTERS, LINES = 28, 22
"""Of a page (GB/T 9704-2012, 5.2.3)."""
PAGES = 4
LONG_PAGES = 8
"""Of a long issue."""
# What stands on the pages besides the text, in lines: masthead, contents and foot; a section's name, here
# and in the contents; a report's title, byline and entry in the contents. The rest is what stays empty at
# the feet of so many pages.
_AROUND, _AROUND_SECTION, _AROUND_STORY = 8 + 2 + 8, 3, 2.5 + 1 + 1
_EMPTY: Mapping[int, int] = {PAGES: 17, LONG_PAGES: 26}
_TABLE_LINES = 6.5


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`**` stands around what is emphasised."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Story:
    """A report; `writer` is its correspondent."""

    stem: str
    title: str
    unit: str
    day: date
    section: str
    writer: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """`number` counts within the year of `day`, `total` from the first issue."""

    stem: str
    number: int
    total: int
    day: date
    stories: tuple[Story, ...]

    @property
    def sections(self) -> list[tuple[str, list[Story]]]:
        """The stories in order, by the section that they stand in."""
        return [(name, list(stories)) for name, stories in groupby(self.stories, lambda story: story.section)]


def make_issues(count: int, long: int = 0) -> list[Issue]:
    """The first `count` issues; the one that is number `long` of all is a long one, with 0 none.

    Those of a smaller count are the same as the first of a larger one.
    """
    issues: list[Issue] = []
    for total in range(1, count + 1):
        day = FIRST_DAY + timedelta(weeks=total - 1)
        number = 1 + sum(issue.day.year == day.year for issue in issues)
        issues.append(_issue(number, total, day, LONG_PAGES if total == long else PAGES))
    return issues


def _issue(number: int, total: int, day: date, pages: int) -> Issue:
    random = Random(total)
    times = pages // PAGES
    topics = sorted(random.sample(TOPICS * times, (3 + total % 3) * times), key=lambda topic: topic.section)
    with_table = total % 2
    sections = len({topic.section for topic in topics})
    lines = _AROUND + _AROUND_SECTION * sections + _AROUND_STORY * len(topics) + _TABLE_LINES * with_table
    texts: list[list[str]] = [[] for _ in topics]
    left = [_shuffled(topic.sentences, random) for topic in topics]
    for place in _in_turn(len(topics), min(len(topic.sentences) for topic in topics)):
        if lines >= pages * LINES - _EMPTY[pages]:
            break
        texts[place].append(_filled(next(left[place]), day, random))
        lines += len(texts[place][-1]) / CHARACTERS + (0.5 if len(texts[place]) % 2 else 0)
    stories = tuple(
        _story(topic, text, f"{day:%m%d}-{place}", day, random, with_table=bool(with_table) and place == 1)
        for place, (topic, text) in enumerate(zip(topics, texts, strict=True), start=1)
    )
    return Issue(f"{day.year}-{number:02d}", number, total, day, stories)


def _shuffled(sentences: tuple[str, ...], random: Random) -> Iterator[str]:
    """The first sentence opens the report; the others come in any order."""
    return iter([sentences[0], *random.sample(sentences[1:], len(sentences) - 1)])


def _in_turn(stories: int, sentences: int) -> Iterator[int]:
    for _ in range(sentences):
        yield from range(stories)


def _story(topic: Topic, text: list[str], stem: str, day: date, random: Random, *, with_table: bool) -> Story:
    pairs = ["".join(text[place : place + 2]) for place in range(0, len(text), 2)]
    blocks: list[Block] = [Paragraph(pair) for pair in pairs]
    if len(blocks) >= 4:
        blocks.insert(1, Heading(topic.headings[0]))
        blocks.insert(1 + math.ceil(len(blocks) / 2), Heading(topic.headings[1]))
    if with_table:
        blocks.append(_table(random))
    return Story(
        stem,
        random.choice(topic.titles),
        random.choice(UNITS),
        day - timedelta(days=random.randint(3, 6)),
        topic.section,
        random.choice(PEOPLE),
        tuple(blocks),
    )


def _table(random: Random) -> Table:
    rows = []
    for county in COUNTIES:
        received = random.randint(120, 480)
        closed = received - random.randint(2, 30)
        rate = f"{100 * closed / received:.1f}"
        rows.append((county, str(received), str(closed), str(received - closed), rate))
    return Table(TABLE_CAPTION, (TABLE_HEAD, *rows))


def _filled(sentence: str, day: date, random: Random) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: _value(match[1], day, random), sentence)


def _value(slot: str, day: date, random: Random) -> str:
    if slot == "day":
        told = day - timedelta(days=random.randint(3, 6))
        return f"{told.month}月{told.day}日"
    if slot == "rate":
        return f"{random.randint(850, 990) / 10:.1f}%"
    words = {"unit": UNITS, "place": PLACES, "person": PEOPLE}
    if slot in words:
        return random.choice(words[slot])
    least, most = {"two": (11, 96), "three": (105, 980), "four": (1020, 9800)}[slot]
    return str(random.randint(least, most))
