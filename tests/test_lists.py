"""Lists that the office keeps: YAML, CSV and spreadsheets alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from conftest import told
from hypothesis import given
from hypothesis import strategies as st
from ledger_made import book, csv_text, write_site

from generator.diagnostics import Place, ordered
from generator.load.lists import load_lists
from generator.load.units import load_units
from generator.model.listing import Listing
from generator.model.record import Sourced

KNOWN = "序号、事项、单位、责任人、目标、措施、时限、状态、进展"
YAML = """\
名称: 问题清单
条目:
  - {序号: 1, 事项: 东城水厂管网改造, 单位: 市城管局, 时限: 2022-06-30}
  - {序号: 2, 事项: 路灯不亮, 单位: 市市容局、澄湖区}
"""


def lists(
    root: Path, files: Mapping[str, str | bytes]
) -> tuple[dict[str, Sourced[Listing]], dict[str, frozenset[str]], list[str]]:
    write_site(root, {f"content/lists/{name}": text for name, text in files.items()})
    units, _ = load_units(root, ("市直", "县市区"))
    assert units is not None
    found, broken, findings = load_lists(root, units)
    return found, broken, [told(finding) for finding in ordered(findings)]


def test_no_list(tmp_path: Path) -> None:
    assert lists(tmp_path, {}) == ({}, {}, [])


def test_the_same_list_in_three_kinds_of_files(tmp_path: Path) -> None:
    header = ["序号", "事项", "单 位", "时限（截止）"]
    rows = [["1", "东城水厂管网改造", "市城管局", "2022-06-30"], ["2", "路灯不亮", "市市容局、澄湖区", ""]]
    text = "问题清单,,,\n" + csv_text(header, rows)
    sheet = [["问题清单"], header, [1, *rows[0][1:3], datetime(2022, 6, 30)], [2, *rows[1][1:]], ["", "", ""]]
    made = [
        lists(tmp_path / "yaml", {"a.yaml": YAML}),
        lists(tmp_path / "csv", {"a.csv": text.encode("gb18030")}),
        lists(tmp_path / "xlsx", {"a.xlsx": book({"Sheet1": sheet}, {"Sheet1": ["A1:D1"]})}),
    ]
    assert [list(found) for found, _, _ in made] == [["问题清单"]] * 3
    records = [found["问题清单"].record for found, _, _ in made]
    assert records[0] == records[1] == records[2]
    assert [broken for _, broken, _ in made] == [{}] * 3
    place = [found["问题清单"].place("entries", 1, "unit") for found, _, _ in made]
    assert place[1:] == [Place("content/lists/a.csv", 4, 3), Place("content/lists/a.xlsx", 4, 3)]
    assert (place[0].line, place[0].column) == (4, 27)


def test_names_of_lists_without_a_title(tmp_path: Path) -> None:
    rows = [["事项"], ["甲"]]
    files: dict[str, str | bytes] = {
        "任务清单.csv": "事项\n甲\n",
        "两张.xlsx": book({"一号": rows, "二号": rows}),
    }
    files["三号.xlsx"] = book({"Sheet1": rows})
    found, _, messages = lists(tmp_path, files)
    assert messages == []
    assert set(found) == {"任务清单", "一号", "二号", "三号"}


def test_an_unknown_unit_breaks_the_file(tmp_path: Path) -> None:
    text = YAML.replace("市市容局、澄湖区", "市容局、澄湖区")
    found, broken, messages = lists(tmp_path, {"a.yaml": text, "b.csv": "事项,单位\n甲,市教育剧\n"})
    assert found == {} and broken.keys() == {"lists/a.yaml", "lists/b.csv"}
    assert messages == [
        "content/lists/a.yaml:4:27 错误 单位名单里没有“市容局”\n是不是想写“市市容局”“市城管局”？",
        "content/lists/b.csv:2:2 错误 单位名单里没有“市教育剧”\n"
        "请核对名称；新单位请先加到 content/units.yaml",
    ]


def test_a_name_twice(tmp_path: Path) -> None:
    found, broken, messages = lists(tmp_path, {"a.yaml": YAML, "问题清单.csv": "事项\n甲\n"})
    assert list(found) == ["问题清单"] and broken.keys() == {"lists/问题清单.csv"}
    assert "问题清单" in broken["lists/问题清单.csv"]
    assert messages == [
        "content/lists/问题清单.csv:1:1 错误 清单“问题清单”有两份，另一份在 content/lists/a.yaml\n"
        "请给其中一份改名"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "名称,单位\n甲,乙\n",
            f"1:1 错误 文件里找不到表头：前 10 行里没有“事项”这一列\n表头可以用：{KNOWN}，其中“事项”必须有",
        ),
        ("事项,matter\n甲,乙\n", "1:1 错误 表头里有两列都是“事项”\n请删去或者改名其中一列"),
        ("事项,单位\n,澄湖区\n", "2:1 错误 “事项”没有内容\n清单的每一行都要写事项；不是事项的行请删去"),
        ("", "1:1 错误 这个文件是空的\n请写上内容；不用的文件请删掉"),
        (
            '事项,单位\n"甲,\n',
            "2:1 错误 从这一行起引号没有配好对，没有读这一行\n"
            '请检查这一行里的半角引号 "：包住内容的要成对，内容里面的要写成两个 ""',
        ),
    ],
)
def test_tables_at_fault(tmp_path: Path, text: str, message: str) -> None:
    found, broken, messages = lists(tmp_path, {"a.csv": text})
    assert found == {} and broken.keys() == {"lists/a.csv"}
    assert messages == [f"content/lists/a.csv:{message}"]


def test_columns_that_no_list_has(tmp_path: Path) -> None:
    found, broken, messages = lists(tmp_path, {"a.csv": "事项,备注\n甲,乙\n"})
    assert list(found) == ["a"] and broken == {}
    assert messages == [f"content/lists/a.csv:1:1 注意 表头里这些列没有读：“备注”\n清单只有这些列：{KNOWN}"]


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_any_cells_come_back(tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]) -> None:
    rows = [[f"事{number}", first, second] for number, (first, second) in enumerate(cells)]
    text = csv_text(["事项", "措施", "进展"], rows)
    found, _, messages = lists(tmp_path_factory.mktemp("site"), {"a.csv": text})
    assert messages == []
    entries = found["a"].record.entries
    assert [[one.matter, one.measures, one.progress] for one in entries] == [
        [cell.strip() for cell in row] for row in rows
    ]
