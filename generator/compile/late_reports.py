"""Signed issues that a report which comes late may still fall into, by their 选取."""

from __future__ import annotations

from datetime import date

from generator.compile.again import what_of
from generator.compile.periods import period_of
from generator.diagnostics import Diagnostic
from generator.model.content import Content
from generator.model.issue import FINAL


def late_for(day: date, content: Content) -> list[Diagnostic]:
    """A warning for each final issue that selects reports of `day`: with one more it would no longer be as it
    was signed. What else a rule asks for (栏目, 标签) an editor fills in afterwards."""
    found = []
    for issue in content.issues:
        record = issue.front.record
        if record.state != FINAL or what_of(issue) or not any(one.select for one in record.sections):
            continue
        period, _ = period_of(issue, content.site.record, "")
        if period and period.first <= day <= period.last:
            name = content.site.record.publications[issue.publication].name
            number = f"第{record.number}期" if record.number else "一期"
            file = issue.front.place().file
            data = {"day": day.isoformat(), "title": f"《{name}》{number}", "file": file}
            found.append(Diagnostic("import-signed-period", None, data))
    return found
