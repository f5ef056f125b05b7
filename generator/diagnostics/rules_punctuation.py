"""Rules of the proofreader about punctuation (GB/T 15834-2011), worded."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.rule_words import RuleWords
from generator.diagnostics.rules_punctuation_breaks import BREAKS
from generator.diagnostics.rules_punctuation_codes import CODES
from generator.diagnostics.rules_punctuation_ends import ENDS
from generator.diagnostics.rules_punctuation_leads import LEADS
from generator.diagnostics.rules_punctuation_lists import LISTS
from generator.diagnostics.rules_punctuation_marks import MARKS
from generator.diagnostics.rules_punctuation_misplaced import MISPLACED
from generator.diagnostics.rules_punctuation_ordinals import ORDINALS
from generator.diagnostics.rules_punctuation_pairs import PAIRS
from generator.diagnostics.rules_punctuation_said import SAID
from generator.diagnostics.rules_punctuation_series import SERIES
from generator.diagnostics.rules_punctuation_spaces import SPACES
from generator.diagnostics.rules_punctuation_width import WIDTH

PUNCTUATION: Mapping[str, RuleWords] = {
    **WIDTH,
    **ORDINALS,
    **ENDS,
    **BREAKS,
    **LEADS,
    **SERIES,
    **MISPLACED,
    **CODES,
    **PAIRS,
    **MARKS,
    **LISTS,
    **SPACES,
    **SAID,
}
