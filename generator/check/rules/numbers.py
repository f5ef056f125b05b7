"""Rules about numbers and dates (GB/T 15835-2011)."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules import (
    dates_calendar,
    dates_forms,
    dates_times,
    dates_years,
    numbers_bases,
    numbers_compared,
    numbers_forms,
    numbers_missing,
    numbers_mixed,
    numbers_percent,
    numbers_ranges,
    numbers_said,
    numbers_units,
)

RULES: tuple[Rule, ...] = (
    *numbers_ranges.RULES,
    *numbers_mixed.RULES,
    *numbers_forms.RULES,
    *numbers_units.RULES,
    *numbers_percent.RULES,
    *numbers_missing.RULES,
    *numbers_bases.RULES,
    *numbers_compared.RULES,
    *numbers_said.RULES,
    *dates_calendar.RULES,
    *dates_times.RULES,
    *dates_forms.RULES,
    *dates_years.RULES,
)
