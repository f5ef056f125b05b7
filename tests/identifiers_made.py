"""Identifiers of all kinds, made by chance and by rule; none is taken from anybody."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.privacy.numbers import PROVINCES

HAN = "〇一二三四五六七八九"
WIDE = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)} | {ord("X"): "Ｘ", ord("-"): "－"}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ROADS = ("解放路", "人民大道", "建设巷", "沿河街", "文昌路", "东门大街", "柳树巷", "澜江路")
ESTATES = ("幸福小区", "锦澜花园", "文昌苑", "桂花新村", "江畔雅居")
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Made:
    """An identifier as written, and the characters of it that must be in no output, without separators."""

    kind: str
    text: str
    core: str


def identifiers(count: int, seed: int = 1) -> list[Made]:
    """`count` different identifiers, all kinds in turn."""
    chance = random.Random(seed)
    made: dict[str, Made] = {}
    makers = list(MAKERS.items())
    while len(made) < count:
        kind, maker = makers[len(made) % len(makers)]
        text, core = maker(chance)
        made.setdefault(core, Made(kind, text, core))
    return list(made.values())


def digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def mobile(chance: random.Random) -> tuple[str, str]:
    number = f"1{chance.choice('3456789')}{digits(chance, 9)}"
    a, b, c = number[:3], number[3:7], number[7:]
    forms: tuple[str, ...] = (
        *(
            number,
            number,
            f"{a} {b} {c}",
            f"{a}-{b}-{c}",
            f"+86{number}",
            f"+86 {a} {b} {c}",
            f"0086{number}",
        ),
        *(
            f"86-{number}",
            f"（+86）{number}",
            f"{a}.{b}.{c}",
            f"{a}·{b}·{c}",
            f"（{a}）{b}{c}",
            f"{a}\u200b{b}\u200b{c}",
        ),
        *(number.translate(WIDE), f"{a}－{b}－{c}".translate(WIDE), " ".join(number), f"{number[:7]} {c}"),
        *(
            "".join(HAN[int(one)] for one in number),
            f"{a}\u00ad{b}{c}",
            f"{a}—{b}—{c}",
            f"{a}\u3000{b}\u3000{c}",
        ),
        "".join(HAN[int(one)] for one in number).replace("一", "幺").replace("〇", "零"),
    )
    return chance.choice(forms), number


def landline(chance: random.Random) -> tuple[str, str]:
    area = chance.choice(("010", "021", "027", "0716", "0531", "0898", "0371"))
    local = chance.choice("2345678") + digits(chance, 7 if len(area) == 3 else chance.choice((6, 7)))
    whole = area + local
    extension = digits(chance, 3)
    forms = (
        *(f"{area}-{local}", f"({area}){local}", f"（{area}）{local}", whole, f"{area} {local}"),
        *(f"{area}-{local[:4]} {local[4:]}", f"+86-{area[1:]}-{local}", f"{area}—{local}转{extension}"),
        *(f"{area}-{local}".translate(WIDE), f"电话：{local}", f"联系电话{local}", f"请拨打{local}"),
    )
    return chance.choice(forms), local


def identity(chance: random.Random) -> tuple[str, str]:
    region = chance.choice(sorted(PROVINCES - {"91"})) + digits(chance, 2) + f"{chance.randint(1, 89):02d}"
    birth = f"{chance.randint(1930, 2008)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    body = region + birth + digits(chance, 3)
    check = "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, body, strict=True)) % 11]
    number = body + check
    a, b, c = number[:6], number[6:14], number[14:]
    forms = (
        *(number, number, number.lower(), f"{a} {b} {c}", f"{a}-{b}-{c}", number.translate(WIDE)),
        *(f"身份证号：{number}", f"{a}\u200b{b}\u200b{c}", " ".join(number)),
    )
    return chance.choice(forms), number


def old_identity(chance: random.Random) -> tuple[str, str]:
    region = chance.choice(("11", "32", "42", "51")) + digits(chance, 2) + f"{chance.randint(1, 89):02d}"
    day = f"{chance.randint(30, 85)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    number = region + day + digits(chance, 3)
    return chance.choice((number, f"身份证{number}", number.translate(WIDE))), number


def card(chance: random.Random) -> tuple[str, str]:
    prefix, length = chance.choice(
        (
            ("622202", 19),
            ("621700", 19),
            ("625912", 16),
            ("4563", 16),
            ("5187", 16),
            ("3568", 16),
            ("955880", 19),
        )
    )
    body = prefix + digits(chance, length - len(prefix) - 1)
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    number = body + str(-total % 10)
    fours = " ".join(number[start : start + 4] for start in range(0, length, 4))
    forms = (number, number, fours, fours.replace(" ", "-"), number.translate(WIDE), f"卡号{number}")
    return chance.choice(forms), number


def plate(chance: random.Random) -> tuple[str, str]:
    office = chance.choice("京沪鄂湘粤川浙苏鲁豫皖赣") + chance.choice(PLATE_LETTERS)
    number = "".join(chance.choice("0123456789") for _ in range(4))
    serial = chance.choice(
        (
            f"{number}{digits(chance, 1)}",
            f"{chance.choice('BCEGHKM')}{number}",
            f"D{number}{digits(chance, 1)}",
            f"{number}学",
        )
    )
    forms = (office + serial, f"{office}·{serial}", f"{office} {serial}", f"{office}-{serial}")
    return chance.choice(forms), office + serial


def door(chance: random.Random) -> tuple[str, str]:
    building, unit = chance.randint(1, 40), chance.randint(1, 6)
    room = f"{chance.randint(1, 33)}{chance.randint(1, 8):02d}"
    road, house, estate = chance.choice(ROADS), chance.randint(32, 1999), chance.choice(ESTATES)
    forms = (
        *(f"{building}栋{unit}单元{room}室", f"{building}号楼{unit}单元{room}", f"{building}幢{room}室"),
        *(
            f"{estate}{building}-{unit}-{room}",
            f"{road}{house}号",
            f"{road}{house}号{building}栋{unit}单元{room}室",
        ),
        *(
            f"{estate}{chr(64 + unit)}座{room}室",
            f"李家村{unit}组{house}号",
            f"{building}#楼{unit}单元{room}室",
        ),
    )
    text = chance.choice(forms)
    core = text
    for name in (*ROADS, *ESTATES, "李家村"):
        core = core.replace(name, "")
    return text, core


def mailbox(chance: random.Random) -> tuple[str, str]:
    name = "".join(chance.choice("abcdefghkmnpqrstuvwxyz") for _ in range(6)) + digits(chance, 3)
    host = chance.choice(("qq.com", "163.com", "mail.example.cn", "lanting.example"))
    forms = (
        f"{name}@{host}",
        f"{name}＠{host}",
        f"{name} @ {host}",
        f"{name}(at){host}",
        f"{name.upper()}@{host}",
    )
    return chance.choice(forms), name


def passport(chance: random.Random) -> tuple[str, str]:
    number = chance.choice("EG") + digits(chance, 8)
    permit = chance.choice("CHM") + digits(chance, 8)
    return chance.choice(
        ((f"护照号{number}", number), (f"护照：{number}", number), (f"港澳通行证{permit}", permit))
    )


def account(chance: random.Random) -> tuple[str, str]:
    name = "".join(chance.choice("abcdefghkmnpqrstuvwxyz") for _ in range(5)) + digits(chance, 4)
    number = chance.choice("123456789") + digits(chance, 8)
    return chance.choice(
        (
            (f"微信号：{name}", name),
            (f"微信：{name}", name),
            (f"QQ：{number}", number),
            (f"QQ号{number}", number),
        )
    )


MAKERS: Mapping[str, Callable[[random.Random], tuple[str, str]]] = {
    "手机号": mobile,
    "固定电话": landline,
    "身份证号": identity,
    "15位身份证号": old_identity,
    "银行卡号": card,
    "车牌号": plate,
    "门牌号": door,
    "邮箱": mailbox,
    "护照或通行证号": passport,
    "微信或QQ号": account,
}
