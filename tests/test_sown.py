"""A copy of the sample with a fault in every kind of place where an editor can make one: all are found."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

ROOT = Path(__file__).resolve().parents[1]
OLD_PEOPLE = "reports/2026/0129-dujulaoren.md"
RELIEF = "reports/2026/0119-jiuzhu.md"
WEEKLY = "issues/shehui-minyi/2026-05.yaml"
BRIEF = "issues/gongzuo-jianbao/2026-07.yaml"


@dataclass(frozen=True)
class Sown:
    """In `file` (below content/) the only `old` becomes `new`, of which `fault` is what is wrong."""

    where: str
    file: str
    old: str
    new: str
    fault: str
    code: str


SOWN = (
    Sown(
        "title",
        OLD_PEOPLE,
        "标题: 独居老人的冬天怎么过",
        "标题: 独居老人的冬天,怎么过",
        ",",
        "punctuation-half-width",
    ),
    Sown(
        "subtitle",
        OLD_PEOPLE,
        "612位独居老人的入户调查\n",
        "612位独居老人的入户调查。\n",
        "。",
        "heading-end-mark",
    ),
    Sown(
        "caption", OLD_PEOPLE, "说明: 师生与老人拉家常", "说明: 师生与老人拉家常。", "。", "caption-end-mark"
    ),
    Sown(
        "paragraph",
        OLD_PEOPLE,
        "每户坐一个小时以上，不填表",
        "每户坐一个小时以上,不填表",
        ",",
        "punctuation-half-width",
    ),
    Sown("heading", OLD_PEOPLE, "## 他们怕什么", "## 他们怕什么。", "。", "heading-end-mark"),
    Sown("lower heading", OLD_PEOPLE, "### 怕冷", "### 怕冷,怕摔", ",", "punctuation-half-width"),
    Sown(
        "bold text",
        OLD_PEOPLE,
        "**三、适老改造要量身。**",
        "**三，适老改造要量身。**",
        "，",
        "ordinal-han-mark",
    ),
    Sown(
        "table's cell", OLD_PEOPLE, "| 合计 | 612 | 100.0 |", "| 合计 | 621 | 100.0 |", "621", "table-total"
    ),
    Sown(
        "table's caption", OLD_PEOPLE, "表：612位独居老人", "表:612位独居老人", ":", "punctuation-half-width"
    ),
    Sown("quotation", OLD_PEOPLE, "“糟蹋”了。", "“糟蹋了。", "“", "pair-unclosed"),
    Sown("footnote", OLD_PEOPLE, "指年满65周岁、独自", "指年满65周岁,独自", ",", "punctuation-half-width"),
    Sown("numbered list", RELIEF, "十天内补齐手续；", "2月30日前补齐手续；", "2月30日", "day-impossible"),
    Sown("fact", RELIEF, "全市发放先行救助31笔", "全市发放先行救助　笔", "助　笔", "number-missing"),
    Sown("sentence", RELIEF, "日子缓了过来。", "日子缓了过来。此段待补。", "此段待补", "text-left-over"),
    Sown("word-confusable", RELIEF, "眼下，连下个月", "截止1月19日，连下个月", "截止", "word-confusable"),
    Sown("range", RELIEF, "最快也要18天", "最快也要三、四天", "三、四", "approximate-apart"),
    Sown(
        "note of an issue",
        BRIEF,
        "热线不休，值守不休。",
        "热线不休,值守不休。",
        ",",
        "punctuation-half-width",
    ),
    Sown(
        "text of a section",
        WEEKLY,
        "1月以来办结的逐件电话核实",
        "1月32日以来办结的逐件电话核实",
        "1月32日",
        "day-impossible",
    ),
    Sown(
        "note with figures",
        WEEKLY,
        "集中在用工、账款和融资。",
        "集中在用工、帐款和融资。",
        "帐款",
        "word-preferred",
    ),
    Sown("name of a section", BRIEF, "名称: 民生实事\n", "名称: 民生实事。\n", "。", "heading-end-mark"),
    Sown(
        "list",
        "lists/pishi-luoshi.yaml",
        "不把问题带过年, 单位",
        "不把问题带过年XX, 单位",
        "XX",
        "text-left-over",
    ),
    Sown(
        "second list",
        "lists/wenti-qingdan.yaml",
        "换热站站长包片；停暖",
        "换热站站长包片;停暖",
        ";",
        "punctuation-half-width",
    ),
    Sown(
        "table of a list",
        "lists/renwu-qingdan.csv",
        "农村供水管护责任到户到人",
        "农村供水管护责任(到户到人)",
        "(",
        "punctuation-half-width",
    ),
    Sown(
        "site.yaml",
        "../site.yaml",
        "标注: 内部资料 注意保存     #",
        "标注: 内部资料,注意保存     #",
        ",",
        "punctuation-half-width",
    ),
    Sown(
        "personal data",
        RELIEF,
        "那户人家，领到了2000元",
        "那户人家（电话13{phone}）领到了2000元",
        "13",
        "identifier-written",
    ),
    Sown("name of a unit", RELIEF, "市民政局的走访干部", "市民证局的走访干部", "市民证局", "unit-misspelt"),
)


@dataclass(frozen=True)
class Checked:
    site: Path
    findings: tuple[dict[str, object], ...]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The copy, once all faults are sown, and what a check of its text finds."""
    site = tmp_path_factory.mktemp("sown") / "site"
    site.mkdir()
    shutil.copy(ROOT / "site.yaml", site)
    shutil.copytree(ROOT / "content", site / "content")
    for one in SOWN:
        file = site / "content" / one.file
        text = file.read_text(encoding="utf-8")
        assert one.old in text, one.where
        file.write_text(text.replace(one.old, made(one.new), 1), encoding="utf-8")
    ran = CliRunner().invoke(main, ["check", "--text", "--all", "--format", "json", "--site", str(site)])
    return Checked(site, tuple(json.loads(line) for line in ran.stdout.splitlines()))


def made(text: str) -> str:
    """A telephone number that nobody wrote down."""
    return text.replace("{phone}", "".join(str(digit * 7 % 10) for digit in range(4, 13)))


@pytest.mark.parametrize("one", SOWN, ids=lambda one: one.where)
def test_a_fault_is_found_where_it_is(one: Sown, checked: Checked) -> None:
    name = "site.yaml" if one.file.startswith("..") else f"content/{one.file}"
    lines = (checked.site / name).read_text(encoding="utf-8").splitlines()
    sown = made(one.new).strip()
    places = {
        (number, start + 1 + sown.index(one.fault))
        for number, line in enumerate(lines, start=1)
        if (start := line.find(sown)) >= 0
    }
    assert places
    codes = {
        found["code"]
        for found in checked.findings
        if found["file"] == name and (found["line"], found["column"]) in places
    }
    assert one.code in codes, (one.where, places, [f for f in checked.findings if f["file"] == name])


def test_nothing_else_is_found(checked: Checked) -> None:
    """A fault may be told twice, by what it breaks; where none was sown nothing is found."""
    sown = {"site.yaml" if one.file.startswith("..") else f"content/{one.file}" for one in SOWN}
    others = [found for found in checked.findings if found["file"] not in sown]
    assert {found["code"] for found in others} == {"report-broken"}, others
