"""What is never printed: taken out of the table, and kept for the check of texts alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from generator.load.ledger.staging import batch, quoted
from generator.load.ledger.words import tidy
from generator.model.ledger import PRIVATE, PRIVATE_SCHEMA, TABLE
from generator.model.request import NEVER_PRINTED
from generator.privacy.masking import masked_name
from generator.privacy.values import DOOR_KEY, LEAST_ADDRESS, NUMBER, keyed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_DIGITS = "[0-9]{7,}"
_EVEN = r"[0-9a-z\x{4E00}-\x{9FFF}]+"
"""Cells that are looked for as they stand: most of them, and quicker told than changed."""
_INSIDE = "[-.()_]"
_SOLID = r"[-0-9A-Za-z\x{4E00}-\x{9FFF}+#.()_]+"
"""Cells of one value in which nothing has two forms, for RE2: those DuckDB itself brings to their keys."""
_BARE = f"lower(regexp_replace(cell, {quoted(_INSIDE)}, '', 'g'))"
_KEY = (
    f"CASE WHEN number THEN value WHEN NOT solid THEN NULL WHEN length(value) >= {LEAST_ADDRESS} "
    f"THEN regexp_extract(value, {quoted(DOOR_KEY)}) ELSE '' END"
)
"""The key of a value in SQL: "" where it is nobody's, NULL where `keyed` has to tell."""
_PARTS = re.compile(r"[、，,；;/\s|]+")
_CALLED = re.compile(r"(?:先生|女士|小姐|同志|师傅|老师|阿姨|叔叔|大爷|大妈)$")
_NAME = re.compile(
    r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]{2,4}|(?=.*·)[㐀-鿿·]{4,20}|[A-Za-z][A-Za-z .'\-]{2,40}"
)
_OWN = re.compile(r"[㐀-鿿豈-鿿·\U00020000-\U0003ffff]{2,12}|[A-Za-z][A-Za-z .'\-]{2,40}")
_NOBODY = re.compile(
    r"匿名|不详|未知|保密|不愿|不便|某|市民|居民|村民|群众|业主|网民|网友|热心|来访|来电|诉求|投诉|举报|住户|"
    r"家长|职工|员工|农民|公司|单位|集体|代表|小区|社区|村委|学校|企业|无名|姓名|测试"
)


def take_out(connection: DuckDBPyConnection) -> frozenset[str]:
    """The names of the ledger. What its other columns of persons hold is put into the table PRIVATE by keys;
    afterwards the table of requests has none of these columns."""
    _mask_own_names(connection)
    cells = connection.execute(f"SELECT DISTINCT name FROM {TABLE} WHERE length(name) > 1").fetchall()
    # The database leaves the interpreter alone while it works.
    with ThreadPoolExecutor(1) as beside:
        names = beside.submit(lambda: frozenset(_names(tidy(cell) for (cell,) in cells)))
        _put_by(connection, [column for column in NEVER_PRINTED if column != "name"])
        for column in NEVER_PRINTED:
            connection.execute(f"ALTER TABLE {TABLE} DROP COLUMN {column}")
        return names.result()


def _mask_own_names(connection: DuckDBPyConnection) -> None:
    """A row's own name in its own text is this person's for certain, whatever stands around it."""
    rows = connection.execute(
        f"SELECT rowid, name, title, content, result FROM {TABLE} WHERE length(name) > 1 "
        "AND (contains(title, name) OR contains(content, name) OR contains(result, name)) ORDER BY rowid"
    ).fetchall()
    masked: list[tuple[int, str, str, str]] = []
    for row, cell, *texts in rows:
        for name in (part for part in {cell, *_PARTS.split(cell)} if _is_somebody(part)):
            texts = [text.replace(name, masked_name(name)) for text in texts]
        masked.append((row, *texts))
    if masked:
        kinds = {"r": "BIGINT", "t": "VARCHAR", "c": "VARCHAR", "s": "VARCHAR"}
        with batch(connection, kinds, [list(column) for column in zip(*masked, strict=True)]) as own:
            connection.execute(
                f"UPDATE {TABLE} SET title = own.t, content = own.c, result = own.s "
                f"FROM (SELECT * FROM {own}) AS own WHERE {TABLE}.rowid = own.r"
            )


def _is_somebody(name: str) -> bool:
    return bool(_OWN.fullmatch(name)) and not _NOBODY.search(name)


def _put_by(connection: DuckDBPyConnection, columns: Iterable[str]) -> None:
    """The values of these columns into PRIVATE: plain ones, which nearly all are, as `keyed` does it, the
    others by itself."""
    query = " UNION ALL ".join(f"SELECT {one} AS cell FROM {TABLE} WHERE {one} <> ''" for one in columns)
    # One projection upon the other, and CASE for OR: so each test is made once, and of few cells alone.
    for level in (
        {"digits": _like("cell", _DIGITS)},
        {"even": f"CASE WHEN digits THEN TRUE ELSE {_like('cell', _EVEN)} END"},
        {"solid": f"CASE WHEN even THEN TRUE ELSE {_like('cell', _SOLID)} END"},
        {"short": f"CASE WHEN even OR NOT solid THEN cell ELSE {_BARE} END"},
        # Digits and + come before all letters.
        {"begins": "CASE WHEN digits THEN FALSE ELSE short < ':' END"},
        {"number": f"CASE WHEN begins THEN {_like('short', NUMBER)} ELSE digits END"},
        {"value": "CASE WHEN number AND begins THEN ltrim(short, '+') ELSE short END"},
        {"key": _KEY},
    ):
        made = ", ".join(f"{expression} AS {name}" for name, expression in level.items())
        query = f"SELECT *, {made} FROM ({query})"
    connection.execute(PRIVATE_SCHEMA)
    connection.execute(f"INSERT INTO {PRIVATE} SELECT key, value FROM ({query})")
    # Not as a condition of the query, for which DuckDB would work out all keys twice.
    connection.execute(f"DELETE FROM {PRIVATE} WHERE key = ''")
    odd = connection.execute(f"SELECT DISTINCT value FROM {PRIVATE} WHERE key IS NULL").fetchall()
    if odd:
        connection.execute(f"DELETE FROM {PRIVATE} WHERE key IS NULL")
        _put_by_key(connection, list(_keyed(tidy(text) for (text,) in odd)))


def _like(text: str, pattern: str) -> str:
    return f"regexp_full_match({text}, {quoted(pattern)})"


def _put_by_key(connection: DuckDBPyConnection, pairs: Sequence[tuple[str, str]]) -> None:
    if pairs:
        columns = [[key for key, _ in pairs], [value for _, value in pairs]]
        with batch(connection, {"k": "VARCHAR", "v": "VARCHAR"}, columns) as table:
            connection.execute(f"INSERT INTO {PRIVATE} SELECT k, v FROM {table}")


def _keyed(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of cells that hold several numbers each of them, and all of them as one."""
    for text in texts:
        for part in {text, *_PARTS.split(text)}:
            if (found := keyed(part)) is not None:
                yield found


def _names(texts: Iterable[str]) -> Iterator[str]:
    """Full names of people: not 匿名, 王女士 or a firm's name, which say nobody's."""
    for text in texts:
        parts = _PARTS.split(text)
        # 李 明 is one name, 李明 王芳 are two.
        if text.isascii() or any(len(part) < 2 for part in parts):
            parts = [text if text.isascii() else "".join(parts)]
        for part in parts:
            name = _CALLED.sub("", part.strip())
            if len(name) >= 2 and _NAME.fullmatch(name) and not _NOBODY.search(name):
                yield name
