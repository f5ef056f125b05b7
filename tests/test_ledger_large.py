"""Large files are read by DuckDB itself: the same table as row by row, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_made import CSV, HEADER, Loaded, csv_text, load

from generator.load.ledger import loading, text_file

CELL = st.sampled_from(
    [
        "",
        "x",
        " a ",
        "　b",
        "-",
        "无",
        "一，二",
        'say "so"',
        "c,d",
        "e\nf",
        "\n",
        "g\r\nh",
        "投诉",
        "5个工作日",
    ]
)
TIME = st.sampled_from(
    ["2022-05-30", "2022/5/30 9:12", " 2022-05-30 09:12:00", "2022年5月30日9时12分", "昨天", "", "  ", "-"]
)
ROW = st.tuples(TIME, CELL, CELL, TIME, st.sampled_from(["", "是", "否", "？"]))
COLUMNS = ["编号", "受理时间", "标题", "诉求类型", "办结时间", "保密", "备注"]
ALL = "id, line, type, title, received_at, due_at, closed_at, closed, satisfied, confidential"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Every file counts as large; what DuckDB's reader answered is noted."""
    with monkeypatch.context() as patch:
        yield _make_quick(patch)


def _make_quick(patch: pytest.MonkeyPatch) -> list[bool]:
    answers: list[bool] = []

    def noted(*arguments: object) -> bool:
        answers.append(text_file.insert_quickly(*arguments))  # type: ignore[arg-type]
        return answers[-1]

    patch.setattr(text_file, "LARGE", 0)
    patch.setattr(loading, "insert_quickly", noted)
    return answers


def both(root: Path, text: str | bytes) -> tuple[Loaded, Loaded, list[bool]]:
    slow = load(root / "slow", {CSV: text})
    with pytest.MonkeyPatch.context() as patch:
        answers = _make_quick(patch)
        return slow, load(root / "quick", {CSV: text}), answers


@settings(max_examples=25)
@given(
    st.lists(ROW, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([",", "\t", ";"]),
    st.booleans(),
)
def test_both_ways_give_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, ...]],
    end: str,
    delimiter: str,
    titled: bool,
) -> None:
    filled = [
        [f"n{number}", time, title, kind, closed, secret, kind]
        for number, (time, title, kind, closed, secret) in enumerate(rows)
    ]
    text = ("工单明细\n" if titled else "") + csv_text(
        COLUMNS, filled, lineterminator=end, delimiter=delimiter
    )
    slow, quick, _ = both(tmp_path_factory.mktemp("site"), text)
    assert quick.messages == slow.messages
    assert quick.rows(ALL) == slow.rows(ALL)


@settings(max_examples=25)
@given(st.text(st.sampled_from('a1,"\n\r\t -是'), max_size=40))
def test_any_text_gives_the_same(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    slow, quick, _ = both(tmp_path_factory.mktemp("site"), f"编号,受理时间,标题\n{body}")
    assert quick.messages == slow.messages
    assert quick.rows(ALL) == slow.rows(ALL)


def test_a_sound_file_is_read_quickly_with_its_lines(tmp_path: Path, quick: list[bool]) -> None:
    rows = [
        f'{number},2022-05-30,"甲\n乙",澄湖区,,,,' if number % 3 else f"{number},2022-05-30,,,,,,"
        for number in range(3000)
    ]
    text = "\n".join([HEADER.replace("诉求类型", "内容"), *rows]) + "\n\n"
    loaded = load(tmp_path, {CSV: text})
    assert quick == [True] and loaded.messages == []
    lines = text.split("\n")
    assert [lines[line - 1].split(",")[0] for line in loaded.rows("line")] == [
        str(one) for one in range(3000)
    ]
    assert loaded.rows() == [str(one) for one in range(3000)]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "\n1,2022-05-30,,,,,,\n2,2022-05-30,,,,,\n3,2022-05-30,,,,,,\n",
        HEADER + '\n1,2022-05-30,,,,,,\n2,2022-05-30,"x,,,,,\n3,2022-05-30,,,,,,\n',
        HEADER + "\n1,2022-05-30,,,,,,\n\n3,2022-05-30,,,,,,\n",
        HEADER.replace("编号", '"编\n号"') + "\n1,2022-05-30,,,,,,\n3,2022-05-30,,,,,,\n",
    ],
)
def test_anything_unusual_is_left_to_the_careful_way(tmp_path: Path, quick: list[bool], text: str) -> None:
    loaded = load(tmp_path, {CSV: text})
    assert quick == [False]
    assert loaded.rows()[0] == "1" and loaded.rows()[-1] == "3"


def test_a_name_with_brackets_is_no_pattern(tmp_path: Path, quick: list[bool]) -> None:
    loaded = load(tmp_path, {"content/requests/导出[1].csv": HEADER + "\n1,2022-05-30,,,,,,\n"})
    assert quick == [False] and loaded.rows() == ["1"]


def test_a_blank_row_is_no_request(tmp_path: Path, quick: list[bool]) -> None:
    loaded = load(tmp_path, {CSV: HEADER + "\n1,2022-05-30,,,,,,\n,,,,,,,\n"})
    assert quick == [True] and loaded.messages == [] and loaded.rows() == ["1"]


@settings(max_examples=20)
@given(
    st.lists(st.lists(st.sampled_from(["", " ", "-", "x", "2022-05-30"]), min_size=4, max_size=4), max_size=6)
)
def test_rows_that_say_nothing_are_none_both_ways(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    slow, quick, _ = both(
        tmp_path_factory.mktemp("site"), csv_text(["编号", "受理时间", "承办单位", "备注"], rows)
    )
    assert quick.messages == slow.messages
    assert quick.rows(ALL) == slow.rows(ALL)
