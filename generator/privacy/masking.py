"""Text with its identifiers and names taken out, so that it can be printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from generator.privacy.found import (
    ACCOUNT,
    ADDRESS,
    CARD,
    DOOR,
    EMAIL,
    IDENTITY,
    LANDLINE,
    MOBILE,
    NAME,
    PASSPORT,
    PLATE,
    Found,
    apart,
)
from generator.privacy.identifiers import find_identifiers
from generator.privacy.names import COMPOUND_SURNAMES, find_names
from generator.privacy.values import find_values

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        MOBILE: "（电话略）",
        LANDLINE: "（电话略）",
        IDENTITY: "（证件号略）",
        PASSPORT: "（证件号略）",
        CARD: "（卡号略）",
        PLATE: "（车牌略）",
        EMAIL: "（邮箱略）",
        ACCOUNT: "（账号略）",
        ADDRESS: "（住址略）",
        DOOR: "（门牌号略）",
    }
)
_SOME_DOOR = "某号"
_AFTER_PLACE = frozenset("路街道巷弄同村湾塆屯寨庄社区苑园寓邸府城庭里居轩墅厦坊段东西南北中")
"""After a street, a village or an estate a door number reads 某号: 解放路某号."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_SHOWN = 3
"""Characters of an identifier that a finding shows at most."""
_SIGN = re.compile(r"[\w@]")


def mask(
    text: str, allow: Sequence[str] = (), names: Collection[str] = (), values: Collection[str] = ()
) -> tuple[str, tuple[Found, ...]]:
    """The text as it may be printed, and what was masked, at its place in `text`.

    Numbers become words (（电话略）), a door number in a street 某号 (解放路某号), names become surname and
    某, several of one surname 李某甲, 李某乙, by their first mention. `allow` as in `find_identifiers`,
    `names` as in `find_names`, `values` as in `find_values`; frozensets of them are prepared once. What is
    returned holds nothing of all this, and masking it again changes nothing.
    """
    masked: list[Found] = []
    stood = list(range(len(text) + 1))
    # What was masked may have kept two other numbers apart, so it is looked at until nothing is left.
    while found := _all(text, allow, names, values):
        shown = _shown_names(text, found)
        masked += [Found(one.kind, stood[one.start], stood[one.end - 1] + 1) for one in found]
        for one in reversed(found):
            word = shown[text[one.start : one.end]] if one.kind == NAME else _word(text, one)
            stood[one.start : one.end] = [stood[one.start]] * len(word)
            text = text[: one.start] + word + text[one.end :]
    return text, apart(masked)


def masked_name(name: str) -> str:
    """Surname and 某: 李某, 欧阳某; of a name in other letters or with a dot the first character."""
    name = "".join(name.split())
    return f"{name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]}某"


def partial(text: str, found: Found) -> str:
    """What a finding may show of an identifier: its first characters at most, the rest as `*`.

    Never more than a third of it: 138********, 鄂A*****, 李**.
    """
    whole = re.sub(r"\s", "", text[found.start : found.end])
    kept = min(_SHOWN, max(1, len(whole) // 3))
    return whole[:kept] + "*" * (len(whole) - kept)


def hidden(text: str, found: Sequence[Found]) -> str:
    """The text with every character of `found` as `*` save separators: as long as it was."""
    signs = list(text)
    for one in found:
        for place in range(one.start, one.end):
            if _SIGN.match(signs[place]):
                signs[place] = "*"
    return "".join(signs)


def _word(text: str, found: Found) -> str:
    after_place = found.kind == DOOR and text[: found.start].rstrip()[-1:] in _AFTER_PLACE
    return _SOME_DOOR if after_place else _WORDS[found.kind]


def _all(
    text: str, allow: Sequence[str], names: Collection[str], values: Collection[str]
) -> tuple[Found, ...]:
    return apart(
        (*find_identifiers(text, allow), *find_names(text, names), *find_values(text, values, allow))
    )


def _shown_names(text: str, found: Sequence[Found]) -> Mapping[str, str]:
    """Each name as written → as printed."""
    written = dict.fromkeys(text[one.start : one.end] for one in found if one.kind == NAME)
    people: dict[str, list[str]] = {}
    for name in written:
        same = people.setdefault(masked_name(name), [])
        if _plain(name) not in same:
            same.append(_plain(name))
    shown = {}
    for name in written:
        masked = masked_name(name)
        same = people[masked]
        number = same.index(_plain(name))
        shown[name] = masked if len(same) == 1 else masked + _stem(number)
    return shown


def _stem(number: int) -> str:
    """甲 to 癸, then 甲甲, 甲乙 …: more than ten of one surname in one text."""
    rounds, place = divmod(number, len(_STEMS))
    return (_STEMS[(rounds - 1) % len(_STEMS)] if rounds else "") + _STEMS[place]


def _plain(name: str) -> str:
    return "".join(name.split())
