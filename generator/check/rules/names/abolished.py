"""Offices that the reforms of 2018 and later ended, in reports of later days: 市卫计委, 市工商局."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.check.pattern import pattern
from generator.check.rule import Found, GatheringRule, Hit, Office, Prose, Rule
from generator.check.rules.names.near import is_past
from generator.check.rules.wording.once import once
from generator.model.prose import Block, Document
from generator.model.unit import names_of

SINCE = date(2019, 7, 1)
"""By then cities and counties had done what the plan of March 2018 for the reform of offices says."""
_LATER: Mapping[str, date] = {
    **dict.fromkeys(("扶贫办", "扶贫开发办公室"), date(2022, 1, 1)),
    **dict.fromkeys(("银保监分局", "银保监局"), date(2024, 1, 1)),
}
"""Names that were right until later."""
_NOW: Mapping[str, str] = {
    "卫健委": "卫计委 卫计局 卫生和计划生育委员会 卫生和计划生育局 卫生计生委 卫生计生局 卫生局 计生委 "
    "计生局 计划生育委员会 人口计生委 人口计生局",
    "生态环境局": "环保局 环境保护局",
    "市场监督管理局": "工商局 工商行政管理局 质监局 质量技术监督局 食药监局 食药局 药监局 "
    "食品药品监督管理局 食品药品监管局 食品药品监督局",
    "自然资源局": "国土局 国土资源局 城乡规划局 国土资源和规划局 国土规划局",
    "应急管理局": "安监局 安全生产监督管理局 安全生产监管局 安全监管局",
    "农业农村局": "农业局 农业委员会",
    "税务局": "地税局 国税局 地方税务局 国家税务局",
    "文化和旅游局": "旅游局 旅发委 旅游发展委员会 文广新局 文化广电新闻出版局 文体广电新闻出版局 文化局",
    "人力资源和社会保障局": "人事局 劳动局 劳动保障局 劳动和社会保障局",
    "司法局": "法制办 政府法制办 法制办公室",
    "消防救援支队": "公安消防支队",
    "消防救援大队": "公安消防大队",
    "监察委员会": "监察局",
    "乡村振兴部门": "扶贫办 扶贫开发办公室",
    "金融监管分局": "银监局 银监分局 保监局 保监分局 银保监分局 银保监局",
    "发展和改革委员会": "物价局",
}
_INSTEAD = {old: now for now, those in _NOW.items() for old in those.split()}
_NAMED = pattern(
    rf"[市县区州旗](?:政府)?(?P<old>{'|'.join(sorted(_INSTEAD, key=lambda one: (-len(one), one)))})"
    r"(?![一-鿿]{0,3}(?:家属|宿舍|大院|小区|旧址|原址|老楼|老院|退休|离休|下岗|改制|子弟))"
)
_LONG_AGO = pattern(
    r"(?:19\d\d|200\d|201[0-8])年|世纪|年代|当年|那时|年前|曾|改革|更名|改名|改称|合并|撤销|划转|划入|职责|前身|整合|[（(][现后]"
)
_OPENS = ("“", "《")


def gather(document: Document, office: Office) -> tuple[Found, ...]:
    return tuple((block, hit) for block in document.blocks for hit in _in_block(block, office))


def _in_block(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    for match in _NAMED.finditer(text):
        start, name = match.start(), match[0]
        before = text[max(0, start - 12) : start]
        if is_past(text, start) or "原" in before or before.endswith(_OPENS):
            continue
        first = max(text.rfind(mark, 0, start) for mark in "。！？；\n") + 1
        end = min(
            (at for at in (text.find(mark, start) for mark in "。！？；") if at >= 0), default=len(text)
        )
        if _LONG_AGO.search(text, first, end) or any(one.endswith(match["old"]) for one in _own(office)):
            continue
        yield Hit(start, match.end(), _words(name, match["old"]))


def _words(name: str, old: str) -> dict[str, str]:
    since = _LATER.get(old, SINCE)
    return {"name": name, "now": name[0] + _INSTEAD[old], "since": since.isoformat()}


@once
def _own(office: Office) -> tuple[str, ...]:
    """The units of the office's list, in which a name may have stayed."""
    return tuple(name for unit in office.units.all for name in names_of(unit))


def abolished(prose: Prose, gathered: Sequence[tuple[Document, tuple[Found, ...]]]) -> Iterator[Found]:
    for document, those in gathered:
        report = prose.content.reports.get(document.key) if those and document.kind == "report" else None
        day = report.front.record.date if report is not None else None
        if day is not None:
            yield from (one for one in those if day.isoformat() >= one[1].data["since"])


RULES: tuple[Rule, ...] = (GatheringRule("unit-abolished", gather, abolished),)
