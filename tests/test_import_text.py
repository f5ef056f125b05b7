"""Copied text: what is told of it, and what an editor is asked to look at."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_made import codes, make_site, refused, taken, told, written

from generator.commands.imports import remark_lines
from generator.model.content import Content

WRAPPED = """\
市教育局走访校园周边
一次解决十二个问题

本报讯（记者 周某 通讯员 李某、王某）5月28日，市教育局走访16所学校，当场
解决问题12个，另有4个列入清单，6月10日前办结。走访组由局领导带队，分成四
个小组，听取家长、师生和周边商户的意见。

一、家长提了什么
问得最多的是三件事：
1、放学时段校门口停车难；
2、课后服务的收费标准看不懂。
二、怎么办的
（一）当场办
能办的当场办，办完当面告知，不让家长跑第二趟。
"""


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return make_site(tmp_path)


def front(content: Content, text: str, name: str = "laigao.txt") -> dict[str, str]:
    """The front matter that is made of a text, line by line."""
    made = written(content, taken(content, text, name)).split("---\n")[1]
    return dict(line.split(": ", 1) for line in made.splitlines() if ": " in line)


def body(content: Content, text: str, name: str = "laigao.txt") -> str:
    return written(content, taken(content, text, name)).split("---\n", 2)[2].strip()


def test_a_wrapped_text_becomes_a_whole_report(content: Content) -> None:
    made = taken(content, WRAPPED)
    assert made.report == "content/reports/2022/0528-市教育局.md"
    assert (
        written(content, made)
        == """\
---
标题: 市教育局走访校园周边 \\\\ 一次解决十二个问题
单位: 市教育局
日期: 2022-05-28
作者: {记者: [周某], 通讯员: [李某, 王某]}
栏目:
标签: []
---

5月28日，市教育局走访16所学校，当场解决问题12个，另有4个列入清单，6月10日前办结。走访组由局领导带队，分成四个小组，听取家长、师生和周边商户的意见。

## 家长提了什么

问得最多的是三件事：

1. 放学时段校门口停车难；
2. 课后服务的收费标准看不懂。

## 怎么办的

### 当场办

