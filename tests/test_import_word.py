"""Word files: styles, numbers, tables, notes, pictures, and what is left out and told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from import_made import (
    NAMES,
    W,
    codes,
    drawing,
    jpeg,
    make_site,
    paragraph,
    relation,
    taken,
    told,
    word,
    written,
)
from PIL import Image

from generator.load.site import load_site
from generator.model.content import Content

CENTRE = '<w:jc w:val="center"/>'
TITLE = paragraph("市教育局走访学校", CENTRE, '<w:sz w:val="44"/>')
TEXT = paragraph("2022年6月3日，市教育局走访学校，听取家长意见，当场解决问题12个。")


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return make_site(tmp_path)


def body(content: Content, document: bytes, name: str = "gao.docx") -> str:
    return written(content, taken(content, document, name)).split("---\n", 2)[2].strip()


def test_a_document_of_word_becomes_a_whole_report(content: Content) -> None:
    document = Document()

    def add(text: str, size: int = 16, centred: bool = False, style: str | None = None) -> None:
        made = document.add_paragraph(style=style)
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else None
        made.add_run(text).font.size = Pt(size)

    add("市教育局信息", 26, True)
    add("市教育局扎实开展护苗行动", 22, True)
    add("十二所学校有人管", 22, True)
    add("——校园走访侧记", 16, True)
    add("（2022年5月28日）", 16, True)
    emphatic = document.add_paragraph("为保护学生，")
    emphatic.add_run("局党组高度重视").bold = True
    emphatic.add_run("，改造操场300m")
    emphatic.add_run("2").font.superscript = True
    emphatic.add_run("。")
    add("一、摸清底数", style="Heading 1")
    add("走访学校12所。")
    add("二、办好实事", style="Heading 1")
    add("修路灯", style="List Bullet")
    add("补围墙", style="List Bullet")
    add("表1　走访情况", 14, True)
    table = document.add_table(rows=2, cols=2)
    for place, text in enumerate(("类别", "收到", "停车", "7")):
        table.cell(place // 2, place % 2).text = text
    document.add_picture(io.BytesIO(jpeg()))
    add("图1：干部上门走访（陈某 摄）", 12, True)
    add("（市教育局　李 某）")
    buffer = io.BytesIO()
    document.save(buffer)
    made = taken(content, buffer.getvalue(), "护苗.docx")
    assert made.report == "content/reports/2022/0528-市教育局.md"
    assert made.pictures == ("content/media/2022/0528-市教育局-1.jpg",)
    assert (content.root / made.pictures[0]).read_bytes() == jpeg()
    assert (
        written(content, made)
        == """\
---
标题: 市教育局扎实开展护苗行动 \\\\ 十二所学校有人管
副题: ——校园走访侧记
单位: 市教育局
日期: 2022-05-28
作者: {通讯员: [李某]}
栏目:
标签: []
图片:
  - {文件: media/2022/0528-市教育局-1.jpg, 说明: 干部上门走访, 摄影: 陈某}
---

为保护学生，**局党组高度重视**，改造操场300m²。

## 摸清底数

走访学校12所。

## 办好实事

- 修路灯
- 补围墙

表1：走访情况

| 类别 | 收到 |
| --- | ---: |
| 停车 | 7 |
"""
    )
    assert told(made) == ["标题上面这一行没有放进正文：“市教育局信息”"]
    loaded, findings = load_site(content.root)
    assert loaded is not None
    assert [one for one in findings if one.severity == "error"] == []
    assert made.report.removeprefix("content/") in loaded.reports


# Numbers of lists


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>
</w:lvlOverride></w:num></w:numbering>"""


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_become_headings_and_lists(content: Content) -> None:
    document = word(
        TITLE
        + TEXT
        + numbered("起因", 1)
        + numbered("来信", 1, 1)
        + paragraph("收到来信三封，都是家长写的。")
        + numbered("来访", 1, 1)
        + paragraph("接待来访五批，当场答复。")
        + numbered("办法", 1)
        + numbered("当场办；", 2)
        + numbered("限期办。", 2)
        + paragraph("后来又定了两条：")
        + numbered("不推；", 3)
        + numbered("不拖。", 3),
        parts={"word/numbering.xml": NUMBERING},
        relations=relation("n", "numbering", "numbering.xml"),
    )
    assert (
        body(content, document).split("\n\n", 1)[1]
        == """\
## 起因

### 来信

收到来信三封，都是家长写的。

### 来访

接待来访五批，当场答复。

## 办法

1. 当场办；
2. 限期办。

后来又定了两条：

1. 不推；
2. 不拖。"""
    )


