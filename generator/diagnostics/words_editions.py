"""What is wrong with public editions."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

EDITIONS: Mapping[str, Entry] = {
    "public-secret": Entry(
        "error",
        "“{name}”标了密级（{secrecy}），又写了“公开: 是”；有密级的刊物不能有公开版",
        "请把这个刊物的“公开”改成“否”；密级标错了的，删去“密级”",
    ),
    "public-empty": Entry(
        "warning",
        "这一期没有可以公开的内容，没有编公开版",
        "这一期的文章都标了“内部: 是”；有能公开的，请把那一篇的“内部”改成“否”",
    ),
    "public-mentioned": Entry(
        "warning",
        "《{title}》标了“内部: 是”，公开版不登，可是公开版的别处写到了这个标题（{issue}）",
        "请看这一期的按语和别的文章，改掉提到它的那一句；可以公开的，把“内部”改成“否”",
    ),
    "public-counted": Entry(
        "warning",
        "按语里写着“{counted}”，公开版有 {count} 篇不登，篇数可能对不上",
        "请把按语改成不写篇数的话；这个数说的不是本期登的文章，不用改",
    ),
    "public-named": Entry(
        "warning",
        "公开版里“{role}{name}”像是群众的姓名，没有隐去（{issue}）",
        "是姓名的，请在稿件里只写姓，例如“{role}{surname}某”；不是姓名的，不用改",
    ),
    "public-page": Entry(
        "warning",
        "公开版：{said}",
        "{hint}",
    ),
}
