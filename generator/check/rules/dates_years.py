"""The rule about years that are written with two digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers_near import before, is_title, within
from generator.model.prose import Block

_SHORT = pattern(
    r"年(?:(?:[1-9]|1[0-2])月(?!龄)|[上下]半年|第?[一二三四1-4]季度|前[一二三]个?季度|年?同[期月]|[春夏秋冬]季|元旦|春节|国庆"
    r"|度(?![假过日])"
    r"|(?P<ends>[底初末])(?![蕴气色线子数片层板盘下心衷始步中级一二三婚恋次审试期薪梢尾])"
    r"|(?P<done>全年|全[市县区省]|我[市县区]|建成|修建|建造|竣工|入住|交付|交房|年底|数据|工作(?:要点|计划|总结|任务))"
    r"|(?P<since>起(?![步诉伏草家重点动飞落跳到价算码止因源居]|[一二三四五六七八九])|以来)"
    r"|(?P<life>(?:出生|毕业|退休|下岗|入党|入伍|参军|参加工作|当选|嫁|搬[到迁进]|分配|调[入到]|结婚|回乡|返乡|外出|开办|创办|成立|设立|建起"
    r"|修通|通车|投产|拆除|改建|扩建|考[上入]|担任|任职|购[买入房]|买[了下房]|装修|开始|脱贫|摘帽|立案|判决|印发|出台|发布|修订)))"
)
_ZERO = pattern(r"(?<![0-9.A-Za-z第:：\-—–～~/〔（(])0[0-9]年(?![0-9]*[生级龄])")
_BASED = pattern(r"[较比]\Z")
_OTHER_YEARS = pattern(r"(?:[国绪熙隆治正成庆丰光历元]|第|[满刑龄期长达共约近过续了这足超逾前])\Z")
_IN = pattern(r"(?:\A|[，。；：、“（(\s]|[在于自从到至截止与和较比由划争保计拟定前即])\Z")
_SINCE = pattern(r"(?:\A|[，。；：（“]|[自从由])\Z")
_GOES_ON = pattern(
    r"[，,、]|开始|实施|执行|施行|连续|逐步|陆续|每年|全面|就|便|在|到|任|担任|从事|至今|参加|进入|负责|居住|定居|务工|经商|承包|种植|养殖|当|推行|推广"
    r"|开展|启动|试点|建设|改造|已|累计|先后|持续|坚持|调整|停止|取消"
)
_LAST_CENTURY = 78
"""Two digits from this on are a year of the last century: nothing that is told takes 78 years."""
_PERSON = pattern(r"[^。；]{0,14}(?:[他她我老]|一直|坚[持守]|始终|如一日|风雨|从未|先后|累计)")
_YEAR = pattern(r"(?:\A|[^0-9.:：\-—–～~/、]|(?<=[年月日底初])[\-—–～~、])([0-9]{2})\Z")
_CUT = pattern(
    r"(?:19|20)[0-9]{2}年?(?:[—–\-~～至到]|——)(?P<year>[0-9]{2})年(?![级内])|[’'‘](?P<mark>[0-9]{2})年(?![来前后间里内多余的以])"
)


def short_year(block: Block, office: Office) -> Iterator[Hit]:
    """22年5月, ’22年: a year has four digits. 22年来 is a time, and so is 有期徒刑22年5月."""
    text = block.text
    told: set[int] = set()
    for match in _SHORT.finditer(text):
        start = match.start() - 2
        year = _YEAR.search(before(text, match.start(), 4))
        if year and _is_year(text, start, match) and not is_title(text, start):
            told.add(start)
            yield Hit(start, match.end(), {"text": text[start : match.end()]})
    for match in _ZERO.finditer(text) if "0" in block.text else ():
        if match.start() not in told and not is_title(text, match.start()):
            yield Hit(*match.span(), {"text": match[0]})
    for match in _CUT.finditer(text):
        start = match.start()
        if match["year"]:
            yield Hit(match.start("year"), match.end(), {"text": match[0]})
        elif match[0][0] == "'" or not (within(text, start, "‘’") or "’" in text[start + 1 : start + 40]):
            yield Hit(start, match.end(), {"text": match[0]})


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


RULES: tuple[Rule, ...] = (BlockRule("year-short", short_year, needs="年"),)
