"""One event with two dates: in one report, and in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.check.pattern import pattern
from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.model.prose import ITEM, PARAGRAPH, Block, Document

_HELD = pattern(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[上下]午|晚上?)?(?P<between>[^。！？；\d]{0,40}?)"
    r"(?:召开|举办|举行|组织召开|主持召开|启动|开展)(?:了|的)?(?P<event>[\u4e00-\u9fff“”、]{4,30}?"
    r"(?:动员会|推进会|座谈会|现场会|启动会|部署会|培训会|培训班|总结会|表彰会|大会|论坛|仪式|听证会|恳谈会|发布会|演练|运动会|招聘会|会议))(?![\u4e00-\u9fff]*?[系列])"
)
_HELD_ON = pattern(
    r"(?:\A|[。！？；，])(?P<event>[\u4e00-\u9fff“”]{4,30}?(?:动员会|推进会|座谈会|现场会|启动会|部署会|总结会|表彰会|大会|仪式|发布会))"
    r"(?:定)?于(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[上下]午)?(?P<between>[^。！？；\d，]{0,20}?)(?:召开|举办|举行|启动)"
)
_MEETING = (
    r"动员会|推进会|座谈会|现场会|启动会|部署会|培训会|培训班|总结会|表彰会|大会|论坛|仪式|听证会|恳谈会|发布会|演练|运动会|招聘会|观摩会"
    r"|对接会|洽谈会|交流会|研讨会|比赛|大赛|展览|晚会|义诊活动|宣传活动|主题活动"
)
_TAKES_PLACE = pattern(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[上下]午|晚上?)?，(?P<event>[\u4e00-\u9fff“”、]{6,30}?(?:"
    rf"{_MEETING}))(?:在[\u4e00-\u9fff]{{2,16}}?)?(?:正式|顺利|隆重|成功|如期)?(?:召开|举行|举办|开幕|启动|开赛|落幕|闭幕)(?P<between>)"
)
_OPENED = pattern(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[上下]午|晚上?)?，(?P<event>[\u4e00-\u9fff“”]{6,24}?)(?:正式|顺利|全面|全线|如期|提前)?"
    r"(?:开工|竣工|通车|投用|启用|揭牌|开业|开园|通水|投产|开通|封顶|挂牌|奠基|上线|投入使用|投入运营|试运行|开诊|开馆|合龙|贯通)"
    r"(?P<between>)(?=[，。了那后；、仪]|\Z)"
)
_SUBJECT = pattern(
    r"[\u4e00-\u9fff]{1,14}(?:局|委|办|县|区|市|镇|乡|街道|社区|村|学校|小学|中学|医院|公司|中心|政府|站|院|所|会)\Z"
)
_OFTEN = pattern(
    r"例会|调度|联席|每[周月季旬]|[周月季旬](?:会|调度|例)|[本上下][周月]|第[一二三四五六七八九十\d]+[次场期批]|再次|又|分别|将|拟|定于|延期|改[到为期]|推迟|系列|各地|各校|各村|常务"
)
_NAME = pattern(r"[“”、]|^(?:了|的|全市|全县|全区|市|县|区)")
_SHORTEST = 6
_NEAR = timedelta(days=20)
_ELSEWHERE = timedelta(days=7)
"""How far apart two days may be that two units tell of one event; it may be held again."""
_SURE = 8
"""Characters of a name that hardly two events have."""
Held = tuple[Block, int, int, str, str, int, int]
"""Where an event's day stands, the event's name, who holds it if that is told, the month and the day."""


@dataclass(frozen=True, slots=True)
class _Event:
    block: Block
    start: int
    end: int
    name: str
    who: str
    day: date
    unit: str
    key: str

    @property
    def told(self) -> str:
        return self.block.text[self.start : self.end]


def gather_events(document: Document, office: Office) -> tuple[Held, ...]:
    """The events that a report tells with their days."""
    if document.kind != "report":
        return ()
    return tuple(held for block in document.of(PARAGRAPH, ITEM) for held in _held(block))


def event_days(prose: Prose, gathered: Sequence[tuple[Document, tuple[Held, ...]]]) -> Iterator[Found]:
    """5月12日，市教育局召开百日行动动员会 … 5月15日召开的百日行动动员会."""
    events: dict[str, list[_Event]] = {}
    for document, those in gathered:
        report = prose.content.reports.get(document.key) if those else None
        if report is None:
            continue
        own = report.front.record
        for block, start, end, name, who, month, in_month in those:
            day = _day(own.date.year, month, in_month)
            if day is not None:
                event = _Event(block, start, end, name, who, day, own.unit, document.key)
                events.setdefault(name, []).append(event)
    for same in events.values():
        yield from _contrary(same)


def _contrary(same: list[_Event]) -> Iterator[Found]:
    for place, event in enumerate(same[1:], start=1):
        first = next((one for one in same[:place] if _is_one(one, event)), None)
        if first is None:
            continue
        line = first.block.place(first.start).line
        where = f"第{line}行" if first.key == event.key else f"{first.block.file} 第{line}行"
        words = {"event": event.name, "second": event.told, "first": first.told, "where": where}
        yield event.block, Hit(event.start, event.end, words)


def _is_one(first: _Event, second: _Event) -> bool:
    """Whether two events of a name, told with two days, are one: in a report, of one unit, or held by the
    same and near."""
    apart = abs(first.day - second.day)
    if not apart or apart > _NEAR or (first.who and second.who and first.who != second.who):
        return False
    if first.key == second.key or first.unit == second.unit:
        return True
    return first.who == second.who and len(first.name) >= _SURE and apart <= _ELSEWHERE


def _held(block: Block) -> Iterator[Held]:
    if "月" not in block.text or not block.has("召举启开投竣通揭挂封奠上试合贯落闭"):
        return
    told: set[int] = set()
    for form in (_HELD, _HELD_ON, _TAKES_PLACE, _OPENED):
        for match in form.finditer(block.text):
            name = _NAME.sub("", match["event"])
            if len(name) < _SHORTEST or _OFTEN.search(match["event"] + match["between"]):
                continue
            start, end = match.start("month"), match.end("day") + 1
            if start not in told:
                told.add(start)
                who = _SUBJECT.search(match["between"])
                subject = who[0].lstrip("，、") if who else ""
                yield block, start, end, name, subject, int(match["month"]), int(match["day"])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


EVENT_RULES: tuple[Rule, ...] = (GatheringRule("event-day-differs", gather_events, event_days),)
