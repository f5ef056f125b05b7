"""Pictures made ready, and what is written below output/."""

from __future__ import annotations

import errno
import io
import os
import re
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin
from render_made import ISSUER, bulletin, picture

from generator.diagnostics import Diagnostic
from generator.publish.manifest import MANIFEST, Manifest, Package, manifest_bytes, read_manifest
from generator.publish.media import (
    FULL_WIDTH_MM,
    HALF_WIDTH_MM,
    Medium,
    encode,
    place_pictures,
    prepare_media,
    used_pictures,
)
from generator.publish.write import archive, assets, bulletin_package, finish, write_package
from generator.render.archive import entry_of

FULL_PX = 1843
HALF_PX = 886


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def stamps(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def write(output: Path, manifest: Manifest, owner: str, **files: str) -> Manifest:
    package = Package(
        owner, {f"{owner}/{name.replace('_', '.')}": text.encode() for name, text in files.items()}
    )
    manifest, _, findings = write_package(output, package, manifest)
    assert findings == []
    return manifest


def refused(output: Path, package: Package) -> Diagnostic:
    _, changes, findings = write_package(output, package, read_manifest(output))
    assert changes.written == ()
    assert len(findings) == 1
    return findings[0]


def media_folder(site: Path, **pictures: bytes) -> Path:
    folder = site / "content" / "media"
    folder.mkdir(parents=True)
    for name, data in pictures.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return site / "content"


def prepared(content: Path, path: str, width: float = FULL_WIDTH_MM) -> Medium:
    media, findings = prepare_media(content, {path: width}, content.parent / ".cache" / "media")
    assert findings == []
    return media[path]


# Pictures


def test_a_page_tells_which_pictures_it_shows_and_how_wide() -> None:
    html = (
        '<figure class="photo half" style="--ratio: 1"><img src="content:media/a.jpg" alt=""></figure>'
        '<figure class="photo half"><img src="content:media/b.jpg" alt=""></figure>'
        '<figure class="photo"><img alt="" src="content:media/b.jpg"></figure>'
        '<img src="content:media/图&amp;50%25.png">'
    )
    assert used_pictures(html) == {
        "media/a.jpg": HALF_WIDTH_MM,
        "media/b.jpg": FULL_WIDTH_MM,
        "media/图&50%25.png": FULL_WIDTH_MM,
    }


def test_a_large_photo_is_reduced_to_300_dpi_at_its_printed_width(tmp_path: Path) -> None:
    content = media_folder(tmp_path, a_jpg=picture((3000, 2000)), b_jpg=picture((800, 600)))
    whole, half = prepared(content, "media/a.jpg"), prepared(content, "media/a.jpg", HALF_WIDTH_MM)
    assert (whole.width, whole.height) == (FULL_PX, 1229)
    assert (half.width, half.height) == (HALF_PX, 591)
    small = prepared(content, "media/b.jpg")
    assert (small.width, small.height) == (800, 600)


def test_no_metadata_reaches_the_output(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "拍摄者李某"
    exif[0x0110] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SecretPhone")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    pictures = {
        "a_jpg": picture((400, 300), exif=exif, comment=b"SecretPhone", icc_profile=profile),
        "b_png": picture((400, 300), "PNG", "P", exif=exif, pnginfo=notes, icc_profile=profile),
    }
    content = media_folder(tmp_path, **pictures)
    for name in ("media/a.jpg", "media/b.png"):
        assert b"SecretPhone" in (content / name).read_bytes()
        data = prepared(content, name).data
        assert b"SecretPhone" not in data
        with Image.open(io.BytesIO(data)) as image:
            assert dict(image.getexif()) == {}
            assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
            assert image.mode == "RGB"


def test_a_turned_photo_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    medium = prepared(media_folder(tmp_path, a_jpg=picture((600, 400), exif=exif)), "media/a.jpg")
    assert (medium.width, medium.height) == (400, 600)


@pytest.mark.parametrize(
    ("form", "mode", "suffix"),
    [
        ("JPEG", "CMYK", ".jpg"),
        ("JPEG", "L", ".jpg"),
        ("PNG", "RGB", ".jpg"),
        ("PNG", "P", ".png"),
        ("PNG", "1", ".png"),
        ("PNG", "RGBA", ".png"),
        ("WEBP", "RGB", ".jpg"),
        ("GIF", "P", ".jpg"),
        ("TIFF", "RGB", ".jpg"),
        ("BMP", "RGB", ".jpg"),
    ],
)
def test_every_picture_becomes_rgb_jpeg_or_png(form: str, mode: str, suffix: str) -> None:
    data = picture((300, 200), form, mode)
    encoded, found = encode(data, FULL_PX)
    assert found == suffix
    assert encode(data, FULL_PX) == (encoded, found)
    with Image.open(io.BytesIO(encoded)) as image:
        assert (image.mode, image.size) == ("RGB", (300, 200))


def test_what_is_transparent_stands_on_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(target, "PNG")
    encoded, _ = encode(target.getvalue(), FULL_PX)
    with Image.open(io.BytesIO(encoded)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_names_tell_the_picture_and_its_content(tmp_path: Path) -> None:
    first, second = picture((60, 40)), picture((40, 60))
    content = media_folder(tmp_path, **{"动员 会#1_jpg": first, "b_jpg": second, "c_jpg": second})
    assert re.fullmatch(r"动员-会-1-[0-9a-f]{8}\.jpg", prepared(content, "media/动员 会#1.jpg").name)
    hashes = {prepared(content, f"media/{name}.jpg").name[2:10] for name in "bc"}
    assert len(hashes) == 1


def test_a_second_build_makes_no_picture_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = media_folder(tmp_path, a_jpg=picture((600, 400)))
    first = prepared(content, "media/a.jpg")
    before = stamps(tmp_path)
    monkeypatch.setattr("generator.publish.media.encode", lambda *_: pytest.fail("encoded again"))
    assert prepared(content, "media/a.jpg") == first
    assert stamps(tmp_path) == before
    assert first.file.read_bytes() == first.data


def test_pictures_that_are_not_there_or_no_pictures_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    content = media_folder(tmp_path, a_jpg="不是图片".encode(), b_jpg=picture((600, 400))[:2000])
    (tmp_path / "out.jpg").write_bytes(picture((60, 40)))
    wanted = dict.fromkeys(["media/a.jpg", "media/b.jpg", "media/c.jpg", "../out.jpg"], FULL_WIDTH_MM)
    media, findings = prepare_media(content, wanted, tmp_path / "cache")
    assert media == {}
    assert [finding.message for finding in findings] == [
        "图片“media/a.jpg”打不开",
        "图片“media/b.jpg”打不开",
        "找不到图片“media/c.jpg”",
        "找不到图片“../out.jpg”",
    ]
    assert findings[0].place is not None
    assert findings[0].place.file == "content/media/a.jpg"
    assert findings[0].hint == "文件可能已经损坏，或者不是图片；请用看图软件打开后另存为 JPG 再用"


def test_a_cache_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    content = media_folder(tmp_path, a_jpg=picture((60, 40)))
    (tmp_path / "cache").write_text("我是文件", encoding="utf-8")
    _, findings = prepare_media(content, {"media/a.jpg": FULL_WIDTH_MM}, tmp_path / "cache" / "media")
    assert [finding.code for finding in findings] == ["output-blocked"]


def test_the_page_gets_addresses_and_sizes(tmp_path: Path) -> None:
    content = media_folder(tmp_path, 图_jpg=picture((60, 40)))
    html = '<img src="content:media/图.jpg" alt="图"><img src="content:media/x.jpg">'
    media, _ = prepare_media(content, used_pictures('<img src="content:media/图.jpg">'), tmp_path / "c")
    name = media["media/图.jpg"].name
    placed = place_pictures(html, media)
    quoted = name.replace("图", "%E5%9B%BE")
    assert placed == (
        f'<img src="media/{quoted}" width="60" height="40" alt="图"><img src="content:media/x.jpg">'
    )


# Writing


def test_an_issue_is_written_where_the_contract_says(tmp_path: Path) -> None:
    medium = Medium("a-12345678.jpg", b"jpg", tmp_path / "a", 60, 40)
    made = bulletin()
    package = bulletin_package(made, "<html>", {made.file_name: b"%PDF"}, [medium], pages=6)
    manifest, changes, findings = write_package(tmp_path / "output", package, Manifest())
    assert findings == []
    manifest, _, findings = write_package(tmp_path / "output", assets(b"s", b"p"), manifest)
    assert findings == []
    manifest, _, findings = finish(tmp_path / "output", manifest, {made.key})
    assert findings == []
    _, _, findings = write_package(tmp_path / "output", archive(b"all"), manifest)
    assert findings == []
    found = tree(tmp_path / "output")
    assert found.pop(MANIFEST)
    assert found == {
        "index.html": b"all",
        "assets/screen.css": b"s",
        "assets/print.css": b"p",
        "gongzuo-jianbao/2022/05/index.html": b"<html>",
        "gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf": b"%PDF",
        "gongzuo-jianbao/2022/05/media/a-12345678.jpg": b"jpg",
    }
    assert list(package.files)[-1] == "gongzuo-jianbao/2022/05/index.html"
    assert len(changes.written) == 3
    entry = read_manifest(tmp_path / "output").entries[made.key]
    assert entry == entry_of(made, pages=6)


def test_what_must_not_become_a_page_is_a_pdf_alone() -> None:
    made = bulletin(html=False)
    medium = Medium("a-12345678.jpg", b"jpg", Path("a"), 60, 40)
    package = bulletin_package(made, None, {made.file_name: b"%PDF"}, [medium])
    assert list(package.files) == ["gongzuo-jianbao/2022/05/工作简报2022年第5期.pdf"]
    assert package.entry is None


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    def build() -> list[tuple[str, ...]]:
        manifest = read_manifest(tmp_path)
        written = []
        for package in (
            bulletin_package(bulletin(), "<html>", {"a.pdf": b"%PDF"}, []),
            assets(b"s", b"p"),
            archive(b"all"),
        ):
            manifest, changes, _ = write_package(tmp_path, package, manifest)
            written.append(changes.written)
        finish(tmp_path, manifest, {bulletin().key})
        return written

    assert all(build())
    before = stamps(tmp_path)
    assert build() == [(), (), ()]
    assert stamps(tmp_path) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    manifest = write(tmp_path, Manifest(), "a", x_html="1", y_pdf="2")
    package = Package("a", {"a/x.html": b"1", "a/y.pdf": b"3"})
    _, changes, _ = write_package(tmp_path, package, manifest)
    assert (changes.written, changes.unchanged, changes.removed) == (("a/y.pdf",), ("a/x.html",), ())


def test_files_that_an_issue_has_no_more_are_removed(tmp_path: Path) -> None:
    manifest = write(tmp_path, Manifest(), "a", x_html="1", y_pdf="2")
    package = Package("a", {"b/2022/x.html": b"1"})
    manifest, changes, _ = write_package(tmp_path, package, manifest)
    assert changes.removed == ("a/x.html", "a/y.pdf")
    assert not (tmp_path / "a").exists()
    assert manifest.files == {"a": ("b/2022/x.html",)}


def test_issues_that_change_places_keep_their_files(tmp_path: Path) -> None:
    manifest = Manifest()
    for owner, path in (("a", "p/05/x"), ("b", "p/06/x"), ("a", "p/06/x"), ("b", "p/05/x")):
        manifest, _, findings = write_package(tmp_path, Package(owner, {path: owner.encode()}), manifest)
        assert findings == []
    found = tree(tmp_path)
    assert (found["p/05/x"], found["p/06/x"]) == (b"b", b"a")


def test_issues_that_are_no_more_go_and_others_files_stay(tmp_path: Path) -> None:
    manifest = write(tmp_path, Manifest(), "a", x_html="1")
    manifest = write(tmp_path, manifest, "b", x_html="1")
    manifest, _, _ = write_package(tmp_path, assets(b"s", b"p"), manifest)
    (tmp_path / "a" / "别人的.txt").write_text("留着", encoding="utf-8")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "x.html").write_text("留着", encoding="utf-8")
    manifest, changes, findings = finish(tmp_path, manifest, {"b"})
    assert findings == []
    assert changes.removed == ("a/x.html",)
    assert tree(tmp_path).keys() == {
        MANIFEST,
        "a/别人的.txt",
        "b/x.html",
        "c/x.html",
        "assets/screen.css",
        "assets/print.css",
    }


def test_an_issue_that_cannot_be_made_this_time_keeps_output_and_entry(tmp_path: Path) -> None:
    package = bulletin_package(bulletin(), "<html>", {}, [])
    manifest, _, _ = write_package(tmp_path, package, Manifest())
    finish(tmp_path, manifest, {bulletin().key})
    manifest, changes, _ = finish(tmp_path, read_manifest(tmp_path), {bulletin().key})
    assert changes.removed == ()
    assert manifest.entries[bulletin().key].publication_name == "工作简报"
    assert (tmp_path / "gongzuo-jianbao/2022/05/index.html").read_text() == "<html>"


def test_a_build_that_is_killed_leaves_whole_files_and_the_next_sweeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = write(tmp_path, Manifest(), "a", x_html="old", y_pdf="old", z_pdf="old")
    finish(tmp_path, manifest, {"a"})
    real, calls = os.replace, []

    def killed(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", killed)
    package = Package("a", {"a/x.html": b"new", "a/y.pdf": b"new", "a/z.pdf": b"new"})
    with pytest.raises(KeyboardInterrupt):
        write_package(tmp_path, package, read_manifest(tmp_path))
    monkeypatch.undo()
    left = tree(tmp_path)
    assert {left[name] for name in ("a/x.html", "a/y.pdf", "a/z.pdf")} == {b"new", b"old"}
    assert any(name.endswith(".part~") for name in left)
    manifest, _, findings = write_package(tmp_path, package, read_manifest(tmp_path))
    finish(tmp_path, manifest, {"a"})
    assert findings == []
    assert tree(tmp_path).keys() == {MANIFEST, "a/x.html", "a/y.pdf", "a/z.pdf"}


def test_a_first_build_that_is_killed_is_known_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def killed(source: Path, target: Path) -> None:
        if target.name == "y.pdf":
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write_package(tmp_path, Package("a", {"a/x.html": b"new", "a/y.pdf": b"new"}), Manifest())
    monkeypatch.undo()
    finish(tmp_path, read_manifest(tmp_path), set())
    assert tree(tmp_path).keys() == {MANIFEST}


def test_where_one_file_cannot_be_prepared_none_is_written(tmp_path: Path) -> None:
    manifest = write(tmp_path, Manifest(), "a", x_html="old")
    (tmp_path / "a" / "y.pdf").mkdir()
    finding = refused(tmp_path, Package("a", {"a/x.html": b"new", "a/y.pdf": b"new"}))
    assert finding.message == f"不能写入“{tmp_path / 'a/y.pdf'}”：一个同名的文件夹占着这个位置"
    assert finding.hint == "请把它改名或者移走，再做一次"
    assert (tmp_path / "a" / "x.html").read_bytes() == b"old"
    assert not list((tmp_path / "a").glob(".*"))
    assert manifest.files == {"a": ("a/x.html",)}


def test_a_file_where_a_folder_belongs_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("我是文件", encoding="utf-8")
    finding = refused(tmp_path / "output", Package("a", {"a/x.html": b"1"}))
    assert finding.code == "output-blocked"
    assert finding.message == f"不能写入“{tmp_path / 'output'}”：一个同名的文件占着这个位置"


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "没有权限"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.EIO, "磁盘读写出错"),
        (errno.ENOTSUP, f"系统错误 {errno.ENOTSUP}"),
    ],
)
def test_what_the_machine_refuses_is_said_in_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, message: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    finding = refused(tmp_path, Package("a", {"a/x.html": b"1"}))
    assert finding.message == f"不能写入“{tmp_path / MANIFEST}”：{message}"
    assert tree(tmp_path) == {}


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    finding = refused(tmp_path, Package("a", {f"a/{'长' * 90}.pdf": b"1"}))
    assert finding.message.endswith("：文件名太长")


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", ""])
def test_nothing_is_written_outside_the_output(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path below the output folder"):
        write_package(tmp_path / "output", Package("a", {path: b"1"}), Manifest())


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 9}', '{"version": 1, "files": 3, "entries": {}}', "\udcff"]
)
def test_a_manifest_that_is_none_removes_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.html").write_text("留着", encoding="utf-8")
    (tmp_path / MANIFEST).write_bytes(text.encode(errors="surrogateescape"))
    assert read_manifest(tmp_path) == Manifest()
    finish(tmp_path, read_manifest(tmp_path), set())
    assert (tmp_path / "x.html").exists()


def test_a_manifest_that_points_outside_removes_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("留着", encoding="utf-8")
    output = tmp_path / "output"
    output.mkdir()
    (output / MANIFEST).write_bytes(manifest_bytes(Manifest({"a": ("../x.html", str(tmp_path / "x.html"))})))
    finish(output, read_manifest(output), set())
    assert (tmp_path / "x.html").exists()


def test_the_manifest_comes_back_as_it_was(tmp_path: Path) -> None:
    entry = entry_of(bulletin(), pages=3)
    assert entry is not None
    manifest = Manifest({"a": ("a/x",), "@assets": ("assets/y",)}, {"a": entry})
    (tmp_path / MANIFEST).write_bytes(manifest_bytes(manifest))
    assert read_manifest(tmp_path) == manifest
    assert ISSUER not in manifest_bytes(manifest).decode()
