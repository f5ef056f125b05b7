"""Many texts looked through at once, as numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.check.joined import Grams, Marks, codes_of, joined

_ALPHABET = "甲乙丙1\n \ud800𠀀𠀁"
_TEXTS = st.lists(st.text(alphabet=_ALPHABET, max_size=12), min_size=1, max_size=6)
_BASIC = "甲乙丙1 "


@given(_TEXTS, st.lists(st.text(alphabet=_BASIC, min_size=3, max_size=3), max_size=8))
def test_finds_where_each_string_begins(texts: list[str], strings: list[str]) -> None:
    together = joined(texts)
    found = list(together.each(Grams(strings, 3).places(together.codes)))
    assert found == [
        (number, place)
        for number, text in enumerate(texts)
        for place in range(len(text))
        if text[place : place + 3] in strings
    ]


@given(_TEXTS)
def test_tells_the_sets_of_which_a_text_has_a_character(texts: list[str]) -> None:
    sets = ["甲乙", "1", *("无" for _ in range(70)), "丙𠀀"]
    bits: dict[str, int] = {}
    for number, signs in enumerate(sets):
        for sign in signs:
            bits[sign] = bits.get(sign, 0) | 1 << number
    wanted = [
        sum(
            1 << number
            for number, signs in enumerate(sets)
            if not set(signs).isdisjoint(text.replace("𠀁", "𠀀"))
        )
        for text in texts
    ]
    # Characters beyond the basic plane are all the same.
    marks = Marks(bits)
    words = zip(*(one.tolist() for one in marks.of_each(joined(texts))), strict=True)
    assert [low | high << 64 for low, high in words] == wanted
    assert [marks.words(one) for one in wanted] == list(zip(*marks.of_each(joined(texts)), strict=True))
    assert Marks({}).of_each(joined(texts)) == ()


def test_short_texts_and_no_strings_have_no_places() -> None:
    assert list(Grams(["甲乙"], 2).places(codes_of("甲"))) == []
    assert list(Grams([], 2).places(codes_of("甲乙"))) == []
    assert list(Grams(["甲乙"], 2).places(codes_of(""))) == []
    assert list(joined(["", "", "甲"]).each(Grams(["甲\n"], 2).places(joined(["", "", "甲"]).codes))) == [
        (2, 0)
    ]


@given(_TEXTS, st.lists(st.lists(st.text(alphabet=_BASIC, min_size=1, max_size=4), max_size=4), max_size=70))
def test_tells_the_sets_of_which_a_word_stands_in_a_text(texts: list[str], sets: list[list[str]]) -> None:
    bits: dict[str, int] = {}
    for number, words in enumerate(sets):
        for word in words:
            bits[word] = bits.get(word, 0) | 1 << number
    marks = Marks(bits)
    found = [marks.of_each(joined(texts)), [marks.words(1 << number) for number in range(len(sets))]]
    for place, text in enumerate(texts):
        for number, words in enumerate(sets):
            if words:
                has = any(
                    int(one[place]) & int(own) for one, own in zip(found[0], found[1][number], strict=True)
                )
                assert has == any(word in text for word in words)


def test_a_long_word_is_known_by_its_first_characters() -> None:
    (bits,) = Marks({"甲乙丙丁戊": 1}).of_each(joined(["甲乙丙丁", "甲乙丙"]))
    assert bits.tolist() == [1, 0]
