"""Reads `pairs.txt`: pairs of words that are taken for one another, and the contexts that tell.

`usage.txt` is written likewise: words that mean nearly the same and go with different ones (发扬作用).

A context is written as it reads, with the word as ~; it is a regular expression in which (甲/乙) is either,
… a few characters, ^ and $ the ends of a clause, and {名} what a line 名=… has given a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from generator.check.rules.wording.known import lines
from generator.check.rules.wording.pairs import Context, Pair, PairFinder, finder

FILES = ("pairs.txt", "usage.txt")
WORD = "~"
_HEAD = re.compile(r"(?P<word>[^→\s]+)→(?P<right>[^：，]+)(?P<light>，异形)?：(?P<reason>.+)")
_NAME = re.compile(r"(?P<name>[一-鿿]+)=(?P<text>\S+)")
_NAMED = re.compile(r"\{([一-鿿]+)\}")
_SIGNS = re.compile(r"\[[^\]]*\]|\((?!\?)|[/…^$]|\\.")
"""What is rewritten; classes and what is escaped are passed over."""
_MEANT = {
    "(": "(?:",
    "/": "|",
    "…": r"[^，。；：！？\n]{0,12}?",
    "^": r"(?:\A|[，。；：、！？“（\s　])",
    "$": r"(?:[，。；：、！？”）\s　]|\Z)",
}


@lru_cache(maxsize=1)
def pairs() -> PairFinder:
    """Read once: it ships with the program."""
    return finder(chain.from_iterable(contexts(lines(file)) for file in FILES))


def contexts(text: Iterator[str]) -> Iterator[Context]:
    """The contexts of a file by its lines. Raises ValueError for a line that is none."""
    names: dict[str, str] = {}
    pair: Pair | None = None
    for line in text:
        if name := _NAME.fullmatch(line):
            names[name["name"]] = f"({name['text']})"
        elif head := _HEAD.fullmatch(line):
            pair = Pair(head["word"], head["right"], head["reason"], head["light"] is not None)
        elif pair is None or not line[0].isspace():
            raise ValueError(line)
        else:
            for one in line.split():
                yield _context(pair, _NAMED.sub(lambda found: names[found[1]], one))


def _context(pair: Pair, text: str) -> Context:
    before, sign, after = text.partition(WORD)
    if not sign:
        raise ValueError(text)
    return Context(pair, expression(before), expression(after))


def expression(text: str) -> str:
    """The regular expression of a part of a context."""
    return _SIGNS.sub(lambda sign: _MEANT.get(sign[0], sign[0]), text)
