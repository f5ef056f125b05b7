"""Figures of one report that a later sentence means to tell again: with a digit that is another, one that is
lost, or two that changed places, and with the words of the first one around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rules.figures.misread import Figure, is_one_sentence
from generator.check.rules.figures.told import Told
from generator.check.rules.figures.words import are_contrary, are_misread, are_near, pairs_of, words_of
from generator.model.prose import CAPTION, FIGURE, HEADING, SUBTITLE, TITLE

_TITLES = frozenset({TITLE, SUBTITLE, CAPTION, HEADING})
_MOST = 40
"""Figures of one unit in a report that are compared; more are a table that is told in words."""
_HAN = pattern(r"[\u4e00-\u9fff“”]*\Z")
_WINDOW = 22
_COLON = pattern(r"：\Z")
_TAIL = pattern(
    r"(?:一共|总共|共有|共计|合计|总计|累计|已经|现有|约为|高达|达到?了?|人数|数量|户数|总数|总量|总额|共|已|现|均|都|了|有|为|是|到|至|的"
    r"|(?:本次|此次|这次|该次|本批|这批|该批|上述|以上|前述|这些|那些|这|那|该)?\Z)+\Z"
)
_THESE = pattern(r"(?:本次|此次|这次|该次|本批|这批|该批|上述|以上|前述|这些|那些|这|那|该)\Z")
_STOP = pattern(r"[^\u4e00-\u9fff]|[的已均都把将被][^\u4e00-\u9fff]?|全部|全都|分别|正在|来自|分布|[是在为]")
_NOUN = 8
_FAR, _SHORT = 200, 4
_ALL = pattern(r"(?:的?[\u4e00-\u9fff]{0,8}?)(?:全部|全都|均|都|悉数|无一|一起|一同|[已将]全|主要|将)")
_WITH = pattern(
    r"(?:[，。；：！？“]|\A)(?:目前|如今|现在|其实|眼下|今后|同时|下一步)?[把将使让对为给由向]?\Z"
)
_UNSURE = pattern(
    r"计划|目标|拟(?![定表推命录聘发认授奖])|预计|争取|力争|确保|又|再(?!生|就业)|还|仍|每|均(?!价)|其中|另|剩|余|最(?![美佳具强])|不(?=足|低|少|超|到|满)|未(?!成)|新增|增加|减"
    r"|比(?![例赛选武])|较|原(?![料则])|曾|若|如(?!今)|应(?![急用对届聘邀])|超|逾|以[上下]|去年|上年|前年|上[月周季]|往年|此前|以前|过去|第[一二三四五六七八九十]"
    r"|(?:首|前|后|头|[一二三四五])(?:批|期|轮|次|天)|分别|各|同比|环比|同期|平均|日均|人均"
)
_POINTED = pattern(r"[这该此那][笔批座条个项些家所栋名位户件次]")
_SINCE = pattern(r"(?:之|以)?[后过]\Z")
_PART = pattern(r"其中|另有|另外|其余")
_MEASURED = pattern(
    r"(?:全长|总长|全程|面积|投资|金额|总重|高度|海拔|库容|里程|容量|产值|产量|签约|收入|资金|造价|总价|规模|床位|藏书|成交额|率|人口|学生|学员|居民|耕地"
    r"|长|宽|高|重|深)\Z"
)


class _Said(NamedTuple):
    """What stands around a figure: `lead` before it, without 共计 and the like, `noun` behind it, `clause`
    the whole clause. `definite`: it speaks of what was told before."""

    lead: str
    noun: str
    clause: str
    definite: bool
    bare: bool
    owned: bool
    unsure: frozenset[str]


def _said(figure: Figure) -> _Said:
    text, amount = figure.block.text, figure.amount
    start, end = amount.start, amount.end
    before = text[max(0, start - _WINDOW) : start]
    told_of = _COLON.sub("", before)
    run = _HAN.search(told_of)
    whole = run[0] if run else ""
    these = _THESE.search(whole) is not None
    own = whole.endswith("的") and len(whole) > 2
    lead = _TAIL.sub("", whole).replace("“", "").replace("”", "")
    if _POINTED.fullmatch(lead):
        lead, these = "", True
    if own:
        lead = _SINCE.sub("", lead)
    bare = not whole or (told_of == before and _WITH.search(before[-8:]) is not None)
    if bare:
        lead = ""
    begin = end + text.startswith("的", end)
    stop = _STOP.search(text, begin, begin + _NOUN)
    noun = text[begin : stop.start() if stop else begin + _NOUN]
    behind = begin > end and len(noun) > 1
    clause = max(text.rfind(mark, 0, start - (told_of != before)) for mark in "，。；：！？、（") + 1
    close = min((at for mark in "，。；！？）" if (at := text.find(mark, end)) >= 0), default=len(text))
    everything = bool(noun) and _ALL.match(text, end) is not None
    close_by = not lead or lead[-2:] in text[max(0, start - _FAR) : start - len(whole)] or len(lead) < _SHORT
    handled = bare and text[start - 1 : start] in ("把", "将") and len(noun) > 1
    definite = these or own or behind or handled or (close_by and everything)
    unsure = frozenset(_UNSURE.findall(text[max(0, clause - 1) : start]))
    unsure |= frozenset(_PART.findall(sentence_before(figure)))
    return _Said(lead, noun, text[clause:close], definite, bare, own, unsure)


def told_anew(own: Sequence[Figure], heads: str, headings: Sequence[int] = ()) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures of one unit of which the second is meant to be the first; `heads` is the title,
    `headings` the numbers of the blocks that are headings with the name of a place."""
    if len(own) > _MOST:
        return
    told = Counter(figure.amount.value for figure in own)
    if len(told) < 2:
        return
    said: dict[int, _Said] = {}
    digits = [figure.amount.digits for figure in own]
    slips: dict[tuple[str, str], int] = {}
    for place, second in enumerate(own):
        written = digits[place]
        for number, first in enumerate(own[:place]):
            if digits[number] == written or abs(len(digits[number]) - len(written)) > 1:
                continue
            one, other = first.amount, second.amount
            if one.value == other.value or one.scale != other.scale or one.is_vague != other.is_vague:
                continue
            slip = slips.get((digits[number], written))
            if slip is None:
                slip = slips[digits[number], written] = slip_of(digits[number], written)
            if (
                not slip
                or (one.is_vague and slip < MISREAD)
                or (told[one.value] > 1 and told[other.value] > 1)
                or is_one_sentence(first, second)
            ):
                continue
            if any(each.amount.value == other.value for each in own[:place]):
                continue
            if any(first.order < heading < second.order for heading in headings):
                continue
            for at, each in ((number, first), (place, second)):
                if at not in said:
                    said[at] = _said(each)
            pair = (number, place) if second.block.kind != CAPTION else (place, number)
            before, after = own[pair[0]], own[pair[1]]
            if _is_meant(said[pair[0]], said[pair[1]], before, after, slip, len(told)) and are_of_one(
                before, after, heads, slip == MISREAD, said[pair[1]].definite
            ):
                yield _told(first, said[number]), _told(second, said[place])