能办的当场办，办完当面告知，不让家长跑第二趟。
"""
    )
    assert told(made) == [
        "标题取的是最前面一行：“市教育局走访校园周边一次解决十二个问题”",
        "电头“本报讯（记者 周某 通讯员 李某、王某）”没有放进正文，记者、通讯员写在“作者”里了",
        "单位是从标题里认出来的：市教育局",
        "日期没有写年份，按最近一期的日期定为 2022-05-28",
    ]


# Title


def test_a_subtitle_begins_with_a_dash(content: Content) -> None:
    made = front(content, "护苗行动见成效\n——市教育局工作侧记\n2022年5月3日\n\n市教育局开展行动。\n")
    assert made["标题"] == "护苗行动见成效"
    assert made["副题"] == "——市教育局工作侧记"


def test_the_head_of_a_periodical_is_no_title(content: Content) -> None:
    made = taken(
        content, "工作简报\n第8期\n市教育局编　　2022年5月30日\n\n关于护苗行动的报告\n\n现将情况报告如下。\n"
    )
    text = written(content, made)
    assert "标题: 关于护苗行动的报告\n单位: 市教育局\n日期: 2022-05-30\n" in text
    assert told(made)[1:] == ["标题上面这一行没有放进正文：“工作简报”", "标题上面这一行没有放进正文：“第8期”"]


def test_a_text_without_title_gets_its_first_clause(content: Content) -> None:
    text = "近日，我局组织党员干部开展义务植树活动，共种下树苗300棵，大家纷纷表示要爱护环境，守护家园。\n"
    made = taken(content, text)
    assert "标题: 我局组织党员干部开展义务植树活动\n" in written(content, made)
    assert told(made)[0] == "没有找到标题，先用了第一句：“我局组织党员干部开展义务植树活动”"
    assert text.strip() in written(content, made)


# Unit


@pytest.mark.parametrize(
    "text",
    [
        "供稿单位：市住建局\n加装电梯\n\n到6月底完成32部。\n",
        "加装电梯\n来源：市房管局\n\n到6月底完成32部。\n",
        "市住建局\n加装电梯解民忧\n\n到6月底完成32部。\n",
        "加装电梯\n\n到6月底完成32部。\n澜汀市住建局办公室\n2022年6月3日\n",
        "加装电梯\n\n（市住建局 王某）6月3日，完成32部。\n",
        "加装电梯\n\n本报讯（市住建局通讯员 王某）6月3日，完成32部。\n",
        "加装电梯\n\n到6月底完成32部。（市住建局　王某）\n",
        "市住建局完成32部电梯\n\n到6月底完成。\n",
        "加装电梯\n\n近日，市住建局完成32部。\n",
    ],
)
def test_the_unit_is_known_by_any_of_its_names(content: Content, text: str) -> None:
    assert front(content, text)["单位"] == "市住房和城乡建设局"


def test_an_unknown_unit_is_told_with_the_nearest(content: Content) -> None:
    made = taken(content, "加装电梯\n报送单位：县教育局\n2022年6月3日\n\n完成32部。\n")
    assert "单位:                # 必填。来稿写的是“县教育局”，单位名单里没有；是不是市教育局" in written(
        content, made
    )
    found = next(one for one in made.remarks if one.code == "import-unit-unknown")
    assert found.message == "来稿写的单位是“县教育局”，单位名单里没有，“单位”空着"
    assert found.hint.startswith("是不是“市教育局”")
    assert made.report == "content/reports/2022/0603-laigao.md"


def test_a_text_without_unit_and_date_says_so(content: Content) -> None:
    made = taken(content, "加装电梯\n\n完成32部。\n")
    assert made.report == "content/reports/2022/未定-laigao.md"
    assert {"import-unit-missing", "import-day-missing"} <= codes(made)
    assert "日期:                # 必填。来稿里没有找到日期" in written(content, made)


# Date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("加装电梯\n（2022年6月3日）\n\n市教育局完成32部。\n", "2022-06-03"),
        ("加装电梯\n\n市教育局完成32部。\n\n二〇二二年六月三日\n", "2022-06-03"),
        ("加装电梯\n\n市教育局完成32部。\n2022.6.3\n", "2022-06-03"),
        ("加装电梯\n\n本报6月3日电（记者 周某）市教育局完成32部。\n\n2022年6月5日\n", "2022-06-03"),
        ("加装电梯\n\n12月28日，市教育局完成32部。\n", "2021-12-28"),
        ("加装电梯\n\n12月28日，市教育局完成2020年的任务32部。\n", "2020-12-28"),
        ("加装电梯\n时间：2022年6月3日\n\n市教育局完成32部。\n", "2022-06-03"),
    ],
)
def test_the_date_is_told(content: Content, text: str, day: str) -> None:
    assert front(content, text)["日期"] == day


def test_the_year_comes_from_the_name_of_the_file_before_the_newest_issue(content: Content) -> None:
    made = taken(content, "加装电梯\n\n6月3日，市教育局完成32部。\n", "20190605稿.txt")
    assert "日期没有写年份，按文件名定为 2019-06-03" in told(made)
    assert "日期取的是正文里最先出现的 6月3日" in told(made)


def test_a_day_that_no_calendar_has_is_none(content: Content) -> None:
    assert "import-day-missing" in codes(taken(content, "加装电梯\n2022年6月31日\n\n市教育局完成32部。\n"))


# Byline


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("（记者 周某 通讯员 李 某）", "{记者: [周某], 通讯员: [李某]}"),
        ("（本报记者周某　特约通讯员李某、王某）", "{记者: [周某], 通讯员: [李某, 王某]}"),
        ("供稿：市教育局 李某", "{通讯员: [李某]}"),
        ("撰稿：李某　王某", "{通讯员: [李某, 王某]}"),
        ("作者：李某", "{通讯员: [李某]}"),
        ("（李某　王某）", "{通讯员: [李某, 王某]}"),
        ("来源：市教育局　作者：李某", "{通讯员: [李某]}"),
        ("文/李某　图/陈某", "{通讯员: [李某]}"),
    ],
)
def test_authors_are_told(content: Content, byline: str, authors: str) -> None:
    made = written(content, taken(content, f"加装电梯\n\n市教育局完成32部。\n{byline}\n"))
    assert f"\n作者: {authors}\n" in made
    assert byline not in made


@pytest.mark.parametrize("last", ["（完）", "（待续）", "（见附件）", "（以上数据来自统计）"])
def test_what_is_no_byline_stays(content: Content, last: str) -> None:
    text = f"加装电梯\n\n市教育局完成32部。\n{last}\n"
    assert last in body(content, text)
    assert "作者" not in front(content, text + "又一句。")


# Text


def test_lines_that_are_paragraphs_stay_so(content: Content) -> None:
    first = "市教育局走访学校，听取意见，把家长、师生和周边商户反映的事情逐件记下来，当天分到各科室。"
    second = "各科室三天之内回话，能办的马上办，一时办不了的说清原因，月底前再向家长通报一次办理情况。"
    assert body(content, f"走访学校\n\n{first}\n{second}\n") == f"{first}\n\n{second}"


def test_english_words_are_joined_with_a_blank(content: Content) -> None:
    lines = (
        "The bureau visited sixteen schools and listened to parents\n"
        "and teachers of all of them in the course of a single week\nwithout any notice. 市教育局。"
    )
    assert "listened to parents and teachers" in body(content, f"走访学校\n\n{lines}\n")


def test_tabs_make_a_table(content: Content) -> None:
    rows = "类别\t收到\t占比\n停车\t7\t58.3%\n收费\t5\t41.7%\n"
    text = f"走访学校\n\n市教育局走访情况如下。\n表1　走访情况\n{rows}以上。\n"
    assert (
        body(content, text)
        == """\
