"""Copies of a finished PDF, each with its number and a faint mark. The pages are not set again.

What is drawn are two small forms for a copy, one for its number and one for its mark; the pages name these
forms and are otherwise the same bytes in all copies. Forms are drawn first, below the page's own content:
nothing that is printed is touched or covered, and no state of the page's own drawing has to be undone.
"""

from __future__ import annotations

import io
import math
from types import TracebackType

import pikepdf
from pikepdf import Array, Dictionary, Name

from generator.model.profile import Profile
from generator.pdf.lettering import Letter, Lettering, Line, embed
from generator.pdf.numbering import number_text
from generator.typeset.lines import EM_CENTRE

ROLE = "黑体"
"""The face of numbers and marks: the 份号 is in it (GB/T 9704-2012, 7.2.1)."""
_DIGITS = "0123456789"
_NUMBER_SIZE = 16.0
"""pt: 3号 (GB/T 9704-2012, 7.2.1)."""
_MARK_SIZE = 40.0
"""pt, at most: large enough to be read on a photographed page (house)."""
_MARK_WIDTH = 0.86
"""Of the page's diagonal that a mark takes at most (house)."""
_MARK_GREY = 0.92
"""1 is white: seen when looked for, and text above it reads as before (house)."""
_NUMBER, _MARK = Name("/CopyNumber"), Name("/CopyMark")


class Stamper:
    """Makes copies of one PDF. To be closed, or used with `with`.

    `at_masthead`: the number stands on the first page, where the 份号 has its place: the first character of
    the first line of the type area. Raises pikepdf.PdfError where `pdf` is no PDF.
    """

    def __init__(self, pdf: bytes, lettering: Lettering, profile: Profile, *, at_masthead: bool) -> None:
        self._pdf = pikepdf.open(io.BytesIO(pdf))
        self._lettering = lettering
        self._at_masthead = at_masthead
        self._number = self._form()
        self._mark = self._form()
        self._prepare(profile)

    def __enter__(self) -> Stamper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pdf.close()

    def begin(self, mark: str = "") -> None:
        """The copies that follow are for one receiver: each bears `mark`, if any, with its number."""
        digits = self._lettering.line(_DIGITS)
        self._words = self._lettering.line(f"{mark}　") if mark else None
        own = self._words.letters if self._words else ()
        fonts = embed(self._pdf, (*digits.letters, *own))
        self._names = {face.tag: f"F{place}" for place, face in enumerate(fonts)}
        resources = Dictionary(
            Font=Dictionary({f"/{self._names[face.tag]}": font for face, font in fonts.items()})
        )
        for form in (self._number, self._mark):
            form.Resources = resources

    def copy(self, number: int) -> bytes:
        """The copy of this number, for the receiver of the last `begin`. The same bytes every time."""
        line = self._lettering.line(number_text(number))
        if self._at_masthead:
            self._number.write(self._drawn(line, _NUMBER_SIZE, 0.0, 0.0))
        if self._words is not None:
            self._mark.write(self._marked(_joined(self._words, line)))
        target = io.BytesIO()
        self._pdf.save(target, deterministic_id=True)
        return target.getvalue()

    def _form(self) -> pikepdf.Stream:
        form = self._pdf.make_stream(b"")
        form.Type, form.Subtype = Name.XObject, Name.Form
        # Large enough for any page; nothing is cut off by it.
        form.BBox = Array([-2000, -2000, 2000, 2000])
        return form

    def _prepare(self, profile: Profile) -> None:
        """Have every page draw the forms, whatever these will hold."""
        for place, page in enumerate(self._pdf.pages):
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            width, height = right - left, top - bottom
            # Upwards along the page's diagonal.
            angle = math.atan2(height, width)
            cos, sin = math.cos(angle), math.sin(angle)
            centre = f"{left + width / 2:.3f} {bottom + height / 2:.3f}"
            drawn = f"q {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {centre} cm {_MARK} Do Q\n"
            page.add_resource(self._mark, Name.XObject, _MARK)
            if place == 0 and self._at_masthead:
                x = left + profile.binding.pt
                # The em box stands in the middle of the line, as in every line that is set.
                down = profile.line_pitch.pt / 2 + EM_CENTRE * _NUMBER_SIZE
                y = top - profile.top.pt - down
                drawn += f"q 1 0 0 1 {x:.3f} {y:.3f} cm {_NUMBER} Do Q\n"
                page.add_resource(self._number, Name.XObject, _NUMBER)
            # No part of the text: whoever hears the page read aloud does not hear it on every one.
            stamp = f"/Artifact BMC\n{drawn}EMC\n"
            page.contents_add(stamp.encode(), prepend=True)

    def _marked(self, line: Line) -> bytes:
        """The mark, with its middle at the origin."""
        diagonal = min(
            math.hypot(float(page.mediabox[2]), float(page.mediabox[3])) for page in self._pdf.pages
        )
        size = min(_MARK_SIZE, 1000 * _MARK_WIDTH * diagonal / max(line.width, 1.0))
        x = -line.width / 1000 * size / 2
        return f"{_MARK_GREY} g\n".encode() + self._drawn(line, size, x, -EM_CENTRE * size)

    def _drawn(self, line: Line, size: float, x: float, y: float) -> bytes:
        parts = ["BT"]
        for letter in line.letters:
            at = f"1 0 0 1 {x + letter.x / 1000 * size:.3f} {y:.3f} Tm"
            parts.append(f"/{self._names[letter.face.tag]} {size:.3f} Tf {at} <{letter.number:04x}> Tj")
        return "\n".join((*parts, "ET")).encode()


def _joined(first: Line, second: Line) -> Line:
    moved = (Letter(one.face, one.number, one.text, first.width + one.x, one.width) for one in second.letters)
    return Line((*first.letters, *moved), first.width + second.width)
