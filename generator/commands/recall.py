"""The command `recall`: numbered copies asked back, and noted when they are back."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.days import parse_day
from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option
from generator.commands.tables import table_lines

if TYPE_CHECKING:
    from generator.dispatch.recall import Recall


@click.command()
@site_option
@format_option
@output_option
@click.option(
    "--date",
    "day",
    metavar="日期",
    callback=parse_day,
    help="要求收回、收到退回的日期，如 2026-06-20；不写就是今天",
)
@click.option(
    "--back", metavar="单位", default="", help="这几个单位的退回来了；只退回几份的：市教育局:000004"
)
@click.option("--undo", is_flag=True, help="撤销收回的要求")
@click.argument("issue", metavar="期")
def recall(
    site: Path, form: str, output: Path | None, day: date | None, back: str, undo: bool, issue: str
) -> None:
    """收回一期：把编了份号、已经给出去的各份登记为要收回；退回来的用 --back 记下，还差哪些用 status 看。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.dispatch.recall import note_back, order_recall

        if back and undo:
            raise click.UsageError("BACK 和 UNDO 不能一起写")
        target, on = output or site / "output", day or date.today()
        if back:
            made, findings = note_back(site, target, issue, back, on)
        else:
            made, findings = order_recall(site, target, issue, on, undo=undo)
        console.findings(findings)
        if made is None:
            console.say("没有记下，登记没有动。")
            sys.exit(CONTENT_ERRORS)
        for line in recall_lines(made):
            console.say(line)


def recall_lines(recall: Recall) -> list[str]:
    """What was entered just now, and which copies are out."""
    from generator.dispatch.numbers import told
    from generator.dispatch.register import register_file

    register, out = recall.register, recall.out
    lines = []
    # What was entered, and how far it is, stand last: the table may be longer than the screen.
    ending = []
    if recall.back:
        asked = sum(len(one.numbers) for one in register.to_recall)
        ending.append("记下了，退回来的：")
        ending += [f"  {one.unit}：{told(one.numbers)}" for one in recall.back]
        ending.append(back_line(asked, sum(len(one.numbers) for one in out), len(out)))
    elif register.recall is None:
        lines.append(f"{register.title}：收回的要求撤销了。")
    else:
        lines.append(
            f"{register.title}：{register.recall} 起要求收回，记在 {register_file(recall.key)}，请一并存底。"
        )
    if not out:
        return ending or [*lines, "没有还要收回的。"]
    rows = [[one.unit, str(len(one.numbers)), told(one.numbers)] for one in out]
    rows.append([f"合计 {len(out)} 个", str(sum(len(one.numbers) for one in out)), ""])
    lines += ["还要收回："]
    lines += table_lines(("单位", "份数", "份号"), rows, frozenset({1}))
    return [*lines, f"退回来一份记一份：make recall ISSUE={recall.key} BACK=单位", *ending]


def back_line(asked: int, out: int, units: int) -> str:
    """How far a recall is: `asked` copies, of which `out` are still with so many `units`."""
    counts = f"应收回 {asked} 份，已收回 {asked - out} 份"
    return f"{counts}，还有 {out} 份在 {units} 个单位。" if out else f"{counts}，收齐了。"
