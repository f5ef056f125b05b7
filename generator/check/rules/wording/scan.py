"""Texts scanned for characters typed for others, once for all rules that look for them.

Nearly every text has none, so that this is all the time that these rules take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from generator.check.joined import Codes, Grams, Joined, Places, codes_of, joined
from generator.check.rules.wording.known import QUAD, known, lines
from generator.check.rules.wording.sounds_known import HEAD, sounds

_TWO = 2


class Scanned(NamedTuple):
    """`sound` is the text as it sounds, roughly, a character for each of its own. Of what is in it: `wrong`
    are wrong writings of words of two characters, `quads` and `heads` how sayings sound or begin
    (`Known.sayings`, `Sounds.sayings`)."""

    text: str
    sound: str = ""
    wrong: frozenset[str] = frozenset()
    quads: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()


def scanned(text: str) -> Scanned:
    return scan([text], joined([text])).get(0, Scanned(text))


def scan(texts: Sequence[str], together: Joined) -> dict[int, Scanned]:
    """Those of the texts in which something of it stands. `together`: the texts joined."""
    heard, codes = _heard(), together.codes
    wrong = _cut(texts, together, _wrong().places(codes), _TWO)
    sound = Joined(heard.sounds[codes], together.starts)
    # What is written right needs no further look.
    quads = _without(heard.quads.places(sound.codes), heard.right.places(codes))
    heads = _without(heard.heads.places(sound.codes), *(those.places(codes) for those in heard.sayings))
    sounding = {number: sound.text(number) for number in sound.numbers(np.concatenate((quads, heads)))}
    said = _cut(sounding, sound, quads, QUAD)
    begun = _cut(sounding, sound, heads, HEAD)
    nothing: frozenset[str] = frozenset()
    return {
        number: Scanned(
            texts[number],
            sounding.get(number, ""),
            frozenset(wrong.get(number, nothing)),
            frozenset(said.get(number, nothing)),
            frozenset(begun.get(number, nothing)),
        )
        for number in sorted({*wrong, *said, *begun})
    }


def _without(places: Places, *others: Places) -> Places:
    left = places
    for those in others:
        left = np.setdiff1d(left, those, assume_unique=True)
    return left


def _cut(
    texts: Sequence[str] | Mapping[int, str], together: Joined, places: Places, size: int
) -> dict[int, set[str]]:
    """The strings of `size` characters at the places, by the number of their text."""
    found: dict[int, set[str]] = {}
    for number, place in together.each(places):
        found.setdefault(number, set()).add(texts[number][place : place + size])
    return found


@lru_cache(maxsize=1)
def _wrong() -> Grams:
    return Grams(wrong_writings(), _TWO)


def wrong_writings() -> Iterator[str]:
    """All wrong writings of words of two characters, one behind the other, some at a time."""
    for line in lines("misspelt.txt"):
        word, *wrong = line.split(" ")
        for those in wrong:
            if those[0] == "1":
                yield word[1].join((*those[1:], ""))
            else:
                yield word[0] + word[0].join(those[1:])


@dataclass(frozen=True, slots=True)
class _Heard:
    """`sounds`: the number of a character → of the one that stands for how it sounds. `quads`: how sayings
    of four characters sound, `right` these themselves; `heads`: how others begin, `sayings` the short ones of
    these themselves."""

    sounds: Codes
    quads: Grams
    right: Grams
    heads: Grams
    sayings: tuple[Grams, ...]


@lru_cache(maxsize=1)
def _heard() -> _Heard:
    table = np.arange(1 << 16, dtype=np.uint16)
    near = known().near
    table[list(near)] = codes_of("".join(near.values()))
    every = {saying.text for those in sounds().sayings.values() for saying in those}
    return _Heard(
        table,
        Grams(known().heard, QUAD),
        Grams(known().right, QUAD),
        Grams(sounds().heads, HEAD),
        tuple(Grams((one for one in every if len(one) == size), size) for size in (HEAD, QUAD)),
    )
