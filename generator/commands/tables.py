"""Tables of the commands as lines of text."""

from __future__ import annotations

from collections.abc import Sequence

_GAP = "  "


def table_lines(titles: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int]) -> list[str]:
    """Columns as wide as they need to be, Chinese characters counting two; those of `right` end flush."""
    # With all messages beside it: no other command is to wait for them when it starts.
    from generator.diagnostics.show import width

    lines = [titles, *rows]
    widths = [max(width(line[column]) for line in lines) for column in range(len(titles))]
    return [
        _GAP.join(
            _filled(cell, widths[column] - width(cell), flush=column in right)
            for column, cell in enumerate(line)
        ).rstrip()
        for line in lines
    ]


def _filled(cell: str, short: int, *, flush: bool) -> str:
    """The cell with `short` blanks before or behind it."""
    return " " * short + cell if flush else cell + " " * short
