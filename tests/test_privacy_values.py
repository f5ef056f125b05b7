"""What the ledger holds of persons is looked for by keys: nothing that a text holds is missed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_made import CSV, csv_text, load

from generator.privacy.values import find_values, keyed, value_keys

PART = st.sampled_from(
    [
        *(
            "1",
            "12",
            "三",
            "十二",
            "文昌里",
            "解放路",
            "澜中区",
            "号",
            "室",
            "栋",
            "单元",
            "单 元",
            "组",
            "户",
        ),
        *(
            "8123456",
            "138 0013",
            "8000",
            "-",
            "－",
            " ",
            "　",
            "\n",
            "（",
            "）",
            "x",
            "X",
            "+86",
            "某",
            "Ａ座",
        ),
    ]
)
WRITTEN = st.lists(PART, max_size=9).map("".join)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("812-3456", ("8123456", "8123456")),
        ("+86 138 0013 8000", ("8613800138000", "8613800138000")),
        ("42010619900101001X", ("42010619900101001x", "42010619900101001x")),
        ("澜中区文昌里12号3栋501室", ("昌里12号", "澜中区文昌里12号3栋501室")),
        ("3栋二单元五〇一室", ("3栋", "3栋二单元五〇一室")),
        ("里3栋2单元501室", ("里3栋", "里3栋2单元501室")),
        ("澜中区文昌里", None),
        ("里12号", None),
        ("812345", None),
        ("", None),
    ],
)
def test_keys_of_values(value: str, expected: tuple[str, str] | None) -> None:
    assert keyed(value) == expected


@settings(max_examples=300)
@given(st.lists(WRITTEN, max_size=6), WRITTEN, st.data())
def test_a_text_has_the_keys_of_all_that_it_holds(
    values: list[str], around: str, data: st.DataObject
) -> None:
    inside = data.draw(st.sampled_from(["", *values]))
    text = around + inside + data.draw(WRITTEN)
    keys = set(value_keys(text))
    fitting = [value for value in values if (found := keyed(value)) is not None and found[0] in keys]
    assert find_values(text, fitting) == find_values(text, values)


@settings(max_examples=12)
@given(st.lists(st.tuples(WRITTEN, WRITTEN, WRITTEN), min_size=30, max_size=30), WRITTEN)
def test_the_ledger_keeps_what_is_looked_for(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str, str]], text: str
) -> None:
    rows = [(str(number), "2022-05-30", *three) for number, three in enumerate(cells)]
    header = ["编号", "受理时间", "电话", "证件号", "住址"]
    loaded = load(tmp_path_factory.mktemp("site"), {CSV: csv_text(header, rows)})
    assert loaded.ledger is not None
    written = [cell for three in cells for cell in three]
    for one in (text, *written):
        assert find_values(one, loaded.ledger.private_values(value_keys(one))) == find_values(
            one, _all(written)
        )


def _all(cells: list[str]) -> list[str]:
    """The cells, and the parts of those that hold several numbers."""
    return [*cells, *(part for cell in cells for part in cell.split())]


def test_a_row_of_many_numbers_takes_no_long_time(tmp_path: Path) -> None:
    text = " ".join(f"{number:04d}" for number in range(20_000))
    assert len(set(value_keys(text))) < 200_000
