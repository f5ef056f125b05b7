"""Lists of words and people: those that ship with the program, and the office's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.words import FILE, LISTS, OURS, load_words, read_words, shipped_words, word_pattern
from generator.model.kinds import SHIPPED
from generator.model.word_lists import WordLists
from tests.conftest import told


def write(root: Path, text: str) -> Path:
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return root


def test_the_shipped_lists_are_sound_and_every_entry_has_its_reason() -> None:
    careful, findings = read_words(OURS, SHIPPED.parent)
    assert findings == [] and careful is not None
    assert careful.record == shipped_words()
    words = [one for name in LISTS for one in getattr(shipped_words(), name)]
    assert len(words) >= 150
    assert len({one.word for one in words}) == len(words)
    for one in words:
        # A single character only where it is so rare that another one is meant: it is in no usual font.
        rare = one.word != one.word.encode("gb2312", "ignore").decode("gb2312")
        assert one.reason and one.word != one.instead and (len(one.word) >= 2 or rare), one


def test_without_a_file_ours_go_alone(tmp_path: Path) -> None:
    assert load_words(tmp_path) == (shipped_words(), [])


def test_an_entry_of_the_office_stands_in_place_of_ours(tmp_path: Path) -> None:
    root = write(tmp_path, "禁用词: [{词: 其它, 改为: 其他, 理由: 本办规定}]\n")
    words, findings = load_words(root)
    assert findings == []
    assert [one.reason for one in words.forbidden if one.word == "其它"] == ["本办规定"]
    assert not [one for one in words.preferred if one.word == "其它"]
    assert words.confusable is shipped_words().confusable


def test_people_alone_leave_our_lists_as_they_are(tmp_path: Path) -> None:
    words, _ = load_words(write(tmp_path, "领导: [{姓名: 周某甲, 职务: 市委书记}]\n"))
    assert words.leaders[0].posts == ("市委书记",)
    for name in LISTS:
        assert getattr(words, name) is getattr(shipped_words(), name)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("易混词: [{词: …一样, 改为: 像, 理由: 见词典}]", "1:11"),
        ("易混词: [{词: 象…, 改为: 像, 理由: 见词典}]", "1:11"),
        ("推荐写法: [{词: 近【人】多, 改为: 近, 理由: 见词典}]", "1:12"),
        ("禁用词: [{词: 黑名单, 理由: 本办规定, 除外: [【数】黑名单]}]", "1:31"),
    ],
)
def test_a_sign_in_the_wrong_place_is_told(tmp_path: Path, line: str, place: str) -> None:
    words, findings = load_words(write(tmp_path, line + "\n"))
    name = "除外" if "除外" in line else "词"
    assert [told(one) for one in findings] == [
        f"{FILE}:{place} 错误 “{name}”的内容不对\n请对照手册里的例子改写，例如：词: 截止【数】月"
    ]
    assert words == shipped_words()


def test_a_file_with_errors_is_told(tmp_path: Path) -> None:
    words, findings = load_words(write(tmp_path, "易混词: [{改为: 其他, 理由: 本办规定}]\n"))
    assert [one.code for one in findings] == ["key-missing-in-braces"]
    assert words == shipped_words()


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("截止【数】月", "截止6月", "截止6月"),
        ("截止【数】月", "截止十二月底", "截止十二月"),
        ("截止[数]月", "截止12月", "截止12月"),
        ("共【数】人", "共\ufffc人", "共\ufffc人"),
        ("达【数】元", "达3.5万元", "达3.5万元"),
        ("象…一样", "象过年一样", "象过年一样"),
        ("象……一样", "象过年一样", "象过年一样"),
        ("象…一样", "象一样", None),
        ("象…一样", "象过年。一样", None),
        ("象…一样", "象一二三四五六七八九十一二三一样", None),
        ("a.b", "a.b", "a.b"),
        ("a.b", "axb", None),
    ],
)
def test_signs_stand_for_numbers_and_characters(word: str, text: str, found: str | None) -> None:
    match = re.search(word_pattern(word), text)
    assert (match[0] if match else None) == found


@given(st.text(max_size=20))
def test_any_word_makes_an_expression_or_is_refused(word: str) -> None:
    try:
        pattern = word_pattern(word)
    except ValueError:
        assert "…" in word or "【" in word or "】" in word or "[数" in word
    else:
        re.compile(pattern)


def test_the_shipped_lists_are_read_once() -> None:
    assert isinstance(shipped_words(), WordLists)
    assert shipped_words() is shipped_words()
