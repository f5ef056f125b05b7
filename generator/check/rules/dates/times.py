"""Rules about times of the day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import before, can_fix
from generator.model.prose import Block

_CLOCK = pattern(r"[:：](?P<minute>[0-9]{2})(?![0-9:：.A-Za-z])")
_HOUR = pattern(r"(?:\A|[^0-9A-Za-z.:：∶/\-])([0-9]{1,2})\Z|(?<=[0-9]-)([0-9]{1,2})\Z")
_SCORE = pattern(r"(?:比分|比例|配比|之比|成绩|战胜|获胜|险胜|击败|战平|负于|惜败|比\Z)[^，。；]{0,8}\Z")
_SCORE_BEHIND = pattern(r"[^，。；、]{0,4}(?:比分|比例|配比|之比|成绩|战胜|获胜|险胜|击败|战平|负于|惜败)")
_AHEAD = pattern(
    r"(?:[日号天午晚晨早夜][ 　]?|[于在自从到至]|时间[为是：:]?|凌晨|傍晚|每天|每日|当天|次日"
    r"|[早晚]上|(?:星期|周)[一二三四五六日天][）)]?|[0-9][:：][0-9]{2}(?:[至到—～~–\-]|——))[ 　]?\Z"
)
_BEHIND = pattern(
    r"[ 　]?(?:(?:[至到～~–\-]|—{1,2})(?:次日|第二天)?[ 　]?[0-9]{1,2}[:：][0-9]{2}(?![0-9])"
    r"|[前后起]|以[前后]|之[前后]|开始|召开|结束|左右|许|准时|整|止|分(?![钟])|出发|到达|集合)"
)
_SAID = pattern(r"[时点](?P<minute>[0-9]{1,2})分(?!钟)")
_HALVES = pattern(
    r"[上凌早清][午晨上](?<=上午|凌晨|早上|早晨|清晨)[ 　]?(?P<hour>1[3-9]|2[0-4])(?=[:：时点])"
)
_OVER = pattern(
    r"(?:2[5-9]|[3-9][0-9])(?<![0-9.]..)(?=时(?![间段候速差效代期限长]|[0-9]{1,2}分)|(?<=2[5-9])点(?![0"
    r"-9多余个位钟]))"
)
_BEFORE_HOUR = pattern(
    r"(?:[0-9][日号]|[当次每今明昨][日天晚]|[上下中]午|早上|晚上?|凌晨|夜间|深夜|[0-9]时(?:[0-9]{1,2}分"
    r")?[至到—～~-]{1,2}"
    r"|(?:开放|营业|延长|延迟|持续|工作|服务|值守|值班|施工|坚守|忙|奋战|推迟|截止|运行|延时|营运|开|办"
    r"理|供[水电气暖]|停[水电气])[至到于]"
    r"|[自从于至到]|每[日天]|截至|时间[为是：])\Z"
)


def is_time(text: str, start: int, end: int) -> bool:
    """Whether two numbers with a colon between are surely a time and no score, ratio or label."""
    ahead = before(text, start, 14)
    if _SCORE.search(ahead, max(0, len(ahead) - 8)) or _SCORE_BEHIND.match(text, end):
        return False
    return bool(_AHEAD.search(ahead) or _BEHIND.match(text, end))


def no_such_time(block: Block, office: Office) -> Iterator[Hit]:
    """24:30, 8:75, 上午15时."""
    text = block.text
    for match in _CLOCK.finditer(text):
        hour = _HOUR.search(before(text, match.start(), 4))
        if hour is None:
            continue
        digits = hour[1] or hour[2]
        start, end = match.start() - len(digits), match.end()
        wrong = int(digits) * 100 + int(match["minute"]) > 2400 or int(match["minute"]) > 59
        if wrong and is_time(text, start, end):
            yield Hit(start, end, {"text": text[start:end]})
    for match in _SAID.finditer(text):
        hour = _HOUR.search(before(text, match.start(), 4))
        if hour is None:
            continue
        digits = hour[1] or hour[2]
        start, end = match.start() - len(digits), match.end()
        late = int(digits) * 100 + int(match["minute"]) > 2400 and _AHEAD.search(before(text, start, 14))
        if int(match["minute"]) > 59 or late:
            yield Hit(start, end, {"text": text[start:end]})
    for match in _HALVES.finditer(text):
        yield Hit(match.start(), match.end(), {"text": match[0]})
    for match in _OVER.finditer(text):
        if _BEFORE_HOUR.search(before(text, match.start(), 6)):
            yield Hit(match.start(), match.end() + 1, {"text": match[0] + text[match.end()]})


_RATIO = pattern(r"(?:比分|比例|配比|之比)[为是约达：]?\Z|[以按]\Z")
_WON = pattern(r"的?(?:比分|比例|成绩|配比|大比分)|战胜|获胜|险胜|击败|战平|逆转|拿下")
_WIDE = pattern(
    r"[0-9](?<![0-9A-Za-z.:][0-9])(?<![0-9]：[0-9])[0-9]{0,2}(?P<mark>：)[0-9]{1,3}(?![0-9：:.年月日号])"
)
_SECONDS = pattern(r"[：:](?P<minute>[0-5][0-9])[：:][0-5][0-9](?![0-9：:]|\.[0-9]{3})")
_NO_SECONDS = pattern(r"[肥磷钾配比]")
_STANDS = pattern(
    r"(?:(?:[班车点时间段门课学会园馆市场店为在于从自到至约近过才已刚未是改成前后起集停开关送晨午夜晚餐"
    r"休]|[^\W0-9A-Za-z_]：|[，。；（、！“—～至])[ 　]?|\A)\Z"
)
"""Before a time that stands by itself."""
_STANDS_BEHIND = pattern(
    r"[ 　]?(?:[，。；、）”！？—～]|\Z|[的时便就才准钟左许方也都才已]|(?:发|开|关|上|下|到|出|入|放|起|"
    r"集|停|返|收|抵|结|散|接|送|赶|在|从|由|进|签|检|正|全|天|村|第一|首|末|最)(?![0-9]))"
)
_LABEL = pattern(
    r"(?:[表图组队号案例题项层楼件骤节头景点词类型式批区栋室幢条章款页卷册版班级第步比]|[A-Za-z])[0-9]*\Z"
)


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether what may be a time stands where a label with its number cannot."""
    ahead = before(text, start, 6)
    if _LABEL.search(ahead.rstrip("： ")) and not ahead.endswith(("班", "班：", "点", "点：")):
        return False
    return bool(_STANDS.search(ahead) and _STANDS_BEHIND.match(text, end)) and not (
        _SCORE.search(before(text, start, 8)) or _SCORE_BEHIND.match(text, end)
    )


