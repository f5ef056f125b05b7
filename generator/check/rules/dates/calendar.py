"""Rules about days that do not exist, weekdays that do not fit, spans that run backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.numbers.near import (
    NO_HOUSE,
    before,
    day_of,
    han_value,
    is_lunar,
    is_title,
    numeric_dates,
)
from generator.model.prose import Block, Document

_HAN_NUMERAL = "(?:[一二三四五六七八九]|二?三?十[一二三四五六七八九]?)"
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = pattern(rf"月(?P<day>[0-9]{{1,2}})(?:日|号{NO_HOUSE})")
_MONTH = pattern(r"(?:(?P<year>[0-9]{4})年)?(?<![0-9.])(?P<month>[0-9]{1,2})\Z")
_HAN_DAY = pattern(
    r"(?<![〇零一二三四五六七八九十两第])(?P<month>十[一二三四五六七八九]?|[一二三四五六七八九])月"
    r"(?P<day>[三四五六七八九]十[一二三四五六七八九]?|二十九)日"
)
_MONTH_NAMED = pattern(r"(?<![0-9.．:：/\-～~—至、第])(?:1[3-9]|[2-9][0-9])月(?=份|底|初|末|上旬|中旬|下旬)")
_BAD_MONTH = pattern(r"年(?P<month>1[3-9]|[2-9][0-9]|00?)月(?!龄)")


def no_such_day(block: Block, office: Office) -> Iterator[Hit]:
    """2月30日, 13月, 2023年2月29日."""
    text = block.text
    for match in _DAY.finditer(text):
        ahead = _MONTH.search(before(text, match.start(), 8))
        if ahead is None:
            continue
        start = match.start() - len(ahead[0])
        year = int(ahead["year"] or 2024)  # A leap year: who names no year may mean one.
        if _is_none(year, int(ahead["month"]), int(match["day"])) and not is_lunar(text, start):
            yield Hit(start, match.end(), {"text": text[start : match.end()]})
    for match in _BAD_MONTH.finditer(text):
        named = re.search(r"[0-9]{4}\Z", before(text, match.start(), 4))
        if named and not re.match(r"[0-9]{1,2}[日号]", text[match.end() : match.end() + 3]):
            yield Hit(match.start() - 4, match.end(), {"text": text[match.start() - 4 : match.end()]})
    for match in _MONTH_NAMED.finditer(text):
        if before(text, match.start(), 1) != "年":
            yield Hit(match.start(), match.end(), {"text": match[0]})
    for match in _HAN_DAY.finditer(text) if "十" in text and "月" in text else ():
        month, day = han_value(match["month"]), han_value(match["day"])
        if _is_none(2024, month, day) and not is_lunar(text, match.start()):
            yield Hit(match.start(), match.end(), {"text": match[0]})
    for start, end, numeric_year, month, day in numeric_dates(text):
        # A month that is none may be part of a code; one that is, with a day just too late, is a date.
        if 1 <= month <= 12 and 29 <= day <= 31 and _is_none(numeric_year, month, day):
            yield Hit(start, end, {"text": text[start:end]})


def _is_none(year: int, month: int, day: int) -> bool:
    return (
        not 1 <= month <= 12
        or not 1 <= day <= _LONGEST[month - 1]
        or (day == 29 and month == 2 and day_of(year, month, day) is None)
    )


_WEEKDAY = pattern(
    r"[周期拜](?P<day>[一二三四五六日天1-7])"
    r"(?![至到—～~\-、和及与或](?:星期|礼拜|周)?[一二三四五六日天1-7]|除外)"
)
_ENDED = pattern(r"[）)，,。；;、：:\s至—～~\-]|上午|下午|晚|早|中午|凌晨|夜|\Z")
_DATED = pattern(
    r"(?P<date>(?:(?P<year>[0-9]{4})年)?(?<![0-9.\-])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]"
    r"|(?P<iso>(?:19|20)[0-9]{2}[\-./][0-9]{1,2}[\-./][0-9]{1,2}))[ 　]{0,2}(?P<mark>[（(，,]?)[ 　]{0,2}\Z"
)
_WHOLE = pattern(r"(?P<year>(?:19|20)[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]")
_BEGINS = pattern(r"(?:\A|[，。；：、“（(\s]|[于在为是即])\Z")
_NAMES = "一二三四五六日"
_FAR = 60
"""Characters, and days: so near to a date with a year another one is of the same time."""


def wrong_weekday(block: Block, office: Office) -> Iterator[Hit]:
    """2022年6月3日（星期六）, which was a Friday; the year stands there or just before."""
    for start, end, said, year, month, day in _weekdays(block):
        found = day_of(year, month, day) if year else _near_named(block.text, start, month, day)
        if found and found.weekday() != said:
            yield _weekday_hit(block, start, end, found)


Weekday = tuple[Block, int, int, int, int, int]
"""Where a day stands, its day of the week from 0, the month and the day."""


def gather_weekdays(document: Document, office: Office) -> tuple[Weekday, ...]:
    """The days of a report that are told without a year, with a day of the week."""
    if document.kind != "report":
        return ()
    return tuple(
        (block, start, end, said, month, day)
        for block in document.blocks
        if block.has("期周拜")
        for start, end, said, year, month, day in _weekdays(block)
        if not (year or _near_named(block.text, start, month, day))
    )


def unlikely_weekday(
    prose: Prose, gathered: Sequence[tuple[Document, tuple[Weekday, ...]]]
) -> Iterator[Found]:
    """The same without a year, which is then that of the report's own date."""
    for document, days in gathered:
        report = prose.content.reports.get(document.key) if days else None
        if report is None:
            continue
        own = report.front.record.date
        for block, start, end, said, month, day in days:
            found = _nearest(own, month, day)
            if found and abs((found - own).days) <= _FAR and found.weekday() != said:
                yield block, _weekday_hit(block, start, end, found)


