"""A text scanned for characters typed for others, once for all rules that look for them.

Nearly every text has none, so that this is all the time that these rules take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count, repeat
from operator import add, contains
from typing import NamedTuple

from generator.check.rules.wording_known import QUAD, known, lines
from generator.check.rules.wording_sounds_known import HEAD, sounds

_OTHERS = ((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2040), (0x3000, 0x3040), (0xFF00, 0xFFF0))
"""Letters, digits and marks: what stands beside Chinese characters."""


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
    """Every two and three characters are met once."""
    if len(text) < 2:
        return Scanned(text)
    is_wrong = map(contains, map(wrong_behind().get, text, repeat("")), text[1:])
    wrong = frozenset(text[place : place + 2] for place in compress(count(), is_wrong))
    heard = _heard()
    sound = text.translate(heard.sounds)
    met = heard.every.intersection(map(add, map(add, sound, sound[1:]), sound[2:]))
    if not met:
        return Scanned(text, sound, wrong)
    quads = frozenset(_quads(sound, met & heard.of_quads))
    return Scanned(text, sound, wrong, quads, met & sounds().heads)


@lru_cache(maxsize=1)
def wrong_behind() -> Mapping[str, str]:
    """Each character → those that make a wrong writing of a word with it, behind it: a tenth of the memory
    that a set of all of them would take, and of the time to make it."""
    behind: dict[str, str] = {}
    for line in lines("misspelt.txt"):
        word, *wrong = line.split(" ")
        for those in wrong:
            if those[0] == "1":
                for one in those[1:]:
                    behind[one] = behind.get(one, "") + word[1]
            else:
                behind[word[0]] = behind.get(word[0], "") + those[1:]
    return behind


@dataclass(frozen=True, slots=True)
class _Heard:
    """`sounds`: a character → the one that stands for how it sounds. `every`: three of these that begin a
    saying; `of_quads`: those that begin one of `Known.sayings`."""

    sounds: Mapping[int, str]
    every: frozenset[str]
    of_quads: frozenset[str]


@lru_cache(maxsize=1)
def _heard() -> _Heard:
    of_quads = frozenset(quad[:HEAD] for quad in known().heard)
    # A character that is no key would cost `translate` an exception.
    others = {code: chr(code) for span in _OTHERS for code in range(*span)}
    return _Heard({**others, **known().near}, of_quads | sounds().heads, of_quads)


def _quads(sound: str, met: frozenset[str]) -> Iterator[str]:
    heard = known().heard
    for three in met:
        start = sound.find(three)
        while start >= 0:
            if sound[start : start + QUAD] in heard:
                yield sound[start : start + QUAD]
            start = sound.find(three, start + 1)
