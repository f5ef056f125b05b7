"""What editors wrote as blocks: nothing is lost, and every character knows where it stands."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.check.output import page_text
from generator.check.prose.body import Blocks
from generator.check.prose.documents import documents
from generator.check.prose.inline import SourceLine
from generator.load.markdown_scan import readable
from generator.load.site import load_site
from generator.model.prose import CAPTION, CELL, FIGURE, HEADING, ITEM, NOTE, PARAGRAPH, TITLE, Block
from tests.rules_made import write_site

ROOT = Path(__file__).parents[1]
_NOTE = re.compile(r"<sup.*?</sup><span.*?</span>", re.DOTALL)
_PARAGRAPH = re.compile(r"<(?:p|td|li)>.*?</(?:p|td|li)>", re.DOTALL)
_JUNK = re.compile(r"[\s​*_`|#\\>-]+")


def blocks_of(text: str) -> list[Block]:
    read = Blocks("a.md", "正文")
    read.read([SourceLine(line, number, 1) for number, line in enumerate(text.split("\n"), start=1)])
    return read.blocks


def texts(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks_of(text)]


def test_a_body_is_cut_into_its_blocks() -> None:
    body = """\
## 一、总体情况

全市走访**企业**128家，
解决问题[36个](https://example.cn)。[^1]

- 第一项，
  接着说
- 第二项

表1：各县情况

| 县 | 件数 |
| --- | ---: |
| 云岭 | 12 |

![动员会现场](media/a.jpg)

> 引用的话

[^1]: 截至6月3日。
"""
    assert texts(body) == [
        (HEADING, "一、总体情况"),
        (PARAGRAPH, "全市走访企业128家，解决问题36个。"),
        (ITEM, "第一项，接着说"),
        (ITEM, "第二项"),
        (CAPTION, "表1：各县情况"),
        (CELL, "县"),
        (CELL, "件数"),
        (CELL, "云岭"),
        (CELL, "12"),
        (CAPTION, "动员会现场"),
        (PARAGRAPH, "引用的话"),
        (NOTE, "截至6月3日。"),
    ]


def test_an_underlined_line_is_a_heading_and_a_ruled_one_is_nothing() -> None:
    assert texts("总体情况\n----\n\n甲。\n\n---\n\n乙。") == [
        (HEADING, "总体情况"),
        (PARAGRAPH, "甲。"),
        (PARAGRAPH, "乙。"),
    ]


def test_a_table_keeps_rows_and_caption() -> None:
    read = Blocks("a.md", "正文")
    lines = ["表：情况", "| 县 | 件 |", "|---|---|", "| 甲 | |", "| 乙\\|丙 | 3 |"]
    read.read([SourceLine(line, number, 1) for number, line in enumerate(lines, start=1)])
    (table,) = read.tables
    assert [[cell.text for cell in row] for row in table.rows] == [["县", "件"], ["甲", ""], ["乙|丙", "3"]]
    assert table.caption is not None and table.caption.text == "表：情况"
    assert table.rows[2][1].place(0).line == 5 and table.rows[2][1].place(0).column == 10


def test_a_figure_is_one_character_and_line_ends_are_joined() -> None:
    (block,) = blocks_of("共受理{{受理量}}件，\n其中 GB\nT 的&amp;号")
    assert block.text == f"共受理{FIGURE}件，其中 GB T 的&号"
    assert block.place(block.text.index("T")).line == 3
    assert block.place(3).column == 4 and block.place(4).column == 11
    assert block.is_whole(0, 3) and not block.is_whole(2, 6)


def test_remarks_are_not_read(tmp_path: Path) -> None:
    root = write_site(tmp_path, "走访<!-- 校对: 忽略 x 理由 -->结束。\n\n<!-- 校对: 忽略 x 理由 -->\n\n完。")
    content, _ = load_site(root)
    assert content is not None
    (report, _) = documents(content)
    assert [block.text for block in report.of(PARAGRAPH)] == ["走访结束。", "完。"]
    assert [block.text for block in report.of(TITLE)] == ["市教育局1次走访学校"]


marked = st.text(st.sampled_from("汉字，。a1 *_`[]()!<>#|-\\&;{}^:\n\t　>=+."), max_size=80)


@given(st.one_of(marked, st.text(max_size=60)))
def test_any_text_is_read_and_every_character_stands_where_it_says(text: str) -> None:
    text = readable(text)
    lines = text.split("\n")
    for block in blocks_of(text):
        assert block.text.strip()
        for position, character in enumerate(block.text):
            place = block.place(position)
            assert 1 <= place.line <= len(lines)
            if block.is_whole(position, position + 1) and character not in f"{FIGURE} ":
                line = lines[place.line - 1]
                shown = line[place.column - 1 : place.column]
                assert shown == character or line[place.column - 1] == "&"


def test_nothing_of_the_sample_is_lost() -> None:
    content, _ = load_site(ROOT)
    assert content is not None
    read = {document.key: document for document in documents(content) if document.kind == "report"}
    assert len(read) == len(content.reports) > 50
    for path, report in content.reports.items():
        written = Counter(_squeezed("".join(one.text for one in read[path].blocks if one.where == "正文")))
        printed = Counter(_squeezed(page_text(report.body.html)))
        # A table loses the word before its name.
        assert not set(written - printed) - set("表："), path
        joined = _squeezed("".join(one.text for one in read[path].blocks))
        for paragraph in _PARAGRAPH.findall(_NOTE.sub("", report.body.html)):
            assert _squeezed(page_text(paragraph)) in joined, path


def _squeezed(text: str) -> str:
    return _JUNK.sub("", html.unescape(text))
