"""Days and events that are called by their month and day: “3·15”, “五四”, “一二·九” (GB/T 15834-2011, 4.14).

A dot parts month and day in Arabic numerals; in Chinese ones only behind 一, 十一 and 十二.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import is_title
from generator.model.prose import Block

_MARK = r"(?P<mark>[.．。•・‧∙⋅、，,\-－–—/／ ])"
_DAY = (
    r"(?:(?:的|主题|系列|国际|世界|全国|国家|全民|中国|联合国|全省|全市)*(?:消费|消防|禁毒|拒毒|宪法|防灾"
    r"|减灾|护士|环境|知识产权|植树|水日|爱国卫生|安全生产|旅游日|无烟|爱眼|土地日|健身"
    r"|公祭|艾滋|防艾|交通安全|扶贫|消除贫困|济困|档案|读书日|地球日|气象|献血|税法|法治宣传|法制宣传|普法"
    r"|安全教育|国家安全|国安|投资者|质量月|打假|维权|放心消费|荒漠化|湿地|结核"
    r"|糖尿病|高血压|碘缺乏|食品安全|反家暴|助残|记者节|打击经济|经济犯罪|反诈|警察节|农民丰收|网络安全|食盐"
    r"|节水|残疾|粮食日|科技工作者|保密|税收))"
)
_EVENT = (
    r"(?:[^，。；、“”]{0,6}?(?:地震|震灾|火灾|爆炸|矿难|空难|坍塌|塌方|泥石流|山洪|洪灾|洪水|暴雨"
    r"|事故|恐怖|血案|惨案|凶案|命案|杀人|诈骗案|盗窃案|抢劫案|贩毒案|走私案))"
)
_SAID = (
    r"(?=[^，。；、“”]{0,10}?(?:日|案|事件|事故|运动|大会|晚会|活动|地震|专案|宣传|行动"
    r"|系列|讲话|指示|火灾|爆炸|工程))"
)
_DOTTED = pattern(
    rf"“(?P<month>1[0-2]|0?[1-9])(?:(?P<point>\.)(?P<day>[0-9]{{1,2}})”{_SAID}"
    rf"|(?P<sure>[。，；•・‧∙⋅·．/／])(?P<at>[0-3]?[0-9])”(?!号|[楼栋幢单车路项名：:]|是"
    rf"|为)(?<!·[0-9]”)(?<!·[0-9][0-9]”)|{_MARK}(?P<date>[0-3]?[0-9])”(?={_DAY}|{_EVENT}))"
)
_BARE = pattern(rf"[.．](?<=[0-9][.．])(?P<day>[0-3]?[0-9])(?={_DAY})")
_MONTH = pattern(r"(?<![0-9.．%％第“])(?:1[0-2]|[1-9])\Z")
"""5.12全国防灾减灾日, without quotation marks."""
_UNDOTTED = pattern(
    r"“(?P<month>1[0-2](?=[0-9]{2}”)|[1-9](?=[0-9]{1,2}”)|1[0-2](?=[1-9]”))(?P<day>3[01]|[12][0-9]"
    r"|0?[1-9])”(?P<behind>.{0,14})",
    re.DOTALL,
)
_HELD = pattern(f"{_DAY}|{_EVENT}")
_FEAST = pattern(
    r"(?:宣传|活动|晚会|投诉|权益|曝光|期间|来临|到来|前[后夕]|当[天日]|系列|专项|主题|咨询|行动|现场|执法"
    r"|检查|[，。；]|\Z)"
)
"""Of 315, which nothing else is called."""
_CALLED = frozenset(("110", "112", "114", "117", "119", "120", "121", "122", "123", "111", "211", "12", "11"))
"""Telephone numbers and projects, and 11 and 12, are called so."""
_TOGETHER = pattern(r"315(?<![0-9.·A-Za-z]315)(?=(?:国际)?消费者(?:权益|维权|日)|晚会|打假|维权)")
_HAN_DAY = (
    r"(?:三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?"
    r"|[一二三四五六七八九〇][一二三四五六七八九十〇]?|卅|廿)"
)
_NEEDLESS = pattern(
    rf"[“‘](?P<month>[二三四五六七八九十])(?P<mark>[·.．•・‧∙⋅。、\-－—])(?P<day>{_HAN_DAY})[”’](?!开|比例?"
    rf"|分成|制|的比例|历史博物馆|纪念馆|广场|大[街道]|路)"
)
_KNOWN = pattern(
    r"[·.．•・](?:(?<=五.)四(?=运动|青年|精神|前[夕后]|表彰|新文化|时期|以来|期间)|(?<=六.)一(?=儿童|国际"
    r"|慰问|前[夕后]|活动|演出|汇演|联欢|期间|节)"
    r"|(?<=七.)一(?=前[夕后]|表彰|建党|讲话|慰问|活动|期间|重要)|(?<=八.)一(?=建军|前[夕后]|南昌|起义|慰问"
    r"|期间|勋章|节)"
    r"|(?<=三.)八(?=妇女|国际|红旗|前[夕后]|活动|表彰|期间|节)|(?<=五.)一(?=劳动|国际|假期|长假|黄金|小长假"
    r"|期间|前[夕后]|奖[状章]|节)"
    r"|(?<=十.)一(?=国庆|黄金|长假|假期|小长假|期间|前[夕后])|(?<=九.)一八(?=事变|警报|防空|纪念|国耻)"
    r"|(?<=七.)七(?=事变|卢沟桥|抗战)"
    r"|(?<=五.)卅(?=运动|惨案)|(?<=三.)一五(?=消费|晚会|国际)|(?<=六.)二六(?=国际|禁毒)|(?<=五.)一二(?=地震"
    r"|大地震|汶川|护士|防灾|全国))"
)
"""Without quotation marks."""
_FIRST = pattern(
    r"一(?<![一二三四五六七八九十百第]一)(?P<dot>[·.．•・、，。,\-－—‧∙⋅ ]?)二(?P<other>[·.．•・、，。,\-－—‧"
    r"∙⋅ ]?)(?P<day>[九八一])(?P<quote>”?)(?P<behind>.{0,10})",
    re.DOTALL,
)
_FIRST_QUOTED = {
    "九": pattern(
        r".*?(?:学生|爱国|救亡|运动|精神|纪念|周年|合唱|歌|长跑|文艺|晚会|火炬|活动|诗|主题|演讲|前夕|\Z)",
        re.DOTALL,
    ),
    "八": pattern(r".*?(?:事变|淞沪|抗战|抗日|战役|十九路军)"),
    "一": pattern(r".*?(?:惨案|学生运动|爱国|四烈士|运动)"),
}
_FIRST_BARE = pattern(r"学生|爱国|救亡|运动|事变|淞沪|抗战|惨案|精神")
_MONTHS = {"九": ("一二", "九"), "八": ("一", "二八"), "一": ("一二", "一")}


def event_day(block: Block, office: Office) -> Iterator[Hit]:
    """“3.15”, “315”, “五·四”, “一二九”."""
    text = block.text
    quoted = "“" in text or "‘" in text
    if quoted:
        yield from _arabic(text)
        for match in _NEEDLESS.finditer(text):
            if not is_title(text, match.start()):
                right = match["month"] + match["day"]
                found = match[0][1:-1]
                yield Hit(match.start("month"), match.end("day"), {"found": found, "right": right}, right)
    for match in _BARE.finditer(text):
        if month := _MONTH.search(text, max(0, match.start() - 3), match.start()):
            data = {"found": month[0] + match[0], "right": f"“{month[0]}·{match['day']}”"}
            yield Hit(match.start(), match.start() + 1, data)
    if "315" in text:
        for match in _TOGETHER.finditer(text):
            if text[match.start() - 1 : match.start()] != "“":
                yield Hit(match.start(), match.end(), {"found": "315", "right": "“3·15”"})
    for match in _KNOWN.finditer(text):
        if text[match.start() - 2 : match.start() - 1] not in ("“", "‘"):
            ahead = text[match.start() - 1]
            found, right = ahead + match[0], ahead + match[0][1:]
            yield Hit(match.start() - 1, match.end(), {"found": found, "right": right})
    if "二" in text:
        yield from _first_months(text)


def _arabic(text: str) -> Iterator[Hit]:
    for match in _DOTTED.finditer(text):
        month, day = match["month"], match["day"] or match["at"] or match["date"]
        group = next(name for name in ("point", "sure", "mark") if match[name])
        data = {"found": f"{month}{match[group]}{day}", "right": f"{month}·{day}"}
        yield Hit(match.start(group), match.end(group), data, "·" if group == "point" else None)
    for match in _UNDOTTED.finditer(text):
        month, day = match["month"], match["day"]
        number, behind = month + day, match["behind"]
        if number in _CALLED or (len(number) == 2 and not _HELD.match(behind)):
            continue
        if _HELD.match(behind) or (number == "315" and _FEAST.match(behind)):
            data = {"found": number, "right": f"{month}·{day}"}
            yield Hit(match.start("month"), match.end("day"), data)


def _first_months(text: str) -> Iterator[Hit]:
    """一二九 for 一二·九, 一二八 for 一·二八, with no dot or one at the wrong place."""
    for match in _FIRST.finditer(text):
        month, day = _MONTHS[match["day"]]
        written = text[match.start() : match.end("day")]
        is_quoted = bool(match["quote"]) and text[match.start() - 1 : match.start()] == "“"
        about = _FIRST_QUOTED[match["day"]] if is_quoted else _FIRST_BARE
        if written == f"{month}·{day}" or bool(match["quote"]) != is_quoted:
            continue
        if about.match(match["behind"]) and not is_title(text, match.start()):
            yield Hit(match.start(), match.end("day"), {"found": written, "right": f"{month}·{day}"})


_WORDS = (
    "315",
    *("“" + digit for digit in "0123456789"),
    *(quote + month for quote in "“‘" for month in "二三四五六七八九十"),
    *("二" + behind for behind in "九八一·.．•・、，。,-－—‧∙⋅ "),
    *(month + dot for month in "五六七八三九十" for dot in "·.．•・"),
    *(digit + dot for digit in "0123456789" for dot in ".．"),
)
"""Without one of these no day is called so."""

RULES: tuple[Rule, ...] = (BlockRule("event-day-dot", event_day, words=_WORDS),)
