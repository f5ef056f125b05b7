"""The command `watch`: the preview."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click

from generator.commands.options import LACKING, output_option, site_option


@click.command()
@site_option
@output_option
@click.option(
    "--port", type=click.IntRange(1024, 65535), help="用哪个端口，默认从 8017 起找一个空着的", default=None
)
@click.option("--open/--no-open", "browser", default=True, help="是否自动打开浏览器，默认打开")
@click.option(
    "--editor",
    envvar="JIANBAO_EDITOR",
    default="",
    help="点“打开”时运行的命令，如 code -g {file}:{line}；也可以用环境变量 JIANBAO_EDITOR 写",
)
@click.option("--poll", is_flag=True, help="文件在网络盘上、保存后预览不变时加上：每半秒查看一次文件")
def watch(site: Path, output: Path | None, port: int | None, browser: bool, editor: str, poll: bool) -> None:
    """边写边看：保存以后预览跟着变，按 Ctrl-C 结束。只有这台机器能打开预览。"""
    from generator.console import Console

    console = Console()
    with console.exits():
        from generator.watch.loop import PortTaken, Watch

        watch = Watch(
            site,
            output or site / "output",
            console.round,
            console.say,
            port=port or 0,
            editor=editor,
            polling=poll or None,
        )
        before = signal.signal(signal.SIGINT, _end)
        try:
            watch.run(lambda address: console.opened(address, browser=browser))
        except PortTaken as taken:
            which = f"端口 {port} 不能用" if port else "找不到空着的端口"
            console.say(f"预览没有开起来：{which}（{taken}）。请换一个端口，例如 PORT=8100。")
            sys.exit(LACKING)
        finally:
            signal.signal(signal.SIGINT, before)


def _end(*_: object) -> None:
    """End at once, in whatever is going on: an exception raised there could leave a lock taken for which the
    end then waits. Files are moved to their places whole; what is still at work is not wanted."""
    os.write(sys.stdout.fileno(), "\n预览已经结束。成品都是完整的，在 output 文件夹里。\n".encode())
    os._exit(0)
