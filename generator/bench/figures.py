"""From what was measured to what is printed: each figure beside what it is compared with, and its aim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

MOST_OF_WEASYPRINT = 1.6
MOST_OF_TYPST = 0.4
MOST_OF_TYPST_SIZE = 1.1
MOST_MEMORY = 400e6
LONGEST_START = 0.15
"""The aims (house): ratios, bytes, seconds."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians. Seconds; bytes; `small` and `count` are how many issues the two cold builds had.

    `bare` and `typst` are a document's mean share of a round, `typst_side_by_side` the same with as many
    processes at a time as there are cores, `typst_start` a process that only loads typst. Sizes are of all
    files together.
    """

    cores: int
    count: int
    cold: float
    small: int
    cold_small: float
    again: float
    edited: float
    start: float
    peak: int
    bare: float
    typst: float
    typst_side_by_side: float
    typst_start: float
    own_size: int
    bare_size: int
    typst_size: int

    @property
    def each(self) -> float:
        """Seconds an issue, the fixed cost of the run shared out among all."""
        return self.cold / self.count

    @property
    def each_more(self) -> float:
        """Seconds that one more issue takes: the slope between the two sizes of site."""
        return (self.cold - self.cold_small) / (self.count - self.small)

    @property
    def fixed(self) -> float:
        """Seconds that a run takes before and beside its issues: where the line meets no issues at all."""
        return self.cold_small - self.small * self.each_more


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table. `aim` bounds the ratio of `value` to `base`, or `value` where it has no base."""

    name: str
    value: float
    unit: str
    beside: str = ""
    base: float | None = None
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        return None if self.base is None else self.value / self.base

    @property
    def met(self) -> bool | None:
        """None where there is no aim."""
        bounded = self.value if self.ratio is None else self.ratio
        return None if self.aim is None else bounded <= self.aim


def figures(measured: Measured) -> list[Figure]:
    """All figures, those with an aim first."""
    m = measured
    warm_share = m.bare / m.cores
    warm = f"WeasyPrint 每份 {seconds(m.bare)} ÷ {m.cores} 核"
    side_by_side = f"typst 每份，同时编 {m.cores} 份"
    return [
        Figure("每期用时", m.each_more, "s", warm, warm_share, MOST_OF_WEASYPRINT),
        Figure("每期用时", m.each_more, "s", "typst 每份", m.typst, MOST_OF_TYPST),
        Figure(
            "PDF 大小",
            m.own_size / m.count,
            "B",
            "typst",
            m.typst_size / m.count,
            MOST_OF_TYPST_SIZE,
        ),
        Figure("内存最高的进程", m.peak, "B", aim=MOST_MEMORY),
        Figure("程序启动（--help）", m.start, "s", aim=LONGEST_START),
        Figure("每期用时，含固定开销", m.each, "s", warm, warm_share),
        Figure("每期用时，含固定开销", m.each, "s", "typst 每份", m.typst),
        Figure("每期用时，含固定开销", m.each, "s", side_by_side, m.typst_side_by_side),
        Figure("PDF 大小", m.own_size / m.count, "B", "WeasyPrint", m.bare_size / m.count),
        Figure("一次运行的固定开销", m.fixed, "s"),
        Figure(f"从头编出 {m.count} 期", m.cold, "s"),
        Figure(f"从头编出 {m.small} 期", m.cold_small, "s"),
        Figure(f"再编一次 {m.count} 期", m.again, "s"),
        Figure("改一篇后编这一期", m.edited, "s"),
        Figure("typst 进程只启动不编", m.typst_start, "s"),
    ]


def table(rows: Sequence[Figure]) -> list[str]:
    """The figures as lines whose columns stand under one another, full-width characters counted as two."""
    lines = [("项目", "实测", "相比的对象", "对象", "比值", "目标", "结论"), *map(_cells, rows)]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(lines[0]))]
    right = {1, 3, 4, 5}
    printed = []
    for line in lines:
        cells = []
        for column, (text, width) in enumerate(zip(line, widths, strict=True)):
            blank = " " * (width - cell_len(text))
            cells.append(blank + text if column in right else text + blank)
        printed.append("  ".join(cells).rstrip())
    rule = "─" * sum(widths, 2 * (len(widths) - 1))
    return [printed[0], rule, *printed[1:]]


def _cells(figure: Figure) -> tuple[str, ...]:
    verdict = {None: "", True: "达到", False: "未达到"}[figure.met]
    base = "" if figure.base is None else _shown(figure.base, figure.unit)
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    if figure.aim is None:
        aim = ""
    else:
        aim = "≤" + (_shown(figure.aim, figure.unit) if figure.base is None else f"{figure.aim:.2f}")
    return figure.name, _shown(figure.value, figure.unit), figure.beside, base, ratio, aim, verdict


def _shown(value: float, unit: str) -> str:
    if unit == "s":
        return seconds(value)
    return f"{value / 1e6:.0f} MB" if value >= 1e6 else f"{value / 1e3:.0f} kB"


def seconds(value: float) -> str:
    """Long times in seconds, short ones in milliseconds."""
    return f"{value:.2f} 秒" if value >= 1 else f"{value * 1000:.0f} 毫秒"
