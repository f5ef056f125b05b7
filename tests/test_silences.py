"""Silences as editors write them: several rules in one note, what is no rule, and what their findings say."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_made import ISSUE, SOUND, check, report_file, site_of

SOUND_ISSUE = ISSUE.replace(",不走", "，不走")
TWO = "会议由市教育局主持,各县区参加。走访了三、四个村。"


def findings(site: Path) -> list[str]:
    """The findings of a check of the text, each with its hint."""
    found: list[str] = []
    for line in check(site, "--text").stdout.splitlines():
        if line.startswith("content/"):
            found.append(line.partition(" ")[2].partition(" [")[0])
        elif line.startswith("  提示："):
            found[-1] += " → " + line.partition("：")[2]
    return found


@pytest.mark.parametrize(
    "note",
    [
        "半角标点、概数间的顿号 照录原话",
        "半角标点、 approximate-apart 照录原话",
        "punctuation-half-width、概数间的顿号　照录、原话",
    ],
)
def test_one_note_silences_several_rules(tmp_path: Path, note: str) -> None:
    site = site_of(tmp_path, f"{TWO}<!-- 校对: 忽略 {note} -->\n", SOUND_ISSUE)
    assert check(site, "--text").stdout.splitlines()[0] == "没有发现问题。"


def test_a_comma_parts_a_rule_from_its_reason(tmp_path: Path) -> None:
    body = "会议由市教育局主持,各县区参加。<!-- 校对: 忽略 半角标点，照录原话 -->\n"
    assert findings(site_of(tmp_path, body, SOUND_ISSUE)) == []


def test_several_rules_stand_in_front_matter_too(tmp_path: Path) -> None:
    site = site_of(tmp_path, TWO + "\n", SOUND_ISSUE)
    path = report_file(site)
    keys = "校对忽略: [{规则: 半角标点、概数间的顿号, 理由: 照录原话}]\n---\n"
    path.write_text(path.read_text(encoding="utf-8").replace("\n---\n", "\n" + keys), encoding="utf-8")
    assert findings(site) == []


def test_a_rule_is_called_as_the_editor_wrote_it(tmp_path: Path) -> None:
    notes = ("半角标点 原话", "punctuation-half-width 原话", "半角标点、概数间的顿号")
    texts = ("市里走访三所学校。", "会议由市教育局主持。", "各县区参加。")
    body = "".join(
        f"<!-- 校对: 忽略 {note} -->\n\n{text}\n\n" for note, text in zip(notes, texts, strict=True)
    )
    assert findings(site_of(tmp_path, body, SOUND_ISSUE)) == [
        "警告 这里写了忽略“半角标点”，可是没有什么要忽略的 → 文字已经改好的，请把这条忽略删去",
        "警告 这里写了忽略“punctuation-half-width”，可是没有什么要忽略的 → 文字已经改好的，请把这条忽略删去",
        "警告 忽略“半角标点”没有写理由，不算数 → "
        "请写明为什么可以不改，例如：<!-- 校对: 忽略 半角标点 讲话原文 -->",
        "警告 忽略“概数间的顿号”没有写理由，不算数 → "
        "请写明为什么可以不改，例如：<!-- 校对: 忽略 概数间的顿号 讲话原文 -->",
    ]


def test_a_finding_that_no_rule_makes_cannot_be_silenced(tmp_path: Path) -> None:
    issue = SOUND_ISSUE.replace("栏目:", "# 校对: 忽略 selection-empty 本期没有\n栏目:")
    assert findings(site_of(tmp_path, SOUND, issue)) == [
        "警告 “selection-empty”这一条不是校对规则，不能忽略 → "
        "请把这条忽略删去，照那条提示自己的话改；能忽略的只有后面方括号里写着代码和名称的"
    ]


def test_a_rule_that_is_not_there_is_asked_for_without_a_mark_between_quotations(tmp_path: Path) -> None:
    body = "走访三所学校。<!-- 校对: 忽略 标题的标点 原话 -->\n"
    (found,) = findings(site_of(tmp_path, body, SOUND_ISSUE))
    assert found.startswith("警告 要忽略的规则“标题的标点”不存在 → 是不是想写“标题末尾的标点”“")
    assert "”、“" not in found


def test_a_reason_that_is_missing_in_braces_is_asked_for_there(tmp_path: Path) -> None:
    site = site_of(tmp_path, SOUND, SOUND_ISSUE)
    path = report_file(site)
    keys = "校对忽略: [{规则: 分项之和}]\n---\n"
    path.write_text(path.read_text(encoding="utf-8").replace("\n---\n", "\n" + keys), encoding="utf-8")
    output = check(site, "--text").stdout
    assert "content/reports/r1.md:5:8 错误 缺少“理由”\n" in output
    assert "  提示：请在大括号里加上“, 理由: 领导讲话原文”\n" in output


def test_causes_stand_before_what_follows_from_them(tmp_path: Path) -> None:
    """A report that cannot be read makes no warning about the section that it may be for."""
    issue = SOUND_ISSUE.replace("文章: [reports/r1.md]", "选取: {标签: [走访]}")
    site = site_of(tmp_path, SOUND, issue)
    empty = "栏目“工作部署”按“选取”没有找到文章"
    assert empty in check(site, "--text").stdout
    path = report_file(site)
    path.write_text(
        path.read_text(encoding="utf-8").replace("\n---\n", "\n标签: [走访，学校]\n---\n"), encoding="utf-8"
    )
    result = check(site, "--text")
    heads = [line for line in result.stdout.splitlines() if line.startswith("content/")]
    assert [head.split(" ")[1] for head in heads] == ["错误", "错误"]
    assert heads[0].startswith("content/reports/r1.md:5:")
    assert heads[1].startswith("content/issues/jianbao/2022-01.yaml:")
    assert empty not in result.stdout and "可能要用它，这一期先不生成" in heads[1]
    assert "  错误 1 处  可能要用的来稿没读进来  report-broken-selected\n" in result.stdout
