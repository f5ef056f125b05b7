"""The command `check`: proofreads, mends, undoes."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, LACKING, VERSION, output_option, site_option

if TYPE_CHECKING:
    from generator.console import Console
    from generator.proofreading.report import Report


@click.command()
@site_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="问题怎样列出：text、json 或 sarif",
)
@output_option
@click.option("--strict", is_flag=True, help="警告也算没有通过")
@click.option("--text", is_flag=True, help="只看文字，不看台账和编出的页面，一两秒就好")
@click.option("--all", "every", is_flag=True, help="同样的问题再多也一处一处列出")
@click.option("--baseline/--no-baseline", default=True, help="记在基线里的不说；或者照样说")
@click.option("--new-baseline", is_flag=True, help="把现有的问题记进基线，以后不再说")
@click.option("--fix", is_flag=True, help="改掉程序能改的：先列出来，同意了才改")
@click.option("--yes", is_flag=True, help="同 --fix 一起用：不用问，直接改")
@click.option("--undo", is_flag=True, help="把上一次 --fix 改的退回去")
@click.argument("issues", nargs=-1, metavar="[期]...")
def check(
    site: Path,
    form: str,
    output: Path | None,
    strict: bool,
    text: bool,
    every: bool,
    baseline: bool,
    new_baseline: bool,
    fix: bool,
    yes: bool,
    undo: bool,
    issues: tuple[str, ...],
) -> None:
    """校对全部内容和编出的页面，或者只校对写明的几期，列出错误和警告。"""
    from generator.console import Console

    if new_baseline and (text or issues or fix or undo):
        raise click.UsageError("--new-baseline 要看全部内容，不能同 --text、--fix、--undo 或者几期一起写")
    console = Console(json=form != "text")
    with console.exits():
        if undo:
            _undo(console, site)
            return
        if fix:
            _fix(console, site, issues, yes=yes)
            return
        report = _report(console, site, output or site / "output", issues, text=text, new=new_baseline)
        if not baseline:
            report = report.without_baseline()
        console.report(report, form, text=text, strict=strict, every=every, version=VERSION)
        if report.lacking:
            sys.exit(LACKING)
        severities = {one.finding.severity for one in report.loud}
        if "error" in severities or (strict and "warning" in severities):
            sys.exit(CONTENT_ERRORS)


def _report(
    console: Console, site: Path, output: Path, issues: tuple[str, ...], *, text: bool, new: bool
) -> Report:
    """What a check comes to; told again where nothing has changed."""
    from generator.proofreading.again import unchanged

    known = None if new else unchanged(site, output, text=text)
    if known is not None and issues:
        known = known.of_issues(issues)
    if known is not None:
        return known
    from generator.proofreading.check import Asked, check_site

    asked = Asked(issues, text)
    report, marked = check_site(
        site, output, asked, progress=console.progress, reading=console.reading, waiting=console.waiting
    )
    if not new:
        return report
    from generator.proofreading.baseline import FILE, leave_out, read_baseline, write_baseline

    count, findings = write_baseline(site, marked)
    if findings:
        console.findings(findings)
        sys.exit(CONTENT_ERRORS)
    console.baseline(FILE, count)
    told, _ = leave_out(marked, read_baseline(site)[0])
    return replace(report, told=tuple(told), stale=0)


def _fix(console: Console, site: Path, issues: tuple[str, ...], *, yes: bool) -> None:
    from generator.diagnostics import has_errors
    from generator.gather import choose
    from generator.proofreading.mend import mend
    from generator.proofreading.text import as_written, gather_text, issue_files
    from generator.proofreading.undo import write_mended

    gathered, findings = gather_text(site)
    if gathered is None:
        console.findings(findings)
        sys.exit(CONTENT_ERRORS)
    content, plan = as_written(gathered)
    keys, unknown = choose(plan, issues, frozenset())
    if unknown:
        console.findings(unknown)
        sys.exit(CONTENT_ERRORS)
    files = issue_files(content, plan)
    mending = mend(gathered, {file for key in keys for file in files[key]} if issues else None)
    console.mending(mending)
    left = [*(one for one in findings if one.severity != "notice"), *(one.finding for one in mending.left)]
    if mending.files and not yes and not sys.stdin.isatty():
        console.say("没有改动任何文件：不是在终端里，没法问你。看过以后要改的，请运行 make check FIX=yes。")
        return
    if mending.files and not yes and not console.ask("要这样改吗？"):
        console.say("没有改动任何文件。")
        return
    if mending.files:
        written, found = write_mended(site, mending.files)
        console.mended(written)
        if found:
            console.findings(found)
            sys.exit(CONTENT_ERRORS)
    console.left(left)
    if has_errors(left):
        sys.exit(CONTENT_ERRORS)


def _undo(console: Console, site: Path) -> None:
    from generator.proofreading.undo import undo

    undone, findings = undo(site)
    console.undone(undone)
    if findings:
        console.findings(findings)
        sys.exit(CONTENT_ERRORS)
