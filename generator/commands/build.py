"""The command `build`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.options import CONTENT_ERRORS, LACKING, format_option, output_option, site_option


@click.command()
@site_option
@format_option
@output_option
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
