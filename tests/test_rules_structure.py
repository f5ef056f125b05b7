"""Rules about headings, what stands twice, and the site as a whole."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.check.proofread import document_slips
from generator.check.rules.structure.group import RULES
from tests.rules_made import read_site, write_site
from tests.test_rules_figures import OFFICE, read

Told = tuple[str, str]
CODES = {rule.code for rule in RULES}
LONG = "走访的干部把记录本带到校门口，家长说一条记一条，能答复的当场答复，不能答复的三天内回话。"
BODY = "会议明确了走访的范围和办法。各校当天就列出了清单。家长最关心的是午餐和接送。"


def told(text: str) -> list[Told]:
    slips = document_slips(read(text), OFFICE, RULES)
    return [(slip.code, slip.block.text[slip.hit.start : slip.hit.end]) for slip in slips]


def report(title: str, body: str, day: str = "2022-05-28", unit: str = "市教育局") -> str:
    return f"---\n标题: {title}\n单位: {unit}\n日期: {day}\n---\n{body}\n"


def of_site(root: Path, *reports: str, site: str = "", issue: str = "") -> list[tuple[str, str, str]]:
    """Code, file and marked characters of all that is found."""
    words = {"site": site} if site else {}
    slips, _ = read_site(write_site(root, "=====\n".join(reports), issue=issue, **words))
    return [
        (slip.code, Path(slip.block.file).stem, slip.block.text[slip.hit.start : slip.hit.end])
        for slip in slips
        if slip.code in CODES
    ]


WRONG = [
    (
        "## （一）走访\n\n甲。\n\n### 一、摸底\n\n乙。\n\n### 二、登记\n\n丙。",
        [("heading-order", "（一）"), ("heading-order", "一、")],
    ),
    ("（一）走访\n\n甲。\n\n一、摸底\n\n乙。", [("heading-order", "（一）")]),
    (
        "## 1.走访\n\n### （一）摸底\n\n甲。\n\n### （二）登记\n\n乙。",
        [("heading-order", "1."), ("heading-order", "（一）")],
    ),
    ("## 走访\n\n#### 摸底\n\n甲。\n\n#### 登记\n\n乙。", [("heading-jump", "摸底")]),
    ("# 走访\n\n### 摸底\n\n甲。\n\n### 登记\n\n乙。", [("heading-jump", "摸底")]),
    ("## 走访\n\n### 摸底\n\n甲。\n\n## 登记\n\n乙。", [("heading-alone", "摸底")]),
    (
        "## 一、走访\n\n### （一）摸底\n\n甲。",
        [("heading-alone", "（一）摸底")],
    ),
    (
        "干部走访了全市二十所学校，逐一登记。\n\n登记完了。干部走访了全市二十所学校，逐一登记。",
        [("sentence-twice", "干部走访了全市二十所学校，逐一登记。")],
    ),
    (f"{LONG}\n\n{LONG}", [("sentence-twice", LONG)]),
    ("“走访要走到最难走的那一户人家。”他说。会上又说：“走访要走到最难走的那一户人家。”", []),
    (
        "干部走访了全市 二十所学校，逐一登记。干部走访了全市二十所学校，逐一登记。",
        [("sentence-twice", "干部走访了全市二十所学校，逐一登记。")],
    ),
    (
        "表：进度表\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n表：进度表\n\n| 甲 | 乙 |\n| --- | --- |\n"
        "| 三 | 四 |",
        [("caption-twice", "表：进度表")],
    ),
    ("![会场一角](a.jpg)\n\n![会场一角](b.jpg)", [("caption-twice", "会场一角")]),
    ("走访[^1]登记[^2]。\n\n[^1]: 截至5月底。\n[^2]: 截至5月底。", [("note-twice", "截至5月底。")]),
]


@pytest.mark.parametrize(("text", "found"), WRONG)
def test_what_is_wrong_in_a_document(text: str, found: list[Told]) -> None:
    assert sorted(told(text)) == sorted(found)


CLEAN = [
    "## 一、走访\n\n甲。\n\n## 二、登记\n\n乙。",
    "## 走访\n\n甲。\n\n## 登记\n\n乙。",
    "### 走访\n\n甲。\n\n### 登记\n\n乙。",
    "## 一、走访\n\n### （一）摸底\n\n甲。\n\n### （二）登记\n\n乙。\n\n## 二、回访\n\n丙。",
    "## 一、走访\n\n1.摸底\n\n2.登记\n\n## 二、回访\n\n丙。",
    "（一）摸底\n\n甲。\n\n（二）登记\n\n乙。",
    "会议提出：（一）走访要实。\n\n一、摸底要细，当天登记，当天列出清单，当天报到办公室，第二天公开。",
    "## 走访\n\n#### 摸底\n\n甲。".replace("#### ", "### ") + "\n\n### 登记\n\n乙。",
    "## 一、走访\n\n### （一）摸底\n\n甲。\n\n（二）登记\n\n乙。\n\n## 二、回访\n\n丙。",
    "## 下一步打算\n\n甲。",
    "干部走访了学校。干部走访了学校。",
    "甲村的水已经通了，群众表示满意，送来锦旗。乙村的灯亮了，群众表示满意。",
    "办理结果：已经修好，群众表示满意。\n\n办理结果：已经修好，群众表示满意。",
    "修围墙。（责任单位：市教育局；完成时限：8月底前）\n\n修操场。（责任单位：市教育局；完成时限：8月底前）",
    "干部走访了全市二十所学校，逐一登记。干部走访了全市三十所学校，逐一登记。",
    "本期共受理{{受理量}}件，环比{{受理量.环比}}，办结{{办结量}}件。\n\n"
    "本期共受理{{受理量}}件，环比{{受理量.环比}}，办结{{办结量}}件。",
    "- 修好东湾小学的围墙和操场，八月完工\n- 修好西湾小学的围墙和操场，八月完工",
    "| 事项 | 结果 |\n| --- | --- |\n| 甲 | 已经修好，群众当场表示很满意，没有别的要求。 |\n"
    "| 乙 | 已经修好，群众当场表示很满意，没有别的要求。 |",
    "走访[^1]登记[^2]。\n\n[^1]: 截至5月底。\n[^2]: 含民办学校。",
    "![会场一角](a.jpg)\n\n![家长发言](b.jpg)",
]


@pytest.mark.parametrize("text", CLEAN)
def test_a_sound_document_is_silent(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("## 走访\n\n## 登记\n\n甲。", ["走访"]),
        ("甲。\n\n## 登记", ["登记"]),
        ("## 走访\n\n### 摸底\n\n### 登记\n\n甲。", ["摸底"]),
        ("走访\n====\n\n登记\n====\n\n甲。", ["走访"]),
        ("## 走访\n\n<!-- 校对: 忽略 sentence-long 原文 -->\n\n## 登记\n\n甲。", ["走访"]),
        ("## 走访\n\n### 摸底\n\n甲。\n\n### 登记\n\n乙。", []),
        ("## 走访\n\n| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n## 登记\n\n甲。", []),
        ("甲。\n\n## 走访\n\n- 甲\n- 乙", []),
        ("## 走访\n\n> 甲。\n\n## 登记\n\n乙。", []),
        ("甲。", []),
    ],
)
def test_a_heading_with_nothing_below_it(body: str, marked: list[str], tmp_path: Path) -> None:
    found = of_site(tmp_path, report("干部走访学校", body))
    assert [text for code, _, text in found if code == "heading-bare"] == marked


def test_a_heading_above_a_picture_without_words_is_not_bare(tmp_path: Path) -> None:
    media = tmp_path / "content" / "media"
    media.mkdir(parents=True)
    Image.new("RGB", (40, 30)).save(media / "a.jpg")
    site = write_site(tmp_path, report("干部走访学校", "## 走访\n\n![](media/a.jpg)\n\n## 登记\n\n甲。"))
    slips, _ = read_site(site)
    assert "heading-bare" not in [slip.code for slip in slips]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        # Most sentences are the same.
        (
            report("动员会召开", BODY),
            report("走访开始了", BODY + "还有几所在登记。"),
            [("report-again", "r2", "走访开始了")],
        ),
        # The earlier report is the one with the earlier date.
        (
            report("动员会召开", BODY, "2022-06-09"),
            report("走访开始了", BODY),
            [("report-again", "r1", "动员会召开")],
        ),
        # The same title.
        (
            report("板凳搬到操场上听意见", "甲。"),
            report("板凳搬到操场上听意见", "乙。", "2022-06-02"),
            [("report-again", "r2", "板凳搬到操场上听意见")],
        ),
        (report("本周热线情况", "甲。"), report("本周热线情况", "乙。", "2022-06-04"), []),
        (
            report("板凳搬到操场上听意见", "甲。"),
            report("板凳搬到操场上听意见", "乙。", "2022-09-02", "云岭县"),
            [],
        ),
        (
            report("动员会召开", BODY),
            report("走访开始了", "各校当天就列出了清单。食堂的午餐改了三次菜单。"),
            [],
        ),
        (
            report("动员会召开", LONG + "\n\n" + BODY),
            report("夜校开课", f"村口的夜校每周两次。\n\n{LONG}\n\n孩子也来听，讲的是家教和安全。"),
            [("paragraph-elsewhere", "r2", LONG)],
        ),
        (report("动员会召开", "注：" + LONG), report("夜校开课", "村口的夜校每周两次。\n\n注：" + LONG), []),
        (
            report("市教育局召开动员会部署走访", "5月28日，市教育局召开动员会，部署走访。"),
            report("市教育局召开动员会，部署走访", "5月29日，市教育局召开动员会，部署走访。", "2022-05-29"),
            [("event-two-dates", "r2", "5月29日")],
        ),
        (
            report("市教育局第一次走访学校", "5月28日，市教育局走访学校。"),
            report("市教育局第二次走访学校", "5月29日，市教育局走访学校。", "2022-05-29"),
            [],
        ),
        (
            report("市教育局召开动员会部署走访", "5月28日，市教育局召开动员会，部署走访。"),
            report("市教育局召开动员会部署走访工作", "5月28日，市教育局召开动员会，部署走访。家长也来了。"),
            [],
        ),
        (
            report("市教育局走访东湾小学听课", "5月28日，校长和教师代表谈备课。"),
            report("市教育局走访西湾小学听课", "5月29日，家长委员会说午餐和接送的难处。", "2022-05-29"),
            [],
        ),
        (
            report("市教育局召开动员会部署走访", "5月28日，市教育局召开动员会，部署走访。"),
            report("市教育局召开动员会部署走访工作", "6月28日，市教育局召开动员会，部署走访。", "2022-06-28"),
            [],
        ),
    ],
)
def test_two_reports(first: str, second: str, found: list[tuple[str, str, str]], tmp_path: Path) -> None:
    assert of_site(tmp_path, first, second) == found


SITE = """\
单位: 砚平市领导小组办公室
地区: 砚平市
刊物:
  jianbao: {名称: 工作简报, 类型: 简报, 频次: 周}
