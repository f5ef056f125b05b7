"""Keys and values of files: both names of a key, conversions, and what is wrong at which place."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from conftest import ISSUE, REPORT, SITE, UNITS, SiteMaker, findings, told

from generator.load.fields import keys_of, read_record
from generator.load.site import load_site
from generator.load.source import make_source
from generator.load.yaml_nodes import Mapping, parse_yaml
from generator.model.issue import Issue, Section, Selection
from generator.model.record import Record, Sourced, chinese_names
from generator.model.report import Report
from generator.model.site import Publication, Site
from generator.model.unit import Unit


def read(text: str, record: type[Record] = Issue) -> tuple[Sourced[Record] | None, list[str]]:
    source = make_source("x.yaml", text)
    node, found = parse_yaml(source)
    assert isinstance(node, Mapping), found
    sourced, found = read_record(node, record, source)
    return sourced, [told(finding) for finding in found]


def test_chinese_and_english_keys_give_the_same() -> None:
    chinese, found = read(
        "期号: 5\n签发日期: 2022-06-06\n栏目: [{名称: 甲, 文章: [a], 选取: {最多: 3}}]\n状态: 定稿\n"
    )
    assert not found
    english, found = read(
        "number: 5\ndate: 2022/6/6\nsections: [{name: 甲, reports: [a], select: {limit: 3}}]\nstate: 定稿\n"
    )
    assert not found
    assert chinese is not None and english is not None
    assert chinese.record == english.record
    assert read("class: 市直\nname: 甲\n", Unit)[0] is not None


@pytest.mark.parametrize("record", [Site, Publication, Unit, Report, Issue, Section, Selection])
def test_every_key_has_a_chinese_name(record: type[Record]) -> None:
    names = chinese_names(record)
    assert len(set(names.values())) == len(names)
    assert all(key.chinese and key.english for key in keys_of(record))


def test_values_become_what_the_editor_means() -> None:
    sourced, found = read(
        "期号: 010\n增刊: no\n签发日期: 2022年6月6日\n截止时间: 2022-06-05 24:00\n"
        "状态: 定稿   \n印数: ' １２０ '\n"
    )
    assert not found and sourced is not None
    issue = sourced.record
    assert isinstance(issue, Issue)
    assert (issue.number, issue.supplement, issue.copies) == (10, False, 120)
    assert issue.date == date(2022, 6, 6)
    assert issue.as_of == datetime(2022, 6, 6)
    assert issue.state == "定稿"


def test_text_stays_text() -> None:
    sourced, found = read("单位: no\n简称: 010\n地区: 12:30\n", Site)
    assert not found and sourced is not None
    assert isinstance(sourced.record, Site)
    assert (sourced.record.organization, sourced.record.short_name, sourced.record.region) == (
        "no",
        "010",
        "12:30",
    )


def test_places_of_values() -> None:
    sourced, _ = read("签发日期: 2022-06-06\n栏目:\n  - 名称: 甲\n    文章: [reports/a.md, reports/b.md]\n")
    assert sourced is not None
    assert (sourced.place("date").line, sourced.place("date").column) == (1, 7)
    second = sourced.place("sections", 0, "reports", 1)
    assert (second.line, second.column) == (4, 24)
    assert sourced.place("sections", 0, "select", "limit").line == 3
    assert sourced.excerpt(second) == "    文章: [reports/a.md, reports/b.md]"


def test_blank_optional_values_are_left_out() -> None:
    sourced, found = read("签发日期: 2022-06-06\n期号:\n按语: ''\n栏目: ~\n")
    assert not found and sourced is not None


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("期号: 5\n", ["x.yaml:1:1 错误 缺少“签发日期”\n请加上一行，例如：签发日期: 2022-06-06"]),
        (
            "栏目: [{文章: [reports/a.md]}]\n",
            [
                "x.yaml:1:1 错误 缺少“签发日期”\n请加上一行，例如：签发日期: 2022-06-06",
                "x.yaml:1:6 错误 缺少“名称”\n请在大括号里加上“, 名称: 工作部署”",
            ],
        ),
        ("签发日期:\n", ["x.yaml:1:1 错误 “签发日期”没有写内容\n请写上内容，例如：签发日期: 2022-06-06"]),
        (
            "签发日期: 2022-06-31\n",
            ["x.yaml:1:7 错误 没有这一天：2022年6月只有 30 天\n请检查“2022-06-31”里的日"],
        ),
        (
            "签发日期: 2022.6.6\n",
            ["x.yaml:1:7 错误 “2022.6.6”不是程序认得的日期\n请写成 2022-06-03、2022年6月3日 或 2022/6/3"],
        ),
        (
            "签发日期: 2022-06-06\n期好: 5\n",
            ["x.yaml:2:1 错误 不认识“期好”\n是不是想写“期号”？"],
        ),
        ("签发日期: 2022-06-06\nnumbr: 5\n", ["x.yaml:2:1 错误 不认识“numbr”\n是不是想写“number”？"]),
        (
            "签发日期: 2022-06-06\n“期号”: 5\n",
            ["x.yaml:2:1 错误 不认识““期号””\n是不是想写“期号”“总期号”？"],
        ),
        (
            "签发日期: 2022-06-06\nnumber: 5\n期号: 5\n",
            ["x.yaml:3:1 错误 “期号”和第 2 行的“number”是同一项\n请只留一处"],
        ),
        (
            "签发日期: 2022-06-06\n期号: 五\n",
            ["x.yaml:2:5 错误 “期号”应当是一个数，不能是“五”\n请只写阿拉伯数字，例如：期号: 5"],
        ),
        ("签发日期: 2022-06-06\n期号: 0\n", ["x.yaml:2:5 错误 “期号”不能小于 1\n请检查这个数"]),
        (
            "签发日期: 2022-06-06\n期号: [5]\n",
            ["x.yaml:2:5 错误 “期号”只能写一段文字\n请写成一行，例如：期号: 5"],
        ),
        (
            "签发日期: 2022-06-06\n增刊: 或许\n",
            ["x.yaml:2:5 错误 “增刊”应当写“是”或“否”，不能是“或许”\n请写成：增刊: 是"],
        ),
        ("签发日期: 2022-06-06\n状态: 完稿\n", ["x.yaml:2:5 错误 “状态”不能是“完稿”\n可以写：草稿、定稿"]),
        (
            "签发日期: 2022-06-06\n栏目: 工作部署\n",
            ["x.yaml:2:5 错误 “栏目”应当分几项来写\n例如：栏目: [{名称: 工作部署, 文章: [reports/a.md]}]"],
        ),
        (
            "签发日期: 2022-06-06\n栏目:\n  - 名称：工作部署\n",
            ["x.yaml:3:7 错误 “名称”后面用了全角冒号“：”\n请改成半角冒号，后面空一格：名称: 工作部署"],
        ),
        (
            "签发日期: 2022-06-06\n报: [市委，市政府]\n",
            ["x.yaml:2:7 错误 这里用了“，”来分隔\n括号里的各项请用半角逗号加一个空格分开：[甲, 乙]"],
        ),
        (
            "签发日期: 2022-06-06\n报: 【市委】\n",
            ["x.yaml:2:4 错误 这里用了全角括号“【”\n请改成半角括号“[”"],
        ),
        (
            "签发日期: 2022-06-06\n报:\n  - 市委\n  -\n",
            ["x.yaml:4:4 错误 “报”里有一项是空的\n请写上内容，或者删掉这一项"],
        ),
        (
            "签发日期: 2022-06-06\n报: {市委: 1}\n",
            ["x.yaml:2:4 错误 “报”应当是一个列表\n请写成：报: [甲, 乙]"],
        ),
        (
            "期号: 0\n期限: 1\n",
            [
                "x.yaml:1:1 错误 缺少“签发日期”\n请加上一行，例如：签发日期: 2022-06-06",
                "x.yaml:1:5 错误 “期号”不能小于 1\n请检查这个数",
                "x.yaml:2:1 错误 不认识“期限”\n是不是想写“期号”？",
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, messages: list[str]) -> None:
    sourced, found = read(text)
    assert sourced is None
    assert sorted(found) == messages


def test_unknown_key_without_a_near_one_lists_all(make_site: SiteMaker) -> None:
    [message] = findings(make_site({"content/units.yaml": UNITS + "- {名称: 甲, 头像: 乙}\n"}))
    assert message == (
        "content/units.yaml:3:11 错误 不认识“头像”\n这里可以写：名称、简称、类别、份数、邮箱、联系人、曾用名"
    )


def test_unknown_kind_lists_the_kinds(make_site: SiteMaker) -> None:
    [message] = findings(make_site({"site.yaml": SITE.replace("类型: 简报", "类型: 月报")}))
    assert message == "site.yaml:3:35 错误 “类型”不能是“月报”\n可以写：简报、诉求动态、专报、采用通报"


def test_publication_without_name_is_told_at_its_id(make_site: SiteMaker) -> None:
    [message] = findings(make_site({"site.yaml": SITE + "  zhuanbao:\n    类型: 简报\n"}))
    assert message == "site.yaml:4:3 错误 缺少“名称”\n请加上一行，例如：名称: 工作简报"


def test_maps_of_the_site_are_read_as_text(make_site: SiteMaker) -> None:
    more = "列名: {工单号: 编号, a.csv: {来电时间: 受理时间}}\n"
    more += "指标: {办结率: {分子: 办结量, 分母: 应办量}}\n月截止日: 25\n"
    content, found = load_site(make_site({"site.yaml": SITE + more}))
    assert found == [] and content is not None
    site = content.site.record
    assert site.columns == {"工单号": "编号", "a.csv": {"来电时间": "受理时间"}}
    assert site.rates["办结率"].denominator == "应办量"
    assert set(site.rates) == {"办结率", "按时办结率", "满意率"}
    assert site.month_cutoff == 25


def test_front_matter_is_checked_like_any_file(make_site: SiteMaker) -> None:
    text = REPORT.replace("标题: 市经信局召开动员会\n", "").replace("2022-05-28", "2022-06-31")
    assert findings(
        make_site({"content/reports/a.md": text, "content/issues/gongzuo-jianbao/2022-05.yaml": ISSUE})
    ) == [
        "content/reports/a.md:2:1 错误 缺少“标题”\n请加上一行，例如：标题: 市教育局召开动员会",
        "content/reports/a.md:3:5 错误 没有这一天：2022年6月只有 30 天\n请检查“2022-06-31”里的日",
    ]