def test_alignment_and_size_come_from_styles_too(content: Content) -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="b"><w:name w:val="公文标题"/>'
        f'<w:pPr>{CENTRE}</w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="x"/><w:basedOn w:val="b"/></w:style>'
        "</w:styles>"
    )
    document = word(
        paragraph("走访简讯一则")
        + paragraph("市教育局走访学校", '<w:pStyle w:val="c"/>')
        + paragraph("听取意见解难题", '<w:pStyle w:val="c"/>')
        + TEXT,
        parts={"word/styles.xml": styles},
        relations=relation("s", "styles", "styles.xml"),
    )
    made = taken(content, document, "a.docx")
    assert "标题: 市教育局走访学校 \\\\ 听取意见解难题\n" in written(content, made)
    assert "标题上面这一行没有放进正文：“走访简讯一则”" in told(made)
    assert "import-title-guessed" not in codes(made)


def test_headings_of_one_level_are_not_the_title(content: Content) -> None:
    style = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    styles = f"<w:styles {W}>{style}</w:styles>"
    heading = '<w:pStyle w:val="h"/>'
    document = word(
        paragraph("市教育局走访学校", CENTRE)
        + paragraph("起因", heading)
        + TEXT
        + paragraph("办法", heading)
        + paragraph("逐件办理，件件有回音。")
        + paragraph("", heading),
        parts={"word/styles.xml": styles},
        relations=relation("s", "styles", "styles.xml"),
    )
    made = taken(content, document, "a.docx")
    assert "标题: 市教育局走访学校\n" in written(content, made)
    assert "\n## 起因\n" in written(content, made)
    assert "\n## 办法\n" in written(content, made)
    assert "有一个没有文字的小标题，没有放进来" in told(made)


# Tables and notes


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_are_taken_apart(content: Content) -> None:
    rows = (
        ("<w:tr>", cell("单位"), cell("件数", '<w:gridSpan w:val="2"/>'), "</w:tr>"),
        ("<w:tr>", cell("甲", '<w:vMerge w:val="restart"/>'), cell("1"), cell("2|3"), "</w:tr>"),
        ("<w:tr>", cell("", "<w:vMerge/>"), cell("3"), cell("4"), "</w:tr>"),
    )
    table = "<w:tbl>" + "".join("".join(row) for row in rows) + "</w:tbl>"
    made = taken(content, word(TITLE + TEXT + table), "a.docx")
    assert written(content, made).endswith(
        "\n| 单位 | 件数 |  |\n| --- | ---: | --- |\n| 甲 | 1 | 2\\|3 |\n|  | 3 | 4 |\n"
    )
    assert "“单位”开头的表格有合并的格子，拆开了，内容写在第一格，其余空着" in told(made)


def test_a_frame_of_one_cell_is_no_table(content: Content) -> None:
    table = f"<w:tbl><w:tr>{cell('框里的话，也是正文。')}</w:tr></w:tbl>"
    assert body(content, word(TITLE + TEXT + table)).endswith("\n\n框里的话，也是正文。")


def test_footnotes_and_endnotes_find_their_places(content: Content) -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("共3封。")}</w:footnote></w:footnotes>'
    )
    ends = f'<w:endnotes {W}><w:endnote w:id="1">{paragraph("见附件。")}</w:endnote></w:endnotes>'
    marks = (
        "<w:p><w:r><w:t>收到来信</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:t>，都办了</w:t></w:r><w:r><w:endnoteReference w:id='1'/></w:r>"
        "<w:r><w:t>。</w:t></w:r></w:p>"
    )
    document = word(
        TITLE + TEXT + marks,
        parts={"word/footnotes.xml": notes, "word/endnotes.xml": ends},
        relations=relation("f", "footnotes", "footnotes.xml") + relation("e", "endnotes", "endnotes.xml"),
    )
    assert body(content, document).endswith("收到来信[^1]，都办了[^2]。\n\n[^1]: 共3封。\n\n[^2]: 见附件。")


