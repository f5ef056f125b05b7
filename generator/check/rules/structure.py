"""Rules about headings, paragraphs, what stands twice, the site as a whole."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.structure_dates import DATE_RULES
from generator.check.rules.structure_events import EVENT_RULES
from generator.check.rules.structure_headings import HEADING_RULES
from generator.check.rules.structure_numbers import NUMBER_RULES
from generator.check.rules.structure_repeats import REPEAT_RULES
from generator.check.rules.structure_repeats_near import NEAR_RULES
from generator.check.rules.structure_site import SITE_RULES

RULES: tuple[Rule, ...] = (
    *HEADING_RULES,
    *NUMBER_RULES,
    *REPEAT_RULES,
    *NEAR_RULES,
    *SITE_RULES,
    *DATE_RULES,
    *EVENT_RULES,
)
