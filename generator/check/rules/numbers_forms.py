"""Rules about how a number is written: digits and Han numerals, signs within it, units, a number left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.rule import BlockRule, DocumentRule, Found, Hit, Office, Rule
from generator.check.rules.numbers_near import NUMBER, before, can_fix, is_title
from generator.model.prose import CAPTION, CELL, HEADS, RUNNING, Block, Document

_READ = RUNNING | HEADS | {CAPTION}
_CHAIN = re.compile(
    r"[0-9](?<![0-9A-Za-z.,．:：之\-–—第/][0-9])(?:"
    r"(?P<alone>(?:[0-9]?千|[0-9]{0,2}百)(?![0-9千百十克米瓦伏卡帕安赫焦兆字牛分货姓强日度佳业夫]))"
    r"|(?P<sum>(?:[0-9]{0,2}万[0-9]千|千[0-9]百)(?:[0-9]百)?(?:[0-9]十)?|百[0-9]十)"
    r"(?![0-9千百十克米瓦伏卡帕安赫焦兆字牛]))"
)
_WEIGHT = {"万": 10000, "千": 1000, "百": 100, "十": 10}
_PART = re.compile(r"([0-9]{1,3})([万千百十])")


def mixed_numerals(block: Block, office: Office) -> Iterator[Hit]:
    """3千5百, 4百: only 万 and 亿 may stand with Arabic digits."""
    text = block.text
    for match in _CHAIN.finditer(text):
        if is_title(text, match.start()):
            continue
        value = sum(int(digits) * _WEIGHT[unit] for digits, unit in _PART.findall(match[0]))
        large = text[match.end() : match.end() + 1] not in ("万", "亿")
        right = f"{value / 10000:g}万" if value >= 10000 and value % 100 == 0 and large else str(value)
        yield Hit(
            match.start(),
            match.end(),
            {"text": match[0], "right": right},
            can_fix(block, match.start(), match.end(), right),
        )


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
_FIRST = re.compile(f"[{_DIGITS}]")
_PARTS = {
    idiom: (idiom[: first.start()], idiom[first.start() + 1 :])
    for idiom in _IDIOMS
    if (first := _FIRST.search(idiom))
}
"""What stands before and behind the first numeral of each."""
_IDIOM = re.compile(
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


_COUNTED = r"[万亿]|[件个人户家名次条项起处元吨亩米份辆台所座株本只]|公里|平方|公斤|千克|公顷|%|％"
_WIDE_SIGN = re.compile(r"[，．。](?<=[0-9].)(?=[0-9])")
_WHOLE_PART = re.compile(r"(?:\A|[^0-9,．.])(?P<digits>[0-9]{1,9})\Z")
_GROUPS = re.compile(rf"(?P<groups>(?:，[0-9]{{3}})+)(?=(?:\.[0-9]{{1,4}})?(?:{_COUNTED}))")
_TENTHS = re.compile(r"．[0-9]{1,3}(?![0-9．.])")
_STOPPED = re.compile(r"。[0-9]{1,2}(?=[%％]|个百分点|[万亿])")


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


_PERCENT_HAN = re.compile(
    rf"(?P<of>百分之|千分之)(?P<number>{NUMBER})(?P<range>[至到～—\-][0-9]|[千百万亿])?"
)
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


_MISSING_MEASURE = (
    r"件(?![件数])|个(?!个)|人次|人(?=[，。；、）]|\Z)|万人|万户|户(?!户|外)|家(?!家|庭)|条(?!条)|项(?!项|目)|起(?!来)|名(?!单|称)|处(?!处|理)"
    r"|场(?!所)|万元|亿元|元(?=[，。；、）])|吨|公里|平方米|个?百分点|[%％‰]|万件|万[平亩吨]"
)
_GAP = re.compile(rf"[ 　]+(?P<measure>{_MISSING_MEASURE})")
_GAP_AT_END = re.compile(
    r"(?P<ahead>[㐀-鿿])[ 　]+(?:件|个|封|份|次|例|批|台|辆|本|套|米|亩|天|小时|分钟"
    r"|户|家|条|项|人|名|处|场|吨)"
    r"(?=[，。；、）])"
)
_EXPECTING = re.compile(
    r"(?:共|共计|合计|总计|累计|达|达到|约|近|占|为|超过|增长|下降|上升|提高|降低|减少|增加|回落"
    r"|受理|办结|转办|交办|接听|收到|收集|征集|登记|答复|回访|排查|整改|解决|完成|发放|走访|投入|收入|支出|资金|总额"
    r"|投诉|求助|咨询|建议|举报|同比|环比|其中|发现|处理|梳理|慰问|帮助|新增|剩余|尚有|还有|仅有|共有)\Z"
)
_BARE_PERCENT = re.compile(r"[%％](?<=[长降升高占达为率比约至到近加少].)(?![0-9])")
_BARE_COUNT = re.compile(
    r"共(?:计|有|收)?"
    r"(?:件(?![件数])|(?:个|万元|亿元|人次|户次|户|家|条|名|项)(?=[，。；、]|\Z|其中))"
    r"|[金资款额贴][万亿]元(?=[，。；])"
)
_ORDINAL_GAP = re.compile(r"第(?:[ 　_]*期(?![刊待间望末限盼])|[ 　_]+[号次批页条季])")
_DATE_GAP = re.compile(r"月[ 　]{0,8}日(?![报程历常期子])")
_BEFORE_MONTH = re.compile(r"(?:[0-9]{4}年|[于在至])[ 　]{0,8}\Z|(?P<month>[0-9])\Z")
_GAP_ENDS = re.compile(r"[，。、（前至—～]|[上下]午|\Z")


def missing_number(block: Block, office: Office) -> Iterator[Hit]:
    """A place where a number should stand and does not: 共　件."""
    text = block.text
    found = [match.span() for match in _ORDINAL_GAP.finditer(text)]
    if block.kind in RUNNING or block.kind == CAPTION:
        if not block.chars.isdisjoint(" 　"):
            found += _gaps(text)
        found += _date_gaps(text)
    if block.kind in RUNNING:
        found += [(max(0, match.start() - 2), match.end()) for match in _BARE_PERCENT.finditer(text)]
        found += [
            match.span()
            for match in _BARE_COUNT.finditer(text)
            if before(text, match.start(), 1) not in ("公", "中", "国")
        ]
    for start, end in sorted(found):
        yield Hit(start, end, {"text": text[start:end].strip()})


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """共　件, 来信  封，."""
    expected = set()
    for match in _GAP.finditer(text):
        ahead = _EXPECTING.search(before(text, match.start(), 4))
        if ahead:
            expected.add(match.start())
            yield match.start() - len(ahead[0]), match.end()
    for match in _GAP_AT_END.finditer(text):
        if match.end("ahead") not in expected:
            yield match.span()


def _date_gaps(text: str) -> Iterator[tuple[int, int]]:
    """于　月　日, 5月　日."""
    for match in _DATE_GAP.finditer(text):
        ahead = _BEFORE_MONTH.search(before(text, match.start(), 14))
        if ahead and (not ahead["month"] or len(match[0]) > 2 or _GAP_ENDS.match(text, match.end())):
            yield match.start() - len(ahead[0]), match.end()


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
}
_SYMBOL = re.compile(
    r"(?<=[0-9])[ ]?(?P<unit>" + "|".join(sorted(_SYMBOLS, key=len, reverse=True)) + r")(?![A-Za-z0-9·\-])"
)
_CODE = re.compile(r"[A-Za-z\-_/#][0-9.]*\Z")


def unit_symbol(block: Block, office: Office) -> Iterator[Hit]:
    """5KM, 20Kg: symbols of units know capital and small letters."""
    for match in _SYMBOL.finditer(block.text):
        if _CODE.search(before(block.text, match.start(), 12)):
            continue
        start, end = match.span("unit")
        right = _SYMBOLS[match["unit"]]
        yield Hit(start, end, {"text": match["unit"], "right": right}, can_fix(block, start, end, right))


_CURRENCY = re.compile(rf"(?:RMB|[￥¥])[ ]?(?P<number>{NUMBER}[万亿]{{0,2}})元")


def currency_twice(block: Block, office: Office) -> Iterator[Hit]:
    """￥500元: the sign says 元 already."""
    for match in _CURRENCY.finditer(block.text):
        right = f"{match['number']}元"
        fix = can_fix(block, match.start(), match.end(), right)
        yield Hit(match.start(), match.end(), {"text": match[0], "right": right}, fix)


_DEGREE = re.compile(r"(?<=[0-9])(?:°(?![CFc0-9′'\"″NSEWnsew.])|度C|°c)")
_WARM = re.compile(r"[气室水体低高降升保常恒炉]温|空调|温度|零下|零上|摄氏|温差")


def degree_sign(block: Block, office: Office) -> Iterator[Hit]:
    """气温38°: a temperature needs ℃."""
    for match in _DEGREE.finditer(block.text):
        if match[0] != "°" or _WARM.search(before(block.text, match.start(), 16)):
            yield Hit(match.start(), match.end(), {"text": match[0]})


_PAIRS = (
    (re.compile(r"㎡|(?<=[0-9])m²"), "平方米"),
    (re.compile(r"(?<=[0-9])km(?![A-Za-z²/0-9])(?![跑欢徒健])"), "公里"),
    (re.compile(r"(?<=[0-9])kg(?![A-Za-z/0-9])"), "公斤"),
)


def mixed_units(document: Document, office: Office) -> Iterator[Found]:
    """㎡ in a text that elsewhere writes 平方米. Tables may write as they like."""
    blocks = [block for block in document.blocks if block.kind in _READ]
    for symbol, said in _PAIRS:
        if not any(said[0] in block.chars and said in block.text for block in blocks):
            continue
        for block in blocks:
            if block.chars.isdisjoint("㎡²k"):
                continue
            for match in symbol.finditer(block.text):
                yield block, Hit(match.start(), match.end(), {"text": match[0], "right": said})


RULES: tuple[Rule, ...] = (
    BlockRule("number-mixed", mixed_numerals, needs="千百"),
    BlockRule("number-idiom", idiom_digits, needs="123456789"),
    BlockRule("number-wide-sign", wide_sign, needs="，．。"),
    BlockRule("number-missing", missing_number, RUNNING | HEADS | {CELL, CAPTION}, needs=" 　%％‰共第月"),
    BlockRule("percent-mixed", percent_mixed, RUNNING | HEADS | {CELL, CAPTION}, needs="之"),
    BlockRule("unit-symbol", unit_symbol, needs="KkCMHhDd"),
    DocumentRule("units-mixed", mixed_units),
    BlockRule("currency-twice", currency_twice, needs="￥¥R"),
    BlockRule("degree-sign", degree_sign, needs="°度"),
)
