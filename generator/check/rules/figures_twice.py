"""The same figure told twice in two ways, within one report and in two reports of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check.rule import Found, Hit, Prose, Rule, SiteRule
from generator.check.rules.figures_amounts import AMOUNT, DIGITS, Amount, amount_of
from generator.model.content import LoadedReport
from generator.model.prose import FIGURE, HEADS, ITEM, PARAGRAPH, Block, Document

_WORDS = re.compile(r"[\u4e00-\u9fff]{4,10}")
_NOUN = re.compile(r"(?![以之的左上中里内后前])[\u4e00-\u9fff]{2,6}(?=[，。；、！？]|$)")
_TAIL = re.compile(r"(?:共计|总计|合计|一共|累计|已经|共|已|了|的|有|为|达到?|是)$")
_SHORTEST = 4
_NEUTRAL = re.compile(r"截至目前|到目前为止|目前|至今|今年以来|活动开展以来|据统计|近日|日前|全部|共计|累计")
_SCOPE = re.compile(
    r"\d{1,4}[年月日周天]|[本上下这那每前后去今明当首头同次][一二三两个半]?[年月日周天季期旬次批轮]|第[一二三四五六七八九十\d]{1,3}[\u4e00-\u9fff]"
    r"|[一二三四]季度|[上下]半[年月]|[上下中]旬|上午|下午|晚上|夜间|白天|其中|另|其余|剩余|分别|各|以来|期间|同期|往年|原来|以前|过去"
    r"|[\u4e00-\u9fff]{1,4}(?:局|区|县|镇|乡|街道|村|社区|小?组|队|站|校|院|所|厅|委|办|公司|集团|中心|学校|小区)|城[区东西南北]|农村|市直"
    r"|[男女]性?|省级|市级|国家级|部级"
)
_UNSURE = re.compile(
    r"计划|目标|拟|预计|将|争取|力争|确保|要|新增|又|再|还|仍|每|均|其中|另|剩|余|最|第|不|未|增|减|比|较|原|曾|可|能|若|如|应|约|近|超"
    r"|逾|多|少|以[上下]|按"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure and what it is of, `phrase`, which begins at `begin`."""

    block: Block
    order: int
    amount: Amount
    phrase: str
    begin: int

    @property
    def start(self) -> int:
        """Where its sentence begins."""
        return max(self.block.text.rfind(mark, 0, self.begin) for mark in "。！？") + 1

    @property
    def is_sure(self) -> bool:
        """Whether its clause tells it as a fact, and as the whole."""
        text = self.block.text
        clause = max(text.rfind(mark, self.start, self.amount.start) for mark in "，。；：、（）—“”")
        before = _UNSURE.search(text, max(self.start, clause + 1), self.amount.start)
        return (
            before is None and not self.amount.is_vague and FIGURE not in text[self.start : self.amount.start]
        )

    def scope(self, own: frozenset[str]) -> frozenset[str]:
        """The times, places and units that the sentence names before it; `own` are names of no matter."""
        return _scope(self.block.text[self.start : self.begin], own)


def told_twice(prose: Prose) -> Iterator[Found]:
    """走访企业128家 … 走访企业182家, in one report."""
    for document in prose.of("report"):
        report = prose.content.reports.get(document.key)
        if report is not None:
            yield from _in_document(document, _own_names(prose, report))


def _own_names(prose: Prose, report: LoadedReport) -> frozenset[str]:
    """What the report's own unit is called, which makes a figure no other one."""
    unit = prose.content.units.find(report.front.record.unit)
    named = {report.front.record.unit}
    if unit is not None:
        named |= {unit.name, unit.short_name} - {""}
    return frozenset(name for name in named if name)


def _in_document(document: Document, own: frozenset[str]) -> Iterator[Found]:
    blocks = list(document.of(*HEADS, PARAGRAPH, ITEM))
    figures: dict[tuple[str, str], list[tuple[int, Block, int, re.Match[str]]]] = {}
    for order, block in enumerate(blocks):
        if not block.chars.isdisjoint(DIGITS):
            for match in AMOUNT.finditer(block.text):
                phrase, begin = _phrase(match)
                if phrase:
                    figures.setdefault((phrase, match["unit"]), []).append((order, block, begin, match))
    yield from _misread(blocks, figures, own)
    for (phrase, _), places in figures.items():
        if len({match["number"] for _, _, _, match in places}) > 1:
            same = [
                _Told(block, order, amount_of(match), phrase, begin) for order, block, begin, match in places
            ]
            yield from _differing(blocks, same, own)


