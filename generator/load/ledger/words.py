"""Columns with few different texts: tidied text by text, and what they say of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.load.ledger.staging import BLANK_CHARACTERS, WORDS, Rules, among, batch, quoted
from generator.load.ledger.tables import BLANKS
from generator.model.ledger import TABLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NO_TERM = "due_at IS NULL AND coalesce(workdays, days, hours) IS NULL"


def tidy_words(connection: DuckDBPyConnection) -> None:
    """Texts without blanks around them; those that say nothing become ""."""
    for key in WORDS:
        texts = [text for (text,) in connection.execute(f"SELECT DISTINCT {key} FROM {TABLE}").fetchall()]
        tidied = {text: tidy(text) for text in texts if tidy(text) != text}
        replace_texts(connection, {key: tidied})


def tidy(text: str) -> str:
    text = text.strip(BLANK_CHARACTERS)
    return "" if text in BLANKS else text


def replace_texts(connection: DuckDBPyConnection, columns: dict[str, dict[str, str]]) -> None:
    """Puts other texts for those of the first column named, into all columns named.

    `columns` maps a column to {text of the first column: new text}.
    """
    first = next(iter(columns))
    if not columns[first]:
        return
    kinds = dict.fromkeys(("old", *(f"new_{name}" for name in columns)), "VARCHAR")
    texts = [list(columns[first]), *(list(new.values()) for new in columns.values())]
    with batch(connection, kinds, texts) as table:
        setting = ", ".join(f"{name} = {table}.new_{name}" for name in columns)
        connection.execute(f"UPDATE {TABLE} SET {setting} FROM {table} WHERE {TABLE}.{first} = {table}.old")


def set_closed(connection: DuckDBPyConnection, rules: Rules) -> None:
    """Closed is what has a close time or a state that says so."""
    closed = f"closed_at IS NOT NULL OR {among('status', rules.closed_states)}"
    connection.execute(f"UPDATE {TABLE} SET closed = TRUE WHERE NOT closed AND ({closed})")


def set_terms(connection: DuckDBPyConnection, rules: Rules) -> None:
    """The site's term of the type, where a row has none of its own."""
    for kind, term in rules.terms.items():
        connection.execute(
            f"UPDATE {TABLE} SET {term.unit} = {term.count} WHERE type = {quoted(kind)} AND {_NO_TERM}"
        )
    if rules.other_term is not None:
        known = f"type NOT IN ({', '.join(quoted(kind) for kind in rules.terms)}) AND" if rules.terms else ""
        term = rules.other_term
        connection.execute(f"UPDATE {TABLE} SET {term.unit} = {term.count} WHERE {known} {_NO_TERM}")
