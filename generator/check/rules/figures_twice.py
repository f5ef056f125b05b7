"""The same figure told twice in two ways, within one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.figures_amounts import AMOUNT, DIGIT, amount_of
from generator.check.rules.figures_tabled import Place, beside_table
from generator.check.rules.figures_told import Told, phrase_of, places_of, scope_of
from generator.model.content import LoadedReport
from generator.model.prose import HEADS, ITEM, PARAGRAPH, RUNNING, TITLE, Block, Document


@dataclass(frozen=True, slots=True)
class Candidates:
    """Figures of a report that may be one told twice, group by group: of things called `alike`, and of things
    called alike at the end, whose digits only changed their places, `misread`. `tabled`: one told in a
    sentence near a table whose total is another, and the cell."""

    alike: tuple[tuple[Told, ...], ...]
    misread: tuple[tuple[Told, ...], ...]
    tabled: tuple[tuple[Told, Block], ...]


def candidates(document: Document, office: Office) -> Candidates | None:
    """None for most reports."""
    if document.kind != "report":
        return None
    by_phrase: dict[tuple[str, str], list[Place]] = {}
    by_digits: dict[tuple[str, str, str], list[Place]] = {}
    for order, block in enumerate(document.of(*HEADS, PARAGRAPH, ITEM)):
        if not DIGIT.search(block.text):
            continue
        for match in AMOUNT.finditer(block.text):
            phrase, begin = phrase_of(match)
            if phrase:
                place = (phrase, order, block, begin, match)
                by_phrase.setdefault((phrase, match["unit"]), []).append(place)
                digits = match["number"]
                if len(set(digits)) > 1:
                    key = ("".join(sorted(digits)), match["unit"], phrase[-2:])
                    by_digits.setdefault(key, []).append(place)
    alike = [those for those in by_phrase.values() if _differ(those, 4)]
    misread = [those for those in by_digits.values() if _differ(those, 0) and _differ(those, 4)]
    tabled = tuple(beside_table(document, [place for those in by_phrase.values() for place in those]))
    if not (alike or misread or tabled):
        return None
    return Candidates(tuple(map(_told, alike)), tuple(map(_told, misread)), tabled)


def _differ(places: list[Place], part: int) -> bool:
    """Whether places differ in their phrase (0) or their number (4)."""
    if len(places) < 2:
        return False
    return len({place[4]["number"] if part else place[0] for place in places}) > 1


def _told(places: list[Place]) -> tuple[Told, ...]:
    return tuple(
        Told(block, order, amount_of(match), phrase, begin) for phrase, order, block, begin, match in places
    )


def told_twice(prose: Prose, gathered: Sequence[tuple[Document, Candidates | None]]) -> Iterator[Found]:
    """走访企业128家 … 走访企业182家, in one report."""
    for document, found in gathered:
        report = prose.content.reports.get(document.key) if found else None
        if found is None or report is None:
            continue
        own = _own_names(prose, report)
        blocks = list(document.of(*HEADS, PARAGRAPH, ITEM))
        for same in found.misread:
            yield from _misread(blocks, same, own)
        for same in found.alike:
            yield from _differing(blocks, same, own)
        for told, cell in found.tabled:
            if told.is_sure and not places_of(scope_of(told.block.text[: told.amount.start], own)):
                yield _table_hit(told, cell)


def _own_names(prose: Prose, report: LoadedReport) -> frozenset[str]:
    """What the report's own unit is called, which makes a figure no other one."""
    unit = prose.content.units.find(report.front.record.unit)
    named = {report.front.record.unit}
    if unit is not None:
        named |= {unit.name, unit.short_name} - {""}
    return frozenset(name for name in named if name)


def _misread(blocks: list[Block], same: Sequence[Told], own: frozenset[str]) -> Iterator[Found]:
    """128家 and 182家 of things called alike at the end: digits that only changed their places."""
    before = same[0]
    for told in same[1:]:
        if told.phrase == before.phrase or before.amount.value == told.amount.value:
            continue
        if before.block is not told.block and _is_one(blocks, before, told, own):
            yield _hit(before, told)


def _differing(blocks: list[Block], same: Sequence[Told], own: frozenset[str]) -> Iterator[Found]:
    before = same[0]
    values = {told.amount.value for told in same[1:]}
    if before.block.kind == TITLE and (before.amount.value in values or len(values) > 1):
        before, same = same[1], same[1:]
    for place, told in enumerate(same[1:], start=1):
        if told.is_of_those and any(one.amount.value == told.amount.value for one in same[:place]):
            continue
        slack = (before.amount.step + told.amount.step) / 2
        if abs(before.amount.value - told.amount.value) > slack and _is_one(blocks, before, told, own):
            yield _hit(before, told)


def _is_one(blocks: list[Block], before: Told, told: Told, own: frozenset[str]) -> bool:
    """Whether two figures tell the same: both as a fact, of the same time and place."""
    if not (before.is_sure and told.is_sure):
        return False
    if before.block.kind == TITLE and told.block.kind in RUNNING:
        # A title does not say when.
        text = told.block.text[: told.amount.start]
        return not places_of(scope_of(before.block.text, own) ^ scope_of(text, own))
    if told.is_of_those and before.block is not told.block:
        texts = before.block.text[: before.amount.start], told.block.text[: told.amount.start]
        elsewhere = any(places_of(scope_of(text, own)) for text in texts)
        return not elsewhere and not _headed(blocks, before, told, own)
    if before.scope(own) != told.scope(own):
        return False
    return not _parted(blocks, before, told, own)


def _hit(before: Told, told: Told) -> Found:
    words = {"phrase": told.phrase, "first": before.amount.shown, "second": told.amount.shown}
    words["line"] = str(before.block.place(before.amount.start).line)
    return told.block, Hit(told.amount.start, told.amount.end, words)


def _table_hit(told: Told, cell: Block) -> Found:
    words = {"phrase": told.phrase, "first": cell.text.strip(), "second": told.amount.shown}
    words["line"] = str(cell.place(0).line)
    return told.block, Hit(told.amount.start, told.amount.end, words)


def _parted(blocks: list[Block], before: Told, told: Told, own: frozenset[str]) -> bool:
    """Whether something between two figures may make the second one of another time or place: words before
    it in its paragraph, or a heading."""
    if before.block is told.block:
        return bool(scope_of(told.block.text[before.amount.end : told.amount.start], own) - told.scope(own))
    lead = scope_of(told.block.text[: told.amount.start], own)
    other = scope_of(before.block.text[: before.amount.start], own)
    apart = lead != other and bool((lead | other) - told.scope(own))
    return apart or _headed(blocks, before, told, own)


def _headed(blocks: list[Block], before: Told, told: Told, own: frozenset[str]) -> bool:
    """Whether a heading between two figures names a time or place."""
    heads = (block for block in blocks[before.order + 1 : told.order] if block.kind in HEADS)
    return any(scope_of(block.text, own) for block in heads)


TWICE_RULES: tuple[Rule, ...] = (GatheringRule("figure-twice", candidates, told_twice),)
