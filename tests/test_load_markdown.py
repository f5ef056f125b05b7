"""Markdown: safe HTML, Chinese white space, numbers of headings, tables, pictures and notes."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from conftest import REPORT, SiteMaker, findings, picture, told
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, has_errors
from generator.load.headings import han_number, written_number
from generator.load.markdown import Converter, convert
from generator.model.report import Body

FILE = "content/reports/2022/a.md"
ALLOWED = {"a", "blockquote", "br", "code", "div", "em", "figcaption", "figure", "hr", "img", "li", "ol"}
ALLOWED |= {"caption", "h4", "h5", "h6", "p", "span", "strong", "sup", "ul"}
ALLOWED |= {"table", "tbody", "td", "th", "thead", "tr"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with pictures."""
    for name in ("media/a.jpg", "media/图 二.jpg", "reports/2022/b.jpg"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture())
    return tmp_path


def converted(text: str, root: Path = Path("/nowhere")) -> tuple[Body, list[Diagnostic]]:
    return convert(text, file=FILE, first_line=6, report_path="reports/2022/a.md", root=root, prefix="n-")


def page(text: str, root: Path = Path("/nowhere")) -> str:
    body, found = converted(text, root)
    assert [told(finding) for finding in found] == []
    return body.html


def telling(text: str, root: Path = Path("/nowhere")) -> list[str]:
    return [told(finding).removeprefix(f"{FILE}:") for finding in converted(text, root)[1]]


# White space


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("会议强调，\n要走进企业。", "<p>会议强调，要走进企业。</p>"),
        ("走访\n企业", "<p>走访企业</p>"),
        ("走访\n3家\nABC 公司", "<p>走访3家ABC公司</p>"),
        ("first\nsecond", "<p>first second</p>"),
        ("共 3 个、5G 基站 12 座", "<p>共3个、5G基站12座</p>"),
        ("是 **3** 个", "<p>是<strong>3</strong>个</p>"),
        ("是**3 个** ，", "<p>是<strong>3个</strong>，</p>"),
        ("是 **重点** 工作", "<p>是<strong>重点</strong>工作</p>"),
        ("是**重点 **工作**", "<p>是**重点<strong>工作</strong></p>"),
        ("升 15 % 和 20 ℃", "<p>升15 %和20 ℃</p>"),
        ("Hello **big** world", "<p>Hello <strong>big</strong> world</p>"),
        ("运行 `make  all` 即可", "<p>运行<code>make  all</code>即可</p>"),
        ("　　今年以来，", "<p>今年以来，</p>"),
        ("    四个空格开头", "<p>四个空格开头</p>"),
        ("甲　乙", "<p>甲　乙</p>"),
        ("甲  \n乙", "<p>甲<br>乙</p>"),
        ("零\u200b宽", "<p>零宽</p>"),
        ("“\n甲”", "<p>“甲”</p>"),
        ("- 甲\n  乙\n- 丙", "<ul><li>甲乙</li><li>丙</li></ul>"),
    ],
)
def test_white_space(text: str, html: str) -> None:
    assert page(text) == html


def test_templates_in_text_stay_text() -> None:
    assert page("{{受理量}} {% raw %} {# 甲 #}") == "<p>{{受理量}} {% raw %} {# 甲 #}</p>"


def test_bold_ends_after_full_width_colon() -> None:
    assert page("**具体：**与其说") == "<p><strong>具体：</strong>与其说</p>"


def test_lists_and_tables_need_no_blank_line() -> None:
    assert page("包括：\n- 甲\n- 乙") == "<p>包括：</p>\n<ul><li>甲</li><li>乙</li></ul>"
    assert page("包括：\n1. 甲\n2. 乙") == "<p>包括：</p>\n<ol><li>甲</li><li>乙</li></ol>"
    assert page("甲\n2. 乙") == "<p>甲2. 乙</p>"


# Headings


