"""From colours of a screen to inks: what is black is black ink alone, the office's red is as it was given,
everything else goes through the profile of a printing condition.

The profile beside this file, `press_fogra39.icc`, is of FOGRA39, offset on coated paper (ISO 12647-2:2004/
Amd 1); where it comes from and why it may be passed on stands in `press_fogra39.txt`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageCms

from generator.pdf.options import Red

CONDITION = "FOGRA39"
"""The name of the printing condition in the registry of the ICC (`REGISTRY`)."""
REGISTRY = "http://www.color.org"
CONDITION_IN_WORDS = "Offset printing, ISO 12647-2:2004/Amd 1, coated paper (FOGRA39)"

RGB = tuple[float, float, float]
CMYK = tuple[float, float, float, float]
"""Values from 0 to 1."""

_PROFILE = Path(__file__).with_name("press_fogra39.icc")
_GREY = 2.5 / 255
"""Channels no further apart than this are a grey: as far as rounding to whole bytes may part them."""
_GREY_PHOTO = 12
"""The same for a photo, in bytes: packing as JPEG parts the channels of a black and white one by some."""
_SAME = 0.6 / 255


@dataclass(frozen=True, slots=True)
class Inks:
    """How colours become inks. Flat colours are matched as they look on white paper; photos are brought into
    what inks can print with their tones kept apart."""

    red: Red
    flat: ImageCms.ImageCmsTransform
    photo: ImageCms.ImageCmsTransform

    def of_grey(self, grey: float) -> CMYK:
        return (0.0, 0.0, 0.0, round(1 - grey, 4))

    def of_rgb(self, colour: RGB) -> CMYK:
        """Whole percents: the eye tells no finer ones apart, and a printer can read them."""
        if max(colour) - min(colour) <= _GREY:
            return self.of_grey(sum(colour) / 3)
        if all(abs(one - other) <= _SAME for one, other in zip(colour, _rgb(self.red.srgb), strict=True)):
            return self.red.cmyk
        patch = Image.new("RGB", (1, 1), _bytes(colour))
        values = _applied(patch, self.flat).tobytes()
        cyan, magenta, yellow, black = (round(value / 2.55) / 100 for value in values)
        return (cyan, magenta, yellow, black)

    def of_photo(self, photo: Image.Image) -> Image.Image:
        """In mode CMYK, or L for black ink alone where the photo has no colour."""
        photo = photo.convert("RGB")
        red, green, blue = photo.split()
        apart = max(_furthest(red, green), _furthest(green, blue), _furthest(red, blue))
        return photo.convert("L") if apart <= _GREY_PHOTO else _applied(photo, self.photo)


def make_inks(red: Red) -> Inks:
    """The profile read once for all colours of a document."""
    screen = ImageCms.createProfile("sRGB")
    press = ImageCms.getOpenProfile(io.BytesIO(profile_bytes()))
    flat = ImageCms.buildTransform(
        screen,
        press,
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    photo = ImageCms.buildTransform(screen, press, "RGB", "CMYK", ImageCms.Intent.PERCEPTUAL)
    return Inks(red, flat, photo)


def profile_bytes() -> bytes:
    return _PROFILE.read_bytes()


def _applied(picture: Image.Image, transform: ImageCms.ImageCmsTransform) -> Image.Image:
    turned = ImageCms.applyTransform(picture, transform)
    assert turned is not None, "only a change in place returns nothing"
    return turned


def _furthest(one: Image.Image, other: Image.Image) -> int:
    extrema = ImageChops.difference(one, other).getextrema()
    return int(extrema[1])  # type: ignore[arg-type]


def _bytes(colour: RGB) -> tuple[int, int, int]:
    red, green, blue = (round(part * 255) for part in colour)
    return red, green, blue


def _rgb(written: str) -> RGB:
    red, green, blue = (int(written[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
