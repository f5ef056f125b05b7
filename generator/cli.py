"""All commands. They alone print and exit; heavy imports wait until a command needs them."""

from __future__ import annotations

import click

from generator.commands import (
    adoption,
    build,
    check,
    content,
    docx,
    imports,
    key,
    machine,
    pack,
    pdf,
    proof,
    recall,
    send,
    status,
    verify,
    volume,
    watch,
)
from generator.commands.options import VERSION

COMMANDS = (
    build.build,
    check.check,
    watch.watch,
    proof.proof,
    proof.diff,
    docx.docx,
    pdf.pdf,
    volume.volume,
    pack.pack,
    send.send,
    recall.recall,
    status.status,
    adoption.adoption,
    verify.verify,
    key.key,
    content.new,
    imports.imports,
    machine.measure,
    content.figures,
    content.columns,
    machine.doctor,
    machine.bench,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name=None, version=VERSION, prog_name="generator", help="显示版本号")
def main() -> None:
    """把报送信息编成《工作简报》等刊物的网页和可以付印的 PDF。

    平时只要在站点文件夹里运行 make；这里是 make 背后的各个命令。
    """


for command in COMMANDS:
    main.add_command(command)
