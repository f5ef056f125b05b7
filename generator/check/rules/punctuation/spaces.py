"""Spaces that nobody should see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import (
    DIGIT,
    HAN,
    NUMERALS,
    addresses,
    before,
    behind_number,
    in_address,
)
from generator.check.rules.wording.sounds_known import words
from generator.model.prose import CAPTION, CELL, HEADS, RUNNING, VALUE, Block

_SPACE = "[ \u00a0]+"
_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_BESIDE = pattern(rf"(?<=[{HAN}]){_SPACE}(?=[{DIGIT}{_LATIN}])|(?<=[{DIGIT}{_LATIN}%％℃]){_SPACE}(?=[{HAN}])")
# 第一章 总则, 1.2 范围, 图1 流程: a space parts the number from the words (GB/T 15834-2011, on ordinals).
_NUMBERED = pattern(
    rf"\s*(?:第[{NUMERALS}百零〇0-9]{{1,5}}[章节条款编篇部分期届讲课]+|附?[图表件录]\s?[0-9A-Z.\-—]{{1,6}}"
    rf"|[0-9A-Z]{{1,3}}(?:\.[0-9]{{1,3}})+|[0-9A-Z]{{1,3}}\.|[（(][0-9]{{1,2}}[）)])[ \u00a0]+"
)
_BARE = pattern(r"[0-9]{1,2}[ \u00a0]+(?![年月日号件个名项条家户次天周期类种万亿])")
_SENTENCE = "，。；！？"


def beside_latin(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if block.kind in RUNNING and not block.has(_SENTENCE):
        return  # a label with its value, a line of names
    numbered = _NUMBERED.match(text) or (_BARE.match(text) if block.kind in HEADS else None)
    web = addresses(text)
    first = numbered.end() if numbered else 0
    for match in _BESIDE.finditer(text):
        if match.start() >= first and not _is_beside_address(text, match, web):
            around = text[match.start() - 1 : match.end() + 1].replace("\ufffc", "数")
            yield Hit(match.start(), match.end(), {"around": around}, "")


def _is_beside_address(text: str, match: re.Match[str], web: list[tuple[int, int]]) -> bool:
    """Whether a space parts an address of the web, or the number of a book, from the words around it."""
    follows = text.startswith(("http", "www.", "ISBN", "ISSN", "CN "), match.end())
    return follows or in_address(web, match.start() - 1)


_WIDE_SPACE = "[ \u00a0\u3000]+"
_BETWEEN = pattern(rf"(?<![{HAN}“”《》])(?P<left>[{HAN}“”《》]++){_WIDE_SPACE}(?=(?P<right>[{HAN}“”《》]+))")
_GAP = pattern(_WIDE_SPACE)
_UNITS = pattern(r"[部委局院办署会厅社行]\Z")
_NAME_ENDS = pattern(r"[省市县区局委办镇乡村街道社院校组前后]\Z")
_BESIDE_MARK = pattern(
    rf"(?<=[一-鿿]{{3}}：)[ \u00a0\u3000]+(?=[{HAN}]{{2,12}}[{HAN}，])(?![{HAN}]{{2,4}}[ \u3000])|"
    rf"(?<=[，、；]){_SPACE}(?=[{HAN}“《{DIGIT}])|(?<=[{HAN}{DIGIT}%”》）]){_SPACE}(?=[，。、；：？！）”》])"
    rf"|(?<=[（“《]){_SPACE}(?=[{HAN}{DIGIT}])"
)
_ROLES = pattern(r"记者|通讯员|摄影|作者|编辑|责编|供稿|审核|签发|撰稿|[文图]\Z")
_AT_START = pattern(
    rf"\s*(?:第[{NUMERALS}百零〇]{{1,5}}[章节条款编篇]|[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}0-9]{{1,3}}[）)]"
    rf"|[0-9]{{1,2}}\.)"
)
_SHORT = 4
_WORDS = pattern(r"[的了是着被把也就都没还]")
_INNER = pattern(rf"[{DIGIT}A-Za-z%％]")
_STOPS = pattern(r"[，。！？；]")


def between_han(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    if block.kind in HEADS or block.kind in _SHORT_KINDS or not block.has(_SENTENCE):
        told = list(_in_head(text)) if block.kind in HEADS else []
        yield from told or _in_word(text)
        return
    head = _AT_START.match(text)
    numbered = head.end() if head else -1
    for match in _BETWEEN.finditer(text):
        left, right = match["left"], match["right"]
        start, end = match.end("left"), match.end()
        if (
            match.start() <= numbered or _is_meant(text, match.start(), start, left, right)
        ) and not _is_parted(text, start, end):
            continue
        yield Hit(start, end, {"around": f"{text[start - 1]} {text[end]}"}, "")
    for match in _BESIDE_MARK.finditer(text):
        if behind_number(text, match.start() - 1):
            continue
        around = text[match.start() - 1 : match.end() + 1].replace("\ufffc", "数")
        yield Hit(match.start(), match.end(), {"around": around}, "")


_SHORT_KINDS = frozenset({CELL, CAPTION, VALUE})
_CLOSED_BEHIND = "，。；：！？"
_LONGER = 4
_UNDONE = pattern(
    r"(?:尚未|未|已|已经|正在|正|拟|均|均已|全部|基本|逐步|暂未|仍在|继续|不再|及时|不|暂不|不予|予以|全面)\Z"
)
_PICTURED = pattern(r".*[摄图供文影绘]\Z|.*(?:记者|通讯员|摄影)")
_ITEMS = pattern(r"[，。；：！？、]")


def _is_parted(text: str, start: int, end: int) -> bool:
    """Whether a space stands within a word, 路 灯, or between two at a clause's end: 核对 面积；."""
    ahead, behind = text[max(0, start - 3) : start], text[end : end + 3]
    if not ahead or not behind or ahead[-1] in "“”《》" or behind[0] in "“”《》":
        return False
    whole = any(
        ahead[-one:] + behind[:two] in words()
        for one in (1, 2, 3)
        for two in (1, 2, 3)
        if one + two <= _LONGER and one <= len(ahead) and two <= len(behind)
    )
    if whole:
        # 李 某: a name of two characters is set apart; so are the characters of 通 知.
        return text[end + 1 : end + 2] != text[start:end][:1] and text[max(0, start - 2) : start - 1] not in (
            " ",
            "\u3000",
        )
    marked = _ITEMS.match(text, end + 2) is not None or _ITEMS.match(text, end + 3) is not None
    return (
        marked and text[start - 2 : start] in words() and behind[:2] in words() and not _ROLES.search(ahead)
    )


