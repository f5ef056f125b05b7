"""What a signed issue said: every paragraph and row that was printed, and every picture, in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHEET = "sheet"
"""The kind of the line that begins a 交办单; its text is the file name."""
ROW, PICTURE, DRAWING = "tr", "img", "svg"
_BLANKS = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Said:
    """One block of a page. `kind` is its element; `text` is what it says: of a row its cells with tabs
    between, of a drawing the words that tell what it shows, of a picture its file, whose bytes `digest`
    names."""

    kind: str
    text: str
    digest: str = ""

    @property
    def meaning(self) -> tuple[str, str, str]:
        """What it is known by: not by its element, which is a matter of templates, nor by blanks and ends of
        lines, which HTML does not tell apart."""
        kind = self.kind if self.kind in (PICTURE, DRAWING, SHEET) else ""
        text = self.text if self.kind == ROW else plain(self.text)
        return kind, text, self.digest


@dataclass(frozen=True, slots=True)
class Final:
    """A signed issue. `title` names it, 工作简报2026年第6期; its sheets stand behind its page."""

    title: str
    said: tuple[Said, ...]

    @property
    def page(self) -> tuple[Said, ...]:
        """What its own page says, without its sheets."""
        kinds = [one.kind for one in self.said]
        return self.said[: kinds.index(SHEET)] if SHEET in kinds else self.said


def plain(text: str) -> str:
    """A text with its blanks and ends of lines as HTML shows them: one blank; full-width ones stay."""
    return _BLANKS.sub(" ", text).strip(" ")
