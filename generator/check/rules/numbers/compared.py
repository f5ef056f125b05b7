"""Rules about comparisons: bases, percentage points, times, parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import NUMBER, before, can_fix, number_value
from generator.model.prose import RUNNING, Block

_LESS = pattern(
    r"(?P<verb>下降|减少|降低|缩短|缩小|压缩|回落|下滑|减轻|[少短]了)(?:了|近|约|超过|将近|接近)*"
    r"(?P<count>[0-9][0-9.]{0,8}|[一二两三四五六七八九十百千几数]{1,4}|\ufffc)[多余]?\Z"
)
_LESS_BY_TIMES = pattern(r"成倍地?(?:下降|减少|降低|缩小|缩短)")


def less_by_times(block: Block, office: Office) -> Iterator[Hit]:
    """下降3倍: a thing can't become less by more than itself."""
    text = block.text
    for times in re.finditer("倍", text):
        end = times.end()
        match = _LESS.search(before(text, times.start(), 20))
        if match and not match["count"].startswith("0") and text[end : end + 1] not in ("数", "体", "率"):
            start = times.start() - len(match[0])
            yield Hit(start, end, {"text": text[start:end], "verb": match["verb"]})
    for match in _LESS_BY_TIMES.finditer(text):
        yield Hit(match.start(), match.end(), {"text": match[0], "verb": match[0][-2:]})


_CHANGED = (
    r"(?:提高|上升|下降|降低|增加|增长|减少|回落|提升|下滑|扩大|收窄|高出|高于|低于|相差|高|低|差|上涨)"
)
_POINT = pattern("百分(?:[点率数]|比点?)")
_PER_CENT_MEASURED = pattern(rf"(?P<number>{NUMBER})(?P<wrong>个[%％])(?![0-9])")
_COUNTED = pattern(
    rf"(?P<changed>{_CHANGED}了?(?:近|约|超过|达)?)?(?P<number>{NUMBER})(?P<sign>[%％])?(?P<measure>个)?\Z"
)


def percent_points(block: Block, office: Office) -> Iterator[Hit]:
    """5.2个百分比 and 5.2%个百分点 for 5.2个百分点."""
    for counted, start, end in _points(block.text):
        ratio = block.text[end - 1] != "点"
        if block.text[end - 2 : end] == "比点":
            yield _point_hit(block, counted, start, end)
            continue
        sure = counted["changed"] or "." in counted["number"]
        if ratio and not (counted["measure"] and not counted["sign"] and sure):
            continue
        if ratio or counted["sign"]:
            yield _point_hit(block, counted, start, end)
    for match in _PER_CENT_MEASURED.finditer(block.text):
        start, end = match.span("wrong")
        right = f"{match['number']}个百分点"
        fix = can_fix(block, start, end, "个百分点")
        yield Hit(start, end, {"text": match[0], "right": right}, fix)


def points_counted(block: Block, office: Office) -> Iterator[Hit]:
    """5.2百分点 for 5.2个百分点."""
    for counted, start, end in _points(block.text):
        bare = block.text[end - 2 : end] == "分点" and not counted["sign"] and not counted["measure"]
        if bare:
            yield _point_hit(block, counted, start, end)


def _points(text: str) -> Iterator[tuple[re.Match[str], int, int]]:
    """Numbers before 百分点, with where what stands behind the number begins and ends."""
    for match in _POINT.finditer(text):
        counted = _COUNTED.search(before(text, match.start(), 26))
        if counted:
            behind = len(counted[0]) - (counted.end("number") - counted.start())
            yield counted, match.start() - behind, match.end()


def _point_hit(block: Block, counted: re.Match[str], start: int, end: int) -> Hit:
    number, right = counted["number"], "个百分点"
    shown = number + block.text[start:end]
    return Hit(start, end, {"text": shown, "right": number + right}, can_fix(block, start, end, right))


