"""Which column of a table is which key: by its Chinese name, the English one, or site.yaml's 列名."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.diagnostics.near import suggestion
from generator.load.fields import keys_of
from generator.load.ledger.tables import Row
from generator.model.record import Record, Sourced
from generator.model.request import Request
from generator.model.site import Site

SEARCHED = 10
"""Rows among which the header is looked for: titles and remarks may stand above it."""

_PARENTHESES = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Column:
    """`index` is the column's position from 0, `title` its name as it stands in the file."""

    key: str
    index: int
    title: str


@dataclass(frozen=True)
class Header:
    """A table's header: the line it ends on, its columns by key, and what else there is.

    `twice` are columns that mean a key which an earlier one means too; `unknown` are names of columns
    that mean no key; `width` is the number of cells.
    """

    line: int
    columns: Mapping[str, Column]
    twice: tuple[tuple[Column, Column], ...] = ()
    unknown: tuple[str, ...] = ()
    width: int = 0
    above: tuple[Row, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (*(column.title for column in self.columns.values()), *self.unknown)

    def lacks(self, keys: Iterable[str]) -> list[str]:
        return [key for key in keys if key not in self.columns]


Names = Mapping[str, str]
"""Name of a column, normalised → English key."""


def normal(name: str) -> str:
    """A name without blanks and marks of width, case and obligation."""
    return "".join(unicodedata.normalize("NFKC", name).split()).strip("*:").lower()


def own_names(record: type[Record]) -> dict[str, str]:
    """The names that a record's keys have anyway."""
    return {normal(name): key.name for key in keys_of(record) for name in (key.chinese, key.english)}


def key_for(title: str, names: Names) -> str | None:
    """The key of a column; a remark in parentheses at the end of its name may be there or not."""
    name = normal(title)
    return names.get(name) or names.get(_PARENTHESES.sub("", name))


def find_header(rows: Sequence[Row], names: Names) -> Header | None:
    """The header: of the first rows, alone or with the one below, the first that names most keys.

    None where no row names any.
    """
    head = [row for row in rows[:SEARCHED] if not row.blank]
    single = [(number, row.cells) for number, row in enumerate(head)]
    double = [
        (number, _joined(head[number - 1].cells, head[number].cells, names)) for number in range(1, len(head))
    ]
    best: tuple[int, int, tuple[str, ...]] | None = None
    for number, titles in [*single, *double]:
        known = len({key_for(title, names) for title in titles if title.strip()} - {None})
        if known and (best is None or known > best[0]):
            best = (known, number, titles)
    if best is None:
        return None
    _, last, titles = best
    above = tuple(row for row in rows if row.line < head[last].line)
    return _header(titles, head[last].line, above, names)


def _header(titles: Sequence[str], line: int, above: tuple[Row, ...], names: Names) -> Header:
    columns: dict[str, Column] = {}
    twice, unknown = [], []
    for index, title in enumerate(titles):
        title = " ".join(title.split())
        key = key_for(title, names) if title else None
        if key is None:
            unknown += [title] if title else []
        elif key in columns:
            twice.append((columns[key], Column(key, index, title)))
        else:
            columns[key] = Column(key, index, title)
    return Header(line, columns, tuple(twice), tuple(unknown), len(titles), above)


def _joined(upper: Sequence[str], lower: Sequence[str], names: Names) -> tuple[str, ...]:
    """Titles of a header in two rows: a group above names, or one title that takes both rows."""
    titles = []
    for index in range(max(len(upper), len(lower))):
        above = upper[index] if index < len(upper) else ""
        below = lower[index] if index < len(lower) else ""
        if not below.strip():
            titles.append(above)
        elif key_for(below, names) is None and key_for(above + below, names):
            titles.append(above + below)
        else:
            titles.append(below)
    return tuple(titles)


@dataclass(frozen=True)
class ColumnNames:
    """The names of columns for all files, and for single ones by how site.yaml names them."""

    general: Names
    single: Mapping[str, Names]

    def of(self, file: str) -> Names:
        """The names that hold for a file (`content/requests/2022.csv`); its own go first."""
        parts = file.split("/")
        names = dict(self.general)
        for start in reversed(range(len(parts))):
            names.update(self.single.get("/".join(parts[start:]), {}))
        return names


def column_names(site: Sourced[Site], files: Sequence[str]) -> tuple[ColumnNames, list[Diagnostic]]:
    """What site.yaml says of columns. An unknown key is an error, a file that is not there a warning."""
    own = own_names(Request)
    general: dict[str, str] = dict(own)
    single: dict[str, dict[str, str]] = {}
    findings: list[Diagnostic] = []
    for name, meant in site.record.columns.items():
        if isinstance(meant, str):
            key, found = _meant(site, (name,), meant, own)
            findings += found
            general.update({normal(name): key} if key else {})
            continue
        file = name.strip().removeprefix("./")
        if not any(f"/{one}".endswith(f"/{file}") for one in files):
            findings.append(_finding(site, "ledger-columns-file", ("columns", name), file=name))
        for title, inner in meant.items():
            key, found = _meant(site, (name, title), inner, own)
            findings += found
            single.setdefault(file, {}).update({normal(title): key} if key else {})
    return ColumnNames(general, single), findings


def _meant(
    site: Sourced[Site], path: tuple[str, ...], meant: str, own: Names
) -> tuple[str | None, list[Diagnostic]]:
    key = own.get(normal(meant))
    if key is not None:
        return key, []
    chinese = [one.chinese for one in keys_of(Request)]
    near = suggestion(meant, chinese, "可以写：" + "、".join(chinese))
    return None, [
        _finding(site, "ledger-columns-key", ("columns", *path), name=path[-1], key=meant, near=near)
    ]


def _finding(site: Sourced[Site], code: str, path: tuple[str, ...], **data: object) -> Diagnostic:
    place = site.place(*path)
    return Diagnostic(code, place, data, site.excerpt(place))
