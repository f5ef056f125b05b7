"""The command `status`: answers of units, what is late, what is wrong with the files that hold them."""

from __future__ import annotations

import csv
import io
import random
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SITE, SiteMaker, told
from identifiers_made import mobile

from generator.cli import main
from generator.dispatch.register import register_file
from generator.dispatch.status import Status, make_status, sent
from generator.publish.manifest import read_manifest
from generator.publish.withdraw import withdraw_pages
from generator.publish.write import finish

KEY = "gongzuo-jianbao/2022-05"
ANSWERS = "content/records/dispatch/gongzuo-jianbao/2022-05-回执"
REGISTER = """\
刊物: 工作简报
期: "2022年第5期"
共印: 4
登记:
  - {单位: 市经济和信息化局, 份数: 2, 份号: [000001-000002], 状态: 已发出, 日期: 2022-06-06, \
交办单: 交办〔2022〕5-01号, \
事项: [{编号: A1, 时限: 2022-06-10}, {编号: "0017", 时限: 2022-06-20}, {编号: C3}]}
  - {单位: 澄湖区, 份数: 1, 份号: [000003], 状态: 已封装, 日期: 2022-06-06, \
交办单: 交办〔2022〕5-02号, 事项: [{编号: D4, 时限: 2022-06-09}]}
  - {单位: 留存, 份数: 1, 份号: [000004], 状态: 已封装, 日期: 2022-06-06}
收回:
  - {单位: 市教育局, 份号: [000005-000006]}
"""
YAML = """\
- {单位: 市经信局, 收到日期: 2022-06-07}
- {单位: 市经信局, 收到日期: 2022年6月11日, 事项编号: A1, 办理结果: 已办结}
- {单位: 市经信局, 收到日期: 2022-06-12, 事项编号: 0017, 办理结果: 已答复}
"""


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    return make_site({register_file(KEY): REGISTER})


def answer(site: Path, text: str, ending: str = "yaml") -> list[str]:
    """What is told when the answers are these."""
    (site / f"{ANSWERS}.{ending}").write_text(text, encoding="utf-8")
    return [told(one) for one in make_status(site, site / "output", "", date(2022, 6, 15))[1]]


def status(site: Path, day: date = date(2022, 6, 15), name: str = "") -> Status:
    made, findings = make_status(site, site / "output", name, day)
    assert made is not None and findings == [], [told(one) for one in findings]
    return made


def states(made: Status) -> dict[str, str]:
    return {one.matter.id: one.state for row in made.issues[0].receivers for one in row.matters}


def test_what_came_back_and_what_is_late(site: Path) -> None:
    assert answer(site, YAML) == []
    made = status(site)
    assert states(made) == {"A1": "超期送回", "0017": "按时", "C3": "未到时限", "D4": "超期未回"}
    assert [row.received for row in made.issues[0].receivers] == [date(2022, 6, 7), None]
    # On the last day of its term nothing is late.
    assert states(status(site, date(2022, 6, 9)))["D4"] == "未到时限"


def test_an_answer_says_that_the_copies_came_too(site: Path) -> None:
    answer(site, "- {单位: 澄湖区, 收到日期: 2022-06-08, 事项编号: D4}\n")
    assert status(site).issues[0].receivers[1].received == date(2022, 6, 8)


def test_who_sent_something_back_has_got_it(site: Path) -> None:
    """A receipt, an answer or a copy that came back: though no mail went there."""
    assert [row.state for row in status(site).issues[0].receivers] == ["已发出", "已封装"]
    answer(site, "- {单位: 澄湖区, 收到日期: 2022-06-08}\n")
    made = status(site)
    assert [row.state for row in made.issues[0].receivers] == ["已发出", "已送达"]
    assert sent(made.issues[0].receivers) == 2
    path = site / register_file(KEY)
    path.write_text(path.read_text(encoding="utf-8").replace("共印", "要求收回: 2022-06-08\n共印"), "utf-8")
    answer(site, "- {单位: 澄湖区, 收到日期: 2022-06-09, 收回份号: [000003]}\n")
    assert [row.state for row in status(site).issues[0].receivers] == ["已发出", "已送达"]


