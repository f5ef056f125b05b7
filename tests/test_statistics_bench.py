"""The measuring of ledgers, on a small one: another program, pandas, comes to the same counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.bench import ledger_pandas
from generator.bench.ledger import MeasuredLedger, compare, told_lines
from generator.bench.ledger_ours import main as count
from generator.bench.ledger_site import CSV, write_ledger_site
from generator.bench.processes import BenchFailed

MEASURED = MeasuredLedger(
    many=1_000_000,
    ours=4.5,
    ours_peak=1_100_000_000,
    ours_cpu=7.5,
    pandas=3.0,
    pandas_peak=500_000_000,
    pandas_cpu=2.5,
    load=3.25,
    compile=0.75,
    few=0.6,
    none=0.4,
    cells=711,
)


def test_pandas_comes_to_the_same_counts(tmp_path: Path) -> None:
    write_ledger_site(tmp_path / "site", 3000)
    count(tmp_path / "site", tmp_path / "ours.json")
    ledger_pandas.main(tmp_path / "site" / CSV, tmp_path / "theirs.json")
    ours, theirs = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("ours", "theirs"))
    compare(ours["cells"], theirs["cells"])
    total = ours["cells"][""]["now"]
    assert total["受理量"] == 169 and total["超期量"] and total["重复量"]
    assert len(ours["cells"]) > 500


def test_a_site_without_a_ledger_costs_no_counting(tmp_path: Path) -> None:
    write_ledger_site(tmp_path / "site", 0)
    count(tmp_path / "site", tmp_path / "told.json")
    assert json.loads((tmp_path / "told.json").read_text())["cells"] == {}


def test_different_counts_end_the_measuring() -> None:
    cells = {"": {"now": {"受理量": 3}, "before": {}, "year_ago": {}}}
    compare(cells, {"": {"now": {"受理量": 3}}})
    with pytest.raises(
        BenchFailed, match=r"^台账的计算与 pandas 的结果不同，“”：\{'受理量': 3\}；\{'受理量': 4\}$"
    ):
        compare(cells, {"": {"now": {"受理量": 4}}})


def test_the_figures_stand_beside_their_aims() -> None:
    lines = told_lines(MEASURED)
    told = [line.split() for line in lines]
    assert ["1,000,000", "行，从", "CSV", "到数字", "4.50", "秒", "≤5.00", "秒", "达到"] in told
    assert ["1,000,000", "行，内存", "1100", "MB", "≤1000", "MB", "未达到"] in told
    assert ["1,000", "行给一次编印增加", "200", "毫秒", "≤300", "毫秒", "达到"] in told
    assert ["1,000,000", "行，从", "CSV", "到数字", "4.50", "秒", "pandas", "3.00", "秒", "1.50"] in told
    assert ["1,000,000", "行，处理器时间", "7.50", "秒", "pandas", "2.50", "秒", "3.00"] in told
    assert lines[-4].startswith("  一期月报，711 格数字，")
