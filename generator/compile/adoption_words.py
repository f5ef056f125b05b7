"""What a 采用通报 says in sentences: which words of its outline, filled with which figures.

The words stand in `templates/caiyong-tongbao/outline.yaml`; here stands which of them are right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from generator.compile.figures.values import NO_DATA, change, change_in_points, percent, together
from generator.model.adoption import Adoption, Base, PublicationTally, Tally, UnitTally, summed
from generator.model.statistics import CHANGE, YEAR_CHANGE

UNCLASSED = "其他单位"
"""Units without a 类别."""
_FIRST, _AHEAD = 3, 2
"""Units of one class that are named as the first, and how many they have at least (house)."""
_BOTH = "升降"
WORDS = (
    *("概况", "概况没有采用", "概况没有报送", "概况都没有"),
    *("累计", "累计没有报送"),
    *("最多", "最多一个", "最多几个"),
    "没有可列的",
    *("一种刊物", "一种刊物有重复"),
    *("没有报送", "没有报送一类", "都报送了"),
)
"""Every name under 词句."""


@dataclass(frozen=True)
class Said:
    """Words by their name, with the figures that they alone have. `parts` are other words, which the figure
    `of_parts` holds, one after the other."""

    words: str
    figures: Mapping[str, str]
    of_parts: str = ""
    parts: tuple[Said, ...] = ()


def figures_of(adoption: Adoption) -> dict[str, str]:
    """Every figure that any words may name, as it is printed."""
    now, year = summed(one.now for one in adoption.units), summed(one.year for one in adoption.units)
    before, ago = adoption.before.tally, adoption.year_ago.tally
    changes = {
        "报送量": _changes(adoption, now.sent, before.sent, ago.sent),
        "采用量": _changes(adoption, now.used, before.used, ago.used),
        "采用率": _rate_changes(now, before, ago),
    }
    found = {
        "期间": adoption.name,
        "期间简称": adoption.label,
        "累计期间": adoption.year_label,
        "报送单位数": str(sum(bool(unit.now.sent) for unit in adoption.units)),
        "报送量": str(now.sent),
        "采用单位数": str(sum(bool(unit.now.used) for unit in adoption.units)),
        "采用量": str(now.used),
        "采用率": _rate(now),
        "累计报送量": str(year.sent),
        "累计采用量": str(year.used),
        "累计采用率": _rate(year),
        "没有报送单位数": str(sum(len(members) for _, members in silent_units(adoption))),
    }
    one_base = _days(adoption.before) == _days(adoption.year_ago)
    for name, told in changes.items():
        found |= {f"{name}.{word}": text for word, text in told}
        both = together(told, one_base=one_base)
        found[f"{name}.{_BOTH}"] = "，".join(f"{word}{text}" for word, text in both)
    return found


def opening(adoption: Adoption) -> tuple[Said, ...]:
    """What a 采用通报 begins with, a paragraph each."""
    now, year = summed(one.now for one in adoption.units), summed(one.year for one in adoption.units)
    first = {
        (True, True): "概况",
        (True, False): "概况没有采用",
        (False, True): "概况没有报送",
        (False, False): "概况都没有",
    }[bool(now.sent), bool(now.used)]
    paragraphs = [Said(first, {})]
    if adoption.year_label:
        paragraphs.append(Said("累计" if year.sent else "累计没有报送", {}))
    leading = tuple(_leaders(adoption))
    return (*paragraphs, Said("最多", {}, "采用最多", leading)) if leading else tuple(paragraphs)


def nothing() -> tuple[Said, ...]:
    """Instead of the table of units."""
    return (Said("没有可列的", {}),)


def one_publication(publication: PublicationTally, placed: int, first: int) -> tuple[Said, ...]:
    """What one publication printed it has printed for the first time, unless another had it before."""
    figures = {
        "刊物": publication.name,
        "期数": str(publication.issues),
        "篇数": str(placed),
        "首次采用量": str(first),
    }
    return (Said("一种刊物有重复" if first < placed else "一种刊物", figures),)


def silent(adoption: Adoption) -> tuple[Said, ...]:
    """Who sent nothing; nothing is said where nobody was asked."""
    groups = silent_units(adoption)
    if not groups:
        return (Said("都报送了", {}),) if any(unit.asked for unit in adoption.units) else ()
    told = (
        Said("没有报送一类", {"类别": name, "单位数": str(len(members)), "单位": "、".join(members)})
        for name, members in groups
    )
    return (Said("没有报送", {}), *told)


def silent_units(adoption: Adoption) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The units that were asked and sent nothing in the period, by class; classes of none left out."""
    groups = (
        (name or UNCLASSED, tuple(unit.name for unit in members if unit.asked and not unit.now.sent))
        for name, members in by_class(adoption)
    )
    return tuple((name, members) for name, members in groups if members)


def by_class(adoption: Adoption) -> Iterator[tuple[str, tuple[UnitTally, ...]]]:
    """The units of each class, in their order."""
    for name in adoption.classes:
        members = tuple(unit for unit in adoption.units if unit.unit_class == name)
        if members:
            yield name, members


def _changes(adoption: Adoption, now: int, before: int, ago: int) -> tuple[tuple[str, str], ...]:
    return (
        (CHANGE, change(now, before, covered=bool(adoption.before.tally))),
        (YEAR_CHANGE, change(now, ago, covered=bool(adoption.year_ago.tally))),
    )


def _rate_changes(now: Tally, before: Tally, ago: Tally) -> tuple[tuple[str, str], ...]:
    rate = _fraction(now)
    return (
        (CHANGE, change_in_points(rate, _fraction(before))),
        (YEAR_CHANGE, change_in_points(rate, _fraction(ago))),
    )


def _days(base: Base) -> tuple[object, object]:
    return base.first, base.last


def _fraction(tally: Tally) -> Fraction | None:
    return Fraction(tally.used, tally.sent) if tally.sent else None


def _rate(tally: Tally) -> str:
    return percent(tally.used, tally.sent, none=NO_DATA)


def _leaders(adoption: Adoption) -> Iterator[Said]:
    """Who is first, for each class of several units. Nobody is ahead where more than a few are, or where the
    first has a single one."""
    for name, members in by_class(adoption):
        most = max(unit.now.used for unit in members)
        first = [unit.name for unit in members if unit.now.used == most]
        if most >= _AHEAD and len(members) > 1 and len(first) <= _FIRST:
            figures = {"类别": name or UNCLASSED, "单位": "、".join(first), "篇数": str(most)}
            yield Said("最多几个" if len(first) > 1 else "最多一个", figures)
