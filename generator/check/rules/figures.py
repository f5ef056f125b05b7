"""Rules about figures told in tables and text."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.figures_apart import APART_RULES
from generator.check.rules.figures_changes import CHANGE_RULES
from generator.check.rules.figures_lists import LIST_RULES
from generator.check.rules.figures_means import MEAN_RULES
from generator.check.rules.figures_over import OVER_RULES
from generator.check.rules.figures_pairs import PAIR_RULES
from generator.check.rules.figures_rates import RATE_RULES
from generator.check.rules.figures_reports import REPORT_RULES
from generator.check.rules.figures_sums import SUM_RULES
from generator.check.rules.figures_tables import TABLE_RULES
from generator.check.rules.figures_twice import TWICE_RULES
from generator.check.rules.items import ITEM_RULES

RULES: tuple[Rule, ...] = (
    *TABLE_RULES,
    *SUM_RULES,
    *APART_RULES,
    *OVER_RULES,
    *PAIR_RULES,
    *RATE_RULES,
    *MEAN_RULES,
    *CHANGE_RULES,
    *LIST_RULES,
    *ITEM_RULES,
    *TWICE_RULES,
    *REPORT_RULES,
)
