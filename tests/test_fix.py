"""`check --fix`: what is mended and shown first, what is never touched, and the way back."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import pytest
from check_made import BODY, FINAL, ISSUE, SOUND, check, report_file, site_of
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.prose import PARAGRAPH, Block, Run
from generator.proofreading.differences import differences
from generator.proofreading.evolve import Edit, by_line, edited_block, edited_line
from generator.proofreading.meaning import faulty_lines
from generator.proofreading.mend import Mended, mend, mended_bytes
from generator.proofreading.text import gather_text

SHOWN = """\
--- 原来的 content/issues/jianbao/2022-01.yaml
+++ 改后的 content/issues/jianbao/2022-01.yaml
@@ 第 3 行 @@
- 按语: 各单位要抓好落实,不走过场。
+ 按语: 各单位要抓好落实，不走过场。

--- 原来的 content/reports/r1.md
+++ 改后的 content/reports/r1.md
@@ 第 6 行 @@
- 会议由市教育局主持,各县区参加。
+ 会议由市教育局主持，各县区参加。

能改的有 2 处，在 2 个文件里。
"""
SOUND_ISSUE = ISSUE.replace(",不走", "，不走")


def files_of(site: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((site / "content").rglob("*")) if path.is_file()}


def test_a_report_with_personal_data_is_mended_but_for_these_which_nobody_sees(tmp_path: Path) -> None:
    number = "139" + "12345678"
    site = site_of(tmp_path, f"电话{number}已停用,请各县区另行通知。\n", SOUND_ISSUE)
    assert "有 1 处程序能改：make check FIX=1" in check(site, "--text").stdout
    result = check(site, "--fix", "--yes")
    assert result.stdout == (
        "--- 原来的 content/reports/r1.md\n"
        "+++ 改后的 content/reports/r1.md\n"
        "@@ 第 6 行 @@\n"
        "- 电话***********已停用,请各县区另行通知。\n"
        "+ 电话***********已停用，请各县区另行通知。\n"
        "\n"
        "能改的有 1 处，在 1 个文件里。\n"
        "已改好 1 个文件。要退回去：make check UNDO=1\n"
        "文字里还有 2 个错误，要自己改：make check\n"
    )
    assert result.exit_code == 1
    assert f"电话{number}已停用，请各县区另行通知。" in report_file(site).read_text(encoding="utf-8")
    # What the last check promises, the mending does: now nothing is promised any more.
    assert "程序能改" not in check(site, "--text").stdout
    assert check(site, "--fix", "--yes", "jianbao/2022-01").stdout.startswith("没有程序能改的。\n")


def test_an_issue_with_personal_data_is_mended_when_it_is_asked_for(tmp_path: Path) -> None:
    issue = ISSUE.replace("不走过场。", f"请打{'139' + '12345678'}。")
    site = site_of(tmp_path, SOUND, issue)
    result = check(site, "--fix", "--yes", "jianbao/2022-01")
    assert "+ 按语: 各单位要抓好落实，请打***********。\n" in result.stdout
    assert "139" not in result.stdout


@pytest.mark.parametrize(
    "sections", ["{名称: 工作部署, 文章: [reports/r1.md]}", "{名称: 工作部署, 选取: {}}"]
)
def test_what_a_final_issue_was_printed_from_stays_even_if_it_must_not_be_printed(
    tmp_path: Path, sections: str
) -> None:
    issue = FINAL.replace("{名称: 工作部署, 文章: [reports/r1.md]}", sections)
    site = site_of(tmp_path, f"电话{'139' + '12345678'}已停用,请各县区另行通知。\n", issue)
    before = files_of(site)
    assert "程序能改" not in check(site, "--text").stdout
    result = check(site, "--fix", "--yes")
    assert "content/reports/r1.md 里有 1 处没有改：定稿的各期用着它，程序不动。\n" in result.stdout
    assert files_of(site) == before


def test_without_a_terminal_it_only_shows(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    before = files_of(site)
    result = check(site, "--fix")
    assert result.stdout == SHOWN + (
        "没有改动任何文件：不是在终端里，没法问你。看过以后要改的，请运行 make check FIX=yes。\n"
    )
    assert files_of(site) == before
    # Nothing has failed, also where something stays wrong: to make this known is for a check.
    assert result.exit_code == 0
    report_file(site).write_text(
        report_file(site).read_text(encoding="utf-8") + "\n2022年2月30日再查。\n", encoding="utf-8"
    )
    assert check(site, "--fix").exit_code == 0
    result = check(site, "--fix", "--yes")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        1,
        "文字里还有 1 个错误，要自己改：make check",
    )


def test_it_mends_and_says_how_to_go_back(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    before = files_of(site)
    result = check(site, "--fix", "--yes")
    assert result.stdout == SHOWN + "已改好 2 个文件。要退回去：make check UNDO=1\n文字里没有别的问题了。\n"
    assert result.exit_code == 0
    after = files_of(site)
    assert {path: data.replace("，".encode(), b",") for path, data in after.items()} == {
        path: data.replace("，".encode(), b",") for path, data in before.items()
    }
    assert check(site, "--fix", "--yes").stdout == "没有程序能改的。\n文字里没有别的问题了。\n"
    result = check(site, "--undo")
    assert result.stdout == (
        "content/issues/jianbao/2022-01.yaml 已退回改以前的样子。\n"
        "content/reports/r1.md 已退回改以前的样子。\n"
    )
    assert files_of(site) == before
    assert check(site, "--undo").stdout == (
        "没有可以退回的：上一次 make check FIX=1 没有改过文件，或者已经退回过了。\n"
    )


def test_only_one_issue_is_mended_where_one_is_named(tmp_path: Path) -> None:
    site = site_of(tmp_path, BODY + "=====\n" + BODY)
    result = check(site, "--fix", "--yes", "jianbao/2022-01")
    assert "r1.md" in result.stdout and "r2.md" not in result.stdout
    # The warning is that no issue uses the other report.
    assert "文字里还有 1 个错误，1 个警告，要自己改：make check" in result.stdout
    assert result.exit_code == 1


def test_what_was_changed_after_the_mending_is_not_put_back(tmp_path: Path) -> None:
    site = site_of(tmp_path, issue=SOUND_ISSUE)
    check(site, "--fix", "--yes")
    path = report_file(site)
    path.write_bytes(path.read_bytes() + "又写一段。\n".encode())
    now = path.read_bytes()
    assert check(site, "--undo").stdout == (
        "content/reports/r1.md 后来又改过，没有动；要退回去，请用 git restore。\n"
    )
    assert path.read_bytes() == now


def test_final_issues_and_their_reports_are_not_touched(tmp_path: Path) -> None:
    site = site_of(tmp_path, BODY + "=====\n" + BODY, FINAL)
    before = files_of(site)
    result = check(site, "--fix", "--yes")
    assert "content/reports/r1.md 里有 1 处没有改：定稿的各期用着它，程序不动。\n" in result.stdout
    assert (
        "content/issues/jianbao/2022-01.yaml 里有 1 处没有改：定稿的各期用着它，程序不动。\n" in result.stdout
    )
    changed = [path for path, data in files_of(site).items() if data != before[path]]
    assert [Path(path).name for path in changed] == ["r2.md"]


def test_nothing_is_touched_while_a_final_issue_cannot_be_read(tmp_path: Path) -> None:
    site = site_of(tmp_path, issue=FINAL.replace("期号: 1", "期号： 1"))
    before = files_of(site)
    result = check(site, "--fix", "--yes")
    assert "没有程序能改的。\ncontent/reports/r1.md 里有 1 处没有改" in result.stdout
    assert files_of(site) == before


@pytest.mark.parametrize(
    ("encoding", "bom", "end"),
    [
        ("utf-8", b"", "\n"),
        ("utf-8", b"\xef\xbb\xbf", "\r\n"),
        ("gb18030", b"", "\r\n"),
        ("utf-8", b"", "\r"),
    ],
)
def test_encoding_mark_and_line_ends_stay(tmp_path: Path, encoding: str, bom: bytes, end: str) -> None:
    site = site_of(tmp_path, issue=SOUND_ISSUE)
    path = report_file(site)
    text = path.read_text(encoding="utf-8") + "\n走访三所学校。 　\n\n\n"
    path.write_bytes(bom + text.replace("\n", end).encode(encoding))
    os.chmod(path, 0o640)
    check(site, "--fix", "--yes")
    assert path.read_bytes() == bom + text.replace(",", "，").replace("\n", end).encode(encoding)
    assert path.stat().st_mode & 0o777 == 0o640


def test_marks_of_markdown_and_code_stay(tmp_path: Path) -> None:
    body = (
        "会议由**市教育局**主持,*各县区*参加;文件名是`a,b`。\n\n"
        "| 单位,名称 | 数 |\n| --- | ---: |\n| 市教育局,一科 | 3 |\n\n- 一是路窄,车多;\n"
    )
    site = site_of(tmp_path, body, SOUND_ISSUE)
    gathered, findings = gather_text(site)
    assert gathered is not None and not gathered.content.broken, findings
    mended = mend(gathered).files
    assert mended
    for file in mended:
        for old, new in zip(file.old, file.new, strict=True):
            # Nothing but the marks between Han characters is another one.
            assert new.translate(str.maketrans("，；：", ",;:")) == old
            assert "a,b" in new or "a,b" not in old


def test_a_value_of_yaml_is_mended_only_where_it_is_read_as_meant() -> None:
    old = ("按语: 抓好落实,不走过场", "标题: '甲''乙,丙'", "名称: 走访:调研")

    def faulty(number: int, column: int, was: str, now: str) -> set[int]:
        edits = {number: [Edit(number, column, was, now)]}
        new = tuple(edited_line(line, edits.get(place, [])) for place, line in enumerate(old, start=1))
        return faulty_lines("a.yaml", old, new, [edits], None)

    assert faulty(1, 9, ",", "，") == set()
    assert faulty(3, 7, ":", "：") == set()
    # A colon and a blank would be a key; `#` after a blank a remark; an escaped quote cannot be followed.
    assert faulty(3, 7, ":", ": ") == {3}
    assert faulty(1, 9, ",", " #") == {1}
    assert faulty(2, 9, ",", "，") == {2}
    # The key itself is nothing that is mended.
    assert faulty(1, 1, "按语", "按") == {1}


def test_a_body_is_mended_only_where_its_blocks_stay(tmp_path: Path) -> None:
    site = site_of(tmp_path, "一·走访学校\n\n走访三所。\n", SOUND_ISSUE)
    gathered, _ = gather_text(site)
    assert gathered is not None
    report = gathered.content.reports["reports/r1.md"]
    old = report.front.lines
    for now, wrong in (("一、", set()), ("1. ", {6}), ("# ", {6})):
        edits = {6: [Edit(6, 1, "一·", now)]}
        new = tuple(edited_line(line, edits.get(place, [])) for place, line in enumerate(old, start=1))
        assert faulty_lines(report.front.file, old, new, [edits], report) == wrong, now


def test_a_file_that_is_not_what_was_read_is_left(tmp_path: Path) -> None:
    assert mended_bytes("甲,乙\n".encode(), "a.md", ("甲,乙", ""), ("甲，乙", "")) == "甲，乙\n".encode()
    assert mended_bytes("甲;乙\n".encode(), "a.md", ("甲,乙", ""), ("甲，乙", "")) is None
    assert mended_bytes(b"", "a.md", ("甲,乙", ""), ("甲，乙", "")) is None


# Edits


def block(text: str, *runs: Run) -> Block:
    return Block(PARAGRAPH, text, "正文", "a.md", runs or (Run(0, 1, 1),), (1, 1))


def test_of_two_mendings_that_overlap_the_first_is_made() -> None:
    edits = by_line(
        [Edit(1, 3, "丙丁", "x"), Edit(1, 2, "乙丙", "y"), Edit(1, 5, "戊", "z"), Edit(2, 1, "甲", "a")]
    )
    assert edits == {1: [Edit(1, 2, "乙丙", "y"), Edit(1, 5, "戊", "z")], 2: [Edit(2, 1, "甲", "a")]}
    assert edited_line("甲乙丙丁戊己", edits[1]) == "甲y丁z己"


def test_a_block_knows_its_places_after_an_edit() -> None:
    # The line is `甲,**乙**,丙`.
    before = block("甲,乙,丙", Run(0, 1, 1), Run(2, 1, 5), Run(3, 1, 8))
    after = edited_block(before, by_line([Edit(1, 2, ",", "，，"), Edit(1, 8, ",", "")]))
    assert after.text == "甲，，乙丙"
    assert [after.place(position).column for position in range(5)] == [1, 2, 3, 6, 9]
    assert edited_block(before, by_line([Edit(2, 1, "甲", "乙")])) is before


def test_long_lines_are_shown_around_what_changes() -> None:
    old = "一" * 60 + "," + "二" * 60 + ";" + "三" * 60
    new = old.replace(",", "，").replace(";", "；")
    file = Mended("a.md", b"", b"", (old,), (new,), 2)
    assert differences(file, columns=80).splitlines()[2:] == [
        "@@ 第 1 行 @@",
        "- …" + "一" * 12 + "," + "二" * 12 + "…" + "二" * 12 + ";" + "三" * 12 + "…",
        "+ …" + "一" * 12 + "，" + "二" * 12 + "…" + "二" * 12 + "；" + "三" * 12 + "…",
    ]
    assert differences(file).splitlines()[3:] == [f"- {old}", f"+ {new}"]
    coloured = differences(file, colour=True, columns=80)
    assert "\x1b[7m，\x1b[27m" in coloured and coloured.startswith("\x1b[1m--- 原来的 a.md\x1b[0m")


# Twice is the same as once

PIECES = st.sampled_from(
    [
        *(
            "走访",
            "学校",
            "市教育局",
            "2022年",
            "3",
            "12%",
            "万",
            "亿元",
            "A",
            "GDP",
            "第一",
            "一是",
            "1",
            "（一）",
        ),
        *(",", ";", ":", "?", "!", "(", ")", ".", "，", "。", "、", "～", "-", "—", "——", "…", "……", "等"),
        *('"', "'", "“", "”", "‘", "’", "《", "》", "〈", " ", "　", "\n", "\n\n", "# ", "- ", "1. ", "| "),
        *(
            "**",
            "*",
            "`",
            "[",
            "]",
            "\\",
            "&amp;",
            "{{受理量}}",
            "０",
            "％",
            "<!-- 校对: 忽略 半角标点 原话 -->",
        ),
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=30).map("".join))
@settings(max_examples=150)
def test_twice_is_the_same_as_once(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        title = "".join(character for character in text if character not in "\n") or "走访"
        front = "---\n标题: |-\n  走访{}\n单位: 市教育局\n日期: 2022-05-28\n---\n"
        site = site_of(Path(folder), "走访" + text + "\n", SOUND_ISSUE)
        with contextlib.suppress(ValueError):
            other = site / "content" / "reports" / "r2.md"
            other.write_text(front.format(title) + "走访三所学校。\n", encoding="utf-8")
        gathered, _ = gather_text(site)
        assert gathered is not None
        once = mend(gathered)
        for file in once.files:
            assert (site / file.file).read_bytes() == file.before
            (site / file.file).write_bytes(file.after)
        again, _ = gather_text(site)
        assert again is not None
        assert again.content.reports.keys() == gathered.content.reports.keys()
        assert mend(again).files == ()
