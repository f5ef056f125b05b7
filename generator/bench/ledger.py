"""How fast a ledger becomes figures, beside the same counting by pandas."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from generator.bench.figures import Figure, table
from generator.bench.ledger_site import CSV, write_bulletin_site, write_ledger_site
from generator.bench.processes import BenchFailed, Ran, python

Say = Callable[[str], None]

MANY, FEW = 1_000_000, 1_000
MOST_SECONDS = 5.0
MOST_MEMORY = 1e9
MOST_SECONDS_OF_FEW = 0.3
"""The aims (house): seconds, bytes; of a million rows, and what a thousand rows add to a build."""

ROUNDS = 3
ROUNDS_OF_FEW = 21
"""Measured so often; the median counts."""


@dataclass(frozen=True, slots=True)
class MeasuredLedger:
    """Medians in seconds, peaks in bytes; `…_cpu` is the time of all processors together. `few` and `none`
    are builds of the same bulletins with a thousand rows, of which they print a figure, and without a
    ledger; `load` and `compile` are parts of `ours`; `cells` is how many cells both programs counted."""

    many: int
    ours: float
    ours_peak: int
    ours_cpu: float
    pandas: float
    pandas_peak: int
    pandas_cpu: float
    load: float
    compile: float
    few: float
    none: float
    cells: int


def ledger_lines(say: Say, many: int = MANY) -> list[str]:
    """Measure over a ledger of `many` rows and one of a thousand; the results as lines.

    Raises BenchFailed when something does not work, or when both programs do not come to the same counts.
    """
    return told_lines(measure_ledger(say, many, ROUNDS, ROUNDS_OF_FEW))


def measure_ledger(say: Say, many: int, rounds: int, rounds_of_few: int) -> MeasuredLedger:
    with tempfile.TemporaryDirectory(prefix="jianbao-bench-") as name:
        folder = Path(name)
        say(f"正在写 {many:,} 行台账……")
        write_ledger_site(folder / "many", many)
        write_bulletin_site(folder / "few", FEW)
        write_bulletin_site(folder / "none", 0)
        # Some hundred megabytes: else they go to the disk while the first round is measured.
        os.sync()
        ours: list[Ran] = []
        theirs: list[Ran] = []
        results: list[Any] = []
        others: list[Any] = []
        for turn in range(1, rounds + 1):
            say(f"台账第 {turn} 轮，共 {rounds} 轮：本程序……")
            ours.append(_ours(folder / "many", folder / "ours.json"))
            results.append(_read(folder / "ours.json"))
            say(f"台账第 {turn} 轮，共 {rounds} 轮：pandas……")
            theirs.append(_pandas(folder / "many" / CSV, folder / "theirs.json"))
            others.append(_read(folder / "theirs.json"))
        cells = results[-1]["cells"]
        compare(cells, others[-1]["cells"])
        say(f"正在量 {FEW:,} 行台账……")
        # In turn, so that the machine is as busy with the one as with the other.
        builds = [(_build(folder / "few"), _build(folder / "none")) for _ in range(rounds_of_few)]
    return MeasuredLedger(
        many=many,
        ours=median(ran.seconds for ran in ours),
        ours_peak=max(ran.peak for ran in ours),
        ours_cpu=median(one["cpu"] for one in results),
        pandas=median(ran.seconds for ran in theirs),
        pandas_peak=max(ran.peak for ran in theirs),
        pandas_cpu=median(one["cpu"] for one in others),
        load=median(one["load"] for one in results),
        compile=median(one["compile"] for one in results),
        few=median(few for few, _ in builds),
        none=median(none for _, none in builds),
        cells=len(cells),
    )


def told_lines(measured: MeasuredLedger) -> list[str]:
    """The table, and how its figures were come by."""
    rows = f"{measured.many:,} 行"
    whole, memory = f"{rows}，从 CSV 到数字", f"{rows}，内存"
    figures = [
        Figure(whole, measured.ours, "s", aim=MOST_SECONDS),
        Figure(memory, measured.ours_peak, "B", aim=MOST_MEMORY),
        Figure(f"{FEW:,} 行给一次编印增加", measured.few - measured.none, "s", aim=MOST_SECONDS_OF_FEW),
        Figure(whole, measured.ours, "s", "pandas", measured.pandas),
        Figure(memory, measured.ours_peak, "B", "pandas", measured.pandas_peak),
        Figure(f"{rows}，处理器时间", measured.ours_cpu, "s", "pandas", measured.pandas_cpu),
        Figure(f"{rows}，其中读入和检查", measured.load, "s"),
        Figure(f"{rows}，其中计算", measured.compile, "s"),
    ]
    return [
        "台账",
        "",
        *table(figures),
        "",
        "说明：",
        f"  一期月报，{measured.cells:,} 格数字，各有本期、上期、同期；进程含启动和导入，取中位数。",
        f"  {FEW:,} 行：同样几期简报，有台账、印出一个数的，同没有的，轮流从头编，取中位数之差。",
        "  处理器时间是各核合计，机器忙的时候以它为准。",
        "  本程序逐行检查，还列出超期和重复的诉求；pandas 只读要数的列，不检查，不列。两边的数逐格相同。",
    ]


def _build(site: Path) -> float:
    """Seconds of a build with neither output nor cache."""
    for folder in ("output", ".cache"):
        shutil.rmtree(site / folder, ignore_errors=True)
    return python("编印", "-m", "generator", "build", "--site", site).seconds


def _ours(site: Path, told: Path) -> Ran:
    return python("台账的计算", "-m", "generator.bench.ledger_ours", site, told)


def _pandas(csv: Path, told: Path) -> Ran:
    return python("pandas", "-m", "generator.bench.ledger_pandas", csv, told)


def _read(told: Path) -> Any:
    return json.loads(told.read_text(encoding="utf-8"))


def compare(ours: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]) -> None:
    """Raises BenchFailed unless both came to the same counts: else their times tell nothing."""
    for path in sorted(ours.keys() | theirs.keys()):
        for which in ("now", "before", "year_ago"):
            own, other = ours.get(path, {}).get(which, {}), theirs.get(path, {}).get(which, {})
            if own != other:
                raise BenchFailed(f"台账的计算与 pandas 的结果不同，“{path}”：{own}；{other}")
