"""Rules about figures told in tables and text."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.figures.apart import APART_RULES
from generator.check.rules.figures.changes import CHANGE_RULES
from generator.check.rules.figures.lists import LIST_RULES
from generator.check.rules.figures.means import MEAN_RULES
from generator.check.rules.figures.over import OVER_RULES
from generator.check.rules.figures.pairs import PAIR_RULES
from generator.check.rules.figures.rates import RATE_RULES
from generator.check.rules.figures.reports import REPORT_RULES
from generator.check.rules.figures.sums import SUM_RULES
from generator.check.rules.figures.tables import TABLE_RULES
from generator.check.rules.figures.twice import TWICE_RULES
from generator.check.rules.items.group import ITEM_RULES

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
