"""What a build does over again: for each kind of thing that can change, exactly the outputs that it is in.

Every case says which files have other bytes than before and how many PDFs were set. That what comes out is
what a clean build gives is held by `test_incremental_sequences`.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import incremental_made as made
import pytest
from click.testing import CliRunner
from conftest import picture
from incremental_made import clean_build, copy_of, differing, make, marks, outputs, replace

from generator.build.again import unchanged
from generator.build.cache import cache_folder
from generator.build.digests import Digests
from generator.build.finding_json import finding_data, finding_of
from generator.build.layouts import read_layouts
from generator.build.pool import Crew
from generator.build.workshop import Made, Order, Workshop
from generator.cli import main
from generator.diagnostics import Diagnostic, ordered
from generator.model.kinds import SHIPPED
from generator.pipeline import build
from generator.setup.faces import face_folder
from generator.typeset.faces import resolve_faces
from generator.typeset.fontconfig import face_files, installed_families, use_fontconfig
from generator.typeset.machine import face_places, machine_digest

# The outputs by short names.
PLACES = {
    "jianbao/2022/05/": "5",
    "jianbao/2022/06/": "6",
    "jianbao/2022/07/": "7",
    "jianbao/2022/08/": "8",
    "dongtai/2022/01/": "D1",
    "dongtai/2022/02/": "D2",
}
PDFS = 8
"""5, 6, 7, D1 with one 交办单, D2 with two."""


def short(path: str) -> str:
    for place, name in PLACES.items():
        if path.startswith(place):
            rest = path.removeprefix(place)
            if "交办单/" in rest:
                return f"{name} {rest.partition('-')[2].removesuffix('.pdf')}"
            return f"{name} {'media' if rest.startswith('media/') else rest.rpartition('.')[2]}"
    return {"index.html": "index", ".manifest.json": "manifest"}.get(path, path.removeprefix("assets/"))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("incremental")


@pytest.fixture(scope="module")
def base(scratch: Path) -> Path:
    """The site, built once; every test works on a copy, which is the site moved to another folder."""
    site = made.write(scratch / "base", made.FILES)
    outcome = make(site)
    assert (len(outcome.made), outcome.set_now) == (5, PDFS)
    assert [finding.code for finding in outcome.findings] == ["report-unused"]
    return site


@pytest.fixture
def site(base: Path, scratch: Path) -> Iterator[Path]:
    copy = copy_of(base, scratch / "site")
    yield copy
    shutil.rmtree(copy)


@dataclass(frozen=True)
class Case:
    """An edit, the outputs with other bytes after it (by short names), and how many PDFs are set."""

    edit: Callable[[Path], object]
    changed: set[str]
    set_now: int


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda site: replace(site, name, old, new)


def put(name: str, text: str | bytes | None) -> Callable[[Path], Path]:
    return lambda site: made.write(site, {name: text})


def own_template(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A shipped template put into the site, with one change."""

    def change(site: Path) -> None:
        text = (SHIPPED / name).read_text(encoding="utf-8")
        assert old in text
        made.write(site, {f"templates/{name}": text.replace(old, new, 1)})

    return change


def renamed(old: str, new: str) -> Callable[[Path], Path]:
    return lambda site: (site / old).rename(site / new)


A, C, D = (f"content/reports/{name}.md" for name in "acd")
SEVENTH = "content/issues/jianbao/2022-07.yaml"
LEDGER, LIST = "content/requests/a.csv", "content/lists/wenti.yaml"
EIGHTH = made.issue(8, "2022-06-27", "2022-06-20 至 2022-06-26", "{名称: 工作部署, 文章: [reports/d.md]}")

