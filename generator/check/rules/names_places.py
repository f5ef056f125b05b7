"""Names of regions and of the office's own publications with a wrong character that sounds the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.names_near import COMMON, alike_by_sound, own_places, slip, sounds_like
from generator.check.rules.wording_known import known
from generator.check.rules.wording_once import once
from generator.model.prose import Block

_ENDS = pattern("[市县区旗]")
_LONGEST = 6
_FREE = pattern(r"(?:^|[^一-鿿]|[在到由向对和与及从赴往驻的等为是访经][^一-鿿]?)$")
_NOT_AFTER = frozenset("场值价")
_TITLE = pattern(r"《([^《》]{3,20})》")


@dataclass(frozen=True)
class _Places:
    """`wrong`: a misspelt name → the right one."""

    wrong: Mapping[str, str]
    right: frozenset[str]


@once
def _places(office: Office) -> _Places:
    right = own_places(office)
    wrong: dict[str, str] = {}
    for name in right:
        stem, end = name[:-1], name[-1]
        for place, character in enumerate(stem):
            for other in alike_by_sound(character) + known().shapes.get(character, ""):
                wrong[stem[:place] + other + stem[place + 1 :] + end] = name
        if len(stem) == 2 and stem[0] != stem[1]:
            wrong[stem[::-1] + end] = name
    # A neighbour's name may sound the same.
    former = {name for unit in office.units.all for name in (unit.name, unit.short_name, *unit.former_names)}
    return _Places({name: one for name, one in wrong.items() if name not in former}, frozenset(right))


def region(block: Block, office: Office) -> Iterator[Hit]:
    places = _places(office)
    text = block.text
    rare = {character for character in set(block.text) - COMMON if "\u4e00" <= character <= "\u9fff"}
    for match in _ENDS.finditer(text):
        for length in range(3, _LONGEST + 1):
            start = match.end() - length
            name = text[max(0, start) : match.end()]
            right = places.wrong.get(name)
            if right is None and rare and start >= 0:
                right = _with_rare(name, rare, places.right)
            if right is None or start < 0:
                continue
            if text[match.end() : match.end() + 1] in _NOT_AFTER:
                continue
            if name[-1] == "区" and not _FREE.search(text[max(0, start - 1) : start]):
                # 中心城区 is no misspelt 新城区.
                continue
            yield Hit(start, match.end(), {"name": name, "right": right})
            break


def _with_rare(name: str, rare: set[str], right: frozenset[str]) -> str | None:
    """The place whose name this is but for one character that hardly stands in any: 松挢县."""
    for one in right:
        if len(one) == len(name):
            wrong = [pair[0] for pair in zip(name, one, strict=True) if pair[0] != pair[1]]
            if len(wrong) == 1 and wrong[0] in rare:
                return one
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
