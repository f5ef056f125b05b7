"""Rules about ranges and approximate numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import NUMBER, before, can_fix, is_han, is_title, number_value
from generator.model.prose import CAPTION, CELL, RUNNING, SUBTITLE, TITLE, Block

_NO_RANGE = r"0-9A-Za-z.,:：/\-–—－~～〜+#_=×〔第"
"""Before a number: part of a code, a time, an address, an ordinal."""
_WAVES = "~〜"
_DASHES = "–－−-"
_RIGHT = {mark: "～" for mark in _WAVES + _DASHES} | {"——": "—", "--": "～"}

_SHARED_UNIT = pattern(
    rf"(?P<low>[0-9](?<![{_NO_RANGE}][0-9])[0-9,]{{0,15}}+(?:\.[0-9]{{1,8}}+)?+) ?"
    rf"(?P<mark>[{_WAVES}～—至到{_DASHES}]|——) ?(?P<high>{NUMBER}) ?(?P<unit>万亿|亿|万|[%％‰])"
)


def shared_unit(block: Block, office: Office) -> Iterator[Hit]:
    """万, 亿 and % count only for the number that they stand at: 9～16亿 says 9 to 1,600,000,000."""
    text = block.text
    for match in _SHARED_UNIT.finditer(text):
        low, high, unit, mark = (
            number_value(match["low"]),
            number_value(match["high"]),
            match["unit"],
            match["mark"],
        )
        percent = unit in "%％‰" and mark not in _DASHES
        if low == 0 or not (low < high or percent):
            continue
        if mark in "至到" and (high > 20 * low or before(text, match.start(), 1) in ("从", "由", "自")):
            continue  # It may really grow from a small number to a large one.
        sign = "%" if unit == "％" else unit
        right = f"{match['low']}{sign}{_RIGHT.get(mark, mark)}{match['high']}{sign}"
        yield Hit(*match.span(), {"text": match[0], "right": right}, right)


_MEASURE = (
    r"元|角|个(?![人体])|人次|人(?![民大])|名(?![单称次])|位|家(?!庭)|户(?![型籍口外])|件|天|小时|分钟|"
    r"秒|周岁|岁|周"
    r"|公里|千米|平方米|平方公里|立方米|厘米|毫米|米|公斤|千克|克|斤|吨|公顷|亩|次(?!日)|倍|级|度(?!假)|℃|°C"
    r"|台|辆|项|处|所|头(?!条)|株|棵|份|批次|场|种|套|年(?![级代])|千瓦|升|袋|箱|瓶|桶|盒|趟|轮(?!胎|渡"
    r")|册|张(?![贴某])"
    r"|支(?![部队])|盏|根(?!据)|篇|批|对(?!外)|遍|只|学时|课时|月龄|本(?![科市县省区校院级地])|包(?![括"
    r"含])|组(?![织长])|km|kg|cm|mm|[mgt](?![A-Za-z])"
)
_UNIT = rf"(?P<unit>[%％‰]|(?:万亿|[万亿千])?(?:{_MEASURE}|万|亿))"
_LEFT = pattern(rf"(?:\A|(?P<pre>[^0-9.,]))(?P<number>{NUMBER})(?:{_UNIT}|(?P<date>[年月日时]))?\Z")
_FOLLOWING = pattern(
    rf"(?P<number>{NUMBER})(?![0-9.,:：\-–—~～])(?:(?P<date>学?年(?![级代])|月(?!龄)|日|时(?![间段候长"
    rf"效速]))|{_UNIT})?"
)
_MARK = pattern(r"[–－−~〜—-][—-]?(?= ?[0-9])")
_PLACES = "路街巷弄道村栋号楼幢室线"
"""Before a number: it may be that of a house."""


def range_mark(block: Block, office: Office) -> Iterator[Hit]:
    """A hyphen or a half-width ~ between the ends of what is surely a range.

    One whose first number lacks its unit is told and mended as a whole by `shared_unit`.
    """
    text = block.text
    whole: list[Hit] | None = None
    for match in _MARK.finditer(text):
        start, end = match.span()
        if match[0] not in _RIGHT:
            continue
        left = _LEFT.search(before(text, start).rstrip(" "))
        right = _FOLLOWING.match(text[end : end + 30].lstrip(" "))
        if left is None or right is None or is_title(text, start):
            continue
        pre = left["pre"] or ""
        if re.match(r"[A-Za-z./\-–—~～_=+#:：×〔]", pre):
            continue
        wanted = _wanted(match[0], left, right, pre)
        if wanted and whole is None:
            whole = list(shared_unit(block, office))
        if wanted and not any(one.start < start < one.end for one in whole or ()):
            shown = f"{left['number']}{left['unit'] or left['date'] or ''}{match[0]}{right[0]}"
            yield Hit(start, end, {"text": shown, "right": wanted}, wanted)


def _wanted(mark: str, left: re.Match[str], right: re.Match[str], pre: str) -> str:
    """What should stand instead of `mark`; "" where it may be no range."""
    low, high = left["number"], right["number"]
    unit = right["unit"] or ""
    if mark in _WAVES:
        return "～"
    if right["date"]:
        lasting = right["date"] == "年" and len(high) < 3 and not left["date"]
        return ("～" if lasting else "—") if _is_span(left, right, pre) else ""
    if not unit or left["date"] or re.match(r"0[0-9]", low) or pre in ("第", *_PLACES):
        return ""
    same = bool(left["unit"]) and unit.startswith(left["unit"]) and mark != "——"
    rising = not left["unit"] and number_value(low) < number_value(high)
    return _RIGHT[mark] if same or rising else ""


def _is_span(left: re.Match[str], right: re.Match[str], pre: str) -> bool:
    """Whether two numbers are surely the ends of years, months or days."""
    low, high, what = left["number"], right["number"], right["date"]
    if left["date"] or left["unit"] == "年":
        return what in "年月日时" and (what == "时") == (left["date"] == "时") and not low.startswith("0")
    if left["unit"] or not (low.isdigit() and high.isdigit()):
        return False
    if what.endswith("年"):
        rising = int(low) < int(high)
        whole = len(low) == len(high) == 4
        return rising and (whole if what == "学年" else whole or (len(low) < 3 and len(high) < 3))
    if what == "时":
        return int(low) < int(high) <= 24 and pre not in ("第", *_PLACES)
    if what == "月":
        return 0 < int(low) <= 12 and 0 < int(high) <= 12
    return pre == "月" and 0 < int(low) < int(high) <= 31


_COUNTED = (
    r"个(?![体案税]|人[信财账消税工大民的])|人(?![员民大才工物口社])|(?:名|位)(?=[^\W的次之间])|户(?!["
    r"口籍])|家(?![庭长属园])|件|天(?![津气然])|次"
    r"|元(?![月旦])|岁|倍|公里|公斤|里(?=[路地外远山水长多])|米|斤|吨|亩|小时|分钟|辆|趟|遍|多|余|年(?!"
    r"[级代度末初期报终制])"
    r"|点(?=钟|[，。；、左多就才时]|\Z)|秒|[台棵株头只句碗杯桌袋箱桶捆盏块双口步颗尾滴瓶](?![山镇村岸乡前老])"
    r"|成(?![立员都为本果功效绩交长就])|本(?=书|账)|张(?=[^\W家庄村氏]|\Z)|封|篇|场(?=[雨雪戏球比会])|"
    r"桩|拨|毛钱|块钱|代人|顿|度(?=[，。；、左]|\Z)|把(?!手|关)|[处项条座所间栋份套批道](?<=[约近有].、"
    r"..)|平方|立方|厘米|毫米|公分|分(?=钱|地)"
)
_WITH_TENS = r"[栋幢项条场种位间套份张座层级所批盘片艘孔根支本]|处|笔|道|门|分(?=钟|钱)"
_APART = pattern(
    rf"(?P<first>[一两二三四五六七八九1-8])、(?P<second>[两二三四五六七八九十2-9])"
    rf"(?P<tens>[十百千万亿]{{0,2}})(?P<unit>万?(?:{_COUNTED})|万|(?<=[十百千])(?:{_WITH_TENS}))"
)
_STARTING = frozenset({TITLE, SUBTITLE, CAPTION, CELL})
"""Nothing here begins with the number of a heading or of an item."""
_ORDINALS = "第周期初组班表图号层楼逢附件章节卷册版届站视获列居排"
_ARABIC_ORDINALS = _ORDINALS + "题条款项页桥元路线"
_DIGITS = "一二三四五六七八九"


def approximate_apart(block: Block, office: Office) -> Iterator[Hit]:
    """三、四个 for 三四个. Two ordinals (一、二季度) have no measure word of plain counting behind them."""
    text = block.text
    for match in _APART.finditer(text):
        start = match.start()
        first, second = match["first"], match["second"]
        arabic = first in "12345678"
        if arabic != (second in "23456789") or not _is_pair(first, second) or (arabic and match["tens"]):
            continue
        head = start
        while not arabic and head > max(0, start - 6) and text[head - 1] in "一二三四五六七八九十百千万":
            head -= 1
        ahead = text[head - 1 : head] if head else ""
        within = is_han(ahead) or (
            not arabic and (ahead in ("，", "（", "“", "：") or (not ahead and block.kind in _STARTING))
        )
        if ahead in ("。", "；", "！", "？") and not arabic and block.kind in RUNNING:
            # “一、……；二、……” numbers the parts of a sentence.
            within = re.match(r"[一二三四五六七八九十]、", text) is None and "；二、" not in text
        if (
            not within
            or (ahead and ahead in (_ARABIC_ORDINALS if arabic else _ORDINALS))
            or is_title(text, start)
        ):
            continue
        if match["unit"] in "多余" and not match["tens"]:
            continue
        shown = "".join(_DIGITS[int(one) - 1] if arabic else one for one in (first, second))
        right = f"{shown}{match['tens']}{match['unit']}"
        end = match.start("second") + 1
        fix = None if arabic else can_fix(block, start, end, shown)
        yield Hit(start, end, {"text": match[0], "right": right}, fix)


def _is_pair(first: str, second: str) -> bool:
    if first in "12345678":
        return int(second) == int(first) + 1
    if first == "两" or second == "两":
        return first + second in ("两三", "一两", "三两")
    if first == "九" or second == "十":
        return first + second == "九十"
    return _DIGITS.index(second) == _DIGITS.index(first) + 1 or first + second == "三五"


_NUMERAL = r"(?:[0-9][0-9,.]{0,14}|[一二三四五六七八九十百千万两几]{1,6}|\ufffc)[十百千万亿]{0,3}"
_ABOUT = pattern(
    r"(?P<about>大约|大概|将近|接近|超过|约|近|逾|超)[有为计合达需占用]?"
    rf"(?P<number>{_NUMERAL})(?P<unit>个|年|天|小时|公里|平方米|米|里)?(?P<more>[多余])?(?P<next>个?[年"
    r"天月日周小星])?"
)
_NO_ABOUT = {
    "约": "预签违合节公特制集条履邀续毁纽相契誓租失赴践爽守婚口规网商缔立解",
    "近": "最附临靠就邻亲新相远抵逼贴走拉晚挨切渐凑",
    "超": "赶反高商",
}
_AROUND = pattern(r"左右(?![两侧手邻岸脚边开])|上下(?![楼班水游级联一齐同功铺学午行左])")
_COUNT_AROUND = pattern(
    rf"(?P<about>大约|大概|将近|接近|至少|最多|不少于|不超过|超过|约|近|逾)?[有为计合达需要占用在花了]{{0,2}}"
    rf"(?:总[数量]的)?(?P<number>{_NUMERAL})(?:[～—至到]{_NUMERAL})?(?P<more>[多余])?"
    r"(?:[^\W0-9_]|[℃%％°‰]){0,4}\Z"
)


def approximate_twice(block: Block, office: Office) -> Iterator[Hit]:
    """约300多人, 大约10天左右: the number is called approximate by two words."""
    text = block.text
    for match in _ABOUT.finditer(text):
        about = match["about"]
        few = "几" in match["number"] and about in ("约", "大约", "大概")
        if not (match["more"] or few) or _is_other_word(text, match.start(), about):
            continue
        if about == "近" and (match["next"] or match["unit"] in ("年", "天", "小时")):
            continue  # 近10多年 are the years just past.
        shown = match[0][: match.end("more") - match.start()] if match["more"] else match[0]
        yield Hit(
            match.start(),
            match.start() + len(shown),
            {"text": shown, "first": about, "second": match["more"] or "几"},
        )
    for start, end, one, other in bound_twice(text):
        yield Hit(start, end, {"text": text[start:end], "first": one, "second": other})
    for around in _AROUND.finditer(text):
        ahead = before(text, around.start(), 22)
        counted = _COUNT_AROUND.search(ahead)
        if counted is None:
            continue
        start = around.start() - len(ahead) + counted.start()
        first = counted["about"]
        if first and _is_other_word(text, start, first):
            first = None
        if not first:
            start += counted.start("number") - counted.start()
        first = first or counted["more"] or ("几" if "几" in counted["number"] else None)
        if first:
            shown = text[start : around.end()]
            yield Hit(start, around.end(), {"text": shown, "first": first, "second": around[0]})


_BOUND = pattern(r"以[上内下](?<=[^所及]..)|之[上内下]|有余(?![^，。；、的])")
_ABOVE = r"(?:超过|超出|突破|高于|多于|大于|不低于|不少于|不下于|至少|最少|起码|约|大约|将近|接近|近|逾)"
_BELOW = r"(?:不超过|不足|不到|低于|少于|小于|最多|至多|不满|未满|不高于|未超过|不多于|最多不超过)"
_BOUNDED = (
    r"[有为计合达需占用在花了]{0,2}(?:增[收加]|节约|减少|拿出|投入|培训|新增|完成|提供|发放)?了?"
    rf"(?P<number>{_NUMERAL})(?P<more>[多余])?(?:[^\W0-9_]|[℃%％°‰]){{0,4}}\Z"
)
_AT_LEAST, _AT_MOST = pattern(f"(?P<about>{_ABOVE}){_BOUNDED}"), pattern(f"(?P<about>{_BELOW}){_BOUNDED}")
_SOME = pattern(
    r"[数几上好](?P<unit>[十百千万]{1,2})(?P<more>[多余])(?=[个人名户家件次元亩吨里米公斤天年间处项位条"
    r"棵株头只平])"
)
_ABOUT_ABOUT = pattern(
    r"大(?:约|概)(?:约|大约|大概)(?=[0-9一二三四五六七八九十百千万两几数半])"
    r"|约(?:大约|大概|近)(?=[0-9一二三四五六七八九十百千万两几数半])|上下左右(?<=[0-9多余个元米人吨里斤"
    r"亩件]上下左右)(?=[，。；、])"
)
_OF_SOME = ("", *"，。；：、（“的了有近约共是达到为种养出")


def bound_twice(text: str) -> Iterator[tuple[int, int, str, str]]:
    """超过2000只以上, 不超过10吨以内, 数十余人: a bound is told by two words."""
    for match in _BOUND.finditer(text):
        above = match[0][-1] in "上余"
        ahead = before(text, match.start(), 22)
        counted = (_AT_LEAST if above else _AT_MOST).search(ahead)
        if counted is None or (above and counted["about"] in ("近", "约") and counted["more"]):
            continue
        start = match.start() - len(ahead) + counted.start()
        about = counted["about"]
        if before(text, start, 1) in ("不", "未", "没"):
            continue
        last = counted["number"][-1] in "年月" or re.search(
            r"[0-9一二三四五六七八九十]+[岁年级层楼度]", counted[0]
        )
        if not _is_other_word(text, start, about) and not (about in ("近", "约") and last):
            yield start, match.end(), about, match[0]
    for match in _ABOUT_ABOUT.finditer(text):
        yield match.start(), match.end(), match[0][:2], match[0][2:]
    for match in _SOME.finditer(text):
        if text[match.start() - 1 : match.start()] in _OF_SOME or match[0][0] in "数几":
            yield match.start(), match.end(), match[0][0], match["more"]


def _is_other_word(text: str, position: int, about: str) -> bool:
    """Whether 约, 近 or 超 is the end of another word: 节约, 附近, 赶超."""
    ahead = before(text, position, 1)
    return bool(ahead) and ahead in _NO_ABOUT.get(about, "")


RULES: tuple[Rule, ...] = (
    BlockRule("range-unit-shared", shared_unit, needs="万亿%％‰"),
    BlockRule("range-mark", range_mark, needs="-–－−~〜—"),
    BlockRule("approximate-apart", approximate_apart, needs="、"),
    BlockRule("approximate-twice", approximate_twice, needs="约近逾超概左上内下余多"),
)
