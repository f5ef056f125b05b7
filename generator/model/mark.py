"""A place on a printed page and the line that it came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle in pt from the page's upper left corner; `file` is relative to the site, `line` from 1."""

    x: float
    y: float
    width: float
    height: float
    file: str
    line: int
