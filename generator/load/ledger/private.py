"""What is never printed: taken out of the table, and kept for the check of texts alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_INSIDE = "[-.()_]"
_SOLID = r"[-0-9A-Za-z\x{4E00}-\x{9FFF}+#.()_]+"
"""Cells of one value in which nothing has two forms, for RE2: those DuckDB itself brings to their keys."""
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
    connection.execute(PRIVATE_SCHEMA)
    names: frozenset[str] = frozenset()
    for column in NEVER_PRINTED:
        if column == "name":
            _mask_own_names(connection)
            names = frozenset(_names(_distinct(connection, column, f"length({column}) > 1")))
        else:
            _put_by(connection, column)
        connection.execute(f"ALTER TABLE {TABLE} DROP COLUMN {column}")
    return names


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


def _put_by(connection: DuckDBPyConnection, column: str) -> None:
    """The values of a column into PRIVATE: plain ones, which nearly all are, as `keyed` does it, the others
    by itself."""
    digits = f"regexp_full_match({column}, {quoted(_DIGITS)})"
    solid = f"({digits} OR regexp_full_match({column}, {quoted(_SOLID)}))"
    bare = f"lower(regexp_replace({column}, {quoted(_INSIDE)}, '', 'g'))"
    connection.execute(
        f"""
        INSERT INTO {PRIVATE} SELECT key, value FROM (
            SELECT value, CASE WHEN number THEN value WHEN length(value) >= {LEAST_ADDRESS}
                THEN regexp_extract(value, {quoted(DOOR_KEY)}) ELSE '' END AS key
            FROM (SELECT number, CASE WHEN number THEN ltrim(short, '+') ELSE short END AS value
                FROM (SELECT short, digits OR regexp_full_match(short, {quoted(NUMBER)}) AS number
                    FROM (SELECT digits, CASE WHEN digits THEN {column} ELSE {bare} END AS short
                        FROM (SELECT {column}, {digits} AS digits
                            FROM {TABLE} WHERE {column} <> '' AND {solid})))))
        WHERE key <> ''
        """
    )
    pairs = list(_keyed(_distinct(connection, column, f"{column} <> '' AND NOT {solid}")))
    if pairs:
        columns = [[key for key, _ in pairs], [value for _, value in pairs]]
        with batch(connection, {"k": "VARCHAR", "v": "VARCHAR"}, columns) as odd:
            connection.execute(f"INSERT INTO {PRIVATE} SELECT k, v FROM {odd}")


def _keyed(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of cells that hold several numbers each of them, and all of them as one."""
    for text in texts:
        for part in {text, *_PARTS.split(text)}:
            if (found := keyed(part)) is not None:
                yield found


def _distinct(connection: DuckDBPyConnection, column: str, condition: str) -> list[str]:
    query = f"SELECT DISTINCT {column} FROM {TABLE} WHERE {condition}"
    return [tidy(text) for (text,) in connection.execute(query).fetchall()]


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
