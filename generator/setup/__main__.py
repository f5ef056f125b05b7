"""`python -m generator.setup`: what `make` runs before anything is installed.

Messages go to standard error, so that `FORMAT=json` has standard output to itself. Exit status:
0 ready, 2 wrong usage, 3 the machine lacks something.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from generator.setup.doctor import ROOT, run_doctor, table
from generator.setup.environment import ensure_environment, python_of
from generator.setup.faces import describe, ensure_faces
from generator.setup.lack import Lack
from generator.setup.system import RUN_NEEDS, TEST_NEEDS, VENV, ensure_system

LACKING = 3


class Terminal:
    """Writes lines; on a terminal also a line of progress that the next one replaces."""

    def __init__(self) -> None:
        self.interactive = sys.stderr.isatty()
        self.clear = "\r\x1b[K" if self.interactive else ""

    def report(self, line: str) -> None:
        print(self.clear + line, file=sys.stderr, flush=True)

    def live(self, line: str) -> None:
        print(self.clear + line, file=sys.stderr, end="", flush=True)

    def finish(self) -> None:
        print(self.clear, file=sys.stderr, end="", flush=True)


def prepare(terminal: Terminal, *, dev: bool) -> int:
    """System packages, Python packages, faces; stops at what nothing can be made without."""
    needs = TEST_NEEDS if dev else RUN_NEEDS
    if not python_of(ROOT).exists():
        needs = (*needs, VENV)
    lacks = ensure_system(needs, terminal.report)
    if not any(lack.fatal for lack in lacks):
        lacks += ensure_environment(ROOT, terminal.report, dev=dev)
    _tell(lacks, terminal)
    if any(lack.fatal for lack in lacks):
        return LACKING
    fetch_faces(terminal)
    return 0


def fetch_faces(terminal: Terminal) -> int:
    missing = ensure_faces(terminal.report, terminal.live if terminal.interactive else None)
    terminal.finish()
    for line in describe(missing):
        terminal.report(line)
    return LACKING if missing else 0


def doctor(site: Path) -> int:
    checks = run_doctor(site)
    print("\n".join(table(checks)))
    return LACKING if any(check.needed and not check.ok for check in checks) else 0


def _tell(lacks: list[Lack], terminal: Terminal) -> None:
    for lack in lacks:
        for line in lack.lines():
            terminal.report(line)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m generator.setup")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("prepare").add_argument("--dev", action="store_true")
    commands.add_parser("faces")
    commands.add_parser("doctor").add_argument("--site", type=Path, default=Path())
    chosen = parser.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that knows no Chinese gets question marks instead of a traceback.
        sys.stdout.reconfigure(errors="replace")
    terminal = Terminal()
    try:
        if chosen.command == "prepare":
            return prepare(terminal, dev=chosen.dev)
        if chosen.command == "faces":
            status = fetch_faces(terminal)
            if status == 0:
                terminal.report("中文字体都有了。")
            return status
        return doctor(chosen.site)
    except KeyboardInterrupt:
        terminal.finish()
        terminal.report("已中断。再运行一次会接着做。")
        return 130


if __name__ == "__main__":
    sys.exit(main())
