"""Rules about units and people."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.names import (
    abolished,
    behind,
    leaders,
    offices,
    people,
    places,
    ranks,
    regions,
    twice,
    units,
)

RULES: tuple[Rule, ...] = (
    *units.RULES,
    *abolished.RULES,
    *offices.RULES,
    *places.RULES,
    *regions.RULES,
    *twice.RULES,
    *leaders.RULES,
    *ranks.RULES,
    *behind.RULES,
    *people.RULES,
)
