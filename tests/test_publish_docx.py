"""A Word file that was made of an issue goes when the issue goes."""

from __future__ import annotations

from pathlib import Path

from generator.publish.manifest import Manifest, Package, issue_of, read_manifest
from generator.publish.write import finish, write_package

KEY = "gongzuo-jianbao/2022-05"
FILE = "gongzuo-jianbao/2022/05/工作简报2022年第5期.docx"


def test_whose_files_are_an_issues() -> None:
    assert [issue_of(owner) for owner in (KEY, f"@docx {KEY}", "@assets", "@archive")] == [KEY, KEY, "", ""]


def test_a_word_file_goes_with_its_issue_and_not_before(tmp_path: Path) -> None:
    manifest = Manifest()
    for package in (Package(f"@docx {KEY}", {FILE: b"PK"}), Package("@assets", {"assets/print.css": b""})):
        manifest, _, findings = write_package(tmp_path, package, manifest)
        assert findings == []
    manifest, changes, _ = finish(tmp_path, manifest, [KEY])
    assert changes.removed == () and (tmp_path / FILE).is_file()
    manifest, changes, _ = finish(tmp_path, manifest, [])
    assert changes.removed == (FILE,)
    assert not (tmp_path / "gongzuo-jianbao").exists()
    assert (tmp_path / "assets/print.css").is_file()
    assert read_manifest(tmp_path).paths == {"assets/print.css"}
