"""The words of a 采用通报 are an office's own to change: sections, sentences, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import told
from test_adoption import ISSUES, OUTLINE, adoption_of, circular, compiled, lines, made, printed

from generator.compile.adoption_outline import LOCAL, outline_findings
from generator.compile.adoption_sections import with_adoption
from generator.compile.adoption_words import WORDS, figures_of
from generator.compile.figures.braces import placeholders
from generator.load.markdown import Converter
from generator.load.outlines import load_outline
from generator.model.blocks import Chart
from generator.model.content import LoadedOutline
from generator.model.issue import Section

FILE = "templates/caiyong-tongbao/outline.yaml"
SHORT = "栏目:\n  - {名称: 通报, 内容: [采用概况]}\n"


def own(site: Path, text: str) -> LoadedOutline:
    (site / FILE).parent.mkdir(parents=True, exist_ok=True)
    (site / FILE).write_text(text, encoding="utf-8")
    outline, findings = load_outline(site, "采用通报", Converter(site))
    assert outline is not None and findings == []
    return outline


def faults(site: Path, text: str) -> list[str]:
    _, findings = with_adoption([], adoption_of(made()), own(site, text))
    return [told(one) for one in findings]


def test_an_office_changes_words_and_order_without_code(tmp_path: Path) -> None:
    outline = own(
        tmp_path,
        "栏目:\n"
        "  - {名称: 谁没有报, 内容: [没有报送的单位]}\n"
        "  - 名称: 采用\n"
        "    文字: 现将{{期间}}的采用情况通报如下。\n"
        "    内容: [采用概况, 单位采用表]\n"
        "    图: 否\n"
        "词句:\n"
        '  概况: "**{{期间简称}}**收到{{ 报送量 }}篇，用了{{采用量}}篇（环比{{采用量.环比}}）。"\n'
        '  没有报送: "还有{{没有报送单位数}}个单位一篇未报："\n'
        '  没有报送一类: "{{类别}}：{{单位}}。"\n',
    )
    sections = printed(adoption_of(made()), outline)
    assert [section.name for section in sections] == ["谁没有报", "采用"]
    assert lines(sections)[:6] == [
        "## 谁没有报",
        "还有1个单位一篇未报：",
        "县市区：西河区。",
        "## 采用",
        "现将2022年6月的采用情况通报如下。",
        "<strong>6月</strong>收到5篇，用了3篇（环比上升200.0%）。",
    ]
    assert not any(isinstance(block, Chart) for section in sections for block in section.blocks)


def test_words_that_are_taken_away_are_not_printed(tmp_path: Path) -> None:
    assert printed(adoption_of(made()), own(tmp_path, SHORT)) == ()


def test_every_word_and_figure_of_the_shipped_outline_is_known() -> None:
    figures = {*figures_of(adoption_of(made())), *LOCAL}
    assert set(OUTLINE.front.record.words) == set(WORDS)
    for words in OUTLINE.front.record.words.values():
        assert {name for name, _ in placeholders(words)} <= figures
    assert all("{{" not in line for line in lines(printed(adoption_of(made(ISSUES)))))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "栏目:\n  - {名称: 通报, 内容: [采用概括]}\n",
            f"{FILE}:2:19 错误 “内容”里没有“采用概括”这一项\n是不是想写“采用概况”",
        ),
        (
            SHORT + "词句: {概括: 没有。}\n",
            f"{FILE}:3:10 错误 “词句”里的“概括”不是哪一项内容的名称，印不出来\n是不是想写“概况”？",
        ),
        (
            SHORT + "词句:\n  概况: 用了{{采用数}}篇。\n",
            f"{FILE}:4:9 错误 没有“采用数”这个数\n是不是想写“采用单位数”“采用量”“采用率”？",
        ),
        (
            SHORT + "词句:\n  概况: 用了{{采用量}篇。\n",
            f"{FILE}:4:9 错误 ",
        ),
        (
            "栏目:\n  - {名称: 通报, 内容: [采用概况], 最多: 3}\n",
            f"{FILE}:2:30 错误 采用通报的提纲里，“通报”这一部分不能写“最多”\n"
            "请删去这一行；“清单”“条件”“最多”只有专报、诉求动态的提纲能写",
        ),
    ],
)
def test_what_is_wrong_with_an_outline_is_told_at_its_place(tmp_path: Path, text: str, message: str) -> None:
    found = faults(tmp_path, text)
    assert len(found) == 1 and found[0].startswith(message), found


def test_the_shipped_outline_has_no_faults() -> None:
    adoption = adoption_of(made())
    blocks = {name for section in OUTLINE.front.record.sections for name in section.content}
    assert outline_findings(OUTLINE, blocks, figures_of(adoption)) == []


def test_an_outline_that_cannot_be_read_stops_the_circular() -> None:
    bulletin, figures, _ = compiled(replace(made(), outlines={}))
    assert bulletin is None and figures.stopped == {"tb/2022-01"}


def test_a_section_of_the_same_name_is_printed_in_its_place() -> None:
    """Others stand before the annexes."""
    issue = circular()
    sections = (
        Section(name="下一步要求", reports=("reports/e.md",)),
        Section(name="各刊物采用情况", reports=("reports/a.md",)),
        Section(name="各刊物采用情况", reports=("reports/b.md",)),
    )
    record = issue.front.record.model_copy(update={"sections": sections})
    issue = replace(issue, front=replace(issue.front, record=record))
    bulletin, _, _ = compiled(made([*ISSUES[:-1], issue]))
    assert bulletin is not None
    names = [(section.name, len(section.articles)) for section in bulletin.sections]
    assert names[2:] == [
        ("各刊物采用情况", 1),
        ("没有报送信息的单位", 0),
        ("下一步要求", 1),
        ("各刊物采用情况", 1),
        ("附件　采用稿件目录", 0),
    ]
