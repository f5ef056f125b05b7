"""Rules about how a number is written: set phrases, signs within it, units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.numbers_near import NUMBER, before, can_fix
from generator.model.prose import CAPTION, CELL, HEADS, RUNNING, Block, Document

_READ = RUNNING | HEADS | {CAPTION}
_IDIOMS = (
    "七上八下", "五湖四海", "三心二意", "一心一意", "四面八方", "七嘴八舌", "一如既往", "九牛一毛",
    "五花八门", "一丝不苟", "三番五次", "一举两得", "一帆风顺", "四通八达", "八仙过海", "一视同仁",
    "不三不四", "一马当先", "一目了然", "一针见血", "三令五申", "三言两语", "三顾茅庐", "五彩缤纷",
    "四平八稳", "七拼八凑", "独一无二", "一刀切", "一把手", "一盘棋", "一揽子", "一站式", "一体化",
    "接二连三", "丢三落四", "颠三倒四", "朝三暮四", "低三下四", "推三阻四", "一穷二白", "一清二楚",
    "一干二净", "数一数二", "一五一十", "九死一生", "一日千里", "一鼓作气", "一蹴而就",
    "一丝一毫", "一点一滴", "一言一行", "一分为二", 
    "一线城市", "一线工人", "一线干部", "一竿子插到底", "一条心", "一门心思", "三长两短",
    "七零八落", "乱七八糟", "横七竖八", "七手八脚", "五光十色", "一尘不染", "二话不说", "一劳永逸",
)  # fmt: skip
_DIGITS = "一二三四五六七八九"
_TO_HAN = str.maketrans("123456789", _DIGITS)
_LOOSE = str.maketrans({han: f"[{han}{digit}]" for digit, han in enumerate(_DIGITS, start=1)})
_FIRST = pattern(f"[{_DIGITS}]")
_PARTS = {
    idiom: (idiom[: first.start()], idiom[first.start() + 1 :])
    for idiom in _IDIOMS
    if (first := _FIRST.search(idiom))
}
"""What stands before and behind the first numeral of each."""
_IDIOM = pattern(
    rf"[1-9](?<![0-9.,][0-9])(?=[{''.join(sorted({tail[0] for _, tail in _PARTS.values()}))}])"
    rf"(?:{'|'.join(sorted({tail.translate(_LOOSE) for _, tail in _PARTS.values()}))})(?![0-9])"
)


def idiom_digits(block: Block, office: Office) -> Iterator[Hit]:
    """7上8下: a set phrase keeps its Han numerals."""
    text = block.text
    for match in _IDIOM.finditer(text):
        right = match[0].translate(_TO_HAN)
        for head, tail in _PARTS.values():
            here = right[1:] == tail and text.startswith(head, max(0, match.start() - len(head)))
            if here and head + right in _PARTS:
                start, end = match.span()
                fix = can_fix(block, start, end, right)
                yield Hit(start, end, {"text": match[0], "right": right}, fix)
                break


_COUNTED = r"[余多]|[万亿]|[件个人户家名次条项起处元吨亩米份辆台所座株本只]|公里|平方|公斤|千克|公顷|%|％"
_WIDE_SIGN = pattern(r"[，．。](?<=[0-9].)(?=[0-9])")
_WHOLE_PART = pattern(r"(?:\A|[^0-9,．.])(?P<digits>[0-9]{1,9})\Z")
_GROUPS = pattern(rf"(?P<groups>(?:，[0-9]{{3}})+)(?=(?:\.[0-9]{{1,4}})?(?:{_COUNTED}))")
_TENTHS = pattern(r"．[0-9]{1,3}(?![0-9．.])")
_STOPPED = pattern(r"。[0-9]{1,2}(?=[%％]|个百分点|[万亿])")


def wide_sign(block: Block, office: Office) -> Iterator[Hit]:
    """A full-width comma or dot within a number, 1，234 or 3．5, or a full stop for the dot."""
    text = block.text
    for match in _WIDE_SIGN.finditer(text):
        ahead = before(text, match.start(), 16)
        whole = _WHOLE_PART.search(ahead)
        if whole is None:
            continue
        digits, mark = whole["digits"], match[0]
        earlier = ahead[: whole.start("digits")]
        behind = {"，": _GROUPS, "．": _TENTHS, "。": _STOPPED}[mark].match(text, match.start())
        if behind is None or re.search(r"[A-Za-z第/\-]\Z", earlier):
            continue
        if mark == "，" and (
            len(digits) > 3 or digits[0] == "0" or re.search(r"分别|依次|、\Z|[0-9]，\Z", earlier)
        ):
            continue  # A row of numbers with commas between them.
        if mark == "．" and _is_numbering(text, match.start() - len(digits), digits):
            continue
        start, end = match.start() - len(digits), behind.end()
        found = text[start:end]
        right = found.replace("，", ",").replace("．", ".").replace("。", ".")
        for place in range(match.start(), end):
            if text[place] == mark:
                fix = {"，": ",", "．": "."}.get(mark)
                yield Hit(place, place + 1, {"text": found, "right": right}, fix)


def _is_numbering(text: str, start: int, digits: str) -> bool:
    """Whether digits number an item of a list: 1．2022年, and behind it ，2．3个村."""
    ahead = before(text, start, 1)
    if not ahead.strip("。；、 　\n"):
        return True
    return ahead in ("，", ",") and f"{int(digits) - 1}．" in before(text, start, 200)


_PERCENT_HAN = pattern(rf"(?P<of>百分之|千分之)(?P<number>{NUMBER})(?P<range>[至到～—\-][0-9]|[千百万亿])?")
_SIGN = {"百分之": "%", "千分之": "‰"}


def percent_mixed(block: Block, office: Office) -> Iterator[Hit]:
    """百分之25 for 25%."""
    for match in _PERCENT_HAN.finditer(block.text):
        if before(block.text, match.start(), 1) == "之":
            continue
        right = match["number"] + _SIGN[match["of"]]
        end = match.end("number")
        fix = None if match["range"] else can_fix(block, match.start(), end, right)
        yield Hit(match.start(), end, {"text": block.text[match.start() : end], "right": right}, fix)


_SYMBOLS: Mapping[str, str] = {
    **{wrong: "km" for wrong in ("KM", "Km", "kM")},
    **{wrong: "kg" for wrong in ("KG", "Kg", "kG")},
    **{wrong: "cm" for wrong in ("CM", "Cm", "cM")},
    **{wrong: "kW·h" for wrong in ("KWH", "KWh", "Kwh", "kwh", "kWH", "KW·h", "kw·h", "KW·H")},
    **{wrong: "kW" for wrong in ("KW", "Kw", "kw")},
    **{wrong: "kV" for wrong in ("KV", "Kv", "kv")},
    **{wrong: "mL" for wrong in ("ML", "Ml")},
    **{wrong: "mm" for wrong in ("MM",)},
    **{wrong: "Hz" for wrong in ("HZ", "hz")},
    **{wrong: "dB" for wrong in ("DB", "db", "Db")},
    **{wrong: "㎡" for wrong in ("M2", "m2", "M²")},
    **{wrong: "m³" for wrong in ("M3", "m3", "M³")},
}
_WRONG_UNITS = "|".join(sorted(_SYMBOLS, key=len, reverse=True))
_SYMBOL = pattern(rf"(?P<unit>{_WRONG_UNITS})(?![A-Za-z0-9·\-])")
_COUNTS = pattern(r"[0-9\ufffc余多万亿][ ]?\Z|[㐀-鿿][（(/](?=\Z)")
_CODE = pattern(r"[A-Za-z\-_/#][0-9.]+\Z")


def unit_symbol(block: Block, office: Office) -> Iterator[Hit]:
    """5KM, 20Kg: symbols of units know capital and small letters."""
    for match in _SYMBOL.finditer(block.text):
        start, end = match.span("unit")
        ahead = before(block.text, start, 12)
        counts = _COUNTS.search(ahead)
        if counts is None or _CODE.search(ahead.rstrip(" ")):
            continue
        if ahead[-1] in "（(/" and block.text[end : end + 1] not in ("）", ")", ""):
            continue
        right = _SYMBOLS[match["unit"]]
        yield Hit(start, end, {"text": match["unit"], "right": right}, can_fix(block, start, end, right))


_CURRENCY = pattern(rf"(?:RMB|[￥¥])[ ]?(?P<number>{NUMBER}[万亿]{{0,2}})元")


def currency_twice(block: Block, office: Office) -> Iterator[Hit]:
    """￥500元: the sign says 元 already."""
    for match in _CURRENCY.finditer(block.text):
        right = f"{match['number']}元"
        fix = can_fix(block, match.start(), match.end(), right)
        yield Hit(match.start(), match.end(), {"text": match[0], "right": right}, fix)


_DEGREE = pattern(r"(?<=[0-9])(?:°(?![CFc0-9′'\"″NSEWnsew.])|度C|°c)")
_WARM = pattern(r"[气室水体低高降升保常恒炉]温|空调|温度|零下|零上|摄氏|温差")


def degree_sign(block: Block, office: Office) -> Iterator[Hit]:
    """气温38°: a temperature needs ℃."""
    for match in _DEGREE.finditer(block.text):
        if match[0] != "°" or _WARM.search(before(block.text, match.start(), 16)):
            yield Hit(match.start(), match.end(), {"text": match[0]})


_PAIRS = (
    (pattern(r"㎡|(?<=[0-9])m²"), "平方米"),
    (pattern(r"(?<=[0-9])km(?![A-Za-z²/0-9])(?![跑欢徒健])"), "公里"),
    (pattern(r"(?<=[0-9])kg(?![A-Za-z/0-9])"), "公斤"),
)


def mixed_units(document: Document, office: Office) -> Iterator[Found]:
    """㎡ in a text that elsewhere writes 平方米. Tables may write as they like."""
    blocks = [block for block in document.blocks if block.kind in _READ]
    for symbol, said in _PAIRS:
        if not any(said in block.text for block in blocks):
            continue
        for block in blocks:
            if not block.has("㎡²k"):
                continue
            for match in symbol.finditer(block.text):
                yield block, Hit(match.start(), match.end(), {"text": match[0], "right": said})


RULES: tuple[Rule, ...] = (
    BlockRule("number-idiom", idiom_digits, needs="123456789"),
    BlockRule("number-wide-sign", wide_sign, needs="，．。"),
    BlockRule("percent-mixed", percent_mixed, RUNNING | HEADS | {CELL, CAPTION}, needs="之"),
    BlockRule("unit-symbol", unit_symbol, needs="KkCMHhDdm"),
    DocumentRule("units-mixed", mixed_units),
    BlockRule("currency-twice", currency_twice, needs="￥¥R"),
    BlockRule("degree-sign", degree_sign, needs="°度"),
)
