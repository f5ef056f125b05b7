"""Where a line of a paragraph may end: the rules that a finished page is held against.

Sources: GB/T 15834-2011 section 5 (where marks may stand), CLREQ 3.1; —— and …… at a line's start and
numbers with their units are house rules. Setting lines has its own, larger tables
(`typeset.characters`), so that a slip there does not hide itself.
"""

from __future__ import annotations

import re
from typing import Final

CLOSING: Final = frozenset("，。、；：？！）》〉」』】〕”’")
"""Marks whose ink is in the left half: at a line's end they may take half a width."""
OPENING: Final = frozenset("（《〈「『【〔“‘")
"""Marks whose ink is in the right half: at a line's start they may take half a width."""
NO_START: Final = CLOSING | frozenset("～·／%％々")
"""No line begins with one of these."""
NO_END: Final = OPENING | frozenset("／")
"""No line ends with one of these."""
PAIRED: Final = frozenset("—…")
"""Half of —— or ……: never split, and begins no line."""
UNITS: Final = (
    *"万亿元个件人名户家次项条起宗场期年月日号时分秒天周岁倍成份批台套辆座处所间栋层届轮位类种张本册篇部只",
    *"棵株盏根支段片块口米吨亩克升℃‰",
    *("平方米", "平方公里", "立方米", "公顷", "公里", "公斤", "千克", "千米", "千瓦", "毫米", "厘米", "小时"),
)
"""What stays with the number before it: measure words, the parts of a date, multiples."""

_NUMBER_END = re.compile(r"\d[\d.,]*[万亿千百余多]*$")
_DIGIT_BROKEN = re.compile(r"\d[.,:]?$")


def parted(end: str, start: str) -> str:
    """What is wrong between two lines of one paragraph, in the editor's words; "" where nothing is.

    `end` and `start` are the text of the first and of the second one, without blanks at the ends: —— or ……
    is split or begins a line; a line begins with ～ · ／ % or 々; a number is broken, or parted from its %
    or from its unit.
    """
    first = start[0]
    if first in PAIRED:
        mark = first * 2
        return f"“{mark}”被拆在两行" if end.endswith(first) else f"行首不应是“{mark}”"
    if first in NO_START - CLOSING and not (first in "%％" and _NUMBER_END.search(end)):
        return f"行首不应是“{first}”"
    if first.isdecimal() and _DIGIT_BROKEN.search(end):
        return "数字被拆在两行"
    if _NUMBER_END.search(end) and first in "%％‰":
        return f"数字与“{first}”被拆在两行"
    if _NUMBER_END.search(end) and start.startswith(UNITS):
        unit = next(unit for unit in sorted(UNITS, key=len, reverse=True) if start.startswith(unit))
        return f"数字与“{unit}”被拆在两行"
    return ""


def wrong_start(line: str) -> str:
    """What is wrong with how a line begins, whatever is before it."""
    return f"行首不应是“{line[0]}”" if line[0] in CLOSING and len(line) > 1 else ""


def wrong_end(line: str) -> str:
    """What is wrong with how a line ends, whatever comes after it."""
    return f"行末不应是“{line[-1]}”" if line[-1] in NO_END and len(line) > 1 else ""