def test_headings_are_numbered_by_level() -> None:
    text = "## 总体情况\n### 走访\n#### 企业\n##### 大型\n##### 小型\n### 问题\n## 下步打算\n### 改进"
    assert page(text).split("\n") == [
        '<h4 class="level-1">一、总体情况</h4>',
        '<h5 class="level-2">（一）走访</h5>',
        '<h6 class="level-3">1.企业</h6>',
        '<p class="level-4" role="heading" aria-level="7">（1）大型</p>',
        '<p class="level-4" role="heading" aria-level="7">（2）小型</p>',
        '<h5 class="level-2">（二）问题</h5>',
        '<h4 class="level-1">二、下步打算</h4>',
        '<h5 class="level-2">（一）改进</h5>',
    ]


def test_written_numbers_are_kept_and_counted_on() -> None:
    text = "# 三、总体\n# 打算\n## （五）甲\n## 乙\n### 7. 丙\n### 丁\n# **六、**戊\n# 己"
    assert re.sub(r"</?h\d[^>]*>", "", page(text)).split("\n") == [
        "三、总体",
        "四、打算",
        "（五）甲",
        "（六）乙",
        "7.丙",
        "8.丁",
        "<strong>六、</strong>戊",
        "七、己",
    ]


def test_levels_in_use_close_up() -> None:
    assert page("## 甲\n##### 乙") == '<h4 class="level-1">一、甲</h4>\n<h5 class="level-2">（一）乙</h5>'


def test_fifth_level_and_empty_headings_are_warnings() -> None:
    assert telling("# 甲\n## 乙\n### 丙\n#### 丁\n##### 戊") == [
        "10:7 警告 小标题超过了四级\n公文只有 一、（一）1.（1） 四级，请减少“#”"
    ]
    assert telling("甲\n\n##\n") == ["8:1 警告 这里有一个没有文字的小标题\n请写上文字，或者删掉行首的“#”"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、甲", 1),
        ("十二、甲", 12),
        ("（二十）甲", 20),
        ("(3) 甲", 3),
        ("4.甲", 4),
        ("5、甲", 5),
        ("②甲", 2),
        ("第三，甲", 3),
        ("一是甲", 1),
        ("2022年甲", None),
        ("3.5万户甲", None),
        ("一些甲", None),
        ("一部分甲", None),
        ("三条经验", None),
        ("第一书记", None),
        ("第二部分 甲", 2),
        ("5月安排", None),
        ("甲", None),
    ],
)
def test_written_number(text: str, number: int | None) -> None:
    assert written_number(text) == number


@given(st.integers(1, 999))
def test_han_numbers_read_back(number: int) -> None:
    assert written_number(f"{han_number(number)}、") == number


# Tables

TABLE = "| 县区 | 件数 |\n|:---|---:|\n| 甲县 | 12 |"


def test_table_has_box_caption_and_row_for_continuation() -> None:
    assert page(f"表：各县区 12 月情况\n{TABLE}\n资料来源：某局") == (
        '<div class="table" tabindex="0" role="region" aria-label="各县区12月情况">'
        '<table class="columns-2"><caption>各县区12月情况</caption>'
        '<thead><tr class="continued"><th colspan="2">续表</th></tr>'
        '<tr><th class="align-left">县区</th><th class="align-right">件数</th></tr></thead>'
        '<tbody><tr><td class="align-left">甲县</td><td class="align-right">12</td></tr></tbody></table>'
        "</div>\n"
        "<p>资料来源：某局</p>"
    )


def test_table_without_caption_has_a_label() -> None:
    assert 'aria-label="表格"><table class="columns-2"><thead>' in page(TABLE)


def test_caption_with_a_number() -> None:
    assert "<caption>表1　**各县** 情况</caption>".replace("**各县** ", "<strong>各县</strong>") in page(
        f"表1：**各县** 情况\n\n{TABLE}"
    )


def test_rows_with_other_numbers_of_cells() -> None:
    assert telling(f"{TABLE}\n| 乙县 | 1 | 2 |\n| 丙县 |") == [
        "9:1 错误 表格这一行有 3 格，表头只有 2 格\n多出来的格子印不出来，请检查“|”是不是写多了",
        "10:1 警告 表格这一行只有 1 格，表头有 2 格\n缺的格子会空着，请检查“|”是不是写少了",
    ]
    assert telling("| 甲 | 乙 |\n|---|\n| 1 | 2 |") == [
        "7:1 错误 表头下面这一行有 1 格，表头有 2 格\n请让表头下面的“---”与表头一一对应，一列一个"
    ]


