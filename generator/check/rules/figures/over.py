"""A part that is more than its whole: 应到120人，实到125人; 受理120件，其中已办结130件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.check.pattern import pattern
from generator.check.rule import Hit, Office, ReadingRule, Rule
from generator.check.rules.figures.amounts import Amount, Figures, Sentence, read_figures
from generator.model.prose import FIGURE, RUNNING

_DONE = (
    r"(?:办结|办理|办复|整改|走访|入户|检查|回访|安装|签约|参保|改造|发放|接种|体检|答复"
    r"|上报|报送|提交|到位|完成)"
)
_SURE = (
    (r"应到", r"(?:实到|到会|出席|到场|参加)"),
    (r"应(?:参[会训加]|出席)", r"(?:实[际到]|到会|出席|参加)"),
    (rf"(?:应当?|需|须){_DONE[:-1]}|办|检|报|交)", rf"(?:实际|实|现?已|按[时期])?(?:经|全部)?{_DONE}"),
    (r"应[\u4e00-\u9fff]{1,2}", r"(?:实际?|现?已)(?:经|全部)?[\u4e00-\u9fff]{1,2}"),
    (r"(?:发放|发出|派发|下发)(?:[^，。；：\d]{0,4}问卷)?", r"(?:实际|共)?(?:收回|回收)(?:有效)?(?:问卷)?"),
    (r"(?:抽检|抽查|抽样|检测|采集|监测)", r"(?:其中)?(?:合格|达标)的?"),
    (
        r"(?:参加|参与)(?:考试|测试|考核|评议|测评|体检|投票)|参考|参评|应考",
        r"(?:合格|及格|通过|满意|投赞成票)的?",
    ),
    (r"(?:回访|测评|调查)", r"(?:满意|[很较]?满意的?|表示满意的?)"),
)
"""Pairs of words for a whole and its part that tell of the same things whatever stands before them."""
_MAY_CARRY = (
    (
        r"(?:排查|发现|检查出|查出|梳理)(?:出)?",
        r"(?:已?(?:完成)?整改|已?(?:完成)?销号|整改到位|已整改完成|已整治)",
    ),
    (r"(?:受理|收到|接到|登记|交办|转办)", r"(?:已?办结|已?办复|已?解决|已?答复|按[时期]办结|已?化解)"),
    (r"(?:计划|任务)", r"其中已?(?:完成|开工|建成)"),
)
"""The same, unless something was left over from before."""
_NOUN = r"[\u4e00-\u9fff“”]{0,10}?"


def _pair(whole: str, part: str) -> re.Pattern[str]:
    return pattern(
        rf"(?P<whole>{whole}){_NOUN}(?P<one>\d[\d,.]*[万千亿]?)(?P<unit>[件个条项处起份户人名批家次辆台座所栋套口棵头亩吨张本篇例笔场支艘眼盏]|公里|平方米|万元)"
        rf"[\u4e00-\u9fff]{{0,6}}[，、（](?:其中|现|目前|现已|已经|均已|已|全部)*(?P<part>{part}){_NOUN}"
        r"(?P<two>\d[\d,.]*[万千亿]?)(?P=unit)"
    )


_PAIRS = tuple(_pair(*those) for those in _SURE)
_CARRIED_PAIRS = tuple(_pair(*those) for those in _MAY_CARRY)
_ANY = pattern(
    r"\d[件个条项处起份户人名批家次辆台座所栋套口棵头亩吨张本篇例笔场支艘眼盏里米元][\u4e00-\u9fff]{0,6}[，、（][\u4e00-\u9fff]"
)
_CARRIED = pattern(
    r"累计|历史|结转|上[周月季年期]|积压|存量|遗留|往年|去年|之前|以前|原有|此前|新[受接收发增]|列席|重复|含|跨"
)
_OTHERS = pattern(r"列席|重复|[含加]上|累计|超额|超出|另")


def over(figures: Figures, office: Office) -> Iterator[Hit]:
    """受理诉求120件，办结132件."""
    text = figures.text
    if len(figures.amounts) < 2:
        return
    told: set[int] = set()
    for sentence in figures.sentences(2):
        # Nothing is counted between a whole and its part.
        more = [two for one, two in pairwise(sentence.amounts) if one.kind == two.kind and _is_more(two, one)]
        if not more:
            continue
        found = [*_among(figures, sentence)]
        if _ANY.search(text, sentence.start, sentence.end):
            pairs = _PAIRS if _CARRIED.search(text) else (*_PAIRS, *_CARRIED_PAIRS)
            found += _paired(figures, sentence, pairs)
            found += _of_place(figures, sentence)
        for hit in found:
            if hit.start not in told:
                told.add(hit.start)
                yield hit


def _paired(figures: Figures, sentence: Sentence, pairs: tuple[re.Pattern[str], ...]) -> Iterator[Hit]:
    text = figures.text
    if _OTHERS.search(text, sentence.start, sentence.end):
        return
    for form in pairs:
        for match in form.finditer(text, sentence.start, sentence.end):
            whole, part = figures.at(match.start("one")), figures.at(match.start("two"))
            if whole is not None and part is not None and _is_more(part, whole):
                yield _hit(whole, part, match["whole"], match["part"])


_IN = pattern(r"[\u4e00-\u9fff]{0,8}[中里]，?(?:[\u4e00-\u9fff]{0,8}?)")
_WHEREOF = pattern(r"[^，。；：\d（）]{0,10}[，（；]?其中，?：?[^，。；：、\d（）]{0,12}")
_ODD = pattern(r"每|均|最|各|超|年|月|日|周|平|[之以]外|累计|涉及|新增|第")
_BETWEEN_OTHERS = pattern(r"[比较]|另|又|再|增|减|还")


def _among(figures: Figures, sentence: Sentence) -> Iterator[Hit]:
    """120件，其中已办结130件; 10户中有12户."""
    text = figures.text
    for whole, part in pairwise(sentence.amounts):
        if whole.kind != part.kind or part.is_percent or not _is_more(part, whole):
            continue
        between = text[whole.end : part.start]
        marked = _IN.fullmatch(between) or _WHEREOF.fullmatch(between)
        clause = max(text.rfind(mark, sentence.start, whole.start) for mark in "，。；：、")
        before = text[max(sentence.start, clause + 1) : whole.start]
        if marked is None or _ODD.search(before + between) or _BETWEEN_OTHERS.search(between):
            continue
        if FIGURE in between or (_WHEREOF.fullmatch(between) and _starts_list(text, part)):
            continue
        yield _hit(whole, part, "全部", between.lstrip("，（； ")[:8] or "其中")


def _starts_list(text: str, part: Amount) -> bool:
    """Whether other parts follow, so that the rule about sums will tell."""
    return text[part.end : part.end + 1] == "、"


_OF_PLACE = pattern(
    r"(?P<whole>(?:全[村镇县市区组乡校]|辖区|小区|社区|片区|网格|村里|该村|本村)?(?:内|里)?(?:现|一|总)?共(?:有|计)?|现有)"
    rf"{_NOUN}(?P<one>\d[\d,]*)(?P<unit>[户家人名]|个村|个小区)[\u4e00-\u9fff]{{0,6}}，(?:其中|现|目前|已经|均已|已|全部|实际|逐户)*"
    r"(?P<part>走访|入户|慰问|排查|检查|覆盖|签订|安装|改造|参保|体检|接种|搬迁|登记|建档|签约|通气|通水|复工|复产|发放)"
    rf"{_NOUN}(?P<two>\d[\d,]*)(?P=unit)"
)
_ACTED = pattern(
    r"走访|入户|慰问|排查|检查|覆盖|签订|安装|改造|帮扶|服务|惠及|发放|整治|救助|培训|出动|组织|招|救|新|受益|投入|完成|建成"
)


def _of_place(figures: Figures, sentence: Sentence) -> Iterator[Hit]:
    """全村共10户，走访12户: what is there, not what was done."""
    text = figures.text
    for match in _OF_PLACE.finditer(text, sentence.start, sentence.end):
        whole, part = figures.at(match.start("one")), figures.at(match.start("two"))
        clause = max(text.rfind(mark, sentence.start, match.start()) for mark in "，。；：、")
        before = text[max(sentence.start, clause + 1) : match.start("one")]
        if _ACTED.search(before) or _OTHERS.search(text, sentence.start, sentence.end):
            continue
        if whole is not None and part is not None and _is_more(part, whole):
            yield _hit(whole, part, match["whole"], match["part"])


def _is_more(part: Amount, whole: Amount) -> bool:
    return not (part.is_vague or whole.is_vague) and part.low > whole.high


def _hit(whole: Amount, part: Amount, of: str, called: str) -> Hit:
    words = {"whole": whole.shown, "part": part.shown, "of": of, "called": called}
    return Hit(part.start, part.end, words)


OVER_RULES: tuple[Rule, ...] = (ReadingRule("figure-over", read_figures, over, RUNNING, needs="，、（中里"),)
