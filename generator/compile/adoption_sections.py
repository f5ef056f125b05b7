"""The sections of a 采用通报 after its outline: sentences, charts, tables, the list of what was used.

All numbers are those of one `Adoption`, or sums of them; ranks are counted where they are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Literal

from generator.compile.adoption_outline import fill, outline_findings, paragraphs
from generator.compile.adoption_words import (
    UNCLASSED,
    Said,
    by_class,
    figures_of,
    nothing,
    one_publication,
    opening,
    silent,
)
from generator.compile.blocks.tables import LEAST_BARS, LEAST_HALF, MOST_BARS, number
from generator.compile.figures.values import DASH, percent
from generator.compile.sections import numbered
from generator.diagnostics import Diagnostic
from generator.model.adoption import Adoption, MonthTally, Tally, UnitTally, ranks, summed
from generator.model.blocks import Block, Chart, Column, Prose, Series, Table
from generator.model.bulletin import BulletinSection
from generator.model.content import LoadedOutline

LEAST_MONTHS = 3
"""Fewer are read at once in the text (house)."""
_SENT, _USED, _RATE, _RANK = "报送", "采用", "采用率", "名次"
_TOTAL, _SUBTOTAL = "合计", "小计"
_AGAIN = "（重复采用）"
_UNIT = "篇"


def with_adoption(
    own: Sequence[BulletinSection], adoption: Adoption, outline: LoadedOutline
) -> tuple[tuple[BulletinSection, ...], list[Diagnostic]]:
    """The sections of a 采用通报 after the outline of the kind, and what is wrong with that. Of `own`, what
    the editor wrote, a section of the same name is printed in the place of that of the outline, and with it;
    others before the annexes."""
    figures = figures_of(adoption)
    makers = _makers(adoption, outline, figures)
    others = list(own)
    counted: list[BulletinSection] = []
    annexes: list[BulletinSection] = []
    for index, section in enumerate(outline.front.record.sections):
        place = next((place for place, one in enumerate(others) if one.name == section.name), None)
        mine = BulletinSection(section.name) if place is None else others.pop(place)
        blocks = [*mine.blocks]
        if index in outline.texts and not blocks:
            blocks += _prose([fill(outline.texts[index].html, figures, escape)])
        for name in section.content:
            made = makers[name]() if name in makers else ()
            blocks += (block for block in made if section.charts or not isinstance(block, Chart))
        whole = replace(mine, blocks=tuple(blocks), annex=section.annex)
        (annexes if section.annex else counted).append(whole)
    every = [*counted, *others, *annexes]
    printed = [section for section in every if section.blocks or section.articles]
    return numbered(printed), outline_findings(outline, makers, figures)


def _makers(
    adoption: Adoption, outline: LoadedOutline, figures: Mapping[str, str]
) -> dict[str, Callable[[], tuple[Block, ...]]]:
    """What an outline's 内容 may name → what makes it."""

    def say(said: Iterable[Said]) -> tuple[Prose, ...]:
        return _prose(paragraphs(said, outline, figures))

    return {
        "采用概况": lambda: say(opening(adoption)),
        "近月走势": lambda: _trend(adoption.months),
        "单位采用图": lambda: _bars(adoption),
        "单位采用表": lambda: (table,) if (table := unit_table(adoption)).rows else say(nothing()),
        "刊物采用情况": lambda: _by_publication(adoption, say),
        "没有报送的单位": lambda: say(silent(adoption)),
        "采用稿件目录": lambda: _uses(adoption),
    }


@dataclass(frozen=True, slots=True)
class _Group:
    """Columns of the table by unit: of the period, or of the year so far."""

    label: str
    tallies: tuple[Tally, ...]
    """Of the units of a class, in the order of the rows."""

    def cells(self) -> list[tuple[str, ...]]:
        """Of each unit. Who has none used has no rank."""
        places = ranks(one.used for one in self.tallies)
        return [
            (*_tally(one), str(place) if one.used else DASH)
            for one, place in zip(self.tallies, places, strict=True)
        ]

    def sum_cells(self) -> tuple[str, ...]:
        return (*_tally(summed(self.tallies)), "")


