"""Rules about units and people."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules import names_behind, names_leaders, names_people, names_places, names_units

RULES: tuple[Rule, ...] = (
    *names_units.RULES,
    *names_places.RULES,
    *names_leaders.RULES,
    *names_behind.RULES,
    *names_people.RULES,
)
