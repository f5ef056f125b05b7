"""Rules about headings, paragraphs, what stands twice, the site as a whole."""

from __future__ import annotations

from generator.check.rule import Rule
from generator.check.rules.structure.dates import DATE_RULES
from generator.check.rules.structure.events import EVENT_RULES
from generator.check.rules.structure.headings import HEADING_RULES
from generator.check.rules.structure.numbers import NUMBER_RULES
from generator.check.rules.structure.repeats import REPEAT_RULES
from generator.check.rules.structure.repeats_near import NEAR_RULES
from generator.check.rules.structure.site import SITE_RULES

RULES: tuple[Rule, ...] = (
    *HEADING_RULES,
    *NUMBER_RULES,
    *REPEAT_RULES,
    *NEAR_RULES,
    *SITE_RULES,
    *DATE_RULES,
    *EVENT_RULES,
)
