"""The volumes of a year stand on the page of all issues; nothing secret does, nor what is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import SiteMaker

from generator.cli import main
from generator.publish.manifest import Manifest, is_volume, volume_level
from generator.publish.volumes import volumes_of
from generator.render.archive import ArchiveVolume


def stands(output: Path, files: dict[str, list[str]]) -> Manifest:
    manifest = Manifest()
    for owner, paths in files.items():
        for path in paths:
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            (output / path).write_bytes(b"%PDF-")
        manifest = manifest.with_files(owner, paths)
    return manifest


def test_volumes_are_found_whole_before_parts_and_print_before_others(tmp_path: Path) -> None:
    manifest = stands(
        tmp_path,
        {
            "@volume jb/2026 上半年": ["jb/2026/简报2026年上半年合订本.pdf"],
            "@volume jb/2026 第1期至第12期": ["jb/2026/简报2026年第1期至第12期合订本（归档）.pdf"],
            "@volume jb/2026 全年": ["jb/2026/简报2026年合订本（归档）.pdf", "jb/2026/简报2026年合订本.pdf"],
            "@volume:秘密★1年 nc/2026 全年": ["nc/2026/内参2026年合订本.pdf"],
            "@docx jb/2026-01": ["jb/2026/01/简报2026年第1期.docx"],
            "jb/2026-01": ["jb/2026/01/简报2026年第1期.pdf"],
        },
    )
    assert volumes_of(tmp_path, manifest) == (
        ArchiveVolume("jb", 2026, "合订本", "jb/2026/简报2026年合订本.pdf"),
        ArchiveVolume("jb", 2026, "上半年合订本", "jb/2026/简报2026年上半年合订本.pdf"),
        ArchiveVolume("jb", 2026, "第1期至第12期合订本", "jb/2026/简报2026年第1期至第12期合订本（归档）.pdf"),
    )
    (tmp_path / "jb/2026/简报2026年上半年合订本.pdf").unlink()
    assert [one.name for one in volumes_of(tmp_path, manifest)] == ["合订本", "第1期至第12期合订本"]


@pytest.mark.parametrize(
    ("owner", "level"),
    [
        ("@volume jb/2026 全年", ""),
        ("@volume:机密★1年 jb/2026 全年", "机密★1年"),
        ("@volumes jb/2026 全年", None),
        ("@docx jb/2026-01", None),
        ("jb/2026-01", None),
    ],
)
def test_which_owners_are_volumes(owner: str, level: str | None) -> None:
    assert volume_level(owner) == level
    assert is_volume(owner) == (level is not None)


def test_the_page_of_all_issues_links_a_volume_as_soon_as_it_is_made(make_site: SiteMaker) -> None:
    site = make_site()
    output = site / "output"
    done = CliRunner().invoke(main, ["build", "--site", str(site)])
    assert done.exit_code == 0, done.output
    assert "合订本" not in (output / "index.html").read_text(encoding="utf-8")
    done = CliRunner().invoke(main, ["volume", "--site", str(site), "gongzuo-jianbao", "2022"])
    assert done.exit_code == 0, done.output
    page = (output / "index.html").read_text(encoding="utf-8")
    assert 'aria-label="工作简报2022年合订本 PDF">合订本 PDF</a>' in page
    assert page.index("<h3>2022年</h3>") < page.index("合订本 PDF") < page.index('<ul class="issues">')
    # The next build leaves it, and writes nothing.
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    done = CliRunner().invoke(main, ["build", "--site", str(site)])
    assert done.exit_code == 0, done.output
    assert before == {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    # `verify` knows it later, wherever it is.
    file = output / "gongzuo-jianbao/2022/工作简报2022年合订本.pdf"
    file.rename(site / "合订本.pdf")
    done = CliRunner().invoke(main, ["verify", "--site", str(site), str(site / "合订本.pdf")])
    assert done.output.splitlines()[:2] == [
        "是本单位发出的，没有改动过。",
        "《工作简报》2022年合订本　办公打印",
    ]
