"""Classes of characters, for line breaking and for setting punctuation closer.

Sources: GB/T 15834-2011 section 5 (where marks may stand), CLREQ 3.1 and 3.2 (line rules, squeezing of
marks), and this house's layout rules where they go further (—— and …… begin no line).
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Marks whose ink sits in the left half of a full-width cell: the right half can be taken away.
CLOSING = frozenset("，。、；：？！）》〉」』】〕”’］｝")
# Marks whose ink sits in the right half: the left half can be taken away.
OPENING = frozenset("（《〈「『【〔“‘［｛")

NO_LINE_START = CLOSING | frozenset(
    "～·／％‰℃々ー—…,.;:!?)]}%°①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵"
)
NO_LINE_END = OPENING | frozenset("／([{〈￥$№")

# Marks that are never parted from their twin: ——, ……
PAIRED = frozenset("—…")

# Blanks that a line does not show at its end: the space and the full-width one.
BLANKS = frozenset(" \u3000")

# Marks that must be a full em wide whatever the face makes of them.
FULL_WIDTH_MARKS = frozenset("“”‘’—…·")

# Measure words that stay with the number before them; longer ones first where one begins another.
MEASURES = (
    "平方公里", "平方千米", "平方米", "立方米", "千瓦时", "个百分点", "百分点", "公里", "千米", "毫米",
    "厘米", "公顷", "公斤", "千克", "小时", "分钟", "季度", "千瓦", "周年", "周岁", "年度", "个月",
    *"年月日时分秒周天期号届次轮批个名位人户家件项条份台辆套所座处场类级层楼室间元角亩吨米斤克升度岁倍成",
    *"只头株棵张片块支瓶盒袋本册篇笔宗起例点环科组队页卷章节版部架艘门口",
)  # fmt: skip
MAGNITUDES = "万亿千百余多"
MEASURE_STARTS = frozenset(measure[0] for measure in MEASURES) | frozenset(MAGNITUDES)


@cache
def is_wide(char: str) -> bool:
    """Whether `char` takes a full cell: Han, kana, full-width forms and the marks set a full em wide."""
    if char in FULL_WIDTH_MARKS:
        return True
    if char < "\u1100" or "\u2010" <= char <= "\u2015":
        return False
    return unicodedata.east_asian_width(char) in "WFA"


@cache
def is_joined(char: str) -> bool:
    """Whether `char` belongs to the character before it: combining marks, variation selectors, joiners."""
    if char < "\u0300":
        return False
    return (
        unicodedata.combining(char) != 0
        or "\ufe00" <= char <= "\ufe0f"
        or "\U000e0100" <= char <= "\U000e01ef"
        or char in "\u200c\u200d\u2060"
    )
