"""Files: encodings, sizes and what is no text."""

from __future__ import annotations

import os

import pytest
from conftest import FILES, REPORT, SiteMaker, findings
from hypothesis import given
from hypothesis import strategies as st

from generator.load.site import load_site
from generator.load.source import decode

PATH = "content/reports/a.md"


def test_a_sound_site_tells_nothing(make_site: SiteMaker) -> None:
    assert findings(make_site({})) == []


def test_byte_order_mark_and_crlf_are_fine(make_site: SiteMaker) -> None:
    data = b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode()
    site = make_site({PATH: data})
    assert findings(site) == []
    content, _ = load_site(site)
    assert content is not None
    assert content.reports["reports/a.md"].body.html == "<p>会议强调，要走进企业。</p>"


def test_gb18030_is_read_with_a_notice(make_site: SiteMaker) -> None:
    site = make_site({PATH: REPORT.encode("gb18030")})
    assert findings(site) == [
        f"{PATH}:1:1 注意 这个文件的编码是 GB 18030，已经照样读取\n下次保存时编码请选 UTF-8"
    ]
    content, _ = load_site(site)
    assert content is not None
    assert content.reports["reports/a.md"].front.record.title == "市经信局召开动员会"


def test_every_file_may_be_gb18030(make_site: SiteMaker) -> None:
    site = make_site({name: text.encode("gb18030") for name, text in FILES.items()})
    assert all("注意 这个文件的编码是 GB 18030" in told for told in findings(site))
    content, _ = load_site(site)
    assert content is not None and len(content.issues) == 1


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00\x08", b"\xff\xd8\xff\xe0\x01\x02\x03\xff" * 20])
def test_binary_file(make_site: SiteMaker, data: bytes) -> None:
    assert findings(make_site({PATH: data}))[0] == (
        f"{PATH}:1:1 错误 这不是文本文件\n"
        "如果它是 Word 文档或者表格，请把文字复制出来，另存为纯文本，编码选 UTF-8"
    )


def test_broken_encoding_names_the_line(make_site: SiteMaker) -> None:
    data = REPORT.encode() + "第七行".encode() + b"\xff\xff\xe4"
    assert findings(make_site({PATH: data}))[0] == (
        f"{PATH}:7:4 错误 从这里起有认不出的文字编码\n请用原来的编辑软件打开，另存为纯文本，编码选 UTF-8"
    )


def test_five_megabytes(make_site: SiteMaker) -> None:
    site = make_site({PATH: REPORT + "字" * (5 * 1024 * 1024 // 3)})
    assert findings(site)[0] == (
        f"{PATH}:1:1 错误 这个文件有 5.0 MB，超过了 1 MB\n"
        "这里只放文字；图片请另存到 content/media 文件夹，再写上它的路径"
    )


@pytest.mark.parametrize("data", [b"", b" \n\n", b"\xef\xbb\xbf"])
def test_empty_file(make_site: SiteMaker, data: bytes) -> None:
    assert findings(make_site({PATH: data}))[0] == (
        f"{PATH}:1:1 错误 这个文件是空的\n请写上内容；不用的文件请删掉"
    )


def test_link_out_of_the_site(make_site: SiteMaker) -> None:
    site = make_site({PATH: None})
    outside = site.parent / "secret.md"
    outside.write_text(REPORT, encoding="utf-8")
    os.makedirs(site / "content/reports")
    (site / PATH).symlink_to(outside)
    assert findings(site)[0] == (
        f"{PATH}:1:1 错误 这个文件实际放在站点的 content 文件夹以外\n"
        "请把文件本身复制到 content 文件夹里，不要放快捷方式（链接）"
    )


def test_link_to_nothing(make_site: SiteMaker) -> None:
    site = make_site({})
    (site / "content/reports/b.md").symlink_to(site / "content/reports/gone.md")
    assert findings(site) == [
        "content/reports/b.md:1:1 错误 打不开这个文件：文件不存在\n请检查它是不是普通文件、有没有读取权限"
    ]


def test_locks_of_office_programs_are_passed_over(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/~$a.md": b"\x00", "content/reports/.a.md": b"\x00"})
    assert findings(site) == []


def test_files_that_nothing_reads_are_named(make_site: SiteMaker) -> None:
    site = make_site({"content/reports/b.docx": b"PK", "content/issues/gongzuo-jianbao/a.txt": "甲"})
    assert findings(site) == [
        "content/issues/gongzuo-jianbao/a.txt:1:1 警告 程序不用这个文件\n"
        "这里只放 .yaml、.yml、.md 文件；Word 文档请把文字复制到这样的文件里",
        "content/reports/b.docx:1:1 警告 程序不用这个文件\n"
        "这里只放 .md、.markdown 文件；Word 文档请把文字复制到这样的文件里",
    ]


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_findings(data: bytes) -> None:
    text, found = decode(data, "a.md")
    assert text is not None or found
    if text is not None:
        text.encode("utf-8")