def test_table_of_forty_columns_is_a_warning() -> None:
    rows = ["|" + " 甲 |" * 40, "|" + "---|" * 40, "|" + " 1 |" * 40]
    body, [finding] = converted("\n".join(rows))
    assert told(finding) == (
        f"{FILE}:6:1 警告 这个表格有 40 列，纸面上排不下\n请把表格拆开，或者行列对调；一般不超过 12 列"
    )
    assert 'class="columns-40"' in body.html


# Pictures


def test_picture_alone_is_a_figure(root: Path) -> None:
    body, found = converted("![动员会 现场](media/a.jpg)", root)
    assert found == []
    assert body.html == (
        '<figure class="photo"><img alt="动员会 现场" src="content:media/a.jpg">'
        '<figcaption><span class="caption">动员会 现场</span></figcaption></figure>'
    )
    assert body.images == ("media/a.jpg",)


def test_picture_beside_text_stands_below_it(root: Path) -> None:
    assert page("前 ![](media/a.jpg) 后", root) == (
        '<p>前后</p>\n<figure class="photo"><img alt="" src="content:media/a.jpg"></figure>'
    )


@pytest.mark.parametrize(
    "path",
    ["b.jpg", "./b.jpg", "../../media/a.jpg", "media/图%20二.jpg", "<media/图 二.jpg>", "media\\a.jpg"],
)
def test_picture_may_be_relative_to_the_report(root: Path, path: str) -> None:
    body, found = converted(f"![]({path})", root)
    assert found == [] and len(body.images) == 1
    assert (root / "content" / body.images[0]).is_file()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "http://x.cn/a.jpg",
            "错误 “http://x.cn/a.jpg”是一个网址，这里只能用站点里的文件\n"
            "请把文件存到 content 文件夹里，再写它的路径，例如：media/a.jpg",
        ),
        (
            "file:///etc/passwd",
            "错误 “file:///etc/passwd”是电脑上的完整路径\n"
            "请写从 content 文件夹算起的路径，例如：media/passwd",
        ),
        (
            "data:image/png;base64,AA",
            "错误 “data:image/png;base64,AA”是一个网址，这里只能用站点里的文件\n"
            "请把文件存到 content 文件夹里，再写它的路径，例如：media/png;base64,AA",
        ),
        (
            "../../../../etc/passwd",
            "错误 “../../../../etc/passwd”指到了站点的 content 文件夹以外\n"
            "请把文件复制到 content 文件夹里，再写它的路径，例如：media/passwd",
        ),
        (
            "/etc/passwd",
            "错误 “/etc/passwd”是电脑上的完整路径\n请写从 content 文件夹算起的路径，例如：media/passwd",
        ),
        ("media/b.jpg", "错误 找不到图片“media/b.jpg”\n是不是想写“reports/2022/b.jpg”？"),
    ],
)
def test_pictures_from_elsewhere(root: Path, path: str, message: str) -> None:
    expected = message if path != "media/b.jpg" else message.split("\n")[0]
    [found] = telling(f"第一行\n\n看图：![图]({path})", root)
    assert found.startswith(f"8:9 {expected}")


# Links and HTML


def test_links_to_the_web_stay() -> None:
    assert page("见[公告](https://x.cn/a?b=1&c=2 '题')和<http://y.cn>。") == (
        '<p>见<a href="https://x.cn/a?b=1&amp;c=2">公告</a>和<a href="http://y.cn">http://y.cn</a>。</p>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "mailto:a@b.cn",
        "//x.cn",
        "reports/b.md",
        "http://",
        "vbscript:x",
        "java&#115;cript:x",
    ],
)
def test_other_links_are_errors(address: str) -> None:
    body, [finding] = converted(f"甲\n[链接]({address})")
    assert "href" not in body.html
    assert told(finding).split("错误 ")[1].startswith("链接“")
    if "&" not in address:
        assert told(finding) == (
            f"{FILE}:7:6 错误 链接“{address}”不能用\n链接只能指向 http:// 或 https:// 开头的网址"
        )


