"""份号: what was given stays, nothing is given twice, and copies in the office go first."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from generator.dispatch.numbers import Allotment, allot, runs, told

UNITS = ("甲", "乙", "丙", "丁", "留存")
lists = st.lists(st.dictionaries(st.sampled_from(UNITS), st.integers(0, 5)), min_size=1, max_size=6)


def first(wanted: Mapping[str, int]) -> Allotment:
    return allot(wanted, {}, {}, reserve="留存")


def test_the_first_time_numbers_run_on_in_the_order_of_the_list() -> None:
    given_now = first({"乙": 2, "甲": 1, "留存": 2})
    assert given_now == Allotment({"乙": (1, 2), "甲": (3,), "留存": (4, 5)}, {})


def test_a_new_unit_gets_new_numbers_and_the_others_keep_theirs() -> None:
    before = first({"甲": 2, "乙": 1})
    after = allot({"丙": 2, "甲": 2, "乙": 1}, before.given, before.recalled)
    assert after == Allotment({"丙": (4, 5), "甲": (1, 2), "乙": (3,)}, {})


def test_a_unit_that_is_left_out_has_to_give_its_copies_back() -> None:
    before = first({"甲": 2, "乙": 1})
    after = allot({"乙": 1, "丙": 1}, before.given, before.recalled)
    assert after == Allotment({"乙": (3,), "丙": (4,)}, {"甲": (1, 2)})


def test_a_unit_that_gets_fewer_keeps_the_first_of_its_numbers() -> None:
    before = first({"甲": 3})
    after = allot({"甲": 1}, before.given, before.recalled)
    assert after == Allotment({"甲": (1,)}, {"甲": (2, 3)})


def test_a_unit_that_comes_back_gets_its_own_numbers_again() -> None:
    before = first({"甲": 2, "乙": 1})
    without = allot({"乙": 1}, before.given, before.recalled)
    again = allot({"甲": 2, "乙": 1}, without.given, without.recalled)
    assert again == before


def test_copies_that_never_left_the_office_go_to_a_new_unit_first() -> None:
    before = first({"甲": 1, "留存": 3})
    after = allot({"甲": 1, "乙": 2, "留存": 1}, before.given, {}, reserve="留存")
    assert after == Allotment({"甲": (1,), "乙": (3, 4), "留存": (2,)}, {})


@given(lists)
def test_no_number_ever_has_two_holders(wanted: list[dict[str, int]]) -> None:
    held: Mapping[str, tuple[int, ...]] = {}
    recalled: Mapping[str, tuple[int, ...]] = {}
    owners: dict[int, str] = {}
    for one in wanted:
        allotted = allot(one, held, recalled, reserve="留存")
        assert {name: len(numbers) for name, numbers in allotted.given.items()} == one
        out = [*allotted.given.values(), *allotted.recalled.values()]
        flat = [number for numbers in out for number in numbers]
        assert len(flat) == len(set(flat))
        # What was given or recalled before is still somewhere: no number is forgotten.
        known = {number for numbers in (*held.values(), *recalled.values()) for number in numbers}
        assert known <= set(flat)
        for name, numbers in held.items():
            if name in one:
                kept = set(allotted.given[name])
                assert set(sorted(numbers)[: one[name]]) <= kept or name == "留存"
        for name, numbers in allotted.given.items():
            for number in numbers:
                assert owners.get(number, name) in (name, "留存")
                owners[number] = name
        held, recalled = allotted.given, allotted.recalled


@given(st.sets(st.integers(1, 60)))
def test_runs_tell_every_number_once(numbers: set[int]) -> None:
    found = [number for start, end in runs(numbers) for number in range(start, end + 1)]
    assert found == sorted(numbers)


def test_numbers_are_told_as_runs() -> None:
    assert told((4, 5, 9)) == "000004至000005、000009"
    assert told(()) == ""
