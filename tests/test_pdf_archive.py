"""The archive copy: PDF/A-1b by the judgement of Preflight, tagged, and the same pages line for line."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile, copytree

import pikepdf
import pytest
from conftest import SITE, SiteMaker, picture, told
from hypothesis import given
from hypothesis import strategies as st
from pages import built
from pdf_archive_made import ARCHIVED, drawn_text, preflight_findings
from pikepdf import Dictionary, Name

from generator.diagnostics import has_errors
from generator.model.kinds import SHIPPED
from generator.pdf.archive import archive, srgb_profile
from generator.pdf.archive_colours import srgb_of
from generator.pdf.archive_faces import _bits
from generator.pdf.facts import Facts, Property, identifier, write_facts
from generator.pipeline import build
from generator.publish.manifest import read_manifest

ROOT = Path(__file__).parents[1]
YUNLING = Path(__file__).parent / "sites" / "yunling"
FACTS = Facts(
    "工作简报2022年第5期",
    "工作简报",
    "第5期（总第78期）",
    "市领导小组办公室",
    date(2022, 6, 6),
    ("工作简报", "基层动态"),
)
BOTH = SITE.replace("频次: 周", "频次: 周, 总期起始: 78, 成品: [print, archive]")
PHOTOS = """\
---
标题: 市经信局召开动员会
单位: 市经信局
日期: 2022-05-28
图片:
  - {文件: media/a.png, 说明: 会场}
---
会议强调，要走进企业。㙍头村的**六项**工作已经办结。

| 项目 | 件数 |
| --- | --- |
| 修路 | 12 |
| 供水 | 3 |
"""


def archived(site: Path, work: Path, issues: int) -> None:
    """Build all of a site as archive copies, and hold each against Preflight and against its print."""
    output = site / "output"
    outcome = build(site, output, kinds=["archive"], jobs=2)
    assert not has_errors(outcome.findings) and len(outcome.made) == issues
    copies = sorted(output.rglob(f"*{ARCHIVED}"))
    assert len(copies) == issues
    found = preflight_findings(copies, work)
    assert len(found) == issues
    assert {name: errors for name, errors in found.items() if errors} == {}
    for copy in copies:
        printed = copy.with_name(copy.name.replace(ARCHIVED, ".pdf"))
        assert drawn_text(copy) == drawn_text(printed), copy.name


def test_every_bulletin_of_the_sample_passes(tmp_path: Path) -> None:
    """With its charts, photos, tables and rare characters; drafts too."""
    site = tmp_path / "site"
    copytree(ROOT / "content", site / "content")
    copyfile(ROOT / "site.yaml", site / "site.yaml")
    archived(site, tmp_path, len(list((site / "content" / "issues").rglob("*.yaml"))))


def test_every_bulletin_of_another_office_passes(tmp_path: Path) -> None:
    site = copytree(YUNLING, tmp_path / "site")
    archived(site, tmp_path, 5)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an issue that was made as print and for the archive."""
    site = tmp_path_factory.mktemp("made") / "site"
    files: dict[str, str | bytes] = {
        "site.yaml": BOTH,
        "content/units.yaml": "- {名称: 市经信局, 类别: 市直}\n",
        "content/reports/a.md": PHOTOS,
        "content/reports/b.md": PHOTOS.split("图片:")[0].replace("动员", "总结") + "---\n会议开了。\n",
        "content/media/a.png": picture("PNG"),
        "content/issues/gongzuo-jianbao/2022-05.yaml": (
            "期号: 5\n签发日期: 2022-06-06\n报道期间: 2022-05-30 至 2022-06-05\n"
            "栏目:\n  - 名称: 工作部署\n    文章: [reports/a.md, reports/b.md]\n状态: 定稿\n"
        ),
    }
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    built(site)
    return site


@pytest.fixture(scope="module")
def copy(made: Path) -> Iterator[pikepdf.Pdf]:
    (file,) = (made / "output").rglob(f"*{ARCHIVED}")
    with pikepdf.open(file) as document:
        yield document


