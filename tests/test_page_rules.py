"""The rules about pages: each finds a page made wrong on purpose, and none speaks of pages that are sound."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import profile
from PIL import Image

from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.rules_page import PAGE
from generator.inspect.breaks import heading_at_foot, line_rules, single_last_line
from generator.inspect.check import PAGE_RULES, check_pages
from generator.inspect.page import Finished, Page
from generator.inspect.place import placed
from generator.inspect.printed import PrintedPage, read_pages
from generator.model.kinds import SHIPPED
from generator.model.line_rules import parted, wrong_end, wrong_start
from generator.pipeline import build
from generator.render.bulletin import for_print
from generator.render.environment import make_environment
from generator.typeset.document import Press, Typeset, make_press, typeset
from generator.typeset.faces import Faces, resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig
from generator.typeset.parts import PARAGRAPH, Frame, PageParts, Part, Row
from generator.typeset.recent import Recent
from generator.typeset.stylesheet import print_stylesheet

ROOT = Path(__file__).parents[1]
SAMPLE = ("gongzuo-jianbao/2026-03", "gongzuo-jianbao/2026-07", "shehui-minyi/2026-03")
LINE = "28.98pt"
SENTENCE = "会议指出要把群众反映的急难愁盼问题一件一件办好办实让群众看得见摸得着感受得到"
FOOT = (
    '<footer class="foot"><p class="imprint apart"><span class="issuer">市领导小组办公室</span></p></footer>'
)
DRAFT = '<p class="draft-mark" aria-hidden="true">草稿</p>'
AREA = Frame(80, 105, 522, 743)

Check = Callable[..., list[str]]


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    use_fontconfig(tmp_path_factory.mktemp("cache"))
    found, _ = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())
    assert found is not None
    return found


@pytest.fixture(scope="module")
def press(faces: Faces) -> Press:
    stylesheet, findings = print_stylesheet(make_environment(ROOT), profile(), faces)
    assert findings == []
    return make_press(faces, stylesheet)


def page(body: str) -> str:
    return (
        '<!DOCTYPE html><html lang="zh-Hans-CN"><head><title>测试</title></head>'
        f'<body class="bulletin"><main>{body}</main>{FOOT}</body></html>'
    )


def text(body: str) -> str:
    return page(f'<article class="article" id="a1"><div class="text">{body}</div></article>')


def contents(*entries: tuple[str, str]) -> str:
    items = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title in entries)
    return f'<nav class="contents"><h2>目录</h2><ol>{items}</ol></nav>'


def filled(lines: int) -> str:
    """Room of so many lines, which no break divides."""
    return f'<p style="height: calc({lines} * {LINE})">上文。</p>'


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 140, 180)).save(out, "JPEG")
    return out.getvalue()


def photo(style: str) -> str:
    return f'<figure class="photo"><img src="media/x-1a2b.jpg" style="{style}"></figure>'


def set_page(press: Press, html: str, files: Mapping[str, bytes] | None = None) -> Typeset:
    result, findings = typeset(press, html, files or {})
    assert result is not None and findings == []
    return result


def said(findings: list[Diagnostic]) -> list[str]:
    return [PAGE[finding.code].message.format(**finding.data) for finding in findings]


@pytest.fixture
def check(press: Press) -> Check:
    """What is found on the pages of an HTML text, in words."""

    def run(html: str, files: Mapping[str, bytes] | None = None, **how: bool) -> list[str]:
        result = set_page(press, html, files)
        photos = {"media/x-1a2b.jpg": "content/media/x.jpg"}
        return said(check_pages(result.pdf, result.parts, photos=photos, **how))

    return run


def test_every_rule_has_its_words_and_all_words_a_rule() -> None:
    assert list(PAGE_RULES) == list(PAGE)
    assert len({words.name for words in PAGE.values()}) == len(PAGE)
    for words in PAGE.values():
        assert len(words.name) <= 12 and words.what.endswith("。") and words.why.endswith("。")


def test_the_sample_is_sound(press: Press, tmp_path: Path) -> None:
    build(ROOT, tmp_path / "output", SAMPLE, jobs=1)
    found = {}
    for file in sorted((tmp_path / "output").glob("*/*/*/index.html")):
        pictures = {f"media/{one.name}": one.read_bytes() for one in file.parent.glob("media/*")}
        html = for_print(file.read_text(encoding="utf-8"))
        result = set_page(press, html, pictures)
        draft = bool(re.search(r'<body class="[^"]*\bdraft\b', html))
        found[file.parent.name, draft] = said(check_pages(result.pdf, result.parts, draft=draft))
    assert len(found) >= 2 and not any(found.values()), found
    assert {draft for _, draft in found} == {True, False}


def test_a_sound_page_is_silent(check: Check) -> None:
    title = '<h3 class="title">全市召开安全生产工作会议<br>部署下一步工作</h3>'
    table = '<div class="table"><table><tr><td>甲</td><td>35件</td></tr></table></div>'
    body = f'{title}<div class="text"><h4 class="level-1">一、做法</h4><p>{SENTENCE * 20}。</p>{table}</div>'
    html = page(contents(("a1", "全市召开会议")) + f'<article class="article" id="a1">{body}</article>')
    assert check(html) == []
    assert check(html.replace("</main>", f"</main>{DRAFT}"), draft=True) == []


# Lines


@pytest.mark.parametrize(
    ("end", "start", "fault"),
    [
        ("会议指出", "，要抓落实", "行首不应是“，”"),
        ("印发了", "》的通知", "行首不应是“》”"),
        ("会议通过了《", "实施方案", "行末不应是“《”"),
        ("他说：“", "办得好", "行末不应是““”"),
        ("办结了35", "件诉求", "数字与“件”被拆在两行"),
        ("绿地1.2万", "平方米", "数字与“平方米”被拆在两行"),
        ("占比95", "%以上", "数字与“%”被拆在两行"),
        ("共计12", "345元", "数字被拆在两行"),
        ("一个字—", "—办", "“——”被拆在两行"),
        ("还有很多", "……", "行首不应是“……”"),
        ("甲", "·乙", "行首不应是“·”"),
    ],
)
def test_a_line_that_ends_in_a_wrong_place(end: str, start: str, fault: str) -> None:
    rows = (Row(end, 80, 522, False), Row(start, 80, 200, False))
    (found,) = line_rules(document([Part(PARAGRAPH, 1, AREA, rows)]))
    assert said([found]) == [
        f"第 1 页有一处行末、行首不合规则：{fault}（“{end[-6:]}”一行，下一行是“{start[:6]}”）"
    ]
    first, second = (Part(PARAGRAPH, 1, AREA, (row,)) for row in rows)
    assert [one.data["fault"] for one in line_rules(document([first], [second]))] == [fault]


def test_a_line_that_ends_where_it_may() -> None:
    rows = [
        ("2022年6月", "3日，市教育局"),
        ("会议指出，", "要抓落实"),
        ("共35件，", "95%办结"),
        ("问题", "——"),
    ]
    for end, start in rows[:3]:
        pair = (Row(end, 80, 522, False), Row(start, 80, 200, False))
        assert list(line_rules(document([Part(PARAGRAPH, 1, AREA, pair)]))) == []
    # What the text breaks is the editor's own, and two paragraphs are no lines of one.
    forced = (Row("1200", 80, 522, True), Row("1300", 80, 200, False))
    assert list(line_rules(document([Part(PARAGRAPH, 1, AREA, forced)]))) == []
    apart = [Part(PARAGRAPH, 1, AREA, forced[1:]), Part(PARAGRAPH, 2, AREA, (Row("年底", 80, 200, False),))]
    assert list(line_rules(document(apart))) == []


def test_a_number_too_long_for_a_line_is_told(check: Check) -> None:
    found = check(text(f"<p>编号{'1234567890' * 9}。</p>"))
    assert len(found) == 2 and all("数字被拆在两行" in one for one in found)


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_two_lines_are_judged(end: str, start: str) -> None:
    for fault in (parted(end, start), wrong_start(start), wrong_end(end)):
        assert fault == "" or fault.startswith(("行首", "行末", "数字", "“"))


# Pages


def test_a_heading_at_a_page_s_foot(check: Check) -> None:
    heading = '<h4 class="level-1" style="break-after: page">一、存在问题</h4>'
    html = text(f"<p>{SENTENCE}。</p>{heading}<p>{SENTENCE}。</p>")
    assert check(html) == ["第 1 页的最后一行是标题“一、存在问题”，它的内容在下一页"]
    assert check(html.replace(' style="break-after: page"', "")) == []


def test_the_head_of_a_table_at_a_page_s_foot() -> None:
    head = Part("head cell", 1, AREA, (Row("单位", 80, 200, False),), table=1)
    cell = Part("cell", 2, AREA, (Row("甲局", 80, 200, False),), table=1)
    (found,) = heading_at_foot(document([head], [cell]))
    assert found.data["text"] == "单位"
    # A head that stands at a row's side has its row beside it.
    assert list(heading_at_foot(document([cell, head], [cell]))) == []


def test_a_last_line_alone_on_top_of_a_page(check: Check) -> None:
    paragraph = f'<p style="orphans: 1; widows: 1">{SENTENCE * 2}。</p>'
    html = text(f"{filled(20)}{paragraph}<p>下一段。</p>")
    (found,) = check(html)
    assert re.fullmatch(r"第 2 页的第一行“.+。”是上一页那段的最后一行，只有它一行到了这一页", found)
    assert check(html.replace("orphans: 1; widows: 1", "")) == []


def test_a_line_that_is_no_last_line_may_open_a_page() -> None:
    row = (Row(SENTENCE, 80, 522, False),)
    ends, opens = Part(PARAGRAPH, 1, AREA, row), Part(PARAGRAPH, 2, AREA, row)
    assert list(single_last_line(document([ends], [opens]))) == []
    assert list(single_last_line(document([ends], [ends], [ends]))) != []


def test_a_page_with_nothing_but_the_foot(check: Check) -> None:
    html = text(f"<p>{SENTENCE}。</p>").replace('class="foot"', 'class="foot" style="break-before: page"')
    assert check(html) == ["第 2 页上只有版记，没有正文"]
    assert check(html, even_foot=True) == []
    assert check(text(f"{filled(20)}<p>{SENTENCE * 2}。</p><p>末段。</p>")) == []


# What does not fit


def test_a_table_wider_than_the_type_area(check: Check) -> None:
    table = (
        '<div class="table"><table style="width: 170mm"><tr><td>承办单位</td><td>35</td></tr></table></div>'
    )
    assert check(text(table)) == ["第 1 页，表格“承办单位”超出版心右边 14.0 毫米"]


def test_text_wider_than_its_cell(check: Check) -> None:
    cells = '<td>甲</td><td style="white-space: nowrap">123456789012345678901234567890</td><td>乙</td>'
    table = (
        f'<div class="table"><table style="table-layout: fixed; width: 60mm"><tr>{cells}</tr></table></div>'
    )
    (found,) = check(text(table))
    assert re.fullmatch(r"第 1 页，表格里的字“12345678901234567890123…”超出单元格 \d+\.\d 毫米", found)


def test_text_wider_than_the_type_area(check: Check) -> None:
    (found,) = check(text(f'<p style="white-space: nowrap">{SENTENCE}</p>'))
    assert re.fullmatch(r"第 1 页，文字“.{23}…”超出版心右边 \d+\.\d 毫米", found)


def test_a_picture_wider_than_the_type_area(check: Check) -> None:
    wide = photo("width: 170mm; max-width: none; max-height: none")
    files = {"media/x-1a2b.jpg": picture(1600, 900)}
    assert check(text(wide), files) == ["第 1 页，图片“content/media/x.jpg”超出版心右边 14.0 毫米"]


def test_a_title_that_is_too_long(check: Check) -> None:
    long = "<br>".join(
        ["全市安全生产工作会议", "部署今冬明春安全防范", "和民生保障各项工作", "要求确保万无一失"]
    )
    whole = long.replace("<br>", "")
    told = [f"第 1 页的标题“{whole[:23]}…”排成了 4 行"]
    assert check(page(f'<h3 class="title">{long}</h3><p>{SENTENCE}。</p>')) == told
    short = '<h3 class="title">全市召开安全生产工作<br>会议</h3>'
    told = ["第 1 页的标题“全市召开安全生产工作会议”末行只有“会议”"]
    assert check(page(f"{short}<p>{SENTENCE}。</p>")) == told


def test_a_glyph_of_a_title_from_another_face(check: Check, faces: Faces) -> None:
    other = f"font-family: {faces.css('楷体')}".replace('"', "'")
    title = f'<h3 class="title">榆<span style="{other}">垱</span>县办好民生实事</h3>'
    (found,) = check(page(f"{title}<p>{SENTENCE}。</p>"))
    assert re.fullmatch(
        r"第 1 页的标题“榆垱县办好民生实事”里，“垱”是用另一种字体（[\w-]+）补的，看起来和旁边的字不一样",
        found,
    )


def test_a_photo_with_too_few_dots(check: Check) -> None:
    files = {"media/x-1a2b.jpg": picture(600, 300)}
    large = photo("width: 156mm; max-height: none")
    assert check(text(large), files) == [
        "第 1 页的照片“content/media/x.jpg”印成 156 毫米宽，每英寸只有 98 个点，印出来会模糊"
    ]
    assert PAGE["page-photo-dpi"].hint.format(dots=1229) == "请换成原来的照片，宽度至少 1229 个像素"
    # The style sheet prints a photo no larger than its dots allow.
    assert check(text(photo("")), files) == []


# What stands around the text


def test_a_foot_off_its_place(check: Check) -> None:
    high = text("<p>正文。</p>").replace('class="foot"', 'class="foot" style="margin-bottom: 20mm"')
    assert check(high) == ["第 1 页的版记没有排在版心的最下面：最后一条线比版心下边高 20.0 毫米"]


def test_a_wrong_number_in_the_contents(check: Check) -> None:
    # The article begins on the first page, with nothing; its title stands on the second one.
    title = '<div style="height: 1pt"></div><h3 class="title" style="break-before: page">办好实事</h3>'
    html = page(contents(("a1", "办好实事")) + f'<article id="a1">{title}<p>{SENTENCE}。</p></article>')
    assert check(html) == ["第 1 页的目录里，“办好实事”印着第 1 页，可是这个标题在第 2 页"]
    style = "<style>.contents li a::after { content: none !important }</style></head>"
    assert check(html.replace("</head>", style)) == [
        "第 1 页的目录里，“办好实事”没有页码，可是这个标题在第 2 页"
    ]


def test_the_mark_of_a_draft(check: Check) -> None:
    html = text(f"<p>{SENTENCE * 40}</p>")
    marked = html.replace("</main>", f"</main>{DRAFT}")
    assert check(marked, draft=True) == check(html) == []
    assert check(marked) == ["这一期是定稿，可是第 1、2、3 页上还印着草稿的标记"]
    assert check(html, draft=True) == ["这一期是草稿，可是第 1、2、3 页上没有印草稿的标记"]


# The PDF itself


def changed(pdf: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    """The PDF with the content of a page, from 1, as `change` makes it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sheet = document.pages[number - 1]
        sheet.Contents = document.make_stream(change(sheet.Contents.read_bytes()))
        document.save(out)
    return out.getvalue()


