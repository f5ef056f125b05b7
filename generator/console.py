"""What the commands show on a terminal: progress on long work, findings, a summary at the end."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
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
    from generator.proofreading.mend import Mending
    from generator.proofreading.report import Report
    from generator.proofreading.undo import Undone
    from generator.watch.loop import Round

_PLAIN = re.compile(r"[\w（）]+")
INTERRUPTED = 130
_RECORDED = "有 {count} 期定稿的数字记进了 content/records/，请一并存底：{names}"
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
        self._said_tenths: dict[str, int] = {}
        self._reading_since = 0.0

    def say(self, line: str) -> None:
        print(line, file=sys.stderr if self._json else sys.stdout, flush=True)

    def progress(self, done: int, total: int, name: str) -> None:
        """A line that is replaced on a terminal; elsewhere a line for every tenth of long work."""
        self._far(done, total, name, "已处理", "期")

    def reading(self, done: int, total: int, name: str) -> None:
        """The same for files that are proofread, which takes a second of its own only on a large site."""
        self._reading_since = self._reading_since or time.monotonic()
        if time.monotonic() - self._reading_since > _SLOW:
            self._far(done, total, name, "已校对", "个文件")

    def _far(self, done: int, total: int, name: str, verb: str, unit: str) -> None:
        if time.monotonic() - self._began < _SLOW:
            return
        if self._live:
            filled = 24 * done // total
            bar = "█" * filled + "░" * (24 - filled)
            end = "\r\x1b[K" if done == total else ""
            print(f"\r\x1b[K{bar} {done}/{total} {unit}  {name}{end}", end="", file=sys.stderr, flush=True)
        elif (tenths := 10 * done // total) > self._said_tenths.get(unit, 0):
            self._said_tenths[unit] = tenths
            print(f"{verb} {done}/{total} {unit}", file=sys.stderr, flush=True)

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
            self.say(_RECORDED.format(count=len(outcome.recorded), names="、".join(outcome.recorded)))
        if outcome.signed:
            names = _some(sorted(outcome.signed))
            self.say(
                f"有 {len(outcome.signed)} 期定稿留了底，在 content/records/finals/，请一并存底：{names}"
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

    def report(
        self, report: Report, form: str, *, text: bool, strict: bool, every: bool, version: str
    ) -> None:
        """What a check has found, as people or as programs read it."""
        from generator.proofreading.listing import ending, json_lines, listing, totals

        if form == "json":
            sys.stdout.write(json_lines(report.loud))
        elif form == "sarif":
            from generator.proofreading.sarif import sarif

            print(sarif(report.loud, version))
        elif report.loud:
            print(listing(report.loud, colour=sys.stdout.isatty(), columns=self._columns(), every=every))
            print(f"\n合计\n{totals(report.loud, columns=self._columns())}\n")
        if report.recorded:
            self.say(_RECORDED.format(count=len(report.recorded), names="、".join(report.recorded)))
        for line in ending(report, text=text, strict=strict):
            self.say(line)
        if report.lacking:
            self.say("这台机器编不出页面，只看了文字。")

    def baseline(self, file: str, count: int) -> None:
        self.say(f"已把现有的 {count} 处记进 {file}，以后 make check 不再一处一处说。请把这个文件一起存底。")

    def mending(self, mending: Mending) -> None:
        """What would be mended, and what is not and why."""
        from generator.proofreading.differences import differences

        for file in mending.files:
            print(differences(file, colour=sys.stdout.isatty(), columns=self._columns()))
            print()
        if mending.files:
            print(f"能改的有 {mending.count} 处，在 {len(mending.files)} 个文件里。")
        else:
            print("没有程序能改的。")
        for name, count in mending.locked.items():
            print(f"{visible(name)} 里有 {count} 处没有改：定稿的各期用着它，程序不动。")
        for name, line in mending.unsafe:
            print(f"{visible(name)} 第 {line} 行没有改：改了会影响别的地方，请自己改。")

    def ask(self, question: str) -> bool:
        """Whether the editor agrees. Nobody can where there is no terminal."""
        try:
            return input(f"{question}（是/否）").strip().lower() in ("是", "y", "yes", "好", "对")
        except EOFError:
            print()
            return False

    def mended(self, files: Sequence[str]) -> None:
        self.say(f"已改好 {len(files)} 个文件。要退回去：make check UNDO=1")

    def left(self, findings: Sequence[Diagnostic]) -> None:
        """What a mending leaves to people."""
        if findings:
            self.say(f"文字里还有 {summary(findings)}，要自己改：make check")
        else:
            self.say("文字里没有别的问题了。")

    def undone(self, undone: Undone | None) -> None:
        if undone is None:
            self.say("没有可以退回的：上一次 make check FIX=1 没有改过文件，或者已经退回过了。")
            return
        for file in undone.restored:
            self.say(f"{visible(file)} 已退回改以前的样子。")
        for file in undone.changed:
            self.say(f"{visible(file)} 后来又改过，没有动；要退回去，请用 git restore。")

    def _columns(self) -> int | None:
        """How broad the terminal is; None where the output goes elsewhere, and lines need no end."""
        return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None

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
