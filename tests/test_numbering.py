"""Numbers of issues."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from compile_made import PUBLICATION, codes, issue, site, told
from hypothesis import given
from hypothesis import strategies as st

from generator.compile.numbering import number_issues
from generator.compile.numbers import Numbers, folder, pdf_name
from generator.diagnostics import Diagnostic
from generator.model.content import LoadedIssue


def number(
    *issues: LoadedIssue, broken: tuple[str, ...] = (), **keys: Any
) -> tuple[dict[str, str], frozenset[str], list[Diagnostic]]:
    """The masthead's number line by file name, stopped keys, findings."""
    numbers, stopped, findings = number_issues("jb", issues, site({"jb": PUBLICATION | keys}), broken)
    return {key.partition("/")[2]: own.number_line for key, own in numbers.items()}, stopped, findings


def test_left_out_numbers_follow_date_then_file_name() -> None:
    lines, stopped, findings = number(
        issue("c", "2022-01-10"), issue("b", "2022-01-17"), issue("a", "2022-01-17"), first_total=70
    )
    assert lines == {"c": "第1期（总第70期）", "a": "第2期（总第71期）", "b": "第3期（总第72期）"}
    assert (stopped, findings) == (frozenset(), [])


def test_numbers_begin_again_with_the_year_and_totals_go_on() -> None:
    lines, _, findings = number(
        issue("2022-51", "2022-12-19", number=51, total=120),
        issue("2022-52", "2022-12-26"),
        issue("2023-01", "2023-01-02"),
    )
    assert list(lines.values()) == ["第51期（总第120期）", "第52期（总第121期）", "第1期（总第122期）"]
    assert findings == []


def test_a_written_number_and_total_set_the_count_for_what_follows() -> None:
    lines, _, findings = number(
        issue("a", "2022-06-06", number=5, total=78),
        issue("b", "2022-06-13"),
        issue("c", "2022-06-20", number=7),
    )
    assert list(lines.values()) == ["第5期（总第78期）", "第6期（总第79期）", "第7期（总第80期）"]
    assert findings == []


def test_supplements_are_numbered_on_their_own_and_take_no_total() -> None:
    lines, _, findings = number(
        issue("a", "2022-06-06"),
        issue("s1", "2022-06-08", supplement=True),
        issue("b", "2022-06-13"),
        issue("s2", "2022-06-15", supplement=True, total=3),
        issue("c", "2022-06-20"),
    )
    assert lines == {
        "a": "第1期（总第1期）",
        "s1": "增刊第1期",
        "b": "第2期（总第2期）",
        "s2": "增刊第2期（总第3期）",
        "c": "第3期（总第4期）",
    }
    assert findings == []


def test_a_duplicate_number_is_an_error_at_both_issues() -> None:
    _, stopped, findings = number(
        issue("a", "2022-06-06", number=5, total=78),
        issue("b", "2022-06-13", number=5),
        issue("c", "2022-06-20", number=6),
    )
    assert stopped == {"jb/a", "jb/b"}
    assert told(findings) == [
        ("error", "content/issues/jb/a.yaml", "2022年第5期用了两次：“jb/b”也是2022年第5期"),
        ("error", "content/issues/jb/b.yaml", "2022年第5期用了两次：“jb/a”也是2022年第5期"),
    ]
    assert findings[0].hint == "请改正其中一期的“期号”；草稿可以不写“期号”，由程序接着排"


def test_a_number_counted_into_a_written_one_is_told_where_the_date_stands() -> None:
    first = issue("a", "2022-06-06")
    _, stopped, findings = number(first, issue("b", "2022-06-13", number=1))
    assert stopped == {"jb/a", "jb/b"}
    assert findings[0].place == first.front.place("date")


def test_the_same_number_in_another_year_or_as_a_supplement_is_no_duplicate() -> None:
    _, stopped, findings = number(
        issue("a", "2022-06-06", number=1),
        issue("b", "2022-06-13", number=1, supplement=True),
        issue("c", "2023-06-06", number=1),
    )
    assert (stopped, findings) == (frozenset(), [])


