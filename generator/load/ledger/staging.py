"""Rows of text into the ledger's table: what SQL reads at once, and what it leaves for a closer look.

The table is that of `model.ledger` with some columns more, which `settle` drops again. A row's number
(`rowid`) tells the order of the files and of the rows in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from generator.load.ledger.tables import BLANKS
from generator.load.ledger.terms import Term
from generator.model.dates import FIRST_YEAR, LAST_YEAR
from generator.model.ledger import SCHEMA, TABLE
from generator.model.request import NEVER_PRINTED, Request
from generator.model.types import NO, YES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Value = str | int | date | datetime | None
_BATCH = "batch"

KEYS = tuple(Request.model_fields)

WORDS = ("channel", "type", "category", "party", "area", "unit", "status")
"""Keys with few different texts, which are tidied one text after the other (`words.tidy_words`)."""

TIMES = ("received_at", "closed_at", "due")
"""Keys whose texts are tidied in the closer look alone (`repair`), if they need one."""
FLAGS = ("satisfaction", "confidential", "repeat_of")
"""Keys whose texts are tidied where they are not known as they stand."""
TIDIED = tuple(key for key in KEYS if key not in (*WORDS, *TIMES, *FLAGS, *NEVER_PRINTED))
"""Keys whose texts are tidied row by row."""

ODD = ("received_at", "closed_at", "due", "satisfaction", "confidential")
"""Keys whose texts are kept, in the list `odd`, where SQL does not read them."""

SECRET_YES = (*sorted(YES), "1", "✓", "✔", "保密", "涉密", "机密", "秘密")
SECRET_NO = (*sorted(NO), "0", "公开", "不保密", "不涉密", "非涉密", "")
UNASKED = ("未评价", "未回访", "未表态", "未接通", "无法联系", "联系不上", "无人接听", "拒访", "不予评价", "")
"""满意度 of people who were not asked or gave no answer."""

BLANK_CHARACTERS = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
_FULL = "０１２３４５６７８９－／ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
_HALF = "0123456789-/ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOMENT = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}([ T](1?\d|0\d|2[0-3]):\d{2}(:\d{2})?)?"
_SHORTEST_MOMENT, _LONGEST_MOMENT = len("2022-5-3"), len("2022-05-03 09:12:00")
_WORKDAYS = r"\d{1,3}(个?工作日)?"
_LONGEST_BLANK = max(len(word.encode()) for word in BLANKS)


@dataclass(frozen=True)
class Rules:
    """What site.yaml says of values: words for 满意, 不满意 and 办结状态, and terms by 诉求类型."""

    satisfied: tuple[str, ...]
    dissatisfied: tuple[str, ...]
    closed_states: tuple[str, ...]
    terms: Mapping[str, Term]
    other_term: Term | None


def create_table(connection: DuckDBPyConnection) -> None:
    """The empty table, and the settings that loading needs: DuckDB makes joins of tests against many
    words, which are slow and change the order of the rows, and draws a bar where it may print."""
    connection.execute("SET disabled_optimizers = 'in_clause'")
    connection.execute("SET enable_progress_bar = false")
    more = {"odd": "VARCHAR[]", "workdays": "SMALLINT", "days": "SMALLINT", "hours": "SMALLINT"}
    more |= {"breaks": "INTEGER"} | dict.fromkeys(NEVER_PRINTED, "VARCHAR")
    added = "".join(f", {name} {kind}" for name, kind in more.items())
    schema = SCHEMA.replace("received_at TIMESTAMP NOT NULL", "received_at TIMESTAMP").strip()
    connection.execute(f"{schema.removesuffix(')')}{added})")


EXTRA = ("odd", "workdays", "days", "hours", "breaks")
"""The columns that `create_table` adds, those of NEVER_PRINTED apart."""


def insert(
    connection: DuckDBPyConnection,
    relation: str,
    columns: Mapping[str, str],
    file: str,
    sheet: str,
    rules: Rules,
    counted: Iterable[str] = (),
) -> None:
    """Appends the rows of `relation`, none of whose cells is NULL, in their order.

    `columns` maps keys to the relation's columns, `line` to the one with the line. Line breaks in the
    columns `counted` are added up in `breaks`.
    """
    values = _values(columns)
    values |= {"file": quoted(file), "sheet": quoted(sheet), "breaks": _breaks(counted)}
    # One projection upon the other: DuckDB works out again what is repeated inside a CASE.
    query = relation
    for level in (_raw(columns), _ends(rules), _trimmed(rules), _parsed(rules), _unread()):
        expressions = ", ".join(f"{expression} AS {name}" for name, expression in level.items())
        query = f"(SELECT *, {expressions} FROM {query})"
    connection.execute(
        f"INSERT INTO {TABLE} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {query}"
    )


def insert_rows(
    connection: DuckDBPyConnection,
    lines: Sequence[int],
    columns: Mapping[str, Sequence[str]],
    file: str,
    sheet: str,
    rules: Rules,
) -> None:
    """Appends rows held in Python: texts by key, and lines."""
    kinds = {f"c_{key}": "VARCHAR" for key in columns} | {"c_line": "INTEGER"}
    with batch(connection, kinds, [*columns.values(), lines]) as name:
        insert(connection, name, {key: f"c_{key}" for key in (*columns, "line")}, file, sheet, rules)


@contextmanager
def batch(
    connection: DuckDBPyConnection, kinds: Mapping[str, str], columns: Sequence[Sequence[Value]]
) -> Iterator[str]:
    """A table of these columns for a while; its name. `kinds` are their names and types.

    Lists as parameters need no numpy, the import of which takes longer than to read a thousand rows.
    """
    chosen = ", ".join(f"unnest(${name}::{kind}[]) AS {name}" for name, kind in kinds.items())
    parameters = {name: list(column) for name, column in zip(kinds, columns, strict=True)}
    connection.execute(f"CREATE TEMP TABLE {_BATCH} AS SELECT {chosen}", parameters)
    try:
        yield _BATCH
    finally:
        connection.execute(f"DROP TABLE {_BATCH}")


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def among(text: str, words: Iterable[str]) -> str:
    """Whether a text is one of these words."""
    return f"({text} IN ({', '.join(quoted(word) for word in words) or 'NULL'}))"


def _raw(columns: Mapping[str, str]) -> dict[str, str]:
    """r_<key>: each key's cell."""
    return {f"r_{key}": columns.get(key, "''") for key in KEYS}


