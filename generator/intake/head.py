"""What stands above and below the text: title, subtitle, unit, date and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median_low

from generator.intake.days import Day, find_days, only_day
from generator.intake.manuscript import LARGE, Block, Line, without
from generator.intake.people import (
    NOBODY,
    Credits,
    bracketed,
    has_role,
    is_labelled,
    is_unit_line,
    read_credits,
)
from generator.model.unit import Unit, Units
from generator.privacy.named import find_named

BREAK = " \\\\ "
"""Where a title may break, as editors write it."""
_MOST_LINES = 12
_SHORT = 45
_LONGEST_TITLE = 60
_FIRST, _TELLING = 40, 8
"""Characters of a title that had to be cut out of the first sentence: at most, and of a clause at least."""
_ENDS = ("。", "；", "：", "，", "、", ":", ";", ",")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
)
_SUBTITLE = re.compile(r"\s*(?:——|—|--|－－)\s*")
_MASTHEAD = re.compile(
    r".{0,14}(?:信息|简报|动态|专报|快报|要情|情况反映|工作情况|信息专刊)(?:第?\d+期)?|.{0,20}第\s*[\d一二三四五六七八九十]+\s*期.{0,6}"
    r"|.{0,10}〔\d{4}〕.{0,8}"
)
_DATELINE = re.compile(
    r"\s*(?P<lead>(?:本[报网刊台社])?[\u3400-\u9fff]{0,6}?(?P<day>\d{1,2}月\d{1,2}日)?[讯电])?[\s　]*"
    r"[（(](?P<by>[^（）()]{2,60})[）)][\s　：:，]*"
)
_BARE_DATELINE = re.compile(
    r"\s*(?:本[报网刊台社](?:讯|[\u3400-\u9fff]{0,6}?\d{1,2}月\d{1,2}日[讯电])"
    r"|[\u3400-\u9fff]{0,6}?\d{1,2}月\d{1,2}日[讯电])[\s　：:，]+"
)
_LAST_BYLINE = re.compile(r"[（(【]\s*(?P<by>[^（）()【】]{2,60})\s*[）)】]\s*[。．]?\s*$")
_NAMES = re.compile(r"[\u3400-\u9fff]{2,4}(?:[ 　、，][\u3400-\u9fff]{2,4}){0,3}")


@dataclass(frozen=True)
class Head:
    """`certain` is whether the title was set as one; `left` are lines above it that say nothing of ours."""

    title: str
    certain: bool
    rest: tuple[Block, ...]
    subtitle: str = ""
    credits: Credits = NOBODY
    unit: Unit | None = None
    day: Day | None = None
    left: tuple[str, ...] = ()
    made_up: bool = False


@dataclass(frozen=True)
class Tail:
    rest: tuple[Block, ...]
    credits: Credits = NOBODY
    unit: Unit | None = None
    day: Day | None = None


def read_head(blocks: Sequence[Block], units: Units) -> Head:
    """The lines above the text. There is a line of text among `blocks`."""
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Line))
    zone = _zone(blocks, first, units)
    facts = Head("", False, ())
    candidates: list[int] = []
    for place in zone:
        line = blocks[place]
        assert isinstance(line, Line)
        told = _fact(line, facts, units)
        if told is None:
            candidates.append(place)
        else:
            facts = told
    candidates, mastheads = _without_mastheads(blocks, candidates)
    if not candidates and facts.unit is not None and zone:
        # The unit's name alone above the text: it is the title for want of another.
        candidates = [zone[0]]
    if not candidates:
        rest = tuple(block for place, block in enumerate(blocks) if place not in zone)
        text = next((block.text for block in rest if isinstance(block, Line)), "")
        if not text.strip():
            rest, text = tuple(blocks), next(block.text for block in blocks if isinstance(block, Line))
        return replace(facts, title=_first_words(text), rest=rest, made_up=True)
    chosen, certain = _choose(blocks, candidates)
    title = BREAK.join(_clean(blocks[place]) for place in chosen)
    before = [place for place in (*mastheads, *candidates) if place < chosen[0]]
    left = tuple(_clean(blocks[place]) for place in sorted(before))
    gone = {*zone, *mastheads} - {place for place in candidates if place > chosen[-1]}
    rest = tuple(block for place, block in enumerate(blocks) if place not in gone)
    return replace(facts, title=title, certain=certain, rest=rest, left=left)


def _zone(blocks: Sequence[Block], first: int, units: Units) -> list[int]:
    """The places of the lines above the text."""
    zone: list[int] = []
    lines = [block for block in blocks if isinstance(block, Line)]
    usual = median_low([line.look.size for line in lines])
    only_heading = sum(line.look.heading == 1 for line in lines) == 1
    for place in range(first, min(len(blocks), first + _MOST_LINES)):
        line = blocks[place]
        if not isinstance(line, Line):
            break
        text = line.text.strip()
        large = LARGE <= line.look.size > usual and len(text) <= _LONGEST_TITLE
        # Of several headings of the first level only the first can be the title.
        headed = line.look.heading == 1 and (only_heading or not zone) and not _NUMBERED.match(text)
        titled = line.look.role != "" or headed or (large and not line.look.heading)
        told = is_labelled(text) or only_day(text) is not None or is_unit_line(text, units) is not None
        if titled or told:
            zone.append(place)
            continue
        inner = bracketed(text)
        plain = line.look.bullet < 0 and not line.look.heading and len(text) <= _SHORT
        if not (plain or inner) or text.endswith(_ENDS) or _NUMBERED.match(text):
            break
        if _DATELINE.match(text) and not inner:
            break
        zone.append(place)
    return zone


def _fact(line: Line, head: Head, units: Units) -> Head | None:
    """The head with what a line tells; None where it may be a title."""
    text = line.text.strip()
    if line.look.role == "title":
        return None
    day = only_day(text)
    if day is not None:
        return replace(head, day=head.day or day)
    if line.look.role == "subtitle" or (_SUBTITLE.match(text) and len(_SUBTITLE.sub("", text)) > 1):
        return replace(head, subtitle=head.subtitle or text)
    inner = bracketed(text)
    if inner is not None or is_labelled(text) or _starts_with_role(text):
        words = inner or text
        found = list(find_days(words))
        bare = words[: found[0].start] + words[found[0].end :] if found else words
        credits = read_credits(bare, units) if has_role(bare) or is_unit_line(bare, units) else NOBODY
        if credits:
            merged = head.credits.and_(credits)
            return replace(head, credits=merged, day=head.day or (found[0] if found else None))
    unit = is_unit_line(text, units)
    if unit is None and (found := list(find_days(text))):
        unit = is_unit_line(text[: found[0].start] + text[found[0].end :], units)
        if unit is not None:
            return replace(head, unit=head.unit or unit, day=head.day or found[0])
    return replace(head, unit=head.unit or unit) if unit is not None else None


def _without_mastheads(blocks: Sequence[Block], candidates: list[int]) -> tuple[list[int], list[int]]:
    """Names and numbers of the unit's own periodical above the title are no title."""
    left: list[int] = []
    while len(candidates) > 1 and _MASTHEAD.fullmatch(_clean(blocks[candidates[0]])):
        left.append(candidates.pop(0))
    return candidates, left


