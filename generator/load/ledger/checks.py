"""What is wrong with rows that could be read: ids, times, units, words outside their vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from generator.diagnostics.near import suggestion
from generator.load.ledger.places import Fault
from generator.load.ledger.staging import UNASKED, Rules, among
from generator.load.ledger.tables import shown
from generator.load.ledger.words import Texts, replace_texts, said_by
from generator.model.ledger import TABLE
from generator.model.site import Vocabularies
from generator.model.unit import Units

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ADVICE = "请核对；确实要用的词，请加到 site.yaml 的“词表”里"
_MINUTE = "%Y-%m-%d %H:%M"
_SHOWN = 3
"""Lines that a finding of many rows names."""


def check_ids(connection: DuckDBPyConnection) -> list[Fault]:
    """An id must be there, be whole and stand once; the second row of an id is the one at fault."""
    blank = connection.execute(f"SELECT rowid, line FROM {TABLE} WHERE id = '' ORDER BY rowid").fetchall()
    faults = [Fault("ledger-cell-blank", row, line, "id") for row, line in blank]
    rewritten = connection.execute(
        f"SELECT rowid, line, id FROM {TABLE} WHERE contains(id, 'E+') "
        f"AND regexp_full_match(id, '\\d(\\.\\d+)?E\\+\\d+') ORDER BY rowid"
    ).fetchall()
    faults += [Fault("ledger-id-rounded", row, line, "id", {"id": text}) for row, line, text in rewritten]
    twice = _twice(connection) if _may_be_twice(connection) else []
    for row, line, text, file, sheet, first in twice:
        if not any(fault.row == row for fault in faults[: len(blank) + len(rewritten)]):
            other = f"{file}，工作表“{sheet}”第 {first} 行" if sheet else f"{file} 第 {first} 行"
            faults.append(Fault("ledger-id-twice", row, line, "id", {"id": shown(text), "other": other}))
    return faults


def _may_be_twice(connection: DuckDBPyConnection) -> bool:
    """Whether two ids have one hash: to sort a million numbers is quicker than to group as many texts."""
    hashes = f"SELECT hash(id) AS hash FROM {TABLE} WHERE id <> ''"
    same = f"SELECT hash = lag(hash) OVER (ORDER BY hash) AS same FROM ({hashes})"
    row = connection.execute(f"SELECT coalesce(bool_or(same), FALSE) FROM ({same})").fetchone()
    return bool(row and row[0])


def _twice(connection: DuckDBPyConnection) -> Sequence[tuple[int, int, str, str, str, int]]:
    """Row, line and id of each row whose id an earlier one has; file, sheet and line of that one."""
    return connection.execute(
        f"""
        SELECT r.rowid, r.line, r.id, f.file, f.sheet, f.line
        FROM (SELECT id, min(rowid) AS first FROM {TABLE} WHERE id <> '' GROUP BY id HAVING count(*) > 1) AS g
        JOIN {TABLE} AS r ON r.id = g.id AND r.rowid > g.first
        JOIN {TABLE} AS f ON f.rowid = g.first
        ORDER BY r.rowid
        """
    ).fetchall()


def check_times(connection: DuckDBPyConnection) -> list[Fault]:
    """Closed before receipt is an error, a term that ends before receipt a warning.

    A close date without a time means some hour of that day.
    """
    connection.execute(
        f"UPDATE {TABLE} SET closed_at = received_at "
        f"WHERE closed_at < received_at AND closed_at = date_trunc('day', received_at)"
    )
    early = connection.execute(
        f"SELECT rowid, line, closed_at, received_at FROM {TABLE} "
        f"WHERE closed_at < received_at ORDER BY rowid"
    ).fetchall()
    faults = [
        Fault(
            "ledger-closed-early",
            row,
            line,
            "closed_at",
            {"closed": f"{closed:{_MINUTE}}", "received": f"{received:{_MINUTE}}"},
        )
        for row, line, closed, received in early
    ]
    due = connection.execute(
        f"SELECT rowid, line FROM {TABLE} WHERE due_at < received_at ORDER BY rowid"
    ).fetchall()
    return faults + [Fault("ledger-due-early", row, line, "due") for row, line in due]


def check_repeats(connection: DuckDBPyConnection) -> list[Fault]:
    """重复件 must be the id of another row."""
    row = connection.execute(
        f"""
        SELECT bool_or(one.repeat_of = one.id), bool_or(first.id IS NULL),
            bool_or(first.row < one.row) AND bool_or(first.row > one.row)
        FROM (SELECT rowid AS row, id, repeat_of FROM {TABLE} WHERE repeat_of <> '') AS one
        LEFT JOIN (SELECT rowid AS row, id FROM {TABLE}) AS first ON first.id = one.repeat_of
        """
    ).fetchone()
    own, unknown, both_ways = row or (False, False, False)
    faults = _repeats(connection, "ledger-repeat-self", "repeat_of = id") if own else []
    if unknown:
        faults += _repeats(connection, "ledger-repeat-unknown", f"repeat_of NOT IN (SELECT id FROM {TABLE})")
    # Where all point to earlier rows, or all to later ones, none comes back to itself.
    return faults + (_circles(connection) if both_ways else [])


def _repeats(connection: DuckDBPyConnection, code: str, condition: str) -> list[Fault]:
    rows = connection.execute(
        f"SELECT rowid, line, repeat_of FROM {TABLE} WHERE repeat_of <> '' AND {condition} ORDER BY rowid"
    ).fetchall()
    return [Fault(code, row, line, "repeat_of", {"id": shown(text)}) for row, line, text in rows]


def _circles(connection: DuckDBPyConnection) -> list[Fault]:
    """Repeats of each other, of which none was the first: one finding for each circle."""
    rows = connection.execute(
        f"SELECT id, repeat_of, rowid, line FROM {TABLE} "
        "WHERE repeat_of <> '' AND repeat_of <> id ORDER BY rowid"
    ).fetchall()
    earlier = {one: other for one, other, *_ in rows}
    places = {one: (row, line) for one, _, row, line in rows}
    done: set[str] = set()
    faults: list[Fault] = []
    for start in earlier:
        chain: dict[str, None] = {}
        one = start
        while one in earlier and one not in chain and one not in done:
            chain[one] = None
            one = earlier[one]
        if one in chain:
            circle = list(chain)[list(chain).index(one) :]
            row, line = places[one]
            ids = "→".join(shown(id) for id in (*circle[:_SHOWN], circle[0]))
            faults.append(Fault("ledger-repeat-circle", row, line, "repeat_of", {"ids": ids}))
        done.update(chain)
    return faults


def check_words(connection: DuckDBPyConnection, vocabularies: Vocabularies, texts: Texts) -> list[Fault]:
    """A value outside its vocabulary: one warning for each value and file. A list of none admits all."""
    states = (*vocabularies.states, *vocabularies.closed_states)
    words: Mapping[str, tuple[str, ...]] = {
        "type": vocabularies.types,
        "channel": vocabularies.channels,
        "category": vocabularies.categories,
        "party": vocabularies.parties,
        "status": tuple(dict.fromkeys(states)) if vocabularies.states else (),
    }
    faults = []
    for key, known in words.items():
        outside = sorted(texts[key].difference(known, [""])) if known else []
        if not outside:
            continue
        for row, lines, count, text in _groups(connection, key, among(key, outside)):
            allowed = f"词表里有：{'、'.join(known)}；{_ADVICE}"
            data = {
                "text": shown(text),
                "rows": _rows(lines, count),
                "near": suggestion(text, known, allowed),
            }
            faults.append(Fault("ledger-word-unknown", row, lines[0], key, data))
    asked = vocabularies.satisfied + vocabularies.dissatisfied
    value = "odd[4]"
    for row, lines, count, text in _groups(connection, value, f"{value} IS NOT NULL"):
        near = suggestion(
            text, (*asked, *(word for word in UNASKED if word)), f"认得的词：{'、'.join(asked)}；{_ADVICE}"
        )
        data = {"text": shown(text), "rows": _rows(lines, count), "near": near}
        faults.append(Fault("ledger-satisfaction-unknown", row, lines[0], "satisfaction", data))
    return faults


def check_states(connection: DuckDBPyConnection, rules: Rules) -> list[Fault]:
    """状态 and 办结时间 that do not agree: one warning for each file and state."""
    faults = []
    for row, lines, count, text in _groups(connection, "status", "closed AND closed_at IS NULL"):
        data = {"text": shown(text), "rows": _rows(lines, count)}
        faults.append(Fault("ledger-closed-undated", row, lines[0], "closed_at", data))
    open_ = f"closed_at IS NOT NULL AND status <> '' AND NOT {among('status', rules.closed_states)}"
    for row, lines, count, text in _groups(connection, "status", open_):
        data = {"text": shown(text), "rows": _rows(lines, count)}
        faults.append(Fault("ledger-closed-status", row, lines[0], "status", data))
    return faults


def settle_units(
    connection: DuckDBPyConnection, units: Units, texts: Iterable[str]
) -> tuple[list[Fault], list[int]]:
    """Units by the name that the ledger uses, and their classes. An unknown one of the `texts`, all that the
    column has, is an error for each file; its rows are handed back."""
    texts = sorted(text for text in texts if text)
    found = {text: unit for text in texts if (unit := units.find(text)) is not None}
    unknown = [text for text in texts if text not in found]
    faults, rows = [], []
    if unknown:
        outside = among("unit", unknown)
        rows = [row for (row,) in connection.execute(f"SELECT rowid FROM {TABLE} WHERE {outside}").fetchall()]
        for row, lines, count, text in _groups(connection, "unit", outside):
            near = suggestion(text, units.names(), "请核对名称；新单位请先加到 content/units.yaml")
            data = {"text": shown(text), "rows": _rows(lines, count), "near": near}
            faults.append(Fault("ledger-unit-unknown", row, lines[0], "unit", data))
    classes = {text: unit.unit_class for text, unit in found.items() if unit.unit_class}
    if classes:
        connection.execute(f"UPDATE {TABLE} SET unit_class = {said_by('unit', classes)}")
    names = {text: unit.short_name or unit.name for text, unit in found.items()}
    replace_texts(connection, "unit", {text: name for text, name in names.items() if name != text})
    return faults, rows


def _groups(
    connection: DuckDBPyConnection, value: str, condition: str
) -> Sequence[tuple[int, list[int], int, Any]]:
    """For each file and value: its first row, the first lines, how many rows, and the value."""
    return connection.execute(
        f"SELECT min(rowid), min(line, {_SHOWN}), count(*), {value} FROM {TABLE} WHERE {condition} "
        f"GROUP BY file, sheet, {value} ORDER BY 1"
    ).fetchall()


def _rows(lines: Sequence[int], count: int) -> str:
    """`第 3 行`, `第 3、5 行`, or `第 3、5、9 行等 12 行`."""
    numbers = "、".join(str(line) for line in lines)
    return f"第 {numbers} 行" + (f"等 {count} 行" if count > len(lines) else "")
