"""A manuscript into a draft: what is title, unit, date, byline, photo and text, and what was only guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.diagnostics import Diagnostic
from generator.diagnostics.near import nearest
from generator.intake.days import Day, date_in_name, find_days, nearest_to, year_in
from generator.intake.draft import Draft, Heading, Items, Paragraph, Part, PhotoDraft
from generator.intake.head import BREAK, Head, read_head, read_tail, take_dateline
from generator.intake.manuscript import Block, Line, Manuscript, Shown, Span, without
from generator.intake.outline import outline
from generator.intake.people import NOBODY, Credits, is_unit_line, read_credits, unit_in
from generator.intake.photos import take_photos
from generator.load.markdown_scan import readable
from generator.load.spacing import drop_invisible
from generator.model.unit import Unit, Units

_DOT = re.compile(r"\s*(?:[•●■◆▪◦]\s*|·\s+)")
_GAP = re.compile(r"(?<=[\u3400-\u9fff”》）]) +(?=[\u3400-\u9fff“《（])")
_SEARCHED = 2
"""Paragraphs in which the event's day is looked for where nothing else tells it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the manuscript: the units, the day of the site's newest issue, the file's name
    without its ending, and the day on which the file was last changed."""

    units: Units
    newest: date | None = None
    stem: str = ""
    saved: date | None = None


def compose(manuscript: Manuscript, around: Around) -> Draft | None:
    """The draft; None where the manuscript has no text."""
    blocks = [block for one in manuscript.blocks if (block := _readable(one)) is not None]
    if not any(isinstance(block, Line) for block in blocks):
        return None
    photos, others = take_photos(blocks)
    if not any(isinstance(block, Line) for block in others):
        # A text of captions only.
        photos, others = (
            [PhotoDraft(one.key) for one in blocks if isinstance(one, Shown)],
            [block for block in blocks if not isinstance(block, Shown)],
        )
    told = manuscript.front
    head = _head(others, told.get("标题", ""), around.units)
    tail = read_tail(head.rest, around.units)
    body, dateline, dateline_day, cut = _dateline(tail.rest, around.units)
    credits = head.credits.and_(dateline).and_(tail.credits)
    if "作者" in told:
        credits = read_credits(told["作者"], around.units)
    parts, remarks = outline(body)
    remarks = [*manuscript.remarks, *_told_of(head, cut), *remarks]
    draft = Draft(
        title=_spaced(head.title),
        subtitle=told.get("副题", head.subtitle),
        section=told.get("栏目", ""),
        reporters=credits.reporters,
        correspondents=credits.correspondents,
        photos=_credited(photos, credits),
        parts=parts,
        notes=_used_notes(parts, manuscript, remarks),
    )
    signed = (head.unit, *dateline.units, tail.unit, *tail.credits.units)
    named = (told.get("单位", ""), *head.credits.units, *signed)
    draft = _with_unit(draft, named, head.left, body, around.units, remarks)
    days = [next(find_days(told.get("日期", "")), None), dateline_day, head.day, tail.day]
    draft = replace(draft, day=_day(days, body, manuscript, around, remarks))
    return replace(draft, remarks=tuple(_unique(remarks)))


def _spaced(title: str) -> str:
    """A title whose clauses stand apart by one full-width blank, as Chinese ones do."""
    return _GAP.sub("　", title)


def _readable(block: Block) -> Block | None:
    """The block without characters that nobody sees; None for a line of nothing else."""
    if not isinstance(block, Line):
        return block
    spans = tuple(replace(span, text=drop_invisible(readable(span.text))) for span in block.spans)
    if not any(span.text.strip() for span in spans):
        return None
    block = replace(block, spans=spans)
    dot = _DOT.match(block.text)
    if dot is None or block.look.bullet >= 0 or not block.text[dot.end() :].strip():
        return block
    # A dot that was typed makes a list as one of Word's own does.
    return replace(block, spans=without(spans, dot.end()), look=replace(block.look, bullet=0))


def _head(blocks: Sequence[Block], title: str, units: Units) -> Head:
    return Head(title, True, tuple(blocks)) if title else read_head(blocks, units)


def _told_of(head: Head, dateline: str) -> list[Diagnostic]:
    remarks = []
    if head.made_up:
        remarks.append(Diagnostic("import-title-made-up", None, {"title": head.title.replace(BREAK, "")}))
    elif not head.certain:
        remarks.append(Diagnostic("import-title-guessed", None, {"title": head.title.replace(BREAK, "")}))
    remarks += [Diagnostic("import-line-left", None, {"text": text[:60]}) for text in head.left]
    if dateline:
        remarks.append(Diagnostic("import-dateline", None, {"text": dateline[:60]}))
    return remarks


def _dateline(blocks: Sequence[Block], units: Units) -> tuple[list[Block], Credits, Day | None, str]:
    body = list(blocks)
    place = next((place for place, block in enumerate(body) if isinstance(block, Line)), None)
    if place is None:
        return body, NOBODY, None, ""
    line = body[place]
    assert isinstance(line, Line)
    body[place], credits, day, cut = take_dateline(line, units)
    return body, credits, day, cut


def _credited(photos: Iterable[PhotoDraft], credits: Credits) -> tuple[PhotoDraft, ...]:
    """One photographer in the byline took all pictures that name nobody."""
    only = credits.photographers[0] if len(credits.photographers) == 1 else ""
    return tuple(replace(photo, photographer=photo.photographer or only) for photo in photos)


def _with_unit(
    draft: Draft,
    named: Sequence[Unit | str | None],
    left: Sequence[str],
    body: Sequence[Block],
    units: Units,
    remarks: list[Diagnostic],
) -> Draft:
    """The draft with the first of `named`, in the order in which they can be relied on, that is a unit; else
    the one that title or text speak of. A name that no unit has is kept for the editor."""
    for one in named:
        unit = _resolved(one, units) if isinstance(one, str) else one
        if unit is not None:
            return replace(draft, unit=unit.name)
    first = next((block.text for block in body if isinstance(block, Line)), "")
    for place, text in (("标题", draft.title), ("标题上面", " ".join(left)), ("第一段", first)):
        guessed = unit_in(text, units)
        if guessed is not None:
            remarks.append(Diagnostic("import-unit-guessed", None, {"unit": guessed[0].name, "place": place}))
            return replace(draft, unit=guessed[0].name)
    unknown = next((one for one in named if isinstance(one, str) and one), "")
    near = tuple(nearest(unknown, units.names())) if unknown else ()
    return replace(draft, unit_written=unknown, unit_near=near)


def _resolved(name: str, units: Units) -> Unit | None:
    return units.find(name) or is_unit_line(name, units)


def _day(
    days: Sequence[Day | None],
    body: Sequence[Block],
    manuscript: Manuscript,
    around: Around,
    remarks: list[Diagnostic],
) -> date | None:
    """The day of the report; a missing year is told from what is nearest at hand."""
    found = next((day for day in days if day is not None), None)
    if found is None:
        texts = [block.text for block in body if isinstance(block, Line)][:_SEARCHED]
        found = next((day for text in texts for day in find_days(text)), None)
        if found is None:
            return None
        remarks.append(Diagnostic("import-day-guessed", None, {"day": f"{found.month}月{found.day}日"}))
    if found.year:
        return found.in_year(found.year)
    whole = " ".join(block.text for block in manuscript.blocks if isinstance(block, Line))
    full = next((day.in_year(0) for day in days if day is not None and day.year), None)
    year = year_in(whole)
    anchors = (
        ("文中的另一个日期", full),
        ("文件名", date_in_name(around.stem)),
        ("Word 文件里记的保存日期", manuscript.dated),
        ("最近一期的日期", around.newest),
        ("文件的修改日期", around.saved),
    )
    why, result = "文中写的年份", found.in_year(year) if year and full is None else None
    for why_so, anchor in anchors if result is None else ():
        result = nearest_to(found, anchor) if anchor else None
        if result is not None:
            why = why_so
            break
    if result is not None:
        remarks.append(Diagnostic("import-year-guessed", None, {"day": result.isoformat(), "why": why}))
    return result


def _used_notes(parts: Sequence[Part], manuscript: Manuscript, remarks: list[Diagnostic]) -> dict[str, str]:
    """The notes that the text refers to, in that order; those of a title are told."""
    used: dict[str, str] = {}
    for part in parts:
        for span in _spans(part):
            if span.note and manuscript.notes.get(span.note, "").strip():
                used[span.note] = manuscript.notes[span.note]
    lost = [text for name, text in manuscript.notes.items() if name not in used and text.strip()]
    remarks += [Diagnostic("import-note-lost", None, {"text": text[:40]}) for text in lost]
    return used


def _spans(part: Part) -> Iterable[Span]:
    if isinstance(part, Heading | Paragraph):
        return part.spans
    if isinstance(part, Items):
        return [span for _, spans in part.items for span in spans]
    return ()


def _unique(remarks: Iterable[Diagnostic]) -> list[Diagnostic]:
    seen: dict[tuple[str, str], Diagnostic] = {}
    for one in remarks:
        seen.setdefault((one.code, one.message), one)
    return list(seen.values())
