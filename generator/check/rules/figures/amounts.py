"""Amounts in sentences, and what may be reckoned with them: exact, in decimals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rule import Office
from generator.model.prose import Block

UNITS = (
    *("个百分点", "平方公里", "平方米", "立方米", "公里", "千米", "毫米", "厘米", "公斤", "千克", "公顷"),
    *(
        "人次",
        "户次",
        "件次",
        "车次",
        "台次",
        "场次",
        "批次",
        "班次",
        "册次",
        "例次",
        "架次",
        "航次",
        "艘次",
        "辆次",
        "家次",
        "处次",
        "头次",
        "课时",
        "学时",
        "分钟",
        "小时",
        "千瓦时",
        "兆瓦",
        "千瓦",
    ),
    *(
        "微克/立方米",
        "毫克/立方米",
        "毫克/升",
        "微克/升",
        "公斤/亩",
        "元/吨",
        "元/公斤",
        "元/斤",
        "元/平方米",
    ),
    *("%", "吨", "亩", "元"),
    *"件个条项家户人名位次场批所处栋套台辆份篇期天座间张本只头棵株盏米车队组支单起例宗桩笔封通部块片扇级类种节班床桶袋箱口眼艘册幅枚根瓶盒段孔",
    *"对门幢颗粒剂尾羽卷副款首棒例顶具趟页罐筐捆垛",
)
_SCALES = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000)}
_SCALES |= {"百万": Decimal(10**6), "千万": Decimal(10**7), "亿": Decimal(10**8), "万亿": Decimal(10**12)}
_NO_START = r"(?<![\d.,第A-Za-z－～~—–\-/:+×]\d)"
AMOUNT = pattern(
    # A digit comes first: a search for digits is a quick one.
    rf"(?P<number>[0-9]{_NO_START}(?:\d{{0,2}}(?:,\d{{3}}){{1,4}}|\d{{0,11}})(?:\.\d{{1,6}})?)"
    rf"(?P<scale>万亿|[百千]?万|亿|[百千])?"
    rf"(?P<unit>{'|'.join(map(re.escape, UNITS))})(?![～~—–－\-/])"
)
"""A number with a unit that is counted or measured; no date, no ordinal, no end of a range."""
_SENTENCE = pattern(r"[^。！？\n]+[。！？]?")
_NOTHING = Decimal(0)
_SEVERAL = 2
_LONGEST = 600
"""Characters of a sentence that is read; a longer one is no sentence, and reading it could take long."""
VAGUE_BEFORE = pattern(
    r"(?:(?<![签预履违邀节集])约|近|超|超过|突破|逾|不少于|不低于|不超过|不到|接近|至少|最多|最高|最低|大约|零下|每|平均|人均|户均|\d(?:%|万|亿|个)?[至到])$"
)
VAGUE_AFTER = pattern(r"[多余](?!\d)|左右|上下|以上|以下|以内|之内|不到|不等")
_VAGUE_LAST, _VAGUE_FIRST = frozenset("约近超过破逾于到少多高低下每均至"), frozenset("多余左上以不")
"""What words of vagueness end or begin with: a look at one character spares most searches."""
DIGIT = pattern("[0-9]")
DIGITS = "0123456789０１２３４５６７８９"
"""What a block has in which numbers can be compared."""
PEOPLE = frozenset("人名位")


class Amount(NamedTuple):
    """`value` as a plain number; `step` is one of its last digit, 0 where it was counted one by one.

    A text has thousands of them; a tuple is made much more quickly than a record."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    unit: str
    shown: str
    scale: Decimal = Decimal(1)
    is_vague: bool = False

    @property
    def low(self) -> Decimal:
        return self.value - self.step / 2

    @property
    def high(self) -> Decimal:
        return self.value + self.step / 2

    @property
    def measure(self) -> str:
        """What stands behind its digits: 件, 万元."""
        return self.shown.lstrip("0123456789.,")

    @property
    def digits(self) -> str:
        """Its number as it is written: 1,234.5."""
        return self.shown[: len(self.shown) - len(self.measure)]

    @property
    def is_percent(self) -> bool:
        return self.unit in ("%", "个百分点")

    @property
    def kind(self) -> str:
        """Its unit; people are counted by several."""
        return "人" if self.unit in PEOPLE else self.unit


