"""The commands `proof` and `diff`: what a signer reads."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option

if TYPE_CHECKING:
    from generator.console import Console
    from generator.diagnostics import Diagnostic
    from generator.proof.make import Proofed

_PROOF = re.compile(r"第?([0-9]{1,4})(?:次|次校样)?")


@click.command()
@site_option
@format_option
@output_option
@click.argument("issue", metavar="期")
def proof(site: Path, form: str, output: Path | None, issue: str) -> None:
    """出一次校样：每行有行号，最后附修改记录，写明同上一次校样比改了哪里。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.proof.make import make_proof

        target = output or site / "output"
        made, findings = make_proof(site, target, issue)
        _tell(console, target, made, findings, proof_line)
        if made is None:
            console.say("没有出校样；原来的没有动。")
            sys.exit(CONTENT_ERRORS)


@click.command()
@site_option
@format_option
@output_option
@click.option(
    "--from",
    "since",
    metavar="第几次",
    callback=lambda _context, _option, value: parse_since(value),
    help="同第几次校样比，如 1；同定稿时留的底比，写 定稿。不写，草稿就同最后一次校样比，定稿就同留的底比",
)
@click.argument("issue", metavar="期")
def diff(site: Path, form: str, output: Path | None, since: int | None, issue: str) -> None:
    """看最后一次校样以后改了哪里：增加和删去的直接标在页面上，有网页和 PDF。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.proof.make import make_diff

        target = output or site / "output"
        made, findings = make_diff(site, target, issue, since)
        _tell(console, target, made, findings, diff_line)
        if made is None:
            sys.exit(CONTENT_ERRORS)


def parse_since(value: str | None) -> int | None:
    """The number of a proof, 0 for what was signed, None where nothing is asked."""
    text = unicodedata.normalize("NFKC", value or "").strip()
    if not text:
        return None
    if text == "定稿":
        return 0
    match = _PROOF.fullmatch(text)
    if match is None or not int(match[1]):
        raise click.BadParameter(
            f"“{value}”不是第几次校样，请写数字，如 FROM=1；同定稿时留的底比，写 FROM=定稿"
        )
    return int(match[1])


def _tell(
    console: Console,
    output: Path,
    made: Proofed | None,
    findings: Iterable[Diagnostic],
    line: Callable[[Proofed], str],
) -> None:
    """The findings, errors alone where nothing came of it; then what was made, and where it is."""
    console.findings(one for one in findings if one.severity == "error" or made is not None)
    if made is not None:
        console.say(line(made))
        for file in made.files:
            console.say(f"  {output / file}")


def proof_line(made: Proofed) -> str:
    told = "这是第一次，没有可以比的" if made.first else f"同上一次比，{_changed(made)}"
    return f"第 {made.number} 次校样，{told}："


def diff_line(made: Proofed) -> str:
    than = f"第 {made.number} 次校样" if made.number else "定稿时"
    if made.same:
        return f"第 {made.same} 次校样以后没有改动；改同{than}比，{_changed(made)}："
    return f"同{than}比，{_changed(made)}："


def _changed(made: Proofed) -> str:
    return f"改了 {made.changes} 处" if made.changes else "没有改动"
