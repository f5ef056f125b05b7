"""The part of `make bench` that packs. Nothing here looks at how long anything took."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.bench import pack as bench
from generator.bench.pack import Measured, figures, pack_lines
from generator.bench.processes import BenchFailed
from generator.setup.faces import has_chinese_face, known_fonts

MEASURED = Measured(pages=8, signed=138, build=2.0, whole=3.0, after=5.0, stamps=0.5, again=1.0, sealed=8.0)


def test_numbering_is_held_against_a_build_and_signing_is_told_apart() -> None:
    rows = {row.name: row for row in figures(MEASURED)}
    numbering = rows["编号 120 份"]
    assert (numbering.ratio, numbering.aim, numbering.met) == (0.25, 2.0, True)
    assert rows["封装，这一期已经编好"].met is False
    signing = rows["封装并给 138 个文件签名"]
    assert (signing.beside, signing.ratio, signing.met) == ("封装，不签名", 1.6, None)
    assert rows["没有变化，再封装一次"].ratio == 0.5


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer copies, one round."""
    if not has_chinese_face(known_fonts()):
        pytest.skip("no Chinese face on this machine")
    monkeypatch.setattr(bench, "ROUNDS", 1)
    monkeypatch.setattr(bench, "NUMBERED", 80)
    monkeypatch.setattr(bench, "_NUMBERED", "    印数: 80\n    份号: 是\n    暗记: 是\n")


def test_a_round(small: None) -> None:
    told: list[str] = []
    lines = pack_lines(told.append)
    assert told == ["封装：第 1/1 轮"]
    assert lines[1] == "封装：一期 8 页，80 份编号，每面有暗记"
    assert [line.split("  ")[0] for line in lines[5:]] == [
        *("编号 80 份", "封装，这一期已经编好", "封装并给 98 个文件签名", "从头编好再封装"),
        "没有变化，再封装一次",
    ]


def test_copies_that_are_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(BenchFailed, match="封装出来的不是 120 份"):
        bench._check(tmp_path, 8)
    shutil.rmtree(tmp_path)
