"""The view: the list of issues with what became of them, and the findings in words, with nothing in them that
no page may hold."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from conftest import SITE, UNITS
from identifiers_made import mobile
from watch_made import (
    JIANBAO,
    Held,
    issue,
    issue_file,
    key_of,
    processes,
    put,
    report,
    report_file,
    site_files,
)

from generator.build.pool import Crew
from generator.diagnostics import Diagnostic, Place
from generator.load.kept import Kept
from generator.watch.state import Result, State
from generator.watch.view import IssueView, SourceLine
from generator.watch.views import shown

MOBILE = mobile(random.Random(3))[1]
"""The digits of a number that nobody has."""
R1 = report_file("r1")


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    with processes(tmp_path_factory.mktemp("crew")) as crew:
        yield crew


@pytest.fixture
def held(tmp_path: Path, crew: Crew) -> Held:
    put(tmp_path, site_files())
    held = Held(tmp_path, crew)
    held.all()
    return held


def view_of(held: Held, key: str) -> IssueView:
    return next(one for one in held.shown.issues if one.key == key)


def test_issues_stand_by_publication_the_newest_first(held: Held) -> None:
    held.save(
        {
            "site.yaml": SITE + "  dongtai: {名称: 动态, 类型: 简报}\n",
            "content/issues/dongtai/b.yaml": issue(5, "reports/d.md"),
            report_file("d"): report("一次会"),
        }
    )
    assert [one.key for one in held.shown.issues] == [key_of(3), key_of(2), key_of(1), "dongtai/b"]
    first = view_of(held, "dongtai/b")
    assert (first.publication, first.label, first.date, first.state) == (
        "动态",
        "2022年第5期",
        "2022-06-05",
        "草稿",
    )
    assert (first.folder, first.page_count, first.stopped, first.secret) == (
        "dongtai/2022/05",
        1,
        False,
        False,
    )
    assert first.web and first.pages


def test_with_what_was_shown_before_the_same_is_shown(held: Held) -> None:
    kept = Kept()
    changes: tuple[dict[str, str | bytes | None], ...] = (
        {R1: report("第1次动员会").replace("市经信局", "市经新局")},
        {report_file("r2"): report("第2次动员会", f"联系电话{MOBILE}。")},
        {R1: report("第1次动员会")},
        {issue_file(2): "期号：2\n"},
        {"site.yaml": SITE.replace("频次: 周", "频次: 周, 密级: 秘密, 保密期限: 1年")},
        {issue_file(2): None},
    )
    for change in changes:
        held.save(change)
        state = held.session.state
        first = shown(state, held.site, kept)
        assert first == shown(state, held.site)
        again = shown(state, held.site, kept)
        assert again == first
        # What is told is told by the very same objects, and by nothing of the state before.
        assert all(one is other for one, other in zip(first.told, again.told, strict=True))


def test_nothing_is_stopped_before_it_was_tried(held: Held) -> None:
    state = replace(held.session.state, results={}, standing={})
    issues = shown(state, held.site).issues
    assert [(one.stopped, one.folder, one.web) for one in issues] == [(False, "", "")] * 3


def test_a_site_that_was_never_sound_has_findings_and_no_issues(tmp_path: Path, crew: Crew) -> None:
    put(tmp_path, {"site.yaml": "单位：办公室\n", "content/units.yaml": UNITS})
    held = Held(tmp_path, crew)
    held.all()
    (finding,) = held.shown.findings
    assert held.shown.issues == ()
    assert (finding.severity, finding.file, finding.line, finding.keys) == ("error", "site.yaml", 1, ())
    assert finding.around == (SourceLine(1, "单位：办公室", hit=True),)
    assert shown(State(), tmp_path) == shown(State(), tmp_path.parent)


def test_a_finding_is_told_with_the_lines_around_it_and_its_issue(held: Held) -> None:
    held.save({R1: report("第1次动员会").replace("市经信局", "市经新局")})
    finding = next(one for one in held.shown.findings if one.file == R1)
    assert (finding.code, finding.line, finding.keys) == ("unit-unknown", 3, (key_of(1),))
    assert "市经新局" in finding.message and finding.hint
    assert [one.number for one in finding.around] == [1, 2, 3, 4, 5]
    assert [one.text for one in finding.around if one.hit] == ["单位: 市经新局"]
    first = view_of(held, key_of(1))
    assert (first.stopped, first.errors, first.warnings) == (True, 2, 0)
    assert first.folder == f"{JIANBAO}/2022/01" and first.web
    assert (view_of(held, key_of(2)).errors, view_of(held, key_of(2)).stopped) == (0, False)


def test_an_issue_whose_file_is_broken_is_listed_with_what_stands_of_it(held: Held) -> None:
    before = view_of(held, key_of(2))
    held.save({issue_file(2): "期号：2\n"})
    assert [one.key for one in held.shown.issues] == [key_of(3), key_of(2), key_of(1)]
    now = view_of(held, key_of(2))
    assert (now.stopped, now.errors, now.state) == (True, 1, "")
    assert (now.label, now.date, now.folder, now.web, now.pages) == (
        before.label,
        before.date,
        before.folder,
        before.web,
        before.pages,
    )
    held.save({issue_file(4): "期号：4\n"})
    new = view_of(held, key_of(4))
    assert (new.stopped, new.label, new.date, new.folder) == (True, "2022-04", "", "")


def test_a_report_that_a_rule_might_have_taken_concerns_that_issue(held: Held) -> None:
    held.save({issue_file(3): issue(3), R1: report("第1次动员会", 栏目="基层动态")})
    held.save(
        {issue_file(1): None, report_file("r1"): report("会", 栏目="基层动态").replace("标题:", "标题：")}
    )
    assert {one.keys for one in held.shown.findings if one.file == R1} == {(key_of(3),)}


def test_a_finding_of_the_site_concerns_all(held: Held) -> None:
    held.save({"site.yaml": SITE.replace("单位:", "单位：")})
    (finding,) = held.shown.findings
    assert finding.keys == ()
    assert [one.stopped for one in held.shown.issues] == [True] * 3


def test_a_secret_issue_is_listed_as_one(held: Held) -> None:
    held.save({"site.yaml": SITE.replace("频次: 周", "频次: 周, 密级: 秘密, 保密期限: 1年")})
    assert all(one.secret and one.web == "" and not one.stopped for one in held.shown.issues)
    assert held.board.page(key_of(1)) is None


def test_no_finding_holds_an_identifier_not_even_beside_its_place(held: Held) -> None:
    text = f"会议强调。\n联系电话{MOBILE}。\n![会场](../media/no.jpg)\n又一个{MOBILE[:7]}\n{MOBILE[7:]}。"
    held.save({R1: report("第1次动员会", text)})
    findings = held.shown.findings
    assert len(findings) >= 2
    assert all(one.around for one in findings if one.line > 1)
    whole = str([asdict(one) for one in findings])
    assert MOBILE not in whole and MOBILE[3:] not in whole
    assert any("会议强调" in line.text for one in findings for line in one.around)


def test_what_the_ledger_says_of_citizens_is_not_shown_beside_another_place(held: Held) -> None:
    """What only the ledger tells to be personal is hidden where a line is shown for another reason too."""
    put(held.site, {R1: report("第1次动员会").replace("单位:", "副题: 持40618273的群众\n单位:", 1)})
    words = {"where": "副题", "kind": "证件号", "partial": "持4*****73"}
    secret = Diagnostic("identifier-of-ledger", Place(R1, 3, 6), words, "副题: 持********的群众")
    other = Diagnostic("report-title-long", Place(R1, 2, 5), {"count": 61, "limit": 60}, "标题: 第1次动员会")
    findings = shown(replace(held.session.state, findings=(secret, other)), held.site).findings
    beside = next(one for one in findings if one.code == "report-title-long")
    assert [line.text for line in beside.around][1:3] == ["标题: 第1次动员会", "副题: 持********的群众"]
    assert "40618273" not in str([asdict(one) for one in findings])


def test_a_result_that_fails_keeps_what_stands() -> None:
    made = Result(ok=True, folder="a/2022/01", web="w", pages="p", page_count=2, parts=(1,))
    assert made.stopped() == replace(made, ok=False, parts=())
