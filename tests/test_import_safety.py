"""Files that mean harm or are broken: nothing runs, nothing is fetched, nothing is left behind."""

from __future__ import annotations

import io
import os
import socket
import stat
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_made import (
    NAMES,
    W,
    drawing,
    jpeg,
    make_site,
    paragraph,
    refused,
    relation,
    taken,
    told,
    word,
    written,
)

from generator.intake.package import (
    HIGHEST_RATIO,
    LARGEST_PART,
    MOST_ENTRIES,
    MOST_UNPACKED,
    Refused,
    open_package,
    parse,
)
from generator.intake.store import write_all
from generator.intake.take import Sent, take
from generator.intake.word import read_word
from generator.model.content import Content

TEXT = paragraph("市教育局走访学校") + paragraph("2022年6月3日，市教育局走访学校，听取家长意见。")
BOMB = "这个文件解开以后大得不正常，为了安全没有打开"
ENTITIES = "这个文件里有 Word 不会写的内容（实体定义），为了安全没有打开"
DAMAGED = "这个文件已经损坏，或者不是 Word 文件，打不开"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return make_site(tmp_path / "site")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)


# Bombs


def test_a_file_that_grows_too_much_is_not_unpacked(content: Content) -> None:
    padding = b"0" * 30_000_000
    assert refused(content, word(TEXT, parts={"word/media/x.bin": padding}), "a.docx")[0] == BOMB


def test_a_file_of_too_many_parts_is_not_opened(content: Content) -> None:
    parts = {f"word/{number}.xml": b"" for number in range(MOST_ENTRIES + 1)}
    assert refused(content, word(TEXT, parts=parts, compression=zipfile.ZIP_STORED), "a.docx")[0] == BOMB


def test_the_text_has_a_limit_of_its_own(content: Content) -> None:
    filler = "".join(f"<w:p><w:pPr/><!-- {os.urandom(40).hex()} --></w:p>" for _ in range(90_000))
    document = word(TEXT + filler)
    assert len(filler) > LARGEST_PART
    assert refused(content, document, "a.docx")[0] == BOMB


def test_a_list_of_contents_that_lies_is_no_help(content: Content) -> None:
    """The sizes in the list say little; what is read is cut at its limit or found to be wrong."""
    data = bytearray(
        word(
            TEXT,
            parts={"word/media/a.bin": b"0" * 50_000_000},
            relations=relation("a", "image", "media/a.bin"),
        )
    )
    place = 0
    while (place := data.find(b"PK\x01\x02", place)) >= 0:
        size = struct.unpack_from("<I", data, place + 24)[0]
        if size > 1_000_000:
            struct.pack_into("<I", data, place + 24, 1000)
        place += 4
    with pytest.raises(Refused) as caught:
        open_package(bytes(data))
    assert caught.value.finding.code in ("import-damaged", "import-bomb")


def test_the_limits_hold_together() -> None:
    assert LARGEST_PART < MOST_UNPACKED
    assert HIGHEST_RATIO > 100


