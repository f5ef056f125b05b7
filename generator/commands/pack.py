"""The command `pack`: an issue made ready for sending."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.days import parse_day
from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option
from generator.commands.tables import table_lines

if TYPE_CHECKING:
    from generator.dispatch.pack import Packed
    from generator.dispatch.receipts import LateReceipts

_SLOW = 1.0
"""Seconds after which work is long enough to show how far it is."""

UNSIGNED = "这台机器上没有本单位的私钥，没有签名，以后靠指纹认。要签名，先运行 make key，或者把私钥拷过来。"

date_option = click.option(
    "--date", "day", metavar="日期", callback=parse_day, help="发出的日期，如 2026-06-08；不写就是签发日期"
)


@click.command()
@site_option
@format_option
@output_option
@date_option
@click.argument("issue", metavar="期")
def pack(site: Path, form: str, output: Path | None, day: date | None, issue: str) -> None:
    """封装一期：给名单上每个单位一个文件夹和压缩包，有编号的各份、交办单、发文通知，另有地址签和发文登记。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.diagnostics import has_errors
        from generator.dispatch.pack import pack as run
        from generator.dispatch.receipts import late_receipts
        from generator.dispatch.send_sums import record_sums

        far = Far()
        packed, findings = run(
            site,
            output or site / "output",
            issue,
            day=day,
            progress=far,
            waiting=console.waiting,
            environment=os.environ,
        )
        console.findings(findings)
        if packed is None:
            console.say("没有封装；原来封装的没有动。")
            sys.exit(CONTENT_ERRORS)
        # By these `verify` knows later what the office gave out.
        findings = record_sums(site, packed)
        console.findings(findings)
        for line in pack_lines(packed):
            console.say(line)
        if not packed.signer:
            click.echo(UNSIGNED, err=True)
        today = date.today()
        if late := late_receipts(packed.register, today):
            click.echo(late_line(late, issue, today), err=True)
        if has_errors(findings):
            sys.exit(CONTENT_ERRORS)


def late_line(late: LateReceipts, issue: str, today: date) -> str:
    """What is said where the notes ask for receipts by a day that is past."""
    many = f" {len(late.units)} 个单位" if len(late.units) > 1 else f"“{late.units[0]}”"
    return (
        f"注意：发文通知要{many}在 {late.due} 以前送回执，这一天已经过了：期限从登记的日期（{late.day}）"
        "算起。"
        f"还没有发的，请按发出的日期重新封装：make pack ISSUE={issue} DATE={today}"
    )


class Far:
    """How far the copies are: a line that is replaced on a terminal, elsewhere one for every quarter."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._quarters = 0

    def __call__(self, done: int, total: int, name: str) -> None:
        if time.monotonic() - self._began < _SLOW:
            return
        if sys.stderr.isatty():
            end = "\r\x1b[K" if done == total else ""
            print(f"\r\x1b[K已做 {done}/{total} 份  {name}{end}", end="", file=sys.stderr, flush=True)
        elif (quarters := 4 * done // total) > self._quarters:
            self._quarters = quarters
            print(f"已做 {done}/{total} 份", file=sys.stderr, flush=True)


def pack_lines(packed: Packed) -> list[str]:
    """What a pack holds, by 报, 送, 发, with its totals and where it stands."""
    from generator.dispatch.numbers import told

    register = packed.register
    rows = []
    for way in dict.fromkeys(share.way for share in packed.shares):
        own = [share for share in packed.shares if share.way == way]
        numbers = [number for share in own for number in packed.numbers.get(share.name, ())]
        sheets = sum(1 for share in own if (row := register.row(share.name)) and row.sheet)
        copies = sum(share.copies for share in own)
        rows.append([way, str(len(own)), str(copies), told(numbers) or "—", str(sheets)])
    sheets = sum(1 for row in register.rows if row.sheet)
    copies = sum(row.copies for row in register.rows)
    rows.append(["合计", str(len(packed.shares)), str(copies), "", str(sheets)])
    lines = table_lines(("发送", "单位", "份数", "份号", "交办单"), rows, frozenset({1, 2, 4}))
    agree = "同版记的“共印”一致" if copies == register.total else f"版记的“共印”是 {register.total} 份"
    if register.first:
        agree = f"发给有原件的单位（照 {register.first} 的发文登记）"
    lines += ["", f"《{register.publication}》{register.issue}共 {copies} 份，{agree}。"]
    if packed.secrecy:
        lines.append(f"这一期有密级（{packed.secrecy}）：不能用普通邮件发，请按保密规定送。")
    if packed.recalled:
        lines.append("以前给过、现在不该有的，请收回：")
        lines += [f"  {one.unit}：{told(one.numbers)}" for one in packed.recalled]
    if register.withdrawn:
        names = "、".join(row.unit for row in register.withdrawn)
        lines.append(f"已经发出、现在不在名单上的（登记为“已撤”）：{names}")
    if packed.recorded:
        lines.append(f"这一期的数字记进了 content/records/，请一并存底：{'、'.join(packed.recorded)}")
    if packed.signed:
        lines.append(f"这一期定稿留了底，在 content/records/finals/，请一并存底：{'、'.join(packed.signed)}")
    if packed.signer:
        lines.append(f"各单位的 PDF 都用“{packed.signer}”的私钥签了名，是谁的、改没改过，用 make verify 看。")
    if packed.again:
        lines.append(f"同上次封装的一样，没有要做的，都在 {packed.folder}。")
    else:
        lines.append(f"封装好了，在 {packed.folder}；发文登记也记在 {packed.record}，请一并存底。")
    return lines
