"""Bulletins as Word files, read back with python-docx, and once printed by LibreOffice."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import render_made
from click.testing import CliRunner
from conftest import SiteMaker, picture
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from PIL import Image

from generator.cli import main
from generator.diagnostics import Diagnostic
from generator.model.blocks import Case, Cases, Chart, Column, Prose, Series, Table, Tile, Tiles
from generator.model.bulletin import Bulletin, BulletinSection
from generator.model.profile import Profile, load_profile
from generator.publish.media import Medium
from generator.render.environment import make_environment
from generator.setup import system
from generator.setup.faces import face_folder
from generator.word.out.document import Material, charts_of, write_document
from generator.word.out.inline import pieces_of, runs_of
from generator.word.out.pictures import Drawing

ROOT = Path(__file__).resolve().parents[1]
OFFICE = {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}
CELLS = tuple((f"单位{number}", f"{number * 7}") for number in range(1, 12))
FIGURES = BulletinSection(
    "受理概况",
    blocks=(
        Prose("<p>本期受理84件。</p>"),
        Tiles(tuple(Tile(f"指标{n}", str(n * 11), "件", (("环比", "持平"),)) for n in range(7))),
        Chart("bars", "各类受理量", ("咨询", "投诉"), (Series("受理量", (4.0, 2.0)),), summary="咨询最多。"),
        Table(
            "各单位受理量", (Column("单位"), Column("受理量（件）", "right")), CELLS, total=("合计", "462")
        ),
        Cases("供暖", (Case("停暖", "来访", (("诉求", "停暖三天。"), ("办理", "已恢复。"))),)),
    ),
    anchor="s1",
)
ANNEX = BulletinSection(
    "问题清单",
    blocks=(
        Table(
            "",
            (Column("序号"), Column("问题", group="一季度"), Column("数", group="一季度")),
            (("1", "停水", "3"),),
        ),
    ),
    anchor="s2",
    annex=True,
    wide=True,
)


def profile() -> Profile:
    found, findings = load_profile(ROOT / "templates" / "profiles" / "gbt9704.yaml")
    assert found is not None and findings == []
    return found


def pictures(files: tuple[str, ...]) -> dict[str, Medium]:
    data = picture(size=(1600, 1000))
    return {file: Medium("a.jpg", data, Path("a.jpg"), 1600, 1000) for file in files}


def written(bulletin: Bulletin, site: Path = ROOT, **more: Any) -> bytes:
    data, findings = write_document(bulletin, material(bulletin, site, **more))
    assert data is not None and findings == []
    return data


def material(bulletin: Bulletin, site: Path = ROOT, **more: Any) -> Material:
    target = io.BytesIO()
    Image.new("L", (600, 300), 200).save(target, "PNG")
    drawings = {id(chart): Drawing(target.getvalue(), 200.0, 100.0) for chart in charts_of(bulletin)}
    return Material(make_environment(site), profile(), pictures(bulletin.images), drawings=drawings, **more)


def part(data: bytes, name: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def texts(data: bytes) -> list[str]:
    """Every paragraph of the text, tables' too, in order; a line's end is a newline."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return [
        "".join(
            marks.get(one.tag, one.text or "") for run in paragraph.iter(qn("w:r")) for one in run.iter(*TOLD)
        )
        for paragraph in part(data, "document").iter(qn("w:p"))
    ]


TOLD = tuple(qn(tag) for tag in ("w:t", "w:br", "w:tab"))


def styled(data: bytes, style: str) -> list[str]:
    """The texts of the paragraphs of a style."""
    found = []
    for text, paragraph in zip(texts(data), part(data, "document").iter(qn("w:p")), strict=True):
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == style:
            found.append(text)
    return found


