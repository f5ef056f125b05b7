"""A small site for the tests of `check`, and the command as an editor runs it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from rules_made import write_site

from generator.cli import main

ISSUE = """\
签发日期: 2022-06-06
报道期间: 2022-05-23 至 2022-06-05
按语: 各单位要抓好落实,不走过场。
栏目:
  - {名称: 工作部署, 文章: [reports/r1.md]}
状态: 草稿
"""
FINAL = "期号: 1\n" + ISSUE.replace("草稿", "定稿")
BODY = "会议由市教育局主持,各县区参加。\n"
SOUND = "会议由市教育局主持，各县区参加。\n"


def site_of(root: Path, body: str = BODY, issue: str = ISSUE, **more: str) -> Path:
    """A site with one report and one draft; in each a half-width comma."""
    return write_site(root / "site", body, issue=issue, **more)


def check(site: Path, *more: str, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, ["check", "--site", str(site), *more], input=answer)


def report_file(site: Path) -> Path:
    return site / "content" / "reports" / "r1.md"
