"""The command `check`: what it says, in what order, and what it exits with."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from check_made import BODY, ISSUE, SOUND, check, report_file, site_of

from generator.cli import main
from generator.diagnostics import Diagnostic, Place
from generator.diagnostics.catalogue import CATALOGUE
from generator.diagnostics.short_names import SHORT_NAMES
from generator.diagnostics.show import one, shortened, width, wrapped
from generator.diagnostics.words_proofreading import RULES
from generator.gather import gather
from generator.load.kept import Kept
from generator.proofreading.listing import listing
from generator.proofreading.report import Report, Told
from generator.proofreading.text import proofread_text

SOUND_ISSUE = ISSUE.replace(",不走", "，不走")
LONG = "市里统一安排了走访的时间和路线；各单位的负责人都到了现场。"


def test_findings_stand_file_by_file_with_the_line_a_caret_and_a_hint(tmp_path: Path) -> None:
    result = check(site_of(tmp_path), "--text")
    assert (
        result.stdout
        == """\
content/issues/jianbao/2022-01.yaml:3:13 错误 中文里用了半角标点“,” [punctuation-half-width 半角标点]
  按语: 各单位要抓好落实,不走过场。
                        ^
  提示：请改成全角的“，”

content/reports/r1.md:6:10 错误 中文里用了半角标点“,” [punctuation-half-width 半角标点]
  会议由市教育局主持,各县区参加。
                    ^
  提示：请改成全角的“，”

合计
  错误 2 处  半角标点  punctuation-half-width

