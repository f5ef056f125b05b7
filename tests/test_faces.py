"""Roles of faces, subsets in the file, and what guards the hook."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
import uharfbuzz
import weasyprint
from conftest import SiteMaker
from pages import built, only_pdf, page_texts
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from generator.model.kinds import SHIPPED
from generator.setup.faces import FACES, face_folder
from generator.typeset import hook
from generator.typeset.faces import ROLES, resolve_faces
from generator.typeset.subsetting import AFTER, Subsetter

TABLE = SHIPPED / "shared" / "faces.yaml"
OPEN = {
    "FandolFang": frozenset({400}),
    "LXGW WenKai": frozenset({400}),
    "Noto Serif CJK SC": frozenset({400, 700}),
    "Noto Sans CJK SC": frozenset({400}),
}


def test_open_faces_serve_all_roles() -> None:
    faces, findings = resolve_faces(TABLE, OPEN)
    assert faces is not None and findings == []
    assert {role: faces.stacks[role][0] for role in ROLES} == {
        "仿宋": "FandolFang",
        "楷体": "LXGW WenKai",
        "黑体": "Noto Sans CJK SC",
        "宋体": "Noto Serif CJK SC",
        "小标宋": "Noto Serif CJK SC",
    }
    assert faces.title_weight == 700
    assert faces.css("仿宋").startswith('"FandolFang", "Noto Serif CJK SC"')


def test_the_black_weight_is_used_where_it_is() -> None:
    faces, _ = resolve_faces(TABLE, {**OPEN, "Noto Serif CJK SC": frozenset({400, 700, 900})})
    assert faces is not None and faces.title_weight == 900


def test_office_faces_come_first_and_are_not_emboldened() -> None:
    own = {"FangSong_GB2312": frozenset({400}), "方正小标宋简体": frozenset({400})}
    faces, findings = resolve_faces(TABLE, {**OPEN, **own})
    assert faces is not None and findings == []
    assert faces.stacks["仿宋"][0] == "FangSong_GB2312"
    assert faces.stacks["小标宋"][0] == "方正小标宋简体"
    assert faces.title_weight == 400
    assert faces.stacks["仿宋"][1] == "Noto Serif CJK SC"


def test_each_role_that_borrows_is_named() -> None:
    faces, findings = resolve_faces(TABLE, {"SimSun": frozenset({400})})
    assert faces is not None
    assert [finding.message for finding in findings] == [
        f"没有{role}，暂用“SimSun”代替" for role in ("仿宋", "楷体", "黑体", "小标宋")
    ]


@pytest.fixture
def small_pdf(make_site: SiteMaker) -> Path:
    site = make_site(
        {"content/reports/a.md": "---\n标题: 石垱镇\n单位: 市经信局\n日期: 2022-05-28\n---\n㙍头村。\n"}
    )
    built(site)
    return only_pdf(site)


def test_faces_are_embedded_as_small_subsets(small_pdf: Path) -> None:
    kinds = set()
    with pikepdf.open(small_pdf) as pdf:
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/FontDescriptor":
                continue
            assert str(item.FontName)[7] == "+"
            file = item.get("/FontFile3") or item.get("/FontFile2")
            assert file is not None
            kinds.add(str(file.get("/Subtype", "/TrueType")))
            assert len(file.read_raw_bytes()) < 30_000
    assert kinds == {"/CIDFontType0C", "/TrueType"}
    assert small_pdf.stat().st_size < 60_000


def test_text_of_every_face_reads_back(small_pdf: Path) -> None:
    text = "".join(page_texts(small_pdf))
    for piece in ("工作简报", "石垱镇", "㙍头村。", "（市经济和信息化局）", "— 1 —"):
        assert piece in text


def test_a_subset_is_the_same_however_many_were_taken_before() -> None:
    for face in FACES:
        path = face_folder() / face.file
        if not path.is_file():
            continue
        index = 2 if path.suffix == ".ttc" else 0
        source = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)), index)
        font = uharfbuzz.Font(source)
        glyphs = {
            glyph for char in "市民有所呼，我应为。1aA㙍" if (glyph := font.get_nominal_glyph(ord(char)))
        }
        common = glyphs - {font.get_nominal_glyph(ord("㙍"))}
        subsetter = Subsetter(source)
        first = [subsetter.subset(common), subsetter.subset(glyphs)]
        for _ in range(AFTER):
            subsetter.subset(common)
        assert [subsetter.subset(common), subsetter.subset(glyphs)] == first, face.file
        subsetter.begin_anew()
        assert [subsetter.subset(common), subsetter.subset(glyphs)] == first, face.file


def test_another_version_of_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match=r"71\.0"):
        hook.install()


def test_documents_that_are_not_ours_are_left_to_weasyprint() -> None:
    hook.install()
    html = HTML(string="<p lang=en>One line of plain English text that has to be broken somewhere.")
    style = CSS(string="@page { size: 60mm 60mm; margin: 5mm } p { text-align: justify }")
    document = html.render(stylesheets=[style], font_config=FontConfiguration())
    assert "English" in html_text(document)
    assert document.write_pdf().startswith(b"%PDF-")


def html_text(document: weasyprint.Document) -> str:
    boxes = [document.pages[0]._page_box]
    found = ""
    while boxes:
        box = boxes.pop()
        found += getattr(box, "text", "")
        boxes.extend(getattr(box, "children", ()))
    return found