def test_what_the_pdf_draws_counts_and_not_what_was_meant(press: Press) -> None:
    result = set_page(press, text(f"<p>{SENTENCE}。</p>").replace("</main>", f"</main>{DRAFT}"))
    assert check_pages(result.pdf, result.parts, draft=True) == []
    moved = {
        b"1 0 0 1 20 0 cm ": {"page-overfull"},
        b"1 0 0 1 0 -9 cm ": {"page-foot-place"},
        b"q Q\n": set(),
    }
    for matrix, codes in moved.items():
        pdf = changed(result.pdf, 1, lambda content, matrix=matrix: matrix + content)
        assert {one.code for one in check_pages(pdf, result.parts, draft=True)} == codes
    # Without the glyphs of the mark the page is no draft's, whatever the template said.
    unmarked = changed(
        result.pdf, 1, lambda content: re.sub(rb"(?s)/Span<<.{0,300}?EMC", b"", content, count=1)
    )
    assert [one.code for one in check_pages(unmarked, result.parts, draft=True)] == ["page-draft-missing"]


def test_the_printed_number_counts_and_not_the_one_that_was_laid_out(press: Press) -> None:
    article = f'<article class="article" id="a1"><h3 class="title">办好实事</h3><p>{SENTENCE}。</p></article>'
    result = set_page(press, page(contents(("a1", "办好实事")) + article))
    assert check_pages(result.pdf, result.parts) == []
    (number,) = (run for run in read_pages(result.pdf)[0].runs if re.fullmatch(r"\.+1", run.text))
    assert number.upright and number.right == pytest.approx(result.parts.pages[0].area.right, abs=0.5)

    def other(content: bytes) -> bytes:
        """Page 11 instead of page 1: the last glyph of the dots and the number twice."""
        dots = max(re.findall(rb"<([0-9a-f]+)>\] TJ", content), key=lambda codes: codes.count(codes[:4]))
        return content.replace(dots, dots + dots[-4:], 1)

    found = check_pages(changed(result.pdf, 1, other), result.parts)
    assert [one.data["said"] for one in found if one.code == "page-contents"] == ["印着第 11 页"]


