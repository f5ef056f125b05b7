"""The command `docx`: a bulletin for those who work in Word or WPS."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.options import CONTENT_ERRORS, format_option, output_option, site_option

if TYPE_CHECKING:
    from generator.word.out.make import Written


@click.command()
@site_option
@format_option
@output_option
@click.argument("issue", metavar="期")
def docx(site: Path, form: str, output: Path | None, issue: str) -> None:
    """把一期做成 Word 文件（.docx），同印刷的 PDF 放在一起，给用 Word、WPS 的单位。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.word.out.make import make_docx

        folder = output or site / "output"
        made, findings = make_docx(site, folder, issue)
        console.findings(one for one in findings if one.severity == "error" or made is not None)
        for line in docx_lines(folder, made):
            console.say(line)
        if made is None:
            sys.exit(CONTENT_ERRORS)


def docx_lines(output: Path, made: Written | None) -> list[str]:
    """What is said at the end."""
    if made is None:
        return ["没有做 Word 文件；原来的没有动。"]
    lines = [
        f"Word 文件做好了：{output / made.file}",
        f"印刷的 PDF 是 {made.pages} 页；在 Word、WPS 里打开，页数可能差一页，以 PDF 为准。",
    ]
    if made.secrecy:
        lines.append(f"这一期标有密级（{made.secrecy}）：Word 文件同样涉密，只能在涉密的电脑上打开、存放。")
    return lines