def test_a_bulletin_is_written_with_the_styles_of_its_parts() -> None:
    data = written(render_made.bulletin(), pages={"a1": 1, "a2": 3, "a3": 4, "a4": 5})
    assert styled(data, "MastheadMark") == ["内部资料　注意保存"]
    assert styled(data, "MastheadName") == ["工作简报"]
    assert styled(data, "MastheadNumber") == ["第5期（总第78期）"]
    assert styled(data, "MastheadImprint") == ["澜汀市实践活动领导小组办公室\t2022年6月6日"]
    assert styled(data, "TOC1")[1] == "市环境局开展夏季臭氧污染防治专项行动\t3"
    assert styled(data, "EditorsNote") == ["编者按：本期刊发四家单位的做法，供各地借鉴。"]
    assert styled(data, "SectionName") == ["工作部署", "基层动态"]
    assert styled(data, "Title")[0] == "市发展局召开助企纾困动员会\n推动127家中小企业诉求清单销号"
    assert styled(data, "Subtitle") == ["——深入开展“千名干部入户大走访”活动"]
    assert styled(data, "Heading1") == ["一、摸清底数，建好台账"]
    assert styled(data, "Heading2") == ["（一）走访到户"]
    assert styled(data, "Heading3") == ["1.融资难"]
    assert styled(data, "Heading4") == ["（1）续贷"]
    assert styled(data, "ListParagraph") == ["市场主体反映融资难的46件；", "困难群众反映取暖补贴的21件。"]
    assert styled(data, "Quote") == ["“问题清单挂在墙上，责任就扛在肩上。”"]
    assert styled(data, "Caption") == ["动员会现场（陈某 摄）", "夜间巡查", "（陈某 摄）"]
    assert styled(data, "Byline") == ["（记者　周某　通讯员　李某）"] * 3
    assert styled(data, "FootRow") == [
        "报：市委办公室，市政府办公室。",
        "送：市委组织部。",
        "发：各县市区，市直各单位。",
    ]
    assert styled(data, "Foot") == [
        "签发：张某\t审核：李某\t责编：王某",
        "澜汀市实践活动领导小组办公室\t2022年6月6日印发",
        "共印126份",
    ]


def test_word_shows_the_styles_under_its_own_names() -> None:
    document = opened(written(render_made.bulletin()))
    named = {paragraph.style.name: paragraph.style.element for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Body Text", "Caption"} <= set(named)
    for style, level in (("Heading 1", "0"), ("Heading 4", "3")):
        assert named[style].find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == level


def test_only_office_faces_are_named_and_none_by_the_theme() -> None:
    data = written(render_made.bulletin())
    kinds = ("ascii", "eastAsia", "hAnsi", "cs")
    for name in ("styles", "document"):
        for fonts in part(data, name).iter(qn("w:rFonts")):
            assert {fonts.get(qn(f"w:{kind}")) for kind in kinds} <= OFFICE
            assert set(fonts.keys()) == {qn(f"w:{kind}") for kind in kinds}
    assert {font.get(qn("w:name")) for font in part(data, "fontTable")} == OFFICE
    theme = part(data, "theme/theme1")
    assert {one.get("typeface") for one in theme.iter() if one.get("typeface")} <= OFFICE
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if "embed" in name.lower()]


def test_the_page_is_that_of_the_profile() -> None:
    data = written(render_made.bulletin())
    (section,) = part(data, "document").iter(qn("w:sectPr"))
    told = {
        one.tag.partition("}")[2]: {k.partition("}")[2]: v for k, v in one.attrib.items()} for one in section
    }
    assert told["pgSz"] == {"w": "11906", "h": "16838"}
    margins = {side: int(told["pgMar"][side]) / 1440 * 25.4 for side in ("top", "bottom", "left", "right")}
    assert margins == pytest.approx({"top": 37, "bottom": 35, "left": 28, "right": 26}, abs=0.1)
    assert told["docGrid"] == {"type": "linesAndChars", "linePitch": "579", "charSpace": "-848"}
    # The text keeps to 22 lines of 28 characters by itself.
    room = 11906 - int(told["pgMar"]["left"]) - int(told["pgMar"]["right"])
    assert 28 * (320 - 4) <= room < 29 * (320 - 4)
    assert 22 * 579 <= 16838 - int(told["pgMar"]["top"]) - int(told["pgMar"]["bottom"]) < 23 * 579
    normal = next(one for one in part(data, "styles") if one.get(qn("w:styleId")) == "Normal")
    spacing = normal.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    assert normal.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")) == "-4"
    assert normal.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")) == "32"
    body = next(one for one in part(data, "styles") if one.get(qn("w:styleId")) == "BodyText")
    assert body.find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
    settings = part(data, "settings")
    assert settings.find(qn("w:mirrorMargins")) is not None
    assert settings.find(qn("w:evenAndOddHeaders")) is not None


