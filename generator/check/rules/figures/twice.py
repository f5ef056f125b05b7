"""The same figure told twice in two ways, within one report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.figures.again import beside_cells, told_again, written_out
from generator.check.rules.figures.amounts import amounts, read_figures
from generator.check.rules.figures.misread import Figure, is_of_same, look_alike
from generator.check.rules.figures.same import place_in, slip_of, told_anew
from generator.check.rules.figures.tabled import beside_label, beside_table
from generator.check.rules.figures.told import Told, phrase_of, places_of, scope_of
from generator.check.rules.figures.wholes import few_of, title_of_parts
from generator.check.rules.figures.words import are_contrary, words_of
from generator.model.content import LoadedReport
from generator.model.prose import (
    CAPTION,
    HEADING,
    HEADS,
    ITEM,
    PARAGRAPH,
    RUNNING,
    SUBTITLE,
    TITLE,
    Block,
    Document,
)

_KINDS = (*HEADS, PARAGRAPH, ITEM)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Figures of a report that may be one told twice: groups of things called `alike`, and `pairs` that look
    alike and stand among the same words. `tabled`: one told in a sentence near a table whose total is
    another, and the cell."""

    alike: tuple[tuple[Told, ...], ...]
    pairs: tuple[tuple[Figure, Figure], ...]
    tabled: tuple[tuple[Told, Block], ...]
    again: tuple[tuple[Told, Told], ...]
    """Figures of one paragraph that speak of the figure before."""
    celled: tuple[tuple[Told, Block], ...]
    """Those of a sentence that names the row and the column of a cell with another number."""
    summed: tuple[tuple[Told, Block, str], ...]
    """The sum that a title tells of some places, where a sentence below tells other parts, and their sum."""


def candidates(document: Document, office: Office) -> Candidates | None:
    """None for most reports."""
    if document.kind != "report":
        return None
    by_unit: dict[str, list[Figure]] = {}
    blocks = list(document.of(*_KINDS, CAPTION))
    for order, block in enumerate(blocks):
        text = block.text
        told = (*amounts(text), *written_out(text)) if "十" in text else amounts(text)
        for amount in told:
            by_unit.setdefault(amount.kind, []).append(Figure(block, order, amount))
    if not by_unit:
        return None
    several = [
        those for those in by_unit.values() if len(those) > 1 and len({one.amount.shown for one in those}) > 1
    ]
    alike = [tuple(same) for those in several for same in _called(those) if _differ(same)]
    pairs = tuple(pair for those in several for pair in look_alike(those))
    heads = " ".join(block.text for block in document.of(TITLE, SUBTITLE))
    placed_heads = [
        order for order, block in enumerate(blocks) if block.kind == HEADING and place_in(block.text)
    ]
    again = tuple(told_again(list(enumerate(blocks))))
    again += tuple(pair for those in several for pair in told_anew(those, heads, placed_heads))
    tabled: tuple[tuple[Told, Block], ...] = ()
    celled: tuple[tuple[Told, Block], ...] = ()
    if len(document.tables) == 1:
        called = (same for those in by_unit.values() for same in _called(those))
        tabled = tuple(beside_table(document, [told for same in called for told in same]))
    if document.tables:
        figures = (one for those in by_unit.values() for one in those if one.block.kind in RUNNING)
        placed = [
            Told(one.block, one.order, one.amount, one.amount.shown, one.amount.start) for one in figures
        ]
        celled = (*beside_label(document, placed), *beside_cells(document, placed))
    summed = tuple(_summed(document, office))
    found = Candidates(tuple(alike), pairs, tabled, again, celled, summed)
    return found if alike or pairs or tabled or again or celled or summed else None


def _summed(document: Document, office: Office) -> Iterator[tuple[Told, Block, str]]:
    """标题: 三个乡镇种下2.4万株苗木, and the numbers of three places below it that come to another sum."""
    for head in document.of(TITLE, SUBTITLE):
        named = few_of(head.text)
        if named is None:
            continue
        for order, block in enumerate(document.of(PARAGRAPH)):
            found = title_of_parts(read_figures(head, office), read_figures(block, office))
            if found is not None:
                total, parts = found
                shown = "＋".join(one.shown for one in parts.amounts)
                yield Told(head, order, total, named, total.start), block, shown
                break


