"""Builds that are killed, find the disk full or shut, or run side by side: what stands is always whole."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import incremental_made as made
import pypdfium2
import pytest
from conftest import told
from incremental_made import copy_of, differing, make, outputs, replace, tree

from generator.build.cache import cache_folder
from generator.build.lock import FILE as LOCK
from generator.build.lock import alone
from generator.pipeline import build
from generator.publish.manifest import MANIFEST

KILLS, IN_A_ROW = 100, 4
SEED = 20221121
REPORT, LEDGER = "content/reports/a.md", "content/requests/a.csv"
RECORD = "content/records/figures/dongtai/2022-01.json"
SIGNED = "content/records/finals/dongtai/2022-01.txt"
FILES = {
    name: text
    for name, text in made.FILES.items()
    if not name.endswith(("2022-06.yaml", "2022-07.yaml", "2022-02.yaml", "b.md", "c.md", "d.md"))
}
FILES["content/issues/dongtai/2022-01.yaml"] = made.monthly(1, "2022-06-01") + "状态: 定稿\n"
EDITS: tuple[made.Files, ...] = (
    {},
    # Another text, and an issue of another number: its folder is another.
    {
        REPORT: made.REPORT_A.replace("上门", "入户"),
        "content/issues/jianbao/2022-05.yaml": str(FILES["content/issues/jianbao/2022-05.yaml"]).replace(
            "期号: 5", "期号: 6"
        ),
    },
    # Another row and one issue less.
    {
        LEDGER: made.LEDGER.replace("出黄水", "出浑水"),
        "content/issues/jianbao/2022-05.yaml": None,
    },
)
_SERVER = """
import os, sys
from pathlib import Path
from generator.typeset.fontconfig import use_fontconfig
site = Path(sys.argv[1])
use_fontconfig(site / ".cache")
from generator.pipeline import build
import generator.build.task
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os.setsid()
        print(os.getpid(), flush=True)
        build(site, site / "output", jobs=int(line))
        os._exit(0)
    print(os.waitpid(child, 0)[1], flush=True)
"""
"""Builds when it is told to, each time in a new process that has imported everything: one of them takes a
quarter of the time that the command takes, and nearly all of it is work that a kill can meet."""


class Builder:
    """Starts builds that can be killed; tells how they ended."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin and process.stdout
        self._asked, self._told = process.stdin, process.stdout
        assert self._line() == "ready"

    def run(self, jobs: int, seconds: float | None = None) -> int:
        """A build, killed with all its processes after so many seconds; 0, or the signal that ended it."""
        self._asked.write(f"{jobs}\n")
        self._asked.flush()
        process = int(self._line())
        if seconds is not None:
            time.sleep(seconds)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        return int(self._line())

    def _line(self) -> str:
        return self._told.readline().strip()


