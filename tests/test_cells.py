"""Cells of CSV that a spreadsheet would take for formulas."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from generator.commands.adoption import adoption_csv
from generator.model.adoption import Adoption, Base, Tally, UnitTally
from generator.publish.cells import harmless


def test_a_formula_is_text_and_all_else_is_as_it_was() -> None:
    row = ("=1+1", " -2", "@甲", "＝甲", "+86", "市教育局", "12", "—", "", "1-2")
    assert harmless(row) == ["'=1+1", "' -2", "'@甲", "'＝甲", "'+86", "市教育局", "12", "—", "", "1-2"]


@given(st.lists(st.text(max_size=8)))
def test_no_cell_begins_like_a_formula_and_none_loses_anything(row: list[str]) -> None:
    made = harmless(row)
    assert [cell.removeprefix("'") for cell in made] == [cell.removeprefix("'") for cell in row]
    assert not any(cell.lstrip()[:1] in "=+-@＝＋－＠" for cell in made if cell.strip())


def test_the_table_of_adoption_has_no_formulas() -> None:
    day, none, one = date(2022, 6, 1), Tally(), Tally(2, 1)
    units = (UnitTally("=HYPERLINK(1)", "-市直", one, one), UnitTally("市教育局", "-市直", one, one))
    before = Base(day, day, none)
    adoption = Adoption(
        day, day, day, "2022年6月", "6月", "", units, ("-市直",), (), (), before=before, year_ago=before
    )
    rows = list(csv.reader(io.StringIO(adoption_csv(adoption).removeprefix("\ufeff"))))
    names = [cell for row in rows[1:] for cell in row]
    assert "'=HYPERLINK(1)" in names and "市教育局" in names
    assert not any(cell[:1] in ("=", "-") for cell in names)