"""
ISSUE = """\
期号: 1
签发日期: 2022-06-06
{period}
栏目:
  - 名称: 走访
    文章: [reports/r1.md, reports/r2.md]
"""
PERIOD = "报道期间: 2022-05-30 至 2022-06-05"


@pytest.mark.parametrize(
    ("day", "period", "found"),
    [
        ("2022-06-01", PERIOD, 0),
        ("2022-05-30", PERIOD, 0),
        ("2022-06-05", PERIOD, 0),
        ("2022-05-28", PERIOD, 1),
        ("2022-06-06", PERIOD, 1),
        ("2022-06-16", PERIOD, 1),
        ("2022-03-01", PERIOD, 1),
        ("2021-06-01", PERIOD, 1),
        ("2022-03-01", "", 0),
    ],
)
def test_a_report_outside_the_period_of_its_issue(day: str, period: str, found: int, tmp_path: Path) -> None:
    reports = (
        report("校门口的午餐", "干部走访了学校。", "2022-06-01"),
        report("操场上听意见", "家长提了意见。", day),
    )
    told_of = of_site(tmp_path, *reports, site=SITE, issue=ISSUE.format(period=period))
    assert told_of == [("report-date", "r2", "操场上听意见")] * found


def test_what_found_no_room_in_the_issue_before_stands_in_the_next(tmp_path: Path) -> None:
    reports = (
        report("校门口的午餐", BODY, "2022-06-01"),
        report("操场上听意见", LONG, "2022-05-28"),
        report("夜校开到了村口", "夜校每周开两次课。", "2022-05-27"),
    )
    root = write_site(
        tmp_path,
        "=====\n".join(reports),
        site=SITE,
        issue=ISSUE.format(period=PERIOD).replace("期号: 1", "期号: 2"),
    )
    before = ISSUE.format(period="报道期间: 2022-05-23 至 2022-05-29")
    before = before.replace("2022-06-06", "2022-05-30")
    before = before.replace("reports/r1.md, reports/r2.md", "reports/r3.md")
    (root / "content/issues/jianbao/2022-00.yaml").write_text(before, encoding="utf-8")
    slips, _ = read_site(root)
    assert [slip.block.text for slip in slips if slip.code == "report-date"] == []


@pytest.mark.parametrize(("signed", "found"), [("2022-06-06", 0), ("2022-06-03", 0), ("2022-05-20", 1)])
def test_an_issue_signed_before_its_period(signed: str, found: int, tmp_path: Path) -> None:
    reports = (report("校门口的午餐", BODY, "2022-06-01"), report("操场上听意见", LONG, "2022-06-01"))
    issue = ISSUE.format(period=PERIOD).replace("2022-06-06", signed)
    slips, _ = read_site(write_site(tmp_path, "=====\n".join(reports), site=SITE, issue=issue))
    messages = [slip.finding.message for slip in slips if slip.code == "report-date"]
    assert messages == ["这一期的签发日期2022年5月20日与报道期间（2022年5月30日至6月5日）对不上"] * found


def test_two_reports_of_one_issue_with_one_title(tmp_path: Path) -> None:
    reports = (
        report("走访情况", "干部走访了学校。", "2022-06-01"),
        report("走访情况", "家长提了意见。", "2022-06-02"),
    )
    found = of_site(tmp_path, *reports, site=SITE, issue=ISSUE.format(period=PERIOD))
    assert found == [("report-again", "r2", "走访情况")]


@pytest.mark.parametrize(
    ("body", "marked"),
    [
        ("6月3日，市教育局召开动员会。", ["6月3日"]),
        ("各校都来了。6月3日上午，校长们来到东湾小学。", ["6月3日"]),
        ("2022年6月3日，清单印发了。", ["2022年6月3日"]),
        ("5月28日，市教育局召开动员会。", []),
        ("6月3日，市教育局将召开动员会。", []),
        ("6月3日起，午餐改了时间。", []),
        ("6月3日前，各校要开展自查。", []),
        ("日程如下。6月3日，召开动员会。", []),
        ("12月3日，市教育局召开了动员会。", []),
        ("清单6月3日公布，各校开展自查。", []),
    ],
)
def test_an_event_later_than_its_report(body: str, marked: list[str], tmp_path: Path) -> None:
    found = of_site(tmp_path, report("校门口的午餐", body))
    assert found == [("report-date", "r1", text) for text in marked]


def test_what_is_told_says_where_the_other_is(tmp_path: Path) -> None:
    slips, _ = read_site(
        write_site(tmp_path, "=====\n".join((report("动员会召开", BODY), report("走访开始了", BODY))))
    )
    assert [slip.finding.message for slip in slips] == [
        "这一篇和“动员会召开”大部分句子相同，另一篇是 content/reports/r1.md"
    ]
    (slip,) = document_slips(read("## 走访\n\n#### 摸底\n\n甲。\n\n#### 登记\n\n乙。"), OFFICE, RULES)
    assert slip.finding.message == "小标题从“##”直接跳到了“####”，中间少了一级"
    assert slip.finding.hint == "请把这里的“####”改成“###”"


PIECES = st.sampled_from(
    [
        *("# 甲\n\n", "## 一、\n\n", "### （一）乙\n\n", "#### 1.丙\n\n", "（一）", "一、", "\n", "\n\n"),
        *("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊。", "[^1]: 甲乙丙丁\n", "![甲乙丙丁](a.jpg)\n\n"),
        *("| 甲 |\n| --- |\n| 乙 |\n", "6月3日，", "\ufffc", "表：甲乙\n\n"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=50).map("".join)))
def test_any_text_ends_in_findings(text: str) -> None:
    for slip in document_slips(read(text), OFFICE, RULES):
        assert 0 <= slip.hit.start < slip.hit.end <= len(slip.block.text)
        assert "{" not in slip.finding.message + slip.finding.hint


@pytest.mark.parametrize(
    "piece",
    [
        "## 一、甲\n\n",
        "# 甲\n\n## 乙\n\n",
        "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊。",
        "甲。\n\n",
        "一、\n\n",
        "### （一）\n\n",
    ],
)
def test_a_text_of_one_piece_ends_quickly(piece: str) -> None:
    document = read(piece * (60_000 // len(piece)))
    begin = time.perf_counter()
    for _ in document_slips(document, OFFICE, RULES):
        pass
    assert time.perf_counter() - begin < 4
