"""Rules about dates and times."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.dates import calendar, forms, times, years

RULES: tuple[Rule, ...] = (
    *calendar.RULES,
    *times.RULES,
    *forms.RULES,
    *years.RULES,
)
