"""The command `pdf` says what it made, whatever is wrong with other issues."""

from __future__ import annotations

from click.testing import CliRunner
from conftest import SiteMaker

from generator.cli import main
from generator.commands.pdf import concerning
from generator.diagnostics import Diagnostic, Place

KEY = "gongzuo-jianbao/2022-05"


def test_an_error_in_another_issue_stops_nothing(make_site: SiteMaker) -> None:
    broken = "签发日期: 2022-06-13\n报道期间: 2022-06-06 至 2022-06-12\n状态: 定稿\n"
    site = make_site({"content/issues/gongzuo-jianbao/2022-06.yaml": broken})
    done = CliRunner().invoke(main, ["pdf", "--site", str(site), "--kind", "booklet", KEY])
    folder = site / "output/gongzuo-jianbao/2022/05"
    assert (folder / "工作简报2022年第5期（小册子）.pdf").is_file()
    assert done.exit_code == 1
    assert done.output.splitlines()[-2:] == [
        f"小册子：{folder / '工作简报2022年第5期（小册子）.pdf'}",
        "这一期做好了；上面的错误是别的期的。",
    ]


def test_which_findings_concern_an_issue() -> None:
    own = Diagnostic("pack-draft", Place(f"content/issues/{KEY}.yaml", 1, 1), {"key": KEY})
    other = Diagnostic("pack-draft", Place("content/issues/gongzuo-jianbao/2022-06.yaml"), {"key": KEY})
    site = Diagnostic("site-missing", Place("site.yaml"))
    nowhere = Diagnostic("verify-empty", None, {"file": "a"})
    assert concerning(KEY, [own, other, site, nowhere]) == [own, site, nowhere]
