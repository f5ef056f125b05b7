"""Marks within a series: one that is none of a list, and a 、 before what is no member of a list."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.punctuation.signs import HAN
from generator.model.prose import Block

_ETC = (
    r"等(?=[0-9一二两三四五六七八九十多几各]|[，。；）]|(?:领域|行业|方面|专业|问题|环节|内容|活动|部门|单位"
    r"|场所|工作|情况"
    r"|项目|服务|事项|设施|措施|作物|产业|物资|用品|人员|群体)(?![的上下])|人(?!员))"
)
_ITEM = rf"[{HAN}]{{2,5}}"
_LAST = pattern(
    rf"、{_ITEM}+(?:(?P<mark>[；：·！？/;:|｜])(?!普通高|风险高){_ITEM}(?<!高)(?:{_ETC}"
    rf"|[和及与](?!其)[{HAN}]{{2,5}}(?<![的时])(?:[，。；]|等))"
    rf"|(?P<stop>。|，|[.．])[{HAN}]{{2,4}}等(?=[0-9一二三四五六七八九十]|多个|(?:活动|物资|用品|慰问品|服务"
    rf"|项目|设施|工作|产业|作物|场所|部门|单位|内容|方面|问题)[，。]))"
)
"""学校、医院；车站等12处, 学校、医院；车站和广场."""
_MIXED = pattern(
    rf"[；，](?=[{HAN}]{{2,6}}+[0-9、])(?:(?<=[0-9][{HAN}]；)[{HAN}]{{2,4}}[0-9]+[{HAN}]、[{HAN}]{{2,4}}[0-9]+"
    rf"[{HAN}]"
    rf"|(?<=[局委办厅校]，)[{HAN}]{{2,6}}[局委办厅校]、[{HAN}]{{2,6}}[局委办厅校](?=[、，。]|\Z|等|和)"
    rf"|(?<=(?:包括|涉及|包含|涵盖)[{HAN}]{{2}}；)(?P<a>[{HAN}]{{2,6}}、[{HAN}]{{2,6}}等)|(?<=(?:包括|涉及"
    rf"|包含|涵盖)[{HAN}]{{3}}；)(?P<b>[{HAN}]{{2,6}}、[{HAN}]{{2,6}}等)|(?<=(?:包括|涉及|包含"
    rf"|涵盖)[{HAN}]{{4}}；)(?P<c>[{HAN}]{{2,6}}、[{HAN}]{{2,6}}等)"
    rf"|(?<=了[{HAN}]{{2}}，)(?![对将把在为向由以因从据经让使])[{HAN}]{{2,4}}、[{HAN}]{{2,4}}{_ETC}"
    rf"|(?<=了[{HAN}]{{4}}，)(?![对将把在为向由以因从据经让使])[{HAN}]{{2,4}}、[{HAN}]{{2,4}}{_ETC})"
)
"""学校3所；医院2所、公园5个; 市教育局，市水利局、市财政局."""
_LEADS = (
    "(?:涉及|包括|包含|涵盖|分为|推广|种植了?|开展了?|检查了?|走访了?|提供|组织|举办|邀请|购置|发放|设有|设立"
    "|配备|送去了?|送上|围绕|突出|聚焦|开设)"
)
_SERIES = pattern(
    rf"[，；：。·/](?=[{HAN}]{{2,4}}+、)(?:"
    + "|".join(
        rf"(?<={lead}[{HAN}]{{{size}}}.)[{HAN}]{{{size}}}(?:、[{HAN}]{{{size}}})+(?:{_ETC}"
        rf"|和[{HAN}]{{{size}}}(?:[，。；]|等))"
        for size in (2, 3, 4)
        for lead in (
            "[及括含盖为广植展查访供织办请置放有立备去上绕出焦设]",
            "[植展查访去]了",
        )
    )
    + ")"
)
"""涉及种植，养殖、电商等: all members are of one length."""
_LEAD = pattern(rf"{_LEADS}\Z")
_LIKE = pattern(
    rf"[；、](?:(?<=[{HAN}]{{4}}；)(?P<first>[{HAN}]{{4}})、(?P<second>[{HAN}]{{4}})"
    rf"|(?<=[{HAN}]{{4}}、)(?P<third>[{HAN}]{{4}})；(?P<fourth>[{HAN}]{{4}}))(?=[，。])"
)
_BETWEEN = pattern(
    "》[，；](?=《[^《》]{2,30}》(?:和|等|、|及|以及))|”[，；](?<=[一-鿿0-9]”.)(?=“[^“”，。！？]{1,8}”(?:和"
    "|等|、|及|以及))"
)
_LAST_OF = pattern(
    rf"、[{HAN}]{{1,5}}+(?P<mark>[，；。])(?:(?![等高同中初上下优劣平何均特头])[{HAN}]等(?!到|于"
    rf"|[等级第你我他])|(?<=、[市县区乡镇街村].)[市县区乡镇村组户][一二两三四五][级地])"
)
"""路，讯等, 市、县，乡三级."""
_UNITS = "次个件户人名场处起条项元家批套台辆吨亩所座份间张期班"
_NO_MEMBER = pattern(
    rf"、(?:(?<=[次％%了{_UNITS}]、)|(?=[其所因于然不此而但]))"
    r"(?=(?:其中[一-鿿]|所以|因此|于是(?!之)|然而|不过|此外|而且|但是(?!不)|同比|环比|比[上去]年|较[上去]年"
    r"|占[总全]|但(?!是)|增长|下降|其余|合计|共计|累计"
    rf"|[一-鿿]{{2,6}}(?:由|已|将|被|共|均|达|为)[一-鿿0-9]))(?:(?<=[0-9一两几]次、)"
    rf"|(?<=[0-9万亿余多][{_UNITS}]、)|(?<=[0-9][％%]、)|(?<=了、)(?=但)"
    r"|(?=其中|所以|因此|于是|然而|不过|此外|而且|但是|但(?:从不|仍|却|也|还是|都)))"
)
_ORDER = pattern(r"第[0-9一二三四五六七八九十]+[项条次]\Z")


def list_mixed(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    found = dict(_in_series(text)) if "、" in text else {}
    if any(marks in text for marks in ("》，", "》；", "”，", "”；")):
        found.update((match.start() + 1, "、") for match in _BETWEEN.finditer(text))
    for start, right in sorted(found.items()):
        around = text[max(0, start - 4) : start + 5]
        yield Hit(start, start + 1, {"around": around, "mark": text[start], "right": right})


def _in_series(text: str) -> Iterator[tuple[int, str]]:
    """Where a wrong mark stands in a text that has a 、, and what should."""
    listed = "等" in text
    joined = listed or "和" in text
    if joined or "及" in text or "与" in text:
        for match in _LAST.finditer(text):
            yield match.start(str(match.lastgroup)), "、"
    if listed or "级" in text or "地" in text:
        for match in _LAST_OF.finditer(text):
            yield match.start("mark"), "、"
    if joined:
        for match in _SERIES.finditer(text):
            start = match.start()
            if any(_LEAD.search(text, max(0, start - size - 4), start - size) for size in (2, 3, 4)):
                yield start, "、"
    if "，" in text or "；" in text:
        for match in _MIXED.finditer(text):
            start = match.start()
            # 城区12家、乡镇18家；工业20家、商贸10家 are two series.
            if not (text[start - 2].isdigit() and "、" in text[_clause(text, start) : start]):
                yield start, "、"
    if "；" in text:
        for match in _LIKE.finditer(text):
            start = match.start()
            three = text[start - 4 : start], *(one for one in match.groups() if one)
            if any(len({part[piece] for part in three}) == 1 for piece in (slice(2), slice(2, 4))):
                yield start if match["first"] else match.end("third"), "、"
    for match in _NO_MEMBER.finditer(text):
        if not _ORDER.search(text, max(0, match.start() - 6), match.start()):
            yield match.start(), "，"


def _clause(text: str, end: int) -> int:
    """Where the clause begins that ends at a place."""
    return max(text.rfind(mark, 0, end) for mark in "，。；：") + 1


RULES: tuple[Rule, ...] = (BlockRule("list-mark-mixed", list_mixed, needs="、》”"),)