def _in_word(text: str) -> Iterator[Hit]:
    """The one space of a cell, a caption or a short line that stands within a word or behind 尚未."""
    gaps = list(_BETWEEN.finditer(text))
    if len(gaps) != 1:
        return
    match = gaps[0]
    left, right, start, end = match["left"], match["right"], match.end("left"), match.end()
    if (_AT_START.match(text) and match.start() <= 1) or _HEAD_NUMBER.match(left) or _ROLES.search(left):
        return
    several = len(left) > 1 or len(right) > 1
    split = several and min(len(left), len(right)) < _SHORT and _is_parted(text, start, end)
    undone = len(right) > 1 and _UNDONE.search(left)
    told = len(left) > _SHORT and left != right and _CAPTION_VERB.search(left) and _GIVEN.match(right)
    if (split and _breaks_word(left, right)) or undone or (told and not _PICTURED.match(right)):
        yield Hit(start, end, {"around": f"{text[start - 1]} {text[end]}"})


_CAPTION_VERB = pattern(r"[为给向在对把与和同]")
_GIVEN = pattern(
    r"(?:赠送|讲解|宣讲|发放|送去|送上|演示|检查|检修|清理|讲授|示范|表演|排练|理发|义诊|看病|巡查|走访|慰问"
    r"|介绍|解答|开展|进行|举行|参加|查看|指导|辅导|上课|服务|搬运|捐赠|颁发|颁奖|安装|维修|打扫)"
)