市教育局走访情况如下。

表1：走访情况

| 类别 | 收到 | 占比 |
| --- | ---: | ---: |
| 停车 | 7 | 58.3% |
| 收费 | 5 | 41.7% |

以上。"""
    )


def test_dots_make_a_list(content: Content) -> None:
    assert (
        body(content, "走访学校\n\n有三件事：\n• 停车\n• 收费\n都办了。\n")
        == "有三件事：\n\n- 停车\n- 收费\n\n都办了。"
    )


def test_numbers_that_the_program_would_print_otherwise_are_kept(content: Content) -> None:
    made = taken(content, "走访学校\n\n一、起因\n市教育局收到来信。\n三、办法\n逐件办理。\n")
    assert "## 一、起因" in written(content, made)
    assert "## 三、办法" in written(content, made)
    assert "import-numbers-kept" in codes(made)


def test_numbered_sentences_are_no_headings(content: Content) -> None:
    text = "走访学校\n\n一、停车难。\n二、收费看不懂。\n三、菜价涨了。\n"
    assert body(content, text) == "一、停车难。\n\n二、收费看不懂。\n\n三、菜价涨了。"


def test_text_stays_text(content: Content) -> None:
    lines = ["# 号", "- - -", "1. 项", "<b>粗</b>", "{{受理量}}", "*星*", "[^1]", "C:\\路径", "&lt;"]
    made = taken(content, "走访学校\n\n市教育局说：\n\n" + "\n\n".join(lines) + "\n")
    text = written(content, made)
    for line in (
        "\\# 号",
        "\\- - -",
        "1\\. 项",
        "&lt;b>粗&lt;/b>",
        "{ {受理量} }",
        "\\*星\\*",
        "C:\\\\路径",
        "&amp;lt;",
    ):
        assert f"\n{line}\n" in text
    assert "文中有连写的花括号，程序会当作台账里的数，已在两个括号中间加了空格" in told(made)
    assert [one for one in made.remarks if one.severity == "error"] == []


# Markdown


def test_markdown_keeps_its_marks_and_front_matter(content: Content) -> None:
    text = (
        "---\ntitle: 走访学校\nunit: 市教育局\ndate: 2022/6/3\nauthor: 李某\n---\n\n"
        "## 一、起因\n\n收到**来信**[^a]，见[网站](http://a.example)。\n\n"
        "- 甲\n    - 乙\n\n![远处](http://a.example/x.png)\n\n[^a]: 共3封。\n"
    )
    made = taken(content, text, "gao.md")
    assert (
        written(content, made)
        == """\
