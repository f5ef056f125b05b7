"""Small sites for the preview: a session in this process, what a clean build comes to, the command itself."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import IO

from conftest import SITE, UNITS

from generator.build.pool import Crew, start_crew
from generator.build.result import Outcome
from generator.build.workshop import Made
from generator.check.discreet import discreet
from generator.diagnostics import Diagnostic
from generator.pipeline import build, find_faces
from generator.watch.board import Board
from generator.watch.session import Session
from generator.watch.view import View
from generator.watch.views import Shown, shown

PATIENCE = 30.0
"""Seconds that anything may take on a machine that is busy with other things."""
JIANBAO = "gongzuo-jianbao"

Files = Mapping[str, str | bytes | None]


def report(title: str, body: str = "会议强调，要走进企业。", day: str = "2022-05-28", **more: str) -> str:
    keys = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\n标题: {title}\n单位: 市经信局\n日期: {day}\n{keys}---\n{body}\n"


def issue(number: int, *reports: str, note: str = "", more: str = "") -> str:
    """An issue of the week of its number; without reports it takes those of 栏目 基层动态."""
    head = f"期号: {number}\n签发日期: 2022-06-{number:02}\n报道期间: 2022-05-01 至 2022-06-05\n"
    chosen = f"文章: [{', '.join(reports)}]" if reports else "选取: {栏目: 基层动态}"
    said = f"按语: {note}\n" if note else ""
    return f"{head}{said}栏目:\n  - 名称: 工作部署\n    {chosen}\n{more}状态: 草稿\n"


def report_file(name: str) -> str:
    return f"content/reports/{name}.md"


def issue_file(number: int) -> str:
    return f"content/issues/{JIANBAO}/2022-{number:02}.yaml"


def key_of(number: int) -> str:
    return f"{JIANBAO}/2022-{number:02}"


def page_file(number: int) -> str:
    return f"{JIANBAO}/2022/{number:02}/index.html"


def site_files(issues: int = 3) -> dict[str, str | bytes | None]:
    """So many issues of one page, each with a report of its own: r1, r2 …"""
    files: dict[str, str | bytes | None] = {"site.yaml": SITE, "content/units.yaml": UNITS}
    for number in range(1, issues + 1):
        files[report_file(f"r{number}")] = report(
            f"第{number}次动员会", f"第{number}篇。会议强调，要走进企业。"
        )
        files[issue_file(number)] = issue(number, f"reports/r{number}.md")
    return files


def put(site: Path, files: Files) -> list[Path]:
    """Write files of a site, or take those away for which None is given; their paths."""
    for name, text in files.items():
        path = site / name
        if text is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [site / name for name in files]


def snapshot(output: Path) -> dict[str, bytes]:
    files = (path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


Told = tuple[str, str, str]


def told(findings: list[Diagnostic]) -> list[Told]:
    """Code, place and message of each finding."""
    return sorted((one.code, str(one.place), one.message) for one in findings)


def clean_build(site: Path) -> tuple[dict[str, bytes], list[Told]]:
    """What a build of a copy of the site writes, and what it finds, knowing of no build before."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / site.name
        copy.mkdir()
        for name in ("site.yaml", "content", "templates"):
            if (site / name).is_dir():
                shutil.copytree(site / name, copy / name)
            elif (site / name).is_file():
                shutil.copy2(site / name, copy / name)
        faces = os.environ["FONTCONFIG_FILE"]
        try:
            outcome = build(copy, copy / "output", jobs=1)
        finally:
            os.environ["FONTCONFIG_FILE"] = faces
        return snapshot(copy / "output"), told(outcome.findings)


@contextmanager
def processes(folder: Path) -> Iterator[Crew]:
    """Two processes that make issues, for one session after another."""
    find_faces(folder)
    crew = start_crew(2)
    try:
        yield crew
    finally:
        crew.close()