# Pictures


def pictured(*runs: str, **files: bytes) -> bytes:
    """A document with these runs in a paragraph each, and pictures by their relationships."""
    relations = "".join(relation(key, "image", f"media/{key}.bin") for key in files)
    parts = {f"word/media/{key}.bin": data for key, data in files.items()}
    inner = "".join(run if run.startswith("<w:p>") else f"<w:p>{run}</w:p>" for run in runs)
    return word(TITLE + TEXT + inner, parts=parts, relations=relations)


def test_the_kind_of_a_picture_is_what_its_bytes_say(content: Content) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 700)).save(buffer, "PNG")
    made = taken(content, pictured(drawing("a"), a=buffer.getvalue()), "a.docx")
    assert made.pictures == ("content/media/2022/0603-市教育局-1.png",)
    assert "图片:\n  - {文件: media/2022/0603-市教育局-1.png}\n" in written(content, made)


def test_pictures_that_cannot_be_printed_are_told(content: Content) -> None:
    document = pictured(
        drawing("a"), drawing("b"), drawing("c"), a=b"MZ not a picture", b=jpeg(200, 100), c=jpeg()[:-900]
    )
    made = taken(content, document, "a.docx")
    assert len(made.pictures) == 1
    assert "第 1 张图片没有取出来：不是图片，或者已经损坏" in told(made)
    assert "第 2 张图片只有 200×100 像素，印出来会不清楚" in told(made)
    assert "第 3 张图片没有取出来：不是图片，或者已经损坏" in told(made)


def test_the_same_picture_twice_is_one_file(content: Content) -> None:
    made = taken(content, pictured(drawing("a"), drawing("b"), a=jpeg(), b=jpeg()), "a.docx")
    assert len(made.pictures) == 1


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (paragraph("图2 家长在听讲。"), "说明: 家长在听讲}"),
        (paragraph("图为家长在听讲（摄影：陈某）"), "说明: 图为家长在听讲, 摄影: 陈某}"),
        (paragraph("家长在听讲　陈某摄"), "说明: 家长在听讲, 摄影: 陈某}"),
        (paragraph("家长在听讲（市教育局供图）"), "说明: 家长在听讲（市教育局供图）}"),
        (paragraph("家长在听讲", CENTRE), "说明: 家长在听讲}"),
    ],
)
def test_captions_are_known(content: Content, line: str, shown: str) -> None:
    made = taken(content, pictured(drawing("a"), line, a=jpeg()), "a.docx")
    assert f"1.jpg, {shown}\n" in written(content, made)
    assert "家长在听讲" not in written(content, made).split("---\n", 2)[2]


def test_a_paragraph_below_a_picture_is_no_caption(content: Content) -> None:
    made = taken(content, pictured(drawing("a"), paragraph("会后，大家去看操场。"), a=jpeg()), "a.docx")
    assert written(content, made).endswith("\n会后，大家去看操场。\n")


def test_a_cropped_picture_is_told(content: Content) -> None:
    document = pictured(drawing("a", '<a:srcRect l="10000" r="0"/>'), a=jpeg())
    assert "有 1 张图片在 Word 里裁剪过，取出来的是没有裁剪的原图" in told(taken(content, document, "a.docx"))


# What is left out