def test_a_spreadsheet_saved_as_csv_says_the_same(site: Path) -> None:
    rows = "单位,收到日期,事项编号,办理结果\n市经信局,2022/6/7,,\n市经信局,2022-06-11,A1,已办结\n\n"
    assert answer(site, rows + "市经济和信息化局,2022-06-12,0017,“已答复，群众满意”\n", "csv") == []
    assert states(status(site)) == {"A1": "超期送回", "0017": "按时", "C3": "未到时限", "D4": "超期未回"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "- {单位: 澄湖, 收到日期: 2022-06-07}\n",
            f"{ANSWERS}.yaml:1:8 错误 这一期的发文登记里没有“澄湖”\n是不是想写“澄湖区”？",
        ),
        (
            "- {单位: 市经信局, 收到日期: 2022-06-07, 事项编号: A2}\n",
            f"{ANSWERS}.yaml:1:38 错误 “市经济和信息化局”的交办单上没有编号是“A2”的事项\n是不是想写“A1”？",
        ),
        (
            "- {单位: 澄湖区, 收到日期: 2022-06-31}\n",
            f"{ANSWERS}.yaml:1:19 错误 没有这一天：2022年6月只有 30 天\n请检查“2022-06-31”里的日",
        ),
        (
            "- {单位: 澄湖区}\n",
            f"{ANSWERS}.yaml:1:3 错误 缺少“收到日期”\n请在大括号里加上“, 收到日期: 2026-06-09”",
        ),
        (
            "- {单位: 澄湖区, 收到日期: 2022-06-07}\n- {单位: 澄湖区, 收到日期: 2022-06-08}\n",
            f"{ANSWERS}.yaml:2:8 警告 “澄湖区”的回执在第 1 行已经记过，按先写的算\n请把多记的一行删去",
        ),
        (
            "- {单位: 澄湖区, 收到日期: 2022-06-01}\n",
            f"{ANSWERS}.yaml:1:19 警告 收到日期（2022-06-01）比发出日期（2022-06-06）还早\n"
            "请核对这一行的“收到日期”",
        ),
    ],
)
def test_a_bad_row_is_told_with_its_place(site: Path, text: str, message: str) -> None:
    found = answer(site, text)
    assert len(found) == 1
    assert found[0].startswith(message)


def test_a_bad_cell_is_told_with_its_place(site: Path) -> None:
    rows = "单位,收到日期,事项编号,办理结果\n市经信局,2022-06-07,,\n市经信局,六月八日,A1,已办结\n"
    found = answer(site, rows, "csv")
    assert len(found) == 1 and found[0].startswith(f"{ANSWERS}.csv:3:6 错误 ")
    # The rows that are right count.
    made, _ = make_status(site, site / "output", "", date(2022, 6, 15))
    assert made and made.issues[0].receivers[0].received == date(2022, 6, 7)


def test_a_table_without_its_columns(site: Path) -> None:
    assert answer(site, "甲,乙\n1,2\n", "csv") == [
        f"{ANSWERS}.csv:1:1 错误 看不出哪一行是表头\n第一行请写列名：单位,收到日期,事项编号,办理结果"
    ]
    assert answer(site, "单位,事项编号\n澄湖区,D4\n", "csv") == [
        f"{ANSWERS}.csv:1:1 错误 表头里缺少“收到日期”这一列\n第一行请写列名：单位,收到日期,事项编号,办理结果"
    ]


def test_two_files_for_one_issue(site: Path) -> None:
    answer(site, YAML)
    assert answer(site, "单位,收到日期\n", "csv") == [
        f"{ANSWERS}.yaml:1:1 错误 同一期的回执有两个文件，另一个是“2022-05-回执.csv”\n"
        "请并成一个文件，删去另一个"
    ]


def test_answers_to_an_issue_that_was_not_packed(site: Path) -> None:
    other = site / "content/records/dispatch/gongzuo-jianbao/2022-06-回执.yaml"
    other.write_text(YAML, encoding="utf-8")
    _, findings = make_status(site, site / "output", "", date(2022, 6, 15))
    assert [told(one).splitlines()[0] for one in findings] == [
        "content/records/dispatch/gongzuo-jianbao/2022-06-回执.yaml:1:1 错误 这个回执文件没有对应的发文登记"
    ]


def test_a_damaged_register_is_told_and_the_others_are_shown(site: Path) -> None:
    (site / register_file("gongzuo-jianbao/2022-06")).write_text("刊物: 工作简报\n", encoding="utf-8")
    made, findings = make_status(site, site / "output", "", date(2022, 6, 15))
    assert made and [one.key for one in made.issues] == [KEY]
    assert {one.place.file for one in findings if one.place} == {register_file("gongzuo-jianbao/2022-06")}


