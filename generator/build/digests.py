"""Digests of files, remembered: size, times and inode may say that a file need not be read again."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

from generator.build.cache import keep
from generator.load.stamps import Stamp, stamp_of

FILE = "digests.json"
_VERSION = 1
_SETTLED = 2_000_000_000
"""Nanoseconds. A file changed so shortly before it was read may change again without its times telling: FAT
counts in steps of two seconds. It is not remembered."""


class Digests:
    """The digests of large or many files that every build asks for."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / FILE
        self._known = _read(self._file)
        self._asked: dict[str, tuple[Stamp, str]] = {}

    def of(self, path: Path) -> str:
        """SHA-256 of the file's bytes, "" where it cannot be read."""
        name = str(path)
        if name in self._asked and self._asked[name][0] == stamp_of(path):
            return self._asked[name][1]
        stamp = stamp_of(path)
        if stamp is None:
            return ""
        known = self._known.get(name)
        if known is not None and known[0] == stamp:
            self._asked[name] = known
            return known[1]
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""
        if stamp == stamp_of(path) and max(stamp[1], stamp[2]) + _SETTLED < time.time_ns():
            self._asked[name] = (stamp, found)
        return found

    def store(self) -> None:
        """Keep what was asked for."""
        if all(self._known.get(name) == entry for name, entry in self._asked.items()):
            return
        data = {"version": _VERSION, "files": self._asked}
        keep(self._file, json.dumps(data))


def _read(file: Path) -> dict[str, tuple[Stamp, str]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            return {}
        return {name: ((*stamp,), found) for name, (stamp, found) in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
