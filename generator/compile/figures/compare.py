"""Whether a number as it is written is what a figure is, to as many decimals as are written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from generator.compile.figures.figure import figure_of
from generator.compile.figures.names import FigureName
from generator.compile.figures.values import SAME, rounded
from generator.model.statistics import CHANGE, Statistics


@dataclass(frozen=True, slots=True)
class Told:
    """A number in a text: where it stands, as it is written, and the figures that it may be. Of a change
    `up` is its way, and `same` that it is said to be none."""

    line: int
    column: int
    written: str
    number: str
    unit: str
    names: tuple[FigureName, ...]
    up: bool | None = None
    same: bool = False


def is_right(statistics: Statistics, told: Told, name: FigureName) -> bool | None:
    """Whether it is this figure; None where that cannot be said, as without a base."""
    if name.comparison:
        return _is_right_change(statistics, told, name)
    value = figure_of(statistics, name).value
    if value is None:
        return None
    return _agrees(told.number, Fraction(value) * (100 if told.unit == "%" else 1))


def right_text(statistics: Statistics, told: Told, name: FigureName) -> str:
    """What should be written: `145件`, `99.5%`, `上升25.0%`."""
    if name.comparison and told.unit == "件":
        difference = _difference(statistics, name)
        return f"{'增加' if difference > 0 else '减少'}{abs(difference)}件" if difference else SAME
    text = figure_of(statistics, name).text
    return f"{text}{told.unit}" if told.unit in ("件", "个") else text


def _is_right_change(statistics: Statistics, told: Told, name: FigureName) -> bool | None:
    found = figure_of(statistics, name)
    if found.value is None:
        return None
    if told.same:
        return found.text == SAME
    in_points = name.head in statistics.rates or name.share
    if in_points != (told.unit == "个百分点"):
        return None
    value = Fraction(_difference(statistics, name)) if told.unit == "件" else Fraction(found.value) * 100
    return _agrees(told.number, abs(value)) and (not value or (value > 0) == told.up)


def _difference(statistics: Statistics, name: FigureName) -> Fraction:
    """This period's number less that of the base."""
    base = "上期" if name.comparison == CHANGE else "同期"
    now = figure_of(statistics, FigureName(name.head, name.pairs)).value
    before = figure_of(statistics, FigureName(name.head, name.pairs, comparison=base)).value
    return Fraction(now or 0) - Fraction(before or 0)


def _agrees(written: str, value: Fraction) -> bool:
    """99.5, 99.50 and 99 are all 591 of 594; 99.6 is not."""
    number = written.replace(",", "")
    decimals = number.partition(".")[2]
    short = decimals.rstrip("0")
    return any(
        Fraction(rounded(value, places)) == Fraction(number)
        for places in range(len(short), len(decimals) + 1)
    )