@pytest.mark.parametrize(
    ("text", "place", "tag"),
    [
        ("甲\n\n<script>alert(1)</script>", "8:1", "<script>"),
        ("甲<iframe src='http://x.cn'>", "6:2", "<iframe src='http://x.cn'>"),
        ("甲 <b>乙</b>", "6:3", "<b>"),
        ("<img src=x onerror=alert(1)", "6:1", "<img"),
        ("甲\n    <div>", "7:5", "<div>"),
        ("<SCRIPT\nsrc=x>", "6:1", "<SCRIPT src=x>"),
        ("<!DOCTYPE html>", "6:1", "<!DOCTYPE html>"),
        ("<custom-tag>", "6:1", "<custom-tag>"),
    ],
)
def test_html_is_an_error_and_never_comes_through(text: str, place: str, tag: str) -> None:
    body, found = converted(text)
    assert told(found[0]) == (
        f"{FILE}:{place} 错误 正文里不能写网页代码“{tag}”\n"
        "请删掉它；要强调文字请写 **文字**，要印出尖括号请用〈〉"
    )
    assert not re.search(r"<(script|iframe|b|img|div|custom-tag)\b", body.html, re.IGNORECASE)


@pytest.mark.parametrize("text", ["`<b>`", "``a ` <b>``", "3 < 5 且 7 > 6", "a<b", "&lt;b&gt;", "<5%"])
def test_what_is_no_html(text: str) -> None:
    assert "&lt;" in page(text)


def test_remarks_for_proofreading_vanish() -> None:
    assert page("甲<!-- 校对: 允许 a1，原文如此 -->乙\n<!-- 校对：跳过\n两行 -->\n丙") == "<p>甲乙丙</p>"
    assert telling("甲\n<!-- 说明 -->") == [
        "7:1 错误 正文里不能写这种批注“<!--”\n请删掉；对校对提示的说明请写成 <!-- 校对: … -->"
    ]


def test_entities_become_characters() -> None:
    assert page("甲&mdash;乙&nbsp;丙&#x3c;script&gt;") == "<p>甲—乙 丙&lt;script&gt;</p>"


# Notes


def test_notes_stand_in_place_and_in_a_list() -> None:
    text = "甲[^注]，乙 [^b]。再见[^注]。\n\n[^b]: 第二条 **重点** 。\n[^注]: 第一条\n"
    assert page(text) == (
        '<p>甲<sup class="footnote-ref" id="n-ref1"><a href="#n-1">1</a></sup>'
        '<span class="footnote">第一条</span>，'
        '乙<sup class="footnote-ref" id="n-ref2"><a href="#n-2">2</a></sup>'
        '<span class="footnote">第二条<strong>重点</strong>。</span>。'
        '再见<sup class="footnote-ref"><a href="#n-1">1</a></sup><span class="footnote">第一条</span>。</p>\n'
        '<ol class="footnotes"><li id="n-1">第一条</li><li id="n-2">第二条<strong>重点</strong>。</li></ol>'
    )


def test_faults_of_notes() -> None:
    text = "甲[^1]，乙[^3]。\n\n[^1]: 第一条[^1]\n[^2]: 第二条\n[^1]: 又一条\n"
    assert sorted(telling(text)) == [
        "10:1 错误 脚注“1”写了两次\n请给其中一个换一个编号",
        "6:8 错误 没有脚注“3”的内容\n请在文末另起一行写：[^3]: 脚注的内容",
        "9:1 警告 正文里没有用到脚注“2”\n请在正文里要加注的地方写 [^2]，或者删掉它",
    ]
    assert telling("甲[^1]\n\n[^1]: 乙[^2]\n[^2]: 丙\n") == [
        "8:1 错误 脚注里面不能再加脚注\n请把两条脚注合成一条"
    ]


# Whatever comes


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000,
        "*a " * 300_000,
        "`x" * 300_000,
        "![a](" * 100_000,
        "<!--" * 200_000,
        "&" * 900_000,
        "a\n\n" * 300_000,
        "#a\n" * 300_000,
        "> " * 500 + "a",
        "- " * 500 + "a",
        "|" + "a|" * 400_000,
        "\n".join(" " * 4 * depth + "- a" for depth in range(200)),
    ],
)
def test_what_would_take_minutes_is_an_error_at_once(text: str) -> None:
    start = time.monotonic()
    body, found = converted(text)
    assert has_errors(found)
    assert body.html == ""
    assert time.monotonic() - start < 3


