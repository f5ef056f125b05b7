"""The rule about 同比 and 环比: what a figure is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers_near import before
from generator.model.prose import Block

_PERIOD = (
    r"(?:上一?个?(?:月份?|周|旬|季度?|星期|礼拜|半[月年]|日|统计期|周期)|上一?期|前一?(?:个?[周月日天期]|个?季度?|个?星期)"
    r"|[昨前][日天])(?![同初中末底度])"
)
_YEAR_AGO = (
    r"(?:(?:上一?年|去年|前年)(?:度(?!假)|的?同期|同月|同日|同一?时期|同季度?|[0-9]{1,2}月份?)?"
    r"|(?:(?:19|20)[0-9]{2}年|往年|历年|历史)的?同[期月]|同期)"
)
# 环比 of the first weeks, months and quarters of a year looks back into the last one.
_TURN = r"(?!的?(?:1[0-2]|[一四4]季|十[一二]?月|[第末底]|[上下]半|最后|同期以))"
_YEAR_AGO_AFTER = (
    rf"(?:(?:上一?年|去年|前年){_TURN}(?:的?同期|同月|同日|同一?时期|同季度?|[1-9]月份?)?"
    r"|(?:(?:19|20)[0-9]{2}年|往年|历年|历史)的?同[期月])"
)
_WITH = r"(?:相较于?|相比于?|对比|较之|[较比与和跟同])"
_COUNT = (
    r"(?:的?(?:[0-9][0-9.,]{0,10}|\ufffc)[%％万亿]?[件个人起次宗例户条元]{0,2}次?)?"
    r"(?:相比较?|比较|对比|来[看说])?[，,]?"
)
_HOW = r"(?:大幅|明显|略有?|小幅|均|都|分别|再|又|仍|也|则|数据|口径)?"
_MOVES = (
    r"(?:增长|上升|下降|减少|增加|提高|提升|降低|回落|下滑|上涨|持平|净?增|净?减|多|少|升|降|翻|上浮|下跌|变化"
    r"|[+\-][0-9])"
)
_MOVING = re.compile(rf"{_HOW}{_MOVES}(?!幅|速|势)")
_MOVED = (
    rf"{_MOVES}了?(?:[0-9][0-9.,]{{0,10}}|\ufffc)?"
    r"(?:[%％‰]|个百分点|[万亿]?[件个人起次宗例户条元]{0,2})?"
)
_LIKE_BEFORE = re.compile(rf"{_WITH}{_PERIOD}{_COUNT}\Z")
_RING_BEFORE = re.compile(rf"{_WITH}{_YEAR_AGO}{_COUNT}\Z")
_LIKE_MOVED = re.compile(rf"{_WITH}{_PERIOD}{_COUNT}{_HOW}{_MOVED}[（(]\Z")
_RING_MOVED = re.compile(rf"{_WITH}{_YEAR_AGO}{_COUNT}{_HOW}{_MOVED}[（(]\Z")
_AHEAD = rf"(?:[（(]?[较比与]?|数据较|{_HOW}{_MOVED}[（(](?:[较比与]|相比)?)"
_LIKE_AFTER = re.compile(rf"{_AHEAD}{_PERIOD}")
_RING_AFTER = re.compile(rf"{_AHEAD}{_YEAR_AGO_AFTER}")


def wrong_base(block: Block, office: Office) -> Iterator[Hit]:
    """同比 is against the same period a year ago, 环比 against the period just before."""
    text = block.text
    for match in re.finditer("[同环]比", text):
        start, end = match.span()
        like = match[0] == "同比"
        ahead = before(text, start, 30)
        base = (_LIKE_BEFORE if like else _RING_BEFORE).search(ahead)
        moved = (_LIKE_MOVED if like else _RING_MOVED).search(ahead)
        behind = (_LIKE_AFTER if like else _RING_AFTER).match(text, end, end + 30)
        if base and _MOVING.match(text, end, end + 10):
            start -= len(ahead) - base.start()
        elif moved and text[end : end + 1] in ("）", ")"):
            start -= len(ahead) - moved.start()
        elif behind:
            end = behind.end()
        else:
            continue
        right = "环比" if like else "同比"
        yield Hit(start, end, {"text": text[start:end], "word": match[0], "right": right})


RULES: tuple[Rule, ...] = (BlockRule("compared-base", wrong_base, needs="同环"),)
