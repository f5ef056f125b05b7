"""What once slipped through a session of the preview, each as a small story."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SITE, UNITS, picture
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
from generator.build.result import Outcome
from generator.load.kept import Kept
from generator.typeset.fontconfig import face_files
from generator.watch import loop as loop_module
from generator.watch.loop import Round, Watch
from generator.watch.rest import Chore
from generator.watch.scope import is_ignored
from generator.watch.state import State

ADDRESS = "澜中区梨树屯3组"
LEDGER = f"编号,受理时间,诉求类型,姓名,住址\n1,2022-05-30,投诉,,{ADDRESS}\n"
OUTLINE = "栏目: [{名称: 概况, 文字: '![图](media/m.jpg) 本期情况如下。', 内容: [关键数字]}]\n"
DONGTAI = SITE + "  suqiu-dongtai: {名称: 公众诉求动态, 类型: 诉求动态, 频次: 周}\n"
WEEK = "期号: 1\n签发日期: 2022-06-06\n报道期间: 2022-05-30 至 2022-06-05\n状态: 草稿\n"


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    with processes(tmp_path_factory.mktemp("crew")) as crew:
        yield crew


def test_an_address_of_the_ledger_typed_in_two_saves_is_found(tmp_path: Path, crew: Crew) -> None:
    put(tmp_path, {**site_files(1), "content/requests/a.csv": LEDGER})
    held = Held(tmp_path, crew, key_of(1))
    held.all()
    first = held.save({report_file("r1"): report("第1次动员会", "会议强调，请到梨树屯3组来。")})
    assert first.made == [key_of(1)]
    held.save({report_file("r1"): report("第1次动员会", f"会议强调，请到{ADDRESS}来。")})
    assert "identifier-of-ledger" in {code for code, _, _ in held.told}
    assert ADDRESS not in held.page(1)
    held.holds_findings()


def test_a_new_issue_renamed_while_it_is_made_loses_nothing(tmp_path: Path, crew: Crew) -> None:
    put(tmp_path, site_files(1))
    held = Held(tmp_path, crew)
    held.all()
    files = {report_file("r2"): report("第2次动员会"), issue_file(9): issue(2, "reports/r2.md")}
    held.begin(files, everything=True)
    held.begin({issue_file(9): None, issue_file(2): issue(2, "reports/r2.md")}, everything=True)
    held.end()
    assert (held.output / JIANBAO / "2022" / "02" / "index.html").is_file()
    assert set(held.session.state.results) == {key_of(1), key_of(2)}
    held.holds()


def test_a_picture_in_the_words_of_an_outline_is_replaced(tmp_path: Path, crew: Crew) -> None:
    files = {
        "site.yaml": DONGTAI,
        "content/units.yaml": UNITS,
        "content/requests/a.csv": LEDGER,
        "content/media/m.jpg": picture(size=(60, 40)),
        "content/issues/suqiu-dongtai/2022-01.yaml": WEEK,
        "templates/suqiu-dongtai/outline.yaml": OUTLINE,
    }
    put(tmp_path, files)
    held = Held(tmp_path, crew)
    held.all()
    before = held.snapshot()
    held.save({"content/media/m.jpg": picture(size=(80, 30))})
    assert held.snapshot() != before
    held.holds()


def test_a_table_of_faces_that_is_wrong_at_the_start_is_mended(tmp_path: Path, crew: Crew) -> None:
    table = "templates/shared/faces.yaml"
    put(tmp_path, site_files(1))
    held = Held(tmp_path, crew)
    put(tmp_path, {table: "仿宋: []\n"})
    # As a start with it would have it.
    held.session.faces = None
    held.begin(everything=True)
    held.save({table: "仿宋: []\n"})
    assert "templates-face-table" in {code for code, _, _ in held.told}
    held.save({table: None})
    held.holds()


def test_a_report_with_a_warning_is_made_only_when_it_changes(tmp_path: Path, crew: Crew) -> None:
    long = "关于进一步深入推进" + "又快又好地" * 12 + "工作"
    put(tmp_path, {**site_files(2), report_file("r1"): report(long)})
    held = Held(tmp_path, crew)
    held.all()
    assert "report-title-long" in {code for code, _, _ in held.told}
    assert held.save({}, everything=True).made == []
    assert held.save({report_file("r1"): report(long, "会议指出。")}).made == [key_of(1)]
    held.holds()


def test_a_broken_issue_with_figures_leaves_the_others_alone(tmp_path: Path, crew: Crew) -> None:
    issues = {
        f"content/issues/suqiu-dongtai/2022-0{number}.yaml": WEEK.replace(
            "期号: 1", f"期号: {number}"
        ).replace("06-06", f"06-0{5 + number}")
        for number in (1, 2, 3)
    }
    put(
        tmp_path,
        {"site.yaml": DONGTAI, "content/units.yaml": UNITS, "content/requests/a.csv": LEDGER, **issues},
    )
    held = Held(tmp_path, crew)
    held.all()
    last = "content/issues/suqiu-dongtai/2022-03.yaml"
    outcome = held.save({last: issues[last] + "坏: [\n"})
    # Its last good page stands, so that its neighbour's link is the same.
    assert outcome.made == []
    held.holds_findings()


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    kept = Kept()
    for name in ("a", "b"):
        kept.keep(name, name, {})
    kept.sweep()
    assert kept.known("a") == "a"
    kept.sweep()
    assert (kept.known("a"), kept.known("b")) == ("a", None)


def test_asking_for_the_faces_again_and_again_takes_no_memory() -> None:
    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    for _ in range(20):
        face_files()
    before = resident()
    for _ in range(60):
        face_files()
    assert resident() - before < 4_000_000


def test_a_site_given_by_way_of_its_neighbour_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "site", site_files(1))
    (tmp_path / "beside").mkdir()
    monkeypatch.chdir(tmp_path / "beside")
    watch = Watch(Path("../site"), Path("../site/output"), lambda done: None, lambda said: None)
    assert watch._site == tmp_path / "site"
    assert watch._view.site == "site"
    assert is_ignored(watch._output)(tmp_path / "site" / "output" / "index.html")


class Tidied:
    """What the loop asks of a session while it waits."""

    def __init__(self) -> None:
        self.times = self.untidy = 0
        self.busy = False

    def tidy(self) -> None:
        self.times, self.untidy = self.times + 1, 0


def test_processes_tidy_up_when_nothing_is_to_be_done(tmp_path: Path) -> None:
    put(tmp_path, site_files(1))
    watch = Watch(tmp_path, tmp_path / "output", lambda done: None, lambda said: None)
    session = Tidied()

    def waited(untidy: int, rest: float, *, busy: bool = False) -> int:
        """How often they tidied up until the next thing came, `rest` seconds after so many jobs."""
        session.untidy, session.times, session.busy = untidy, 0, busy
        watch._rest.put(Chore.TIDY, 0.01)
        threading.Timer(rest, watch.stop).start()
        time.sleep(0.02 if rest == 0 else 0)
        assert watch._wait(session) is None  # type: ignore[arg-type]
        return session.times

    assert [waited(0, 0.1), waited(1, 0.1), waited(1, 0), session.untidy] == [0, 1, 0, 1]
    assert waited(1, 0.1, busy=True) == 0
    assert Chore.TIDY in watch._rest


class Read(Tidied):
    """A session that is proofread."""

    state = State()

    def __init__(self) -> None:
        super().__init__()
        self.left = self.read = 0

    def proofread(self, wanted: Callable[[], bool]) -> bool:
        """One that somebody waits for is broken off."""
        self.read += 1
        return not wanted()


def test_a_window_that_turns_to_another_issue_does_not_keep_the_site_from_being_proofread(
    tmp_path: Path,
) -> None:
    put(tmp_path, site_files(1))
    told: list[Round] = []
    watch = Watch(tmp_path, tmp_path / "output", told.append, lambda said: None)
    session = Read()
    watch._over(session, Outcome(tmp_path / "output"))  # type: ignore[arg-type]
    watch._queue.put(loop_module._Look())
    assert watch._wait(session) is not None  # type: ignore[arg-type]
    assert (session.read, len(told)) == (0, 1)
    threading.Timer(0.3, watch.stop).start()
    assert watch._wait(session) is None  # type: ignore[arg-type]
    assert (session.read, len(told)) == (1, 1)


def test_the_list_waits_until_a_browser_has_painted_the_page(tmp_path: Path) -> None:
    put(tmp_path, site_files(1))
    told: list[Round] = []
    watch = Watch(tmp_path, tmp_path / "output", told.append, lambda said: None)
    session = Read()
    serial = watch._view.serial
    watch._over(session, Outcome(tmp_path / "output"), paint=0.05)  # type: ignore[arg-type]
    assert watch._view.serial == serial and not told
    # Whoever saves before that hears of the build first.
    watch._queue.put(loop_module._Look())
    watch._wait(session)  # type: ignore[arg-type]
    assert watch._view.serial == serial + 1 and len(told) == 1 and Chore.SHOW not in watch._rest
    watch._over(session, Outcome(tmp_path / "output"), paint=0.05)  # type: ignore[arg-type]
    threading.Timer(0.08, watch.stop).start()
    watch._wait(session)  # type: ignore[arg-type]
    assert watch._view.serial == serial + 2 and session.read == 0


def test_a_save_breaks_off_the_proofreading_and_the_next_waits_longer(tmp_path: Path) -> None:
    put(tmp_path, site_files(1))
    told: list[Round] = []
    watch = Watch(tmp_path, tmp_path / "output", told.append, lambda said: None)
    session = Read()
    watch._over(session, Outcome(tmp_path / "output"))  # type: ignore[arg-type]
    proofread = session.proofread

    def slow(wanted: Callable[[], bool]) -> bool:
        time.sleep(0.2)
        watch._queue.put(loop_module._Look())
        return proofread(wanted)

    session.proofread = slow  # type: ignore[method-assign]
    watch._wait(session)  # type: ignore[arg-type]
    assert Chore.PROOFREAD in watch._rest and len(told) == 1 and watch._pause >= 0.4
    session.proofread = proofread  # type: ignore[method-assign]
    threading.Timer(watch._pause + 0.3, watch.stop).start()
    assert watch._wait(session) is None  # type: ignore[arg-type]
    assert Chore.PROOFREAD not in watch._rest and session.read == 2 and watch._pause == loop_module._PAUSE
