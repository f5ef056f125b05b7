"""One event with two dates: in one report, and in two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from generator.check.pattern import pattern
from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.structure.event_again import Day, days_again
from generator.check.rules.structure.event_forms import (
    EVENT_NAME,
    VERB_AT_END,
    Mention,
    day_of_cell,
    mentions,
)
from generator.model.prose import CELL, Block, Document

_IN_REPORT, _SURE_IN_REPORT = timedelta(days=31), timedelta(days=62)
_OF_UNIT, _ELSEWHERE = timedelta(days=20), timedelta(days=8)
"""How far apart two days may be that are told of one event; it may be held again. The second is for what
happens once: 开工."""
_SHORT, _LONG = 4, 8
"""Characters of a name that tells an event in one report, and in any."""
_HELD = "会"
_LAST, _LAST_OF_SITE = 20, 200
"""Mentions of a report, and of the site with like names, that one is compared with."""
_ANY_LENGTH = frozenset({"截止"})
_GENERIC = pattern(
    r"^(?:全[市县]|专题|工作|动员|推进|部署|总结|座谈|现场|调度|培训|启动|表彰|视频|电视电话|党委|班子|扩大|群众|代表|学习|交流|主题|党日|集中)*(?:会议?|大会|仪式|活动|培训班?|演练|讲座|比赛)$"
)
_NOT_AGAIN = pattern(
    r"开工|竣工|通车|通航|投产|投用|启用|停用|揭牌|挂牌|奠基|封顶|合龙|贯通|开业|开张|开园|开馆|开街|开放|上线|投入|施行|实施|生效|印发|出台|签约|签订|成立|组建|迁|搬"
    r"|入驻|撞|塌|起火|失火|破获|首|开唱|开赛|开哨|开幕|发出|发车|开通|开行|交付|拆除|关停|封闭|去世|夺冠|第[一二三四五六七八九十\d]+届|短路|火灾|事故"
)
_LAST_DAY = pattern(r"闭幕|落幕|结业|结束|闭营|收官|毕业|决赛|收尾|散场|完赛")
"""What takes place on another day than the beginning."""
_SCOPE = pattern(r"全([省市县区镇乡])")
Held = tuple[Block, Mention]


@dataclass(frozen=True, slots=True)
class _Event:
    block: Block
    told: Mention
    day: date
    unit: str
    key: str

    @property
    def written(self) -> str:
        return self.block.text[self.told.start : self.told.end]

    def is_near(self, other: _Event, days: timedelta) -> bool:
        return abs(self.day - other.day) <= days


class Days(NamedTuple):
    """The days of a report on which something takes place, and pairs of dates that are told of the same."""

    held: tuple[Held, ...]
    again: tuple[tuple[Day, Day], ...]


def gather_events(document: Document, office: Office) -> Days | None:
    """None for reports without dates."""
    if document.kind != "report":
        return None
    held, again = _held(document), tuple(days_again(document))
    return Days(held, again) if held or again else None


def _held(document: Document) -> tuple[Held, ...]:
    found = [
        (block, one)
        for block in document.blocks
        if block.kind != CELL and "月" in block.text
        for one in mentions(block.text)
    ]
    for table in document.tables:
        for row in table.rows:
            for cell, beside in pairwise(row):
                one = day_of_cell(cell.text, beside.text) if "月" in cell.text else None
                found += [(cell, one)] if one else []
    return tuple(found)


def event_days(prose: Prose, gathered: Sequence[tuple[Document, Days | None]]) -> Iterator[Found]:
    """5月12日，市教育局召开百日行动动员会 … 5月15日召开的百日行动动员会."""
    index: dict[tuple[str, str, str], list[tuple[_Event, str]]] = {}
    for document, those in gathered:
        report = prose.content.reports.get(document.key) if those else None
        if report is None or those is None:
            continue
        own = report.front.record
        of_report: list[_Event] = []
        told_at: set[tuple[int, int]] = set()
        for block, told in those.held:
            day = _day(told, own.date)
            if day is not None:
                event = _Event(block, told, day, own.unit, document.key)
                found = list(_differs(event, index)) or list(_alike(event, of_report))
                yield from found
                told_at |= {(id(place), hit.start) for place, hit in found}
                _put(event, index)
                of_report.append(event)
        for first, second in those.again:
            if (id(second.block), second.start) not in told_at:
                yield _again(first, second)


def _again(first: Day, second: Day) -> Found:
    where = f"第{first.block.place(first.start).line}行"
    what = (second.behind.split("，")[0] or second.ahead)[:16]
    words = {"event": what, "second": second.written, "first": first.written, "where": where}
    return second.block, Hit(second.start, second.end, words)


def _put(event: _Event, index: dict[tuple[str, str, str], list[tuple[_Event, str]]]) -> None:
    for name, kind in event.told.names:
        index.setdefault(("名", kind, name[-_SHORT:]), []).append((event, name))
    for tail, kind in event.told.tails:
        index.setdefault(("尾", kind, tail[:_SHORT]), []).append((event, tail))
        # What begins with a name may have it whole.
        index.setdefault(("名", kind, tail[-_SHORT:]), []).append((event, tail))
    for whole in event.told.wholes:
        index.setdefault(("全", "", whole), []).append((event, whole))
    if event.told.clock:
        index.setdefault(("时", event.key, event.told.clock), []).append((event, event.told.clock))


def _differs(event: _Event, index: dict[tuple[str, str, str], list[tuple[_Event, str]]]) -> Iterator[Found]:
    for key, name, fits in _keys(event.told, event.key):
        for before, other in reversed(index.get(key, [])[-_LAST_OF_SITE:]):
            what = fits(name, other)
            if what and _is_one(before, event, what, key):
                yield _found(event, before, what)
                return


def _found(event: _Event, before: _Event, what: str) -> Found:
    line = before.block.place(before.told.start).line
    where = f"第{line}行" if before.key == event.key else f"{before.block.file} 第{line}行"
    words = {"event": what, "second": event.written, "first": before.written, "where": where}
    return event.block, Hit(event.told.start, event.told.end, words)


def _alike(event: _Event, before: Sequence[_Event]) -> Iterator[Found]:
    """An event of one report that is told again in other words."""
    for other in before[-_LAST:]:
        what = _shared(other.told, event.told)
        if what and _is_one(other, event, what, ("似", what, "")):
            yield _found(event, other, what)
            return


def _shared(one: Mention, other: Mention) -> str:
    """The words that two mentions have in common, if they tell of one event: its name, or what it was that
    opened, with the same verb."""
    words = one.words & other.words
    if not words:
        return ""
    first, second = one.around, other.around
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    common = first[match.a : match.a + match.size]
    if match.a and match.b and not _follows_verb(first[: match.a]) and not _follows_verb(second[: match.b]):
        # 东湾村 and 西湾村 have most in common.
        return ""
    if match.size >= _SHORT + 2 and EVENT_NAME.search(common):
        return common
    told = max(words, key=len)
    if match.size < _SHORT + 1 or (told in common and match.size < _SHORT + 1 + len(told) - 1):
        return ""
    is_same = all(end in second for end in one.ends) and all(end in first for end in other.ends)
    return common if is_same and not EVENT_NAME.fullmatch(told) else ""


def _follows_verb(text: str) -> bool:
    match = VERB_AT_END.search(text)
    return match is not None


_Fits = Callable[[str, str], str]


def _keys(told: Mention, report: str) -> Iterator[tuple[tuple[str, str, str], str, _Fits]]:
    """Where an event of this may stand in the index, and what compares the names."""
    for name, kind in (*told.names, *told.tails):
        yield ("名", kind, name[-_SHORT:]), name, _same_end
    for name, kind in told.names:
        for place in range(max(1, len(name) - _SHORT + 1)):
            yield ("尾", kind, name[place : place + _SHORT]), name[place:], _begins
    for tail, kind in told.tails:
        yield ("尾", kind, tail[:_SHORT]), tail, _same_start
        for place in range(1, len(tail) - _SHORT + 1):
            yield ("名", kind, tail[place : place + _SHORT]), tail[: place + _SHORT], _same_end
    for whole in told.wholes:
        yield ("全", "", whole), whole, _equal
    if told.clock:
        yield ("时", report, told.clock), told.clock, _equal


def _equal(name: str, other: str) -> str:
    return name if name == other else ""


def _same_end(name: str, other: str) -> str:
    short, long = (name, other) if len(name) <= len(other) else (other, name)
    return short if long.endswith(short) else ""


def _begins(name: str, tail: str) -> str:
    return name if tail.startswith(name) else ""


def _same_start(one: str, other: str) -> str:
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common]:
        common += 1
    return one[:common] if common > _SHORT else ""


def _is_one(first: _Event, second: _Event, name: str, key: tuple[str, str, str]) -> bool:
    """Whether two mentions of a name with two days are of one event."""
    one, other = first.told, second.told
    if first.day == second.day or (one.year and other.year and one.year != other.year):
        return False
    if one.who and other.who and one.who != other.who:
        return False
    way, kind = key[0], key[1]
    if bool(_LAST_DAY.search(one.around)) != bool(_LAST_DAY.search(other.around)) or _scopes_differ(
        one, other
    ):
        return False
    if way == "时":
        return first.key == second.key and first.is_near(second, _IN_REPORT)
    if kind not in _ANY_LENGTH and (len(name) < _SHORT or _GENERIC.match(name)):
        return False
    once = (kind not in (_HELD, "") and way != "似") or bool(_NOT_AGAIN.search(name))
    if first.key == second.key:
        return first.is_near(second, _SURE_IN_REPORT if once else _IN_REPORT)
    if one.planned != other.planned or kind in _ANY_LENGTH:
        return False
    if way == "全":
        return first.is_near(second, _OF_UNIT) and (
            once or (first.unit == second.unit and len(name) > _LONG + 4)
        )
    # Of two reports the names have to be the same whole.
    names = {told for told, _ in one.names} & {told for told, _ in other.names}
    same = name in names or any(told.startswith(name) for told, _ in (*one.tails, *other.tails))
    if not same or len(name) < _SHORT + 2:
        return False
    if first.unit == second.unit:
        return first.is_near(second, _OF_UNIT)
    if once and len(name) >= _SHORT + 2:
        return first.is_near(second, _OF_UNIT)
    return len(name) >= _LONG and first.is_near(second, _ELSEWHERE)


def _scopes_differ(one: Mention, other: Mention) -> bool:
    """全市安全生产工作会议 and one that a county held."""
    for first, second in ((one, other), (other, one)):
        scope = _SCOPE.search(first.around)
        if scope and second.who and scope[1] not in second.who:
            return True
    return False


def _day(told: Mention, own: date) -> date | None:
    year = int(told.year[:4]) if told.year[:1].isdigit() else own.year
    try:
        return date(year, told.month, told.day)
    except ValueError:
        return None


EVENT_RULES: tuple[Rule, ...] = (GatheringRule("event-day-differs", gather_events, event_days),)
