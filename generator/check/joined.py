"""Many texts looked through at once, as numbers: where any of very many short strings stand in them.

A text of some hundred documents is gone over by NumPy in a thousandth of a second, and nearly nothing is left
to look at one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint16]
Places = NDArray[np.int64]
Bits = NDArray[np.uint64]
_LAST = 0xFFFF
"""Stands for every character beyond the basic plane; no character of its own."""
_BETWEEN = "\n"
_LONGEST = 4
_SPARSE = 8
"""Places of a table for each string in it."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64th by the golden ratio: neighbours fall far from each other (Knuth, TAOCP 6.4)."""
_WORD = 64
_ALL = 2**_WORD - 1


def codes_of(text: str) -> Codes:
    """A number for each character of the text."""
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(wide, _LAST).astype(np.uint16)


@dataclass(frozen=True)
class Joined:
    """Texts one behind the other, a line feed behind each: their numbers, and where each text begins."""

    codes: Codes
    starts: Places

    def numbers(self, places: Places) -> list[int]:
        """The texts in which the places are, in order, each once."""
        numbers: list[int] = np.unique(np.searchsorted(self.starts, places, "right") - 1).tolist()
        return numbers

    def text(self, number: int) -> str:
        """A text as its numbers have it."""
        start = self.starts[number]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.codes)
        return self.codes[start : end - 1].tobytes().decode("utf-16-le", "surrogatepass")

    def each(self, places: Places) -> Iterator[tuple[int, int]]:
        """The text in which each place is, and where it is there."""
        texts = np.searchsorted(self.starts, places, "right") - 1
        return zip(texts.tolist(), (places - self.starts[texts]).tolist(), strict=True)


def joined(texts: Sequence[str]) -> Joined:
    """At least one text is needed."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    return Joined(codes_of(_BETWEEN.join((*texts, ""))), np.cumsum(lengths) - lengths)


class Grams:
    """Strings of `size` characters each, one to four."""

    def __init__(self, strings: Iterable[str], size: int) -> None:
        self.size = size
        codes = codes_of("".join(strings)).reshape(-1, size)
        self._known = np.sort(_keys([codes[:, place] for place in range(size)]))
        # Most strings of a text are told apart from these without a search, by a table that is as small as
        # goes: it is to stay in the processor's cache.
        self._bits = (len(self._known) * _SPARSE).bit_length()
        self._may_be = np.zeros(1 << self._bits, np.bool_)
        self._may_be[self._spread(self._known)] = True

    def places(self, codes: Codes) -> Places:
        """Where one of the strings begins, in order."""
        return self.met(codes)[0]

    def met(self, codes: Codes) -> tuple[Places, Places]:
        """The same, and which string it is, by their order as numbers."""
        count = len(codes) - self.size + 1
        if count <= 0 or not len(self._known):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        keys = _keys([codes[place : place + count] for place in range(self.size)])
        places = np.flatnonzero(self._may_be[self._spread(keys)])
        keys = keys[places]
        nearest = np.minimum(np.searchsorted(self._known, keys), len(self._known) - 1)
        is_known = self._known[nearest] == keys
        return places[is_known].astype(np.int64), nearest[is_known].astype(np.int64)

    def _spread(self, keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
        return (keys * _SPREAD) >> np.uint64(_WORD - self._bits)


def _keys(columns: Sequence[Codes]) -> NDArray[np.uint64]:
    """A number for each string, of the numbers of its first, second … characters."""
    keys = columns[0].astype(np.uint64)
    for column in columns[1:]:
        keys = (keys << np.uint64(16)) | column
    return keys


class Marks:
    """Sets of words, each of which is a bit: of which of them one stands in a text. A word is known by its
    first four characters; most are single characters."""

    def __init__(self, bits: Mapping[str, int]) -> None:
        """`bits`: a word → the bits of the sets that it is in."""
        self._width = max((one.bit_length() for one in bits.values()), default=0)
        begun: dict[str, int] = {}
        for word, one in bits.items():
            begun[word[:_LONGEST]] = begun.get(word[:_LONGEST], 0) | one
        signs = {word: one for word, one in begun.items() if len(word) == 1}
        self._signs = [_table(_part(signs, shift)) for shift in self._shifts]
        sizes = sorted({len(word) for word in begun} - {0, 1})
        self._words = [self._of_size(begun, size) for size in sizes]

    @property
    def _shifts(self) -> range:
        return range(0, self._width, _WORD)

    def _of_size(self, begun: Mapping[str, int], size: int) -> tuple[Grams, list[Bits]]:
        """The words of a size, and the bits of each in their order as numbers."""
        # Two beyond the basic plane may be the same number.
        numbers: dict[bytes, int] = {}
        for word, one in begun.items():
            if len(word) == size:
                number = codes_of(word).astype(">u2").tobytes()
                numbers[number] = numbers.get(number, 0) | one
        every = sorted(numbers)
        grams = Grams(("".join(map(chr, np.frombuffer(number, ">u2"))) for number in every), size)
        own = {str(place): numbers[number] for place, number in enumerate(every)}
        return grams, [np.array([*_part(own, shift).values()], np.uint64) for shift in self._shifts]

    def of_each(self, texts: Joined) -> tuple[Bits, ...]:
        """The bits of each text, 64 at a time."""
        found = [np.bitwise_or.reduceat(table[texts.codes], texts.starts) for table in self._signs]
        for grams, bits in self._words:
            places, which = grams.met(texts.codes)
            numbers = np.searchsorted(texts.starts, places, "right") - 1
            for every, own in zip(found, bits, strict=True):
                np.bitwise_or.at(every, numbers, own[which])
        return tuple(found)

    def words(self, bits: int) -> tuple[np.uint64, ...]:
        """Bits as `of_each` has them."""
        return tuple(np.uint64(bits >> shift & _ALL) for shift in self._shifts)


def _part(bits: Mapping[str, int], shift: int) -> dict[str, int]:
    return {word: one >> shift & _ALL for word, one in bits.items()}


def _table(bits: Mapping[str, int]) -> NDArray[np.uint64]:
    table = np.zeros(_LAST + 1, np.uint64)
    for sign, one in bits.items():
        table[min(ord(sign), _LAST)] = one
    return table
