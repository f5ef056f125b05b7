"""A final issue held against what it said when it was signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from generator.build.collected import late_reports
from generator.build.sources import Sources
from generator.diagnostics import Diagnostic, Place
from generator.load.finals import final_file
from generator.model.bulletin import Bulletin
from generator.model.final import DRAWING, PICTURE, SHEET, Final, Said
from generator.model.final_text import digest_of
from generator.model.issue import Issue
from generator.model.record import Sourced
from generator.render.blocks import said_by_page
from generator.render.differences import is_continuation, pairs
from generator.render.words import compare, spaced

TOLD = 3
"""Differences that are told one by one, and of one paragraph those."""
_QUOTED = 16
"""Characters of a change that are quoted, and below, of what stands beside it."""
_BESIDE = 6
_ADDRESS = "content:"


@dataclass(frozen=True, slots=True)
class Change:
    """A block that was changed, or came (`old` is None), or went (`new` is None); `moved` blocks in a row
    that changed their place. `near` is what stands before it now."""

    old: Said | None
    new: Said | None
    near: str = ""
    moved: int = 0

    def hidden(self, hide: Callable[[str], str]) -> Change:
        old, new = (one and replace(one, text=hide(one.text)) for one in (self.old, self.new))
        return replace(self, old=old, new=new)


def final_of(bulletin: Bulletin, html: str, sheets: Mapping[str, str], site: Path) -> Final:
    """What an issue says: its page, whose pictures have their addresses `content:<path>`, and its sheets.

    A picture is known by its own file and not by what was made of it: how it is made ready is no matter of
    what was signed. Raises OSError where one cannot be read.
    """
    said: list[Said] = []
    for one in _printed(said_by_page(html)):
        if one.kind == PICTURE:
            path = one.text.removeprefix(_ADDRESS)
            one = Said(PICTURE, path, digest_of((site / "content" / path).read_bytes()))
        said.append(one)
    for name, sheet in sheets.items():
        said += [Said(SHEET, name), *_printed(said_by_page(sheet))]
    return Final(bulletin.title, tuple(said))


def _printed(said: Iterable[Said]) -> list[Said]:
    return [one for one in said if not is_continuation(one)]


def changes_between(signed: Sequence[Said], now: Sequence[Said]) -> list[Change]:
    """What was changed since, in the order of the page."""
    changes: list[Change] = []
    near = ""
    signed, now = _printed(signed), _printed(now)
    for one, other in pairs(signed, now):
        old = None if one is None else signed[one]
        new = None if other is None else now[other]
        if old is None or new is None or old.meaning != new.meaning:
            changes.append(Change(old, new, near))
        near = new.text if new else near
    return list(_with_moves(changes))


def final_changed(
    signed: Final,
    now: Final,
    bulletin: Bulletin,
    site: Path,
    front: Sourced[Issue],
    hide: Callable[[str], str],
) -> list[Diagnostic]:
    """That the issue does not say any more what was signed; nothing where it does. Told at its 状态 in
    `front` where the first change cannot be found in any file. `hide` takes out of a text what no finding may
    repeat, and leaves it as long as it was: a part of it could not be told any more."""
    changes = changes_between(signed.said, now.said)
    if not changes:
        return []
    late = late_reports(signed, bulletin, front, hide)
    if late is not None:
        return [late]
    worded: dict[str, Change] = {}
    counts: Counter[str] = Counter()
    for change in changes:
        text = change_words(change.hidden(hide))
        worded.setdefault(text, change)
        counts[text] += change.moved or 1
    sources = Sources(site, bulletin.sources)
    told: list[str] = []
    place = front.place("state")
    excerpt = front.excerpt(place)
    for number, (text, change) in enumerate(list(worded.items())[:TOLD]):
        where, line = _found(change, sources)
        told_as = text
        if number == 0 and where is not None:
            place, excerpt = where, line
        elif where is not None and where.file != place.file:
            told_as += f"（{where.file} 第 {where.line} 行）"
        if counts[text] > 1 and not change.moved:
            told_as += f"（有 {counts[text]} 处）"
        told.append(told_as)
    rest = counts.total() - sum(counts[text] for text in list(worded)[:TOLD])
    data = {
        "count": counts.total(),
        "differences": "；".join(told) + (f"；另有 {rest} 处" if rest else ""),
        "file": final_file(bulletin.key),
        "key": bulletin.key,
    }
    return [Diagnostic("final-changed", place, data, excerpt)]


def _with_moves(changes: Sequence[Change]) -> Iterator[Change]:
    """The changes, with what only stands elsewhere now told as one."""
    gone = Counter(change.old.meaning for change in changes if change.old and not change.new)
    came = Counter(change.new.meaning for change in changes if change.new and not change.old)
    moved = gone & came
    count, told = moved.total(), False
    for change in changes:
        one = change.old or change.new
        if one is None or (change.old and change.new) or one.meaning not in moved:
            yield change
        elif change.new and not told:
            told = True
            yield Change(None, one, change.near, count)


def change_words(change: Change) -> str:
    """A change in the editors' words, with a few characters of it."""
    old, new = change.old, change.new
    one = new or old
    assert one is not None
    if change.moved:
        return f"“{_cut(one.text)}”{f'等 {change.moved} 段' if change.moved > 1 else ''}换了位置"
    if one.kind in (PICTURE, SHEET, DRAWING):
        name = {PICTURE: f"图片 content/{one.text} ", SHEET: f"交办单“{one.text}”"}.get(
            one.kind, f"图“{_cut(one.text)}”"
        )
        return f"{name}改过了" if old and new else f"加了{name}".rstrip() if new else f"删去了{name}".rstrip()
    if old is None or new is None:
        return f"{'加了' if new else '删去了'}“{_cut(one.text)}”"
    quotes = quoted(old.text, new.text) or [(_cut(old.text), _cut(new.text))]
    rest = f"（这一段里还有 {len(quotes) - TOLD} 个地方）" if len(quotes) > TOLD else ""
    return "，".join(f"“{was}”改成了“{now}”" for was, now in quotes[:TOLD]) + rest


