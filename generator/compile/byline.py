"""The line under an article that says where it comes from and who wrote it."""

from __future__ import annotations

import re

from generator.model.report import Report
from generator.model.unit import Units

_SPACE = "\u3000"
_BETWEEN_NAMES = re.compile(r"[、，,；;]")


def make_byline(report: Report, units: Units) -> str:
    """`（市发展局　记者　周某　通讯员　李某　王某）`, set with ideographic spaces.

    The unit by its 名称, in whichever way the report names it; without authors the unit alone.
    """
    unit = units.find(report.unit)
    parts = [report.unit if unit is None else unit.name]
    for role, names in (("记者", report.authors.reporters), ("通讯员", report.authors.correspondents)):
        people = [name for text in names for part in _BETWEEN_NAMES.split(text) if (name := part.strip())]
        if people:
            parts += [role, *people]
    return f"（{_SPACE.join(parts)}）"