CASES = {
    "a report's body": Case(edit(A, "当场答复", "当天答复"), {"5 html", "5 pdf"}, 1),
    "a report's title": Case(edit(A, "走进企业", "走访企业"), {"5 html", "5 pdf", "index", "manifest"}, 1),
    "a report's tags, by which an issue chooses": Case(
        edit(D, "简讯", "基层"), {"6 html", "6 pdf", "index", "manifest"}, 1
    ),
    "a report's tags that nobody asks for": Case(edit(A, "惠企", "助企"), set(), 0),
    "a report's 栏目 that nobody asks for": Case(edit(A, "标签:", "栏目: 动态\n标签:"), set(), 0),
    # It is printed under its report; the ledger has none of its requests.
    "a unit's name": Case(
        edit("content/units.yaml", "市经济和信息化局", "市工业和信息化局"), {"5 html", "5 pdf"}, 1
    ),
    "a unit's short name, which no page prints": Case(
        edit("content/units.yaml", "简称: 市经信局", "简称: 市工信局, 曾用名: [市经信局]"), set(), 0
    ),
    "a unit that no issue prints": Case(edit("content/units.yaml", "份数: 2", "份数: 3"), set(), 0),
    "one unit more": Case(
        put("content/units.yaml", made.UNITS + "- {名称: 市林业局, 类别: 市直}\n"),
        set(),
        0,
    ),
    "a photo": Case(
        put("content/media/a.png", picture("PNG", (50, 50))), {"5 html", "5 pdf", "5 media", "manifest"}, 1
    ),
    "a photo's caption": Case(edit(A, "座谈会现场", "座谈会"), {"5 html", "5 pdf"}, 1),
    "a photo that no page shows": Case(put("content/media/b.png", picture("PNG")), set(), 0),
    "a shared template": Case(
        put("templates/shared/foot.html", "<footer>本办自己的版记</footer>"),
        {"5 html", "6 html", "7 html", "D1 html", "D2 html", "5 pdf", "6 pdf", "7 pdf", "D1 pdf", "D2 pdf"},
        5,
    ),
    "a template of one kind": Case(
        own_template("jianbao/bulletin.html", "{% extends", "{# 本办 #}{% extends"), set(), 0
    ),
    "an own template": Case(
        edit("templates/suqiu-dongtai/outline.yaml", "新受理诉求", "新收诉求"),
        {"D1 html", "D1 pdf", "D2 html", "D2 pdf", "index", "manifest"},
        2,
    ),
    "the style sheet of the screen": Case(
        own_template("shared/screen.css", "{", "{ /* 本办 */ "), {"screen.css"}, 0
    ),
    "the style sheet of paper": Case(
        own_template("shared/print.css", "orphans: 2", "orphans: 1"), {"print.css"}, PDFS
    ),
    # Its content is printed in the issue of its month, and not on the 交办单 of its unit.
    "a ledger row": Case(edit(LEDGER, "路灯坏了三盏", "路灯坏了四盏"), {"D2 html", "D2 pdf"}, 1),
    # One 交办单 goes, and the number in the name of the other is another.
    "a ledger row's status": Case(
        edit(LEDGER, "三盏。,办理中,", "三盏。,已办结,2022-06-20"),
        {"D2 html", "D2 pdf", "D2 市水利局", "D2 澄湖区", "manifest"},
        2,
    ),
    "a ledger row that no issue prints": Case(edit(LEDGER, "水费怎么交", "水费交到哪"), set(), 0),
    "a list": Case(edit(LIST, "更换老旧水管", "更换旧水管"), {"D1 html", "D1 pdf", "D2 html", "D2 pdf"}, 2),
    "a publication's name": Case(
        edit("site.yaml", "名称: 工作简报", "名称: 工作通报"),
        {"5 html", "6 html", "7 html", "5 pdf", "6 pdf", "7 pdf", "index", "manifest"},
        3,
    ),
    "a comment in site.yaml": Case(edit("site.yaml", "刊物:", "刊物:   # 两种"), set(), 0),
    "a report added that nobody chooses": Case(put("content/reports/e.md", made.REPORT_D), set(), 0),
    "a report added that an issue chooses": Case(
        put("content/reports/e.md", made.REPORT_B.replace("走访农户", "抗旱保苗")),
        {"6 html", "6 pdf", "index", "manifest"},
        1,
    ),
    "a report renamed": Case(renamed(D, "content/reports/e.md"), set(), 0),
    "an issue added": Case(
        put("content/issues/jianbao/2022-08.yaml", EIGHTH),
        # Its neighbour's page gets a link; what is printed of the neighbour does not.
        {"8 html", "8 pdf", "7 html", "index", "manifest"},
        1,
    ),
    "an issue's file renamed": Case(
        # The number is in the file; the issue's key changes with the name, and the manifest tells it.
        renamed(SEVENTH, "content/issues/jianbao/qi.yaml"),
        {"manifest"},
        0,
    ),
    "the last issue removed": Case(put(SEVENTH, None), {"7 html", "7 pdf", "6 html", "index", "manifest"}, 0),
    "an issue renumbered": Case(
        edit(SEVENTH, "期号: 7", "期号: 8"),
        {"7 html", "7 pdf", "8 html", "8 pdf", "6 html", "index", "manifest"},
        1,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_exactly_the_right_outputs_change(name: str, site: Path) -> None:
    case = CASES[name]
    before = outputs(site)
    case.edit(site)
    outcome = make(site)
    after = outputs(site)
    assert [finding.message for finding in outcome.findings if finding.severity == "error"] == []
    assert {short(path) for path in differing(before, after)} == case.changed
    assert outcome.set_now == case.set_now


def test_a_second_build_writes_nothing_and_sets_nothing(site: Path) -> None:
    """Moved to another folder the site is built once more, and every file of the output stays as it is."""
    folders = (site / "output", site / "content")
    before = marks(*folders)
    outcome = make(site)
    assert (outcome.again, outcome.set_now, outcome.written) == (False, 0, 0)
    outcome = make(site)
    assert (outcome.again, outcome.set_now, outcome.written) == (True, 0, 0)
    assert marks(*folders) == before


def test_a_touch_changes_nothing(site: Path) -> None:
    make(site)
    before = marks(site / "output")
    for path in (site / "content").rglob("*"):
        path.touch()
    outcome = make(site)
    assert (outcome.again, outcome.set_now, outcome.written) == (False, 0, 0)
    assert marks(site / "output") == before
    assert make(site).again


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda pdf: pdf.unlink(), id="deleted"),
        pytest.param(lambda pdf: pdf.write_bytes(pdf.read_bytes()[:99]), id="truncated"),
        pytest.param(lambda pdf: pdf.write_bytes(pdf.read_bytes().replace(b"%PDF", b"%PDQ")), id="edited"),
    ],
)
def test_what_was_done_to_the_output_by_hand_is_undone(site: Path, harm: Callable[[Path], object]) -> None:
    make(site)
    before = outputs(site)
    for path in ("dongtai/2022/02/诉求动态2022年第2期.pdf", "jianbao/2022/05/index.html", "index.html"):
        harm(site / "output" / path) if path.endswith(".pdf") else (site / "output" / path).write_text("x")
    outcome = make(site)
    assert (outcome.set_now, outcome.written) == (1, 3)
    assert outputs(site) == before
    assert make(site).again


