"""Sentences read for the figures that they tell: clause by clause, with what the ones before have settled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.compile.figures import wording
from generator.compile.figures.clauses import Clause, Paragraph
from generator.compile.figures.compare import Told
from generator.compile.figures.figure import is_computed
from generator.compile.figures.names import MOST_PAIRS, FigureName
from generator.compile.figures.values import RECEIVED
from generator.compile.figures.wording import VALUE
from generator.model.request import DIMENSIONS
from generator.model.statistics import CHANGE, COUNTS, DAILY, YEAR_CHANGE, Statistics

Pair = tuple[str, str]
Pairs = tuple[Pair, ...]

_ORGANS = frozenset({"承办单位", "单位类别", "属地"})
"""Dimensions whose values act: what follows in the paragraph is about them."""
_ORDER = {dimension: number for number, dimension in enumerate(DIMENSIONS)}
_NEW_TEXT = frozenset({"按语", "note"})


@dataclass(frozen=True)
class Words:
    """What is looked for, made once for a text."""

    this: re.Pattern[str]
    compared: re.Pattern[str]
    named: re.Pattern[str]
    values: re.Pattern[str] | None
    meaning: Mapping[str, frozenset[Pair]]


@dataclass
class _State:
    """What the sentence so far has settled. `subject` is what it is about: () for all requests, None where
    that is not certain, with `organ` until the paragraph ends or all are named."""

    timely: bool
    subject: Pairs | None
    organ: bool = False
    anchored: bool = False
    dated: bool = False
    whole: bool = False
    heads: tuple[str, ...] = ()
    last: tuple[FigureName, ...] = ()
    parent: Pairs = ()
    values: list[Pair | None] = field(default_factory=list)


class Reader:
    """Reads paragraph after paragraph; of a heading it keeps whether those below are about all requests."""

    def __init__(self, statistics: Statistics, words: Words, *, report: bool) -> None:
        self._statistics = statistics
        self._words = words
        self._report = report
        self._base: Pairs | None = None if report else ()

    def read(self, paragraph: Paragraph) -> Iterator[Told]:
        """What a paragraph tells for certain about this period, each number once."""
        if paragraph.heading or paragraph.key in _NEW_TEXT:
            self._base = None if self._report else ()
        if paragraph.heading:
            text = "".join(clause.text for clause in paragraph.clauses)
            if not wording.ALL.search(text) and self._names_organ(text):
                self._base = None
            return
        state = _State(timely=not self._report, subject=self._base, organ=self._base is None)
        for clause in paragraph.clauses:
            yield from self._clause(clause, state)

    def _clause(self, clause: Clause, state: _State) -> Iterator[Told]:
        _begin(clause, state)
        written = clause.text
        clause = self._settle(clause, state)
        found = self._forms(clause, state)
        if found is None:
            if not wording.HARMLESS.fullmatch(clause.text):
                self._lose(written, state)
            return
        if state.timely and state.subject is not None and ((state.whole and state.dated) or not self._report):
            yield from found

    def _settle(self, clause: Clause, state: _State) -> Clause:
        """The clause with what says when and of whom taken out, and names of values as one character."""
        if match := self._words.compared.search(clause.text):
            clause = clause.replaced(match, YEAR_CHANGE if match["year"] else CHANGE)
        if match := self._words.this.search(clause.text):
            clause = clause.replaced(match, "")
            state.timely = state.anchored = state.dated = True
            state.subject = state.subject if state.organ else (state.subject or ())
        if wording.ALL.search(clause.text):
            state.subject, state.organ, state.whole = (), False, True
        while match := wording.WHOLE.search(clause.text):
            clause = clause.replaced(match, "")
        if wording.other_time(clause.text):
            state.timely = False
        state.values = []
        while self._words.values and (match := self._words.values.search(clause.text)):
            meanings = self._words.meaning[match[0]]
            state.values.append(next(iter(meanings)) if len(meanings) == 1 else None)
            clause = clause.replaced(match, VALUE)
        return clause

    def _names_organ(self, text: str) -> bool:
        values = self._words.values.findall(text) if self._words.values else []
        named = {dimension for value in values for dimension, _ in self._words.meaning[value]}
        return bool(named & _ORGANS) or wording.ORGAN.search(text) is not None

    def _lose(self, written: str, state: _State) -> None:
        """A clause of no known form: what follows may be about something else."""
        state.last = ()
        if self._names_organ(written):
            state.subject, state.organ = None, True
        elif not state.anchored or wording.SPECIAL.search(written):
            state.subject = None

    def _forms(self, clause: Clause, state: _State) -> list[Told] | None:
        """What the clause tells; None if it has none of the forms."""
        if None in state.values or clause.is_quoted:
            return None
        for read in (self._counted, self._named, self._valued, self._of_last):
            result = read(clause, state)
            if result is not None:
                return result
        return None

    def _counted(self, clause: Clause, state: _State) -> list[Told] | None:
        match = wording.COUNTED.match(clause.text)
        if match is None or "." in match["number"]:
            return None
        own = _own_pairs(state)
        if own is None:
            return None
        heads = wording.VERBS[match["verb"]]
        pairs = _merged(state.subject or (), own)
        if match["subject"] and own[0][0] in _ORGANS:
            state.subject, state.organ = own[:1], True
            pairs = _merged((), own)
        readings = [FigureName(head, pairs) for head in heads]
        if state.parent and not own:
            readings += [FigureName(head, _merged(state.parent, pairs)) for head in heads]
        state.heads = tuple(dict.fromkeys((*state.heads, *heads)))
        state.parent = own if own and own[0][0] not in _ORGANS else state.parent
        return self._with_rest(clause, match, readings, state)

    def _named(self, clause: Clause, state: _State) -> list[Told] | None:
        match = self._words.named.match(clause.text)
        own = _own_pairs(state)
        if match is None or own is None:
            return None
        head = wording.SYNONYMS.get(match["name"], match["name"])
        if match["name"] == "日均" and state.heads != (RECEIVED,):
            return None
        is_rate = head in self._statistics.rates
        heads = wording.NAMED.get(head, (head,))
        readings = [FigureName(one, _merged(state.subject or (), own)) for one in heads]
        if state.parent and not own:
            readings += [FigureName(one, state.parent) for one in heads]
        if match["told"] is None:
            state.last = self._known(readings)
            if wording.CHANGED.fullmatch(clause.text, match.end()) is None:
                return None
            return self._changed(clause, match.end(), state)
        if is_rate != (match["unit"] == "%") or ("." in match["number"] and head in COUNTS):
            return None
        if head in COUNTS:
            state.heads = tuple(dict.fromkeys((*state.heads, *heads)))
        told = self._with_rest(clause, match, readings, state)
        if head == DAILY and state.last:
            # 环比 after a mean may be the mean's or the number's; months have days of their own.
            state.last += self._known([FigureName(RECEIVED, state.last[0].pairs)])
        return told

    def _valued(self, clause: Clause, state: _State) -> list[Told] | None:
        match = wording.VALUED.match(clause.text)
        own = _own_pairs(state)
        if match is None or own is None or "." in match["number"]:
            return None
        if match["within"] and state.last and state.last[0].pairs:
            state.parent = state.last[0].pairs
        elif match["within"]:
            state.parent = ()
        readings = [FigureName(head, _merged(state.subject or (), own)) for head in state.heads]
        if state.parent:
            readings += [FigureName(head, _merged(state.parent, own)) for head in state.heads]
        return self._with_rest(clause, match, readings, state)

    def _of_last(self, clause: Clause, state: _State) -> list[Told] | None:
        """A share or a change, of what was told just before or of a value that stands before it."""
        own = wording.VALUE_ALONE.match(clause.text)
        if own is not None:
            return self._of_value(clause, own.end(), state)
        if wording.CHANGED.fullmatch(clause.text):
            return self._changed(clause, 0, state)
        if wording.SHARED.fullmatch(clause.text):
            return self._shared(clause, 0, state)
        if "看" in clause.text and wording.HARMLESS.fullmatch(clause.text):
            state.heads = state.heads or (RECEIVED,)
            return []
        return None

    def _of_value(self, clause: Clause, start: int, state: _State) -> list[Told] | None:
        pairs = _own_pairs(state)
        if pairs is None:
            return None
        state.last = self._known([FigureName(RECEIVED, _merged(state.subject or (), pairs))])
        if wording.CHANGED.fullmatch(clause.text, start):
            return self._changed(clause, start, state)
        if wording.SHARED.fullmatch(clause.text, start) and state.heads == (RECEIVED,):
            return self._shared(clause, start, state)
        return None

    def _with_rest(
        self, clause: Clause, match: re.Match[str], readings: Iterable[FigureName], state: _State
    ) -> list[Told] | None:
        """What a form tells, with a share or a change that follows it in the same clause."""
        names = self._known(readings)
        state.last = names
        told = [_told(clause, match, names)] if names else []
        if match.end() == len(clause.text):
            return told
        if wording.SHARED.fullmatch(clause.text, match.end()):
            return told + self._shared(clause, match.end(), state)
        if wording.CHANGED.fullmatch(clause.text, match.end()):
            return told + self._changed(clause, match.end(), state)
        return None

    def _shared(self, clause: Clause, start: int, state: _State) -> list[Told]:
        match = wording.SHARED.fullmatch(clause.text, start)
        names = tuple(
            replace(name, share=True)
            for name in state.last
            if name.head == RECEIVED and len(name.pairs) == 1 and not name.share
        )
        complete = bool(names) and len(names) == len(state.last)
        state.last = names if complete else ()
        return [_told(clause, match, names)] if match and complete else []

    def _changed(self, clause: Clause, start: int, state: _State) -> list[Told]:
        match = wording.CHANGED.fullmatch(clause.text, start)
        if match is None or not state.last:
            return []
        comparison = CHANGE if match["base"] == CHANGE else YEAR_CHANGE
        names = tuple(replace(name, comparison=comparison) for name in state.last)
        way = None if match["same"] else match["way"] in wording.UP
        unit = match["unit"] or ""
        return [
            Told(
                *clause.at[match.start("base")],
                match[0][match.start("base") - match.start() :],
                match["number"] or "0",
                unit,
                names,
                way,
                bool(match["same"]),
            )
        ]

    def _known(self, readings: Iterable[FigureName]) -> tuple[FigureName, ...]:
        """The readings, if every one of them can be looked up; else none: the right one may be missing."""
        names = tuple(dict.fromkeys(readings))
        known = all(len(name.pairs) <= MOST_PAIRS and is_computed(name, self._statistics) for name in names)
        return names if known else ()


def _begin(clause: Clause, state: _State) -> None:
    if clause.begins_sentence:
        state.heads, state.dated, state.whole = (), False, False
    if clause.begins_item:
        state.last, state.parent = (), ()


def _own_pairs(state: _State) -> Pairs | None:
    """The values that a clause names; None where two are of one dimension."""
    pairs = tuple(pair for pair in state.values if pair is not None)
    return pairs if len({dimension for dimension, _ in pairs}) == len(pairs) else None


def _merged(outer: Pairs, own: Pairs) -> Pairs:
    """The values of a crossing; a value of the same dimension takes the outer one's place."""
    pairs = {**dict(outer), **dict(own)}
    return tuple(sorted(pairs.items(), key=lambda pair: _ORDER[pair[0]]))


def _told(clause: Clause, match: re.Match[str], names: tuple[FigureName, ...]) -> Told:
    written = match[0][match.start("number") - match.start() :]
    unit = match["unit"]
    shown = written[: written.index(unit) + len(unit)]
    return Told(*clause.at[match.start("number")], shown, match["number"], unit, names)
