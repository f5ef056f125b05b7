"""The proposal of 列名 from a file's header."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import told
from ledger_made import CSV, SITE, book, load, write_site

from generator.columns import Proposal, propose_columns

EXPORT = """\
12345热线工单
工单编号,来电时间,诉求内容,办理单位,办结日期,回访结果,机主,市民姓名,身份,备注
20220530-1,2022-05-30 09:12,李小某反映,市城管局,2022-06-01,满意,13900000000,李小某,42900019900101000X,无
20220530-2,2022-05-30 10:12,路面积水,市城管局,,,13900000001,张小某,42900019900101001X,
"""


def propose(root: Path, name: str, data: str | bytes, site: str = SITE) -> tuple[Proposal | None, list[str]]:
    folder = root / "下载"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    proposal, found = propose_columns(write_site(root / "site", {}, site), folder / name)
    return proposal, [told(finding) for finding in found]


def test_an_export_of_a_hotline(tmp_path: Path) -> None:
    proposal, messages = propose(tmp_path, "导出.csv", EXPORT)
    assert messages == [] and proposal is not None
    assert (proposal.file, proposal.line, proposal.missing) == ("导出.csv", 2, ())
    assert [(column.title, column.key, column.why) for column in proposal.columns] == [
        ("工单编号", "编号", "导出表里常见的叫法"),
        ("来电时间", "受理时间", "导出表里常见的叫法"),
        ("诉求内容", "内容", "导出表里常见的叫法"),
        ("办理单位", "承办单位", "导出表里常见的叫法"),
        ("办结日期", "办结时间", "导出表里常见的叫法"),
        ("回访结果", "满意度", "导出表里常见的叫法"),
        ("机主", "电话", "内容像电话或证件号"),
        ("市民姓名", "姓名", "导出表里常见的叫法"),
        ("身份", "证件号", "内容像电话或证件号"),
        ("备注", "", "没有相应的一项，不读"),
    ]
    assert (
        "李小某" not in repr(proposal) and "1390000" not in repr(proposal) and "42900" not in repr(proposal)
    )
    assert proposal.columns[0].example == "20220530-1"


def test_what_is_proposed_can_be_pasted_and_works(tmp_path: Path) -> None:
    proposal, _ = propose(tmp_path, "导出.csv", EXPORT)
    assert proposal is not None
    assert proposal.yaml.startswith("列名:\n  工单编号: 编号\n  来电时间: 受理时间\n")
    loaded = load(tmp_path / "again", {CSV: EXPORT}, SITE + proposal.yaml)
    assert loaded.messages == [
        f"{CSV}:2:1 注意 表头里这些列没有读：“备注”\n"
        "用不着的不必管；要用的，请在 site.yaml 的“列名”里写明它是哪一项"
    ]
    assert loaded.rows("id, unit") == [("20220530-1", "市城管局"), ("20220530-2", "市城管局")]


def test_names_that_hold_already_are_kept(tmp_path: Path) -> None:
    site = SITE + "列名: {号: 编号, 别的.csv: {x: 标题}}\n"
    proposal, messages = propose(
        tmp_path, "a.csv", "号,受理时间,登记单位,诉求标提\n1,2022-05-30,甲,乙\n", site
    )
    assert messages == [] and proposal is not None
    assert [(column.key, column.why, column.new) for column in proposal.columns] == [
        ("编号", "已经认得", False),
        ("受理时间", "已经认得", False),
        ("", "没有相应的一项，不读", False),
        ("标题", "名称相近", True),
    ]
    assert yaml.safe_load(proposal.yaml) == {
        "列名": {"号": "编号", "别的.csv": {"x": "标题"}, "诉求标提": "标题"}
    }


def test_dates_by_what_their_names_say(tmp_path: Path) -> None:
    data = book({"甲": [["序", "群众提交于", "应办完日"], ["1", "2022-05-30", "2022-06-03"]]})
    proposal, messages = propose(tmp_path, "a.xlsx", data)
    assert messages == [] and proposal is not None
    assert [column.key for column in proposal.columns] == ["", "受理时间", "办理时限"]
    assert proposal.missing == ("编号",)


def test_a_known_header_needs_nothing(tmp_path: Path) -> None:
    proposal, messages = propose(tmp_path, "a.csv", "编号,受理时间\n1,2022-05-30\n")
    assert messages == [] and proposal is not None
    assert (proposal.yaml, proposal.missing) == ("", ())


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "a.docx",
            b"x",
            "a.docx:1:1 错误 这种文件不能列出列名\n请用这些扩展名的文件：.csv、.tsv、.txt、.xlsx、.xls",
        ),
        ("a.csv", b"", "a.csv:1:1 错误 这个文件是空的\n请写上内容；不用的文件请删掉"),
        ("b.xls", b"<table>", "b.xls:1:1 错误 这个文件的扩展名是表格，里面其实是网页，读不了\n"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    proposal, messages = propose(tmp_path, name, data)
    assert proposal is None
    assert len(messages) == 1 and messages[0].startswith(message)
