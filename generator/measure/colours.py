"""Colours as the PDF gives them, and how they are told and named."""

from __future__ import annotations

from typing import Any

Colour = tuple[float, ...]
"""One value is grey, three are RGB, four CMYK, each from 0 to 1; none: a pattern."""


def colour_of(value: Any) -> Colour:
    """A colour of pdfminer's graphic state."""
    if isinstance(value, int | float):
        return (float(value),)
    if isinstance(value, tuple | list) and all(isinstance(part, int | float) for part in value):
        return tuple(float(part) for part in value)
    return ()


def is_red(colour: Colour) -> bool:
    if len(colour) == 3:
        return colour[0] > 0.6 and colour[1] < 0.45 and colour[2] < 0.45
    return len(colour) == 4 and colour[0] < 0.3 and min(colour[1:3]) > 0.5 and colour[3] < 0.4


def is_pale_grey(colour: Colour) -> bool:
    """A light grey, as drafts' watermarks have it: no hue, and neither black nor nearly so."""
    if len(colour) == 4:
        return max(colour[:3]) < 0.1 and colour[3] < 0.6
    return bool(colour) and max(colour) - min(colour) < 0.06 and min(colour) > 0.4


def is_white(colour: Colour) -> bool:
    return max(colour) < 0.01 if len(colour) == 4 else bool(colour) and min(colour) > 0.99


def colour_name(colour: Colour) -> str:
    """`CMYK 0 80 80 0` (percent), `RGB #EA5532`, `灰 0%` (0: black) or `图案`."""
    if len(colour) == 4:
        return "CMYK " + " ".join(f"{part * 100:.3g}" for part in colour)
    if len(colour) == 3:
        return "RGB #" + "".join(f"{round(part * 255):02X}" for part in colour)
    return f"灰 {colour[0] * 100:.3g}%" if colour else "图案"


def same_colour(one: Colour, other: Colour, within: float = 0.02) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= within for a, b in zip(one, other, strict=True))