class Held:
    """A session whose thread is that of the test."""

    def __init__(self, site: Path, crew: Crew, looked_at: str = "") -> None:
        self.site = site
        self.output = site / "output"
        self.board = Board(self.output, site, View("run", 0, site.name))
        self.queue: SimpleQueue[tuple[str, Future[Made]]] = SimpleQueue()
        faces, found = find_faces(site)
        assert faces is not None
        report = self.queue.put
        self.session = Session(
            site, self.output, self.board, crew, faces, lambda key, done: report((key, done)), tuple(found)
        )
        self.board.on_look = lambda: [self.session.look(key) for key in self.board.looked_at()]
        if looked_at:
            self.board.look("window", looked_at)

    def begin(self, files: Files | None = None, *, everything: bool = False) -> Outcome:
        """Save files, and let the session hear of it."""
        paths = put(self.site, files or {})
        return self.session.change(paths, everything=everything)

    def end(self) -> None:
        """Wait until everything is made."""
        while self.session.busy:
            self.one()

    def one(self) -> None:
        """Wait for one process to be done with an issue."""
        self.session.finish_one(*self.queue.get(timeout=PATIENCE))

    def save(self, files: Files, *, everything: bool = False) -> Outcome:
        outcome = self.begin(files, everything=everything)
        self.end()
        return outcome

    def all(self) -> Outcome:
        """The first build."""
        return self.save({}, everything=True)

    @property
    def shown(self) -> Shown:
        return shown(self.session.state, self.site)

    @property
    def told(self) -> list[Told]:
        gathered = self.session.state.gathered
        names = gathered.names if gathered else ()
        return told(discreet(self.session.state.all_findings(), names))

    def snapshot(self) -> dict[str, bytes]:
        return snapshot(self.output)

    def page(self, number: int) -> str:
        return (self.output / page_file(number)).read_text(encoding="utf-8")

    def holds_findings(self) -> dict[str, bytes]:
        """Nothing is under way, and what is told is what a clean build would tell; its files."""
        assert not self.session.busy
        files, findings = clean_build(self.site)
        assert self.told == findings
        return files

    def holds(self) -> None:
        """Nothing is under way, and all is as a clean build would have it."""
        files = self.holds_findings()
        mine = self.snapshot()
        assert mine.keys() == files.keys()
        assert [name for name in files if mine[name] != files[name]] == []


class Running:
    """The command `watch` as a process."""

    def __init__(self, site: Path, port: int = 0) -> None:
        arguments = [sys.executable, "-m", "generator", "watch", "--site", str(site), "--no-open"]
        self.process = subprocess.Popen(
            [*arguments, *(["--port", str(port)] if port else [])],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=Path(__file__).resolve().parents[1],
            start_new_session=True,
        )
        self.lines: list[str] = []
        assert self.process.stdout is not None
        self._reader = threading.Thread(target=self._read, args=(self.process.stdout,), daemon=True)
        self._reader.start()
        wait_for(lambda: self.lines or self.process.poll() is not None)
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.lines[0]) if self.lines else None
        assert found, self.lines
        self.address, self.port = found[0].rstrip("/"), int(found[1])

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            self.lines.append(line.rstrip("\n"))

    @property
    def builds(self) -> list[str]:
        """The lines about builds."""
        return [line for line in self.lines if re.match(r"\d\d:\d\d:\d\d  ", line)]

    def wait_for_builds(self, count: int) -> None:
        wait_for(lambda: len(self.builds) >= count or self.process.poll() is not None)
        assert len(self.builds) >= count, self.lines

    def children(self) -> list[int]:
        return [pid for pid, parent in _parents() if parent == self.process.pid]

    def kill(self) -> None:
        """End it without a word, as a power cut does."""
        self.process.kill()
        self._bury()

    def _bury(self) -> None:
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def interrupt(self) -> float:
        """Ctrl-C; the seconds until it has ended."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self._bury()
        return time.monotonic() - began


def lives(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and lives(int(entry.name)):
            try:
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            yield int(entry.name), int(parent)


def wait_for(condition: object, seconds: float = PATIENCE) -> None:
    """Wait until something is true that others make true."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "没有等到"
        time.sleep(0.02)
