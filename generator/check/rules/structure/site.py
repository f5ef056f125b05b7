"""The site as a whole: reports that tell what another told, one event with two dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from generator.check.pattern import pattern
from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.structure.likeness import NOTES, anchors_of, near_pairs, tell_the_same
from generator.check.rules.wording.once import once
from generator.load.paths import clean
from generator.model.prose import FIGURE, ITEM, PARAGRAPH, TITLE, Block, Document

_SENTENCE = pattern(r"[^。！？\n]+[。！？]?")
_STOP = pattern(r"[。！？][。！？]*[”’]?|\n")
_BREAKS = pattern(r"\\+|[\s　]+")
_DIGITS = pattern(r"[\d〇零一二三四五六七八九十两]+")
_PERIODICAL = pattern(
    r"[本上今每去当][一二两]?[周月季年旬日]|[周月季年]报|第[一二三四五六七八九十\d]+[周月季期次批]|\d月|周|月份|情况|综述|通报|动态|进展|快讯|简讯|要闻|一览|统计|汇总|提示"
)
_SENTENCE_LEAST, _PARAGRAPH_LEAST, _TITLE_LEAST = 10, 30, 8
_MOST = 0.6
"""The share of a report's sentences that makes it the same report."""
_COMMON = 4
"""A sentence or paragraph in more reports is a form of words."""
_EVENT_DAYS = 10
_TITLES_ALIKE, _OPENINGS_ALIKE = 0.85, 0.8
_DAY = pattern(r"(?:\d{4}年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_OPENING = 30
_TITLE_DAYS = 31
_BUCKET = 40
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Own:
    """What the rules look at of a report: its title, its long sentences, its long paragraphs without blanks,
    its first paragraph, and `anchors` to find a report that tells the same in other words."""

    title: Block
    sentences: frozenset[str]
    paragraphs: tuple[tuple[str, Block], ...]
    opening: Block | None
    anchors: frozenset[str]


Gathered = Sequence[tuple[Document, Own | None]]


def gather_report(document: Document, office: Office) -> Own | None:
    """None for what is no report. The rules that look at it one behind the other share it."""
    return _own(document) if document.kind == "report" else None


@once
def _own(document: Document) -> Own | None:
    title = next(iter(document.of(TITLE)), None)
    if title is None:
        return None
    bare = [("".join(block.text.split()), block) for block in document.of(PARAGRAPH, ITEM)]
    whole = "\n".join(text for text, _ in bare)
    sentences = {sentence for sentence in _STOP.split(whole) if len(sentence) >= _SENTENCE_LEAST}
    paragraphs = tuple(
        (text, block)
        for text, block in bare
        if block.kind == PARAGRAPH
        and len(text) >= _PARAGRAPH_LEAST
        and FIGURE not in text
        and not NOTES.match(text)
    )
    opening = next(iter(document.of(PARAGRAPH)), None)
    anchors = anchors_of(text for text, _ in bare)
    return Own(title, frozenset(sentences), paragraphs, opening, anchors)


@dataclass(frozen=True)
class _Report:
    document: Document
    own: Own
    unit: str
    day: date

    @property
    def title(self) -> Block:
        return self.own.title

    @property
    def order(self) -> tuple[date, str]:
        return self.day, self.document.key

    @property
    def name(self) -> str:
        return _BREAKS.sub("", self.title.text)


def _reports(prose: Prose, gathered: Gathered) -> list[_Report]:
    """All reports by 日期, then path. One that a reissue prints in the place of another is nearly the same as
    that, and is left out."""
    revisions = (one for issue in prose.content.issues for one in issue.front.record.revisions)
    revised = {clean(one.revised) for one in revisions}
    found = []
    for document, own in gathered:
        report = prose.content.reports.get(document.key) if document.key not in revised else None
        if report is not None and own is not None:
            found.append(_Report(document, own, report.front.record.unit, report.front.record.date))
    return sorted(found, key=lambda one: one.order)


def report_again(prose: Prose, gathered: Gathered) -> Iterator[Found]:
    """A report with the title of another, or with most of its sentences; told at the later one."""
    reports = _reports(prose, gathered)
    together = printed_in(prose)
    told = _in_other_words(reports) | _alike(reports)
    for later, (first, why) in told.items():
        one = reports[later]
        words = {"file": reports[first].document.file, "title": _short(reports[first].name), "why": why}
        yield one.title, Hit(0, len(one.title.text), words)
    by_name: dict[str, int] = {}
    for place, one in enumerate(reports):
        first = by_name.setdefault(one.name, place)
        if first == place or place in told:
            continue
        before = reports[first]
        one_issue = together.get(one.document.key, _NONE) & together.get(before.document.key, _NONE)
        near = before.unit == one.unit or (one.day - before.day).days <= _TITLE_DAYS
        if one_issue or (near and len(one.name) >= _TITLE_LEAST and not _PERIODICAL.search(one.name)):
            words = {"file": before.document.file, "title": _short(before.name), "why": "标题相同"}
            yield one.title, Hit(0, len(one.title.text), words)


def _alike(reports: list[_Report]) -> dict[int, tuple[int, str]]:
    """For each report that has most of its sentences from an earlier one, that one."""
    holders: dict[str, list[int]] = {}
    weights: list[int] = []
    for place, one in enumerate(reports):
        own = one.own.sentences
        weights.append(sum(map(len, own)))
        for sentence in own:
            holders.setdefault(sentence, []).append(place)
    shared: dict[tuple[int, int], int] = {}
    counted: dict[tuple[int, int], int] = {}
    for sentence, places in holders.items():
        if 2 <= len(places) <= _COMMON:
            for index, later in enumerate(places):
                for first in places[:index]:
                    shared[first, later] = shared.get((first, later), 0) + len(sentence)
                    counted[first, later] = counted.get((first, later), 0) + 1
    found: dict[int, tuple[int, str]] = {}
    for (first, later), weight in sorted(shared.items()):
        if counted[first, later] >= 2 and weight >= _MOST * min(weights[first], weights[later]) > 0:
            found.setdefault(later, (first, "大部分句子相同"))
    return found


def _in_other_words(reports: list[_Report]) -> dict[int, tuple[int, str]]:
    """For each report that tells nearly the same as an earlier one of these weeks, that one."""
    again: dict[int, tuple[int, str]] = {}
    for first, later in near_pairs({place: one.own.anchors for place, one in enumerate(reports)}):
        one, other = reports[first], reports[later]
        if (other.day - one.day).days <= _TITLE_DAYS and tell_the_same(one.document, other.document):
            again.setdefault(later, (first, "说的几乎是同样的话"))
    return again


def printed_in(prose: Prose) -> Mapping[str, frozenset[str]]:
    """The issues that print each report."""
    found: dict[str, set[str]] = {}
    for key, sections in prose.plan.chosen.items():
        for path in (path for section in sections for path in section):
            found.setdefault(path, set()).add(key)
    return {path: frozenset(keys) for path, keys in found.items()}


def paragraph_elsewhere(prose: Prose, gathered: Gathered) -> Iterator[Found]:
    """A paragraph that stands in two reports; not of reports that are the same."""
    reports = _reports(prose, gathered)
    holders: dict[str, list[tuple[int, Block]]] = {}
    for place, one in enumerate(reports):
        for text, block in one.own.paragraphs:
            holders.setdefault(text, []).append((place, block))
    twice = [holding for holding in holders.values() if 2 <= len(holding) <= _COMMON]
    again = _alike(reports) if twice else {}
    for holding in twice:
        first_place, first = holding[0]
        for place, block in holding[1:]:
            if place != first_place and place not in again and place != again.get(first_place, (-1, ""))[0]:
                words = {"shown": block.text.strip()[:12], "file": first.file}
                words |= {"line": str(first.lines[0]), "title": _short(reports[first_place].name)}
                yield block, Hit(0, len(block.text), words)


def event_dates(prose: Prose, gathered: Gathered) -> Iterator[Found]:
    """Two reports of one unit with nearly the same title and opening, whose events have two dates."""
    buckets: dict[tuple[str, str], list[_Report]] = {}
    for one in _reports(prose, gathered):
        told: set[str] = set()
        for key in ((one.unit, one.name[:4]), (one.unit, one.name[-4:])):
            bucket = buckets.setdefault(key, [])
            for before in reversed(bucket[-_BUCKET:]):
                if before.document.key not in told:
                    told.add(before.document.key)
                    yield from _two_dates(before, one)
            bucket.append(one)


def _two_dates(first: _Report, second: _Report) -> Iterator[Found]:
    if (second.day - first.day).days > _EVENT_DAYS or not _is_one_event(first.name, second.name):
        return
    openings = [one.own.opening for one in (first, second)]
    if openings[0] is None or openings[1] is None:
        return
    days = [_DAY.search(block.text, 0, _OPENING) for block in openings if block is not None]
    if days[0] is None or days[1] is None:
        return
    dates = [(int(match["month"]), int(match["day"])) for match in days if match is not None]
    starts = [_DIGITS.sub("0", _first_sentence(block)) for block in openings if block is not None]
    if dates[0] == dates[1] or SequenceMatcher(None, starts[0], starts[1]).ratio() < _OPENINGS_ALIKE:
        return
    words = {"second": days[1][0], "first": days[0][0], "file": first.document.file}
    words["title"] = _short(first.name)
    yield openings[1], Hit(days[1].start(), days[1].end(), words)


def _is_one_event(first: str, second: str) -> bool:
    """Whether titles are nearly the same and do not tell a first and a second time of something."""
    if abs(len(first) - len(second)) > 4 or _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    if min(len(first), len(second)) < _TITLE_LEAST:
        return False
    return first == second or SequenceMatcher(None, first, second).ratio() >= _TITLES_ALIKE


def _first_sentence(block: Block) -> str:
    match = _SENTENCE.match(block.text)
    return match[0][:120] if match else ""


def _short(title: str) -> str:
    return title if len(title) <= 16 else f"{title[:14]}……"


SITE_RULES: tuple[Rule, ...] = (
    GatheringRule("report-again", gather_report, report_again),
    GatheringRule("paragraph-elsewhere", gather_report, paragraph_elsewhere),
    GatheringRule("event-two-dates", gather_report, event_dates),
)
