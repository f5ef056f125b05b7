"""All rules of the proofreader, a module for each of their subjects."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.dates import group as dates
from generator.check.rules.figures import group as figures
from generator.check.rules.names import group as names
from generator.check.rules.numbers import group as numbers
from generator.check.rules.punctuation import group as punctuation
from generator.check.rules.structure import group as structure
from generator.check.rules.wording import group as wording

RULES: tuple[Rule, ...] = (
    *punctuation.RULES,
    *numbers.RULES,
    *dates.RULES,
    *wording.RULES,
    *names.RULES,
    *figures.RULES,
    *structure.RULES,
)
