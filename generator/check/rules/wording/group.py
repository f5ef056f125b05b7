"""Rules about words, leftovers, sentences."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.wording import doubled, leftovers, length, lists, sounds

RULES: tuple[Rule, ...] = (
    *lists.RULES,
    *sounds.RULES,
    *leftovers.RULES,
    *doubled.RULES,
    *length.RULES,
)
