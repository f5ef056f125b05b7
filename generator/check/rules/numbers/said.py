"""Rules about numbers that are words: 正月十五, 三分之一, 光绪二十三年, “十四五”; and hours of half a day."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import before, can_fix, is_title
from generator.model.prose import Block

_DIGITS = "〇一二三四五六七八九"
_TO_HAN = str.maketrans("0123456789", _DIGITS)
_ERAS = (
    "洪武|建文|永乐|洪熙|宣德|正统|景泰|天顺|成化|弘治|正德|嘉靖|隆庆|万历|泰昌|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统"
    "|至正|至元|贞观|开元|天宝|元和|绍兴|乾道|淳熙|嘉定|元丰|熙宁|元祐|庆历|景德"
)
_NAMES = (
    "3农|1带1路|3会1课|3重1大|5位1体|4个全面|4个意识|4个自信|2个维护|2个确立|8项规定|6稳|6保|3公|4风|2个100年|3严3实|2学1做|3去1降1补|1国2制|5水共治"
    "|1岗双责|4议2公开|3资|3权分置|2不愁3保障|4个不摘|3改|4好农村路|3下乡|2会1书|1网通办|1网统管|1件事|双随机1公开|3同时|3个代表|8荣8耻|4史|5老"
)
_WRITTEN = (
    # 正月15, 腊月23, 农历8月15
    r"月(?<=[正腊冬]月)初?[0-9]{1,2}(?![0-9个天])",
    r"历(?<=[农阴旧]历)[0-9]{1,2}月(?:初[0-9]{1,2}|[0-9]{1,2}(?![0-9日])|初[一二三四五六七八九十])",
    r"历(?<=[农阴旧]历)[一二三四五六七八九十]{1,2}月初?[0-9]{1,2}日?",
    # 3分之1
    r"分之(?<=[0-9]分之)[0-9一二三四五六七八九十]{1,3}",
    r"分之(?<=[二三四五六七八九十]分之)[0-9]{1,3}",
    # 光绪23年
    rf"年(?<=[0-9]年)(?<=(?:{_ERAS})[0-9]年)",
    rf"年(?<=[0-9]年)(?<=(?:{_ERAS})[0-9][0-9]年)",
    # “八0后”, 7〇后
    r"0后(?<=[五六七八九]0后)|〇后(?<=[0-9]〇后)|零后(?<=[5-9]零后)",
    # “14五”, “十4五”
    r"五(?<=1[0-6]五)(?=”|规划|期间|时期|开局|末)(?<![0-9]1[0-9]五)",
    r"十[1-6]五?(?<![一二三四五六七八九]十[1-6])(?<![一二三四五六七八九]十[1-6]五)(?<=“十[1-6]五|.“十[1-6])(?=”|规划|期间|时期)",
    # “3农”
    rf"“(?:{_NAMES})(?=”)",
    # 星期3, 第1书记
    r"期[1-7](?<=星期.)(?![0-9])|周[1-6](?=[上下]午|晚上|早上)|拜[1-7](?<=礼拜.)(?![0-9])",
    r"第[1-9](?=产业|方(?![面案阵])|时间|书记|责任人|要务|课堂|故乡|梯队|者(?![0-9]))",
    # 第十2届
    r"第(?:[二三四五六七八九]?十[1-9]|[1-9]十[一二三四五六七八九]?)(?=[届次章条期批个名])",
)
# Each begins with a character, by which all are looked for at once.
_IN_HAN = pattern("|".join(_WRITTEN))
_NUMBER = pattern(r"[0-9]+")
_OWN = pattern(
    r"[0-9]{1,3}\Z|[正腊冬]\Z|[农阴旧]\Z|[二三四五六七八九十]\Z|星\Z|礼\Z|(?:"
    + _ERAS
    + r")[0-9]{1,2}\Z|[五六七八九]\Z"
)


def in_han(block: Block, office: Office) -> Iterator[Hit]:
    """正月15, 3分之1, 光绪23年, “八0后”, “14五”: such numbers are written in Han numerals."""
    text = block.text
    for match in _IN_HAN.finditer(text):
        start, end = match.span()
        if own := _OWN.search(text[max(0, start - 6) : start]):
            start -= len(own[0])
        found = text[start:end].lstrip("“")
        start = end - len(found)
        if not is_title(text, start) and before(text, start, 1) not in tuple(".-—～~"):
            right = _NUMBER.sub(_said, found)
            yield Hit(start, end, {"text": found, "right": right}, can_fix(block, start, end, right))


def _said(match: Match[str]) -> str:
    """A number below a hundred in Han numerals."""
    digits = match[0]
    if len(digits) != 2 or digits[0] == "0":
        return digits.translate(_TO_HAN)
    tens, ones = int(digits[0]), int(digits[1])
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


_HALF_DAY = pattern(
    r"(?P<hour>1[3-9]|2[0-4])(?<=[下]午..|晚上..|傍晚..|夜间..|晚间..|夜里..|午后..)(?P<mark>[时点:：])(?![0-9]{3})"
)


def half_day(block: Block, office: Office) -> Iterator[Hit]:
    """下午14时: of 24 hours none needs to be called one of the afternoon."""
    for match in _HALF_DAY.finditer(block.text):
        start = match.start() - 2
        hour = match["hour"]
        yield Hit(
            start,
            match.end(),
            {"text": block.text[start : match.end()], "hour": hour, "right": str(int(hour) - 12)},
        )


RULES: tuple[Rule, ...] = (
    BlockRule("number-in-han", in_han, needs="0123456789"),
    BlockRule("clock-half-day", half_day, needs="午晚夜"),
)
