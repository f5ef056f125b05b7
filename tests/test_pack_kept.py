"""The command `pack`: what was given once is never given again, and what an editor made is not lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import SiteMaker
from test_pack import (
    ISSUE,
    KEPT,
    KEY,
    RECORD,
    SIGNED,
    SITE,
    UNITS,
    change,
    change_signed,
    packed,
    record,
    refused,
    told,
)

from generator.commands.pack import pack_lines
from generator.dispatch.pack import pack
from generator.dispatch.register import Register, Row, too_long


@pytest.fixture
def site(make_site: SiteMaker) -> Path:
    issue = f"content/issues/{KEY}.yaml"
    return make_site({"site.yaml": SITE, "content/units.yaml": UNITS, issue: ISSUE})


def test_two_units_that_become_one_keep_all_their_numbers(site: Path) -> None:
    packed(site)
    merged = "{名称: 市数据局, 类别: 市直, 曾用名: [市经信局, 市经济和信息化局, 市教育局]}"
    merged += "\n- {名称: 市新局, 类别: 市直}"
    lines = UNITS.splitlines()
    (site / "content/units.yaml").write_text(f"- {merged}\n{lines[2]}\n", encoding="utf-8")
    (site / KEPT).unlink()
    made = packed(site)
    assert made.numbers == {"市委领导同志": (1,), "市数据局": (2,), "市新局": (6,), "澄湖区": (5,)}
    assert record(site).endswith("收回:\n  - {单位: 市数据局, 份号: [000003-000004]}\n")


def test_what_two_units_had_to_give_back_is_not_forgotten(site: Path) -> None:
    packed(site)
    change_signed(site, "site.yaml", "发: [市直, 澄湖区]", "发: [澄湖区]")
    packed(site)
    lines = UNITS.splitlines()
    merged = "- {名称: 市数据局, 类别: 市直, 曾用名: [市经信局, 市经济和信息化局, 市教育局]}"
    (site / "content/units.yaml").write_text(f"{merged}\n{lines[2]}\n", encoding="utf-8")
    (site / KEPT).unlink()
    packed(site)
    assert record(site).endswith("收回:\n  - {单位: 市数据局, 份号: [000002-000004]}\n")


def test_without_its_register_a_pack_is_not_numbered_again(site: Path) -> None:
    folder = packed(site).folder
    (site / RECORD).unlink()
    assert refused(site) == [
        f"错误 这一期封装过（有 {folder}），可是找不到发文登记“{RECORD}”\n"
        "没有它，份号会从 000001 重新编，同已经给出去的重复；请从版本管理里恢复那个文件"
    ]
    assert not (site / RECORD).exists()


@pytest.mark.parametrize("ending", ["-sums.jsonl", "-send.jsonl"])
def test_what_was_sent_is_not_numbered_again(site: Path, ending: str) -> None:
    path = site / f"{RECORD.removesuffix('.yaml')}{ending}"
    path.parent.mkdir(parents=True)
    path.write_text("{}\n", encoding="utf-8")
    (told_first, told_then) = refused(site)
    assert told_then == SIGNED
    assert told_first.startswith(f"错误 这一期封装过（有 {path.relative_to(site)}），可是")


def test_an_issue_whose_file_got_another_name_is_not_numbered_again(site: Path) -> None:
    packed(site)
    other = site / "content/issues/gongzuo-jianbao/2022-5.yaml"
    (site / f"content/issues/{KEY}.yaml").rename(other)
    made, findings = pack(site, site / "output", "gongzuo-jianbao/2022-5")
    assert made is None
    assert [told(one) for one in findings] == [
        f"{RECORD}:1:1 错误 “工作简报2022年第5期”已经有发文登记“{RECORD}”，可是这一期的文件改了名\n"
        "请从版本管理里恢复那个文件名，或者把登记改名为“content/records/dispatch/gongzuo-jianbao/2022-5.yaml”；"
        "期号写错了的，请改“期号”"
    ]


def test_an_empty_register_is_not_written_over(site: Path) -> None:
    packed(site)
    (site / RECORD).write_text("", encoding="utf-8")
    assert refused(site) == [
        f"{RECORD}:1:1 错误 发文登记是空的，不知道哪些份号给过谁\n"
        "请从版本管理里恢复那个文件，不要删去它重新封装"
    ]


def test_a_register_that_was_filled_in_is_kept_aside(site: Path) -> None:
    folder = packed(site).folder
    filled = folder / "发文登记.xlsx"
    filled.write_bytes(filled.read_bytes() + b"signed")
    (folder / "003-市教育局" / "签收.jpg").write_bytes(b"scan")
    signed = filled.read_bytes()
    made, findings = pack(site, site / "output", KEY)
    kept = folder.with_name("05（原有）")
    assert made is not None
    assert [told(one) for one in findings] == [
        f"警告 封装文件夹里有不是程序做的，或者做好以后改过的文件，另存到“{kept}”："
        "003-市教育局/签收.jpg、发文登记.xlsx\n"
        "填过、签过的登记请从那里取；以后请另存到别处，不要存在封装文件夹里"
    ]
    assert (kept / "发文登记.xlsx").read_bytes() == signed
    assert (kept / "003-市教育局" / "签收.jpg").read_bytes() == b"scan"
    assert filled.read_bytes() != signed
    # Filled in once more, neither is lost.
    filled.write_bytes(b"second")
    packed(site)
    assert (kept / "发文登记.xlsx").read_bytes() == signed
    assert (kept / "发文登记（2）.xlsx").read_bytes() == b"second"


def test_a_file_that_others_left_does_not_have_a_pack_made_again(site: Path) -> None:
    folder = packed(site).folder
    (folder / ".DS_Store").write_bytes(b"x")
    assert packed(site).again
    assert (folder / ".DS_Store").exists()


def test_the_offices_own_copies_on_a_list_are_counted(site: Path) -> None:
    change(site, "site.yaml", "报: [市委领导同志]", "印数: 8\n    报: [市委领导同志, 留存]")
    made = packed(site)
    assert sum(share.copies for share in made.shares) == 8
    assert made.numbers["留存"] == (6, 7, 8)
    assert sorted(path.name for path in made.folder.glob("*留存")) == ["005-留存"]


def test_without_a_rest_the_offices_own_copies_are_those_on_the_list(site: Path) -> None:
    change(site, "site.yaml", "报: [市委领导同志]", "报: [市委领导同志, 留存]")
    made = packed(site)
    assert sum(share.copies for share in made.shares) == 6
    assert [(share.name, share.copies) for share in made.shares if share.is_reserve] == [("留存", 1)]


def test_numbers_that_were_given_are_not_taken_off(site: Path) -> None:
    packed(site)
    change(site, "site.yaml", "    份号: 是\n    暗记: 是\n", "")
    assert refused(site) == [
        "site.yaml:5:3 错误 这一期已经编过份号，可是这个刊物的“份号”“暗记”都去掉了\n"
        "号已经登记给了各单位，请写回“份号: 是”（或者“暗记: 是”），再封装"
    ]


def test_a_day_before_that_of_signing(site: Path) -> None:
    made, findings = pack(site, site / "output", KEY, day=date(2022, 6, 5))
    assert made is None
    assert [told(one) for one in findings] == [
        "错误 发出日期（2022-06-05）比签发日期（2022-06-06）还早\n请核对 DATE；没有签发的不能先发出",
        SIGNED,
    ]
    assert not (site / RECORD).exists()


def test_what_is_doubtful_on_a_list_is_told(site: Path) -> None:
    change(site, "site.yaml", "词表: {单位类别: [市直, 县市区]}", "词表: {单位类别: [市直, 县市区, 国资]}")
    change(site, "site.yaml", "发: [市直, 澄湖区]", "发: [市直, 澄湖区, 国资]")
    made, findings = pack(site, site / "output", KEY)
    assert made is not None
    assert any(one.severity == "warning" and "国资" in one.message for one in findings)


def test_a_unit_taken_off_after_sending_leaves_its_row(site: Path) -> None:
    change(site, "site.yaml", "    份号: 是\n    暗记: 是\n", "")
    packed(site)
    change(site, RECORD, "市教育局, 份数: 1, 状态: 已封装", "市教育局, 份数: 1, 状态: 已发出")
    units = (site / "content/units.yaml").read_text(encoding="utf-8")
    change_signed(site, "content/units.yaml", "- {名称: 市教育局, 类别: 市直}\n", "")
    made = packed(site)
    assert made.register.row("市教育局") is None
    withdrawn = "已撤:\n  - {单位: 市教育局, 份数: 1, 状态: 已发出, 日期: 2022-06-06}\n"
    assert record(site).endswith(withdrawn)
    assert "已经发出、现在不在名单上的（登记为“已撤”）：市教育局" in pack_lines(made)
    # It stays there, and goes when the unit is on the list again.
    assert packed(site).again
    (site / "content/units.yaml").write_text(units, encoding="utf-8")
    (site / KEPT).unlink()
    assert packed(site).register.withdrawn == ()


def test_the_office_need_not_recall_its_own_copies(site: Path) -> None:
    change(site, "site.yaml", "    报:", "    印数: 8\n    报:")
    packed(site)
    change_signed(site, "site.yaml", "印数: 8", "印数: 6")
    made = packed(site)
    assert record(site).endswith("收回:\n  - {单位: 留存, 份号: [000007-000008]}\n")
    assert made.register.to_recall == ()
    assert not any("收回" in line for line in pack_lines(made))


def test_copies_that_came_back_are_not_recalled_again(site: Path) -> None:
    packed(site)
    change_signed(site, "site.yaml", "发: [市直, 澄湖区]", "发: [市直]")
    assert pack_lines(packed(site))[-4:-2] == ["以前给过、现在不该有的，请收回：", "  澄湖区：000005"]
    back = site / f"{RECORD.removesuffix('.yaml')}-回执.yaml"
    back.write_text("- {单位: 澄湖区, 收到日期: 2022-06-10, 收回份号: [000005]}\n", encoding="utf-8")
    made = packed(site)
    assert made.again
    assert not any("收回" in line for line in pack_lines(made))
    # The number stays what it was: nobody else gets it.
    change_signed(site, "site.yaml", "发: [市直]", "发: [市直, 新城管委会]")
    assert packed(site).numbers["新城管委会"] == (6,)


def test_a_run_that_could_not_be_read_again_is_not_written() -> None:
    def register(count: int) -> Register:
        row = Row(unit="留存", copies=count, numbers=tuple(range(1, count + 1)), date=date(2022, 6, 6))
        return Register(publication="工作简报", issue="2022年第5期", total=count, rows=(row,))

    assert too_long(register(100_001))
    assert not too_long(register(100_000))


def test_too_many_copies_for_one_receiver_are_refused(site: Path) -> None:
    change(site, "site.yaml", "    报:", "    印数: 100006\n    报:")
    found = refused(site)
    assert "共印 100006 份，一个单位的份号超过了十万个，登记不下" in found[-2]
    assert found[-1] == SIGNED
    assert not (site / RECORD).exists()
