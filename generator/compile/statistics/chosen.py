"""The cases that an editor chose by 编号: that each is there and may be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.compile.finding import at
from generator.compile.statistics.predicates import TELLS_ON_SOMEONE
from generator.diagnostics import Diagnostic
from generator.diagnostics.near import question
from generator.model.content import LoadedIssue
from generator.model.ledger import TABLE
from generator.model.statistics import Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FARTHEST = 3
"""Characters to change in an id that is meant: more is another one."""


def check_cases(
    connection: DuckDBPyConnection, issue: LoadedIssue, span: Span, ids: tuple[str, ...]
) -> list[Diagnostic]:
    """An error for each case that is unknown, received later or confidential; a warning for a 举报, of which
    next to nothing is told."""
    if not ids:
        return []
    query = f"""SELECT id, received_at < $as_of, confidential, {TELLS_ON_SOMEONE} FROM {TABLE}
        WHERE id IN (SELECT unnest($ids::VARCHAR[]))"""
    rows = connection.execute(query, {"ids": list(ids), "as_of": span.as_of}).fetchall()
    known = {id: flags for id, *flags in rows}
    findings = []
    for id in dict.fromkeys(ids):
        path = _path(issue, id)
        if id not in known:
            near = _near(connection, id)
            findings.append(at(issue.front, "case-unknown", *path, id=id, near=near))
            continue
        in_time, confidential, tells = known[id]
        if not in_time:
            findings.append(at(issue.front, "case-later", *path, id=id))
        elif confidential:
            findings.append(at(issue.front, "case-confidential", *path, id=id))
        elif tells:
            findings.append(at(issue.front, "case-not-told", *path, id=id))
    return findings


def _path(issue: LoadedIssue, id: str) -> tuple[str | int, ...]:
    """Where the issue names the case."""
    for index, section in enumerate(issue.front.record.sections):
        if id in section.requests:
            return ("sections", index, "requests", section.requests.index(id))
    return ("sections",)


def _near(connection: DuckDBPyConnection, id: str) -> str:
    """The ids most like this one, as a question."""
    query = f"""SELECT id FROM {TABLE} WHERE levenshtein(id, $id) <= {_FARTHEST}
        ORDER BY levenshtein(id, $id), id LIMIT 3"""
    found = [row[0] for row in connection.execute(query, {"id": id}).fetchall()]
    return question(found) if found else "请对照台账的“编号”一列改正"
