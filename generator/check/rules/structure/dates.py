"""A report's own 日期 against the events that it tells and the period of the issue that prints it; an
issue's own 签发日期 against its period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from generator.check.pattern import pattern
from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.structure.site import printed_in
from generator.compile.periods import period_of, period_text
from generator.load.headings import han_number
from generator.model.content import LoadedIssue
from generator.model.dates import Period, chinese_date
from generator.model.prose import NOTE, PARAGRAPH, TITLE, VALUE, Block, Document, Run

_DAY = pattern(
    r"(?:(?<=[。！？”])|^)[“\s　]*(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"(?:[上下]午|晚上?|早上|清晨|中午|凌晨|一早|当天)?，(?P<rest>[^。！？\n]{4,300})"
)
_PAST = pattern(r"了|已|召开|举行|举办|来到|走进|前往|深入|启动|印发|组织|赴|带队|开展|走访|会见|调研|检查")
_TO_COME = pattern(
    r"将|拟|计划|预计|定于|准备|届时|到期|截止|即将|如果|若|力争|确保|争取|[日前]前|之前|以前|前完成"
)
_PLANNED = pattern(r"将于|拟于|下周|下月|届时|预告|时间表|日程|安排如下|计划如下|倒排|通知")
_FARTHEST = timedelta(days=120)
_LATEST = timedelta(days=200)
"""After the end of its period an issue is signed within weeks; later, the year is wrong."""


_OF_REPORT = MappingProxyType({"what": "来稿的日期", "entry": "开头“日期”一行"})
_OF_ISSUE = MappingProxyType({"what": "这一期的签发日期", "entry": "“签发日期”一行"})

Told = tuple[Block, int, int, str | None, int, int]
"""Where a day of something past stands, its year if that is told, the month and the day."""


def gather_days(document: Document, office: Office) -> tuple[Told, ...]:
    """The days on which a report says that something happened."""
    if document.kind != "report":
        return ()
    return tuple(told for block in document.of(PARAGRAPH) if "月" in block.text for told in _past(block))


def _past(block: Block) -> Iterator[Told]:
    if _PLANNED.search(block.text):
        return
    for match in _DAY.finditer(block.text):
        if _PAST.search(match["rest"]) and not _TO_COME.search(match["rest"]):
            start, end = match.start("year" if match["year"] else "month"), match.end("day") + 1
            yield block, start, end, match["year"], int(match["month"]), int(match["day"])


def report_date(prose: Prose, gathered: Sequence[tuple[Document, tuple[Told, ...]]]) -> Iterator[Found]:
    for document, days in gathered:
        if days and document.key in prose.content.reports:
            own = prose.content.reports[document.key].front.record.date
            yield from _later_events(days, own)
    yield from _outside_period(prose)
    yield from _against_notes(prose)


def _later_events(days: Sequence[Told], own: date) -> Iterator[Found]:
    """6月3日，市教育局召开动员会, in a report whose 日期 is 28 May."""
    for block, start, end, year, month, day in days:
        told = _nearest(year, month, day, own)
        if told is not None and own < told <= own + _FARTHEST:
            words = {"told": block.text[start:end], "date": chinese_date(own), "where": "正文里的事情"}
            yield block, Hit(start, end, {**words, **_OF_REPORT})


def _nearest(year: str | None, month: int, day: int, own: date) -> date | None:
    """The day of a month in the year that brings it nearest; None if there is no such day."""
    years = [int(year)] if year else [own.year - 1, own.year, own.year + 1]
    found = []
    for one in years:
        try:
            found.append(date(one, month, day))
        except ValueError:
            continue
    return min(found, key=lambda one: abs(one - own), default=None)


def _outside_period(prose: Prose) -> Iterator[Found]:
    """A report that an issue places by hand, with a 日期 outside its period; an issue signed before that.

    What another publication printed is older, and what found no room in the issue before stands in this one;
    issues that tell no period print reports of any day.
    """
    issues = printed_in(prose)
    documents = {document.key: document for document in prose.of("report")}
    periods = _periods(prose)
    for issue, period in periods:
        told = period_text(period)
        signed = issue.front.record.date
        if signed < period.first or signed > period.last + _LATEST:
            yield _signed(issue, told)
        placed = {path for section in issue.front.record.sections for path in section.reports}
        for path in sorted(placed & documents.keys() & prose.content.reports.keys()):
            day = prose.content.reports[path].front.record.date
            title = next(documents[path].of(TITLE), None)
            if title is None or day in period:
                continue
            elsewhere = any(key.split("/")[0] != issue.publication for key in issues.get(path, ()))
            earliest = period.first - timedelta(days=period.days)
            left_over = any(
                other.publication == issue.publication and before.last < period.first and day in before
                for other, before in periods
            )
            if day > period.last or not (elsewhere or (left_over and day >= earliest)):
                words = {"date": chinese_date(day), "told": told, "where": f"“{issue.key}”的报道期间"}
                yield title, Hit(0, len(title.text), {**words, **_OF_REPORT})


_HERE = r"本期(?:《[^》]{1,20}》|简报|通报|内参|专报|快报|周报|月报|要情|信息|动态)?"
_NOTE_NUMBER = pattern(rf"{_HERE}[（(]?(?:为|是|系)?第(?P<number>[一二三四五六七八九十百\d]{{1,5}})期")
_NOTE_COUNT = pattern(
    rf"{_HERE}(?:共|集中|专门|重点|特|选|编|摘|刊|登|发|载|收|录|汇|集|推|出|介|绍|荐|印|转|了|将|精){{1,8}}"
    r"(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,2})篇(?![章幅])"
)
_DAYS = r"(?:\d{{4}}年)?(?P<{0}month>\d{{1,2}})月(?P<{0}day>\d{{1,2}})日"
_NOTE_DAYS = pattern(
    rf"{_HERE}[^。！？\n]{{0,16}}?(?P<told>{_DAYS.format('')}\s*(?:至|到|—|-|－|～|~)+\s*"
    rf"(?:\d{{4}}年)?(?:(?P<lastmonth>\d{{1,2}})月)?(?P<lastday>\d{{1,2}})日)"
)
_VALUES = {han_number(number): number for number in range(1, 200)} | {"两": 2}


def _against_notes(prose: Prose) -> Iterator[Found]:
    """What an issue's 按语 says of the issue: its number, how many reports, of which days."""
    issues = {issue.key: issue for issue in prose.content.issues if issue.key not in prose.plan.stopped}
    periods = {issue.key: period for issue, period in _periods(prose)}
    for document in prose.of("issue"):
        issue = issues.get(document.key)
        for block in document.of(NOTE, PARAGRAPH, VALUE) if issue else ():
            if issue is not None and "本期" in block.text:
                yield from _against_note(prose, issue, periods.get(issue.key), block)


