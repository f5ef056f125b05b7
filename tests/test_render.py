"""The pages of bulletins and of the archive."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment
from PIL import Image
from render_made import ISSUER, article, bulletin, picture

from generator.diagnostics import Diagnostic
from generator.model.bulletin import Bulletin, BulletinSection, Masthead
from generator.model.report import Photo
from generator.render.archive import arrange, entry_of, render_archive
from generator.render.bulletin import Neighbour, label_note, render_bulletin
from generator.render.environment import make_environment, read_shared
from generator.render.photos import pair, read_sizes

VOID = {"meta", "link", "br", "img"}


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    return make_environment(tmp_path)


class Outline(HTMLParser):
    """Elements with their classes, in the order of the page; fails where they are not nested."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        classes = (values.get("class") or "").split()
        self.names.append(".".join([tag, *classes]))
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(made: Bulletin, environment: Environment, **more: object) -> str:
    html, findings = render_bulletin(made, environment, **more)  # type: ignore[arg-type]
    assert findings == []
    return html


def only(findings: list[Diagnostic]) -> Diagnostic:
    assert len(findings) == 1
    return findings[0]


def template(site: Path, name: str, text: str) -> Environment:
    file = site / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return make_environment(site)


def test_a_bulletin_has_all_its_parts_in_order(environment: Environment) -> None:
    outline = Outline(page(bulletin(), environment))
    wanted = [
        "html",
        "body.bulletin.kind-jianbao",
        "a.skip",
        "nav.site-bar",
        "header.masthead",
        "p.notice",
        "h1.name.lines-1.characters-4",
        "p.number",
        "p.imprint.apart",
        "nav.contents",
        "p.contents-section",
        "main",
        "aside.note",
        "strong.note-label",
        "section.section",
        "h2.section-name",
        "article.article",
        "h3.title",
        "p.subtitle",
        "div.text",
        "div.photos",
        "figure.photo",
        "p.byline",
        "footer.foot",
        "p.row",
        "p.officers.apart",
        "p.imprint.apart",
    ]
    found = iter(outline.names)
    assert [name for name in wanted if name not in found] == []
    assert len(outline.ids) == len(set(outline.ids))
    assert {"main", "a1", "a2", "a3", "a4", "contents-title"} <= set(outline.ids)


def test_the_head_says_what_the_page_is(environment: Environment) -> None:
    html = page(bulletin(), environment)
    assert '<html lang="zh-Hans-CN">' in html
    assert "<title>工作简报2022年第5期（总第78期）</title>" in html
    assert f'<meta name="author" content="{ISSUER}">' in html
    assert '<meta name="dcterms.created" content="2022-06-05">' in html
    assert '<meta name="keywords" content="工作简报,工作部署,基层动态">' in html
    assert '<link rel="stylesheet" href="../../../assets/screen.css" media="screen">' in html
    assert '<link rel="stylesheet" href="../../../assets/print.css" media="print">' in html


def test_masthead_contents_and_foot_say_what_the_bulletin_says(environment: Environment) -> None:
    html = page(bulletin(), environment)
    assert '<p class="notice">内部资料　注意保存</p>' in html
    assert "<span>工作简报</span></h1>" in html
    assert '<p class="number">第5期（总第78期）</p>' in html
    assert f'<span class="issuer">{ISSUER}</span><span class="date">2022年6月6日</span></p>' in html
    assert '<li><a href="#a1">市发展局召开助企纾困动员会推动127家中小企业诉求清单销号</a></li>' in html
    assert "市发展局召开助企纾困动员会<br>推动127家中小企业诉求清单销号</h3>" in html
    assert '<span class="label">报：</span><span class="names">市委办公室，市政府办公室。</span></p>' in html
    assert "<span>签发：张某</span><span>审核：李某</span><span>责编：王某</span></p>" in html
    assert '<span class="date">2022年6月6日印发</span><span class="copies">共印126份</span></p>' in html


def test_secrecy_and_copy_number_stand_in_the_masthead(environment: Environment) -> None:
    masthead = Masthead("内参", "第1期", ISSUER, "2022年6月6日", secrecy="机密★1年", copy_number="000001")
    html = page(bulletin(masthead=masthead), environment)
    # The place is kept; each copy gets its own number when it is packed.
    assert html.index('<p class="copy-number"></p>') < html.index('<p class="secrecy">机密★1年</p>')
    assert 'class="notice"' not in html