def test_entities_are_refused_in_every_part(content: Content) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    document = (
        f"{laughs}<w:document {NAMES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert refused(content, word("", parts={"word/document.xml": document}), "a.docx")[0] == ENTITIES
    styles = f"{laughs}<w:styles {W}/>"
    with_styles = word(
        TEXT, parts={"word/styles.xml": styles}, relations=relation("s", "styles", "styles.xml")
    )
    assert refused(content, with_styles, "a.docx")[0] == ENTITIES


def test_files_of_the_machine_are_not_read_through_entities(content: Content, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    for kind in (
        f'SYSTEM "{secret.as_uri()}"',
        'SYSTEM "http://127.0.0.1:9/x"',
        'PUBLIC "a" "http://127.0.0.1:9/x"',
    ):
        document = (
            f"<!DOCTYPE x [<!ENTITY e {kind}>]><w:document {NAMES}><w:body>"
            "<w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
        )
        assert refused(content, word("", parts={"word/document.xml": document}), "a.docx")[0] == ENTITIES
    utf16 = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x SYSTEM "{secret.as_uri()}"><x/>'.encode(
        "utf-16"
    )
    with pytest.raises(Refused):
        parse(utf16)


def test_elements_without_end_are_refused(content: Content) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 40 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 40
    assert refused(content, word(TEXT + deep), "a.docx")[0] == DAMAGED
    deeper = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    assert refused(content, word(TEXT + deeper), "a.docx")[0] == DAMAGED


def test_a_text_of_too_many_elements_is_refused(content: Content) -> None:
    document = word(TEXT + "<w:p/>" * 260_000, compression=zipfile.ZIP_STORED)
    assert refused(content, document, "a.docx")[0] == "文字太长，一篇放不下，没有导入"


def test_a_table_of_a_million_columns_is_cut(content: Content) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr>{paragraph("宽")}</w:tc>'
    table = f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>"
    started = time.monotonic()
    made = taken(content, word(TEXT + table), "a.docx")
    assert time.monotonic() - started < 10
    assert max(map(len, written(content, made).splitlines())) < 1000


# What leads out of the file


def test_links_and_pictures_outside_are_not_fetched(content: Content, tmp_path: Path) -> None:
    outside = tmp_path / "outside.jpg"
    outside.write_bytes(jpeg())
    relations = (
        relation("p", "image", outside.as_uri(), "External")
        + relation("q", "image", "http://127.0.0.1:9/x.jpg", "External")
        + relation("l", "hyperlink", "http://127.0.0.1:9/", "External")
    )
    run = "<w:r><w:t>点这里</w:t></w:r>"
    link = f'<w:p><w:hyperlink r:id="l">{run}</w:hyperlink><w:r><w:t>看通知。</w:t></w:r></w:p>'
    body = TEXT + link + f"<w:p>{drawing('p')}</w:p><w:p>{drawing('q')}</w:p>"
    made = taken(content, word(body, relations=relations), "a.docx")
    assert made.pictures == ()
    assert "\n点这里看通知。\n" in written(content, made)
    assert "127.0.0.1" not in written(content, made)
    assert "有 3 个指向文件外面的链接，没有打开，只留了文字" in told(made)
    assert "有一张图片不在文件里，是外面的链接，没有去取" in told(made)


@pytest.mark.parametrize(
    "target", ["../../../outside.jpg", "/etc/passwd", "..\\..\\outside.jpg", "C:\\x.jpg"]
)
def test_a_path_out_of_the_file_leads_nowhere(content: Content, tmp_path: Path, target: str) -> None:
    (tmp_path / "outside.jpg").write_bytes(jpeg())
    document = word(TEXT + f"<w:p>{drawing('p')}</w:p>", relations=relation("p", "image", target))
    assert taken(content, document, "a.docx").pictures == ()


def test_names_in_the_file_name_nothing_outside(content: Content, tmp_path: Path) -> None:
    """An entry of that name is read as the picture that it is, and lands under a name of ours."""
    name = "../../../../evil.jpg"
    document = word(
        TEXT + f"<w:p>{drawing('p')}</w:p>",
        parts={name: jpeg()},
        relations=relation("p", "image", f"../{name}"),
    )
    made = taken(content, document, "../../../etc/evil.docx")
    assert all(
        path.startswith(("content/media/2022/", "content/reports/2022/"))
        for path in (*made.pictures, made.report)
    )
    assert not list(tmp_path.rglob("evil*"))


def test_pictures_of_markdown_stay_in_their_folder(content: Content, tmp_path: Path) -> None:
    folder = tmp_path / "laigao"
    folder.mkdir()
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (folder / "in.jpg").write_bytes(jpeg())
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    text = (
        "# 走访\n\n2022年6月3日，市教育局走访。\n\n![内](in.jpg)\n\n![外](../secret.jpg)\n\n![链](link.jpg)\n"
    )
    made, findings = take(Sent("a.md", text.encode(), ".md", folder), content, None)
    assert findings == []
    assert made is not None
    assert len(made.pictures) == 1
    assert told(made).count("有一张图片不在文件里，是外面的链接，没有去取") == 1


def test_macros_do_not_come_along(content: Content) -> None:
    document = word(TEXT, parts={"word/vbaProject.bin": OLE + b"macro"})
    made = taken(content, document, "a.docm")
    assert "这个文件带有宏，没有运行，也没有放进来" in told(made)
    assert not any(b"macro" in path.read_bytes() for path in content.root.rglob("*") if path.is_file())


def test_scripts_in_the_text_stay_text(content: Content) -> None:
    document = word(TEXT + paragraph("&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt;b&amp;gt;"))
    made = taken(content, document, "a.docx")
    assert "\n&lt;script>alert(1)&lt;/script> &amp;lt;b&amp;gt;\n" in written(content, made)
    assert [one for one in made.remarks if one.severity == "error"] == []


def test_marks_of_ours_cannot_be_forged(content: Content) -> None:
    forged = (
        '<w:p><w:bookmarkStart w:id="1" w:name="intake-picture-0"/><w:bookmarkStart w:id="2" '
        'w:name="intake-look-center-44-1-title-0-0"/><w:r><w:t>这一句是正文，不是标题。</w:t></w:r></w:p>'
    )
    made = taken(content, word(TEXT + forged), "a.docx")
    assert "标题: 市教育局走访学校\n" in written(content, made)
    assert written(content, made).endswith("\n这一句是正文，不是标题。\n")


# Broken files


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.docx", "这个文件是空的"),
        (b"PK\x03\x04 cut off", "a.docx", DAMAGED),
        (b"<html></html>", "a.docx", DAMAGED),
        (b"%PDF-1.4", "a.docx", "这是 PDF，不能导入"),
        (b"{\\rtf1 x}", "a.docx", "“.rtf”这种文件不能导入"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "这个文件加了密码，读不了"),
        (OLE + b"WordDocument", "a.doc", "这是旧格式的 .doc 文件，这台机器上没有能转换它的 LibreOffice"),
        (OLE + b"WordDocument", "a.docx", "这是旧格式的 .doc 文件，这台机器上没有能转换它的 LibreOffice"),
        (word("", parts={"word/document.xml": "<w:document"}), "a.docx", DAMAGED),
        (word("", parts={"word/document.xml": f"<w:document {NAMES}/>"}), "a.docx", DAMAGED),
        (word(""), "a.docx", "这个文件里没有文字"),
    ],
)
def test_broken_files_end_in_a_word(content: Content, data: bytes, name: str, message: str) -> None:
    said, hint = refused(content, data, name)
    assert said == message
    assert hint


