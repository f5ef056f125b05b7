"""A word typed twice: 的的, 进行进行. Doubling also forms words, so only what never does counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.check.joined import Joined, joined
from generator.check.pattern import pattern
from generator.check.rule import Hit, Office, Rule, SurveyRule
from generator.check.rules.wording.doubled_apart import apart
from generator.check.rules.wording.doubled_known import SUFFIXES, begins_word, doubles, may_double
from generator.check.rules.wording.doubled_places import may_be_apart
from generator.check.rules.wording.doubled_words import (
    BEFORE,
    BY_TWO,
    COMPOUND,
    HEADS,
    LONGER,
    SAID_ONCE,
    TAILS,
    TRIED,
)
from generator.model import prose
from generator.model.prose import CAPTION, CELL, RUNNING, Block

_READ = RUNNING | prose.HEADS | {CELL, CAPTION}
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_PIECE = pattern(r"[一-鿿0-9%]*[一-鿿][一-鿿0-9%，、；。！？]*")
_BARE = pattern(r"[一-鿿0-9%]+")
_LONGEST = 11
_SHORT = 3
"""Characters of a piece that may be a word which doubles: 一味药, 越来越."""
_QUOTED = 40
"""Characters before a word in which a quotation mark is looked for."""
_KEPT = 50
"""Findings that a shorter piece is compared with: in a text of slips only, the last will do."""
_COMMAS, _STOPS = frozenset("，、；。！？"), frozenset("，、；。！？\n")
_SOUNDS = frozenset("哈呵嘿啊呜嘻咚嗡哇滴嘟咯隆轰噢哦嗯呀咔呼铃叮当喂")
"""Characters that stand three times to say how something sounds."""
_ROW = 5
"""So many of the same are no slip but a line of them."""
_OFFICES = frozenset("会部局院校社队团")
"""基金会|基金会员: they end a name and begin another word."""
_PLAIN = frozenset("的了在把被和与及从向由们将以于")
"""Characters that nobody says twice either."""
_CLOSING = frozenset("》〉）（(>")
_PEOPLE = frozenset("民大才员力口事")
"""再审|申请人|申请|人民法院."""
_LEADING = tuple("录从在到有由对向为是用往进括及过如即给的了看建设开办发配种养含")
"""Before the first member of a list that is no part of it."""
_TIMES_TWICE = "着"


@dataclass(frozen=True, slots=True)
class Repeats:
    """A text, and where in it something stands twice at once or apart: the places at which it is looked."""

    text: str
    at_once: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]


def survey(blocks: Sequence[Block], office: Office) -> dict[int, Repeats]:
    """Those of the blocks in which something may stand twice."""
    together = joined([block.text for block in blocks])
    at_once, others = _at_once(together), may_be_apart(together)
    return {
        number: Repeats(
            blocks[number].text + "\n\n", tuple(at_once.get(number, ())), tuple(others.get(number, ()))
        )
        for number in sorted({*at_once, *others})
        if blocks[number].kind in _READ
    }


def doubled(one: Repeats, office: Office) -> Iterator[Hit]:
    for start, end, once in sorted({*_slips(one.text, one.at_once), *apart(one.text, one.apart)}):
        yield Hit(start, end, {"text": one.text[start:end], "once": once})


def _slips(text: str, at_once: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Where something stands twice by mistake, and what it is."""
    found: list[tuple[int, int]] = []
    for start, length in at_once:
        if not (_is_han(text[start]) or (length > 1 and (text[start] in _COMMAS or text[start].isdigit()))):
            continue
        end = start + 2 * length
        if all(end <= other[0] or start >= other[1] for other in found[-_KEPT:]):
            last = _end_of_slip(text, start, length) if length > 1 else _end_of_run(text, start)
            if last:
                found.append((start, last))
                yield start, last, text[start : start + length].strip("，、；。！？")


def _at_once(together: Joined) -> dict[int, list[tuple[int, int]]]:
    """Where in each text some characters stand twice, one behind the other, and how many, the most first. Of
    those that end with a comma the second may end with another mark."""
    codes = together.codes
    found: dict[int, list[tuple[int, int]]] = {}
    for length in range(_LONGEST, 0, -1):
        width = length if length < _SHORT + 1 else length - 1
        same = codes[:-length] == codes[length:]
        run, wide = same, 1
        while wide < width:
            step = min(wide, width - wide)
            run = run[:-step] & run[step:]
            wide += step
        if length == 1:
            run = run & _IS_HAN[codes[:-1]]
        last, end = -1, 0
        for number, start in together.each(np.flatnonzero(run)):
            if number != last:
                last, end = number, 0
            if start >= end:
                found.setdefault(number, []).append((start, length))
                end = start + width
    return found


_IS_HAN = np.zeros(1 << 16, np.bool_)
_IS_HAN[ord("一") : ord("鿿") + 1] = True