def test_what_is_empty_leaves_nothing_behind(environment: Environment) -> None:
    full = bulletin()
    bare = replace(
        full,
        note_html="",
        sections=(BulletinSection("", (article("a1", "唯一的一篇", byline=""),)),),
        foot=replace(full.foot, rows=(("报", ()),), officers=(), copies=0),
        masthead=replace(full.masthead, notice=""),
    )
    html = page(bare, environment)
    for absent in ("contents", "note", "section-name", "subtitle", "photos", "byline", "row", "officers"):
        assert f'class="{absent}"' not in html
    assert "共印" not in html
    assert "<p></p>" not in html


def test_text_is_escaped_and_never_run_as_a_template(environment: Environment) -> None:
    full = bulletin()
    evil = "<script>alert(1)</script>{{ 7 * 7 }}{% raw %}"
    made = replace(
        full,
        title=evil,
        masthead=replace(full.masthead, name=evil, issuer=evil),
        sections=(
            BulletinSection(
                evil,
                (
                    article(
                        "a1",
                        evil,
                        subtitle=evil,
                        byline=evil,
                        html="<p>{{ 7 * 7 }}</p>",
                        photos=(Photo(file='media/"a.jpg', caption=evil, photographer=evil),),
                    ),
                ),
            ),
        ),
    )
    html = page(made, environment)
    assert "<script" not in html
    assert "49" not in html
    assert "<p>{{ 7 * 7 }}</p>" in html
    assert 'src="content:media/&#34;a.jpg"' in html


@pytest.mark.parametrize(
    ("html", "labelled"),
    [
        ("", ""),
        ("<p>供借鉴。</p>", '<p><strong class="note-label">编者按：</strong>供借鉴。</p>'),
        ("<p>编者按：供借鉴。</p>", '<p><strong class="note-label">编者按：</strong>供借鉴。</p>'),
        (
            "<p><strong>按语：</strong>供借鉴。</p>",
            '<p><strong class="note-label">按语：</strong>供借鉴。</p>',
        ),
        ("<p>按时办结是底线。</p>", '<p><strong class="note-label">编者按：</strong>按时办结是底线。</p>'),
        ("<ul><li>一</li></ul>", '<p><strong class="note-label">编者按：</strong></p>\n<ul><li>一</li></ul>'),
    ],
)
def test_the_editors_note_has_one_label(html: str, labelled: str) -> None:
    assert label_note(html) == labelled


def test_neighbours_are_linked_as_files_across_years(environment: Environment) -> None:
    before = Neighbour("gongzuo-jianbao/2021/38", bulletin(38).masthead.number_line)
    after = Neighbour("gongzuo-jianbao/2022/06", bulletin(6).masthead.number_line)
    html = page(bulletin(), environment, previous=before, next=after)
    assert '<a rel="prev" href="../../2021/38/index.html" title="第38期（总第111期）">上一期</a>' in html
    assert '<a rel="next" href="../06/index.html" title="第6期（总第79期）">下一期</a>' in html
    assert 'href="../../../index.html">全部刊物</a>' in html
    assert "rel=" not in page(bulletin(), environment).partition("<body")[2]


def test_the_pdf_is_linked_by_an_encoded_name(environment: Environment) -> None:
    html = page(bulletin(), environment)
    name = "%E5%B7%A5%E4%BD%9C%E7%AE%80%E6%8A%A52022%E5%B9%B4%E7%AC%AC5%E6%9C%9F.pdf"
    assert f'href="{name}" type="application/pdf">下载 PDF</a>' in html


def test_a_draft_says_so(environment: Environment) -> None:
    html = page(bulletin(draft=True), environment)
    assert '<body class="bulletin kind-jianbao draft">' in html
    assert '<p class="draft-banner"><strong>草稿</strong>　尚未定稿，请勿外传</p>' in html
    assert "draft-banner" not in page(bulletin(), environment)


def test_nothing_leads_out_of_the_site(environment: Environment) -> None:
    html = page(bulletin(), environment)
    assert not re.search(r'(?:src|href)="(?:https?:|//|file:)', html)
    css, findings = read_shared(environment, "shared/screen.css")
    assert findings == []
    assert not re.search(r"url\(|@import|@font-face|https?:", css)


def test_small_photos_stand_in_pairs() -> None:
    photos = tuple(Photo(file=name) for name in "abcdefg")
    sizes = {
        "a": (600, 400),
        "b": (1200, 1600),
        "c": (899, 600),
        "d": (900, 600),
        "e": (600, 400),
        "f": (600, 400),
    }
    assert [figure.half for figure in pair(photos, sizes)] == [True, True, False, False, True, True, False]
    assert [figure.file for figure in pair(photos, sizes)] == list("abcdefg")
    assert not any(figure.half for figure in pair(photos, {}))


