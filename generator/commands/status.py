"""The command `status`: what was sent, what came back, what is late."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.days import parse_day
from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option
from generator.commands.recall import back_line
from generator.commands.tables import table_lines

if TYPE_CHECKING:
    from generator.dispatch.status import IssueStatus, Status


@click.command()
@site_option
@format_option
@output_option
@click.option(
    "--date", "day", metavar="日期", callback=parse_day, help="看到哪一天为止，如 2026-06-30；不写就是今天"
)
@click.argument("issue", metavar="[期]", default="")
def status(site: Path, form: str, output: Path | None, day: date | None, issue: str) -> None:
    """看封装、发出、回执和交办事项的情况：哪些单位送回了，哪些超期还没有送回。"""
    from generator.console import Console
    from generator.diagnostics import has_errors

    console = Console(json=form == "json")
    with console.exits():
        from generator.dispatch.status import make_status

        by = day or date.today()
        target = output or site / "output"
        made, findings = make_status(site, target, issue, by)
        console.findings(findings)
        for line in status_lines(made, target, one=bool(issue)) if made and made.issues else []:
            console.say(line)
        if made is None or has_errors(findings):
            sys.exit(CONTENT_ERRORS)


def status_lines(status: Status, output: Path, *, one: bool) -> list[str]:
    """A row for each issue; for `one` issue a row for each receiver."""
    lines = _receivers(status.issues[0]) if one else _issues(status.issues)
    lines += ["", f"截至 {status.day.isoformat()}。逐件的情况在 {output / status.file}。"]
    return lines


def _issues(issues: tuple[IssueStatus, ...]) -> list[str]:
    from generator.dispatch.status import IN_TIME, LATE, OVERDUE, sent

    rows = []
    # Most offices never correct anything: the column comes with the first correction.
    kinds = any(issue.register.first for issue in issues)
    sums = [0] * 8
    for issue in issues:
        receivers = issue.receivers
        counts = [
            len(receivers),
            sum(row.copies for row in issue.register.rows),
            sent(receivers),
            sum(receiver.received is not None for receiver in receivers),
            sum(len(receiver.matters) for receiver in receivers),
            sum(receiver.count(IN_TIME, LATE) for receiver in receivers),
            sum(receiver.count(OVERDUE) for receiver in receivers),
            issue.out,
        ]
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
        rows.append([issue.title, *([issue.kind] if kinds else []), *map(str, counts)])
    if len(rows) > 1:
        rows.append(["合计", *([""] if kinds else []), *map(str, sums)])
    titles = ("单位", "份数", "已发出", "有回执", "交办事项", "已送回", "超期未回", "待收回份数")
    heads = ("期", *(("种类",) if kinds else ()), *titles)
    return table_lines(heads, rows, frozenset(range(len(heads) - len(titles), len(heads))))


def _receivers(issue: IssueStatus) -> list[str]:
    from generator.dispatch.numbers import told
    from generator.dispatch.status import IN_TIME, LATE, OVERDUE

    rows = []
    for one in issue.receivers:
        row = one.row
        matters = [len(one.matters), one.count(IN_TIME, LATE), one.count(OVERDUE)]
        received = one.received.isoformat() if one.received else "—"
        rows.append(
            [row.unit, str(row.copies), told(row.numbers) or "—", one.state, received, *map(str, matters)]
        )
    titles = ("单位", "份数", "份号", "状态", "回执", "交办事项", "已送回", "超期未回")
    first = f"（{issue.register.what}，第一次的是 {issue.register.first}）" if issue.register.first else ""
    later = f"　{issue.kind}" if issue.later else ""
    lines = [f"{issue.title}{first}{later}", "", *table_lines(titles, rows, frozenset({1, 5, 6, 7}))]
    late = [
        (one.row.unit, followed.matter)
        for one in issue.receivers
        for followed in one.matters
        if followed.state == OVERDUE
    ]
    if late:
        lines += ["", "超期还没有送回的："]
        lines += [f"  {unit}：{matter.id}（时限 {matter.due}）" for unit, matter in late]
    return lines + _recalled(issue)


def _recalled(issue: IssueStatus) -> list[str]:
    """Which copies are still out, and how far it is."""
    from generator.dispatch.numbers import told

    if not issue.asked:
        return []
    day = f"{issue.register.recall} 要求收回，" if issue.register.recall else ""
    total = day + back_line(issue.asked, issue.out, len(issue.recalled))
    if not issue.recalled:
        return ["", total]
    lines = ["", "待收回的份号：", *(f"  {one.unit}：{told(one.numbers)}" for one in issue.recalled)]
    return [*lines, total]