def test_page_numbers_stand_at_the_outer_edges() -> None:
    section = opened(written(render_made.bulletin())).sections[0]
    for footer, align, side in (
        (section.footer, "right", "right"),
        (section.even_page_footer, "left", "left"),
    ):
        (paragraph,) = footer.paragraphs
        assert re.fullmatch(r"— \d+ —", paragraph.text)
        assert " PAGE " in [one.text for one in paragraph._p.iter(qn("w:instrText"))]
        assert paragraph._p.find(f".//{qn('w:jc')}").get(qn("w:val")) == align
        assert paragraph._p.find(f".//{qn('w:ind')}").get(qn(f"w:{side}")) == "280"


def test_notes_are_notes_of_word() -> None:
    data = written(render_made.bulletin())
    notes = [one for one in part(data, "footnotes") if int(one.get(qn("w:id"))) > 0]
    assert ["".join(one.itertext()) for one in notes] == ["统计口径为规模以上工业企业。"]
    references = list(part(data, "document").iter(qn("w:footnoteReference")))
    assert [one.get(qn("w:id")) for one in references] == ["1"]
    assert "".join(texts(data)).count("统计口径") == 0
    mark = part(data, "settings").find(f"{qn('w:footnotePr')}/{qn('w:numFmt')}")
    assert mark.get(qn("w:val")) == "decimalEnclosedCircleChinese"


def test_tables_repeat_their_head_and_pictures_tell_what_they_show() -> None:
    after = BulletinSection("建议", blocks=(Prose("<p>盯住供暖。</p>"),), anchor="s2")
    bulletin = render_made.bulletin(kind="专报", sections=(FIGURES, after), images=())
    data = written(bulletin)
    tables = list(part(data, "document").iter(qn("w:tbl")))
    tiles, figures, foot = tables
    assert [len(row.findall(qn("w:tc"))) for row in tiles.iter(qn("w:tr"))] == [4, 3]
    assert len(list(figures.iter(qn("w:tblHeader")))) == 1
    assert all(
        row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in figures.iter(qn("w:tr"))
    )
    widths = [int(one.get(qn("w:w"))) for one in figures.iter(qn("w:gridCol"))]
    assert sum(widths) == int(foot.find(f".//{qn('w:tblW')}").get(qn("w:w"))) == 8849
    assert styled(data, "TableCaption") == ["各单位受理量"]
    assert styled(data, "TableTotal") == ["合计", "462"]
    assert styled(data, "ChartCaption") == ["各类受理量"]
    assert styled(data, "Heading1") == ["一、受理概况", "二、建议"]
    assert styled(data, "Heading2") == ["供暖"]
    (inline,) = part(data, "document").iter(qn("wp:inline"))
    assert {inline.get(f"dist{side}") for side in "TBLR"} == {"0"}
    (drawing,) = inline.iter(qn("wp:docPr"))
    assert drawing.get("descr") == "各类受理量：咨询最多。"
    photos = part(written(render_made.bulletin()), "document").iter(qn("wp:docPr"))
    assert [one.get("descr") for one in photos] == [
        "动员会现场",
        "夜间巡查",
        "市环境局开展夏季臭氧污染防治专项行动（图）",
        "云溪县：“板凳会”开到田间地头（图）",
    ]


def test_a_photo_in_a_table_stays_in_its_cell() -> None:
    made = render_made.bulletin()
    image = '<figure class="photo"><img alt="改造后" src="content:media/a.jpg"></figure>'
    head = "<thead><tr><th>前</th><th>后</th></tr></thead>"
    table = f"<table>{head}<tbody><tr><td>略</td><td>{image}</td></tr></tbody></table>"
    one = replace(made.sections[0].articles[0], html=table, photos=())
    data = written(replace(made, sections=(BulletinSection("办理", (one,)),)))
    (drawing,) = part(data, "document").iter(qn("wp:inline"))
    assert drawing.find(qn("wp:docPr")).get("descr") == "改造后"
    cell = next(drawing.iterancestors(qn("w:tc")))
    width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
    assert int(drawing.find(qn("wp:extent")).get("cx")) / 12700 < width / 20


