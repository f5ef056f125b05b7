"""Text setting without a page: where lines break, what marks give up, what a line comes to."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.typeset.breaks import atoms, break_points, squeezes
from generator.typeset.characters import CLOSING, NO_LINE_END, NO_LINE_START
from generator.typeset.fit import Cells, Fit, count_gaps, fit_line

HAN = "市民有所呼我应为清单责任办结率年月日第万元个户"
MARKS = "，。、；：？！（）《》“”‘’〔〕【】—…～·％"
LATIN = "abcXYZ0123456789.%-/ "
TEXT = st.text(st.sampled_from(HAN * 3 + MARKS + LATIN), min_size=1, max_size=160)


def cells(text: str, em: float = 16.0) -> Cells:
    """Cells as a face would give them whose Latin letters are half an em wide."""
    pieces = atoms(text)
    squeezed = squeezes(pieces)
    advances = [
        (em if piece[0] not in LATIN else em / 2 * len(piece)) - (left + right) * em
        for piece, (left, right) in zip(pieces, squeezed, strict=True)
    ]
    return Cells(pieces, advances, break_points(pieces), em)


def set_lines(text: str, room: float) -> list[tuple[str, Fit]]:
    whole = cells(text)
    begin = 0
    result = []
    while begin < len(whole.pieces):
        fit = fit_line(whole, begin, room)
        result.append(("".join(whole.pieces[begin : fit.end]), fit))
        begin = fit.end
    return result


def lines(text: str, characters: float = 28) -> list[str]:
    return [line for line, _ in set_lines(text, characters * 16.0)]


@given(TEXT)
def test_atoms_joined_are_the_text(text: str) -> None:
    assert "".join(atoms(text)) == text


@given(TEXT)
def test_a_mark_is_squeezed_at_one_side_and_only_beside_another(text: str) -> None:
    pieces = atoms(text)
    for (here, after), (_, right) in zip(pairwise(pieces), squeezes(pieces), strict=False):
        assert right in (0.0, 0.5)
        if right:
            assert here in CLOSING and (after in CLOSING or after in "（《〈「『【〔“‘［｛")
    assert all(left + right <= 0.5 for left, right in squeezes(pieces))


@given(TEXT, st.integers(min_value=8, max_value=30))
@settings(max_examples=400)
def test_lines_lose_nothing_and_fit(text: str, characters: int) -> None:
    room = characters * 16.0
    found = set_lines(text, room)
    assert "".join(line for line, _ in found) == text
    whole = cells(text)
    begin = 0
    for _, fit in found:
        legal_ends = [i for i in range(begin + 1, len(whole.pieces)) if whole.starts[i]]
        first_legal = legal_ends[0] if legal_ends else len(whole.pieces)
        unbreakable = sum(whole.advances[begin:first_legal])
        assert fit.width <= room + 0.1 or unbreakable > room
        begin = fit.end


@given(TEXT, st.integers(min_value=12, max_value=30))
@settings(max_examples=400)
def test_no_line_breaks_the_line_rules(text: str, characters: int) -> None:
    found = set_lines(text, characters * 16.0)
    for (before, fit), (after, _) in pairwise(found):
        if fit.width > characters * 16.0 + 0.1 or len(before) < 4:
            continue  # nothing may break there: one long unbreakable piece
        last, first = before.rstrip(" ")[-1:], after[0]
        pair = atoms(last + first) if last else []
        if len(pair) == 2 and _breakable_somewhere(before):
            assert first not in NO_LINE_START
            assert last not in NO_LINE_END


def _breakable_somewhere(line: str) -> bool:
    return any(break_points(atoms(line))[1:])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("办结率达到百分之九十五以上其中按时办结率为25.0%", "25.0%"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六3000万元以上", "3000万元"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六七12.6公里以上", "12.6公里"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六2.3个百分点以上", "2.3个百分点"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六七——这是", "——"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六七……这是", "……"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四五15%～30%以上", "15%～30%"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, kept: str) -> None:
    assert sum(kept in line for line in lines(text)) == 1


def test_a_date_breaks_only_at_its_parts() -> None:
    text = "一二三四五六七八九十一二三四五六七八九十一二三2022年6月3日召开"
    for characters in range(20, 34):
        for line in lines(text, characters)[1:]:
            assert not line.startswith(("年", "月", "日"))


def test_twenty_eight_plain_characters_make_a_line() -> None:
    assert [len(line) for line in lines("市" * 100)] == [28, 28, 28, 16]


def test_a_closing_mark_at_the_end_takes_half_a_cell_where_that_is_needed() -> None:
    (line, fit), *_ = set_lines("《" + "市" * 13 + "》" + "《" + "市" * 13 + "，" + "民" * 9, 29 * 16.0 + 0.1)
    assert line.endswith("，")
    assert fit.given == ((29, 8.0),)
    assert fit.width <= 29 * 16.0 + 0.1


def test_a_line_is_tightened_rather_than_left_loose() -> None:
    """A number with its measure would leave four cells empty; the marks inside give the room instead."""
    text = "在市，在民，在有，在所，在呼，在我，在应，在为，在清，300元民有所呼"
    line, fit = set_lines(text, 28.5 * 16.0)[0]
    assert line.endswith("300元")
    assert len(fit.given) == 9
    assert all(0 < given <= 0.34 * 16 for _, given in fit.given)


def test_a_long_address_is_cut_after_its_marks() -> None:
    assert atoms("example.org/zhengwu/xinxi-gongkai") == ["example.", "org/", "zhengwu/", "xinxi-", "gongkai"]


def test_gaps_inside_dashes_are_not_counted() -> None:
    assert count_gaps(list("甲——乙……丙")) == 4


def test_combining_characters_stay_with_their_base() -> None:
    assert atoms("葛\U000e0100洲é") == ["葛\U000e0100", "洲", "é"]


def test_an_apostrophe_belongs_to_its_word() -> None:
    assert atoms("他说don’t，‘好’") == ["他", "说", "don’t", "，", "‘", "好", "’"]
