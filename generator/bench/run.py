"""`make bench`: everything measured in one run, over synthetic bulletins in a temporary folder."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator.bench.figures import Measured, figures, table
from generator.bench.processes import BenchFailed, Ran, python, start_time
from generator.bench.prose import PAGES, Issue, make_issues
from generator.bench.site import PUBLICATION, report_path, write_site
from generator.bench.typst_run import TypstFaces, compile_file, compile_side_by_side, find_faces
from generator.bench.typst_source import typst_source
from generator.build.cores import cores
from generator.model.kinds import SHIPPED
from generator.publish.manifest import read_manifest
from generator.setup.faces import face_folder
from generator.typeset.faces import resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig

Say = Callable[[str], None]
ROUNDS = 3
"""The programs are measured in turn, so often; the median counts. Ours makes all bulletins in each round,
the others, which take no notice of how many there are, a different share of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Folders of one run: the site, a site with few issues, sources for typst."""

    site: Path
    small: Path
    typst: Path


def run(count: int, say: Say) -> list[str]:
    """Measure over `count` bulletins; what is going on is told to `say`, the results are returned as lines.

    Raises BenchFailed, with words for the person at the terminal, when something does not work.
    """
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="jianbao-bench-") as folder:
        place = Place(Path(folder, "site"), Path(folder, "small"), Path(folder, "typst"))
        issues = make_issues(count)
        small = min(cores(), count - 1)
        write_site(place.site, issues)
        write_site(place.small, issues[:small])
        measured, pages = measure(place, issues, small, say)
    return [
        "",
        machine(),
        f"系统负载：开始时 {before:.2f}，结束时 {os.getloadavg()[0]:.2f}",
        f"共 {count} 期，{_told(pages)}；轮流量 {ROUNDS} 轮，取中位数",
        "",
        *table(figures(measured)),
        "",
        *notes(measured),
    ]


def measure(place: Place, issues: Sequence[Issue], small: int, say: Say) -> tuple[Measured, list[int]]:
    """Everything, and how many pages each bulletin has. `small`: how many issues the small site has."""
    say("正在量程序的启动……")
    start = start_time("-m", "generator", "--help")
    use_fontconfig(place.typst)
    stacks = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())[0]
    if stacks is None:
        raise BenchFailed("这台机器上没有中文字体。请先运行 make faces。")
    faces = find_faces(stacks.stacks, face_folder())
    sources = _write_sources(place.typst, issues, faces)
    pages = _page_files(place, issues)
    cold, few, bare, bare_size, typst = [], [], [], 0, []
    for turn in range(ROUNDS):
        say(f"第 {turn + 1} 轮，共 {ROUNDS} 轮：本程序……")
        few.append(build_cold(place.small))
        cold.append(build_cold(place.site))
        say(f"第 {turn + 1} 轮，共 {ROUNDS} 轮：WeasyPrint……")
        times, sizes = run_bare(place.site, _share(pages, turn))
        bare.append(statistics.fmean(times))
        bare_size += sum(sizes)
        say(f"第 {turn + 1} 轮，共 {ROUNDS} 轮：typst……")
        typst.append(statistics.fmean(compile_file(source, faces) for source in _share(sources, turn)))
    say("正在量其余各项……")
    again = build(place.site).seconds
    own_size = _size_of(place.site / "output")
    counts = [entry.pages for entry in read_manifest(place.site / "output").entries.values()]
    some = _share(sources, 0)
    return Measured(
        cores=cores(),
        count=len(issues),
        cold=statistics.median(ran.seconds for ran in cold),
        small=small,
        cold_small=statistics.median(ran.seconds for ran in few),
        again=again,
        edited=statistics.median(edit_and_build(place.site, issues[-1]) for _ in range(ROUNDS)),
        start=start,
        peak=max(ran.peak for ran in cold),
        bare=statistics.median(bare),
        typst=statistics.median(typst),
        typst_side_by_side=compile_side_by_side(some, faces, cores()) / len(some),
        typst_start=start_time("-c", "import typst"),
        own_size=own_size,
        bare_size=bare_size,
        typst_size=_size_of(place.typst),
    ), counts


def build(site: Path, *issues: str) -> Ran:
    """The build command in a process of its own."""
    return python("编印", "-m", "generator", "build", "--site", site, *issues)


def build_cold(site: Path) -> Ran:
    """A build with neither output nor cache."""
    for folder in ("output", ".cache"):
        shutil.rmtree(site / folder, ignore_errors=True)
    return build(site)


def edit_and_build(site: Path, issue: Issue) -> float:
    """Seconds to build an issue again after a sentence was added to its first report."""
    # It is final, and a final issue may not change once it is signed.
    shutil.rmtree(site / "content" / "records")
    with (site / "content" / report_path(issue, issue.stories[0])).open("a", encoding="utf-8") as file:
        file.write("\n此事仍在继续办理。\n")
    return build(site, f"{PUBLICATION}/{issue.stem}").seconds


def run_bare(site: Path, pages: Sequence[Path]) -> tuple[list[float], list[int]]:
    """Bare WeasyPrint on `pages`, which our build wrote: seconds and bytes of each document.

    The first page is set once more before, to warm the process up.
    """
    settings = {"FONTCONFIG_FILE": str(site / ".cache" / "fonts.conf")}
    command = ["-m", "generator.bench.bare", str(site / "output" / "assets" / "print.css")]
    told = python("WeasyPrint", *command, *pages[:1], *pages, environment=settings).output
    result = json.loads(told.splitlines()[-1])
    if result["hooked"]:
        raise BenchFailed("WeasyPrint 的对照进程里混进了本程序的排版，比较无效。")
    return result["seconds"][1:], result["sizes"][1:]


def machine() -> str:
    """Processor, cores, system and the versions that matter."""
    model = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.is_file():
        names = [line for line in described.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    packages = "，".join(f"{name} {version(name)}" for name in ("weasyprint", "typst"))
    return f"{model}，{cores()} 核，{platform.system()}，Python {platform.python_version()}，{packages}"


def notes(measured: Measured) -> list[str]:
    """How the figures were come by."""
    small, count = measured.small, measured.count
    return [
        "说明：",
        "  开始时的负载不近于 0，就是还有别的程序在跑；本程序用满各核，受的影响最大，比值不能作准。",
        f"  每期用时＝（从头编出 {count} 期的时间－从头编出 {small} 期的时间）÷ {count - small}。",
        f"  固定开销＝从头编出 {small} 期的时间－{small} × 每期用时：启动、开进程、备字体和样式表。",
        f"  含固定开销的每期用时＝从头编出 {count} 期的全部时间÷ {count}。",
        "  WeasyPrint：一个进程，字体配置和样式表只备一次，第一份不计；排的是本程序写出的同一份网页。",
        "  typst：同样的文字、字体和版面尺寸，每份启动一个进程，PDF 不带标签（带标签的更大）。",
        "  内存是进程占用物理内存的峰值，含映射进来的字体文件。1 kB＝1000 字节。",
    ]


def _write_sources(folder: Path, issues: Sequence[Issue], faces: TypstFaces) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    for issue in issues:
        sources.append(folder / f"{issue.stem}.typ")
        sources[-1].write_text(typst_source(issue, faces.stacks), encoding="utf-8")
    return sources


def _page_files(place: Place, issues: Sequence[Issue]) -> list[Path]:
    """Where the build writes the pages of `issues`."""
    output = place.site / "output" / PUBLICATION
    return [output / str(issue.day.year) / f"{issue.number:02d}" / "index.html" for issue in issues]


def _share(files: Sequence[Path], turn: int) -> Sequence[Path]:
    """What is taken in one round, so that all rounds together take every file once."""
    return files[turn::ROUNDS] or files[:1]


def _size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*.pdf"))


def _told(pages: Sequence[int]) -> str:
    if all(count == PAGES for count in pages):
        return f"每期 {PAGES} 页"
    return f"每期 {min(pages)} 到 {max(pages)} 页"
