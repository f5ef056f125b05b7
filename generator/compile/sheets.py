"""交办单: for each unit that has open requests a sheet with these, their terms and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.compile.blocks.cases import STATE_OVERDUE, tells_on_someone, title_of
from generator.compile.blocks.open_items import UNIT, in_order, late_of, number_of, received_of, term_of
from generator.compile.blocks.tables import number, rest_notes
from generator.compile.figures.fill import fill_html, unknown_findings
from generator.compile.figures.names import Aliases
from generator.compile.figures.values import DASH, cell, count
from generator.compile.finding import at, first_given
from generator.compile.numbers import Numbers
from generator.compile.secrecy import secrecy_line
from generator.diagnostics import Diagnostic
from generator.model.blocks import Column, Sheet, Table
from generator.model.content import Content, LoadedIssue, LoadedOutline
from generator.model.dates import chinese_date
from generator.model.issue import DRAFT
from generator.model.request import UNSAID
from generator.model.statistics import OPEN, Item, Statistics

TITLE = "群众诉求交办单"
FOLDER = "交办单"
OWN = "本单位"
"""How the words of a sheet name the unit that gets it: `{{累计在办量.承办单位.本单位}}`."""
OPENING, CLOSING = "交办单", "交办单结尾"
_LATE, _REPEATED, _OPEN = "交办要求超期", "交办要求重复", "交办要求在办"
"""词句 of the outline: the words around the table, and the column 要求."""

_COUNT = "累计在办量"
_COLUMNS = (
    Column("序号", "center", share=0.7),
    Column("编号", share=2.1),
    Column("诉求", share=3.0),
    Column("类型", "center", share=0.8),
    Column("受理日期", "center", share=1.5),
    Column("时限", "center", share=1.5),
    number("超期（工作日）", 1.2),
    Column("要求", share=1.4),
)
_LONGEST_NAME = 40
"""Characters of a unit in a file's name: at most 120 of the 255 bytes that systems allow."""
_NAMED = 3
"""Ids that a finding names."""


def make_sheets(
    issue: LoadedIssue, content: Content, statistics: Statistics, numbers: Numbers, aliases: Aliases
) -> tuple[tuple[Sheet, ...], list[Diagnostic]]:
    """One sheet for each unit with open requests that may be printed, in the order of units.yaml.

    The words come from the outline of the publication's kind; without one the sheets have none. A request
    without a unit is on no sheet, with a warning; figures that do not hold the list are an error.
    """
    if OPEN not in statistics.items and count(cell(statistics), _COUNT):
        return (), [at(issue.front, "block-not-recorded", *first_given(issue.front, "sheets"), name=FOLDER)]
    publication = content.site.record.publications[issue.publication]
    outline = content.outlines.get(publication.kind)
    work = _Making(issue, content, statistics, numbers, aliases, outline)
    by_unit: dict[str, list[Item]] = {}
    for item in statistics.items.get(OPEN, ()):
        by_unit.setdefault(item.unit or UNSAID, []).append(item)
    findings = _without_unit(issue, by_unit.pop(UNSAID, []))
    order = [unit for unit in statistics.values.get(UNIT, ()) if unit in by_unit]
    order += sorted(by_unit.keys() - set(order))
    sheets = []
    for place, unit in enumerate(order, 1):
        sheet, found = work.sheet(unit, by_unit[unit], place)
        sheets.append(sheet)
        # The words are the same on all sheets; what is wrong in them is told once.
        findings += [finding for finding in found if finding not in findings]
    return tuple(sheets), findings