def test_each_pdf_is_set_alone_as_it_was_among_the_others(site: Path) -> None:
    """What a process has set before leaves no trace: not the order in which it met the faces either."""
    before = outputs(site)
    for pdf in sorted((site / "output").rglob("*.pdf")):
        pdf.unlink()
        assert make(site).set_now == 1
        assert differing(outputs(site), before) == set()


def test_without_the_cache_all_is_set_again_and_nothing_written(site: Path) -> None:
    before = marks(site / "output")
    shutil.rmtree(site / ".cache")
    outcome = make(site)
    assert (outcome.set_now, outcome.written) == (PDFS, 0)
    assert marks(site / "output") == before


@pytest.mark.parametrize("name", ["last.json", "layouts.jsonl", "digests.json"])
@pytest.mark.parametrize("text", ["", "[]", '{"version": 1}', '{"version": 1, "files": 3}\n{"vers'])
def test_a_cache_that_cannot_be_read_counts_as_none(site: Path, name: str, text: str) -> None:
    cache = cache_folder(site, site / "output")
    (cache / name).write_text(text, encoding="utf-8")
    assert unchanged(site, site / "output") is None
    assert read_layouts(cache) == {} or name != "layouts.jsonl"
    assert Digests(cache).of(site / "site.yaml") == hashlib.sha256(made.SITE.encode()).hexdigest()


def test_after_clean_all_is_there_again(site: Path) -> None:
    before = outputs(site)
    shutil.rmtree(site / "output")
    shutil.rmtree(site / ".cache")
    make(site)
    assert outputs(site) == before


def command(site: Path, *more: str) -> tuple[int, str]:
    """Exit status of the command and what it prints but for its last lines, which tell the time it took."""
    result = CliRunner().invoke(main, ["build", "--site", str(site), "--jobs", "1", *more])
    return result.exit_code, result.output


def findings_of(printed: str) -> str:
    """What is printed before the summary, but for the progress of long work."""
    told = printed.partition("\n编出")[0].partition("\n同上次编的一样")[0]
    return "".join(line for line in told.splitlines(True) if not line.startswith("已处理"))


def test_errors_and_warnings_are_told_again_word_for_word(site: Path) -> None:
    replace(site, A, "单位: 市经信局", "单位: 市经性局")
    replace(site, LEDGER, "办理中", "在办")
    time.sleep(0.03)
    first, second = command(site), command(site)
    assert first[0] == second[0] == 1
    assert "编出 4 期" in first[1]
    assert "同上次编的一样，没有要做的：4 期，共 4 页，交办单 3 张，都在原处" in second[1]
    assert findings_of(first[1]) == findings_of(second[1])
    assert f"{A}:3:5 错误" in first[1] and f"{LEDGER}:3:" in first[1]
    assert "有 1 期没有编（原来的成品还在）：jianbao/2022-05" in second[1]
    assert command(site, "--format", "json")[0] == 1
    replace(site, A, "单位: 市经性局", "单位: 市经信局")
    time.sleep(0.03)
    assert (command(site)[0], command(site)[0]) == (0, 0)