def _misread(
    blocks: list[Block],
    figures: Mapping[tuple[str, str], list[tuple[int, Block, int, re.Match[str]]]],
    own: frozenset[str],
) -> Iterator[Found]:
    """128家 and 182家 of things called alike at the end: digits that only changed their places."""
    seen: dict[tuple[str, str, str], list[tuple[str, int, Block, int, re.Match[str]]]] = {}
    for (phrase, unit), places in figures.items():
        for order, block, begin, match in places:
            digits = match["number"]
            if len(set(digits)) > 1:
                key = ("".join(sorted(digits)), unit, phrase[-2:])
                seen.setdefault(key, []).append((phrase, order, block, begin, match))
    for raw in seen.values():
        if len({phrase for phrase, *_ in raw}) < 2:
            continue
        same = [
            (phrase, _Told(block, order, amount_of(match), phrase, begin))
            for phrase, order, block, begin, match in raw
        ]
        same.sort(key=lambda one: (one[1].order, one[1].amount.start))
        first_phrase, before = same[0]
        for phrase, told in same[1:]:
            if phrase == first_phrase or before.amount.value == told.amount.value:
                continue
            if not (before.is_sure and told.is_sure) or before.block is told.block:
                continue
            scopes = before.scope(own), told.scope(own)
            if scopes[0] != scopes[1] or _parted(blocks, before, told, own):
                continue
            words = {"phrase": phrase, "first": before.amount.shown, "second": told.amount.shown}
            words["line"] = str(before.block.place(before.amount.start).line)
            yield told.block, Hit(told.amount.start, told.amount.end, words)


def _differing(blocks: list[Block], same: list[_Told], own: frozenset[str]) -> Iterator[Found]:
    before = same[0]
    if not before.is_sure:
        return
    for told in same[1:]:
        slack = (before.amount.step + told.amount.step) / 2
        if abs(before.amount.value - told.amount.value) <= slack or not told.is_sure:
            continue
        if before.scope(own) == told.scope(own) and not _parted(blocks, before, told, own):
            words = {"phrase": told.phrase, "first": before.amount.shown, "second": told.amount.shown}
            words["line"] = str(before.block.place(before.amount.start).line)
            yield told.block, Hit(told.amount.start, told.amount.end, words)


def _phrase(match: re.Match[str]) -> tuple[str, int]:
    """The words before a figure, or those around it: 走访企业128家 and 走访128家企业 are the same."""
    first = max(0, match.start() - 8)
    before = _TAIL.sub("", match.string[first : match.start()])
    noun = _NOUN.match(match.string, match.end())
    length = _SHORTEST - 2 if noun else _SHORTEST
    phrase = before[-length:] + (noun[0] if noun else "")
    whole = len(before) >= length and _WORDS.fullmatch(phrase) is not None
    return (phrase, first + len(before) - length) if whole else ("", 0)


def _scope(text: str, own: frozenset[str]) -> frozenset[str]:
    for name in own:
        text = text.replace(name, "")
    return frozenset(_SCOPE.findall(_NEUTRAL.sub("", text)))


def _parted(blocks: list[Block], before: _Told, told: _Told, own: frozenset[str]) -> bool:
    """Whether something between two figures may make the second one of another time or place: words before
    it in its paragraph, or a heading."""
    if before.block is told.block:
        return bool(_scope(told.block.text[before.amount.end : told.amount.start], own) - told.scope(own))
    lead = _scope(told.block.text[: told.amount.start], own)
    lead |= _scope(before.block.text[: before.amount.start], own)
    heads = (block for block in blocks[before.order + 1 : told.order] if block.kind in HEADS)
    return bool(lead - told.scope(own)) or any(_scope(block.text, own) for block in heads)


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE = re.compile(r"[^。！？；\n]{12,200}[。！？；]")
_DAYS = 3
"""Between the dates of two reports of one event, at most."""
_SURE = 4
"""Figures of a sentence that stands in reports of two units."""
_MOST = 4
"""Reports in which a sentence with other figures may stand; more are a form that is filled in anew."""


def reports_differ(prose: Prose) -> Iterator[Found]:
    """A sentence of two reports of one event that is the same but for its figures."""
    reports = prose.content.reports
    seen: dict[str, list[tuple[str, Block, int, int]]] = {}
    for document in prose.of("report"):
        for block in document.of(PARAGRAPH, ITEM):
            if block.chars.isdisjoint(DIGITS) or FIGURE in block.chars:
                continue
            for match in _SENTENCE.finditer(block.text):
                masked, count = _DIGITS.subn("0", match[0])
                if count >= 2:
                    seen.setdefault(masked, []).append((document.key, block, match.start(), match.end()))
    told: set[tuple[int, int]] = set()
    for places in seen.values():
        if 2 <= len(places) <= _MOST:
            for block, hit in _pairs(places, reports):
                told.add((id(block), hit.start))
                yield block, hit
    yield from ((block, hit) for block, hit in events_differ(prose) if (id(block), hit.start) not in told)


