"""Units of the city and the register that finds one by any of its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.model.record import Record, key
from generator.model.types import Count, Text, Texts


class Unit(Record):
    """One entry of units.yaml."""

    name: Text = key("名称", example="市教育局")
    short_name: Text = key("简称", "")
    unit_class: Text = key("类别", "", alias="class", example="市直")
    copies: Count = key("份数", 1, example="2")
    email: Text = key("邮箱", "")
    contact: Text = key("联系人", "")
    former_names: Texts = key("曾用名", (), example="[市教委]")


class Units:
    """All units, in the order of the file, found by name, short name or former name."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.all: tuple[Unit, ...] = tuple(units)
        self._by_name: Mapping[str, Unit] = {name: unit for unit in self.all for name in names_of(unit)}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Units) and other.all == self.all

    def __hash__(self) -> int:
        return hash(self.all)

    def find(self, name: str) -> Unit | None:
        return self._by_name.get(name)

    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    def of_class(self, unit_class: str) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.all if unit.unit_class == unit_class)


def names_of(unit: Unit) -> tuple[str, ...]:
    return tuple(name for name in (unit.name, unit.short_name, *unit.former_names) if name)
