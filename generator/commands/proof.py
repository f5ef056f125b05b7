"""The commands `proof` and `diff`: what a signer reads."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option


@click.command()
@site_option
@format_option
@output_option
@click.argument("issue", metavar="期")
def proof(site: Path, form: str, output: Path | None, issue: str) -> None:
    """出一次校样：每行有行号，最后附修改记录，写明同上一次校样比改了哪里。"""
    _signer(site, output or site / "output", issue, form, marked=False)


@click.command()
@site_option
@format_option
@output_option
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
