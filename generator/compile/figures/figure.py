"""One figure by its name: value, printed text and definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from generator.compile.figures.names import (
    AS_OF,
    BOTH,
    LAST,
    SPANS,
    THIS,
    YEAR_AGO,
    Aliases,
    FigureError,
    FigureName,
    parse_name,
)
from generator.compile.figures.values import (
    NO_DATA,
    RECEIVED,
    Which,
    as_of_text,
    cell,
    change,
    change_in_points,
    count,
    daily,
    fraction,
    has_one_base,
    is_covered,
    percent,
    rate_definition,
    span_text,
    together,
)
from generator.model.request import UNSAID
from generator.model.statistics import (
    CHANGE,
    COUNTS,
    DAILY,
    NO_BASE,
    YEAR_CHANGE,
    Counts,
    Span,
    Statistics,
)

Value = int | Fraction | None

_BASES: Mapping[str, Which] = {
    "": "now",
    CHANGE: "before",
    LAST: "before",
    YEAR_CHANGE: "year_ago",
    YEAR_AGO: "year_ago",
}
_SPAN_OF: Mapping[str, tuple[Which, str]] = {
    THIS: ("now", "报道期间"),
    LAST: ("before", "报道期间的上一期"),
    YEAR_AGO: ("year_ago", "报道期间的上年同期"),
}
_CHANGES = (CHANGE, YEAR_CHANGE)
_KINDS: Mapping[str, str] = {
    CHANGE: "与上期（{span}）相比",
    YEAR_CHANGE: "与上年同期（{span}）相比",
    LAST: "上期（{span}）的数",
    YEAR_AGO: "上年同期（{span}）的数",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is exact: a count, a part of one for rates, shares and changes of counts (0.25 for 25%), a
    difference of rates; None for what has no number. `text` is what `{{name}}` prints."""

    name: str
    value: Value
    text: str
    definition: str


def figure(statistics: Statistics, name: str, aliases: Aliases | None = None) -> Figure | FigureError:
    """The figure that a name in a text means, or why there is none."""
    aliases = aliases or Aliases()
    parsed = parse_name(name, statistics, aliases)
    if isinstance(parsed, FigureError):
        return parsed
    if parsed.head in aliases.constants:
        return Figure(parsed.head, None, aliases.constants[parsed.head], "site.yaml 里写的“满意率下限”")
    if not is_computed(parsed, statistics):
        return FigureError(name, "figure-not-recorded", {"name": str(parsed)})
    return figure_of(statistics, parsed)


def figure_of(statistics: Statistics, name: FigureName) -> Figure:
    """The figure of a name that is known to be one."""
    if name.head in SPANS:
        return _span_figure(statistics, name.head)
    if name.comparison == BOTH:
        value, text = None, _both(statistics, name)
    elif name.rank:
        value, text = _ranked(statistics, name)
    elif name.share:
        value, text = _share(statistics, name)
    elif name.head in statistics.rates:
        value, text = _rate(statistics, name)
    else:
        value, text = _count(statistics, name)
    return Figure(str(name), value, text, _definition(statistics, name))


def is_computed(name: FigureName, statistics: Statistics) -> bool:
    """Whether a crossing was counted at all; a record of a final issue holds those of its day."""
    dimensions = [dimension for dimension, _ in name.pairs] + ([name.rank[0]] if name.rank else [])
    if len(dimensions) < 2 or not _stock(statistics):
        return True
    first, second = dimensions
    return any(
        (path.startswith(f"{first}.") and f".{second}." in path)
        or (path.startswith(f"{second}.") and f".{first}." in path)
        for path in statistics.cells
    )


def _stock(statistics: Statistics) -> bool:
    """Whether anything was counted: of nothing every crossing is known."""
    whole = cell(statistics)
    return any(any(mapping.values()) for mapping in (whole.now, whole.before, whole.year_ago))


def _base(name: FigureName) -> Which:
    return _BASES[name.comparison]


def _is_change(name: FigureName) -> bool:
    return name.comparison not in ("", LAST, YEAR_AGO)


def _count(statistics: Statistics, name: FigureName) -> tuple[Value, str]:
    which = _base(name)
    counts = cell(statistics, *name.pairs)
    if _is_change(name):
        now, before = _number(statistics, name, counts, "now"), _number(statistics, name, counts, which)
        covered = is_covered(statistics, which)
        text = change(now, before, covered=covered)
        same = Fraction(0) if covered and now == before else None
        return (Fraction(now - before) / before if before else same), text
    if not is_covered(statistics, which):
        return None, NO_BASE
    value = _number(statistics, name, counts, which)
    if name.head == DAILY:
        return value, daily(count(counts, RECEIVED, which), _span(statistics, which).days)
    return value, str(value)


