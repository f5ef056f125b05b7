"""From a save to the screen, builds after no change, and the memory of a watch that goes on and on."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count as counting
from pathlib import Path
from statistics import median

from generator.bench.figures import Figure, table
from generator.bench.preview_browser import Saves, open_browsers
from generator.bench.preview_memory import EARLY, Memory, memory_of
from generator.bench.preview_site import LEDGER_ISSUES, Edited, write_large, write_small
from generator.bench.preview_typst import faces_in, typst_times
from generator.bench.preview_watch import watching
from generator.bench.processes import start_time
from generator.bench.run import build, build_cold

Say = Callable[[str], None]

MOST_WEB, MOST_PRINT = 0.1, 0.4
MOST_AGAIN, MOST_AGAIN_LARGE = 0.4, 1.2
MOST_OF_SMALL = 1.3
MOST_OF_TENTH = 1.1
"""The aims (house): seconds; how much of what it takes in the small site; of the memory after ten edits."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is measured. `small` and `large`: issues of the two sites; `rows`: requests in the ledger of
    the large one; `saves` that are timed after `warm` others; `builds` after no change; `edits` between
    looks at the memory."""

    small: int = 150
    large: int = 1500
    rows: int = 100_000
    saves: int = 50
    warm: int = 5
    builds: int = 10
    edits: int = 2000


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds, sorted."""

    values: tuple[float, ...]

    def share(self, percent: float) -> float:
        """The least value that so many per cent do not exceed."""
        return self.values[max(0, math.ceil(len(self.values) * percent / 100) - 1)]


@dataclass(frozen=True, slots=True)
class SiteTimes:
    """Of one site: until the web page is painted, until the printed page is; seconds of a build after no
    change."""

    web: Times
    print: Times
    again: float


@dataclass(frozen=True, slots=True)
class MeasuredPreview:
    """`typst`: the same edit by typst. `start`: seconds of a process that only starts. `memory` is None where
    it cannot be measured."""

    counts: Counts
    start: float
    small: SiteTimes
    large: SiteTimes
    typst: Times
    memory: Memory | None


def preview_lines(say: Say, counts: Counts = Counts()) -> list[str]:
    """Measure the preview; the results as lines. Raises BenchFailed when something does not work."""
    return told_lines(measure_preview(say, counts))


