"""Rows of the ledger: values, terms, what is wrong with one, and what is never printed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from conftest import SiteMaker, told
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_made import CSV, HEADER, SITE, load, moment

from generator.load.ledger import load_ledger
from generator.load.ledger.dues import _last_days
from generator.load.ledger.terms import Term, parse_due, parse_term, parse_when
from generator.load.site import load_site
from generator.model.dates import DateError
from generator.model.ledger import SCHEMA
from generator.model.request import NEVER_PRINTED
from generator.model.workdays import after_workdays
from generator.privacy.values import value_keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-05-30 09:12:00", "2022-05-30 09:12"),
        ("2022-05-30T09:12:00", "2022-05-30 09:12"),
        ("2022-05-30T09:12:00.123+08:00", "2022-05-30 09:12"),
        ("2022/5/30 9:12", "2022-05-30 09:12"),
        ("2022.5.30", "2022-05-30"),
        ("20220530", "2022-05-30"),
        ("20220530091200", "2022-05-30 09:12"),
        ("2022年5月30日9时12分", "2022-05-30 09:12"),
        ("2022年5月30日 9:12", "2022-05-30 09:12"),
        ("2022/5/30 下午 3:12:00", "2022-05-30 15:12"),
        ("2022/5/30 12:30 AM", "2022-05-30 00:30"),
        ("２０２２－０５－３０", "2022-05-30"),
        ("2022-05-30 24:00", "2022-05-31"),
        (" 2022-05-30　", "2022-05-30"),
        ("44711.5", "2022-05-30 12:00"),
    ],
)
def test_times_as_exports_write_them(tmp_path: Path, text: str, expected: str) -> None:
    loaded = load(tmp_path, {CSV: f"编号,受理时间,办结时间\n1,{text},{text}\n"})
    assert loaded.messages == []
    assert loaded.rows("received_at, closed_at, closed") == [(moment(expected), moment(expected), True)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("昨天", "“昨天”不是程序认得的日期\n请写成 2022-06-03、2022年6月3日 或 2022/6/3"),
        ("22-5-30", "“22-5-30”不是程序认得的日期\n请写成 2022-06-03、2022年6月3日 或 2022/6/3"),
        ("2022-02-30", "没有这一天：2022年2月只有 28 天\n请检查“2022-02-30”里的日"),
        ("1022-02-03", "“1022-02-03”里的年份不对\n年份请写四位数，例如 2022"),
        ("2022-05-30 9点", "“2022-05-30 9点”里的时间写法不对\n请写成 2022-06-05 14:30"),
        ("2022-05-30 25:00", "“2022-05-30 25:00”里的时间不存在\n时间从 0:00 到 24:00"),
        ("13900000000", "“139…”不是程序认得的日期\n请写成 2022-06-03、2022年6月3日 或 2022/6/3"),
    ],
)
def test_times_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    loaded = load(
        tmp_path, {CSV: f"编号,来电时间\n1,{text}\n2,2022-05-30\n"}, SITE + "列名: {来电时间: 受理时间}\n"
    )
    assert loaded.messages == [f"{CSV}:2:3 错误 “来电时间”：{message}"]
    assert loaded.rows() == ["2"]
    assert loaded.ledger is not None and not loaded.ledger.complete


TERMS = [
    ("5个工作日", "", "2022-06-08"),
    ("5", "", "2022-06-08"),
    ("5工作日内", "", "2022-06-08"),
    ("0", "", "2022-05-31"),
    ("15天", "", "2022-06-15"),
    ("15日", "", "2022-06-15"),
    ("24小时", "", "2022-05-31 10:00"),
    ("2022-06-03", "", "2022-06-04"),
    ("2022.6.3", "", "2022-06-04"),
    ("2022-06-03 17:00", "", "2022-06-03 17:00"),
    ("2022-06-03 24:00", "", "2022-06-04"),
    ("", "投诉", "2022-06-07"),
    ("—", "投诉", "2022-06-07"),
    ("", "咨询", "2022-06-07"),
    ("", "", "2022-06-07"),
]


@pytest.mark.parametrize(("text", "kind", "expected"), TERMS)
def test_terms(tmp_path: Path, text: str, kind: str, expected: str) -> None:
    """Dragon Boat Festival: 3 June 2022 was a holiday."""
    site = SITE + "办理时限: {投诉: 4个工作日, 其他: 7天}\n"
    loaded = load(
        tmp_path, {CSV: f"编号,受理时间,办理时限,诉求类型\n1,2022-05-30 10:00,{text},{kind}\n"}, site
    )
    assert loaded.messages == []
    assert loaded.rows("due_at") == [moment(expected)]


def test_no_term_at_all(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {CSV: "编号,受理时间,诉求类型\n1,2022-05-30,咨询\n2,2022-05-30,投诉\n"},
        SITE + "办理时限: {投诉: 5天}\n",
    )
    assert loaded.rows("due_at") == [None, moment("2022-06-05")]


def test_terms_that_are_none(tmp_path: Path) -> None:
    rows = "1,2022-05-30,尽快\n2,2022-05-30,99999天\n3,2022-05-30,2022-06-31\n4,2022-05-30,2022-05-01\n"
    loaded = load(tmp_path, {CSV: f"编号,受理时间,办理时限\n{rows}"})
    advice = "请写成日期（2022-06-03），或者“5个工作日”“15天”"
    assert loaded.messages == [
        f"{CSV}:2:14 错误 “办理时限”：“尽快”不是程序认得的办理时限\n{advice}",
        f"{CSV}:3:14 错误 “办理时限”：“99999天”不是程序认得的办理时限\n{advice}",
        f"{CSV}:4:14 错误 “办理时限”：没有这一天：2022年6月只有 30 天\n请检查“2022-06-31”里的日",
        f"{CSV}:5:14 警告 “办理时限”：办理时限比受理时间还早\n请核对这两个时间",
    ]
    assert loaded.rows() == ["4"]


def test_years_beyond_the_calendar_are_told_once(tmp_path: Path) -> None:
    rows = "1,2091-05-30,5\n2,2091-12-30,5\n3,2022-05-30,5\n"
    loaded = load(tmp_path, {CSV: f"编号,受理时间,办理时限\n{rows}"})
    assert loaded.messages == [
        f"{CSV}:1:1 警告 2091年、2092年没有官方的放假安排可查，工作日按周一到周五算\n"
        "节假日前后的时限可能差几天；有新的安排以后，请升级 chinese-calendar 这个程序包"
    ]
    assert loaded.rows("due_at")[0] == moment("2091-06-07")


@given(
    st.lists(
        st.tuples(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, 40)), min_size=1, max_size=8
    )
)
def test_many_terms_end_as_one_by_one(pairs: list[tuple[date, int]]) -> None:
    assert _last_days(pairs) == [after_workdays(day, count) for day, count in pairs]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)))
def test_a_time_in_any_form_is_the_same_time(when: datetime) -> None:
    when = when.replace(microsecond=0)
    forms = [
        "%Y-%m-%d %H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y.%m.%d %H:%M:%S",
        "%Y%m%d%H%M%S",
    ]
    forms += ["%Y年%m月%d日%H时%M分%S秒", "%Y年%m月%d日 %H:%M:%S"]
    assert {parse_when(when.strftime(form)) for form in forms} == {when}


@given(st.text(max_size=20))
def test_any_text_is_a_time_or_an_error_with_its_text(text: str) -> None:
    for parse in (parse_when, parse_due):
        try:
            parse(text)
        except DateError as error:
            assert error.data["text"] == text
    assert parse_term(text) is None or isinstance(parse_term(text), Term)


def test_ids(tmp_path: Path) -> None:
    rows = [
        "２０２２－０１,2022-05-30",
        "'002,2022-05-30",
        '="003",2022-05-30',
        "2022-01,2022-05-31",
        ",2022-05-30",
        "-,2022-05-30",
    ]
    loaded = load(tmp_path, {CSV: "编号,受理时间\n" + "\n".join(rows)})
    blank = "没有内容，没有读这一行\n每一件诉求都要有编号和受理时间；合计、说明这样的行请从表里删去"
    assert loaded.messages == [
        f"{CSV}:5:1 错误 “编号”：编号“2022-01”用过了，在 {CSV} 第 2 行\n"
        "一个编号只能有一行；同一件登记了两次的，请删去一行；是两件不同的，请改其中一件的编号",
        f"{CSV}:6:1 错误 “编号”{blank}",
        f"{CSV}:7:1 错误 “编号”{blank}",
    ]
    assert loaded.rows("id, received_at") == [
        ("2022-01", moment("2022-05-30")),
        ("002", moment("2022-05-30")),
        ("003", moment("2022-05-30")),
    ]


def test_an_id_in_two_files(tmp_path: Path) -> None:
    files = {
        CSV: "编号,受理时间\n1,2022-05-30\n",
        "content/requests/b.yaml": "- {编号: 1, 受理时间: 2022-05-31}\n",
    }
    loaded = load(tmp_path, files)
    assert loaded.messages == [
        f"content/requests/b.yaml:1:8 错误 “编号”：编号“1”用过了，在 {CSV} 第 2 行\n"
        "一个编号只能有一行；同一件登记了两次的，请删去一行；是两件不同的，请改其中一件的编号"
    ]
    assert loaded.rows("id, file") == [("1", CSV)]


def test_closed_before_receipt(tmp_path: Path) -> None:
    rows = (
        "1,2022-05-30 09:00,2022-05-29\n2,2022-05-30 09:00,2022-05-30\n3,2022-05-30 09:00,2022-05-30 08:00\n"
    )
    loaded = load(tmp_path, {CSV: f"编号,受理时间,办结时间\n{rows}"})
    early = "比受理时间 2022-05-30 09:00 早\n请核对这两个时间"
    assert loaded.messages == [
        f"{CSV}:2:20 错误 “办结时间”：办结时间 2022-05-29 00:00 {early}",
        f"{CSV}:4:20 错误 “办结时间”：办结时间 2022-05-30 08:00 {early}",
    ]
    # A date alone is some hour of the day: no earlier than the receipt.
    assert loaded.rows("id, closed_at") == [("2", moment("2022-05-30 09:00"))]


def test_units(tmp_path: Path) -> None:
    rows = [
        "1,2022-05-30,,市市容局",
        "2,2022-05-30,,市城管",
        "3,2022-05-30,,市城管",
        "4,2022-05-30,, 澄湖区 ",
        "5,2022-05-30,,",
    ]
    loaded = load(tmp_path, {CSV: "编号,受理时间,诉求类型,承办单位\n" + "\n".join(rows)})
    assert loaded.messages == [
        f"{CSV}:3:15 错误 “承办单位”：单位名单里没有“市城管”（第 3、4 行），没有读\n"
        "是不是想写“市城管局”“市城市管理局”？"
        "（老名称、别的叫法，可以加进 content/units.yaml 那个单位的“曾用名”）"
    ]
    assert loaded.rows("id, unit, unit_class") == [
        ("1", "市城管局", "市直"),
        ("4", "澄湖区", "县市区"),
        ("5", "", ""),
    ]


def test_words_and_states_that_do_not_fit(tmp_path: Path) -> None:
    rows = ["1,2022-05-30,投书,,,完了,2022-05-31,很好", "2,2022-05-30,投书,,,已办结,,未回访"]
    rows += ["3,2022-05-30,投书,,,办理中,2022-06-01,满意", "4,2022-05-30,投书,,,,2022-06-01,不满意"]
    loaded = load(tmp_path, {CSV: "\n".join([HEADER, *rows])})
    listed = "请核对；确实要用的词，请加到 site.yaml 的“词表”里"
    assert loaded.messages == [
        f"{CSV}:2:14 警告 “诉求类型”：“投书”不在词表里（第 2、3、4 行等 4 行）\n是不是想写“投诉”？",
        f"{CSV}:2:19 警告 “状态”：状态是“完了”，却有办结时间，按已办结算（第 2 行）\n"
        "请核对；“完了”就是办结的，请加到 site.yaml 词表的“办结状态”里",
        f"{CSV}:2:19 警告 “状态”：“完了”不在词表里（第 2 行）\n"
        f"词表里有：待交办、办理中、已办结、已退回；{listed}",
        f"{CSV}:2:33 警告 “满意度”：“很好”不知道是满意还是不满意，按没有回访算（第 2 行）\n"
        f"认得的词：非常满意、满意、基本满意、不满意、非常不满意；{listed}",
        f"{CSV}:3:23 警告 “办结时间”：状态是“已办结”，没有办结时间（第 3 行）\n"
        "这些件算已办结，但算不出是哪一期办结的、有没有超期，请补上办结时间",
        f"{CSV}:4:19 警告 “状态”：状态是“办理中”，却有办结时间，按已办结算（第 4 行）\n"
        "请核对；“办理中”就是办结的，请加到 site.yaml 词表的“办结状态”里",
    ]
    assert loaded.ledger is not None and loaded.ledger.complete
    assert loaded.rows("type, closed, satisfied") == [
        ("投书", True, None),
        ("投书", True, None),
        ("投书", True, True),
        ("投书", True, False),
    ]


def test_an_empty_vocabulary_admits_all(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        {CSV: "编号,受理时间,问题分类,诉求类型\n1,2022-05-30,随便,随便\n"},
        SITE + "词表: {诉求类型: []}\n",
    )
    assert loaded.messages == []


def test_repeats(tmp_path: Path) -> None:
    rows = "1,2022-05-30,1\n2,2022-05-30,9\n3,2022-05-30,2\n4,2022-05-30,否\n"
    loaded = load(tmp_path, {CSV: f"编号,受理时间,重复件\n{rows}"})
    assert loaded.messages == [
        f"{CSV}:2:14 错误 “重复件”：编号“1”的重复件写的是它自己\n请写它重复的那一件的编号；没有重复的请留空",
        f"{CSV}:3:14 警告 “重复件”：台账里没有编号“9”\n请核对编号；那一件在别的表里的，请把那个表也放进来",
    ]
    assert loaded.rows("id, repeat_of") == [("2", "9"), ("3", "2"), ("4", "")]


def test_confidential_is_never_guessed(tmp_path: Path) -> None:
    words = ["是", "√", "1", "Y", "保密", "否", "0", "", "-", "无", "不保密", "也许"]
    rows = "".join(f"{number},2022-05-30,{word}\n" for number, word in enumerate(words))
    loaded = load(tmp_path, {CSV: f"编号,受理时间,保密\n{rows}"})
    assert loaded.messages == [
        f"{CSV}:13:15 错误 “保密”：“保密”应当写“是”或“否”，不能是“也许”\n请写成：保密: 是"
    ]
    assert loaded.rows("confidential") == [True] * 5 + [False] * 6


def test_personal_data_reach_neither_table_nor_findings(tmp_path: Path) -> None:
    header = "编号,受理时间,姓名,电话,证件号,住址,标题"
    rows = [
        "1,2022-05-30,李小某、王女士,13900000000/0716-8000000,,某某路12号,甲",
        "2,13900000000,匿名,13900000001,42900019900101000X,-,乙",
    ]
    rows += ["3,2022-05-30,张 三,,,一区,丙", "4,2022-05-30,某某公司,,,,", "4,2022-05-30,赵六先生,,,,"]
    loaded = load(tmp_path, {CSV: "\n".join([header, *rows])})
    ledger = loaded.ledger
    assert ledger is not None
    assert ledger.names == {"张三", "赵六"}
    text = "13900000000，07168000000，139-0000-0001，42900019900101000X，住在某路某某弄12号，一区"
    assert ledger.private_values(value_keys(text)) == {
        *("13900000000", "07168000000", "13900000001", "42900019900101000x"),
    }
    assert ledger.private_values(value_keys("住在某某路 12号")) == {"某某路12号"}
    described = [row[0] for row in ledger.connection.execute("DESCRIBE request").fetchall()]
    assert not set(described) & set(NEVER_PRINTED)
    assert described == [line.split()[0] for line in SCHEMA.strip().splitlines()[1:-1]]
    told = "".join([*loaded.messages, *(finding.excerpt for finding in loaded.found), repr(ledger)])
    for secret in ("13900000", "8000000", "4290001990", "某路12号", "张三", "赵六"):
        assert secret not in told


def test_many_findings_of_a_kind_are_counted(tmp_path: Path) -> None:
    rows = "".join(f"{number},昨天\n" for number in range(1, 61))
    loaded = load(tmp_path, {CSV: f"编号,受理时间\n{rows}0,2022-05-30\n"})
    assert loaded.codes.count("ledger-cell") == 50
    assert [one for one in loaded.messages if "一一" in one] == [
        f"{CSV}:51:1 错误 这样的错误还有 10 处，没有一一列出\n请先改正前面的，再运行一次"
    ]
    assert loaded.rows() == ["0"]


BROKEN = {
    1: ("昨天", "ledger-cell"),
    3: ("市城管", "ledger-unit-unknown"),
    4: ("尽快", "ledger-cell"),
    6: ("2021-01-01", "ledger-closed-early"),
}


@settings(max_examples=20)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True), st.sampled_from(sorted(BROKEN)))
def test_a_broken_cell_anywhere_keeps_the_others(
    tmp_path_factory: pytest.TempPathFactory, broken: list[int], column: int
) -> None:
    text, code = BROKEN[column]
    rows = [[str(number), "2022-05-30", "投诉", "澄湖区", "", "", "2022-06-01", ""] for number in range(10)]
    for number in broken:
        rows[number][column] = text
    lines = "\n".join(",".join(row) for row in rows)
    loaded = load(tmp_path_factory.mktemp("site"), {CSV: f"{HEADER}\n{lines}\n"})
    count = 1 if code == "ledger-unit-unknown" else len(broken)
    assert loaded.codes == [code] * count
    lines_told = [finding.place.line for finding in loaded.found if finding.place]
    assert lines_told == sorted(number + 2 for number in broken)[:count]
    assert loaded.rows() == [str(number) for number in range(10) if number not in broken]


def test_times_are_days_of_the_ledger(tmp_path: Path) -> None:
    loaded = load(tmp_path, {CSV: "编号,受理时间\n1,2022-05-30 09:00\n2,2021-05-30\n"})
    assert loaded.ledger is not None
    assert (loaded.ledger.first_day, loaded.ledger.last_day) == (date(2021, 5, 30), date(2022, 5, 30))
    assert (loaded.ledger.files, loaded.ledger.size) == ((CSV,), 2)
    assert loaded.ledger.first_day + timedelta(days=365) == loaded.ledger.last_day


def test_a_rows_own_name_is_masked_in_its_own_text(make_site: SiteMaker) -> None:
    head = "编号,受理时间,姓名,标题,内容,办理结果\n"
    rows = (
        "1,2022-05-30,王芳芳,王芳芳走失,今天有人看见王芳芳走失在河边,已找到王芳芳\n"
        "2,2022-05-30,阿拉坦其其格,其他,阿拉坦其其格来访,\n"
        "3,2022-05-30,匿名,匿名反映,匿名反映路灯不亮,\n"
    )
    site = make_site({"content/requests/a.csv": head + rows})
    content, _ = load_site(site)
    assert content is not None
    ledger, _ = load_ledger(site, content.site, content.units)
    assert ledger is not None
    texts = ledger.connection.execute("SELECT title, content, result FROM request ORDER BY id").fetchall()
    assert texts == [
        ("王某走失", "今天有人看见王某走失在河边", "已找到王某"),
        ("其他", "阿某来访", ""),
        ("匿名反映", "匿名反映路灯不亮", ""),
    ]


def test_repeats_of_each_other_are_told_once(make_site: SiteMaker) -> None:
    rows = "编号,受理时间,重复件\n1,2022-05-30,2\n2,2022-05-30,3\n3,2022-05-30,1\n4,2022-05-30,3\n"
    site = make_site({"content/requests/a.csv": rows})
    content, _ = load_site(site)
    assert content is not None
    ledger, findings = load_ledger(site, content.site, content.units)
    assert ledger is not None and not ledger.complete
    assert [told(finding) for finding in findings] == [
        "content/requests/a.csv:2:14 错误 “重复件”：重复件绕成了圈（1→2→3→1），看不出哪一件在先\n"
        "最早的一件请把“重复件”留空"
    ]


def test_a_very_long_cell_is_read(make_site: SiteMaker) -> None:
    site = make_site({"content/requests/a.csv": f"编号,受理时间,内容\n1,2022-05-30,{'好' * 140_000}\n"})
    content, _ = load_site(site)
    assert content is not None
    ledger, findings = load_ledger(site, content.site, content.units)
    assert ledger is not None and ledger.size == 1 and findings == []