def _ends(rules: Rules) -> dict[str, str]:
    """z_<key>: the last character; y_<key>: the one after a time's year; q_satisfied: what the cell says as
    it stands."""
    ends = {f"z_{key}": f"r_{key}[-1]" for key in TIDIED} | {f"y_{key}": f"r_{key}[5]" for key in TIMES}
    return ends | {"q_satisfied": _satisfied("r_satisfaction", rules)}


def _trimmed(rules: Rules) -> dict[str, str]:
    """s_<key>: without blanks around it; `trim` takes its time and is called where there may be any. m_<key>:
    what the database takes for a time; that is more than what may be one."""
    solid = {key: f"{_solid(f'r_{key}')} AND {_solid(f'z_{key}')}" for key in TIDIED}
    solid |= {"repeat_of": "r_repeat_of = ''", "confidential": "r_confidential = ''"}
    solid["satisfaction"] = f"q_satisfied IS NOT NULL OR {among('r_satisfaction', UNASKED)}"
    trimmed = {
        f"s_{key}": f"CASE WHEN {condition} THEN r_{key} ELSE trim(r_{key}, {quoted(BLANK_CHARACTERS)}) END"
        for key, condition in solid.items()
    }
    return trimmed | {
        f"m_{key}": f"CASE WHEN y_{key} IN ('-', '/') "
        f"AND strlen(r_{key}) BETWEEN {_SHORTEST_MOMENT} AND {_LONGEST_MOMENT} "
        f"THEN try_cast(r_{key} AS TIMESTAMP) "
        f"WHEN y_{key} = '年' THEN try_strptime(r_{key}, '%Y年%m月%d日') END"
        for key in TIMES
    }


def _parsed(rules: Rules) -> dict[str, str]:
    """What the texts say: p_<key>, NULL where SQL cannot tell, or the text itself, t_<key>."""
    no = among("s_repeat_of", (*BLANKS, "", "否", "不是", "0"))
    word = "lower(s_confidential)"
    return {
        **{f"p_{key}": _time(key) for key in TIMES},
        "p_satisfied": f"coalesce(q_satisfied, {_satisfied('s_satisfaction', rules)})",
        "p_secret": f"CASE WHEN s_confidential = '' OR {among('s_confidential', BLANKS)} THEN FALSE "
        f"WHEN {among(word, SECRET_YES)} THEN TRUE WHEN {among(word, SECRET_NO)} THEN FALSE END",
        "t_repeat_of": f"CASE WHEN s_repeat_of = '' OR {no} THEN '' ELSE {_number('s_repeat_of')} END",
        **{f"t_{key}": _text(f"s_{key}") for key in TIDIED},
    }


