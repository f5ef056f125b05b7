"""Commands for those who look after the program: `measure`, `doctor`, `bench`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.options import CONTENT_ERRORS, LACKING, format_option, site_option


@click.command()
@site_option
@format_option
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


@click.command()
@site_option
def doctor(site: Path) -> None:
    """看看这台机器缺什么、怎么补，不作任何改动。"""
    from generator.setup.doctor import run_doctor, table

    checks = run_doctor(site)
    click.echo("\n".join(table(checks)))
    if any(check.needed and not check.ok for check in checks):
        sys.exit(LACKING)


@click.command()
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
        from generator.bench.pack import pack_lines
        from generator.bench.preview import Counts, preview_lines
        from generator.bench.processes import BenchFailed
        from generator.bench.proofreading import proofreading_lines
        from generator.bench.run import run

        counts = Counts(small=count, large=10 * count, edits=edits)
        try:
            # Each as soon as it is known: a later part may fail.
            console.say("\n".join(run(count, console.say)))
            console.say("\n".join(pack_lines(console.say)))
            console.say("\n".join(ledger_lines(console.say, rows)))
            console.say("\n".join(proofreading_lines(console.say)))
            console.say("\n".join(preview_lines(console.say, counts)))
        except BenchFailed as failed:
            console.say(str(failed))
            sys.exit(LACKING)
