"""A rate whose word, or the signs of it, stands beside one of its numbers: 参加演练748人，参演率88%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.check.rules.figures.amounts import Amount, Figures, is_share, plain, rounded
from generator.model.prose import FIGURE

_RATE = pattern(
    r"(?P<name>[\u4e00-\u9fff]{1,8}?)(?:率|进度|比例|(?<=满意)度)(?:均|已|也|还|则|就|分别|一度|目前|总体)*(?:高达|达到?了?|为|是|：|仅有?|仅为|只有|只|上升到|提升到|提高到|升至|保持在)?(?=\d{1,3}(?:\.\d{1,3})?%)"
)
_ODD = pattern(
    r"剔除|不含|不计|除外|扣除|折算|加权|平均|要求|力争|确保|标准|往年|去年|上年|前年|同期|上[一个]?[周月季]|[较比](?![例赛武])|累计|其余"
    r"|增[加长]|减少|[多少]于|每|结转|历史|预计|目标|计划(?=[^，。]{0,6}率)|分别|[升降]"
)
_LIKE = {
    "参与": ("参加",),
    "参会": ("参加", "到会", "出席"),
    "出席": ("参加", "到会", "实到"),
    "使用": ("占用", "在用", "启用"),
    "整改": ("销号", "改好"),
    "销号": ("整改",),
    "就业": ("上岗", "录用"),
    "上岗": ("就业",),
    "回收": ("收回",),
    "出勤": ("到岗", "到场"),
    "优良": ("优", "达到"),
    "签约": ("签订", "签下"),
    "达标": ("合格",),
    "合格": ("达标", "通过"),
    "通过": ("合格",),
    "完工": ("竣工", "建成"),
    "竣工": ("完工", "建成"),
    "满意": ("好评",),
    "好评": ("满意",),
    "覆盖": ("走访", "纳入", "接入", "装上", "安装"),
    "化解": ("调解成功", "解决"),
    "解决": ("化解", "办好"),
    "入学": ("报到",),
    "报到": ("入学", "到校"),
    "利用": ("用于", "使用"),
    "出租": ("租出", "已租"),
    "入驻": ("签约", "进驻"),
}
"""What a rate is called → other words for what it counts."""
_AMONG = pattern(r"[\u4e00-\u9fff]{0,8}(?:[中里]|[，（；]?其中)")
_MARKS = "，，。；：、！？（）“”\n"
_NEGATIVE = frozenset("不未没无非")
_OPPOSED = frozenset(("合格", "达标", "及格", "通过", "规范", "逾期", "未成"))
_DEGREES = frozenset(
    (
        "概",
        "效",
        "速",
        "频",
        "汇",
        "利",
        "税",
        "费",
        "功",
        "倍",
        "曲",
        "斜",
        "心",
        "增长",
        "增速",
        "利用",
        "换手",
        "中签",
        "死亡",
        "发病",
        "收视",
    )
)
_SIDE, _TWO, _DIGITS = 10, 2, 4


def rates_called(figures: Figures) -> Iterator[Hit]:
    """A rate that is neither what one number is of another, nor what is left of it."""
    text = figures.text
    for match in _RATE.finditer(text):
        printed = figures.at(match.end())
        if (
            printed is None
            or printed.is_vague
            or match["name"][-1] in _DEGREES
            or match["name"][-2:] in _DEGREES
        ):
            continue
        start = max(text.rfind(mark, 0, match.start()) for mark in "。！？；\n") + 1
        stops = [at for mark in "。！？；\n" if (at := text.find(mark, printed.end)) >= 0]
        end = min(stops, default=len(text))
        if end - start > 160 or FIGURE in text[start:end] or _ODD.search(text, start, match.end()):
            continue
        ahead = _plain(figures.within(start, match.start()))
        if any(one.is_percent for one in figures.within(start, match.start())):
            continue
        told = ahead
        if not ahead:
            behind = figures.within(printed.end, end)
            if any(one.is_percent for one in behind) or _ODD.search(text, printed.end, end):
                continue
            told = _plain(behind)
        elif len(ahead) == 1:
            # A sentence that has but the part: the whole stands in the one before.
            since = max(text.rfind(mark, 0, max(0, start - 1)) for mark in "。！？；\n") + 1
            if start - since < 80 and not _ODD.search(text, since, start) and FIGURE not in text[since:start]:
                told = [*_plain(figures.within(since, start))[-2:], *ahead]
        yield from _judged(text, match, printed, told)


def _plain(found: Sequence[Amount]) -> list[Amount]:
    return [one for one in found if not one.is_percent]


def _judged(text: str, match: re.Match[str], printed: Amount, told: Sequence[Amount]) -> Iterator[Hit]:
    stem = match["name"][-2:]
    parts = [one for one in told if _is_called(text, stem, one)]
    parts = parts or [one for one in told if any(_is_called(text, like, one) for like in _LIKE.get(stem, ()))]
    if not parts:
        yield from _misprinted(text, match, printed, told)
    if len(parts) != 1 or parts[0].is_vague or not parts[0].value:
        return
    part = parts[0]
    bases = [one for one in told if one is not part and one.kind == part.kind and one.value >= part.value]
    if not 1 <= len(bases) <= 3 or any(one.is_vague for one in bases) or _fits(part, bases, printed):
        return
    if stem not in _OPPOSED and _is_negative(text, stem, part):
        # 未办结 may be not yet due.
        return
    whole = bases[-1]
    share = part.value / whole.value * 100
    if _is_negative(text, stem, part) and stem[0] not in _NEGATIVE:
        share = 100 - share
    words = {
        "printed": text[match.start() : printed.end].lstrip("其中"),
        "part": part.shown,
        "whole": whole.shown,
    }
    right = (
        f"{plain(rounded(share, printed.step))}%" if printed.step >= 1 else f"{rounded(share, printed.step)}%"
    )
    yield Hit(printed.start, printed.end, words | {"right": right})


def _misprinted(text: str, match: re.Match[str], printed: Amount, told: Sequence[Amount]) -> Iterator[Hit]:
    """45个断面中41个优良，优良率95.1%: but for one digit it is the share of the only two numbers."""
    if len(told) != _TWO or told[0].kind != told[1].kind or told[1].end > match.start():
        return
    whole, part = told
    if (
        whole.is_vague
        or part.is_vague
        or not 0 < part.value < whole.value
        or match.start() - part.end > _SIDE
    ):
        return
    right = f"{rounded(part.value / whole.value * 100, printed.step)}"
    one = printed.digits
    apart = len(one) == len(right) and sum(a != b for a, b in zip(one, right, strict=True))
    if (apart != 1 and sorted(one) != sorted(right)) or _fits(part, [whole], printed):
        return
    if len(one) >= _DIGITS or (_AMONG.match(text, whole.end, part.start) and apart == 1):
        words = {"printed": text[match.start() : printed.end], "part": part.shown, "whole": whole.shown}
        yield Hit(printed.start, printed.end, words | {"right": f"{right}%"})


_SHARE = pattern(
    r"(?:[\u4e00-\u9fff“”]{0,8})[，（](?:约)?占(?:比|总[数量人户件]数?的?|其)?(?:为|达到?|：)?(?=\d{1,3}(?:\.\d{1,3})?%)"
)
_ALL = pattern(r"全[\u4e00-\u9fff]|共|总|现有|辖|合计|一批|[中里内](?=\Z)")


def shares_bare(figures: Figures) -> Iterator[Hit]:
    """全村劳动力1400人，外出务工560人，占45%: of the only two numbers of a sentence."""
    text = figures.text
    for sentence in figures.sentences(3):
        start = sentence.start
        before = [*sentence.amounts]
        place = next((at for at, one in enumerate(before) if one.is_percent), 0)
        same = [one for one in before[:place] if place and one.kind == before[place - 1].kind]
        if len(same) != _TWO or same[1] is not before[place - 1]:
            continue
        whole, part, printed = *same, before[place]
        match = _SHARE.match(text, part.end, printed.end)
        if match is None or match.end() != printed.start or any(one.is_vague for one in (*same, printed)):
            continue
        head = text[start : whole.start] + text[whole.end : whole.end + 8].partition("，")[0]
        if (
            not _ALL.search(head)
            or _ODD.search(text, start, printed.start)
            or FIGURE in text[start : part.end]
        ):
            continue
        if not 0 < part.value < whole.value or _fits(part, [whole], printed):
            continue
        right = f"{rounded(part.value / whole.value * 100, printed.step)}%"
        words = {"printed": f"占{printed.shown}", "part": part.shown, "whole": whole.shown, "right": right}
        yield Hit(match.start() + match[0].rindex("占"), printed.end, words)


def _fits(part: Amount, bases: Sequence[Amount], printed: Amount) -> bool:
    """Whether the percentage is what the part is of any base, or of a sum or difference of two, what is left
    of it, or what a base is more than it."""
    # 已参保1.52万人 beside 应参保1.6万人: that one is 1.60.
    bases = [one._replace(step=min(one.step, part.step)) if one.scale == part.scale else one for one in bases]
    hundred = printed._replace(value=100 - printed.value)
    wholes = [*bases]
    for one, other in combinations(bases, 2):
        for value in (one.value + other.value, abs(one.value - other.value)):
            if value >= part.value:
                wholes.append(one._replace(value=value, step=one.step + other.step))
    return any(
        is_share(part, whole, printed)
        or is_share(part, whole, hundred)
        or abs((whole.value - part.value) / part.value * 100 - printed.value) <= printed.step
        or abs(part.value / (whole.value + part.value) * 100 - printed.value) <= printed.step
        for whole in wholes
    )


def _region(text: str, one: Amount) -> tuple[str, str]:
    start = max(text.rfind(mark, max(0, one.start - _SIDE), one.start) for mark in _MARKS) + 1
    start = max(start, one.start - _SIDE)
    stops = [at for mark in _MARKS if (at := text.find(mark, one.end, one.end + _SIDE)) >= 0]
    before = text[start : one.start]
    digit = re.search(r".*\d[^\d]?", before)
    behind = text[one.end : min(stops, default=one.end + _SIDE)]
    next_digit = re.search(r"\d", behind)
    behind = behind[: next_digit.start()] if next_digit else behind
    # 500件中满意的470件: what stands behind 中 is said of the other number.
    behind = "" if behind[:1] in ("中", "里", "内") else behind
    return before[digit.end() :] if digit else before, behind


def _is_called(text: str, stem: str, one: Amount) -> bool:
    """Whether the characters of a rate's word stand beside a number, one behind the other, and it is not
    what there should be: 应参保."""
    for side in _region(text, one):
        at = -1
        for char in stem:
            at = side.find(char, at + 1)
            if at < 0:
                break
        else:
            return re.search(r"应|需|拟|计划|目标|可|符合", side[: side.find(stem[0])]) is None
    return False


def _is_negative(text: str, stem: str, one: Amount) -> bool:
    return any(
        side.find(stem[0]) > 0 and side[side.find(stem[0]) - 1] in _NEGATIVE for side in _region(text, one)
    )
