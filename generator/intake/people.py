"""Who wrote it and which unit sent it: （记者 周某 通讯员 李某）, 供稿：市教育局 李某."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.unit import Unit, Units

_REPORTERS = r"(?:本[报网刊台]|见习|实习|特约)?记者"
_WRITERS = r"(?:特约)?通讯员|作者|撰稿人?|供稿人?|撰文|信息员|报送人|投稿人?|文字?(?=[/／：:|])"
_PHOTO = r"摄影|图片?(?=[/／：:|])|摄(?=[/／：:|])"
_SOURCE = r"(?:供稿单位|报送单位|来稿单位|信息来源|稿件来源|来源|单位)(?=\s*[：:])"
_ROLE = re.compile(
    rf"(?P<reporter>{_REPORTERS})|(?P<photo>{_PHOTO})|(?P<source>{_SOURCE})|(?P<writer>{_WRITERS})"
)
_BETWEEN = re.compile(r"[\s、，,；;/／：:|·()（）]+")
_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff·]{1,4}|[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_SPACED = re.compile(r"(?<![\u3400-\u9fff])([\u3400-\u9fff])[ 　]+([\u3400-\u9fff])(?![\u3400-\u9fff])")
_LABELLED = re.compile(
    rf"\s*[【\[（(]?\s*(?:{_REPORTERS}|{_WRITERS}|{_SOURCE}|文|图)\s*[】\]]?\s*[：:/／]\s*\S"
)
_BRACKETED = re.compile(r"\s*[（(【\[]\s*(?P<inner>[^（）()【】\[\]]{2,80})\s*[）)】\]]\s*[。．]?\s*")
_NOBODY = re.compile(r"摄影报道|图文报道|文并图|图文|报道")
"""Words in bylines that name nobody."""
_OFFICES = frozenset(
    (
        *("办公室", "信息科", "宣传科", "综合科", "政工科", "秘书科", "信息中心", "宣传部", "融媒体中心"),
        *("编", "编印", "主办", "报送", "供稿"),
    )
)
"""What may stand behind a unit's name in a line that says no more than who sent it."""


@dataclass(frozen=True, slots=True)
class Credits:
    """`units` are names as written that may be units, known or not; `photographers` made the pictures."""

    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reporters or self.correspondents or self.photographers or self.units)

    def and_(self, other: Credits) -> Credits:
        def both(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys((*first, *second)))

        return Credits(
            both(self.reporters, other.reporters),
            both(self.correspondents, other.correspondents),
            both(self.photographers, other.photographers),
            both(self.units, other.units),
        )


NOBODY = Credits()


def is_labelled(text: str) -> bool:
    """Whether a line is 供稿：…, 作者：… or the like, and nothing else."""
    return len(text) <= 60 and _LABELLED.match(text) is not None


def bracketed(text: str) -> str | None:
    """What stands in the brackets that are the whole of a line."""
    match = _BRACKETED.fullmatch(text)
    return match["inner"] if match else None


def has_role(text: str) -> bool:
    return _ROLE.search(text) is not None


def read_credits(text: str, units: Units) -> Credits:
    """The names in a byline or behind a label. Empty where a part of it is no name and no unit: then it is
    not what it looked like."""
    text = _NOBODY.sub(" ", _SPACED.sub(r"\1\2", text))
    found = NOBODY
    matches = list(_ROLE.finditer(text))
    starts = [0, *(match.end() for match in matches)]
    ends = [*(match.start() for match in matches), len(text)]
    roles = ["writer", *(match.lastgroup or "" for match in matches)]
    for role, start, end in zip(roles, starts, ends, strict=True):
        for word in filter(None, _BETWEEN.split(text[start:end])):
            if role == "source" or units.find(word) or unit_in(word, units) or _looks_like_unit(word):
                found = found.and_(Credits(units=(word,)))
            elif not _NAME.fullmatch(word):
                return NOBODY
            elif role == "reporter":
                found = found.and_(Credits(reporters=(word,)))
            elif role == "photo":
                found = found.and_(Credits(photographers=(word,)))
            else:
                found = found.and_(Credits(correspondents=(word,)))
    return found


def _looks_like_unit(word: str) -> bool:
    return (
        len(word) > 3
        and re.search(r"(?:局|委|办|部|院|校|县|区|镇|乡|街道|公司|集团|中心|办公室)$", word) is not None
    )


def unit_in(text: str, units: Units) -> tuple[Unit, int] | None:
    """The unit that is named first in a text, by the longest of its names there; and where."""
    found: tuple[int, int, str] | None = None
    for name in units.names():
        place = text.find(name)
        if place >= 0 and (found is None or (place, -len(name)) < found[:2]):
            found = (place, -len(name), name)
    unit = units.find(found[2]) if found else None
    return (unit, found[0]) if unit is not None and found is not None else None


def is_unit_line(text: str, units: Units) -> Unit | None:
    """The unit of a line that is its name, with its region before it or an office of it behind it."""
    bare = "".join(text.split())
    known = units.find(bare)
    if known is not None:
        return known
    inner = unit_in(bare, units)
    if inner is None:
        return None
    unit, place = inner
    longest = max((name for name in units.names() if bare.startswith(name, place)), key=len)
    rest = bare[place + len(longest) :]
    return unit if place <= 6 and (not rest or rest in _OFFICES) else None
