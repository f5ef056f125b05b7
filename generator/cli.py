"""The commands. The only place that prints and exits; heavy imports wait until a command needs them.

Exit status: 0 done, 1 the content has errors, 2 wrong usage, 3 the machine lacks something.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.console import Console
    from generator.proofreading.report import Report

CONTENT_ERRORS, LACKING = 1, 3
VERSION = "0.1.0"

_site = click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="站点文件夹，默认是当前文件夹",
)
_output = click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="成品放到哪里，默认是站点下的 output"
)
_format = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="问题怎样列出：text 或 json"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name=None, version=VERSION, prog_name="generator", help="显示版本号")
def main() -> None:
    """把报送信息编成《工作简报》等刊物的网页和可以付印的 PDF。

    平时只要在站点文件夹里运行 make；这里是 make 背后的各个命令。
    """


@main.command()
@_site
@_format
@_output
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="同时用几个进程，默认有几个核用几个")
@click.argument("issues", nargs=-1, metavar="[期]...")
def build(site: Path, form: str, output: Path | None, jobs: int, issues: tuple[str, ...]) -> None:
    """编出全部刊物，或者只编写明的几期（如 gongzuo-jianbao/2022-05）。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.build.again import unchanged
        from generator.diagnostics import has_errors

        target = output or site / "output"
        outcome = None if issues else unchanged(site, target)
        if outcome is None:
            from generator.pipeline import build as run

            outcome = run(site, target, issues, jobs=jobs, progress=console.progress, waiting=console.waiting)
        console.tell(outcome)
        if outcome.lacking:
            sys.exit(LACKING)
        if has_errors(outcome.findings):
            sys.exit(CONTENT_ERRORS)


@main.command()
@_site
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="问题怎样列出：text、json 或 sarif",
)
@_output
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
    from generator.proofreading.text import gather_text, issue_files
    from generator.proofreading.undo import write_mended

    gathered, findings = gather_text(site)
    if gathered is None:
        console.findings(findings)
        sys.exit(CONTENT_ERRORS)
    keys, unknown = choose(gathered.plan, issues, frozenset())
    if unknown:
        console.findings(unknown)
        sys.exit(CONTENT_ERRORS)
    files = issue_files(gathered.content, gathered.plan)
    mending = mend(gathered, {file for key in keys for file in files[key]} if issues else None)
    console.mending(mending)
    left = [*(one for one in findings if one.severity != "notice"), *(one.finding for one in mending.left)]
    if mending.files and not yes and not sys.stdin.isatty():
        console.say("没有改动任何文件。看过以后要改的，请在终端里运行 make check FIX=1，或者加上 --yes。")
    elif mending.files and not yes and not console.ask("要这样改吗？"):
        console.say("没有改动任何文件。")
    elif mending.files:
        written, found = write_mended(site, mending.files)
        console.mended(written)
        if found:
            console.findings(found)
            sys.exit(CONTENT_ERRORS)
        console.left(left)
    else:
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


@main.command()
@_site
@_output
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="用哪个端口，默认从 8017 起找一个空着的", default=None
)
@click.option("--open/--no-open", "browser", default=True, help="是否自动打开浏览器，默认打开")
@click.option(
    "--editor",
    envvar="JIANBAO_EDITOR",
    default="",
    help="点“打开”时运行的命令，如 code -g {file}:{line}；也可以用环境变量 JIANBAO_EDITOR 写",
)
@click.option("--poll", is_flag=True, help="文件在网络盘上、保存后预览不变时加上：每半秒查看一次文件")
def watch(site: Path, output: Path | None, port: int | None, browser: bool, editor: str, poll: bool) -> None:
    """边写边看：保存以后预览跟着变，按 Ctrl-C 结束。只有这台机器能打开预览。"""
    from generator.console import Console

    console = Console()
    with console.exits():
        from generator.watch.loop import PortTaken, Watch

        watch = Watch(
            site,
            output or site / "output",
            console.round,
            console.say,
            port=port or 0,
            editor=editor,
            polling=poll or None,
        )
        try:
            watch.run(lambda address: console.opened(address, browser=browser))
        except PortTaken as taken:
            which = f"端口 {port} 不能用" if port else "找不到空着的端口"
            console.say(f"预览没有开起来：{which}（{taken}）。请换一个端口，例如 PORT=8100。")
            sys.exit(LACKING)
        except KeyboardInterrupt:
            console.say("\n预览已经结束。成品都是完整的，在 output 文件夹里。")
            # Whatever processes are still at work on is not wanted any more.
            os._exit(0)


@main.command()
@_site
@_format
@_output
@click.argument("issue", metavar="期")
def proof(site: Path, form: str, output: Path | None, issue: str) -> None:
    """出一次校样：每行有行号，最后附修改记录，写明同上一次校样比改了哪里。"""
    _signer(site, output or site / "output", issue, form, marked=False)


@main.command()
@_site
@_format
@_output
@click.argument("issue", metavar="期")
def diff(site: Path, form: str, output: Path | None, issue: str) -> None:
    """看最后一次校样以后改了哪里：增加和删去的直接标在页面上，有网页和 PDF。"""
    _signer(site, output or site / "output", issue, form, marked=True)


def _signer(site: Path, output: Path, issue: str, form: str, *, marked: bool) -> None:
    """What a signer reads: a proof, or the page with its changes `marked`."""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.proof.make import make_diff, make_proof

        made, findings = (make_diff if marked else make_proof)(site, output, issue)
        console.proof(output, made, findings, marked=marked)
        if made is None:
            sys.exit(CONTENT_ERRORS)


