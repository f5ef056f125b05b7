"""A part, its whole and a percentage, where the sentence tells exactly these: how the three fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import Hit, Office, ReadingRule, Rule
from generator.check.rules.figures.amounts import Amount, Figures, is_share, read_figures, share_text
from generator.model.prose import FIGURE, RUNNING

_PERCENT = pattern(
    r"(?:(?P<rate>率)|(?P<share>占比?(?:总[人户件]?数|总量|计划|任务|目标|全部)?)的?|(?P<done>完成(?:了|全年|年度|计划|任务|目标|总量|总数|进度|的)*?的))"
    r"均?(?:已达到?|高达|仅有?|只有|为|达到?|是|：|到)?(?=\d{1,3}(?:\.\d{1,3})?%)"
)
_ODD = pattern(
    r"剔除|不含|不计|除外|扣除|未到|折算|加权|平均|要求|力争|确保|标准|往年|去年|上年|前年|同期|上[一个]?[周月季]|[较比]|累计|其余|另"
    r"|新增|增[加长]|减少|[多少]于|每|结转|历史"
)
_BEFORE = pattern(r"[\u4e00-\u9fff]{2,8}$")
_PLAN = pattern(r"计划|目标|任务|应|需|拟")
_WHOLE = pattern(
    r"共|总|全|合计|现有|应|登记|受理|收到|接到|采集|走访|检查|回访|抽查|抽检|抽样|参加|排查|发现|征集|计划|任务|需|申报|发放|调查|测评|梳理"
    r"|派出|下达|纳入|涉及|目标|辖区|有"
)
_PART = pattern(
    r"其中|已|办结|完成|解决|整改|答复|满意|实到|到会|合格|达标|开工|签约|销号|收回|回收|落实|参保|采纳|[里中]，?|属实|改造|安装|发放|通过|查实|建成|到账|到位|缴纳|报送|启用|入库|有"
)
_STEM_NOUNS = pattern(
    r"^(?:其中|总体|综合|整体|平均|全市|全县|全区)?(?:诉求|问题|事项|工单|群众|企业|任务|项目|隐患|案件|信访|市民|居民|心愿|产品|商品|线索|建议|提案"
    r"|问卷|样本|样品|代表|委员|单位|学生|农户|车辆|学校|家庭|村民|水样|人员|户)?"
)
_LIKE = {
    **dict.fromkeys(
        ("到会", "出席", "参会", "到场", "出勤", "参训", "到岗"),
        ("实到", "出席", "到会", "参加", "到场", "到岗"),
    ),
    **dict.fromkeys(("回收", "收回", "有效回收"), ("收回", "回收")),
    **dict.fromkeys(("完成", "改造", "安装", "接通"), ("完成", "已改", "建成", "装", "接通", "改造")),
    **dict.fromkeys(("整改", "销号", "化解", "解决"), ("整改", "销号", "化解", "解决")),
    **dict.fromkeys(("办结", "办理", "办复"), ("办结", "办复", "办理完毕")),
    **dict.fromkeys(("覆盖", "走访", "入户"), ("覆盖", "已走访", "入户", "已走")),
    **dict.fromkeys(("参保", "参合", "缴费"), ("参保", "缴费", "已参")),
    **dict.fromkeys(("合格", "达标"), ("合格", "达标")),
    **dict.fromkeys(("满意", "好评"), ("满意", "好评")),
    **dict.fromkeys(
        ("签约", "建档", "体检", "接种", "开工", "采纳", "答复", "见面", "属实", "就业", "入住"), ()
    ),
}
"""What a rate is called → other words for what it counts."""
_DUE = pattern(
    r"应[\u4e00-\u9fff]{1,4}$|(?<=应)[\u4e00-\u9fff]{1,10}$|(?:计划|任务|目标)[\u4e00-\u9fff]{0,10}$"
)
_DUE_DONE = pattern(r"(?:其中)?(?:目前|现|实际|实|已经|已|全部|共)+[\u4e00-\u9fff]{1,6}(?=\d)")
_NOT = pattern(r"(?:未|不|待|没有?|尚|难|应|需|拟|无法)[\u4e00-\u9fff]{0,3}$")
_MARKS = "，；：、（）。！？"


def rate_of_pair(figures: Figures, office: Office) -> Iterator[Hit]:
    """应到120人，实到115人，到会率98%."""
    return _pairs(figures, frozenset(("rate",)))


def share_of_pair(figures: Figures, office: Office) -> Iterator[Hit]:
    """受理120件，已办结110件，占95%; 计划改造120户，已改造90户，完成计划的80%."""
    return _pairs(figures, frozenset(("share", "done")))


def _pairs(figures: Figures, kinds: frozenset[str]) -> Iterator[Hit]:
    if len(figures.amounts) < 3:
        return
    text = figures.text
    for match in _PERCENT.finditer(text):
        if match.lastgroup not in kinds:
            continue
        named = _BEFORE.search(text, max(0, match.start() - 8), match.start()) if match["rate"] else match
        if named is None:
            continue
        begin = named.start()
        start = max(text.rfind(mark, 0, match.start()) for mark in "。！？；\n") + 1
        if begin - start > 150 or FIGURE in text[start:begin]:
            continue
        stop = begin - (text[begin - 1 : begin] in ("，", "（"))
        printed = figures.at(match.end())
        before = [one for one in figures.within(start, begin) if one.end <= begin]
        if printed is None or printed.is_vague or len(before) < 2 or any(one.is_percent for one in before):
            continue
        whole, part = before[-2], before[-1]
        same = [one for one in before if one.kind == part.kind]
        if (
            len(same) != 2
            or same != [whole, part]
            or not _is_pair(text, (start, stop), whole, part, match, text[begin : match.start()])
        ):
            continue
        if _PLAN.search(text, start, whole.start):
            whole = whole._replace(step=Decimal(0))  # What is planned is told exactly.
        if 0 < part.value <= whole.value and not is_share(part, whole, printed):
            words = {"printed": text[begin : printed.end], "part": part.shown, "whole": whole.shown}
            yield Hit(begin, printed.end, words | {"right": share_text(part.value, whole.value, printed)})


def _is_pair(
    text: str, at: tuple[int, int], whole: Amount, part: Amount, match: re.Match[str], rate: str
) -> bool:
    """Whether a percentage can only be that of the second amount of the first; `at` is from where its
    sentence begins to where the words before it end, `rate` what a rate is called."""
    start, stop = at
    if whole.is_vague or part.is_vague or not part.value or whole.value < part.value:
        return False
    between = text[whole.end : part.start]
    if "、" in between[:1] or _ODD.search(text, start, match.end()):
        return False
    head = text[start : whole.start] + text[whole.end : whole.end + 2]
    tail = text[part.end : stop]
    if len(tail) > 12 or re.search(r"[；：]", tail):
        return False
    clause = text[max(text.rfind(mark, start, part.start) for mark in _MARKS) + 1 : stop]
    if match["rate"]:
        counted = _counts(rate, clause, part.start - (stop - len(clause)))
        return counted or (
            _DUE.search(text, start, whole.start) is not None and _DUE_DONE.match(clause) is not None
        )
    planned = _PLAN.search(head) is not None
    aimed = re.search(r"计划|目标|任务|拟", head) is not None
    if match["done"] or re.search(r"计划|任务|目标", match[0]):
        return planned and re.search(r"[已完建改实]", clause) is not None
    smaller = "其中" in between or re.search(r"^[中里]", between) is not None
    return not tail.count("，") and (
        smaller or (_WHOLE.search(head) is not None and not aimed and _PART.search(clause) is not None)
    )


def _counts(rate: str, clause: str, place: int) -> bool:
    """Whether a clause tells the number that a rate counts: 到会率 and 实到115人."""
    stem = _STEM_NOUNS.sub("", rate.lstrip("，"))
    for called in (stem, *_LIKE.get(stem[-2:], ())):
        pieces = [called] if len(called) != 4 else [called[:2], called[2:]]
        places = [clause.find(piece) for piece in pieces]
        # Behind the number it must follow at once: 110户完成改造.
        near = all(0 <= at <= place + 8 for at in places)
        if len(called) >= 2 and near and not _NOT.search(clause[: min(places)]):
            return True
    return False


_NAMED_SHARE = pattern(
    r"(?P<vague>约|大约|接近|近)?占(?:全[市县区镇乡村省])?(?P<of>[\u4e00-\u9fff]{2,8}?)(?:总[数量额]|总人数|总面积)?的(?P<also>约|近)?(?=\d{1,3}(?:\.\d{1,3})?%)"
)
_ROUGHLY = Decimal(3)
"""Percentage points by which a share that is told as a rough one may be off."""


def named_shares(figures: Figures) -> Iterator[Hit]:
    """藏书32万册，少儿读物8万册，占藏书的35%: the whole is called by its name."""
    text = figures.text
    for match in _NAMED_SHARE.finditer(text):
        printed = figures.at(match.end())
        start = max(text.rfind(mark, 0, match.start()) for mark in "。！？；\n") + 1
        before = [one for one in figures.within(start, match.start()) if not one.is_percent]
        if printed is None or len(before) < 2 or FIGURE in text[start : match.start()]:
            continue
        whole, part = before[-2], before[-1]
        same = [one for one in before if one.kind == part.kind]
        if same[-2:] != [whole, part] or whole.is_vague or part.is_vague or not 0 < part.value < whole.value:
            continue
        tail = text[part.end : match.start()]
        clause = text[max(text.rfind(mark, start, whole.start) for mark in "，；：、") + 1 : whole.start]
        named = clause + text[whole.end : whole.end + 6].partition("，")[0]
        if not re.fullmatch(r"[\u4e00-\u9fff]{0,6}[，（]?", tail) or match["of"][:2] not in named:
            continue
        if match["of"][-2:] not in named or _ODD.search(text, start, match.start()):
            continue
        rough = match["vague"] or match["also"] or printed.is_vague
        share = part.value / whole.value * 100
        off = abs(share - printed.value)
        if (rough and off <= _ROUGHLY) or is_share(part, whole, printed):
            continue
        words = {"printed": text[match.start() : printed.end], "part": part.shown, "whole": whole.shown}
        right = share_text(part.value, whole.value, printed)
        yield Hit(match.start(), printed.end, words | {"right": right})


_SHARES = pattern(r"(?:分别)?占(?:比|总[数量]的?)?(?:分别)?(?:为|达|是)?(?=\d)")
_MULTIPLE = pattern(
    r"多选|重复|交叉|其中|同比|增|降|上升|提高|率|计划|目标|投资|资金|[较比](?!重|例|分)|另有|又"
)
_OTHERS = pattern(r"其[他它余](?:[\u4e00-\u9fff]{0,6})?(?:\d[\d,.]*[\u4e00-\u9fff]{1,2}，?)?(?:仅)?$")
_HUNDRED = 100


def shares(figures: Figures, office: Office) -> Iterator[Hit]:
    """咨询占40%，求助占35%，投诉占30%: together more than all."""
    text = figures.text
    if text.count("%") < 3:
        return
    for sentence in figures.sentences(3):
        start, end = sentence.start, sentence.end
        if _MULTIPLE.search(text, start, end) or text.count("%", start, end) < 3 or FIGURE in text[start:end]:
            continue
        first = _SHARES.search(text, start, end)
        if first is None:
            continue
        printed = [one for one in figures.within(first.end(), end) if one.unit == "%"]
        if len(printed) != text.count("%", first.end(), end) or any(one.is_vague for one in printed):
            continue
        marks = list(_SHARES.finditer(text, start, end))
        marked = [match.end() for match in marks]
        listed = first[0].startswith("分别") or "分别" in first[0]
        if len(printed) < 3 or not (
            (listed and len(marked) == 1) or [one.start for one in printed] == marked
        ):
            continue
        total = sum((one.value for one in printed), Decimal(0))
        slack = sum((one.step for one in printed), Decimal(0)) / 2
        rest = _OTHERS.search(
            text, marks[-1].start() - 20 if marks[-1].start() > 20 else 0, marks[-1].start()
        )
        if total > _HUNDRED + slack or (rest is not None and total < _HUNDRED - slack):
            words = {
                "sum": f"{total.normalize():f}%",
                "parts": "＋".join(one.shown.rstrip("%") for one in printed),
            }
            yield Hit(printed[0].start, printed[-1].end, words)


PAIR_RULES: tuple[Rule, ...] = (ReadingRule("figure-shares", read_figures, shares, RUNNING, needs="%"),)