def test_what_it_says_of_itself_is_in_step(copy: pikepdf.Pdf) -> None:
    info = {name: str(value) for name, value in copy.docinfo.items()}
    assert info == {
        "/Title": "工作简报2022年第5期",
        "/Author": "市领导小组办公室",
        "/Subject": "《工作简报》第5期（总第78期）",
        "/Keywords": "工作简报, 工作部署",
        "/Creator": "简报生成器",
        "/Producer": "简报生成器",
        "/CreationDate": "D:20220606000000+08'00'",
        "/ModDate": "D:20220606000000+08'00'",
    }
    xmp = copy.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "B")
    assert (xmp["dc:title"], xmp["dc:creator"]) == (info["/Title"], [info["/Author"]])
    created = "2022-06-06T00:00:00+08:00"
    assert (xmp["pdf:Keywords"], xmp["xmp:CreateDate"]) == (info["/Keywords"], created)
    assert "/Filter" not in copy.Root.Metadata
    assert str(copy.Root.Lang) == "zh-CN"


def test_it_is_of_pdf_1_4(made: Path, copy: pikepdf.Pdf) -> None:
    (file,) = (made / "output").rglob(f"*{ARCHIVED}")
    data = file.read_bytes()
    assert data.startswith(b"%PDF-1.4\n") and b"/ObjStm" not in data and b"/XRef" not in data
    assert len(copy.trailer.ID) == 2
    intent = copy.Root.OutputIntents[0]
    assert intent.S == Name.GTS_PDFA1 and intent.DestOutputProfile.read_bytes() == srgb_profile()
    for item in copy.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.FontDescriptor:
            assert "/CIDSet" in item
            assert (
                str(item.get("/FontFile3", Dictionary()).get("/Subtype", "/CIDFontType0C"))
                == "/CIDFontType0C"
            )


def test_its_red_is_that_of_the_layout_on_screens(copy: pikepdf.Pdf) -> None:
    content = copy.pages[0].Contents.read_bytes()
    assert b"DeviceCMYK" not in content and b"0.91765 0.33333 0.19608 rg" in content


def test_its_links_are_printed_and_say_where_they_lead(copy: pikepdf.Pdf) -> None:
    links = [link for page in copy.pages for link in page.get("/Annots", ())]
    assert links
    for link in links:
        assert int(link.F) == 4 and re.fullmatch(r"转到第[12]页", str(link.Contents))


def kinds_of(element: pikepdf.Object, depth: int = 0) -> Iterator[tuple[str, pikepdf.Object]]:
    """All elements of a tree of tags by their kinds, from top to bottom."""
    children = element.get("/K", ())
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S), child
            yield from kinds_of(child, depth + 1)


def test_it_can_be_read_aloud(copy: pikepdf.Pdf) -> None:
    assert bool(copy.Root.MarkInfo.Marked)
    elements = list(kinds_of(copy.Root.StructTreeRoot))
    kinds = [kind for kind, _ in elements]
    assert kinds[0] == "/Document"
    for kind in ("/H1", "/H2", "/H3", "/P", "/Figure", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Link"):
        assert kind in kinds, kind
    (figure,) = [element for kind, element in elements if kind == "/Figure"]
    assert str(figure.Alt) == "会场"
    spoken = [str(element.ActualText) for kind, element in elements if "/ActualText" in element]
    assert spoken == ["，第1页", "，第2页"]


def test_what_stands_in_the_margin_is_passed_over(copy: pikepdf.Pdf) -> None:
    root = copy.Root.StructTreeRoot
    owned = dict(zip(list(root.ParentTree.Nums)[::2], list(root.ParentTree.Nums)[1::2], strict=True))
    for number, page in enumerate(copy.pages):
        content = page.Contents.read_bytes()
        assert b"/Artifact\nBMC" in content
        marks = {int(mark) for mark in re.findall(rb"<</MCID (\d+)>>", content)}
        parents = owned[number]
        assert marks == {mark for mark in range(len(parents)) if parents[mark] is not None}


def test_it_comes_out_the_same_every_time(made: Path) -> None:
    (file,) = (made / "output").rglob("*期.pdf")
    first, found = archive(file.read_bytes(), FACTS)
    second, _ = archive(file.read_bytes(), FACTS)
    assert first is not None and first == second and found == []


def see_through(**state: object) -> bytes:
    """A page that is drawn with a state of graphics."""
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].Resources = Dictionary(ExtGState=Dictionary(G0=Dictionary(**state)))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "state", [{"ca": 0.5}, {"CA": 0.99}, {"BM": Name.Multiply}, {"SMask": Dictionary(S=Name.Luminosity)}]
)
def test_nothing_may_be_seen_through(state: dict[str, object]) -> None:
    result, found = archive(see_through(**state), FACTS)
    assert result is None
    assert [told(finding) for finding in found] == [
        "错误 页面上有半透明的颜色或者图，归档的 PDF 不准有\n"
        "请看本单位自己的模板和样式：把 opacity 和带透明度的颜色换成实的颜色；"
        "查不出来的，“成品”里先去掉 archive"
    ]


