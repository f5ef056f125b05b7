"""CMYK in sRGB: PDF/A-1 allows colours of devices of one kind only, that of the output intent (6.2.3.3).

Only the red of mastheads is CMYK on our pages; it becomes what the layout profile gives it on screens.
Any other colour becomes what a reader would show of it: inks on paper mix as the overprints of solid inks
do, so that a colour lies between the eight overprints of three inks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from math import isclose

import pikepdf
from pikepdf import Name

from generator.pdf.options import Red

_INKS: Mapping[tuple[int, ...], tuple[int, int, int]] = {
    (0, 0, 0): (255, 255, 255),
    (1, 0, 0): (0, 174, 239),
    (0, 1, 0): (236, 0, 140),
    (0, 0, 1): (255, 242, 0),
    (1, 1, 0): (46, 49, 146),
    (1, 0, 1): (0, 166, 81),
    (0, 1, 1): (237, 28, 36),
    (1, 1, 1): (54, 54, 57),
}
"""Solid cyan, magenta and yellow printed over each other on coated paper, as seen: sRGB."""
_NUMBERS = rb"((?:[\d.]+\s+){4})"
_SET = re.compile(
    rb"/DeviceCMYK\s+(?:cs\s+" + _NUMBERS + rb"scn?|CS\s+" + _NUMBERS + rb"SCN?)\b|"
    rb"(?<=\s)" + _NUMBERS + rb"([kK])(?=\s)"
)


def colours_in_srgb(document: pikepdf.Pdf, red: Red) -> None:
    """Rewrite where pages, and what is drawn on them, take a colour of CMYK. What has none stays as it is."""
    for page in document.pages:
        content = page.Contents.read_bytes()
        if (new := _rewritten(content, red)) != content:
            page.Contents = document.make_stream(new)
    for item in document.objects:
        if isinstance(item, pikepdf.Stream) and (item.get("/Subtype") == Name.Form or "/PatternType" in item):
            content = item.read_bytes()
            if (new := _rewritten(content, red)) != content:
                item.write(new)


def srgb_of(cyan: float, magenta: float, yellow: float, black: float) -> tuple[float, float, float]:
    """The sRGB of a colour in CMYK; all from 0 to 1."""
    mixed = [0.0, 0.0, 0.0]
    for corner in product((0, 1), repeat=3):
        share = 1.0
        for ink, solid in zip((cyan, magenta, yellow), corner, strict=True):
            share *= ink if solid else 1 - ink
        for channel, value in enumerate(_INKS[corner]):
            mixed[channel] += share * value / 255
    red, green, blue = (value * (1 - black) for value in mixed)
    return red, green, blue


def _rewritten(content: bytes, red: Red) -> bytes:
    return _SET.sub(lambda found: _in_srgb(found, red), content)


def _in_srgb(found: re.Match[bytes], red: Red) -> bytes:
    fill, stroke, either, operator = found.groups()
    name = "RG" if stroke or operator == b"K" else "rg"
    cyan, magenta, yellow, black = (min(1.0, float(one)) for one in (fill or stroke or either).split())
    if all(map(isclose, (cyan, magenta, yellow, black), red.cmyk)):
        channels = tuple(int(red.srgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    else:
        channels = srgb_of(cyan, magenta, yellow, black)
    return (" ".join(f"{channel:.5f}" for channel in channels) + f" {name}").encode()