def _end_of_run(text: str, start: int) -> int:
    """Where a character that stands twice or oftener by mistake ends; 0 where it is none."""
    one, end = text[start], start + 2
    if start and text[start - 1] == one:
        return 0  # It is told where it begins.
    while text[end] == one:
        end += 1
    before, behind = text[start - 1] if start else "", text[end]
    if end > start + 2:
        heard = end - start > _ROW or one in _SOUNDS or one in _NUMERALS or doubles(one)
        return 0 if heard or _is_said(text, start) else end
    if before == behind == "一" and text[end + 1 : end + 2] != text[end + 2 : end + 3]:
        return end  # 一档档一码; 一桩桩一件件 is right.
    ahead_twice = start > 1 and before == text[start - 2] and _is_han(before)
    if ahead_twice or (behind == text[end + 1 : end + 2] and _is_han(behind)):
        return 0  # 热热闹闹
    is_edge = not _is_han(behind)
    if is_edge and not _is_han(before) and not before.isdigit():
        return 0  # It stands by itself, in a cell or between marks.
    if behind in _CLOSING and one in SUFFIXES:
        return 0  # 《立法法》
    around = (before, "", "") if is_edge else (before, behind, text[end + 1])
    said = one not in _PLAIN and _is_said(text, start)
    return 0 if said or may_double(one, *around) else end


def _end_of_slip(text: str, start: int, length: int) -> int:
    """The same for a piece of several characters."""
    if text[start] in _COMMAS:
        start += 1
    end = start + 2 * length
    piece, again = text[start : start + length], text[start + length : end]
    if not piece or not _PIECE.fullmatch(piece) or len(set(piece)) == 1 or len(again) < length:
        return 0
    if piece != again and not (piece[-1] in _COMMAS and again[-1] in _STOPS and piece[:-1] == again[:-1]):
        return 0
    if piece[-1] in _COMMAS:
        end -= 1
    bare = piece.strip("，、；。！？")
    if len(bare) < length - 1 or len(bare) < 2 or _is_twice(bare) or not _BARE.fullmatch(bare):
        return 0
    if piece not in SAID_ONCE and _is_said(text, start):
        return 0
    if len(bare) < length:
        # 法院以案说法，以案说法，: only a comma may be all that parts the two from what is before.
        before = text[start - 1] if start else ""
        is_edge = not _is_han(before) or (piece[-1] == "，" and len(bare) > _SHORT)
        is_edge = is_edge and piece[-1] in _COMMAS and (piece[-1] != "、" or not _is_han(text[end]))
        # 登录电子税务局、电子税务局、手机客户端: not 临时管理规约、管理规约.
        is_edge = is_edge or (piece[-1] == again[-1] == "、" and len(bare) > _SHORT and before in _LEADING)
        said = len(bare) <= _SHORT and bare[0] in HEADS
        return end if is_edge and not said and not _NUMERALS.issuperset(bare) else 0
    following = text[end]
    if len(piece) == 2:
        return end if _is_pair(text, start, piece, following) else 0
    if piece[0] in TAILS or "第" in piece or (len(piece) <= _SHORT and piece[0] in HEADS):
        return 0
    if (piece[0] == "一" and len(piece) <= _SHORT + 1) or (
        len(piece) <= _SHORT and (not piece.isalpha() or "的" in piece[:-1])
    ):
        return 0
    if piece[-1] == "人" and following in _PEOPLE:
        return 0
    goes_on = len(piece) <= _SHORT + 1 and piece[-1] in _OFFICES and following in LONGER
    return 0 if goes_on else end


def _is_twice(piece: str) -> bool:
    """Whether it is itself a numeral, or a shorter piece said twice: 一九一九."""
    return _NUMERALS.issuperset(piece) or piece == piece[: len(piece) // 2] * 2


def _is_pair(text: str, start: int, piece: str, following: str) -> bool:
    if (
        piece[0] in BY_TWO
        or piece[0] in _NUMERALS
        or piece[1] in _TIMES_TWICE
        or piece in TRIED
        or following == "再"
    ):
        return False
    if text[max(0, start - 1) : start + 2] in BEFORE or (following in LONGER and piece in COMPOUND):
        return False
    if not piece.isalpha():
        return False
    # In 企业|创业|创新 the words begin elsewhere.
    return not _is_han(following) or begins_word(piece) or not begins_word(piece[1] + piece[0])


def _is_said(text: str, start: int) -> bool:
    """Whether it stands in quotation marks: people do say things twice."""
    before = text[max(0, start - _QUOTED) : start].rpartition("\n")[2]
    return before.rfind("“") > before.rfind("”")


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


RULES: tuple[Rule, ...] = (SurveyRule("word-doubled", survey, doubled, kinds=_READ),)