def _choose(blocks: Sequence[Block], candidates: list[int]) -> tuple[list[int], bool]:
    """The places of the title's lines, and whether it was set as a title."""

    def rank(place: int) -> tuple[bool, int, bool, bool]:
        line = blocks[place]
        assert isinstance(line, Line)
        look = line.look
        styled = look.role == "title" or look.heading == 1
        return styled, look.size, look.align == "center", look.bold

    best = max(rank(place) for place in candidates)
    start = next(place for place in candidates if rank(place) == best)
    plain = not any(best)
    chosen = [start]
    while (following := chosen[-1] + 1) in candidates and rank(following) == best:
        line = blocks[following]
        length = sum(len(_clean(blocks[place])) for place in (*chosen, following))
        if length > _LONGEST_TITLE or len(chosen) > 2 or (isinstance(line, Line) and line.gap):
            break
        if plain and (len(chosen) > 1 or len(_clean(blocks[start])) < 8 or following + 1 >= len(blocks)):
            break
        chosen.append(following)
    return chosen, best[0] or best[2] or best[1] >= LARGE


def _clean(block: Block) -> str:
    return " ".join(block.text.split(" ")).strip(" \t　") if isinstance(block, Line) else ""


def _first_words(text: str) -> str:
    """A title out of the first sentence, for a text that has none."""
    dateline = _DATELINE.match(text) or _BARE_DATELINE.match(text)
    text = text[dateline.end() :].strip() or text if dateline else text
    sentence = re.split(r"[。；！？\n]", text.strip(), maxsplit=1)[0] or text.strip()
    if len(sentence) <= _FIRST:
        return sentence
    clauses = [clause.strip() for clause in re.split("[，：、]", sentence)]
    # 近日 alone says nothing: the first clause that does is taken.
    return next((clause for clause in clauses if len(clause) >= _TELLING), sentence)[:_FIRST]


