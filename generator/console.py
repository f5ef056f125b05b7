"""What the commands show on a terminal: progress on long work, findings, a summary at the end."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, has_errors, ordered
from generator.diagnostics.show import json_lines, plain

if TYPE_CHECKING:
    from generator.build.outcome import Outcome
    from generator.measure import Measurement

INTERRUPTED = 130
_SLOW = 1.0
"""Seconds after which work is long enough to show how far it is."""


class Console:
    """With `json`, findings go to standard output as JSON lines and all else to standard error."""

    def __init__(self, *, json: bool = False) -> None:
        self._json = json
        self._began = time.monotonic()
        self._live = sys.stderr.isatty()
        self._said_tenths = 0

    def say(self, line: str) -> None:
        print(line, file=sys.stderr if self._json else sys.stdout, flush=True)

    def progress(self, done: int, total: int, name: str) -> None:
        """A line that is replaced on a terminal; elsewhere a line for every tenth of long work."""
        if time.monotonic() - self._began < _SLOW:
            return
        if self._live:
            filled = 24 * done // total
            bar = "█" * filled + "░" * (24 - filled)
            end = "\r\x1b[K" if done == total else ""
            print(f"\r\x1b[K{bar} {done}/{total} 期  {name}{end}", end="", file=sys.stderr, flush=True)
        elif (tenths := 10 * done // total) > self._said_tenths:
            self._said_tenths = tenths
            print(f"已完成 {done}/{total} 期", file=sys.stderr, flush=True)

    def findings(self, findings: Iterable[Diagnostic]) -> None:
        found = ordered(findings)
        if self._json:
            sys.stdout.write(json_lines(found))
        elif found:
            print(plain(found, colour=sys.stdout.isatty()))
            print()

    def tell(self, outcome: Outcome) -> None:
        """The findings and the summary of a build."""
        self.findings(outcome.findings)
        if outcome.lacking or not (outcome.made or outcome.stopped):
            if has_errors(outcome.findings):
                self.say("没有生成任何成品；原来的成品没有动。")
            return
        seconds = time.monotonic() - self._began
        self.say(
            f"编出 {len(outcome.made)} 期，共 {outcome.pages} 页，用时 {seconds:.1f} 秒；"
            f"写了 {outcome.written} 个文件，{outcome.unchanged} 个没有变化，删去 {outcome.removed} 个。"
        )
        if outcome.standing:
            self.say(f"有 {len(outcome.standing)} 期没有编（原来的成品还在）：{'、'.join(outcome.standing)}")
        if never := sorted(set(outcome.stopped) - set(outcome.standing)):
            self.say(f"有 {len(never)} 期还没有编出来：{'、'.join(never)}")
        for (wanted, used), chars in sorted(outcome.borrowed.items()):
            self.say(f"字体“{wanted}”缺这些字，印的时候改用“{used}”，不用处理：{chars}")
        if has_errors(outcome.findings):
            self.say("有错误：请按上面的提示改正，再运行一次。")
        elif outcome.made:
            self.say(f"请打开 {outcome.output / 'index.html'} 查看。")

    def measurement(self, measurement: Measurement) -> None:
        """The rows of a measurement as a table, the lines to look at below it."""
        from rich.console import Console as Terminal
        from rich.table import Table

        from generator.measure import as_table, remarks

        rows = as_table(measurement)
        marks = {True: "合", False: "不合", None: "—"}
        table = Table("项目", "规定", "实际", "单位", "偏差", "", box=None, pad_edge=False)
        for column in table.columns:
            column.overflow = "fold"
        for row in rows:
            deviation = "" if row.deviation is None else f"{row.deviation:+.3f}"
            table.add_row(row.item, row.nominal, row.found, row.unit, deviation, marks[row.ok])
        # Wide enough that nothing is cut off where the output goes to a file.
        terminal = Terminal(highlight=False, width=None if sys.stdout.isatty() else 140)
        terminal.print(table)
        for remark in remarks(measurement):
            deviation = "" if remark.deviation is None else f"，偏差 {remark.deviation:+.2f} pt"
            terminal.print(
                f"第 {remark.page} 页第 {remark.line} 行 {remark.item}{deviation}：{remark.text}",
                markup=False,
            )
        wrong = sum(row.ok is False for row in rows)
        terminal.print(f"有 {wrong} 项不合规定。" if wrong else "量到的各项都合规定。")

    @contextlib.contextmanager
    def exits(self) -> Iterator[None]:
        """Ctrl-C ends a command with a word and not a traceback."""
        try:
            yield
        except KeyboardInterrupt:
            print("\n已中断。已经写好的成品都是完整的；再运行一次会接着做。", file=sys.stderr)
            sys.exit(INTERRUPTED)
