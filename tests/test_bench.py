"""The parts of `make bench` on a tiny site. Nothing here looks at how long anything took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from generator.bench.figures import Measured, figures, seconds, table
from generator.bench.preview import (
    Counts,
    MeasuredPreview,
    SiteTimes,
    Times,
    build_again,
    edit_in_turn,
    preview_figures,
    told_lines,
)
from generator.bench.preview_browser import open_browsers
from generator.bench.preview_memory import Memory, memory_of
from generator.bench.preview_site import edit, marker, write_large, write_small
from generator.bench.preview_typst import faces_in, typst_times
from generator.bench.preview_watch import watching
from generator.bench.processes import BenchFailed, python
from generator.bench.prose import LONG_PAGES, Paragraph, Table, make_issues
from generator.bench.run import _share, build, edit_and_build, run, run_bare
from generator.bench.site import PUBLICATION, report_markdown, write_site
from generator.bench.typst_run import compile_file, find_faces
from generator.bench.typst_source import escape, typst_source
from generator.gather import gather
from generator.load.site import load_site
from generator.model.kinds import SHIPPED
from generator.publish.manifest import read_manifest
from generator.setup.faces import face_folder, has_chinese_face, known_fonts
from generator.setup.system import browser as browser_path
from generator.typeset.faces import Faces, resolve_faces
from generator.typeset.fontconfig import installed_families, use_fontconfig

MEASURED = Measured(
    cores=2,
    count=150,
    cold=15.0,
    small=2,
    cold_small=1.68,
    again=14.0,
    edited=1.5,
    start=0.1,
    peak=150_000_000,
    bare=0.125,
    typst=0.2,
    typst_side_by_side=0.1,
    typst_start=0.02,
    own_size=150 * 200_000,
    bare_size=150 * 400_000,
    typst_size=150 * 160_000,
)
FAMILIES = {role: ("a",) for role in ("仿宋", "楷体", "黑体", "宋体", "小标宋")}
PREVIEW = MeasuredPreview(
    counts=Counts(),
    start=0.1,
    small=SiteTimes(Times((0.05, 0.06, 0.09)), Times((0.25, 0.3, 0.5)), 0.2),
    large=SiteTimes(Times((0.05, 0.06, 0.126)), Times((0.35, 0.42, 0.5)), 1.5),
    typst=Times((0.02, 0.02, 0.025)),
    memory=Memory(300_000_000, 345_000_000, 2000),
)


@pytest.fixture
def faces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faces]:
    if not has_chinese_face(known_fonts()):
        pytest.skip("no Chinese face on this machine")
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    use_fontconfig(tmp_path / "fonts")
    found, _ = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())
    assert found is not None
    yield found


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path / "site", make_issues(2))
    return tmp_path / "site"


def text_of(pdf: Path) -> str:
    """All that a PDF says but its dots, spaces and page numbers."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join(sorted(char for page in pages for char in page if char.isalpha()))


def test_ratios_are_computed_from_what_was_measured() -> None:
    assert MEASURED.each == pytest.approx(0.1)
    assert MEASURED.each_more == pytest.approx(0.09)
    assert MEASURED.fixed == pytest.approx(1.5)
    rows = figures(MEASURED)
    aimed = [(row.ratio, row.met) for row in rows if row.aim is not None]
    assert aimed == [
        (pytest.approx(0.09 / (0.125 / 2)), True),
        (pytest.approx(0.45), False),
        (pytest.approx(1.25), False),
        (None, True),
        (None, True),
    ]
    assert all(row.met is None for row in rows if row.aim is None)


def test_aims_without_a_base_bound_the_value() -> None:
    rows = figures(replace(MEASURED, peak=401_000_000, start=0.16))
    assert [row.met for row in rows if row.aim is not None and row.base is None] == [False, False]


def test_table_is_aligned_and_gives_a_verdict() -> None:
    lines = table(figures(MEASURED))
    assert lines[0].split() == ["项目", "实测", "相比的对象", "对象", "比值", "目标", "结论"]
    assert lines[2].split() == [
        *("每期用时", "90", "毫秒", "WeasyPrint", "每份", "125", "毫秒", "÷", "2", "核"),
        *("62", "毫秒", "1.44", "≤1.60", "达到"),
    ]
    assert lines[3].endswith("0.45      ≤0.40  未达到")
    assert lines[4].split() == ["PDF", "大小", "200", "kB", "typst", "160", "kB", "1.25", "≤1.10", "未达到"]
    assert lines[5].split() == ["内存最高的进程", "150", "MB", "≤400", "MB", "达到"]
    assert seconds(1.5) == "1.50 秒"