def _weekday_hit(block: Block, start: int, end: int, day: date) -> Hit:
    shown = re.sub("[（(，,\\s　]", "", block.text[start:end])
    said = f"{day.year}年{day.month}月{day.day}日"
    return Hit(start, end, {"text": shown, "date": said, "right": _NAMES[day.weekday()]})


def _weekdays(block: Block) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Dates with a weekday behind: start and end, the weekday from 0, year (0 for none), month, day."""
    text = block.text
    for match in _WEEKDAY.finditer(text):
        word = match.start() if match[0][0] == "周" else match.start() - 1
        dated = _DATED.search(before(text, word, 18))
        if dated is None or text[word : match.start()] not in ("", "星", "礼"):
            continue
        start = word - len(dated[0])
        if dated["mark"] in ("，", ",") and not _BEGINS.search(before(text, start, 1)):
            continue
        if match[0][0] == "周" and not _ENDED.match(text, match.end()):
            continue
        if is_lunar(text, start):
            continue
        name = match["day"]
        said = int(name) - 1 if name in "1234567" else _NAMES.index("日" if name == "天" else name)
        if dated["iso"]:
            year, month, day = (int(part) for part in re.split(r"[\-./]", dated["iso"]))
        else:
            year, month, day = int(dated["year"] or 0), int(dated["month"]), int(dated["day"])
        yield start, match.end(), said, year, month, day


def _near_named(text: str, position: int, month: int, day: int) -> date | None:
    """The day of the year that a date just before names."""
    dates = list(_WHOLE.finditer(before(text, position, _FAR)))
    if not dates:
        return None
    named = dates[-1]
    other = day_of(int(named["year"]), int(named["month"]), int(named["day"]))
    return _nearest(other, month, day) if other else None


def _nearest(other: date, month: int, day: int) -> date | None:
    """The day of such a month and day that is nearest to another."""
    days = [found for year in (-1, 0, 1) if (found := day_of(other.year + year, month, day))]
    return min(days, key=lambda found: abs((found - other).days), default=None)


_BETWEEN = pattern(r"[至到~～–－—\-]—?(?=[0-9])")
_GOES_ON = tuple("续始，直长")
_GOING = pattern(r"(?:开始|一直|持续|延续|延长|[，将])+\Z")
"""Between a day and 到: 5月20日开始，一直持续到5月28日."""
_ENDS = tuple("年月日号0123456789时分点整起午晚）")
_TIME = pattern(
    r"(?:起|（[^（）]{1,5}）|(?:[上下中]午|晚上?|凌晨|早上)?(?:[0-9]{1,2}(?:时|点)(?:整|[0-9]{1,2}分)?|[0-9]{1,2}[:：][0-9]{2})?){1,2}\Z"
)
"""Behind a day: 5月25日（周三）24时起至5月20日."""
_END = (
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?:(?P<month>[0-9]{1,2})月)?"
    rf"(?:(?P<day>[0-9]{{1,2}})(?:日|号{NO_HOUSE}))?"
)
_STARTING = pattern(
    r"(?<![0-9A-Za-z前./\-])(?:(?P<year>(?:19|20)[0-9]{2})(?:年|\Z))?(?:(?P<month>[0-9]{1,2})月)?"
    r"(?:(?P<day>[0-9]{1,2})[日号])?(?P<bare>[0-9]{1,2})?\Z"
)
_ENDING = pattern(rf"{_END}(?:(?<=[日号])|(?![0-9]))")
_FULL = r"(?P<year>(?:19|20)[0-9]{2})(?P<sign>[\-./])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
_FULL_START, _FULL_END = pattern(rf"(?<![0-9]){_FULL}\Z"), pattern(rf"{_FULL}(?![0-9])")


def runs_backwards(block: Block, office: Office) -> Iterator[Hit]:
    """6月5日至3日, 2022年6月至2021年5月."""
    text = block.text
    for match in _BETWEEN.finditer(text):
        middle, end = match.span()
        if text[middle - 1 : middle] in _GOES_ON:
            going = _GOING.search(before(text, middle, 12))
            middle -= len(going[0]) if going else 0
        if text[middle - 1 : middle] not in _ENDS:
            continue
        between = middle
        ahead, behind = before(text, middle, 30), text[end : end + 16]
        if ahead[-1] in "时分点整起午晚）" or (ahead[-3:-2] in (":", "：")):
            timed = _TIME.search(ahead)
            ahead = (
                ahead[: timed.start()]
                if timed and ahead[: timed.start()].endswith(("日", "号", "月"))
                else ""
            )
            middle = between - (len(before(text, between, 30)) - len(ahead))
        ahead = ahead[-16:]
        full, full_end = _FULL_START.search(ahead), _FULL_END.match(behind)
        if full and full_end:
            wrong = _parts(full) > _parts(full_end)
            start, stop = middle - len(full[0]), end + len(full_end[0])
        else:
            first, last = _STARTING.search(ahead), _ENDING.match(behind)
            if first is None or last is None or not first[0] or not last[0]:
                continue
            start, stop = middle - len(first[0]), end + len(last[0])
            wrong = _is_backwards(first, last, match[0])
        if wrong and not is_title(text, start) and not is_lunar(text, start):
            yield Hit(start, stop, {"text": text[start:stop]})
    yield from _han_backwards(text)


_WARM = range(4, 9)
"""Months in which no winter's or school's year begins, which goes on into the next."""


_HAN_SPAN = pattern(
    rf"月(?<=[一二三四五六七八九十]月)(?P<day>{_HAN_NUMERAL})[日号]?(?:[至到～]|—{{1,2}})(?:(?P<month>{_HAN_NUMERAL})月)?(?P<last>{_HAN_NUMERAL})[日号]"
)
_HAN_MONTH = pattern(r"(?<![零〇一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九])\Z")


def _han_backwards(text: str) -> Iterator[Hit]:
    """五月二十五日至五月二十日."""
    for match in _HAN_SPAN.finditer(text):
        month = _HAN_MONTH.search(before(text, match.start(), 3))
        if month is None or (match["month"] and match["month"] != month[0]):
            continue
        start = match.start() - len(month[0])
        if (
            han_value(match["day"]) > han_value(match["last"])
            and not is_lunar(text, start)
            and not is_title(text, start)
        ):
            yield Hit(start, match.end(), {"text": text[start : match.end()]})


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["year"]), int(match["month"]), int(match["day"])


def _is_backwards(first: re.Match[str], last: re.Match[str], mark: str) -> bool:
    years = first["year"], last["year"]
    months = first["month"], last["month"]
    day = first["day"] or first["bare"]
    if first["bare"] and (not first["month"] or first["day"] or mark == "到"):
        return False
    if all(years):
        low = (int(first["year"]), int(months[0] or 0), int(day or 0))
        high = (int(last["year"]), int(months[1] or 0), int(last["day"] or 0))
        if low[0] != high[0] or not all(months):
            return low[0] > high[0]
        if not (day and last["day"]):
            return low[1] > high[1]
        return low > high
    if last["year"]:
        return False
    if not last["month"]:
        # 6月25日至3日: of the same month.
        return bool(first["month"] and day and last["day"]) and int(day) > int(last["day"])
    if not all(months) or not (day and last["day"]):
        return False
    one, other = int(months[0]), int(months[1])
    if one == other:
        return int(day) > int(last["day"])
    # 12月28日至1月3日 goes into the next year; a month or two back would be a span of nearly a year.
    whole_year = day == "1" or int(last["day"]) >= 28
    if day.isdigit() and int(day) > 27 and last["day"] == "1" and one - other > 1 and (one, other) != (12, 1):
        return True
    if one - other > 1 and one in _WARM and other >= 1:
        return True  # 6月30日至3月1日 would be a span of eight months.
    return 0 < one - other <= 2 and not whole_year


RULES: tuple[Rule, ...] = (
    BlockRule("day-impossible", no_such_day, needs="月-./"),
    BlockRule("weekday-wrong", wrong_weekday, needs="期周拜"),
    GatheringRule("weekday-unlikely", gather_weekdays, unlikely_weekday),
    BlockRule("span-backwards", runs_backwards, needs="年月日号-./"),
)
