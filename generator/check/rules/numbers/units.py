"""Rules about symbols of units: measures, money, degrees of temperature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.numbers.near import NUMBER, before, can_fix
from generator.model.prose import Block

_RIGHT_UNITS = (
    "km", "m", "cm", "mm", "km²", "㎡", "cm²", "mm²", "hm²", "m³", "cm³", "mm³",
    "dm³", "kg", "mg", "mL", "kW", "MW", "GW", "kW·h", "MW·h", "kV", "kV·A", "kJ",
    "MJ", "kcal", "kPa", "MPa", "hPa", "Pa", "kN", "Hz", "kHz", "MHz", "GHz", "dB",
    "dB(A)", "mmHg", "min", "km/h", "m/s", "m/min", "mg/L", "μg/L", "g/L", "kg/L", "mg/m³", "μg/m³",
    "g/m³", "kg/m³", "kg/h", "kg/d", "kg/t", "mg/kg", "μg/kg", "mL/min", "m³/s", "m³/h", "m³/d", "L/s",
    "L/min", "L/h", "kg/hm²", "g/cm³", "mmol/L", "mol/L", "kg/m²", "t/h", "t/d",
)  # fmt: skip
_SPELT = str.maketrans({"²": "2", "³": "3", "·": None, ".": None, "µ": "u", "μ": "u", "㎡": "m"})
_SYMBOLS: Mapping[str, str] = {
    ("m2" if right == "㎡" else right.translate(_SPELT).lower()): right for right in _RIGHT_UNITS
} | {"kva": "kV·A", "kg/m2": "kg/m²", "g/m2": "g/m²"}
"""The right symbol by what stands for it without capitals, dots and raised numbers."""
_ALSO_RIGHT = frozenset(
    {*_RIGHT_UNITS, "ml", "mg/l", "g/l", "μg/l", "kVA", "kV.A", "m²", "mW", "mPa", "µg/L", "µg/m³", "mmol/l"}
    | {"mol/l", "ml/min", "l/s", "l/min", "l/h", "mJ", "mV", "ms", "ns"}
) - {"Mm"}
"""These are right, too, though some say other units."""
_SYMBOL = pattern(
    r"(?<=[0-9\ufffc余多万亿千百 （(/])(?P<unit>[A-Za-zμµ]{1,4}[23²³]?"
    r"(?:/[A-Za-zμ]{1,3}[23²³]?|[·.][AaHh]|\([Aa]\))?)(?![A-Za-z0-9·\-]|\.[A-Za-z0-9])"
)
_COUNTS = pattern(r"[0-9\ufffc余多万亿][ ]?\Z|[0-9 ][千百]\Z|[㐀-鿿][（(/](?=\Z)")
_CODE = pattern(r"[A-Za-z\-_/#][0-9.]+\Z")
_LENGTH = pattern(r"(?:长|宽|高|深|厚|径|距)度?(?:约|近|为|达|是|仅|不足|超过|至少)?[0-9.]+ ?\Z")
_WEIGHT = pattern(r"(?:重|每[袋包份盒瓶罐桶])量?(?:约|近|为|达|是|仅|不足|超过)?[0-9.]+ ?\Z")
_ALONE: Mapping[str, tuple[re.Pattern[str], str]] = {
    "M": (_LENGTH, "m"),
    "G": (_WEIGHT, "g"),
    "T": (pattern(r"(?:重|载|运)量?(?:约|近|为|达|是|仅|不足|超过)?[0-9.]+ ?\Z"), "t"),
    "v": (pattern(r"(?:电压|供电|交流|直流|伏)(?:约|为|达|是|仅|不足|超过|低于|高于)?[0-9.]+ ?\Z"), "V"),
    "w": (pattern(r"功率(?:约|为|达|是|仅|不足|超过)?[0-9.]+ ?\Z"), "W"),
}
"""Letters that say many things: they are units only behind what is measured."""
_MIXED_POWER = pattern(r"(?P<power>平方|立方)(?P<unit>[KkCcMm]?[Mm])(?![A-Za-z0-9])")
_ACIDITY = pattern(r"(?:PH|Ph|ph)(?=值)")


def unit_symbol(block: Block, office: Office) -> Iterator[Hit]:
    """5KM, 20Kg, 0.4MG/L: symbols of units know capital and small letters."""
    text = block.text
    for match in _SYMBOL.finditer(text):
        start, end = match.span("unit")
        unit = match["unit"]
        if unit in _ALSO_RIGHT:
            continue
        if unit in _ALONE:
            ahead_of, right = _ALONE[unit]
            if not ahead_of.search(before(text, start, 16)):
                continue
        elif unit == "m2" or unit.translate(_SPELT).lower() in _SYMBOLS:
            right = _SYMBOLS[unit.translate(_SPELT).lower()]
        else:
            continue
        ahead = before(text, start, 12)
        if _COUNTS.search(ahead) is None or _CODE.search(ahead.rstrip(" ")) or right == unit:
            continue
        if ahead[-1] in "（(/" and text[end : end + 1] not in ("）", ")", ""):
            continue
        yield Hit(start, end, {"text": unit, "right": right}, can_fix(block, start, end, right))
    if "方" in text:
        for match in _MIXED_POWER.finditer(text):
            right = f"{match['unit'].lower()}{'²' if match['power'] == '平方' else '³'}".replace(
                "m²", "㎡", 1
            )
            right = right.replace("k㎡", "km²").replace("c㎡", "cm²").replace("m㎡", "mm²")
            yield Hit(*match.span(), {"text": match[0], "right": right})
    if "值" in text:
        for match in _ACIDITY.finditer(text):
            if not re.search("[A-Za-z]", before(text, match.start(), 1)):
                yield Hit(
                    *match.span(), {"text": match[0], "right": "pH"}, can_fix(block, *match.span(), "pH")
                )


_HAN_AMOUNT = r"[一二三四五六七八九十百千两零]{1,8}"
_AMOUNT = rf"(?:{NUMBER}|{_HAN_AMOUNT}|\ufffc)"
_TO = rf"(?:[万亿千百]{{0,2}}(?:[～~\-—–至到]|——)[￥¥$]?{NUMBER})?"
_YUAN = r"元(?:整|人民币)?|块钱?(?![地石状茎])|圆整?|角(?=[，。；、0-9]|\Z)"
_CURRENCY = pattern(
    rf"(?:RMB|CNY|￥|¥)[ ：:￥¥]{{0,2}}(?P<number>{_AMOUNT}{_TO}[ ]?[万亿千百]{{0,2}})余?多?[ ]?(?:{_YUAN})"
)
_FOREIGN = pattern(
    rf"(?P<sign>(?:US|HK|U\.S\.)?[$＄]|USD|HKD|[€£]|EUR|GBP|JPY)[ ]?(?P<number>{NUMBER}{_TO}[ ]?[万亿千"
    rf"百]{{0,2}})余?多?[ ]?"
    r"(?P<unit>美元|美金|港元|港币|欧元|英镑|日元|澳元|加元|元)"
)
_SAID_TWICE = pattern(
    rf"人民币(?:RMB|CNY)?[ ]?(?P<number>{_AMOUNT}[万亿千百]{{0,2}})余?多?元?(?:整|左右)?(?:人民币|RMB|CNY)"
    rf"|(?P<name>美元|港元|港币|欧元|英镑|日元)[ ]?(?P<foreign>{_AMOUNT}[万亿千百]{{0,2}})(?P=name)(?!区)"
)
_BEHIND = pattern(r"元(?<=[0-9万亿千百]元) ?(?:RMB|CNY|￥|¥)(?! ?[0-9])")
_SIGN_TWICE = pattern(rf"(?:RMB|CNY|人民币)[ ]?[￥¥][ ]?(?P<number>{NUMBER})")


_MONEY = (
    *("RMB", "CNY", "￥", "¥", "$", "＄", "USD", "HKD", "€", "£", "EUR", "GBP", "JPY"),
    *("人民币", "美元", "港元", "港币", "欧元", "英镑", "日元"),
)


def currency_twice(block: Block, office: Office) -> Iterator[Hit]:
    """￥500元, $300美元, 人民币86万元人民币: the sign, or the name, says it already."""
    text = block.text
    for match in _CURRENCY.finditer(text):
        number = re.sub("[￥¥ ]", "", match["number"])
        yuan = match[0].rstrip("整钱人民币").rstrip(" ")[-1]
        if yuan not in "角" or text[match.end() : match.end() + 1]:
            right = f"{number}{'元' if yuan in '元块圆' else yuan}"
            plain = match[0].endswith("元") and " " not in match[0]
            fix = can_fix(block, match.start(), match.end(), right) if plain else None
            yield Hit(match.start(), match.end(), {"text": match[0], "right": right}, fix)
    for match in _FOREIGN.finditer(text):
        if match["unit"] == "元" and match["sign"][-1] not in "$＄":
            continue
        unit = match["unit"] if match["unit"] != "元" else "美元"
        if match["unit"] == "元" and match["sign"].startswith("HK"):
            unit = "港元"
        yield Hit(*match.span(), {"text": match[0], "right": f"{match['number']}{unit}"})
    if text.count("人民币") > 1 or ("人民币" in text and block.has("R￥¥C")) or block.has("美港欧英日"):
        for match in _SAID_TWICE.finditer(text):
            right = f"{match['number']}元人民币" if match["number"] else f"{match['foreign']}{match['name']}"
            if match["number"] and not re.search("元(?:整|左右)?(?:人民币|RMB|CNY)", match[0]):
                right = f"人民币{match['number']}元"
            yield Hit(*match.span(), {"text": match[0], "right": right})
    if block.has("￥¥RC"):
        for match in _BEHIND.finditer(text):
            yield Hit(*match.span(), {"text": match[0], "right": "元"})
        for match in _SIGN_TWICE.finditer(text):
            if not re.match(r"[ ]?[万亿千百]{0,2}元", text[match.end() : match.end() + 4]):
                yield Hit(*match.span(), {"text": match[0], "right": f"￥{match['number']}"})


_NUM = r"[0-9]{1,4}(?:\.[0-9]{1,2})?"
_HAN_DEGREES = r"[零一二三四五六七八九十百点]{1,7}"
_DEGREE = pattern(
    r"[°º˚゜](?:(?<=[0-9].)|(?<=[0-9] .)) ?[CＣ]度|[°º˚゜](?<=[0-9].) ?c(?![A-Za-z])|[°º˚゜](?<=[0-9] ."
    r")c(?![A-Za-z])|[°º˚゜](?<=[0-9].) +C(?![A-Za-z])"
    r"|[º˚゜](?<=[0-9].)C?(?![A-Za-z])|°(?<=[0-9].)(?![CFＣc0-9′'\"″NSEWnsew. ])|°(?<=[0-9].)\Z"
    r"|度(?<=[0-9].)(?: ?[CＣ](?![A-Za-z])|℃|°C?)|℃度|℃(?:摄氏度|C|°)|摄氏度(?:C|℃)|度摄氏(?<=[0-9]度摄"
    r"氏)(?!度)"
    r"|[CＣ] ?[°º˚](?<=[0-9]..)|[CＣ][°º˚](?<=[0-9] ..)"
    r"|[oO](?<=[0-9].) ?C(?![A-Za-z0-9])|[oO](?<=[0-9] .)C(?![A-Za-z0-9])|。(?<=[0-9].)C(?![A-Za-z0-9])"
    r"|[CＣ](?:(?<=[0-9].)|(?<=[0-9] .))(?![A-Za-z0-9\-/座栋区幢级类型认证位号楼])"
)
_SAID_DEGREE = pattern(
    rf"摄氏(?:零下|零上|-|－)?(?:{_NUM}(?:[～~—–至到\-]{_NUM})?|{_HAN_DEGREES}|\ufffc)多?度"
    rf"|摄氏(?<=[0-9]摄氏)(?![度温])|摄氏(?:零下|零上|-|－)?{_NUM}(?:℃|°C)"
    rf"|零下[\-－−]{_NUM}(?:℃|°C|度|摄氏度)"
)
_WARM = pattern(
    r"[气室体水低高降升保常恒炉油地棚库夜昼早积均][温]|空调|温度|零[下上]|摄氏|温差|[℃]|[炎酷暑寒严冰冷"
    r"冻]|[高低][达至]|发烧|发热|暖|烧到|烫|烘|加热|烧开|冷藏|温"
)
_NO_WARM = pattern(
    r"[坡角倾旋转经纬仰俯拐弯方弧斜扇]|酒|白干|全景|无死角|视[角野]|[0-9]°[NSEW]|[东西南北]经|[南北]纬"
)


def degree_sign(block: Block, office: Office) -> Iterator[Hit]:
    """气温38°, 22C, 摄氏40度, -12°C度: a temperature needs ℃, once."""
    text = block.text
    if block.has("°º˚゜度℃CＣ"):
        for match in _DEGREE.finditer(text):
            start, end = match.span()
            bare = match[0] in ("°", "C", "Ｃ", "º", "˚", "゜", "o", "O") or match[0][0] in "oO。"
            near = before(text, start, 16) + text[end : end + 12]
            if bare and (not _WARM.search(near) or _NO_WARM.search(near)):
                continue
            if match[0][0] in "CＣ" and re.search(r"[A-Za-z#第\-][0-9.]+ ?\Z", before(text, start, 8)):
                continue
            yield Hit(start, end, {"text": _shown(text, start, end)})
    if block.has("摄零"):
        for match in _SAID_DEGREE.finditer(text):
            start, end = match.span()
            yield Hit(start, end, {"text": match[0] if len(match[0]) > 2 else _shown(text, start, end)})


def _shown(text: str, start: int, end: int) -> str:
    """The sign with the number before it."""
    number = re.search(r"[0-9][0-9.]{0,5} ?\Z", before(text, start, 7))
    return (number[0] if number else "") + text[start:end]


RULES: tuple[Rule, ...] = (
    BlockRule(
        "unit-symbol", unit_symbol, needs=("0123456789\ufffc余多万亿方值", "KkCHhDdmMGgTtLlPpSsUuVvWwμ")
    ),
    BlockRule("currency-twice", currency_twice, words=_MONEY),
    BlockRule("degree-sign", degree_sign, needs="°º˚゜度℃CＣ摄零"),
)