def test_the_same_number_gives_the_same_text() -> None:
    assert make_issues(4) == make_issues(9)[:4]
    issues = make_issues(60)
    assert len({issue.stem for issue in issues}) == 60
    assert issues[52].number == 1 and issues[52].total == 53
    assert {len(issue.stories) for issue in issues} == {3, 4, 5}
    blocks = [block for issue in issues for story in issue.stories for block in story.blocks]
    assert sum(isinstance(block, Table) for block in blocks) == 30
    assert not any("{" in block.text for block in blocks if isinstance(block, Paragraph))


def test_rounds_share_all_files() -> None:
    files = [Path(str(number)) for number in range(7)]
    shares = [list(_share(files, turn)) for turn in range(3)]
    assert sorted(file for share in shares for file in share) == files
    assert list(_share(files[:1], 2)) == files[:1]


def test_the_synthetic_site_has_no_errors(site: Path) -> None:
    content, findings = load_site(site)
    assert content is not None
    assert findings == []


def test_a_report_is_written_as_editors_write_it() -> None:
    story = next(
        story for issue in make_issues(3) for story in issue.stories if isinstance(story.blocks[-1], Table)
    )
    text = report_markdown(story)
    assert text.startswith(f"---\n标题: {story.title}\n单位: {story.unit}\n日期: {story.day}\n")
    assert "\n表：重点事项办理进度\n\n| 单位 | 受理（件） |" in text


def test_typst_text_is_escaped() -> None:
    assert escape("a*b_#1 ～55dB") == r"a\*b\_\#1 ～55dB"


def test_all_three_set_the_same_text(site: Path, faces: Faces, tmp_path: Path) -> None:
    told = build(site)
    assert "编出 2 期，共 8 页" in told.output
    assert told.peak > 10e6
    first = site / "output" / PUBLICATION / "2021" / "01"
    own = first / "工作简报2021年第1期.pdf"
    issue = make_issues(1)[0]
    typst_faces = find_faces(faces.stacks, face_folder())
    source = tmp_path / "first.typ"
    source.write_text(typst_source(issue, typst_faces.stacks), encoding="utf-8")
    assert compile_file(source, typst_faces) > 0
    assert text_of(source.with_suffix(".pdf")) == text_of(own)
    times, sizes = run_bare(site, [first / "index.html"])
    assert len(times) == 1 and sizes[0] > own.stat().st_size
    assert edit_and_build(site, issue) > 0
    assert "此事仍在继续办理。" in (first / "index.html").read_text(encoding="utf-8")


def test_a_whole_run_prints_all_figures(faces: Faces) -> None:
    said: list[str] = []
    lines = run(2, said.append)
    assert said[0] == "正在量程序的启动……"
    assert said[-1] == "正在量其余各项……"
    assert any(line.startswith("共 2 期，每期 4 页；") for line in lines)
    assert sum(line.endswith("达到") for line in lines) == 5


def test_a_program_that_fails_is_named() -> None:
    with pytest.raises(BenchFailed, match=r"^编印没有运行成功：\n没有这样的事"):
        python("编印", "-c", "import sys; sys.exit('没有这样的事')")


def test_one_issue_is_long() -> None:
    long, other = make_issues(2, long=1)
    assert other == make_issues(2)[1]
    assert len(long.stories) == 2 * len(make_issues(1)[0].stories)


def test_an_edit_changes_a_number_in_one_sentence(tmp_path: Path) -> None:
    edited = write_small(tmp_path / "site", 1)
    reports = tmp_path / "site" / "content" / "reports" / "2021"
    names = sorted(path.name for path in reports.iterdir())
    before = edited.save(1)
    first = {path.name: path.read_text(encoding="utf-8") for path in reports.iterdir()}
    assert edited.save(2) >= before
    second = {path.name: path.read_text(encoding="utf-8") for path in reports.iterdir()}
    assert sorted(first) == sorted(second) == names
    changed = [name for name in names if first[name] != second[name]]
    assert len(changed) == 1
    assert second[changed[0]] == first[changed[0]].replace("第00001次回访", "第00002次回访")
    assert typst_source(edit(edited.issue, 2), FAMILIES).count(marker(2)) == 1


