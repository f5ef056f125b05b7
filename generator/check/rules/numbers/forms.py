"""Rules about how a number is written: set phrases, signs within it, units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.numbers.near import before, can_fix, is_title
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


_COUNTED = (
    r"[余多]|[万亿]|[件个人户家名条次项起处元吨亩米份辆台所座株本只册度位头棵间套张把盏箱袋瓶桶尾羽盆块"
    r"根段级篇封片口场批例宗笔斤里公千平立双面枚门]"
    r"|小时|分钟|%|％|㎡|[km]"
)
_WIDE_SIGN = pattern(r"[，．。](?<=[0-9].)(?=[0-9])")
_WHOLE_PART = pattern(r"(?:\A|[^0-9,．.])(?P<digits>[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)\Z")
_GROUPS = pattern(rf"(?P<groups>(?:，[0-9]{{3}})+)(?=(?:\.[0-9]{{1,4}})?(?:{_COUNTED}))")
_TENTHS = pattern(r"．[0-9]{1,3}(?![0-9．.])")
_STOPPED = pattern(r"。[0-9]{1,2}(?=[%％]|个百分点|[万亿])")


_AMOUNT_CELL = pattern(
    r"\s*[\-+￥]?(?P<number>[1-9][0-9]{0,2}(?P<groups>(?:[，,][0-9]{3})+)(?:\.[0-9]{1,4})?)\s*\Z"
)
_APART = pattern(
    rf"(?:(?P<space>[,，] +| +[,，] ?)|[、‚﹐＇´｀’'`·;；](?=[0-9]{{3}}))[0-9]{{3}}(?P<more>(?: ?[,，] "
    rf"?[0-9]{{3}})*)(?![0-9、])"
    rf"(?:\.[0-9]{{1,2}})?(?={_COUNTED})"
)
_LISTED = pattern(r"分别|依次|各|面额|两[种档类条个路款]|不等|三[种档类条个路款]|或者?")
_ROW = pattern(r"(?:第|分别|依次|[号路线班车第、/]|[0-9][,，、])\Z")


def _apart(block: Block) -> Iterator[Hit]:
    """1, 286度, 3 ,570,000元, 6、740册: a number with a gap, or with a wrong mark, in it."""
    text = block.text
    for match in _APART.finditer(text):
        start = match.start()
        whole = _WHOLE_PART.search(before(text, start, 16))
        if whole is None or len(whole["digits"]) > 3 or whole["digits"][0] == "0":
            continue
        digits = whole["digits"]
        ahead = before(text, start - len(digits), 12)
        near = text[match.end() : match.end() + 8]
        if _ROW.search(ahead) or _LISTED.search(ahead + near) or is_title(text, start):
            continue
        following = re.search("[0-9]{3}", match[0])
        if not match["space"]:
            # 5、100元 may be two sums, and at the start of a line a mark of a list.
            if not ahead.strip("。；、，（ 　") or (
                match[0][0] == "、" and following and following[0].endswith("00")
            ):
                continue
            if (
                len(digits) > 1
                and (int(digits) >= 100 or digits.endswith(("0", "5")))
                and match[0][0] == "、"
            ):
                continue
            if match[0][0] in ";；·" and not match["more"]:
                continue
        elif match[0].strip() == "，" and len(digits) > 1 and not re.search("[共计达约为用了等有]\\Z", ahead):
            continue
        shown = digits + match[0]
        right = digits + re.sub("[,，、‚﹐＇´｀’'`·;； ]+", ",", match[0])
        yield Hit(start - len(digits), match.end(), {"text": shown, "right": right})


def wide_sign(block: Block, office: Office) -> Iterator[Hit]:
    """A full-width comma or dot within a number, 1，234 or 3．5, or a full stop for the dot; 1, 234."""
    text = block.text
    if block.has(" 、‚﹐＇´｀’'`·;；"):
        yield from _apart(block)
    if block.kind == CELL and "，" in text and (amount := _AMOUNT_CELL.match(text)):
        right = amount["number"].replace("，", ",")
        for place in range(amount.start("groups"), amount.end("groups")):
            if text[place] == "，":
                yield Hit(place, place + 1, {"text": amount["number"], "right": right}, ",")
        return
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
            len(digits.rpartition(",")[2]) > 3
            or digits[0] == "0"
            or re.search(r"分别|依次|、\Z|[0-9]，\Z", earlier)
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
    return ahead in ("，", ",") and f"{int(digits.replace(',', '')) - 1}．" in before(text, start, 200)


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
    BlockRule("number-wide-sign", wide_sign, needs=("，．。,、‚﹐＇´｀’'`·;；", "0123456789")),
    DocumentRule("units-mixed", mixed_units),
)
