"""Corrections (更正), reissues (重发) and recalls: numbers, pages, who gets them, what is still out."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from conftest import REPORT, SiteMaker, told
from hypothesis import given
from hypothesis import strategies as st
from identifiers_made import mobile
from pages import page_texts
from pydantic_core import PydanticCustomError

from generator.check.privacy import check_content
from generator.cli import main
from generator.compile.bulletin import compile_issue
from generator.compile.plan import Plan, compile_site
from generator.diagnostics import ordered
from generator.dispatch.answers import Answers, as_numbers
from generator.dispatch.pack import Packed, pack
from generator.dispatch.recall import note_back, order_recall
from generator.dispatch.receivers import Holding, holdings
from generator.dispatch.register import Recalled, Register, Row, read_register, register_file
from generator.dispatch.register_text import numbers_text, register_text
from generator.dispatch.send import arrived, plan_sending
from generator.dispatch.send_sums import record_sums
from generator.dispatch.status import make_status
from generator.load.site import load_site
from generator.model.bulletin import Bulletin
from generator.model.content import Content
from generator.model.unit import Unit, Units
from generator.new import new_issue
from generator.pipeline import build

FOLDER = "content/issues/gongzuo-jianbao"
OUTSIDE = "gongzuo-jianbao/../../../../../outside/x"
FIRST, CORRECTION, REISSUE = (f"gongzuo-jianbao/2022-05{end}" for end in ("", "-gengzheng", "-chongfa"))
SITE = """\
单位: 市领导小组办公室
简称: 市活动办
词表: {单位类别: [市直, 县市区]}
刊物:
  gongzuo-jianbao:
    名称: 工作简报
    类型: 简报
    频次: 周
    总期起始: 77
    份号: 是
    报: [市委领导同志]
    发: [市直, 澄湖区]
"""
UNITS = """\
- {名称: 市经济和信息化局, 简称: 市经信局, 类别: 市直, 份数: 2, 联系人: 李某, 邮箱: jx@example.com}
- {名称: 市教育局, 类别: 市直, 邮箱: jy@example.com}
- {名称: 澄湖区, 类别: 县市区}
- {名称: 市档案馆}
"""
ISSUE = """\
期号: 5
签发日期: 2022-06-06
报道期间: 2022-05-28 至 2022-06-05
栏目:
  - 名称: 工作部署
    选取: {单位类别: 市直}
状态: 定稿
"""
LATER = """\
签发日期: 2022-06-20
报道期间: 2022-06-06 至 2022-06-19
栏目: [{名称: 工作部署, 文章: [reports/b.md]}]
"""
CORRECTED = """\
更正: gongzuo-jianbao/2022-05
签发日期: 2022-06-10
更正说明:
  - {位置: 第1版第1段, 原文: 走访企业120家, 应为: 走访企业102家, 说明: 重复统计}
  - {位置: 第1版图片, 应为: 摄影：陈某}
状态: 定稿
"""
REISSUED = """\
重发: gongzuo-jianbao/2022-05
签发日期: 2022-06-13
报道期间: 2022-05-28 至 2022-06-05
改稿: [{原稿: reports/a.md, 改为: reports/a-gai.md}]
栏目:
  - 名称: 工作部署
    选取: {单位类别: 市直}
