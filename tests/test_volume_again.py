"""Corrections and reissues in a volume: whose place they have, what the cover says, what is missing."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from conftest import told
from identifiers_made import mobile
from test_volume import KEY, PUB, bookmarks, change, made, make, texts

from generator.compile.numbers import CORRECTION, REISSUE, Again, Numbers
from generator.gather import gather
from generator.publish.manifest import read_manifest
from generator.volume.choose import Wanted, choose_issues
from generator.volume.make import make_volume
from generator.volume.part import numbers_text, parse_part, totals_text

SECTION = "栏目: [{名称: 工作动态, 文章: [reports/0706-qu.md]}]\n"
DAY = date(2026, 1, 5)
AMENDMENTS = "更正说明:\n  - {位置: 第1版第1段, 原文: 127家, 应为: 172家, 说明: 重复统计}\n"


def issue(number: str, day: str, state: str = "定稿") -> str:
    return f"期号: {number}\n签发日期: {day}\n{SECTION}状态: {state}\n"


def correction(first: str, day: str, more: str = "", state: str = "定稿") -> str:
    return f"更正: {PUB}/{first}\n签发日期: {day}\n{more}{AMENDMENTS}状态: {state}\n"


def reissue(first: str, day: str, more: str = "") -> str:
    return f"重发: {PUB}/{first}\n签发日期: {day}\n{more}{SECTION}状态: 定稿\n"


def site_of(root: Path, issues: Mapping[str, str]) -> Path:
    return make(root, {f"{KEY}/{name}.yaml": text for name, text in issues.items()})


def chosen(site: Path, part: str = "", year: int = 2026) -> tuple[list[str], list[str]]:
    """The files of the issues that the volume holds, in its order, and what is told."""
    gathered, _ = gather(site)
    own = parse_part(part)
    assert gathered is not None and own is not None
    held, findings = choose_issues(gathered, Wanted(PUB, year, own))
    return [one.issue.key.rpartition("/")[2] for one in held], [told(one).splitlines()[0] for one in findings]


@pytest.fixture
def year_end(tmp_path: Path) -> Path:
    """No. 5 of July is final, No. 6 was signed on 28 December and corrected in January of the next year."""
    return site_of(
        tmp_path,
        {
            "2026-05": issue("5", "2026-07-06"),
            "2026-06": issue("6", "2026-12-28"),
            "2026-06-gengzheng": correction("2026-06", "2027-01-08"),
        },
    )


def test_a_correction_of_the_next_year_stands_in_the_second_half(year_end: Path) -> None:
    assert chosen(year_end, "上半年")[0] == ["2026-01", "2026-02", "2026-z01", "2026-04"]
    assert chosen(year_end, "下半年") == (["2026-05", "2026-06", "2026-06-gengzheng"], [])
    whole = chosen(year_end)[0]
    assert whole == chosen(year_end, "上半年")[0] + chosen(year_end, "下半年")[0]
    assert chosen(year_end, year=2027)[0] == []


def test_a_draft_of_a_correction_is_told_and_left_out(year_end: Path) -> None:
    change(year_end, f"{KEY}/2026-06-gengzheng.yaml", "定稿", "草稿")
    assert chosen(year_end, "下半年") == (
        ["2026-05", "2026-06"],
        [f"{KEY}/2026-06-gengzheng.yaml:5:5 警告 2026年第6期（更正）还是草稿，没有收进合订本"],
    )


def test_a_correction_moves_no_other_issue_between_volumes_by_number(tmp_path: Path) -> None:
    """It goes with its first, and the supplement after it with the issue before the correction."""
    site = site_of(
        tmp_path,
        {
            "2026-05": issue("5", "2026-07-06"),
            "2026-01-gengzheng": correction("2026-01", "2026-07-08"),
            "2026-z01-gengzheng": correction("2026-z01", "2026-07-09"),
            "2026-z02": issue("2\n增刊: 是", "2026-07-10"),
        },
    )
    first = ["2026-01", "2026-02", "2026-z01", "2026-01-gengzheng", "2026-z01-gengzheng"]
    assert chosen(site, "1-2") == (first, [])
    assert chosen(site, "3-5")[0] == ["2026-04", "2026-05", "2026-z02"]


def test_a_correction_fills_no_gap_and_makes_none(tmp_path: Path) -> None:
    """Where No. 1 was only corrected in the second half, the numbers between it and No. 5 are not wanting."""
    site = site_of(
        tmp_path,
        {
            "2026-05": issue("5", "2026-07-06"),
            "2026-01-gengzheng": correction("2026-01", "2026-07-08"),
        },
    )
    assert chosen(site, "下半年") == (["2026-05", "2026-01-gengzheng"], [])
    wanting = "警告 《工作简报》2026年没有第3期，合订本里缺"
    assert chosen(site, "上半年") == (["2026-01", "2026-02", "2026-z01", "2026-04"], [wanting])
    lost = correction("2026-03", "2026-07-09", "原件签发日期: 2026-01-26\n期号: 3\n")
    (site / KEY / "2026-03-gengzheng.yaml").write_text(lost, encoding="utf-8")
    assert chosen(site, "上半年") == (["2026-01", "2026-02", "2026-z01", "2026-04"], [wanting])
    assert chosen(site, "3-5") == (["2026-04", "2026-05", "2026-03-gengzheng"], [wanting])


def test_a_reissue_of_what_the_site_has_not_stands_where_the_first_did(tmp_path: Path) -> None:
    lost = "原件签发日期: 2025-12-29\n期号: 50\n总期号: 70\n"
    site = site_of(tmp_path, {"2025-50-chongfa": reissue("2025-50", "2026-02-16", lost)})
    assert chosen(site, "下半年", 2025)[0] == ["2025-50-chongfa"]
    assert chosen(site, "上半年", 2025)[0] == []
    assert chosen(site, year=2026)[0] == ["2026-01", "2026-02", "2026-z01", "2026-04"]


def test_a_reissue_of_what_the_site_has_not_is_sorted_by_the_first(tmp_path: Path) -> None:
    """The supplement before No. 4 goes with No. 3, although No. 3 was sent again after No. 4."""
    lost = "原件签发日期: 2026-01-19\n期号: 3\n"
    site = site_of(tmp_path, {"2026-03-chongfa": reissue("2026-03", "2026-07-01", lost)})
    held = ["2026-01", "2026-02", "2026-03-chongfa", "2026-z01", "2026-04"]
    assert chosen(site, "上半年") == (held, [])
    assert chosen(site, "3-3") == (["2026-03-chongfa", "2026-z01"], [])
    assert chosen(site, "1-2") == (["2026-01", "2026-02"], [])


def test_a_refused_correction_stops_the_volume_of_its_first(year_end: Path) -> None:
    """One that holds what must not be printed belongs to the year of the issue that it corrects."""
    file = f"{KEY}/2026-06-gengzheng.yaml"
    change(year_end, file, "重复统计", f"李某，手机{mobile(random.Random(6))[0]}")
    assert f"错误 “{file}”有错误，不知道它该不该收进合订本，所以没有做" in "".join(chosen(year_end)[1])


def test_the_cover_names_a_correction_only_where_its_issue_is_not_inside() -> None:
    first = Numbers(2026, 1, 71, False)
    corrected = Numbers(2026, 1, 71, False, Again(CORRECTION, 1, "x", DAY))
    supplement = Numbers(2026, 2, None, True, Again(CORRECTION, 2, "y", DAY))
    again = Numbers(2026, 2, 72, False, Again(REISSUE, 1, "z", DAY))
    fifth = Numbers(2026, 5, 74, False)
    assert numbers_text([first, again, corrected]) == "第1期至第2期"
    assert totals_text([first, again, corrected]) == "总第71期至总第72期"
    assert numbers_text([fifth, corrected, supplement]) == "第5期、第1期（更正）、增刊第2期（第2次更正）"
    assert totals_text([fifth, corrected, supplement]) == "总第74期"
    assert (numbers_text([corrected]), totals_text([corrected])) == ("第1期（更正）", "")


def test_the_volume_with_a_correction_and_a_reissue_of_the_first_issue(tmp_path: Path) -> None:
    """What its cover, its contents and its bookmarks say, and that both are inside."""
    site = site_of(
        tmp_path,
        {
            "2026-01-chongfa": reissue("2026-01", "2026-03-10"),
            "2026-02-gengzheng": correction("2026-02", "2026-02-20"),
        },
    )
    volume, _ = made(site, "上半年")
    assert volume.held == "第1期至第2期、第4期、增刊第1期，总第71期至总第73期"
    file = site / "output" / volume.files["print"]
    pages = texts(file)
    assert pages[0].endswith("2026年1月12日至2026年3月10日")
    titles = [title for level, title, _ in bookmarks(file) if level == 1]
    assert titles[1:-1] == [
        "第1期（重发，总第71期）　2026年3月10日",
        "第2期（总第72期）　2026年1月12日",
        "增刊第1期　2026年1月20日",
        "第4期（总第73期）　2026年2月3日",
        "第2期（更正，总第72期）　2026年2月20日",
    ]
    assert sum("127家" in page and "172家" in page for page in pages) == 1
    with pikepdf.open(file) as document:
        assert str(document.docinfo["/ModDate"]) == "D:20260310000000+08'00'"


def test_a_correction_is_named_where_its_issue_is(tmp_path: Path) -> None:
    """It stands by its own day; who looks up the issue must learn that there is one."""
    site = site_of(tmp_path, {"2026-02-gengzheng": correction("2026-02", "2026-02-20")})
    volume, _ = made(site)
    pages = texts(site / "output" / volume.files["print"])
    place = next(number for number, page in enumerate(pages, 1) if "应为" in page and "172家" in page)
    contents = next(page for page in pages if "总目录" in page)
    second, correct = contents.index("第2期（总第72期）"), contents.index("更正2026年2月20日")
    assert second < correct < contents.index("增刊第1期")
    assert re.match(rf"更正2026年2月20日[·….\s]*{place}增刊", contents[correct:])


def test_a_correction_of_what_was_issued_again_is_left_out(tmp_path: Path) -> None:
    """It names pages of the first issue, which the volume does not hold; one of a later day corrects the
    reissue."""
    site = site_of(
        tmp_path,
        {
            "2026-01-gengzheng": correction("2026-01", "2026-02-20"),
            "2026-01-chongfa": reissue("2026-01", "2026-03-10"),
            "2026-01-gengzheng-b": correction("2026-01", "2026-04-02"),
        },
    )
    names, findings = chosen(site, "上半年")
    assert "2026-01-gengzheng" not in names and "2026-01-gengzheng-b" in names
    assert findings[:2] == [
        f"{KEY}/2026-01-chongfa.yaml:1:5 注意 2026年第1期后来重发过，"
        "合订本里收的是2026年第1期（重发），原件不收",
        f"{KEY}/2026-01-gengzheng.yaml:1:5 注意 2026年第1期（更正）没有收进合订本："
        "它更正的原件已由2026年第1期（重发）代替，原件也不在里面",
    ]
    change(site, f"{KEY}/2026-01-chongfa.yaml", "定稿", "草稿")
    assert "2026-01-gengzheng" in chosen(site, "上半年")[0]


def test_a_volume_of_several_kinds_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    site = make(tmp_path)
    both = make_volume(site, site / "output", PUB, "2026", kinds=["print", "archive"])[0]
    assert both is not None
    printed, archived = (site / "output" / both.files[kind] for kind in ("print", "archive"))
    before = printed.read_bytes(), printed.stat().st_mtime_ns
    archived.unlink()
    archived.mkdir()
    change(site, f"{KEY}/2026-05.yaml", "草稿", "定稿")
    volume, findings = make_volume(site, site / "output", PUB, "2026", kinds=["print", "archive"])
    assert volume is None
    assert any(told(one).startswith("错误") and "（归档）.pdf" in told(one) for one in findings)
    assert (printed.read_bytes(), printed.stat().st_mtime_ns) == before
    archived.rmdir()
    assert make_volume(site, site / "output", PUB, "2026", kinds=["print", "archive"])[0] is not None
    assert printed.read_bytes() != before[0]


def test_a_kind_that_was_not_asked_for_stays(tmp_path: Path) -> None:
    site = make(tmp_path)
    make_volume(site, site / "output", PUB, "2026", kinds=["print", "press"])
    folder = site / "output" / PUB / "2026"
    names = {"工作简报2026年合订本.pdf", "工作简报2026年合订本（付印）.pdf"}
    made(site)
    assert {path.name for path in folder.glob("*.pdf")} == names
    owned = {
        owner: files for owner, files in read_manifest(site / "output").files.items() if "@volume" in owner
    }
    assert {owner: len(files) for owner, files in owned.items()} == {f"@volume {PUB}/2026 全年": 2}
    # What somebody has removed is not made again, nor is it wanting.
    (folder / "工作简报2026年合订本（付印）.pdf").unlink()
    made(site)
    assert [path.name for path in folder.glob("*.pdf")] == ["工作简报2026年合订本.pdf"]


def test_a_volume_leaves_what_stands_beside_its_issues(tmp_path: Path) -> None:
    """Archive copies and public editions are made with the issues, and do not wait for the next build."""
    site = site_of(tmp_path, {})
    change(site, "site.yaml", "类型: 简报", "类型: 简报, 公开: 是, 成品: [print, booklet]")
    made(site)
    stands = [path.name for path in (site / "output" / PUB).rglob("*.pdf")]
    assert sum("公开版" in name for name in stands) == 4
    assert sum("小册子" in name for name in stands) == 4
