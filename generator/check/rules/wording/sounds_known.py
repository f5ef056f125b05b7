"""What the rule about misspelt words knows, from files beside words.yaml.

`misspelt.txt`: wrong writings of words of two characters. `words.txt`: words to which the characters of a
wrong writing may belong after all. `sayings.txt`: right sayings, to find by sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.check.rules.wording.known import Known, known, lines

HEAD = 3
"""Characters of a saying by which it is looked for."""
LONGEST = 4
"""Characters of the longest words of `words.txt`."""
_BETWEEN = "="


@dataclass(frozen=True, slots=True)
class Saying:
    """`read` is `text` with each character that has several readings replaced by one that is read so."""

    text: str
    read: str


@dataclass(frozen=True)
class Sounds:
    """`heads`: how the first three characters of sayings sound; `sayings`: each → the sayings. `right` finds
    what sounds so, too. `free`: characters that often stand alone, so that they may meet the others of a
    saying by chance."""

    heads: frozenset[str]
    sayings: Mapping[str, tuple[Saying, ...]]
    right: re.Pattern[str]
    free: frozenset[str]
    table: Known

    @property
    def wrong(self) -> frozenset[str]:
        """All wrong writings of words (`meant`)."""
        return frozenset(meant())

    def is_typed_for(self, written: str, saying: Saying) -> bool:
        """Whether a few of its characters are others that sound the same, or one that sounds nearly the same
        or looks alike. Of three characters one may be wrong, and sounds the same."""
        wrong = [one for one in zip(written, saying.text, saying.read, strict=True) if one[0] != one[1]]
        same, near = self.table.same, self.table.near
        if len(wrong) > len(written) // 2 or not wrong:
            return False
        if all(_alike(same, *one) for one in wrong):
            return True
        one, two, _ = wrong[0]
        nearly = _alike(near, *wrong[0]) or one in self.table.shapes.get(two, "")
        return len(wrong) == 1 and len(written) > HEAD and nearly


@lru_cache(maxsize=1)
def sounds() -> Sounds:
    """Read once: it ships with the program."""
    table = known()
    own, right, free = "\n".join(lines("sayings.txt")).split(f"\n{_BETWEEN}\n")
    sayings: dict[str, list[Saying]] = {}
    for entry in own.split():
        text, _, read = entry.partition("/")
        saying = Saying(text, read or text)
        for sound in _heads(saying, table):
            sayings.setdefault(sound, []).append(saying)
    return Sounds(
        frozenset(sayings),
        {sound: tuple(those) for sound, those in sayings.items()},
        re.compile(f"(?=({'|'.join(map(re.escape, right.split())) or '(?!)'}))"),
        frozenset(free.strip()),
        table,
    )


@lru_cache(maxsize=1)
def meant() -> Mapping[str, str]:
    """Each wrong writing → the right one. Read only when one was found."""
    return dict(_misspelt())


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """Words of two to four characters, all that are known. Read only when a wrong writing was found."""
    right = (line[:2] for line in lines("misspelt.txt"))
    return frozenset({*" ".join(lines("words.txt")).split(), *right, *known().right})


def _misspelt() -> Iterator[tuple[str, str]]:
    for line in lines("misspelt.txt"):
        word, *wrong = line.split(" ")
        for those in wrong:
            if those[0] == "1":
                yield from ((other + word[1], word) for other in those[1:])
            else:
                yield from ((word[0] + other, word) for other in those[1:])


def _heads(saying: Saying, table: Known) -> set[str]:
    """How it begins: as it is written and read, and with a character that looks like one of them."""
    sound = saying.text[:HEAD].translate(table.near)
    heads = {sound, saying.read[:HEAD].translate(table.near)}
    if len(saying.text) > HEAD:
        for at, character in enumerate(saying.text[:HEAD]):
            for other in table.shapes.get(character, ""):
                heads.add(sound[:at] + table.near.get(ord(other), other) + sound[at + 1 :])
    return heads


def _alike(table: Mapping[int, str], one: str, two: str, read: str) -> bool:
    return table.get(ord(one), one) in (table.get(ord(two), two), table.get(ord(read), read))