def test_a_wide_annex_is_turned_and_its_number_stays_at_the_left() -> None:
    data = written(render_made.bulletin(kind="专报", sections=(FIGURES, ANNEX), images=(), draft=True))
    document = opened(data)
    first, second = document.sections
    assert (first.orientation, second.orientation) == (0, 1)
    assert styled(data, "AnnexTitle") == ["附件\t问题清单"]
    assert [one.get(qn("w:val")) for one in part(data, "document").iter(qn("w:vMerge"))] == [
        "restart",
        "continue",
    ]
    assert second.footer.paragraphs[0].text == ""
    box = etree.tostring(second.header._element, encoding="unicode")
    assert "layout-flow:vertical" in box and " PAGE " in box
    for section in (first, second):
        for header in (section.header, section.even_page_header):
            assert 'string="草稿"' in etree.tostring(header._element, encoding="unicode")


def test_a_final_bulletin_has_no_mark_across_its_pages() -> None:
    section = opened(written(render_made.bulletin())).sections[0]
    assert "草稿" not in etree.tostring(section.header._element, encoding="unicode")


def test_a_secret_one_says_so_on_every_page() -> None:
    made = render_made.bulletin()
    masthead = replace(made.masthead, secrecy="机密★1年", copy_number="000001", notice="")
    data = written(replace(made, masthead=masthead))
    # The room for the copy's number, which is not printed here; then the level.
    assert styled(data, "MastheadMark") == ["", "机密★1年"]
    section = opened(data).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "机密★1年"
    assert "PAGE" in etree.tostring(section.first_page_footer._element, encoding="unicode")


@pytest.mark.parametrize(("even", "left"), [(False, 1587), (True, 1470)])
def test_the_foot_stands_at_the_bottom_of_the_last_page(even: bool, left: int) -> None:
    document = part(written(render_made.bulletin(), even=even), "document")
    *_, foot = document.iter(qn("w:tbl"))
    place = foot.find(f"{qn('w:tblPr')}/{qn('w:tblpPr')}")
    told = {name.partition("}")[2]: value for name, value in place.attrib.items()}
    assert (told["vertAnchor"], told["tblpYSpec"], told["tblpX"]) == ("margin", "bottom", str(left))
    rules = foot.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
    sizes = {one.tag.partition("}")[2]: one.get(qn("w:sz")) for one in rules}
    # 0.35 and 0.25 mm in eighths of a point.
    assert (sizes["top"], sizes["insideH"], sizes["bottom"]) == ("8", "6", "8")
    # The last line of the text stays with it.
    before = foot.getprevious()
    assert before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_a_foot_alone_on_an_even_page_has_no_number() -> None:
    document = opened(written(render_made.bulletin(), foot_apart=True, even=True))
    first, last = document.sections
    assert last._sectPr.find(qn("w:type")).get(qn("w:val")) == "evenPage"
    assert first.footer.paragraphs[0].text and not last.footer.paragraphs[0].text
    assert not last.even_page_footer.paragraphs[0].text


def test_the_same_bulletin_gives_the_same_bytes_without_the_clock() -> None:
    first, second = (written(render_made.bulletin()) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(package.namelist())
    told = opened(first).core_properties
    assert told.title == "工作简报2022年第5期（总第78期）"
    assert told.author == told.last_modified_by == render_made.ISSUER
    assert told.created.date().isoformat() == told.modified.date().isoformat() == "2022-06-05"
    assert (told.language, told.revision, told.comments) == ("zh-CN", 1, "")


ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "tabs"),
    *("overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"),
    *("rPr", "sectPr"),
)
"""Of a paragraph's properties (ECMA-376-1, CT_PPr). Word refuses files that have another one."""


def test_properties_stand_in_the_order_of_the_schema() -> None:
    sections = (FIGURES, *render_made.bulletin().sections, ANNEX)
    data = written(render_made.bulletin(kind="专报", sections=sections))
    for name in ("document", "styles", "footnotes", "numbering"):
        for properties in part(data, name).iter(qn("w:pPr")):
            names = [ORDER.index(one.tag.partition("}")[2]) for one in properties]
            assert names == sorted(names) and len(set(names)) == len(names), etree.tostring(properties)


