"""Source lines in a finished page: `data-source="content/reports/2022/x.md:12"` on its blocks.

The page is not made anew. Attributes are put into it, so that it stays what it is in every other byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from generator.load.reports import split_front
from generator.load.source import Source
from generator.model.blocks import Prose
from generator.model.bulletin import Article, Bulletin, BulletinSection
from generator.model.content import Content, LoadedIssue, LoadedReport
from generator.model.issue import Section
from generator.model.record import Path, Sourced
from generator.watch.walk import BLOCKS, TAG, classes, walk
from generator.watch.written import read

ATTRIBUTE = "data-source"

_WHOLE = frozenset({"tiles", "data", "cases"})
"""Classes of blocks of figures, which lead to one line as a whole."""

_PICTURE = re.compile(r'\bsrc="content:[^"]*"')
_PLACED = re.compile(r'\bsrc="[^"]*"(?: width="\d+" height="\d+")?')
_NOTE_PLACE = re.compile(r'<(?P<tag>\w+)(?P<rest>[^<>]*\bclass="note"[^<>]*)>')
_SECTION = re.compile(r"<section\b")


_Span = tuple[int, int, int]
"""First and last line of a text in its file, and the column where the first one starts."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in the page an attribute goes, right behind the name of a tag, and the line that it says."""

    offset: int
    file: str
    line: int


def trace(html: str, bulletin: Bulletin, content: Content) -> str:
    """`html`, the finished page of `bulletin`, with the source line of its blocks.

    What is in an article leads to its report, all else to the issue's file. A block whose text is not found
    in its file gets the nearest line before it. Without the attributes the page is what it was.
    """
    issue = next((issue for issue in content.issues if issue.key == bulletin.key), None)
    spots: list[_Spot] = []
    start = max(html.find("<main"), 0)
    end = html.find("</main>", start)
    end = end if end >= 0 else len(html)
    edges = [match.start() for match in _SECTION.finditer(html, start, end)]
    if issue is not None:
        spots += _note(html, start, edges[0] if edges else end, bulletin, issue)
    if len(edges) != len(bulletin.sections):
        # A site's own template may do without sections; its articles can still be told.
        edges = []
    own = _own_sections(bulletin.sections, issue)
    for number, section in enumerate(bulletin.sections):
        first = edges[number] if edges else start
        last = (edges[number + 1] if number + 1 < len(edges) else end) if edges else end
        places = [_start_of(html, article, first, last) for article in section.articles]
        begin = min((place for place in places if place is not None), default=last)
        if edges and issue is not None:
            spots += _head(html, first, begin, section, issue, own[number])
        spots += _articles(html, last, section.articles, places, content)
    return _put(html, spots)


def _put(html: str, spots: Iterable[_Spot]) -> str:
    pieces, last = [], 0
    for spot in sorted(spots, key=lambda spot: spot.offset):
        pieces += [html[last : spot.offset], f' {ATTRIBUTE}="{escape(spot.file)}:{spot.line}"']
        last = spot.offset
    return "".join([*pieces, html[last:]])


def _start_of(html: str, article: Article, start: int, end: int) -> int | None:
    place = html.find(f' id="{article.anchor}"', start, end)
    return html.rfind("<", start, place) if place >= 0 else None


def _articles(
    html: str, end: int, articles: Sequence[Article], places: Sequence[int | None], content: Content
) -> Iterator[_Spot]:
    for number, article in enumerate(articles):
        report = content.reports.get(article.source)
        start = places[number]
        if report is None or start is None:
            continue
        later = (place for place in places[number + 1 :] if place is not None)
        yield from _article(html, start, next(later, end), article, report)


def _article(html: str, start: int, end: int, article: Article, report: LoadedReport) -> Iterator[_Spot]:
    front = report.front
    begin, stop = _find_text(html, article.html, start, end)
    if stop > begin:
        yield from _walked(html, begin, stop, front, (_below_front(front), len(front.lines), 1))
    yield from _around(html, start, begin, front)
    yield from _around(html, stop, end, front)


def _around(html: str, start: int, end: int, front: Sourced[Any]) -> Iterator[_Spot]:
    """The title, the byline and the photos of an article, which stand in the front matter."""
    photo = 0
    for match in TAG.finditer(html, start, end):
        if match["end"] or match["name"] not in BLOCKS:
            continue
        path: Path = ("title",)
        names = classes(match["rest"])
        if match["name"] == "figure":
            path = ("photos", photo)
            photo += 1
        elif "subtitle" in names:
            path = ("subtitle",)
        elif "byline" in names:
            path = ("unit",)
        yield _Spot(match.end("name"), front.file, _line(front, *path))


