"""The sample's figures once more, in plain Python over its files: nothing of the loader, no SQL, no DuckDB.

Columns, terms and words of the office are written here a second time, so that a slip in `site.yaml` or in how
it is read is found too. The rules are those of docs/manual/07-ledger.md and 08-figures.md.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import chinese_calendar
import openpyxl
import yaml

ROOT = Path(__file__).parents[1]
DIMENSIONS = ("诉求类型", "来源渠道", "问题分类", "服务对象", "属地", "承办单位", "单位类别")
WORDS: Mapping[str, tuple[str, ...]] = {
    "诉求类型": ("咨询", "求助", "投诉", "举报", "建议", "表扬"),
    "来源渠道": ("来访", "12345热线", "e线民生", "举报箱", "短信", "走访"),
    "问题分类": (
        *("供暖供水供气", "供电与通信", "住房与物业", "道路交通", "城管与环境", "教育入学", "就业与社保"),
        *("医疗卫生", "救助与养老", "市场环境", "惠企服务", "农业农村", "安全隐患", "基层减负", "其他"),
    ),
    "服务对象": ("市场主体", "困难群众", "基层单位", "普通居民"),
    "单位类别": ("县市区", "功能区", "市直", "国资", "教育"),
}
TERMS = {"咨询": 2, "求助": 5, "投诉": 7, "举报": 15, "建议": 10}
OTHER_TERM = 5
RATES = {
    "办结率": ("办结量", "受理量"),
    "按时办结率": ("按时办结量", "办结量"),
    "满意率": ("满意量", "回访量"),
}
FLOOR = 90
SATISFIED, DISSATISFIED = ("非常满意", "满意", "基本满意"), ("不满意", "非常不满意")
HOT_TOP, HOT_GROWTH, HOT_LEAST, HOT_USUAL, HOT_REPEATS, HOT_AREAS = 3, 60, 6, 4, 5, 11

_HOTLINE = {
    **{"工单编号": "编号", "工单来源": "来源渠道", "来电时间": "受理时间", "诉求类别": "诉求类型"},
    **{"问题类别": "问题分类", "诉求人类别": "服务对象", "所属区域": "属地", "诉求标题": "标题"},
    **{"诉求内容": "内容", "办理单位": "承办单位", "办结期限": "办理时限", "工单状态": "状态"},
    **{"办结日期": "办结时间", "答复内容": "办理结果", "回访评价": "满意度", "关联工单": "重复件"},
    **{"是否保密": "保密"},
}
_VISITS = {
    **{"登记号": "编号", "来访时间": "受理时间", "方式": "来源渠道", "类型": "诉求类型", "领域": "问题分类"},
    **{
        "人员类别": "服务对象",
        "事由": "标题",
        "详细情况": "内容",
        "责任单位": "承办单位",
        "期限": "办理时限",
    },
    **{"进度": "状态", "评价": "满意度", "原登记号": "重复件"},
}


@dataclass(frozen=True)
class Row:
    """A request; `due` is the last day of its term."""

    id: str
    values: Mapping[str, str]
    received: datetime
    due: date | None
    closed: bool
    closed_at: datetime | None
    satisfied: bool | None
    repeat_of: str
    confidential: bool
    title: str
    content: str
    result: str

    @property
    def tells(self) -> bool:
        """A 举报: nothing of it may be told."""
        return "举报" in self.values["诉求类型"] or "举报" in self.values["来源渠道"]

    def done(self, as_of: datetime) -> bool:
        return self.closed and (self.closed_at is None or self.closed_at < as_of)

    def is_late(self, as_of: datetime) -> bool:
        """Whether the term ended before it was closed, or before `as_of` where it was not by then."""
        if self.due is None:
            return False
        if not self.done(as_of):
            return as_of > midnight(self.due + timedelta(days=1))
        return self.closed_at is not None and self.closed_at.date() > self.due

    def days_late(self, as_of: datetime) -> int:
        """Working days past the term at `as_of`, for one that was open then."""
        if self.due is None or not self.is_late(as_of):
            return 0
        last = (as_of - timedelta(microseconds=1)).date()
        days = (self.due + timedelta(days=n) for n in range(1, (last - self.due).days + 1))
        return sum(is_workday(day) for day in days)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


@cache
def is_workday(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def after_workdays(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


@cache
def units() -> Mapping[str, tuple[str, str]]:
    """Every name of a unit → how it is printed, and its class, in the order of units.yaml."""
    known = {}
    for unit in yaml.safe_load((ROOT / "content/units.yaml").read_text(encoding="utf-8")):
        printed = (unit.get("简称") or unit["名称"], unit["类别"])
        for name in (unit["名称"], unit.get("简称"), *unit.get("曾用名", ())):
            if name:
                known[name] = printed
    return known


def read_rows() -> list[Row]:
    """The sample's ledger, of all its files."""
    rows = [_row(raw) for raw in _raw(ROOT / "content/requests")]
    assert len({row.id for row in rows}) == len(rows)
    return sorted(rows, key=lambda row: (row.received, row.id))


