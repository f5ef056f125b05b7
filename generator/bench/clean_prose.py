"""Official prose without a fault: what a proofreader finds in it is a false alarm.

The reports are written by hand in the files of `clean_prose_texts`; what stands in braces there is filled in
with figures that fit one another. Each of the offices has every report once, with its own figures, places and
dates, so that no two reports of one office tell the same. The same call always gives the same text.

In a report's head 数 defines numbers, `a=30-60; t=a+b`: a whole number between two, or reckoned from others.
In braces stands: an expression of such numbers (`{a+b}`), tenths of one (`{a.}`: 954 is 95.4), a quotient
(`{a/b.}`: one decimal), a share (`{a/b%}`), a change against the second (`{a>b%}`); a number between two
(`{3-9}`); one of several texts (`{甲|乙}`); a name (`{村1}`); a day beside the report's own (`{日-3}`,
with its year `{年日-3}`, its day of the week `{周-3}`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random

FOLDER = Path(__file__).with_name("clean_prose_texts")
BETWEEN = "\n=====\n"
CHARACTERS = 300_000
"""At least so many make the whole."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "村": (
        *("梅湾村", "石桥头村", "枫树岭村", "荷塘村", "桃源坳村", "竹溪村", "柏杨村", "龙泉铺村"),
        *("松坪村", "芦花村", "白云岭村", "柳林村", "月亮湾村", "青石板村", "杏花村", "茶山村"),
    ),
    "镇": (
        *("柳树镇", "河口镇", "石门镇", "清溪镇", "龙潭镇", "望江镇", "三溪镇", "黄土岭镇", "新安镇"),
        *("永丰镇", "北岭镇", "双桥镇", "玉泉镇"),
    ),
    "社区": (
        *("和平社区", "幸福里社区", "城东社区", "桂花社区", "滨江社区", "民主街社区", "铁路社区"),
        *("东风社区", "新华社区", "翠竹社区", "南湖社区", "锦绣社区"),
    ),
    "学校": (
        *("实验小学", "城关中学", "育才小学", "滨河学校", "第三中学", "红旗小学", "明德小学"),
        *("春晖学校", "朝阳小学", "第七中学", "文昌小学", "启明学校"),
    ),
    "小区": (
        *("柳园小区", "纺织厂宿舍", "金桂苑", "水岸小区", "机械厂家属院", "东方花园", "和谐家园"),
        *("康居苑", "紫薇小区", "南苑小区", "新苑小区", "翠湖小区"),
    ),
    "企业": (
        *("一家制衣企业", "一家电子企业", "一家食品企业", "一家陶瓷企业", "一家家具企业"),
        *("一家农机企业", "一家纸品企业", "一家制药企业", "一家茶叶企业", "一家建材企业"),
    ),
    "人": tuple(
        f"{surname}某" for surname in "李张刘陈杨赵黄徐孙胡朱高林何郭马罗梁宋谢韩唐冯于董萧程曹袁邓许傅"
    ),
}
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
FIRST_DAY = date(2021, 10, 11)
_DAYS = 20
"""Reports of one office are spread over so many days."""

_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_NAME = re.compile("(" + "|".join(NAMES) + r")(\d)")
_DAY = re.compile(r"(年日|日|周)([+-]\d+)?")
_QUOTIENT = re.compile(r"([^/>]+)([/>])([^/>]+)([%.])")
_TERM = re.compile(r"([+-]?)([a-z0-9*年月]+)")


@dataclass(frozen=True, slots=True)
class CleanReport:
    """A report of the office with this number; `caption` is that of its photo, "" for none. `stem` names it
    among the reports of the office."""

    office: int
    stem: str
    title: str
    unit: str
    day: date
    caption: str
    body: str


@dataclass(frozen=True, slots=True)
class _Template:
    stem: str
    fields: Mapping[str, str]
    body: str


