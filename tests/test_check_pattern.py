"""Expressions that are compiled when they are first needed, and what sifts the words of long lists."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.joined import joined
from generator.check.pattern import pattern
from generator.check.rules.wording.heads import heads_of
from generator.check.rules.wording.once import once

_WORDS = st.text(alphabet="甲乙丙丁-]^\\𠀀", min_size=1, max_size=4)


def test_a_wrong_expression_is_told_at_its_first_use() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("甲")


@given(st.text(alphabet="甲乙12 "))
def test_finds_what_a_compiled_one_finds(text: str) -> None:
    late, early = pattern("(?P<han>[甲乙])(1?)"), re.compile("(?P<han>[甲乙])(1?)")
    assert [one.span("han") for one in late.finditer(text)] == [
        one.span("han") for one in early.finditer(text)
    ]
    assert (late.search(text) is None, late.match(text) is None, late.fullmatch(text) is None) == (
        early.search(text) is None,
        early.match(text) is None,
        early.fullmatch(text) is None,
    )
    assert (late.findall(text), late.split(text)) == (early.findall(text), early.split(text))
    assert (late.sub("x", text), late.subn("x", text)) == (early.sub("x", text), early.subn("x", text))
    assert late.pattern == early.pattern


def test_flags_count() -> None:
    assert pattern("a", re.IGNORECASE).search("A")


@given(
    st.lists(_WORDS, max_size=6),
    st.lists(_WORDS, max_size=6),
    st.text(alphabet="甲乙丙丁-]^\\𠀀", max_size=20),
)
def test_names_exactly_the_lists_of_which_a_word_stands_there(
    first: list[str], second: list[str], text: str
) -> None:
    lists = {"first": first, "second": second}
    wanted = {name for name, words in lists.items() if any(word in text for word in words)}
    found = heads_of(lists).lists_in_each(["", text], joined(["", text]))
    assert found == ({1: wanted} if wanted else {})


def test_lists_without_words_stand_nowhere() -> None:
    assert heads_of({"first": ()}).lists_in_each(["甲乙"], joined(["甲乙"])) == {}


def test_what_is_made_of_the_same_objects_is_made_once() -> None:
    made: list[tuple[object, object]] = []

    @once
    def put_together(one: tuple[str, ...], other: tuple[str, ...]) -> str:
        made.append((one, other))
        return "".join(one + other)

    one, other = ("甲",), ("乙",)
    assert [put_together(one, other), put_together(one, other), put_together(other, one)] == [
        "甲乙",
        "甲乙",
        "乙甲",
    ]
    assert len(made) == 2
    # Equal is not enough: to compare long lists takes long.
    assert put_together(tuple(["甲"]), other) == "甲乙"
    assert len(made) == 3