@contextlib.contextmanager
def builder(site: Path, scratch: Path) -> Iterator[Builder]:
    """`scratch` is a folder for what killed builds leave in the system's place for such things."""
    scratch.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(site)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(scratch)},
        text=True,
    )
    with process:
        yield Builder(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return made.write(tmp_path / "site", FILES)


def edited(site: Path, number: int) -> None:
    """The content as of one of `EDITS`, whatever it was before, and nothing recorded of the final issue."""
    files = dict(FILES) | EDITS[number]
    for name, text in files.items():
        if text is None:
            (site / name).unlink(missing_ok=True)
        elif not (site / name).exists() or (site / name).read_bytes() != as_bytes(text):
            made.write(site, {name: text})
    (site / RECORD).unlink(missing_ok=True)
    (site / SIGNED).unlink(missing_ok=True)


def as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def parts(site: Path) -> list[Path]:
    return [path for name in ("output", "content") for path in (site / name).rglob("*.part~")]


def test_killed_at_any_moment_nothing_is_half_done(site: Path, tmp_path: Path) -> None:
    """A hundred builds, each after an edit and killed at another moment, some of them one after the other."""
    good: list[dict[str, bytes]] = []
    records = []
    for number in range(len(EDITS)):
        clean = copy_of(site, tmp_path / f"clean{number}")
        edited(clean, number)
        make(clean)
        good.append(outputs(clean))
        records.append((clean / RECORD).read_bytes())
    chance = random.Random(SEED)
    seen = set()
    with builder(site, tmp_path / "scratch") as builds:
        edited(site, 0)
        builds.run(2)
        edited(site, 1)
        began = time.monotonic()
        assert builds.run(2) == 0
        whole = time.monotonic() - began
        # One in each hundredth of the time that a build takes, in any order.
        moments = [whole * 1.05 * (number + chance.random()) / KILLS for number in range(KILLS)]
        chance.shuffle(moments)
        state = 1
        for first in range(0, KILLS, IN_A_ROW):
            # States of the content since the last build that was let alone.
            states = [state]
            for moment in moments[first : first + IN_A_ROW]:
                states.append(state := (state + chance.randint(1, 2)) % len(EDITS))
                edited(site, state)
                seen.add(builds.run(2, moment))
                check_what_is_left(site, [good[number] for number in states], moment)
                assert not (site / RECORD).exists() or (site / RECORD).read_bytes() == records[state]
            assert builds.run(1) == 0
            assert differing(outputs(site), good[state]) == set(), states
            assert (site / RECORD).read_bytes() == records[state]
            assert parts(site) == []
    assert signal.SIGKILL in seen


def check_what_is_left(site: Path, good: Sequence[Mapping[str, bytes]], moment: float) -> None:
    """Every file is that of one of the good outputs, and those that all of them have are there."""
    left = {path: data for path, data in outputs(site).items() if not path.endswith(".part~")}
    for path, data in left.items():
        if path != MANIFEST:
            assert data in [one.get(path) for one in good], (path, moment)
        if path.endswith(".pdf"):
            with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
                assert len(document) >= 1
    assert set.intersection(*(set(one) for one in good)) <= set(left), moment


def test_the_command_itself_killed_goes_on_the_next_time(site: Path, tmp_path: Path) -> None:
    """Killed while it starts, too, and its processes end with it though they are not killed themselves."""
    make(site)
    good = outputs(site)
    for seconds in (0.2, 0.8, 1.6):
        replace(site, REPORT, "上门", "上门上门")
        process = subprocess.Popen(
            command(site),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        )
        time.sleep(seconds)
        process.kill()
        process.wait()
        assert ended(process.pid), "processes of a killed build are still there"
    replace(site, REPORT, "上门" * 8, "上门")
    make(site)
    assert differing(outputs(site), good) == set() and parts(site) == []


def ended(group: int) -> bool:
    """Whether all processes of a group end within some seconds; what remains is killed."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return False


def command(site: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "generator", "build", "--site", str(site), *more]


# The machine refuses


def failing(number: int, name: str) -> object:
    """`Path.write_bytes` that fails for files of this name, as the system would."""
    real = Path.write_bytes

    def write(path: Path, data: bytes) -> int:
        if name in path.name:
            real(path, data[: len(data) // 2])
            raise OSError(number, os.strerror(number), str(path))
        return real(path, data)

    return write


PDF = "工作简报2022年第5期.pdf"


@pytest.mark.parametrize(
    ("name", "number", "message"),
    [
        (PDF, errno.ENOSPC, "磁盘已满"),
        ("index.html", errno.ENOSPC, "磁盘已满"),
        (MANIFEST, errno.ENOSPC, "磁盘已满"),
        ("2022-01.json", errno.ENOSPC, "磁盘已满"),
        (PDF, errno.EROFS, "没有权限"),
        (PDF, errno.EACCES, "没有权限"),
        (PDF, errno.EBUSY, "文件正被别的程序占用"),
        (PDF, errno.EFBIG, "文件太大，这个磁盘放不下"),
    ],
)
def test_what_cannot_be_written_leaves_the_last_good_output(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, message: str
) -> None:
    edited(site, 2)
    make(site)
    before = outputs(site)
    edited(site, 0)
    monkeypatch.setattr(Path, "write_bytes", failing(number, name))
    outcome = make(site)
    refused = [told(finding) for finding in outcome.findings if finding.code.startswith("output-")]
    assert refused and all(f"：{message}" in one for one in refused), refused
    after = {path: data for path, data in outputs(site).items() if path != MANIFEST}
    monkeypatch.undo()
    assert parts(site) == []
    # What is there is of before or complete.
    make(site)
    good = outputs(site)
    for path, data in after.items():
        assert data in (before.get(path), good.get(path)), path
    assert make(site).again
    assert differing(good, made.clean_build(site, tmp_path)) == set()


def test_a_disk_that_takes_no_more_is_told_and_the_next_build_goes_on(site: Path, tmp_path: Path) -> None:
    """A process that may write no file beyond some bytes: the system's own refusal, at every file."""
    make(site)
    before = outputs(site)
    replace(site, REPORT, "当场", "当天")
    for limit in (0, 20_000):
        done = subprocess.run(
            command(site, "--jobs", "2"),
            preexec_fn=lambda limit=limit: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        assert done.returncode in {1, 3}
        assert "错误" in done.stdout
        for path, data in outputs(site).items():
            assert path == MANIFEST or data == before[path], path
    make(site)
    assert differing(outputs(site), made.clean_build(site, tmp_path)) == set() and parts(site) == []


def test_a_full_disk_at_one_file(site: Path) -> None:
    """The system's own word: what is to be prepared beside the place is a device that is always full."""
    make(site)
    before = outputs(site)
    replace(site, REPORT, "当场", "当天")
    folder = site / "output/jianbao/2022/05"
    part = folder / ".工作简报2022年第5期.pdf.part~"
    part.symlink_to("/dev/full")
    outcome = make(site)
    refused = f"错误 不能写入“{folder / '工作简报2022年第5期.pdf'}”：磁盘已满"
    hint = "请腾出空间再做一次；原来的成品没有改动"
    assert [told(one) for one in outcome.findings if one.severity == "error"] == [f"{refused}\n{hint}"]
    assert differing({**before, MANIFEST: b""}, {**outputs(site), MANIFEST: b""}) == set()
    make(site)
    assert "当天" in (folder / "index.html").read_text(encoding="utf-8") and parts(site) == []


def test_a_folder_in_a_files_place_is_named_and_nothing_is_harmed(site: Path) -> None:
    make(site)
    before = outputs(site)
    pdf = site / "output/jianbao/2022/05/工作简报2022年第5期.pdf"
    pdf.unlink()
    pdf.mkdir()
    (pdf / "别人的.txt").write_text("留着", encoding="utf-8")
    replace(site, REPORT, "当场", "当天")
    for _ in range(2):
        outcome = make(site)
        assert [told(finding) for finding in outcome.findings if finding.severity == "error"] == [
            f"错误 不能写入“{pdf}”：一个同名的文件夹占着这个位置\n请把它改名或者移走，再做一次"
        ]
        assert not outcome.again
        page = (site / "output/jianbao/2022/05/index.html").read_bytes()
        assert page == before["jianbao/2022/05/index.html"]
        assert (pdf / "别人的.txt").read_text(encoding="utf-8") == "留着"
    pdf.rename(site / "移走")
    make(site)
    assert pdf.read_bytes().startswith(b"%PDF")


def test_an_output_folder_that_is_shut(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write everywhere: the system's refusal is given in its place."""
    make(site)
    before = outputs(site)
    replace(site, REPORT, "当场", "当天")
    real = Path.write_bytes

    def shut(path: Path, data: bytes) -> int:
        if path.is_relative_to(site / "output"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", shut)
    outcome = make(site)
    (pdf,) = (site / "output/jianbao").rglob("*.pdf")
    assert [told(one).partition("\n")[0] for one in outcome.findings if one.severity == "error"] == [
        f"错误 不能写入“{pdf}”：没有权限"
    ]
    assert outputs(site) == before
    monkeypatch.undo()
    assert make(site).set_now == 1


def test_a_file_that_another_program_holds_open_is_replaced(site: Path) -> None:
    """Its reader keeps what it has opened; a new one gets the new file."""
    make(site)
    pdf = site / "output/jianbao/2022/05/工作简报2022年第5期.pdf"
    old = pdf.read_bytes()
    with pdf.open("rb") as reader:
        fcntl.flock(reader, fcntl.LOCK_EX)
        replace(site, REPORT, "当场", "当天")
        make(site)
        assert reader.read() == old
    assert pdf.read_bytes() != old


# Side by side


def test_two_builds_at_once_both_end_well(site: Path, tmp_path: Path) -> None:
    first = subprocess.Popen(command(site), stdout=subprocess.PIPE, text=True)
    second = subprocess.Popen(command(site), stdout=subprocess.PIPE, text=True)
    printed = [process.communicate()[0] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), printed
    waited = ["另一个 make 正在编这个站点，等它编完再接着做……" in one for one in printed]
    assert sorted(waited) == [False, True], printed
    assert "重新排版 0 份 PDF" in printed[waited.index(True)]
    assert differing(outputs(site), made.clean_build(site, tmp_path)) == set()
    assert make(site).set_now == 0 and parts(site) == []


def test_a_build_waits_for_one_that_is_at_work(site: Path) -> None:
    make(site)
    replace(site, REPORT, "当场", "当天")
    before = outputs(site)
    with alone(cache_folder(site, site / "output")):
        process = subprocess.Popen(command(site), stdout=subprocess.PIPE, text=True)
        assert process.stdout
        assert process.stdout.readline() == "另一个 make 正在编这个站点，等它编完再接着做……\n"
        assert outputs(site) == before and process.poll() is None
    process.communicate()
    assert process.returncode == 0
    assert outputs(site) != before


def test_without_a_place_for_the_lock_the_build_goes_on(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("我是文件", encoding="utf-8")
    with alone(tmp_path / "cache", lambda: pytest.fail("there is nothing to wait for")):
        assert not (tmp_path / "cache" / LOCK).exists()


# The same content gives the same bytes


def test_over_processes_and_in_any_order_the_bytes_are_the_same(tmp_path: Path) -> None:
    """With one process that has set other issues before, in another order, and with two that share them."""
    site = made.write(tmp_path / "one", made.FILES)
    make(site)
    keys = [f"{path.parent.name}/{path.stem}" for path in (site / "content/issues").rglob("*.yaml")]
    assert len(keys) == 5
    backwards = copy_of(site, tmp_path / "backwards", clean=True)
    for key in sorted(keys, reverse=True):
        build(backwards, backwards / "output", [key], jobs=1)
    build(backwards, backwards / "output", jobs=2)
    two = copy_of(site, tmp_path / "two", clean=True)
    build(two, two / "output", jobs=2)
    for other in (backwards, two):
        assert differing(tree(other / "output"), outputs(site)) == set()


def test_another_seed_of_hashes_changes_nothing(tmp_path: Path) -> None:
    """Sets are gone through in another order in every process."""
    found = []
    for seed in ("1", "2"):
        site = made.write(tmp_path / seed, made.FILES)
        subprocess.run(
            command(site, "--jobs", "1"),
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        found.append(outputs(site))
    assert differing(*found) == set()