def clean_reports(characters: int = CHARACTERS) -> tuple[CleanReport, ...]:
    """Offices, each with all reports, until there are so many characters in their bodies."""
    templates = list(_templates())
    reports: list[CleanReport] = []
    count = office = 0
    while count < characters:
        made = [_report(template, office, place) for place, template in enumerate(templates)]
        count += sum(map(characters_of, made))
        reports += made
        office += 1
    return tuple(reports)


def characters_of(report: CleanReport) -> int:
    """How many characters its text has, blanks, line breaks and the rules of tables left out."""
    return len(re.sub(r"[\s|#-]", "", report.title + report.caption + report.body))


def half_up(value: Decimal, places: int = 1) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _templates() -> Iterator[_Template]:
    for path in sorted(FOLDER.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").rstrip("\n").split(BETWEEN)
        for number, part in enumerate(parts, start=1):
            head, _, body = part.partition("\n---\n")
            fields = dict(line.split(": ", 1) for line in head.split("\n"))
            yield _Template(f"{path.stem}-{number:02d}", fields, body)


def _report(template: _Template, office: int, place: int) -> CleanReport:
    """The years go round, so that no office is of a year that is far away."""
    first = FIRST_DAY.replace(year=FIRST_DAY.year + office % 5) + timedelta(days=2 * office)
    day = first + timedelta(days=(7 * place) % _DAYS)
    filling = _Filling(Random(f"{template.stem} {office}"), day, template.fields.get("数", ""))
    title, caption, unit, body = (
        filling.fill(text)
        for text in (
            template.fields["标题"],
            template.fields.get("图说", ""),
            template.fields["单位"],
            template.body,
        )
    )
    return CleanReport(office, template.stem, title, unit, day, caption, body + "\n")


class _Filling:
    """What the slots of one report say."""

    def __init__(self, chance: Random, day: date, definitions: str) -> None:
        self._chance = chance
        self._day = day
        self._numbers: dict[str, int] = {"年": day.year, "月": day.month}
        self._names = {what: chance.sample(names, len(names)) for what, names in NAMES.items()}
        for definition in filter(None, definitions.split("; ")):
            name, _, value = definition.partition("=")
            self._numbers[name] = self._defined(value)

    def fill(self, text: str) -> str:
        return _SLOT.sub(lambda match: self._said(match[1]), text)

    def _said(self, slot: str) -> str:
        if "|" in slot:
            return self._chance.choice(slot.split("|"))
        if match := _NAME.fullmatch(slot):
            return self._names[match[1]][int(match[2])]
        if match := _DAY.fullmatch(slot):
            return _dated(match[1], self._day + timedelta(days=int(match[2] or 0)))
        if match := _QUOTIENT.fullmatch(slot):
            return self._quotient(match[1], match[2], match[3], match[4])
        if slot.endswith("."):
            return f"{Decimal(self._reckoned(slot[:-1])) / 10:.1f}"
        return str(self._defined(slot))

    def _quotient(self, upper: str, sign: str, lower: str, end: str) -> str:
        value, base = Decimal(self._reckoned(upper)), Decimal(self._reckoned(lower))
        if sign == ">":
            value = abs(value - base)
        return f"{half_up(value * 100 / base)}%" if end == "%" else str(half_up(value / base))

    def _defined(self, value: str) -> int:
        if match := _RANGE.fullmatch(value):
            return self._chance.randint(int(match[1]), int(match[2]))
        return self._reckoned(value)

    def _reckoned(self, expression: str) -> int:
        """Sums and differences of products of numbers."""
        if _TERM.sub("", expression):
            raise ValueError(f"{{{expression}}} is no slot")
        total = 0
        for sign, product in _TERM.findall(expression):
            value = 1
            for factor in product.split("*"):
                value *= int(factor) if factor.isdecimal() else self._numbers[factor]
            total += -value if sign == "-" else value
        return total


def _dated(how: str, day: date) -> str:
    if how == "周":
        return WEEKDAYS[day.weekday()]
    return f"{day.year}年{day.month}月{day.day}日" if how == "年日" else f"{day.month}月{day.day}日"
