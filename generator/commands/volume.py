"""The command `volume`: the issues of a publication and a year as one file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option
from generator.commands.pdf import chosen_kinds

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.volume.make import Volume


@click.command()
@site_option
@format_option
@output_option
@click.option("--part", metavar="哪一部分", default="", help="上半年、下半年，或者期号 1-12；不写就是全年")
@click.option("--kind", metavar="种类", default="", help="print、archive、press 之一，不写就是 print")
@click.argument("publication", metavar="刊物")
@click.argument("year", metavar="年份")
def volume(
    site: Path, form: str, output: Path | None, part: str, kind: str, publication: str, year: str
) -> None:
    """把一种刊物一年里定稿的各期合成一本（合订本）：封面、总目录、各期、单位索引，每面有合订本的页码。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.diagnostics import has_errors
        from generator.volume.make import make_volume

        folder = output or site / "output"
        kinds, findings = volume_kinds(kind)
        made = None
        if not findings:
            made, findings = make_volume(
                site, folder, publication, year, part, kinds=kinds, waiting=console.waiting
            )
        # By these `verify` knows the volume later, wherever it is.
        findings += record_volume(site, folder, made) if made else []
        console.findings(findings)
        for line in volume_lines(folder, made):
            console.say(line)
        if made is None or has_errors(findings):
            sys.exit(CONTENT_ERRORS)


def volume_kinds(text: str) -> tuple[tuple[str, ...], list[Diagnostic]]:
    """The names of the kinds of PDF that `text` asks for; print where it is empty."""
    from generator.diagnostics import Diagnostic
    from generator.pdf.kinds import KINDS, PRINT
    from generator.volume.make import VOLUME_KINDS

    kinds, findings = chosen_kinds(text.strip() or PRINT)
    wrong = [kind.label for kind in kinds if kind.name not in VOLUME_KINDS]
    if wrong:
        able = "、".join(f"{name}（{KINDS[name].label}）" for name in VOLUME_KINDS)
        findings = [*findings, Diagnostic("volume-kind", None, {"kind": wrong[0], "kinds": able})]
    return tuple(kind.name for kind in kinds), findings


def record_volume(site: Path, output: Path, made: Volume) -> list[Diagnostic]:
    """Enter the sums of a volume's files beside those of the issues."""
    from generator.pdf.kinds import KINDS
    from generator.publish.faults import explain
    from generator.seal.sums import Issued, add_sums, digest_of, volume_key

    label = made.title.removeprefix(made.name)
    try:
        digests = {kind: digest_of((output / path).read_bytes()) for kind, path in made.files.items()}
    except OSError as error:
        return [explain(error, Path(error.filename or output))]
    issued = [
        Issued(digests[kind], made.name, label, KINDS[kind].label, file=Path(path).name)
        for kind, path in made.files.items()
    ]
    return add_sums(site, volume_key(made.publication), issued)


def volume_lines(output: Path, made: Volume | None) -> list[str]:
    """What is said at the end."""
    from generator.pdf.kinds import KINDS

    if made is None:
        return ["没有做合订本；原来的没有动。"]
    lines = [f"{KINDS[kind].label}：{output / path}" for kind, path in made.files.items()]
    units = f"，单位索引 {made.units} 个单位" if made.units else ""
    held = [f"{made.issues} 期"] if made.issues else []
    held += [f"更正 {made.corrections} 件"] if made.corrections else []
    lines.append(f"《{made.title}》收 {'、'.join(held)}，{made.held}；")
    lines.append(f"总目录 {made.articles} 条{units}，共 {made.pages} 页。")
    if made.kept:
        lines.append(f"这几期的数字、文字头一次留底，在 content/records/，请一并存底：{'、'.join(made.kept)}")
    if made.secrecy:
        lines.append(
            f"这种刊物有密级（{made.secrecy}）：合订本每一面都标了密级，请按保密规定印制、登记、存放。"
        )
    return lines
