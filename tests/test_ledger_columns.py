"""The proposal of 列名 from a file's header."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from conftest import told
from ledger_made import CSV, SITE, book, load, write_site

from generator.columns import Proposal, propose_columns
from generator.load.ledger.exported import EXPORTED, OTHERS
from generator.load.ledger.header import normal, own_names
from generator.model.request import Request

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


def proposed(root: Path, titles: str, *rows: str) -> dict[str, str]:
    proposal, messages = propose(root, "a.csv", "\n".join([titles, *(rows or ("甲," * 3,))]) + "\n")
    assert messages == [] and proposal is not None
    return {column.title: column.key for column in proposal.columns}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("工单编号", "编号"),
        ("受理单号", "编号"),
        ("诉求渠道", "来源渠道"),
        ("提交时间", "受理时间"),
        ("工单类型", "诉求类型"),
        ("一级分类", "问题分类"),
        ("来访人类别", "服务对象"),
        ("来电人身份", "服务对象"),
        ("诉求人群", "服务对象"),
        ("所属区域", "属地"),
        ("镇街", "属地"),
        ("所属乡镇", "属地"),
        ("诉求内容", "内容"),
        ("主责单位", "承办单位"),
        ("限办日期", "办理时限"),
        ("答复期限", "办理时限"),
        ("截止日期", "办理时限"),
        ("处置状态", "状态"),
        ("实际办结时间", "办结时间"),
        ("答复内容", "办理结果"),
        ("处置结果", "办理结果"),
        ("回访结果", "满意度"),
        ("群众满意度", "满意度"),
        ("原工单号", "重复件"),
        ("涉密", "保密"),
        ("是否涉密", "保密"),
        ("来电人", "姓名"),
        ("联系电话", "电话"),
        ("公民身份号码", "证件号"),
        ("现住址", "住址"),
    ],
)
def test_what_hotlines_call_their_columns(tmp_path: Path, title: str, key: str) -> None:
    assert proposed(tmp_path, f"列,{title}", "1,甲")[title] == key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("投诉人姓名", "姓名"),
        ("反映人（投诉人）手机号", "电话"),
        ("当事人身份证号码", "证件号"),
        ("反映人家庭住址", "住址"),
        ("中心受理时间", "受理时间"),
        ("最终处理结果", "办理结果"),
        ("诉求标提", "标题"),
    ],
)
def test_names_that_end_as_a_known_one_does_or_are_mistyped(tmp_path: Path, title: str, key: str) -> None:
    assert proposed(tmp_path, f"号,{title}", "1,甲")[title] == key


@pytest.mark.parametrize(
    "title",
    [
        "来访人数",
        "来电人性别",
        "来电人情绪",
        "来电人出生日期",
        "诉求人年龄",
        "联系人类型",
        "联系电话是否有效",
        "手机归属地",
        "住址类型",
        "姓名是否公开",
        "证件类型",
        "身份证有效期",
        "承办人姓名",
        "承办单位联系电话",
        "话务员姓名",
        "坐席电话",
        "公司名称",
        "派单时间",
        "回访时间",
        "转办时间",
        "交办时间",
        "紧急程度",
        "是否重复",
        "是否公开",
        "是否超期",
        "回访内容",
        "评价时间",
        "协办单位",
        "备注",
    ],
)
def test_names_that_only_hold_a_known_one_are_left_alone(tmp_path: Path, title: str) -> None:
    """Above all no column is taken for one of persons, nor a day of the office's for one of the request."""
    assert proposed(tmp_path, f"号,{title}", "1,2022-05-30", "2,2022-05-31")[title] == ""
    assert proposed(tmp_path, f"号,{title}", "1,企业", "2,市民")[title] == ""


def test_what_only_looks_like_an_identity_number_is_none(tmp_path: Path) -> None:
    titles = "流水,工单编码,热线号码,坐席号码"
    row = "202205300000123,429000209913450001,13900000000,13900000000"
    assert proposed(tmp_path, titles, row) == {"流水": "", "工单编码": "", "热线号码": "电话", "坐席号码": ""}


def test_a_matter_is_a_title_or_if_it_is_long_the_content(tmp_path: Path) -> None:
    assert proposed(tmp_path / "a", "号,诉求事项", "1,路灯不亮")["诉求事项"] == "标题"
    assert proposed(tmp_path / "b", "号,诉求事项", f"1,{'路灯不亮' * 20}")["诉求事项"] == "内容"
    taken = proposed(tmp_path / "c", "号,标题,诉求事项", "1,路灯,路灯不亮")
    assert taken == {"号": "", "标题": "标题", "诉求事项": "内容"}


def test_each_name_of_exports_means_one_key() -> None:
    names = [normal(title) for titles in EXPORTED.values() for title in titles]
    assert len(names) == len(set(names))
    assert not set(names) & set(own_names(Request)) and not set(names) & OTHERS


def test_a_path_is_looked_for_here_and_then_in_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, site = tmp_path / "here", write_site(tmp_path / "site", {CSV: "编号,受理时间\n1,2022-05-30\n"})
    here.mkdir()
    monkeypatch.chdir(here)
    file = Path("content/requests") / Path(CSV).name
    proposal, found = propose_columns(site, file)
    assert found == [] and proposal is not None and proposal.line == 1
    (here / "content" / "requests").mkdir(parents=True)
    (here / file).write_text("说明\n编号,受理时间\n1,2022-05-30\n", encoding="utf-8")
    nearer, _ = propose_columns(Path("../site"), file)
    assert nearer is not None and nearer.line == 2


def test_a_file_that_is_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path / "site", {CSV: "编号,受理时间\n1,2022-05-30\n"})
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    _, found = propose_columns(site, Path("表/x.csv"))
    assert [told(finding) for finding in found] == [
        f"表/x.csv:1:1 错误 找不到这个文件，找过：{here}/表/x.csv、{site}/表/x.csv\n"
        "请核对路径和文件名；可以写相对当前文件夹的路径、相对站点的路径，或者完整的路径"
    ]
    _, found = propose_columns(site, tmp_path / "y.csv")
    assert [told(finding) for finding in found] == [
        f"{tmp_path}/y.csv:1:1 错误 找不到这个文件，找过：{tmp_path}/y.csv\n"
        "请核对路径和文件名；可以写相对当前文件夹的路径、相对站点的路径，或者完整的路径"
    ]
