"""Figures that a report tells again in another form: in Han numerals, as 这每天1.8万吨的, in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import UNITS, Amount, amounts
from generator.check.rules.figures.told import UNSURE, Told
from generator.check.rules.figures.words import are_misread, are_near, pairs_of
from generator.load.headings import han_number
from generator.model.prose import HEADS, RUNNING, Block, Document

_HAN = {han_number(number): number for number in range(11, 100)}
_MEASURES = "".join(unit for unit in UNITS if len(unit) == 1 and unit != "%")
_WRITTEN = pattern(
    rf"(?<![第一二三四五六七八九十百千万几数\d月])(?P<number>[二三四五六七八九]?十[一二三四五六七八九])(?P<unit>[{_MEASURES}])(?![几多余来])"
)


def written_out(text: str) -> Iterator[Amount]:
    """护林员四十六名: amounts in Han numerals, from 11 to 99."""
    for match in _WRITTEN.finditer(text) if "十" in text else ():
        value = _HAN.get(match["number"])
        if value is not None:
            shown = f"{value}{match['unit']}"
            yield Amount(match.start(), match.end(), Decimal(value), Decimal(0), match["unit"], shown)


_AGAIN = pattern(r"(?:这|上述|如此)(?:每[天年月日人户]|日均?|年均?|近|个)?(?=\d)")
_NOUN = pattern(r"的?(?P<noun>[\u4e00-\u9fff]{2,4})")
_CHANGED = pattern(r"新建|[扩改]建|改造|扩容|[增加]|扩大|提高|升级|降|减|今年|本[月年周]|去年|上[月年周]")
_LEAD = 8


_SAME = pattern(r"[（，](?:即|也就是|合计?|折合|约?合|相当于|换算后?为)(?=\d)")
_MEASURED_AS: Mapping[str, tuple[str, int | Decimal]] = {
    "公里": ("长", 1000),
    "千米": ("长", 1000),
    "米": ("长", 1),
    "厘米": ("长", Decimal("0.01")),
    "吨": ("重", 1000),
    "公斤": ("重", 1),
    "千克": ("重", 1),
    "公顷": ("地", 15),
    "亩": ("地", 1),
    "平方公里": ("面", 10**6),
    "平方米": ("面", 1),
    "小时": ("时", 60),
    "分钟": ("时", 1),
}


def _converted(blocks: Sequence[tuple[int, Block]]) -> Iterator[tuple[Told, Told]]:
    """总投资3600万元（即0.63亿元）: one amount in two measures, the second one of other digits."""
    for order, block in blocks:
        for match in _SAME.finditer(block.text) if block.has("即合相换") else ():
            found = amounts(block.text)
            first = next((one for one in found if one.end == match.start()), None)
            second = next((one for one in found if one.start == match.end()), None)
            if first is None or second is None or first.is_vague or second.is_vague or first.is_percent:
                continue
            of, base = _MEASURED_AS.get(first.unit, (first.unit, 1))
            also, other = _MEASURED_AS.get(second.unit, (second.unit, 1))
            if of != also or (first.unit == second.unit and first.scale == second.scale):
                continue
            gone = abs(first.value * base - second.value * other)
            slack = max(first.step * base, second.step * other) / 2
            if gone > max(slack, second.value * other / 100):
                yield (
                    Told(block, order, first, "同一个数", first.start),
                    Told(block, order, second, "同一个数", second.start),
                )


def told_again(blocks: Sequence[tuple[int, Block]]) -> Iterator[tuple[Told, Told]]:
    """日供水1.5万吨…这每天1.8万吨的供水能力: in one paragraph, of which no other amount has the unit."""
    yield from _measured(blocks)
    yield from _converted(blocks)
    for order, block in blocks:
        text = block.text
        if block.kind not in RUNNING or not ("这" in text or "述" in text or "如此" in text):
            continue
        found = amounts(text)
        for match in _AGAIN.finditer(text):
            second = next((one for one in found if one.start == match.end()), None)
            before = [one for one in found if second and one.end <= match.start() and one.unit == second.unit]
            noun = _NOUN.match(text, second.end) if second else None
            if second is None or noun is None or len(before) != 1 or second.is_vague or before[0].is_vague:
                continue
            first = before[0]
            lead = text[max(0, first.start - _LEAD) : first.start]
            same_form = len(first.digits) == len(second.digits) and len(first.digits) > 1
            other = first.value != second.value and first.scale == second.scale
            alike = pairs_of(noun["noun"][:2]) & pairs_of(lead) and not UNSURE.search(lead.replace("每", ""))
            changed = _CHANGED.search(text, first.end, second.start)
            if other and same_form and alike and changed is None:
                called = noun["noun"][:2]
                yield (
                    Told(block, order, first, called, first.start),
                    Told(block, order, second, called, second.start),
                )


_MEASURE = pattern(
    r"(?P<of>全长|总长|全程|总面积|建筑面积|占地面积?|总投资|总重|总高|高度|海拔|库容|总装机|总里程)(?:为|约|达)?(?=\d)"
)


def _measured(blocks: Sequence[tuple[int, Block]]) -> Iterator[tuple[Told, Told]]:
    """一条全长23公里的水渠 in a title, and 这条水渠全长32公里 below it: what is measured of one thing."""
    for order, head in blocks:
        if head.kind not in HEADS or not (named := _MEASURE.search(head.text)):
            continue
        first = next((one for one in amounts(head.text) if one.start == named.end()), None)
        for place, block in blocks if first else ():
            if block.kind not in RUNNING or first is None:
                continue
            for match in _MEASURE.finditer(block.text):
                second = next((one for one in amounts(block.text) if one.start == match.end()), None)
                if second is None or match["of"] != named["of"] or second.unit != first.unit:
                    continue
                around = block.text[max(0, match.start() - 12) : match.start()]
                noun = (
                    head.text[first.end : first.end + 8]
                    + head.text[max(0, named.start() - 8) : named.start()]
                )
                if are_misread(first.digits, second.digits) and pairs_of(noun) & pairs_of(around):
                    yield (
                        Told(head, order, first, named["of"], first.start),
                        Told(block, place, second, match["of"], second.start),
                    )


_HEAD = pattern(
    r"(?P<stem>[\u4e00-\u9fff]{2,10}?)(?:数量?|总数|人数)?(?:[（(](?P<unit>[\u4e00-\u9fff]{1,4})[）)])?\Z"
)


def beside_cells(document: Document, places: Iterable[Told]) -> Iterator[tuple[Told, Block]]:
    """石门镇敬老院入住老人58名, and 85 in the row 石门镇敬老院 under 入住老人（名）."""
    cells: list[tuple[str, str, str, Block]] = []
    for table in document.tables:
        heads = [_HEAD.match(cell.text.strip()) for cell in table.rows[0]] if table.rows else []
        for row in table.rows[1:]:
            label = row[0].text.strip()
            for head, cell in zip(heads[1:], row[1:], strict=False):
                if head and len(label) > 2 and cell.text.strip().replace(".", "").isdecimal():
                    cells.append((label, head["stem"], head["unit"] or "", cell))
    for told in places if cells else ():
        text, amount = told.block.text, told.amount
        start = max(text.rfind(mark, 0, amount.start) for mark in "，。；：！？") + 1
        clause = text[start : amount.start]
        for label, stem, unit, cell in cells:
            digits = cell.text.strip()
            if (
                label not in clause
                or stem not in text[start : amount.end + len(stem) + 1]
                or unit not in ("", amount.unit)
            ):
                continue
            if len(digits) > 1 and (are_misread(digits, amount.digits) or are_near(digits, amount.digits)):
                yield told._replace(phrase=label + stem), cell
