"""All rules of the proofreader, a module for each of their subjects."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules import figures, names, numbers, punctuation, structure, wording

RULES: tuple[Rule, ...] = (
    *punctuation.RULES,
    *numbers.RULES,
    *wording.RULES,
    *names.RULES,
    *figures.RULES,
    *structure.RULES,
)
