"""Rules about units and people."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules import (
    names_abolished,
    names_behind,
    names_leaders,
    names_offices,
    names_people,
    names_places,
    names_ranks,
    names_regions,
    names_twice,
    names_units,
)

RULES: tuple[Rule, ...] = (
    *names_units.RULES,
    *names_abolished.RULES,
    *names_offices.RULES,
    *names_places.RULES,
    *names_regions.RULES,
    *names_twice.RULES,
    *names_leaders.RULES,
    *names_ranks.RULES,
    *names_behind.RULES,
    *names_people.RULES,
)
