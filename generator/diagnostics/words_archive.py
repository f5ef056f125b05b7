"""What is wrong in making the archive copy, and the packages and commands of kinds of PDF."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

ARCHIVE: Mapping[str, Entry] = {
    "archive-see-through": Entry(
        "error",
        "页面上有半透明的颜色或者图，归档的 PDF 不准有",
        "请看本单位自己的模板和样式：把 opacity 和带透明度的颜色换成实的颜色；查不出来的，"
        "“成品”里先去掉 archive",
    ),
    "archive-source": Entry(
        "error",
        "归档要带的源文件打不开：{path}（{reason}）",
        "请看这个文件是不是刚被移走或者改了名；放回原处再编一次",
    ),
    "pdf-kind-unknown": Entry("error", "没有“{kind}”这一种 PDF", "请写其中一种：{kinds}"),
}