def _against_note(prose: Prose, issue: LoadedIssue, period: Period | None, block: Block) -> Iterator[Found]:
    record = issue.front.record
    match = _NOTE_NUMBER.search(block.text)
    if match and record.number and _value(match["number"]) != record.number:
        yield block, _of_note(match, "number", "期号", "“期号”一行", str(record.number))
    match = _NOTE_COUNT.search(block.text)
    count = sum(map(len, prose.plan.chosen.get(issue.key, ())))
    if match and count and _value(match["count"]) != count:
        yield block, _of_note(match, "count", "篇数", "这一期的来稿", f"{count}篇")
    match = _NOTE_DAYS.search(block.text)
    if match and period is not None:
        first = int(match["month"]), int(match["day"])
        last = int(match["lastmonth"] or match["month"]), int(match["lastday"])
        own = (period.first.month, period.first.day), (period.last.month, period.last.day)
        if (first, last) != own:
            yield block, _of_note(match, "told", "时间", "报道期间", period_text(period))


def _value(written: str) -> int:
    return int(written) if written.isdecimal() else _VALUES.get(written, 0)


def _of_note(match: re.Match[str], group: str, what: str, where: str, told: str) -> Hit:
    words = {"date": match[group], "where": where, "told": told}
    return Hit(*match.span(group), words | {"what": f"按语里的{what}", "entry": "“按语”一行"})


def _periods(prose: Prose) -> list[tuple[LoadedIssue, Period]]:
    """The issues that tell their period, with it."""
    found = []
    for issue in prose.content.issues:
        if issue.front.record.period and issue.key not in prose.plan.stopped:
            period, _ = period_of(issue, prose.content.site.record, "period-needed", "sections")
            if period is not None:
                found.append((issue, period))
    return found


def _signed(issue: LoadedIssue, told: str) -> Found:
    """签发日期 as it stands in the issue's file."""
    place = issue.front.place("date")
    text = str(issue.front.record.date)
    run = Run(0, place.line or 1, place.column or 1)
    block = Block(VALUE, text, "签发日期", issue.front.file, (run,), (run.line, run.line))
    words = {"date": chinese_date(issue.front.record.date), "told": told, "where": "报道期间"}
    return block, Hit(0, len(text), {**words, **_OF_ISSUE})


DATE_RULES: tuple[Rule, ...] = (GatheringRule("report-date", gather_days, report_date),)
