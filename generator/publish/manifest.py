"""What this program has written below output/, so that it never removes what somebody else put there."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from generator.render.archive import ArchiveEntry

MANIFEST = ".manifest.json"
_VERSION = 1
_BESIDE = re.compile(r"@[^ :/]+(?::[^ ]*)? (?P<of>.+)")
"""An owner made `beside`. A file's name may have a blank too: `@packs/….csv` is none."""


@dataclass(frozen=True, slots=True)
class Package:
    """Files that belong together: path below output/, with `/` → bytes; written in this order.

    `owner` is an issue's key, or a name that begins with `@` for what belongs to no issue. `entry` is
    what the archive says of the issue, kept for builds in which the issue cannot be made. `standing` are
    paths that belong to it as well and are there already, as they should be.
    """

    owner: str
    files: Mapping[str, bytes]
    entry: ArchiveEntry | None = None
    standing: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        return (*self.files, *self.standing)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Owner → paths written for it, sorted; owner → its entry in the archive."""

    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entries: Mapping[str, ArchiveEntry] = field(default_factory=dict)

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(path for paths in self.files.values() for path in paths)

    def with_files(self, owner: str, paths: Collection[str]) -> Manifest:
        """The manifest in which `paths` are the owner's, and nobody else's."""
        taken = frozenset(paths)
        own = tuple(sorted(taken))
        if self.files.get(owner) == own:
            # Most builds write what they wrote before: nobody else's paths need be looked at.
            return self
        others = {
            other: tuple(path for path in theirs if path not in taken)
            for other, theirs in self.files.items()
            if other != owner
        }
        return replace(self, files={**others, owner: own})

    def with_entry(self, owner: str, entry: ArchiveEntry | None) -> Manifest:
        if self.entries.get(owner) == entry:
            return self
        entries = {other: theirs for other, theirs in self.entries.items() if other != owner}
        return replace(self, entries={**entries, owner: entry} if entry else entries)

    def without(self, owner: str) -> Manifest:
        return Manifest(
            {other: theirs for other, theirs in self.files.items() if other != owner},
            {other: theirs for other, theirs in self.entries.items() if other != owner},
        )


def read_manifest(output: Path) -> Manifest:
    """The manifest of the folder `output`. One that cannot be read counts as none: nothing is removed."""
    try:
        data = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            return Manifest()
        return Manifest(
            {owner: tuple(filter(is_below, paths)) for owner, paths in data["files"].items()},
            {owner: _entry(entry) for owner, entry in data["entries"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()


def output_files(output: Path) -> list[Path]:
    """Every file that this program has written below `output`, the manifest among them."""
    return [output / MANIFEST, *(output / path for path in sorted(read_manifest(output).paths))]


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is stored: the same manifest gives the same bytes."""
    data = {
        "version": _VERSION,
        "files": {owner: list(paths) for owner, paths in sorted(manifest.files.items())},
        "entries": {owner: asdict(entry) for owner, entry in sorted(manifest.entries.items())},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def beside(what: str, of: str, level: str = "") -> str:
    """The owner of what another command than `build` made of an issue, or of a publication's year; `level` is
    what its files say of secrecy: `@docx jianbao/2022-05`, `@volume:秘密★1年 neican/2022 全年 print`."""
    said = f":{level}" if level else ""
    return f"@{what}{said.replace(' ', '')} {of}"


def issue_of(owner: str) -> str:
    """The key of the issue that the owner's files belong to, also of those made `beside`; of a volume
    `jianbao/2022 全年 print`; "" for files of the site."""
    if not owner.startswith("@"):
        return owner
    return made["of"] if (made := _BESIDE.fullmatch(owner)) else ""


def is_volume(owner: str) -> bool:
    return volume_level(owner) is not None


def volume_level(owner: str) -> str | None:
    """What the files of a volume say of secrecy, "" where it is not secret; None of what is no volume."""
    what, _, level = owner.partition(" ")[0].partition(":")
    return level if what == "@volume" else None


def says(owner: str, level: str) -> bool:
    """Whether files made `beside` say this level of secrecy."""
    return owner.startswith("@") and owner.partition(" ")[0].partition(":")[2] == level.replace(" ", "")


def is_below(path: str) -> bool:
    """Whether a path stays below the output folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts


def _entry(data: Mapping[str, Any]) -> ArchiveEntry:
    titles = tuple((str(anchor), str(title)) for anchor, title in data["titles"])
    return ArchiveEntry(**{**data, "titles": titles})