def wide_colon(block: Block, office: Office) -> Iterator[Hit]:
    """8：30 for 8:30. A label before a number, 表1：20户, is none."""
    text = block.text
    for match in _WIDE.finditer(text):
        start, end = match.span()
        hour, _, minute = match[0].partition("：")
        time = len(hour) < 3 and int(hour) <= 24 and len(minute) == 2 and int(minute) < 60
        ahead = before(text, start, 5)
        ratio = _RATIO.search(ahead) and (ahead[-1] not in "以按" or _WON.match(text, end, end + 6))
        alone = time and (text.strip() == match[0] or _is_alone(text, start, end))
        if (time and is_time(text, start, end)) or alone or ratio:
            right = f"{hour}:{minute}"
            place = match.start("mark")
            yield Hit(
                place, place + 1, {"text": match[0], "right": right}, can_fix(block, place, place + 1, ":")
            )
    for match in _SECONDS.finditer(text):
        clock = _HOUR.search(before(text, match.start(), 4).replace("：", "，", 1))
        near = before(text, match.start(), 12) + text[match.end() : match.end() + 8]
        if clock is None or "：" not in match[0] or _NO_SECONDS.search(near):
            continue
        digits = clock[1] or clock[2]
        if int(digits) > 24:
            continue
        start, end = match.start() - len(digits), match.end()
        shown = text[start:end]
        for place in range(match.start(), end):
            if text[place] == "：":
                fix = can_fix(block, place, place + 1, ":")
                yield Hit(place, place + 1, {"text": shown, "right": shown.replace("：", ":")}, fix)


