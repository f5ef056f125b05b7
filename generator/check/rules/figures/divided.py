"""A whole and its parts where verbs, and not marks, say what belongs together: 由…构成, 应到…实到…请假."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rule import Hit
from generator.check.rules.figures.amounts import Amount, Figures
from generator.check.rules.figures.parts import Parts, running_sums, sum_hit
from generator.check.rules.figures.tally import is_slip, tallies
from generator.load.headings import han_number
from generator.model.prose import FIGURE

_JOINED = pattern(r"[\u4e00-\u9fff“”]{0,8}?(?:、|，|和|及|以及|与)[\u4e00-\u9fff“”]{0,4}\Z")
_PLAIN = pattern(r"[\u4e00-\u9fff“”]{0,4}?(?:、|和|及|以及|与)[\u4e00-\u9fff“”]{0,2}\Z")
_SUM = (
    r"(?:总共|一共|共计|合计|总计|合起来|加起来|加在一起|(?:[两三四五六七八九]|以上|各)"
    r"(?:地|处|项|镇|乡|区|县|村|家|个?(?:乡镇|县区|单位|部门|村|小组|项目))(?:合计|共计|总共|一共|累计|共)|累计共)"
)
_CLOSING = pattern(rf"[\u4e00-\u9fff“”]{{0,8}}?[，；]”?{_SUM}[\u4e00-\u9fff]{{0,8}}")
_NOT_SUM = pattern(r"[同环]比|增|减|比|占|惠及|涉及|覆盖|带动|受益|其他|其余|加上|还")
_SHARED = pattern(r"分别[\u4e00-\u9fff]{0,10}\Z")
_LEAST, _MOST = Decimal("0.8"), Decimal("1.25")
_THREE = 3


def divided(figures: Figures) -> Iterator[Hit]:
    """What does not come to its whole, in such sentences."""
    text = figures.text
    if len(figures.amounts) > 2:
        for sentence in figures.sentences(_THREE):
            if sentence.repeats and FIGURE not in text[sentence.start : sentence.end]:
                own = sentence.amounts
                yield from _closed(text, sentence.start, own)
                if "由" in text:
                    yield from _made_of(text, own)
                if "到" in text or "出席" in text:
                    yield from _present(text, own)
                if "收" in text and "发" in text:
                    yield from _given_back(text, own)


def _closed(text: str, start: int, own: Sequence[Amount]) -> Iterator[Hit]:
    """320亩小麦、150亩玉米、85亩大豆，总共545亩; 分别12.5公里、9.8公里和14.2公里，三地累计35.5公里."""
    for place in range(2, len(own)):
        total, last = own[place], own[place - 1]
        if last.kind != total.kind or total.is_vague or total.value <= last.value or total.is_percent:
            continue
        closing = _CLOSING.fullmatch(text, last.end, total.start)
        if closing is None or _NOT_SUM.search(closing[0]):
            continue
        begin = place - 1
        while begin and own[begin - 1].kind == total.kind:
            if not _JOINED.match(text[own[begin - 1].end : own[begin].start]):
                break
            begin -= 1
        parts = Parts(("",) * (place - begin), tuple(own[begin:place]), False)
        shared = _SHARED.search(text, max(start, own[begin].start - 14), own[begin].start) is not None
        if len(parts.amounts) < (2 if shared else _THREE) or (begin and own[begin - 1].kind == total.kind):
            continue
        if _is_off(total, parts) and (shared or is_slip(total, parts) or len(parts.amounts) == _THREE):
            yield sum_hit(total, parts)


def _is_off(total: Amount, parts: Parts) -> bool:
    """Whether the parts come near to their whole, but not to it, and none of them is vague."""
    slack = parts.slack(total)
    if any(one.is_vague for one in parts.amounts) or not _LEAST <= parts.total / total.value <= _MOST:
        return False
    own = parts.amounts
    runs = (running for first in range(len(own) - 1) for running in running_sums(own[first:]))
    return all(abs(running - total.value) > slack for running in runs)


_OF = pattern(r"[\u4e00-\u9fff]{0,6}，?(?:主要)?由[^，。；：、\d]{1,16}\Z")
_MADE = pattern(r"[\u4e00-\u9fff]{0,6}(?:构成|组成)")


def _made_of(text: str, own: Sequence[Amount]) -> Iterator[Hit]:
    """总投资2.86亿元，由中央资金1.2亿元、省级资金0.66亿元和自筹资金1.1亿元构成"""
    for place, total in enumerate(own[:-2]):
        if not _OF.match(text[total.end : own[place + 1].start]):
            continue
        last = place + 1
        while last + 1 < len(own) and own[last + 1].kind == total.kind:
            if re.fullmatch(
                r"(?:、|，|和|及|以及|与|，以及)[^，。；：、\d]{1,16}",
                text[own[last].end : own[last + 1].start],
            ):
                last += 1
                continue
            break
        parts = Parts(("",) * (last - place), tuple(own[place + 1 : last + 1]), False)
        same = all(one.kind == total.kind and not one.is_vague for one in (total, *parts.amounts))
        if len(parts.amounts) > 1 and same and _MADE.match(text, own[last].end):
            # 1.2亿元 beside 0.66亿元 is an exact number: nothing was rounded.
            steps = {one.step for one in (total, *parts.amounts)}
            slack = max(steps) / 2 if len(steps) > 1 else parts.slack(total)
            if abs(parts.total - total.value) > slack:
                yield sum_hit(total, parts)


_DUE, _CAME = (
    pattern(r"应(?:到|出席|参加|参会)[\u4e00-\u9fff]{0,6}\Z"),
    pattern(
        r"[\u4e00-\u9fff]{0,4}，(?:实际?(?:到会?|出席|参加|参会)|(?:因|请|缺)[^，。；\d]{0,8})[\u4e00-\u9fff]{0,6}\Z"
    ),
)
_AWAY = pattern(
    r"[\u4e00-\u9fff]{0,4}，(?:(?:其中|另)?[^，。；\d]{0,10}(?:请假|缺席|缺勤|缺会|未到|病假|事假|未出席|未参加)(?:的|者|有)?|实际?(?:到会?|出席|参加|参会))[\u4e00-\u9fff]{0,6}\Z"
)


def _present(text: str, own: Sequence[Amount]) -> Iterator[Hit]:
    """应到代表215名，实到203名，因事因病请假14名"""
    for total, came, away in zip(own, own[1:], own[2:], strict=False):
        if not total.kind == came.kind == away.kind or any(one.is_vague for one in (total, came, away)):
            continue
        gaps = text[total.end : came.start], text[came.end : away.start]
        due = _DUE.search(text, max(0, total.start - 12), total.start)
        if due and _CAME.match(gaps[0]) and _AWAY.match(gaps[1]) and ("实" in gaps[0]) != ("实" in gaps[1]):
            parts = Parts(("", ""), (came, away), False)
            if parts.total != total.value:
                yield sum_hit(total, parts)


_SORTS = (
    ("out", pattern(r"(?:未|没有?|尚未)(?:收回|回收|交回|返回|上交)|遗失")),
    ("void", pattern(r"无效|废[卷票]|作废")),
    ("valid", pattern(r"有效")),
    ("back", pattern(r"收回|回收")),
    ("given", pattern(r"[发]出?放?")),
)


def _given_back(text: str, own: Sequence[Amount]) -> Iterator[Hit]:
    """发放问卷1500份，收回有效问卷1438份、无效问卷26份，另有46份未收回"""
    sorts: dict[str, Amount] = {}
    before = own[0].start
    for place, one in enumerate(own):
        lead = text[max(before, one.start - 12) if place else max(0, one.start - 12) : one.start]
        clause = lead[max(map(lead.rfind, "，。；、")) + 1 :]
        behind = re.match(r"[\u4e00-\u9fff]{0,8}", text[one.end :])
        around = clause + (behind[0] if behind else "")
        before = one.end
        if one.unit != own[-1].unit or one.is_vague:
            continue
        sort = next((name for name, form in _SORTS if form.search(around)), "")
        if not sort or sort in sorts:
            return
        sorts[sort] = one
    get = sorts.get
    for whole, names in (
        (get("back"), ("valid", "void")),
        (get("given"), ("back", "out")),
        (None if "back" in sorts else get("given"), ("valid", "void", "out")),
    ):
        found = tuple(sorts[name] for name in names if name in sorts)
        if whole is not None and len(found) == len(names):
            parts = Parts(("",) * len(found), found, False)
            if parts.total != whole.value:
                yield sum_hit(whole, parts)
                return


_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3})"
_DAYS = pattern(
    rf"(?:为期|历时|共计?|工期|周期|期限|持续|长达|时间|时长)(?:共|为|是|约定为)?(?P<total>{_NUMERAL})(?P<of>天|日|周|个?月|个?学?年|小时|分钟)(?:的[\u4e00-\u9fff]{{2,8}})?"
    rf"[，：；（](?:其中)?[，：]?前(?P<first>{_NUMERAL})(?P=of)[^。！？]{{1,40}}?[，；、](?:而)?(?P<lead>后|剩余|余下|其余|剩下)(?P<last>{_NUMERAL})(?P=of)"
)
_VALUES = {han_number(number): number for number in range(1, 100)} | {"两": 2}


def days_divided(text: str) -> Iterator[Hit]:
    """为期7天，前3天在线上举办，后5天在线下举办"""
    for match in _DAYS.finditer(text) if "前" in text else ():
        total, first, last = (
            int(one) if one.isdecimal() else _VALUES.get(one, 0)
            for one in match.group("total", "first", "last")
        )
        if min(total, first, last) > 0 and first + last != total:
            whole = f"{match['total']}{match['of']}"
            words = {"total": whole, "parts": f"{first}＋{last}", "sum": f"{first + last}{match['of']}"}
            yield Hit(match.start("total"), match.end("of"), words)


_WRITTEN = pattern(
    r"[一二三四五六七八九十百](?<![第一二三四五六七八九十百千万几数两\d月].)(?P<rest>[一二三四五六七八九十百零]{0,4})(?P<unit>[人户名位件亩头只台辆棵株间栋处座场条]|公里)(?![几多余来])"
)
_HUNDREDS = pattern(r"(?:(?P<hundreds>[一二三四五六七八九])百零?)?(?P<rest>[一二三四五六七八九十]*)\Z")


def _amount(match: re.Match[str]) -> Amount | None:
    number = match[0].removesuffix(match["unit"])
    read = _HUNDREDS.match(number)
    if read is None or (read["rest"] and read["rest"] not in _VALUES):
        return None
    value = _VALUES.get(read["hundreds"] or "", 0) * 100 + _VALUES.get(read["rest"], 0)
    return Amount(*match.span(), Decimal(value), Decimal(0), match["unit"], f"{value}{match['unit']}")


def in_han(figures: Figures) -> Iterator[Hit]:
    """全队十二人，党员七人，群众六人"""
    found = [
        one for one in map(_amount, _WRITTEN.finditer(figures.text)) if one is not None and one.value > 1
    ]
    if len(found) >= _THREE:
        for hit in tallies(Figures.of(figures.block, found)):
            shown = figures.text[hit.start : hit.end]
            yield Hit(hit.start, hit.end, {**hit.data, "total": shown})
