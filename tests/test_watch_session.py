"""A session of the preview: what a save makes anew and what it leaves alone, in any order of events, and that
in the end all is as a clean build would have it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import SITE, UNITS, picture
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from watch_made import (
    JIANBAO,
    Held,
    clean_build,
    issue,
    issue_file,
    key_of,
    lives,
    page_file,
    processes,
    put,
    report,
    report_file,
    site_files,
    wait_for,
)

from generator.build.pool import Crew
from generator.model.look import Asked
from generator.typeset.looks import page_looks
from generator.typeset.pictures import page_png
from generator.watch import session as session_module
from generator.watch.board import PRINT, Event

R1, R2, R3 = (report_file(f"r{number}") for number in (1, 2, 3))
PRINT_CSS = Path(__file__).resolve().parents[1] / "templates" / "shared" / "print.css"


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    with processes(tmp_path_factory.mktemp("crew")) as crew:
        yield crew


@pytest.fixture
def held(tmp_path: Path, crew: Crew) -> Held:
    """Three issues, the second looked at, all made."""
    put(tmp_path, site_files())
    held = Held(tmp_path, crew, key_of(2))
    assert sorted(held.all().made) == [key_of(1), key_of(2), key_of(3)]
    assert held.session.left == 0
    return held


@pytest.fixture
def wholes(held: Held, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever the session goes through the whole site."""
    passes: list[int] = []
    gather = session_module.gather

    def counted(*arguments: object) -> object:
        passes.append(1)
        return gather(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(session_module, "gather", counted)
    return passes


def test_the_first_build_is_a_clean_build(held: Held) -> None:
    held.holds()


def test_a_sentence_makes_only_its_own_issue(held: Held, wholes: list[int]) -> None:
    before = held.snapshot()
    outcome = held.save({R1: report("第1次动员会", "会议指出，要走进村庄。")})
    assert (outcome.made, outcome.set_now, wholes) == ([key_of(1)], 1, [])
    after = held.snapshot()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {page_file(1), f"{JIANBAO}/2022/01/工作简报2022年第1期.pdf"}
    assert "走进村庄" in held.page(1)
    held.holds()


def test_a_save_without_a_change_makes_nothing(held: Held, wholes: list[int]) -> None:
    before = {path: path.stat().st_mtime_ns for path in held.output.rglob("*") if path.is_file()}
    outcome = held.save({name: text for name, text in site_files().items() if "reports" in name})
    assert (outcome.made, wholes) == ([], [])
    outcome = held.save({name: text for name, text in site_files().items() if name.endswith(".yaml")})
    assert (outcome.set_now, outcome.written) == (0, 0)
    assert before == {path: path.stat().st_mtime_ns for path in held.output.rglob("*") if path.is_file()}


def test_a_title_changes_the_page_of_all_issues_too(held: Held, wholes: list[int]) -> None:
    outcome = held.save({R1: report("第一次推进会")})
    assert (outcome.made, wholes) == ([key_of(1)], [])
    assert "第一次推进会" in (held.output / "index.html").read_text(encoding="utf-8")
    held.holds()


def test_a_note_makes_only_its_own_issue(held: Held, wholes: list[int]) -> None:
    outcome = held.save({issue_file(3): issue(3, "reports/r3.md", note="这是按语。")})
    assert (outcome.made, wholes) == ([key_of(3)], [])
    assert "这是按语" in held.page(3)
    held.holds()


def test_the_page_that_is_looked_at_is_shown_before_it_is_printed(held: Held) -> None:
    before = held.board.page(key_of(2))
    assert before is not None and "data-source" in before.html
    held.begin({R2: report("第2次动员会", "会议指出，要走进村庄。")})
    shown = held.board.page(key_of(2))
    assert held.session.busy
    assert shown is not None and "走进村庄" in shown.html and f'data-source="{R2}:6"' in shown.html
    assert "走进村庄" not in held.page(2)
    held.end()
    printed, result = held.board.printed(key_of(2)), held.session.state.results[key_of(2)]
    assert printed is not None and printed.pdf.startswith(b"%PDF")
    assert (shown.version, printed.version) == (result.web, result.pages)
    assert any(mark.file == R2 for marks in printed.marks.values() for mark in marks)
    assert (held.output / f"{JIANBAO}/2022/02/工作简报2022年第2期.pdf").read_bytes() == printed.pdf


def test_the_process_draws_the_pages_that_windows_show_and_that_changed(tmp_path: Path, crew: Crew) -> None:
    long = "\n\n".join(
        f"第{number}段。会议强调，要走进企业、走进群众，把问题解决。" * 4 for number in range(12)
    )
    put(tmp_path, site_files() | {R2: report("第2次动员会", long)})
    held = Held(tmp_path, crew, key_of(2))
    held.all()
    printed = held.board.printed(key_of(2))
    assert printed is not None and printed.looks == page_looks(printed.pdf) and len(printed.looks) >= 2
    for number, look in enumerate(printed.looks, start=1):
        held.board.ask(key_of(2), Asked(number, 48, look.signature))
    events: list[Event] = []
    held.board.listen(events.append)
    held.save({R2: report("第2次动员会", long.replace("第0段", "第零段"))})
    (event,) = [one for one in events if one.kind == PRINT]
    after = held.board.printed(key_of(2))
    assert after is not None and after.looks == page_looks(after.pdf)
    assert event.signatures == tuple(look.signature for look in after.looks)
    assert after.looks[0] != printed.looks[0] and after.looks[1:] == printed.looks[1:]
    assert event.pictures == {(after.looks[0].signature, 48): page_png(after.pdf, 1, 48)}
    # An issue that nobody looks at is only written.
    held.board.put_print(key_of(1), "p", b"%PDF", {})
    events.clear()
    held.save({R1: report("第1次动员会", "会议指出，要走进村庄。")})
    (event,) = [one for one in events if one.kind == PRINT]
    assert (event.key, event.signatures, event.pictures) == (key_of(1), (), {})


def test_another_issue_looked_at_gets_its_marks(held: Held) -> None:
    assert held.board.page(key_of(3)) is None
    held.board.look("window", key_of(3))
    page = held.board.page(key_of(3))
    assert page is not None and f'data-source="{R3}:6"' in page.html
    held.end()
    printed = held.board.printed(key_of(3))
    assert printed is not None and printed.marks
    held.holds()


def test_an_issue_looked_at_while_it_waits_gets_its_marks(tmp_path: Path, crew: Crew) -> None:
    put(tmp_path, site_files(6))
    held = Held(tmp_path, crew)
    held.begin(everything=True)
    held.board.look("window", key_of(6))
    held.end()
    page, printed = held.board.page(key_of(6)), held.board.printed(key_of(6))
    assert page is not None and "data-source" in page.html
    assert printed is not None and printed.marks
    held.holds()


def test_what_somebody_looked_at_before_is_not_shown_as_it_was(held: Held) -> None:
    held.board.look("window", key_of(1))
    held.end()
    held.save({R2: report("第2次动员会", "会议指出，要走进村庄。")})
    page, printed, result = (
        held.board.page(key_of(2)),
        held.board.printed(key_of(2)),
        held.session.state.results[key_of(2)],
    )
    assert page is not None and "走进村庄" in page.html and page.version == result.web
    assert printed is not None and printed.version == result.pages


def test_what_is_looked_at_is_made_first(tmp_path: Path, crew: Crew) -> None:
    put(tmp_path, site_files(8))
    held = Held(tmp_path, crew)
    outcome = held.begin(everything=True)
    held.board.look("window", key_of(8))
    held.end()
    # Those that were at work already come before it, and no others.
    assert outcome.made.index(key_of(8)) <= crew.jobs + 2


def test_a_unit_gets_another_name(held: Held) -> None:
    outcome = held.save({"content/units.yaml": UNITS.replace("简称: 市经信局", "简称: 经信局")})
    assert outcome.made == []
    assert {one.severity for one in held.shown.findings} == {"error"}
    assert all(one.stopped for one in held.shown.issues)
    outcome = held.save({"content/units.yaml": UNITS.replace("曾用名: [市经委]", "曾用名: [市工信局]")})
    assert len(outcome.made) == 3
    held.holds()


def test_a_template_of_the_site_comes_changes_and_goes(held: Held) -> None:
    before = held.snapshot()
    name = "templates/shared/print.css"
    css = PRINT_CSS.read_text(encoding="utf-8")
    outcome = held.save({name: css + "\np { color: #900 !important }\n"})
    assert outcome.set_now == 3
    pdf = f"{JIANBAO}/2022/01/工作简报2022年第1期.pdf"
    assert held.snapshot()[pdf] != before[pdf]
    held.holds()
    outcome = held.save({name: css + "\np { color: #090 !important }\n"})
    assert outcome.set_now == 3
    held.holds()
    held.save({name: None})
    assert held.snapshot() == before
    page = "templates/shared/base.html"
    shipped = PRINT_CSS.parent / "base.html"
    held.save({page: shipped.read_text(encoding="utf-8").replace("</body>", "<p>本刊所有</p></body>")})
    assert "本刊所有" in held.page(1) and "本刊所有" in held.page(3)
    held.holds()
    held.save({page: "{% if %}"})
    assert any(one.severity == "error" for one in held.shown.findings)
    assert "本刊所有" in held.page(1)
    held.save({page: None})
    assert held.snapshot() == before


def test_a_template_of_the_page_of_all_issues_that_is_wrong_is_told(held: Held) -> None:
    held.save({"templates/archive/index.html": "{% if %}"})
    assert any(one.severity == "error" for one in held.shown.findings)
    held.save({"templates/archive/index.html": None})
    assert held.shown.findings == ()
    held.holds()


def test_another_table_of_faces_is_taken(held: Held) -> None:
    held.save({"templates/shared/faces.yaml": "这不是一张表"})
    assert [one.code for one in held.shown.findings] == ["templates-face-table"]
    held.save({"templates/shared/faces.yaml": None})
    assert held.shown.findings == ()
    held.holds()


def test_the_site_file_breaks_and_is_mended(held: Held) -> None:
    before = held.snapshot()
    outcome = held.save({"site.yaml": SITE.replace("单位:", "单位：")})
    (finding,) = held.shown.findings
    assert (outcome.made, finding.file, finding.line) == ([], "site.yaml", 1)
    assert all(one.stopped and one.folder for one in held.shown.issues)
    # What is changed meanwhile is not forgotten.
    held.save({R1: report("第1次动员会", "会议指出，要走进村庄。")})
    assert held.snapshot() == before
    outcome = held.save({"site.yaml": SITE})
    assert key_of(1) in outcome.made and outcome.set_now == 1
    assert not any(one.stopped for one in held.shown.issues)
    held.holds()


def test_a_report_that_an_issue_names_is_deleted(held: Held) -> None:
    before = held.snapshot()
    held.save({R1: None})
    assert held.snapshot() == before
    (finding,) = held.shown.findings
    assert (finding.code, finding.file, finding.line) == ("report-missing", issue_file(1), 6)
    first = next(one for one in held.shown.issues if one.key == key_of(1))
    assert first.stopped and first.folder == f"{JIANBAO}/2022/01" and first.errors == 1
    outcome = held.save({R1: site_files()[R1]})
    assert outcome.made == [key_of(1)]
    assert held.snapshot() == before
    held.holds()


def test_a_photo_is_replaced(held: Held) -> None:
    text = report("第1次动员会", "会议强调，要走进企业。\n\n![会场](../media/a.jpg)")
    held.save({R1: text, "content/media/a.jpg": picture(size=(60, 40))})
    media = held.output / JIANBAO / "2022" / "01" / "media"
    before = [path.read_bytes() for path in media.iterdir()]
    outcome = held.save({"content/media/a.jpg": picture(size=(80, 30))})
    assert outcome.made == [key_of(1)]
    assert [path.read_bytes() for path in media.iterdir()] != before
    held.holds()
    # Also where the report is saved as it was, and both are heard of one after the other.
    put(held.site, {"content/media/a.jpg": picture(size=(30, 30)), R1: text})
    held.session.change([held.site / R1])
    held.session.change([held.site / "content/media/a.jpg"])
    held.end()
    held.holds()
    held.save({"content/media/a.jpg": None})
    assert {one.file for one in held.shown.findings} == {R1, issue_file(1)}
    held.save({"content/media/a.jpg": picture(size=(80, 30))})
    held.holds()


def test_an_issue_is_renamed(held: Held) -> None:
    new = f"content/issues/{JIANBAO}/2022-03b.yaml"
    held.save({issue_file(3): None, new: issue(3, "reports/r3.md")})
    assert [one.key for one in held.shown.issues] == [f"{JIANBAO}/2022-03b", key_of(2), key_of(1)]
    held.holds()


def test_two_issues_change_places(held: Held) -> None:
    first, second = issue(1, "reports/r1.md"), issue(2, "reports/r2.md")
    held.save({issue_file(1): second, issue_file(2): first})
    held.holds()
    held.begin({issue_file(1): first, issue_file(2): second})
    held.begin({issue_file(1): second, issue_file(2): first})
    held.begin({issue_file(1): first, issue_file(2): second})
    held.end()
    held.holds()


def test_an_issue_that_turns_out_impossible_is_linked_by_none(held: Held) -> None:
    held.save({R2: report("第2次动员会", "共受理{{没有的数}}件。")})
    assert any(one.stopped for one in held.shown.issues)
    held.save({issue_file(2): None})
    held.save({issue_file(2): issue(2, "reports/r2.md")})
    assert "2022/02" not in held.page(1).replace("\n", "") or "../02/" not in held.page(1)
    held.save({R2: report("第2次动员会")})
    assert "../02/" in held.page(1)
    held.holds()


def test_the_last_of_two_quick_saves_wins(held: Held) -> None:
    for number in (1, 2):
        name = report_file(f"r{number}")
        held.begin({name: report("动员会", "先写了这一句。")})
        assert held.session.busy
        held.begin({name: report("动员会", "后写了这一句。")})
        held.end()
        assert "后写了这一句" in held.page(number)
        held.holds()


def test_a_save_that_undoes_the_one_before_it(held: Held) -> None:
    old = site_files()[R1]
    for _ in range(2):
        held.begin({R1: report("动员会", "先写了这一句。")})
        held.begin({R1: old})
        held.begin({R1: report("动员会", "先写了这一句。")})
        held.one()
        held.begin({R1: old})
        held.end()
        held.holds()
    css = "templates/shared/print.css"
    held.begin({css: PRINT_CSS.read_text(encoding="utf-8") + "p { color: #900 !important }"})
    held.one()
    held.begin({css: None})
    held.begin({css: PRINT_CSS.read_text(encoding="utf-8") + "p { color: #900 !important }"})
    held.one()
    held.begin({css: None})
    held.end()
    held.holds()


def test_a_style_sheet_that_comes_and_goes_at_once(held: Held) -> None:
    time.sleep(0.1)
    held.save({}, everything=True)
    css = "templates/shared/print.css"
    held.begin({css: PRINT_CSS.read_text(encoding="utf-8") + "p { color: #900 !important }"})
    held.begin({css: None})
    held.end()
    held.holds()


def test_a_section_that_loses_its_words_is_told(held: Held, wholes: list[int]) -> None:
    more = "  - {名称: 说明, 文字: 几句话。}\n"
    held.save({issue_file(1): issue(1, "reports/r1.md", more=more)})
    wholes.clear()
    held.save({issue_file(1): issue(1, "reports/r1.md", more=more.replace("几句话", "又几句话"))})
    assert wholes == []
    held.save({issue_file(1): issue(1, "reports/r1.md", more="  - {名称: 说明}\n")})
    assert [one.code for one in held.shown.findings] == ["section-empty"]
    held.holds()


def test_who_took_a_photo_may_be_named_everywhere(held: Held, wholes: list[int]) -> None:
    photo = "[{文件: media/a.jpg, 说明: 会场, 摄影: 李某}]"
    held.save({R1: report("第1次动员会", 图片=photo), "content/media/a.jpg": picture()})
    wholes.clear()
    held.save({R1: report("第1次动员会", 图片=photo.replace("会场", "村口"))})
    assert wholes == []
    held.save({R1: report("第1次动员会", 图片=photo.replace("李某", "周某"))})
    assert len(wholes) == 1
    held.holds()


def test_a_mistake_right_after_a_good_save_is_told(held: Held) -> None:
    put(held.site, {"content/media/x.jpg": b"no picture"})
    wrong = ("共受理{{没有的数}}件。", "会议强调。\n\n![会场](../media/x.jpg)")
    for number in (1, 2):
        name = report_file(f"r{number}")
        for mistake in wrong:
            held.begin({name: report("动员会", "先写了这一句。")})
            held.begin({name: report("动员会", mistake)})
            held.end()
            errors = [one for one in held.shown.findings if one.severity == "error"]
            assert {one.keys for one in errors} == {(key_of(number),)}
            assert [one.key for one in held.shown.issues if one.stopped] == [key_of(number)]
            held.save({name: report("动员会", "改好了。")})
            held.holds()


def test_an_issue_broken_and_mended_while_it_is_made(held: Held) -> None:
    for number in (1, 2):
        held.begin({report_file(f"r{number}"): report("动员会", "先写了这一句。")})
        held.begin({issue_file(number): "期号：1\n"})
        held.begin({issue_file(number): issue(number, f"reports/r{number}.md", note="改好了。")})
        held.end()
        assert "改好了" in held.page(number)
        held.holds()


def test_an_issue_deleted_while_it_is_made_is_gone(held: Held) -> None:
    held.begin({R1: report("动员会", "先写了这一句。")})
    held.begin({R1: None, issue_file(1): None})
    held.end()
    while not held.queue.empty():
        held.one()
    assert not (held.output / page_file(1)).exists()
    held.holds()


def test_saves_during_the_first_build_lose_nothing(tmp_path: Path, crew: Crew) -> None:
    put(tmp_path, site_files(6))
    time.sleep(0.1)  # What was written just now is read again in any case.
    held = Held(tmp_path, crew)
    held.begin(everything=True)
    held.one()
    held.one()
    # A pass through the whole site: what was made so far is on record.
    held.begin({"content/media/a.jpg": picture()})
    held.begin({R1: report("第1次动员会", "会议指出，要走进村庄。")})
    held.end()
    assert len(held.session.state.standing) == 6
    held.holds()
    held.begin({"site.yaml": SITE.replace("频次: 周", "频次: 月")})
    held.one()
    held.begin({"site.yaml": SITE.replace("市领导小组办公室", "市工作小组办公室")})
    held.one()
    held.begin({issue_file(7): issue(7, "reports/r7.md"), report_file("r7"): report("第7次动员会")})
    held.end()
    assert "走进村庄" in held.page(1)
    held.holds()


def test_a_process_is_killed_and_the_preview_goes_on(held: Held, crew: Crew) -> None:
    first = next(iter(crew._pool._processes))  # type: ignore[union-attr]
    held.begin({R1: report("动员会", "先写了这一句。"), R2: report("动员会", "也写了这一句。")})
    os.kill(first, signal.SIGKILL)
    held.end()
    assert held.told == []
    held.holds()
    # At rest too: it is found out only when there is something to do.
    for victim in [pid for pid in crew._pool._processes if lives(pid)][:1]:  # type: ignore[union-attr]
        os.kill(victim, signal.SIGKILL)
    wait_for(lambda: crew._pool._broken)  # type: ignore[union-attr]
    held.save({R1: report("动员会", "又写了这一句。")})
    assert "又写了这一句" in held.page(1)
    held.holds()


def test_an_output_that_cannot_be_written_is_told_and_written_later(held: Held) -> None:
    folder = held.output / JIANBAO / "2022" / "01"
    blocked = folder / "index.html"
    blocked.unlink()
    blocked.mkdir()
    (blocked / "x").touch()
    held.save({R1: report("动员会", "先写了这一句。")})
    assert [one.severity for one in held.shown.findings] == ["error"]
    (blocked / "x").unlink()
    blocked.rmdir()
    held.save({R1: report("动员会", "又写了这一句。")})
    held.holds()


def test_printed_pages_are_shown_where_they_cannot_be_written_and_it_is_told(held: Held) -> None:
    folder = held.output / JIANBAO / "2022" / "02"
    blocked = folder / "index.html"
    blocked.unlink()
    blocked.mkdir()
    (blocked / "x").touch()
    shown_at_finding: list[str] = []
    held.board.listen(lambda event: shown_at_finding.append(event.version) if event.kind == PRINT else None)
    held.save({R2: report("动员会", "先写了这一句。")})
    assert [(one.severity, one.keys) for one in held.shown.findings] == [("error", ())]
    second = next(one for one in held.shown.issues if one.key == key_of(2))
    printed = held.board.printed(key_of(2))
    assert second.stopped and printed is not None and second.pages == printed.version
    assert shown_at_finding == [printed.version]
    (blocked / "x").unlink()
    blocked.rmdir()
    held.save({R2: report("动员会", "又写了这一句。")})
    printed = held.board.printed(key_of(2))
    assert printed is not None and printed.version == held.session.state.results[key_of(2)].pages
    assert not any(one.stopped for one in held.shown.issues)
    held.holds()


def test_printed_pages_are_shown_before_they_are_written(held: Held) -> None:
    pdf = held.output / f"{JIANBAO}/2022/02/工作简报2022年第2期.pdf"
    before = pdf.read_bytes()
    written: list[bytes] = []
    held.board.listen(lambda event: written.append(pdf.read_bytes()) if event.kind == PRINT else None)
    held.save({R2: report("动员会", "写了这一句。")})
    assert written == [before] and pdf.read_bytes() != before


def test_an_output_that_was_deleted_comes_back(held: Held) -> None:
    shutil.rmtree(held.output)
    held.save({}, everything=True)
    held.holds()


def test_a_folder_that_goes_away_while_it_is_read(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    gather = session_module.gather
    calls: list[int] = []

    def gone_once(*arguments: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            raise FileNotFoundError(2, "No such file or directory", "content/reports/2022")
        return gather(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(session_module, "gather", gone_once)
    held.save({}, everything=True)
    assert len(calls) == 2
    held.holds()


def test_a_fault_of_ours_in_the_page_ends_nothing(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*arguments: object) -> str:
        raise RuntimeError("a fault")

    monkeypatch.setattr(session_module, "trace", faulty)
    held.save({R2: report("动员会", "写了这一句。")})
    assert "写了这一句" in held.page(2)
    held.holds()


def test_a_publication_becomes_secret_while_an_issue_is_made(held: Held) -> None:
    secret = SITE.replace("频次: 周", "频次: 周, 密级: 秘密, 保密期限: 1年")
    held.begin({R2: report("动员会", "先写了这一句。")})
    held.begin({"site.yaml": secret})
    while held.session.busy:
        held.one()
        assert not list(held.output.rglob("gongzuo-jianbao/**/index.html"))
    assert all(one.secret for one in held.shown.issues)
    held.holds()


def test_a_restart_shows_what_stands_of_a_broken_issue(held: Held, crew: Crew) -> None:
    put(held.site, {issue_file(1): "期号：1\n"})
    again = Held(held.site, crew)
    again.all()
    first = next(one for one in again.shown.issues if one.key == key_of(1))
    assert (first.stopped, first.folder, first.label) == (True, f"{JIANBAO}/2022/01", "2022年第1期")


def test_settled_files_are_not_read_again(held: Held, wholes: list[int]) -> None:
    """After a save of site.yaml, nothing is made again when something else is saved."""
    held.save({"site.yaml": SITE + "# 一行说明\n"})
    time.sleep(0.1)
    outcome = held.save({"content/media/a.jpg": picture()})
    assert (outcome.made, len(wholes)) == ([], 2)


# ---- any sequence of events

_CSS = PRINT_CSS.read_text(encoding="utf-8")
Step = tuple[list[tuple[str, int]], str]
"""Files saved at once, each as which of its variants, and what happens then."""
# What a file may be, and how many of these go with all the others: with them the site has no errors.
_VARIANTS: dict[str, tuple[int, tuple[str | bytes | None, ...]]] = {
    R1: (
        5,
        (
            report("第1次动员会"),
            report("第1次动员会", "会议指出，要走进村庄。"),
            report("第一次推进会", 副题="副题"),
            report("第1次动员会", day="2022-05-20", 标签="[百日攻坚]"),
            report("第1次动员会", "会议强调。\n\n![会场](../media/a.jpg)"),
            report("第1次动员会").replace("标题:", "标题："),
            report("第1次动员会", "共受理{{没有的数}}件。"),
            report("第1次动员会", "会议强调。\n\n![会场](../media/no.jpg)"),
            None,
        ),
    ),
    R2: (
        4,
        (
            report("第2次动员会"),
            report("第2次动员会", "要走进学校。", 栏目="基层动态"),
            report("第2次动员会", 图片="[{文件: media/a.jpg, 说明: 会场, 摄影: 李某}]"),
            report("第2次动员会", 作者="{通讯员: [周某]}"),
            report("第2次动员会").replace("市经信局", "市经新局"),
            None,
        ),
    ),
    R3: (
        3,
        (
            report("第3次动员会", 栏目="基层动态"),
            report("第三次推进会", "要走进车间。", 栏目="基层动态"),
            report("第3次动员会", day="2022-05-30", 栏目="基层动态"),
            report("第3次动员会", day="2021-05-30", 栏目="基层动态"),
            report("第3次动员会", "联系电话 1380013.", 栏目="基层动态").replace("---\n联", "--\n联"),
        ),
    ),
    report_file("r4"): (2, (None, report("第4次动员会"), report("第4次动员会").replace("日期:", "日期："))),
    issue_file(1): (
        3,
        (
            issue(1, "reports/r1.md"),
            issue(1, "reports/r1.md", note="这是按语。"),
            issue(1, "reports/r1.md", more="  - {名称: 说明, 文字: 几句话。}\n"),
            issue(1, "reports/r1.md", more="  - {名称: 说明}\n"),
            issue(2, "reports/r1.md"),
            "期号：1\n",
            None,
        ),
    ),
    issue_file(2): (
        2,
        (
            issue(2, "reports/r2.md"),
            issue(2, "reports/r2.md", note="又一个按语。"),
            issue(1, "reports/r2.md"),
            issue(2, "reports/r1.md", "reports/r2.md"),
            issue(2, "reports/r4.md"),
        ),
    ),
    issue_file(3): (1, (issue(3), issue(3, note="按规则选。"), issue(3, "reports/r3.md"), None)),
    f"content/issues/{JIANBAO}/2022-04.yaml": (1, (None, issue(4, "reports/r4.md"), issue(3), issue(4))),
    "site.yaml": (
        2,
        (
            SITE,
            SITE.replace("市领导小组办公室", "市工作小组办公室"),
            SITE.replace("频次: 周", "频次: 周, 密级: 秘密, 保密期限: 1年"),
            SITE.replace("单位:", "单位："),
        ),
    ),
    "content/units.yaml": (2, (UNITS, UNITS.replace("市经委", "市工信局"), UNITS.replace("类别", "类型"))),
    "content/media/a.jpg": (2, (picture(), picture(size=(80, 30)), b"no picture", None)),
    "templates/shared/print.css": (2, (None, _CSS + "\np { color: #900 !important }\n", "p {")),
    "templates/shared/screen.css": (2, (None, "p { color: #333 }\n")),
}
_EDITS = st.sampled_from(
    [(name, number) for name, (_, variants) in _VARIANTS.items() for number in range(len(variants))]
)
_STEPS = st.lists(
    st.tuples(
        st.lists(_EDITS, min_size=1, max_size=3),
        st.sampled_from(["go on", "wait for one", "wait", "look at 1", "look at 3", "touch"]),
    ),
    min_size=10,
    max_size=18,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_whatever_happens_it_ends_as_a_clean_build_would(crew: Crew, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        put(site, {name: variants[0] for name, (_, variants) in _VARIANTS.items()})
        held = Held(site, crew, key_of(2))
        held.begin(everything=True)
        now = dict.fromkeys(_VARIANTS, 0)
        for edits, then in steps:
            now |= dict(edits)
            held.begin({name: _VARIANTS[name][1][number] for name, number in edits})
            if then.startswith("look"):
                held.board.look("window", key_of(int(then[-1])))
            if then == "touch":
                held.begin({edits[0][0]: _VARIANTS[edits[0][0]][1][now[edits[0][0]]]})
            if then == "wait for one" and held.session.busy:
                held.one()
            if then == "wait":
                held.end()
        held.end()
        _, findings = clean_build(site)
        assert held.told == findings
        # All mistakes are mended, one after the other.
        for name, (sound, variants) in _VARIANTS.items():
            if now[name] >= sound:
                held.begin({name: variants[0]})
        held.end()
        held.holds()
