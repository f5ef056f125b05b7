"""Which photos stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from generator.model.report import Photo

SMALL_WIDTH = 900
"""Narrower photos (px) are small: at full width they would print under 150 dpi (house)."""

Sizes = Mapping[str, tuple[int, int]]
"""Path relative to content/ → width and height in px, upright."""

_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo as it is printed: `half` stands beside its neighbour; `ratio` is width to height, or 0."""

    file: str
    caption: str
    photographer: str
    half: bool
    ratio: float


def pair(photos: Sequence[Photo], sizes: Sizes) -> tuple[Figure, ...]:
    """Two neighbouring small photos become a pair; the order stays."""
    figures: list[Figure] = []
    waiting = list(photos)
    while waiting:
        count = 2 if len(waiting) > 1 and all(_small(photo, sizes) for photo in waiting[:2]) else 1
        figures += [
            Figure(photo.file, photo.caption, photo.photographer, count == 2, _ratio(photo, sizes))
            for photo in waiting[:count]
        ]
        del waiting[:count]
    return tuple(figures)


def read_sizes(root: Path, files: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The size of every readable picture, as it is shown (EXIF orientation applied), from its header.

    `root` is the site's content folder. Pictures that cannot be read are left out: loading and
    publishing report them.
    """
    sizes: dict[str, tuple[int, int]] = {}
    for file in files:
        try:
            with Image.open(root / file) as image:
                turned = image.getexif().get(_ORIENTATION, 1) >= 5
                sizes[file] = (image.height, image.width) if turned else image.size
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
    return sizes


def _ratio(photo: Photo, sizes: Sizes) -> float:
    width, height = sizes.get(photo.file, (0, 1))
    return width / height


def _small(photo: Photo, sizes: Sizes) -> bool:
    if photo.file not in sizes:
        return False
    width, height = sizes[photo.file]
    return width < SMALL_WIDTH or height > width
