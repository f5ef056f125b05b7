"""单位索引: which unit's reports stand on which pages of a volume."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.unit import Units
from generator.volume.entries import Bound


@dataclass(frozen=True, slots=True)
class Row:
    """One unit with the ids of its articles, in the order of the volume."""

    name: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one class (单位类别); `name` is "" where no classes are told apart."""

    name: str
    rows: tuple[Row, ...]


def unit_index(issues: Iterable[Bound], units: Units) -> tuple[Group, ...]:
    """Units in the order of units.yaml, by class; those of no class come last, as 其他."""
    places: dict[str, list[str]] = {}
    for issue in issues:
        for entry in issue.entries:
            if entry.unit:
                places.setdefault(entry.unit, []).append(entry.id)
    classes = {unit.name: unit.unit_class for unit in units.all}
    groups: dict[str, list[Row]] = {}
    for name in (*(unit.name for unit in units.all), *places):
        if name in places:
            groups.setdefault(classes.get(name, ""), []).append(Row(name, tuple(places.pop(name))))
    return tuple(
        Group(_named(name, groups), tuple(groups[name])) for name in sorted(groups, key=lambda one: not one)
    )


def _named(unit_class: str, groups: dict[str, list[Row]]) -> str:
    return (unit_class or "其他") if len(groups) > 1 else ""