def test_tracked_changes_hidden_text_and_comments_are_told(content: Content) -> None:
    changed = (
        '<w:p><w:r><w:t>留下的</w:t></w:r><w:ins w:id="1"><w:r><w:t>和加上的</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>删掉的</w:delText></w:r></w:del>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见的</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p>"
    )
    comments = f'<w:comments {W}><w:comment w:id="1">{paragraph("这句不要")}</w:comment></w:comments>'
    document = word(
        TITLE + TEXT + changed,
        parts={"word/comments.xml": comments},
        relations=relation("c", "comments", "comments.xml"),
    )
    made = taken(content, document, "a.docx")
    text = written(content, made)
    assert text.endswith("\n留下的和加上的。\n")
    assert not any(word in text for word in ("删掉的", "看不见的", "这句不要"))
    assert told(made)[:3] == [
        "有 2 处修订：增加的按接受处理，删去的没有放进来",
        "有 1 处隐藏文字，没有放进来",
        "有 1 条批注，没有放进来",
    ]


def test_text_boxes_formulas_charts_and_objects_are_told(content: Content) -> None:
    box = (
        "<w:p><w:r><w:t>正文一段，旁边有文本框。</w:t></w:r><w:r>"
        "<mc:AlternateContent><mc:Choice Requires='wps'>"
        "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{paragraph('框里的话。')}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{paragraph('框里的话。')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    def graphic(inner: str) -> str:
        return (
            "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData>"
            f"{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )

    others = (
        "<w:p><m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath><w:r><w:t>式子。</w:t></w:r></w:p>"
        + graphic("<c:chart/>")
        + graphic("<dgm:relIds/>")
        + "<w:p><w:r><w:object/></w:r></w:p><w:altChunk/>"
    )
    made = taken(content, word(TITLE + TEXT + box + others), "a.docx")
    assert written(content, made).count("框里的话。") == 1
    assert written(content, made).endswith("\n正文一段，旁边有文本框。\n\n框里的话。\n\n式子。\n")
    assert codes(made) - {"import-unit-guessed", "import-day-guessed"} == {
        "import-text-boxes",
        "import-formulas",
        "import-charts",
        "import-smart-art",
        "import-objects",
        "import-chunks",
    }


def test_emphasis_of_nearly_everything_is_none(content: Content) -> None:
    made = taken(content, word(TITLE + paragraph("市教育局2022年6月3日走访学校。", run="<w:b/>")), "a.docx")
    assert "**" not in written(content, made)
    assert "正文大半是粗体，都改成了普通字" in told(made)


def test_short_bold_lines_are_headings_where_nothing_is_numbered(content: Content) -> None:
    document = word(
        TITLE + TEXT + paragraph("怎么办的", run="<w:b/>") + paragraph("逐件办理，件件有回音，家长满意。")
    )
    made = taken(content, document, "a.docx")
    assert "\n## 怎么办的\n" in written(content, made)
    assert "有 1 行加粗的短行当作小标题，印的时候前面自动加序号" in told(made)


def test_forced_line_ends_part_titles_and_paragraphs(content: Content) -> None:
    words = "<w:t>市教育局走访学校</w:t><w:br/><w:t>听取家长意见</w:t>"
    title = f"<w:p><w:pPr>{CENTRE}</w:pPr><w:r>{words}</w:r></w:p>"
    made = taken(
        content,
        word(title + TEXT + "<w:p><w:r><w:t>一行。</w:t><w:br/><w:t>两行。</w:t></w:r></w:p>"),
        "a.docx",
    )
    assert "标题: 市教育局走访学校 \\\\ 听取家长意见\n" in written(content, made)
    assert written(content, made).endswith("\n一行。\n\n两行。\n")


def test_the_strict_form_is_read_too(content: Content) -> None:
    strict = NAMES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    document = f"<w:document {strict}><w:body>{TITLE}{TEXT}</w:body></w:document>"
    made = taken(content, word("", parts={"word/document.xml": document}), "a.docx")
    assert "标题: 市教育局走访学校\n" in written(content, made)


def test_the_year_comes_from_the_file_itself(content: Content) -> None:
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:d="http://purl.org/dc/terms/"><d:modified>2019-06-05T08:00:00Z</d:modified></c:coreProperties>'
    )
    document = word(TITLE + paragraph("6月3日，市教育局走访学校。"), parts={"docProps/core.xml": core})
    made = taken(content, document, "a.docx")
    assert "日期没有写年份，按Word 文件里记的保存日期定为 2019-06-03" in told(made)
