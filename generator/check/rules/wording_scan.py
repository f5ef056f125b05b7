"""A text scanned for characters typed for others, once for all rules that look for them.

Nearly every text has none, so that this is all the time that these rules take.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import add

from generator.check.rules.wording_known import known
from generator.check.rules.wording_sounds_known import sounds


@dataclass(frozen=True, slots=True)
class Scanned:
    """`sound` is the text as it sounds, roughly, a character for each of its own. Of what is in it: `slips`
    and `wrong` are wrong writings of two characters (`Known.slips`, `Sounds.meant`), `quads` and `heads` how
    sayings sound or begin (`Known.sayings`, `Sounds.sayings`)."""

    text: str
    sound: str = ""
    slips: frozenset[str] = frozenset()
    wrong: frozenset[str] = frozenset()
    quads: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()


def scanned(text: str) -> Scanned:
    """Every two, three and four characters are met once."""
    if len(text) < 2:
        return Scanned(text)
    lists, more = known(), sounds()
    written = _every_wrong().intersection(map(add, text, text[1:]))
    sound = text.translate(lists.near)
    pairs = list(map(add, sound, sound[1:]))
    return Scanned(
        text,
        sound,
        written & lists.wrong if written else written,
        written & more.wrong if written else written,
        lists.heard.intersection(map(add, pairs, pairs[2:])),
        more.heads.intersection(map(add, pairs, sound[2:])),
    )


@lru_cache(maxsize=1)
def _every_wrong() -> frozenset[str]:
    return known().wrong | sounds().wrong