def _breaks_word(left: str, right: str) -> bool:
    """Whether neither side of the space is a word by itself there: 基层声 音, 一百二十 套."""
    return (
        (len(right) == 1 and len(left) > 1) or (len(left) == 1 and len(right) > 1) or left[-2:] not in words()
    )


def _in_head(text: str) -> Iterator[Hit]:
    """A space in a title that parts no ordinal, names, or halves of a couplet from one another."""
    pieces = _HEAD_PIECES.split(text.strip())
    if (
        len(pieces) != 2
        or text.count(" ") + text.count("\u00a0") != 1
        or not all(map(_ALL_HAN.match, pieces))
    ):
        return
    left, right = pieces
    numbered = _AT_START.match(left)
    if numbered and numbered.end() != len(left) and "、" in numbered[0] + left[:4]:
        # 一、改造老旧 小区: behind its number a heading has no halves.
        if len(left) - numbered.end() != len(right) and min(len(left) - numbered.end(), len(right)) >= 2:
            start = len(text) - len(text.lstrip()) + len(left)
            yield Hit(start, text.index(right, len(left)), {"around": f"{left[-1]} {right[0]}"}, "")
        return
    if len(left) == len(right) or min(len(left), len(right)) < 2 or len(left) > 16:
        return
    ordinal = _AT_START.match(text) or _HEAD_NUMBER.match(left) or _ROLES.search(left)
    if ordinal or _NAME_ENDS.search(left) or left[-1] in "“”《》" or "关于" in right[:8]:
        return
    place = text.index(right, len(left))
    start = len(text) - len(text.lstrip()) + len(left)
    yield Hit(start, place, {"around": f"{left[-1]} {right[0]}"}, "")


_HEAD_PIECES = pattern("[ \u00a0]")
_ALL_HAN = pattern(rf"[{HAN}“”《》、]+\Z")
_HEAD_NUMBER = pattern(rf"第|附|[{NUMERALS}]+\Z|[案图表][{NUMERALS}]?\Z")


def _is_meant(text: str, first: int, start: int, left: str, right: str) -> bool:
    """Whether a space may stand between two pieces: names, lines of verse, a heading and its text, units
    that issue a document together, a title in quotes."""
    if len(left) == 1 or len(right) == 1 or _are_names(text, first, start, left, right):
        return True
    if _ROLES.search(left) or _ROLES.search(right[:_SHORT]):
        return True
    if "关于" in right[:16] or ("\u3000" in text[start : start + 1] and _UNITS.search(left)):
        return True
    return _is_within(text, start)


def _are_names(text: str, first: int, start: int, left: str, right: str) -> bool:
    """Whether two short pieces stand by themselves: names, words of a slogan."""
    if len(left) > _SHORT or len(right) > _SHORT or _WORDS.search(left + right):
        return False
    gap = _GAP.match(text, start)
    end = (gap.end() if gap else start) + len(right)
    return not _INNER.match(before(text, first)) and not _INNER.match(text, end)


def _is_within(text: str, position: int) -> bool:
    """Whether a place is within quotes, brackets or a title, and not in a sentence that is quoted."""
    piece = text[max(0, position - 60) : position]
    for opening, close in ("“”", "《》", "（）"):
        opened = piece.rfind(opening)
        if opened > piece.rfind(close) and not (opening == "“" and _STOPS.search(piece, opened)):
            return True
    return False


RULES: tuple[Rule, ...] = (
    BlockRule("space-beside-latin", beside_latin, RUNNING | HEADS, needs=" \u00a0"),
    BlockRule("space-beside-han", between_han, RUNNING | HEADS | _SHORT_KINDS, needs=" \u00a0\u3000"),
)
