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
    """Appends the rows of `relation` in their order.

    `columns` maps keys to the relation's columns, `line` to the one with the line. Line breaks in the
    columns `counted` are added up in `breaks`.
    """
    values = _values(columns)
    values |= {"file": quoted(file), "sheet": quoted(sheet), "breaks": _breaks(counted)}
    # One projection upon the other: DuckDB works out again what is repeated inside a CASE.
    query = relation
    for level in (_raw(columns), _ends(), _trimmed(rules), _texts(), _moments(), _parsed(rules)):
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
    """r_<key>: each key's cell, "" where there is none."""
    return {f"r_{key}": f"coalesce({columns[key]}, '')" if key in columns else "''" for key in KEYS}


def _ends() -> dict[str, str]:
    """a_<key> and z_<key>: the first and the last character's code."""
    first = {f"a_{key}": f"ord(r_{key})" for key in TIDIED}
    return first | {f"z_{key}": f"ord(r_{key}[-1])" for key in TIDIED}


def _trimmed(rules: Rules) -> dict[str, str]:
    """s_<key>: without blanks around it; `trim` takes its time and is called where there may be any."""
    asked = (*rules.satisfied, *rules.dissatisfied, *UNASKED)
    solid = {"satisfaction": among("r_satisfaction", asked), "confidential": "FALSE", "repeat_of": "FALSE"}
    for key in TIDIED:
        ends = (f"a_{key}", f"z_{key}")
        inside = (f"({end} BETWEEN 33 AND 126 OR {end} BETWEEN 12289 AND 65278)" for end in ends)
        solid[key] = " AND ".join(inside)
    return {
        f"s_{key}": f"CASE WHEN r_{key} = '' OR ({condition}) THEN r_{key} "
        f"ELSE trim(r_{key}, {quoted(BLANK_CHARACTERS)}) END"
        for key, condition in solid.items()
    }


def _texts() -> dict[str, str]:
    """t_<key>: the text, "" where it says nothing. Long ones need not be compared with every word."""
    texts = {key: f"s_{key}" for key in (*TIDIED, *FLAGS)} | {key: f"r_{key}" for key in TIMES}
    return {
        f"t_{key}": f"CASE WHEN {text} = '' OR strlen({text}) > {_LONGEST_BLANK} THEN {text} "
        f"WHEN {among(text, BLANKS)} THEN '' ELSE {text} END"
        for key, text in texts.items()
    }


def _moments() -> dict[str, str]:
    """m_<key>: what the database takes for a time; that is more than what may be one."""
    return {
        f"m_{key}": f"CASE WHEN strlen(t_{key}) BETWEEN {_SHORTEST_MOMENT} AND {_LONGEST_MOMENT} "
        f"AND substr(t_{key}, 5, 1) IN ('-', '/') THEN try_cast(t_{key} AS TIMESTAMP) "
        f"WHEN substr(t_{key}, 5, 1) = '年' THEN try_strptime(t_{key}, '%Y年%m月%d日') END"
        for key in TIMES
    }


def _parsed(rules: Rules) -> dict[str, str]:
    """What the texts say, NULL where SQL cannot tell: each is used several times and worked out once."""
    yes, no = (among("t_satisfaction", words) for words in (rules.satisfied, rules.dissatisfied))
    word = "lower(t_confidential)"
    secret = f"WHEN {among(word, SECRET_YES)} THEN TRUE WHEN {among(word, SECRET_NO)} THEN FALSE"
    return {
        **{f"p_{key}": _time(f"t_{key}", f"m_{key}") for key in TIMES},
        "p_workdays": f"t_due <> '' AND regexp_full_match(t_due, {quoted(_WORKDAYS)})",
        "p_satisfied": f"CASE WHEN {yes} THEN TRUE WHEN {no} THEN FALSE END",
        "p_asked": f"NOT {among('t_satisfaction', UNASKED)}",
        "p_secret": f"CASE WHEN t_confidential = '' THEN FALSE {secret} END",
    }


def _values(columns: Mapping[str, str]) -> dict[str, str]:
    """Column of the table → expression over the texts and what they say."""
    values = {key: f"r_{key}" for key in (*WORDS, *NEVER_PRINTED)}
    values |= {key: _unix(f"t_{key}") for key in ("title", "content", "result")}
    values |= {"id": _number("t_id"), "repeat_of": _number("t_repeat_of"), "unit_class": "''"}
    no = among("t_repeat_of", ("", "否", "不是", "0"))
    values["repeat_of"] = f"CASE WHEN {no} THEN '' ELSE {values['repeat_of']} END"
    values["line"] = columns.get("line", "0")
    values |= {"received_at": "p_received_at", "closed_at": "p_closed_at", "satisfied": "p_satisfied"}
    values["due_at"] = "CASE WHEN p_due::TIME = TIME '00:00:00' THEN p_due + INTERVAL 1 DAY ELSE p_due END"
    values["closed"] = "p_closed_at IS NOT NULL"
    values["confidential"] = "coalesce(p_secret, TRUE)"
    own = "try_cast(regexp_extract(t_due, '^\\d+') AS SMALLINT)"
    values["workdays"] = f"CASE WHEN p_workdays THEN {own} END"
    odd = {
        "t_received_at": "p_received_at IS NULL",
        "t_closed_at": "t_closed_at <> '' AND p_closed_at IS NULL",
        "t_due": "t_due <> '' AND p_due IS NULL AND NOT p_workdays",
        "t_satisfaction": "p_asked AND p_satisfied IS NULL",
        "t_confidential": "p_secret IS NULL",
    }
    texts = ", ".join(f"CASE WHEN {fault} THEN {text} END" for text, fault in odd.items())
    values["odd"] = f"CASE WHEN {' OR '.join(f'({fault})' for fault in odd.values())} THEN [{texts}] END"
    return values


def _number(text: str) -> str:
    """An id in half-width digits, without the marks that keep a spreadsheet from rewriting it."""
    plain = f"strlen({text}) = length({text}) AND ord({text}) NOT IN (39, 61, 96)"
    half = f"translate({text}, {quoted(_FULL)}, {quoted(_HALF)})"
    return f"CASE WHEN {plain} THEN {text} ELSE trim({half}, '=\"''`') END"


def _unix(text: str) -> str:
    return f"CASE WHEN contains({text}, chr(13)) THEN replace({text}, chr(13), '') ELSE {text} END"


def _time(text: str, moment: str) -> str:
    """The time as written in full, which is looked at first since it is quickly told, or in another form
    that `parse_when` knows too: not 24:00, and nothing with a zone."""
    known = (
        f"starts_with({moment}::VARCHAR, {text}) OR substr({text}, 5, 1) = '年' "
        f"OR regexp_full_match({text}, {quoted(_MOMENT)})"
    )
    first, end = (f"TIMESTAMP '{year}-01-01'" for year in (FIRST_YEAR, LAST_YEAR + 1))
    return f"CASE WHEN {moment} >= {first} AND {moment} < {end} AND ({known}) THEN {moment} END"


def _breaks(columns: Iterable[str]) -> str:
    """How many line breaks stand inside the cells of a row."""
    counts = [
        f"CASE WHEN contains({name}, chr(10)) "
        f"THEN length({name}) - length(replace({name}, chr(10), '')) ELSE 0 END"
        for name in columns
    ]
    return " + ".join(counts) or "0"