def _called(figures: Sequence[Figure]) -> Iterable[list[Told]]:
    """The figures of the same phrase and unit."""
    found: dict[tuple[str, str], list[Told]] = {}
    for block, order, amount in figures:
        phrase, begin = phrase_of(block.text, amount) if block.kind != CAPTION else ("", 0)
        if phrase:
            told = Told(block, order, amount, phrase, begin)
            found.setdefault((phrase, amount.unit), []).append(told)
    return found.values()


def _differ(places: list[Told]) -> bool:
    return len(places) > 1 and len({place.amount.shown for place in places}) > 1


def told_twice(prose: Prose, gathered: Sequence[tuple[Document, Candidates | None]]) -> Iterator[Found]:
    """走访企业128家 … 走访企业182家, in one report."""
    for document, found in gathered:
        report = prose.content.reports.get(document.key) if found else None
        if found is None or report is None:
            continue
        own = _own_names(prose, report)
        blocks = list(document.of(*_KINDS, CAPTION))
        told_at: set[tuple[int, int]] = set()
        for same in found.alike:
            for block, hit in _differing(blocks, same, own):
                told_at.add((id(block), hit.start))
                yield block, hit
        for first, second in found.pairs:
            place = id(second.block), second.amount.start
            if place not in told_at and is_of_same(blocks, first, second, own):
                told_at.add(place)
                yield _pair_hit(first, second)
        for before, told in found.again:
            if (id(told.block), told.amount.start) not in told_at:
                yield _hit(before, told)
        for told, cell in found.tabled:
            ahead = told.block.text[: told.amount.start]
            if slip_of(cell.text.strip(), told.amount.digits):
                alone = place_in(ahead)[:1] in ("", "全")
            else:
                alone = not places_of(scope_of(ahead, own))
            if told.is_sure and alone:
                yield _table_hit(told, cell)
        yield from (_table_hit(told, cell) for told, cell in found.celled if told.is_sure)
        for told, block, shown in found.summed:
            words = {"phrase": told.phrase, "first": shown, "second": told.amount.shown}
            words["line"] = str(block.lines[0])
            yield told.block, Hit(told.amount.start, told.amount.end, words)


def _own_names(prose: Prose, report: LoadedReport) -> frozenset[str]:
    """What the report's own unit is called, which makes a figure no other one."""
    unit = prose.content.units.find(report.front.record.unit)
    named = {report.front.record.unit}
    if unit is not None:
        named |= {unit.name, unit.short_name} - {""}
    return frozenset(name for name in named if name)


def _differing(blocks: list[Block], same: Sequence[Told], own: frozenset[str]) -> Iterator[Found]:
    before = same[0]
    values = {told.amount.value for told in same[1:]}
    if before.block.kind == TITLE and (before.amount.value in values or len(values) > 1):
        before, same = same[1], same[1:]
    for place, told in enumerate(same[1:], start=1):
        if _are_parallel(before, told) or _are_apart(before, told):
            continue
        if told.is_of_those and any(one.amount.value == told.amount.value for one in same[:place]):
            continue
        slack = (before.amount.step + told.amount.step) / 2
        if abs(before.amount.value - told.amount.value) > slack and _is_one(blocks, before, told, own):
            yield _hit(before, told)


def _are_parallel(before: Told, told: Told) -> bool:
    """甲班有学生45人，乙班有学生54人: clauses of one sentence that begin otherwise."""
    if before.block is not told.block or before.start != told.start:
        return False
    text = told.block.text
    one, other = (text[place.begin - 1 : place.begin] for place in (before, told))
    return one != other and all("\u4e00" <= char <= "\u9fff" for char in one + other)


def _are_apart(before: Told, told: Told) -> bool:
    """摸排困难职工274户 and 慰问困难职工247户."""
    if before.block.kind in HEADS:
        return False
    return are_contrary(*(words_of(one.block.text, one.amount) for one in (before, told)))


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


def _pair_hit(first: Figure, second: Figure) -> Found:
    words = words_of(second.block.text, second.amount)
    called = words.lead[-6:] if len(words.lead) > 1 else words.noun[:6]
    shown = {"phrase": called, "first": first.amount.shown, "second": second.amount.shown}
    shown["line"] = str(first.block.place(first.amount.start).line)
    return second.block, Hit(second.amount.start, second.amount.end, shown)


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
