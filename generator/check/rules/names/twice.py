"""A place that a file names in two ways, one of which was mistyped: 河口镇 and 何口镇."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.wording.known import known
from generator.check.rules.wording.sounds_known import words
from generator.model.prose import Block, Document

_PLACE = pattern(
    r"[镇乡县街社村水大小](?<=[\u4e00-\u9fff]{3})(?:(?<=[镇乡县])(?![镇乡长域级内里直情委]|区|村(?!民))|(?<=街)道|(?<=社)区"
    r"|(?<=村)(?![民庄里内干委级长两支集寨])|(?<=水)库|(?<=大)[桥区]|(?<=小)[学区])"
)
_NO_NAME = frozenset(
    "全各本外邻两三四五六七八九十几多该我们跨出入进个国和与及对在的是到为有从向由这那哪每此其某由与同往赴来去回下进驻住"
    "等省市县区乡镇村街第一二不把被将让给使了着过地得于以并也都就而或又但只还更最很里内农渔牧型行"
)
"""Characters that are not a name's own."""
_OF_NEIGHBOURS = frozenset("东西南北上下大小新老中前后左右")
"""Characters that differ between neighbours: 东河村 and 西河村."""


@dataclass(frozen=True, slots=True)
class _Seen:
    block: Block
    start: int
    end: int


def places_twice(document: Document, office: Office) -> Iterator[Found]:
    seen: dict[str, list[_Seen]] = {}
    for block in document.blocks:
        for match in _PLACE.finditer(block.text):
            start = match.start() - 2
            name = block.text[start : match.start()]
            if _NO_NAME.isdisjoint(name) and (name + match[0])[1:] != "城乡":
                seen.setdefault(name + match[0], []).append(_Seen(block, start, match.end()))
    names = sorted(seen)
    for place, name in enumerate(names):
        for other in names[place + 1 :]:
            if name[2:] == other[2:] and _is_slip(name[:2], other[:2]):
                yield from _told(name, other, seen)


def _is_slip(name: str, other: str) -> bool:
    """Whether one character was typed for another that sounds the same or looks alike."""
    wrong = [pair for pair in zip(name, other, strict=True) if pair[0] != pair[1]]
    if len(wrong) != 1:
        return False
    table = known()
    one, two = wrong[0]
    if one in _OF_NEIGHBOURS and two in _OF_NEIGHBOURS:
        return False
    same = table.same.get(ord(one), one) == table.same.get(ord(two), two)
    return same or one in table.shapes.get(two, "") or two in table.shapes.get(one, "")


def _told(name: str, other: str, seen: dict[str, list[_Seen]]) -> Iterator[Found]:
    first, second = seen[name], seen[other]
    if any(
        one.block is two.block and abs(one.start - two.start) < _TOGETHER for one in first for two in second
    ):
        # 东风村、东丰村 side by side are two.
        return
    known_words = words()
    one, two = (len(first), name[:2] in known_words), (len(second), other[:2] in known_words)
    # Where nothing tells which is right, both are told.
    if one <= two:
        yield from _wrong(first, name, other, second[0])
    if two <= one:
        yield from _wrong(second, other, name, first[0])


def _wrong(those: list[_Seen], name: str, right: str, there: _Seen) -> Iterator[Found]:
    line = str(there.block.place(there.start).line)
    for one in those:
        yield one.block, Hit(one.start, one.end, {"name": name, "right": right, "line": line})


_TOGETHER = 24
"""Characters within which two places are told of one beside the other."""

RULES: tuple[Rule, ...] = (DocumentRule("place-two-ways", places_twice),)