---
标题: 走访学校
单位: 市教育局
日期: 2022-06-03
作者: {通讯员: [李某]}
栏目:
标签: []
---

## 起因

收到**来信**[^1]，见网站。

- 甲
    - 乙

[^1]: 共3封。
"""
    )
    assert told(made) == ["有一张图片不在文件里，是外面的链接，没有去取"]


def test_markdown_without_front_matter_has_its_title_in_a_heading(content: Content) -> None:
    made = front(content, "# 走访学校\n\n2022年6月3日，市教育局走访学校。\n", "gao.md")
    assert made["标题"] == "走访学校"


# What an editor should look at


def test_personal_data_is_told_with_its_line_and_never_shown(content: Content) -> None:
    made = taken(content, "走访学校\n\n市教育局走访。\n\n居民李小明说好，电话13800138" + "000。\n")
    found = [one for one in made.remarks if one.place is not None]
    assert [(one.place.line, one.code) for one in found if one.place] == [
        (11, "identifier-written"),
        (11, "person-without-consent"),
    ]
    assert "13800138000" not in "".join(one.message + one.hint for one in found)
    assert "电话13800138000" in written(content, made)


def test_a_number_in_a_title_is_told_and_not_repeated(content: Content) -> None:
    number = "13800138" + "000"
    made = taken(content, f"找李某请打{number}\n单位：{number}\n\n2022年6月3日走访。\n")
    assert number not in made.title + "".join(one.message + one.hint + one.excerpt for one in made.remarks)
    assert "identifier-written" in codes(made)


def test_the_same_text_is_not_taken_twice(content: Content) -> None:
    first = taken(content, WRAPPED)
    again = taken(content, WRAPPED.replace("\n", "\r\n"), "bie.txt")
    assert again.same == first.report
    assert again.pictures == ()


def test_another_text_gets_another_name(content: Content) -> None:
    taken(content, WRAPPED)
    made = taken(content, WRAPPED + "后来又办了一件。\n")
    assert made.report == "content/reports/2022/0528-市教育局-2.md"


def test_a_title_that_is_there_already_is_told(content: Content) -> None:
    made = taken(content, "旧稿\n\n市教育局的新正文。\n")
    assert "已经有一篇同样标题的：content/reports/a.md" in told(made)


# Files that are not taken


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.txt", "这个文件是空的"),
        (b" \n\n", "a.txt", "这个文件是空的"),
        (b"\x00\x01\x02" * 50, "a.txt", "这个文件不是文本，或者编码认不出来"),
        (b"%PDF-1.7 ", "a.pdf", "这是 PDF，不能导入"),
        (b"abc", "a.wps", "“.wps”这种文件不能导入"),
        (b"abc", "a.et", "“.et”这种文件不能导入"),
        ("\u200b\u200b".encode(), "a.txt", "这个文件里没有文字"),
        ("甲".encode() * 400_000, "a.txt", "这个文本文件超过 1 MB，没有导入"),
        ("市教育局。\n\n".encode() * 6000, "a.txt", "文字太长，一篇放不下，没有导入"),
    ],
)
def test_files_that_are_refused(content: Content, data: bytes, name: str, message: str) -> None:
    said, hint = refused(content, data, name)
    assert said == message
    assert hint


def test_text_of_windows_is_read(content: Content) -> None:
    text = "走访学校\n\n市教育局走访学校，听取意见。\n"
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        made = taken(content, text.encode(encoding), "a.txt")
        assert made.same or "市教育局走访学校，听取意见。" in written(content, made)


# Lines broken by hand


HANGING = """\
市住建局走访老旧小区 推动五类问题整改