_PART_OF_DAY = r"(?:上午|早上|早晨|清晨|凌晨|中午|下午|傍晚|晚上|晚|夜间)"
_SPAN = pattern(
    r"(?P<start>[0-9](?<![0-9A-Za-z.:∶][0-9])(?<![0-9]：[0-9])[0-9]?)"
    r"(?:[:：∶](?P<minute>[0-9]{2})|[时点](?:(?P<part>[0-9]{1,2})分|(?P<half>半)|整)?)(?:许|左右)?"
    r" ?(?:，?(?:一直|持续|延续|进行|召开|开)?[至到]|[～~–\-]|—{1,2}) ?"
    r"(?P<same>[0-9]{1,2}月[0-9]{1,2}日|当[天日])?"
    rf"(?P<later>{_PART_OF_DAY})?(?P<end>[0-9]{{1,2}})"
    r"(?:[:：∶](?P<last>[0-9]{2})(?![0-9:：∶])"
    r"|[时点](?![以之]|位)(?:(?P<last_part>[0-9]{1,2})分|(?P<last_half>半))?)"
)
_BEGINS_ENDS = pattern(
    r"(?P<start>[0-9](?<![0-9A-Za-z.:∶][0-9])(?<![0-9]：[0-9])[0-9]?)"
    r"(?:[:：∶](?P<minute>[0-9]{2})|[时点](?:(?P<part>[0-9]{1,2})分|(?P<half>半)|整)?)"
    r"(?:开始|开工|开会|开场|入场|出发|集合|启动|开门|上班|签到)(?:[^0-9。；]{0,12}[，、])?[^0-9。；，]{0,6}?"
    rf"(?P<same>当[天日])?(?P<later>{_PART_OF_DAY})?(?P<end>[0-9](?<![0-9][0-9])[0-9]?)"
    r"(?:[:：∶](?P<last>[0-9]{2})(?![0-9:：∶])|[时点](?:(?P<last_part>[0-9]{1,2})分|(?P<last_half>半))?)"
    r"(?:许|左右)?(?:全部|准时)?(?:结束|散会|收工|到达|抵达|返回|完工|关门|下班|散场|撤离)"
)
_OF_DAY = pattern(rf"({_PART_OF_DAY})[ 　]?\Z")
_DATE_OF_DAY = pattern(
    rf"(?P<date>[0-9]{{1,2}}月[0-9]{{1,2}}日)(?:（[^（）]{{2,4}}）)?(?:{_PART_OF_DAY})?[ 　]?\Z"
)
_EARLY = ("上午", "早上", "早晨", "清晨", "凌晨")
_LATE = ("晚上", "晚", "傍晚", "夜间")
_HOUR_OF_MINUTES = 60
_NOON = 12 * _HOUR_OF_MINUTES
_AFTERNOON, _TOO_LONG = 15 * _HOUR_OF_MINUTES + 30, 17 * _HOUR_OF_MINUTES
"""What begins by the afternoon hardly goes on for so long, over midnight: 14:30—9:30."""


def time_backwards(block: Block, office: Office) -> Iterator[Hit]:
    """8:30—7:00, 14:30—13:00 of one day. 20:00至6:00 goes over midnight."""
    text = block.text
    told = -1
    for match in (*_SPAN.finditer(text), *_BEGINS_ENDS.finditer(text)):
        ahead = before(text, match.start(), 20)
        if match.start() == told or _SCORE.search(ahead[-14:]) or _NIGHTS.search(ahead):
            continue
        if match["same"] and "月" in match["same"]:
            dated = _DATE_OF_DAY.search(ahead)
            if dated is None or dated["date"] != match["same"]:
                continue
        named = _OF_DAY.search(ahead)
        of_day, later = (named[1] if named else ""), match["later"] or ""
        low = _of_day(int(match["start"]), of_day) + _minutes(match, "minute", "part", "half")
        goes_on = of_day == "下午" or (of_day in _LATE and int(match["end"]) >= _EVENING)
        said = later or (of_day if goes_on and int(match["end"]) < 12 else "")
        high = _of_day(int(match["end"]), said) + _minutes(match, "last", "last_part", "last_half")
        if high < low and _is_one_day(low, high, of_day, later):
            told = match.start()
            yield Hit(match.start(), match.end(), {"text": match[0]})


_NIGHTS = pattern(r"[夜晚]间?施工|通宵|昼夜|次日|隔夜|跨夜|停[水电气]|值班|值守|轮班|倒班|封[闭路]|禁")
_EVENING = 6
"""The hour from which on an end may still be of the same evening."""


def _of_day(hour: int, part: str) -> int:
    """Minutes since midnight of an hour that may be said with 下午 before it."""
    late = part not in ("", *_EARLY, "中午") and hour < 12
    return (hour + 12 if late else hour) * _HOUR_OF_MINUTES


def _is_one_day(low: int, high: int, of_day: str, later: str) -> bool:
    """Whether a span that ends before it begins does not go over midnight: it begins in the morning, or it
    ends in the afternoon. What is not on five minutes there may be a score."""
    if of_day in _LATE:
        return not later and 0 < low - high <= 2 * _HOUR_OF_MINUTES
    if of_day not in ("", "下午", *_EARLY):
        return False
    if low < _NOON:
        return low >= 5 * _HOUR_OF_MINUTES
    if low <= _AFTERNOON and high + 24 * _HOUR_OF_MINUTES - low >= _TOO_LONG and low % 5 == high % 5 == 0:
        return True
    if later in _EARLY:
        return False
    return low <= 24 * _HOUR_OF_MINUTES and high > _NOON and low % 5 == high % 5 == 0


def _minutes(match: re.Match[str], colon: str, said: str, half: str) -> int:
    return _HALF if match[half] else int(match[colon] or match[said] or 0)


_HALF = 30


RULES: tuple[Rule, ...] = (
    BlockRule("clock-impossible", no_such_time, needs=":：时点"),
    BlockRule("time-wide-colon", wide_colon, needs="："),
    BlockRule("time-backwards", time_backwards, needs=":：∶时点"),
)
