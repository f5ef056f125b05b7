"""The baseline: what an old site had is told no more, what is new or changed is."""

from __future__ import annotations

from pathlib import Path

from check_made import BODY, ISSUE, check, report_file, site_of

FILE = "content/records/baseline.yaml"
SOUND_ISSUE = ISSUE.replace(",不走", "，不走")


def baseline_of(site: Path) -> str:
    return (site / FILE).read_text(encoding="utf-8")


def write(site: Path, text: str) -> None:
    path = report_file(site)
    front = path.read_text(encoding="utf-8").partition("\n---\n")[0]
    path.write_text(f"{front}\n---\n{text}", encoding="utf-8")


def test_it_is_written_for_people_too(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    result = check(site, "--new-baseline")
    assert result.stdout == (
        "已把现有的 2 处记进 content/records/baseline.yaml，以后 make check 不再一处一处说。"
        "请把这个文件一起存底。\n"
        "没有发现问题，另有 2 处记在基线里。\n"
    )
    assert result.exit_code == 0
    assert (
        baseline_of(site)
        == """\
# 校对的基线：这些问题在立基线的时候就有，make check 不再一处一处说，只在末了说有几处。
# 这个文件由 make check BASELINE=new 写成，请不要手改，连同别的记录一起存底。
# 改过的行会重新报；已经改好的，再运行一次 make check BASELINE=new 就从这里去掉。
已有的问题:
  - 规则: punctuation-half-width  # 半角标点
    文件: "content/issues/jianbao/2022-01.yaml"
    指纹: "44f67db9196bd4d1"
    次数: 1
    原文: "按语: 各单位要抓好落实,不走过场。"
  - 规则: punctuation-half-width  # 半角标点
    文件: "content/reports/r1.md"
    指纹: "f9ba0085bf3e96c9"
    次数: 1
    原文: "会议由市教育局主持,各县区参加。"
"""
    )
    assert check(site).stdout == "没有发现问题，另有 2 处记在基线里。\n"
    assert "2 个错误。" in check(site, "--no-baseline").stdout


def test_a_line_that_moved_is_known_and_one_that_changed_is_told(tmp_path: Path) -> None:
    site = site_of(tmp_path, issue=SOUND_ISSUE)
    check(site, "--new-baseline")
    write(site, "走访三所学校。\n\n" + BODY)
    assert check(site, "--text").stdout.splitlines()[0] == "没有发现问题，另有 1 处记在基线里。"
    write(site, BODY.replace("各县区", "全市各县区"))
    result = check(site, "--text")
    assert result.exit_code == 1 and "1 个错误。" in result.stdout


def test_one_more_of_the_same_is_told(tmp_path: Path) -> None:
    site = site_of(tmp_path, issue=SOUND_ISSUE)
    check(site, "--new-baseline")
    write(site, BODY + "\n走访三所学校。\n\n" + BODY)
    output = check(site, "--text").stdout
    assert "content/reports/r1.md:10:10 错误 中文里用了半角标点“,”" in output
    assert output.count("[punctuation-half-width 半角标点]") == 1
    assert "（另有 1 处记在基线里）。" in output


def test_what_was_mended_can_be_dropped(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    check(site, "--new-baseline")
    write(site, BODY.replace(",", "，"))
    assert check(site).stdout == (
        "没有发现问题，另有 1 处记在基线里。\n"
        "基线里有 1 处已经改好，运行 make check BASELINE=new 可以从基线里去掉。\n"
    )
    check(site, "--new-baseline")
    assert "r1.md" not in baseline_of(site)
    assert check(site).stdout == "没有发现问题，另有 1 处记在基线里。\n"


def test_a_clean_site_has_an_empty_one(tmp_path: Path) -> None:
    site = site_of(tmp_path, BODY.replace(",", "，"), SOUND_ISSUE)
    check(site, "--new-baseline")
    assert baseline_of(site).endswith("\n已有的问题: []\n")
    assert check(site).stdout == "没有发现问题。\n"


def test_personal_data_and_what_cannot_be_read_are_never_in_it(tmp_path: Path) -> None:
    number = "139" + "12345678"
    body = f"联系电话{number},请参加。\n=====\n---\n标题： 缺\n---\n走访。\n"
    site = site_of(tmp_path, body, SOUND_ISSUE)
    result = check(site, "--new-baseline")
    assert result.exit_code == 1
    assert "不能登" in result.stdout and "“标题”后面用了全角冒号“：”" in result.stdout
    text = baseline_of(site)
    assert number not in text
    assert "identifier" not in text and "yaml-" not in text


def test_a_broken_one_is_told_and_leaves_nothing_out(tmp_path: Path) -> None:
    site = site_of(tmp_path, issue=SOUND_ISSUE)
    check(site, "--new-baseline")
    path = site / FILE
    path.write_text(baseline_of(site).replace("已有的问题:", "已有的问题："), encoding="utf-8")
    output = check(site, "--text").stdout
    assert f"{FILE}:4:" in output and "content/reports/r1.md:6:10 错误" in output


def test_it_wants_the_whole_site(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    for more in (["--text"], ["jianbao/2022-01"], ["--fix"]):
        result = check(site, "--new-baseline", *more)
        assert result.exit_code == 2
        assert "--new-baseline 要看全部内容" in result.stderr
    assert not (site / FILE).exists()
