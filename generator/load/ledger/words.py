"""Columns with few different texts: tidied text by text, and what they say of a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.load.ledger.staging import BLANK_CHARACTERS, WORDS, Rules, among, quoted
from generator.load.ledger.tables import BLANKS
from generator.model.ledger import TABLE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NO_TERM = "due_at IS NULL AND coalesce(workdays, days, hours) IS NULL"


Texts = Mapping[str, frozenset[str]]
"""Key → the different texts of its column."""


def tidy_words(connection: DuckDBPyConnection) -> Texts:
    """Texts without blanks around them; those that say nothing become ""."""
    known = {}
    for key in WORDS:
        texts = [text for (text,) in connection.execute(f"SELECT DISTINCT {key} FROM {TABLE}").fetchall()]
        tidied = {text: tidy(text) for text in texts}
        replace_texts(connection, key, {old: new for old, new in tidied.items() if old != new})
        known[key] = frozenset(tidied.values())
    return known


def tidy(text: str) -> str:
    text = text.strip(BLANK_CHARACTERS)
    return "" if text in BLANKS else text


def replace_texts(connection: DuckDBPyConnection, key: str, texts: Mapping[str, str]) -> None:
    """Puts other texts for those of a column: old text → new one."""
    if texts:
        connection.execute(f"UPDATE {TABLE} SET {key} = {said_by(key, texts)} WHERE {among(key, texts)}")


def said_by(key: str, texts: Mapping[str, str]) -> str:
    """SQL for the text that belongs to that of a column, "" where there is none.

    Of an ENUM a text's place is looked up by its hash; a chain of WHENs would compare it with all.
    """
    words = ", ".join(quoted(text) for text in texts)
    said = ", ".join(quoted(text) for text in texts.values())
    return f"coalesce([{said}][1 + enum_code(try_cast({key} AS ENUM({words})))], '')"


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
