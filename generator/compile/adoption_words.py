"""The sentences of a 采用通报: how much was sent and used, against what, who is first, who sent nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.compile.figures.values import NO_DATA, change, change_in_points, percent, together
from generator.model.adoption import Adoption, Base, Tally, UnitTally, summed
from generator.model.statistics import CHANGE, YEAR_CHANGE

UNCLASSED = "其他单位"
"""Units without a 类别."""
_FIRST, _AHEAD = 3, 2
"""Units of one class that are named as the first, and how many they have at least (house)."""


def opening(adoption: Adoption) -> tuple[str, ...]:
    """The paragraphs that a 采用通报 begins with."""
    every = adoption.units
    now, year = summed(unit.now for unit in every), summed(unit.year for unit in every)
    paragraphs = [_of_period(adoption, now)]
    if adoption.year_label:
        told = f"{adoption.year_label}累计报送信息{year.sent}篇，采用{year.used}篇"
        paragraphs.append(f"{told}，采用率{_rate(year)}。" if year.sent else f"{told}。")
    leading = "；".join(_leaders(adoption))
    return (*paragraphs, f"本类单位中采用最多的：{leading}。") if leading else tuple(paragraphs)


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


def _of_period(adoption: Adoption, now: Tally) -> str:
    senders = sum(bool(unit.now.sent) for unit in adoption.units)
    users = sum(bool(unit.now.used) for unit in adoption.units)
    before, ago = adoption.before, adoption.year_ago
    sent = f"{senders}个单位报送信息{now.sent}篇" if now.sent else "没有单位报送信息"
    used = f"{users}个单位的{now.used}篇被采用" if now.used else "没有信息被采用"
    parts = [
        f"{sent}，{_changes(adoption, now.sent, before.tally.sent, ago.tally.sent)}",
        f"{used}，{_changes(adoption, now.used, before.tally.used, ago.tally.used)}",
    ]
    if now.sent:
        parts.append(f"采用率{_rate(now)}，{_rate_changes(adoption, now)}")
    return f"{adoption.name}，{'；'.join(parts)}。"


def _changes(adoption: Adoption, now: int, before: int, ago: int) -> str:
    told = (
        (CHANGE, change(now, before, covered=bool(adoption.before.tally))),
        (YEAR_CHANGE, change(now, ago, covered=bool(adoption.year_ago.tally))),
    )
    return _together(adoption, told)


def _rate_changes(adoption: Adoption, now: Tally) -> str:
    told = (
        (CHANGE, change_in_points(_fraction(now), _fraction(adoption.before.tally))),
        (YEAR_CHANGE, change_in_points(_fraction(now), _fraction(adoption.year_ago.tally))),
    )
    return _together(adoption, told)


def _together(adoption: Adoption, told: tuple[tuple[str, str], ...]) -> str:
    same_days = _days(adoption.before) == _days(adoption.year_ago)
    return "，".join(f"{name}{text}" for name, text in together(told, one_base=same_days))


def _days(base: Base) -> tuple[object, object]:
    return base.first, base.last


def _fraction(tally: Tally) -> Fraction | None:
    return Fraction(tally.used, tally.sent) if tally.sent else None


def _rate(tally: Tally) -> str:
    return percent(tally.used, tally.sent, none=NO_DATA)


def _leaders(adoption: Adoption) -> Iterator[str]:
    """`县市区为岫阳县、砚平市各3篇`, for each class of several units. Nobody is ahead where more than a few
    are, or where the first has a single one."""
    for name, members in by_class(adoption):
        most = max(unit.now.used for unit in members)
        first = [unit.name for unit in members if unit.now.used == most]
        if most >= _AHEAD and len(members) > 1 and len(first) <= _FIRST:
            yield f"{name or UNCLASSED}为{'、'.join(first)}{'各' if len(first) > 1 else ''}{most}篇"