def _told(figure: Figure, said: _Said) -> Told:
    phrase = said.noun[:6] or said.lead[-6:]
    return Told(figure.block, figure.order, figure.amount, phrase, figure.amount.start)


_PLACE = pattern(
    r"全[市县区镇乡村省国校]|(?!行政|自然|中心|美丽|贫困|示范|重点|试点|移民|偏远|[多所个家座两全各该本此每整我]|[一二三四五六七八九十]个?[县镇乡村社])[\u4e00-\u9fff](?![到进入驻下回离出在])[\u4e00-\u9fff](?:县|镇|乡(?!镇|村|亲)|街道|社区|小区"
    r"|村(?![民里干级集支两庄委内口组])|公司|集团|学校|小学|中学|医院|大学|公园|水库|[高新开经城屏湖]区)"
)
_WHEN = pattern(
    r"\d{1,2}月(?:\d{1,2}日)?|\d{4}年|去年|上年|前年|[一二三四]季度|[上下]半年|[本上下]周|[昨今]日|[昨今]天|[上中下]旬|[上下]午"
    r"|第[一二三四五六七八九十\d]{1,3}[批期轮次届天阶]|[首前后头][批期轮次]"
)


def are_of_one(first: Figure, second: Figure, heads: str, is_misread: bool, is_definite: bool) -> bool:
    """Whether nothing makes the second figure one of another place or time."""
    titled = first.block.kind in _TITLES
    one, other = (sentence_before(each) for each in (first, second))
    whens = [frozenset(_WHEN.findall(text)) for text in (one, other)]
    if (
        not titled
        and whens[1]
        and (whens[0].isdisjoint(whens[1]) if whens[0] else not (is_misread or is_definite))
    ):
        return False
    own = place_in(one) or place_in(first.block.text[: first.amount.start])
    named = place_in(other)
    if not named and first.block is second.block and not is_definite:
        named = place_in(second.block.text[first.amount.end : second.amount.start])
    elif not named and not is_definite:
        named = place_in(second.block.text[: second.amount.start])
    if not named or named == own:
        return True
    if named[0] == "全":
        return not own or own[-1] == named[-1]
    if own and own[0] == "全":
        return False
    if not own or titled:
        return titled and (named in heads or not _PLACE.search(heads))
    return False


def place_in(text: str) -> str:
    """The place that a text names last."""
    found = _PLACE.findall(text)
    return found[-1] if found else ""


def are_places_apart(one: str, other: str) -> bool:
    """Whether two texts name places, and none that is the same."""
    places = [{name for name in _PLACE.findall(text) if name[0] != "全"} for text in (one, other)]
    return all(places) and places[0].isdisjoint(places[1])


