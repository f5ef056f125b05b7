"""Years with two digits that what stands around them gives away: 县22年第一批重点项目, 19年和2020年."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.pattern import pattern

_FIRST, _LAST = 10, 30
"""Two digits between these are a year of this century where the words around them leave a choice."""
_OLD = 68
"""From here on they are one of the last, where something happened in it."""
_NEAR = 10
_LENGTH = r"[代来前后间里内多余以限期生级龄半]|[一二三四五六七八九十几]|有余|左右|之[前后间内]|时间|如一日"
_WORK = (
    r"度(?![假过日])|第[一二三四1-4]批|第[一二三四]次|(?:民生|为民)?实事|[预决]算|财政|防[汛疫火]|抗旱|春[耕运季节]|[三秋夏]夏?[收种粮播]|高考|中考|征兵|招[生聘录]|[政部]府?门?工作|"
    r"工作(?:要点|计划|总结|报告|安排|方案|任务|会议|思路|部署)|重点(?:工作|项目|任务|工程)|目标(?:任务|管理|考核)|任务清单|[年终]*考核|城乡居民|医保|社保|民生(?:项目|工程)|政府(?:工作|投资)|经济(?:运行|工作)"
    r"|全[年国省市县区](?=[^，。；]{2})|国民经济|统计(?:公报|年鉴|数据)|农村(?:工作|公路|危房)|安全生产|美丽乡村|老旧小区|高标准农田|[一二三四]季度|暑期|寒假|汛期|冬春|采购|项目(?:建设|计划|清单)"
)
_OF = pattern(rf"(?<![\d.第约近共满达过历长逾超用干第])(?P<year>\d{{2}})年(?=(?P<work>{_WORK}))")
_TOLD = frozenset(
    ("审议", "通过", "听取", "印发", "制定", "部署", "总结", "完成", "下达", "公布", "通报", "批准")
)
"""完成了21年预算 speaks of a year, 用了21年 does not."""
_PAIR = pattern(
    r"(?<![\d.])(?P<short>\d{2})年?(?:[、和与及至到]|——|[—～~])(?P<full>(?:19|20)\d{2})年"
    r"|(?<!\d)(?P<whole>(?:19|20)\d{2})年?[、和与及](?P<more>\d{2})年(?![来间多的以之前后内]|[生级])"
)
_SPAN = pattern(
    r"(?P<lead>[从自]|\A|[，。；：（“])(?P<one>\d{2})年(?:底|末|初)?[至到](?P<two>\d{2})年(?:底|末|初)?(?=[，间全累共]|的[^时刑])"
)
_PAIRED = pattern(r"[、和与及至到—～~](?<=[\d年—].)(?=\d)")
TWO_DIGITS = pattern(r"年(?<=\d\d.)(?<!\d\d\d.)")
"""A look at these first is quick: most years have four digits."""
_AT = pattern(
    rf"于(?<![少低高大小等长短多早晚限处介乐善基鉴]于)(?P<year>\d{{2}})年(?!{_LENGTH})(?=[一-鿿，]|\d{{1,2}}月)"
)
_DID = (
    r"就|才|(?:我|他|她|老[伴伴人]|家里|村里)|从(?![未来不])|由(?!于)|在(?![职校岗])|到(?!了?期)|考[上入取进]|毕业|参[军加]|入[伍党职]|结婚|嫁|出生|生人|当[上兵了选]"
    r"|调[到入任进]|分配|进[厂城村站入]|转业|退[伍休役]|复员|回[乡村到]|下[岗乡海]|搬|落户|办[的起了]|[建盖修造买种栽挖]|开[工通业始办]|[航拍]拍|摄|发大水|[大特]?洪水|大旱|成立|通车|投产|竣工"
)
_BORN = pattern(
    rf"(?P<year>[6-9]\d)年(?!{_LENGTH})(?={_DID})|(?<=[，（、])(?P<life>[4-9]\d)年(?=生(?!产|态|效))"
)
_NO_LEAD = pattern(r"[\d.第约近共满达过历长逾超了用干足整续延已才仅刑龄校建庆史运役]\Z")


def short_years(text: str) -> Iterator[tuple[int, int]]:
    """Where such years stand, with 年 behind them."""
    if _PAIRED.search(text):
        yield from _pairs(text)
    if TWO_DIGITS.search(text) is None:
        return
    for match in _OF.finditer(text):
        start = match.start()
        lasted = text[start - 1 : start] == "了" and text[start - 3 : start - 1] not in _TOLD
        if _FIRST <= int(match["year"]) <= _LAST and not lasted:
            yield start, match.end()
    for match in _SPAN.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        if 0 <= one < two <= min(_LAST, one + _NEAR) and "刑" not in text and two > _FIRST + 2:
            yield match.start("one"), match.end()
    for match in _AT.finditer(text):
        value = int(match["year"])
        if _FIRST <= value <= _LAST or value >= _OLD:
            yield match.start("year"), match.end()
    for match in _BORN.finditer(text):
        start = match.start()
        if match["life"] or (
            int(match["year"]) >= _OLD and not _NO_LEAD.search(text[max(0, start - 1) : start])
        ):
            yield start, match.end()


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """19年和2020年, 2020、21年."""
    for match in _PAIR.finditer(text):
        short, full = match["short"] or match["more"], match["full"] or match["whole"]
        apart = int(full[2:]) - int(short)
        if match["more"]:
            apart = -apart
        if 0 < apart <= _NEAR:
            name = "short" if match["short"] else "more"
            end = match.end(name) + text.startswith("年", match.end(name))
            yield match.start(name), end