_ROSE = r"(?:提高|上升|下降|降低|增加|减少|回落|提升|下滑|增长|上涨|下跌|攀升|增|升|降|减|涨|跌)(?!幅|速)"
_FROM_TO = pattern(
    rf"[由从](?:[^0-9，。；%％]{{0,10}}|[^，。；%％]{{0,6}}[月年周]份?的?)(?P<low>{NUMBER})[%％](?:[^0-9，。；%％]{{0,6}})"
    rf"{_ROSE}?(?:到了?|[至为])(?:[^0-9，。；%％]{{0,8}}|[^，。；%％]{{0,6}}[月年周]份?的?)(?P<high>{NUMBER})[%％]"
    rf"[，,（(]?(?:[^0-9，。；%％]{{0,6}}){_ROSE}了?(?P<by>{NUMBER})[%％]"
)
_PAIR = pattern(
    rf"(?P<low>{NUMBER})[%％][^。；%％占]{{0,12}}?(?:[本上][周月季年期]|今年|去年|同期|现在|目前|当[月年])[^。；%％占]{{0,10}}?(?P<high>{NUMBER})[%％][^，。；%％]{{0,4}}[，,（(]"
    rf"(?:[^0-9，。；%％]{{0,8}}?){_ROSE}了?(?P<by>{NUMBER})[%％]"
)
_THAN = pattern(
    rf"(?P<high>{NUMBER})[%％][，,（(]?[\u4e00-\u9fff]{{0,4}}?[较比](?:[^0-9，。；%％]{{1,12}}|[^，。；%％]{{0,8}}[0-9]{{1,4}}[年月季周][^0-9，。；%％]{{0,6}})"
    rf"(?P<low>{NUMBER})[%％][）)]?(?:[^0-9，。；%％]{{0,4}}?)(?:{_ROSE}|[高低多少]出?|高于|低于)了?(?P<by>{NUMBER})[%％]"
)
_RATES = (
    *("办结", "满意", "合格", "回访", "接通", "及格", "出勤", "知晓"),
    *("整改", "见面", "答复", "按期", "按时", "销号", "及时"),
)
"""What these are the rates of is counted among itself."""
_KNOWN = "|".join(
    (*_RATES, "参保", "签约", "入学", "就业", "覆盖", "普及", "到会", "参会", "解决", "完成", "化解")
)
_SINCE = (
    r"(?:[，,（(]?(?:[较比与](?:[^0-9，。；%％]{1,10}|[^，。；%％]{0,8}[0-9]{1,4}[年月]份?(?:同期)?)(?:相比)?[，,]?"
    r"|同比|环比))"
)
_TOLD = rf"(?:[为达]|达到|高达|是)?{NUMBER}[%％](?:以上)?"
_RATE_MOVED = pattern(
    rf"率(?:{_TOLD}(?:{_SINCE}(?:的{NUMBER}[%％])?|[，,（(])"
    rf"|(?<=(?:{_KNOWN})率){_SINCE}?)"
    rf"(?:整体|总体|均|分别|明显)?(?P<verb>{_ROSE})了?(?P<by>{NUMBER}[%％])(?![的个])"
)

_OF_GROWTH = pattern(r"增长率|利率|汇率|费率|税率|功率|频率|倍率|降率|升率")
_SLACK = 0.051
"""How far a rounded difference may be off."""


def rate_moved(block: Block, office: Office) -> Iterator[Hit]:
    """The difference of two percentages said in percent."""
    text = block.text
    told: set[int] = set()
    for form in (_FROM_TO, _PAIR, _THAN):
        for match in form.finditer(text):
            low, high, by = (number_value(match[name]) for name in ("low", "high", "by"))
            start, end = match.start("by"), match.end()
            if abs(abs(high - low) - by) < _SLACK and by > 0 and start not in told:
                told.add(start)
                yield Hit(start, end, {"text": text[start:end], "right": f"{match['by']}个百分点"})
    for match in _RATE_MOVED.finditer(text):
        start, end = match.span("by")
        if start in told or _OF_GROWTH.search(before(text, match.start() + 1, 6)):
            continue
        yield Hit(start, end, {"text": match["by"], "right": f"{match['by'][:-1]}个百分点"})


_WHOLE = pattern(
    r"[占率](?:(?<=占)(?:比例?|总[数量额体]的?|全部的?|全[市县区]的|受理总?量的?))?"
    r"(?:[为达约]|达到|约为|高达|提高到|上升到|提升至|保持在|均为)?(?P<percent>[0-9]{3,5}(?:\.[0-9]{1,4})?)[%％]"
)


def over_whole(block: Block, office: Office) -> Iterator[Hit]:
    """占105%, 满意率102%: a part is never more than its whole."""
    for match in _WHOLE.finditer(block.text):
        rate = match[0][0] == "率"
        if float(match["percent"]) > 100 and (not rate or before(block.text, match.start(), 2) in _RATES):
            start = match.start() - 2 if rate else match.start()
            yield Hit(start, match.end(), {"text": block.text[start : match.end()]})


RULES: tuple[Rule, ...] = (
    BlockRule("times-decrease", less_by_times, needs="倍"),
    BlockRule("percent-points", percent_points, needs="百%％"),
    BlockRule("percent-points-measure", points_counted, needs="百"),
    BlockRule("rate-moved-percent", rate_moved, RUNNING, needs="%％"),
    BlockRule("part-over-whole", over_whole, needs="%％"),
)