def test_pages_read_before_are_the_same_as_read_anew(press: Press) -> None:
    """Pages of other texts, an edited page among pages that stay, what is drawn where it is asked for."""
    bodies = [filled(24) + f"<p>{SENTENCE}{word}。</p>" + filled(20) for word in ("甲", "乙", "甲")]
    texts = [text(bodies[0] + other) for other in bodies] + [text(photo("width: 5cm"))]
    files = {"media/x-1a2b.jpg": picture(400, 300)}
    read_before: Recent[PrintedPage] = Recent(64)
    sizes = []
    for html in texts:
        pdf = set_page(press, html, files).pdf
        for drawn in ((), range(1, 9)):
            assert read_pages(pdf, drawn, read_before) == read_pages(pdf, drawn)
        sizes.append(len(read_before))
    # Only the page with the other word was new, then none, then that with the photo.
    assert sizes[0] > 4 and sizes[1] - sizes[0] == 2 and sizes[2] == sizes[1] and sizes[3] > sizes[2]


def test_what_is_no_pdf_is_not_read() -> None:
    with pytest.raises(pikepdf.PdfError):
        read_pages(b"no PDF")


# Places


def test_a_finding_is_placed_where_its_text_stands(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    source = "content/a.md"
    lines = [
        "---",
        "标题: 全市召开\\\\安全生产 会议",
        "照片: media/x.jpg",
        "---",
        "",
        "## 存在的**问题**",
        "正文。",
    ]
    (tmp_path / source).write_text("\n".join(lines), encoding="utf-8")
    other = Place("content/issues/x.yaml")

    def place(words: str) -> Place | None:
        finding = Diagnostic("page-remark", data={"text": words})
        return placed(finding, tmp_path, ["content/none.md", source], other).place

    assert place("全市召开安全生产会议") == Place(source, 2, 5)
    assert place("（一）存在的问题") == Place(source, 6, 4)
    assert place("content/media/x.jpg") == Place(source, 3, 11)
    assert place("哪里都没有的话") == place("") == place("正文") == other


def document(*pages: list[Part]) -> Finished:
    """Pages of which only the parts are known."""
    printed = PrintedPage((), ())
    return Finished(
        tuple(
            Page(number, PageParts(AREA, tuple(parts), {}), printed)
            for number, parts in enumerate(pages, start=1)
        ),
        {},
    )
