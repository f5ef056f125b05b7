"""What is wrong in making the file for a print shop, and the booklet."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

PRESS: Mapping[str, Entry] = {
    "press-colour": Entry(
        "error",
        "第{page}面有{what}，换不成印刷用的油墨颜色，送印刷厂的 PDF 没有做",
        "照片请用看图软件另存为 JPG 再用；别的请看本单位自己的模板和样式，换成普通的颜色；"
        "查不出来的，“成品”里先去掉 press",
    ),
    "booklet-one-page": Entry(
        "notice",
        "这一期只有一面，用不着折成小册子",
        "小册子里这一面放在封面，其余三面空着；直接用办公打印的 PDF 就行",
    ),
}
