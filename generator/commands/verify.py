"""The command `verify`: whether a file is the office's own."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option

if TYPE_CHECKING:
    from generator.dispatch.afterwards import Afterwards
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
        from generator.dispatch.afterwards import afterwards
        from generator.seal.verify import verify as run

        verdict, findings = run(site, output or site / "output", file)
        console.findings(findings)
        for line in verdict_lines(verdict) if verdict else []:
            console.say(line)
        for one in afterwards(site, verdict.issued) if verdict else ():
            console.say(afterwards_line(one))
        if verdict is None:
            sys.exit(CONTENT_ERRORS)


def verdict_lines(verdict: Verdict) -> list[str]:
    """What is known of a file that is the office's own."""
    lines = ["是本单位发出的，没有改动过。"]
    if verdict.standing:
        lines = ["同本单位现在编出的定稿一字不差；发没发出，记录里没有。"]
    for issued in dict.fromkeys((one.publication, one.issue, one.kind) for one in verdict.issued):
        own = [one for one in verdict.issued if (one.publication, one.issue, one.kind) == issued]
        lines.append(f"《{issued[0]}》{issued[1]}　{issued[2]}{_whose(own)}")
    signature = verdict.signature
    if signature is None:
        lines.append("签名：没有，按指纹（SHA-256）认出来的。" if verdict.issued else "")
    else:
        # A pack is signed at midnight of its day: the hour says nothing.
        form = "%Y-%m-%d %H:%M" if signature.moment and signature.moment.time() != time() else "%Y-%m-%d"
        when = f"，{signature.moment:{form}} 签" if signature.moment else ""
        about = f"，签名里写的是“{signature.about}”" if signature.about else ""
        lines.append(f"签名：有效{when}{about}。")
    if verdict.newer:
        lines.append("注意：后来又编过一次，内容有改动，这份不是最新的。")
    if not verdict.issued:
        lines.append("记录里没有它的指纹，靠签名认出来的。")
    return [line for line in lines if line]


def afterwards_line(one: Afterwards) -> str:
    """What came after an issue was given out: 这一期已更正、已重发，原件 2026-02-22 要求收回（……）。"""
    parts = ["、".join(f"已{what}" for what in one.later)] if one.later else []
    asked = f"{one.what} {one.recall} 要求收回" if one.recall else ""
    # Without an order to all the lists have changed since.
    asked = asked or ("名单改过，要求收回" if one.copies else "")
    if one.copies:
        back = [number for number, is_back in one.copies if is_back]
        out = [number for number, is_back in one.copies if not is_back]
        told = [f"{'、'.join(back)} 已经收回"] if back else []
        told += [f"{'、'.join(out)} 还没有收回"] if out else []
        if len(one.copies) == 1:
            told = ["这份已经收回" if back else "这份还没有收回"]
        parts.append(f"{asked}（{'，'.join(told)}）")
    elif asked:
        parts.append(f"{asked}（应收回 {one.asked} 份，还有 {one.out} 份没有收回）")
    return f"注意：{one.title}{'，'.join(parts)}。"


def _whose(issued: Sequence[Issued]) -> str:
    """Number and unit of a copy; how many units have the same file."""
    units = list(dict.fromkeys(one.unit for one in issued if one.unit))
    numbers = list(dict.fromkeys(one.number for one in issued if one.number))
    told = f"　份号 {'、'.join(numbers)}" if numbers else ""
    if len(units) > 1:
        return f"{told}　{len(units)} 个单位的都是这一个文件"
    return f"{told}　{units[0]}" if units else told
