"""What sayings of official prose look like when they are right, from the files beside words.yaml.

A character that sounds or looks like the right one is what an input method puts in its place: 再所难免.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.model.kinds import SHIPPED

FOLDER = SHIPPED / "proofreading"
QUAD = 4
"""Characters of a saying as it is looked for: a longer one is several."""
_EXACTLY = "="
_FREE = frozenset(
    "的地得是和在再以已为及不与会部市府区县家人一上下中大有说这也之其于由使他她它我都就将其时事业级名位从向对把被到给用"
)
"""Characters that stand alone so often that they may meet the others by chance: 政府和|有关, 符合有关."""


@dataclass(frozen=True)
class Known:
    """`sayings`: right ones by how they sound, roughly; `right` are all of them, `exact` those of which a
    wrong form sounds the same exactly. `near` and `same` map characters that sound alike, roughly or exactly,
    to one of them; `shapes`: a character → those that look like it. `heard` are the keys of `sayings`, as a
    set, which is met more quickly.
    """

    sayings: Mapping[str, tuple[str, ...]]
    exact: frozenset[str]
    right: frozenset[str]
    near: Mapping[int, str]
    same: Mapping[int, str]
    shapes: Mapping[str, str]
    heard: frozenset[str]

    def is_typed_for(self, written: str, right: str) -> bool:
        """Whether `written` is what somebody typed for `right`: one character that sounds or looks like the
        right one, or two that sound exactly the same."""
        wrong = [pair for pair in zip(written, right, strict=True) if pair[0] != pair[1]]
        if len(wrong) > QUAD // 2:
            return False
        if right in self.exact and any(one in _FREE for one, _ in wrong):
            return False
        if all(self.same.get(ord(one), one) == self.same.get(ord(two), two) for one, two in wrong):
            return True
        if len(wrong) > 1 or right in self.exact:
            return False
        one, two = wrong[0]
        return self.near.get(ord(one), one) == self.near.get(ord(two), two) or one in self.shapes.get(two, "")


@lru_cache(maxsize=1)
def known() -> Known:
    """Read once: it ships with the program."""
    near, same = _sounds()
    shapes = {line[0]: line[1:] for line in lines("shapes.txt")}
    every, exact = _sayings()
    table = {ord(character): near[character] for character in near}
    sayings: dict[str, tuple[str, ...]] = {}
    for saying in every:
        sound = saying.translate(table)
        sayings[sound] = (*sayings.get(sound, ()), saying)
        if saying not in exact:
            for wrong in _misread(saying, shapes):
                sound = wrong.translate(table)
                sayings[sound] = (*sayings.get(sound, ()), saying)
    return Known(
        sayings,
        exact,
        frozenset(every),
        table,
        {ord(character): same[character] for character in same},
        shapes,
        frozenset(sayings),
    )


def _misread(saying: str, shapes: Mapping[str, str]) -> Iterator[str]:
    for place, character in enumerate(saying):
        for other in shapes.get(character, ""):
            yield saying[:place] + other + saying[place + 1 :]


def _sounds() -> tuple[dict[str, str], dict[str, str]]:
    near: dict[str, str] = {}
    same: dict[str, str] = {}
    for line in lines("sounds.txt"):
        for group in line.split():
            for character in group:
                near[character], same[character] = line[0], group[0]
    return near, same


def _sayings() -> tuple[tuple[str, ...], frozenset[str]]:
    """All of them, and those whose wrong forms sound exactly the same."""
    own, _, exact = "\n".join(lines("phrases.txt")).partition(f"\n{_EXACTLY}\n")
    return (*own.split(), *exact.split()), frozenset(exact.split())


def lines(name: str) -> Iterator[str]:
    """The lines of a file beside words.yaml that say something."""
    text = Path(FOLDER / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
