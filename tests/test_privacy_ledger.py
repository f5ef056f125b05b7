"""Two thousand identifiers planted in a ledger: what is printed of it holds none, nor a citizen's name."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest
from conftest import UNITS
from identifiers_made import Made, identifiers, identity, mobile
from planted_made import left_in, texts_below

from generator.build.result import Outcome
from generator.diagnostics import has_errors, ordered
from generator.diagnostics.show import json_lines, plain
from generator.pipeline import build

ROWS, EACH = 250, 8
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙", "小明国建海春秋志文玉永金德光伟芳丽军"
SITE = """\
单位: 市领导小组办公室
刊物:
  zhuanbao: {名称: 社情民意每周专报, 类型: 专报, 频次: 周, 交办单: 是}
  dongtai: {名称: 公众诉求动态, 类型: 诉求动态, 频次: 周}
  mibao: {名称: 内部专报, 类型: 专报, 频次: 周, 密级: 秘密, 保密期限: 1年}
"""
ISSUE = """\
期号: 22
签发日期: 2022-06-06
报道期间: 2022-05-30 至 2022-06-05
状态: 定稿
"""
COLUMNS = (
    *("编号", "来源渠道", "受理时间", "诉求类型", "问题分类", "服务对象", "属地", "标题", "内容", "承办单位"),
    *("状态", "办结时间", "办理结果", "满意度", "重复件", "保密", "姓名", "电话", "证件号", "住址"),
)
QUIET = "锦绣机密花园"
"""Stands in confidential rows alone."""
INFORMED = "举报细节线索"
"""Stands in what rows of the type 举报 tell."""


def names(count: int) -> list[str]:
    chance = random.Random(5)
    made: dict[str, None] = {}
    while len(made) < count:
        made[chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)] = None
    return list(made)


def rows(planted: list[Made], people: list[str]) -> list[dict[str, str]]:
    """One row for each person with eight identifiers in its texts and more in the columns of its own."""
    chance = random.Random(23)
    made = []
    for number in range(ROWS):
        texts = [one.text for one in planted[number * EACH : (number + 1) * EACH]]
        name = people[number]
        done = number % 3 != 0
        row = dict.fromkeys(COLUMNS, "")
        row |= {
            "编号": f"202205{30 + number % 2}-{number:04d}",
            "来源渠道": ("来访", "12345热线", "短信")[number % 3],
            "受理时间": f"2022-{'05-30' if number % 2 else '06-02'} 09:{number % 60:02d}",
            "诉求类型": ("投诉", "求助", "咨询")[number % 3],
            "问题分类": ("供水", "供暖", "道路")[number % 3],
            "服务对象": ("困难群众", "市场主体")[number % 2],
            "属地": "澄湖区",
            "标题": f"{name}反映停水，{texts[0]}；{texts[1]}",
            "内容": f"来电人{name}称，{texts[2]}，家中停水，{texts[3]}。\n联系：{texts[4]}",
            "承办单位": ("市经信局", "澄湖区")[number % 2],
            "状态": "已办结" if done else "办理中",
            "办结时间": "2022-06-03 10:00" if done else "",
            "办理结果": f"已回复{name}，{texts[5]}，{texts[6]}，{texts[7]}。" if done else "",
            "满意度": "满意" if done else "",
            "姓名": name,
            "电话": mobile(chance)[1],
            "证件号": identity(chance)[1],
            "住址": f"澄湖区文昌里三巷{number + 100}号",
        }
        if number % 10 == 0:
            row |= {"保密": "是", "内容": f"{QUIET}的事，{texts[2]}", "标题": QUIET}
        if number % 10 == 5:
            row |= {"诉求类型": "举报", "内容": f"{INFORMED}，{texts[2]}", "办理结果": INFORMED}
        made.append(row)
    return made


def write(root: Path, table: list[dict[str, str]], **more: str) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(table)
    files = {
        "site.yaml": SITE,
        "content/units.yaml": UNITS,
        "content/requests/2022.csv": out.getvalue(),
        **{f"content/issues/{name}/2022-22.yaml": ISSUE for name in ("zhuanbao", "dongtai", "mibao")},
        **more,
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


Planted = tuple[Path, list[Made], list[dict[str, str]], Outcome]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    root = tmp_path_factory.mktemp("ledger")
    made = identifiers(ROWS * EACH, seed=21)
    table = rows(made, names(ROWS))
    write(root, table)
    return root, made, table, build(root, root / "output", jobs=1)


def test_the_bulletins_are_made(planted: Planted) -> None:
    root, _, table, outcome = planted
    assert not has_errors(outcome.findings), plain(ordered(outcome.findings))
    assert sorted(outcome.made) == ["dongtai/2022-22", "mibao/2022-22", "zhuanbao/2022-22"]
    assert outcome.sheets > 0
    words = "".join(text for name, text in texts_below(root / "output") if name.endswith("(words)"))
    assert "（电话略）" in words
    assert "家中停水" in words
    assert sum(row["编号"] in words or f"{row['姓名'][0]}某反映停水" in words for row in table) >= 200


def test_that_it_was_masked_is_told(planted: Planted) -> None:
    _, _, _, outcome = planted
    notices = [one for one in outcome.findings if one.code == "ledger-masked"]
    assert notices
    assert {one.severity for one in notices} == {"notice"}


def test_no_identifier_is_in_any_byte(planted: Planted) -> None:
    root, made, _, _ = planted
    assert left_in(root / "output", [one.core for one in made]) == []
    assert left_in(root / "content" / "records", [one.core for one in made]) == []


def test_no_name_and_nothing_of_the_four_columns_is_in_any_byte(planted: Planted) -> None:
    root, _, table, _ = planted
    secrets = [row[column] for row in table for column in ("姓名", "电话", "证件号", "住址")]
    assert len(secrets) == 4 * ROWS
    for folder in (root / "output", root / "content" / "records"):
        assert left_in(folder, secrets) == []


def test_no_finding_repeats_one(planted: Planted) -> None:
    _, made, table, outcome = planted
    text = plain(outcome.findings) + json_lines(outcome.findings)
    assert [one for one in made if one.core in text or one.text in text] == []
    assert [row["姓名"] for row in table if row["姓名"] in text] == []


def test_confidential_rows_are_counted_and_never_quoted(planted: Planted) -> None:
    root, _, table, _ = planted
    assert left_in(root / "output", [QUIET]) == []
    hidden = [row["编号"] for row in table if row["保密"]]
    assert len(hidden) == ROWS // 10
    assert left_in(root / "output", hidden) == []
    words = "".join(
        text for name, text in texts_below(root / "output") if "zhuanbao" in name and "(words)" in name
    )
    assert f"受理群众诉求{ROWS}件" in "".join(words.split())


def test_who_informed_is_not_told(planted: Planted) -> None:
    root, _, _, _ = planted
    assert left_in(root / "output", [INFORMED]) == []


def test_what_is_secret_has_no_page_and_is_in_no_index(planted: Planted) -> None:
    root, _, _, _ = planted
    assert list((root / "output" / "mibao").rglob("*.html")) == []
    assert len(list((root / "output" / "mibao").rglob("*.pdf"))) >= 1
    assert list((root / "output" / "zhuanbao").rglob("*.html")) != []
    pages = [path.read_text(encoding="utf-8") for path in (root / "output").rglob("*.html")]
    assert [page for page in pages if "内部专报" in page or "mibao" in page] == []


@pytest.mark.parametrize("column", ["属地", "问题分类", "编号"])
def test_a_number_in_a_column_that_is_printed_as_it_stands(tmp_path: Path, column: str) -> None:
    table = rows(identifiers(ROWS * EACH, seed=21), names(ROWS))[1:9]
    for row in table:
        row |= {column: "13800138000" if column != "编号" else f"1380013{row['编号'][-4:]}"}
    write(tmp_path, table)
    outcome = build(tmp_path, tmp_path / "output", jobs=1)
    for folder in (tmp_path / "output", tmp_path / "content" / "records"):
        assert left_in(folder, [row[column] for row in table]) == []
    text = plain(outcome.findings) + json_lines(outcome.findings)
    assert [row[column] for row in table if row[column] in text] == []