def measure_preview(say: Say, counts: Counts) -> MeasuredPreview:
    """Everything, in folders that are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="jianbao-bench-") as name:
        folder = Path(name)
        start = start_time("-m", "generator", "--help")
        small, large = folder / "small", folder / "large"
        edited = write_small(small, counts.small)
        say(f"正在写 {counts.large} 期、{counts.rows:,} 行台账……")
        sites = (edited, write_large(large, counts.large, counts.rows))
        again = [
            build_again(one.folder, issues, counts.builds, say)
            for one, issues in zip(sites, (counts.small, counts.large), strict=True)
        ]
        web, printed = edit_in_turn(sites, counts, say)
        memory = memory_of(edited, counts.edits, say)
        say("正在量 typst……")
        typst = typst_times(edited, faces_in(folder), counts.warm, counts.saves)
    few, many = (SiteTimes(*times) for times in zip(web, printed, again, strict=True))
    return MeasuredPreview(counts, start, few, many, _times(typst), memory)


def build_again(site: Path, issues: int, times: int, say: Say) -> float:
    """Build a site, and build it again so many times; the seconds of one of these builds."""
    say(f"{issues} 期：从头编，期数多的要等几分钟……")
    build_cold(site)
    say(f"{issues} 期：再编 {times} 次……")
    return median(build(site).seconds for _ in range(times))


def edit_in_turn(sites: Sequence[Edited], counts: Counts, say: Say) -> tuple[list[Times], list[Times]]:
    """Edit sites while the preview of each is open in a browser of its own: the times until the web page is
    painted and until the printed page is, of each site.

    One edit of each in turn: what else the machine does in these minutes meets all of them alike.
    """
    say("打开各站点的预览……")
    with ExitStack() as stack:
        begun = [stack.enter_context(watching(edited.folder)) for edited in sites]
        pages = stack.enter_context(open_browsers(len(sites)))
        saves = [
            Saves(one, edited, counting(1), counts.warm, counts.saves)
            for one, edited in zip(begun, sites, strict=True)
        ]
        opened = list(zip(saves, pages, strict=True))
        say(f"各改 {counts.saves} 次，看网页什么时候变……")
        web = zip(*(one.web_times(page) for one, page in opened), strict=True)
        webs = [_times(times) for times in zip(*web, strict=True)]
        say(f"各改 {counts.saves} 次，看印出来的页什么时候变……")
        printed = zip(*(one.print_times(page) for one, page in opened), strict=True)
        return webs, [_times(times) for times in zip(*printed, strict=True)]


def told_lines(measured: MeasuredPreview) -> list[str]:
    """The table, and how its figures were come by."""
    counts = measured.counts
    return ["预览和再编", "", *table(preview_figures(measured)), "", *_notes(counts)]


def preview_figures(measured: MeasuredPreview) -> list[Figure]:
    """All figures: beside their aims, then beside what else there is."""
    counts, small, large, typst = measured.counts, measured.small, measured.large, measured.typst
    few, many = f"{counts.small} 期", f"{counts.large} 期、{counts.rows:,} 行"
    rows = [
        *_both(few, "网页", small.web, "目标", MOST_WEB, 1.0),
        *_both(few, "印出来的页", small.print, "目标", MOST_PRINT, 1.0),
        Figure(f"{few}，再编一次", small.again, "s", "目标", MOST_AGAIN, 1.0),
        *_both(many, "网页", large.web, few, small.web, MOST_OF_SMALL),
        *_both(many, "印出来的页", large.print, few, small.print, MOST_OF_SMALL),
        Figure(f"{many}，再编一次", large.again, "s", "目标", MOST_AGAIN_LARGE, 1.0),
    ]
    if (memory := measured.memory) is not None:
        name, beside = f"改了 {memory.edits} 次以后的内存", f"改了 {EARLY} 次以后"
        rows.append(Figure(name, memory.late, "B", beside, memory.early, MOST_OF_TENTH))
    return [
        *rows,
        *_both(few, "网页", small.web, "typst 热编", typst),
        *_both(few, "印出来的页", small.print, "typst 热编", typst),
        *_both(many, "印出来的页", large.print, "typst 热编", typst),
        Figure(f"{few}，再编一次", small.again, "s", "只启动（--help）", measured.start),
        Figure(f"{many}，再编一次", large.again, "s", f"{few}，再编一次", small.again),
    ]


def _both(
    site: str, what: str, times: Times, beside: str, base: Times | float, aim: float | None = None
) -> list[Figure]:
    """The two shares of the times, each beside the same of `base`, or beside a number."""
    return [
        Figure(
            f"{site}，保存到{what}，p{percent}",
            times.share(percent),
            "s",
            beside,
            base.share(percent) if isinstance(base, Times) else base,
            aim,
        )
        for percent in (50, 95)
    ]


def _times(values: Iterable[float]) -> Times:
    return Times(tuple(sorted(values)))


def _notes(counts: Counts) -> list[str]:
    return [
        "说明：",
        f"  改的是一期 8 页的简报里的一句话，改 {counts.saves} 次（先改 {counts.warm} 次不计），"
        "一次直接写，一次写好再改名，轮着来。",
        "  两个站点的预览同时开着，轮流改：这几分钟里机器上的别的事，两边都遇到。",
        "  从开始写文件量到 Chromium（无界面，1440×900）画出改动后的下一帧；p95：95% 的改动不超过它。",
        f"  {counts.large} 期里有 {LEDGER_ISSUES} 期月报，从 {counts.rows:,} 行台账里算；改的是同一期简报。",
        f"  再编一次：什么都没有改，整个进程从启动到结束，{counts.builds} 次的中位数。",
        "  typst 热编：同样的文字、同样的改动，一个进程一直开着，只量从文字到 PDF，不存盘，也不画出来。",
        "  内存：预览的各个进程一共占用的，共用的只算一份（PSS）；每改一次，都像浏览器那样取变了的页。",
    ]
