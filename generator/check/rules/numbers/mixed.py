"""The rule about Arabic digits and Han numerals in one number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import HAN_DIGITS, before, can_fix, han_value, is_title
from generator.model.prose import Block

_CHAIN = pattern(
    r"[0-9](?<![0-9A-Za-z.,．:：之\-–—第/][0-9])(?:"
    r"(?P<alone>(?:[0-9]?千|[0-9]{0,2}百)"
    r"(?![0-9千百十零一二三四五六七八九克米瓦伏卡帕安赫焦兆字牛分货姓强日度佳业夫]))"
    r"|(?P<sum>(?:[0-9]{0,2}万[0-9]千|千[0-9]百)(?:[0-9]百)?(?:[0-9]十)?|百[0-9]十)(?![0-9千百十一二三"
    r"四五六七八九]))"
)
_WEIGHT = {"万": 10000, "千": 1000, "百": 100, "十": 10}
_PART = pattern(r"([0-9]{1,3})([万千百十])")
_MEASURE = (
    r"(?:[多余]|[万亿个人户家名件天年月日号亩次岁元项条处所台辆吨斤米栋座场"
    r"份种位周组只头棵间里公小分平册本张支套把盆盏袋箱瓶桶封篇片块根口尾羽段门枚])"
)
_HAN_DIGIT = "一二三四五六七八九两"
_BOTH = pattern(
    rf"[{_HAN_DIGIT}][千百](?:零?[一二三四五六七八九][百十])?零?[0-9]{{1,3}}[百十]?(?=[多余]?{_MEASURE})"
    rf"|[{_HAN_DIGIT}]?(?<!第)[二三四五六七八九]十[0-9](?=[多余]?{_MEASURE})"
    rf"|[0-9]{{1,2}}[千百]零?[一二三四五六七八九](?:[百十][一二三四五六七八九]?)?(?=[多余]?{_MEASURE})"
    rf"|[1-9]十[一二三四五六七八九]?(?=[多余]?{_MEASURE})"
)
_LONG = pattern(
    rf"[万千百十](?:(?<=[0-9].)|(?<=[{_HAN_DIGIT}].))零?(?:(?:[0-9]{{1,3}}|[{_HAN_DIGIT}])[千百十]零?)*"
    rf"(?:[0-9]{{1,3}}|[{_HAN_DIGIT}])?"
    rf"(?=[余多]?(?:万|亿)?(?:[余多]?{_MEASURE}|[千克]克|\Z|[，。；）]))"
)
"""What follows the first numeral of a long number."""
_FIRST = pattern(
    rf"(?:\A|[^0-9A-Za-z.,:：/\-—～~一二三四五六七八九十百千万零〇第“])((?:[1-9][0-9]{{0,2}}|["
    rf"{_HAN_DIGIT}]))\Z"
)
_SIDE = pattern(
    r"(?P<pair>(?:两3|三4|四5|五6|六7|七8|八9|2三|3四|4五|5六|6七|7八|8九)(?=[十百千]?(?:个|[名户人家"
    r"岁次台亩辆]|天(?!津)|公里|米|元))"
    r"|(?<![0-9一二三四五六七八九十百])十[1-9](?=[余多]?(?:个|[万亿]|[名户家岁台亩辆]|天(?!津)|公里|人("
    r"?=[，。；、]))))"
    r"|(?P<point>[一二三四五六七八九十零百]点[0-9]{1,2}|(?<![0-9])[0-9]{1,4}点[一二三四五六七八九]|[0-9"
    r"]{1,4}点[0-9]{1,2})(?=[万亿倍]|个百分点|%|％)"
)
_SIDE_AHEAD = pattern(
    r"[0-9A-Za-z.,:：/\-—～~一二三四五六七八九十百千万零〇几数第前期周初附件组班表图正腊月“]\Z"
)
_TOUCHING = pattern("[千百十](?:(?<=[0-9].)|(?=零?[0-9]))")
_NUMERAL = pattern(rf"([0-9]{{1,3}}|[{_HAN_DIGIT}])([万千百十]?)")
_BEFORE = pattern(r"[0-9A-Za-z.,:：/\-—～~一二三四五六七八九十百千万零〇几数第前]\Z")
_SOME = pattern(
    rf"(?P<tens>[1-9]0)几(?=[\u4e00-\u9fff])(?![何乎率])|(?P<hundreds>[1-9]00)几十"
    rf"|(?P<thousands>[1-9]000)几百|(?P<few>几)10(?=0{{0,3}}{_MEASURE})"
)
_TENS = "一二三四五六七八九"
_HUNDRED = {"10": "几十", "100": "几百", "1000": "几千", "10000": "几万"}


def mixed_numerals(block: Block, office: Office) -> Iterator[Hit]:
    """3千5百, 4百, 一百2十, 10几个: only 万 and 亿 may stand with Arabic digits."""
    text = block.text
    if block.has("千百"):
        yield from _chains(block)
    if _TOUCHING.search(text):
        for match in _BOTH.finditer(text):
            if not _BEFORE.search(before(text, match.start(), 1)) and not is_title(text, match.start()):
                yield Hit(match.start(), match.end(), {"text": match[0], "right": _read(match[0])})
        yield from _long(block)
    if block.has("千百") and block.has("万亿"):
        for start, end, right in _above(text):
            yield Hit(start, end, {"text": text[start:end], "right": right})
    if block.has("两三四五六七八九十点"):
        for match in _SIDE.finditer(text):
            start, end = match.span()
            if _SIDE_AHEAD.search(before(text, start, 1)) or is_title(text, start):
                continue
            if match["pair"]:
                digits = match[0].translate(_TO_HAN)
                yield Hit(start, end, {"text": match[0], "right": digits})
            elif not re.search("[早午晚日晨夜]", before(text, start, 4)):
                yield Hit(start, end, {"text": match[0], "right": _pointed(match[0])})
    if "分" in text:
        for match in _CLOCK.finditer(text):
            hour = _HOUR.search(before(text, match.start(), 3))
            if hour and not is_title(text, match.start()):
                start = match.start() - len(hour[0])
                right = _clock(text[start : match.end()])
                yield Hit(start, match.end(), {"text": text[start : match.end()], "right": right})
    if "几" in text:
        for match in _SOME.finditer(text):
            if not re.search(r"[0-9.,A-Za-z]\Z", before(text, match.start(), 1)):
                start, end = match.span()
                if match["few"]:
                    end += len(text[end : end + 3]) - len(text[end : end + 3].lstrip("0"))
                right = _some(text[start:end])
                yield Hit(
                    start, end, {"text": text[start:end], "right": right}, can_fix(block, start, end, right)
                )


_CLOCK = pattern(
    r"[时点](?:(?<=[0-9].)(?:[一二三四五]?十[一二三四五六七八九]|[二三四五]十|十(?=分(?:[，。；、）至到—～-]|\Z)))"
    r"|(?<=[一二三四五六七八九十].)[0-9]{1,2})分(?![之钱])"
)
_HOUR = pattern(r"(?:(?<![0-9])[0-9]{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2})\Z")


def _clock(shown: str) -> str:
    """9时三十分 as 9时30分."""
    return re.sub(f"[{_HAN_DIGIT}十]+", lambda match: str(han_value(match[0])), shown)


_ABOVE = pattern(
    rf"[万亿](?<=[0-9].)零?[{_HAN_DIGIT}][千百](?:零?[{_HAN_DIGIT}][百十])*[{_HAN_DIGIT}]?(?=[余多]?万?[余多]?{_MEASURE})"
)
_START = pattern(r"(?<![0-9.,:：/A-Za-z一-九])[0-9]{1,4}\Z")


def _above(text: str) -> Iterator[tuple[int, int, str]]:
    """1万五千名, 2亿三千万元: where they stand, and the number."""
    for match in _ABOVE.finditer(text):
        first = _START.search(text, max(0, match.start() - 5), match.start())
        if first and not is_title(text, first.start()):
            rest = int(_read(match[0].lstrip("万亿零")).partition("”")[0])
            more = match[0][0] == "亿" and text.startswith("万", match.end())
            whole = f"{int(first[0]) + rest / 10000:g}{match[0][0]}"
            right = whole if match[0][0] == "万" or more else f"{int(first[0]) * 10**8 + rest}"
            yield first.start(), match.end() + more, right


_TO_HAN = str.maketrans("123456789", "一二三四五六七八九")


def _pointed(number: str) -> str:
    """一点5 as 1.5."""
    return "".join(
        "." if one == "点" else "10" if one == "十" else str(HAN_DIGITS.get(one, one)) for one in number
    )


def _long(block: Block) -> Iterator[Hit]:
    """二百6十五, 3万五千: numerals of both kinds in a row, whichever of them comes first."""
    text = block.text
    for match in _LONG.finditer(text):
        first = _FIRST.search(before(text, match.start(), 4))
        if first is None:
            continue
        start = match.start() - len(first[1])
        shown = text[start : match.end()]
        han = any(one in _HAN_DIGIT for one in shown)
        if not (han and re.search("[0-9]", shown)) or is_title(text, start):
            continue
        if shown[1:] in ("十", "百", "千", "万") or re.fullmatch(
            r"[0-9]+[万千百十][一二三四五六七八九]?", shown
        ):
            continue
        if not _told(text, start, match.end()):
            yield Hit(start, match.end(), {"text": shown, "right": _read(shown)})


def _told(text: str, start: int, end: int) -> bool:
    """Whether the number is found as one of two parts already."""
    if any(match.start() <= start for match in _BOTH.finditer(text, start, end + 3) if match.start() < end):
        return not _BEFORE.search(before(text, start, 1))
    return any(match.start() < end for match in _CHAIN.finditer(text, start, end + 3))


def _chains(block: Block) -> Iterator[Hit]:
    text = block.text
    for match in _CHAIN.finditer(text):
        if is_title(text, match.start()) or before(text, match.start(), 1) in tuple("千百十"):
            continue
        value = sum(int(digits) * _WEIGHT[unit] for digits, unit in _PART.findall(match[0]))
        large = text[match.end() : match.end() + 1] not in ("万", "亿")
        right = f"{value / 10000:g}万" if value >= 10000 and value % 100 == 0 and large else str(value)
        fix = can_fix(block, match.start(), match.end(), right)
        yield Hit(match.start(), match.end(), {"text": match[0], "right": right}, fix)


def _read(numeral: str) -> str:
    """The number that a mixed numeral says: 一百2十 is 120. 一千5 may be 1005 and 1500."""
    value, last = 0, 1
    for digits, unit in _NUMERAL.findall(numeral):
        number = int(digits) if digits.isdigit() else HAN_DIGITS[digits]
        if not unit and last > 10 and number < 10 and "零" not in numeral:
            return f"{value + number}”或者“{value + number * last // 10}"
        last = _WEIGHT.get(unit, 1)
        value += number * last
    return str(value)


def _some(shown: str) -> str:
    """10几 as 十几, 100几十 as 一百几十, 几10 as 几十."""
    if shown.startswith("几"):
        return _HUNDRED[shown[1:]]
    digit = _TENS[int(shown[0]) - 1]
    if shown.endswith("几百"):
        return f"{digit}千几百"
    if shown.endswith("几十"):
        return f"{digit}百几十"
    return ("" if digit == "一" else digit) + "十几"


RULES: tuple[Rule, ...] = (
    BlockRule("number-mixed", mixed_numerals, needs=("千百十几两三四五六七八九点", "0123456789")),
)