def _raw(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv":
            names = _HOTLINE if path.name.startswith("rexian") else {}
            with path.open(encoding="utf-8-sig", newline="") as stream:
                for cells in csv.DictReader(stream):
                    yield {names.get(name, name): cell for name, cell in cells.items()}
        elif path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            for sheet in book:
                _, _, header, *lines = sheet.iter_rows(values_only=True)
                titles = [_VISITS.get(str(title), str(title)) for title in header]
                yield from (dict(zip(titles, cells, strict=True)) for cells in lines if cells[0])
            book.close()
        else:
            assert path.suffix == ".yaml", path
            yield from yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _row(raw: Mapping[str, Any]) -> Row:
    text = {name: "" if cell is None else str(cell).strip() for name, cell in raw.items()}
    values = {name: text.get(name, "") for name in DIMENSIONS}
    values["承办单位"], values["单位类别"] = units()[text["承办单位"]]
    received = _moment(text["受理时间"])
    answer = text.get("满意度", "")
    assert answer in (*SATISFIED, *DISSATISFIED, "未评价", "")
    return Row(
        id=text["编号"],
        values={name: value or "未注明" for name, value in values.items()},
        received=received,
        due=_due(text.get("办理时限", ""), received.date(), values["诉求类型"]),
        closed=text["状态"] == "已办结" or bool(text.get("办结时间")),
        closed_at=_moment(text["办结时间"]) if text.get("办结时间") else None,
        satisfied=True if answer in SATISFIED else False if answer in DISSATISFIED else None,
        repeat_of=text.get("重复件", ""),
        confidential=text.get("保密", "") == "是",
        title=text.get("标题", ""),
        content=text.get("内容", ""),
        result=text.get("办理结果", ""),
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _due(text: str, received: date, kind: str) -> date:
    if text.endswith("个工作日"):
        return after_workdays(received, int(text.removesuffix("个工作日")))
    if text:
        return _moment(text).date()
    return after_workdays(received, TERMS.get(kind, OTHER_TERM))


# Periods.


@dataclass(frozen=True)
class Days:
    """A period, and the instant as of which the ledger is read."""

    first: date
    last: date
    as_of: datetime

    @property
    def count(self) -> int:
        return (self.last - self.first).days + 1


def days(first: date, last: date) -> Days:
    return Days(first, last, midnight(last + timedelta(days=1)))


def period_of(text: str) -> Days:
    """报道期间 in the forms that the sample writes."""
    if " 至 " in text:
        first, last = text.split(" 至 ")
        return days(date.fromisoformat(first), date.fromisoformat(last))
    year, rest = int(text[:4]), text[5:]
    if rest.endswith("周"):
        monday = date.fromisocalendar(year, int(rest[1:-1]), 1)
        return days(monday, monday + timedelta(days=6))
    if rest.endswith("季度"):
        quarter = "一二三四".index(rest[1])
        return months(year, 3 * quarter + 1, 3)
    assert rest.endswith("月"), text
    return months(year, int(rest[:-1]), 1)


def months(year: int, month: int, count: int) -> Days:
    """So many months from one on; the month may be before January or after December."""
    first = year * 12 + month - 1
    last = first + count
    end = date(last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return days(date(first // 12, first % 12 + 1, 1), end)


def back(period: Days, cadence: str) -> Days:
    """The period before one of this cadence."""
    if cadence == "周":
        return days(period.first - timedelta(days=7), period.last - timedelta(days=7))
    if cadence == "半月":
        last = period.first - timedelta(days=1)
        return days(last.replace(day=16 if period.first.day == 1 else 1), last)
    length = {"月": 1, "季": 3}[cadence]
    return months(period.first.year, period.first.month - length, length)


def year_before(period: Days, cadence: str) -> Days:
    """The same dates a year ago; what ends with a month ends with it then too."""
    first = period.first.replace(year=period.first.year - 1)
    if cadence != "周" and (period.last + timedelta(days=1)).day == 1:
        after = period.last + timedelta(days=1)
        return days(first, after.replace(year=after.year - 1) - timedelta(days=1))
    return days(first, period.last.replace(year=period.last.year - 1))


# Numbers as they are printed: decimal arithmetic, halves away from zero.


def tenths(numerator: Decimal | int, denominator: Decimal | int = 1) -> str:
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(numerator) / Decimal(denominator)
        return str(quotient.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def percent(part: int, whole: int, none: str = "—") -> str:
    return f"{tenths(part * 100, whole)}%" if whole else none


def change(now: int, before: int, none: str = "暂无可比基期", *, has: bool) -> str:
    """`has`: the ledger has the base, so that nothing after nothing is the same."""
    if has and not now and not before:
        return "持平"
    return _way(tenths((now - before) * 100, before), "%") if before else none


def points(now: tuple[int, int], before: tuple[int, int], none: str = "暂无可比基期") -> str:
    """The change of a rate, each as a numerator and a denominator."""
    if not now[1]:
        return "暂无数据" if before[1] else none
    if not before[1]:
        return none
    return _way(tenths((now[0] * before[1] - before[0] * now[1]) * 100, now[1] * before[1]), "个百分点")


def _way(number: str, unit: str) -> str:
    size = number.removeprefix("-")
    return "持平" if size == "0.0" else f"{'下降' if number.startswith('-') else '上升'}{size}{unit}"


def day_text(day: date, year: int) -> str:
    return f"{'' if day.year == year else f'{day.year}年'}{day.month}月{day.day}日"


def span_text(period: Days, year: int) -> str:
    first, last = period.first, period.last
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        lead = "" if last.year == year else f"{last.year}年"
        if first.month == last.month:
            return f"{lead}{last.month}月"
        return f"{lead}第{'一二三四'[last.month // 3 - 1]}季度"
    if first.year != last.year:
        return f"{day_text(first, 0)}至{day_text(last, 0)}"
    return f"{day_text(first, year)}至{day_text(last, last.year)}"


# An issue counted.

Pairs = tuple[tuple[str, str], ...]
NOTHING: Counter[str] = Counter()


@dataclass
class Recount:
    """The figures of one issue. `as_ofs` are the instants of its publication's issues up to this one."""

    rows: Sequence[Row]
    period: Days
    cadence: str
    as_ofs: Sequence[datetime]
    spans: dict[str, Days] = field(init=False)

    def __post_init__(self) -> None:
        before, ago = back(self.period, self.cadence), year_before(self.period, self.cadence)
        self.spans = {"now": self.period, "before": before, "year_ago": ago}

    @cached_property
    def cells(self) -> dict[str, dict[Pairs, Counter[str]]]:
        return {which: count_cells(self.rows, span) for which, span in self.spans.items()}

    def count(self, name: str, pairs: Pairs = (), which: str = "now") -> int:
        key = tuple(sorted(pairs, key=lambda pair: DIMENSIONS.index(pair[0])))
        return self.cells[which].get(key, NOTHING)[name]

    def rate(self, name: str, pairs: Pairs = (), which: str = "now") -> tuple[int, int]:
        part, whole = RATES[name]
        return self.count(part, pairs, which), self.count(whole, pairs, which)

    def values(self, dimension: str, name: str = "受理量", which: str = "now") -> dict[str, int]:
        """Every value that anything is counted for."""
        counted = self.cells[which].items()
        own = {
            pairs[0][1]: counts[name]
            for pairs, counts in counted
            if len(pairs) == 1 and pairs[0][0] == dimension
        }
        return {value: number for value, number in own.items() if number}

    def units_of(self, unit_class: str) -> set[str]:
        """The units of a class with requests in this period, or with older ones that are open."""
        rows = (*self.inside, *self.open)
        return {row.values["承办单位"] for row in rows if row.values["单位类别"] == unit_class}

    @cached_property
    def known(self) -> list[Row]:
        return [row for row in self.rows if row.received < self.period.as_of]

    @cached_property
    def inside(self) -> list[Row]:
        return [row for row in self.known if self.period.first <= row.received.date() <= self.period.last]

    @cached_property
    def open(self) -> list[Row]:
        return [row for row in self.known if not row.done(self.period.as_of)]

    @cached_property
    def answered(self) -> list[Row]:
        done = (row for row in self.known if row.done(self.period.as_of) and row.closed_at)
        return [row for row in done if self.period.first <= row.closed_at.date() <= self.period.last]

    @cached_property
    def overdue(self) -> list[Row]:
        """The earliest term first."""
        late = (row for row in self.open if row.is_late(self.period.as_of))
        return sorted(late, key=lambda row: (row.due, row.received, row.id))

    def state(self, row: Row) -> str:
        if row.done(self.period.as_of):
            return "已办结"
        return "已超期" if row.is_late(self.period.as_of) else "在办"

    def standing(self, row: Row) -> int:
        """In how many issues of this publication the request was open."""
        return sum(row.received < as_of and not row.done(as_of) for as_of in self.as_ofs)

    @cached_property
    def repeats(self) -> dict[str, list[Row]]:
        """Id → all requests by which it was made again, directly or through others."""
        by_id = {row.id: row for row in self.rows}
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            first, seen = by_id.get(row.repeat_of), {row.id}
            while first is not None and first.id not in seen:
                found[first.id].append(row)
                seen.add(first.id)
                first = by_id.get(first.repeat_of)
        return found

    def again(self, row: Row) -> int:
        return sum(one.received < self.period.as_of for one in self.repeats.get(row.id, ()))

    @cached_property
    def repeated(self) -> list[Row]:
        """The first requests of all that was made again in this period, the most often repeated first."""
        inside = {row.id for row in self.inside}
        roots = [
            row
            for row in self.known
            if any(one.id in inside for one in self.repeats.get(row.id, ()))
            and not any(row in below for below in self.repeats.values())
        ]
        return sorted(roots, key=lambda row: (-self.again(row), row.received, row.id))

    @cached_property
    def trend(self) -> list[tuple[Days, int, int]]:
        """Periods with 受理量 and 办结量, each as of its own end, from the first that is whole on."""
        length = 12 if self.cadence == "月" else 8
        spans = [self.period]
        while len(spans) < length:
            spans.append(back(spans[-1], self.cadence))
        points = []
        for span in reversed(spans):
            own = [row for row in self.rows if span.first <= row.received.date() <= span.last]
            points.append((span, len(own), sum(row.done(span.as_of) for row in own)))
        begun = min(row.received.date() for row in self.rows)
        while len(points) > 1 and (not points[0][1] or points[0][0].first < begun):
            del points[0]
        return points

    @cached_property
    def hot(self) -> list[tuple[str, int, int, str, int, int, str]]:
        """The rows of the table of hot issues. What is under 其他 or 未注明 is no matter."""
        spans = [back(self.period, self.cadence)]
        while len(spans) < HOT_USUAL:
            spans.append(back(spans[-1], self.cadence))
        reaches = self.rows[0].received.date() <= spans[-1].first
        usual: Counter[str] = Counter(
            row.values["问题分类"]
            for row in self.rows
            if spans[-1].first <= row.received.date() <= spans[0].last
        )
        received = self.values("问题分类")
        for no_matter in ("其他", "未注明"):
            received.pop(no_matter, None)
        found = []
        for matter, number in sorted(received.items(), key=lambda one: (-one[1], one[0])):
            own = [row for row in self.inside if row.values["问题分类"] == matter]
            areas = len({row.values["属地"] for row in own} - {"未注明"})
            repeats = sum(bool(row.repeat_of) for row in own)
            reasons = []
            rank = 1 + sum(other > number for other in received.values())
            if rank <= HOT_TOP:
                reasons.append(f"件数第{rank}位")
            if reaches and number >= HOT_LEAST and not usual[matter]:
                reasons.append(f"此前{HOT_USUAL}期没有受理")
            elif (
                reaches
                and number >= HOT_LEAST
                and number * HOT_USUAL * 100 >= usual[matter] * (100 + HOT_GROWTH)
            ):
                growth = tenths((number * HOT_USUAL - usual[matter]) * 100, usual[matter])
                reasons.append(f"比常态增长{growth}%")
            if repeats >= HOT_REPEATS:
                reasons.append(f"重复{repeats}件")
            if areas >= HOT_AREAS:
                reasons.append(f"涉及{areas}个属地")
            if reasons:
                mean = tenths(usual[matter], HOT_USUAL) if reaches else "—"
                before = self.count("受理量", (("问题分类", matter),), "before")
                found.append((matter, number, before, mean, repeats, areas, "；".join(reasons)))
        return found

    def hot_cases(self, matter: str) -> list[str]:
        """Ids that may be told of a hot issue: answered ones first, the most repeated, the most recent."""
        own = [
            row
            for row in self.inside
            if row.values["问题分类"] == matter and not row.tells and not row.confidential
        ]
        own.sort(key=lambda row: row.id)
        own.sort(key=lambda row: row.received, reverse=True)
        own.sort(key=lambda row: (not (row.done(self.period.as_of) and row.result), -self.again(row)))
        return [row.id for row in own[:3]]

    def text(self, name: str) -> str:
        """What `{{name}}` prints."""
        year = self.period.last.year
        spans = {"本期": "now", "上期": "before", "同期": "year_ago"}
        if name in spans:
            return span_text(self.spans[spans[name]], year)
        if name == "截止时间":
            assert self.period.as_of == midnight(self.period.last + timedelta(days=1))
            return f"{day_text(self.period.last, year)}24时"
        if name == "满意率下限":
            return f"{FLOOR}%"
        if name.endswith(".升降"):
            return self._both(name.removesuffix("升降"))
        head, *parts = name.split(".")
        base = {"环比": "before", "上期": "before", "同比": "year_ago", "同期": "year_ago"}
        last = parts.pop() if parts and parts[-1] in base else ""
        share = bool(parts) and parts[-1] == "占比"
        if share:
            parts.pop()
        if parts and parts[-1].startswith("前") and len(parts) % 2 == 0:
            return self._ranked(head, parts)
        pairs = tuple(zip(parts[::2], parts[1::2], strict=True))
        which = base.get(last, "now")
        if head in RATES or share:
            return self._part(head, pairs, share, last, which)
        now, then = (self.count(_counted(head), pairs, one) for one in ("now", which))
        if head == "日均受理量":
            lengths = self.spans["now"].count, self.spans[which].count
            if last in ("环比", "同比"):
                return change(now * lengths[1], then * lengths[0], has=self.has(which))
            return tenths(then, lengths[1]) if self.has(which) else "暂无可比基期"
        if last in ("环比", "同比"):
            return change(now, then, has=self.has(which))
        return str(then) if self.has(which) else "暂无可比基期"

    def _both(self, lead: str) -> str:
        last, year = self.text(f"{lead}环比"), self.text(f"{lead}同比")
        if last == year and not re.search(r"\d", last):
            return f"环比、同比{last}"
        return f"环比{last}，同比{year}"

    def has(self, which: str) -> bool:
        return which == "now" or self.count("受理量", (), which) > 0

    def _part(self, head: str, pairs: Pairs, share: bool, last: str, which: str) -> str:
        def part(one: str) -> tuple[int, int]:
            if share:
                return self.count(head, pairs, one), self.count(head, (), one)
            return self.rate(head, pairs, one)

        if last in ("环比", "同比"):
            return points(part("now"), part(which))
        return percent(*part(which), none="暂无可比基期" if last else "暂无数据")

    def _ranked(self, head: str, parts: list[str]) -> str:
        """The largest; of equals the first by the vocabulary, by units.yaml, else by name."""
        *pairs, dimension, word = parts
        most = "零一二三四五六七八九十".index(word[1]) if not word[1:].isdigit() else int(word[1:])
        given = tuple(zip(pairs[::2], pairs[1::2], strict=True))
        values = {value: self.count(head, (*given, (dimension, value))) for value in self.order(dimension)}
        first = sorted((value for value in values if values[value]), key=lambda value: -values[value])[:most]
        return "、".join(f"{value}{values[value]}件" for value in first) or "暂无数据"

    def order(self, dimension: str) -> list[str]:
        """Values in the order of the lists: the office's words, then others by number received and name."""
        own = list(WORDS.get(dimension, ()))
        if dimension == "承办单位":
            own = list(dict.fromkeys(printed for printed, _ in units().values()))
        seen = {row.values[dimension] for row in self.known} - {*own, "未注明"}
        received = self.values(dimension)
        return [*own, *sorted(seen, key=lambda value: (-received.get(value, 0), value))]


def _counted(head: str) -> str:
    return "受理量" if head == "日均受理量" else head


def count_cells(rows: Iterable[Row], span: Days) -> dict[Pairs, Counter[str]]:
    """For the whole, each value and each crossing of two: how many requests each count counts."""
    cells: dict[Pairs, Counter[str]] = defaultdict(Counter)
    cells[()] = Counter()
    for row in rows:
        names = counted_as(row, span)
        if names:
            own = [(name, row.values[name]) for name in DIMENSIONS]
            for key in ((), *((pair,) for pair in own), *combinations(own, 2)):
                cells[key].update(names)
    return cells


def counted_as(row: Row, span: Days) -> list[str]:
    """The counts that a request is one of."""
    if row.received >= span.as_of:
        return []
    done, late = row.done(span.as_of), row.is_late(span.as_of)
    names = [] if done else ["累计在办量"] + ["累计超期量"] * late
    if done and row.closed_at and span.first <= row.closed_at.date() <= span.last:
        names.append("本期办结量")
    if not span.first <= row.received.date() <= span.last:
        return names
    names += ["受理量", "办结量" if done else "在办量"]
    if done:
        known = row.due is None or row.closed_at is not None
        names += ["超期办结量"] if late else ["按时办结量"] * known
        if row.satisfied is not None:
            names += ["回访量", "满意量" if row.satisfied else "不满意量"]
    elif late:
        names.append("超期未办结量")
    names += ["超期量"] * late + ["重复量"] * bool(row.repeat_of) + ["保密量"] * row.confidential
    return names


def recounts(rows: Sequence[Row], publications: Mapping[str, str]) -> dict[str, Recount]:
    """A recount for each issue of these publications (id → 频次), by key; issues in the order of 签发日期."""
    found = {}
    for publication, cadence in publications.items():
        issues = {}
        for path in sorted((ROOT / "content/issues" / publication).glob("*.yaml")):
            issue = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
            assert "截止时间" not in issue
            issues[f"{publication}/{path.stem}"] = (issue["签发日期"], period_of(issue["报道期间"]))
        ordered = sorted(issues, key=lambda key: (issues[key][0], key))
        for place, key in enumerate(ordered, 1):
            as_ofs = [issues[one][1].as_of for one in ordered[:place]]
            found[key] = Recount(rows, issues[key][1], cadence, as_ofs)
    return found