状态: 定稿
"""
SECOND = REPORT.replace("2022-05-28", "2022-06-08").replace("召开动员会", "走进园区")
FILES: Mapping[str, str | bytes | None] = {
    "site.yaml": SITE,
    "content/units.yaml": UNITS,
    "content/reports/b.md": SECOND,
    f"content/issues/{FIRST}.yaml": ISSUE,
    f"{FOLDER}/2022-06.yaml": LATER,
}
AFTER = {
    f"content/issues/{CORRECTION}.yaml": CORRECTED,
    f"content/issues/{REISSUE}.yaml": REISSUED,
    "content/reports/a-gai.md": REPORT.replace("走进企业", "走进每一家企业"),
}


def planned(site: Path) -> tuple[Content, Plan, list[str]]:
    content, findings = load_site(site)
    assert content is not None
    plan, found = compile_site(content)
    return content, plan, [told(one) for one in ordered([*findings, *found])]


def bulletin(site: Path, key: str) -> Bulletin:
    content, plan, findings = planned(site)
    assert findings == []
    made, found = compile_issue(content, plan, key)
    assert made is not None and found == []
    return made


def built(site: Path, *keys: str) -> None:
    outcome = build(site, site / "output", keys, jobs=1)
    assert [told(one) for one in outcome.findings if one.severity == "error"] == []


def packed(site: Path, key: str) -> Packed:
    made, findings = pack(site, site / "output", key)
    assert made is not None, [told(one) for one in findings]
    return made


def change(site: Path, file: str, old: str, new: str) -> None:
    text = (site / file).read_text(encoding="utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new), encoding="utf-8")


def rows(site: Path, key: str) -> dict[str, tuple[int, ...]]:
    register, findings = read_register(site, key)
    assert register is not None and findings == []
    return {row.unit: row.numbers for row in register.record.rows}


def run(site: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [words[0], "--site", str(site), *words[1:]])
    return done.exit_code, done.output


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    """The first issue, its correction and its reissue, and the issue after it."""
    return make_site({**FILES, **AFTER})


# Numbers, pages, names


def test_they_have_the_numbers_of_the_first_and_take_none(site: Path) -> None:
    _, plan, findings = planned(site)
    assert findings == []
    assert {key: (one.label, one.number_line) for key, one in plan.numbers.items()} == {
        FIRST: ("2022年第5期", "第5期（总第77期）"),
        CORRECTION: ("2022年第5期（更正）", "第5期（更正，总第77期）"),
        REISSUE: ("2022年第5期（重发）", "第5期（重发，总第77期）"),
        "gongzuo-jianbao/2022-06": ("2022年第6期", "第6期（总第78期）"),
    }
    assert plan.stopped == frozenset()


def test_a_correction_says_what_stood_there_and_what_must(site: Path) -> None:
    made = bulletin(site, CORRECTION)
    assert made.folder == "gongzuo-jianbao/2022/05-gengzheng"
    assert made.file_name == "工作简报2022年第5期（更正）.pdf"
    assert made.title == "工作简报2022年第5期（更正）"
    (article,) = made.articles
    assert "".join(article.title) == "关于《工作简报》2022年第5期的更正"
    text = re.sub(r"<[^>]+>", "|", article.html)
    assert "《工作简报》2022年第5期（总第77期，2022年6月6日签发）有下列差错，现予更正：" in text
    cells = [cell for cell in text.split("|") if cell.strip()]
    assert cells[2:-1] == [
        *("序号", "位置", "原文", "应为", "说明"),
        *("1", "第1版第1段", "走访企业120家", "走访企业102家", "重复统计"),
        *("2", "第1版图片", "（漏印）", "摄影：陈某"),
    ]
    assert made.foot.rows == (("发", ("收到原件的各单位",)),)
    assert made.foot.copies == 0


def test_what_is_struck_out_and_what_looks_like_html(site: Path) -> None:
    change(site, f"content/issues/{CORRECTION}.yaml", "应为: 走访企业102家, 说明: 重复统计", "应为: '<b>'")
    change(site, f"content/issues/{CORRECTION}.yaml", "应为: 摄影：陈某", "原文: 摄影：陈某")
    html = bulletin(site, CORRECTION).articles[0].html
    assert "&lt;b&gt;" in html and "<b>" not in html
    assert "（删去）" in html and "<th>说明</th>" not in html


def test_a_reissue_prints_the_revised_report_and_says_what_it_is(site: Path) -> None:
    made = bulletin(site, REISSUE)
    assert made.folder == "gongzuo-jianbao/2022/05-chongfa"
    assert made.file_name == "工作简报2022年第5期（重发）.pdf"
    assert made.masthead.again == "本期为重发，代替2022年6月6日签发的原件，以本期为准。"
    assert [article.source for article in made.articles] == ["reports/a-gai.md"]
    assert "走进每一家企业" in made.articles[0].html
    # The first prints what it printed: no rule takes a revised report.
    assert [article.source for article in bulletin(site, FIRST).articles] == ["reports/a.md"]


def test_lists_that_it_says_itself_are_printed(site: Path) -> None:
    change(site, f"content/issues/{REISSUE}.yaml", "状态", "发: [市教育局]\n印数: 5\n状态")
    foot = bulletin(site, REISSUE).foot
    assert foot.rows[-1] == ("发", ("市教育局",)) and foot.copies == 5


def test_several_are_counted(site: Path) -> None:
    text = CORRECTED.replace("2022-06-10", "2022-06-11")
    (site / FOLDER / "2022-05-a.yaml").write_text(text, encoding="utf-8")
    made = bulletin(site, "gongzuo-jianbao/2022-05-a")
    assert made.masthead.number_line == "第5期（第2次更正，总第77期）"
    assert made.folder == "gongzuo-jianbao/2022/05-gengzheng-2"
    assert made.file_name == "工作简报2022年第5期（第2次更正）.pdf"
    assert bulletin(site, CORRECTION).file_name == "工作简报2022年第5期（更正）.pdf"


def test_of_a_supplement_and_by_other_ways_to_name_it(site: Path) -> None:
    change(site, f"content/issues/{FIRST}.yaml", "期号: 5", "期号: 1\n增刊: 是")
    for name in ("2022-05", "content/issues/gongzuo-jianbao/2022-05.yaml", "issues/gongzuo-jianbao/2022-05"):
        change(site, f"content/issues/{CORRECTION}.yaml", CORRECTED.partition("\n")[0], f"更正: {name}")
        assert bulletin(site, CORRECTION).masthead.number_line == "增刊第1期（更正）"
        assert bulletin(site, CORRECTION).folder == "gongzuo-jianbao/2022/z01-gengzheng"
        change(site, f"content/issues/{CORRECTION}.yaml", f"更正: {name}", CORRECTED.partition("\n")[0])


def test_a_new_issue_follows_the_last_of_its_own(site: Path) -> None:
    (site / FOLDER / "2022-06.yaml").unlink()
    path, _ = new_issue(site, "gongzuo-jianbao")
    assert path is not None and path.name == "2022-06.yaml"
    text = path.read_text(encoding="utf-8")
    assert "期号: 6" in text and "签发日期: 2022-06-13" in text


def test_one_that_cannot_be_read_moves_no_number(site: Path) -> None:
    change(site, f"content/issues/{CORRECTION}.yaml", "签发日期: 2022-06-10", "签发日期: 六月")
    _, plan, findings = planned(site)
    assert plan.numbers["gongzuo-jianbao/2022-06"].number_line == "第6期（总第78期）"
    assert len(findings) == 1 and findings[0].startswith(f"content/issues/{CORRECTION}.yaml:2:7 错误 ")


# Wrong uses

CASES = {
    "a draft": (
        FIRST,
        ("状态: 定稿", "状态: 草稿"),
        f"content/issues/{CORRECTION}.yaml:1:5 错误 2022年第5期还是草稿，没有发出，不用更正\n"
        "请直接改那一期的文件，删去这一个；已经发出了的，先把那一期的“状态”改成“定稿”",
    ),
    "itself": (
        CORRECTION,
        ("更正: gongzuo-jianbao/2022-05", "更正: gongzuo-jianbao/2022-05-gengzheng"),
        f"content/issues/{CORRECTION}.yaml:1:5 错误 “更正”写的是这一期自己\n"
        "请写第一次发出的那一期的文件；更正、重发要另建一个文件，例如 2022-05-gengzheng.yaml",
    ),
    "none": (
        CORRECTION,
        ("更正: gongzuo-jianbao/2022-05", "更正: gongzuo-jianbao/2021-51"),
        f"content/issues/{CORRECTION}.yaml:1:5 错误 “更正”写的“gongzuo-jianbao/2021-51”，站点里没有这一期\n"
        "是不是想写“gongzuo-jianbao/2022-05”“gongzuo-jianbao/2022-06”？",
    ),
    "out of the site": (
        CORRECTION,
        ("更正: gongzuo-jianbao/2022-05\n", f"更正: {OUTSIDE}\n原件签发日期: 2022-06-06\n期号: 5\n"),
        f"content/issues/{CORRECTION}.yaml:1:5 错误 “更正”写的“{OUTSIDE}”，站点里没有这一期\n"
        "请写第一次那一期的文件，从刊物代号写起，例如：gongzuo-jianbao/2022-05",
    ),
    "of no publication": (
        CORRECTION,
        (
            "更正: gongzuo-jianbao/2022-05\n",
            "更正: neican/2021-51\n原件签发日期: 2022-06-06\n期号: 5\n",
        ),
        f"content/issues/{CORRECTION}.yaml:1:5 错误 “更正”写的“neican/2021-51”，站点里没有这一期\n"
        "是不是想写“gongzuo-jianbao/2022-05”？",
    ),
    "another one": (
        CORRECTION,
        ("更正: gongzuo-jianbao/2022-05", "更正: gongzuo-jianbao/2022-05-chongfa"),
        f"content/issues/{CORRECTION}.yaml:1:5 错误 “更正”写的“gongzuo-jianbao/2022-05-chongfa”自己就是重发\n"
        "请写第一次发出的那一期：gongzuo-jianbao/2022-05；更正、重发了一次还有错的，再更正、重发一次，程序接着编第几次",
    ),
    "before the first": (
        CORRECTION,
        ("2022-06-10", "2022-06-05"),
        f"content/issues/{CORRECTION}.yaml:2:7 错误 签发日期（2022年6月5日）比第一次的（2022年6月6日）还早\n"
        "请核对“签发日期”；更正只能在第一次发出以后",
    ),
    "another number": (
        CORRECTION,
        ("签发日期", "期号: 6\n签发日期"),
        f"content/issues/{CORRECTION}.yaml:2:5 错误 更正用第一次的期号：第一次的“期号”是5，这里写的是6\n"
        "请删去“期号”这一行，程序照第一次的印",
    ),
    "both": (
        CORRECTION,
        ("签发日期", "重发: gongzuo-jianbao/2022-05\n签发日期"),
        f"content/issues/{CORRECTION}.yaml:2:5 错误 “更正”和“重发”只能写一样\n"
        "只改几处的写“更正”和“更正说明”，整期重新印的写“重发”；两样都要的，分成两个文件",
    ),
    "sections": (
        CORRECTION,
        ("状态", "栏目: [{名称: 甲, 文字: 乙。}]\n状态"),
        f"content/issues/{CORRECTION}.yaml:6:5 错误 更正只印“更正说明”，不写“栏目”\n"
        "请删去“栏目”；要把整期重新印的，把“更正”改成“重发”",
    ),
    "nothing told": (
        CORRECTION,
        ("原文: 走访企业120家, 应为: 走访企业102家, ", ""),
        f"content/issues/{CORRECTION}.yaml:4:5 错误 这一条“更正说明”没有写“原文”，也没有写“应为”\n"
        "漏印的只写“应为”，要删去的只写“原文”，其余两样都写",
    ),
    "the same": (
        CORRECTION,
        ("走访企业102家", "走访企业120家"),
        f"content/issues/{CORRECTION}.yaml:4:5 错误 这一条“更正说明”的“原文”和“应为”一样\n"
        "“原文”照印错的抄，“应为”写改正以后的",
    ),
    "a figure": (
        CORRECTION,
        ("走访企业102家", "'{{受理量}}件'"),
        f"content/issues/{CORRECTION}.yaml:4:36 错误 “更正说明”里不填台账的数\n"
        "请直接写数字：更正印出去以后，不能跟着台账变",
    ),
    "no first": (
        CORRECTION,
        ("更正: gongzuo-jianbao/2022-05\n", ""),
        f"content/issues/{CORRECTION}.yaml:3:3 错误 写了“更正说明”，没有写更正哪一期\n"
        "请加上一行，例如：更正: gongzuo-jianbao/2022-05",
    ),
    "no period": (
        REISSUE,
        ("报道期间: 2022-05-28 至 2022-06-05\n", ""),
        f"content/issues/{REISSUE}.yaml:1:5 错误 重发的一期要写明“报道期间”，同第一次的一样\n"
        "请加上一行：报道期间: 2022-05-28 至 2022-06-05",
    ),
    "amendments of a reissue": (
        REISSUE,
        ("状态", "更正说明: [{位置: 甲, 应为: 乙}]\n状态"),
        f"content/issues/{REISSUE}.yaml:8:7 错误 “重发”是整期重新印，不写“更正说明”\n"
        "请直接改好文章；要说明改了什么，写在“按语”里",
    ),
    "the same report": (
        REISSUE,
        ("改为: reports/a-gai.md", "改为: reports/a.md"),
        f"content/issues/{REISSUE}.yaml:4:6 错误 这一条“改稿”的“原稿”和“改为”是同一个文件\n"
        "第一次印的那一稿不要动：把它另存一个文件，在另存的里面改，“改为”写另存的",
    ),
    "no such report": (
        REISSUE,
        ("改为: reports/a-gai.md", "改为: reports/a-gei.md"),
        f"content/issues/{REISSUE}.yaml:4:29 错误 找不到报送信息“reports/a-gei.md”\n"
        "是不是想写“reports/a-gai.md”？",
    ),
    "a report that is not printed": (
        REISSUE,
        ("原稿: reports/a.md", "原稿: reports/b.md"),
        f"content/issues/{REISSUE}.yaml:4:11 警告 这一期没有印“reports/b.md”，这一条“改稿”没有用上\n"
        "请核对“原稿”的路径，要同第一次印的是同一个文件",
    ),
    "revisions of nothing": (
        FIRST,
        ("状态", "改稿: [{原稿: reports/a.md, 改为: reports/b.md}]\n状态"),
        f"content/issues/{FIRST}.yaml:7:5 错误 “改稿”只用在重发的一期里\n"
        "请写明重发的是哪一期，例如：重发: gongzuo-jianbao/2022-05；还没有发出的，直接改原稿",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_use_is_told_word_by_word(site: Path, case: str) -> None:
    key, (old, new), message = CASES[case]
    change(site, f"content/issues/{key}.yaml", old, new)
    assert message in planned(site)[2]


def test_what_leads_out_of_the_site_is_stopped_and_nothing_is_read_there(site: Path) -> None:
    outside = site.parent / "outside/x.yaml"
    outside.parent.mkdir()
    outside.write_text("刊物: 工作简报\n期: 2022年第5期\n共印: 1\n登记: []\n", encoding="utf-8")
    head = f"更正: {OUTSIDE}\n原件签发日期: 2022-06-06\n期号: 5\n"
    change(site, f"content/issues/{CORRECTION}.yaml", "更正: gongzuo-jianbao/2022-05\n", head)
    assert planned(site)[1].stopped == {CORRECTION}
    name = "gongzuo-jianbao/../../../../../outside/x"
    made, (finding,) = order_recall(site, site / "output", name, date(2022, 6, 12))
    assert made is None and told(finding).startswith(f"错误 “{name}”没有封装过，没有可以收回的\n")
    plan, (finding,) = plan_sending(site, site / "output", name)
    assert plan is None and finding.code == "send-unpacked"
    assert arrived(site, site / "output", name, ["市教育局"], datetime.now())[0] == []
    _, (finding,) = make_status(site, site / "output", name, date(2022, 6, 12))
    assert finding.message == f"“{name}”还没有封装过"


def test_a_reissued_circular_says_its_period_too(site: Path) -> None:
    """First signed in July it counts June; signed again in August it would count July."""
    change(site, "site.yaml", "刊物:\n", "刊物:\n  tongbao: {名称: 采用通报, 类型: 采用通报, 频次: 月}\n")
    folder = site / "content/issues/tongbao"
    folder.mkdir()
    (folder / "2022-01.yaml").write_text("期号: 1\n签发日期: 2022-07-05\n状态: 定稿\n", encoding="utf-8")
    again = folder / "2022-01-chongfa.yaml"
    again.write_text("重发: 2022-01\n签发日期: 2022-08-02\n状态: 定稿\n", encoding="utf-8")
    _, plan, findings = planned(site)
    assert plan.stopped == {"tongbao/2022-01-chongfa"}
    assert findings == [
        "content/issues/tongbao/2022-01-chongfa.yaml:1:5 错误 重发的一期要写明“报道期间”，同第一次的一样\n"
        "请加上一行：报道期间: 2022-06-01 至 2022-06-30"
    ]
    with again.open("a", encoding="utf-8") as file:
        file.write("报道期间: 2022-06-01 至 2022-06-30\n")
    _, plan, findings = planned(site)
    assert plan.stopped == frozenset() and findings == []


def test_an_error_stops_it_and_no_other(site: Path) -> None:
    change(site, f"content/issues/{CORRECTION}.yaml", "2022-06-10", "2022-06-05")
    _, plan, _ = planned(site)
    assert plan.stopped == {CORRECTION}


def test_of_a_first_that_cannot_be_read(site: Path) -> None:
    change(site, f"content/issues/{FIRST}.yaml", "签发日期: 2022-06-06", "签发日期: 六月")
    assert (
        f"content/issues/{CORRECTION}.yaml:1:5 错误 “更正”写的“{FIRST}”有错误，读不进来，这一期先不编\n"
        "请先按提示改正那一期的文件，再编一次"
    ) in planned(site)[2]


def test_of_another_publication(site: Path) -> None:
    change(site, "site.yaml", "刊物:\n", "刊物:\n  kuaibao: {名称: 快报, 类型: 简报}\n")
    change(site, f"content/issues/{CORRECTION}.yaml", "gongzuo-jianbao/2022-05", "kuaibao/2022-05")
    assert (
        f"content/issues/{CORRECTION}.yaml:1:5 错误 “更正”写的“kuaibao/2022-05”是另一种刊物（《快报》）的\n"
        "更正、重发同第一次放在同一个文件夹里，请把这个文件移到 content/issues/kuaibao/"
    ) in planned(site)[2]


def test_what_stood_there_is_no_excuse_for_an_identifier(site: Path) -> None:
    number = mobile(random.Random(7))[1]
    change(site, f"content/issues/{CORRECTION}.yaml", "走访企业120家", f"联系电话{number}")
    content, _ = load_site(site)
    assert content is not None
    checked, findings = check_content(content, None)
    assert checked is not None and CORRECTION not in {issue.key for issue in checked.issues}
    assert all(number not in told(one) for one in findings)
    assert told(findings[0]).startswith(f"content/issues/{CORRECTION}.yaml:4:")


def test_a_correction_has_no_figures(site: Path) -> None:
    code, text = run(site, "figures", CORRECTION)
    assert code == 1 and "这一期是更正，没有台账里的数" in text
    assert "请看它更正的那一期：make figures ISSUE=gongzuo-jianbao/2022-05" in text


# Built


def test_the_first_stays_as_it_was_signed(make_site: SiteMaker) -> None:
    site = make_site(FILES)
    built(site, FIRST)
    output, lock = (
        site / "output" / "gongzuo-jianbao/2022/05",
        site / "content/records/finals" / f"{FIRST}.txt",
    )
    before = {path: path.read_bytes() for path in (*output.glob("*.pdf"), lock)}
    for name, text in AFTER.items():
        (site / name).write_text(text, encoding="utf-8")
    built(site)
    assert {path: path.read_bytes() for path in before} == before
    names = sorted(path.relative_to(site / "output").as_posix() for path in (site / "output").rglob("*.pdf"))
    assert names == [
        "gongzuo-jianbao/2022/05-chongfa/工作简报2022年第5期（重发）.pdf",
        "gongzuo-jianbao/2022/05-gengzheng/工作简报2022年第5期（更正）.pdf",
        "gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf",
        "gongzuo-jianbao/2022/06/工作简报2022年第6期.pdf",
    ]
    (text,) = page_texts(site / "output" / names[1])
    for words in ("第5期（更正，总第77期）", "走访企业120家", "走访企业102家", "发：收到原件的各单位。"):
        assert words in text.replace("\n", "")
    assert "本期为重发，代替2022年6月6日签发的原件" in page_texts(site / "output" / names[0])[0].replace(
        "\n", ""
    )
    # What they are is locked like any other final issue.
    assert sorted(path.name for path in lock.parent.iterdir()) == [
        *("2022-05-chongfa.txt", "2022-05-gengzheng.txt", "2022-05.txt")
    ]
    index = (site / "output/index.html").read_text(encoding="utf-8")
    assert "第5期（更正，总第77期）" in index and "第5期（重发，总第77期）" in index


def test_the_archive_package_can_be_built_by_itself(site: Path, tmp_path: Path) -> None:
    change(site, "site.yaml", "    频次: 周\n", "    频次: 周\n    成品: [print, archive]\n")
    for key, words in ((CORRECTION, "更正"), (REISSUE, "重发")):
        built(site, key)
        folder = site / "output" / bulletin(site, key).folder
        (package,) = folder.glob("*源文件.zip")
        zipfile.ZipFile(package).extractall(tmp_path / words)
        alone = tmp_path / words / package.stem
        built(alone)
        (again,) = (alone / "output").rglob(f"工作简报2022年第5期（{words}）.pdf")
        assert page_texts(again) == page_texts(folder / again.name)


# Who gets them


def test_a_correction_goes_to_those_who_have_the_first(site: Path) -> None:
    packed(site, FIRST)
    # Since then a unit has left the list, and another has come to it.
    change(site, "site.yaml", "发: [市直, 澄湖区]", "发: [市经信局, 市档案馆]")
    made = packed(site, CORRECTION)
    assert (
        rows(site, CORRECTION)
        == rows(site, FIRST)
        == {
            "市委领导同志": (1,),
            "市经济和信息化局": (2, 3),
            "市教育局": (4,),
            "澄湖区": (5,),
        }
    )
    names = sorted(path.name for path in made.folder.glob("*市教育局/*.pdf"))
    assert names == ["发文通知.pdf", "工作简报2022年第5期（更正）（000004）.pdf"]
    assert (site / register_file(CORRECTION)).read_text(encoding="utf-8").split("\n")[1:6] == [
        "刊物: 工作简报",
        '期: "2022年第5期（更正）"',
        '更正: "gongzuo-jianbao/2022-05"',
        "共印: 5",
        "登记:",
    ]
    (note,) = page_texts(next(made.folder.glob("*市教育局/发文通知.pdf")))
    assert "本件更正2022年6月6日签发的原件，请在原件上改正，两件一起保存。" in note.replace("\n", "")
    assert packed(site, CORRECTION).again


def test_the_register_as_a_workbook_has_both(site: Path) -> None:
    packed(site, FIRST)
    made = packed(site, REISSUE)
    sheet = list(openpyxl.load_workbook(made.folder / "发文登记.xlsx").active.values)
    assert sheet[0][0] == "《工作简报》2022年第5期（重发）发文登记"
    assert sheet[1][:6] == ("序号", "单位", "种类", "发送", "份数", "份号")
    assert [row[:6] for row in sheet[2:]] == [
        (number + 1, unit, kind, way, copies, numbers) if unit else ("合计", "4个", kind, "", 5, "共印5份")
        for kind in ("重发", "原件")
        for number, (unit, way, copies, numbers) in enumerate(
            (
                ("市委领导同志", "报", 1, "000001"),
                ("市经济和信息化局", "发", 2, "000002至000003"),
                ("市教育局", "发", 1, "000004"),
                ("澄湖区", "发", 1, "000005"),
                ("", "", 0, ""),
            )
        )
    ]


def test_who_gets_the_first_later_gets_the_correction_too(site: Path) -> None:
    packed(site, FIRST)
    packed(site, CORRECTION)
    change(site, f"content/issues/{FIRST}.yaml", "状态", "发: [市直, 澄湖区, 市档案馆]\n状态")
    # Its foot says who gets it, so it is another issue than was signed, unless somebody decides so.
    made, findings = pack(site, site / "output", FIRST)
    assert made is None and [one.code for one in findings] == ["final-changed"]
    (site / f"content/records/finals/{FIRST}.txt").unlink()
    packed(site, FIRST)
    made = packed(site, CORRECTION)
    assert rows(site, CORRECTION)["市档案馆"] == (6,) and made.register.total == 6


def test_before_the_first_was_packed(site: Path) -> None:
    made, findings = pack(site, site / "output", CORRECTION)
    assert made is None and not (site / register_file(CORRECTION)).exists()
    assert [told(one) for one in findings if one.severity == "error"] == [
        f"content/issues/{CORRECTION}.yaml:1:5 错误 第一次的“{FIRST}”没有发文登记，不知道更正发给谁\n"
        "更正只发给收到第一次的单位。第一次的还没有封装：先运行 make pack ISSUE=gongzuo-jianbao/2022-05；"
        "封装过、登记丢了的，请从版本管理里恢复 content/records/dispatch/gongzuo-jianbao/2022-05.yaml"
    ]


def test_the_first_is_packed_with_a_warning_once_there_is_a_reissue(site: Path) -> None:
    _, findings = pack(site, site / "output", FIRST)
    assert [one.message for one in findings if one.code == "again-replaced"] == [
        "这一期已经重发（gongzuo-jianbao/2022-05-chongfa），封装的是第一次的、有错的那一稿"
    ]


def test_copies_that_the_foot_prints_are_held_against_the_register(site: Path) -> None:
    packed(site, FIRST)
    change(site, f"content/issues/{CORRECTION}.yaml", "状态", "印数: 9\n状态")
    made, findings = pack(site, site / "output", CORRECTION)
    assert made is not None and made.register.total == 5
    assert [one.message for one in findings] == ["版记印的是共印 9 份，可是按第一次的发文登记是 5 份"]


def test_the_mail_says_what_it_is(site: Path) -> None:
    packed(site, FIRST)
    for key, words in (
        (CORRECTION, "本件更正原来发去的那一期，请在原件上改正，两件一起保存。"),
        (REISSUE, "本件代替原来发去的那一期，请以本件为准；要退回原件的，发文通知里写明了份号。"),
    ):
        packed(site, key)
        plan, findings = plan_sending(site, site / "output", key)
        assert plan is not None and findings == []
        assert [letter.unit for letter in plan.letters] == ["市经济和信息化局", "市教育局"]
        assert plan.letters[1].subject == f"《工作简报》2022年第5期（{plan.packed.register.what}）"
        assert plan.letters[1].lines[1] == words
        assert plan.apart == ("市委领导同志", "澄湖区")


def row(unit: str, numbers: tuple[int, ...], copies: int = 0, state: str = "已封装") -> Row:
    return Row(unit=unit, copies=copies or len(numbers), numbers=numbers, state=state, date=date(2022, 6, 6))


@given(st.sets(st.integers(1, 999_999), min_size=1, max_size=30))
def test_numbers_are_read_as_they_are_written(numbers: set[int]) -> None:
    assert as_numbers(f"{numbers_text(numbers)}") == tuple(sorted(numbers))


@given(st.text(max_size=30))
def test_any_text_is_numbers_or_told(text: str) -> None:
    try:
        assert all(isinstance(number, int) for number in as_numbers(text))
    except PydanticCustomError as error:
        assert error.type == "answer-numbers"


def test_who_has_an_issue() -> None:
    units = Units((Unit(name="市数据局", former_names=("市大数据局", "市信息中心")), Unit(name="市教育局")))
    register = Register(
        publication="工作简报",
        issue="2022年第5期",
        total=12,
        rows=(
            *(row("市大数据局", (1, 2)), row("市信息中心", (3,)), row("市教育局", (4,))),
            *(row("留存", (9, 10)), row("市公安局", (), 0)),
        ),
        recalled=(
            Recalled(unit="市教育局", numbers=(5,)),
            Recalled(unit="澄湖区", numbers=(6, 7)),
            Recalled(unit="市文旅局", numbers=(8,)),
            Recalled(unit="留存", numbers=(11,)),
        ),
        withdrawn=(row("澄湖区", (), 2, "已发出"), row("市商务局", (), 3, "已发出")),
    )
    assert holdings(register, Answers({}, {}, {7, 8, 4}), units) == {
        "市数据局": Holding(3, (1, 2, 3)),
        # 000004 was asked back from all, and counts; 000005 was taken from the unit, and is still there.
        "市教育局": Holding(2, (4, 5)),
        "留存": Holding(2, (9, 10)),
        "澄湖区": Holding(1, (6,)),
        "市商务局": Holding(3, ()),
    }
    assert Register.model_validate(register.model_dump()) == register
    assert "要求收回" not in register_text(register)


# Recall


def test_copies_are_asked_back_and_listed_until_they_are(site: Path) -> None:
    packed(site, FIRST)
    assert run(site, "recall", "--date", "2022-06-12", FIRST) == (
        0,
        "《工作简报》2022年第5期：2022-06-12 起要求收回，"
        "记在 content/records/dispatch/gongzuo-jianbao/2022-05.yaml，请一并存底。\n"
        "还要收回：\n"
        "单位              份数  份号\n"
        "市委领导同志         1  000001\n"
        "市经济和信息化局     2  000002至000003\n"
        "市教育局             1  000004\n"
        "澄湖区               1  000005\n"
        "合计 4 个            5\n"
        "退回来一份记一份：make recall ISSUE=gongzuo-jianbao/2022-05 BACK=单位\n",
    )
    answers = site / "content/records/dispatch/gongzuo-jianbao/2022-05-回执.yaml"
    answers.write_text("- {单位: 澄湖区, 收到日期: 2022-06-07}\n# 办公室记\n", encoding="utf-8")
    code, text = run(site, "recall", "--date", "2022-06-14", "--back", "市教育局、市委领导同志", FIRST)
    # The list may be longer than the screen: what was done stands at its end.
    assert code == 0 and text.startswith("还要收回：\n")
    assert text.endswith(
        "记下了，退回来的：\n  市教育局：000004\n  市委领导同志：000001\n"
        "应收回 5 份，已收回 2 份，还有 3 份在 2 个单位。\n"
    )
    code, _ = run(site, "recall", "--date", "2022-06-15", "--back", "市经信局:3", FIRST)
    assert answers.read_text(encoding="utf-8") == (
        "- {单位: 澄湖区, 收到日期: 2022-06-07}\n# 办公室记\n"
        "- {单位: 市教育局, 收到日期: 2022-06-14, 收回份号: [000004]}\n"
        "- {单位: 市委领导同志, 收到日期: 2022-06-14, 收回份号: [000001]}\n"
        "- {单位: 市经济和信息化局, 收到日期: 2022-06-15, 收回份号: [000003]}\n"
    )
    code, text = run(site, "status", "--date", "2022-06-30", FIRST)
    assert code == 0 and text.split("\n\n")[2] == (
        "待收回的份号：\n"
        "  市经济和信息化局：000002\n"
        "  澄湖区：000005\n"
        "2022-06-12 要求收回，应收回 5 份，已收回 3 份，还有 2 份在 2 个单位。"
    )
    with answers.open("a", encoding="utf-8") as file:
        file.write("- {单位: 市经信局, 收到日期: 2022-06-16, 收回份号: [000002]}\n")
    assert run(site, "recall", "--date", "2022-06-16", "--back", "澄湖区", FIRST)[1].endswith(
        "应收回 5 份，已收回 5 份，收齐了。\n"
    )
    _, text = run(site, "status", "--date", "2022-06-30", FIRST)
    assert "2022-06-12 要求收回，应收回 5 份，已收回 5 份，收齐了。" in text and "待收回的份号" not in text


def test_whoever_holds_a_copy_is_told_what_came_after_it(site: Path) -> None:
    """`make verify` of a copy: corrected, reissued, asked back, and whether this one is back."""
    first = packed(site, FIRST)
    assert record_sums(site, first) == []
    copy = next(first.folder.glob("*-市教育局/*（000004）.pdf"))
    note = next(first.folder.glob("*-市教育局/发文通知.pdf"))

    def verified(file: Path) -> list[str]:
        code, text = run(site, "verify", str(file))
        assert code == 0, text
        return [line for line in text.splitlines() if line.startswith("注意")]

    assert verified(copy) == []
    assert record_sums(site, packed(site, CORRECTION)) == []
    assert verified(copy) == ["注意：《工作简报》2022年第5期已更正。"]
    packed(site, REISSUE)
    run(site, "recall", "--date", "2022-06-12", FIRST)
    start = "注意：《工作简报》2022年第5期已更正、已重发，原件 2022-06-12 要求收回"
    assert verified(copy) == [f"{start}（这份还没有收回）。"]
    assert verified(note) == [f"{start}（应收回 5 份，还有 5 份没有收回）。"]
    run(site, "recall", "--date", "2022-06-14", "--back", "市教育局", FIRST)
    assert verified(copy) == [f"{start}（这份已经收回）。"]
    assert verified(note) == [f"{start}（应收回 5 份，还有 4 份没有收回）。"]
    mend = next(packed(site, CORRECTION).folder.glob("*-市教育局/*（000004）.pdf"))
    assert verified(mend) == []


def test_a_reissue_goes_also_to_those_who_gave_the_first_back(site: Path) -> None:
    packed(site, FIRST)
    assert run(site, "recall", "--date", "2022-06-12", FIRST)[0] == 0
    assert run(site, "recall", "--date", "2022-06-12", "--back", "市教育局", FIRST)[0] == 0
    made = packed(site, REISSUE)
    assert rows(site, REISSUE) == rows(site, FIRST)
    (note,) = page_texts(next(made.folder.glob("*市经济和信息化局/发文通知.pdf")))
    assert (
        "本件代替2022年6月6日签发的原件，请以本件为准。原件（份号000002至000003）请随回执退回市活动办。"
    ) in note.replace("\n", "")
    # Who has given it back is not asked for it again.
    (note,) = page_texts(next(made.folder.glob("*市教育局/发文通知.pdf")))
    assert "请以本件为准。" in note and "退回市活动办" not in note
    assert packed(site, REISSUE).again
    code, text = run(site, "status", "--date", "2022-06-30")
    assert code == 0
    assert [re.split(r" {2,}", line)[:2] for line in text.split("\n")[:3]] == [
        ["期", "种类"],
        ["工作简报2022年第5期", "原件（已重发）"],
        ["工作简报2022年第5期（重发）", "重发"],
    ]
    table = (site / "output/packs/回执情况.csv").read_text(encoding="utf-8-sig")
    cells = [line[:6] for line in csv.reader(io.StringIO(table))]
    assert cells[0] == ["期", "种类", "单位", "份数", "份号", "待收回份号"]
    assert [
        "工作简报2022年第5期",
        "原件（已重发）",
        "市经济和信息化局",
        "2",
        "000002至000003",
        "000002至000003",
    ] in cells
    assert ["工作简报2022年第5期", "原件（已重发）", "市教育局", "1", "000004", ""] in cells
    # Packing the first again keeps the order.
    packed(site, FIRST)
    register, _ = read_register(site, FIRST)
    assert register is not None and register.record.recall == date(2022, 6, 12)


def test_an_order_can_be_taken_back_while_nothing_came_back(site: Path) -> None:
    packed(site, FIRST)
    before = (site / register_file(FIRST)).read_bytes()
    answers = site / "content/records/dispatch/gongzuo-jianbao/2022-05-回执.yaml"
    answers.write_text("- {单位: 澄湖区, 收到日期: 2022-06-07}\n", encoding="utf-8")
    made, _ = order_recall(site, site / "output", FIRST, date(2022, 6, 12))
    assert made is not None and sum(len(one.numbers) for one in made.out) == 5
    assert run(site, "recall", "--undo", FIRST) == (
        0,
        "《工作简报》2022年第5期：收回的要求撤销了。\n没有还要收回的。\n",
    )
    assert (site / register_file(FIRST)).read_bytes() == before


def test_what_came_back_keeps_an_order_from_being_taken_back(site: Path) -> None:
    packed(site, FIRST)
    order_recall(site, site / "output", FIRST, date(2022, 6, 12))
    assert refused(site, day=date(2020, 1, 1), back="市教育局") == (
        "错误 退回来的日期（2020-01-01）比要求收回的日期（2022-06-12）还早\n请核对 DATE"
    )
    answers = site / "content/records/dispatch/gongzuo-jianbao/2022-05-回执.yaml"
    assert not answers.exists()
    answers.write_text("- {单位: 澄湖区, 收到日期: 2022-06-07}\n", encoding="utf-8")
    for unit in ("市教育局", "市经信局:3"):
        made, findings = note_back(site, site / "output", FIRST, unit, date(2022, 6, 14))
        assert made is not None and findings == []
    assert [(one.unit, one.numbers) for one in made.out] == [
        ("市委领导同志", (1,)),
        ("市经济和信息化局", (2,)),
        ("澄湖区", (5,)),
    ]
    before = (site / register_file(FIRST)).read_bytes()
    name = "content/records/dispatch/gongzuo-jianbao/2022-05-回执.yaml"
    assert refused(site, undo=True) == (
        f"{name}:2:38 错误 “《工作简报》2022年第5期”已经记下退回来的份号 000003至000004"
        f"（{name} 第 2、3 行），不能撤销收回的要求\n"
        "退回来的仍算收回了。记错了的，先把这几行的“收回份号”删去，再撤销："
        "make recall ISSUE=gongzuo-jianbao/2022-05 UNDO=1"
    )
    assert run(site, "recall", "--undo", FIRST)[0] == 1
    assert (site / register_file(FIRST)).read_bytes() == before
    answers.write_text("- {单位: 澄湖区, 收到日期: 2022-06-07}\n", encoding="utf-8")
    made, findings = order_recall(site, site / "output", FIRST, date(2022, 6, 12), undo=True)
    assert made is not None and (made.register.recall, made.out, findings) == (None, (), [])


def test_an_order_that_was_lost_can_be_given_again(site: Path) -> None:
    """Copies are entered as returned, and the register does not say any more that they were asked for."""
    packed(site, FIRST)
    lost = (site / register_file(FIRST)).read_bytes()
    order_recall(site, site / "output", FIRST, date(2022, 6, 12))
    note_back(site, site / "output", FIRST, "市教育局", date(2022, 6, 14))
    (site / register_file(FIRST)).write_bytes(lost)
    assert "没有要收回的份号 000004" in refused(site, back="澄湖区")
    made, findings = order_recall(site, site / "output", FIRST, date(2022, 6, 12))
    assert made is not None and findings == []
    assert [one.unit for one in made.out] == ["市委领导同志", "市经济和信息化局", "澄湖区"]


def test_what_changed_lists_ask_back_may_come_before_an_order_and_outlives_it(site: Path) -> None:
    packed(site, FIRST)
    (site / f"content/records/finals/{FIRST}.txt").unlink()
    change(site, "site.yaml", "发: [市直, 澄湖区]", "发: [市直]")
    packed(site, FIRST)
    order_recall(site, site / "output", FIRST, date(2022, 6, 12))
    assert refused(site, day=date(2022, 6, 5), back="澄湖区") == (
        "错误 退回来的日期（2022-06-05）比发出日期（2022-06-06）还早\n请核对 DATE"
    )
    made, findings = note_back(site, site / "output", FIRST, "澄湖区", date(2022, 6, 8))
    assert made is not None and findings == []
    made, findings = order_recall(site, site / "output", FIRST, date(2022, 6, 12), undo=True)
    assert made is not None and (made.out, findings) == ((), [])


def refused(site: Path, *, undo: bool = False, day: date = date(2022, 6, 12), back: str = "") -> str:
    output = site / "output"
    if back:
        made, findings = note_back(site, output, FIRST, back, day)
    else:
        made, findings = order_recall(site, output, FIRST, day, undo=undo)
    assert made is None
    (finding,) = findings
    return told(finding)


def test_wrong_orders_are_told_and_change_nothing(site: Path) -> None:
    assert refused(site) == (
        "错误 “gongzuo-jianbao/2022-05”没有封装过，没有可以收回的\n"
        "请核对是哪一期：make status 列出封装过的各期"
    )
    packed(site, FIRST)
    before = (site / register_file(FIRST)).read_bytes()
    assert refused(site, undo=True) == (
        "错误 “《工作简报》2022年第5期”没有要求过收回，没有可以撤销的\n"
        "要收回：make recall ISSUE=gongzuo-jianbao/2022-05"
    )
    assert refused(site, day=date(2022, 6, 1)) == (
        "错误 收回的日期（2022-06-01）比发出日期（2022-06-06）还早\n请核对 DATE"
    )
    assert refused(site, back="市教育局") == (
        "错误 “市教育局”没有要收回的份号\n请对照 make status 列出的“待收回的份号”"
    )
    assert (site / register_file(FIRST)).read_bytes() == before
    order_recall(site, site / "output", FIRST, date(2022, 6, 12))
    assert refused(site) == (
        "错误 “《工作简报》2022年第5期”在 2022-06-12 已经要求收回了\n"
        "还有哪些没有收回，见 make status ISSUE=gongzuo-jianbao/2022-05；"
        "要撤销：make recall ISSUE=gongzuo-jianbao/2022-05 UNDO=1"
    )
    assert refused(site, back="市教育:4") == "错误 “市教育”没有要收回的份号\n是不是想写“市教育局”？"
    assert refused(site, back="市教育局：5") == (
        "错误 “市教育局”没有还在外面的份号 000005\n"
        "请对照 make status ISSUE=gongzuo-jianbao/2022-05 列出的“待收回的份号”"
    )
    wrong = "请写成：BACK=市教育局，或者 BACK=市教育局:000004-000005"
    for text in ("市教育局:四", "市教育局、澄湖区:4", "、"):
        assert refused(site, back=text) == f"错误 “{text}”读不懂\n{wrong}"
    stem = site / "content/records/dispatch/gongzuo-jianbao/2022-05-回执"
    stem.with_suffix(".yaml").write_text("[{单位: 澄湖区, 收到日期: 2022-06-07}]\n", encoding="utf-8")
    assert "这个回执文件不是一行一条的写法，程序没有改它" in refused(site, back="市教育局")
    assert stem.with_suffix(".yaml").read_text(encoding="utf-8").count("\n") == 1
    stem.with_suffix(".yaml").rename(stem.with_suffix(".csv"))
    stem.with_suffix(".csv").write_text("单位,收到日期\n", encoding="utf-8")
    assert "程序不改别人填的表" in refused(site, back="市教育局")


def test_without_numbers_nothing_can_be_asked_back(site: Path) -> None:
    change(site, "site.yaml", "    份号: 是\n", "")
    packed(site, FIRST)
    assert refused(site) == (
        "错误 “《工作简报》2022年第5期”没有编份号，没有办法一份一份收回\n"
        "份数见发文登记 content/records/dispatch/gongzuo-jianbao/2022-05.yaml；"
        "以后要能收回的，在 site.yaml 的这个刊物下写“份号: 是”，再封装"
    )
    assert run(site, "recall", "--back", "市教育局", "--undo", FIRST)[0] == 2


def test_answers_of_a_correction_are_its_own(site: Path) -> None:
    packed(site, FIRST)
    packed(site, CORRECTION)
    name = "content/records/dispatch/gongzuo-jianbao/2022-05-gengzheng-回执.yaml"
    (site / name).write_text("- {单位: 市教育局, 收到日期: 2022-06-11}\n", encoding="utf-8")
    made, findings = make_status(site, site / "output", "", date(2022, 6, 30))
    assert made is not None and findings == []
    assert [(one.kind, sum(unit.received is not None for unit in one.receivers)) for one in made.issues] == [
        ("原件（已更正）", 0),
        ("更正", 1),
    ]


# The foreign site


def test_the_foreign_site_corrects_figures_and_a_secret_issue(tmp_path: Path) -> None:
    site = tmp_path / "yunling"
    shutil.copytree(Path(__file__).parent / "sites" / "yunling", site)
    secret, monthly = (
        site / "content/issues/yaoqing/2026-05-gengzheng.yaml",
        site / "content/issues/yuefenxi/2026-01-gengzheng.yaml",
    )
    for key, number in (("yaoqing/2026-05", ""), ("yuefenxi/2026-01", "期号: 1\n")):
        first = site / f"content/issues/{key}.yaml"
        first.write_text(f"{first.read_text(encoding='utf-8')}\n{number}状态: 定稿\n", encoding="utf-8")
    amended = "更正说明: [{位置: 第2面表1, 原文: 受理31件, 应为: 受理30件}]\n状态: 定稿\n"
    secret.write_text(f"更正: 2026-05\n签发日期: 2026-03-31\n{amended}", encoding="utf-8")
    monthly.write_text(f"更正: 2026-01\n签发日期: 2026-03-31\n{amended}", encoding="utf-8")
    built(site, "yaoqing/2026-05-gengzheng", "yuefenxi/2026-01-gengzheng")
    output = site / "output"
    (one,) = (output / "yaoqing/2026/05-gengzheng").iterdir()
    assert one.name == "民情要情专呈2026年第5期（更正）.pdf"
    assert all("机密★6个月" in text for text in page_texts(one))
    (text,) = page_texts(output / "yuefenxi/2026/01-gengzheng/民声月度分析2026年第1期（更正）.pdf")
    assert "第1期（更正，总第26期）" in text and "受理30件" in text
    # An index may not name a secret issue, nor that it was corrected.
    assert "民情要情专呈" not in (output / "index.html").read_text(encoding="utf-8")
