"""Days as options of commands."""

from __future__ import annotations

from datetime import date

import click


def parse_day(context: click.Context, option: click.Parameter, text: str | None) -> date | None:
    """A day as editors write one: 2026-06-08, 2026年6月8日, 2026/6/8."""
    from generator.model.dates import DateError, parse_date

    try:
        return parse_date(text) if text else None
    except DateError:
        raise click.BadParameter(f"“{text}”不是日期，请写成 2026-06-08 这样") from None
