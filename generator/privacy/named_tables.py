"""Columns of citizens' names in the tables of a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.found import NAME, Found
from generator.privacy.name_characters import GIVEN, RARER_SURNAMES, SURNAMES
from generator.privacy.named_words import CITIZENS_TABLE, COLUMNS, OFFICIALS_TABLE
from generator.privacy.names import COMPOUND_SURNAMES
from generator.privacy.words import WORDS

_HEAD = re.compile(
    r"^[ \t]*(?P<cells>\|?[^\n|]*\|[^\n]*)\n[ \t]*\|?[ \t]*:?-+[-:| \t]*(?:\n|\Z)", re.MULTILINE
)
_CELL = re.compile(r"[^|\n]+")
_COLUMN = re.compile(rf"(?:{COLUMNS})(?:姓名|名字|名称|名单)?")
_NAMES = frozenset({"姓名", "名字", "姓　名", "姓 名"})
_CITIZENS, _OFFICIALS = re.compile(CITIZENS_TABLE), re.compile(OFFICIALS_TABLE)
_COMPOUND = "|".join(sorted(COMPOUND_SURNAMES))
_PERSON = re.compile(
    rf"[ \t　]*(?P<name>(?:(?:{_COMPOUND})|[{SURNAMES}{RARER_SURNAMES}])[ 　]?[\u4e00-\u9fff]{{1,2}}?)"
    r"[ \t　]*(?:（[^（）]*）)?[ \t　]*"
)


def named_in_tables(text: str) -> Iterator[Found]:
    """The full names in columns whose heads say that citizens stand there: 受助人, 户主姓名."""
    for head in _HEAD.finditer(text):
        titles = [match[0].strip() for match in _CELL.finditer(head["cells"])]
        columns = [place for place, title in enumerate(titles) if _is_of_citizens(title, titles)]
        if columns:
            yield from _rows(text, head.end(), columns)


def _is_of_citizens(title: str, titles: list[str]) -> bool:
    if _COLUMN.fullmatch(title):
        return True
    others = "".join(one for one in titles if one != title)
    return title in _NAMES and bool(_CITIZENS.search(others)) and not _OFFICIALS.search(others)


def _rows(text: str, start: int, columns: list[int]) -> Iterator[Found]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if "|" not in text[start:end]:
            return
        cells = list(_CELL.finditer(text, start, end))
        cells = cells[1:] if cells and not cells[0][0].strip() and text[start] != "|" else cells
        for column in columns:
            match = _PERSON.fullmatch(text, *cells[column].span()) if column < len(cells) else None
            if match and _is_name(match["name"]):
                yield Found(NAME, match.start("name"), match.end("name"))
        start = end + 1


def _is_name(name: str) -> bool:
    bare = name.replace(" ", "").replace("　", "")
    if bare in WORDS or "某" in bare:
        return False
    return (
        bare[:2] in COMPOUND_SURNAMES
        or GIVEN.issuperset(bare[1:])
        or (bare[0] in SURNAMES and len(bare) == 3)
    )
