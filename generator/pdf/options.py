"""What a publication and its layout profile say of the kinds of PDF made of its issues."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.profile import Profile
from generator.model.site import Publication


@dataclass(frozen=True, slots=True)
class Red:
    """The office's red: as inks, each from 0 to 1, and as it stands for it on screens, `#rrggbb`."""

    cmyk: tuple[float, float, float, float] = (0.0, 0.8, 0.8, 0.0)
    srgb: str = "#EA5532"


@dataclass(frozen=True, slots=True)
class Options:
    """Lengths in millimetres. `bleed` goes beyond every edge of the paper as it will be cut.

    `binding` and `outer` are the margins beside the type area, `bottom` that under it. Without a word of a
    publication all is as in GB/T 9704-2012.
    """

    red: Red = Red()
    bleed: float = 0.0
    crop_marks: bool = False
    binding: float = 28.0
    outer: float = 26.0
    bottom: float = 35.0


AS_STANDARD = Options()


def options_of(publication: Publication, profile: Profile) -> Options:
    cyan, magenta, yellow, black = (percent / 100 for percent in profile.red.cmyk)
    return Options(
        Red((cyan, magenta, yellow, black), profile.red.srgb),
        float(publication.bleed),
        publication.crop_marks,
        round(profile.binding.mm, 3),
        round(profile.outer.mm, 3),
        round(profile.bottom.mm, 3),
    )
