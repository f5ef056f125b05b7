"""What the next issue of a publication will be: when it is signed, what it reports on, which sections.

All of it follows the last issue, so that the same content gives the same proposal on any day.
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta

from generator.compile.periods import period_before
from generator.compile.plan import Plan
from generator.model.content import Content, LoadedIssue
from generator.model.dates import DateError, Period, parse_period
from generator.model.issue import Selection
from generator.model.site import Site

_DAYS = {"周": 7, "不定期": 7}
_MONTHS = {"月": 1, "季": 3, "年": 12}
_PLAIN = re.compile(r"[\w.—·-]+")


def next_date(day: date, cadence: str) -> date:
    """The 签发日期 that follows `day` by 频次; for 不定期 a week later, for want of a rule."""
    if cadence == "旬":
        return _months_on(day, 1, min(day.day - 20, 10)) if day.day > 20 else _in_month(day, day.day + 10)
    if cadence == "半月":
        return _months_on(day, 1, min(day.day - 15, 15)) if day.day > 15 else _in_month(day, day.day + 15)
    if cadence in _MONTHS:
        return _months_on(day, _MONTHS[cadence], day.day)
    return day + timedelta(days=_DAYS[cadence])


def next_period(last: LoadedIssue | None, day: date, cadence: str, site: Site) -> Period:
    """The 报道期间 of an issue signed on `day`.

    It begins where the last issue's ended: the whole week, month … of the cadence if one begins there, else
    a span of one turn of the cadence, since some offices report on spans of their own.
    """
    before = _period_of(last, site) if last else None
    if before is None:
        return period_before(day, cadence, site) or Period(day - timedelta(days=6), day)
    first = before.last + timedelta(days=1)
    whole = period_before(next_date(first, cadence), cadence, site)
    if whole is not None and whole.first == first:
        return whole
    return Period(first, max(first, next_date(before.last, cadence) if whole else day))


def sections_text(last: LoadedIssue | None, period: Period, content: Content, plan: Plan) -> str:
    """The entries of 栏目 as YAML: those of the last issue, then others that have reports in the period."""
    rules = dict(_rules_of(last)) if last else {}
    covered = {rule.section for rule in rules.values()}
    for name in _waiting(period, content, plan):
        if name not in covered:
            rules.setdefault(name, Selection(section=name))
    rules = rules or {"工作动态": Selection(section="工作动态")}
    return "\n".join(
        f"  - 名称: {_quoted(name)}\n    选取: {{{_rule_text(rule)}}}" for name, rule in rules.items()
    )


def _rules_of(last: LoadedIssue) -> Iterator[tuple[str, Selection]]:
    """Each section with its rule; one that was filled by hand gets the rule of its own name."""
    for section in last.front.record.sections:
        if section.name:
            yield section.name, section.select or Selection(section=section.name)


def _waiting(period: Period, content: Content, plan: Plan) -> list[str]:
    """栏目 of reports in the period that no issue has used yet, in the order of their dates."""
    used = {path for own in plan.chosen.values() for paths in own for path in paths}
    fronts = [
        report.front.record
        for path, report in content.reports.items()
        if path not in used and report.front.record.date in period
    ]
    dated = sorted(fronts, key=lambda front: front.date)
    return [name for name in dict.fromkeys(front.section for front in dated) if name]


def _rule_text(rule: Selection) -> str:
    parts = []
    if rule.section:
        parts.append(f"栏目: {_quoted(rule.section)}")
    if rule.tags:
        parts.append(f"标签: [{', '.join(_quoted(tag) for tag in rule.tags)}]")
    if rule.unit_class:
        parts.append(f"单位类别: {_quoted(rule.unit_class)}")
    if rule.limit:
        parts.append(f"最多: {rule.limit}")
    return ", ".join(parts)


def _quoted(text: str) -> str:
    """A text as a YAML scalar, in quotes where it holds anything but letters and digits."""
    return text if _PLAIN.fullmatch(text) and text[0].isalnum() else json.dumps(text, ensure_ascii=False)


def _period_of(issue: LoadedIssue, site: Site) -> Period | None:
    try:
        written = issue.front.record.period
        return parse_period(written, site.week_start, site.month_cutoff) if written else None
    except DateError:
        return None


def _months_on(day: date, months: int, wanted: int) -> date:
    """The day `wanted` of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    return _in_month(date(day.year + years, month + 1, 1), wanted)


def _in_month(month: date, wanted: int) -> date:
    return month.replace(day=min(wanted, calendar.monthrange(month.year, month.month)[1]))
