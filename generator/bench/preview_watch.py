"""The command `watch` in a process of its own, seen from outside: its address, its state, its events, how
much memory it has."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from generator.bench.processes import ROOT, BenchFailed

PATIENCE = 60.0
"""Seconds after which what one save brings about counts as not coming any more."""
_FIRST_PATIENCE = 3600.0
"""The same for the whole site."""
_PAUSE = 0.05
_PORT = re.compile(r"^预览：http://127\.0\.0\.1:(\d+)/", re.MULTILINE)
_END = 10.0
"""Seconds that it gets to end by itself."""


@dataclass(frozen=True, slots=True)
class Watching:
    """A watch at work. What fails is told by BenchFailed."""

    process: subprocess.Popen[bytes]
    log: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str) -> bytes:
        """What it answers to a request for `path`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise self.failed(f"预览没有回答（{path}：{error}）") from error
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise self.failed(f"预览的回答不对（{path}：{answer.status}）")
        return data

    def view(self) -> Mapping[str, Any]:
        """The state of the whole site."""
        return _mapping(self.get("/api/view"))

    def pages(self, key: str) -> list[str]:
        """The signatures of an issue's printed pages."""
        return [page["signature"] for page in _mapping(self.get(f"/api/print/{key}"))["pages"]]

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until nothing is being built."""
        end = time.monotonic() + patience
        while self.view()["busy"]:
            if time.monotonic() > end:
                raise self.failed(f"预览过了 {patience:.0f} 秒还没有编完")
            time.sleep(_PAUSE)

    @contextmanager
    def events(self, key: str) -> Iterator[Events]:
        """What a window hears that shows the issue `key`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", f"/api/events?{urlencode({'window': 'bench', 'key': key})}")
            yield Events(self, connection.getresponse(), key)
        finally:
            connection.close()

    def memory(self) -> int:
        """Bytes that it and all its processes have in memory; what several of them share counts once.

        Needs Linux.
        """
        return sum(map(_share, _session(self.process.pid)))

    def failed(self, what: str) -> BenchFailed:
        """What went wrong, with the last that the watch said."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(1.0)  # for what it says if it is ending
        told = ""
        with suppress(FileNotFoundError):  # the watch was ended before
            told = self.log.read_text(encoding="utf-8", errors="replace").strip()
        return BenchFailed(f"{what}。它最后说：\n{told[-2000:]}")


class Events:
    """The events of one connection, read one after another."""

    def __init__(self, watching: Watching, answer: http.client.HTTPResponse, key: str) -> None:
        self._watching = watching
        self._answer = answer
        self._key = key

    def wait(self, kind: str, version: str = "") -> str:
        """Wait for an event of this kind for the issue, of another version than `version`; its version."""
        end = time.monotonic() + PATIENCE
        told = ""
        while time.monotonic() < end:
            try:
                line = self._answer.readline().decode()
            except (OSError, http.client.HTTPException) as error:
                raise self._watching.failed(f"预览没有消息了（{error}）") from error
            if not line:
                raise self._watching.failed("预览断开了连接")
            name, _, value = line.rstrip("\n").partition(": ")
            if name == "event":
                told = value
            elif name == "data" and told == kind:
                data = json.loads(value)
                if data["key"] == self._key and data["version"] != version:
                    return str(data["version"])
        raise self._watching.failed(f"保存以后 {PATIENCE:.0f} 秒没有等到预览的“{kind}”")


@contextmanager
def watching(site: Path) -> Iterator[Watching]:
    """A watch of `site` that has built all; it and its processes are ended in any case."""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "generator", "watch", "--no-open", "--site", str(site)]
    with tempfile.NamedTemporaryFile(prefix="jianbao-watch-", suffix=".log") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": paths},
            # So that all its processes can be told from others.
            start_new_session=True,
        )
        try:
            begun = Watching(process, Path(log.name), _port(process, Path(log.name)))
            begun.settle(_FIRST_PATIENCE)
            yield begun
        finally:
            _end(process)


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    end = time.monotonic() + PATIENCE
    while True:
        told = log.read_text(encoding="utf-8", errors="replace")
        if found := _PORT.search(told):
            return int(found[1])
        if process.poll() is not None or time.monotonic() > end:
            raise BenchFailed(f"预览没有开起来。它最后说：\n{told.strip()[-2000:]}")
        time.sleep(_PAUSE)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_END)
    # Its own processes too, whatever became of them.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _session(number: int) -> Iterator[Path]:
    """The folders in /proc of all processes of a session."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # The name in brackets may hold anything; after it come state, parent, group and session.
            fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == number:
                yield folder


def _share(process: Path) -> int:
    """The proportional set size (proc(5)) in bytes; 0 for a process that has just ended."""
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _mapping(data: bytes) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(data)
    return found
