"""What the commands show on a terminal: progress on long work, findings, a summary at the end."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, has_errors, ordered
from generator.diagnostics.show import json_lines, place_text, plain, summary, visible

if TYPE_CHECKING:
    from generator.build.result import Outcome
    from generator.columns import Proposal
    from generator.measure import Measurement
    from generator.watch.loop import Round

_PLAIN = re.compile(r"[\w（）]+")
INTERRUPTED = 130
_SHOWN = 3
"""Names that one line tells."""
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
            print(f"已处理 {done}/{total} 期", file=sys.stderr, flush=True)

    def waiting(self) -> None:
        self.say("另一个 make 正在编这个站点，等它编完再接着做……")

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
        sheets = f"，交办单 {outcome.sheets} 张" if outcome.sheets else ""
        total = f"{len(outcome.made)} 期，共 {outcome.pages} 页{sheets}"
        if outcome.again:
            self.say(f"同上次编的一样，没有要做的：{total}，都在原处，用时 {seconds:.1f} 秒。")
        else:
            self.say(
                f"编出 {total}，重新排版 {outcome.set_now} 份 PDF，用时 {seconds:.1f} 秒；"
                f"写了 {outcome.written} 个文件，{outcome.unchanged} 个没有变化，删去 {outcome.removed} 个。"
            )
        if outcome.recorded:
            self.say(
                f"有 {len(outcome.recorded)} 期定稿的数字记进了 content/records/figures/，请一并存底："
                f"{'、'.join(outcome.recorded)}"
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

    def opened(self, address: str, *, browser: bool) -> None:
        """Tell where the preview is, and open it where there is a screen."""
        self.say(f"预览：{address}　（保存文件后页面自己会变；按 Ctrl-C 结束）")
        screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if browser and screen:
            import webbrowser

            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def round(self, done: Round) -> None:
        """One line for one build of the preview: when, what was changed, what came of it."""
        outcome = done.outcome
        why = "第一次编" if done.first else f"改了 {_some(done.files)}" if done.files else "再编"
        count = len(outcome.made)
        what = f"编了 {count} 期（{_some(sorted(outcome.made))}）" if count else "没有要编的"
        if outcome.removed:
            what += f"，删去 {outcome.removed} 个文件"
        line = f"{time.strftime('%H:%M:%S')}  {why}：{what}，{done.seconds:.2f} 秒；{summary(done.findings)}"
        worst = next((one for one in done.findings if one.severity == "error"), None)
        if worst is not None:
            where = f"{place_text(worst.place)} " if worst.place else ""
            line += f"，先看 {visible(where + worst.message)}"
        self.say(line)

    def measurement(self, measurement: Measurement) -> None:
        """The rows of a measurement as a table, the lines to look at below it."""
        from generator.measure import as_table, remarks

        rows = as_table(measurement)
        marks = {True: "合", False: "不合", None: "—"}
        cells = []
        for row in rows:
            deviation = "" if row.deviation is None else f"{row.deviation:+.3f}"
            cells.append((row.item, row.nominal, row.found, row.unit, deviation, marks[row.ok]))
        self._table(("项目", "规定", "实际", "单位", "偏差", ""), cells)
        for remark in remarks(measurement):
            deviation = "" if remark.deviation is None else f"，偏差 {remark.deviation:+.2f} pt"
            self.say(f"第 {remark.page} 页第 {remark.line} 行 {remark.item}{deviation}：{remark.text}")
        wrong = sum(row.ok is False for row in rows)
        self.say(f"有 {wrong} 项不合规定。" if wrong else "量到的各项都合规定。")

    def proposal(self, proposal: Proposal) -> None:
        """Which column is what, and the lines for site.yaml."""
        sheet = f"工作表“{proposal.sheet}”" if proposal.sheet else ""
        self.say(f"{proposal.file}{sheet}，表头在第 {proposal.line} 行：\n")
        self._table(
            ("表上的列名", "对应", "依据", "例子"),
            [(one.title, one.key or "（不用）", one.why, one.example) for one in proposal.columns],
        )
        if proposal.missing:
            self.say(f"\n还缺必填的：{'、'.join(proposal.missing)}。请在“列名”里写明是哪一列。")
        if proposal.yaml:
            added = [f"  {_key(one.title)}: {one.key}" for one in proposal.columns if one.new and one.key]
            self.say("\n请核对，然后把下面几行加进 site.yaml 的“列名:”下面；还没有“列名:”的，连它一起加：\n")
            self.say("\n".join(["列名:", *added]))
        else:
            self.say("\n各列都认得，site.yaml 不用改。")

    def _table(self, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        from rich.console import Console as Terminal
        from rich.table import Table
        from rich.text import Text

        table = Table(*titles, box=None, pad_edge=False)
        for column in table.columns:
            column.overflow = "fold"
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        # Wide enough that nothing is cut off where the output goes to a file.
        Terminal(highlight=False, width=None if sys.stdout.isatty() else 140).print(table)

    @contextlib.contextmanager
    def exits(self) -> Iterator[None]:
        """Ctrl-C ends a command with a word and not a traceback."""
        try:
            yield
        except KeyboardInterrupt:
            print("\n已中断。已经写好的成品都是完整的；再运行一次会接着做。", file=sys.stderr)
            sys.exit(INTERRUPTED)


def _some(names: Sequence[str]) -> str:
    """A few of many names."""
    more = f" 等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def _key(title: str) -> str:
    """A column's title as a key of YAML."""
    return title if _PLAIN.fullmatch(title) else json.dumps(title, ensure_ascii=False)