def _note(html: str, start: int, end: int, bulletin: Bulletin, issue: LoadedIssue) -> Iterator[_Spot]:
    """The editor's note: the key 按语, or the text below the front matter."""
    found = _NOTE_PLACE.search(html, start, end) if bulletin.note_html.strip() else None
    if found is None:
        return
    stop = html.find(f"</{found['tag']}>", found.end(), end)
    stop = stop if stop >= 0 else end
    front = issue.front
    span = _value(front, "note") or (_below_front(front), len(front.lines), 1)
    spots = list(_walked(html, found.end(), stop, front, span))
    line = spots[0].line if spots else _line(front, "note")
    yield _Spot(found.start() + 1 + len(found["tag"]), front.file, line)
    yield from spots


def _head(
    html: str, start: int, end: int, section: BulletinSection, issue: LoadedIssue, own: int | None
) -> Iterator[_Spot]:
    """A section's heading and its blocks: the line of the section, and of its words those of the words."""
    front = issue.front
    path: Path = ("sections",) if own is None else ("sections", own)
    line = _line(front, *path)
    last = start
    words = own is not None and own in issue.texts
    for block in section.blocks if words else ():
        if not isinstance(block, Prose):
            continue
        begin, stop = _find_text(html, block.html, last, end)
        span = _value(front, *path, "text")
        if stop == begin or span is None:
            break
        yield from _plain(html, last, begin, front, line)
        yield from _walked(html, begin, stop, front, span)
        last = stop
        break
    yield from _plain(html, last, end, front, line)


def _plain(html: str, start: int, end: int, front: Sourced[Any], line: int) -> Iterator[_Spot]:
    for match in TAG.finditer(html, start, end):
        if match["end"]:
            continue
        if match["name"] in BLOCKS or (
            match["name"] == "div" and _WHOLE.intersection(classes(match["rest"]))
        ):
            yield _Spot(match.end("name"), front.file, line)


def _own_sections(sections: Sequence[BulletinSection], issue: LoadedIssue | None) -> list[int | None]:
    """For each section of the page its place among the 栏目 of the issue; None where it has none there."""
    if issue is None:
        return [None] * len(sections)
    free = dict(enumerate(issue.front.record.sections))
    own: list[int | None] = []
    for section in sections:
        place = next((place for place, written in free.items() if _is_of(section, written)), None)
        if place is not None:
            del free[place]
        own.append(place)
    return own


def _is_of(section: BulletinSection, written: Section) -> bool:
    if written.reports and section.articles and section.articles[0].source in written.reports:
        return True
    literal = re.split(r"\{\{.*?\}\}|｛｛.*?｝｝", written.name)
    return all(part in section.name for part in literal) and section.name.endswith(literal[-1])


def _walked(html: str, start: int, end: int, front: Sourced[Any], span: _Span) -> Iterator[_Spot]:
    for offset, line in _lines_of(html[start:end], front.lines, span):
        yield _Spot(start + offset, front.file, max(1, min(line, len(front.lines))))


@lru_cache(maxsize=256)
def _lines_of(text: str, lines: tuple[str, ...], span: _Span) -> tuple[tuple[int, int], ...]:
    """Kept, since at every save one article of an issue is another and all others are what they were."""
    first, last, column = span
    return tuple(walk(text, 0, len(text), read(lines, first, last, column)))


def _find_text(html: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Where the page has the HTML `text`, whose pictures have got other addresses; `end` twice if nowhere."""
    pieces = _PICTURE.split(text)
    begin = html.find(pieces[0], start, end) if text else -1
    position = begin + len(pieces[0])
    for piece in pieces[1:] if begin >= 0 else ():
        placed = _PLACED.match(html, position, end)
        if placed is None or not html.startswith(piece, placed.end()):
            return end, end
        position = placed.end() + len(piece)
    return (begin, position) if begin >= 0 else (end, end)


def _value(front: Sourced[Any], *path: str | int) -> _Span | None:
    """The text of a key of a YAML file, up to the next key; None where the file has no such key."""
    place = front.places.get(path)
    if place is None:
        return None
    later = (other.line for other in front.places.values() if other.line > place.line)
    last = min(later, default=len(front.lines) + 1) - 1
    return place.line, last, place.column


def _below_front(front: Sourced[Any]) -> int:
    """The line where the text below the front matter begins."""
    body = split_front(Source(front.file, "", front.lines))[0] if front.lines else None
    return body.body_line if body else 1


def _line(front: Sourced[Any], *path: str | int) -> int:
    return max(1, min(front.place(*path).line, len(front.lines)))
