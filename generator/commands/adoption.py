"""The command `adoption`: which unit's reports were used, as a table, as CSV or as JSON lines."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, site_option
from generator.commands.tables import table_lines

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.model.adoption import Adoption
    from generator.model.blocks import Table
    from generator.model.content import Content, LoadedOutline
    from generator.model.dates import Period

_NAMES = 2
"""Columns of the table that are names and no numbers."""


@click.command()
@site_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    help="怎样列出：text、csv（表格软件能打开）或 json",
)
@click.option(
    "--period",
    metavar="期间",
    default="",
    help="统计哪几天，如 2026年5月、2026年第二季度、2026年；不写是最近一期定稿的简报签发的那个月",
)
def adoption(site: Path, form: str, period: str) -> None:
    """看各单位报送了几篇、简报采用了几篇：按单位类别排，有采用率、名次和今年以来的累计。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.diagnostics import has_errors
        from generator.diagnostics.show import plain

        counted, findings = count(site, period)
        outline, found = read_outline(site)
        findings += found
        if form == "csv" and findings:
            click.echo(plain(findings), err=True)
        elif form != "csv":
            console.findings(findings)
        if counted is not None and form == "text" and outline is not None:
            click.echo(adoption_text(counted, outline), nl=False)
        elif counted is not None and form != "text":
            click.echo((adoption_csv if form == "csv" else adoption_json)(counted), nl=False)
        if has_errors(findings):
            sys.exit(CONTENT_ERRORS)


def count(site: Path, written: str) -> tuple[Adoption | None, list[Diagnostic]]:
    """The adoption of a period as an editor writes one, "" for the last month with a final issue; the errors
    of the site and what is not counted."""
    from generator.compile.adoption import count_adoption, counted_of
    from generator.compile.adoption_issues import doubts, units_asked
    from generator.compile.adoption_spans import spans_of
    from generator.compile.periods import month_holding
    from generator.diagnostics import Diagnostic, has_errors
    from generator.model.kinds import ADOPTION_KIND
    from generator.proofreading.text import gather_text

    gathered, findings = gather_text(site)
    findings = [finding for finding in findings if finding.severity == "error"]
    if gathered is None:
        return None, findings
    content, plan = gathered.content, gathered.plan
    counted = counted_of(content, plan)
    period, found = _period(written, content)
    if period is None and not found:
        if not counted.issues:
            return None, [*findings, Diagnostic("adoption-nothing")]
        period = month_holding(counted.issues[-1][0], content.site.record)
    findings += found
    if period is None:
        return None, findings
    publications = content.site.record.publications
    name = next((name for name, one in publications.items() if one.kind == ADOPTION_KIND), "")
    asked, found = units_asked(name, content)
    findings += found
    spans = spans_of(period, publications[name].cadence if name else "月", content.site.record)
    found = doubts(spans, content, plan)
    findings += found
    if has_errors(found):
        return None, findings
    return count_adoption(counted, content, plan, spans, asked), findings


def read_outline(site: Path) -> tuple[LoadedOutline | None, list[Diagnostic]]:
    """The words of the kind, which an office may count with and not print."""
    from generator.load.markdown import Converter
    from generator.load.outlines import load_outline
    from generator.model.kinds import ADOPTION_KIND

    return load_outline(site, ADOPTION_KIND, Converter(site))


def adoption_text(adoption: Adoption, outline: LoadedOutline) -> str:
    """What the page says, for a terminal."""
    from generator.compile.adoption_outline import sentences
    from generator.compile.adoption_sections import unit_table
    from generator.compile.adoption_words import figures_of, opening, silent_units
    from generator.diagnostics.show import visible

    table = unit_table(adoption)
    lines = [*sentences(opening(adoption), outline, figures_of(adoption)), ""]
    if table.rows:
        columns = _titles(table)
        lines += table_lines(columns, [*table.rows, table.total], frozenset(range(_NAMES, len(columns))))
        lines += ["", *(f"注：{note}" for note in table.notes)]
    if silent := silent_units(adoption):
        lines += ["", f"{adoption.label}没有报送信息的单位："]
        lines += [f"  {name} {len(units)} 个：{'、'.join(units)}" for name, units in silent]
    return "\n".join(visible(line) for line in lines) + "\n"


def adoption_csv(adoption: Adoption) -> str:
    """A row for each unit that sent or had used anything, without sums. It begins with a mark by which
    spreadsheets know that it is UTF-8."""
    from generator.compile.adoption_sections import unit_table
    from generator.publish.cells import harmless

    table = unit_table(adoption)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_titles(table))
    rows = (row for place, row in enumerate(table.rows) if place not in table.subtotals)
    writer.writerows(map(harmless, rows))
    return "\ufeff" + target.getvalue()


def adoption_json(adoption: Adoption) -> str:
    """JSON lines: first the days and the sums, then one object for each unit, also those of nothing."""
    from generator.model.adoption import summed

    head = {
        "first": adoption.first.isoformat(),
        "last": adoption.last.isoformat(),
        "name": adoption.name,
        "now": asdict(summed(unit.now for unit in adoption.units)),
        "year": asdict(summed(unit.year for unit in adoption.units)),
    }
    rows = [head, *map(asdict, adoption.units)]
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def _titles(table: Table) -> tuple[str, ...]:
    return tuple(f"{column.group}{column.title}" for column in table.columns)


def _period(written: str, content: Content) -> tuple[Period | None, list[Diagnostic]]:
    """What was asked for; None, without an error, where nothing was."""
    from generator.diagnostics import Diagnostic
    from generator.model.dates import DateError, parse_period

    if not written.strip():
        return None, []
    site = content.site.record
    try:
        return parse_period(written, site.week_start, site.month_cutoff), []
    except DateError as error:
        if error.reason == "period-form":
            return None, [Diagnostic("adoption-period-form", None, {"text": written})]
        return None, [Diagnostic(error.reason, None, error.data)]
