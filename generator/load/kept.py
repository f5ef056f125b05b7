"""What was read before, for a process that reads a site again and again: a preview.

A file that has not changed is not parsed again, and what was made of it stays the same object, so that later
stages can tell by identity what they need not look at again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from generator.load.stamps import Stamp, stamp_of, too_fresh

S = TypeVar("S")
T = TypeVar("T")

_UNSETTLED: Stamp = (-1, -1, -1, -1)
"""The stamp of no file: what was changed just now has to be read once more."""


@dataclass(frozen=True, slots=True)
class _Entry:
    stamps: dict[str, Stamp | None]
    shared: tuple[object, ...]
    value: object


class Kept:
    """Values by name. A new one knows nothing: a build that happens once reads everything."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._asked: set[str] = set()

    def known(self, name: str, shared: tuple[object, ...] = ()) -> Any:
        """The value kept under `name`, if none of its files has changed and it was made with the very same
        `shared` objects; else None."""
        entry = self._entries.get(name)
        self._asked.add(name)
        if entry is None or not _are(entry.shared, shared):
            return None
        if any(stamp_of(path) != stamp for path, stamp in entry.stamps.items()):
            return None
        return entry.value

    def keep(
        self,
        name: str,
        value: T,
        stamps: dict[str, Stamp | None],
        shared: tuple[object, ...] = (),
    ) -> T:
        """Keep `value`, made of files that had `stamps` before they were read. Returns the object that was
        kept before where that equals it.

        Under the name of its own file, the others are what it shows, such as pictures: what they hold is no
        part of the value, and with another picture it is another object.
        """
        entry = self._entries.get(name)
        if (
            entry is not None
            and _are(entry.shared, shared)
            and entry.value == value
            and _beside(name, entry.stamps) == _beside(name, stamps)
            and _UNSETTLED not in _beside(name, stamps).values()
        ):
            value = entry.value
        self._asked.add(name)
        self._entries[name] = _Entry(stamps, shared, value)
        return value

    def same(self, name: str, value: T) -> T:
        """The object kept under `name` where it equals `value`, else `value`, which is kept."""
        return self.keep(name, value, {})

    def each(
        self, name: str, values: Iterable[S], shared: tuple[object, ...], make: Callable[[S], T]
    ) -> list[T]:
        """What `make` makes of each value. Of the very objects that were among the values the last time, with
        the same `shared`, it is not made again; all others are forgotten."""
        entry = self._entries.get(name)
        known: dict[int, tuple[S, T]] = {}
        if entry is not None and _are(entry.shared, shared):
            known = entry.value  # type: ignore[assignment]
        made: dict[int, tuple[S, T]] = {}
        listed: list[T] = []
        for value in values:
            pair = known.get(id(value)) or made.get(id(value)) or (value, make(value))
            made[id(value)] = pair
            listed.append(pair[1])
        self._asked.add(name)
        self._entries[name] = _Entry({}, shared, made)
        return listed

    def sweep(self) -> None:
        """Forget what nobody has asked for since the last time: its files are gone."""
        self._entries = {name: entry for name, entry in self._entries.items() if name in self._asked}
        self._asked = set()

    def again(
        self,
        name: str,
        files: Iterable[Path],
        shared: tuple[object, ...],
        make: Callable[[], T],
        sound: Callable[[T], bool] = lambda made: True,
    ) -> T:
        """What `make` makes of `files`, or what it made of them before; where it comes to the same, the same
        object. Only what is `sound` is kept: a finding may depend on files that are not there."""
        wanted = [str(file) for file in files]
        entry = self._entries.get(name)
        if entry is not None and list(entry.stamps) == wanted:
            value: T | None = self.known(name, shared)
            if value is not None:
                return value
        stamps = stamps_of(wanted)
        made = make()
        if not sound(made):
            if entry is not None:
                # Once it is mended, it may be what it was.
                self._entries[name] = replace(entry, stamps=dict.fromkeys(stamps, _UNSETTLED))
            return made
        return self.keep(name, made, stamps, shared)


def _are(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether they are the very same objects."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def _beside(name: str, stamps: dict[str, Stamp | None]) -> dict[str, Stamp | None]:
    """The stamps of the files that a value shows which is kept under the name of its own."""
    return {file: stamp for file, stamp in stamps.items() if file != name} if name in stamps else {}


def stamps_of(files: Iterable[str]) -> dict[str, Stamp | None]:
    """The stamps of files now; one that cannot be relied on, as the file was changed a moment ago, is none
    that a file ever has."""
    now = time.time_ns()
    stamps = {file: stamp_of(file) for file in files}
    return {file: _UNSETTLED if too_fresh(stamp, now) else stamp for file, stamp in stamps.items()}
