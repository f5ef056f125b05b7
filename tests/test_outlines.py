"""outline.yaml: which one is read, and what is told of slips in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import told

from generator.compile.blocks import BLOCKS
from generator.compile.sections import SHEET_WORDS
from generator.load.markdown import Converter
from generator.load.outlines import load_outline
from generator.model.content import LoadedOutline
from generator.model.kinds import LEDGER_KINDS

FILE = "templates/zhuanbao/outline.yaml"


def load(root: Path, text: str | None = None, kind: str = "专报") -> tuple[LoadedOutline | None, list[str]]:
    if text is not None:
        path = root / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    outline, found = load_outline(root, kind, Converter(root))
    return outline, [told(one) for one in found]


@pytest.mark.parametrize("kind", LEDGER_KINDS)
def test_the_shipped_outlines_are_clean_and_name_what_there_is(tmp_path: Path, kind: str) -> None:
    outline, found = load(tmp_path, kind=kind)
    assert found == [] and outline is not None
    record = outline.front.record
    assert {name for section in record.sections for name in section.content} <= BLOCKS.keys()
    assert outline.words.keys() <= {*BLOCKS, *SHEET_WORDS}
    # Every block can be asked for by an issue, and has its words then, or its parts have; two tell their own.
    without = {name for name, block in BLOCKS.items() if not {name, *block.parts} & outline.words.keys()}
    assert without == {"典型案例", "单位附表"}
    assert set(SHEET_WORDS) <= outline.words.keys()
    sections = [section.annex for section in record.sections]
    assert sections == sorted(sections), "annexes come last"


@pytest.mark.parametrize("kind", LEDGER_KINDS)
def test_shipped_words_type_no_number_by_hand(tmp_path: Path, kind: str) -> None:
    outline, _ = load(tmp_path, kind=kind)
    assert outline is not None
    for body in (*outline.texts.values(), *(words.body for words in outline.words.values())):
        assert not re.search(r"\d", re.sub(r"\{\{.*?\}\}", "", body.html)), body.html
        assert not re.search(r"本周|本月|上周|上月", body.html), body.html


def test_a_sites_own_outline_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    outline, found = load(
        tmp_path,
        "栏目:\n"
        "  - 名称: 概况\n"
        "    文字: |\n"
        "      共{{受理量}}件。\n"
        "\n"
        "      另起一段。\n"
        "    内容: [关键数字, 走势]\n"
        "    条件: 受理量\n"
        "    最多: 5\n"
        "  - {name: 附表, content: 单位附表, annex: 是, charts: 否}\n"
        "词句:\n"
        "  走势: 走势**如下**。\n",
    )
    assert found == [] and outline is not None
    first, second = outline.front.record.sections
    assert (first.content, first.condition, first.limit) == (("关键数字", "走势"), "受理量", 5)
    assert (second.name, second.content, second.annex, second.charts) == ("附表", ("单位附表",), True, False)
    assert outline.texts[0].html == "<p>共{{受理量}}件。</p>\n<p>另起一段。</p>"
    assert list(outline.texts) == [0]
    assert outline.words["走势"].body.html == "<p>走势<strong>如下</strong>。</p>"
    assert outline.words["诉求类型"].source.file == "templates/shared/words.yaml"
    assert outline.front.file == FILE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "栏目: []\n",
            f"{FILE}:1:5 错误 提纲里一个栏目也没有\n"
            "请在“栏目”里至少写一项，例如：栏目: [{名称: 受理概况, 内容: [关键数字]}]",
        ),
        (
            "栏目: [{名称: 概况, 内溶: [走势]}]\n",
            f"{FILE}:1:15 错误 不认识“内溶”\n是不是想写“内容”？",
        ),
        (
            "栏目: [{名称: 概况, 最多: 很多}]\n",
            f"{FILE}:1:19 错误 “最多”",
        ),
        (
            "栏目:\n  - 名称: 概况\n    文字: 见<b>下表</b>。\n",
            f"{FILE}:3:10 错误 正文里不能写网页代码“<b>”\n",
        ),
        (
            "栏目: [{名称: 概况}]\n词句:\n  走势: 见<b>下表</b>。\n",
            f"{FILE}:3:8 错误 正文里不能写网页代码“<b>”\n",
        ),
    ],
)
def test_what_is_told_of_slips(tmp_path: Path, text: str, message: str) -> None:
    outline, found = load(tmp_path, text)
    assert outline is None
    assert found[0].startswith(message), found


def test_a_kind_without_an_outline(tmp_path: Path) -> None:
    outline, found = load(tmp_path, kind="简报")
    assert outline is None
    assert found == [
        "templates/jianbao/outline.yaml:1:1 错误 类型“简报”没有提纲，不知道该印哪些部分\n"
        "请在站点里写一个 templates/jianbao/outline.yaml；"
        "本来有的，可能是程序自带的模板不全，请重新安装"
    ]
