"""What the watch tells of files that change: real files, real events of the kernel."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.load.scratch import is_hidden, is_scratch
from generator.watch import changes as module
from generator.watch import events, heard, polling, reader
from generator.watch.changes import Batch, Changes
from generator.watch.drives import drive_type, is_silent, keeps_numbers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="events of the Linux kernel")

SLOWER = "改为每半秒查看一次文件，保存以后预览会慢半秒左右"
USED_UP = (
    f"系统允许同时留意的文件夹个数用完了，{SLOWER}。要恢复，请关掉一些程序再重新运行本命令，"
    "或者请管理员调大系统参数 fs.inotify.max_user_watches 和 fs.inotify.max_user_instances。"
)
LONG = 3.0
"""Seconds within which something must have been told, on a machine that is busy with other things too."""
QUIET = heard.QUIET + 0.015
"""Seconds without a batch after which a test takes it that all has been told."""


def nothing(_: Path) -> bool:
    return False


@dataclass(frozen=True)
class Told:
    """Batches put together, with paths relative to a folder."""

    paths: set[str]
    everything: bool
    count: int = field(default=1, compare=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name in ("site.yaml", "content/units.yaml", "content/reports/x.md", "content/reports/y.md"):
        write(root / name, f"{name}\n")
    return root


@pytest.fixture
def quick_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks oftener than for editors, so that the tests are quick."""
    monkeypatch.setattr(polling, "INTERVAL", 0.02)
    monkeypatch.setattr(polling, "QUIET", 0.02)


def write(path: Path, text: str = "改了\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def roots_of(site: Path) -> list[Path]:
    return [site / "site.yaml", site / "content", site / "templates"]


@contextlib.contextmanager
def watched(site: Path, *, polling: bool = False) -> Iterator[Changes]:
    with Changes(roots_of(site), nothing, polling=polling) as changes:
        yield changes


def told(changes: Changes, base: Path, enough: Callable[[Told], bool] | None = None) -> Told:
    """What is told until it is enough; where that is not said, until there is silence after something."""
    batches: list[Batch] = []
    found = Told(set(), False, 0)
    while not (enough and enough(found)):
        batch = changes.wait(QUIET if batches and not enough else LONG)
        if batch is None:
            break
        batches.append(batch)
        paths = {path.relative_to(base).as_posix() for batch in batches for path in batch.paths}
        found = Told(paths, any(batch.everything for batch in batches), len(batches))
    return found


def drain(changes: Changes) -> None:
    while changes.wait(QUIET):
        continue


# Saves of editors: each gets the file x.md and writes it anew in the way of a program.


def in_place(file: Path) -> None:
    file.write_text("改了\n")


def by_rename(name: str) -> Callable[[Path], None]:
    def save(file: Path) -> None:
        other = file.with_name(name)
        with other.open("w") as stream:
            stream.write("改了\n")
            stream.flush()
            os.fsync(stream.fileno())
        other.chmod(0o644)
        os.replace(other, file)

    return save


def like_vim(file: Path) -> None:
    """The folder tried with 4913, the old file moved to a backup, a new one written, the backup removed."""
    trial, backup = file.with_name("4913"), file.with_name(f"{file.name}~")
    trial.touch()
    trial.unlink()
    file.rename(backup)
    time.sleep(0.01)  # a slow disk
    with file.open("w") as stream:
        stream.write("改了\n")
        stream.flush()
        time.sleep(0.01)
        os.fsync(stream.fileno())
        os.fchmod(stream.fileno(), 0o644)
    backup.unlink()


def like_emacs(file: Path) -> None:
    """A lock that is a link leading nowhere, a file for typing, a copy as backup, then in place."""
    lock, typing = file.with_name(f".#{file.name}"), file.with_name(f"#{file.name}#")
    lock.symlink_to("someone@somewhere.1234")
    typing.write_text("改")
    shutil.copy2(file, file.with_name(f"{file.name}~"))
    file.write_text("改了\n")
    lock.unlink()
    typing.unlink()


def like_an_office_program(file: Path) -> None:
    """An owner file, a new file beside, the old one moved off, the new one moved in, the old one removed."""
    owner, new, old = (file.with_name(name) for name in (f"~${file.name}", "5E1A2000", "7C3B1F00.tmp"))
    owner.write_text("李某")
    new.write_text("改了\n")
    file.rename(old)
    new.rename(file)
    old.unlink()
    owner.unlink()


def deleted_first(file: Path) -> None:
    file.unlink()
    time.sleep(0.01)
    file.write_text("改了\n")


SAVES: dict[str, Callable[[Path], None]] = {
    "in place": in_place,
    "gedit": by_rename(".goutputstream-A1B2C3"),
    "temporary file": by_rename("x.md.tmp"),
    "temporary file with a number": by_rename("x.md.tmp.4711.1667"),
    "part": by_rename("x.md.part~"),
    "jetbrains": by_rename("x.md___jb_tmp___"),
    "macOS": by_rename("x.md.sb-1a2b3c4d-Xy12Zw"),
    "vim": like_vim,
    "emacs": like_emacs,
    "office": like_an_office_program,
    "deleted first": deleted_first,
}


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES.keys())
def test_a_save_is_one_batch(
    site: Path, save: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heard, "QUIET", 0.4)  # a busy machine may take a while between two steps of a save
    file = site / "content/reports/x.md"
    with watched(site) as changes:
        threading.Thread(target=save, args=[file]).start()
        assert changes.wait(LONG) == Batch(frozenset({file}))
        assert file.read_text() == "改了\n"  # not told before it was complete
        assert changes.wait(0.02) is None
        assert changes._heard._entries == {}  # nor is anything going to come