def test_ids_are_unique() -> None:
    document = part(written(render_made.bulletin()), "document")
    for tag in ("wp:docPr", "w:bookmarkStart"):
        ids = [one.get("id") or one.get(qn("w:id")) for one in document.iter(qn(tag))]
        assert ids and len(set(ids)) == len(ids)
    targets = {one.get(qn("w:name")) for one in document.iter(qn("w:bookmarkStart"))}
    assert {one.get(qn("w:anchor")) for one in document.iter(qn("w:hyperlink"))} <= targets


def own_template(site: Path, name: str, text: str) -> Path:
    folder = site / "templates" / "word"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return site


def test_an_office_may_name_its_own_faces(tmp_path: Path) -> None:
    shipped = (ROOT / "templates" / "word" / "faces.xml").read_text(encoding="utf-8")
    site = own_template(tmp_path, "faces.xml", shipped.replace("方正小标宋简体", "方正小标宋_GBK"))
    styles = part(written(render_made.bulletin(), site), "styles")
    names = {fonts.get(qn("w:eastAsia")) for fonts in styles.iter(qn("w:rFonts"))}
    assert "方正小标宋_GBK" in names and "方正小标宋简体" not in names


def test_a_broken_template_is_told_in_chinese(tmp_path: Path) -> None:
    site = own_template(tmp_path, "settings.xml", "<w:settings>")
    made = render_made.bulletin()
    data, (finding,) = write_document(made, material(made, site))
    assert data is None and isinstance(finding, Diagnostic)
    assert finding.severity == "error"
    assert finding.place is not None and finding.place.file == "templates/word/settings.xml"
    assert finding.message == "Word 文件的模板写错了，不是完整的 XML"
    assert finding.hint.startswith(
        "请检查尖括号、引号是否成对；改不好的，删去站点里的这个文件，程序会用自带的"
    )


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\xa0\x85\u2028\u2029"), max_size=20)


@given(st.lists(st.tuples(st.sampled_from(["span", "strong", "em", "a", "br"]), WORDS), max_size=6))
def test_any_text_comes_through(parts: list[tuple[str, str]]) -> None:
    """No character is lost or doubled but blanks and what XML cannot hold, and the runs are XML."""
    paragraph = html.Element("p")
    said = ""
    for tag, text in parts:
        kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)
        child = etree.SubElement(paragraph, tag)
        if tag == "br":
            child.tail = kept
        else:
            child.text = kept
        said += kept
    runs = runs_of(pieces_of(paragraph), None)
    told = "".join(t.text or "" for run in runs for t in run.iter(qn("w:t")))
    assert re.sub(r"[ \t\r\n\f]", "", told) == re.sub(r"[ \t\r\n\f]", "", said)
    assert "  " not in told
    for run in runs:
        etree.fromstring(etree.tostring(run))


