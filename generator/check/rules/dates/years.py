"""The rule about years that are written with two digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.dates.short import TWO_DIGITS, short_years
from generator.check.rules.numbers.near import before, is_title, within
from generator.model.prose import Block, Document

_SHORT = pattern(
    r"年(?:(?:[1-9]|1[0-2])月(?!龄)|[上下]半年|第?[一二三四1-4]季度|前[一二三]个?季度|年?同[期月]|[春夏"
    r"秋冬]季|元旦|春节|国庆"
    r"|度(?![假过日])|[1-9][0-9]?(?:[—～~\-–至到、和]|——)1?[0-9]月|[一二三四1-4](?:、|和|至)?[一二三四1"
    r"-4]季度"
    r"|版(?=[的》）本，教])|[中高]考(?![了过])|寒假|暑假|暑期|端午|中秋|清明|重阳|五一|十一(?=[前期假当"
    r"长])|汛期|夏天|秋天|冬天|春天|[春夏秋冬](?=，)|春运|那[年场次会一]|的时候|疫情期间"
    r"|款(?=[的汽车机])|产的"
    r"|(?P<ends>[底初末])(?![蕴气色线子数片层板盘下心衷始步中级一二三婚恋次审试期薪梢尾])"
    r"|(?P<done>全年|全[市县区省]|我[市县区]|建成|修建|建造|竣工|入住|交付|交房|年底|数据|工作(?:要点|"
    r"计划|总结|任务|打算|安排|思路|部署))"
    r"|(?P<since>起(?![步诉伏草家重点动飞落跳到价算码止因源居]|[一二三四五六七八九])|以来)"
    r"|(?P<life>(?:出生|毕业|退休|下岗|入党|入伍|参军|参加工作|当选|嫁|搬[到迁进]|分配|调[入到]|结婚|回"
    r"乡|返乡|外出|开办|创办|成立|设立|建起"
    r"|修通|通车|投产|拆除|改建|扩建|考[上入]|担任|任职|购[买入房]|买[了下房]|装修|开始|脱贫|摘帽|立案|"
    r"判决|印发|出台|发布|修订)))"
)
_ZERO = pattern(r"0(?<![0-9.A-Za-z第:：\-—–～~/〔（(].)[0-9]年(?![0-9]*[生级龄])")
_BASED = pattern(r"[较比]\Z")
_OTHER_YEARS = pattern(r"(?:[国绪熙隆治正成庆丰光历元]|第|[满刑龄期长达共约近过续了这足超逾前])\Z")
_IN = pattern(r"(?:\A|[，。；：、“（(\s]|[在于自从到至截止与和较比由划争保计拟定前即])\Z")
_SINCE = pattern(r"(?:\A|[，。；：（“]|[自从由])\Z")
_GOES_ON = pattern(
    r"[，,、]|开始|实施|执行|施行|连续|逐步|陆续|每年|全面|就|便|在|到|任|担任|从事|至今|参加|进入|负责"
    r"|居住|定居|务工|经商|承包|种植|养殖|当|推行|推广"
    r"|开展|启动|试点|建设|改造|已|累计|先后|持续|坚持|调整|停止|取消"
)
_LAST_CENTURY = 78
"""Two digits from this on are a year of the last century: nothing that is told takes 78 years."""
_PERSON = pattern(r"[^。；]{0,14}(?:[他她我老]|一直|坚[持守]|始终|如一日|风雨|从未|先后|累计)")
_YEAR = pattern(r"(?:\A|[^0-9.:：\-—–～~/、]|(?<=[一-鿿])：|(?<=[年月日底初])[\-—–～~、])([0-9]{2})\Z")
_CUT = pattern(
    r"(?:19|20)[0-9]{2}年?(?:[—–\-~～至到]|——)(?P<year>[0-9]{2})年(?![级内])|[’'‘](?P<mark>[0-9]{2})年("
    r"?![来前后间里内多余以])"
)


_WRITTEN = pattern(
    r"年(?<=[二〇零九八七六五][一二三四五六七八九〇零].)(?<![一二三四五六七八九〇零十百千万几]..年)"
    r"(?:[春夏秋冬](?:天|季|节)?|[底初末](?=[，。的])|(?:十[一二]?|[一二三四五六七八九])月|元旦|国庆|[上下]半年|(?<!五六年)(?<!六七年)(?<!七八年)(?<!八九年)(?:入[伍党团职]|参军|参加工作|退[役伍休]|毕业|出生|生[人的，（]|结婚|建成|开工|投产|通车)|(?<=于..年)(?=[，。；的建]))"
)
"""二一年春天, 九八年夏天; but not 一九九八年, nor 三四年."""


def short_year(block: Block, office: Office) -> Iterator[Hit]:
    """22年5月, ’22年: a year has four digits. 22年来 is a time, and so is 有期徒刑22年5月."""
    text = block.text
    told: set[int] = set()
    for match in _WRITTEN.finditer(text):
        start = match.start() - 2
        if not is_title(text, start):
            yield Hit(start, match.end(), {"text": text[start : match.end()]})
    if TWO_DIGITS.search(text) is None:
        yield from _in_a_row(text) if block.has("级届、和与及") else ()
        for start, end in short_years(text):
            yield Hit(start, end, {"text": text[start:end]})
        return
    for match in _SHORT.finditer(text):
        start = match.start() - 2
        year = _YEAR.search(before(text, match.start(), 4))
        if year and _is_year(text, start, match) and not is_title(text, start):
            told.add(start)
            yield Hit(start, match.end(), {"text": text[start : match.end()]})
    for match in _ZERO.finditer(text) if "0" in block.text else ():
        if match.start() not in told and not is_title(text, match.start()):
            yield Hit(*match.span(), {"text": match[0]})
    for match in _BUILT.finditer(text):
        start = match.start("year")
        if start not in told and not is_title(text, start) and _is_built(text, match):
            told.add(start)
            yield Hit(start, match.end(), {"text": text[start : match.end()]})
    if block.has("级届、和与及"):
        yield from _in_a_row(text)
    for start, end in short_years(text):
        if start not in told and not any(start - 3 < known < end for known in told):
            told.add(start)
            yield Hit(start, end, {"text": text[start:end]})
    for match in _CUT.finditer(text):
        start = match.start()
        if match["year"]:
            yield Hit(match.start("year"), match.end(), {"text": match[0]})
        elif match[0][0] == "'" or not (within(text, start, "‘’") or "’" in text[start + 1 : start + 40]):
            yield Hit(start, match.end(), {"text": match[0]})


_BUILT = pattern(
    r"(?:(?:[建修立办生业购造产植种盖迁搬装挖架铺印租始成签定订拍摄移垦任职伍党学婚故设开刻写][于自在])"
    r"(?P<built>)"
    r"|(?P<than>[比较与和同跟])|(?P<is>[是在自从到至])|(?P<begin>(?<![^，。；（“、：])|\A))"
    r"[’'‘]?(?P<year>[0-9]{2})年(?![级代来多余间内以期前后之龄生]|[0-9一二三四五六七八九十]|有余|左右|"
    r"以[上内下]|为[限期])"
)
_CHANGED = pattern(r"[^，。；0-9]{0,4}(?:增|多了|少了|减|下降|上升|提高|翻|低|高|相比|持平|同期)")
_HAPPENED = pattern(r"举[行办]|召开|发生|建成|开工|投产|通车|竣工|成立|启动|完工|当选|获|被")
_DONE = pattern(
    r"的?(?:事|老|那|冬|夏|春|秋|新|旧|洪|大水|大旱|我|他|她|村里|开|建|修|买|出生|生|嫁|搬|种|办|成|考"
    r"|毕业|上|入|[，。；的）]|\Z)"
)


def _is_built(text: str, match: re.Match[str]) -> bool:
    """建于87年, 比20年增长, 从98年起: two digits that say a year whatever follows."""
    value = int(match["year"])
    if _LAST_CENTURY > value > 35:
        return False
    behind = text[match.end() : match.end() + 12]
    if match["built"] is not None:
        return not behind.startswith("限")
    if match["than"]:
        return 10 <= value <= 35 and _CHANGED.match(behind) is not None
    if match["is"] == "在" and _HAPPENED.match(behind):
        return value <= 35
    if match["is"] and match["is"] in "自从在" and value >= _LAST_CENTURY:
        return True
    if match["is"] and behind[:1] in tuple("，。；的）"):
        return False
    return (
        value >= _LAST_CENTURY
        and _DONE.match(behind) is not None
        and "寿" not in before(text, match.start(), 6)
    )


_ROW = pattern(r"[、和与及至](?P<year>[0-9]{2})(?P<more>(?:[、和与及][0-9]{2})*)年?(?=[两三四这连])")
_BOTH = pattern(r"[、和](?P<year>[0-9]{2})年?(?=[两这])")
_WHOLE_YEAR = pattern(r"(?:\A|[^0-9])(?:19|20)(?P<last>[0-9]{2})年?\Z")
_CLASS = pattern(
    r"[级届](?<=[0-9].)(?P<of>[^\W0-9_]{0,6}?(?:学生|学员|师范生|本科生|研究生|毕业生|中专生|大专生|大"
    r"学生|新生|校友|同学|专业|本科|大专|博士|硕士|[初高]中生?))"
)
_OF_CLASS = pattern(r"(?:\A|[^0-9第.\-—～~、])(?P<year>[0-9]{2})\Z")


def _in_a_row(text: str) -> Iterator[Hit]:
    """2020、21两年; 09级师范生."""
    for match in _ROW.finditer(text):
        whole = _WHOLE_YEAR.search(before(text, match.start(), 6))
        if whole and int(whole["last"]) < int(match["year"]) <= int(whole["last"]) + 9:
            yield Hit(match.start("year"), match.end(), {"text": text[match.start() - 4 : match.end()]})
    for match in _BOTH.finditer(text):
        year = _YEAR.search(before(text, match.start(), 4))
        if year and int(match["year"]) == int(year[1]) + 1 and int(year[1]) <= 35:
            start = match.start() - 2
            yield Hit(start, match.end(), {"text": text[start : match.end()]})
    for match in _CLASS.finditer(text):
        year = _OF_CLASS.search(before(text, match.start(), 3))
        if year and not 35 < int(year["year"]) < _LAST_CENTURY and not is_title(text, match.start()):
            start = match.start() - 2
            yield Hit(start, match.start() + 1, {"text": text[start : match.start() + 1]})


_YEAR_CELL = pattern(r"\s*(?P<whole>(?:19|20)[0-9]{2})年?度?\s*\Z")
_SHORT_CELL = pattern(r"\s*[’'‘]?(?P<short>[0-9]{2})年度?\s*\Z|\s*[’'‘](?P<cut>[0-9]{2})\s*\Z")


_YEAR_HEAD = pattern(r"\s*(?:年[份度]?|年度别)\s*\Z")


def short_year_cell(document: Document, office: Office) -> Iterator[Found]:
    """20年 in a column, or in a row, that elsewhere has 2021年."""
    for table in document.tables:
        for line in (*zip_longest(*table.rows), *table.rows[:1]):
            cells = [cell for cell in line if cell is not None and len(cell.text) < 9]
            named = len(cells) > 1 and _YEAR_HEAD.match(cells[0].text) is not None
            if named or any(_YEAR_CELL.match(cell.text) for cell in cells):
                for cell in cells:
                    if _SHORT_CELL.match(cell.text):
                        yield cell, Hit(0, len(cell.text), {"text": cell.text.strip()})


def _is_year(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether two digits before 年 are surely a year and no length of time."""
    ahead = before(text, start, 2)
    value = int(text[start : start + 2])
    if 35 < value < _LAST_CENTURY or "刑" in before(text, start, 10):
        return False
    if _OTHER_YEARS.search(ahead) and not (ahead[-1:] == "了" and match[0].startswith("年度")):
        return False
    if match["life"]:
        # 干了28年退休 is a time, as is 28年开办了5所.
        return bool(_SINCE.search(ahead)) if value < _LAST_CENTURY else True
    if match["done"]:
        return bool(_IN.search(ahead)) and text[start + 1] != "0" and int(text[start : start + 2]) < 35
    if match["ends"]:
        return True
    if match["since"] == "起":
        return bool(_SINCE.search(ahead) or _GOES_ON.match(text, match.end())) or value >= _LAST_CENTURY
    if match["since"]:
        plain = text[start + 1] != "0" and not _PERSON.match(text, match.end())
        return bool(_SINCE.search(ahead)) and (ahead[-1:] in ("自", "从") or plain)
    if match[0].startswith(("年同", "年年同")):
        return bool(_BASED.search(ahead))
    return True


RULES: tuple[Rule, ...] = (
    BlockRule("year-short", short_year, needs=("年级届", "0123456789〇零九八七六五二")),
    DocumentRule("year-short-tabled", short_year_cell),
)
