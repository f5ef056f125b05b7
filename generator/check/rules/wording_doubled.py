"""A word typed twice: 的的, 进行进行. Doubling also forms words, so only what never does counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.check.pattern import pattern
from generator.check.rule import BlockRule, Hit, Office, Rule
from generator.check.rules.wording_doubled_words import LONGER, NOUNS, SURE
from generator.model.prose import CELL, HEADS, RUNNING, Block

_SINGLE: Mapping[str, tuple[str, str]] = {
    "的": ("目标靶打", "确士喀答"),
    "了": ("不时为于明终末知甚", "解然却之无结断账案"),
    "在": ("现存实潜内自好旨外重志意仍健安", "建线职校册岗场押编读逃产任营役网"),
    "是": ("于但凡可若要国", "非否"),
    "和": ("温平暖祥缓谦随融饱柔附应调共热中总", "美气睦平谐田县硕顺解乐满善缓好盘林风悦泰煦蔼约议衷"),
    "对": ("双成一反", "抗流方口联手外象照账岸碰子策应称立冲接比"),
    "与": ("参给赠授付寓相干", "会时此日之众人世"),
    "及": ("以涉普顾波触危提遍殃惠埃企力累措旁遐追谈料论", "时格第笄早物其"),
    "将": ("即必行终干健虎大上中少战闯猛老麻武名勇女良悍爱强", "军领士来近就才要会帅官相心"),
    "也": ("之者", "门"),
    "都": ("首成古丰大花新京于旧帝全名国商江昌宜迁定建故钢陶瓷", "市江匀城督会是昌"),
    "被": ("棉植覆绒毛单厚地羊蚕盖床", "子告执保单褥申征害投罚上服套动迫选"),
    "把": ("一火几两拖门三每这那", "关脉手控持握柄总戏稳门儿"),
    "向": (
        "方意面流动走去导志取倾转单双风航朝指偏定内外南北东西上下横纵逆",
        "阳导日上好往来心",
    ),
    "从": ("服自随侍听顺无盲遵主依信", "容严业事重快众头来前此实速优简轻政军医教征新旧"),
    "以": ("予加可得足难所何用借赖给致", "下上前往旧人色点投赛训案工会奖老小学外内后致至免及便身"),
    "并": ("合一兼吞归裁火捆撤", "不无非列存购轨网肩入联排拢行案"),
    "其": ("尤与极何土莫", "他它中余实次间"),
    "此": ("如因彼为就至从由在对据以", ""),
    "该": ("应本活就理", ""),
    "由": ("自经理缘事来原", "来衷此表于"),
    "到": ("", "访账场位货期达底处任岗家手站点会时此"),
    "已": ("得而不", ""),
    "这": ("", ""),
    "们": ("", ""),
    "要": ("重主需必只扼紧首次简摘概纪险索", "求素点件闻领务塞道害"),
    "市": ("", "场政容民长区直郊花级树辖立属委价值面内外况监县"),
}
"""Characters that may stand twice only behind or before some others: 目的的, 为了了解, 是是非非."""

_COMMON = frozenset("一几好很太真快来加越啊哈嘿喂有没不行多最又你我他她听想什干怎谁哪")
"""Characters at the head of a longer piece that may stand twice: 一个个一个个, 越来越越来越."""
_TAILS = frozenset("的第着会局委部院站组室处科所队厅办司社校园村镇乡军师个临逐")
"""Characters with which a piece does not begin: in 基金会基金会员 nothing stands twice."""
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
_BEFORE = frozenset(("党组织", "团组织", "会组织", "社组织"))
"""党组织组织活动: the first is the end of a longer word."""
_BYTES = 4
"""Of a character in UTF-32."""
_HAN = pattern(r"[一-鿿]+")
_TWICE = pattern("([" + "".join(_SINGLE) + r"])\1")
_QUOTED = 40
"""Characters before a word in which a quotation mark is looked for."""
_KEPT = 50
"""Findings that a shorter piece is compared with: in a text of slips only, the last will do."""
_LONGEST = 8
_MOST_SHOWN = 21
_SHORT = 3
"""Characters of a piece that may be a word which doubles: 一个个, 越来越."""
_COMMA = pattern("[，、；。！？]")
_CLAUSE_LEAST = 5


def doubled(block: Block, office: Office) -> Iterator[Hit]:
    text = block.text
    found: list[tuple[int, int]] = []
    for start, length in _repeats(text):
        end = start + 2 * length
        piece = text[start : start + length]
        apart = all(end <= other[0] or start >= other[1] for other in found[-_KEPT:])
        if apart and _is_slip(text, start, piece):
            found.append((start, end))
            yield Hit(start, end, {"text": piece * 2, "once": piece})
    for start, end, clause in _clauses(text):
        yield Hit(start, end, {"text": _shown(f"{clause}，{clause}"), "once": _shown(clause)})
    for match in _TWICE.finditer(text):
        before, after = _SINGLE[match[1]]
        if not _HAN.search(text[max(0, match.start() - 1) : match.end() + 1].replace(match[1], "")):
            continue
        # At the edges of the text nothing forms a longer word with it.
        at_head = text[match.start() - 1 : match.start()] not in tuple(before)
        at_tail = text[match.end() : match.end() + 1] not in tuple(after)
        if at_head and at_tail:
            yield Hit(match.start(), match.end(), {"text": match[0], "once": match[1]})


def _repeats(text: str) -> Iterator[tuple[int, int]]:
    """Where some characters stand twice, one behind the other, and how many, the most first.

    The text is laid beside itself, so many characters on, as one large number: where both are the same there
    are zeros. Comparing character by character would take ten times as long.
    """
    data = text.encode("utf-32-le", "surrogatepass")
    number = int.from_bytes(data, "little")
    for length in range(_LONGEST, 1, -1):
        width = _BYTES * length
        if len(data) < 2 * width:
            continue
        same = (number ^ (number >> (8 * width))).to_bytes(len(data), "little")
        run = bytes(width)
        # Behind the last character that has another beside it there is nothing to compare.
        last = len(data) - width
        start = same.find(run, 0, last)
        while start >= 0:
            if start % _BYTES:
                start += _BYTES - start % _BYTES
                if same[start : start + width] != run or start + width > last:
                    start = same.find(run, start, last)
                    continue
            yield start // _BYTES, length
            start = same.find(run, start + width, last)


def _is_slip(text: str, start: int, piece: str) -> bool:
    if not _HAN.fullmatch(piece) or len(set(piece)) == 1:
        return False
    following = text[start + 2 * len(piece) : start + 2 * len(piece) + 1]
    if len(piece) == 2:
        if piece in SURE:
            return following != "再" and not _is_said(text, start)
        if text[max(0, start - 1) : start + 2] in _BEFORE:
            return False
        return piece in NOUNS and following not in LONGER and not _is_said(text, start)
    if (
        piece[0] in _TAILS
        or "第" in piece
        or (len(piece) <= _SHORT and (piece[0] in _COMMON or "的" in piece[:-1]))
    ):
        return False
    if _NUMERALS.issuperset(piece) or piece == piece[: len(piece) // 2] * 2:
        return False
    return (len(piece) > _SHORT + 1 or following not in LONGER) and not _is_said(text, start)


def _clauses(text: str) -> Iterator[tuple[int, int, str]]:
    """A clause that stands again behind its comma: 加强日常巡查，加强日常巡查。"""
    start, last = 0, ""
    for clause in _COMMA.split(text):
        again = clause == last and len(clause) >= _CLAUSE_LEAST
        if again and _HAN.fullmatch(clause) and not _is_said(text, start):
            yield start - len(clause) - 1, start + len(clause), clause
        start, last = start + len(clause) + 1, clause


def _shown(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def _is_said(text: str, start: int) -> bool:
    """Whether it stands in quotation marks: people do say things twice."""
    before = text[max(0, start - _QUOTED) : start]
    return before.rfind("“") > before.rfind("”")


RULES: tuple[Rule, ...] = (BlockRule("word-doubled", doubled, RUNNING | HEADS | {CELL}),)
