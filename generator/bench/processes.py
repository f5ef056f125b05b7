"""Programs run as a user runs them: in a process of their own, timed from outside."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# The folder that holds the package, for child processes.
ROOT = Path(__file__).resolve().parents[2]


class BenchFailed(Exception):
    """Something that was to be measured did not work; says in Chinese what."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished process. `peak`: the most memory (resident set, bytes) that it or one of its own had."""

    seconds: float
    peak: int
    output: str


def run(what: str, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Ran:
    """Run `command` to its end. Raises BenchFailed, which names it as `what`, when it fails."""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    env = {**os.environ, "PYTHONPATH": paths, **(environment or {})}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as told:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT, env=env
        )
        # Of all ways to wait, this one also tells the peak of the processes that it started itself.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        output = told.read()
    if process.returncode:
        raise BenchFailed(f"{what}没有运行成功：\n{output.strip()[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Ran(seconds, usage.ru_maxrss * unit, output)


def python(what: str, *arguments: str | Path, environment: Mapping[str, str] | None = None) -> Ran:
    """Run this Python with `arguments`."""
    return run(what, [sys.executable, *arguments], environment)


def start_time(*arguments: str, times: int = 10) -> float:
    """The median time in seconds of `times` runs of this Python with `arguments`."""
    return statistics.median(python("程序的启动", *arguments).seconds for _ in range(times))
