"""Changes of files found by looking: where drives send no events, or the system has none to give."""

from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.watch.folders import Identity, entries_of, identity_of
from generator.watch.heard import LONGEST, QUIET, Batch

INTERVAL = 0.5
"""Seconds between two looks, more where a look takes longer than that."""

Trait = tuple[int, ...]
"""What tells one state of a file from another: kind and rights, size, time in ns, number of the file. Folders
have none."""
_FOLDER: Trait = ()


class Polling:
    """Looks at the roots and everything below them. Has no thread: it looks while somebody waits.

    `skipped` is asked for a path and whether it is a folder, once for what stays. `numbered`: files on the
    drive keep their numbers; some drives give out new ones at will.
    """

    def __init__(
        self, roots: Sequence[str], skipped: Callable[[str, bool], bool], *, numbered: bool = True
    ) -> None:
        self._roots = tuple(roots)
        self._skipped = skipped
        self._numbered = numbered
        self._seen: dict[str, Trait] = {}
        self._seen = self._look()

    def take(self, timeout: float, closed: threading.Event) -> Batch | None:
        """What has changed since the last time, waiting up to `timeout` seconds for it and for as long as a
        look takes; None where there was nothing, and soon after `closed` was set."""
        end = time.monotonic() + timeout
        while not closed.is_set():
            start = time.monotonic()
            batch = self._compare(closed)
            if batch is not None:
                return batch
            now = time.monotonic()
            if now >= end:
                return None
            closed.wait(min(max(INTERVAL, now - start), end - now))
        return None

    def _compare(self, closed: threading.Event) -> Batch | None:
        before, self._seen = self._seen, self._look()
        if before == self._seen:
            return None
        both = before.keys() | self._seen.keys()
        changed = {path for path in both if before.get(path) != self._seen.get(path)}
        folders = {path for path in changed if _FOLDER in (before.get(path), self._seen.get(path))}
        files = {path for path in changed if before.get(path) or self._seen.get(path)}
        self._calm(files - folders, closed)
        return Batch(frozenset(Path(path) for path in files), bool(folders))

    def _calm(self, files: set[str], closed: threading.Event) -> None:
        """Waits until files that are being written, or moved to and fro, stay as they are."""
        end = time.monotonic() + LONGEST
        while files and time.monotonic() < end and not closed.wait(QUIET):
            now = {path: self._trait(path) for path in files}
            files = {path for path, trait in now.items() if trait != self._seen.get(path)}
            self._seen = {path: trait for path, trait in (self._seen | now).items() if trait is not None}

    def _look(self) -> dict[str, Trait]:
        found: dict[str, Trait] = {}
        for root in self._roots:
            trait = self._trait(root)
            if trait is not None:
                found[root] = trait
            if trait == _FOLDER:
                self._look_below(root, frozenset(), found)
        return found

    def _look_below(self, folder: str, above: frozenset[Identity], found: dict[str, Trait]) -> None:
        identity = identity_of(folder)
        if identity is None or identity in above:  # a link that leads back up
            return
        for path, is_folder, _ in entries_of(folder):
            if path not in self._seen and self._skipped(path, is_folder):
                continue
            if is_folder:
                found[path] = _FOLDER
                self._look_below(path, above | {identity}, found)
            elif (trait := self._trait(path)) is not None:
                found[path] = trait

    def _trait(self, path: str) -> Trait | None:
        """None for what is not there; a link that leads nowhere is there."""
        try:
            status = os.stat(path)
        except OSError:
            try:
                status = os.lstat(path)
            except OSError:
                return None
        if stat.S_ISDIR(status.st_mode):
            return _FOLDER
        number = status.st_ino if self._numbered else 0
        return status.st_mode, status.st_size, status.st_mtime_ns, number