@main.command()
@_site
@click.option("--issue", metavar="刊物代号", help="新建一期，如 gongzuo-jianbao")
@click.option("--report", metavar="文件名", help="新建一篇报送信息，如 0603-shifazhanju")
def new(site: Path, issue: str | None, report: str | None) -> None:
    """从模板新建一期或者一篇，已有的文件不会被覆盖。"""
    from generator.console import Console

    if (issue is None) == (report is None):
        raise click.UsageError("请写 --issue 刊物代号 或者 --report 文件名，两者写一个")
    console = Console()
    with console.exits():
        from generator.new import new_issue, new_report

        path, findings = new_issue(site, issue) if issue else new_report(site, report or "")
        console.findings(findings)
        if path is None:
            sys.exit(CONTENT_ERRORS)
        console.say(f"已新建 {path}。请用文本编辑器打开，按里面的说明填写。")


@main.command()
@_site
@_format
@click.option("--profile", "name", default="gbt9704", help="同哪个版式比，默认 gbt9704")
@click.argument("pdf", type=click.Path(path_type=Path))
def measure(site: Path, form: str, name: str, pdf: Path) -> None:
    """量一份 PDF 的实际版面，逐项同版式的规定比较。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.pipeline import find_profile

        profile, findings = find_profile(site, name)
        if profile is None:
            console.findings(findings)
            sys.exit(CONTENT_ERRORS)
        from generator.measure import measure as run
        from generator.measure import to_json

        measurement, findings = run(pdf, profile)
        if measurement is None:
            console.findings(findings)
            sys.exit(CONTENT_ERRORS)
        if form == "json":
            click.echo(to_json(measurement))
        else:
            console.measurement(measurement)


@main.command()
@_site
@_format
@click.option("--only", metavar="名称", default="", help="只列这个数和它的各项，如 受理量.诉求类型")
@click.argument("issue", metavar="期")
def figures(site: Path, form: str, only: str, issue: str) -> None:
    """列出一期能用的每一个数：名称、数值、环比、同比、定义、是台账里的哪几件。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.figures import SHOWN, figure_rows, figures_json, figures_text, unknown_figure
        from generator.gather import figures_of

        shown, findings = figures_of(site, issue)
        console.findings(findings)
        if shown is None:
            sys.exit(CONTENT_ERRORS)
        # All crossings are some thousand lines: they are listed where they are asked for.
        crossed = bool(only) or form == "json"
        rows = figure_rows(shown.statistics, shown.rows_behind, only=only, crossed=crossed)
        if only and not rows:
            console.findings([unknown_figure(shown.statistics, only)])
            sys.exit(CONTENT_ERRORS)
        if form == "json":
            click.echo(figures_json(shown.statistics, rows), nl=False)
            return
        click.echo(figures_text(shown.statistics, rows, None if only else SHOWN), nl=False)
        if shown.rows_behind is None:
            console.say("\n这一期已经定稿，列的是定稿时留存的数，不列编号。")
        if not crossed:
            console.say(
                "\n要看全部编号，或者两样交叉的数，请加上数的名称，例如：ONLY=累计超期量.承办单位"
                "（直接用命令的，写 --only 累计超期量.承办单位）"
            )


@main.command()
@_site
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
def columns(site: Path, file: Path) -> None:
    """看一份导出的表格，提出每一列对应台账的哪一项，印出可以抄进 site.yaml 的“列名”。"""
    from generator.console import Console

    console = Console()
    with console.exits():
        from generator.columns import propose_columns

        proposal, findings = propose_columns(site, file)
        console.findings(findings)
        if proposal is None:
            sys.exit(CONTENT_ERRORS)
        console.proposal(proposal)


@main.command()
@_site
def doctor(site: Path) -> None:
    """看看这台机器缺什么、怎么补，不作任何改动。"""
    from generator.setup.doctor import run_doctor, table

    checks = run_doctor(site)
    click.echo("\n".join(table(checks)))
    if any(check.needed and not check.ok for check in checks):
        sys.exit(LACKING)


@main.command()
@click.option("--issues", "count", type=click.IntRange(min=2), default=150, help="编多少期来量，默认 150")
@click.option("--rows", type=click.IntRange(min=1000), default=1_000_000, help="量多少行的台账，默认一百万行")
@click.option(
    "--edits", type=click.IntRange(min=10), default=2000, help="量预览的内存时改多少次，默认 2000，要十来分钟"
)
def bench(count: int, rows: int, edits: int) -> None:
    """量编印、统计、校对和预览，同 WeasyPrint 本身、typst、pandas、autocorrect 比。"""
    from generator.console import Console

    console = Console()
    with console.exits():
        from generator.bench.ledger import ledger_lines
        from generator.bench.preview import Counts, preview_lines
        from generator.bench.processes import BenchFailed
        from generator.bench.proofreading import proofreading_lines
        from generator.bench.run import run

        counts = Counts(small=count, large=10 * count, edits=edits)
        try:
            # Each as soon as it is known: a later part may fail.
            console.say("\n".join(run(count, console.say)))
            console.say("\n".join(ledger_lines(console.say, rows)))
            console.say("\n".join(proofreading_lines(console.say)))
            console.say("\n".join(preview_lines(console.say, counts)))
        except BenchFailed as failed:
            console.say(str(failed))
            sys.exit(LACKING)
