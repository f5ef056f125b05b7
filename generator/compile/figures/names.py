"""Names of figures: `受理量`, `受理量.诉求类型.投诉.环比`, `问题分类.前三`. Names only, never expressions.

A name is a count or a rate, then up to two dimensions with a value each, then what is asked of it:

    受理量 . 来源渠道 . 来访 . 诉求类型 . 投诉 . 占比 . 环比
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.compile.figures.braces import placeholders, squeeze
from generator.diagnostics.near import nearest, question
from generator.model.request import DIMENSIONS, UNSAID
from generator.model.site import Site
from generator.model.statistics import CHANGE, COUNTS, DAILY, SHARE, YEAR_CHANGE, Statistics
from generator.model.unit import Units

THIS, LAST, YEAR_AGO, AS_OF = "本期", "上期", "同期", "截止时间"
"""Names that print a span of days, or the instant as of which the ledger was read."""
SPANS = (THIS, LAST, YEAR_AGO, AS_OF)
FLOOR = "满意率下限"

COMPARISONS = (CHANGE, YEAR_CHANGE, LAST, YEAR_AGO)
"""The change against the last period and against a year ago, and the numbers of those."""
BOTH = "升降"
"""Both changes with their names, as a sentence tells them: 环比上升8.3%，同比下降3.1%."""
_ENDINGS = (*COMPARISONS, BOTH)
RANKS: Mapping[str, int] = {
    f"前{written}": number
    for number, han in enumerate("二三四五六七八九十", 2)
    for written in (han, str(number))
}
"""`受理量.问题分类.前三`: the three largest with their numbers."""

MOST_PAIRS = 2
_OPERATORS = re.compile(r"[-+*/×÷=<>|%％()]")
_LISTED = 8


@dataclass(frozen=True, slots=True)
class Aliases:
    """What a site adds to the names: `values` are the values of a dimension in every way to write them (a
    unit by any of its names) → as they are printed; `constants` are names with a fixed text."""

    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FigureName:
    """A name taken apart. `pairs` are in the order of DIMENSIONS; `rank` is a dimension and how many."""

    head: str
    pairs: tuple[tuple[str, str], ...] = ()
    rank: tuple[str, int] | None = None
    share: bool = False
    comparison: str = ""

    def __str__(self) -> str:
        parts = [self.head, *(part for pair in self.pairs for part in pair)]
        if self.rank:
            parts += [self.rank[0], next(word for word, number in RANKS.items() if number == self.rank[1])]
        parts += [SHARE] if self.share else []
        parts += [self.comparison] if self.comparison else []
        return ".".join(parts)


@dataclass(frozen=True, slots=True)
class FigureError:
    """Why a name is none: code and data of the finding."""

    name: str
    code: str
    data: Mapping[str, str]


class _Wrong(Exception):
    """What is wrong with a name, and at which part of it."""

    def __init__(self, code: str, reason: str, before: str = "", part: str = "", after: str = "") -> None:
        super().__init__(code)
        self.code, self.reason = code, reason
        self.before, self.part, self.after = before, part, after
        self.candidates: Mapping[str, str] = {}
        """What could have stood there: as it is written → what it stands for in a name."""
        self.listed: tuple[str, ...] = ()
        """What is told where nothing is near; the candidates without it."""


def aliases_of(site: Site, units: Units, floor: int | None = None) -> Aliases:
    """The values that a site declares, also those that no request of the period has. `floor` is the
    满意率下限 that a final issue keeps."""
    words = site.vocabularies
    own = {unit.short_name or unit.name: unit for unit in units.all}
    names = {name: label for label, unit in own.items() for name in (unit.name, *unit.former_names, label)}
    listed = {
        "诉求类型": words.types,
        "来源渠道": words.channels,
        "问题分类": words.categories,
        "服务对象": words.parties,
        "属地": (),
        "单位类别": words.unit_classes,
    }
    values = {dimension: {value: value for value in known} for dimension, known in listed.items()}
    limit = site.satisfaction_floor if floor is None else floor
    return Aliases({**values, "承办单位": names}, {FLOOR: f"{limit}%"})


def heads_of(statistics: Statistics) -> tuple[str, ...]:
    """What can be counted or divided."""
    return (*COUNTS, DAILY, *statistics.rates)


def needed_pairs(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The crossings that the names in these texts ask for, dimensions in the order of DIMENSIONS."""
    order = list(DIMENSIONS)
    found = set()
    for text in texts:
        for name, _ in placeholders(text):
            dimensions = {part for part in squeeze(name).split(".") if part in DIMENSIONS}
            if len(dimensions) == MOST_PAIRS:
                first, second = sorted(dimensions, key=order.index)
                found.add((first, second))
    return frozenset(found)


