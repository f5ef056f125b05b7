"""Files of the ledger: kinds, encodings, headers, and what keeps one from being read."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_made import CSV, HEADER, SITE, book, csv_text, load, moment

ROW = "1,2022-05-30 09:12,投诉,市城管局,,,,\n"
TEXT = f"{HEADER}\n{ROW}"


def test_no_file_is_no_ledger(tmp_path: Path) -> None:
    loaded = load(tmp_path, {})
    assert loaded.ledger is None and loaded.messages == []


def test_a_file_that_nothing_reads(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"content/requests/台账.docx": b"x"})
    assert loaded.ledger is None
    assert loaded.messages == [
        "content/requests/台账.docx:1:1 警告 程序不用这个文件\n"
        "这里只放 .yaml、.yml、.csv、.tsv、.txt、.xlsx、.xls 文件；Word 文档请把文字复制到这样的文件里"
    ]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", ";").encode(),
        ("12345热线工单\n\n" + TEXT).encode(),
        TEXT.rstrip().encode() + b"\n\n\n",
        TEXT.replace("编号", '"编号（必填）"').replace("受理时间", " 受理 时间 ").encode(),
        TEXT.replace("编号", "ID").replace("受理时间", "received_at").encode(),
        (TEXT + ",,,,,,,\n").encode(),
    ],
)
def test_one_table_written_in_many_ways(tmp_path: Path, data: bytes) -> None:
    loaded = load(tmp_path, {CSV: data})
    assert loaded.messages == []
    assert loaded.rows("id, received_at, type, unit") == [
        ("1", moment("2022-05-30 09:12"), "投诉", "市城管局")
    ]
    assert loaded.ledger is not None and loaded.ledger.complete


def test_gb18030_is_read_with_a_notice(tmp_path: Path) -> None:
    loaded = load(tmp_path, {CSV: TEXT.encode("gb18030")})
    assert loaded.messages == [
        f"{CSV}:1:1 注意 这个文件的编码是 GB 18030，已经照样读取\n下次保存时编码请选 UTF-8"
    ]
    assert loaded.rows("type") == ["投诉"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            TEXT.encode("utf-16"),
            f"{CSV}:1:1 错误 这个文件的编码是 UTF-16（表格软件里叫“Unicode 文本”），读不了\n"
            "请用表格软件打开，另存为“CSV UTF-8（逗号分隔）”，或者直接存成 .xlsx",
        ),
        (b"", f"{CSV}:1:1 错误 这个文件是空的\n请写上内容；不用的文件请删掉"),
        (b"PK\x03\x04\0\0", f"{CSV}:1:1 错误 这不是文本文件\n"),
        (
            TEXT.encode() + b"2,2022-05-30,\xff\xff,,,,,\n",
            f"{CSV}:3:14 错误 从这里起有认不出的文字编码\n",
        ),
        (
            "编号，受理时间，标题\n1，2022-05-30，甲\n",
            f"{CSV}:1:1 错误 这一行用全角逗号“，”隔开，分不出列\n"
            "请把隔开各列的逗号都改成半角“,”，或者存成 .xlsx",
        ),
        (
            "甲,乙\n1,2\n",
            f"{CSV}:1:1 错误 文件里找不到表头：前 10 行里没有一个认得的列名\n"
            "表头至少要有“编号”和“受理时间”；列名不同的，请用 columns 命令列出“列名”，抄进 site.yaml",
        ),
        (
            "编号,来电时间,备注\n1,2022-05-30,\n",
            f"{CSV}:1:1 错误 表头里没有“受理时间”这一列\n"
            "还没有对应的列：“来电时间”。"
            "如果“来电时间”就是它，请在 site.yaml 里写：列名: {来电时间: 受理时间}",
        ),
        (
            "编号,ID,受理时间\n1,1,2022-05-30\n",
            f"{CSV}:1:1 错误 表头里“编号”和“ID”两列都是“编号”\n"
            "请删去其中一列，或者在 site.yaml 的“列名”里把其中一个对应到别的名称",
        ),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: str | bytes, message: str) -> None:
    loaded = load(tmp_path, {CSV: data, "content/requests/b.csv": TEXT})
    assert [one for one in loaded.messages if one.startswith(message)] == loaded.messages
    assert loaded.rows() == ["1"]
    assert loaded.ledger is not None and not loaded.ledger.complete


def test_a_header_alone_is_an_empty_ledger(tmp_path: Path) -> None:
    loaded = load(tmp_path, {CSV: HEADER + "\n"})
    assert loaded.messages == [] and loaded.rows() == []
    assert loaded.ledger is not None
    assert (loaded.ledger.size, loaded.ledger.first_day, loaded.ledger.complete) == (0, None, True)


def test_rows_that_are_none_and_those_after_them(tmp_path: Path) -> None:
    rows = ["1,2022-05-30", "2,2022-05-30,,,,,,", '3,2022-05-30,"没有闭合,,,,,', "4,2022-05-30,,,,,,"]
    rows += [
        '5,2022-05-30,"投诉"了,,,,,',
        '6,2022-05-30,"a\nb",,,,,',
        "7,2022-05-30,,,,,,,x",
        "8,2022-05-30,,,,,,",
    ]
    loaded = load(tmp_path, {CSV: "\n".join([HEADER, *rows])})
    cells = '请检查是不是多了或者少了逗号；内容里有逗号的，整格要用半角引号 " 包住'
    quote = '请检查这一行里的半角引号 "：包住内容的要成对，内容里面的要写成两个 ""'
    assert [one for one in loaded.messages if "错误" in one] == [
        f"{CSV}:2:1 错误 这一行有 2 格，表头有 8 格，没有读这一行\n{cells}",
        f"{CSV}:4:1 错误 从这一行起引号没有配好对，没有读这一行\n{quote}",
        f"{CSV}:6:1 错误 从这一行起引号没有配好对，没有读这一行\n{quote}",
        f"{CSV}:9:1 错误 这一行有 9 格，表头有 8 格，没有读这一行\n{cells}",
    ]
    assert loaded.rows("id, line") == [("2", 3), ("4", 5), ("6", 7), ("8", 10)]


def test_columns_that_site_yaml_maps(tmp_path: Path) -> None:
    site = SITE + "列名:\n  工单号: 编号\n  a.csv: {时间: 受理时间}\n  requests/b.csv: {日期: received_at}\n"
    files = {
        CSV: "工单号,时间,备注\n1,2022-05-30,x\n",
        "content/requests/b.csv": "工单号,日期\n2,2022-05-31\n",
    }
    loaded = load(tmp_path, files, site)
    assert loaded.messages == [
        f"{CSV}:1:1 注意 表头里这些列没有读：“备注”\n"
        "用不着的不必管；要用的，请在 site.yaml 的“列名”里写明它是哪一项"
    ]
    assert loaded.rows("id, received_at") == [("1", moment("2022-05-30")), ("2", moment("2022-05-31"))]


def test_wrong_columns_and_terms_in_site_yaml(tmp_path: Path) -> None:
    site = SITE + "列名: {工单号: 编好, b.csv: {x: 标题}}\n办理时限: {投书: 5天, 投诉: 尽快}\n"
    loaded = load(tmp_path, {CSV: TEXT}, site)
    assert loaded.ledger is None
    assert loaded.messages == [
        "site.yaml:2:11 错误 “列名”里“工单号”对应的“编好”不是诉求的一项\n是不是想写“编号”？",
        "site.yaml:2:22 警告 “列名”里写的文件“b.csv”不在 content/requests 里\n"
        "请核对文件名；是列名的，请写成一行，例如：b.csv: 编号",
        "site.yaml:3:12 警告 办理时限里的“投书”不是词表里的诉求类型\n是不是想写“投诉”？",
        "site.yaml:3:20 错误 “投诉”的办理时限“尽快”读不懂\n请写成“5个工作日”或者“15天”",
    ]


BOOK = "content/requests/a.xlsx"


def test_a_workbook_as_offices_make_it(tmp_path: Path) -> None:
    rows = [
        ["来访登记表"],
        ["编号", "受理", "承办单位", "诉求人", ""],
        ["", "时间", "", "姓名", "电话"],
        [20220530, datetime(2022, 5, 30, 9, 12), "市市容局", "", 13900000000],
        ["0017", 44711.5, "市城官局", "", ""],
        ["", "", "", "", ""],
        ["3", "2022-13-01", "", "", ""],
    ]
    merged = ["A1:E1", "A2:A3", "C2:C3", "D2:E2"]
    data = book({"来访": rows, "说明": [["填表说明"]], "空": []}, {"来访": merged})
    loaded = load(tmp_path, {BOOK: data})
    assert loaded.messages == [
        f"{BOOK}:1:1 注意 工作表“说明”的表头里没有编号和受理时间，没有读它\n"
        "里面如果是诉求，请把列名改成手册里的，或者在 site.yaml 的“列名”里写明",
        f"{BOOK}:5:3 错误 工作表“来访”第 5 行 C 列“承办单位”：单位名单里没有“市城官局”（第 5 行），没有读\n"
        "是不是想写“市城管局”“市城市管理局”“市市容局”？"
        "（老名称、别的叫法，可以加进 content/units.yaml 那个单位的“曾用名”）",
        f"{BOOK}:7:2 错误 工作表“来访”第 7 行 B 列“受理时间”：没有这一天：一年没有13月\n"
        "请检查“2022-13-01”里的月",
    ]
    assert loaded.rows("id, sheet, line, received_at, unit") == [
        ("20220530", "来访", 4, moment("2022-05-30 09:12"), "市城管局")
    ]


def test_several_sheets_make_one_ledger(tmp_path: Path) -> None:
    rows = [["编号", "受理时间"]]
    data = book({"一月": [*rows, ["1", "2022-01-05"]], "二月": [*rows, ["1", "2022-02-05"], ["2", 44711]]})
    loaded = load(tmp_path, {BOOK: data})
    assert loaded.messages == [
        f"{BOOK}:2:1 错误 工作表“二月”第 2 行 A 列“编号”：编号“1”用过了，在 {BOOK}，工作表“一月”第 2 行\n"
        "一个编号只能有一行；同一件登记了两次的，请删去一行；是两件不同的，请改其中一件的编号"
    ]
    assert loaded.rows("id, sheet, received_at") == [
        ("1", "一月", moment("2022-01-05")),
        ("2", "二月", moment("2022-05-30")),
    ]


def test_a_sheet_that_lacks_a_column(tmp_path: Path) -> None:
    data = book({"甲": [["编号", "标题", "内容", "状态", "登记时间"], ["1", "", "", "", ""]]})
    loaded = load(tmp_path, {BOOK: data})
    assert loaded.messages == [
        f"{BOOK}:1:1 错误 工作表“甲”的表头里没有“受理时间”这一列\n"
        "还没有对应的列：“登记时间”。如果“登记时间”就是它，请在 site.yaml 里写：列名: {登记时间: 受理时间}"
    ]


def test_numbers_that_a_spreadsheet_cut(tmp_path: Path) -> None:
    data = book({"甲": [["编号", "受理时间"], [20220530091200170, "2022-05-30"]]})
    loaded = load(tmp_path, {BOOK: data, CSV: "编号,受理时间\n2.02205E+16,2022-05-30\n"})
    assert loaded.codes == ["ledger-id-rounded", "ledger-id-rounded"]
    assert loaded.messages[0] == (
        f"{CSV}:2:1 错误 “编号”：编号“2.02205E+16”被表格软件改写过，后面几位已经丢了\n"
        "请从原来的系统重新导出，把编号这一列设成“文本”再保存"
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "这个文件是空的\n请写上内容；不用的文件请删掉"),
        (
            b"PK\x03\x04 broken",
            "这个表格打不开，可能已经损坏，或者扩展名不对\n请用表格软件打开检查，另存为 .xlsx 再放进来",
        ),
        (
            b"<html><table><tr>",
            "这个文件的扩展名是表格，里面其实是网页，读不了\n"
            "有些系统导出的 .xls 就是这样：请用表格软件打开，另存为 .xlsx 再放进来",
        ),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "这个表格加了密码，打不开\n请在表格软件里去掉打开密码，另存后再放进来",
        ),
        (book({"甲": []}), "这个文件是空的\n请写上内容；不用的文件请删掉"),
    ],
)
def test_workbooks_that_cannot_be_read(tmp_path: Path, data: bytes, message: str) -> None:
    loaded = load(tmp_path, {BOOK: data, "content/requests/~$a.xlsx": b"lock"})
    assert loaded.messages == [f"{BOOK}:1:1 错误 {message}"]


def test_yaml_rows_and_their_slips(tmp_path: Path) -> None:
    lines = [
        "- {编号: 010, 受理时间: 2022-05-30 12:30, 保密: 否}",
        "- {编号: 2, 受理时间: 昨天}",
        "- {编号: 3, 受理时间: 2022-05-30, 标提: 甲}",
        "- 5",
        "- {编号: 6, id: 7, 受理时间: 2022-05-30}",
        "- {编号: 8, 受理时间: [2022-05-30]}",
        "- {id: 9, received_at: 2022/5/30}",
    ]
    path = "content/requests/a.yaml"
    loaded = load(tmp_path, {path: "\n".join(lines)})
    assert loaded.messages == [
        f"{path}:2:17 错误 “受理时间”：“昨天”不是程序认得的日期\n请写成 2022-06-03、2022年6月3日 或 2022/6/3",
        f"{path}:3:29 错误 不认识“标提”\n是不是想写“标题”？",
        f"{path}:4:3 错误 这里应当是“名称: 内容”的形式\n"
        "例如：- {编号: 20220530-0017, 受理时间: 2022-05-30 09:12}",
        f"{path}:5:11 错误 “id”和第 5 行的“编号”是同一项\n请只留一处",
        f"{path}:6:17 错误 “受理时间”只能写一段文字\n请写成一行，例如：受理时间: …",
    ]
    assert loaded.rows("id, received_at") == [
        ("010", moment("2022-05-30 12:30")),
        ("9", moment("2022-05-30")),
    ]


def test_yaml_that_does_not_parse_quotes_no_value(tmp_path: Path) -> None:
    text = "条目:\n  - 编号: 1\n    电话：13900000000\n    受理时间: 2022-05-30\n"
    loaded = load(tmp_path, {"content/requests/a.yaml": text})
    assert loaded.messages == [
        "content/requests/a.yaml:3:7 错误 “电话”后面用了全角冒号“：”\n请改成半角冒号，后面空一格：电话: …"
    ]
    assert all("139" not in finding.excerpt for finding in loaded.found)


CELL = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\u2028\u2029"), max_size=12
)
BREAKING = st.builds(lambda a, b: f"{a}\n{b}", CELL, CELL)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(CELL | BREAKING, CELL), max_size=6),
    st.sampled_from([",", "\t", ";"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_any_cells_come_back(tmp_path_factory: pytest.TempPathFactory, cells, delimiter, end, quoted) -> None:  # type: ignore[no-untyped-def]
    rows = [[f"x{index}", "2022-05-30", first, second] for index, (first, second) in enumerate(cells)]
    header = ["编号", "受理时间", "内容", "标题"]
    quoting = 1 if quoted else 0
    text = csv_text(header, rows, delimiter=delimiter, lineterminator=end, quoting=quoting)
    root = tmp_path_factory.mktemp("site")
    loaded = load(root, {CSV: text})
    assert loaded.messages == []
    blanks = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
    expected = [[tidied(cell, blanks) for cell in row] for row in rows]
    assert [[row[0], row[1], row[2]] for row in loaded.rows("id, content, title")] == [
        [row[0], row[2], row[3]] for row in expected
    ]
    # Each row knows its line: the id stands at its beginning.
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in loaded.rows("id, line"):
        assert lines[line - 1].lstrip('"').startswith(number)


SAFE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="=\ufeff\u2028\u2029"),
    max_size=10,
)


@settings(max_examples=20)
@given(st.lists(st.tuples(SAFE, SAFE), min_size=1, max_size=5))
def test_any_cells_come_back_from_sheets_and_yaml(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    header = ["编号", "受理时间", "内容", "标题"]
    rows = [[f"x{index}", "2022-05-30", first, second] for index, (first, second) in enumerate(cells)]
    entries = [dict(zip(header, row, strict=True)) for row in rows]
    files: dict[str, bytes | str] = {BOOK: book({"甲": [header, *rows]})}
    files["content/requests/b.yaml"] = yaml.safe_dump([{**one, "编号": f"y{one['编号']}"} for one in entries])
    loaded = load(tmp_path_factory.mktemp("site"), files)
    assert loaded.messages == []
    blanks = " \t\r\n\v\f\u00a0\u3000\u200b\ufeff"
    expected = [(row[0], tidied(row[2], blanks), tidied(row[3], blanks)) for row in rows]
    assert loaded.rows("id, content, title") == [*expected, *((f"y{one[0]}", *one[1:]) for one in expected)]


def tidied(cell: str, blanks: str) -> str:
    from generator.load.ledger.tables import BLANKS

    cell = cell.strip(blanks)
    return "" if cell in BLANKS else cell
