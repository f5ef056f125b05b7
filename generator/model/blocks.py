"""Blocks: the few things that figures are shown as. Every text in them is final; nothing is computed later.

Each has a template of its own, `templates/shared/blocks/<kind>.html`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences; `html` is safe and has its figures filled in."""

    kind: ClassVar[str] = "prose"
    html: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure: 受理量 · 1234 · 件, and its changes: (环比, 上升25.0%), (同比, 暂无可比基期)."""

    label: str
    value: str
    unit: str
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tiles:
    kind: ClassVar[str] = "tiles"
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`group` is the heading above this and its neighbours of the same group, `share` a part of the width."""

    title: str
    align: Literal["left", "center", "right"] = "left"
    group: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """`total` is set off below the rows, and below it `shares`, its parts in percent; `notes` stand below
    all: definitions, 因四舍五入… `subtotals` are the places of rows that sum up others: 小计."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    subtotals: tuple[int, ...] = ()
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One row of marks; None where there is nothing to draw."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """`shape`: bars lie and are for names, columns stand and are for periods, lines are for trends of two or
    more series. One unit for all. `texts` are the numbers as printed, where they are not whole."""

    kind: ClassVar[str] = "chart"
    shape: Literal["bars", "columns", "lines"]
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = "件"
    decimals: int = 0
    summary: str = ""
    """What it shows, in a sentence, for who cannot see it."""
    half: bool = False
    """Two of these that follow each other stand side by side."""


@dataclass(frozen=True, slots=True)
class Case:
    """A request as it is told: `facts` are (诉求, …), (办理, …); `meta` one line of what and where."""

    title: str
    meta: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases below a run-in heading, or without one."""

    kind: ClassVar[str] = "cases"
    heading: str
    cases: tuple[Case, ...]
    note: str = ""


Block = Prose | Tiles | Table | Chart | Cases


@dataclass(frozen=True, slots=True)
class Sheet:
    """A 交办单: what one unit has to answer. `opening` and `closing` are words around the table, safe HTML;
    `file_name` that of its PDF, below the issue's folder. `secrecy` 机密★1年 is as in the masthead of the
    bulletin. A sheet has no 份号: it goes to one unit, under a number of its own."""

    unit: str
    number: str
    title: str
    issuer: str
    date_line: str
    opening: str
    closing: str
    table: Table
    contact: str
    file_name: str
    draft: bool = False
    secrecy: str = ""
