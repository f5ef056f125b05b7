"""What was heard of files and not handed on yet: each path with the moment when it may be read."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from pathlib import Path

SETTLE = 0.003
"""Seconds after a finished save in which other events of the same save may come; added to every save."""
QUIET = 0.05
"""Seconds without any event after which files count that nobody closed, or that stay away: editors move the
old file off before they write the new one, and a few never close what they write."""
LONGEST = 0.5
"""Seconds after which such a file counts although the events do not end."""

_ALL = ""
"""Stands among the paths for all of them; no path is empty."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that changed, came or went, as absolute paths below the roots.

    `everything`: events were lost, or a whole folder came or went; all files must be looked at, and `paths`
    need not be complete.
    """

    paths: frozenset[Path] = frozenset()
    everything: bool = False


@dataclass(slots=True)
class _Entry:
    """When a path was heard of first and last, and since when its save is finished; None while it is not."""

    first: float
    last: float
    saved: float | None = None


class Heard:
    """Filled by the thread that hears the events, emptied by the one that waits for them."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._entries: dict[str, _Entry] = {}
        self._latest = -math.inf
        self._wake = math.inf
        self._closed = False
        self._failure: BaseException | None = None

    def saved(self, path: str) -> None:
        """A file is complete: closed after writing, or moved into its place."""
        with self._changed:
            entry = self._heard(path)
            if entry.saved is None:
                entry.saved = entry.last
            self._wake_at(entry.saved + SETTLE)

    def unsure(self, path: str) -> None:
        """A file may be incomplete: made, written to and not closed yet, or gone and perhaps coming back."""
        with self._changed:
            entry = self._heard(path)
            entry.saved = None
            self._wake_at(min(entry.last + QUIET, entry.first + LONGEST))

    def touched(self, path: str) -> None:
        """A file's rights or times changed. What is known of its content already says more."""
        with self._changed:
            if path not in self._entries:
                self.unsure(path)

    def folder(self) -> None:
        """A folder came or went."""
        self.unsure(_ALL)

    def lost(self) -> None:
        """Nobody knows what changed."""
        self.saved(_ALL)

    def fail(self, error: BaseException) -> None:
        """The one who hears has stopped."""
        with self._changed:
            self._failure = error
            self._changed.notify_all()

    @property
    def failure(self) -> BaseException | None:
        """Why there will be no more events; None as long as all is well."""
        return self._failure

    def close(self) -> None:
        """Ends a `take` that waits in another thread."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def take(self, timeout: float) -> Batch | None:
        """What may be read now, waiting up to `timeout` seconds for it; None where there was nothing, after
        `close`, and after a failure."""
        end = time.monotonic() + timeout
        with self._changed:
            while not self._closed and self._failure is None:
                now = time.monotonic()
                if now >= self._wake and (batch := self._ripe(now)):
                    return batch
                if now >= end:
                    return None
                self._changed.wait(min(self._wake, end) - now)
            return None

    def _heard(self, path: str) -> _Entry:
        self._latest = time.monotonic()
        entry = self._entries.setdefault(path, _Entry(self._latest, self._latest))
        entry.last = self._latest
        return entry

    def _wake_at(self, moment: float) -> None:
        if moment < self._wake:
            # Only then: a burst of thousands of events must not wake the other thread each time.
            self._wake = moment
            self._changed.notify_all()

    def _ripe(self, now: float) -> Batch | None:
        """Takes out all finished saves if one is due, and all that is quiet if something waits too long."""
        entries = self._entries
        saved = {path for path, entry in entries.items() if entry.saved is not None}
        due = {path for path in saved if now >= (entries[path].saved or 0) + SETTLE}
        unsure = entries.keys() - saved
        late = {path for path in unsure if now >= entries[path].first + LONGEST}
        if now >= self._latest + QUIET:
            due |= unsure
        elif late:
            due |= late | {path for path in unsure if now >= entries[path].last + QUIET}
        if _ALL in due:
            due = set(entries)  # all files are going to be read anyway
        elif due:
            due |= saved - {_ALL}
        for path in due:
            del entries[path]
        self._wake = min(map(self._due, entries.values()), default=math.inf)
        return Batch(frozenset(Path(path) for path in due - {_ALL}), _ALL in due) if due else None

    def _due(self, entry: _Entry) -> float:
        if entry.saved is not None:
            return entry.saved + SETTLE
        return min(self._latest + QUIET, entry.first + LONGEST)
