"""Lines of Chinese text as WeasyPrint's layout sees them: measured, cut and spread.

`split` and `spread` take the place of WeasyPrint's cutting and justifying of one text box. `hook` says where
they are called from; `drawing` puts lines on the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from generator.typeset.breaks import atoms, break_points, squeezes
from generator.typeset.characters import BLANKS, is_wide
from generator.typeset.fit import Cells, Fit, count_gaps, fit_line
from generator.typeset.recent import Recent
from generator.typeset.shaping import Shaped, TypeCase, type_key

# The centre of the em box above the baseline, in em: 0.88 above and 0.12 below (every face named in the
# profile is drawn in that box, whatever ascent and descent its tables claim).
EM_CENTRE = 0.38


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A text box's text cut into atoms and measured. `offsets` are the atoms' places in UTF-8 bytes.

    `splits`: the lines cut off it lately, as `split` returns them.
    """

    text: str
    cells: Cells
    squeezed: Sequence[tuple[float, float]]
    shaped: Mapping[str, Shaped]
    offsets: Sequence[int]
    index: Mapping[int, int]
    newlines: Sequence[int]
    tracking: float
    splits: Recent[tuple[SetLine, int, float]]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A piece of a paragraph on one line; stands where WeasyPrint keeps its Pango layout.

    `spread` is what justification adds to every gap, in px. The other attributes are those that
    WeasyPrint reads of a layout.
    """

    paragraph: Paragraph
    begin: int
    end: int
    given: Mapping[int, float]
    text: str
    spread: float = 0.0
    first_line_direction: int = 0
    max_width: None = None

    def reactivate(self, style: Any) -> None:
        """WeasyPrint makes its layouts alive again before drawing; nothing here is ever dead."""

    def deactivate(self) -> None:
        """See reactivate."""

    @property
    def ascent(self) -> float:
        return 0.88 * self.paragraph.cells.em

    @property
    def underline_position(self) -> float:
        return -0.1 * self.paragraph.cells.em

    @property
    def underline_thickness(self) -> float:
        return 0.04 * self.paragraph.cells.em

    @property
    def strikethrough_position(self) -> float:
        return EM_CENTRE * self.paragraph.cells.em

    @property
    def strikethrough_thickness(self) -> float:
        return self.underline_thickness

    @property
    def pieces(self) -> Sequence[str]:
        return self.paragraph.cells.pieces[self.begin : self.end]


def paragraph(text: str, style: Any, *, keep: bool = True) -> Paragraph:
    """The measured paragraph of `text` in `style`; `keep` it in the type case to have it again."""
    case: TypeCase = style.font_config
    tracking = 0.0 if style["letter_spacing"] == "normal" else style["letter_spacing"]
    key = (text, type_key(style), tracking)
    kept: Paragraph | None = case.paragraphs.get(key)
    if kept is None:
        kept = _measure(text, style, tracking)
        if keep:
            case.paragraphs.keep(key, kept)
    return kept


def _measure(text: str, style: Any, tracking: float) -> Paragraph:
    pieces = atoms(text)
    shaped = style.font_config.shape(style, pieces)
    em = style["font_size"]
    squeezed = squeezes(pieces)
    advances = []
    offsets = []
    offset = 0
    for piece, (left, right) in zip(pieces, squeezed, strict=True):
        width = 0.0 if piece == "\n" else shaped[piece].advance
        advances.append(width + (tracking if is_wide(piece[0]) else 0.0) - (left + right) * em)
        offsets.append(offset)
        offset += len(piece.encode())
    index = {place: number for number, place in enumerate(offsets)}
    index[offset] = len(pieces)
    cells = Cells(pieces, advances, break_points(pieces), em)
    newlines = [number for number, piece in enumerate(pieces) if piece == "\n"]
    return Paragraph(
        text, cells, squeezed, shaped, offsets, index, newlines, tracking, Recent(len(pieces) + 8)
    )


def split(
    whole: Paragraph, begin: int, room: float | None, collapse: bool, *, cut: bool = True
) -> tuple[SetLine, int, float]:
    """Cut one line off `whole` from atom `begin`: the line, the atom to go on from, and its width.

    `room` None: no limit. `cut`: see `fit_line`. `collapse`: spaces at the end of a line that is cut are
    dropped.
    """
    key = (begin, room, collapse, cut)
    if (kept := whole.splits.get(key)) is None:
        kept = whole.splits.keep(key, _split(whole, begin, room, collapse, cut))
    return kept


def _split(
    whole: Paragraph, begin: int, room: float | None, collapse: bool, cut: bool
) -> tuple[SetLine, int, float]:
    cells = whole.cells
    pieces = cells.pieces
    newline = next((number for number in whole.newlines if number >= begin), None)
    stop = len(pieces) if newline is None else newline
    if room is None:
        fit = Fit(stop, sum(cells.advances[begin:stop]))
    elif stop == len(pieces):
        fit = fit_line(cells, begin, room, cut=cut)
    else:
        shorter = Cells(pieces[:stop], cells.advances[:stop], cells.starts[:stop], cells.em)
        fit = fit_line(shorter, begin, room, cut=cut) if stop > begin else Fit(begin, 0.0)
    resume = stop + 1 if newline is not None and fit.end == stop else fit.end
    end = fit.end
    width = fit.width
    if end < len(pieces) and collapse:
        while end > begin and pieces[end - 1] in BLANKS:
            end -= 1
    elif room is not None:
        # A fit leaves out the spaces at its end; what follows in another box stands after them.
        trailing = itertools.takewhile(lambda number: pieces[number] in BLANKS, range(end - 1, begin - 1, -1))
        width += sum(cells.advances[number] for number in trailing)
    line = SetLine(whole, begin, end, dict(fit.given), "".join(pieces[begin:end]))
    return line, resume, width


def gaps_of(lines: Sequence[SetLine]) -> int:
    """Gaps that may be widened in a line that is made of these, one after another."""
    return count_gaps([piece for line in lines for piece in line.pieces])


def spread(line: SetLine, amount: float, following: str) -> tuple[SetLine, float]:
    """`line` with every gap widened by `amount`, and how much wider it is.

    `following` is the first atom of what stands after it on the same line, "" at the line's end.
    """
    pieces = list(line.pieces)
    inner = count_gaps([*pieces, following]) if following else count_gaps(pieces)
    return replace(line, spread=amount), amount * inner
