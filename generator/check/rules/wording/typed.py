"""A character typed for another that sounds or looks like it, in sayings of four characters."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.rules.wording.known import QUAD, Known, known
from generator.check.rules.wording.scan import Scanned

Typed = tuple[int, int, str]
"""Where a wrong word stands, and the right one."""
_JUDGED = "即使"
"""A word of which the rest of the sentence tells whether it is wrong (`pairs.txt`)."""


def typed(scan: Scanned) -> Iterator[Typed]:
    """再所难免 for 在所难免."""
    for sound in scan.quads:
        yield from _sayings(scan.text, scan.sound, sound, known())


def _sayings(text: str, sounds: str, sound: str, right: Known) -> Iterator[Typed]:
    those = right.sayings[sound]
    start = sounds.find(sound)
    while start >= 0:
        end = start + QUAD
        written = text[start:end]
        if written not in those and not written.startswith(_JUDGED):
            meant = next((one for one in those if right.is_typed_for(written, one)), None)
            if meant:
                yield start, end, meant
        start = sounds.find(sound, start + 1)