def test_a_save_is_told_at_once(site: Path) -> None:
    delays = []
    with watched(site) as changes:
        for number in range(20):
            (site / "content/reports/x.md").write_text(str(number))
            start = time.monotonic()
            assert changes.wait(LONG) is not None
            delays.append(time.monotonic() - start)
    assert sorted(delays)[10] < 0.015


def test_what_programs_keep_for_themselves_is_not_told(site: Path) -> None:
    with watched(site) as changes:
        for name in (
            "x.md~",
            ".x.md.swp",
            "4913",
            "#x.md#",
            "x.md.tmp",
            "~$x.docx",
            ".git/index",
            ".DS_Store",
        ):
            write(site / "content/reports" / name)
        assert changes.wait(QUIET) is None


def test_reading_is_not_told(site: Path) -> None:
    with watched(site) as changes:
        for path in [*site.rglob("*")]:
            path.stat()
            if path.is_file():
                path.read_bytes()
            else:
                list(path.iterdir())
        subprocess.run(["cat", site / "content/reports/x.md"], check=True, stdout=subprocess.DEVNULL)
        assert changes.wait(QUIET) is None


def test_a_file_that_stays_open_is_told(site: Path) -> None:
    file = site / "content/reports/x.md"
    with watched(site) as changes, file.open("w") as stream:
        stream.write("改了\n")
        stream.flush()
        start = time.monotonic()
        assert changes.wait(LONG) == Batch(frozenset({file}))
        assert time.monotonic() - start < 0.3


def test_a_file_that_is_written_to_all_the_time_is_told(site: Path) -> None:
    file = site / "content/reports/x.md"
    done = threading.Event()

    def write_on() -> None:
        with file.open("w") as stream:
            while not done.wait(0.01):
                stream.write("改了\n")
                stream.flush()

    writer = threading.Thread(target=write_on)
    with watched(site) as changes:
        writer.start()
        assert changes.wait(LONG) == Batch(frozenset({file}))
        done.set()
        writer.join()


def test_a_half_written_file_does_not_hold_up_others(site: Path) -> None:
    half, whole = site / "content/reports/x.md", site / "content/reports/y.md"
    with watched(site) as changes, half.open("w") as stream:
        stream.write("改")
        stream.flush()
        write(whole)
        assert changes.wait(LONG) == Batch(frozenset({whole}))
        stream.write("了\n")
        stream.close()
        assert changes.wait(LONG) == Batch(frozenset({half}))