def test_other_office_files_are_not_word(content: Content) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refused(content, buffer.getvalue(), "a.docx")[0] == "这不是 Word 文件，里面没有正文"


def test_a_file_that_was_cut_off_ends_in_a_word(content: Content) -> None:
    whole = word(
        TEXT + f"<w:p>{drawing('a')}</w:p>",
        parts={"word/a.jpg": jpeg()},
        relations=relation("a", "image", "a.jpg"),
    )
    for length in range(1, len(whole), 97):
        assert read_word(whole[:length])[0] is None


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_file_with_wrong_bytes_is_read_or_refused(place: int, wrong: bytes) -> None:
    whole = word(
        TEXT, parts={"word/styles.xml": f"<w:styles {W}/>"}, relations=relation("s", "styles", "styles.xml")
    )
    place %= len(whole)
    manuscript, findings = read_word(whole[:place] + wrong + whole[place + len(wrong) :])
    assert (manuscript is None) == bool(findings)


TAGS = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:ins",
    "w:del",
    "w:sdt",
    "w:br",
    "w:drawing",
    "w:pict",
    "w:sym",
)
ATTRIBUTES = ("w:val", "w:id", "r:embed", "w:char", "w:font", "w:type", "w:name")


@given(
    st.recursive(
        st.text("文a1", max_size=4),
        lambda inner: st.tuples(
            st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=4)
        ),
        max_leaves=20,
    )
)
def test_elements_in_any_order_are_read_or_refused(tree: object) -> None:
    def xml(node: object) -> str:
        if isinstance(node, str):
            return node
        assert isinstance(node, tuple)
        tag, attribute, children = node
        return f'<{tag} {attribute}="1">{"".join(map(xml, children))}</{tag}>'

    manuscript, findings = read_word(word(TEXT + xml(tree)))
    assert (manuscript is None) == bool(findings)


# Writing


def test_nothing_is_left_where_the_disk_fails(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Path.write_bytes

    def fail(self: Path, data: bytes) -> int:
        if ".md" in self.name and "reports" in self.parts and "site" in self.parts:
            raise OSError(28, "No space left on device")
        return original(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    document = word(
        TEXT + f"<w:p>{drawing('a')}</w:p>",
        parts={"word/a.jpg": jpeg()},
        relations=relation("a", "image", "a.jpg"),
    )
    made, findings = take(Sent("a.docx", document, ".docx"), content, None)
    assert made is None
    assert [one.code for one in findings] == ["import-unwritable"]
    files = {path.name for path in content.root.rglob("*") if path.is_file()}
    assert files == {"site.yaml", "units.yaml", "a.md", "2022-01.yaml"}


def test_what_is_there_is_never_overwritten(content: Content) -> None:
    findings = write_all({"media/new.jpg": b"new", "reports/a.md": b"new"}, content.root)
    assert [one.message for one in findings] == ["不能写入“content/reports/a.md”：已经有这个名称的文件"]
    assert "旧的正文" in (content.root / "content" / "reports" / "a.md").read_text(encoding="utf-8")
    assert not (content.root / "content" / "media" / "new.jpg").exists()


# LibreOffice


def test_old_word_files_go_through_libreoffice(content: Content, tmp_path: Path) -> None:
    """A program in its place shows what it is asked for, and that its profile is none of the user's."""
    (tmp_path / "ready.docx").write_bytes(word(TEXT))
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/asked\nwhile [ $# -gt 1 ]; do\n'
        f'  [ "$1" = --outdir ] && cp {tmp_path}/ready.docx "$2/in.docx"\n  shift\ndone\n',
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    made = taken(content, OLE + b"WordDocument", "a.doc", str(program))
    assert "标题: 市教育局走访学校\n" in written(content, made)
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert "--headless" in asked
    assert "-env:UserInstallation=file:///" in asked
    assert not list(Path(asked.split("--outdir ")[1].split()[0]).parent.glob("import-*/in.doc"))


def test_a_libreoffice_that_fails_is_told(content: Content) -> None:
    said, _ = refused(content, OLE + b"WordDocument", "a.doc", "/bin/false")
    assert said == "LibreOffice 没有转换成这个 .doc 文件"


def test_reading_a_file_loads_no_network_library() -> None:
    code = "import sys, generator.intake.word; print('requests' in sys.modules or 'aiohttp' in sys.modules)"
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