@dataclass(frozen=True)
class _Making:
    """What all sheets of an issue are made of."""

    issue: LoadedIssue
    content: Content
    statistics: Statistics
    numbers: Numbers
    aliases: Aliases
    outline: LoadedOutline | None

    def sheet(self, unit: str, items: list[Item], place: int) -> tuple[Sheet, list[Diagnostic]]:
        site = self.content.site.record
        publication = site.publications[self.issue.publication]
        known = self.content.units.find(unit)
        record = self.issue.front.record
        opening, findings = self._words(OPENING, unit)
        closing, found = self._words(CLOSING, unit)
        issuer = publication.issuer or site.organization
        contact = f"承办单位联系人：{known.contact}。" if known and known.contact else ""
        made = Sheet(
            unit=known.name if known else unit,
            number=_number(self.numbers, place),
            title=TITLE,
            issuer=issuer,
            date_line=chinese_date(record.date),
            opening=opening,
            closing=closing,
            table=self._table(unit, items),
            contact=f"{contact}回执请送{site.short_name or issuer}。",
            file_name=f"{FOLDER}/{place:02d}-{_safe(unit)}.pdf",
            draft=record.state == DRAFT,
            secrecy=secrecy_line(publication),
        )
        return made, [*findings, *found]

    def _words(self, name: str, unit: str) -> tuple[str, list[Diagnostic]]:
        words = self.outline.words.get(name) if self.outline else None
        if words is None:
            return "", []
        aliases = _with_own(self.aliases, unit)
        html, unknown = fill_html(words.body.html, self.statistics, aliases)
        return html, unknown_findings(unknown, words.source, self.statistics, aliases)

    def _table(self, unit: str, items: list[Item]) -> Table:
        """The unit's open requests, the latest first, a 举报 at the end. Confidential ones are counted and
        sent another way."""
        ordered = in_order(sorted(items, key=lambda item: (-item.late, item.received, item.id)))
        rows = tuple(self._row(item, place) for place, item in enumerate(ordered, 1))
        total = count(cell(self.statistics, (UNIT, unit)), _COUNT)
        held = len(self.statistics.items.get(OPEN, ()))
        notes = rest_notes(len(items), len(items), total)
        if notes and self.statistics.lengths.get(OPEN, held) > held:
            # The list of all units was cut: what is missing here need not be confidential.
            notes = (f"另有{total - len(items)}件没有列出。",)
        return Table("", _COLUMNS, rows, notes=notes)

    def _row(self, item: Item, place: int) -> tuple[str, ...]:
        return (
            str(place),
            number_of(item),
            title_of(item),
            item.type or DASH,
            received_of(item),
            term_of(item),
            late_of(item),
            self._demand(item),
        )

    def _demand(self, item: Item) -> str:
        """What is asked of the unit; of a 举报 its text is sent another way."""
        words = self.outline.words.get(_demanded(item)) if self.outline else None
        asked = words.text if words else ""
        return f"{asked}（内容另行转办）" if tells_on_someone(item) else asked


def _demanded(item: Item) -> str:
    if item.state == STATE_OVERDUE:
        return _LATE
    return _REPEATED if item.repeats else _OPEN


def _number(numbers: Numbers, place: int) -> str:
    """`交办〔2026〕5-03号`: year and number of the issue, and the running number of its sheets."""
    extra = "增" if numbers.supplement else ""
    again = f"（{numbers.again.mark}）" if numbers.again else ""
    return f"交办〔{numbers.year}〕{extra}{numbers.number}-{place:02d}号{again}"


def _with_own(aliases: Aliases, unit: str) -> Aliases:
    units = {**aliases.values.get(UNIT, {}), OWN: unit}
    return replace(aliases, values={**aliases.values, UNIT: units})


def _safe(unit: str) -> str:
    """The unit's name without what file names cannot have."""
    kept = "".join(character for character in unit if character.isalnum() or character in "（）-")
    return kept[:_LONGEST_NAME] or "单位"


def _without_unit(issue: LoadedIssue, items: list[Item]) -> list[Diagnostic]:
    if not items:
        return []
    ids = "、".join(item.id for item in items[:_NAMED] if not tells_on_someone(item))
    which = f"，例如编号为{ids}的" if ids else ""
    return [at(issue.front, "sheet-without-unit", count=len(items), which=which)]