def amounts(text: str) -> tuple[Amount, ...]:
    """All amounts of a text, one behind the other."""
    return _amounts(text) if DIGIT.search(text) else ()


@lru_cache(maxsize=2048)
def _amounts(text: str) -> tuple[Amount, ...]:
    # Rules of sentences and those of reports ask for the same texts, one soon behind the other.
    return tuple(map(_amount_of, AMOUNT.finditer(text)))


def _amount_of(match: re.Match[str]) -> Amount:
    """What a match of `AMOUNT` tells."""
    text = match.string
    number, scaled, unit = match.group("number", "scale", "unit")
    number = number.replace(",", "")
    scale = _SCALES[scaled or ""]
    value, step = Decimal(number), _NOTHING
    if "." in number or scaled or unit == "%":
        step = scale.scaleb(-len(number.partition(".")[2]))
        value *= scale
    vague = (
        text[match.start() - 1 : match.start()] in _VAGUE_LAST
        and VAGUE_BEFORE.search(text, max(0, match.start() - 5), match.start()) is not None
    ) or (
        text[match.end() : match.end() + 1] in _VAGUE_FIRST
        and VAGUE_AFTER.match(text, match.end()) is not None
    )
    return Amount(*match.span(), value, step, unit, match[0], scale, vague)


@dataclass(frozen=True, slots=True)
class Sentence:
    """From `start` to `end` in its block's text, with its amounts."""

    start: int
    end: int
    amounts: Sequence[Amount]

    @property
    def units(self) -> set[str]:
        return {one.unit for one in self.amounts}

    @property
    def repeats(self) -> bool:
        """Whether two of its amounts are of one kind: nothing else can be compared."""
        return len({one.kind for one in self.amounts}) < len(self.amounts)


@dataclass(frozen=True, slots=True)
class Figures:
    """A block as rules about figures read it: all its amounts, one behind the other."""

    block: Block
    amounts: Sequence[Amount]
    _starts: list[int]
    _sentences: Sequence[Sentence]
    """Those with at least two amounts."""

    @staticmethod
    def of(block: Block, found: Sequence[Amount]) -> Figures:
        starts = [one.start for one in found]
        several: list[Sentence] = []
        if len(found) >= _SEVERAL:
            for start, end in sentences(block.text):
                first = bisect_left(starts, start)
                own = found[first : bisect_left(starts, end, first)]
                if len(own) >= _SEVERAL:
                    several.append(Sentence(start, end, own))
        return Figures(block, found, starts, several)

    @property
    def text(self) -> str:
        return self.block.text

    def within(self, start: int, end: int) -> Sequence[Amount]:
        """The amounts between two places."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.amounts[first:last]

    def at(self, start: int) -> Amount | None:
        """The amount that begins at a place."""
        first = bisect_left(self._starts, start)
        return self.amounts[first] if self._starts[first : first + 1] == [start] else None

    def sentences(self, least: int) -> Iterator[Sentence]:
        """The sentences that have at least so many amounts."""
        if least >= _SEVERAL:
            return (one for one in self._sentences if len(one.amounts) >= least)
        spans = ((start, end, self.within(start, end)) for start, end in sentences(self.text))
        return (Sentence(start, end, own) for start, end, own in spans if len(own) >= least)


def read_figures(block: Block, office: Office) -> Figures:
    return Figures.of(block, amounts(block.text))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends."""
    spans = (match.span() for match in _SENTENCE.finditer(text))
    return (span for span in spans if span[1] - span[0] <= _LONGEST)


def is_share(part: Amount, whole: Amount, printed: Amount) -> bool:
    """Whether `printed` percent is what `part` is of `whole`, rounded at its digits. Of a tie both
    neighbours are right (GB/T 8170 rounds to the even one, most offices round up); of what is
    not yet all, 99.9% may stand for 100.0%."""
    if whole.low <= 0:
        return True
    low, high = part.low / whole.high * 100, part.high / whole.low * 100
    if printed.low <= high and low <= printed.high:
        return True
    return part.value < whole.value and printed.value == 100 - printed.step and low > printed.value


def share_text(part: Decimal, whole: Decimal, printed: Amount) -> str:
    """The right percentage with the digits of the printed one."""
    return f"{rounded(part / whole * 100, printed.step)}%"


def rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step or Decimal(1), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number without needless zeros: 12, 3.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