（记者 周某）

{0}5月28日，市住建局组织三个小组走访12个老旧小区，重点看楼道里有没有占道堆物
进行清理，当场解决问题12个，
另有4个列入清单，6月10日前办结。
{0}走访中，居民反映最多的是停车难。小组同社区、物业一起算了一笔账，
把闲置的空地划成车位，新增车位86个。
怎么办的
{0}能办的当场办，办完当面告知。
市住建局
2022年5月29日
"""


@pytest.mark.parametrize("blank", ["    ", "　　", "\t"])
def test_lines_without_indent_belong_to_the_paragraph_above(content: Content, blank: str) -> None:
    """Lines of unequal length: only the indent tells where a paragraph begins."""
    made = taken(content, HANGING.format(blank))
    assert written(content, made).split("---\n", 2)[2].strip() == (
        "5月28日，市住建局组织三个小组走访12个老旧小区，重点看楼道里有没有占道堆物进行清理，当场解决问题12个，"
        "另有4个列入清单，6月10日前办结。\n\n"
        "走访中，居民反映最多的是停车难。小组同社区、物业一起算了一笔账，把闲置的空地划成车位，新增车位86个。\n\n"
        "怎么办的\n\n能办的当场办，办完当面告知。"
    )
    assert "import-line-broken" not in codes(made)


def test_paragraphs_of_which_some_are_indented_stay_apart(content: Content) -> None:
    first = "5月28日，市教育局走访16所学校，当场解决问题12个，另有4个列入清单。"
    second = "走访组由局领导带队，分成四个小组，听取家长、师生和周边商户的意见。"
    text = f"市教育局走访校园周边\n\n　　{first}\n{second}\n　　{second}\n{first}\n"
    assert body(content, text) == "\n\n".join((first, second, second, first))


def test_a_comma_ends_no_paragraph_and_what_else_breaks_off_is_told(content: Content) -> None:
    text = (
        "市教育局走访校园周边\n\n5月28日，市教育局走访16所学校。\n"
        "走访组由局领导带队，分成四个小组，\n听取家长的意见。\n"
        "对校门口停车难、收费标准看不懂、课后服务少的问题逐一列出清单\n明确由各学校校长负责，6月10日前办结。\n"
    )
    made = taken(content, text)
    assert written(content, made).split("---\n", 2)[2].strip().split("\n\n") == [
        "5月28日，市教育局走访16所学校。",
        "走访组由局领导带队，分成四个小组，听取家长的意见。",
        "对校门口停车难、收费标准看不懂、课后服务少的问题逐一列出清单",
        "明确由各学校校长负责，6月10日前办结。",
    ]
    assert (
        "有一段没有写完就另起一段：“…服务少的问题逐一列出清单”，下面是“明确由各学校校长负责，6…”。"
        "本来是一段的，请把两段接起来；是小标题或者单独一行的，不用改。" in remark_lines(made.remarks)
    )


@pytest.mark.parametrize("blank", [" ", "　", "  "])
def test_two_clauses_of_a_title_stand_apart_by_a_full_width_blank(content: Content, blank: str) -> None:
    text = f"傍晚六点半{blank}板凳搬出来\n\n5月28日，市教育局走访16所学校，解决问题12个。\n"
    assert front(content, text)["标题"] == "傍晚六点半　板凳搬出来"
