"""A final issue held against what it said when it was signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build.sources import Sources
from generator.diagnostics import Diagnostic, Place
from generator.load.finals import final_file
from generator.model.bulletin import Bulletin
from generator.model.final import DRAWING, PICTURE, SHEET, Final, Said
from generator.model.final_text import digest_of
from generator.model.issue import Issue
from generator.model.record import Sourced
from generator.render.blocks import said_by_page
from generator.render.differences import pairs
from generator.render.words import compare

TOLD = 3
"""Differences that are told one by one."""
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
    for one in said_by_page(html):
        if one.kind == PICTURE:
            path = one.text.removeprefix(_ADDRESS)
            one = Said(PICTURE, path, digest_of((site / "content" / path).read_bytes()))
        said.append(one)
    for name, sheet in sheets.items():
        said += [Said(SHEET, name), *said_by_page(sheet)]
    return Final(bulletin.title, tuple(said))


def changes_between(signed: Sequence[Said], now: Sequence[Said]) -> list[Change]:
    """What was changed since, in the order of the page."""
    changes: list[Change] = []
    near = ""
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
    worded: dict[str, Change] = {}
    for change in changes:
        worded.setdefault(_worded(change.hidden(hide)), change)
    sources = Sources(site, bulletin.sources)
    told: list[str] = []
    place = front.place("state")
    excerpt = front.excerpt(place)
    for number, (text, change) in enumerate(list(worded.items())[:TOLD]):
        at, line = _found(change, sources)
        if number == 0 and at is not None:
            place, excerpt = at, line
        elif at is not None and at.file != place.file:
            text += f"（{at.file} 第 {at.line} 行）"
        told.append(text)
    data = {
        "count": sum(change.moved or 1 for change in changes),
        "differences": "；".join(told) + ("等" if len(worded) > TOLD else ""),
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


def _worded(change: Change) -> str:
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
    was, now = quoted(old.text, new.text)
    return f"“{was}”改成了“{now}”"


def quoted(old: str, new: str) -> tuple[str, str]:
    """Where two texts differ first, with a little of what stands around it: of each of them."""
    pieces = compare(old, new)
    first = next((place for place, piece in enumerate(pieces) if piece.kind != "same"), 0)
    before = pieces[first - 1].text if first else ""
    rest = pieces[first:]
    last = next((place for place, piece in enumerate(rest) if piece.kind == "same"), len(rest))
    after = rest[last].text if last < len(rest) else ""
    lead = ("…" if len(before) > _BESIDE else "") + before[-_BESIDE:]
    tail = after[:_BESIDE] + ("…" if len(after) > _BESIDE or last + 1 < len(rest) else "")
    changed = {
        kind: "".join(piece.text for piece in rest[:last] if piece.kind == kind) for kind in ("gone", "new")
    }
    was, now = (_cut(changed[kind]) for kind in ("gone", "new"))
    return f"{lead}{was}{tail}".replace("\t", "　"), f"{lead}{now}{tail}".replace("\t", "　")


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