def _number(statistics: Statistics, name: FigureName, counts: Counts, which: Which) -> int | Fraction:
    if name.head == DAILY:
        return Fraction(count(counts, RECEIVED, which), _span(statistics, which).days)
    return count(counts, name.head, which)


def _rate(statistics: Statistics, name: FigureName) -> tuple[Value, str]:
    rule = statistics.rates[name.head]
    counts = cell(statistics, *name.pairs)
    which = _base(name)
    value = fraction(counts, rule, which)
    if _is_change(name):
        return _points(fraction(counts, rule), value)
    return value, _part_text(value, which)


def _share(statistics: Statistics, name: FigureName) -> tuple[Value, str]:
    """A count's part of the same count of all requests: the total that is printed."""
    which = _base(name)
    value = _share_in(statistics, name, which)
    if _is_change(name):
        return _points(_share_in(statistics, name, "now"), value)
    return value, _part_text(value, which)


def _share_in(statistics: Statistics, name: FigureName, which: Which) -> Fraction | None:
    whole = count(cell(statistics), name.head, which)
    return Fraction(count(cell(statistics, *name.pairs), name.head, which), whole) if whole else None


def _points(now: Fraction | None, before: Fraction | None) -> tuple[Value, str]:
    value = None if now is None or before is None else now - before
    return value, change_in_points(now, before)


def _part_text(value: Fraction | None, which: Which) -> str:
    if value is None:
        return NO_DATA if which == "now" else NO_BASE
    return percent(value.numerator, value.denominator)


def _ranked(statistics: Statistics, name: FigureName) -> tuple[Value, str]:
    """`物业管理120件、道路交通80件、供暖60件`: as many as there are; of equals the first as they are listed.

    What is 未注明 is no matter that could lead.
    """
    assert name.rank is not None
    dimension, most = name.rank
    numbers = {
        value: count(cell(statistics, *name.pairs, (dimension, value)), name.head)
        for value in statistics.values.get(dimension, ())
        if value != UNSAID
    }
    first = sorted((value for value in numbers if numbers[value]), key=lambda value: -numbers[value])[:most]
    return None, "、".join(f"{value}{numbers[value]}件" for value in first) or NO_DATA


def _both(statistics: Statistics, name: FigureName) -> str:
    """`环比上升8.3%，同比下降3.1%`, `环比、同比暂无可比基期`: both changes with their names."""
    told = [(base, figure_of(statistics, replace(name, comparison=base)).text) for base in _CHANGES]
    return "，".join(base + text for base, text in together(told, one_base=has_one_base(statistics)))


def _span(statistics: Statistics, which: Which) -> Span:
    return {"now": statistics.span, "before": statistics.before, "year_ago": statistics.year_ago}[which]


def _span_figure(statistics: Statistics, name: str) -> Figure:
    year = statistics.span.last.year
    if name == AS_OF:
        return Figure(name, None, as_of_text(statistics.span, year), "台账统计到这个时刻为止")
    which, what = _SPAN_OF[name]
    span = _span(statistics, which)
    return Figure(name, None, span_text(span, year), f"{what}，共{span.days}天")


def _definition(statistics: Statistics, name: FigureName) -> str:
    """In words: what is counted, of which requests, against what."""
    rule = statistics.rates.get(name.head)
    if name.share:
        text = f"{name.head}占全部{name.head}的比例"
    elif rule:
        text = rate_definition(name.head, rule)
    elif name.head == DAILY:
        text = f"受理量÷天数（{_span(statistics, 'now').days}天）"
    else:
        text = COUNTS[name.head]
    parts = [text, *(f"{dimension}为{value}的" for dimension, value in name.pairs)]
    if name.rank:
        parts.append(f"按{name.rank[0]}从多到少的前{name.rank[1]}项")
    if name.comparison == BOTH:
        spans = [span_text(_span(statistics, _BASES[one]), statistics.span.last.year) for one in _CHANGES]
        parts.append(f"与上期（{spans[0]}）、与上年同期（{spans[1]}）相比")
    elif name.comparison:
        span = span_text(_span(statistics, _base(name)), statistics.span.last.year)
        parts.append(_KINDS[name.comparison].format(span=span))
    return "；".join(parts)