def test_the_table_for_a_spreadsheet(site: Path) -> None:
    telephone = mobile(random.Random(4))[1]
    answer(site, YAML.replace("已办结", f"=已办结，联系电话{telephone}"))
    made = status(site)
    data = (site / "output" / made.file).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    # What a unit wrote is no formula, and what no page may hold is not in it.
    assert telephone.encode() not in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][-1] == "截至2022-06-15"
    assert [(row[2], row[10], row[14]) for row in rows[1:5]] == [
        ("市经济和信息化局", "A1", "超期送回"),
        ("市经济和信息化局", "0017", "按时"),
        ("市经济和信息化局", "C3", "未到时限"),
        ("澄湖区", "D4", "超期未回"),
    ]
    assert rows[1][:2] == ["工作简报2022年第5期", "原件"]
    # Who is on no list any more and has copies that are to come back.
    assert rows[5:] == [["工作简报2022年第5期", "原件", "市教育局", "0", "", "000005至000006", *[""] * 9]]
    assert rows[1][13] == "'=已办结，联系电话（电话略）"
    before = (site / "output" / made.file).stat().st_mtime_ns
    status(site)
    assert (site / "output" / made.file).stat().st_mtime_ns == before


def test_the_table_of_an_issue_stays_until_the_issue_goes(make_site: SiteMaker) -> None:
    """Also of one whose file has a blank in its name."""
    key = "gongzuo-jianbao/2022 05"
    site = make_site({register_file(key): REGISTER})
    made = status(site, name=f"content\\issues\\{key}.yaml".replace("/", "\\"))
    assert made.file == "packs/回执情况-gongzuo-jianbao-2022 05.csv"
    table, output = site / "output" / made.file, site / "output"
    assert (status(site, name=f"./content/issues/{key}.yml").file, table.is_file()) == (made.file, True)
    manifest, _, _ = finish(output, read_manifest(output), [key])
    assert table.is_file()
    finish(output, manifest, [])
    assert not table.exists()


def test_the_table_of_a_secret_issue_stays_with_its_level(make_site: SiteMaker) -> None:
    secret = SITE.replace("频次: 周", "频次: 周, 密级: 机密, 保密期限: 1年")
    site = make_site({register_file(KEY): REGISTER, "site.yaml": secret})
    output = site / "output"
    table = output / status(site, name=KEY).file
    manifest = withdraw_pages(output, read_manifest(output), {"gongzuo-jianbao": "机密★1年"})
    assert table.is_file()
    withdraw_pages(output, manifest, {"gongzuo-jianbao": "绝密★1年"})
    assert not table.exists()


def test_the_command_shows_all_issues(site: Path) -> None:
    answer(site, YAML)
    done = CliRunner().invoke(main, ["status", "--site", str(site), "--date", "2022-06-15"])
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "期                   单位  份数  已发出  有回执  交办事项  已送回  超期未回  待收回份数\n"
        "工作简报2022年第5期     2     4       1       1         4       2         1           2\n"
        "\n"
        f"截至 2022-06-15。逐件的情况在 {site}/output/packs/回执情况.csv。\n"
    )


def test_the_command_shows_one_issue_by_unit(site: Path) -> None:
    answer(site, YAML)
    done = CliRunner().invoke(main, ["status", "--site", str(site), "--date", "2022-06-15", KEY])
    assert done.exit_code == 0, done.output
    assert done.stdout == (
        "工作简报2022年第5期\n"
        "\n"
        "单位              份数  份号            状态    回执        交办事项  已送回  超期未回\n"
        "市经济和信息化局     2  000001至000002  已送达  2022-06-07         3       2         0\n"
        "澄湖区               1  000003          已封装  —                 1       0         1\n"
        "\n"
        "超期还没有送回的：\n"
        "  澄湖区：D4（时限 2022-06-09）\n"
        "\n"
        "待收回的份号：\n"
        "  市教育局：000005至000006\n"
        "应收回 2 份，已收回 0 份，还有 2 份在 1 个单位。\n"
        "\n"
        f"截至 2022-06-15。逐件的情况在 {site}/output/packs/回执情况-gongzuo-jianbao-2022-05.csv。\n"
    )


def test_the_command_where_nothing_was_packed(make_site: SiteMaker) -> None:
    site = make_site({})
    done = CliRunner().invoke(main, ["status", "--site", str(site)])
    assert done.exit_code == 0
    assert "还没有封装过任何一期" in done.stdout
    done = CliRunner().invoke(main, ["status", "--site", str(site), KEY])
    assert done.exit_code == 1
    assert f"“{KEY}”还没有封装过" in done.stdout


