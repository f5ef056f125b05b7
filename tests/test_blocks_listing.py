"""A list of the office as a table."""

from __future__ import annotations

from blocks_made import lines

from generator.compile.blocks.listing import is_wide, listing_table
from generator.model.listing import Entry, Listing


def listing(*entries: dict[str, str]) -> Listing:
    return Listing(name="问题清单", entries=tuple(Entry.model_validate(entry) for entry in entries))


def test_columns_that_no_entry_fills_are_left_out_and_entries_are_numbered() -> None:
    made = listing_table(listing({"matter": "管网改造", "unit": "市水利局"}, {"matter": "加装电梯"}), None)
    assert lines(made) == [
        "【问题清单】",
        "序号 | 事项 | 单位",
        "1 | 管网改造 | 市水利局",
        "2 | 加装电梯 | ",
    ]
    assert [column.align for column in made.columns] == ["center", "left", "left"]
    assert not is_wide(made)


def test_the_offices_own_numbers_stay() -> None:
    made = listing_table(listing({"number": "3-1", "matter": "管网改造"}), None)
    assert made.rows == (("3-1", "管网改造"),)


def test_a_list_that_is_cut_says_so() -> None:
    entries = [{"matter": f"事项{number}"} for number in range(5)]
    made = listing_table(listing(*entries), 2)
    assert [row[1] for row in made.rows] == ["事项0", "事项1"]
    assert made.notes == ("共5项，本表列出前2项。",)


def test_columns_are_as_wide_as_their_words_need() -> None:
    made = listing_table(listing({"matter": "管网改造", "measures": "逐段更换、逐户接通" * 8}), None)
    shares = {column.title: column.share for column in made.columns}
    assert shares["措施"] > shares["事项"] > shares["序号"]
    assert shares["措施"] <= 12


def test_long_entries_want_a_landscape_page() -> None:
    entry = {"matter": "管网改造", "unit": "市水利局", "goal": "全部通水", "measures": "逐段更换" * 30}
    assert is_wide(listing_table(listing(entry), None))
    assert not is_wide(listing_table(listing({"matter": "管网改造" * 60}), None))