def test_the_large_site_has_a_ledger_and_no_errors(tmp_path: Path) -> None:
    edited = write_large(tmp_path / "site", 13, 1000)
    gathered, findings = gather(edited.folder)
    assert findings == []
    assert gathered is not None and gathered.ledger is not None
    keys = [issue.key for issue in gathered.content.issues]
    assert len(keys) == 13 and edited.key in keys
    assert keys.count("yuebao/2025-02") == keys.count("yuebao/2026-01") == 1


def test_shares_of_times() -> None:
    times = Times(tuple(float(number) for number in range(1, 51)))
    assert (times.share(50), times.share(95), times.share(100)) == (25.0, 48.0, 50.0)
    assert Times((7.0,)).share(50) == 7.0


def test_the_preview_stands_beside_its_aims() -> None:
    rows = preview_figures(PREVIEW)
    assert [row.met for row in rows if row.aim is not None] == [
        *(True, True, True, False, True),
        *(True, False, False, True, False),
        False,
    ]
    told = [line.split() for line in told_lines(PREVIEW)]
    assert [
        "150",
        "期，保存到网页，p50",
        "60",
        "毫秒",
        "目标",
        "100",
        "毫秒",
        "0.60",
        "≤1.00",
        "达到",
    ] in told
    assert [
        *("1500", "期、100,000", "行，保存到印出来的页，p50", "420", "毫秒"),
        *("150", "期", "300", "毫秒", "1.40", "≤1.30", "未达到"),
    ] in told
    assert [
        *("改了", "2000", "次以后的内存", "345", "MB"),
        *("改了", "10", "次以后", "300", "MB", "1.15", "≤1.10", "未达到"),
    ] in told
    without = preview_figures(replace(PREVIEW, memory=None))
    assert len(without) == len(rows) - 1 and not any("内存" in row.name for row in without)


@pytest.mark.skipif(browser_path() is None, reason="没有浏览器，不做浏览器测试")
def test_the_preview_is_measured(tmp_path: Path, faces: Faces) -> None:
    pytest.importorskip("playwright.sync_api", reason="没有装 playwright，不做浏览器测试")
    sites = [write_small(tmp_path / "site", 1), write_small(tmp_path / "other", 1)]
    edited, said = sites[0], list[str]()
    assert min(build_again(site.folder, 1, 1, said.append) for site in sites) > 0
    webs, printed = edit_in_turn(sites, Counts(saves=2, warm=1), said.append)
    assert [len(times.values) for times in (*webs, *printed)] == [2] * 4
    assert min(time for times in (*webs, *printed) for time in times.values) > 0
    assert said[-1] == "各改 2 次，看印出来的页什么时候变……"
    assert read_manifest(edited.folder / "output").entries[edited.key].pages == LONG_PAGES
    memory = memory_of(edited, 2, said.append, first=1)
    assert memory is None or (min(memory.early, memory.late) > 50e6 and memory.edits == 2)
    assert len(typst_times(edited, faces_in(tmp_path / "fonts"), 1, 2)) == 2


def test_a_watch_and_its_processes_are_ended(site: Path) -> None:
    with watching(site) as begun:
        assert not begun.view()["busy"]
        assert begun.memory() > 50e6 or sys.platform != "linux"
    assert begun.process.returncode is not None
    # A process that is at work when the program ends notices it by itself, a moment later.
    end = time.monotonic() + 10
    while begun.memory() and time.monotonic() < end:
        time.sleep(0.05)
    assert begun.memory() == 0
    with pytest.raises(BenchFailed, match=r"^预览没有回答（/api/view：.*）。它最后说：\n"):
        begun.view()


def test_what_is_missing_for_the_preview_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.bench.preview_browser.browser_path", lambda: None)
    with pytest.raises(BenchFailed, match=r"^没有找到浏览器 Chromium，量不了预览。"), open_browsers(1):
        pass
    monkeypatch.setattr("sys.executable", "false")
    with pytest.raises(BenchFailed, match=r"^预览没有开起来。"), watching(tmp_path):
        pass
