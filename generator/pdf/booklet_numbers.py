"""Taking the page number off a page that is finished: the text that stands below its type area.

Numbers of tables are those of ISO 32000-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Object, Operator

from generator.pdf.colours import instructions

Matrix = tuple[float, float, float, float, float, float]
"""As operators give it: a b c d e f (8.3.3)."""

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_OPENS, _CLOSES = frozenset(("BDC", "BMC")), "EMC"


@dataclass(slots=True)
class _Reader:
    """Where text stands. Only the beginnings of lines are followed: a number is set by itself."""

    now: Matrix
    kept: list[Matrix] = field(default_factory=list)
    line: Matrix = _UNIT
    leading: float = 0.0

    def take(self, operator: str, operands: Sequence[Object]) -> None:
        if operator == "q":
            self.kept.append(self.now)
        elif operator == "Q" and self.kept:
            self.now = self.kept.pop()
        elif operator == "cm":
            self.now = _joined(_matrix(operands), self.now)
        elif operator == "BT":
            self.line = _UNIT
        elif operator == "Tm":
            self.line = _matrix(operands)
        elif operator in ("Td", "TD"):
            across, up = float(operands[0]), float(operands[1])
            self.line = _joined((1.0, 0.0, 0.0, 1.0, across, up), self.line)
            self.leading = -up if operator == "TD" else self.leading
        elif operator == "TL":
            self.leading = float(operands[0])
        elif operator in ("T*", "'", '"'):
            self.line = _joined((1.0, 0.0, 0.0, 1.0, 0.0, -self.leading), self.line)

    def height(self) -> float:
        return _joined(self.line, self.now)[5]


def without_text_below(form: Object, matrix: Matrix, edge: float) -> bytes:
    """The operators of `form` without the blocks of text all of which stands below `edge`, a height in points
    on the paper to which `matrix` takes the form. With the glyphs goes the text that is kept for copying."""
    reader = _Reader(matrix)
    lines: list[pikepdf.ContentStreamInstruction] = []
    block: list[tuple[Sequence[Object], str]] = []
    heights: list[float] = []
    inside = False
    for operands, operator in instructions(form):
        reader.take(operator, operands)
        inside = inside or operator == "BT"
        if not inside:
            lines.append(pikepdf.ContentStreamInstruction(operands, Operator(operator)))
            continue
        block.append((operands, operator))
        if operator in _SHOWS:
            heights.append(reader.height())
        if operator == "ET":
            below = bool(heights) and max(heights) < edge
            lines += [
                pikepdf.ContentStreamInstruction(one, Operator(name))
                for one, name in (_emptied(block) if below else block)
            ]
            block, heights, inside = [], [], False
    return pikepdf.unparse_content_stream(lines)


def _emptied(block: Sequence[tuple[Sequence[Object], str]]) -> list[tuple[Sequence[Object], str]]:
    """What sets the state stays; marks stay too where they reach beyond the block."""
    names = [name for _, name in block]
    whole = sum(name in _OPENS for name in names) == names.count(_CLOSES)
    gone = _SHOWS | _OPENS | {_CLOSES} if whole else _SHOWS
    return [(operands, name) for operands, name in block if name not in gone]


def _matrix(operands: Sequence[Object]) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return a, b, c, d, e, f


def _joined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
