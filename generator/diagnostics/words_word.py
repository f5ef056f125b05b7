"""What is wrong when a bulletin is made a Word file."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

WORD: Mapping[str, Entry] = {
    "word-template": Entry(
        "error",
        "Word 文件的模板写错了，不是完整的 XML",
        "请检查尖括号、引号是否成对；改不好的，删去站点里的这个文件，程序会用自带的（原话：{reason}）",
    ),
}
