"""What the rule about misspelt words knows, from files beside words.yaml.

`misspelt.txt`: wrong writings of words of two characters, which never stand in right text. `beside.txt`:
beside which characters the wrong one may stand after all. `sayings.txt`: right sayings, to find by sound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.check.rules.wording_known import Known, known, lines, slips

HEAD = 3
"""Characters of a saying by which it is looked for."""
_BETWEEN = "="


@dataclass(frozen=True, slots=True)
class Saying:
    """`read` is `text` with each character that has several readings replaced by one that is read so."""

    text: str
    read: str


@dataclass(frozen=True)
class Sounds:
    """`wrong`: wrong writings of words; `meant`: each → the right one. `heads`: how the first three
    characters of sayings sound; `sayings`: each → the sayings. `right` finds what sounds so, too.
    `free`: characters that often stand alone, so that they may meet the others of a saying by chance."""

    wrong: frozenset[str]
    meant: Mapping[str, str]
    heads: frozenset[str]
    sayings: Mapping[str, tuple[Saying, ...]]
    right: re.Pattern[str]
    free: frozenset[str]
    table: Known

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
    meant = dict(slips("misspelt.txt"))
    return Sounds(
        frozenset(meant),
        meant,
        frozenset(sayings),
        {sound: tuple(those) for sound, those in sayings.items()},
        re.compile(f"(?=({'|'.join(map(re.escape, right.split())) or '(?!)'}))"),
        frozenset(free.strip()),
        table,
    )


@lru_cache(maxsize=1)
def beside() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The characters that may stand before and behind each one that often is the wrong one. Read only when a
    wrong writing was found. Before and behind others, "", anything may stand."""
    before: dict[str, str] = {}
    behind: dict[str, str] = {}
    for line in lines("beside.txt"):
        side = before if line[1] == "<" else behind
        side[line[0]] = line[2:]
    return before, behind


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