def _pairs(places: list[tuple[str, Block, int, int]], reports: Mapping[str, LoadedReport]) -> Iterator[Found]:
    first_key, first, first_start, first_end = places[0]
    base = reports[first_key].front.record
    for key, block, start, end in places[1:]:
        other = reports[key].front.record
        if key == first_key or abs((other.date - base.date).days) > _DAYS:
            continue
        figures = _DIGITS.findall(first.text[first_start:first_end])
        own = list(_DIGITS.finditer(block.text, start, end))
        differing = [(one, two) for one, two in zip(figures, own, strict=True) if one != two[0]]
        # With most figures other, or of another unit, it is another event told in the same form.
        if len(differing) != 1 or (other.unit != base.unit and len(figures) < _SURE):
            continue
        one, two = differing[0]
        words = {"second": two[0], "first": one, "file": first.file, "title": base.title.replace("\\", "")}
        yield block, Hit(two.start(), two.end(), words)


_EVENT = re.compile(
    r"动员会|推进会|座谈会|现场会|启动会|部署会|培训会|培训班|大会|仪式|听证会|恳谈会|演练|运动会|招聘会"
)
_NAMED = re.compile(r"[\u4e00-\u9fff]{4,18}$")
_LONGEST_EVENT = 14
_WHO_HELD = re.compile(r".*(?:召开|举办|举行|启动|开展|参加|参与|全市|全县|全区|了|的)")
_SHORTEST_EVENT = 6


def events_differ(prose: Prose) -> Iterator[Found]:
    """参加座谈会的有120人, and in another report of the same meeting 参加座谈会的有210人."""
    held: dict[str, list[Document]] = {}
    for document in prose.of("report"):
        if document.key in prose.content.reports:
            for name in sorted(_names_of_events(document)):
                held.setdefault(name, []).append(document)
    done: set[tuple[str, str]] = set()
    for documents in held.values():
        if not 2 <= len(documents) <= _MOST:
            continue
        told = [(document, _sole_figures(document)) for document in documents]
        for place, (second, own) in enumerate(told):
            for first, before in told[:place]:
                days = [prose.content.reports[one.key].front.record.date for one in (first, second)]
                if (first.key, second.key) in done or abs((days[1] - days[0]).days) > _DAYS:
                    continue
                done.add((first.key, second.key))
                title = prose.content.reports[first.key].front.record.title.replace("\\", "")
                yield from _other_figures(before, own, {"file": first.file, "title": title})


def _other_figures(
    before: Mapping[tuple[str, str], _Told], own: Mapping[tuple[str, str], _Told], other: Mapping[str, str]
) -> Iterator[Found]:
    for key in sorted(before.keys() & own.keys()):
        first, second = before[key], own[key]
        if abs(first.amount.value - second.amount.value) <= (first.amount.step + second.amount.step) / 2:
            continue
        if first.is_sure and second.is_sure and first.scope(frozenset()) == second.scope(frozenset()):
            words = {"second": second.amount.shown, "first": first.amount.shown, **other}
            yield second.block, Hit(second.amount.start, second.amount.end, words)


def _names_of_events(document: Document) -> set[str]:
    blocks = (block for block in document.of(*HEADS, PARAGRAPH) if not block.chars.isdisjoint("会式班练"))
    found: list[str] = []
    for block in blocks:
        for match in _EVENT.finditer(block.text):
            named = _NAMED.search(block.text, max(0, match.start() - _LONGEST_EVENT), match.end())
            found += [_WHO_HELD.sub("", named[0])] if named else []
    return {name for name in found if len(name) >= _SHORTEST_EVENT}


def _sole_figures(document: Document) -> Mapping[tuple[str, str], _Told]:
    """The figures of a report of which each is the only one of its kind."""
    found: dict[tuple[str, str], list[_Told]] = {}
    for order, block in enumerate(document.of(PARAGRAPH, ITEM)):
        for match in AMOUNT.finditer(block.text):
            phrase, begin = _phrase(match)
            if phrase:
                told = _Told(block, order, amount_of(match), phrase, begin)
                found.setdefault((phrase, match["unit"]), []).append(told)
    return {key: places[0] for key, places in found.items() if len(places) == 1}


TWICE_RULES: tuple[Rule, ...] = (
    SiteRule("figure-twice", told_twice),
    SiteRule("figure-reports-differ", reports_differ),
)
