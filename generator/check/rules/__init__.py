"""All rules of the proofreader, a folder for each of their subjects."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.dates.group import RULES as DATES
from generator.check.rules.figures.group import RULES as FIGURES
from generator.check.rules.names.group import RULES as NAMES
from generator.check.rules.numbers.group import RULES as NUMBERS
from generator.check.rules.punctuation.group import RULES as PUNCTUATION
from generator.check.rules.structure.group import RULES as STRUCTURE
from generator.check.rules.wording.group import RULES as WORDING

RULES: tuple[Rule, ...] = (
    *PUNCTUATION,
    *NUMBERS,
    *DATES,
    *WORDING,
    *NAMES,
    *FIGURES,
    *STRUCTURE,
)
