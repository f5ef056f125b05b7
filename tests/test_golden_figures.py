"""A county's site with a ledger of its own kind (`tests/sites/lanya`): what is said of it, word by word, and
figures of it that were counted by hand. What its pages say is held by `test_golden`.

Its weeks begin on Friday, its months end on the 25th, its words, terms, rates and outline are its own; the
ledger is a table with tabs in GB 18030, a workbook with a merged header and a YAML file.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import told
from pages import built, page_texts

from generator.build.result import Outcome
from generator.diagnostics import ordered
from generator.load.records import load_records

SITE = Path(__file__).parent / "sites" / "lanya"
WEEKLY = "zhitongche/2023/16/民情直通车专报2023年第16期.pdf"
MONTHLY = "suqiu/2023/01/群众诉求动态2023年第1期.pdf"
BRIEF = "jianbao/2023/01/民情简报2023年第1期.pdf"

BEGINNING = "台账从2022年4月15日开始，同比的基期"
SHORT = (
    "不完整，与它比较的升降不能作准\n如果有更早的台账，请补进 content/requests；没有就不要在文字里用这个升降"
)
MESSAGES = [
    f"content/issues/jianbao/2023-01.yaml:3:7 注意 {BEGINNING}（2022年4月14日至4月20日）{SHORT}",
    f"content/issues/suqiu/2023-01.yaml:1:7 注意 {BEGINNING}（2022年3月26日至4月25日）{SHORT}",
    f"content/issues/zhitongche/2023-16.yaml:3:7 注意 {BEGINNING}（2022年4月14日至4月20日）{SHORT}",
    "content/requests/rexian.csv:1:1 注意 这个文件的编码是 GB 18030，已经照样读取\n下次保存时编码请选 UTF-8",
    "content/requests/rexian.csv:1:1 注意 表头里这些列没有读：“坐席”\n"
    "用不着的不必管；要用的，请在 site.yaml 的“列名”里写明它是哪一项",
    "content/requests/rexian.csv:28:1 注意 印出的诉求里，有1件的文字带着不能印的个人信息，已经隐去：第28行\n"
    "台账本身没有改动；如果隐去的是可以公开的号码或地址，请写进 site.yaml 的“隐私”下的“允许”",
]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    copy = tmp_path_factory.mktemp("figures") / "lanya"
    shutil.copytree(SITE, copy)
    return built(copy)


def pages(outcome: Outcome, pdf: str) -> str:
    return "".join("".join(page_texts(outcome.output / pdf)).split())


def test_what_is_said_of_the_site(outcome: Outcome) -> None:
    assert [told(one) for one in ordered(outcome.findings)] == MESSAGES


@pytest.mark.parametrize(
    "text",
    [
        # 15 rows of the hotline, 4 letters, 3 of the grid; 4 the week before, 3 of them closed by then.
        "本期（4月14日至4月20日）受理22件，比上期（4月7日至4月13日，4件）上升450.0%，与去年同期相比上升633.3%",
        "重复率13.6%，环比上升13.6个百分点",
        # What was closed on Friday at 8:30 counts, at 10:00 it does not: the issue closed at 9:30.
        "截至4月21日9时30分已办结11件，办结率50.0%，环比下降25.0个百分点；其中按时办结10件，按时办结率90.9%",
        # Working days past the term: Sunday 23 April is none of them yet, 5 April was a holiday.
        "林权证面积不符县自然资源局3月21日221",
        "自来水浑浊县供水公司4月14日51",
        "回访9件，其中满意8件，不满意1件",
        "岚西镇10",
        "农村饮水600.734件数第1位；比常态增长800.0%；重复3件",
        "旱季断水县水利局3月31日2已办结",
        "本期另有保密件1件，按规定办理。",
        "合计1443122100.0%",
        "占比63.6%18.2%13.6%4.5%100.0%",
        "因四舍五入，各项占比之和可能不等于100%",
        "班车停运，联系电话（电话略），希望恢复",
    ],
)
def test_the_weekly_prints_what_was_counted_by_hand(outcome: Outcome, text: str) -> None:
    assert text in pages(outcome, WEEKLY)


@pytest.mark.parametrize(
    "text",
    [
        "本期（3月26日至4月25日）共受理群众诉求35件，环比上升1650.0%；办结诉求24件（含以前受理的），环比暂无可比基期",
        "还没有办结的诉求共13件，其中已超期5件",
        "乡镇9件，县直22件",
        "另有1件按保密规定只计数，不列出",
    ],
)
def test_the_monthly_ends_on_the_25th(outcome: Outcome, text: str) -> None:
    assert text in pages(outcome, MONTHLY)


def test_a_report_prints_figures_of_the_brief_that_holds_it(outcome: Outcome) -> None:
    assert "受理诉求22件，石磴乡7件，办结率57.1%" in pages(outcome, BRIEF)


def test_each_unit_with_open_requests_has_its_sheet(outcome: Outcome) -> None:
    sheets = sorted(path.stem for path in (outcome.output / MONTHLY).parent.glob("交办单/*.pdf"))
    names = ["岚西镇", "县水利局", "县交通局", "县自然资源局", "县教育局", "县供水公司"]
    assert sheets == [f"{number:02d}-{name}" for number, name in enumerate(names, 1)]
    text = pages(outcome, f"suqiu/2023/01/交办单/{sheets[3]}.pdf")
    # Two are open; the confidential one is sent another way.
    assert "共2件，其中已超期1件" in text and "另有1件按保密规定只计数，不列出" in text
    assert "R2303-011" in text and "R2304-030" not in text


def test_final_issues_are_recorded_and_print_the_same_again(outcome: Outcome) -> None:
    site = outcome.output.parent
    assert sorted(outcome.recorded) == ["jianbao/2023-01", "zhitongche/2023-16"]
    records, findings = load_records(site)
    assert findings == [] and sorted(records.statistics) == sorted(outcome.recorded)
    before = (outcome.output / WEEKLY).read_bytes()
    again = built(site, ["zhitongche/2023-16"])
    assert again.recorded == [] and (again.output / WEEKLY).read_bytes() == before


def test_no_telephone_of_the_ledger_is_in_the_output(outcome: Outcome) -> None:
    raw = (SITE / "content/requests/rexian.csv").read_bytes().decode("gb18030")
    (number,) = set(re.findall(r"1\d{10}", raw))
    for path in outcome.output.rglob("*"):
        if path.is_file():
            assert number.encode() not in path.read_bytes()
    assert all(number not in pages(outcome, pdf) for pdf in (WEEKLY, MONTHLY, BRIEF))