def test_deep_nesting_names_the_line() -> None:
    assert telling("甲\n\n" + "> " * 20 + "乙") == [
        "8:1 错误 这里的列表或引用套得太深\n请减少层次，最多套 10 层"
    ]


def test_crossed_emphasis_that_would_lose_text_is_an_error() -> None:
    assert telling("甲\n\n，**文，文b，***bb****文*，a* a，a") == [
        "8:1 错误 这一段里的“*”或“_”没有配好对，程序分不清强调从哪里到哪里\n"
        "要强调的文字前后各写两个“*”：**文字**；要印出“*”请写成“\\*”"
    ]


MARKS = [
    *"*_`[]()<>&\\\t \u3000字文，a1|#+=~:{}'\"\n\x00\x02\x03\x0b\u200b",
    "**",
    "***",
    "__",
    "``",
    "![",
    "](",
]
MARKS += ["[^1]", "<b>", "<!--", "&amp;", "&#2;", "## ", "- ", "> ", "1. ", "{{", "表：", "<script>"]
MARKS += ["http://a.cn", "media/a.jpg", "klzzwxh:0001"]
MARKS += [
    " ",
    "\n",
    "\n\n",
    "    ",
    "  \n",
    "[^1]: ",
    "|a|b|\n|---|---|\n",
    "<!-- 校对: x -->",
    "> ",
    "- ",
    "\r\n",
]
CONVERTER = Converter(Path("/nowhere"))


@settings(max_examples=400)
@given(st.one_of(st.lists(st.sampled_from(MARKS), max_size=50).map("".join), st.text(max_size=200)))
def test_any_text_gives_safe_html_or_findings(text: str) -> None:
    body, found = CONVERTER.convert(
        text, file=FILE, first_line=1, report_path="reports/2022/a.md", prefix="n-"
    )
    without_values = re.sub(r'="[^"]*"', "", body.html)
    assert set(re.findall(r"</?([A-Za-z][^\s/>]*)", without_values)) <= ALLOWED
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", body.html)
    for href in re.findall(r' href="([^"]*)"', body.html):
        assert re.match(r"https?://|#n-", href)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in found:
        assert told(finding)
        assert finding.place is not None
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


@settings(max_examples=200)
@given(st.lists(st.sampled_from("字文，。ab12*_ \n"), max_size=60).map("".join))
def test_no_character_is_lost(text: str) -> None:
    body, found = CONVERTER.convert(
        text, file=FILE, first_line=1, report_path="reports/2022/a.md", prefix="n-"
    )
    if not has_errors(found):
        printed = re.sub(r"<[^>]*>", "", body.html)
        kept = re.sub(r"[*_\s]", "", text)
        assert sorted(set(re.sub(r"[*_\s]", "", printed))) == sorted(set(kept))


def test_text_pasted_from_word_is_warned_of(make_site: SiteMaker) -> None:
    report = REPORT + "　　第二段从 Word 粘贴来。\n一、还有一段\n"
    assert findings(make_site({"content/reports/a.md": report})) == [
        "content/reports/a.md:7:1 警告 这一行会接在上一行后面，成为同一段\n"
        "要另起一段，请在两行之间空一行（从 Word 粘贴来的文字常缺空行）"
    ]


def test_a_table_without_its_rule_is_warned_of(make_site: SiteMaker) -> None:
    report = REPORT + "\n| 单位 | 件数 |\n| 甲 | 1 |\n| 乙 | 2 |\n"
    assert findings(make_site({"content/reports/a.md": report})) == [
        "content/reports/a.md:8:1 警告 这几行像表格，但缺少表头下面的横线行，会照原样印出竖线\n"
        "请在表头下面加一行，例如：| --- | --- |"
    ]


def test_blanks_of_latin_text_stay_beside_quotation_marks(make_site: SiteMaker) -> None:
    site = make_site({})
    body, found = convert(
        "他写道 “good morning” and “good night” 。",
        file="content/reports/a.md",
        first_line=6,
        report_path="reports/a.md",
        root=site,
        prefix="n-",
    )
    assert found == []
    assert "他写道“good morning” and “good night”。" in body.html