def read_tail(blocks: Sequence[Block], units: Units) -> Tail:
    """The lines below the text: signature, date, byline."""
    rest = list(blocks)
    tail = Tail(())
    for _ in range(6):
        # One line of text stays in any case.
        lines = sum(isinstance(block, Line) for block in rest)
        last = rest[-1] if rest else None
        if lines < 2 or not isinstance(last, Line):
            break
        told = _signature(last, tail, units)
        if told is None:
            break
        tail = told
        rest.pop()
    if rest and isinstance(rest[-1], Line):
        last, credits = _cut_byline(rest[-1], units)
        tail, rest[-1] = replace(tail, credits=credits.and_(tail.credits)), last
    return replace(tail, rest=tuple(rest))


def _signature(line: Line, tail: Tail, units: Units) -> Tail | None:
    text = line.text.strip()
    day = only_day(text)
    if day is not None and len(text) <= 20:
        return replace(tail, day=tail.day or day)
    if len(text) > 60:
        return None
    unit = is_unit_line(text, units)
    if unit is not None:
        return replace(tail, unit=tail.unit or unit)
    words = bracketed(text) or (text if is_labelled(text) or _starts_with_role(text) else None)
    credits = _byline(words, units) if words else NOBODY
    return replace(tail, credits=credits.and_(tail.credits)) if credits else None


def _starts_with_role(text: str) -> bool:
    return re.match(r"\s*(?:本[报网刊]|特约)?(?:记者|通讯员|作者|撰稿|供稿)[\s　：:/]", text) is not None


def _cut_byline(line: Line, units: Units) -> tuple[Line, Credits]:
    """The last paragraph without the （市教育局 李某） at its end."""
    match = _LAST_BYLINE.search(line.text)
    before = line.text[: match.start()].rstrip() if match else ""
    if match is None or not before.endswith(("。", "！", "？", "”", "…")):
        return line, NOBODY
    credits = _byline(match["by"], units)
    return (replace(line, spans=without(line.spans, 0, len(before))), credits) if credits else (line, NOBODY)


def _byline(words: str, units: Units) -> Credits:
    if has_role(words) or is_unit_line(re.split(r"[\s　：:，、]", words.strip())[0], units) is not None:
        return read_credits(words, units)
    return read_credits(words, units) if _NAMES.fullmatch(words.strip()) and _are_names(words) else NOBODY


def _are_names(words: str) -> bool:
    names = re.split(r"[ 　、，]", words.strip())
    return all("某" in name[1:] or any(True for _ in find_named(f"居民{name}说")) for name in names)


def take_dateline(line: Line, units: Units) -> tuple[Line, Credits, Day | None, str]:
    """The first paragraph without its 本报讯（记者 周某）; who is named there, its day, and what was cut."""
    text = line.text
    match = _DATELINE.match(text)
    if match and has_role(match["by"]):
        inner = list(find_days(match["by"]))
        words = match["by"][: inner[0].start] + match["by"][inner[0].end :] if inner else match["by"]
        credits = read_credits(words, units)
        if credits and len(text) > match.end():
            days = [*find_days(match["lead"] or ""), *inner]
            return _cut(line, match.end()), credits, _day(days, text[match.end() :]), match[0].strip()
    match = _BARE_DATELINE.match(text)
    if match and len(text) > match.end():
        days = list(find_days(match[0]))
        return _cut(line, match.end()), NOBODY, _day(days, text[match.end() :]), match[0].strip()
    return line, NOBODY, None, ""


def _cut(line: Line, length: int) -> Line:
    return replace(line, spans=without(line.spans, length))


def _day(days: list[Day], rest: str) -> Day | None:
    """The day of a dateline, else the one with which the text behind it begins."""
    first = next(find_days(rest[:14]), None)
    return days[0] if days else first if first is not None and first.start < 3 else None