def test_rights_that_change_are_told(site: Path) -> None:
    file = site / "content/reports/x.md"
    with watched(site) as changes:
        file.chmod(0o600)
        assert changes.wait(LONG) == Batch(frozenset({file}))


def test_files_added_renamed_and_deleted(site: Path) -> None:
    reports = site / "content/reports"
    with watched(site) as changes:
        write(reports / "新.md")
        assert told(changes, reports) == Told({"新.md"}, False)
        (reports / "新.md").rename(reports / "旧.md")
        assert told(changes, reports).paths == {"新.md", "旧.md"}
        (reports / "旧.md").unlink()
        assert told(changes, reports) == Told({"旧.md"}, False)
        os.link(reports / "x.md", reports / "z.md")
        assert told(changes, reports) == Told({"z.md"}, False)


def test_a_burst_comes_in_few_batches(site: Path) -> None:
    """The first files start a build; those that come while it goes on are told together."""
    names = {f"content/reports/{number}.md" for number in range(500)}
    with watched(site) as changes:
        writer = threading.Thread(target=lambda: [write(site / name) for name in sorted(names)])
        writer.start()
        first = changes.wait(LONG)
        writer.join()  # as long as this the build takes
        rest = told(changes, site)
    assert first is not None
    assert {path.relative_to(site).as_posix() for path in first.paths} | rest.paths == names
    assert rest.count <= 3


def test_deleting_five_hundred_files_is_few_batches(site: Path) -> None:
    reports = site / "content/reports"
    for number in range(500):
        write(reports / f"n{number}.md")
    with watched(site) as changes:
        for file in reports.glob("n*.md"):
            file.unlink()
        found = told(changes, reports, lambda found: len(found.paths) == 500)
    assert len(found.paths) == 500
    assert found.count <= 10


def test_files_in_new_folders_are_never_missed(site: Path) -> None:
    """A file may be in a folder before there is a watch on it."""
    names = {f"content/reports/{number}/{number % 7}/{number}.md" for number in range(50)}
    with watched(site) as changes:
        for number, name in enumerate(sorted(names)):
            write(site / name)
            if number % 5 == 0:
                time.sleep(0.004)
        assert told(changes, site, lambda found: found.everything and found.paths == names).paths == names
        # The watches are there now.
        for name in names:
            write(site / name, "又改了\n")
        assert told(changes, site, lambda found: found.paths == names).paths == names


def test_folders_renamed_moved_and_deleted(site: Path, tmp_path: Path) -> None:
    content = site / "content"
    with watched(site) as changes:
        (content / "reports").rename(content / "文章")
        assert told(changes, content) == Told({"文章/x.md", "文章/y.md"}, True)
        write(content / "文章/x.md")
        assert told(changes, content) == Told({"文章/x.md"}, False)
        (content / "文章").rename(tmp_path / "elsewhere")
        assert told(changes, content) == Told(set(), True)
        write(tmp_path / "elsewhere/x.md")
        assert changes.wait(QUIET) is None
        (tmp_path / "elsewhere").rename(content / "reports")
        assert told(changes, content) == Told({"reports/x.md", "reports/y.md"}, True)
        shutil.rmtree(content / "reports")
        assert told(changes, content) == Told({"reports/x.md", "reports/y.md"}, True)


def test_a_root_that_goes_and_comes_back(site: Path) -> None:
    content, other = site / "content", site / "other"
    shutil.copytree(content, other)
    with watched(site) as changes:
        shutil.rmtree(content)
        assert told(changes, site).everything
        other.rename(content)
        assert told(changes, site).everything
        write(content / "reports/x.md")
        assert told(changes, site) == Told({"content/reports/x.md"}, False)


