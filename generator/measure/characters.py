"""Characters by what line setting does with them (docs: the chapter 中文排版 of the layout)."""

from __future__ import annotations

import unicodedata
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
MARKERS: Final = frozenset("·•●○◆◇■□▪")
"""What an item of a list may begin with; such a line's indent is the list's."""
UNITS: Final = (
    *"万亿元个件人名户家次项条起宗场期年月日号时分秒天周岁倍成份批台套辆座处所间栋层届轮位类种张本册篇部只",
    *"棵株盏根支段片块口米吨亩克升℃‰",
    *("平方米", "平方公里", "立方米", "公顷", "公里", "公斤", "千克", "千米", "千瓦", "毫米", "厘米", "小时"),
)
"""What stays with the number before it: measure words, the parts of a date, multiples."""


def is_wide(text: str) -> bool:
    """Han, or a mark that takes a full width in Chinese text (“ ” ‘ ’ — … · are drawn so too)."""
    if len(text) != 1:
        return False
    return text in "“”‘’—…·～" or unicodedata.east_asian_width(text) in "WF"


def is_han(text: str) -> bool:
    return len(text) == 1 and (
        "\u3400" <= text <= "\u9fff" or "\uf900" <= text <= "\ufaff" or text >= "\U00020000" or text == "〇"
    )