def test_a_duplicate_total_is_an_error_at_both_issues() -> None:
    _, stopped, findings = number(issue("a", "2022-06-06", total=78), issue("b", "2022-06-13", total=78))
    assert stopped == {"jb/a", "jb/b"}
    assert [one.message for one in findings] == [
        "总第78期用了两次：“jb/b”也是总第78期",
        "总第78期用了两次：“jb/a”也是总第78期",
    ]


@pytest.mark.parametrize(("numbers", "missing"), [((1, 3), "2022年第2期"), ((5, 9), "2022年第6期至第8期")])
def test_a_skipped_number_is_a_warning(numbers: tuple[int, int], missing: str) -> None:
    first, second = numbers
    _, stopped, findings = number(
        issue("a", "2022-06-06", number=first, total=30), issue("b", "2022-06-13", number=second)
    )
    assert stopped == frozenset()
    assert told(findings) == [
        ("warning", "content/issues/jb/b.yaml", f"《工作简报》没有{missing}，这里已经是2022年第{second}期")
    ]


def test_only_the_first_year_may_begin_in_the_middle() -> None:
    first = issue("a", "2022-06-06", number=20, total=20)
    _, _, findings = number(first, issue("b", "2023-01-09", number=2))
    assert [one.message for one in findings] == ["《工作简报》没有2023年第1期，这里已经是2023年第2期"]


def test_a_skipped_supplement_is_named_as_one() -> None:
    _, _, findings = number(
        issue("a", "2022-06-06", supplement=True), issue("b", "2022-06-13", supplement=True, number=3)
    )
    assert [one.message for one in findings] == ["《工作简报》没有2022年增刊第2期，这里已经是2022年增刊第3期"]


def test_a_number_against_the_order_of_dates_is_a_warning() -> None:
    _, stopped, findings = number(
        issue("a", "2022-06-06", number=2, total=9),
        issue("b", "2022-06-13", number=1),
        issue("c", "2022-06-20"),
    )
    assert stopped == frozenset()
    assert [one.message for one in findings] == [
        "2022年第1期的签发日期比“jb/a”（2022年第2期）晚，期号却比它小"
    ]


@pytest.mark.parametrize("total", [80, 70])
def test_a_total_that_does_not_follow_is_a_warning(total: int) -> None:
    _, stopped, findings = number(issue("a", "2022-06-06", total=78), issue("b", "2022-06-13", total=total))
    assert stopped == frozenset()
    assert [(one.message, one.hint) for one in findings] == [
        (
            f"总期号接不上：前一期是总第78期，这一期写的是总第{total}期",
            "如果没有缺期，请改成79，或者删去“总期号”，由程序接着数",
        )
    ]


def test_a_total_below_the_number_is_a_warning_at_the_publication() -> None:
    _, _, findings = number(issue("a", "2022-06-06", number=5), issue("b", "2022-06-13"))
    assert told(findings) == [
        ("warning", "site.yaml", "《工作简报》的第一期会印成“第5期（总第1期）”，总期号比期号还小")
    ]
    assert findings[0].place is not None and findings[0].place.line == 7


def test_a_broken_file_keeps_its_number_and_nothing_is_said_of_gaps() -> None:
    lines, _, findings = number(
        issue("2022-04", "2022-06-06"),
        issue("2022-06", "2022-06-20"),
        issue("2022-09", "2022-07-04", number=9),
        broken=("2022-05",),
    )
    assert list(lines.values()) == ["第1期（总第1期）", "第3期（总第3期）", "第9期（总第4期）"]
    assert findings == []


def test_a_broken_file_counts_in_the_year_of_its_name() -> None:
    lines, _, _ = number(issue("2022-52", "2022-12-26"), issue("2023-02", "2023-01-09"), broken=("2023-01",))
    assert lines["2023-02"] == "第2期（总第3期）"