def parse_name(text: str, statistics: Statistics, aliases: Aliases) -> FigureName | FigureError:
    """The parts of a name, or why it is none."""
    try:
        return _parse(squeeze(text), statistics, aliases)
    except _Wrong as wrong:
        return _error(text, wrong, statistics, aliases)


def _parse(key: str, statistics: Statistics, aliases: Aliases) -> FigureName:
    fixed = (*SPANS, *aliases.constants)
    heads = heads_of(statistics)
    if key.endswith("."):
        wrong = _Wrong("figure-unknown", "，最后多了一个点", part=key)
        wrong.candidates = {key: key.rstrip(".")}
        raise wrong
    head = _longest(key, (*fixed, *heads))
    if head is None:
        raise _unknown_head(key, heads, statistics, aliases)
    rest = key[len(head) + 1 :]
    if head in fixed and rest:
        raise _Wrong("figure-misplaced", f"“{head}”后面什么也不用写", part=rest)
    name = FigureName(head)
    while rest:
        before = key[: len(key) - len(rest)]
        name, rest = _next_part(name, rest, before, statistics, aliases)
    return name


def _next_part(
    name: FigureName, rest: str, before: str, statistics: Statistics, aliases: Aliases
) -> tuple[FigureName, str]:
    """The name with its next part, and what is left of the text."""
    word = _longest(rest, (*DIMENSIONS, SHARE, *_ENDINGS))
    if word is None:
        raise _unknown_part(name, rest, before, statistics, aliases)
    after = rest[len(word) + 1 :]
    if name.comparison or name.rank or (name.share and word not in _ENDINGS):
        last = name.comparison or (f"前{name.rank[1]}" if name.rank else SHARE)
        raise _Wrong("figure-misplaced", f"“{last}”后面不能再写", part=word)
    if word in _ENDINGS:
        return FigureName(name.head, name.pairs, None, name.share, word), after
    if word == SHARE:
        _check_share(name, statistics)
        return FigureName(name.head, name.pairs, None, True), after
    return _value(name, word, after, f"{before}{word}.", statistics, aliases)


def _check_share(name: FigureName, statistics: Statistics) -> None:
    if name.head in statistics.rates or name.head == DAILY:
        raise _Wrong("figure-misplaced", "只有件数才有占比", part=SHARE)
    if not name.pairs:
        raise _Wrong(
            "figure-misplaced", f"先写是哪一项的占比，例如“{name.head}.诉求类型.投诉.占比”", part=SHARE
        )


def _value(
    name: FigureName, dimension: str, rest: str, before: str, statistics: Statistics, aliases: Aliases
) -> tuple[FigureName, str]:
    """The name with a value of `dimension`, or with how many of the largest."""
    values = values_of(dimension, statistics, aliases)
    if not rest:
        wrong = _Wrong("figure-incomplete", "", part=dimension)
        wrong.candidates = values
        raise wrong
    if dimension in dict(name.pairs) or len(name.pairs) == MOST_PAIRS:
        why = "写了两次" if dimension in dict(name.pairs) else f"是第三个分项，最多写{MOST_PAIRS}个"
        raise _Wrong("figure-misplaced", f"“{dimension}”{why}", part=dimension)
    written = _longest(rest, values)
    if written is not None:
        pairs = sorted([*name.pairs, (dimension, values[written])], key=lambda pair: _ORDER[pair[0]])
        return FigureName(name.head, tuple(pairs)), rest[len(written) + 1 :]
    rank = _longest(rest, RANKS)
    if rank is None:
        wrong = _at(rest, before, f"，“{dimension}”里没有")
        wrong.candidates = values
        raise wrong
    if name.head in statistics.rates or name.head == DAILY:
        raise _Wrong("figure-misplaced", "只有件数才能排出前几位", part=rank)
    return FigureName(name.head, name.pairs, (dimension, RANKS[rank])), rest[len(rank) + 1 :]


_ORDER = {dimension: number for number, dimension in enumerate(DIMENSIONS)}


