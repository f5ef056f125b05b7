"""Tables of the commands as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics.show import width

_GAP = "  "


def table_lines(titles: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> list[str]:
    """Columns as wide as they need to be, Chinese characters counting two; those of `right` end flush."""
    lines = [titles, *rows]
    widths = [max(width(line[column]) for line in lines) for column in range(len(titles))]
    return [
        _GAP.join(
            _filled(cell, widths[column], flush=column in right) for column, cell in enumerate(line)
        ).rstrip()
        for line in lines
    ]


def _filled(cell: str, columns: int, *, flush: bool) -> str:
    blank = " " * (columns - width(cell))
    return blank + cell if flush else cell + blank
