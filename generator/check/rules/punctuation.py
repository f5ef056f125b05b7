"""Rules about punctuation (GB/T 15834-2011), a module for each part of the subject."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules import (
    punctuation_breaks,
    punctuation_codes,
    punctuation_days,
    punctuation_ends,
    punctuation_leads,
    punctuation_lists,
    punctuation_marks,
    punctuation_misplaced,
    punctuation_names,
    punctuation_ordinals,
    punctuation_pairs,
    punctuation_run_in,
    punctuation_said,
    punctuation_series,
    punctuation_spaces,
    punctuation_width,
)

RULES: tuple[Rule, ...] = (
    *punctuation_width.RULES,
    *punctuation_ordinals.RULES,
    *punctuation_ends.RULES,
    *punctuation_run_in.RULES,
    *punctuation_breaks.RULES,
    *punctuation_leads.RULES,
    *punctuation_series.RULES,
    *punctuation_misplaced.RULES,
    *punctuation_codes.RULES,
    *punctuation_days.RULES,
    *punctuation_names.RULES,
    *punctuation_pairs.RULES,
    *punctuation_marks.RULES,
    *punctuation_lists.RULES,
    *punctuation_spaces.RULES,
    *punctuation_said.RULES,
)
