"""The command `verify`: whether a file is the office's own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option

if TYPE_CHECKING:
    from generator.seal.sums import Issued
    from generator.seal.verify import Verdict


@click.command()
@site_option
@format_option
@output_option
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
def verify(site: Path, form: str, output: Path | None, file: Path) -> None:
    """看一份 PDF 是不是本单位发出的：哪一期、哪一份、有没有改动过。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.seal.verify import verify as run

        verdict, findings = run(site, output or site / "output", file)
        console.findings(findings)
        for line in verdict_lines(verdict) if verdict else []:
            console.say(line)
        if verdict is None:
            sys.exit(CONTENT_ERRORS)


def verdict_lines(verdict: Verdict) -> list[str]:
    """What is known of a file that is the office's own."""
    lines = ["是本单位发出的，没有改动过。"]
    if verdict.standing:
        lines = ["同本单位现在编出的定稿一字不差；它没有封装过，发没发出，记录里没有。"]
    for issued in dict.fromkeys((one.publication, one.issue, one.kind) for one in verdict.issued):
        own = [one for one in verdict.issued if (one.publication, one.issue, one.kind) == issued]
        lines.append(f"《{issued[0]}》{issued[1]}　{issued[2]}{_whose(own)}")
    signature = verdict.signature
    if signature is None:
        lines.append("签名：没有，按指纹（SHA-256）认出来的。" if verdict.issued else "")
    else:
        when = f"，{signature.moment:%Y-%m-%d %H:%M} 签" if signature.moment else ""
        about = f"，签名里写的是“{signature.about}”" if signature.about else ""
        lines.append(f"签名：有效{when}{about}。")
    if not verdict.issued:
        lines.append("记录里没有它的指纹，靠签名认出来的。")
    return [line for line in lines if line]


def _whose(issued: Sequence[Issued]) -> str:
    """Number and unit of a copy; how many units have the same file."""
    units = list(dict.fromkeys(one.unit for one in issued if one.unit))
    numbers = list(dict.fromkeys(one.number for one in issued if one.number))
    told = f"　份号 {'、'.join(numbers)}" if numbers else ""
    if len(units) > 1:
        return f"{told}　{len(units)} 个单位的都是这一个文件"
    return f"{told}　{units[0]}" if units else told
