"""What is kept between two readings: values made of the very same objects are not made again."""

from __future__ import annotations

from generator.load.kept import Kept


class Value:
    """Something with an identity of its own, of which two may be equal."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and other.text == self.text

    __hash__ = None  # type: ignore[assignment]


class Maker:
    """Counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, value: Value) -> list[str]:
        self.asked.append(value.text)
        return [value.text]


def test_each_is_made_once_and_stays_the_same_object() -> None:
    kept, make, shared = Kept(), Maker(), object()
    one, two = Value("甲"), Value("乙")
    first = kept.each("told", [one, two], (shared,), make)
    assert first == [["甲"], ["乙"]] and make.asked == ["甲", "乙"]
    second = kept.each("told", [two, one], (shared,), make)
    assert second == [["乙"], ["甲"]] and make.asked == ["甲", "乙"]
    assert second[0] is first[1] and second[1] is first[0]


def test_an_equal_object_is_another_one() -> None:
    kept, make = Kept(), Maker()
    kept.each("told", [Value("甲")], (), make)
    kept.each("told", [Value("甲")], (), make)
    assert make.asked == ["甲", "甲"]


def test_the_same_object_twice_in_a_list_is_made_once() -> None:
    make, one = Maker(), Value("甲")
    made = Kept().each("told", [one, one], (), make)
    assert make.asked == ["甲"] and made[0] is made[1]


def test_with_other_shared_objects_all_are_made_again() -> None:
    kept, make, one = Kept(), Maker(), Value("甲")
    kept.each("told", [one], (Value("名"),), make)
    kept.each("told", [one], (Value("名"),), make)
    assert make.asked == ["甲", "甲"]


def test_what_was_not_among_the_last_is_forgotten() -> None:
    kept, make = Kept(), Maker()
    one, two = Value("甲"), Value("乙")
    kept.each("told", [one, two], (), make)
    kept.each("told", [two], (), make)
    kept.each("told", [one, two], (), make)
    assert make.asked == ["甲", "乙", "甲"]


def test_names_do_not_know_of_one_another_and_are_swept() -> None:
    kept, make, one = Kept(), Maker(), Value("甲")
    kept.each("told", [one], (), make)
    kept.each("other", [one], (), make)
    assert make.asked == ["甲", "甲"]
    kept.sweep()
    kept.each("told", [one], (), make)
    kept.sweep()
    kept.each("other", [one], (), make)
    assert make.asked == ["甲", "甲", "甲"]


def test_of_nothing_comes_nothing() -> None:
    assert Kept().each("told", [], (), Maker()) == []
