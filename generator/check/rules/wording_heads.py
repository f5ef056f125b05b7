"""Whether one of very many words may stand in a text: told by the first two characters of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_TWO = 2


@dataclass(frozen=True)
class Heads:
    """The words of several lists. `of_two`: two characters → the lists and words that begin with them;
    `of_one`: the words of a single character. `pairs` finds every two characters of which one begins a word
    and one is the second of some word."""

    of_two: Mapping[str, tuple[tuple[str, str], ...]]
    of_one: tuple[tuple[str, str], ...]
    pairs: re.Pattern[str]
    known: frozenset[str]

    def heads_in(self, text: str) -> frozenset[str]:
        """Of the first two characters of words those that stand in the text."""
        return self.known.intersection(self.pairs.findall(text))

    def lists_in(self, text: str, heads: frozenset[str] | None = None) -> frozenset[str]:
        """The names of the lists of which a word stands in the text. `heads`: what `heads_in` said of it."""
        found = [name for name, word in self.of_one if word in text]
        for head in self.heads_in(text) if heads is None else heads:
            for name, word in self.of_two[head]:
                if word in text:
                    found.append(name)
        return frozenset(found)


def heads_of(lists: Mapping[str, Iterable[str]], others: Iterable[str] = ()) -> Heads:
    """The words of some lists by their names. `others`: two characters that are looked for, too."""
    of_two: dict[str, list[tuple[str, str]]] = {}
    of_one: list[tuple[str, str]] = []
    for name, words in lists.items():
        for word in words:
            if len(word) < _TWO:
                of_one.append((name, word))
            else:
                of_two.setdefault(word[:_TWO], []).append((name, word))
    for head in others:
        of_two.setdefault(head, [])
    first, second = ("".join(sorted({re.escape(head[place]) for head in of_two})) for place in (0, 1))
    pairs = re.compile(f"(?=([{first}][{second}]))" if of_two else r"(?!)")
    return Heads(
        {head: tuple(those) for head, those in of_two.items()}, tuple(of_one), pairs, frozenset(of_two)
    )
