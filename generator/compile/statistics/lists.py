"""Which rows the lists of items and the cases of hot issues are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.compile.statistics.hot import MATTER
from generator.compile.statistics.items import Chosen, Scene, choose
from generator.compile.statistics.predicates import (
    PREDICATES,
    QUOTABLE,
    TELLS_ON_SOMEONE,
    Parameters,
    hidden_parameters,
    printed,
    rows_then,
)
from generator.compile.statistics.spans import ends_at, starts_at
from generator.compile.statistics.wanted import Wanted
from generator.model.statistics import ANSWERED, NEW, OPEN, OVERDUE, REPEATED

CASES_OF_HOT_ISSUE = 3
"""Ids that may be quoted for a hot issue, at most."""

_CONDITIONS: Mapping[str, str] = {
    NEW: PREDICATES["受理量"],
    ANSWERED: PREDICATES["本期办结量"],
    OPEN: PREDICATES["累计在办量"],
    OVERDUE: PREDICATES["累计超期量"],
}
"""The rows of a list are those that its count counts, but the confidential ones."""

_BY_PARTY = (
    f"list_position($parties, {printed('party')}), list_position($matters, {printed('category')}), "
    "received_at, id"
)
_LATEST_FIRST = "due_at, received_at, id"
"""The earlier the term ended, the more working days have passed since."""


def choose_lists(
    scene: Scene, wanted: Wanted, values: Mapping[str, Sequence[str]]
) -> tuple[dict[str, list[Chosen]], dict[str, int]]:
    """The rows of the lists that are wanted, and the whole length of those that were cut."""
    lists: dict[str, list[Chosen]] = {}
    lengths: dict[str, int] = {}
    for name in (NEW, ANSWERED, OPEN, OVERDUE, REPEATED):
        if name in wanted.lists:
            lists[name], length = _list(name, scene, wanted.quote_at_most, values)
            if length > len(lists[name]):
                lengths[name] = length
    return lists, lengths


def choose_ids(scene: Scene, ids: Iterable[str]) -> list[Chosen]:
    """The rows of these ids, in their order; what may not be quoted, or is not known yet, is left out."""
    order = list(dict.fromkeys(ids))
    if not order:
        return []
    known = "id IN (SELECT unnest($ids::VARCHAR[]))"
    return choose(scene, known, "list_position($ids, id)", ids=order)[0]


def hot_cases(scene: Scene, matters: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Matter → ids that may be told of it, the best first: answered, made again most often, most recent.

    Confidential requests and those that tell on someone are no cases.
    """
    if not matters:
        return {}
    with_ledger, parameters = rows_then([scene.span])
    query = f"""{with_ledger}, quotable AS (
            SELECT id, {printed("category")} AS matter, received_at, done AND result <> '' AS answered,
                id IN (SELECT unnest($repeated::VARCHAR[])) AS again
            FROM ledger WHERE inside AND {QUOTABLE} AND NOT {TELLS_ON_SOMEONE})
        SELECT matter, id, answered, received_at FROM quotable WHERE list_contains($matters, matter)
        QUALIFY again OR {CASES_OF_HOT_ISSUE} >= row_number() OVER (
            PARTITION BY matter ORDER BY answered DESC, received_at DESC, id)
        ORDER BY matter, answered DESC, received_at DESC, id
    """
    parameters |= hidden_parameters(scene.hidden, [MATTER])
    parameters |= {"matters": list(matters), "repeated": scene.repeats.repeated_at_all()}
    found: dict[str, list[tuple[bool, int, str]]] = {}
    rows = scene.connection.execute(query, parameters).fetchall()
    clean = scene.masked.clean([id for _, id, _, _ in rows])
    for matter, id, answered, _ in rows:
        if id in clean:
            again = scene.repeats.count(id, scene.span.as_of)
            found.setdefault(matter, []).append((not answered, -again, id))
    # The rows come by date: a stable sort keeps the most recent of equals first.
    return {
        matter: tuple(id for *_, id in sorted(own, key=lambda one: one[:2])[:CASES_OF_HOT_ISSUE])
        for matter, own in found.items()
    }


def _list(
    name: str, scene: Scene, limit: int, values: Mapping[str, Sequence[str]]
) -> tuple[list[Chosen], int]:
    if name == REPEATED:
        return _repeated(scene, limit)
    if name == OVERDUE:
        return choose(scene, _CONDITIONS[name], _LATEST_FIRST, limit)
    if name == OPEN:
        return choose(scene, _CONDITIONS[name], limit=limit)
    more: Parameters = {"parties": list(values["服务对象"]), "matters": list(values[MATTER])}
    more |= hidden_parameters(scene.hidden, ["服务对象", MATTER])
    return choose(scene, _CONDITIONS[name], _BY_PARTY, limit, **more)


def _repeated(scene: Scene, limit: int) -> tuple[list[Chosen], int]:
    """The first requests of all chains that went on in this period, those made again most often first."""
    span = scene.span
    roots = scene.repeats.roots_repeated(starts_at(span.first), min(ends_at(span.last), span.as_of))
    if not roots:
        return [], 0
    with_ledger, parameters = rows_then([span])
    query = f"""{with_ledger} SELECT id, received_at FROM ledger
        WHERE {QUOTABLE} AND id IN (SELECT unnest($roots::VARCHAR[]))"""
    rows = scene.connection.execute(query, parameters | {"roots": roots}).fetchall()
    ranked = sorted(rows, key=lambda row: (-scene.repeats.count(row[0], span.as_of), row[1], row[0]))
    return choose_ids(scene, [id for id, _ in ranked[:limit]]), len(ranked)
