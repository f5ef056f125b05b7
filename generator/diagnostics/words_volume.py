"""What is wrong when the issues of a year are made one volume."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

VOLUME: Mapping[str, Entry] = {
    "volume-year": Entry("error", "“{text}”不是年份", "请写四位数字，例如 YEAR=2026"),
    "volume-part": Entry(
        "error",
        "看不懂“{text}”是一年里的哪一部分",
        "请写上半年、下半年，或者从第几期到第几期，例如 PART=1-12；整年的不用写",
    ),
    "volume-kind": Entry(
        "error",
        "合订本不做“{kind}”这一种 PDF",
        "可以做的有：{kinds}",
    ),
    "volume-none": Entry(
        "error",
        "《{name}》{span}没有定稿的期，做不成合订本",
        "请核对刊物和年份；还没有定稿的，签发以后把“状态”改成“定稿”",
    ),
    "volume-unreadable": Entry(
        "error",
        "“{file}”有错误，不知道它该不该收进合订本，所以没有做",
        "请先改好它，或者把它移走，再做一次",
    ),
    "volume-stopped": Entry(
        "error",
        "{label}没有编出来，合订本不能缺它，所以没有做",
        "请按这一期的其他提示改好，再做一次",
    ),
    "volume-draft": Entry(
        "warning",
        "{label}还是草稿，没有收进合订本",
        "签发以后把“状态”改成“定稿”，再做一次",
    ),
    "volume-replaced": Entry(
        "notice",
        "{label}后来重发过，合订本里收的是{other}，原件不收",
        "重发的以重发的为准；要把原件也留一份，请另外存档",
    ),
    "volume-correction-void": Entry(
        "notice",
        "{label}没有收进合订本：它更正的原件已由{other}代替，原件也不在里面",
        "请核对重发的那一期已经照它改过；重发以后还有错的，另出一件更正",
    ),
    "volume-missing": Entry(
        "warning",
        "《{name}》{year}年没有{missing}，合订本里缺",
        "没有编过的不用管；编过的，请把那一期的文件找回来，再做一次",
    ),
}
