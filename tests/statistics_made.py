"""Ledgers made by hand or by hypothesis, and their figures recomputed row by row in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import duckdb
from compile_made import content, issue
from hypothesis import strategies as st

from generator.compile.statistics import Wanted, compile_statistics
from generator.diagnostics import Diagnostic
from generator.model.content import Content, LoadedIssue
from generator.model.ledger import PRIVATE_SCHEMA, SCHEMA, Ledger
from generator.model.request import DIMENSIONS, UNSAID
from generator.model.statistics import Span, Statistics
from generator.privacy.values import keyed

WEEKLY: dict[str, Any] = {"name": "社情民意每周专报", "kind": "专报", "cadence": "周"}


@dataclass(frozen=True)
class Row:
    """A row of the table `request`, in the order of its columns."""

    id: str
    file: str = "content/requests/a.csv"
    sheet: str = ""
    line: int = 2
    channel: str = "来访"
    type: str = "投诉"
    category: str = "物业管理"
    party: str = "困难群众"
    area: str = "东山县"
    unit: str = "市发改"
    unit_class: str = "市直"
    title: str = "反映物业管理问题"
    content: str = "小区无人打扫。"
    result: str = "已经办理。"
    status: str = ""
    received_at: datetime = datetime(2022, 6, 1, 9)
    due_at: datetime | None = None
    closed_at: datetime | None = None
    closed: bool = False
    satisfied: bool | None = None
    repeat_of: str = ""
    confidential: bool = False


def closed(row: Row, moment: datetime, **more: Any) -> Row:
    return replace(row, closed=True, closed_at=moment, **more)


def day(text: str) -> datetime:
    """`6-1` or `6-1 9:30` of 2022, `2021-6-1` of another year."""
    first, _, time = text.partition(" ")
    parts = [int(part) for part in first.split("-")]
    year, month, number = parts if len(parts) == 3 else (2022, *parts)
    hour, minute = (int(part) for part in time.split(":")) if time else (0, 0)
    return datetime(year, month, number, hour, minute)


def ledger_of(rows: Iterable[Row], **more: Any) -> Ledger:
    rows = list(rows)
    connection = duckdb.connect(":memory:", config={"threads": 1})
    connection.execute(SCHEMA)
    put_private(connection, ())
    if rows:
        marks = f"({', '.join('?' * len(astuple(rows[0])))})"
        values = [value for row in rows for value in astuple(row)]
        connection.execute(f"INSERT INTO request VALUES {', '.join([marks] * len(rows))}", values)
    days = [row.received_at.date() for row in rows]
    return Ledger(
        connection,
        tuple(sorted({row.file for row in rows})),
        len(rows),
        min(days, default=None),
        max(days, default=None),
        **more,
    )


def put_private(connection: duckdb.DuckDBPyConnection, values: Iterable[str]) -> None:
    """What 电话, 证件号 and 住址 are to have held."""
    connection.execute(PRIVATE_SCHEMA)
    for pair in filter(None, map(keyed, values)):
        connection.execute("INSERT INTO private VALUES (?, ?)", pair)


def weekly(name: str, signed: str, **keys: Any) -> LoadedIssue:
    return issue(name, signed, publication="zb", **keys)


def site_of(issues: Sequence[LoadedIssue], cadence: str = "周", **keys: Any) -> Content:
    """The issues of one weekly 专报; `keys` are those of site.yaml."""
    return content(issues=list(issues), publications={"zb": WEEKLY | {"cadence": cadence}}, **keys)


def compiled(
    rows: Iterable[Row] | Ledger,
    issues: Sequence[LoadedIssue],
    wanted: Wanted | None = None,
    cadence: str = "周",
    masker: Callable[[str], str] = lambda text: text,
    **keys: Any,
) -> tuple[dict[str, Statistics], list[Diagnostic]]:
    """The statistics of all issues, each with `wanted`; texts are printed as they stand."""
    ledger = rows if isinstance(rows, Ledger) else ledger_of(rows)
    made = site_of(issues, cadence, **keys)
    order = tuple(one.key for one in made.issues)
    return compile_statistics(ledger, made, {"zb": order}, {key: wanted or Wanted() for key in order}, masker)


# The same counts, row by row.


def is_done(row: Row, as_of: datetime) -> bool:
    return row.closed and (row.closed_at is None or row.closed_at < as_of)


def is_late(row: Row, as_of: datetime) -> bool:
    if row.due_at is None:
        return False
    if not is_done(row, as_of):
        return as_of > row.due_at
    if row.closed_at is None:
        return False
    whole_day = row.due_at.hour == row.due_at.minute == row.due_at.second == 0
    return row.closed_at > row.due_at or (whole_day and row.closed_at == row.due_at)


def counts_of(rows: Iterable[Row], span: Span) -> dict[str, int]:
    """Every count of model.statistics.COUNTS, those that are zero left out."""
    first = datetime(span.first.year, span.first.month, span.first.day)
    end = datetime(span.last.year, span.last.month, span.last.day) + timedelta(days=1)
    known = [row for row in rows if row.received_at < span.as_of]
    inside = [row for row in known if first <= row.received_at < end]
    done = [row for row in inside if is_done(row, span.as_of)]
    still = [row for row in inside if not is_done(row, span.as_of)]
    asked = [row for row in done if row.satisfied is not None]
    stock = [row for row in known if not is_done(row, span.as_of)]
    late_done = [row for row in done if is_late(row, span.as_of)]
    late_still = [row for row in still if is_late(row, span.as_of)]
    counts = {
        "受理量": len(inside),
        "办结量": len(done),
        "在办量": len(still),
        "按时办结量": sum(row not in late_done and (not row.due_at or bool(row.closed_at)) for row in done),
        "超期办结量": len(late_done),
        "超期未办结量": len(late_still),
        "超期量": len(late_done) + len(late_still),
        "重复量": len([row for row in inside if row.repeat_of]),
        "回访量": len(asked),
        "满意量": len([row for row in asked if row.satisfied]),
        "不满意量": len([row for row in asked if not row.satisfied]),
        "保密量": len([row for row in inside if row.confidential]),
        "本期办结量": len(
            [
                row
                for row in known
                if row.closed and row.closed_at is not None and first <= row.closed_at < min(end, span.as_of)
            ]
        ),
        "累计在办量": len(stock),
        "累计超期量": len([row for row in stock if is_late(row, span.as_of)]),
    }
    return {name: count for name, count in counts.items() if count}


def value_of(row: Row, dimension: str) -> str:
    return getattr(row, DIMENSIONS[dimension]) or UNSAID


def matching(rows: Iterable[Row], values: Mapping[str, str]) -> list[Row]:
    return [row for row in rows if all(value_of(row, name) == value for name, value in values.items())]


# Random ledgers.

_moments = st.integers(0, 500 * 24 * 4).map(
    lambda quarters: datetime(2021, 5, 1) + timedelta(minutes=15 * quarters)
)
_midnights = st.integers(0, 500).map(lambda days: datetime(2021, 5, 1) + timedelta(days=days))
# Most rows fall into the weeks that the tests look at.
_recent = st.integers(0, 40 * 24).map(lambda hours: datetime(2022, 5, 1) + timedelta(hours=hours))


_UNITS = [("", ""), ("市发改", "市直"), ("市环境局", "市直"), ("东山县", "县市区")]


@st.composite
def random_rows(draw: st.DrawFn, most: int = 40) -> list[Row]:
    rows = []
    count = draw(st.integers(0, most))
    for number in range(count):
        received = draw(st.one_of(_recent, _recent, _moments, _midnights))
        is_closed = draw(st.booleans())
        after = st.integers(0, 60 * 24).map(lambda hours, start=received: start + timedelta(hours=hours))
        dated = st.integers(1, 60).map(
            lambda days, start=received: datetime(start.year, start.month, start.day) + timedelta(days=days)
        )
        unit = draw(
            st.sampled_from([("", ""), ("市发改", "市直"), ("市环境局", "市直"), ("东山县", "县市区")])
        )
        rows.append(
            Row(
                id=f"R{number:03d}",
                line=number + 2,
                channel=draw(st.sampled_from(["", "来访", "12345热线", "信.件"])),
                type=draw(st.sampled_from(["", "投诉", "咨询", "举报"])),
                category=draw(st.sampled_from(["", "物业管理", "供暖", "道路", "噪声"])),
                party=draw(st.sampled_from(["", "困难群众", "市场主体"])),
                area=draw(st.sampled_from(["", "东山县", "西河区", "南湖"])),
                unit=unit[0],
                unit_class=unit[1],
                title=f"标题{number}",
                received_at=received,
                due_at=draw(st.one_of(st.none(), dated, after)),
                closed=is_closed,
                closed_at=draw(st.one_of(st.none(), after, dated)) if is_closed else None,
                satisfied=draw(st.sampled_from([None, True, False])),
                repeat_of=draw(st.sampled_from(["", "", "", "无此件", *(row.id for row in rows)])),
                confidential=draw(st.booleans()) and draw(st.booleans()),
            )
        )
    return draw(st.permutations(rows))