def quoted(old: str, new: str) -> list[tuple[str, str]]:
    """Where two texts differ, with a little of what stands around it: of each of them."""
    pieces = compare(spaced(old), spaced(new))
    found: list[tuple[str, str]] = []
    start = 0
    for is_same, group in groupby(pieces, key=lambda piece: piece.kind == "same"):
        members = list(group)
        end = start + len(members)
        if not is_same:
            before = pieces[start - 1].text if start else ""
            after = pieces[end].text if end < len(pieces) else ""
            lead = ("…" if len(before) > _BESIDE or start > 1 else "") + before[-_BESIDE:]
            tail = after[:_BESIDE] + ("…" if len(after) > _BESIDE or end + 1 < len(pieces) else "")
            was, now = (
                _cut("".join(one.text for one in members if one.kind == kind)) for kind in ("gone", "new")
            )
            lead, tail = lead.replace("\t", "　"), tail.replace("\t", "　")
            found.append((f"{lead}{was}{tail}", f"{lead}{now}{tail}"))
        start = end
    return found


def _cut(text: str) -> str:
    text = text.replace("\t", "　")
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _found(change: Change, sources: Sources) -> tuple[Place | None, str]:
    """Where in the files a change was most likely made."""
    if change.new is None:
        if change.old is not None and change.old.kind == PICTURE:
            return None, ""
        return sources.line_of(change.near)
    text = change.new.text
    if change.new.kind == PICTURE:
        return sources.line_of(text.rpartition("/")[2])
    if change.old is None or change.moved:
        return sources.line_of(text)
    position = 0
    pieces = compare(change.old.text, text)
    for piece in pieces:
        if piece.kind == "new":
            return sources.around(text, position, position + len(piece.text))
        if piece.kind == "same":
            position += len(piece.text)
            continue
        if not any(other.kind == "new" for other in pieces):
            return sources.around(text, position, position)
    return sources.line_of(text)