def test_sizes_are_those_of_the_upright_picture(tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    (tmp_path / "a.jpg").write_bytes(picture((60, 40), exif=turned))
    (tmp_path / "b.png").write_bytes(picture((30, 20), "PNG"))
    (tmp_path / "c.jpg").write_text("不是图片", encoding="utf-8")
    assert read_sizes(tmp_path, ["a.jpg", "b.png", "c.jpg", "d.jpg"]) == {
        "a.jpg": (40, 60),
        "b.png": (30, 20),
    }


def test_pairs_carry_their_shape_and_captions(environment: Environment) -> None:
    html = page(bulletin(), environment, sizes={"media/b.jpg": (600, 400), "media/c.jpg": (600, 900)})
    assert '<figure class="photo half" style="--ratio: 1.500">' in html
    assert '<figure class="photo half" style="--ratio: 0.667">' in html
    caption = '<span class="caption">动员会现场</span><span class="credit">（陈某 摄）</span>'
    assert f"<figcaption>{caption}</figcaption>" in html
    assert '<figcaption><span class="credit">（陈某 摄）</span></figcaption>' in html
    assert 'alt="云溪县：“板凳会”开到田间地头（图）"' in html


def test_a_sites_template_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    environment = template(
        tmp_path, "shared/masthead.html", "<header>自家的报头 {{ bulletin.title }}</header>"
    )
    html = page(bulletin(), environment)
    assert "<header>自家的报头 工作简报2022年第5期（总第78期）</header>" in html
    assert '<footer class="foot">' in html


def test_a_sites_own_kind_template_may_change_one_block(tmp_path: Path) -> None:
    text = '{% extends "shared/bulletin.html" %}{% block foot %}<footer>没有版记</footer>{% endblock %}'
    html = page(bulletin(), template(tmp_path, "jianbao/bulletin.html", text))
    assert "<footer>没有版记</footer>" in html
    assert 'class="masthead"' in html


def test_an_undefined_name_is_reported_at_its_line(tmp_path: Path) -> None:
    environment = template(tmp_path, "shared/foot.html", "<footer>\n{{ bulletin.foot.copys }}\n</footer>")
    html, findings = render_bulletin(bulletin(), environment)
    finding = only(findings)
    assert html == ""
    assert (finding.code, finding.severity) == ("template-undefined", "error")
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("templates/shared/foot.html", 2)
    assert finding.excerpt == "{{ bulletin.foot.copys }}"
    assert finding.message == "模板里用了一个不存在的名称“copys”"
    assert finding.hint == "请对照程序自带的同名模板改正；名称区分大小写"


def test_a_syntax_error_is_reported_at_its_line(tmp_path: Path) -> None:
    environment = template(tmp_path, "shared/note.html", "{% if note %}\n<aside>\n{{ note }\n{% endif %}")
    finding = only(render_bulletin(bulletin(), environment)[1])
    assert finding.place is not None
    assert (finding.code, finding.place.file, finding.place.line) == (
        "template-syntax",
        "templates/shared/note.html",
        3,
    )
    assert finding.message == "模板写错了，读不下去"
    assert finding.hint.startswith(
        "请检查这一行前后的 {{ }} 和 {% %} 是否成对、有没有写错字（模板引擎的原话："
    )


def test_the_archive_names_the_sections_of_a_bulletin_without_articles() -> None:
    made = replace(
        bulletin(kind="专报"),
        sections=(
            BulletinSection("本期概况", anchor="s1"),
            BulletinSection("", anchor="s2"),
            BulletinSection("问题清单", anchor="s3", annex=True),
        ),
    )
    entry = entry_of(made)
    assert entry is not None
    assert entry.titles == (("s1", "一、本期概况"), ("s3", "附件　问题清单"))


def test_a_missing_template_is_reported_where_it_is_wanted(tmp_path: Path) -> None:
    environment = template(tmp_path, "shared/note.html", '<hr>\n{% include "shared/biezhen.html" %}')
    finding = only(render_bulletin(bulletin(), environment)[1])
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("templates/shared/note.html", 2)
    assert finding.message == "找不到模板“shared/biezhen.html”"
    bare = make_environment(tmp_path, shipped=tmp_path / "none")
    assert only(render_bulletin(bulletin(), bare)[1]).message == "找不到模板“jianbao/bulletin.html”"


@pytest.mark.parametrize("text", ["\n{{ 1 / 0 }}", '\n{{ "" + 1 }}', '\n{% include "shared/note.html" %}'])
def test_a_template_that_fails_is_reported(tmp_path: Path, text: str) -> None:
    finding = only(render_bulletin(bulletin(), template(tmp_path, "shared/note.html", text))[1])
    assert finding.place is not None
    assert (finding.code, finding.place.file) == ("template-failed", "templates/shared/note.html")
    assert finding.message == "模板执行到这一行时出错"


def test_a_template_in_another_encoding_is_reported(tmp_path: Path) -> None:
    environment = template(tmp_path, "shared/note.html", "")
    (tmp_path / "templates/shared/note.html").write_bytes("<p>编者按</p>".encode("gb18030"))
    finding = only(render_bulletin(bulletin(), environment)[1])
    assert finding.message == "模板“templates/shared/note.html”不是 UTF-8 编码"


def test_a_style_sheet_that_is_missing_is_reported(environment: Environment) -> None:
    text, findings = read_shared(environment, "shared/meiyou.css")
    assert text == ""
    assert only(findings).message == "找不到模板“shared/meiyou.css”"


def test_templates_reach_nothing_outside_their_folders(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("秘密", encoding="utf-8")
    environment = template(tmp_path, "shared/note.html", '{% include "../secret.html" %}')
    assert only(render_bulletin(bulletin(), environment)[1]).code == "template-missing"


def test_the_archive_lists_the_newest_first() -> None:
    made = [
        bulletin(1),
        bulletin(3),
        bulletin(2),
        bulletin(40, year=2021, date=date(2021, 12, 30), folder="gongzuo-jianbao/2021/40"),
        bulletin(1, key="yuebao/2022-01", publication="yuebao", folder="yuebao/2022/01"),
    ]
    entries = [entry for one in made if (entry := entry_of(one))]
    publications = arrange(entries, ["yuebao", "gongzuo-jianbao"])
    assert [publication.id for publication in publications] == ["yuebao", "gongzuo-jianbao"]
    assert [
        [entry.folder for entry in year.entries]
        for publication in publications[1:]
        for year in publication.years
    ] == [
        ["gongzuo-jianbao/2022/03", "gongzuo-jianbao/2022/02", "gongzuo-jianbao/2022/01"],
        ["gongzuo-jianbao/2021/40"],
    ]
    assert publications[1].count == 4


def test_the_archive_links_page_article_and_pdf(environment: Environment) -> None:
    entry = entry_of(bulletin(draft=True), pages=6)
    assert entry is not None
    html, findings = render_archive(ISSUER, [entry], environment)
    assert findings == []
    Outline(html)
    assert f"<title>全部刊物 · {ISSUER}</title>" in html
    assert '<a href="gongzuo-jianbao/2022/05/index.html">第5期（总第78期）</a>' in html
    assert '<span class="tag">草稿</span>' in html
    assert '<a href="gongzuo-jianbao/2022/05/index.html#a4">石垱区为老旧小区加装电梯132部</a>' in html
    assert 'href="gongzuo-jianbao/2022/05/%E5%B7%A5%E4%BD%9C' in html
    assert "PDF（6页）" in html


def test_corrections_and_reissues_count_apart(environment: Environment) -> None:
    first = entry_of(bulletin())
    assert first is not None and first.again == ""
    reissued = replace(bulletin().masthead, again="本期为重发，代替2022年6月6日签发的原件，以本期为准。")
    made = [
        bulletin(folder="gongzuo-jianbao/2022/05-gengzheng", first_date="2022-06-06"),
        bulletin(folder="gongzuo-jianbao/2022/05-chongfa", first_date="2022-06-06", masthead=reissued),
    ]
    again = [entry for one in made if (entry := entry_of(one))]
    assert [entry.again for entry in again] == ["更正", "重发"]
    other = replace(first, publication="yuebao", publication_name="月报")
    html, findings = render_archive(ISSUER, [first, *again, other], environment)
    assert findings == []
    assert '工作简报<span class="count">1 期，另有更正、重发 2 件</span>' in html
    assert '月报<span class="count">1 期</span>' in html
    html, _ = render_archive(ISSUER, [first, again[0], other], environment)
    assert "1 期，另有更正 1 件</span>" in html


def test_an_archive_of_nothing_says_so(environment: Environment) -> None:
    html, findings = render_archive(ISSUER, [], environment)
    assert findings == []
    assert "还没有编成的刊物。" in html


def test_nothing_secret_enters_the_archive() -> None:
    masthead = Masthead("内参", "第1期", ISSUER, "2022年6月6日", secrecy="秘密★1年")
    assert entry_of(bulletin(masthead=masthead)) is None
    assert entry_of(bulletin(html=False)) is None


def test_the_same_bulletin_gives_the_same_page(tmp_path: Path) -> None:
    pages = {page(bulletin(), make_environment(tmp_path)) for _ in range(3)}
    assert len(pages) == 1