@pytest.mark.parametrize(
    "name",
    [
        "2022-05-回执.yml",
        "2022-05-回执.CSV",
        "2022-05-回执.xlsx",
        "2022-05回执.yaml",
        "2022-05-回执 (1).yaml",
    ],
)
def test_answers_under_another_name_are_not_passed_over(site: Path, name: str) -> None:
    folder = "content/records/dispatch/gongzuo-jianbao"
    (site / folder / name).write_text(YAML, encoding="utf-8")
    for own in ("2022-05-sums.jsonl", "2022-05-send.jsonl", ".DS_Store"):
        (site / folder / own).write_text("", encoding="utf-8")
    _, findings = make_status(site, site / "output", "", date(2022, 6, 15))
    assert findings == make_status(site, site / "output", KEY, date(2022, 6, 15))[1]
    assert [told(one) for one in findings] == [
        f"{folder}/{name}:1:1 警告 这个文件没有用上：文件名不是发文登记，也不是回执\n"
        "回执的文件名要是“期的文件名-回执.yaml”或者“期的文件名-回执.csv”；.xlsx 的请另存为 CSV；"
        "不是回执的请移走"
    ]


def test_an_encoding_that_is_not_read(site: Path) -> None:
    (site / f"{ANSWERS}.csv").write_bytes("单位,收到日期\n澄湖区,2022-06-08\n".encode("utf-16"))
    _, findings = make_status(site, site / "output", "", date(2022, 6, 15))
    assert [told(one) for one in findings] == [
        f"{ANSWERS}.csv:1:1 错误 这个回执文件的编码认不出来\n"
        "请在表格软件里另存为“CSV UTF-8（逗号分隔）”，文件名不变"
    ]


def test_names_of_the_ledger_are_nowhere(make_site: SiteMaker) -> None:
    ledger = "编号,受理时间,诉求类型,承办单位,姓名\nA1,2022-06-01 09:00,求助,市经信局,欧阳桂兰\n"
    site = make_site({register_file(KEY): REGISTER, "content/requests/a.csv": ledger})
    answer(site, "- {单位: 市经信局, 收到日期: 2022-06-08, 事项编号: A1, 办理结果: 已答复欧阳桂兰}\n")
    made, _ = make_status(site, site / "output", "", date(2022, 6, 15))
    assert made is not None
    assert "已答复" in (site / "output" / made.file).read_text(encoding="utf-8-sig")
    assert "欧阳桂兰" not in (site / "output" / made.file).read_text(encoding="utf-8-sig")
    assert not any("欧阳桂兰" in one for one in answer(site, "- {单位: 欧阳桂兰, 收到日期: 2022-06-08}\n"))


def test_no_cell_of_the_table_is_a_formula(site: Path) -> None:
    path = site / register_file(KEY)
    text = path.read_text(encoding="utf-8").replace("单位: 澄湖区", '单位: "=1+1"')
    path.write_text(text.replace("编号: D4", '编号: "@D4"'), encoding="utf-8")
    made = status(site)
    rows = list(csv.reader(io.StringIO((site / "output" / made.file).read_bytes().decode("utf-8-sig"))))
    assert (rows[4][2], rows[4][10]) == ("'=1+1", "'@D4")


def test_copies_that_came_back_are_not_asked_for_any_more(site: Path) -> None:
    assert [one.numbers for one in status(site).issues[0].recalled] == [(5, 6)]
    assert answer(site, "- {单位: 市教育局, 收到日期: 2022-06-10, 收回份号: [000005]}\n") == []
    assert [one.numbers for one in status(site).issues[0].recalled] == [(6,)]
    (site / f"{ANSWERS}.yaml").unlink()
    assert answer(site, "单位,收到日期,收回份号\n市教育局,2022-06-10,000005、6\n", "csv") == []
    assert status(site).issues[0].recalled == ()


@pytest.mark.parametrize(
    ("numbers", "message"),
    [
        (
            "[000003]",
            "错误 “市教育局”没有要收回的份号 000003\n请对照 make status 列出的“待收回的份号”",
        ),
        (
            "五号",
            "错误 “五号”不是份号\n份号写六位数字，几个之间用顿号隔开，连着的写成 000004-000005",
        ),
    ],
)
def test_numbers_that_nobody_has_to_give_back(site: Path, numbers: str, message: str) -> None:
    found = answer(site, f"- {{单位: 市教育局, 收到日期: 2022-06-10, 收回份号: {numbers}}}\n")
    assert len(found) == 1 and found[0].endswith(message)


def test_a_unit_taken_off_after_sending_is_shown(site: Path) -> None:
    path = site / register_file(KEY)
    withdrawn = "已撤:\n  - {单位: 市教育局, 份数: 2, 状态: 已发出, 日期: 2022-06-06}\n"
    path.write_text(path.read_text(encoding="utf-8") + withdrawn, encoding="utf-8")
    assert answer(site, "- {单位: 市教育局, 收到日期: 2022-06-10}\n") == []
    last = status(site).issues[0].receivers[-1]
    assert (last.row.unit, last.row.state, last.received) == ("市教育局", "已撤", date(2022, 6, 10))