REPORT = """\
---
标题: 市经信局召开动员会
单位: 市经信局
日期: 2022-05-28
图片: [{文件: media/a.jpg, 说明: 会场}]
---
会议强调，要走进企业[^1]。详见[通知](https://example.com/a)。

1. 列表第一项
2. 列表第二项
    - 里层一项

表：办理情况

| 单位 | 件数 |
| --- | ---: |
| 市经信局 | 12 |

[^1]: 全年走访。
"""


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_command_puts_the_file_beside_the_pdf(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": REPORT, "content/media/a.jpg": picture(size=(900, 600))})
    code, told = run("docx", "--site", str(site), "gongzuo-jianbao/2022-05")
    path = site / "output" / "gongzuo-jianbao" / "2022" / "05" / "工作简报2022年第5期.docx"
    assert code == 0, told
    assert told.splitlines()[-2:] == [
        f"Word 文件做好了：{path}",
        "印刷的 PDF 是 2 页；在 Word、WPS 里打开，页数可能差一页，以 PDF 为准。",
    ]
    data = path.read_bytes()
    assert styled(data, "ListParagraph") == ["列表第一项", "列表第二项", "里层一项"]
    assert styled(data, "TableCaption") == ["办理情况"]
    numbers = [one.get(qn("w:val")) for one in part(data, "document").iter(qn("w:ilvl"))]
    assert numbers == ["0", "0", "1"]
    links = [rel.target_ref for rel in opened(data).part.rels.values() if rel.is_external]
    assert links == ["https://example.com/a"]
    # A build leaves it alone.
    assert run("build", "--site", str(site))[0] == 0
    assert path.read_bytes() == data
    assert run("docx", "--site", str(site), "gongzuo-jianbao/2022-05")[0] == 0
    assert path.read_bytes() == data


def test_an_error_leaves_nothing_written(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/a.md": REPORT})
    code, told = run("docx", "--site", str(site), "gongzuo-jianbao/2022-05")
    assert code == 1
    assert "media/a.jpg" in told and told.splitlines()[-1] == "没有做 Word 文件；原来的没有动。"
    assert not list(site.rglob("*.docx"))
    code, told = run("docx", "--site", str(site), "gongzuo-jianbao/2022-99")
    assert code == 1 and "2022-99" in told


def test_a_secret_one_is_made_with_a_warning(make_site: SiteMaker) -> None:
    keys = "{名称: 工作简报, 类型: 简报, 密级: 机密, 保密期限: 1年}"
    text = f"单位: 市领导小组办公室\n刊物:\n  gongzuo-jianbao: {keys}\n"
    site = make_site({"site.yaml": text})
    code, told = run("docx", "--site", str(site), "gongzuo-jianbao/2022-05")
    assert code == 0
    assert told.splitlines()[-1] == (
        "这一期标有密级（机密★1年）：Word 文件同样涉密，只能在涉密的电脑上打开、存放。"
    )


# What an office's computer has under these names, LibreOffice here finds under others.
STAND_INS = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "LXGW WenKai",
    "黑体": "Noto Sans CJK SC",
    "宋体": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
}


def converted(file: Path, folder: Path) -> Any:
    """The file printed to PDF by LibreOffice, in the open faces."""
    matches = "".join(
        f'<match><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
        for name, face in STAND_INS.items()
    )
    if system.office() is None:
        how = system.command_for([system.OFFICE], system.manager())
        pytest.fail(f"没有 LibreOffice，请运行 make prepare-dev。{how}")
    config = folder / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{face_folder()}</dir><cachedir>{folder / 'cache'}</cachedir>{matches}</fontconfig>",
        encoding="utf-8",
    )
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(file)),
        ],
        env=os.environ | {"FONTCONFIG_FILE": str(config), "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return pypdfium2.PdfDocument((folder / f"{file.stem}.pdf").read_bytes())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, in a folder of its own."""
    site = tmp_path_factory.mktemp("sample")
    shutil.copy(ROOT / "site.yaml", site)
    shutil.copytree(ROOT / "content", site / "content")
    return site


@pytest.mark.parametrize("issue", ["gongzuo-jianbao/2026-06", "suqiu-dongtai/2026-01", "yaoqing/2026-05"])
def test_libreoffice_prints_the_same_pages_within_one(sample: Path, tmp_path: Path, issue: str) -> None:
    site = sample
    if issue.startswith("yaoqing"):
        site = tmp_path / "yunling"
        shutil.copytree(ROOT / "tests" / "sites" / "yunling", site)
    code, told = run("docx", "--site", str(site), issue)
    assert code == 0, told
    printed = re.search(r"印刷的 PDF 是 (\d+) 页", told)
    (file,) = (one for one in site.rglob("*.docx") if issue.partition("/")[0] in one.parts)
    assert printed is not None
    document = converted(file, tmp_path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        assert abs(len(pages) - int(printed[1])) <= 1
        assert "共印" in pages[-1] and not any("共印" in text for text in pages[:-1])
        page = document[len(pages) - 1]
        found = page.get_textpage().search("共印").get_next()
        left, bottom, _, _ = page.get_textpage().get_charbox(found[0])
        # On the bottom edge of the type area: 35 mm above the paper's, 26 mm on a turned page. Where the foot
        # has a page alone, LibreOffice begins that page's footer lower and the foot with it.
        edge = 35 if page.get_height() > page.get_width() else 26
        assert edge - 3 <= bottom / 72 * 25.4 <= edge + 4 and left > page.get_width() / 2
    finally:
        document.close()
