"""The outline of a kind: its sections, in order, with the words around the figures.

`templates/<kind's folder>/outline.yaml` is a list of these; a site may have its own. An issue's 栏目 of the
same 名称 replaces words and blocks of a section; other sections of an issue come before the 附件.
"""

from __future__ import annotations

from generator.model.record import Record, key
from generator.model.types import Number, Text, Texts, YesNo


class OutlineSection(Record):
    """`condition` is a figure's name: the section is printed only where that is not zero."""

    name: Text = key("名称", example="受理概况")
    content: Texts = key("内容", (), example="[诉求类型]")
    text: Text = key("文字", "", example="本期共受理{{受理量}}件。")
    listing: Text = key("清单", "", example="问题清单")
    charts: YesNo = key("图", True)
    limit: Number | None = key("最多", None)
    condition: Text = key("条件", "", example="累计超期量")
    annex: YesNo = key("附件", False)


class WordsFile(Record):
    """`templates/shared/words.yaml`: the words that the outlines of all kinds share."""

    words: dict[str, str] = key("词句", {}, example="{诉求类型: …}")


class OutlineFile(Record):
    """`words` take the place of the shared ones of the same name."""

    sections: tuple[OutlineSection, ...] = key("栏目", example="[{名称: 受理概况, 内容: [关键数字]}]")
    words: dict[str, str] = key("词句", {}, example="{诉求类型: …}")