def test_after_figures_were_recorded_there_is_nothing_to_do(site: Path, scratch: Path) -> None:
    """The record is read by the next build; what it sets from it is what was set from the ledger."""
    issue = "content/issues/dongtai/2022-01.yaml"
    made.write(site, {issue: made.monthly(1, "2022-06-01") + "状态: 定稿\n"})
    outcome = make(site)
    assert outcome.recorded == ["dongtai/2022-01"]
    before = marks(site / "output", site / "content")
    again = make(site)
    assert again.again and again.recorded == []
    assert ordered(again.findings) == ordered(outcome.findings)
    shutil.rmtree(site / ".cache")
    full = make(site)
    assert (full.set_now, full.written, full.recorded) == (PDFS, 0, [])
    assert ordered(full.findings) == ordered(outcome.findings)
    assert marks(site / "output", site / "content") == before


def test_what_changes_while_a_build_is_at_work_is_built_by_the_next(site: Path) -> None:
    replace(site, A, "当场", "当天")
    time.sleep(0.03)
    outcome = build(
        site,
        site / "output",
        jobs=1,
        progress=lambda *_: made.write(site, {A: made.REPORT_A + "\n又一句。\n"}),
    )
    assert outcome.made
    again = make(site)
    assert not again.again
    assert "又一句" in (site / "output/jianbao/2022/05/index.html").read_text(encoding="utf-8")


def test_a_file_whose_name_is_no_text_breaks_nothing(site: Path) -> None:
    """As it comes out of an archive that was packed elsewhere."""
    (site / os.fsdecode(b"content/reports/\xb9\xa4.md")).write_text(made.REPORT_D, encoding="utf-8")
    assert not make(site).again
    assert make(site).again


@pytest.mark.parametrize(
    "place",
    ["content/media/.a.png", "content/media/.more/a.png"],
    ids=["a hidden photo", "in a hidden folder"],
)
def test_a_hidden_photo_that_is_shown_is_looked_at(site: Path, place: str) -> None:
    made.write(site, {place: picture("PNG")})
    replace(site, A, "media/a.png", place.removeprefix("content/"))
    assert make(site).set_now == 0  # the same picture
    made.write(site, {place: picture("PNG", (70, 40))})
    assert make(site).set_now == 1


def test_templates_behind_a_link_are_looked_at(site: Path, scratch: Path) -> None:
    """An office may share the templates of several sites, and link each site's folder to them."""
    shared = scratch / "shared-templates"
    made.write(shared, {"foot.html": "<footer>甲的版记</footer>"})
    (site / "templates/shared").symlink_to(shared, target_is_directory=True)
    (site / "templates/round").symlink_to(site / "templates", target_is_directory=True)
    assert make(site).set_now == 5
    assert make(site).again
    made.write(shared, {"foot.html": "<footer>乙的版记</footer>"})
    assert make(site).set_now == 5
    shutil.rmtree(shared)


def test_a_template_that_was_looked_for_and_not_found(site: Path) -> None:
    """The file appears with an old time, as after unpacking: that it is there is enough."""
    make(site)
    made.write(site, {"templates/shared/note.html": "<div>{{ bulletin.note }}</div>"})
    os.utime(site / "templates/shared/note.html", (0, 0))
    assert not make(site).again


class Eager(Crew):
    """Makes all issues before any of them is written, as many processes at once may do."""

    def make_all(self, workshop: Workshop, orders: Iterable[Order]) -> Iterator[Made]:
        return iter(list(super().make_all(workshop, orders)))


