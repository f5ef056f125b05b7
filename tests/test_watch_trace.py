"""Source lines in finished pages: each block leads to the line that it was written on."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from compile_made import content as made_content
from compile_made import report as made_report
from conftest import ISSUE, REPORT, SITE, UNITS, SiteMaker
from hypothesis import given
from hypothesis import strategies as st
from render_made import article, bulletin

from generator.compile.bulletin import compile_issue
from generator.compile.issue_figures import compile_figures
from generator.gather import Gathered, gather
from generator.load.markdown import Converter
from generator.model.bulletin import Bulletin, BulletinSection
from generator.model.content import Content
from generator.render.bulletin import render_bulletin
from generator.render.charts import draw_chart
from generator.render.environment import make_environment
from generator.watch.trace import trace
from generator.watch.walk import BLOCKS, TAG

ROOT = Path(__file__).resolve().parents[1]
FRONT = ["---", "标题: 市经信局召开动员会", "单位: 市经信局", "日期: 2022-05-28", "---"]
FILE = "content/reports/a.md"

_ADDED = re.compile(r' data-source="([^"]*):(\d+)"')


def without(html: str) -> str:
    return _ADDED.sub("", html)


def lines_of(html: str) -> list[tuple[str, int]]:
    """The blocks of a page in order, each with its line; those without a line have 0."""
    found = []
    for match in TAG.finditer(html):
        if not match["end"] and match["name"] in BLOCKS:
            line = _ADDED.search(match["rest"])
            found.append((match["name"], int(line[2]) if line else 0))
    return found


def traced(body: str) -> tuple[str, str]:
    """A page with one article of this Markdown, before and after."""
    converted, _ = Converter(Path("/nowhere")).convert(
        body, file=FILE, first_line=6, report_path="reports/a.md", prefix="n-"
    )
    lines = (*FRONT, *body.split("\n"))
    report = made_report("reports/a.md", body=converted.html)
    report = replace(report, front=replace(report.front, lines=lines))
    page = (
        '<html><body><main id="main"><section class="section"><h2>工作</h2>'
        f'<article class="article" id="a1">\n<h3 class="title">标题</h3>\n<div class="text">\n'
        f'{converted.html}\n</div>\n<p class="byline">（市经信局）</p></article></section></main>'
    )
    one = replace(article("a1", "标题"), html=converted.html, source="reports/a.md")
    issue = bulletin(sections=(BulletinSection("工作", (one,)),))
    return page, trace(page, issue, made_content([report]))


def text_of(html: str) -> str:
    """The text alone, without title and byline."""
    return html[html.index('<div class="text">') : html.index("\n</div>\n<p")]


def body_lines(body: str) -> list[tuple[str, int]]:
    return lines_of(text_of(traced(body)[1]))


def page_of(site: Path, key: str) -> tuple[str, Bulletin, Content]:
    gathered, _ = gather(site)
    assert gathered is not None
    return _page(gathered, site, key)


def _page(gathered: Gathered, site: Path, key: str) -> tuple[str, Bulletin, Content]:
    figures, _ = compile_figures(gathered.content, gathered.plan, gathered.ledger, gathered.records, [key])
    compiled, findings = compile_issue(gathered.content, gathered.plan, key, figures)
    assert compiled is not None, findings
    html, findings = render_bulletin(compiled, make_environment(site), draw=draw_chart)
    assert html, findings
    return html, compiled, gathered.content


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("第一段。\n\n第二段，\n分两行。\n\n第三段。", [("p", 6), ("p", 8), ("p", 11)]),
        ("同一句。\n\n同一句。\n\n\n同一句。", [("p", 6), ("p", 8), ("p", 11)]),
        ("# 标题\n\n正文。\n\n## 小标题\n\n正文。", [("h4", 6), ("p", 8), ("h5", 10), ("p", 12)]),
        ("# 一、自己编号\n\n正文。\n\n# 2023年工作", [("h4", 6), ("p", 8), ("h4", 10)]),
        ("# 甲\n## 乙\n### 2023年\n正文。", [("h4", 6), ("h5", 7), ("h6", 8), ("p", 9)]),
        ("做法如下：\n- 一件\n- 两件\n  接着说", [("p", 6), ("li", 7), ("li", 8)]),
        ("1. 一件\n2. 两件\n\n    - 里面\n\n3. 三件", [("li", 6), ("li", 7), ("p", 7), ("li", 9)]),
        ("前文：\n2. 不是列表\n3. 也不是\n\n后文。", [("p", 6), ("p", 10)]),
        ("**强调**的，[网址](https://example.org/a/b)在此。\n\n后文。", [("p", 6), ("p", 8)]),
        ("见[这里][甲]。\n\n[甲]: https://example.org/abc\n\n后文。", [("p", 6), ("p", 10)]),
        ("R&amp;D 与 \\*星号\\* &copy; `代码 [甲](乙)`。\n\n后文。", [("p", 6), ("p", 8)]),
        ("前文。\n\n<!-- 校对：\n此处存疑 -->\n\n后文。", [("p", 6), ("p", 11)]),
        ("> 引文一。\n>\n> 引文二。\n\n正文。", [("p", 6), ("p", 8), ("p", 10)]),
        ("正文。\n\n---\n\n正文。", [("p", 6), ("hr", 8), ("p", 10)]),
        ("……\n\n——\n\n！！", [("p", 6), ("p", 8), ("p", 10)]),
    ],
)
def test_blocks_lead_to_the_line_where_they_begin(body: str, wanted: list[tuple[str, int]]) -> None:
    assert body_lines(body)[: len(wanted)] == wanted


def test_a_table_leads_row_by_row() -> None:
    body = "数字。\n\n表1：情况\n\n| 区 | 件数 |\n|---|---:|\n| 甲区 | 1 |\n|  |  |\n| 丙区 | 1 |\n\n后文。"
    assert body_lines(body) == [
        ("p", 6),
        ("caption", 8),
        ("tr", 10),  # 续表
        ("tr", 10),
        ("tr", 12),
        ("tr", 13),
        ("tr", 14),
        ("p", 16),
    ]


def test_a_table_without_a_number_has_its_caption() -> None:
    assert body_lines("表：各区情况\n\n| 区 |\n|---|\n| 甲 |\n") == [
        ("caption", 6),
        ("tr", 8),
        ("tr", 8),
        ("tr", 10),
    ]


def test_notes_lead_to_their_own_lines() -> None:
    body = "甲[^b]说。\n\n[^a]: 注释甲。\n[^b]: 注释乙，\n接着说。\n\n乙**也[^a]说**，又[^b]说。"
    text = text_of(traced(body)[1])
    assert [line for name, line in lines_of(text) if name == "p"] == [6, 12]
    spans = re.findall(r'<span data-source="[^"]*:(\d+)" class="footnote">(.{3})', text)
    assert spans == [("9", "注释乙"), ("8", "注释甲"), ("9", "注释乙")]
    listed = re.findall(r'<li data-source="[^"]*:(\d+)" id="[^"]*">(.{3})', text)
    assert sorted(listed) == [("8", "注释甲"), ("9", "注释乙")]


def test_the_front_matter_has_title_byline_and_photos(make_site: SiteMaker) -> None:
    report = (
        "---\n标题: 市经信局召开动员会\n副题: 记一次会\n单位: 市经信局\n日期: 2022-05-28\n"
        "图片:\n  - {文件: media/a.jpg, 说明: 会场}\n  - 文件: media/b.jpg\n---\n会议强调，要走进企业。\n"
    )
    photo = (ROOT / "content" / "media" / "xianggu-dapeng.jpg").read_bytes()
    site = make_site({FILE: report, "content/media/a.jpg": photo, "content/media/b.jpg": photo})
    html, compiled, content = page_of(site, "gongzuo-jianbao/2022-05")
    done = trace(html, compiled, content)
    assert without(done) == html
    assert f'<h3 data-source="{FILE}:2" class="title"' in done
    assert f'<p data-source="{FILE}:3" class="subtitle">' in done
    assert f'<p data-source="{FILE}:10">会议强调' in done
    assert re.findall(rf'<figure data-source="{FILE}:(\d+)"', done) == ["7", "8"]
    assert f'<p data-source="{FILE}:4" class="byline">' in done
    assert '<h2 data-source="content/issues/gongzuo-jianbao/2022-05.yaml:5" class="section-name">' in done


def test_a_note_leads_to_the_file_of_the_issue(make_site: SiteMaker) -> None:
    note = "按语: |\n  编者按：要抓紧。\n\n  要**抓实**。\n"
    site = make_site({"content/issues/gongzuo-jianbao/2022-05.yaml": note + ISSUE})
    done = trace(*page_of(site, "gongzuo-jianbao/2022-05"))
    file = "content/issues/gongzuo-jianbao/2022-05.yaml"
    assert f'<aside data-source="{file}:2" class="note"' in done
    assert re.findall(rf'<p data-source="{file}:(\d+)">', done) == ["2", "4"]


def test_a_note_below_the_front_matter_too(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "content/issues/gongzuo-jianbao/2022-05.yaml": None,
            "content/issues/gongzuo-jianbao/2022-05.md": f"---\n{ISSUE}---\n\n要抓紧。\n\n要抓实。\n",
        }
    )
    done = trace(*page_of(site, "gongzuo-jianbao/2022-05"))
    assert re.findall(r'<p data-source="[^"]*2022-05\.md:(\d+)">', done) == ["11", "13"]


def test_figures_filled_in_do_not_lose_the_place(make_site: SiteMaker) -> None:
    site = make_site(
        {
            "site.yaml": SITE + "  min: {名称: 民意, 类型: 专报, 频次: 月}\n",
            "content/units.yaml": UNITS,
            FILE: REPORT + "\n{{受理量}}件受理。\n\n"
            "共{{受理量}}件，环比{{受理量.环比}}，\n其中{{办结量}}件办结。\n\n后文。\n",
            "content/requests/a.csv": "编号,受理时间\n1,2022-05-30 10:00\n2,2022-05-31 10:00\n",
            "content/issues/min/2022-05.yaml": (
                "签发日期: 2022-06-06\n报道期间: 2022年5月\n"
                "按语: 共{{受理量}}件。\n栏目:\n"
                "  - 名称: 概况\n    内容: [关键数字]\n    文字: |\n"
                "      甲段{{受理量}}件。\n\n      乙段。\n"
                "  - 名称: 报道\n    文章: [reports/a.md]\n"
            ),
        }
    )
    html, compiled, content = page_of(site, "min/2022-05")
    done = trace(html, compiled, content)
    assert without(done) == html
    assert "2件受理" in done
    article_text = done[done.index('<article class="article"') :]
    article_text = article_text[: article_text.index('class="byline"')]
    assert [line for name, line in lines_of(article_text) if name == "p"][:4] == [6, 8, 10, 13]
    file = "content/issues/min/2022-05.yaml"
    assert f'<p data-source="{file}:3"><strong class="note-label">' in done
    assert f'<p data-source="{file}:8">甲段2件。' in done
    assert f'<p data-source="{file}:10">乙段。' in done
    assert f'<p data-source="{file}:5" class="tile-label">' in done
    assert f'<div data-source="{file}:5" class="tiles' in done
    assert f'<h2 data-source="{file}:11" class="part">' in done


def test_every_page_of_the_sample_keeps_its_bytes() -> None:
    gathered, _ = gather(ROOT)
    assert gathered is not None
    every = [key for keys in gathered.plan.order.values() for key in keys]
    for key in every[::4]:
        html, compiled, content = _page(gathered, ROOT, key)
        done = trace(html, compiled, content)
        assert without(done) == html
        counts = {FILE: 0} | {
            f"content/{one.source}": len(content.reports[one.source].front.lines) for one in compiled.articles
        }
        counts[f"content/issues/{key}.yaml"] = 10_000
        marks = _ADDED.findall(done)
        assert marks
        assert all(1 <= int(line) <= counts[file] for file, line in marks)
        main = done[done.index("<main") : done.index("</main>")]
        assert ("p", 0) not in lines_of(main) and ("tr", 0) not in lines_of(main)


# Markdown whose lines are known: pieces of few words, so that the same text comes again and again.

WORDS = st.sampled_from(
    ["会议强调", "要走进企业", "2023年", "12", "R&D", "市经信局", "《办法》", "3.5", "共同", "甲"]
)
MARKED = st.sampled_from(
    [
        "{}",
        "**{}**",
        "*{}*",
        "[{}](https://example.org/甲乙)",
        "`{}`",
        "\\*{}",
        "&copy;{}",
        "{}<!-- 校对：核 -->",
    ]
)


@st.composite
def prose(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORDS, min_size=1, max_size=4))
    # A Han character first: no line may look like a list or a heading.
    return "文" + "，".join(draw(MARKED).format(word) for word in words) + "。"


@st.composite
def blocks(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, int]]]:
    """Lines of source, and the elements that begin on them."""
    kind = draw(st.sampled_from(["p", "p", "heading", "ul", "ol", "table", "quote", "picture", "remark"]))
    if kind == "heading":
        return [f"# {draw(prose())}"], [("h4", 0)]
    if kind == "remark":
        return ["<!-- 校对：问过 -->"], []
    if kind == "picture":
        return [f"![{draw(WORDS)}](/no/such.jpg)"], [("figure", 0)]
    texts = draw(st.lists(prose(), min_size=1, max_size=3))
    if kind in ("ul", "ol"):
        mark = "-" if kind == "ul" else "1."
        return [f"{mark} {text}" for text in texts], [("li", number) for number in range(len(texts))]
    if kind == "quote":
        return [f"> {text}" for text in texts], [("p", 0)]
    if kind == "table":
        rows = [f"| {text} | {draw(WORDS)} |" for text in texts]
        body = [("tr", number + 2) for number in range(len(rows))]
        return ["| 项目 | 数 |", "|---|---|", *rows], [("tr", 0), ("tr", 0), *body]
    return texts, [("p", 0)]


@given(st.lists(blocks(), min_size=1, max_size=8), st.integers(1, 3))
def test_known_lines_are_found(pieces: list[tuple[list[str], list[tuple[str, int]]]], gap: int) -> None:
    lines: list[str] = []
    wanted = []
    for source, elements in pieces:
        wanted += [(name, len(lines) + 6 + place) for name, place in elements]
        # Two lists after each other would be one.
        lines += [*source, *[""] * gap, "隔开。", *[""] * gap]
        wanted.append(("p", len(lines) + 6 - gap - 1))
    assert body_lines("\n".join(lines)) == wanted


MARKS = [
    "\n\n",
    "- ",
    "1. ",
    "|-|-|\n",
    "[^a]",
    "[^a]: ",
    "![",
    "](",
    "表：",
    "　",
    "{{",
    "}}",
    "&amp;",
    "---",
]
ANY = st.lists(st.sampled_from([*"甲乙丙12 \n\n*_`#>|:[]()!\\&;.<~^=", *MARKS]), max_size=100).map("".join)


@given(ANY)
def test_any_text_keeps_its_page_and_gets_lines_of_the_file(text: str) -> None:
    page, done = traced(text)
    assert without(done) == page
    article_text = done[done.index("<article") : done.index("</article>")]
    last = len(FRONT) + text.count("\n") + 1
    assert all(1 <= line <= last for _, line in lines_of(article_text))
