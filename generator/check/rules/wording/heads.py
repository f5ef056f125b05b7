"""Whether one of very many words stands in a text: told by the first characters of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.check.joined import Grams, Joined

_TWO, _FOUR = 2, 4
_Named = tuple[str, str]
"""The name of a list and a word of it."""


@dataclass(frozen=True)
class Heads:
    """The words of several lists. `begun`: the first characters of words, at most four → these words;
    `of_one`: the words of a single character. `grams` are the keys of `begun`."""

    begun: Mapping[str, tuple[_Named, ...]]
    of_one: tuple[_Named, ...]
    grams: tuple[Grams, ...]

    def lists_in_each(self, texts: Sequence[str], together: Joined) -> dict[int, set[str]]:
        """The names of the lists of which a word stands in each text, by the number of the text; nothing for
        a text without any. `together`: the texts joined."""
        found: dict[int, set[str]] = {}
        for grams in self.grams:
            for number, place in together.each(grams.places(together.codes)):
                text = texts[number]
                # Two characters beyond the basic plane are the same to `grams`.
                for name, word in self.begun.get(text[place : place + grams.size], ()):
                    if text.startswith(word, place):
                        found.setdefault(number, set()).add(name)
        for name, word in self.of_one:
            for number, text in enumerate(texts):
                if word in text:
                    found.setdefault(number, set()).add(name)
        return found


def heads_of(lists: Mapping[str, Iterable[str]]) -> Heads:
    """The words of some lists by their names."""
    begun: dict[str, list[_Named]] = {}
    of_one: list[_Named] = []
    for name, words in lists.items():
        for word in words:
            if len(word) < _TWO:
                of_one.append((name, word))
            else:
                begun.setdefault(word[:_FOUR], []).append((name, word))
    sizes = sorted({len(head) for head in begun})
    grams = tuple(Grams((head for head in begun if len(head) == size), size) for size in sizes)
    return Heads({head: tuple(those) for head, those in begun.items()}, tuple(of_one), grams)
