"""Names of regions and of the office's own publications with a wrong character that sounds the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.names.near import COMMON, alike_by_sound, own_places, slip, sounds_like
from generator.check.rules.wording.known import known
from generator.check.rules.wording.once import once
from generator.model.prose import Block

_FREE = pattern(r"(?:^|[^一-鿿]|[在到由向对和与及从赴往驻的等为是访经][^一-鿿]?)$")
_NOT_AFTER = frozenset("场值价")
_TITLE = pattern(r"《([^《》]{3,20})》")
_HAN = "\u4e00", "\u9fff"


@dataclass(frozen=True)
class _Places:
    """`near` finds the end of every name that is the same as one of ours but for a character, or for the
    order of two; `lengths` are those of our names. `alike`: what a character may be mistaken for."""

    right: frozenset[str]
    near: re.Pattern[str] | None
    lengths: tuple[int, ...]
    by_length: Mapping[int, tuple[str, ...]]
    alike: Mapping[str, frozenset[str]]
    others: frozenset[str]


@once
def _places(office: Office) -> _Places:
    right = own_places(office)
    ways = sorted({way for name in right for way in _ways(name)})
    ends = "".join(sorted({name[-1] for name in right}))
    lengths = tuple(sorted({len(name) for name in right}))
    units = office.units.all
    return _Places(
        frozenset(right),
        pattern(f"[{ends}](?:{'|'.join(ways)})") if right else None,
        lengths,
        {length: tuple(name for name in right if len(name) == length) for length in lengths},
        {
            character: frozenset(alike_by_sound(character) + known().shapes.get(character, ""))
            for character in {character for name in right for character in name[:-1]}
        },
        # A neighbour's name may sound the same.
        frozenset(name for unit in units for name in (unit.name, unit.short_name, *unit.former_names)),
    )


def _ways(name: str) -> Iterator[str]:
    """What may stand up to the end of a name with one wrong character, as looks back from the end."""
    stem, end = name[:-1], name[-1]
    for place in range(len(stem)):
        # Of the others one is enough to look for; the whole name is compared afterwards.
        kept = -1 if place < len(stem) - 1 else len(stem) - 2
        yield f"(?<={re.escape(stem[kept])}{'.' * (len(stem) - 1 - kept % len(stem))}{end})"
    if len(stem) == 2:
        yield f"(?<={re.escape(stem[1])}.{end})"


def region(block: Block, office: Office) -> Iterator[Hit]:
    places = _places(office)
    if places.near is None:
        return
    text = block.text
    for match in places.near.finditer(text):
        for length in places.lengths:
            start = match.end() - length
            right = _meant(text[start : match.end()], places) if start >= 0 else None
            if right is None or text[match.end() : match.end() + 1] in _NOT_AFTER:
                continue
            name = text[start : match.end()]
            if name[-1] == "区" and not _FREE.search(text[max(0, start - 1) : start]):
                # 中心城区 is no misspelt 新城区.
                continue
            yield Hit(start, match.end(), {"name": name, "right": right})
            break


def _meant(name: str, places: _Places) -> str | None:
    """The place whose name this is but for one character that sounds or looks like its own, or hardly stands
    in any name, or but for the order of two."""
    if name in places.right or name in places.others:
        return None
    for right in places.by_length[len(name)]:
        wrong = [pair for pair in zip(name, right, strict=True) if pair[0] != pair[1]]
        if len(wrong) == 1 and name[-1] == right[-1]:
            other, own = wrong[0]
            if other in places.alike.get(own, ()) or (other not in COMMON and _HAN[0] <= other <= _HAN[1]):
                return right
        if len(right) == 3 and name[-1] == right[-1] and name[:2] == right[1::-1]:
            return right
    return None


@once
def _publications(office: Office) -> frozenset[str]:
    return frozenset(one.name for one in office.site.publications.values() if len(one.name) > 2)


def publication(block: Block, office: Office) -> Iterator[Hit]:
    known = _publications(office)
    for match in _TITLE.finditer(block.text):
        name = match[1]
        if name in known:
            continue
        for right in known:
            if len(name) == len(right) and slip(name, right) and _by_ear(name, right):
                yield Hit(match.start(1), match.end(1), {"name": name, "right": right})
                break


def _by_ear(name: str, right: str) -> bool:
    """Whether what differs sounds the same, or two characters were exchanged."""
    wrong = [pair for pair in zip(name, right, strict=True) if pair[0] != pair[1]]
    return len(wrong) == 2 or sounds_like(*wrong[0])


RULES: tuple[Rule, ...] = (
    BlockRule("region-misspelt", region, needs="市县区旗"),
    BlockRule("publication-misspelt", publication, needs="《"),
)
