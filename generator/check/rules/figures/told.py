"""A figure and what it is of, as far as a sentence tells."""

from __future__ import annotations

from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Amount
from generator.model.prose import FIGURE, Block

_WORDS = pattern(r"[\u4e00-\u9fff]{4,10}")
_NOUN = pattern(
    r"(?![以之的左上中里内后前])[\u4e00-\u9fff]{2,6}?(?=(?:当中|之中|以后|之后|[中里内后])?(?:[，。；、！？]|$))"
)
_WHOSE = frozenset(("群众", "市民", "居民", "职工", "各类", "有效", "辖区", "全部", "全市", "全县", "全区"))
"""What does not make a figure another one: 受理群众诉求, 受理诉求."""
_TAIL = pattern(r"(?:[到出来]的|共计|总计|合计|一共|累计|已经|共|已|了|的|有|为|达到?|是)$")
_TAIL_ENDS = frozenset("计共经已了的有为到达是")
_SHORTEST = 4
_NEUTRAL = pattern(
    r"(?:活动|行动|走访|整治|排查|宣传|服务|调研|工作|此次|这次|该)期间|截至目前|到目前为止|目前|至今|今年以来|活动开展以来|据统计|近日|日前|全部|共计|累计"
)
_SCOPE = pattern(
    r"\d{1,4}[年月日周天]|[本上下这那每前后去今明当首头同次][一二三两个半]?[年月日周天季期旬次批轮]|第[一二三四五六七八九十\d]{1,3}[\u4e00-\u9fff]"
    r"|[一二三四]季度|[上下]半[年月]|[上下中]旬|上午|下午|晚上|夜间|白天|其中|另|其余|剩余|分别|各|以来|期间|同期|往年|原来|以前|过去"
    r"|[\u4e00-\u9fff]{1,4}(?:局|区|县|镇|乡|街道|村|社区|小?组|队|站|校|院|所|厅|委|办(?![结理公事好案法复])|公司|集团|中心|学校|小区)|城[区东西南北]|农村|市直"
    r"|[男女]性?|省级|市级|国家级|部级"
)
UNSURE = pattern(
    r"计划|目标|拟|预计|将|争取|力争|确保|要|新增|又|再|还|仍|每|均|其中|另|剩|余|最|第|不|未|增|减|比|较|原|曾|可|能|若|如|应|约|近|超"
    r"|逾|多|少|以[上下]|按"
)


class Told(NamedTuple):
    """A figure and what it is of, `phrase`, which begins at `begin`."""

    block: Block
    order: int
    amount: Amount
    phrase: str
    begin: int

    @property
    def start(self) -> int:
        """Where its sentence begins."""
        return max(self.block.text.rfind(mark, 0, self.begin) for mark in "。！？") + 1

    @property
    def is_sure(self) -> bool:
        """Whether its clause tells it as a fact, and as the whole."""
        text = self.block.text
        clause = max(text.rfind(mark, self.start, self.amount.start) for mark in "，。；：、（）—“”")
        before = UNSURE.search(text, max(self.start, clause + 1), self.amount.start)
        return (
            before is None and not self.amount.is_vague and FIGURE not in text[self.start : self.amount.start]
        )

    @property
    def is_of_those(self) -> bool:
        """Whether it speaks of what was told before: 受理的126件诉求中."""
        text, amount = self.block.text, self.amount
        return text[amount.start - 1 : amount.start] == "的" and _NOUN.match(text, amount.end) is not None

    def scope(self, own: frozenset[str]) -> frozenset[str]:
        """The times, places and units that the sentence names before it; `own` are names of no matter."""
        return scope_of(self.block.text[self.start : self.begin], own)


def phrase_of(text: str, amount: Amount) -> tuple[str, int]:
    """The words before a figure, or those around it: 走访企业128家 and 走访128家企业 are the same."""
    first = max(0, amount.start - 10)
    before = text[first : amount.start]
    if before[-1:] in _TAIL_ENDS:
        before = _TAIL.sub("", before)
    noun = _NOUN.match(text, amount.end)
    length = _SHORTEST - 2 if noun else _SHORTEST
    begin = first + len(before) - length
    if noun is None and before[-4:-2] in _WHOSE:
        before = before[:-4] + before[-2:]
        begin -= 2
    phrase = before[-length:] + (noun[0] if noun else "")
    if len(before) < length or _WORDS.fullmatch(phrase) is None:
        return "", 0
    return phrase, begin


_TIME = pattern(r"\d{1,4}[年月日周天]|[本当今这同][年月日周天季期旬]|[上下]午|晚上|白天|[上中下]旬|期间|以来")


def places_of(scope: frozenset[str]) -> frozenset[str]:
    """A scope without the times at which something may be told that is the same."""
    return frozenset(one for one in scope if not _TIME.fullmatch(one))


def scope_of(text: str, own: frozenset[str]) -> frozenset[str]:
    for name in own:
        text = text.replace(name, "")
    return frozenset(_SCOPE.findall(_NEUTRAL.sub("", text)))
