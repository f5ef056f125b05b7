"""Words without which nothing of a sort is left over: all texts are looked through for them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import product

import numpy as np

from generator.check.joined import Marks, joined
from generator.model.prose import Block


def _two(first: str, second: str) -> Iterable[str]:
    return map("".join, product(first, second))


_OPEN = "（(【[［〔｛{"
_PART = "段处节条句项表图部数"
LEFT, BRACKETS, BARE, REMARK, CHOICE, PLAIN, BLANK = (1 << number for number in range(7))
SAID, MADE, LATER, LETTERS, ALTERNATIVE, BOTH, COVER, VERSION = (1 << number for number in range(7, 15))
MACHINE, SIGN, CELLS, LINE, COVERED = (1 << number for number in range(15, 20))
_WORDS = {
    LEFT: (
        *"XxＸ×○◯【待_＿（([〔",
        *_two("?？", "?？"),
        *_two("*＊", "*＊"),
        *_two("此这本该", _PART + "里"),
        *("....", "以下", "下文", "后文", "后面", "余下", "附图略", "领导审", "主任审"),
        *("TODO", "FIXM", "TBD", "Lore", "lore", "LORE"),
    ),
    BRACKETS: (*_OPEN, "——"),
    BARE: (*_two("此这该本以上", "句里稿段处部"), *_two("上下述", "数内部"), "段落"),
    REMARK: ("//", "／／"),
    CHOICE: ("选一", "选1", "选其"),
    PLAIN: (
        *_two("击", "此这以添编输键插"),
        *("此处", "这里", "输入", "键入", "空着", "空下", "留空", "未定", "错误！", "删除的内", "带格式的"),
        *("设置了格", "批注", "@", "示例文", "占位"),
        *_two("待", "拟写补定"),
    ),
    BLANK: (*"Xxn?？…*＊[［NYMZ<＜｛{#", "...", "00", "□□", "○○", "○◯", "◯◯", "◯○", "＿＿", "__"),
    SAID: (
        *_two("此这本", "一段句稿部数处里表图个样么是"),
        *_two("举加补配找", "一个张段点组"),
        *("请", "要不要", "先这", "回头", "记得", "原文到", "未完"),
    ),
    MADE: (
        *("$", "%s", "%d", "{", "<<<<", ">>>>", "＃＃", "##", "【", "某某", "测试测试"),
        *("DRAF", "PLAC", "plac", "todo", "ToDo", "Todo", "fixm", "tbd", "TBC", "TBA", "WIP"),
        *("Comm", "Form", "Dele", "Inse"),
        *_two("“", "” \u3000"),
        *_two("《", "》 \u3000"),
        *_two("第", " \u3000×XxＸNn?？"),
        *_two("年", " \u3000月"),
        *_two("月", " \u3000日?？"),
        *_two("?？", "年月日"),
    ),
    LATER: tuple(_two("再", "贴填补排改写加定上")),
    LETTERS: tuple("aeiou"),
    ALTERNATIVE: tuple("/／"),
    BOTH: tuple(_two("（(", "或也还")),
    COVER: tuple("AX"),
    VERSION: (*"版稿改校审Vv.待定最修", "副本", "inal", "INAL"),
    MACHINE: (
        *("好的", "当然", "以下是", "下面是", "告诉我", "告知我", "跟我说", "我沟通", "对我说", "语言模"),
        *("对您", "到您", "合您", "足您", "据您", "照您", "于您", "为您", "帮您", "AI", "人工智能", "生成"),
    ),
    SIGN: (
        *(
            "{{",
            "{%",
            "【【",
            "[",
            "===",
            "＝＝＝",
            ">>>",
            "<<<",
            "＞＞＞",
            "＜＜＜",
            "》》》",
            "※※",
            "◆◆",
            "▲▲",
            "_",
            "＿",
        ),
        *_two("【", "图照插配附视表此"),
        *_two("月", "_＿*＊…○〇◯?？×."),
        *_two("_＿*＊?？", "年"),
    ),
    CELLS: tuple("待nNu#?？未（(=没问报"),
    LINE: tuple(_two("没未", "改校核补审写看定润更")),
    COVERED: ("××",),
}
_WORDS[MACHINE] += ("此处", "这里", "修改说明", "本稿", "需要我", "：这", "：此")
_WORDS[SIGN] += ("〇〇", "&&", *_two("?？", "?？"))
_WORDS[BLANK] += ("某某", "百分之", *_two("（(", " \u3000\u00a0）)"), *_two("：:", "?？"))


@lru_cache(maxsize=1)
def _marks() -> Marks:
    bits: dict[str, int] = {}
    for bit, words in _WORDS.items():
        for word in words:
            bits[word] = bits.get(word, 0) | bit
    return Marks(bits)


def may_be_left(blocks: Sequence[Block]) -> dict[int, int]:
    """The number of each block in which something may be left over, and of which sorts."""
    found = _marks().of_each(joined([block.text for block in blocks]))[0]
    numbers = np.flatnonzero(found)
    return dict(zip(numbers.tolist(), found[numbers].tolist(), strict=True))
