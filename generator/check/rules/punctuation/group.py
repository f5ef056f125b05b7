"""Rules about punctuation (GB/T 15834-2011), a module for each part of the subject."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.punctuation import (
    breaks,
    codes,
    days,
    ends,
    leads,
    lists,
    marks,
    misplaced,
    names,
    ordinals,
    pairs,
    run_in,
    said,
    series,
    spaces,
    width,
)

RULES: tuple[Rule, ...] = (
    *width.RULES,
    *ordinals.RULES,
    *ends.RULES,
    *run_in.RULES,
    *breaks.RULES,
    *leads.RULES,
    *series.RULES,
    *misplaced.RULES,
    *codes.RULES,
    *days.RULES,
    *names.RULES,
    *pairs.RULES,
    *marks.RULES,
    *lists.RULES,
    *spaces.RULES,
    *said.RULES,
)