def test_what_covers_is_no_fault() -> None:
    result, found = archive(see_through(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None")), FACTS)
    assert result is not None and found == []


def test_a_style_sheet_of_the_office_may_make_an_archive_copy_impossible(make_site: SiteMaker) -> None:
    style = (SHIPPED / "shared" / "print.css").read_text(encoding="utf-8")
    site = make_site(
        {"site.yaml": BOTH, "templates/shared/print.css": f"{style}\n.byline {{ opacity: .5 }}\n"}
    )
    outcome = build(site, site / "output", jobs=1)
    errors = [told(finding).split("\n")[0] for finding in outcome.findings if finding.severity == "error"]
    assert errors == [
        "content/issues/gongzuo-jianbao/2022-05.yaml:1:1 错误 页面上有半透明的颜色或者图，归档的 PDF 不准有"
    ]
    assert outcome.stopped == ["gongzuo-jianbao/2022-05"]
    assert not list((site / "output").rglob("*.pdf")) and not read_manifest(site / "output").entries


@pytest.mark.parametrize(
    ("cmyk", "rgb"),
    [
        ((0, 0, 0, 0), (255, 255, 255)),
        ((0, 0, 0, 1), (0, 0, 0)),
        ((0, 1, 1, 0), (237, 28, 36)),
        ((0, 0.8, 0.8, 0), (240, 67, 56)),
    ],
)
def test_inks_as_a_screen_shows_them(
    cmyk: tuple[float, float, float, float], rgb: tuple[int, int, int]
) -> None:
    assert tuple(round(255 * channel) for channel in srgb_of(*cmyk)) == rgb


@given(st.sets(st.integers(0, 0xFFFF), min_size=1))
def test_a_cid_set_has_a_bit_for_each_cid(cids: set[int]) -> None:
    table = _bits(cids)
    assert {at for at in range(8 * len(table)) if table[at // 8] & (0x80 >> at % 8)} == cids


@given(st.text(), st.lists(st.text(), max_size=3))
def test_facts_are_in_step_whatever_they_are(title: str, keywords: list[str]) -> None:
    facts = Facts(title, "简报", "第1期", "办公室", date(2022, 6, 6), tuple(keywords))
    document = pikepdf.new()
    write_facts(document, facts, [Property("urn:x", "x", {"a": "<&>"})], {"/Trapped": "/False"})
    plain = re.sub("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", title)
    xmp = ElementTree.fromstring(document.Root.Metadata.read_bytes())
    (said,) = xmp.iterfind(".//{http://purl.org/dc/elements/1.1/}title//{*}li")
    assert (said.text or "") == plain
    assert str(document.docinfo["/Title"]) == plain
    assert str(document.docinfo["/Trapped"]) == "/False"


def test_a_document_has_one_name_for_each_kind() -> None:
    assert identifier(FACTS, "press") == identifier(FACTS, "press") != identifier(FACTS, "archive")
