"""Rules of the proofreader about numbers and dates (GB/T 15835-2011), worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule_words import RuleWords
from generator.diagnostics.rules_numbers_calendar import CALENDAR
from generator.diagnostics.rules_numbers_compared import COMPARED
from generator.diagnostics.rules_numbers_dates import DATES
from generator.diagnostics.rules_numbers_forms import FORMS
from generator.diagnostics.rules_numbers_ranges import RANGES
from generator.diagnostics.rules_numbers_said import SAID

NUMBERS: Mapping[str, RuleWords] = {**RANGES, **FORMS, **COMPARED, **CALENDAR, **DATES, **SAID}
