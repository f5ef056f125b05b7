"""The same event told in two reports with different figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.figures.amounts import DIGIT, amounts
from generator.check.rules.figures.clauses import Clause, clauses_differ, clauses_of
from generator.check.rules.figures.told import Told, phrase_of
from generator.model.content import LoadedReport
from generator.model.prose import FIGURE, HEADS, ITEM, PARAGRAPH, Block, Document

_DIGITS = pattern(r"\d+(?:[.,]\d+)*")
_SENTENCE = pattern(r"[^。！？；\n]{12,200}[。！？；]")
_DAYS = 3
"""Between the dates of two reports of one event, at most."""
_SURE = 4
"""Figures of a sentence that stands in reports of two units."""
_MOST = 4
"""Reports in which a sentence with other figures may stand; more are a form that is filled in anew."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """What a report tells: its sentences with their figures masked, each with its place, its events, and the
    figures that a clause leads up to in many words."""

    sentences: tuple[tuple[str, Block, int, int], ...]
    events: tuple[str, ...]
    clauses: tuple[Clause, ...]


def telling(document: Document, office: Office) -> _Telling | None:
    if document.kind != "report":
        return None
    found: list[tuple[str, Block, int, int]] = []
    for block in document.of(PARAGRAPH, ITEM):
        if not DIGIT.search(block.text) or FIGURE in block.text:
            continue
        text = block.text
        for match in _SENTENCE.finditer(text):
            start, end = match.span()
            first = _DIGITS.search(text, start, end)
            if first and DIGIT.search(text, first.end(), end):
                found.append((_DIGITS.sub("0", match[0]), block, start, end))
    return _Telling(tuple(found), tuple(sorted(_names_of_events(document))), clauses_of(document))


def reports_differ(prose: Prose, gathered: Sequence[tuple[Document, _Telling | None]]) -> Iterator[Found]:
    """A sentence of two reports of one event that is the same but for its figures."""
    reports = prose.content.reports
    first: dict[str, tuple[str, Block, int, int]] = {}
    more: dict[str, list[tuple[str, Block, int, int]]] = {}
    held: dict[str, list[Document]] = {}
    for document, own in gathered:
        if own is None or document.key not in reports:
            continue
        for masked, block, start, end in own.sentences:
            place = (document.key, block, start, end)
            before = first.setdefault(masked, place)
            if before is not place:
                more.setdefault(masked, [before]).append(place)
        for name in own.events:
            held.setdefault(name, []).append(document)
    told: set[tuple[int, int]] = set()
    for places in more.values():
        if len(places) <= _MOST:
            for block, hit in _pairs(places, reports):
                told.add((id(block), hit.start))
                yield block, hit
    led = [(document, own.clauses) for document, own in gathered if own and document.key in reports]
    for block, hit in (*clauses_differ(prose, led), *events_differ(prose, held)):
        if (id(block), hit.start) not in told:
            told.add((id(block), hit.start))
            yield block, hit


def _pairs(places: list[tuple[str, Block, int, int]], reports: Mapping[str, LoadedReport]) -> Iterator[Found]:
    first_key, first, first_start, first_end = places[0]
    base = reports[first_key].front.record
    for key, block, start, end in places[1:]:
        other = reports[key].front.record
        if key == first_key or abs((other.date - base.date).days) > _DAYS:
            continue
        figures = _DIGITS.findall(first.text[first_start:first_end])
        own = list(_DIGITS.finditer(block.text, start, end))
        differing = [(one, two) for one, two in zip(figures, own, strict=True) if one != two[0]]
        # With most figures other, or of another unit, it is another event told in the same form.
        if len(differing) != 1 or (other.unit != base.unit and len(figures) < _SURE):
            continue
        one, two = differing[0]
        words = {"second": two[0], "first": one, "file": first.file, "title": base.title.replace("\\", "")}
        yield block, Hit(two.start(), two.end(), words)


_EVENT = pattern(
    # The first character of each comes first, so that a search is quick.
    r"[动推座现启部培大仪听恳演运招](?:(?<=动)员会|(?<=推)进会|(?<=座)谈会|(?<=现)场会|(?<=启)动会|(?<=部)署会|(?<=培)训[会班]|(?<=大)会|(?<=仪)式"
    r"|(?<=听)证会|(?<=恳)谈会|(?<=演)练|(?<=运)动会|(?<=招)聘会)"
)
_NAMED = pattern(r"[\u4e00-\u9fff]{4,18}$")
_LONGEST_EVENT = 14
_WHO_HELD = pattern(r".*(?:召开|举办|举行|启动|开展|参加|参与|全市|全县|全区|了|的)")
_SHORTEST_EVENT = 6


def events_differ(prose: Prose, held: Mapping[str, Sequence[Document]]) -> Iterator[Found]:
    """参加座谈会的有120人, and in another report of the same meeting 参加座谈会的有210人. `held`: the
    reports that tell of an event, by its name."""
    done: set[tuple[str, str]] = set()
    for documents in held.values():
        if not 2 <= len(documents) <= _MOST:
            continue
        for place, second in enumerate(documents):
            for first in documents[:place]:
                days = [prose.content.reports[one.key].front.record.date for one in (first, second)]
                if (first.key, second.key) in done or abs((days[1] - days[0]).days) > _DAYS:
                    continue
                done.add((first.key, second.key))
                title = prose.content.reports[first.key].front.record.title.replace("\\", "")
                words = {"file": first.file, "title": title}
                yield from _other_figures(_sole_figures(first), _sole_figures(second), words)


def _other_figures(
    before: Mapping[tuple[str, str], Told], own: Mapping[tuple[str, str], Told], other: Mapping[str, str]
) -> Iterator[Found]:
    for key in sorted(before.keys() & own.keys()):
        first, second = before[key], own[key]
        if abs(first.amount.value - second.amount.value) <= (first.amount.step + second.amount.step) / 2:
            continue
        if first.is_sure and second.is_sure and first.scope(frozenset()) == second.scope(frozenset()):
            words = {"second": second.amount.shown, "first": first.amount.shown, **other}
            yield second.block, Hit(second.amount.start, second.amount.end, words)


def _names_of_events(document: Document) -> set[str]:
    blocks = (block for block in document.of(*HEADS, PARAGRAPH) if block.has("会式班练"))
    found: list[str] = []
    for block in blocks:
        for match in _EVENT.finditer(block.text):
            named = _NAMED.search(block.text, max(0, match.start() - _LONGEST_EVENT), match.end())
            found += [_WHO_HELD.sub("", named[0])] if named else []
    return {name for name in found if len(name) >= _SHORTEST_EVENT}


def _sole_figures(document: Document) -> Mapping[tuple[str, str], Told]:
    """The figures of a report of which each is the only one of its kind."""
    found: dict[tuple[str, str], list[Told]] = {}
    for order, block in enumerate(document.of(PARAGRAPH, ITEM)):
        for amount in amounts(block.text):
            phrase, begin = phrase_of(block.text, amount)
            if phrase:
                told = Told(block, order, amount, phrase, begin)
                found.setdefault((phrase, amount.unit), []).append(told)
    return {key: places[0] for key, places in found.items() if len(places) == 1}


REPORT_RULES: tuple[Rule, ...] = (GatheringRule("figure-reports-differ", telling, reports_differ),)
