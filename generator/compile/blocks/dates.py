"""Days as a sentence and as a table of an issue tells them."""

from __future__ import annotations

from datetime import date

from generator.model.dates import chinese_date
from generator.model.statistics import Span


def short_date(day: date, span: Span) -> str:
    """`6月3日`; with its year where that is not the year in which the period ends."""
    text = chinese_date(day)
    return text.partition("年")[2] if day.year == span.last.year else text


def table_date(day: date) -> str:
    """`2022-06-03` (GB/T 15835-2011, 5.1.2): of one width, and never broken over lines."""
    return day.isoformat()
