"""Rules about words, leftovers, sentences."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules import (
    wording_doubled,
    wording_leftovers,
    wording_length,
    wording_lists,
    wording_sounds,
)

RULES: tuple[Rule, ...] = (
    *wording_lists.RULES,
    *wording_sounds.RULES,
    *wording_leftovers.RULES,
    *wording_doubled.RULES,
    *wording_length.RULES,
)