def _unread() -> dict[str, str]:
    """u_<key>: the text of a cell that says something which SQL did not read, else NULL."""
    asked = f"NOT {among('s_satisfaction', (*UNASKED, *BLANKS))}"
    received = f"CASE WHEN {_is_blank('r_received_at')} THEN '' ELSE r_received_at END"
    own = "try_cast(regexp_extract(r_due, '^\\d+') AS SMALLINT)"
    workdays = f"regexp_full_match(r_due, {quoted(_WORKDAYS)})"
    return {
        "u_received_at": f"CASE WHEN p_received_at IS NULL THEN {received} END",
        "u_closed_at": f"CASE WHEN p_closed_at IS NULL AND NOT {_is_blank('r_closed_at')} "
        "THEN r_closed_at END",
        "u_due": f"CASE WHEN p_due IS NULL AND NOT {_is_blank('r_due')} AND NOT {workdays} THEN r_due END",
        "u_satisfaction": f"CASE WHEN p_satisfied IS NULL AND {asked} THEN s_satisfaction END",
        "u_confidential": "CASE WHEN p_secret IS NULL THEN s_confidential END",
        "p_workdays": f"CASE WHEN p_due IS NULL AND {workdays} THEN {own} END",
    }


def _values(columns: Mapping[str, str]) -> dict[str, str]:
    """Column of the table → expression over the texts and what they say."""
    values = {key: f"r_{key}" for key in (*WORDS, *NEVER_PRINTED)}
    values |= {key: f"t_{key}" for key in (*TIDIED, "repeat_of")} | {"unit_class": "''"}
    values["id"] = _number("t_id")
    values["line"] = columns.get("line", "0")
    values |= {"received_at": "p_received_at", "closed_at": "p_closed_at", "satisfied": "p_satisfied"}
    values["due_at"] = "CASE WHEN p_due::TIME = TIME '00:00:00' THEN p_due + INTERVAL 1 DAY ELSE p_due END"
    values["closed"] = "p_closed_at IS NOT NULL"
    values["confidential"] = "coalesce(p_secret, TRUE)"
    values["workdays"] = "p_workdays"
    unread = [f"u_{key}" for key in ODD]
    anything = " OR ".join(f"{text} IS NOT NULL" for text in unread)
    values["odd"] = f"CASE WHEN {anything} THEN [{', '.join(unread)}] END"
    return values


def _satisfied(text: str, rules: Rules) -> str:
    yes, no = (
        among(text, (word for word in words if word not in BLANKS))
        for words in (rules.satisfied, rules.dissatisfied)
    )
    return f"CASE WHEN {yes} THEN TRUE WHEN {no} THEN FALSE END"


def _solid(text: str) -> str:
    """Whether a text begins with a character that is no blank: of those that are none, the usual ones.

    Texts are compared by their bytes, the first four of which are at hand."""
    ranges = ((33, 127), (0x3001, 0xFEFF))
    return (
        "(" + " OR ".join(f"({text} >= chr({first}) AND {text} < chr({end}))" for first, end in ranges) + ")"
    )


def _is_blank(text: str) -> str:
    return among(text, (*BLANKS, ""))


def _text(text: str) -> str:
    """The text, "" where it says nothing, with single line ends. Long ones need not be compared with every
    word."""
    return (
        f"CASE WHEN strlen({text}) > {_LONGEST_BLANK} AND NOT contains({text}, chr(13)) THEN {text} "
        f"WHEN {among(text, BLANKS)} THEN '' ELSE replace({text}, chr(13), '') END"
    )


def _number(text: str) -> str:
    """An id in half-width digits, without the marks that keep a spreadsheet from rewriting it."""
    plain = f"strlen({text}) = length({text}) AND ord({text}) NOT IN (39, 61, 96)"
    half = f"translate({text}, {quoted(_FULL)}, {quoted(_HALF)})"
    return f"CASE WHEN {plain} THEN {text} ELSE trim({half}, '=\"''`') END"


def _time(key: str) -> str:
    """The time as written in full, which is looked at first since it is quickly told, or in another form
    that `parse_when` knows too: not 24:00, and nothing with a zone."""
    text, moment = f"r_{key}", f"m_{key}"
    first, end = (f"TIMESTAMP '{year}-01-01'" for year in (FIRST_YEAR, LAST_YEAR + 1))
    known = (
        f"starts_with({moment}::VARCHAR, {text}) OR y_{key} = '年' "
        f"OR regexp_full_match({text}, {quoted(_MOMENT)})"
    )
    return f"CASE WHEN {moment} >= {first} AND {moment} < {end} AND ({known}) THEN {moment} END"


def _breaks(columns: Iterable[str]) -> str:
    """How many line breaks stand inside the cells of a row."""
    counts = [
        f"CASE WHEN contains({name}, chr(10)) "
        f"THEN length({name}) - length(replace({name}, chr(10), '')) ELSE 0 END"
        for name in columns
    ]
    return " + ".join(counts) or "0"
