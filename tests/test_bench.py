"""The parts of `make bench` on a tiny site. Nothing here looks at how long anything took."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from generator.bench.figures import Measured, figures, seconds, table
from generator.bench.processes import BenchFailed, python
from generator.bench.prose import Paragraph, Table, make_issues
from generator.bench.run import _share, build, edit_and_build, run, run_bare
from generator.bench.site import PUBLICATION, report_markdown, write_site
from generator.bench.typst_run import compile_file, find_faces
from generator.bench.typst_source import escape, typst_source
from generator.load.site import load_site
from generator.model.kinds import SHIPPED
from generator.setup.faces import face_folder, has_chinese_face, known_fonts
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