def test_a_site_that_is_swapped(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that the roots stand in is another one now, by the same name."""
    monkeypatch.setattr(module, "HEARTBEAT", 60.0)
    shutil.copytree(site, site.with_name("new"))
    with watched(site) as changes:
        site.rename(site.with_name("old"))
        assert changes.wait(LONG) == Batch(everything=True)
        site.with_name("new").rename(site)
        assert told(changes, site).everything
        for name in ("site.yaml", "content/reports/x.md"):
            write(site / name)
            assert told(changes, site) == Told({name}, False)


def test_a_folder_further_up_that_is_swapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No event tells of it; that the roots are others now is seen by looking."""
    monkeypatch.setattr(module, "HEARTBEAT", 0.03)
    up = tmp_path / "up"
    for name in ("up", "new"):
        write(tmp_path / name / "a/b/site/content/x.md")
    with Changes([up / "a/b/site/content"], nothing, polling=False) as changes:
        up.rename(tmp_path / "old")
        (tmp_path / "new").rename(up)
        assert told(changes, up) == Told(set(), True)
        write(up / "a/b/site/content/x.md")
        assert told(changes, up) == Told({"a/b/site/content/x.md"}, False)


def test_a_root_that_is_not_there_yet(tmp_path: Path) -> None:
    """Nor the folders that it will stand in."""
    root = tmp_path / "a/b/c"
    with Changes([root], nothing, polling=False) as changes:
        write(tmp_path / "a/other.md")
        write(root / "x.md")
        assert told(changes, root).everything
        write(root / "x.md")
        assert told(changes, root) == Told({"x.md"}, False)


def test_a_folder_that_comes_just_before_its_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "a/b/c"
    add = reader.Reader.add_callback

    def add_late(self: reader.Reader, path: bytes, *rest: Any) -> Any:
        root.parent.mkdir(parents=True, exist_ok=True)
        return add(self, path, *rest)

    monkeypatch.setattr(reader.Reader, "add_callback", add_late)
    with Changes([root], nothing, polling=False) as changes:
        write(root / "x.md")
        assert told(changes, root).everything


def test_a_root_that_is_a_file(site: Path) -> None:
    file = site / "site.yaml"
    with watched(site) as changes:
        file.unlink()
        assert changes.wait(LONG) == Batch(frozenset({file}))
        write(file)
        assert changes.wait(LONG) == Batch(frozenset({file}))
        by_rename("site.yaml.tmp")(file)
        assert changes.wait(LONG) == Batch(frozenset({file}))
        write(site / "README.md")
        write(site / "output/index.html")
        assert changes.wait(QUIET) is None


def test_own_output_has_no_watch(site: Path) -> None:
    write(site / "output/a/index.html")
    kept = {site / "output", site / ".cache"}
    before = inodes_watched()
    with Changes([site], lambda path: path in kept, polling=False) as changes:
        watches = inodes_watched() - before
        assert {(site / "content").stat().st_ino, (site / "content/reports").stat().st_ino} <= watches
        assert not watches & {path.stat().st_ino for path in (site / "output", site / "output/a")}
        write(site / "output/a/index.html")
        write(site / "output/b/index.html")
        write(site / ".cache/x")
        assert changes.wait(QUIET) is None
        shutil.rmtree(site / "output")
        write(site / "output/index.html")
        assert changes.wait(QUIET) is None


def inodes_watched() -> set[int]:
    """What the kernel says that this process watches."""
    found = set()
    for info in Path("/proc/self/fdinfo").iterdir():
        with contextlib.suppress(OSError):
            lines = info.read_text().splitlines()
            found |= {
                int(line.split("ino:")[1].split()[0], 16) for line in lines if line.startswith("inotify")
            }
    return found


def test_links_to_files(site: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "elsewhere/a.md", site / "content/reports/link.md"
    write(target)
    link.symlink_to(target)
    with watched(site) as changes:
        write(target)
        assert told(changes, site) == Told({"content/reports/link.md"}, False)
        by_rename("a.md.tmp")(target)
        assert told(changes, site) == Told({"content/reports/link.md"}, False)
        target.unlink()
        assert told(changes, site) == Told({"content/reports/link.md"}, False)
        write(target)
        assert told(changes, site) == Told({"content/reports/link.md"}, False)
        link.unlink()
        assert told(changes, site) == Told({"content/reports/link.md"}, False)
        write(target)
        assert changes.wait(QUIET) is None
        link.symlink_to(tmp_path / "not/there.md")
        assert told(changes, site).paths == {"content/reports/link.md"}
        write(tmp_path / "not/there.md")
        assert told(changes, site).everything


def test_a_root_that_is_a_link(tmp_path: Path) -> None:
    root, one, other = (tmp_path / name for name in ("root", "one", "other"))
    write(one / "x.md")
    write(other / "x.md")
    root.symlink_to(one)
    with Changes([root], nothing, polling=False) as changes:
        write(one / "x.md")
        assert told(changes, root) == Told({"x.md"}, False)
        root.unlink()
        root.symlink_to(other)
        assert told(changes, root).everything
        shutil.rmtree(one)
        assert changes.wait(QUIET) is None
        write(other / "x.md")
        assert told(changes, root) == Told({"x.md"}, False)


def test_links_to_folders(site: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "photos", site / "content/media"
    write(target / "a.jpg")
    with watched(site) as changes:
        link.symlink_to(target)
        assert told(changes, site) == Told({"content/media/a.jpg"}, True)
        write(target / "2022/b.jpg")
        assert "content/media/2022/b.jpg" in told(changes, site).paths
        link.unlink()
        assert told(changes, site).everything
        write(target / "a.jpg")
        assert changes.wait(QUIET) is None
        (site / "content/reports/media").symlink_to(target)
        assert told(changes, site).everything
        assert target.stat().st_ino in inodes_watched()
        (site / "content/reports").rename(tmp_path / "reports")
        assert told(changes, site).everything
        assert not inodes_watched() & {target.stat().st_ino, tmp_path.stat().st_ino}


@pytest.mark.usefixtures("quick_polling")
@pytest.mark.parametrize("by_looking", [False, True])
def test_links_that_lead_in_a_circle(site: Path, by_looking: bool) -> None:
    (site / "content/up").symlink_to("..")
    (site / "content/itself").symlink_to("itself")
    with watched(site, polling=by_looking) as changes:
        write(site / "content/reports/x.md")
        assert told(changes, site) == Told({"content/reports/x.md"}, False)


NAMES = st.sampled_from(["x.md", "y.md", "甲.md", "sub/x.md", "sub/乙.md", "sub/deep/x.md", "other/x.md"])
FOLDERS = st.sampled_from(["sub", "sub/deep", "other", "neu"])
STEPS = st.one_of(
    st.tuples(st.just("write"), NAMES, NAMES),
    st.tuples(st.just("replace"), NAMES, NAMES),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("delete"), NAMES, NAMES),
    st.tuples(st.just("rename"), FOLDERS, FOLDERS),
    st.tuples(st.just("delete"), FOLDERS, FOLDERS),
    st.tuples(st.just("make"), FOLDERS, FOLDERS),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=12))
def test_whatever_happens_nothing_is_missed(steps: Sequence[tuple[str, str, str]]) -> None:
    """After any steps, all differences have been told, by events and by looking; and the watch goes on."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name, "content")
        for file in ("x.md", "y.md", "sub/x.md", "sub/deep/x.md"):
            write(root / file, "alt")
        before = states(root)
        with (
            Changes([root], nothing, polling=False) as heard,
            Changes([root], nothing, polling=True) as looked,
        ):
            for number, step in enumerate(steps):
                take(root, step, str(number))
            after = states(root)
            differ = {path for path in before | after if before.get(path) != after.get(path)}
            by_looking = looked.wait(0) or Batch()
            assert {path.relative_to(root).as_posix() for path in by_looking.paths} == differ
            by_events = told(heard, root, lambda found: found.everything or found.paths >= differ)
            assert by_events.everything or by_events.paths >= differ
            for path in after:
                write(root / path, "danach")
            assert told(heard, root, lambda found: found.paths >= set(after)).paths >= set(after)


def take(root: Path, step: tuple[str, str, str], text: str) -> None:
    """One step; what is not possible is left out."""
    kind, one, other = step
    path, to = root / one, root / other
    with contextlib.suppress(OSError):
        if kind == "write":
            write(path, text)
        elif kind == "replace":
            write(path.with_name("neu.tmp"), text)
            path.with_name("neu.tmp").replace(path)
        elif kind == "rename":
            path.rename(to)
        elif kind == "make":
            path.mkdir(parents=True)
        elif path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def states(root: Path) -> dict[str, tuple[int, ...]]:
    files = [path for path in root.rglob("*") if path.is_file() and not path.name.endswith(".tmp")]
    every = {path.relative_to(root).as_posix(): path.stat() for path in files}
    return {name: (state.st_size, state.st_mtime_ns, state.st_ino) for name, state in every.items()}


@pytest.mark.usefixtures("quick_polling")
def test_looking_tells_the_same_as_events(site: Path, tmp_path: Path) -> None:
    reports = site / "content/reports"
    steps: list[Callable[[], object]] = [
        lambda: in_place(reports / "x.md"),
        lambda: like_vim(reports / "x.md"),
        lambda: like_an_office_program(reports / "x.md"),
        lambda: write(reports / "新/a.md"),
        lambda: (reports / "新").rename(reports / "旧"),
        lambda: shutil.rmtree(reports / "旧"),
        lambda: (reports / "y.md").unlink(),
        lambda: (reports / "z.md").symlink_to(reports / "x.md"),
        lambda: (site / "site.yaml").unlink(),
        lambda: write(site / "site.yaml"),
        lambda: write(site / "templates/a.html"),
        lambda: shutil.rmtree(site / "content"),
        lambda: write(site / "content/reports/x.md"),
    ]
    with watched(site) as heard, watched(site, polling=True) as looked:
        assert (heard.note, looked.note) == ("", "")
        for number, step in enumerate(steps):
            step()
            by_looking, by_events = told(looked, site), told(heard, site)
            assert by_events.everything == by_looking.everything, number
            if by_events.everything:
                assert by_events.paths <= by_looking.paths, number
            else:
                assert by_events.paths == by_looking.paths, number


def test_looking_waits_for_the_end_of_a_save(site: Path) -> None:
    file = site / "content/reports/x.md"
    half = threading.Event()

    def save() -> None:
        with file.open("w") as stream:
            stream.write("改")
            stream.flush()
            half.set()
            time.sleep(0.03)
            stream.write("了\n")

    with watched(site, polling=True) as changes:
        writer = threading.Thread(target=save)
        writer.start()
        half.wait()
        assert changes.wait(LONG) == Batch(frozenset({file}))
        assert file.read_text() == "改了\n"
        writer.join()


def test_looking_does_not_go_by_numbers_that_change(site: Path) -> None:
    file = site / "content/reports/x.md"
    look = polling.Polling([str(site)], lambda *_: False, numbered=False)
    times = file.stat()
    copy = file.with_name("x.md.tmp")
    copy.write_bytes(file.read_bytes())
    os.utime(copy, ns=(times.st_atime_ns, times.st_mtime_ns))
    copy.replace(file)
    assert look.take(0, threading.Event()) is None


def test_looking_asks_once_what_is_ignored(site: Path) -> None:
    asked: list[str] = []
    look = polling.Polling([str(site)], lambda path, _: bool(asked.append(path)))
    assert len(asked) == len(set(asked)) == 6
    write(site / "content/reports/z.md")
    assert look.take(0, threading.Event()) == Batch(frozenset({site / "content/reports/z.md"}))
    assert asked[6:] == [str(site / "content/reports/z.md")]


def test_lost_events_mean_everything(site: Path) -> None:
    """More events than the kernel keeps, while nobody reads them."""
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    if most > 100_000:
        pytest.skip("the kernel keeps too many events to lose any quickly")
    go_on, held = threading.Event(), threading.Event()

    def ignored(path: Path) -> bool:
        if path.name == "hold.md":
            held.set()
            go_on.wait(10)
        return False

    with Changes([site / "content"], ignored, polling=False) as changes:
        write(site / "content/hold.md")
        assert held.wait(2)
        one, other = (os.open(site / "content/reports" / name, os.O_WRONLY) for name in ("x.md", "y.md"))
        for _ in range(most // 2 + 10):  # in turns: the same event twice running counts as one
            os.pwrite(one, b"a", 0)
            os.pwrite(other, b"a", 0)
        os.close(one)
        os.close(other)
        go_on.set()
        assert told(changes, site, lambda found: found.everything).everything
        assert changes.note == ""
        drain(changes)
        write(site / "content/reports/x.md")
        assert told(changes, site) == Told({"content/reports/x.md"}, False)


@pytest.mark.usefixtures("quick_polling")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_without_watches_it_looks(site: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.Reader, "add_callback", refuse(number))
    with watched(site) as changes:
        assert changes.note == USED_UP
        write(site / "content/reports/x.md")
        assert told(changes, site) == Told({"content/reports/x.md"}, False)


@pytest.mark.usefixtures("quick_polling")
def test_when_watches_run_out_it_looks(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with watched(site) as changes:
        assert changes.note == ""
        monkeypatch.setattr(reader.Reader, "add_callback", refuse(errno.ENOSPC))
        write(site / "content/new/x.md")
        assert told(changes, site).everything
        assert changes.note == USED_UP
        write(site / "content/new/x.md", "又改了\n")
        assert told(changes, site) == Told({"content/new/x.md"}, False)


def refuse(number: int) -> Callable[..., int]:
    def add_callback(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    return add_callback


@pytest.mark.usefixtures("quick_polling")
def test_a_reader_that_fails_is_replaced(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hear(*_: object) -> None:
        raise RuntimeError("broken")

    with watched(site) as changes:
        monkeypatch.setattr(events.Events, "hear", hear)
        write(site / "content/reports/x.md")
        assert changes.wait(LONG) == Batch(everything=True)
        assert changes.note == f"系统的文件改动通知中断了（RuntimeError: broken），{SLOWER}。"
        write(site / "content/reports/y.md")
        assert told(changes, site) == Told({"content/reports/y.md"}, False)


def test_a_fault_of_the_caller_is_raised(site: Path) -> None:
    def ignored(path: Path) -> bool:
        if path.name == "new.md":
            raise KeyError("fault")
        return False

    with Changes([site / "content"], ignored, polling=False) as changes:
        write(site / "content/new.md")
        for _ in range(2):
            with pytest.raises(KeyError, match="fault"):
                changes.wait(LONG)


def test_drives_that_tell_nothing_are_looked_at(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "drive_type", lambda path: "9p" if path.endswith("content") else "ext4")
    with Changes(roots_of(site), nothing) as changes:
        assert changes.note == f"文件所在的磁盘（9p）在文件改动时不通知本机，{SLOWER}。"
        assert changes._events is None
    with Changes([site / "site.yaml"], nothing) as changes:
        assert changes.note == ""
        assert changes._polling is None


def test_the_drive_of_a_path(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/office /srv/网络盘 nfs4 rw 0 0\n"
        "C:\\134 /mnt/c 9p rw 0 0\n"
        "x /mnt/my\\040drive fuse.sshfs rw 0 0\n"
        "y /mnt/over cifs rw 0 0\n"
        "z /mnt/over ext4 rw 0 0\n"
        "short\n"
    )
    paths = (
        "/home/a",
        "/srv/网络盘/site",
        "/mnt/c",
        "/mnt/c/x/y",
        "/mnt/car",
        "/mnt/my drive/x",
        "/mnt/over/x",
    )
    kinds = [drive_type(path, mounts) for path in paths]
    assert kinds == ["ext4", "nfs4", "9p", "9p", "ext4", "fuse.sshfs", "ext4"]
    assert drive_type("/home", tmp_path / "none") == ""
    assert [is_silent(kind) for kind in (*kinds, "", "fuseblk", "btrfs", "overlay")] == [
        *(False, True, True, True, False, True, False),
        *(False, False, False, False),
    ]
    assert [kind for kind in kinds if not keeps_numbers(kind)] == ["fuse.sshfs"]


@pytest.mark.parametrize("by_looking", [False, True])
def test_closing_ends_a_wait(site: Path, by_looking: bool) -> None:
    before = threading.active_count()
    changes = Changes(roots_of(site), nothing, polling=by_looking)
    closer = threading.Timer(0.05, changes.close)
    closer.start()
    start = time.monotonic()
    assert changes.wait() is None
    assert time.monotonic() - start < 0.4
    closer.join()
    assert changes.wait() is None
    changes.close()
    assert threading.active_count() == before


def test_nothing_in_time(site: Path) -> None:
    with watched(site) as changes:
        start = time.monotonic()
        assert changes.wait(0.05) is None
        assert 0.045 <= time.monotonic() - start < 0.4
        assert changes.wait(0) is None


def test_many_saves_leave_nothing_behind(site: Path) -> None:
    with watched(site) as changes:
        for number in range(400):
            (site / "content/reports" / f"{number % 40}.md").write_text("x")
            if number % 40 == 39:
                changes.wait(0)
        drain(changes)
        assert changes._heard._entries == {}
        assert changes._events is not None
        assert len(changes._events._whole) == 2
        assert len(changes._events._spots) == 3


def test_a_file_written_to_again_waits_again() -> None:
    ears = heard.Heard()
    ears.saved("/x")
    ears.unsure("/x")
    assert ears.take(heard.SETTLE * 2) is None
    ears.saved("/x")
    assert ears.take(LONG) == Batch(frozenset({Path("/x")}))


def test_rights_set_after_a_save_do_not_hold_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "QUIET", 60.0)
    ears = heard.Heard()
    ears.saved("/x")
    ears.touched("/x")
    assert ears.take(heard.LONGEST / 2) == Batch(frozenset({Path("/x")}))


def test_saves_together_are_told_together() -> None:
    ears = heard.Heard()
    ears.saved("/x")
    time.sleep(heard.SETTLE)
    ears.unsure("/half")
    ears.saved("/y")
    assert ears.take(0) == Batch(frozenset({Path("/x"), Path("/y")}))


def test_nothing_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heard, "QUIET", 60.0)
    ears = heard.Heard()
    start = time.monotonic()
    ears.unsure("/x")
    assert ears.take(LONG) == Batch(frozenset({Path("/x")}))
    assert time.monotonic() - start >= heard.LONGEST


def test_times_that_editors_feel() -> None:
    assert heard.SETTLE <= 0.005
    assert heard.QUIET == 0.05
    assert polling.INTERVAL == 0.5


def test_names_of_files_that_programs_keep() -> None:
    scratch = (
        *(
            "x~",
            ".x.swp",
            "4913",
            "#x#",
            "x.md.tmp",
            "~$x.docx",
            ".goutputstream-AB12",
            ".x.part~",
            "x.md.TMP",
        ),
        *("x.part~", "5E1A2000", "x.md.tmp.12.34", "x.md.bak", "x.crdownload", ".~lock.x.ods#"),
    )
    kept = (
        *("x.md", "2022-05.yaml", "~草稿.md", "方案.bak.md", "x.tmp.md", "12345.md", "网格#3#.md", "5月.csv"),
        *("a.b.html", "tmp", "IMG_0001.JPG", "gbt9704.yaml", "附件.tmp.1.md"),
    )
    assert [name for name in scratch if not is_scratch(name)] == []
    assert [name for name in kept if is_scratch(name)] == []
    assert [is_hidden(name) for name in (".git", "2022", "旧.bak", "tmp~")] == [True, False, False, False]