2 个错误。
下一步：请改正错误。有 2 处程序能改：make check FIX=1（先列给你看，同意了才改）。
这次只看了文字，没有看台账和编出的页面；要全看，运行 make check。
"""
    )
    assert result.exit_code == 1


def test_a_sound_site_passes(tmp_path: Path) -> None:
    result = check(site_of(tmp_path, SOUND, SOUND_ISSUE), "--text")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "没有发现问题。"


def test_warnings_pass_unless_they_are_to_count(tmp_path: Path) -> None:
    site = site_of(tmp_path, SOUND + "\n<!-- 校对: 忽略 半角标点 原话 -->\n\n走访三所学校。\n", SOUND_ISSUE)
    result = check(site, "--text")
    assert result.exit_code == 0
    assert "警告 这里写了忽略“半角标点”，可是没有什么要忽略的" in result.stdout
    assert "没有错误，请看一看警告。照提示改好，再运行 make check。" in result.stdout
    result = check(site, "--text", "--strict")
    assert result.exit_code == 1
    assert "没有错误；按 STRICT=1 的要求，警告也要改。" in result.stdout


def test_a_place_that_is_silenced_is_not_told(tmp_path: Path) -> None:
    body = "会议由市教育局主持,各县区参加。<!-- 校对: 忽略 半角标点 照录原话 -->\n"
    result = check(site_of(tmp_path, body, SOUND_ISSUE), "--text")
    assert result.stdout.splitlines()[0] == "没有发现问题。"


def test_files_with_errors_come_first_and_errors_before_warnings(tmp_path: Path) -> None:
    warning = "<!-- 校对: 忽略 半角标点 原话 -->\n\n"
    other = "检查工地两处，提出意见三条。\n\n"
    issue = SOUND_ISSUE.replace("r1.md", "r1.md, reports/r2.md")
    site = site_of(tmp_path, warning + "走访三所学校。\n=====\n" + warning + other + BODY, issue)
    heads = re.findall(r"^(content/\S+) (错误|警告)", check(site, "--text").stdout, re.MULTILINE)
    assert heads == [
        ("content/reports/r2.md:10:10", "错误"),
        ("content/reports/r2.md:6:1", "警告"),
        ("content/reports/r1.md:6:1", "警告"),
    ]


def test_what_repeats_is_folded(tmp_path: Path) -> None:
    body = "\n".join(f"第{number}所学校由市教育局负责,各县区参加。\n" for number in "一二三四五六七八")
    site = site_of(tmp_path, body, SOUND_ISSUE)
    output = check(site, "--text").stdout
    assert output.count("r1.md:") == 5
    assert (
        "content/reports/r1.md 还有 3 处同样的 [punctuation-half-width 半角标点]：第 16、18、20 行\n"
        in output
    )
    assert "  错误 8 处  半角标点  punctuation-half-width\n" in output
    assert check(site, "--text", "--all").stdout.count("r1.md:") == 8


def test_one_that_is_left_is_not_folded(tmp_path: Path) -> None:
    body = "\n".join(f"第{number}所学校由市教育局负责,各县区参加。\n" for number in "一二三四五六")
    output = check(site_of(tmp_path, body, SOUND_ISSUE), "--text").stdout
    assert output.count("r1.md:") == 6 and "同样的" not in output


def test_one_issue_is_checked_with_its_reports(tmp_path: Path) -> None:
    site = site_of(tmp_path, BODY + "=====\n" + BODY)
    other = ISSUE.replace("2022-06-06", "2022-06-13").replace("r1.md", "r2.md")
    (site / "content/issues/jianbao/2022-02.yaml").write_text(other, encoding="utf-8")
    for name in ("jianbao/2022-02", "issues/jianbao/2022-02.yaml", "content/issues/jianbao/2022-02.yaml"):
        output = check(site, "--text", name).stdout
        assert "2022-02.yaml:3:13 错误" in output and "r2.md:6:10 错误" in output
        assert "2022-01.yaml" not in output and "r1.md" not in output
    # The same is told again where the whole site was checked before.
    check(site, "--text")
    assert check(site, "--text", "jianbao/2022-02").stdout == output


def test_an_issue_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    result = check(site_of(tmp_path), "--text", "jianbao/2022-09")
    assert result.exit_code == 1
    assert "没有“jianbao/2022-09”这一期" in result.stdout


def test_json_lines_have_the_rule_and_what_to_write(tmp_path: Path) -> None:
    result = check(site_of(tmp_path, issue=SOUND_ISSUE), "--text", "--format", "json")
    assert result.exit_code == 1
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {
            "severity": "error",
            "code": "punctuation-half-width",
            "file": "content/reports/r1.md",
            "line": 6,
            "column": 10,
            "message": "中文里用了半角标点“,”",
            "hint": "请改成全角的“，”",
            "rule": "半角标点",
            "fix": {"old": ",", "new": "，"},
        }
    ]
    assert "1 个错误。" in result.stderr


def test_what_cannot_be_read_is_told_and_the_rest_checked(tmp_path: Path) -> None:
    site = site_of(tmp_path, BODY + "=====\n---\n标题： 缺\n---\n" + BODY)
    result = check(site, "--text")
    assert "content/reports/r2.md:2:3 错误 “标题”后面用了全角冒号“：”" in result.stdout
    assert "content/reports/r1.md:6:10 错误 中文里用了半角标点“,”" in result.stdout


def test_a_broken_site_file_stops_the_check(tmp_path: Path) -> None:
    result = check(site_of(tmp_path, site="单位： 办公室\n"), "--text")
    assert result.exit_code == 1
    assert "site.yaml:1:3 错误 “单位”后面用了全角冒号“：”" in result.stdout
    assert "下一步：请改正错误。照提示改好，再运行 make check。" in result.stdout


def test_identifiers_are_not_repeated(tmp_path: Path) -> None:
    number = "139" + "12345678"
    body = f"联系人电话{number},请各县区参加。\n"
    output = check(site_of(tmp_path, body, SOUND_ISSUE), "--text").stdout
    assert "不能登" in output and number not in output
    output = check(site_of(tmp_path / "b", body, SOUND_ISSUE), "--text", "--format", "sarif").stdout
    assert number not in output


def test_pages_are_made_and_their_findings_told(tmp_path: Path) -> None:
    site = site_of(tmp_path, SOUND, SOUND_ISSUE)
    report_file(site).write_text(
        report_file(site).read_text(encoding="utf-8") + "\n走访了\U0003fffd村。\n", encoding="utf-8"
    )
    result = check(site)
    assert result.exit_code == 1
    assert "这个字，哪一种字体里都没有，印出来会是空白" in result.stdout
    # What is kept is told again.
    assert check(site).stdout == result.stdout


def test_a_check_makes_what_was_not_made(tmp_path: Path) -> None:
    site = site_of(tmp_path, SOUND, SOUND_ISSUE)
    assert check(site).stdout == "没有发现问题。\n"
    assert (site / "output/jianbao/2022/01/index.html").is_file()


def test_an_unchanged_check_is_told_again_at_once(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    command = [sys.executable, "-m", "generator", "check", "--text", "--site", str(site)]
    root = Path(main.callback.__code__.co_filename).parents[1]  # type: ignore[union-attr]
    time.sleep(0.05)
    first = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    code = (
        "import sys; from generator.cli import main\n"
        f"try: main({command[3:]!r})\n"
        "except SystemExit: pass\n"
        "heavy = ('pydantic', 'markdown', 'jinja2', 'duckdb', 'weasyprint', 'yaml')\n"
        "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
    )
    again = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert again.stdout == first.stdout and again.stdout
    assert again.stderr.strip() == "[]"


def test_a_changed_line_is_seen_at_once(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    time.sleep(0.05)
    check(site, "--text")
    path = report_file(site)
    path.write_text(path.read_text(encoding="utf-8").replace(",", "，"), encoding="utf-8")
    assert "1 个错误。" in check(site, "--text").stdout


def test_a_session_looks_again_only_at_what_changed(tmp_path: Path) -> None:
    """What a preview uses: of a site with one other document the others are the same objects."""
    site, kept = site_of(tmp_path, BODY + "=====\n" + BODY), Kept()
    time.sleep(0.05)
    gathered, _ = gather(site, kept)
    assert gathered is not None
    before = proofread_text(gathered, kept)
    path = report_file(site)
    path.write_text(path.read_text(encoding="utf-8").replace(",", "，"), encoding="utf-8")
    gathered, _ = gather(site, kept)
    assert gathered is not None
    after = proofread_text(gathered, kept)
    assert [one.finding.place.file for one in before if one.finding.place] == [
        "content/reports/r1.md",
        "content/reports/r2.md",
        "content/issues/jianbao/2022-01.yaml",
    ]
    assert after == before[1:]
    assert after == proofread_text(gathered)


# How it is laid out


def told(line: str, column: int, text: str = ",") -> Told:
    place = Place("content/reports/2022/0528-jiaoyu.md", 12, column)
    finding = Diagnostic("punctuation-half-width", place, {"mark": ",", "right": "，"}, line)
    return Told(finding, text, "，")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_broader_than_the_terminal(columns: int) -> None:
    text = listing([told(LONG * 6 + "," + LONG, 175)] * 7, columns=columns)
    assert max(width(line) for line in text.splitlines()) <= columns
    assert "还有 2 处同样的" in text.replace("\n  ", "")


def test_broken_lines_are_indented_and_keep_marks_and_words() -> None:
    assert wrapped("提示：请改成全角的“，”，再看一遍 content/words.yaml 里的词", 24, indent=4) == [
        "提示：请改成全角的",
        "    “，”，再看一遍",
        "    content/words.yaml",
        "    里的词",
    ]
    assert wrapped("a" * 25, 10) == ["a" * 10, "  " + "a" * 8, "  " + "a" * 7]
    assert wrapped("", 10) == [""]


def test_carets_stand_under_all_that_is_meant() -> None:
    text = one(told("受理量在9～16亿之间", 5, "9～16亿").finding, length=len("9～16亿"))
    assert text.splitlines()[1:3] == ["  受理量在9～16亿之间", "          ^^^^^^^"]


def test_a_short_text_is_whole_and_a_long_one_ends_in_dots() -> None:
    assert shortened("短", 10) == "短"
    assert shortened("一二三四五六", 10) == "一二三四…"


def test_a_finding_without_a_rule_has_no_brackets() -> None:
    text = listing([Told(Diagnostic("file-gb18030", Place("content/reports/a.md")))])
    assert text == "content/reports/a.md:1:1 注意 这个文件的编码是 GB 18030，已经照样读取\n  提示：" + (
        Diagnostic("file-gb18030").hint
    )


def test_a_report_of_unknown_issues_is_none() -> None:
    report = Report((), {"jianbao/2022-01": ("content/issues/jianbao/2022-01.yaml",)})
    assert report.of_issues(["jianbao/2022-01"]) is not None
    assert report.of_issues(["jianbao/2022-02"]) is None


def test_all_that_is_counted_has_a_short_name(tmp_path: Path) -> None:
    body = f"电话{'139' + '12345678'}已停用。群众王秀兰说，办事快了。\n"
    output = check(site_of(tmp_path, body, SOUND_ISSUE), "--text").stdout
    assert "  错误 1 处  不能登的号码        identifier-written\n" in output
    assert "  错误 1 处  要用的来稿没读进来  report-broken\n" in output
    assert "  警告 1 处  群众的全名          person-without-consent\n" in output
    assert "……" not in output.partition("合计")[2]


def test_short_names_are_short_and_no_rule_has_the_same() -> None:
    rules = {words.name for words in RULES.values()}
    for code, name in SHORT_NAMES.items():
        assert code in CATALOGUE and code not in RULES
        assert 2 <= len(name) <= 12 and "{" not in name and name not in rules
    assert len(set(SHORT_NAMES.values())) == len(SHORT_NAMES)
