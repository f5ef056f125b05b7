"""The words that a figure stands among, and whether two figures can be meant for the same."""

from __future__ import annotations

from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import Amount

_HAN = pattern(r"[\u4e00-\u9fff“”、]*")
_TAIL = pattern(
    r"(?:一共|总共|共有|共计|合计|总计|累计|已经|现已|均已|现有|约为|高达|达到?了?|(?<!公)共|已|现|均|了|(?<!通)过|有|为|是|(?<![签预履违邀节集])约|近|超过?|逾|至|到)+\Z"
)
_TAIL_ENDS = frozenset("共计经已现有为是达到了过均约近超逾至")
_QUOTES = str.maketrans("", "", "“”")
_PLACE = pattern(r"(?:[全我][市县区省镇乡村校队院厂局州国]|[\u4e00-\u9fff]{1,4}[里内中上])\Z")
_ENDS_PLACE = frozenset("市县区省镇乡村校队院厂局州国里内中上")
_THESE = pattern(r"(?:本次|此次|这次|该次|本批|这批|该批|上述|以上|前述|这些|那些|这|那|该)\Z")
_WITH = frozenset("把将对为给让使从由向靠按就被替帮在")
_STOP = pattern(
    r"[^\u4e00-\u9fff]|[的已均都是把将也其仍以和与及等占每有由从至到不没]|在(?![建册岗校编职野场途])|未(?!成年)|[中里内后前](?=[^\u4e00-\u9fff]|$|有)"
    r"|[之当][中前后]|全[部都]|正在|来自"
)
_WORN = frozenset("的了共已达为有是在和与等这那此次着过全市县区各个其中已经")
_LEAD, _NOUN = 16, 10


class Words(NamedTuple):
    """What stands around a figure in its clause: `lead` before it and `noun` behind, without 共计, 的 and the
    like. `those`: the figure speaks of what was told before: 破获的37起, 把247户, 5.8亿元的."""

    lead: str
    noun: str
    those: bool
    bare: bool


def words_of(text: str, amount: Amount) -> Words:
    start, end = amount.start, amount.end
    run = _HAN.match(text[max(0, start - _LEAD - 8) : start][::-1])
    lead = run[0][::-1].translate(_QUOTES) if run else ""
    behind = text[end : end + 1] == "的"
    those = bare = False
    if lead[-1:] == "的":
        lead, those = lead[:-1], True
        bare = lead[-1:] in "里内中上"
    else:
        if lead[-1:] in _TAIL_ENDS:
            lead = _TAIL.sub("", lead)
        if lead[-1:] in _ENDS_PLACE:
            lead = _PLACE.sub("", lead)
        stripped = _THESE.sub("", lead)
        these = stripped != lead
        lead = stripped
        bare = not lead or lead[-1] in _WITH or lead[-1] == "、"
        lead = "" if bare else lead
        those = these or (bare and behind)
    begin = end + behind
    stop = _STOP.search(text, begin, begin + _NOUN)
    noun = text[begin : stop.start() if stop else begin + _NOUN]
    return Words(lead[-_LEAD:], noun, those or (behind and bool(lead)), bare)


def pairs_of(text: str) -> set[str]:
    """Its neighbouring characters, two by two, without those that say little."""
    found = {text[at : at + 2] for at in range(len(text) - 1)}
    return {pair for pair in found if pair[0] not in _WORN and pair[1] not in _WORN}


def in_common(first: Words, second: Words) -> int:
    """How many pairs of characters two figures have in common, where the second one has no word beside it
    that is not said of the first; 0 where it has: 受理132件诉求, 受理的123件投诉."""
    known = pairs_of(first.lead) | pairs_of(first.noun)
    lead, noun = pairs_of(second.lead[-10:]), pairs_of(second.noun)
    ends_alike = second.lead[-2:] in first.lead or second.lead[-2:] in first.noun
    begins_alike = second.noun[:2] in known
    common = len(known & (lead | noun))
    if second.bare:
        # 收储苹果2350吨, 冷库里的2530吨苹果: the very thing that is counted.
        return common + (second.noun[:2] in (first.lead[-2:], first.noun[:2])) if begins_alike else 0
    if ends_alike:
        return common if begins_alike or not noun or common >= 4 else 0
    # 昼夜不停的92辆送水车: what stands before may only describe it.
    return common if second.those and begins_alike and len(noun & known) >= 2 else 0


def are_misread(one: str, other: str) -> bool:
    """128 and 182: the same digits in another order."""
    return one != other and len(one) == len(other) and sorted(one) == sorted(other)


def are_near(one: str, other: str) -> bool:
    """128 and 126: one digit is another."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


_NEUTRAL = pattern(
    r".*(?:[把将了]|对于?)|[本此这该][次批轮届]|[全我][市县区省镇乡村校]|截至目前|目前|现在|至今|累计|总共|一共|共计|合计|已经|通过|参加|参与|接受|纳入"
    r"|进行|开展|完成|实施|实现|享受|今年|本[年月季周]|(?:专项)?(?:行动|活动|整治)(?:期间|中)?|[一两二三四五六七八九十]天(?:时间)?|[共已现均有总的在]|报道|介绍|报告"
)
_OTHER = pattern(r"新[招聘增进入任购]|[老男女专兼](?![师人业])")
_FEW = 3


def are_contrary(one: Words, other: Words) -> bool:
    """Whether two figures with words in common have others before these that set them apart: 摸排困难职工,
    慰问困难职工; 一期工程投资, 二期工程投资; 市级财政安排资金, 县级财政配套的684万元资金."""
    if one.bare or other.bare:
        return False
    first, second = _NEUTRAL.sub("", one.lead), _NEUTRAL.sub("", other.lead)
    for a, b in ((first, second), (second, first)):
        if len(b) > 1 and (at := a.rfind(b[-2:])) >= 0:
            behind = len(b) - 2
            while at and behind and a[at - 1] == b[behind - 1]:
                at, behind = at - 1, behind - 1
            apart = bool(at and behind) and a[:at] not in b[:behind] and b[:behind] not in a[:at]
            return apart and (at == behind or min(at, behind) > 1)
    for lead, noun, own in ((first, other.noun, second), (second, one.noun, first)):
        if noun[:2] and noun[:2] in lead and own:
            before = lead[: lead.rfind(noun[:2])]
            if _OTHER.match(own[-2:]):
                return True
            own = own.rstrip("到出过得来")
            if len(before) == len(own) == _FEW and before[1:] == own[1:]:
                # 小学部 and 中学部.
                return before != own
            else_told = own[-2:] not in before and before[-2:] not in own
            return else_told and min(len(before), len(own)) >= _FEW and not set(before).isdisjoint(own)
    return False
