"""Rules about numbers and dates (GB/T 15835-2011)."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.numbers import bases, compared, forms, missing, mixed, percent, ranges, said, units

RULES: tuple[Rule, ...] = (
    *ranges.RULES,
    *mixed.RULES,
    *forms.RULES,
    *units.RULES,
    *percent.RULES,
    *missing.RULES,
    *bases.RULES,
    *compared.RULES,
    *said.RULES,
)
