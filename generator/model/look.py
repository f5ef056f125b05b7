"""What a printed page looks like, in short, and which pages somebody looks at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """A printed page: `signature` is the same as long as the page looks the same; sizes in pt."""

    signature: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that was asked for as a picture: its number, from 1, the dots per inch, and the signature of
    the page that the picture showed."""

    number: int
    dpi: int
    signature: str
