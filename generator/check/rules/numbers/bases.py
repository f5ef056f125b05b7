"""The rule about 同比 and 环比: what a figure is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.check.pattern import pattern
from generator.check.rule import DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.figures.amounts import DIGIT, Amount, Figures, read_figures
from generator.check.rules.figures.bases import by_amounts, by_names
from generator.check.rules.figures.table_rates import misnamed_heads
from generator.check.rules.numbers.named import by_steps, heads_by_steps
from generator.check.rules.numbers.near import before
from generator.check.rules.numbers.periods import by_periods
from generator.model.prose import FIGURE, Block, Document

_PERIOD = (
    r"(?:上一?个?(?:月份?|周|旬|季度?|星期|礼拜|半[月年]|日|统计期|统计周期|周期)|上一?期"
    r"|前一?(?:个?[周月日天期]|个?季度?|个?星期)|[昨前][日天])(?![同初中末底度])"
)
# 环比 of the first weeks, months and quarters of a year looks back into the last one.
_TURN = r"(?!的?(?:1[0-2]|[一四4]季|十[一二]?月|[第末底]|[上下]半|最后|同期以))"
_FEAST = (
    r"的?“?(?:春节|春运|元旦|清明|五一|端午|中秋|国庆|暑[期假]|寒假|双节)”?(?:档期?|小?长?假期?|期间|黄金周)?"
)
_YEAR_AGO = (
    rf"(?:(?:上一?年|去年|前年){_TURN}(?:度(?!假)|的?同期|同月|同日|同一?时期|同季度?|[1-9]月份?|{_FEAST})?"
    rf"|(?:(?:19|20)[0-9]{{2}}年|往年|历年|历史)的?(?:同[期月]|{_FEAST})|(?:19|20)[0-9]{{2}}年(?!的?[\d一二三四十上下前第末底初同])(?:全年|度)?|同期)"
)
_YEAR_AGO_AFTER = (
    rf"(?:(?:上一?年|去年|前年){_TURN}(?:的?同期|同月|同日|同一?时期|同季度?|[1-9]月份?)?"
    r"|(?:(?:19|20)[0-9]{2}年|往年|历年|历史)的?同[期月])"
)
_WITH = r"(?:相较于?|相比于?|对比|较之|[较比与和跟同])"
_COUNT = (
    r"(?:的?(?:[0-9][0-9.,]{0,10}|\ufffc)[%％万亿]?[件个人起次宗例户条元]{0,2}次?)?"
    r"(?:相比较?|相较|比较|对比|来[看说])?[，,]?"
)
_NAMED = r"[^\W\d_同环比较增减升降长落跌涨持分率速幅]"
_THING = rf"(?:的?{_NAMED}{{1,8}}|(?<=相比，)(?:今年|(?:19|20)[0-9]{{2}}年){_NAMED}{{1,14}})?"
"""What is compared, between the base and the word: 较上月受理总量同比下降."""
_HOW = r"(?:大幅|明显|略有?|小幅|均|都|分别|再|又|仍|也|则|数据|口径)?"
_MOVES = (
    r"(?:增长|上升|下降|减少|增加|提高|提升|降低|回落|下滑|上涨|持平|净?增|净?减|多|少|升|降|翻|上浮|下跌|变化"
    r"|[+\-][0-9])"
)
_MOVING = pattern(rf"{_HOW}{_MOVES}(?!幅|速|势)")
_ENDED = pattern(r"(?:情况|数据|对照|变动|[+＋\-－]?[0-9][0-9.]{0,8}[%％])?[）)（(]?\s*\Z|[+＋\-－][0-9]")
"""Behind 较上月同比 at the end of a head or a bracket."""
_MOVED = (
    rf"{_MOVES}了?(?:[0-9][0-9.,]{{0,10}}|\ufffc)?"
    r"(?:[%％‰]|个百分点|[万亿]?[件个人起次宗例户条元]{0,2})?"
)
_BASIS = r"(?:的?(?:数据?|水平|受理量|总量))?(?:作?为|当作?)(?:基[数期准]|参照|对比|比较)(?:对象)?[，,]?"


def _stands_before(base: str) -> re.Pattern[str]:
    """The base, up to where 同比 or 环比 begins."""
    return pattern(rf"(?:{_WITH}{base}{_COUNT}{_THING}|[以按拿]{base}{_BASIS})\Z")


_LIKE_BEFORE, _RING_BEFORE = _stands_before(_PERIOD), _stands_before(_YEAR_AGO)
_LIKE_CLOSE = pattern(rf"{_WITH}{_PERIOD}\Z")
_RING_CLOSE = pattern(rf"{_WITH}{_YEAR_AGO}\Z")
_LIKE_MOVED = pattern(rf"{_WITH}{_PERIOD}{_COUNT}{_HOW}{_MOVED}[（(]\Z")
_RING_MOVED = pattern(rf"{_WITH}{_YEAR_AGO}{_COUNT}{_HOW}{_MOVED}[（(]\Z")
_AHEAD = rf"(?:[（(]?(?:[较比与于]|相较?于?|前)?|数据较|{_HOW}{_MOVED}[（(](?:[较比与为]|相比|基期[为：])?)"
_LIKE_AFTER = pattern(rf"{_AHEAD}{_PERIOD}")
_RING_AFTER = pattern(rf"{_AHEAD}{_YEAR_AGO_AFTER}")


def wrong_base(document: Document, office: Office) -> Iterator[Found]:
    """同比 is against the same period a year ago, 环比 against the period just before."""
    for block in document.blocks:
        if "比" in block.text and block.has("同环"):
            told = list(_by_words(block))
            told = told or [
                _hit(block.text, *found)
                for found in (*by_periods(block.text), *by_names(block.text), *by_steps(block.text))
            ]
            if not told and DIGIT.search(block.text):
                figures = read_figures(block, office)
                told = list(_by_numbers(figures))
                told = told or [_hit(block.text, *found) for found in by_amounts(figures)]
            yield from ((block, hit) for hit in told)
    for block, word in dict.fromkeys((*misnamed_heads(document), *heads_by_steps(document))):
        start = block.text.find(word)
        yield block, _hit(block.text, start, start + len(word), word)


def _by_words(block: Block) -> Iterator[Hit]:
    text = block.text
    for match in re.finditer("[同环]比", text):
        start, end = match.span()
        like = match[0] == "同比"
        ahead = before(text, start, 36)
        base = (_LIKE_BEFORE if like else _RING_BEFORE).search(ahead)
        moved = (_LIKE_MOVED if like else _RING_MOVED).search(ahead)
        close = (_LIKE_CLOSE if like else _RING_CLOSE).search(ahead)
        behind = (_LIKE_AFTER if like else _RING_AFTER).match(text, end, end + 30)
        if base and _MOVING.match(text, end, end + 10):
            start -= len(ahead) - base.start()
        elif close and _ENDED.match(text, end):
            start -= len(ahead) - close.start()
        elif moved and text[end : end + 1] in ("）", ")"):
            start -= len(ahead) - moved.start()
        elif behind:
            end = behind.end()
        else:
            continue
        yield _hit(text, start, end, match[0])


def _hit(text: str, start: int, end: int, word: str) -> Hit:
    right = "环比" if word == "同比" else "同比"
    return Hit(start, end, {"text": text[start:end], "word": word, "right": right})


_PRINTED = pattern(rf"(?P<word>[同环]比)(?:{_HOW}{_MOVES}|[增降涨跌减]幅)(?:了|为|达)?(?=\d)")
_OF_PERIOD = pattern(rf"{_PERIOD}[^，。；：]{{0,12}}\Z")
_OF_YEAR_AGO = pattern(rf"{_YEAR_AGO}[^，。；：]{{0,12}}\Z")
_REACH = 80


def _by_numbers(figures: Figures) -> Iterator[Hit]:
    """上月120件，本月150件，同比增长25%: the percentage is that against the period which is told."""
    text = figures.text
    for match in _PRINTED.finditer(text):
        printed = figures.at(match.end())
        if printed is None or printed.unit != "%":
            continue
        start = max(text.rfind(mark, 0, match.start()) for mark in "。！？\n") + 1
        end = min((at for mark in "。！？" if (at := text.find(mark, match.end())) >= 0), default=len(text))
        like = match["word"] == "同比"
        if FIGURE in text[start : match.start()] or ("环比" if like else "同比") in text[start:end]:
            continue
        told = figures.within(max(start, match.start() - _REACH), match.start())
        wrong, right = (_OF_PERIOD, _OF_YEAR_AGO) if like else (_OF_YEAR_AGO, _OF_PERIOD)
        if right.search(text, start, match.start()) or any(_is_of(text, start, one, right) for one in told):
            continue
        for one in told:
            if not one.is_percent and _is_of(text, start, one, wrong) and _gives(one, told, printed):
                yield _hit(text, match.start(), printed.end, match["word"])
                break


def _is_of(text: str, start: int, one: Amount, base: re.Pattern[str]) -> bool:
    """Whether an amount is told of such a period: 上月受理120件, 比上月的120件."""
    return base.search(text, max(start, one.start - 20), one.start) is not None


def _gives(one: Amount, told: Sequence[Amount], printed: Amount) -> bool:
    """Whether the percentage is the change between an amount and another one, or of an amount that is the
    difference from before."""
    others = [other for other in told if other is not one and other.kind == one.kind]
    pairs = [(one.value, abs(other.value - one.value)) for other in others]
    pairs += [(other.value + sign * one.value, one.value) for other in others for sign in (-1, 1)]
    pairs += [(one.value, other.value) for other in others]
    return any(
        base > 0 and part > 0 and printed.low <= part / base * 100 <= printed.high for base, part in pairs
    )


RULES: tuple[Rule, ...] = (DocumentRule("compared-base", wrong_base),)
