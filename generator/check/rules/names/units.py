"""Units' names against units.yaml: those that are nearly right, and those that a unit had in former times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.names.ends import wrong_ends
from generator.check.rules.names.near import HAN, is_elsewhere, is_past, own_places, slip
from generator.check.rules.names.stems import STEMS
from generator.check.rules.wording.once import once
from generator.model.prose import Block
from generator.model.unit import Unit, names_of

_KINDS = "局|委员会|委|支队|联合会"
_PARTS = pattern(
    rf"{HAN}{{0,8}}?[市县区州旗](?:政府|委)?(?P<stem>{HAN}+?)(?P<kind>{_KINDS}|(?<=委..)部|(?<=委....)部)"
)
_NEARLY = pattern(
    rf"[市县区旗](?:委(?=(?P<of>{HAN}{{1,6}}?)(?P<part>部))|(?:政府)?(?=(?P<stem>{HAN}{{1,14}}?)(?P<kind>{_KINDS})))"
)
_AFTER = frozenset("部势面限促域")
"""局部, 局势, 局面 are no offices."""
_BEFORE = frozenset("格大布结全当残僵破开时定书棋骗饭平出入做终变胜败危乱搅困新")
"""Nor are 格局, 大局, 布局."""
_SHORT = frozenset("税警林粮邮书药政总分区县级直各本该两电数务法路人社民管医纪农")
"""Alone before 局 they mean something else, or are said so."""
_NO_OFFICE = frozenset("的了在是有为以被把从到这那各本每此其你我他不也都就")
_FREE = frozenset("和与及暨一二三四五六七八九十东西南北中上下新老")
"""Characters that may differ between two real names."""
_FREE_MORE = _FREE | frozenset("两等各三四五六及或该原老新分总系统支大小区县市省直属本级下内部科股机关")
"""What may stand in a text between a name and what looks like its end, or be part of another name."""
_HISTORY = pattern(
    r"[（(]?[现后今]|[^，。；]{0,12}(?:更名|改名|改称|改组|改为|合并|撤销|整合|划入|并入|组建|挂牌)"
)
_REACH = 16
_INSIDE_WORD = frozenset("域间别志")


@dataclass(frozen=True)
class _Register:
    """`stems`: what distinguishes an office, between 市 and 局, by how its name ends; `known`: all. `names`
    are those of now and of former times, `hint` only the latter."""

    places: tuple[str, ...]
    stems: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    names: re.Pattern[str] | None
    hint: re.Pattern[str] | None
    former: Mapping[str, Unit]


@once
def _register(office: Office) -> _Register:
    stems: dict[str, set[str]] = {}
    known: set[str] = set(STEMS)
    former: dict[str, Unit] = {}
    current: set[str] = set()
    for unit in office.units.all:
        current |= {unit.name, unit.short_name} - {""}
        for name in names_of(unit):
            if match := _PARTS.fullmatch(name):
                known.add(match["stem"])
                if name not in unit.former_names and len(match["stem"]) > 1:
                    stems.setdefault(match["kind"], set()).add(match["stem"])
        former |= {name: unit for name in unit.former_names if len(name) > 2}
    former = {name: unit for name, unit in former.items() if name not in current}
    every = sorted(current | former.keys(), key=lambda name: (-len(name), name)) if former else []
    return _Register(
        own_places(office),
        {kind: tuple(sorted(those)) for kind, those in stems.items()},
        frozenset(known),
        pattern("|".join(map(re.escape, every))) if every else None,
        pattern("|".join(map(re.escape, sorted(former)))) if former else None,
        former,
    )


def misspelt(block: Block, office: Office) -> Iterator[Hit]:
    found = list(_nearly(block.text, office))
    yield from found
    for hit in wrong_ends(block.text, office):
        if all(hit.end <= one.start or hit.start >= one.end for one in found):
            yield hit


def _nearly(text: str, office: Office) -> Iterator[Hit]:
    register = _register(office)
    end = 0
    for match in _NEARLY.finditer(text):
        group, ending = ("stem", "kind") if match["stem"] else ("of", "part")
        stem, kind = match[group], match[ending]
        if (
            match.start() < end
            or not _NO_OFFICE.isdisjoint(stem)
            or stem in register.known
            or text[match.end() - 1] + stem in register.known
        ):
            continue
        right = _right(stem, register.stems.get(kind, ()))
        following = text[match.end(ending) : match.end(ending) + 1]
        if not right or (
            kind == "局"
            and (following in _AFTER or stem[-1] in _BEFORE or (len(stem) == 1 and following == "长"))
        ):
            continue
        if is_elsewhere(text, match.start(), register.places):
            continue
        head, end = match[0], match.end(ending)
        instead = "”或者“".join(head + one + kind for one in right)
        yield Hit(match.start(), end, {"name": text[match.start() : end], "instead": instead})


def _right(stem: str, stems: tuple[str, ...]) -> list[str]:
    """The stems that it was probably meant to be."""
    if len(stem) == 1 and stem in _SHORT:
        return []
    return [one for one in stems if (slip(stem, one) or _is_longer(stem, one)) and not _may_differ(stem, one)]


def _is_longer(stem: str, right: str) -> bool:
    """Whether there is one character too many in it: 住建筑 for 住建."""
    if len(stem) != len(right) + 1 or len(right) < 2:
        return False
    return any(
        stem[:place] + stem[place + 1 :] == right and stem[place] not in _FREE_MORE
        for place in range(1, len(stem))
    )


def _may_differ(stem: str, right: str) -> bool:
    """Whether they differ in such a way that both may be real: 文化旅游 and 文化和旅游."""
    differing = set(stem) ^ set(right)
    return (bool(differing) and differing <= _FREE) or bool(differing & set("一二三四五六七八九十"))


def former(block: Block, office: Office) -> Iterable[Hit]:
    register = _register(office)
    if register.hint is None or register.hint.search(block.text) is None:
        return ()
    return _former(block.text, register)


def _former(text: str, register: _Register) -> Iterator[Hit]:
    # A former name may be part of one of now.
    for match in register.names.finditer(text) if register.names else ():
        unit = register.former.get(match[0])
        if (
            unit is None
            or is_past(text, match.start())
            or text[match.start() - 1 : match.start()] in ("“", "《")
        ):
            continue
        following = text[match.end() : match.end() + _REACH]
        if _HISTORY.match(following) or (following[:1] in _INSIDE_WORD and match[0][-1] == "区"):
            continue
        if match[0][0] in "市县区" and is_elsewhere(text, match.start(), register.places):
            continue
        now = unit.short_name or unit.name
        yield Hit(match.start(), match.end(), {"name": match[0], "now": now})


RULES: tuple[Rule, ...] = (
    BlockRule("unit-misspelt", misspelt, needs="市县区州旗团"),
    BlockRule("unit-former", former),
)
