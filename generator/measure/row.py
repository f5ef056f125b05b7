"""One row of the report, and how a length becomes one."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple

from generator.model.profile import PT_PER_MM, Length

NOT_FOUND = "没有找到"


class Row(NamedTuple):
    """`deviation` (of the worst value) and `tolerance` are in `unit`. `ok` is None for what has no
    nominal value, or where the file has nothing that would tell."""

    item: str
    nominal: str
    found: str
    unit: str
    deviation: float | None
    tolerance: float | None
    ok: bool | None


def show(value: float) -> str:
    """At most three decimals, none that say nothing, and no −0."""
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def length_row(item: str, nominal: Length, values: Sequence[float], *, needed: bool = False) -> Row:
    """A row of values in points, shown in the unit of the nominal: the mean, and the least and the
    greatest where they differ. Without values `ok` is None, or False for what is `needed`."""
    if not values:
        return Row(
            item,
            show(nominal.value),
            NOT_FOUND,
            nominal.unit,
            None,
            nominal.tolerance,
            False if needed else None,
        )
    scale = PT_PER_MM if nominal.unit == "mm" else 1.0
    found = [value / scale for value in values]
    least, greatest = show(min(found)), show(max(found))
    shown = show(fmean(found)) + (f"（{least}～{greatest}）" if least != greatest else "")
    worst = max((value - nominal.value for value in found), key=abs)
    ok = abs(worst) <= nominal.tolerance + 1e-6
    return Row(item, show(nominal.value), shown, nominal.unit, round(worst, 4) + 0.0, nominal.tolerance, ok)


def missing_row(item: str, nominal: str, unit: str, *, ok: bool | None) -> Row:
    return Row(item, nominal, NOT_FOUND, unit, None, None, ok)


def truth_row(item: str, nominal: str, found: str, ok: bool) -> Row:
    """A row of what either holds or does not."""
    return Row(item, nominal, found, "", None, None, ok)