def test_issues_that_change_places_keep_their_files(
    site: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file now has what the other had: both PDFs stand, and neither may go with its former owner."""
    names = [f"content/issues/jianbao/2022-{number}.yaml" for number in ("05", "07")]
    five, seven = [(site / name).read_bytes() for name in names]
    made.write(site, {names[0]: seven, names[1]: five})
    monkeypatch.setattr("generator.pipeline.crew", lambda jobs: contextlib.closing(Eager(None)))
    make(site)
    assert outputs(site) == clean_build(site, scratch)


def test_findings_are_kept_with_their_words() -> None:
    finding = Diagnostic("page-remark", data={"text": date(2022, 6, 6)})
    kept = finding_of(json.loads(json.dumps(finding_data(finding))))
    assert (kept.code, kept.place, kept.message) == (finding.code, None, finding.message)


# Faces and the machine


def linked_faces(cache: Path) -> Path:
    """A folder of faces of our own: a copy of one, the others by links."""
    folder = cache / "faces"
    folder.mkdir(parents=True)
    for face in face_folder().iterdir():
        (folder / face.name).symlink_to(face)
    own = folder / "FandolFang-Regular.otf"
    own.unlink()
    shutil.copyfile(face_folder() / own.name, own)
    return own


def program(site: Path, cache: Path) -> str:
    """What the command prints, run as a process that finds its faces in `cache`."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--site", str(site), "--jobs", "1"],
        env={**os.environ, "JIANBAO_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_face_that_changes_has_all_pdfs_set_again(tmp_path: Path) -> None:
    site = made.write(tmp_path / "site", {name: made.FILES[name] for name in FEW})
    own = linked_faces(tmp_path / "cache")
    assert "重新排版 1 份 PDF" in program(site, tmp_path / "cache")
    assert "没有要做的：1 期" in program(site, tmp_path / "cache")
    own.touch()
    assert "重新排版 0 份 PDF" in program(site, tmp_path / "cache")
    # Bytes after the last table say nothing; the digest is another.
    own.write_bytes(own.read_bytes() + b"\0" * 4)
    assert "重新排版 1 份 PDF" in program(site, tmp_path / "cache")
    # Other places of faces, where nothing that the last build read has changed.
    linked_faces(tmp_path / "other")
    printed = program(site, tmp_path / "other")
    assert "没有要做的" not in printed and "重新排版 1 份 PDF" in printed


FEW = ("site.yaml", "content/units.yaml", A, "content/media/a.png", "content/issues/jianbao/2022-05.yaml")


def test_all_that_decides_the_look_is_in_the_digest_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use_fontconfig(tmp_path)
    faces, _ = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())
    assert faces is not None

    def digest_of(path: Path) -> str:
        return path.name

    first = machine_digest(faces, digest_of)
    assert machine_digest(faces, digest_of) == first
    known = face_files()
    (file, *_) = known[faces.marks[0]]
    marked = dataclasses.replace(faces, marks=faces.marks[::-1])
    fewer = dataclasses.replace(faces, marks=faces.marks[:1], stacks={"仿宋": faces.marks[:1]})
    others = {
        "a face": machine_digest(faces, lambda path: "other" if path == file else path.name),
        "the program": machine_digest(faces, lambda path: "other" if path.name == "fit.py" else path.name),
        "the order of faces for marks": machine_digest(marked, digest_of),
        "fewer faces": machine_digest(fewer, digest_of),
    }
    monkeypatch.setattr("generator.typeset.machine.version", lambda name: "0")
    others["a library"] = machine_digest(faces, digest_of)
    monkeypatch.undo()
    monkeypatch.setattr("zlib.ZLIB_RUNTIME_VERSION", "0")
    others["what packs streams"] = machine_digest(faces, digest_of)
    assert len({first, *others.values()}) == 1 + len(others)


def test_folders_of_faces_are_looked_at_below_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faces, _ = resolve_faces(SHIPPED / "shared" / "faces.yaml", installed_families())
    assert faces is not None
    (tmp_path / "faces" / "empty" / "deep").mkdir(parents=True)
    monkeypatch.setenv("JIANBAO_CACHE", str(tmp_path))
    places = face_places(faces)
    assert {tmp_path / "faces", tmp_path / "faces/empty", tmp_path / "faces/empty/deep"} <= set(places)
    assert {file for family in faces.marks for file in face_files()[family]} <= set(places)


def test_of_a_file_that_has_not_changed_the_digest_is_not_taken_again(tmp_path: Path) -> None:
    file = tmp_path / "face"
    file.write_bytes(b"1")
    os.utime(file, (1, 1))
    settled = time.time() + 2.1 - (time.time() - file.stat().st_ctime)
    digests = Digests(tmp_path)
    first = digests.of(file)
    digests.store()
    assert not (tmp_path / "digests.json").exists() or "face" not in (tmp_path / "digests.json").read_text()
    time.sleep(max(0.0, settled - time.time()))
    digests = Digests(tmp_path)
    assert digests.of(file) == first
    digests.store()
    reads: list[Path] = []
    real = Path.open
    later = Digests(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Path, "open", lambda path, *more, **named: reads.append(path) or real(path, *more, **named)
        )
        assert later.of(file) == first and reads == []
        file.write_bytes(b"2")  # the same size; its times tell
        reads.clear()
        assert later.of(file) != first and reads == [file]
    assert later.of(tmp_path / "none") == ""