def _prose(html: Iterable[str]) -> tuple[Prose, ...]:
    joined = "\n".join(html)
    return (Prose(joined),) if joined.strip() else ()


def _trend(months: Sequence[MonthTally]) -> tuple[Chart, ...]:
    """The last months as columns, two for each."""
    if len(months) < LEAST_MONTHS:
        return ()
    title = f"近{len(months)}个月报送和采用的篇数"
    return (_both("columns", title, [(one.label, one.tally) for one in months]),)


def _bars(adoption: Adoption) -> tuple[Chart, ...]:
    """The units with most used, of all classes together; the classes where nobody can say which units these
    are, since too many have equally many."""
    used = sorted((unit for unit in adoption.units if unit.now.used), key=lambda unit: -unit.now.used)
    left_out = used[MOST_BARS].now.used if len(used) > MOST_BARS else 0
    shown = [unit for unit in used if unit.now.used > left_out]
    if len(shown) < LEAST_BARS:
        return _class_bars(adoption)
    title = f"{adoption.label}各单位采用篇数"
    told = "、".join(f"{unit.name}{unit.now.used}篇" for unit in shown)
    if rest := used[len(shown) :]:
        title += f"（前{len(shown)}个单位）"
        told += f"；其余{len(rest)}个单位共{sum(unit.now.used for unit in rest)}篇"
    values = tuple(float(unit.now.used) for unit in shown)
    labels = tuple(unit.name for unit in shown)
    series = (Series(_USED, values),)
    return (Chart("bars", title, labels, series, _UNIT, summary=f"{title}：{told}。"),)


def _class_bars(adoption: Adoption) -> tuple[Chart, ...]:
    """Sent and used by class, where there are several with any."""
    sums = [(name or UNCLASSED, summed(unit.now for unit in members)) for name, members in by_class(adoption)]
    some = [(name, tally) for name, tally in sums if tally]
    if len(some) < LEAST_HALF:
        return ()
    return (_both("bars", f"{adoption.label}各类单位报送和采用的篇数", some),)


def _both(shape: Literal["bars", "columns"], title: str, tallies: Sequence[tuple[str, Tally]]) -> Chart:
    """Sent and used side by side."""
    told = "；".join(f"{name}报送{tally.sent}篇，采用{tally.used}篇" for name, tally in tallies)
    return Chart(
        shape,
        title,
        tuple(name for name, _ in tallies),
        (
            Series(_SENT, tuple(float(tally.sent) for _, tally in tallies)),
            Series(_USED, tuple(float(tally.used) for _, tally in tallies)),
        ),
        _UNIT,
        summary=f"{title}：{told}。",
    )


def unit_table(adoption: Adoption) -> Table:
    """Units with any report, by class; in a class by what was used, then in the order of units.yaml."""
    rows: list[tuple[str, ...]] = []
    subtotals: list[int] = []
    listed: list[UnitTally] = []
    for name, members in by_class(adoption):
        own = sorted((unit for unit in members if unit.now or unit.year), key=lambda unit: -unit.now.used)
        groups = _groups(adoption, own)
        cells = zip(own, *(group.cells() for group in groups), strict=True)
        rows += [(name or UNCLASSED, unit.name, *sum(more, ())) for unit, *more in cells]
        if len(own) > 1:
            subtotals.append(len(rows))
            rows.append((name or UNCLASSED, _SUBTOTAL, *sum((one.sum_cells() for one in groups), ())))
        listed += own
    groups = _groups(adoption, listed)
    return Table(
        caption="各单位报送和采用情况（单位：篇）",
        columns=(
            Column("单位类别", share=1.2),
            Column("单位", share=2.0),
            *(number(title, group=one.label) for one in groups for title in (_SENT, _USED, _RATE, _RANK)),
        ),
        rows=tuple(rows),
        total=(_TOTAL, "", *sum((one.sum_cells() for one in groups), ())),
        notes=_notes(adoption, rows),
        subtotals=tuple(subtotals),
    )


