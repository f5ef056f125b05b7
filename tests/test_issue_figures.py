"""Figures of issues through the whole way: what is kept, what is doubted, what stops an issue."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import UNITS, SiteMaker, told

from generator.build.result import Outcome
from generator.diagnostics import ordered
from generator.pipeline import build

SITE = """\
单位: 市领导小组办公室
刊物:
  shehui-minyi: {名称: 社情民意每周专报, 类型: 专报, 频次: 周}
  gongzuo-jianbao: {名称: 工作简报, 类型: 简报, 频次: 周}
"""
HEAD = "编号,受理时间,诉求类型,承办单位,办理时限,办结时间,状态\n"
ROWS = "".join(f"A{n},2022-05-30 0{n}:00,投诉,市经信局,5个工作日,,办理中\n" for n in range(1, 5))
LEDGER = HEAD + ROWS + "A9,2022-06-05 09:00,投诉,市经信局,5个工作日,,办理中\n"
FILE = "content/issues/shehui-minyi/2022-01.yaml"
RECORD = "content/records/figures/shehui-minyi/2022-01.json"
ISSUE = """\
期号: 1
签发日期: 2022-06-06
报道期间: 2022-05-30 至 2022-06-05
按语: 共{{受理量}}件。
状态: 定稿
"""


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    files: Mapping[str, str | None] = {
        "site.yaml": SITE,
        "content/units.yaml": UNITS,
        "content/reports/a.md": None,
        "content/issues/gongzuo-jianbao/2022-05.yaml": None,
        "content/requests/a.csv": LEDGER,
        FILE: ISSUE,
    }
    return make_site(files)


def run(site: Path, *only: str) -> tuple[Outcome, list[str]]:
    outcome = build(site, site / "output", only, jobs=1)
    return outcome, [told(finding) for finding in ordered(outcome.findings)]


def page(site: Path) -> str:
    return (site / "output/shehui-minyi/2022/01/index.html").read_text(encoding="utf-8")


def write(site: Path, name: str, text: str) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_final_issue_keeps_its_figures(site: Path) -> None:
    outcome, messages = run(site)
    assert messages == [] and outcome.recorded == ["shehui-minyi/2022-01"]
    sent = page(site)
    assert "共5件。" in sent
    write(site, "content/requests/b.csv", HEAD + "B1,2022-06-04,投诉,市经信局,,,办理中\n")
    outcome, messages = run(site)
    assert outcome.recorded == [] and page(site) == sent
    [message] = messages
    assert message.startswith(f"{FILE}:1:1 警告 这一期已经定稿，现在的台账算出来有 ")
    assert "受理量定稿时5件，现在6件" in message


def test_a_final_issue_stands_when_the_ledger_is_gone_or_broken(site: Path) -> None:
    run(site)
    sent = page(site)
    write(site, "content/requests/b.csv", HEAD + "B1,2022-06-31,投诉,市经信局,,,办理中\n")
    outcome, messages = run(site)
    assert page(site) == sent and outcome.stopped == []
    assert [message.split(" ")[0] for message in messages] == ["content/requests/b.csv:2:4"]


def test_a_renamed_final_issue_does_not_count_anew(site: Path) -> None:
    run(site)
    (site / FILE).rename(site / "content/issues/shehui-minyi/01.yaml")
    outcome, messages = run(site)
    assert outcome.stopped == ["shehui-minyi/01"] and outcome.recorded == []
    assert messages == [
        f"content/issues/shehui-minyi/01.yaml:5:5 错误 这一期已经定稿，同样几天的数字早已留存在“{RECORD}”里，"
        "那一份没有对应的一期\n"
        "如果这一期的文件改过名，请把留存的文件改名为“content/records/figures/shehui-minyi/01.json”；"
        "如果是另编的一期，请删去原来留存的那一份",
        "content/issues/shehui-minyi/01.yaml:5:5 警告 社情民意每周专报2022年第1期定稿时留的底是"
        "“content/records/finals/shehui-minyi/2022-01.txt”，同这一期的文件名不一样\n"
        "这一期的文件改过名的，请把留的底改名为“content/records/finals/shehui-minyi/01.txt”；"
        "这是另编的一期的，请删去原来留的底",
    ]


def test_what_the_office_changes_later_does_not_change_what_was_sent(site: Path) -> None:
    write(site, "content/lists/a.yaml", "名称: 问题清单\n条目: [{序号: 1, 事项: 修桥, 状态: 推进中}]\n")
    run(site)
    sent = page(site)
    assert "修桥" in sent
    write(site, "content/lists/a.yaml", "名称: 问题清单\n条目: [{序号: 1, 事项: 修桥, 状态: 已完成}]\n")
    write(site, "site.yaml", SITE + "满意率下限: 97\n")
    _, messages = run(site)
    assert messages == [] and page(site) == sent


def test_an_export_that_was_forgotten(site: Path) -> None:
    old = HEAD + "A1,2022-05-23 09:00,投诉,市经信局,,,办理中\n"
    write(site, "content/requests/a.csv", old)
    outcome, messages = run(site)
    assert outcome.stopped == ["shehui-minyi/2022-01"] and not (site / RECORD).exists()
    assert messages == [
        f"{FILE}:3:7 错误 台账只到2022年5月23日，这一期（2022年5月30日至6月5日）一件也没有，不能定稿\n"
        "多半是忘了把新导出的表格放进 content/requests；确实没有诉求的，请先编成草稿核对"
    ]
    write(site, FILE, ISSUE.replace("定稿", "草稿"))
    outcome, messages = run(site)
    assert outcome.stopped == []
    assert messages[0].startswith(
        f"{FILE}:3:7 警告 台账只到2022年5月23日，这一期（2022年5月30日至6月5日）的数都是零"
    )


def test_an_export_that_ends_early(site: Path) -> None:
    write(site, "content/requests/a.csv", HEAD + ROWS)
    _, messages = run(site)
    assert messages == [
        f"{FILE}:3:7 警告 台账只到2022年5月30日，这一期（2022年5月30日至6月5日）最后 6 天没有数据\n"
        "请核对导出的表格全不全；定稿以后数字就定住了"
    ]


def test_an_earlier_issue_that_cannot_be_read(site: Path) -> None:
    write(site, FILE, ISSUE + "栏木: 错\n")
    write(
        site,
        "content/issues/shehui-minyi/2022-02.yaml",
        "期号: 2\n签发日期: 2022-06-07\n报道期间: 2022-06-01 至 2022-06-05\n状态: 定稿\n",
    )
    outcome, messages = run(site)
    assert sorted(outcome.stopped) == ["shehui-minyi/2022-01", "shehui-minyi/2022-02"]
    assert any(
        message.startswith(
            "content/issues/shehui-minyi/2022-02.yaml:1:1 错误 前面有一期读不进来（"
            f"{FILE}），这一期各件登过几期算不准，不能定稿"
        )
        for message in messages
    ), messages


def test_a_publication_that_became_secret_loses_its_pages_at_once(site: Path) -> None:
    run(site)
    assert "社情民意每周专报" in (site / "output/index.html").read_text(encoding="utf-8")
    write(site, "site.yaml", SITE.replace("频次: 周}", "频次: 周, 密级: 秘密}", 1))
    (site / RECORD).unlink()
    write(site, "content/requests/b.csv", HEAD + "B1,2022-06-31,投诉,市经信局,,,办理中\n")
    outcome, _ = run(site)
    assert outcome.stopped == ["shehui-minyi/2022-01"]
    assert not list((site / "output/shehui-minyi").rglob("*.html"))
    assert "社情民意每周专报" not in (site / "output/index.html").read_text(encoding="utf-8")


def test_a_month_ends_with_the_offices_day(site: Path) -> None:
    write(site, "site.yaml", SITE + "月截止日: 25\n")
    write(site, "content/requests/a.csv", HEAD + "Z1,2022-04-28,投诉,市经信局,,,办理中\n" + ROWS)
    write(site, FILE, ISSUE.replace("2022-05-30 至 2022-06-05", "2022年5月"))
    _, messages = run(site)
    assert messages == []
    assert "共1件。" in page(site)


@pytest.mark.parametrize("period", ["2022-05-30 至 2922-06-05", "1900-01-01 至 1900-01-07"])
def test_a_period_of_a_wrong_year_stops_its_issue_alone(site: Path, period: str) -> None:
    write(site, "content/issues/shehui-minyi/2022-02.yaml", f"签发日期: 2022-06-07\n报道期间: {period}\n")
    outcome, messages = run(site)
    assert outcome.made == ["shehui-minyi/2022-01"] or "shehui-minyi/2022-01" in outcome.made
    assert all("程序出错" not in message for message in messages), messages
