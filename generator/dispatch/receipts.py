"""The day by which the covering notes ask for their receipts, and whether it is past before anything went."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from generator.dispatch.register import GONE, Register
from generator.dispatch.shares import RESERVE
from generator.model.workdays import after_workdays

RECEIPT_DAYS = 5
"""Working days after the day in the register, as templates/fahan/note.html says it: `after(5)`."""


@dataclass(frozen=True, slots=True)
class LateReceipts:
    """`due` is the last day of the term that runs from `day`; `units` have got nothing yet, and their notes
    ask for a receipt by a day that is past."""

    day: date
    due: date
    units: tuple[str, ...]


def late_receipts(
    register: Register, today: date, units: Collection[str] | None = None
) -> LateReceipts | None:
    """Those of the register, or of `units`, with the latest day of theirs; None where all have time left."""
    rows = [
        row
        for row in register.rows
        if row.unit != RESERVE
        and row.state not in GONE
        and (units is None or row.unit in units)
        and after_workdays(row.date, RECEIPT_DAYS) < today
    ]
    if not rows:
        return None
    day = max(row.date for row in rows)
    return LateReceipts(day, after_workdays(day, RECEIPT_DAYS), tuple(row.unit for row in rows))