def _groups(adoption: Adoption, units: Sequence[UnitTally]) -> tuple[_Group, ...]:
    period = _Group(adoption.label, tuple(unit.now for unit in units))
    if not adoption.year_label:
        return (period,)
    return period, _Group(adoption.year_label, tuple(unit.year for unit in units))


def _notes(adoption: Adoption, rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """What is counted, how it is divided and ranked."""
    every = [tally for unit in adoption.units for tally in (unit.now, unit.year)]
    rate = ["采用率＝采用÷报送×100%，四舍五入到0.1%"]
    if any(tally.sent < tally.used for tally in every):
        rate.append("以前报送、这时采用的也计在内，采用率可能超过100%")
    if any(DASH in (row[4], row[-2]) for row in rows):
        rate.append(f"没有报送的，算不出采用率，记“{DASH}”")
    return (
        "报送按来稿日期计。采用按刊登来稿的简报的签发日期计，只计定稿的；"
        "同一篇登在几期、几种刊物上的，只计第一次。",
        f"{'；'.join(rate)}。",
        f"名次在本类单位中按采用篇数排，篇数相同的名次相同；没有采用的不排，记“{DASH}”。",
    )


def _by_publication(
    adoption: Adoption, say: Callable[[Iterable[Said]], tuple[Prose, ...]]
) -> tuple[Block, ...]:
    """How much each publication printed. What another printed before is no use once more."""
    rows = []
    for publication in adoption.publications:
        own = [use for use in adoption.uses if use.publication == publication.id]
        first = sum(use.first for use in own)
        rows.append((publication.issues, len(own), first))
    if not rows:
        return ()
    if len(rows) == 1:
        _, placed, first = rows[0]
        return say(one_publication(adoption.publications[0], placed, first))
    names = [f"《{publication.name}》" for publication in adoption.publications]
    total = tuple(str(sum(column)) for column in zip(*rows, strict=True))
    return (
        Table(
            caption="各刊物采用情况",
            columns=(
                Column("刊物", share=3.0),
                *(number(title) for title in ("出刊（期）", "采用（篇次）", "首次采用（篇）")),
            ),
            rows=tuple((name, *map(str, row)) for name, row in zip(names, rows, strict=True)),
            total=(_TOTAL, *total),
            notes=("首次采用：以前没有别的刊物采用过的，其合计就是上表的采用篇数。",),
        ),
    )


def _uses(adoption: Adoption) -> tuple[Block, ...]:
    """What was used, a table for each publication, in the order of the issues and their pages."""
    years = {use.issue.partition("年")[0] for use in adoption.uses}
    tables = []
    repeated = False
    for publication in adoption.publications:
        own = [use for use in adoption.uses if use.publication == publication.id]
        again = any(not use.first for use in own)
        note = f"标“{_AGAIN[1:-1]}”的，以前已由别的刊物采用，不再计数。"
        tables.append(
            Table(
                caption=f"《{publication.name}》采用稿件",
                columns=(
                    Column("序号", "center", share=0.5),
                    Column("期号", "center", share=1.2),
                    Column("标题", share=5.0),
                    Column("单位", share=1.6),
                ),
                rows=tuple(
                    (
                        str(place),
                        use.issue if len(years) > 1 else use.issue.partition("年")[2],
                        use.title + ("" if use.first else _AGAIN),
                        use.unit,
                    )
                    for place, use in enumerate(own, 1)
                ),
                notes=(note,) if again and not repeated else (),
            )
        )
        repeated = repeated or again
    return tuple(tables)


def _tally(tally: Tally) -> tuple[str, ...]:
    return str(tally.sent), str(tally.used), percent(tally.used, tally.sent)
