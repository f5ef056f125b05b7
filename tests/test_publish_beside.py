"""What other commands made of an issue or a year: it goes when that goes or has become secret."""

from __future__ import annotations

from pathlib import Path

from generator.publish.manifest import Manifest, Package, beside, issue_of, read_manifest, says
from generator.publish.withdraw import withdraw_pages
from generator.publish.write import finish, write_package

ISSUE = "jianbao/2022-05"
WORD, VOLUME = "jianbao/2022/05/第5期.docx", "jianbao/2022/2022年合订本.pdf"
PDF, PAGE = "jianbao/2022/05/第5期.pdf", "jianbao/2022/05/index.html"


def written(output: Path, level: str = "") -> Manifest:
    manifest = Manifest()
    packages = (
        Package(ISSUE, {PDF: b"pdf", PAGE: b"page"}),
        Package(beside("docx", ISSUE, level), {WORD: b"word"}),
        Package(beside("volume", "jianbao/2022 全年 print", level), {VOLUME: b"volume"}),
    )
    for package in packages:
        manifest, _, found = write_package(output, package, manifest)
        assert not found
    return manifest


def left(output: Path) -> set[str]:
    return {
        str(path.relative_to(output))
        for path in output.rglob("*")
        if path.suffix in (".docx", ".pdf", ".html")
    }


def test_a_build_leaves_them_alone(tmp_path: Path) -> None:
    manifest, _, _ = finish(tmp_path, written(tmp_path), [ISSUE])
    assert left(tmp_path) == {PDF, PAGE, WORD, VOLUME}
    assert len(manifest.files) == 3


def test_a_word_file_goes_with_its_issue_and_a_volume_with_the_last_one(tmp_path: Path) -> None:
    manifest, _, _ = finish(tmp_path, written(tmp_path), ["jianbao/2022-06"])
    assert left(tmp_path) == {VOLUME}
    finish(tmp_path, manifest, ["yuebao/2022-05"])
    assert left(tmp_path) == set()


def test_of_a_publication_that_has_become_secret_nothing_without_the_level_stays(tmp_path: Path) -> None:
    manifest = withdraw_pages(tmp_path, written(tmp_path), {"jianbao": "机密★1年"})
    assert left(tmp_path) == {PDF}
    assert list(manifest.files) == [ISSUE]


def test_what_says_the_level_stays_and_what_says_another_one_goes(tmp_path: Path) -> None:
    manifest = withdraw_pages(tmp_path, written(tmp_path, "机密★1 年"), {"jianbao": "机密★1 年"})
    assert left(tmp_path) == {PDF, WORD, VOLUME}
    withdraw_pages(tmp_path, manifest, {"jianbao": "秘密★1 年"})
    assert left(tmp_path) == {PDF}


def test_of_other_publications_everything_stays(tmp_path: Path) -> None:
    withdraw_pages(tmp_path, written(tmp_path), {"yaoqing": "机密"})
    assert left(tmp_path) == {PDF, PAGE, WORD, VOLUME}


def test_an_owner_tells_its_issue_and_its_level() -> None:
    assert issue_of(beside("docx", ISSUE, "机密★1 年")) == ISSUE
    assert issue_of("@site") == ""
    assert says(beside("docx", ISSUE, "机密★1 年"), "机密★1 年")
    assert not says(beside("docx", ISSUE), "机密")
    assert not says(ISSUE, "")


def test_an_owner_tells_no_issue_but_its_own() -> None:
    assert issue_of(beside("status", "jianbao/2026 05")) == "jianbao/2026 05"
    assert issue_of(beside("status", "jianbao/2026 05", "机密★1 年")) == "jianbao/2026 05"
    assert issue_of("@packs/回执情况-jianbao-2026 05.csv") == ""


def test_a_file_that_gets_another_owner_is_the_others_on_the_disk_too(tmp_path: Path) -> None:
    marked = Package(beside("volume", "jianbao/2022 全年 print", "秘密"), {VOLUME: b"volume"})
    plain = Package(beside("volume", "jianbao/2022 全年 print"), {VOLUME: b"volume"})
    write_package(tmp_path, marked, Manifest())
    write_package(tmp_path, plain, read_manifest(tmp_path))
    stored = read_manifest(tmp_path)
    assert (stored.files[plain.owner], stored.files[marked.owner]) == ((VOLUME,), ())
    # Of a publication that is 秘密 by now, what does not say so goes.
    withdraw_pages(tmp_path, stored, {"jianbao": "秘密"})
    assert left(tmp_path) == set()


def test_the_same_files_of_the_same_owner_leave_the_manifest_as_it_is(tmp_path: Path) -> None:
    manifest = Manifest({ISSUE: (PAGE, PDF), "@assets": ("assets/a.css",)})
    assert manifest.with_files(ISSUE, [PDF, PAGE]) is manifest
    assert manifest.with_files(ISSUE, (PAGE, PDF, PAGE)) is manifest
    assert manifest.with_files(ISSUE, [PAGE]).files == {"@assets": ("assets/a.css",), ISSUE: (PAGE,)}
    assert manifest.with_files("@assets", [PDF]).files == {ISSUE: (PAGE,), "@assets": (PDF,)}
    write_package(tmp_path, Package(ISSUE, {PDF: b"pdf", PAGE: b"page"}), manifest)
    assert not (tmp_path / ".manifest.json").exists()
