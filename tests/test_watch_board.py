"""The board between the builder and the server: what it keeps, whom it tells, who looks at what."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.model.look import Asked, Look
from generator.model.mark import Mark
from generator.watch.board import ASSETS, MOST_ASKED, MOST_ISSUES, PRINT, VIEW, WEB, Board, Event, Print
from generator.watch.encode import ViewText, as_json
from generator.watch.view import FindingView, IssueView, SourceLine, View


def issue(number: int, publication: str = "jianbao", *, secret: bool = False) -> IssueView:
    stem = f"2026-{number:02d}"
    folder = f"{publication}/2026/{number:02d}"
    return IssueView(
        f"{publication}/{stem}",
        publication,
        f"第{number}期",
        "2026-01-05",
        "草稿",
        folder,
        "w",
        "p",
        secret=secret,
    )


def view(*issues: IssueView, serial: int = 1) -> View:
    return View("run", serial, "某某办公室", issues)


def board(*issues: IssueView) -> Board:
    return Board(Path("output"), Path("."), view(*issues))


def heard(made: Board) -> list[Event]:
    events: list[Event] = []
    made.listen(events.append)
    return events


# Events


def test_every_change_is_told_in_order() -> None:
    made = board(issue(1))
    events = heard(made)
    made.put(view(issue(1), serial=2))
    made.put_page("jianbao/2026-01", "w2", "<p></p>")
    made.put_print("jianbao/2026-01", "p2", b"%PDF", {})
    made.put_assets("a2")
    key = "jianbao/2026-01"
    assert events == [Event(VIEW), Event(WEB, key, "w2"), Event(PRINT, key, "p2"), Event(ASSETS, "", "a2")]
    assert made.view.serial == 2


def test_printed_pages_are_told_with_their_signatures_and_pictures() -> None:
    made = board(issue(1))
    events = heard(made)
    looks = (Look("a", 595.28, 841.89), Look("b", 595.28, 841.89))
    made.put_print("jianbao/2026-01", "p2", b"%PDF", {}, looks=looks, pictures={("b", 96): b"PNG"})
    assert events == [Event(PRINT, "jianbao/2026-01", "p2", ("a", "b"), {("b", 96): b"PNG"})]
    assert made.printed("jianbao/2026-01") == Print("p2", b"%PDF", {}, looks)


def test_who_does_not_listen_any_more_hears_nothing() -> None:
    made = board()
    first: list[Event] = []
    end = made.listen(first.append)
    second = heard(made)
    made.put_assets("1")
    end()
    end()
    made.put_assets("2")
    assert [event.version for event in first] == ["1"]
    assert [event.version for event in second] == ["1", "2"]


def test_all_listeners_hear_the_same_order_from_several_threads() -> None:
    made = board()
    first, second = heard(made), heard(made)
    threads = [
        threading.Thread(target=lambda part=part: [made.put_assets(f"{part} {n}") for n in range(200)])
        for part in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(first) == 800
    assert first == second
    for part in range(4):
        numbers = [int(one.version.split()[1]) for one in first if one.version.startswith(f"{part} ")]
        assert numbers == list(range(200))


# What is kept


def test_pages_and_prints_are_kept_as_they_were_put() -> None:
    made = board(issue(1))
    marks = {1: (Mark(72, 100, 400, 20, "content/reports/a.md", 7),)}
    made.put_page("jianbao/2026-01", "w1", "<p>一</p>")
    made.put_page("jianbao/2026-01", "w2", "<p>二</p>")
    made.put_print("jianbao/2026-01", "p1", b"%PDF", marks)
    page, printed = made.page("jianbao/2026-01"), made.printed("jianbao/2026-01")
    assert page is not None and (page.version, page.html) == ("w2", "<p>二</p>")
    assert printed is not None and (printed.version, printed.pdf, printed.marks) == ("p1", b"%PDF", marks)
    assert made.page("jianbao/2026-02") is None
    assert made.printed("jianbao/2026-02") is None


def kept(made: Board) -> set[int]:
    return {n for n in range(1, 60) if f"jianbao/2026-{n:02d}" in made._prints._values}


def put(made: Board, *numbers: int) -> None:
    for number in numbers:
        made.put_print(f"jianbao/2026-{number:02d}", "p", b"%PDF", {})


def test_at_most_twelve_are_kept_and_those_that_were_shown_stay() -> None:
    made = board(*(issue(number) for number in range(1, 60)))
    put(made, *range(1, 6))
    for number in (2, 4):
        made.printed(f"jianbao/2026-{number:02d}")
    made.look("window", "jianbao/2026-59")
    put(made, 59, *range(6, 50))
    assert len(kept(made)) == MOST_ISSUES
    assert {2, 4, 59} <= kept(made)


def test_the_least_recently_shown_goes_first() -> None:
    made = board(*(issue(number) for number in range(1, 60)))
    for number in range(1, 13):
        put(made, number)
        made.printed(f"jianbao/2026-{number:02d}")
    made.printed("jianbao/2026-01")
    made.look("window", "jianbao/2026-30")
    put(made, 30)
    assert kept(made) == {1, *range(3, 13), 30}


def test_what_a_window_shows_is_never_pushed_out() -> None:
    made = board(*(issue(number) for number in range(1, 60)))
    made.look("window", "jianbao/2026-01")
    put(made, 1)
    for number in range(2, 50):
        put(made, number)
        made.printed(f"jianbao/2026-{number:02d}")
    assert 1 in kept(made)
    assert len(kept(made)) == MOST_ISSUES


def test_issues_that_are_gone_or_have_become_secret_are_forgotten() -> None:
    made = board(issue(1), issue(2), issue(3))
    for number in (1, 2, 3):
        key = f"jianbao/2026-{number:02d}"
        made.put_page(key, "w", "<p></p>")
        made.put_print(key, "p", b"%PDF", {})
    made.put(view(issue(1), issue(2, secret=True)))
    assert made.page("jianbao/2026-01") and made.printed("jianbao/2026-01")
    for key in ("jianbao/2026-02", "jianbao/2026-03"):
        assert made.page(key) is None
        assert made.printed(key) is None


def test_a_new_issue_may_be_put_before_the_view_has_it() -> None:
    made = board(issue(1))
    made.put_page("jianbao/2026-02", "w", "<p></p>")
    made.put(replace(made.view, busy=True))
    made.put(view(issue(1)))
    made.put(view(issue(1), issue(2)))
    assert made.page("jianbao/2026-02")


# What may be shown


def test_a_publication_is_open_secret_or_not_known() -> None:
    made = board(issue(1), issue(1, "neican", secret=True), issue(2, "neican"))
    assert made.publication("jianbao") is True
    assert made.publication("neican") is False
    assert made.publication("bieren") is None


def test_issues_are_found_by_key_and_by_folder_but_secret_ones_by_key_only() -> None:
    made = board(issue(1), issue(1, "neican", secret=True), replace(issue(2), folder=""))
    assert made.issue("jianbao/2026-01") == issue(1)
    assert made.issue("neican/2026-01") == issue(1, "neican", secret=True)
    assert made.issue("jianbao/2026-09") is None
    assert made.issue_in("jianbao/2026/01") == "jianbao/2026-01"
    assert made.issue_in("neican/2026/01") == ""
    assert made.issue_in("") == ""


# Who looks at what


def test_the_issues_looked_at_come_the_most_recent_first_and_once() -> None:
    made = board(issue(1), issue(2))
    made.look("a", "jianbao/2026-01")
    leave = made.look("b", "jianbao/2026-02")
    made.look("c", "")
    made.look("d", "jianbao/2026-01")
    assert made.looked_at() == ("jianbao/2026-01", "jianbao/2026-02")
    made.look("a", "jianbao/2026-02")
    assert made.looked_at() == ("jianbao/2026-02", "jianbao/2026-01")
    leave()
    made.look("d", "")
    assert made.looked_at() == ("jianbao/2026-02",)


def test_a_window_that_connected_again_is_not_lost_with_its_old_connection() -> None:
    made = board(issue(1), issue(2))
    old = made.look("a", "jianbao/2026-01")
    new = made.look("a", "jianbao/2026-02")
    assert made.looked_at() == ("jianbao/2026-02",)
    old()
    assert made.looked_at() == ("jianbao/2026-02",)
    new()
    new()
    assert made.looked_at() == ()


def test_the_builder_is_called_when_a_window_shows_another_issue() -> None:
    made = board(issue(1), issue(2))
    calls: list[tuple[str, ...]] = []
    made.on_look = lambda: calls.append(made.looked_at())
    made.look("a", "jianbao/2026-01")
    made.look("a", "jianbao/2026-01")
    made.look("a", "")
    leave = made.look("a", "jianbao/2026-02")
    leave()
    made.look("a", "jianbao/2026-02")
    assert calls == [("jianbao/2026-01",), ("jianbao/2026-02",), ("jianbao/2026-02",)]


def test_the_pages_that_windows_asked_for_last_are_known() -> None:
    made = board(issue(1), issue(2), issue(3))
    first, second, third = (f"jianbao/2026-0{number}" for number in (1, 2, 3))
    assert made.asked(first) == ()
    made.look("a", first)
    for number in range(1, MOST_ASKED + 3):
        made.ask(first, Asked(number, 96, f"s{number}"))
    made.ask(first, Asked(4, 144, "s4b"))
    assert made.asked(first) == (
        Asked(3, 96, "s3"),
        *(Asked(n, 96, f"s{n}") for n in (5, 6)),
        Asked(4, 144, "s4b"),
    )
    made.look("b", second)
    made.ask(second, Asked(1, 96, "s"))
    assert made.asked(first) and made.asked(second)
    made.look("a", third)
    made.ask(third, Asked(1, 96, "s"))
    assert made.asked(first) == () and made.asked(second)


# The view as JSON

texts = st.text(max_size=6)
counts = st.integers(0, 9)
issues = st.builds(
    IssueView,
    texts,
    texts,
    texts,
    texts,
    texts,
    errors=counts,
)
found = st.builds(
    FindingView,
    *(texts, texts, texts, counts, counts, texts, texts),
    around=st.lists(st.builds(SourceLine, counts, texts, st.booleans()), max_size=2).map(tuple),
)
views = st.builds(
    View,
    *(texts, counts, texts),
    issues=st.lists(issues, max_size=4).map(tuple),
    findings=st.lists(found, max_size=2).map(tuple),
    busy=st.booleans(),
)


@given(st.lists(views, min_size=1, max_size=4))
def test_the_view_as_json_is_what_asdict_gives(shown: list[View]) -> None:
    text = ViewText()
    for one in shown:
        wanted = json.loads(json.dumps(asdict(one)))
        assert json.loads(text.of(one)) == wanted
        assert json.loads(as_json(one)) == wanted
        assert text.of(one) is text.of(one)
