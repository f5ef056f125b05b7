"""The command `key`: the office's key for signing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator.commands.options import CONTENT_ERRORS, format_option, site_option


@click.command()
@site_option
@format_option
def key(site: Path, form: str) -> None:
    """做本单位签名用的私钥和证书：私钥只在这台机器上，证书在 content/records/ 里。一个单位做一次。"""
    from generator.console import Console

    console = Console(json=form == "json")
    with console.exits():
        from generator.load.site import load_site_file
        from generator.seal.keys import CERTIFICATE, key_folder, make_key, office_of

        record, findings = load_site_file(site)
        made = None
        if record is not None:
            office = office_of(record.record)
            folder = key_folder(office, os.environ)
            made, findings = make_key(site, folder, office)
        console.findings(findings)
        if made is None:
            console.say("没有做；原来的没有动。")
            sys.exit(CONTENT_ERRORS)
        console.say(f"私钥做好了，在 {made}。")
        console.say("谁拿到它，谁就能冒充本单位签名：不要发给人，不要放进网盘；请拷一份到 U 盘，锁进柜子。")
        console.say(f"证书在 {site / CERTIFICATE}，请同稿子一起存底，别人靠它验本单位的签名。")