def test_a_broken_file_before_all_others_takes_the_first_number() -> None:
    lines, _, _ = number(issue("2022-02", "2022-06-13"), broken=("2022-01",))
    assert lines == {"2022-02": "第2期（总第2期）"}


def test_folders_and_file_names() -> None:
    ordinary, supplement = Numbers(2022, 5, 78, False), Numbers(2022, 1, None, True)
    assert folder("gongzuo-jianbao", ordinary) == "gongzuo-jianbao/2022/05"
    assert folder("gongzuo-jianbao", supplement) == "gongzuo-jianbao/2022/z01"
    assert folder("gongzuo-jianbao", Numbers(2022, 105, None, False)) == "gongzuo-jianbao/2022/105"
    assert pdf_name("工作简报", ordinary) == "工作简报2022年第5期.pdf"
    assert pdf_name("工作简报", supplement) == "工作简报2022年增刊第1期.pdf"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('民情/动态:"周报"?', "民情／动态：＂周报＂？2022年第5期.pdf"),
        ("..\\上级", "＼上级2022年第5期.pdf"),
        ("简报\x00\n\u202e", "简报2022年第5期.pdf"),
    ],
)
def test_a_name_that_file_names_cannot_have_is_made_safe(name: str, expected: str) -> None:
    assert pdf_name(name, Numbers(2022, 5, 78, False)) == expected


@given(st.text(max_size=400))
def test_every_name_becomes_one_file_name(name: str) -> None:
    made = pdf_name(name, Numbers(2022, 5, 78, False))
    assert len(made.encode()) <= 255
    assert not set(made) & set('/\\:*?"<>|\0')
    assert made.endswith("2022年第5期.pdf") and not made.startswith(".")


DAYS = st.integers(0, 900).map(lambda days: date(2022, 1, 1) + timedelta(days=days))


@st.composite
def unnumbered(draw: st.DrawFn) -> list[LoadedIssue]:
    days = draw(st.lists(DAYS, min_size=1, max_size=12))
    return [
        issue(f"n{place:02d}", day.isoformat(), supplement=draw(st.booleans()))
        for place, day in enumerate(days)
    ]


@given(unnumbered(), st.integers(1, 500))
def test_left_out_numbers_have_no_gaps_and_totals_increase(issues: list[LoadedIssue], first: int) -> None:
    numbers, stopped, findings = number_issues(
        "jb", issues, site({"jb": PUBLICATION | {"first_total": first}})
    )
    assert (stopped, codes(findings)) == (frozenset(), [])
    series: dict[tuple[int, bool], list[int]] = {}
    for own in numbers.values():
        series.setdefault((own.year, own.supplement), []).append(own.number)
    assert all(found == list(range(1, len(found) + 1)) for found in series.values())
    ordered = sorted(issues, key=lambda one: (one.front.record.date, one.key))
    totals = [total for one in ordered if (total := numbers[one.key].total) is not None]
    assert totals == list(range(first, first + len(totals)))


@given(unnumbered(), st.randoms(use_true_random=False))
def test_numbers_do_not_depend_on_the_order_of_files(
    issues: list[LoadedIssue], chance: random.Random
) -> None:
    shuffled = issues[:]
    chance.shuffle(shuffled)
    assert number_issues("jb", issues, site()) == number_issues("jb", shuffled, site())


@given(unnumbered(), st.lists(st.one_of(st.none(), st.integers(1, 9)), min_size=12, max_size=12))
def test_issues_that_are_not_stopped_never_share_a_number(
    issues: list[LoadedIssue], written: list[int | None]
) -> None:
    some = [
        issue(
            one.key[3:], one.front.record.date.isoformat(), supplement=one.front.record.supplement, number=own
        )
        for one, own in zip(issues, written, strict=False)
    ]
    numbers, stopped, _ = number_issues("jb", some, site())
    labels = sorted(own.label for key, own in numbers.items() if key not in stopped)
    assert all(one != other for one, other in pairwise(labels))
