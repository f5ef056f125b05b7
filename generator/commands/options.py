"""Options that commands share, and their exit status."""

from __future__ import annotations

from pathlib import Path

import click

CONTENT_ERRORS, LACKING = 1, 3
"""Exit status: the content has errors; the machine lacks something. 0 is done, 2 (click's) wrong usage."""
VERSION = "0.1.0"

site_option = click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="站点文件夹，默认是当前文件夹",
)
output_option = click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), help="成品放到哪里，默认是站点下的 output"
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="问题怎样列出：text 或 json"
)