def sentence_before(figure: Figure) -> str:
    """Its sentence up to it."""
    text, at = figure.block.text, figure.amount.start
    return text[max(text.rfind(mark, 0, at) for mark in "。！？") + 1 : at]


MISREAD, LOST, NEAR = 3, 2, 1


def slip_of(one: str, other: str) -> int:
    """How sure a slip between two numbers is, 0 if they are too different."""
    if are_misread(one, other):
        return MISREAD
    if are_near(one, other):
        return NEAR
    short, long = sorted((one, other), key=len)
    if len(long) == len(short) + 1 > 2 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    ):
        return LOST
    return 0


_MADE = pattern(
    r"(?:组建|成立|组织|设立|选派|派出|出动|集结|投入|建成|建起|建设|安排|抽调|开设|打造)(?:了|起)?\Z"
)


def _is_meant(one: _Said, other: _Said, first: Figure, second: Figure, slip: int, values: int) -> bool:
    if one.unsure != other.unsure or FIGURE in one.clause + other.clause:
        return False
    titled = first.block.kind in _TITLES
    same = _suffix(one.lead, other.lead)
    again = other.definite and (same >= _SHORT or other.lead[:1] in ("这", "该", "此"))
    again = again or (other.owned and slip == MISREAD and other.lead.removeprefix("经过") in one.clause)
    again = again or (one.definite and len(one.noun) >= _SHORT)
    if not again and are_contrary(*(words_of(each.block.text, each.amount) for each in (first, second))):
        return False
    counted = _is_counted(one, other)
    known = pairs_of(one.clause)
    said = pairs_of(other.lead[-8:]) | pairs_of(other.noun)
    common = len(known & said)
    new = bool(other.lead) and other.lead[-2:] not in one.clause and not counted
    # Another verb: 走访企业63家 … 帮助36家企业.
    near = one.clause if other.owned else first.block.text[: first.amount.end + 20]
    other_verb = other.lead and other.lead[-2:] not in near
    # 17支党员突击队 in a title, and below it 组建19支党员突击队: things of one long name.
    named = titled and values == 2 and len(one.noun) >= _SHORT and one.noun[:_SHORT] == other.noun[:_SHORT]
    named = named and _MADE.search(other.lead) is not None
    if named:
        return True
    if other_verb and not (titled and counted and slip == MISREAD and common > 2):
        return False
    if new:
        return False
    if first.amount.is_percent:
        return same >= 4 and slip == MISREAD
    if same >= 4 and (slip > NEAR or titled or other.definite or values == 2):
        return True
    measured = same >= 1 and _MEASURED.search(other.lead[-same:]) is not None
    if measured and (slip > NEAR or titled or other.definite):
        return True
    if not counted:
        return _is_money(one, other, values) or bool(titled and same >= 2 and (slip == MISREAD or common > 2))
    if slip == MISREAD:
        return other.definite or common > 2 or titled
    if one.definite and values == 2 and any(other.lead.endswith(one.noun[:size]) for size in (4, 5, 6)):
        return True
    if titled and values == 2 and other.bare and len(other.noun) == 1:
        return True
    if values == 2 and other.bare and len(other.noun) >= _SHORT and one.noun.startswith(other.noun[:_SHORT]):
        return True
    return (other.definite or (titled and (common > 0 or other.bare))) and (values == 2 or common > 2)


_MONEY = pattern(r"[\u4e00-\u9fff]{0,4}(?:资金|经费|善款|捐款|投资|贷款|补助|款项?|费用?)")
_PAID = pattern(
    r"(?:投入|投资|安排|筹集|筹措|募集|募捐|捐款|捐赠|拨付|下拨|争取|发放|补助|落实|出资|拿出|列支|划拨|补贴|奖励|捐助)(?:资金|经费|善款|财政资金)?\Z"
)


def _is_money(one: _Said, other: _Said, values: int) -> bool:
    """投入60万元建成驿站; 66万元建站资金全部来自工会经费."""
    is_money = _PAID.search(one.lead) and _MONEY.match(other.noun)
    return bool(values == 2 and not other.lead and other.definite and is_money)


def _suffix(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _is_counted(one: _Said, other: _Said) -> bool:
    """Whether the same things are counted: 居民1346户, 1364户居民."""
    if len(other.noun) > 1:
        ends = one.lead[-4:], one.noun[:4]
        return (
            other.noun[:2] == one.noun[:2]
            or any(one.lead.endswith(other.noun[:size]) for size in range(2, len(other.noun) + 1))
            or any(len(end) > 3 and end in other.noun for end in ends)
        )
    if other.noun:
        return other.noun == one.noun[:1]
    return any(other.lead.endswith(one.noun[:size]) for size in range(2, len(one.noun) + 1))
