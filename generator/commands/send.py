"""The command `send`: a packed issue mailed to the units."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option
from generator.commands.pack import late_line
from generator.commands.tables import table_lines

if TYPE_CHECKING:
    from generator.console import Console
    from generator.dispatch.send_delivery import Delivery, Fate
    from generator.dispatch.send_plan import Plan

_WORDS = {
    "taken": "收下了",
    "refused": "对方不收",
    "deferred": "暂时没有收",
    "unknown": "说不准收到没有",
}


@click.command()
@site_option
@format_option
@output_option
@click.option("--yes", is_flag=True, help="看过要发给谁，不再问，就发")
@click.option("--again", metavar="单位", default="", help="这几个单位再发一次，用顿号分开")
@click.option(
    "--arrived",
    metavar="单位",
    default="",
    help="这几个单位收到了：用别的办法送到的、说不准而问清楚了的；写“其余”就是没有邮箱的各单位",
)
@click.argument("issue", metavar="期")
def send(site: Path, form: str, output: Path | None, yes: bool, again: str, arrived: str, issue: str) -> None:
    """把封装好的一期用邮件发给各单位：先列出要发给谁，同意以后才发；发过的不会再发。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.dispatch.receipts import late_receipts
        from generator.dispatch.send import arrived as enter_arrived
        from generator.dispatch.send import plan_sending

        target = output or site / "output"
        if names := _names(arrived):
            entered, findings = enter_arrived(site, target, issue, names, _now())
            if not entered:
                console.findings(findings)
                sys.exit(CONTENT_ERRORS)
            console.findings(findings)
            for line in arrived_lines(entered, issue):
                console.say(line)
            if not yes and not again:
                return
        plan, findings = plan_sending(site, target, issue, _names(again), console.waiting, os.environ)
        console.findings(findings)
        if plan is None:
            console.say("没有发。")
            sys.exit(CONTENT_ERRORS)
        for line in plan_lines(plan):
            console.say(line)
        today, waiting = _now().date(), [letter.unit for letter in plan.letters]
        if late := late_receipts(plan.packed.register, today, waiting):
            click.echo(late_line(late, plan.key, today), err=True)
        if plan.letters:
            _order(console, site, target, plan, yes)
        elif plan.unknown:
            sys.exit(CONTENT_ERRORS)


def _order(console: Console, site: Path, output: Path, plan: Plan, yes: bool) -> None:
    """Send, if the editor agrees."""
    from generator.dispatch.mail_server import server_of
    from generator.dispatch.send import send as run
    from generator.dispatch.send_delivery import Means

    order = f"没有发。要发：make send ISSUE={plan.key} YES=1"
    if not yes and not sys.stdin.isatty():
        console.say(order)
        return
    server, findings = server_of(os.environ)
    if server is None:
        console.findings(findings)
        console.say("没有发。")
        sys.exit(CONTENT_ERRORS)
    if not yes and not console.ask(f"从 {server.sender} 发给这 {len(plan.letters)} 个单位？"):
        console.say(order)
        return

    def told(settled: int, total: int, unit: str, fate: Fate) -> None:
        print(f"  {settled}/{total}  {unit}  {_WORDS[fate]}", file=sys.stderr, flush=True)

    def wait(seconds: float) -> None:
        print(f"  有的没有发出去，{seconds:.0f} 秒以后再试……", file=sys.stderr, flush=True)
        time.sleep(seconds)

    delivery, findings = run(site, output, plan, server, Means(_now, wait, told))
    console.findings(findings)
    if delivery is None:
        console.say("没有发完；发过谁，都在发送记录里，再运行一次会接着发。")
        sys.exit(CONTENT_ERRORS)
    for line in delivery_lines(plan, delivery):
        console.say(line)
    if findings or delivery.having("refused", "deferred", "unknown") or plan.unknown:
        sys.exit(CONTENT_ERRORS)


def arrived_lines(units: list[str], issue: str) -> list[str]:
    """What is said of units that have got the issue."""
    return [
        f"记下了，已经收到：{'、'.join(units)}",
        f"各单位的情况：make status ISSUE={issue}；还有要用邮件发的：make send ISSUE={issue}",
    ]


def plan_lines(plan: Plan) -> list[str]:
    """What goes to whom, and to whom nothing goes and why."""
    lines = []
    if plan.letters:
        rows = []
        for letter in plan.letters:
            more = f" 等 {len(letter.files)} 个" if len(letter.files) > 1 else ""
            name = letter.unit + ("（再发一次）" if letter.again else "")
            rows.append([name, letter.address, letter.files[0][0] + more, size_text(letter.size)])
        total = sum(letter.size for letter in plan.letters)
        rows.append([f"合计 {len(plan.letters)} 个", "", "", size_text(total)])
        lines += [f"{plan.title}，要发给："]
        lines += table_lines(("单位", "邮箱", "附件", "大小"), rows, frozenset({3}))
    if plan.done:
        lines += _list("已经发过，不再发：", [f"{unit}（{when}）" for unit, when in plan.done.items()])
    if plan.changed:
        lines += _list("其中发过以后又改过的，对方手里是旧的（要重发：AGAIN=单位）：", list(plan.changed))
    if plan.apart:
        head = f"没有写邮箱，请用别的办法送；送到了记一笔（make send ISSUE={plan.key} ARRIVED=单位）："
        lines += _list(head, list(plan.apart))
    if plan.unknown:
        lines += _unknown(plan.key, [f"{unit}（{when}）" for unit, when in plan.unknown.items()])
    if not plan.letters:
        lines.append("没有要发的。")
    return lines


def delivery_lines(plan: Plan, delivery: Delivery) -> list[str]:
    """What became of it."""
    from generator.dispatch.outbox import log_file

    lines = [f"发出 {len(delivery.having('taken'))} 个，共 {len(plan.letters)} 个。"]
    if refused := delivery.having("refused"):
        lines.append("对方的服务器不收（改好邮箱以后再运行一次，只发这几个）：")
        lines += [f"  {unit}：{delivery.words.get(unit, '')}" for unit in refused]
    if deferred := delivery.having("deferred"):
        lines.append("试了几次都没有发出去（过一会儿再运行一次，只发这几个）：")
        lines += [f"  {unit}：{delivery.words.get(unit, '')}" for unit in deferred]
    if unknown := delivery.having("unknown"):
        lines += _unknown(plan.key, unknown)
    return [*lines, f"发送记录在 {log_file(plan.key)}，请同稿子一起存底。"]


def size_text(size: int) -> str:
    """Bytes as people say them: 340 KB, 2.1 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _unknown(key: str, units: list[str]) -> list[str]:
    return [
        *_list("交给了邮件服务器，还没有听到回话就断了，说不准收到没有，没有再发：", units),
        "请问一问对方，或者请管邮箱的人查一查，再选一样：",
        f"  收到了：make send ISSUE={key} ARRIVED=单位",
        f"  没收到：make send ISSUE={key} AGAIN=单位",
    ]


def _list(head: str, names: list[str]) -> list[str]:
    return [head, *(f"  {name}" for name in names)]


def _names(text: str) -> list[str]:
    """Units with commas or blanks between them."""
    for mark in "、，,；;":
        text = text.replace(mark, " ")
    return text.split()


def _now() -> datetime:
    return datetime.now().astimezone()