def values_of(dimension: str, statistics: Statistics, aliases: Aliases) -> dict[str, str]:
    """Every way to write a value of a dimension, as names are compared → as it is printed."""
    known = {squeeze(value): label for value, label in aliases.values.get(dimension, {}).items()}
    printed = (*statistics.values.get(dimension, ()), UNSAID)
    return {**known, **{squeeze(value): value for value in printed}}


def _longest(text: str, candidates: Iterable[str]) -> str | None:
    """The longest candidate that `text` begins with, up to a dot or the end: values may hold dots."""
    found = [one for one in candidates if one and (text == one or text.startswith(f"{one}."))]
    return max(found, key=len, default=None)


def _at(rest: str, before: str, reason: str) -> _Wrong:
    part, _, after = rest.partition(".")
    return _Wrong("figure-unknown", f"{reason}“{part}”" if reason else "", before, part, after)


def _unknown_head(key: str, heads: tuple[str, ...], statistics: Statistics, aliases: Aliases) -> _Wrong:
    wrong = _at(key, "", "")
    names = (*heads, *SPANS, *aliases.constants)
    wrong.listed = names
    wrong.candidates = {name: name for name in names}
    if not nearest(wrong.part, names):
        # A name that begins with its second part: 投诉, 诉求类型.投诉, 环比.
        first = {word: f"{heads[0]}.{word}" for word in (*DIMENSIONS, *_ENDINGS)}
        wrong.candidates = {**_values_by_dimension(heads[0], statistics, aliases), **first}
    return wrong


def _unknown_part(
    name: FigureName, rest: str, before: str, statistics: Statistics, aliases: Aliases
) -> _Wrong:
    wrong = _at(rest, before, "，不认识")
    wrong.listed = (*DIMENSIONS, SHARE, *_ENDINGS)
    words = {word: word for word in (*DIMENSIONS, SHARE, *_ENDINGS)}
    values = _values_by_dimension("", statistics, aliases)
    wrong.candidates = values if wrong.part in values else {**values, **words}
    return wrong


def _values_by_dimension(head: str, statistics: Statistics, aliases: Aliases) -> dict[str, str]:
    """Values with the dimension before them, for names that leave it out."""
    lead = f"{head}." if head else ""
    return {
        written: f"{lead}{dimension}.{label}"
        for dimension in reversed(tuple(DIMENSIONS))
        for written, label in values_of(dimension, statistics, aliases).items()
    }


def _error(text: str, wrong: _Wrong, statistics: Statistics, aliases: Aliases) -> FigureError:
    name = " ".join(text.split())
    if wrong.code == "figure-misplaced":
        return FigureError(name, wrong.code, {"name": name, "part": wrong.part, "reason": wrong.reason})
    if wrong.code == "figure-incomplete":
        data = {"name": name, "part": wrong.part, "near": _listing(wrong)}
        return FigureError(name, wrong.code, data)
    near = _near(wrong, statistics, aliases)
    if _OPERATORS.search(text) and not (near and wrong.before):
        return FigureError(name, "figure-expression", {"name": name})
    hint = question(f"{{{{{one}}}}}" for one in near) if near else _listing(wrong)
    return FigureError(name, wrong.code, {"name": name, "reason": wrong.reason, "near": hint})


def _near(wrong: _Wrong, statistics: Statistics, aliases: Aliases) -> list[str]:
    """Whole names that the editor may have meant: the wrong part replaced, the others kept if they fit."""
    found: list[str] = []
    exact = [wrong.part] if wrong.part in wrong.candidates else []
    for candidate in exact or nearest(wrong.part, wrong.candidates):
        start = f"{wrong.before}{wrong.candidates[candidate]}"
        for name in (f"{start}.{wrong.after}" if wrong.after else start, start):
            if _is_name(name, statistics, aliases):
                found.append(name)
                break
    return list(dict.fromkeys(found))


def _is_name(text: str, statistics: Statistics, aliases: Aliases) -> bool:
    try:
        _parse(squeeze(text), statistics, aliases)
    except _Wrong:
        return False
    return True


def _listing(wrong: _Wrong) -> str:
    names = wrong.listed or tuple(dict.fromkeys(wrong.candidates.values()))
    listed = "、".join(names[:_LISTED])
    return f"可以写的有：{listed}{'等' if len(names) > _LISTED else ''}"
