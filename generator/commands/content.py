"""Commands for those who write: `new`, `columns`, `figures`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.options import CONTENT_ERRORS, format_option, site_option


@click.command()
@site_option
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


@click.command()
@site_option
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


@click.command()
@site_option
@format_option
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
