"""Citizens that the ledger knows, named in what a unit sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from import_made import make_site

from generator.cli import main

LEDGER = """\
编号,来源渠道,受理时间,标题,内容,承办单位,姓名
A-1,12345热线,2022-05-30,路灯不亮,巷口路灯不亮,市教育局,欧阳明轩
"""
TEXT = "市教育局走访学校\n（2022年6月3日）\n\n市教育局走访学校，听取欧阳明轩的意见。\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    make_site(tmp_path / "site")
    folder = tmp_path / "site/content/requests"
    folder.mkdir(parents=True)
    (folder / "rexian.csv").write_text(LEDGER, encoding="utf-8")
    return tmp_path / "site"


def imported(site: Path, file: Path) -> str:
    done = CliRunner().invoke(main, ["import", "--site", str(site), str(file)])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_citizen_of_the_ledger_is_told_with_the_line_and_not_repeated(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "来稿.txt"
    file.write_text(TEXT, encoding="utf-8")
    told = imported(site, file)
    assert "第 9 行：" in told and "台账" in told
    assert "明轩" not in told
    # An official of that name may be named.
    (site / "content/requests/rexian.csv").unlink()
    assert "台账" not in imported(site, copied(file, "另一篇.txt"))


def test_no_file_is_named_after_a_citizen(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "欧阳明轩反映路灯.txt"
    file.write_text(TEXT.replace("市教育局", "某单位"), encoding="utf-8")
    imported(site, file)
    assert [path.name for path in (site / "content/reports").rglob("*.md") if "明轩" in path.name] == []


def copied(file: Path, name: str) -> Path:
    other = file.with_name(name)
    other.write_text(file.read_text(encoding="utf-8").replace("走访", "走进"), encoding="utf-8")
    return other
