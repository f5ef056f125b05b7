"""Digests of files, remembered: size, times and inode may say that a file need not be read again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from pathlib import Path

from generator.load.stamps import Stamp, stamp_of

FILE = "digests.json"
_VERSION = 1
_SETTLED = 2_000_000_000
"""Nanoseconds. A file changed so shortly before it was read may change again without its times telling: FAT
counts in steps of two seconds. It is not remembered."""


def cache_folder(site: Path, output: Path) -> Path:
    """Where builds of `site` into `output` keep what they know. Each output folder has its own; one that lies
    in the site is named by its place in it, so that it is known again when the site was moved."""
    site_path, output_path = os.path.abspath(site), os.path.abspath(output)
    place = os.path.relpath(output_path, site_path)
    name = output_path if place.startswith("..") else place
    return site / ".cache" / "build" / hashlib.sha256(os.fsencode(name)).hexdigest()[:8]


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
        """Keep what was asked for. The cache is a help: where it cannot be written, nothing is kept."""
        if all(self._known.get(name) == entry for name, entry in self._asked.items()):
            return
        data = {"version": _VERSION, "files": self._asked}
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            part = self._file.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps(data), encoding="utf-8")
            part.replace(self._file)


def _read(file: Path) -> dict[str, tuple[Stamp, str]]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            return {}
        return {name: ((*stamp,), found) for name, (stamp, found) in data["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
