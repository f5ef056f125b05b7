"""同比 or 环比 beside two periods that are named: 5月…，比4月的920件同比下降; 较2021年4月环比增长."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rules.figures.amounts import amounts
from generator.model.prose import Block, Document

_MONTHS = pattern(
    r"(?<![\d年])(?P<now>1[0-2]|[1-9])月(?:份)?(?![\d至到—、])[^。！？；]{0,40}?[较比与跟](?P<last>1[0-2]|[1-9])月(?:份)?(?!\d)[^，。；]{0,14}?同比"
)
_UNIT = (
    r"(?:(?:1[0-2]|[1-9])月份?|第?[一二三四]季度|[上下]半年|全年|[春夏秋冬]季|春节|国庆"
    r"|“[一-鿿]{2}”|前[一二三四五六七八九十\d]{1,3}个?(?:月|季度))?"
)
_SAME = pattern(
    rf"(?P<year>(?:19|20)\d\d)年(?P<unit>{_UNIT})(?!\d)[^。！？；同]{{0,40}}?(?:[较比与跟](?P<other>(?:19|20)\d\d)年(?P=unit)(?!\d)[^，。；同]{{0,12}}?(?P<word>环比)"
    rf"|(?P<ahead>环比)(?P<next>(?:19|20)\d\d)年(?P=unit)(?![\d底末]))"
)
_TWO = pattern(
    r"(?P<year>(?:19|20)\d\d)年(?P<unit>(?:1[0-2]|[1-9])月份?|第?[一二三四]季度|[上下]半年|前[一二三四五六七八九十\d]{1,3}个?(?:月|季度))(?!\d)"
    r"[^。！？；同环]{1,40}?[，；](?:而|到)?(?P<other>(?:19|20)\d\d)年(?P=unit)(?!\d)[^。！？；同环]{1,30}?[，（](?:[一-鿿]{0,4}?)(?P<word>环比)"
)
_NOW, _LAST = (
    r"(?:昨[日天]|今[日天]|本[周月旬]|本季度|当[日天月])",
    r"(?:前[日天]|昨[日天]|前一[日天周]|上一?个?[周月旬]|上一?季度|上星期)",
)
_STEPS = pattern(
    rf"(?:{_NOW}[^。！？；]{{0,24}}?\d[^。！？；，]{{0,10}}，[^。！？；，]{{0,4}}{_LAST}[^。！？；，]{{0,16}}\d[^。！？；，]{{0,8}}"
    rf"|{_LAST}[^。！？；]{{0,24}}?\d[^。！？；，]{{0,10}}，[^。！？；，]{{0,4}}{_NOW}[^。！？；，]{{0,16}}\d[^。！？；，]{{0,8}})[，（](?P<word>同比)"
)
_YEARLY = pattern(r"去年|上年|同期|(?:19|20)\d\d年|环比")
_HEAD_MONTH = pattern(r"\A(?P<month>1[0-2]|[1-9])月(?:份)?(?!\d)")
_ROW = pattern(r"\A\s*(?P<year>(?:19|20)\d\d)年?(?P<month>.{0,6})\Z")


def by_steps(text: str) -> Iterator[tuple[int, int, str]]:
    """The words that are not the ones for the periods around them, and where they stand."""
    if "同比" in text:
        for match in _MONTHS.finditer(text):
            now, last = int(match["now"]), int(match["last"])
            if (now - last) % 12 == 1 and not _YEARLY.search(match[0]):
                yield match.end() - 2, match.end(), "同比"
        for match in _STEPS.finditer(text):
            if not _YEARLY.search(match[0]) and _is_told(text, match.start(), match.end()):
                yield *match.span("word"), "同比"
    if "环比" in text:
        for match in _SAME.finditer(text):
            other = match["other"] or match["next"]
            if int(match["year"]) - int(other) == 1 and not (match["unit"] or "").startswith(
                ("1月", "第一", "一")
            ):
                yield *match.span("word" if match["word"] else "ahead"), "环比"
        for match in _TWO.finditer(text):
            if int(match["other"]) - int(match["year"]) == 1:
                yield *match.span("word"), "环比"


def _is_told(text: str, start: int, word: int) -> bool:
    """Whether the number behind the word is the change between the two before it."""
    told = amounts(text)
    two = [one for one in told if start <= one.start < word][-2:]
    by = next((one for one in told if word <= one.start < word + 8), None)
    if by is None or len(two) < 2 or two[0].kind != two[1].kind:
        return False
    gone = abs(two[0].value - two[1].value)
    parts = [gone / one.value * 100 for one in two if one.value > 0] if by.unit == "%" else [gone]
    return any(by.low <= part <= by.high for part in parts)


def heads_by_steps(document: Document) -> Iterator[tuple[Block, str]]:
    """A column 同比 beside those of 4月 and 3月; a column 环比 of rows 2021年5月 and 2022年5月."""
    for table in document.tables:
        heads = [cell.text.strip() for cell in table.rows[0]] if table.rows else []
        own = [place for place, head in enumerate(heads) if ("同比" in head) != ("环比" in head)]
        if len(own) != 1:
            continue
        block = table.rows[0][own[0]]
        if "同比" in heads[own[0]]:
            months = [int(match["month"]) for head in heads if (match := _HEAD_MONTH.match(head))]
            yearly = any(_YEARLY.search(head) for head in heads)
            if len(months) == 2 and (months[0] - months[1]) % 12 in (1, 11) and not yearly:
                yield block, "同比"
        else:
            rows = [match for row in table.rows[1:] if (match := _ROW.match(row[0].text))]
            years = {int(match["year"]) for match in rows}
            apart = len(rows) == len(table.rows) - 1 == len(years) > 1
            if (
                apart
                and len({match["month"] for match in rows}) == 1
                and max(years) - min(years) < len(years)
            ):
                yield block, "环比"
